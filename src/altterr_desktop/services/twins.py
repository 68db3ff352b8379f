"""Find records that look like the same thing typed twice, and note what the group decides; it merges nothing."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from altterr_desktop.domain.folding import fold
from altterr_desktop.domain.identity import public_id
from altterr_desktop.domain.twins import TwinVerdict
from altterr_desktop.dossier.file import Dossier
from altterr_desktop.i18n import _
from altterr_desktop.i18n.subjects import kind_label
from altterr_desktop.journal.changes import Changes
from altterr_desktop.journal.recording import recording
from altterr_desktop.journal.search_index import name_of
from altterr_desktop.model import Record, record_classes
from altterr_desktop.model.commitments import Commitment
from altterr_desktop.model.meetings import Meeting
from altterr_desktop.model.officials import Official, Seat
from altterr_desktop.model.territories import Territory
from altterr_desktop.model.twins import TwinDecision
from altterr_desktop.model.volunteers import Volunteer
from altterr_desktop.services.names import official_name

KINDS = ("official", "volunteer", "territory", "commitment", "meeting")
# Per cent of likeness, as the ratio of rapidfuzz counts it.
NEAR_NAME, NEAR_TITLE = 90, 88
# Comparing each with each takes quadratic time: a group larger than this is compared by exact name alone.
_MOST_COMPARED = 600
_PLACE = "place "
_DIGITS = re.compile(r"\d+")


@dataclass(frozen=True)
class TwinPair:
    """Hold two records that may be one: `kept_id` is the one that would stay, the same on every laptop."""

    kind: str
    kept_id: str
    other_id: str
    kept_name: str
    other_name: str
    kind_label: str
    reason: str


@dataclass(frozen=True)
class _Row:
    """Hold what a record is compared by: its folded name, and the groups it is compared within."""

    id: str
    name: str
    words: str
    groups: frozenset[str]
    apart: str = ""


def find_twins(dossier: Dossier, *, kinds: Collection[str] = KINDS, limit: int = 200) -> tuple[TwinPair, ...]:
    """List pairs of live records that look alike and about which nothing was decided, surest first."""
    found: list[tuple[int, TwinPair]] = []
    with dossier.reading() as session:
        distinct = _distinct_pairs(session)
        for kind in kinds:
            rows, near = _READERS[kind](session)
            for one, other, score, group in _alike(rows, near):
                kept, gone = in_order(one.id, other.id)
                if (kept, gone) not in distinct:
                    names = {one.id: one.name, other.id: other.name}
                    pair = TwinPair(
                        kind,
                        kept,
                        gone,
                        names[kept],
                        names[gone],
                        kind_label(kind),
                        _reason(kind, score, group),
                    )
                    found.append((-score, pair))
    found.sort(key=lambda pair: (pair[0], pair[1].kind, pair[1].kept_name, pair[1].kept_id, pair[1].other_id))
    return tuple(pair for _score, pair in found[:limit])


def in_order(one: str, other: str) -> tuple[str, str]:
    """Say which of two records stays: one born from a public register, else the smaller id; the same everywhere.

    Two laptops that merge the same twins apart must not each delete the one that the other keeps.
    """
    first, second = sorted((one, other), key=lambda record_id: (UUID(record_id).version != 5, record_id))  # noqa: PLR2004
    return first, second


def decide_distinct(dossier: Dossier, *, kind: str, one: str, other: str) -> Changes:
    """Note that two records are two things: they are not proposed again, on any laptop."""
    with recording(dossier, "") as work:
        kept, gone = in_order(one, other)
        names = [name_of(record) for record in _both(work.session, kind, kept, gone)]
        write_decision(work.session, kind, kept, gone, TwinVerdict.DISTINCT)
        work.label = _("Not the same: {one} and {other}").format(one=names[0], other=names[1])
        work.subject_id = kept
    return work.changes


def write_decision(session: Session, kind: str, kept: str, gone: str, verdict: TwinVerdict) -> None:
    """Write what was decided about two records, inside an operation; the same row on every laptop."""
    decision_id = public_id("twin", kind, *sorted((kept, gone)))
    decision = session.get(TwinDecision, decision_id)
    if decision is None:
        decision = TwinDecision(id=decision_id, subject_kind=kind)
        session.add(decision)
    # No date: two laptops that decide the same on two days would disagree about it; the journal has both.
    decision.kept_id, decision.other_id, decision.twin_verdict = kept, gone, verdict
    decision.deleted = False


def _both(session: Session, kind: str, kept: str, gone: str) -> tuple[Record, Record]:
    record_class = record_classes()[kind]
    return session.get_one(record_class, kept), session.get_one(record_class, gone)


def _distinct_pairs(session: Session) -> set[tuple[str, str]]:
    """Give the pairs known to be two things; merged ones that live again are proposed again."""
    rows = session.execute(
        select(TwinDecision.kept_id, TwinDecision.other_id).where(
            TwinDecision.twin_verdict == TwinVerdict.DISTINCT, ~TwinDecision.deleted
        )
    )
    return {in_order(kept, other) for kept, other in rows}


def _alike(rows: Iterable[_Row], near: int) -> Iterator[tuple[_Row, _Row, int, str]]:
    from rapidfuzz import fuzz

    groups: dict[str, list[_Row]] = defaultdict(list)
    for row in rows:
        for name in row.groups if row.words else ():
            groups[name].append(row)
    seen: set[tuple[str, str]] = set()
    for group, members in groups.items():
        compared: Iterable[tuple[_Row, _Row]] = combinations(members, 2)
        if len(members) > _MOST_COMPARED:
            compared = _same_words(members)
        for one, other in compared:
            key = in_order(one.id, other.id)
            if key in seen or one.id == other.id or (one.apart and other.apart and one.apart != other.apart):
                continue
            score = round(fuzz.token_sort_ratio(one.words, other.words, score_cutoff=near))
            if score >= near and _DIGITS.findall(one.words) == _DIGITS.findall(other.words):
                seen.add(key)
                yield one, other, score, group


def _same_words(group: Iterable[_Row]) -> Iterator[tuple[_Row, _Row]]:
    by_words: dict[str, list[_Row]] = defaultdict(list)
    for row in group:
        by_words[" ".join(sorted(row.words.split()))].append(row)
    for same in by_words.values():
        yield from combinations(same, 2)


def _reason(kind: str, score: int, group: str) -> str:
    near = _("same name") if score == 100 else _("almost the same name")  # noqa: PLR2004 - per cent
    places = {
        "official": _("{near}, same territory").format(near=near) if group.startswith(_PLACE) else near,
        "commitment": _("{near}, same document").format(near=near),
        "meeting": _("{near}, same day").format(near=near),
    }
    return places.get(kind, near)


# What each kind is compared by


def _officials(session: Session) -> tuple[list[_Row], int]:
    places: dict[str, set[str]] = defaultdict(set)
    for official_id, territory_id in session.execute(
        select(Seat.official_id, Seat.territory_id).where(~Seat.deleted)
    ):
        places[official_id].add(territory_id)
    rows = []
    for one in session.execute(select(Official).where(~Official.deleted)).scalars():
        words = fold(official_name(one))
        own = places[one.id] | ({one.territory_id} if one.territory_id else set())
        # An entry without territory may be anybody of that name: it is compared by name with all of them.
        anywhere = " ".join(sorted(words.split()))
        groups = frozenset({*(f"{_PLACE}{place}" for place in own), *(() if own else (f"name {anywhere}",))})
        named = frozenset({f"name {anywhere}"}) if own else frozenset()
        rows.append(_Row(one.id, official_name(one), words, groups, one.birth_key))
        if named:
            rows.append(
                _Row(one.id, official_name(one), words, named, one.birth_key or f"{_PLACE}{min(own)}")
            )
    return rows, NEAR_NAME


def _volunteers(session: Session) -> tuple[list[_Row], int]:
    rows = []
    for one in session.execute(select(Volunteer).where(~Volunteer.deleted)).scalars():
        names = {fold(one.name), fold(one.pseudonym)}
        rows += [_Row(one.id, one.name or one.pseudonym, words, frozenset({"all"})) for words in names]
    return rows, NEAR_NAME


def _territories(session: Session) -> tuple[list[_Row], int]:
    rows = [
        _Row(
            one.id,
            one.name,
            fold(one.name),
            frozenset({f"{one.territory_kind} {one.department_code}"}),
            one.code,
        )
        for one in session.execute(select(Territory).where(~Territory.deleted)).scalars()
    ]
    return rows, NEAR_NAME


def _commitments(session: Session) -> tuple[list[_Row], int]:
    query = select(
        Commitment.id,
        Commitment.title,
        Commitment.pledge_document_id,
        Commitment.territory_id,
        Commitment.framework_measure_id,
    ).where(~Commitment.deleted)
    rows = [
        _Row(record_id, title, fold(title), frozenset({f"{document} {territory}"}), measure or "")
        for record_id, title, document, territory, measure in session.execute(query)
    ]
    return rows, NEAR_TITLE


def _meetings(session: Session) -> tuple[list[_Row], int]:
    query = select(Meeting.id, Meeting.title, Meeting.held_on, Meeting.start_time).where(
        ~Meeting.deleted, Meeting.held_on.is_not(None)
    )
    rows = [
        _Row(record_id, title, fold(title), frozenset({str(day)}), start)
        for record_id, title, day, start in session.execute(query)
    ]
    return rows, NEAR_TITLE


_READERS: dict[str, Any] = {
    "official": _officials,
    "volunteer": _volunteers,
    "territory": _territories,
    "commitment": _commitments,
    "meeting": _meetings,
}
