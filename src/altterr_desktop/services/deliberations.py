"""Keep what councils voted on: number, day, outcome, votes, file, and how each elected person voted."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from altterr_desktop.domain.lists import Page, Query
from altterr_desktop.domain.officials import DeliberationOutcome, OfficialKind, Vote
from altterr_desktop.dossier.file import Dossier
from altterr_desktop.i18n import _
from altterr_desktop.i18n.dates import short_date
from altterr_desktop.journal.changes import Changes
from altterr_desktop.journal.recording import recording
from altterr_desktop.model.commitments import Commitment
from altterr_desktop.model.deliberations import Deliberation, DeliberationVote
from altterr_desktop.model.officials import Official, Seat
from altterr_desktop.model.search import SearchDocument
from altterr_desktop.model.territories import Territory
from altterr_desktop.model.verdicts import Attachment, Evidence
from altterr_desktop.services.attachments import with_file
from altterr_desktop.services.choices import Choice
from altterr_desktop.services.listing import words_filter
from altterr_desktop.services.names import official_name
from altterr_desktop.services.records import act_label, add_record, live_record, set_values

_MOST_FOUND = 50


@dataclass(frozen=True)
class DeliberationRow:
    """Hold one line of the list of deliberations."""

    id: str
    number: str
    title: str
    decided_on: date | None
    territory: str
    outcome: DeliberationOutcome
    votes_for: int | None
    votes_against: int | None
    abstentions: int | None
    evidence_count: int


@dataclass(frozen=True)
class VoteView:
    """Hold how one elected person voted."""

    official_id: str
    official: str
    vote: Vote


@dataclass(frozen=True)
class DeliberationView:
    """Hold one deliberation with its votes by name, and the commitments it is evidence for, by id and title."""

    id: str
    number: str
    title: str
    decided_on: date | None
    territory_id: str | None
    territory: str
    outcome: DeliberationOutcome
    votes_for: int | None
    votes_against: int | None
    abstentions: int | None
    url: str
    summary: str
    attachment_id: str | None
    file_name: str
    file_size: int | None
    votes: tuple[VoteView, ...]
    commitments: tuple[tuple[str, str], ...]


def save_deliberation(
    dossier: Dossier,
    *,
    values: Mapping[str, Any],
    votes: Mapping[str, Vote | None] | None = None,
    deliberation_id: str = "",
) -> Changes:
    """Add a deliberation or change one, with the votes of elected people by id (None: not noted), in one act.

    `file` in the values is a path to copy. Raises NotFound, InvalidInput.
    """
    with recording(dossier, "") as work:
        fields = with_file(work.session, values)
        if deliberation_id:
            deliberation = live_record(work.session, "deliberation", deliberation_id)
            set_values(work.session, deliberation, fields)
        else:
            given = {name: value for name, value in fields.items() if value is not None}
            deliberation = add_record(work.session, "deliberation", given)
        for official_id, vote in (votes or {}).items():
            _set_vote(work.session, deliberation.id, official_id, vote)
        work.subject_id = deliberation.id
        work.label = act_label(deliberation)
    return work.changes


def _set_vote(session: Session, deliberation_id: str, official_id: str, vote: Vote | None) -> None:
    own = _votes(session, deliberation_id, official_id)
    if vote is None or not own:
        for line in own:
            line.deleted = True
    if vote is not None and own:
        own[0].vote = vote
        # The same vote noted on two laptops leaves one line.
        for line in own[1:]:
            line.deleted = True
    elif vote is not None:
        live_record(session, "official", official_id)
        values = {"deliberation_id": deliberation_id, "official_id": official_id, "vote": vote}
        add_record(session, "deliberation_vote", values)


def _votes(session: Session, deliberation_id: str, official_id: str) -> list[DeliberationVote]:
    query = select(DeliberationVote).where(
        DeliberationVote.deliberation_id == deliberation_id,
        DeliberationVote.official_id == official_id,
        ~DeliberationVote.deleted,
    )
    return list(session.execute(query.order_by(DeliberationVote.id)).scalars())


def list_deliberations(dossier: Dossier, query: Query) -> Page[DeliberationRow]:
    """List deliberations by words, outcome or territory, the latest first. Sorts: number, title, decided_on."""
    with dossier.reading() as session:
        conditions: list[ColumnElement[bool]] = [~Deliberation.deleted]
        conditions += words_filter(query.words, Deliberation.id, Deliberation.territory_id)
        for name, column in (("outcome", Deliberation.outcome), ("territory", Deliberation.territory_id)):
            if query.chosen(name):
                conditions.append(column.in_(query.chosen(name)))
        total = session.scalar(select(func.count()).select_from(Deliberation).where(*conditions)) or 0
        statement = (
            select(Deliberation, Territory.name, _evidence_count())
            .outerjoin(Territory, Territory.id == Deliberation.territory_id)
            .outerjoin(SearchDocument, SearchDocument.record_id == Deliberation.id)
            .where(*conditions)
            .order_by(*_order(query))
            .offset(query.offset)
        )
        if query.limit >= 0:
            statement = statement.limit(query.limit)
        return Page([_row(*found) for found in session.execute(statement)], total)


def _order(query: Query) -> list[Any]:
    columns: dict[str, Any] = {"number": Deliberation.number, "title": SearchDocument.sort_key}
    column = columns.get(query.sort)
    if column is None:
        day = Deliberation.decided_on
        first = day.asc() if query.sort == "decided_on" and not query.descending else day.desc()
        return [first.nulls_last(), Deliberation.id]
    return [(column.desc() if query.descending else column.asc()).nulls_last(), Deliberation.id]


def _evidence_count() -> Any:
    return (
        select(func.count())
        .where(Evidence.deliberation_id == Deliberation.id, ~Evidence.deleted)
        .correlate(Deliberation)
        .scalar_subquery()
    )


def _row(one: Deliberation, territory: str | None, evidence: int) -> DeliberationRow:
    return DeliberationRow(
        one.id,
        one.number,
        one.title,
        one.decided_on,
        territory or "",
        one.outcome,
        one.votes_for,
        one.votes_against,
        one.abstentions,
        evidence,
    )


def read_deliberation(dossier: Dossier, deliberation_id: str) -> DeliberationView:
    """Read one deliberation that is not deleted. Raises NotFound."""
    with dossier.reading() as session:
        one = live_record(session, "deliberation", deliberation_id)
        territory = session.get(Territory, one.territory_id) if one.territory_id else None
        file = session.get(Attachment, one.attachment_id) if one.attachment_id else None
        return DeliberationView(
            id=one.id,
            number=one.number,
            title=one.title,
            decided_on=one.decided_on,
            territory_id=one.territory_id,
            territory=territory.name if territory else "",
            outcome=one.outcome,
            votes_for=one.votes_for,
            votes_against=one.votes_against,
            abstentions=one.abstentions,
            url=one.url,
            summary=one.summary,
            attachment_id=one.attachment_id,
            file_name=file.file_name if file else "",
            file_size=file.size if file else None,
            votes=_votes_by_name(session, one.id),
            commitments=_proved(session, one.id),
        )


def _votes_by_name(session: Session, deliberation_id: str) -> tuple[VoteView, ...]:
    query = (
        select(DeliberationVote, Official)
        .join(Official, Official.id == DeliberationVote.official_id)
        .where(DeliberationVote.deliberation_id == deliberation_id, ~DeliberationVote.deleted)
        .order_by(Official.family_name, Official.given_name, DeliberationVote.id)
    )
    seen: dict[str, VoteView] = {}
    for line, official in session.execute(query):
        seen.setdefault(official.id, VoteView(official.id, official_name(official), line.vote))
    return tuple(seen.values())


def _proved(session: Session, deliberation_id: str) -> tuple[tuple[str, str], ...]:
    query = (
        select(Commitment.id, Commitment.title, Commitment.verbatim)
        .join(Evidence, Evidence.commitment_id == Commitment.id)
        .where(Evidence.deliberation_id == deliberation_id, ~Evidence.deleted, ~Commitment.deleted)
        .order_by(Commitment.position, Commitment.id)
    )
    return tuple({row[0]: (row[0], row[1] or row[2][:120]) for row in session.execute(query)}.values())


def find_deliberations(dossier: Dossier, words: str) -> tuple[Choice, ...]:
    """Find deliberations by words, the latest first; all of them, up to 50, without words."""
    rows = list_deliberations(dossier, Query(words=words, limit=_MOST_FOUND)).rows
    return tuple(
        Choice(
            row.id,
            name_of_deliberation(row.number, row.title),
            short_date(row.decided_on) if row.decided_on else "",
        )
        for row in rows
    )


def name_of_deliberation(number: str, title: str) -> str:
    """Name a deliberation by its number and title."""
    if number and title:
        return _("{number} – {title}").format(number=number, title=title)
    return title or _("Deliberation {number}").format(number=number)


def voters_of(dossier: Dossier, territory_id: str | None) -> tuple[Choice, ...]:
    """List the elected people who may have voted: those of a territory, or all where none is known."""
    with dossier.reading() as session:
        query = select(Official).where(~Official.deleted, Official.official_kind == OfficialKind.ELECTED)
        if territory_id is not None:
            seated = select(Seat.official_id).where(Seat.territory_id == territory_id, ~Seat.deleted)
            query = query.where((Official.territory_id == territory_id) | Official.id.in_(seated))
        query = query.order_by(Official.family_name, Official.given_name, Official.id)
        return tuple(Choice(one.id, official_name(one)) for one in session.execute(query).scalars())


def votes_by_official(session: Session, official_id: str) -> tuple[tuple[str, date | None, str, Vote], ...]:
    """List how an elected person voted, the latest first: id, day and name of each deliberation, and the vote."""
    query = (
        select(Deliberation, DeliberationVote.vote)
        .join(DeliberationVote, DeliberationVote.deliberation_id == Deliberation.id)
        .where(DeliberationVote.official_id == official_id, ~DeliberationVote.deleted, ~Deliberation.deleted)
        .order_by(Deliberation.decided_on.desc(), Deliberation.id)
    )
    return tuple(
        (one.id, one.decided_on, name_of_deliberation(one.number, one.title), vote)
        for one, vote in session.execute(query)
    )
