"""Describe one commitment's sheet: the promise in its own words, what we see, and what it rests on."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from altterr_desktop.domain.commitments import Competence, ProofStrength, Standing
from altterr_desktop.i18n import _
from altterr_desktop.i18n.dates import deadline_words, medium_date, month_year
from altterr_desktop.i18n.labels import label, short_label
from altterr_desktop.i18n.names import join_words
from altterr_desktop.rendering import document as doc
from altterr_desktop.reports.assessment.essential import said

if TYPE_CHECKING:
    from altterr_desktop.reports.assessment.data import CommitmentShown, EvidenceShown, Reply

_QUOTED = re.compile(r"^\s*[«“\"].*[»”\"]\s*$", re.DOTALL)
_PAGE_WORD = re.compile(r"^p(?:p|ages?)?\.?\s*(?=\d)", re.IGNORECASE)
_STRENGTHS = len(ProofStrength)


def commitment_sheet(one: CommitmentShown, anchor: str) -> doc.Entry:
    """Describe a commitment's sheet."""
    return doc.Entry(
        number=one.number,
        kicker=said(one.theme),
        title=said(one.title),
        standing=one.standing,
        main=tuple(_main(one)),
        side=tuple(_side(one)),
        anchor=anchor,
        flag=_("Deadline passed") if one.late else "",
    )


def _main(one: CommitmentShown) -> list[doc.Block]:
    blocks: list[doc.Block] = []
    if one.verbatim.strip():
        blocks += [_label(_("What was promised")), doc.Paragraph(quoted(one.verbatim), doc.Tone.QUOTE)]
    source = source_words(one)
    if source:
        blocks.append(doc.Paragraph(source, doc.Tone.MUTED))
    blocks += _findings(one)
    if one.next_step.strip():
        blocks += [_label(_("Next step")), doc.Bullets((said(one.next_step),))]
    blocks += _competence(one)
    if one.dissent.strip():
        blocks.append(_noted(_("A member of the group disagrees:"), one.dissent))
    if one.reply:
        blocks.append(_reply(one.reply))
    return blocks


def _label(text: str) -> doc.Paragraph:
    return doc.Paragraph(text, doc.Tone.LABEL)


def quoted(text: str) -> str:
    """Put exact words between quotation marks, unless they are already."""
    text = said(text)
    return text if _QUOTED.match(text) else said(_("“{words}”").format(words=text))


def source_words(one: CommitmentShown) -> doc.Text:
    """Say where a promise was made: document, month, page, level signed."""
    words = [one.document.strip()] if one.document.strip() else []
    if one.document_on:
        words.append(month_year(one.document_on))
    if one.document_page.strip():
        words.append(page_words(one.document_page))
    if one.level is not None:
        words.append(_("level {level}").format(level=one.level))
    text = ", ".join(words)
    if text and one.document_url:
        return (doc.Span(text, link=one.document_url),)
    return text


def page_words(page: str) -> str:
    """Give «p. 11», whether «11» or «p. 11» was typed."""
    return _("p. {page}").format(page=_PAGE_WORD.sub("", page.strip()))


def _findings(one: CommitmentShown) -> list[doc.Block]:
    paragraphs = [said(part) for part in re.split(r"\n\s*\n", one.findings) if part.strip()]
    if not paragraphs and one.standing is Standing.NOT_ASSESSED:
        paragraphs = [_("We have not assessed this commitment yet. That says nothing of what was done.")]
    if not paragraphs:
        return []
    return [_label(_("What we see")), *(doc.Paragraph(part) for part in paragraphs)]


def _competence(one: CommitmentShown) -> list[doc.Block]:
    blocks: list[doc.Block] = []
    if one.competence in {Competence.SHARED, Competence.OTHER} or one.standing is Standing.OUTSIDE_COMPETENCE:
        competence = label(one.competence) if one.competence else label(Standing.OUTSIDE_COMPETENCE)
        text = one.still_possible.strip()
        lead = _("Competence: {competence}.").format(competence=competence)
        rest = " " + _("What the territory can still do:") + " " + said(text) if text else ""
        blocks.append(doc.Paragraph((doc.Span(lead, strong=True), doc.Span(rest)), doc.Tone.SMALL))
    if one.obstacle.strip():
        blocks.append(_noted(_("Reason given:"), one.obstacle))
    if one.weaknesses:
        words = join_words([label(weakness).lower() for weakness in one.weaknesses])
        blocks.append(_noted(_("Weak points of the commitment:"), words))
    return blocks


def _noted(lead: str, text: str) -> doc.Paragraph:
    return doc.Paragraph((doc.Span(lead, strong=True), doc.Span(" " + said(text))), doc.Tone.SMALL)


def _reply(reply: Reply) -> doc.Panel:
    title = _("Reply of the authority")
    if reply.replied_on:
        title = _("Reply of the authority, {day}").format(day=medium_date(reply.replied_on))
    verdict = {True: _("It agrees with this verdict."), False: _("It contests this verdict."), None: ""}[
        reply.agrees
    ]
    spans = (doc.Span(verdict + " ", strong=True),) if verdict else ()
    return doc.Panel((doc.Paragraph((*spans, doc.Span(said(reply.text))), doc.Tone.SMALL),), title)


def _side(one: CommitmentShown) -> list[doc.Block]:
    blocks: list[doc.Block] = [doc.Definitions(tuple(_facts(one)), share=0.38)]
    if one.history:
        points = tuple(
            doc.HistoryPoint(_("H{half}").format(half=step.half), str(step.year), step.standing)
            for step in one.history
        )
        blocks += [_label(_("History")), doc.History(points)]
    blocks.append(_label(_("Evidence")))
    if one.evidence:
        blocks.append(
            doc.References(tuple(_reference(index, item) for index, item in enumerate(one.evidence, 1)))
        )
    else:
        blocks.append(doc.Paragraph(_("No published evidence."), doc.Tone.MUTED))
    return blocks


def _facts(one: CommitmentShown) -> list[tuple[str, doc.Text]]:
    facts: list[tuple[str, doc.Text]] = [
        (_("In charge"), said(one.in_charge) or _("nobody named")),
        (_("Deadline"), deadline_words(one.deadline, one.precision, one.deadline_text)),
    ]
    if one.standing is not Standing.NOT_ASSESSED:
        checked = medium_date(one.checked_on) if one.checked_on else _("date not kept")
        facts.append((_("Checked on"), checked))
        facts.append((_("Proof"), proof_words(one.proof)))
    if one.author.strip():
        facts.append((_("Assessed by"), one.author))
    if one.second_reader.strip():
        facts.append((_("Read again by"), one.second_reader))
    return facts


def proof_words(strength: ProofStrength | None) -> str:
    """Say how strong a proof is, by its rank and its word."""
    if strength is None:
        return _("not stated")
    rank = _STRENGTHS - list(ProofStrength).index(strength)
    return "●" * rank + "○" * (_STRENGTHS - rank) + " " + short_label(strength).lower()


def _reference(index: int, item: EvidenceShown) -> doc.Reference:
    title: doc.Text = said(item.title)
    if item.url:
        title = (doc.Span(said(item.title), link=item.url),)
    return doc.Reference(str(index), title, evidence_detail(item))


def evidence_detail(item: EvidenceShown) -> str:
    """Say what a piece of evidence is, whose, when, on which page."""
    words = [short_label(item.kind)]
    if item.publisher.strip():
        words.append(item.publisher.strip())
    if item.dated_on:
        words.append(medium_date(item.dated_on))
    if item.page.strip():
        words.append(page_words(item.page))
    return ", ".join(words)
