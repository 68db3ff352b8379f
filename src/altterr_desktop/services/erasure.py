"""Say what the dossier holds about a person, and erase it everywhere at their request; decide nothing alone."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from altterr_desktop.domain.errors import InvalidInput
from altterr_desktop.domain.folding import fold
from altterr_desktop.dossier.backup import list_backups
from altterr_desktop.dossier.copying import look_inside, rework_beside
from altterr_desktop.dossier.errors import DossierError
from altterr_desktop.dossier.file import Dossier
from altterr_desktop.i18n import _
from altterr_desktop.i18n.subjects import field_label, kind_label
from altterr_desktop.journal.changes import Changes
from altterr_desktop.journal.erased import LABEL, RECORD, STONES, TEXT, all_erased, erased_among, keeps
from altterr_desktop.journal.erasing import (
    Stone,
    apply_stones,
    erase,
    forget_traces,
    read_stones,
    with_parts,
)
from altterr_desktop.journal.projection import project
from altterr_desktop.journal.search_index import name_of
from altterr_desktop.journal.values import columns_of, pack_id, raw_json, references_to, unpack_id
from altterr_desktop.model import Record, record_classes
from altterr_desktop.model.journal import JournalCommit, JournalEdit
from altterr_desktop.services.history import values_in
from altterr_desktop.services.records import find_kind

PERSON_KINDS = ("official", "volunteer", "candidate")
# What stands in others' texts where a name stood; the same on every laptop, whatever its language.
ERASED = "[effacé]"
_AROUND = 60
_SHORTEST = 3
# What nobody could read: an order, a fingerprint of bytes.
_NOT_TOLD = frozenset({"deleted", "position", "sha256"})


@dataclass(frozen=True)
class HeldRecord:
    """Hold one record about a person, with its fields in words."""

    kind: str
    id: str
    kind_label: str
    name: str
    fields: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Held:
    """Hold everything the dossier keeps about a person: their record, its parts, what refers to them."""

    kind: str
    id: str
    name: str
    records: tuple[HeldRecord, ...]
    linked: tuple[tuple[str, str, str], ...]
    signed: int


@dataclass(frozen=True)
class Mention:
    """Name one text of somebody else's that holds the person's name, with what stands around it.

    `is_sure` where it is the whole name, an address or a number; a family name alone may be another's.
    `is_past` where only former versions of the text hold it.
    """

    kind: str
    record_id: str
    field: str
    name: str
    field_label: str
    before: str
    words: str
    after: str
    is_sure: bool
    is_past: bool


@dataclass(frozen=True)
class Erased:
    """Say what an erasure did, and which backups beside the dossier still hold the person."""

    changes: Changes
    records: int
    mentions: int
    backups: tuple[Path, ...]


def person_kind(dossier: Dossier, record_id: str) -> str:
    """Say of which kind a person is. Raises NotFound, InvalidInput where it is no person."""
    with dossier.reading() as session:
        kind = find_kind(session, record_id)
    if kind not in PERSON_KINDS:
        raise InvalidInput(_("This is no person: only people are erased. Delete it instead."))
    return kind


def held_about(dossier: Dossier, *, record_id: str) -> Held:
    """List what the dossier holds about a person. Raises NotFound, InvalidInput."""
    kind = person_kind(dossier, record_id)
    with dossier.reading() as session:
        found = with_parts(session, {pack_id(record_id): kind})
        person = session.get_one(record_classes()[kind], record_id)
        records = []
        in_words = values_in(session)
        for record, its_kind in found.items():
            row = session.get(record_classes()[its_kind], unpack_id(record))
            if row is not None:
                records.append(
                    HeldRecord(
                        its_kind, row.id, kind_label(its_kind), name_of(row), tuple(_fields(row, in_words))
                    )
                )
        signed = session.scalar(select(func.count()).where(JournalCommit.author_id == record_id)) or 0
        linked = _linked(session, kind, record_id, {unpack_id(record) for record in found})
        return Held(kind, record_id, name_of(person), tuple(records), tuple(linked), signed)


def _fields(row: Any, in_words: Callable[[str, str, Any], str]) -> Iterator[tuple[str, str]]:
    """Write the fields of a record in words, texts whole."""
    record_class: type[Record] = type(row)
    for name in columns_of(record_class):
        value = getattr(row, name)
        if name in _NOT_TOLD or value in (None, "", False):
            continue
        is_text = isinstance(value, str) and not isinstance(value, StrEnum) and not name.endswith("_id")
        words = value if is_text else in_words(row.kind(), name, value)
        if words:
            yield field_label(row.kind(), name), words


def _linked(session: Session, kind: str, record_id: str, known: set[str]) -> Iterator[tuple[str, str, str]]:
    for record_class, name in references_to(kind):
        query = select(record_class).where(getattr(record_class, name) == record_id, ~record_class.deleted)
        for row in session.execute(query).scalars():
            if row.id not in known:
                yield record_class.kind(), row.id, name_of(row)


def find_mentions(dossier: Dossier, *, record_id: str) -> tuple[Mention, ...]:
    """Find the texts of others that name a person, in every version of them. Raises NotFound, InvalidInput."""
    held = held_about(dossier, record_id=record_id)
    with dossier.reading() as session:
        sure, unsure = _names(session, held)
        excepted = {pack_id(one.id) for one in held.records}
        return tuple(_mentions(session, sure, unsure, excepted))


def find_words(dossier: Dossier, words: str) -> tuple[Mention, ...]:
    """Find the texts that hold some words, for a name met again after its erasure. Raises InvalidInput."""
    if len(fold(words)) < _SHORTEST:
        raise InvalidInput(_("Give at least three letters."))
    with dossier.reading() as session:
        return tuple(_mentions(session, [words], [], set()))


def _names(session: Session, held: Held) -> tuple[list[str], list[str]]:
    """Give what surely names the person, and what only may."""
    person: Any = session.get_one(record_classes()[held.kind], held.id)
    sure = [person.email, person.phone] if held.kind == "volunteer" else []
    unsure = []
    if held.kind == "volunteer":
        sure += [person.name] if " " in person.name.strip() else []
        unsure += [person.name, person.pseudonym, *person.name.split()[-1:]]
    else:
        given, family = person.given_name, person.family_name
        if given and family:
            sure += [f"{given} {family}", f"{family} {given}"]
        unsure += [family or given]
    for one in held.records:
        if one.kind == "contact_detail":
            sure.append(one.name)
    return (
        [words for words in sure if len(fold(words)) >= _SHORTEST],
        [words for words in unsure if len(fold(words)) >= _SHORTEST],
    )


def _mentions(
    session: Session, sure: Sequence[str], unsure: Sequence[str], excepted: set[bytes]
) -> Iterator[Mention]:
    every = pattern_of([*sure, *unsure])
    surely = pattern_of(sure)
    if every is None:
        return
    cells: dict[tuple[str, bytes, str], tuple[str, bool]] = {}
    for kind, record, name, words, is_head in _texts(session, every):
        known = cells.get((kind, record, name))
        if record not in excepted and (known is None or is_head or not known[1]):
            cells[kind, record, name] = (words, is_head)
    erased = erased_among(session, [record for _kind, record, _name in cells])
    for (kind, record, name), (words, is_head) in cells.items():
        row = session.get(record_classes()[kind], unpack_id(record))
        found = (surely.search(words) if surely else None) or every.search(words)
        if row is None or record in erased or found is None:
            continue
        start, end = found.span()
        yield Mention(
            kind,
            row.id,
            name,
            name_of(row),
            field_label(kind, name),
            words[max(0, start - _AROUND) : start],
            found.group(),
            words[end : end + _AROUND],
            bool(surely and surely.search(words)),
            not is_head,
        )


def _texts(session: Session, pattern: re.Pattern[str]) -> Iterator[tuple[str, bytes, str, str, bool]]:
    """Read the versions of texts that hold what a pattern finds, oldest first."""
    query = (
        select(
            JournalEdit.kind, JournalEdit.record, JournalEdit.field, JournalEdit.value, JournalEdit.is_head
        )
        .order_by(JournalEdit.seq)
        .execution_options(yield_per=2000)
    )
    for kind, record, name, value, is_head in session.execute(query):
        if keeps(name) or kind in STONES or kind not in record_classes():
            continue
        words = json.loads(raw_json(value))
        if isinstance(words, str) and pattern.search(words):
            yield kind, record, name, words, is_head


@cache
def _letters() -> Mapping[str, str]:
    """Give, for each plain letter, all those that fold to it."""
    found: dict[str, str] = {}
    for sign in map(chr, range(0x41, 0x250)):
        plain = fold(sign)
        if len(plain) == 1 and plain.isalpha():
            found[plain] = found.get(plain, "") + sign
    return found


def pattern_of(names: Iterable[str]) -> re.Pattern[str] | None:
    """Build the search for names as whole words, whatever their capitals, accents and hyphens."""
    parts = []
    for name in sorted(set(map(fold, names)), key=len, reverse=True):
        words = [
            "".join(
                f"[{_letters()[sign]}]\u0300?\u0301?" if sign in _letters() else re.escape(sign)
                for sign in word
            )
            for word in name.split()
        ]
        if words:
            parts.append(r"[\W_]{1,3}".join(words))
    return re.compile(rf"(?<!\w)(?:{'|'.join(parts)})(?!\w)") if parts else None


def erase_person(dossier: Dossier, *, record_id: str, mentions: Sequence[Mention] = ()) -> Erased:
    """Erase a person: what the dossier holds about them, and their name in the texts chosen among `mentions`.

    Their record and its parts lose every value and are deleted; what refers to them still does, so that counts
    stay right. It cannot be undone and travels to every laptop. Raises NotFound, InvalidInput.
    """
    held = held_about(dossier, record_id=record_id)
    with dossier.reading() as session:
        if erased_among(session, [pack_id(record_id)]):
            raise InvalidInput(_("This person was erased already."))
        sure, unsure = _names(session, held)
        stones = [Stone(RECORD, pack_id(one.id), one.kind, value=True) for one in held.records]
        stones += _stones_of(session, mentions, pattern_of([*sure, *unsure]), pattern_of(sure))
    changes = erase(dossier, stones, _("Personal data of a person erased"))
    return Erased(changes, len(held.records), len(mentions), holding_backups(dossier))


def erase_words(dossier: Dossier, *, words: str, mentions: Sequence[Mention]) -> Changes:
    """Take words out of the texts chosen, for a name met again after its erasure. Raises InvalidInput."""
    pattern = pattern_of([words])
    with dossier.reading() as session:
        stones = list(_stones_of(session, mentions, pattern, pattern))
    if not stones:
        raise InvalidInput(_("Choose at least one text."))
    return erase(dossier, stones, _("Personal data of a person erased"))


def _stones_of(
    session: Session,
    mentions: Sequence[Mention],
    every: re.Pattern[str] | None,
    surely: re.Pattern[str] | None,
) -> Iterator[Stone]:
    """Write which words each version of the chosen texts has from now on, and which acts lose their label."""
    chosen = {(one.kind, pack_id(one.record_id), one.field) for one in mentions}
    if every is None:
        return
    for kind, record, name in chosen:
        query = (
            select(JournalCommit.id, JournalEdit.value)
            .join(JournalCommit, JournalCommit.seq == JournalEdit.commit_seq)
            .where(JournalEdit.record == record, JournalEdit.field == name, JournalEdit.kind == kind)
        )
        words = {}
        for commit, value in session.execute(query):
            text = json.loads(raw_json(value))
            if isinstance(text, str) and every.search(text):
                words[commit.hex()] = every.sub(ERASED, text)
        if words:
            yield Stone(TEXT, record, f"{kind}.{name}", words)
    labels: set[bytes] = set()
    for commit, label in session.execute(select(JournalCommit.id, JournalCommit.label)):
        if surely is not None and surely.search(label):
            labels.add(commit)
    for _kind, record, _name in chosen:
        query_of_acts = select(JournalCommit.id, JournalCommit.label).where(
            JournalCommit.seq.in_(select(JournalEdit.commit_seq).where(JournalEdit.record == record))
        )
        labels.update(commit for commit, label in session.execute(query_of_acts) if every.search(label))
    yield from (Stone(LABEL, commit, "label", value=True) for commit in sorted(labels))


def holding_backups(dossier: Dossier) -> tuple[Path, ...]:
    """List the backups beside the dossier that still hold somebody erased, or that cannot be looked into."""
    with dossier.reading() as session:
        records = sorted(all_erased(session))
        texts = [
            (one.record, one.field.partition(".")[2], one.value)
            for one in read_stones(session)
            if one.kind == TEXT and isinstance(one.value, dict)
        ]
    if not records and not texts:
        return ()
    found = []
    for backup in list_backups(dossier.path):
        try:
            with look_inside(dossier, backup.path) as connection:
                holds = any(
                    not keeps(name) and value != b"null"
                    for record in records
                    for name, value in connection.execute(
                        "SELECT field, value FROM journal_edit WHERE record = ? AND kind NOT LIKE 'erased%'",
                        (record,),
                    )
                ) or any(
                    json.loads(raw_json(value)) != words.get(commit.hex(), None)
                    for record, name, words in texts
                    for commit, value in connection.execute(
                        "SELECT id, value FROM journal_edit JOIN journal_commit ON journal_commit.seq = commit_seq"
                        " WHERE record = ? AND field = ?",
                        (record, name),
                    )
                    if commit.hex() in words
                )
        except DossierError:
            holds = True
        if holds:
            found.append(backup.path)
    return tuple(found)


def remake_backups(dossier: Dossier, paths: Iterable[Path]) -> int:
    """Erase in backups what was erased in the dossier; give how many could be written again.

    One under a former passphrase stays as it is: only its deletion helps.
    """
    with dossier.reading() as session:
        stones = read_stones(session)
        stones += [Stone(RECORD, record, kind, value=True) for record, kind in all_erased(session).items()]

    def change(copy: Dossier) -> None:
        with copy.session() as session:
            touched = apply_stones(session, stones)
            project(session, touched)
            session.commit()
        forget_traces(copy)

    done = 0
    for path in paths:
        try:
            rework_beside(dossier, path, change)
        except DossierError:
            continue
        done += 1
    return done
