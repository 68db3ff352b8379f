"""Turn a meeting's preparation into small pages to hold in one hand: one subject a page, in large type."""

from __future__ import annotations

from typing import TYPE_CHECKING

from altterr_desktop.i18n import _, language_set
from altterr_desktop.i18n.dates import duration_words, long_date, time_words
from altterr_desktop.i18n.labels import label
from altterr_desktop.rendering import document as doc
from altterr_desktop.reports.preparation.wording import quoted, said

if TYPE_CHECKING:
    from altterr_desktop.reports.preparation.data import CommitmentRaised, PreparationData

_MOST_COMMITMENTS = 3
_MOST_OBJECTIONS = 4
_MOST_SLOTS = 8


def pocket_document(data: PreparationData) -> doc.Document:
    """Describe four to eight small pages; without internal parts: no demand, no objection, no role."""
    with language_set(data.language):
        ending = _("… (continued in the dossier)")
        pages = [_first(data)]
        if data.internal:
            pages.append(_demand(data))
        pages += [_commitment(one) for one in data.commitments[:_MOST_COMMITMENTS]]
        if data.internal and data.objections:
            pages.append(_objections(data))
        pages += [_order(data), _last()]
        return doc.Document(
            title=f"{_('Pocket sheet')} – {data.title}",
            subject=_("Pocket sheet"),
            author=data.group,
            language=data.language,
            written_on=data.written_on,
            header=_("Pocket sheet"),
            territory=data.title,
            state=data.group,
            internal=_("Internal, not to be passed on.") if data.internal else "",
            blocks=tuple(doc.OnePage(tuple(page), ending) for page in pages if page),
            pocket=True,
        )


def _heading(text: str) -> doc.Heading:
    return doc.Heading(text, 2, opens_page=False)


def _first(data: PreparationData) -> list[doc.Block]:
    day = long_date(data.held_on) if data.held_on else _("date to be set")
    hour = time_words(data.start_time) if data.start_time else ""
    where = ", ".join(part for part in (day, hour, said(data.place)) if part)
    blocks: list[doc.Block] = [_heading(said(data.title) or _("Meeting")), doc.Paragraph(where)]
    people = ", ".join(person.name for person in data.people)
    if people and data.internal:
        blocks.append(doc.Paragraph((doc.Span(_("With:") + " ", strong=True), doc.Span(people))))
    if data.goal.strip():
        goal = (doc.Span(_("Goal:") + " ", strong=True), doc.Span(said(data.goal), strong=True))
        blocks.append(doc.Paragraph(goal, doc.Tone.GOAL))
    if data.internal and data.acknowledgement.strip():
        blocks.append(doc.Paragraph(_("We thank them for"), doc.Tone.LABEL))
        blocks.append(doc.Paragraph(said(data.acknowledgement)))
    return blocks


def _demand(data: PreparationData) -> list[doc.Block]:
    levels = (
        (_("Ideal"), data.ask_ideal),
        (_("Acceptable"), data.ask_acceptable),
        (_("Minimum"), data.ask_minimum),
        (_("And also"), data.supporting_asks),
        (_("Plan B"), data.plan_b),
    )
    blocks: list[doc.Block] = [_heading(_("Our demand, on three levels"))]
    for name, text in levels:
        if text.strip():
            blocks += [doc.Paragraph(name, doc.Tone.LABEL), doc.Paragraph(said(text))]
    return blocks if len(blocks) > 1 else []


def _commitment(one: CommitmentRaised) -> list[doc.Block]:
    blocks: list[doc.Block] = [_heading(said(f"{one.number}. {one.title}" if one.number else one.title))]
    blocks.append(doc.Paragraph((doc.Span(label(one.standing), strong=True),)))
    if one.verbatim.strip():
        blocks.append(doc.Paragraph(quoted(one.verbatim), doc.Tone.QUOTE))
    if one.question.strip():
        blocks += [
            doc.Paragraph(_("Our question"), doc.Tone.LABEL),
            doc.Paragraph(said(one.question), doc.Tone.QUESTION),
        ]
    if one.evidence.strip():
        words = _("Key evidence: {evidence}").format(evidence=said(one.evidence))
        blocks.append(doc.Paragraph(words, doc.Tone.MUTED))
    return blocks


def _objections(data: PreparationData) -> list[doc.Block]:
    blocks: list[doc.Block] = [_heading(_("If they say… we can answer"))]
    for one in data.objections[:_MOST_OBJECTIONS]:
        answer = said(one.answer)
        if one.source.strip():
            answer += " " + _("(source: {source})").format(source=one.source.strip())
        blocks += [
            doc.Paragraph((doc.Span(quoted(one.objection), strong=True),), doc.Tone.SMALL),
            doc.Paragraph(answer, doc.Tone.SMALL),
        ]
    return blocks


def _order(data: PreparationData) -> list[doc.Block]:
    blocks: list[doc.Block] = [_heading(_("Running order"))]
    slots = tuple(
        (
            duration_words(slot.minutes) if slot.minutes else "–",
            said(slot.title) + (f" · {slot.who}" if slot.who and data.internal else ""),
        )
        for slot in data.agenda[:_MOST_SLOTS]
    )
    if slots:
        blocks.append(doc.Definitions(slots, share=0.2))
    if data.internal and data.roles:
        roles = tuple((label(taken.role), taken.name) for taken in data.roles)
        blocks += [doc.Paragraph(_("Our roles"), doc.Tone.LABEL), doc.Definitions(roles, share=0.45)]
    if data.figures.strip():
        blocks += [
            doc.Paragraph(_("Figures"), doc.Tone.LABEL),
            doc.Paragraph(said(data.figures), doc.Tone.SMALL),
        ]
    return blocks if len(blocks) > 1 else []


def _last() -> list[doc.Block]:
    return [_heading(_("New promises, exact words")), doc.RuledLines("", 6)]
