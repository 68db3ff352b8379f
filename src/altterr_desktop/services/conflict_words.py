"""Put what people disagree about in words for a screen: values, sentences, places where texts differ."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from altterr_desktop.domain.twins import TwinVerdict
from altterr_desktop.dossier.file import Dossier
from altterr_desktop.i18n import _
from altterr_desktop.i18n.names import join_words
from altterr_desktop.i18n.subjects import kind_label
from altterr_desktop.journal.changes import Changes
from altterr_desktop.journal.recording import recording
from altterr_desktop.journal.search_index import name_of
from altterr_desktop.journal.texts import CLASH_CLOSE, CLASH_OPEN
from altterr_desktop.model import Record, record_classes
from altterr_desktop.model.exchange import ConflictCell
from altterr_desktop.model.twins import TwinDecision
from altterr_desktop.services.conflicts import Conflict, ConflictVersion, list_conflicts, settle_conflict
from altterr_desktop.services.history import values_in
from altterr_desktop.services.records import change_record, live_record, set_values

# Comparing word by word takes quadratic time: longer texts are shown without marks.
_MOST_WORDS = 4000
Span = tuple[int, int]


@dataclass(frozen=True)
class VersionWords:
    """Hold one version as a person reads it; `marks` are the passages (from, to) that the others do not have."""

    version: ConflictVersion
    text: str
    marks: tuple[Span, ...] = ()


@dataclass(frozen=True)
class ConflictWords:
    """Hold one disagreement for a screen.

    `page_kind` and `page_id` name the record to open; `clashes` are the passages of the shown text that two people
    wrote differently; `merged_id` and `merged_name` say, of an orphan, which record took in the one it refers to.
    """

    conflict: Conflict
    kind_label: str
    sentence: str
    shown_text: str
    versions: tuple[VersionWords, ...]
    clashes: tuple[Span, ...]
    page_kind: str
    page_id: str
    merged_id: str = ""
    merged_name: str = ""

    @property
    def is_text(self) -> bool:
        """Tell whether it is about a long text, which can be settled by writing another one."""
        return self.conflict.sort in ("text", "clash")

    @property
    def is_deletion(self) -> bool:
        """Tell whether a deletion is to be decided."""
        return self.conflict.sort in ("deleted", "orphan")


def read_conflicts(dossier: Dossier, *, record_id: str = "", limit: int = 200) -> tuple[ConflictWords, ...]:
    """List disagreements in words: all, or those about one record and its parts."""
    found = list_conflicts(dossier, limit=limit if not record_id else 10_000)
    with dossier.reading() as session:
        said = values_in(session)
        worded = [_words(session, conflict, said) for conflict in found]
    return tuple(one for one in worded if not record_id or record_id in (one.page_id, one.conflict.record_id))


def count_conflicts_of(dossier: Dossier, record_id: str) -> int:
    """Count the disagreements about one record and its parts; nothing is read where there is none at all."""
    with dossier.reading() as session:
        rows = session.execute(select(ConflictCell.kind, ConflictCell.record_id)).all()
        if not rows:
            return 0
        whole = [_page(session, kind, one)[1] for kind, one in rows if kind in record_classes()]
    return sum(one == record_id for one in whole)


def settle_text(dossier: Dossier, conflict: Conflict, text: str) -> Changes:
    """Settle a disagreement about a long text with another wording. Raises NotFound, InvalidInput."""
    if text == conflict.shown:
        return settle_conflict(dossier, conflict, "shown")
    return change_record(
        dossier, kind=conflict.kind, record_id=conflict.record_id, values={conflict.field: text}
    )


def follow_merge(dossier: Dossier, words: ConflictWords) -> Changes:
    """Follow a merge that somebody did not know of, in one act.

    What refers to the record merged away refers to the one that took it in; what was changed in it is changed there.
    """
    conflict = words.conflict
    if conflict.sort == "orphan":
        return change_record(
            dossier,
            kind=conflict.kind,
            record_id=conflict.record_id,
            values={conflict.field: words.merged_id},
        )
    with recording(dossier, "") as work:
        record_class = record_classes()[conflict.kind]
        kept = live_record(work.session, conflict.kind, words.merged_id)
        gone = work.session.get_one(record_class, conflict.record_id)
        changed = {one.field: one.value for one in conflict.versions if one.field != "deleted"}
        set_values(work.session, kept, changed)
        gone.deleted = True
        work.settled[conflict.kind, conflict.record_id, "deleted"] = gone
        work.subject_id = kept.id
        work.label = _("Carried over to “{name}”").format(name=name_of(kept))
    return work.changes


def _words(session: Session, conflict: Conflict, said: Callable[[str, str, Any], str]) -> ConflictWords:
    is_text = conflict.sort in ("text", "clash")
    texts = [
        str(version.value or "") if is_text else _version_text(conflict, version, said)
        for version in conflict.versions
    ]
    shown = str(conflict.shown or "") if is_text else said(conflict.kind, conflict.field, conflict.shown)
    marks = _marks(texts, shown) if is_text else [()] * len(texts)
    page_kind, page_id = _page(session, conflict.kind, conflict.record_id)
    merged = _merged_into(session, conflict) if conflict.sort in ("orphan", "deleted") else ("", "")
    return ConflictWords(
        conflict,
        kind_label(conflict.kind),
        _sentence(conflict),
        shown or _("(empty)"),
        tuple(
            VersionWords(version, text, tuple(found))
            for version, text, found in zip(conflict.versions, texts, marks, strict=True)
        ),
        _clashes(shown) if is_text else (),
        page_kind,
        page_id,
        *merged,
    )


def _version_text(conflict: Conflict, version: ConflictVersion, said: Callable[[str, str, Any], str]) -> str:
    if version.field == "deleted":
        return _("deleted") if version.value else _("kept")
    kind = conflict.kind
    text = said(kind, version.field, version.value) or _("(empty)")
    if conflict.sort == "deleted":
        return _("{field}: {after}").format(field=version.field_label, after=text)
    return text


def _sentence(conflict: Conflict) -> str:
    """Say in one sentence what happened."""
    deleters = _people(one for one in conflict.versions if one.field == "deleted" and one.value)
    changers = _people(one for one in conflict.versions if one.field != "deleted" or not one.value)
    if conflict.sort == "deleted":
        return _("{who} deleted this record; {others} changed it without knowing.").format(
            who=deleters, others=changers
        )
    if conflict.sort == "orphan":
        return _("“{name}” refers to “{target}”, which {who} deleted.").format(
            name=conflict.name, target=conflict.target_name, who=deleters
        )
    sentences = {
        "values": _("{who} each wrote another value. The latest one is shown until you decide."),
        "text": _("{who} changed different passages of this text: both changes are in it. Read it once."),
        "clash": _("{who} changed the same passage of this text: both wordings are kept between ⟦ and ⟧."),
    }
    return sentences[conflict.sort].format(who=_people(conflict.versions))


def _people(versions: Any) -> str:
    names = list(dict.fromkeys(version.who or _("somebody") for version in versions))
    return join_words(names) if names else _("somebody")


def _page(session: Session, kind: str, record_id: str) -> tuple[str, str]:
    """Give the whole that a record is a part of."""
    record: Record | None = session.get(record_classes()[kind], record_id)
    while record is not None and record.PART_OF and getattr(record, record.PART_OF):
        parent_class = record_classes().get(record.PART_OF.removesuffix("_id"))
        parent = session.get(parent_class, getattr(record, record.PART_OF)) if parent_class else None
        if parent is None:
            break
        record = parent
    return (record.kind(), record.id) if record is not None else (kind, record_id)


def _merged_into(session: Session, conflict: Conflict) -> tuple[str, str]:
    """Give the live record that took in the one that was deleted, and its name."""
    gone_id = conflict.target_id or conflict.record_id
    decisions = session.execute(
        select(TwinDecision.kept_id).where(
            TwinDecision.other_id == gone_id,
            TwinDecision.twin_verdict == TwinVerdict.MERGED,
            ~TwinDecision.deleted,
        )
    ).scalars()
    target_class = record_classes().get(conflict.target_kind or conflict.kind)
    for kept_id in sorted(decisions):
        kept = session.get(target_class, kept_id) if target_class is not None else None
        if kept is not None and not kept.deleted:
            return kept.id, name_of(kept)
    return "", ""


def _marks(texts: Sequence[str], shown: str) -> list[tuple[Span, ...]]:
    """Find in each text what the other has not: of two, one against the other; of more, against what is shown."""
    if len(texts) == 2:  # noqa: PLR2004 - the usual case: two people
        return [_differing(texts[0], texts[1]), _differing(texts[1], texts[0])]
    plain = shown.replace(CLASH_OPEN, "").replace(CLASH_CLOSE, "")
    return [_differing(text, plain) for text in texts]


def _differing(text: str, other: str) -> tuple[Span, ...]:
    words, others = _cut(text), _cut(other)
    if max(len(words), len(others)) > _MOST_WORDS:
        return ()
    starts = [0]
    for word in words:
        starts.append(starts[-1] + len(word))
    found = SequenceMatcher(None, words, others, autojunk=False).get_opcodes()
    return tuple(
        (starts[one], starts[end]) for tag, one, end, _a, _b in found if tag in ("replace", "delete")
    )


def _cut(text: str) -> list[str]:
    """Cut a text in words that carry the blank after them."""
    return [part + " " for part in text.split(" ")[:-1]] + text.split(" ")[-1:]


def _clashes(shown: str) -> tuple[Span, ...]:
    found = []
    at = shown.find(CLASH_OPEN)
    while at >= 0:
        end = shown.find(CLASH_CLOSE, at)
        if end < 0:
            break
        found.append((at, end + 1))
        at = shown.find(CLASH_OPEN, end)
    return tuple(found)
