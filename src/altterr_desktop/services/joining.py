"""Keep who signs here right: under a name typed when joining, and after two entries of one person were merged."""

from __future__ import annotations

from sqlalchemy import select

from altterr_desktop.domain.errors import InvalidInput
from altterr_desktop.domain.folding import fold
from altterr_desktop.domain.twins import TwinVerdict
from altterr_desktop.dossier.file import Dossier, Signature
from altterr_desktop.i18n import _
from altterr_desktop.model.twins import TwinDecision
from altterr_desktop.model.volunteers import Volunteer
from altterr_desktop.services.dossiers import device_name, sign_as
from altterr_desktop.services.records import create_record


def sign_with_name(dossier: Dossier, *, name: str) -> str:
    """Sign from now on as the volunteer of this name or pseudonym, added where there is none; give the id.

    Raises InvalidInput for an empty name.
    """
    wanted = name.strip()
    if not wanted:
        raise InvalidInput(_("Give your name or a pseudonym."))
    with dossier.reading() as session:
        people = session.execute(
            select(Volunteer).where(~Volunteer.deleted).order_by(Volunteer.active.desc(), Volunteer.id)
        ).scalars()
        known = [one.id for one in people if fold(wanted) in {fold(one.name), fold(one.pseudonym)}]
    if not known:
        dossier.signature = Signature("", wanted, device_name())
        known = [create_record(dossier, kind="volunteer", values={"name": wanted}).subject_id]
    sign_as(dossier, known[0])
    return known[0]


def follow_own_merge(dossier: Dossier) -> None:
    """Sign as the entry that took in that of whoever signs here, when the group merged it, on this laptop or not."""
    signer = dossier.signature.author_id
    with dossier.reading() as session:
        own = session.get(Volunteer, signer) if signer else None
        if own is None or not own.deleted or dossier.read_only:
            return
        kept = session.execute(
            select(TwinDecision.kept_id)
            .join(Volunteer, Volunteer.id == TwinDecision.kept_id)
            .where(
                TwinDecision.other_id == signer,
                TwinDecision.twin_verdict == TwinVerdict.MERGED,
                ~TwinDecision.deleted,
                ~Volunteer.deleted,
            )
            .order_by(TwinDecision.kept_id)
        ).scalar()
    if kept:
        sign_as(dossier, kept)
