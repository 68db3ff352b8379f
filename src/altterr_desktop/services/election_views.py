"""Read elections as the window and the comparison show them; write nothing."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from altterr_desktop.domain.elections import CandidateAnswerKind, ElectionState
from altterr_desktop.domain.requests import AnswerKind, Channel
from altterr_desktop.dossier.file import Dossier
from altterr_desktop.i18n.names import display_name
from altterr_desktop.model.elections import Candidate, CandidateAnswer, CandidateList, Election
from altterr_desktop.model.frameworks import Framework, FrameworkLevel, FrameworkMeasure, Theme
from altterr_desktop.model.territories import Territory
from altterr_desktop.services.frameworks import official_title
from altterr_desktop.services.records import live_record


@dataclass(frozen=True)
class ElectionRow:
    """Hold one election of the list."""

    id: str
    title: str
    territory: str
    first_round_on: date | None
    election_state: ElectionState
    lists: int


@dataclass(frozen=True)
class CandidateRow:
    """Hold one person of a list, and the official they became."""

    id: str
    rank: int | None
    given_name: str
    family_name: str
    function: str
    elected: bool
    official_id: str | None

    @property
    def name(self) -> str:
        """Name the person."""
        return display_name(self.given_name, self.family_name)


@dataclass(frozen=True)
class Answer:
    """Hold what a list answered to one measure."""

    kind: CandidateAnswerKind
    level: int | None
    words: str
    answered_on: date | None


@dataclass(frozen=True)
class ListView:
    """Hold a list of an election: when it was asked, what it answered as a whole and to each measure.

    `silent` counts the measures it said nothing about; a list that was never asked is not silent.
    """

    id: str
    name: str
    political_label: str
    political_label_source: str
    url: str
    asked_on: date | None
    channel: Channel | None
    answer_kind: AnswerKind | None
    answered_on: date | None
    answer_text: str
    votes: int | None
    seats_won: int | None
    won: bool
    notes: str
    candidates: tuple[CandidateRow, ...]
    answers: dict[str, Answer]
    signed: int
    partly: int
    refused: int
    silent: int

    @property
    def was_asked(self) -> bool:
        """Tell whether the list was asked, or answered without being asked."""
        return self.asked_on is not None or bool(self.answers) or self.answer_kind is not None

    @property
    def is_silent(self) -> bool:
        """Tell whether the list was asked and gave no answer at all."""
        return self.was_asked and not self.answers and self.answer_kind is None


@dataclass(frozen=True)
class AskedMeasure:
    """Hold one measure the lists were asked to sign, with the wording of its levels."""

    id: str
    number: str
    title: str
    theme: str
    is_verbatim: bool
    levels: tuple[tuple[int, str], ...]


@dataclass(frozen=True)
class ElectionView:
    """Hold one election with its measures and its lists, in their order."""

    id: str
    title: str
    territory_id: str | None
    territory: str
    first_round_on: date | None
    second_round_on: date | None
    framework_id: str | None
    framework: str
    election_state: ElectionState
    notes: str
    measures: tuple[AskedMeasure, ...]
    lists: tuple[ListView, ...]

    @property
    def held_on(self) -> date | None:
        """Give the day the vote is settled."""
        return self.second_round_on or self.first_round_on


def list_elections(dossier: Dossier) -> tuple[ElectionRow, ...]:
    """List the elections, the latest first."""
    count = (
        select(func.count())
        .where(CandidateList.election_id == Election.id, ~CandidateList.deleted)
        .correlate(Election)
        .scalar_subquery()
    )
    query = (
        select(Election, Territory.name, count)
        .outerjoin(Territory, Territory.id == Election.territory_id)
        .where(~Election.deleted)
        .order_by(Election.first_round_on.desc(), Election.id)
    )
    with dossier.reading() as session:
        return tuple(
            ElectionRow(row.id, row.title, place or "", row.first_round_on, row.election_state, lists)
            for row, place, lists in session.execute(query)
        )


def read_election(dossier: Dossier, election_id: str) -> ElectionView:
    """Read one election whole. Raises NotFound."""
    with dossier.reading() as session:
        election: Any = live_record(session, "election", election_id)
        territory = session.get(Territory, election.territory_id or "")
        framework = session.get(Framework, election.framework_id or "")
        measures = _measures(session, election.framework_id)
        return ElectionView(
            election.id,
            election.title,
            election.territory_id,
            territory.name if territory is not None else "",
            election.first_round_on,
            election.second_round_on,
            election.framework_id,
            framework.name if framework is not None else "",
            election.election_state,
            election.notes,
            measures,
            _lists(session, election.id, {measure.id for measure in measures}),
        )


def _measures(session: Session, framework_id: str | None) -> tuple[AskedMeasure, ...]:
    """List the measures that can be signed: those that head no others."""
    query = (
        select(FrameworkMeasure)
        .where(FrameworkMeasure.framework_id == (framework_id or ""), ~FrameworkMeasure.deleted)
        .order_by(FrameworkMeasure.position, FrameworkMeasure.id)
    )
    measures = session.execute(query).scalars().all()
    heads = {measure.parent_id for measure in measures}
    themes = {theme.id: theme.name for theme in session.execute(select(Theme)).scalars()}
    levels: dict[str, list[tuple[int, str]]] = defaultdict(list)
    wordings = select(FrameworkLevel).where(~FrameworkLevel.deleted).order_by(FrameworkLevel.level)
    for level in session.execute(wordings).scalars():
        levels[level.framework_measure_id].append((level.level or 0, level.text))
    return tuple(
        AskedMeasure(
            measure.id,
            measure.number,
            official_title(measure),
            themes.get(measure.theme_id or "", ""),
            official_title(measure) == measure.title,
            tuple(levels[measure.id]),
        )
        for measure in measures
        if measure.id not in heads
    )


def _lists(session: Session, election_id: str, asked: set[str]) -> tuple[ListView, ...]:
    query = (
        select(CandidateList)
        .where(CandidateList.election_id == election_id, ~CandidateList.deleted)
        .order_by(CandidateList.position, CandidateList.id)
    )
    lists = session.execute(query).scalars().all()
    ids = [one.id for one in lists]
    people: dict[str, list[CandidateRow]] = defaultdict(list)
    candidates = (
        select(Candidate)
        .where(Candidate.candidate_list_id.in_(ids), ~Candidate.deleted)
        .order_by(Candidate.rank, Candidate.position, Candidate.id)
    )
    for one in session.execute(candidates).scalars():
        people[one.candidate_list_id].append(
            CandidateRow(
                one.id, one.rank, one.given_name, one.family_name, one.function, one.elected, one.official_id
            )
        )
    answers: dict[str, dict[str, Answer]] = defaultdict(dict)
    given = select(CandidateAnswer).where(
        CandidateAnswer.candidate_list_id.in_(ids),
        CandidateAnswer.candidate_id.is_(None),
        ~CandidateAnswer.deleted,
    )
    for answer in session.execute(given).scalars():
        if answer.framework_measure_id in asked:
            answers[answer.candidate_list_id][answer.framework_measure_id] = Answer(
                answer.candidate_answer_kind, answer.level, answer.words, answer.answered_on
            )
    return tuple(_list(one, people[one.id], answers[one.id], len(asked)) for one in lists)


def _list(one: CandidateList, people: list[CandidateRow], answers: dict[str, Answer], asked: int) -> ListView:
    counts = Counter(answer.kind for answer in answers.values())
    return ListView(
        one.id,
        one.name,
        one.political_label,
        one.political_label_source,
        one.url,
        one.asked_on,
        one.channel,
        one.answer_kind,
        one.answered_on,
        one.answer_text,
        one.votes,
        one.seats_won,
        one.won,
        one.notes,
        tuple(people),
        answers,
        counts[CandidateAnswerKind.SIGNED],
        counts[CandidateAnswerKind.SIGNED_PARTLY],
        counts[CandidateAnswerKind.REFUSED],
        asked - len(answers),
    )
