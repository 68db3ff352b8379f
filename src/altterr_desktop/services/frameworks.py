"""Keep reference lists of measures and make commitments from them; must change no commitment already made."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from altterr_desktop.domain.drafts import FrameworkDraft, MeasureDraft, Problem
from altterr_desktop.domain.errors import InvalidInput
from altterr_desktop.domain.folding import fold
from altterr_desktop.domain.identity import public_id
from altterr_desktop.domain.ordering import keys_after
from altterr_desktop.dossier.file import Dossier
from altterr_desktop.i18n import _, ngettext
from altterr_desktop.journal.changes import Changes
from altterr_desktop.journal.recording import recording
from altterr_desktop.model.commitments import Commitment
from altterr_desktop.model.frameworks import Framework, FrameworkLevel, FrameworkMeasure, Theme
from altterr_desktop.model.territories import Territory
from altterr_desktop.services.commitment_import import commitment_id
from altterr_desktop.services.commitment_matching import Themes
from altterr_desktop.services.commitments import default_place
from altterr_desktop.services.imports import (
    ImportAction,
    ImportCounts,
    ImportLine,
    ImportPreview,
    Tally,
    brought_back,
    changed_fields,
    changed_words,
    set_changed,
)
from altterr_desktop.services.records import live_record, set_values

_COPIED = ("name", "publisher", "edition", "licence", "source_url", "description")


@dataclass(frozen=True)
class FrameworkRow:
    """Hold one framework of the dossier and how many measures it has."""

    id: str
    name: str
    publisher: str
    edition: str
    licence: str
    measures: int


@dataclass(frozen=True)
class MeasureRow:
    """Hold one measure: its wording, its levels as (level, text), and how many commitments were made from it.

    Without `is_verbatim` the title is somebody's summary: it is never shown as the official text.
    """

    id: str
    number: str
    title: str
    text: str
    theme: str
    parent_id: str | None
    levels: tuple[tuple[int, str], ...]
    is_verbatim: bool
    adopted: int
    theme_id: str | None = None


def preview_framework(dossier: Dossier, draft: FrameworkDraft) -> ImportPreview:
    """Say what importing a framework would change; nothing is written."""
    with dossier.reading() as session:
        return _Import(session, draft).run().preview()


def apply_framework(dossier: Dossier, draft: FrameworkDraft) -> tuple[Changes, ImportCounts]:
    """Bring a framework in, measures and levels, as one act that can be undone; twice changes nothing.

    The same name and edition are the same framework everywhere. Measures the file no longer has stay.
    """
    label = _("Framework imported: {name}").format(name=draft.name)
    with recording(dossier, label) as work, work.session.no_autoflush:
        work.subject_id = framework_id_of(draft)
        counts = _Import(work.session, draft).run().preview().counts
    return work.changes, counts


def framework_id_of(draft: FrameworkDraft) -> str:
    """Give the id a framework has in every dossier."""
    return public_id("framework", _key(draft))


def _key(draft: FrameworkDraft) -> str:
    return fold(f"{draft.name} {draft.edition}")


class _Import:
    """Run one framework through the dossier."""

    def __init__(self, session: Session, draft: FrameworkDraft) -> None:
        self._session = session
        self._draft = draft
        self._themes = Themes(session, may_add=True)
        self._tally = Tally(problems=list(draft.problems))
        numbers = Counter(fold(measure.number) for measure in draft.measures)
        self._ids = [
            public_id(
                "framework_measure",
                _key(draft),
                measure.number,
                "" if measure.number and numbers[fold(measure.number)] == 1 else measure.title,
            )
            for measure in draft.measures
        ]
        self._by_number: dict[str, str] = {}
        for measure_id, measure in zip(self._ids, draft.measures, strict=True):
            self._by_number.setdefault(measure.number, measure_id)

    def run(self) -> Tally:
        """Write the framework, then its measures in the order of the file."""
        framework_id = framework_id_of(self._draft)
        framework = self._session.get(Framework, framework_id)
        if framework is None:
            framework = Framework(id=framework_id, key=_key(self._draft))
            self._session.add(framework)
        elif framework.deleted and not brought_back(self._session, framework):
            # Importing a framework is asking for it: unlike a line of a list, it comes back.
            framework.deleted = False
        set_changed(framework, {name: getattr(self._draft, name) for name in _COPIED})
        places = keys_after("", len(self._draft.measures))
        done: set[str] = set()
        for measure_id, measure, place in zip(self._ids, self._draft.measures, places, strict=True):
            if measure_id in done:
                self._skip(measure, _("This measure is listed twice: it was left out."))
            else:
                done.add(measure_id)
                self._measure(framework_id, measure_id, measure, place)
        return self._tally

    def _skip(self, draft: MeasureDraft, reason: str) -> None:
        name = f"{draft.number} {draft.title}".strip()
        self._tally.lines.append(ImportLine("skipped", "framework_measure", "", name, line=draft.line))
        self._tally.problems.append(Problem(draft.line, reason))

    def _measure(self, framework_id: str, measure_id: str, draft: MeasureDraft, place: str) -> None:
        measure = self._session.get(FrameworkMeasure, measure_id)
        is_new = measure is None
        if measure is None:
            measure = FrameworkMeasure(id=measure_id, framework_id=framework_id)
            self._session.add(measure)
        elif measure.deleted and not brought_back(self._session, measure):
            self._skip(draft, _("This measure was deleted from this dossier and is left out."))
            return
        theme = self._themes.find(draft.theme) if draft.theme else None
        values = {
            "parent_id": self._parent(draft, measure_id),
            "number": draft.number,
            "title": _stored_title(draft, measure),
            "text": draft.text or measure.text or "",
            "theme_id": theme.id if theme is not None else measure.theme_id,
            "position": place,
        }
        set_changed(measure, values)
        levels = self._levels(measure_id, draft)
        action: ImportAction = "created" if is_new or "deleted" in changed_fields(measure) else "unchanged"
        details = "" if action == "created" else changed_words(measure)
        if action == "unchanged" and (details or levels):
            action = "updated"
        name = f"{draft.number} {draft.title}".strip()
        self._tally.lines.append(
            ImportLine(action, "framework_measure", measure_id, name, details, draft.line)
        )

    def _parent(self, draft: MeasureDraft, measure_id: str) -> str | None:
        parent_id = self._by_number.get(draft.parent) if draft.parent else None
        return parent_id if parent_id != measure_id else None

    def _levels(self, measure_id: str, draft: MeasureDraft) -> bool:
        """Write the wordings of the levels; tell whether one changed."""
        is_changed = False
        for level, text in draft.levels.items():
            level_id = public_id("framework_level", measure_id, str(level))
            record = self._session.get(FrameworkLevel, level_id)
            if record is None:
                record = FrameworkLevel(id=level_id, framework_measure_id=measure_id, level=level, text=text)
                self._session.add(record)
                is_changed = True
            elif not record.deleted or brought_back(self._session, record):
                set_changed(record, {"text": text})
                is_changed = is_changed or bool(changed_fields(record))
        return is_changed


def _stored_title(draft: MeasureDraft, measure: FrameworkMeasure) -> str:
    """Mark by brackets a title that is not the publisher's own; it never replaces one that is."""
    known = measure.title or ""
    if draft.verbatim:
        return draft.title
    if known and (not draft.title or _is_verbatim(measure)):
        return known
    return f"[{draft.title}]" if draft.title else ""


def list_frameworks(dossier: Dossier) -> tuple[FrameworkRow, ...]:
    """List the frameworks of the dossier by name, with the number of their measures."""
    count = (
        select(func.count())
        .where(FrameworkMeasure.framework_id == Framework.id, ~FrameworkMeasure.deleted)
        .correlate(Framework)
        .scalar_subquery()
    )
    query = select(Framework, count).where(~Framework.deleted).order_by(Framework.name, Framework.edition)
    with dossier.reading() as session:
        return tuple(
            FrameworkRow(row.id, row.name, row.publisher, row.edition, row.licence, measures)
            for row, measures in session.execute(query)
        )


def list_measures(dossier: Dossier, framework_id: str) -> tuple[MeasureRow, ...]:
    """List the measures of a framework in its order. Raises NotFound."""
    with dossier.reading() as session:
        live_record(session, "framework", framework_id)
        measures = _measures_of(session, framework_id)
        levels = _levels_of(session, [measure.id for measure in measures])
        adopted = _adopted(session)
        themes = {theme.id: theme.name for theme in session.execute(select(Theme)).scalars()}
        return tuple(
            MeasureRow(
                measure.id,
                measure.number,
                official_title(measure),
                measure.text,
                themes.get(measure.theme_id or "", ""),
                measure.parent_id,
                tuple(levels.get(measure.id, ())),
                _is_verbatim(measure),
                adopted[measure.id],
                measure.theme_id,
            )
            for measure in measures
        )


def _measures_of(session: Session, framework_id: str) -> Sequence[FrameworkMeasure]:
    query = (
        select(FrameworkMeasure)
        .where(FrameworkMeasure.framework_id == framework_id, ~FrameworkMeasure.deleted)
        .order_by(FrameworkMeasure.position, FrameworkMeasure.id)
    )
    return session.execute(query).scalars().all()


def _levels_of(session: Session, measure_ids: Sequence[str]) -> dict[str, list[tuple[int, str]]]:
    wanted = set(measure_ids)
    levels: dict[str, list[tuple[int, str]]] = defaultdict(list)
    query = select(FrameworkLevel).where(~FrameworkLevel.deleted).order_by(FrameworkLevel.level)
    for record in session.execute(query).scalars():
        if record.framework_measure_id in wanted:
            levels[record.framework_measure_id].append((record.level or 0, record.text))
    return levels


def _adopted(session: Session) -> Counter[str]:
    query = select(Commitment.framework_measure_id).where(~Commitment.deleted)
    return Counter(measure_id for measure_id in session.execute(query).scalars() if measure_id)


def official_title(measure: FrameworkMeasure) -> str:
    """Give a measure's title without the brackets that mark a summary; «» where its wording is not known."""
    return measure.title if _is_verbatim(measure) else measure.title[1:-1]


def _is_verbatim(measure: FrameworkMeasure) -> bool:
    return bool(measure.title) and not (measure.title.startswith("[") and measure.title.endswith("]"))


def adopt_measures(
    dossier: Dossier,
    *,
    framework_id: str,
    measure_ids: Sequence[str],
    levels: Mapping[str, int] | None = None,
    values: Mapping[str, Any] | None = None,
) -> Changes:
    """Make a commitment of each chosen measure, in one act; one already made in this territory is left alone.

    `levels` gives the level signed, by measure; `values` are fields of all the commitments (territory_id,
    pledge_document_id, made_on, official_id…), the only followed territory being the usual one. The wording is
    taken as the exact words only where it is the publisher's own. Raises NotFound, InvalidInput.
    """
    if not measure_ids:
        raise InvalidInput(_("Choose at least one measure."))
    with recording(dossier, "") as work:
        framework = live_record(work.session, "framework", framework_id)
        common = {**default_place(work.session), **(values or {})}
        territory = work.session.get(Territory, common.get("territory_id") or "")
        place = territory.code if territory is not None else ""
        chosen = set(measure_ids)
        measures = [one for one in _measures_of(work.session, framework_id) if one.id in chosen]
        if len(measures) < len(chosen):
            reason = _("Some of these measures are not in the framework “{name}”.")
            raise InvalidInput(reason.format(name=framework.name))
        made = _made(work.session, common.get("territory_id"))
        ids = {
            measure.id: made.get(measure.id) or _commitment_id(framework, measure, place)
            for measure in measures
        }
        wordings = _levels_of(work.session, measure_ids)
        last = max(work.session.execute(select(Commitment.position)).scalars(), default="")
        for measure, position in zip(measures, keys_after(last, len(measures)), strict=True):
            level = (levels or {}).get(measure.id)
            fields = {
                **_fields_of(measure, framework.name, level, dict(wordings.get(measure.id, ()))),
                **common,
                "parent_id": ids.get(measure.parent_id or ""),
                "position": position,
            }
            _adopt(work.session, ids[measure.id], fields)
        count = len(measures)
        work.label = ngettext(
            "{count} measure of “{name}” adopted", "{count} measures of “{name}” adopted", count
        ).format(count=count, name=framework.name)
    return work.changes


def _made(session: Session, territory_id: str | None) -> dict[str, str]:
    """Give the commitments already made of measures in a territory: a wording filled in later changes none."""
    query = select(Commitment.framework_measure_id, Commitment.id).where(
        Commitment.framework_measure_id.is_not(None),
        Commitment.territory_id == territory_id,
        ~Commitment.deleted,
    )
    return {measure_id: found for measure_id, found in session.execute(query) if measure_id}


def _commitment_id(framework: Framework, measure: FrameworkMeasure, place: str) -> str:
    return commitment_id(place, fold(framework.name), measure.number, fold(official_title(measure)))


def _fields_of(
    measure: FrameworkMeasure, name: str, level: int | None, wordings: Mapping[int, str]
) -> dict[str, Any]:
    words = [measure.text or measure.title, wordings.get(level or 0, "")] if _is_verbatim(measure) else []
    return {
        "number": measure.number,
        "title": official_title(measure)
        or _("Measure {number} of “{name}”").format(number=measure.number, name=name),
        "verbatim": "\n\n".join(part for part in words if part),
        "theme_id": measure.theme_id,
        "framework_measure_id": measure.id,
        "level": level,
    }


def _adopt(session: Session, record_id: str, fields: Mapping[str, Any]) -> None:
    commitment = session.get(Commitment, record_id)
    if commitment is not None and not commitment.deleted:
        return
    if commitment is None:
        commitment = Commitment(id=record_id)
        session.add(commitment)
    commitment.deleted = False
    set_values(session, commitment, fields)
