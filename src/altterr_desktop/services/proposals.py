"""Agree on verdicts that were proposed, or refuse them, saying who did; a refusal can be undone like any deletion."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from altterr_desktop.domain.commitments import Signing, VerdictState, standing_of
from altterr_desktop.domain.errors import InvalidInput
from altterr_desktop.dossier.file import Dossier
from altterr_desktop.i18n import _, ngettext
from altterr_desktop.i18n.labels import label
from altterr_desktop.i18n.numbers import number
from altterr_desktop.journal.changes import Changes
from altterr_desktop.journal.recording import recording
from altterr_desktop.journal.search_index import name_of
from altterr_desktop.model.commitments import Commitment
from altterr_desktop.model.verdicts import Verdict
from altterr_desktop.services.records import live_record
from altterr_desktop.services.rules import check_record
from altterr_desktop.services.signers import Signature, sign


def agree_verdicts(
    dossier: Dossier,
    *,
    verdict_ids: Sequence[str],
    volunteer_ids: Iterable[str] = (),
    dissents: Iterable[Signature] = (),
) -> Changes:
    """Make proposed verdicts the group's own, in one act; who agreed signs as author or second reader.

    Raises NotFound; InvalidInput for a verdict that is agreed already.
    """
    people, against = tuple(volunteer_ids), tuple(dissents)
    with recording(dossier, "") as work:
        for verdict_id in verdict_ids:
            verdict = proposed_verdict(work.session, verdict_id)
            agree_in(work.session, verdict, people, against)
        work.subject_id = verdict_ids[0] if verdict_ids else ""
        work.label = _named(work.session, verdict_ids, refused=False)
    return work.changes


def agree_in(
    session: Session, verdict: Verdict, volunteer_ids: Iterable[str], dissents: Iterable[Signature] = ()
) -> None:
    """Agree on a proposed verdict inside an operation, with the names of who agrees and who does not."""
    against = {one.volunteer_id for one in dissents}
    for volunteer_id in volunteer_ids:
        if volunteer_id not in against and volunteer_id != verdict.author_id:
            as_what = Signing.AUTHOR if verdict.author_id is None else Signing.SECOND_READER
            sign(session, verdict, [Signature(volunteer_id, as_what)])
    sign(session, verdict, dissents)
    verdict.verdict_state = VerdictState.AGREED
    session.flush()
    check_record(session, verdict)


def refuse_verdicts(dossier: Dossier, *, verdict_ids: Sequence[str]) -> Changes:
    """Take proposed verdicts away in one act; undo and the history give them back.

    Raises NotFound; InvalidInput for a verdict that is agreed already: that one is corrected by a new verdict.
    """
    with recording(dossier, "") as work:
        for verdict_id in verdict_ids:
            proposed_verdict(work.session, verdict_id).deleted = True
        work.subject_id = verdict_ids[0] if verdict_ids else ""
        work.label = _named(work.session, verdict_ids, refused=True)
    return work.changes


def proposed_verdict(session: Session, verdict_id: str) -> Verdict:
    """Find a verdict that is only proposed. Raises NotFound, InvalidInput."""
    verdict: Verdict = live_record(session, "verdict", verdict_id)
    if verdict.verdict_state is not VerdictState.PROPOSED:
        raise InvalidInput(_("This verdict was agreed already. To correct it, record a new verdict."))
    return verdict


def proposals(dossier: Dossier) -> tuple[str, ...]:
    """List the ids of the commitments that have a verdict waiting to be agreed."""
    with dossier.reading() as session:
        query = (
            select(Verdict.commitment_id)
            .join(Commitment, Commitment.id == Verdict.commitment_id)
            .where(~Verdict.deleted, ~Commitment.deleted, Verdict.verdict_state == VerdictState.PROPOSED)
            .distinct()
        )
        return tuple(sorted(session.execute(query).scalars()))


def _named(session: Session, verdict_ids: Sequence[str], *, refused: bool) -> str:
    if len(verdict_ids) != 1:
        words = (
            ngettext("{count} proposal refused", "{count} proposals refused", len(verdict_ids))
            if refused
            else ngettext("{count} proposal agreed", "{count} proposals agreed", len(verdict_ids))
        )
        return words.format(count=number(len(verdict_ids)))
    verdict = session.get_one(Verdict, verdict_ids[0])
    commitment = session.get_one(Commitment, verdict.commitment_id)
    words = (
        _("Proposal “{verdict}” refused on “{name}”")
        if refused
        else _("Proposal “{verdict}” agreed on “{name}”")
    )
    return words.format(
        verdict=label(standing_of(verdict.progress, verdict.off_scale)), name=name_of(commitment)
    )
