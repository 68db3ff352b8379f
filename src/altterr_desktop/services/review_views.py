"""Read review sessions for a screen or their minutes: the list, one session, one commitment under review."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from altterr_desktop.domain.commitments import ReviewItemState, ReviewState, Standing, VerdictState
from altterr_desktop.domain.dates import add_months
from altterr_desktop.domain.lists import Page, Query
from altterr_desktop.domain.weaknesses import EVIDENCE_MONTHS
from altterr_desktop.dossier.file import Dossier
from altterr_desktop.model.commitments import Commitment
from altterr_desktop.model.frameworks import Theme
from altterr_desktop.model.reviews import ReviewItem, ReviewSession
from altterr_desktop.model.territories import Territory
from altterr_desktop.model.verdicts import Evidence, Verdict
from altterr_desktop.services.choices import Choice
from altterr_desktop.services.commitment_page import CommitmentPage, read_commitment
from altterr_desktop.services.commitments import list_commitments
from altterr_desktop.services.fields import today
from altterr_desktop.services.records import live_record
from altterr_desktop.services.reviews import items_of, member_ids
from altterr_desktop.services.signers import volunteer_names
from altterr_desktop.services.verdicts import VerdictView

SETTLED = (ReviewItemState.AGREED, ReviewItemState.POSTPONED)
CHOICES = ("not_assessed", "no_evidence", "proposed")


@dataclass(frozen=True)
class ReviewRow:
    """Hold one line of the list of sessions, with how many of its commitments are settled."""

    id: str
    title: str
    held_on: date | None
    place: str
    territory: str
    state: ReviewState
    settled: int
    total: int


@dataclass(frozen=True)
class ReviewLine:
    """Hold one commitment of a session as its list shows it."""

    id: str
    commitment_id: str
    number: str
    title: str
    theme: str
    state: ReviewItemState


@dataclass(frozen=True)
class ReviewView:
    """Hold one session with its members and its commitments in order."""

    id: str
    title: str
    held_on: date | None
    place: str
    territory_id: str | None
    territory: str
    state: ReviewState
    notes: str
    members: tuple[Choice, ...]
    lines: tuple[ReviewLine, ...]

    @property
    def settled(self) -> int:
        """Count the commitments agreed or put off."""
        return sum(line.state in SETTLED for line in self.lines)

    @property
    def place_to_resume(self) -> int:
        """Give the place of the first commitment not settled, the first of all where every one is."""
        return next((place for place, line in enumerate(self.lines) if line.state not in SETTLED), 0)


@dataclass(frozen=True)
class ReviewItemView:
    """Hold one commitment under review: its page, the verdict on the table, what was said and voted."""

    id: str
    session_id: str
    state: ReviewItemState
    page: CommitmentPage
    proposal: VerdictView | None
    other_proposals: tuple[VerdictView, ...]
    votes_for: int | None
    votes_against: int | None
    abstentions: int | None
    discussion: str


def list_reviews(dossier: Dossier, query: Query) -> Page[ReviewRow]:
    """List review sessions, the latest first."""
    with dossier.reading() as session:
        total = session.scalar(select(func.count()).where(~ReviewSession.deleted)) or 0
        statement = (
            select(ReviewSession, Territory.name)
            .outerjoin(Territory, Territory.id == ReviewSession.territory_id)
            .where(~ReviewSession.deleted)
            .order_by(ReviewSession.held_on.desc().nulls_last(), ReviewSession.id)
            .offset(query.offset)
        )
        if query.limit >= 0:
            statement = statement.limit(query.limit)
        return Page([_row(session, *found) for found in session.execute(statement)], total)


def _row(session: Session, one: ReviewSession, territory: str | None) -> ReviewRow:
    states = Counter(item.review_item_state for item in items_of(session, one.id))
    return ReviewRow(
        one.id,
        one.title,
        one.held_on,
        one.place,
        territory or "",
        one.review_state,
        sum(states[state] for state in SETTLED),
        states.total(),
    )


def read_review(dossier: Dossier, session_id: str) -> ReviewView:
    """Read one session. Raises NotFound."""
    with dossier.reading() as session:
        one = live_record(session, "review_session", session_id)
        territory = session.get(Territory, one.territory_id) if one.territory_id else None
        people = volunteer_names(session)
        items = items_of(session, session_id)
        themes = {theme.id: theme.name for theme in session.execute(select(Theme)).scalars()}
        commitments = [session.get_one(Commitment, item.commitment_id) for item in items]
        lines = tuple(
            ReviewLine(
                item.id,
                item.commitment_id,
                commitment.number,
                commitment.title or commitment.verbatim[:120],
                themes.get(commitment.theme_id or "", ""),
                item.review_item_state,
            )
            for item, commitment in zip(items, commitments, strict=True)
        )
        return ReviewView(
            id=one.id,
            title=one.title,
            held_on=one.held_on,
            place=one.place,
            territory_id=one.territory_id,
            territory=territory.name if territory else "",
            state=one.review_state,
            notes=one.notes,
            members=tuple(
                Choice(member, people[member]) for member in member_ids(session, one.id) if member in people
            ),
            lines=lines,
        )


def read_review_item(dossier: Dossier, item_id: str) -> ReviewItemView:
    """Read one commitment under review. Raises NotFound."""
    with dossier.reading() as session:
        item: ReviewItem = live_record(session, "review_item", item_id)
    page = read_commitment(dossier, item.commitment_id)
    proposal = next((verdict for verdict in page.verdicts if verdict.id == item.verdict_id), None)
    waiting = tuple(
        verdict
        for verdict in page.verdicts
        if verdict.state is VerdictState.PROPOSED and verdict is not proposal
    )
    return ReviewItemView(
        id=item.id,
        session_id=item.review_session_id,
        state=item.review_item_state,
        page=page,
        proposal=proposal,
        other_proposals=waiting,
        votes_for=item.votes_for,
        votes_against=item.votes_against,
        abstentions=item.abstentions,
        discussion=item.discussion,
    )


@dataclass(frozen=True)
class Candidate:
    """Hold one commitment that may be gone through."""

    id: str
    number: str
    title: str
    theme: str
    standing: Standing


def review_candidates(
    dossier: Dossier,
    *,
    theme_ids: Sequence[str] = (),
    territory_ids: Sequence[str] = (),
    among: Sequence[str] = (),
) -> tuple[Candidate, ...]:
    """List the commitments worth going through, by theme, territory and any of CHOICES; all of them by default.

    CHOICES: «not_assessed», «no_evidence» (none for six months), «proposed» (a verdict waits to be agreed).
    """
    filters = (("theme", tuple(theme_ids)), ("territory", tuple(territory_ids)))
    query = Query(filters=tuple(pair for pair in filters if pair[1]), limit=-1)
    rows = list_commitments(dossier, query).rows
    with dossier.reading() as session:
        kept = _chosen(session, among)
    return tuple(
        Candidate(row.id, row.number, row.title, row.theme, row.standing)
        for row in rows
        if not among or row.id in kept or ("not_assessed" in among and row.standing is Standing.NOT_ASSESSED)
    )


def _chosen(session: Session, among: Sequence[str]) -> set[str]:
    kept: set[str] = set()
    if "proposed" in among:
        waiting = select(Verdict.commitment_id).where(
            ~Verdict.deleted, Verdict.verdict_state == VerdictState.PROPOSED
        )
        kept.update(session.execute(waiting).scalars())
    if "no_evidence" in among:
        oldest = add_months(today(), -EVIDENCE_MONTHS)
        recent = select(Evidence.commitment_id).where(
            ~Evidence.deleted, func.coalesce(Evidence.dated_on, Evidence.consulted_on) >= oldest
        )
        proved = set(session.execute(recent).scalars())
        every = session.execute(select(Commitment.id).where(~Commitment.deleted)).scalars()
        kept.update(one for one in every if one not in proved)
    return kept
