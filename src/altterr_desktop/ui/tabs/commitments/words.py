"""Write evidence and verdicts in the words of cards and lists; it draws nothing."""

from __future__ import annotations

from altterr_desktop.i18n import _
from altterr_desktop.i18n.dates import short_date
from altterr_desktop.i18n.labels import label, short_label
from altterr_desktop.i18n.numbers import file_size
from altterr_desktop.services.verdicts import EvidenceView, VerdictView


def evidence_line(piece: EvidenceView) -> str:
    """Name a piece of evidence on one line: «Délibération 12, 03/02/2027, p. 4 (acte public)»."""
    parts = [piece.title]
    if piece.dated_on is not None:
        parts.append(short_date(piece.dated_on))
    if piece.page:
        parts.append(page_words(piece.page))
    return _("{evidence} ({strength})").format(
        evidence=", ".join(parts), strength=short_label(piece.strength).lower()
    )


def page_words(page: str) -> str:
    """Write where in a document: «p. 4» for a number, what was typed where it says more."""
    return _("p. {page}").format(page=page) if page[:1].isdigit() else page


def evidence_kind(piece: EvidenceView) -> str:
    """Say of what kind and how strong a piece of evidence is, and from when."""
    parts = [label(piece.kind), label(piece.strength)]
    if piece.dated_on is not None:
        parts.append(short_date(piece.dated_on))
    return " · ".join(parts)


def evidence_source(piece: EvidenceView) -> str:
    """Say where a piece of evidence comes from: publisher, page, day of consultation."""
    parts = [piece.publisher] if piece.publisher else []
    if piece.page:
        parts.append(page_words(piece.page))
    if piece.consulted_on is not None:
        parts.append(_("consulted on {day}").format(day=short_date(piece.consulted_on)))
    return " · ".join(parts)


def evidence_flags(piece: EvidenceView) -> list[str]:
    """Say what ails a piece of evidence: a dead link, a file whose content never came."""
    flags = []
    if piece.link_dead_on is not None:
        flags.append(_("Dead link, found on {day}").format(day=short_date(piece.link_dead_on)))
    if piece.file_missing:
        flags.append(
            _("File missing: “{name}” is named here, its content did not come").format(name=piece.file_name)
        )
    return flags


def file_words(piece: EvidenceView) -> str:
    """Name the file of a piece of evidence with its size."""
    size = f" · {file_size(piece.file_size)}" if piece.file_size else ""
    return f"{piece.file_name}{size}"


def signed_words(verdict: VerdictView) -> str:
    """Say who judged, who read it again, and how strong the proof is."""
    parts = []
    if verdict.author:
        parts.append(verdict.author)
    if verdict.second_reader:
        parts.append(_("read again by {name}").format(name=verdict.second_reader))
    if verdict.strength is not None:
        parts.append(_("proof: {strength}").format(strength=label(verdict.strength).lower()))
    if not verdict.publishable:
        parts.append(_("internal"))
    return " · ".join(parts)


def obstacle_words(verdict: VerdictView) -> str:
    """Say the reason given by the authority, with its details."""
    if verdict.obstacle is None:
        return verdict.obstacle_note
    return " – ".join(part for part in (label(verdict.obstacle), verdict.obstacle_note) if part)
