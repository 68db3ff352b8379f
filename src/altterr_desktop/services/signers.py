"""Tell who put their name to a verdict: the first author and reader it names itself, and everybody else's lines."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from altterr_desktop.domain.commitments import Signing
from altterr_desktop.domain.errors import InvalidInput
from altterr_desktop.i18n import _
from altterr_desktop.model.reviews import VerdictSigner
from altterr_desktop.model.verdicts import Verdict
from altterr_desktop.model.volunteers import Volunteer
from altterr_desktop.services.records import add_record, live_record


@dataclass(frozen=True)
class Signature:
    """Ask for a volunteer's name under a verdict, with their words where they disagree."""

    volunteer_id: str
    signing: Signing = Signing.AUTHOR
    words: str = ""


@dataclass(frozen=True)
class SignerView:
    """Hold who signed a verdict, as what, and in which words."""

    volunteer_id: str
    name: str
    signing: Signing
    words: str


def sign(session: Session, verdict: Verdict, signatures: Iterable[Signature]) -> None:
    """Put names under a verdict inside an operation; a name already there as the same stays once.

    The first author and the first second reader stand in the verdict's own fields, the others in lines of their
    own. Raises NotFound; InvalidInput for a disagreement without words.
    """
    for one in signatures:
        live_record(session, "volunteer", one.volunteer_id)
        if one.signing is Signing.DISSENT and not one.words.strip():
            raise InvalidInput(_("A disagreement needs its words: write why."))
        if one.signing is Signing.AUTHOR and verdict.author_id in (None, one.volunteer_id):
            verdict.author_id = one.volunteer_id
        elif one.signing is Signing.SECOND_READER and verdict.second_reader_id in (None, one.volunteer_id):
            verdict.second_reader_id = one.volunteer_id
        else:
            _add_line(session, verdict.id, one)
    session.flush()


def _add_line(session: Session, verdict_id: str, one: Signature) -> None:
    known = session.execute(
        select(VerdictSigner).where(
            VerdictSigner.verdict_id == verdict_id,
            VerdictSigner.volunteer_id == one.volunteer_id,
            VerdictSigner.signing == one.signing,
            ~VerdictSigner.deleted,
        )
    ).scalars()
    line = next(iter(known), None)
    if line is None:
        values = {
            "verdict_id": verdict_id,
            "volunteer_id": one.volunteer_id,
            "signing": one.signing,
            "words": one.words.strip(),
        }
        add_record(session, "verdict_signer", values)
    elif one.words.strip():
        line.words = one.words.strip()


def signers_of(session: Session, verdicts: Sequence[Verdict]) -> dict[str, tuple[SignerView, ...]]:
    """Read who signed these verdicts: authors, second readers, then those who disagree, each once."""
    people = volunteer_names(session)
    lines = _lines(session, [verdict.id for verdict in verdicts])
    found = {}
    for verdict in verdicts:
        own = [
            (verdict.author_id, Signing.AUTHOR, ""),
            (verdict.second_reader_id, Signing.SECOND_READER, ""),
            *((line.volunteer_id, line.signing, line.words) for line in lines.get(verdict.id, ())),
        ]
        once: dict[tuple[str, Signing], SignerView] = {}
        for volunteer_id, signing, words in own:
            if volunteer_id in people:
                view = SignerView(volunteer_id, people[volunteer_id], signing, words)
                once.setdefault((volunteer_id, signing), view)
        order = list(Signing)
        listed = sorted(once.values(), key=lambda signer: order.index(signer.signing))
        found[verdict.id] = tuple(listed)
    return found


def volunteer_names(session: Session) -> dict[str, str]:
    """Give the names volunteers go by, gone ones included, by id."""
    return {one.id: one.pseudonym or one.name for one in session.execute(select(Volunteer)).scalars()}


def _lines(session: Session, verdict_ids: Collection[str]) -> dict[str, list[VerdictSigner]]:
    wanted = set(verdict_ids)
    query = select(VerdictSigner).where(~VerdictSigner.deleted)
    if len(wanted) == 1:
        query = query.where(VerdictSigner.verdict_id == next(iter(wanted)))
    found: dict[str, list[VerdictSigner]] = {}
    for line in session.execute(query.order_by(VerdictSigner.id)).scalars():
        if line.verdict_id in wanted:
            found.setdefault(line.verdict_id, []).append(line)
    return found


def names_signing(signers: Iterable[SignerView], signing: Signing) -> tuple[str, ...]:
    """Give the names of those who signed as this."""
    return tuple(one.name for one in signers if one.signing is signing)


def dissent_words(signers: Iterable[SignerView], plain: str) -> str:
    """Write every dissenting view, each with the name of who holds it, the one without a name first."""
    said = [plain.strip()] if plain.strip() else []
    said += [
        _("{name}: {words}").format(name=one.name, words=one.words.strip())
        for one in signers
        if one.signing is Signing.DISSENT
    ]
    return "\n".join(said)
