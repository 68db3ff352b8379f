"""Hold collective review sessions: choose commitments and members, propose verdicts, vote, agree or put off.

Each commitment of a session is a row of its own and each write touches only its rows, so that two sessions on two
laptops, or one session written on two, come together without breaking each other.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from altterr_desktop.domain.commitments import (
    OffScale,
    Progress,
    ReviewItemState,
    ReviewState,
    VerdictState,
    standing_of,
)
from altterr_desktop.domain.errors import InvalidInput
from altterr_desktop.domain.ordering import keys_after
from altterr_desktop.dossier.file import Dossier
from altterr_desktop.i18n import _, ngettext
from altterr_desktop.i18n.labels import label
from altterr_desktop.i18n.numbers import number
from altterr_desktop.journal.changes import Changes
from altterr_desktop.journal.recording import recording
from altterr_desktop.journal.search_index import name_of
from altterr_desktop.model.commitments import Commitment
from altterr_desktop.model.reviews import ReviewItem, ReviewMember, ReviewSession
from altterr_desktop.model.verdicts import Verdict
from altterr_desktop.services.commitments import default_place
from altterr_desktop.services.fields import today
from altterr_desktop.services.proposals import agree_in
from altterr_desktop.services.records import act_label, add_record, live_record, set_values
from altterr_desktop.services.signers import Signature
from altterr_desktop.services.verdicts import put_verdict


def open_review(
    dossier: Dossier,
    *,
    values: Mapping[str, Any],
    commitment_ids: Sequence[str],
    volunteer_ids: Sequence[str] = (),
) -> Changes:
    """Open a session on these commitments, in this order, with these members. Raises NotFound, InvalidInput."""
    if not commitment_ids:
        raise InvalidInput(_("Choose at least one commitment to go through."))
    with recording(dossier, "") as work:
        place = default_place(work.session)
        review = add_record(work.session, "review_session", {"held_on": today(), **place, **values})
        _add_items(work.session, review.id, commitment_ids)
        _set_members(work.session, review.id, volunteer_ids)
        work.subject_id = review.id
        work.label = act_label(review)
    return work.changes


def add_to_review(dossier: Dossier, *, session_id: str, commitment_ids: Sequence[str]) -> Changes:
    """Add commitments at the end of a session; those it has already are left alone. Raises NotFound."""
    with recording(dossier, "") as work:
        review = live_record(work.session, "review_session", session_id)
        count = _add_items(work.session, review.id, commitment_ids)
        work.subject_id = review.id
        added = ngettext("{count} commitment added", "{count} commitments added", count)
        work.label = act_label(review, added.format(count=number(count)))
    return work.changes


def set_members(dossier: Dossier, *, session_id: str, volunteer_ids: Sequence[str]) -> Changes:
    """Say who takes part in a session. Raises NotFound."""
    with recording(dossier, "") as work:
        review = live_record(work.session, "review_session", session_id)
        _set_members(work.session, review.id, volunteer_ids)
        work.subject_id = review.id
        work.label = act_label(review, _("who takes part"))
    return work.changes


def propose(
    dossier: Dossier,
    *,
    item_id: str,
    progress: Progress = Progress.NOT_ASSESSED,
    off_scale: OffScale | None = None,
    evidence_ids: Sequence[str] = (),
    new_evidence: Sequence[Mapping[str, Any]] = (),
    values: Mapping[str, Any] | None = None,
    signatures: Sequence[Signature] = (),
) -> Changes:
    """Propose a verdict on the commitment under review; the one proposed before in this session gives way.

    The arguments are those of `record_verdict`. Raises NotFound, InvalidInput.
    """
    with recording(dossier, "") as work:
        item = _open_item(work.session, item_id)
        review = work.session.get_one(ReviewSession, item.review_session_id)
        before = work.session.get(Verdict, item.verdict_id) if item.verdict_id else None
        if before is not None and before.verdict_state is VerdictState.PROPOSED:
            before.deleted = True
        given = {"decided_on": review.held_on or today(), **(values or {})}
        verdict = put_verdict(
            work.session,
            dossier,
            item.commitment_id,
            {
                **given,
                "progress": progress,
                "off_scale": off_scale,
                "verdict_state": VerdictState.PROPOSED,
            },
            evidence_ids=evidence_ids,
            new_evidence=new_evidence,
            signatures=signatures,
        )
        item.verdict_id = verdict.id
        item.review_item_state = ReviewItemState.DISCUSSED
        work.subject_id = verdict.id
        work.label = _item_label(work.session, item, _("proposal “{verdict}”"), verdict)
    return work.changes


def take_up(dossier: Dossier, *, item_id: str, verdict_id: str) -> Changes:
    """Put a verdict proposed elsewhere (in a meeting) to the session. Raises NotFound, InvalidInput."""
    with recording(dossier, "") as work:
        item = _open_item(work.session, item_id)
        verdict = live_record(work.session, "verdict", verdict_id)
        if verdict.commitment_id != item.commitment_id:
            raise InvalidInput(_("This verdict is about another commitment."))
        item.verdict_id = verdict.id
        item.review_item_state = ReviewItemState.DISCUSSED
        work.subject_id = verdict.id
        work.label = _item_label(work.session, item, _("proposal “{verdict}”"), verdict)
    return work.changes


def agree_item(
    dossier: Dossier,
    *,
    item_id: str,
    votes: Mapping[str, int | None] | None = None,
    dissents: Sequence[Signature] = (),
) -> Changes:
    """Agree on the verdict proposed: it becomes the group's own, signed by the members present but who dissents.

    `votes` holds votes_for, votes_against, abstentions. Raises NotFound; InvalidInput without a proposal.
    """
    with recording(dossier, "") as work:
        item = _open_item(work.session, item_id)
        verdict = work.session.get(Verdict, item.verdict_id) if item.verdict_id else None
        if verdict is None or verdict.deleted:
            raise InvalidInput(_("Propose a verdict first: there is nothing to agree on."))
        set_values(work.session, item, {**(votes or {}), "review_item_state": ReviewItemState.AGREED})
        members = member_ids(work.session, item.review_session_id)
        agree_in(work.session, verdict, members, dissents)
        work.subject_id = verdict.id
        work.label = _item_label(work.session, item, _("agreed “{verdict}”"), verdict)
    return work.changes


def put_off(dossier: Dossier, *, item_id: str, votes: Mapping[str, int | None] | None = None) -> Changes:
    """Put a commitment off to another session; a verdict proposed stays a proposal. Raises NotFound."""
    with recording(dossier, "") as work:
        item = _open_item(work.session, item_id)
        set_values(work.session, item, {**(votes or {}), "review_item_state": ReviewItemState.POSTPONED})
        work.subject_id = item.id
        work.label = _item_label(work.session, item, _("put off"), None)
    return work.changes


def take_again(dossier: Dossier, *, item_id: str) -> Changes:
    """Open again a commitment that was put off, or judged: a new verdict may then be proposed. Raises NotFound."""
    with recording(dossier, "") as work:
        item = live_record(work.session, "review_item", item_id)
        verdict = work.session.get(Verdict, item.verdict_id) if item.verdict_id else None
        if verdict is not None and verdict.verdict_state is VerdictState.AGREED:
            # What was agreed stays in the journal of verdicts; the next proposal corrects it.
            item.verdict_id = None
        item.review_item_state = ReviewItemState.WAITING
        work.subject_id = item.id
        work.label = _item_label(work.session, item, _("taken up again"), None)
    return work.changes


def note_item(dossier: Dossier, *, item_id: str, values: Mapping[str, Any]) -> Changes:
    """Note the discussion or the votes on a commitment; following saves of the discussion become one act.

    Raises NotFound, InvalidInput.
    """
    with recording(dossier, "", coalesce=set(values) == {"discussion"}) as work:
        item = live_record(work.session, "review_item", item_id)
        set_values(work.session, item, values)
        work.subject_id = item.id
        work.label = _item_label(work.session, item, _("notes"), None)
    return work.changes


def close_review(dossier: Dossier, *, session_id: str, closed: bool = True) -> Changes:
    """Close a session, or take it up again; nothing in it changes. Raises NotFound."""
    with recording(dossier, "") as work:
        review = live_record(work.session, "review_session", session_id)
        review.review_state = ReviewState.CLOSED if closed else ReviewState.OPEN
        work.subject_id = review.id
        work.label = act_label(review, label(review.review_state).lower())
    return work.changes


def member_ids(session: Session, session_id: str) -> tuple[str, ...]:
    """List the volunteers who take part in a session, each once."""
    query = select(ReviewMember.volunteer_id).where(
        ReviewMember.review_session_id == session_id, ~ReviewMember.deleted
    )
    return tuple(dict.fromkeys(session.execute(query.order_by(ReviewMember.id)).scalars()))


def items_of(session: Session, session_id: str) -> tuple[ReviewItem, ...]:
    """List the commitments of a session in their order; one added on two laptops counts once, the settled first."""
    query = (
        select(ReviewItem)
        .join(Commitment, Commitment.id == ReviewItem.commitment_id)
        .where(ReviewItem.review_session_id == session_id, ~ReviewItem.deleted, ~Commitment.deleted)
        .order_by(ReviewItem.position, ReviewItem.id)
    )
    once: dict[str, ReviewItem] = {}
    for item in session.execute(query).scalars():
        known = once.get(item.commitment_id)
        if known is None or known.review_item_state is ReviewItemState.WAITING:
            once[item.commitment_id] = item
    return tuple(sorted(once.values(), key=lambda item: (item.position, item.id)))


def _add_items(session: Session, session_id: str, commitment_ids: Sequence[str]) -> int:
    known = items_of(session, session_id)
    last = max((item.position for item in known), default="")
    held = {item.commitment_id for item in known}
    added = [one for one in dict.fromkeys(commitment_ids) if one not in held]
    for commitment_id, position in zip(added, keys_after(last, len(added)), strict=True):
        live_record(session, "commitment", commitment_id)
        values = {"review_session_id": session_id, "commitment_id": commitment_id, "position": position}
        add_record(session, "review_item", values)
    return len(added)


def _set_members(session: Session, session_id: str, volunteer_ids: Iterable[str]) -> None:
    wanted = dict.fromkeys(volunteer_ids)
    query = select(ReviewMember).where(ReviewMember.review_session_id == session_id, ~ReviewMember.deleted)
    for line in session.execute(query).scalars():
        if line.volunteer_id in wanted:
            del wanted[line.volunteer_id]
        else:
            line.deleted = True
    for volunteer_id in wanted:
        live_record(session, "volunteer", volunteer_id)
        add_record(session, "review_member", {"review_session_id": session_id, "volunteer_id": volunteer_id})


def _open_item(session: Session, item_id: str) -> ReviewItem:
    item: ReviewItem = live_record(session, "review_item", item_id)
    review = live_record(session, "review_session", item.review_session_id)
    if review.review_state is ReviewState.CLOSED:
        raise InvalidInput(_("This session is closed. Take it up again before changing what it decided."))
    return item


def _item_label(session: Session, item: ReviewItem, what: str, verdict: Verdict | None) -> str:
    review = session.get_one(ReviewSession, item.review_session_id)
    commitment = session.get_one(Commitment, item.commitment_id)
    if verdict is not None:
        what = what.format(verdict=label(standing_of(verdict.progress, verdict.off_scale)))
    return _("{session}, “{commitment}”: {what}").format(
        session=act_label(review), commitment=name_of(commitment), what=what
    )
