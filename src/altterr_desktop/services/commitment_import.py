"""Bring a list of commitments into the dossier, as one act; must read no file and overwrite no verdict."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from altterr_desktop.domain.commitments import DocumentKind, Standing
from altterr_desktop.domain.drafts import CommitmentDraft, CommitmentList, Problem
from altterr_desktop.domain.folding import fold
from altterr_desktop.domain.identity import public_id
from altterr_desktop.domain.ordering import keys_after
from altterr_desktop.dossier.file import Dossier
from altterr_desktop.i18n import _, language_set
from altterr_desktop.i18n.labels import label
from altterr_desktop.i18n.subjects import field_label
from altterr_desktop.journal.changes import Changes
from altterr_desktop.journal.recording import recording
from altterr_desktop.model.commitments import Commitment, PledgeDocument
from altterr_desktop.model.frameworks import Framework, FrameworkMeasure
from altterr_desktop.model.territories import Territory
from altterr_desktop.services.commitment_matching import Actors, Documents, Themes, place_named
from altterr_desktop.services.commitment_query import standings_now
from altterr_desktop.services.commitments import default_place, mandate_in_force
from altterr_desktop.services.fields import today
from altterr_desktop.services.imported_verdicts import ImportedVerdicts
from altterr_desktop.services.imports import (
    ImportCounts,
    ImportLine,
    ImportPreview,
    Tally,
    brought_back,
    changed_details,
    changed_fields,
    set_changed,
)
from altterr_desktop.services.records import live_record

CommitmentPreview = ImportPreview

_COPIED = (
    "number", "title", "verbatim", "level", "page", "deadline_words", "expected_proof", "indicator",
    "budget_planned", "budget_spent", "partners",
)  # fmt: skip


@dataclass(frozen=True)
class CommitmentImportOptions:
    """Say what a list of commitments does not: where, in which document, since when.

    Without territory it is the only followed one; without document each line names its own, or none. `framework_id`
    ties lines to the measures of a framework by their numbers. With `new_themes` a theme that is like no other is
    added to the group's list.
    """

    territory_id: str = ""
    document: str = ""
    document_kind: DocumentKind = DocumentKind.OTHER
    made_on: date | None = None
    framework_id: str = ""
    new_themes: bool = True


_USUAL = CommitmentImportOptions()
# What a line of the exported workbook may change.
_OF_WORKBOOK = frozenset(
    {"number", "title", "verbatim", "theme_id", "territory_id", "pledge_document_id", "page"}
)


def preview_commitments(
    dossier: Dossier, reading: CommitmentList, *, options: CommitmentImportOptions = _USUAL
) -> CommitmentPreview:
    """Say what importing a list would change; nothing is written. Raises NotFound."""
    with dossier.reading() as session:
        return _Import(session, dossier, reading, options).run().preview()


def apply_commitments(
    dossier: Dossier, reading: CommitmentList, *, options: CommitmentImportOptions = _USUAL
) -> tuple[Changes, ImportCounts]:
    """Bring a list in, as one act that can be undone; nothing to change makes no commit.

    A commitment is the same in every file where its document or framework, number and title are: what a file
    leaves empty stays as it is. A status makes a verdict whose reason names the file and the words read there; it is
    only proposed when the words can be understood in several ways. Raises NotFound, ReadOnlyDossier, DiskFull.
    """
    label = _("Commitments imported: {source}").format(source=reading.source)
    with recording(dossier, label) as work, work.session.no_autoflush:
        counts = _Import(work.session, dossier, reading, options).run().preview().counts
    return work.changes, counts


def remembered_mapping(dossier: Dossier, header: Sequence[str]) -> dict[str, list[str]] | None:
    """Give the columns chosen last time for a file of this header on this laptop: field to column names."""
    kept = dossier.state(_mapping_key(header))
    return json.loads(kept) if kept else None


def remember_mapping(dossier: Dossier, header: Sequence[str], mapping: Mapping[str, Sequence[str]]) -> None:
    """Keep the columns chosen for files of this header, on this laptop only."""
    kept = {str(name): list(columns) for name, columns in mapping.items()}
    dossier.set_state(_mapping_key(header), json.dumps(kept, ensure_ascii=False))


def _mapping_key(header: Sequence[str]) -> str:
    folded = "|".join(fold(name) for name in header)
    return "mapping:" + hashlib.sha256(folded.encode()).hexdigest()[:32]


class _Import:
    """Run one list through the dossier's commitments."""

    def __init__(
        self, session: Session, dossier: Dossier, reading: CommitmentList, options: CommitmentImportOptions
    ) -> None:
        self._session = session
        self._options = options
        self._drafts = reading.drafts
        self._verdicts = ImportedVerdicts(session, reading.source, dossier.signature.author_id)
        self._tally = Tally(problems=list(reading.problems))
        self._territories = session.execute(select(Territory).where(~Territory.deleted)).scalars().all()
        self._default = self._default_place()
        self._themes = Themes(session, may_add=options.new_themes)
        self._actors = Actors(session)
        self._documents = Documents(session)
        self._framework = (
            live_record(session, "framework", options.framework_id) if options.framework_id else None
        )
        self._measures = _measures(session, self._framework)
        everything = session.execute(select(Commitment)).scalars().all()
        self._known = {commitment.id: commitment for commitment in everything}
        self._last = max((commitment.position for commitment in everything), default="")
        named = {fold(draft.territory) for draft in self._drafts if draft.territory}
        self._has_many_places = len(named) > 1
        is_workbook = any(draft.record_id for draft in self._drafts)
        self._standings = standings_now(session) if is_workbook else {}
        self._ids = self._identify()
        self._new: set[str] = set()

    def _default_place(self) -> dict[str, Any]:
        if not self._options.territory_id:
            return default_place(self._session)
        territory = live_record(self._session, "territory", self._options.territory_id)
        day = self._options.made_on or today()
        return {
            "territory_id": territory.id,
            "mandate_id": mandate_in_force(self._session, territory.id, day),
        }

    def run(self) -> Tally:
        """Write every draft in order: a parent comes before its parts."""
        positions = keys_after(self._last, len(self._drafts))
        done: set[str] = set()
        for index, draft in enumerate(self._drafts):
            record_id = self._ids[index]
            if record_id in done or not (draft.title or draft.verbatim):
                self._skip(draft, _("This line says the same as an earlier one: it was left out."))
                continue
            done.add(record_id)
            if self._is_elsewhere(draft):
                self._skip(
                    draft, _("This line is about a territory that is not in this dossier: it was left out.")
                )
                continue
            commitment = self._commitment(record_id)
            if commitment is None:
                self._skip(draft, _("“{name}” was deleted from this dossier and is left out."))
                continue
            self._write(commitment, draft, positions[index])
        return self._tally

    def _is_elsewhere(self, draft: CommitmentDraft) -> bool:
        """Tell whether a list of several territories speaks of one that is not ours."""
        unknown = bool(draft.territory) and place_named(self._territories, draft.territory) is None
        return unknown and self._has_many_places

    def _skip(self, draft: CommitmentDraft, reason: str) -> None:
        self._tally.lines.append(ImportLine("skipped", "commitment", "", draft.title, line=draft.line))
        self._tally.problems.append(Problem(draft.line, reason.format(name=draft.title)))

    def _report(self, draft: CommitmentDraft, field: str, words: str, reason: str) -> None:
        column = field_label("commitment", field)
        self._tally.problems.append(Problem(draft.line, reason, column, words[:60], kept=True))

    def _commitment(self, record_id: str) -> Commitment | None:
        commitment = self._known.get(record_id)
        if commitment is None:
            commitment = Commitment(id=record_id)
            self._session.add(commitment)
            self._known[record_id] = commitment
            self._new.add(record_id)
            return commitment
        return commitment if brought_back(self._session, commitment) else None

    def _identify(self) -> list[str]:
        """Give each draft its id: from its document or framework, number and title; its parent tells twins apart."""
        keys = [self._key(draft) for draft in self._drafts]
        twins = {key for key, count in Counter(keys).items() if count > 1}
        ids = []
        for draft, key in zip(self._drafts, keys, strict=True):
            if draft.record_id in self._known:
                ids.append(draft.record_id)
                continue
            parent = self._drafts[draft.parent].title if draft.parent is not None and key in twins else ""
            ids.append(commitment_id(*key, parent=parent))
        return self._renamed(ids)

    def _key(self, draft: CommitmentDraft) -> tuple[str, str, str, str]:
        territory = self._territory(draft)
        return (
            territory.code if territory is not None else "",
            self._scope(draft),
            draft.number,
            fold(draft.title or draft.verbatim),
        )

    def _scope(self, draft: CommitmentDraft) -> str:
        named = draft.document or self._options.document
        return fold(named or (self._framework.name if self._framework is not None else ""))

    def _renamed(self, ids: list[str]) -> list[str]:
        """Recognise by its number alone a commitment of a known document whose title was reworded."""
        taken = set(ids)
        numbers = Counter((self._scope(draft), fold(draft.number)) for draft in self._drafts)
        titles = dict(self._session.execute(select(PledgeDocument.id, PledgeDocument.title)).all())
        by_number: dict[tuple[str, str], list[str]] = {}
        for known in self._known.values():
            if known.number and known.pledge_document_id and not known.deleted and known.id not in taken:
                key = (fold(titles.get(known.pledge_document_id, "")), fold(known.number))
                by_number.setdefault(key, []).append(known.id)
        for index, draft in enumerate(self._drafts):
            key = (self._scope(draft), fold(draft.number))
            found = by_number.get(key, [])
            if all(key) and ids[index] not in self._known and numbers[key] == 1 and len(found) == 1:
                ids[index] = found[0]
        return ids

    def _territory(self, draft: CommitmentDraft) -> Territory | None:
        named = place_named(self._territories, draft.territory) if draft.territory else None
        if named is not None:
            return named
        territory_id = self._default.get("territory_id")
        return next((territory for territory in self._territories if territory.id == territory_id), None)

    def _write(self, commitment: Commitment, draft: CommitmentDraft, position: str) -> None:
        is_new = commitment.id in self._new
        notes: list[str] = []
        values = {**self._plain_values(draft), **self._links(draft, notes)}
        if not is_new:
            values = {name: value for name, value in values.items() if value not in (None, "")}
        if draft.record_id and not is_new:
            values = self._really_changed(commitment, draft, values)
        elif draft.deadline is not None or draft.deadline_words:
            values |= {"deadline": draft.deadline, "deadline_precision": draft.deadline_precision}
        text = "\n\n".join(part for part in (draft.notes, *notes) if part)
        # What the group wrote in the notes is never replaced by what a file says.
        if text and (is_new or not commitment.notes):
            values["notes"] = text
        if is_new:
            values["position"] = position
        set_changed(commitment, values)
        judged = False if draft.record_id else self._verdicts.judge(commitment, draft)
        self._tell(commitment, draft, judged=judged)

    def _really_changed(
        self, commitment: Commitment, draft: CommitmentDraft, values: dict[str, Any]
    ) -> dict[str, Any]:
        """Keep what differs from the workbook this line was exported to: spreadsheets rewrite blanks and dates."""
        kept = {
            name: value
            for name, value in values.items()
            if not (isinstance(value, str) and value.split() == str(getattr(commitment, name) or "").split())
            and name in _OF_WORKBOOK
        }
        if not commitment.title and draft.title == commitment.verbatim[: len(draft.title)]:
            kept.pop("title", None)
        if draft.deadline is not None and draft.deadline != commitment.deadline:
            kept |= {
                "deadline": draft.deadline,
                "deadline_precision": draft.deadline_precision,
                "deadline_words": draft.deadline_words,
            }
        standing = self._standings.get(commitment.id, Standing.NOT_ASSESSED)
        if draft.status_words and fold(draft.status_words) not in _words_of(standing):
            reason = _(
                "A state changes by a verdict with its evidence, never by a table: it stays “{state}”."
            )
            said = reason.format(state=label(standing))
            self._tally.problems.append(Problem(draft.line, said, _("State"), draft.status_words, kept=True))
        return kept

    def _plain_values(self, draft: CommitmentDraft) -> dict[str, Any]:
        values = {name: getattr(draft, name) for name in _COPIED}
        values["made_on"] = draft.made_on or self._options.made_on
        return values

    def _links(self, draft: CommitmentDraft, notes: list[str]) -> dict[str, Any]:
        """Find what a draft names; words that name nothing known go to the notes, and are reported."""
        territory = self._territory(draft)
        if draft.territory and place_named(self._territories, draft.territory) is None:
            reason = _("No territory of this dossier has this name: the usual one was taken.")
            self._report(draft, "territory_id", draft.territory, reason)
        mandate_id = self._mandate(territory, draft)
        theme = self._themes.find(draft.theme) if draft.theme else None
        if draft.theme and theme is None:
            self._report(draft, "theme_id", draft.theme, _("No theme has this name: it was left empty."))
            notes.append(_("Theme: {words}").format(words=draft.theme))
        document = self._document(draft, territory, mandate_id, notes)
        measure = self._measures.get(fold(draft.number)) if draft.number else None
        return {
            "territory_id": territory.id if territory is not None else None,
            "mandate_id": mandate_id,
            "theme_id": theme.id if theme is not None else None,
            "parent_id": self._parent(draft),
            "framework_measure_id": measure.id if measure is not None else None,
            "pledge_document_id": document.id if document is not None else None,
            **self._people(draft, territory, notes),
        }

    def _parent(self, draft: CommitmentDraft) -> str | None:
        if draft.parent is None or self._is_elsewhere(self._drafts[draft.parent]):
            return None
        return self._ids[draft.parent]

    def _mandate(self, territory: Territory | None, draft: CommitmentDraft) -> str | None:
        if territory is None:
            return None
        if draft.made_on is None and territory.id == self._default.get("territory_id"):
            mandate_id: str | None = self._default.get("mandate_id")
            return mandate_id
        return mandate_in_force(
            self._session, territory.id, draft.made_on or self._options.made_on or today()
        )

    def _document(
        self, draft: CommitmentDraft, territory: Territory | None, mandate_id: str | None, notes: list[str]
    ) -> PledgeDocument | None:
        title = draft.document or self._options.document
        document = self._documents.find(title, self._options.document_kind, territory, mandate_id)
        if document is not None and draft.url and not document.url:
            document.url = draft.url
        elif draft.url and (document is None or document.url != draft.url):
            notes.append(_("Link: {words}").format(words=draft.url))
        return document

    def _people(
        self, draft: CommitmentDraft, territory: Territory | None, notes: list[str]
    ) -> dict[str, Any]:
        official = self._actors.official(draft.official) if draft.official else None
        if draft.official and official is None:
            reason = _("No official of this dossier has this name: it was put in the notes.")
            self._report(draft, "official_id", draft.official, reason)
            notes.append(_("Official: {words}").format(words=draft.official))
        service, left = self._actors.service(draft.service, territory) if draft.service else (None, "")
        if left:
            reason = _("This does not read as a service: it was put in the notes.")
            self._report(draft, "service_id", left, reason)
            notes.append(_("In charge: {words}").format(words=left))
        return {
            "official_id": official.id if official is not None else None,
            "service_id": service.id if service is not None else None,
        }

    def _tell(self, commitment: Commitment, draft: CommitmentDraft, *, judged: bool) -> None:
        name = commitment.title or commitment.verbatim[:80]
        if commitment.id in self._new or "deleted" in changed_fields(commitment):
            line = ImportLine("created", "commitment", commitment.id, name, line=draft.line)
        else:
            details = [changed_details(self._session, commitment), _("verdict") if judged else ""]
            words = " ; ".join(part for part in details if part)
            action = "updated" if words else "unchanged"
            line = ImportLine(action, "commitment", commitment.id, name, words, draft.line)  # type: ignore[arg-type]
        self._tally.lines.append(line)


def commitment_id(place: str, scope: str, number: str, title: str, *, parent: str = "") -> str:
    """Derive the id of a commitment from a public list: territory code, document or framework, number, title."""
    return public_id("commitment", place, scope, number, title, parent)


def _words_of(standing: Standing) -> set[str]:
    """Give the folded words of a state in both languages: a workbook may be in either."""
    found = set()
    for name in ("fr", "en"):
        with language_set(name):
            found.add(fold(label(standing)))
    return found


def _measures(session: Session, framework: Framework | None) -> dict[str, FrameworkMeasure]:
    if framework is None:
        return {}
    query = select(FrameworkMeasure).where(
        FrameworkMeasure.framework_id == framework.id, ~FrameworkMeasure.deleted
    )
    return {fold(measure.number): measure for measure in session.execute(query).scalars() if measure.number}
