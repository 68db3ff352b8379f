"""Say the essential of an assessment in words computed from its figures; judge nothing beyond them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from altterr_desktop.domain.commitments import STANDINGS_ON_SCALE, Standing
from altterr_desktop.i18n import _, language
from altterr_desktop.i18n.dates import medium_date
from altterr_desktop.i18n.names import count_words, join_words
from altterr_desktop.i18n.numbers import decimal, fraction_words, percent
from altterr_desktop.i18n.typography import typography
from altterr_desktop.rendering import document as doc

if TYPE_CHECKING:
    from datetime import date

    from altterr_desktop.reports.assessment.data import AssessmentData

_MOST_LISTED = 4
_DEMANDS = 3


def essential(data: AssessmentData) -> list[doc.Block]:
    """Describe the page of the essential: truth, figures, bar, what advances and is stuck, demands, time left."""
    blocks: list[doc.Block] = [
        doc.Heading(_("The essential"), anchor="essential"),
        doc.Paragraph(truth(data), doc.Tone.LEAD),
    ]
    if data.introduction.strip():
        blocks.append(doc.Paragraph(said(data.introduction)))
    if data.commitments:
        counts = tuple(doc.Count(standing, number) for standing, number in data.counts.items())
        blocks += [doc.KeyFigures(key_figures(data)), doc.StandingBar(counts, _("The commitments by state"))]
        blocks.append(_movement(data))
    blocks += _demands(data)
    if data.mandate_end:
        blocks += [doc.Spacer(1), doc.Paragraph(time_left(data.as_of, data.mandate_end), doc.Tone.QUESTION)]
    return blocks


def said(text: str) -> str:
    """Give what a volunteer typed with the typography of the document's language."""
    return typography(text.strip(), language())


def months_between(start: date, end: date) -> int:
    """Count whole months, never below 0."""
    months = (end.year - start.year) * 12 + end.month - start.month - (end.day < start.day)
    return max(months, 0)


def truth(data: AssessmentData) -> str:
    """Say in one or two sentences where the commitments stand; the numbers add up to all of them."""
    if not data.commitments:
        return _("No commitment is recorded on this day: there is nothing to assess yet.")
    counted = data.score.counted
    sentences = []
    if counted:
        sentences.append(_counted(data, counted))
    else:
        sentences.append(
            count_words(
                "The one commitment followed has not been assessed on the scale.",
                "None of the {count} commitments followed has been assessed on the scale.",
                len(data.commitments),
            )
        )
    return " ".join([*sentences, *left_out(data)])


def _counted(data: AssessmentData, counted: int) -> str:
    """Say the states of what is assessed, and how long the mandate has lasted where its start is known."""
    states = join_words(_states(data)) if counted > 1 else _single(data)
    if data.mandate_start is None:
        return count_words(
            "The one commitment assessed on the scale {states}.",
            "Of {count} commitments assessed on the scale, {states}.",
            counted,
            states=states,
        )
    return count_words(
        "After {months} months of the mandate, the one commitment assessed on the scale {states}.",
        "After {months} months of the mandate, of {count} commitments assessed on the scale, {states}.",
        counted,
        months=str(months_between(data.mandate_start, data.as_of)),
        states=states,
    )


def _single(data: AssessmentData) -> str:
    standing = next(one.standing for one in data.commitments if one.standing in STANDINGS_ON_SCALE)
    return {
        Standing.DONE: _("is kept"),
        Standing.PARTLY_DONE: _("is partly kept"),
        Standing.IN_PROGRESS: _("is in progress"),
        Standing.ANNOUNCED: _("is only announced"),
        Standing.NOT_STARTED: _("has not started"),
        Standing.SUSPENDED: _("is suspended"),
        Standing.ABANDONED: _("was abandoned or contradicted"),
    }[standing]


def _states(data: AssessmentData) -> list[str]:
    counts = data.counts
    moving = counts[Standing.PARTLY_DONE] + counts[Standing.IN_PROGRESS]
    words = (
        (counts[Standing.DONE], count_words("{count} is kept", "{count} are kept", counts[Standing.DONE])),
        (
            moving,
            count_words(
                "{count} is partly kept or in progress", "{count} are partly kept or in progress", moving
            ),
        ),
        (
            counts[Standing.ANNOUNCED],
            count_words(
                "{count} is only announced", "{count} are only announced", counts[Standing.ANNOUNCED]
            ),
        ),
        (
            counts[Standing.NOT_STARTED],
            count_words("{count} has not started", "{count} have not started", counts[Standing.NOT_STARTED]),
        ),
        (
            counts[Standing.SUSPENDED],
            count_words("{count} is suspended", "{count} are suspended", counts[Standing.SUSPENDED]),
        ),
        (
            counts[Standing.ABANDONED],
            count_words(
                "{count} was abandoned or contradicted",
                "{count} were abandoned or contradicted",
                counts[Standing.ABANDONED],
            ),
        ),
    )
    return [text for number, text in words if number]


def left_out(data: AssessmentData) -> list[str]:
    """Say what the denominator leaves out, and that «not assessed» is not «nothing done»."""
    figures = data.score
    sentences = []
    if figures.off_scale:
        sentences.append(
            count_words(
                "{count} is off the scale (not measurable, outside competence or no longer applicable).",
                "{count} are off the scale (not measurable, outside competence or no longer applicable).",
                figures.off_scale,
            )
        )
    if figures.not_assessed:
        sentences.append(
            count_words(
                "{count} has not been assessed yet, which says nothing of what was done.",
                "{count} have not been assessed yet, which says nothing of what was done.",
                figures.not_assessed,
            )
        )
    return sentences


def key_figures(data: AssessmentData) -> tuple[doc.Figure, ...]:
    """Give four figures, each with what it is out of."""
    figures = data.score
    counted, total = figures.counted, len(data.commitments)
    proven = sum(bool(one.evidence) for one in data.commitments)
    pieces = sum(len(one.evidence) for one in data.commitments)
    mark = figures.out_of_ten
    return (
        doc.Figure(
            fraction_words(data.advancing, counted) if counted else "–",
            _("kept or advancing"),
            _("that is {percent} of the commitments assessed on the scale").format(
                percent=percent(data.advancing, counted)
            )
            if counted
            else _("nothing is assessed on the scale yet"),
        ),
        doc.Figure(
            "–" if mark is None else f"{decimal(mark, 1)} / 10",
            _("by the printed scale"),
            count_words("{count} commitment counted", "{count} commitments counted", counted),
        ),
        doc.Figure(
            fraction_words(proven, total),
            _("with published evidence"),
            count_words("{count} piece of evidence in all", "{count} pieces of evidence in all", pieces),
        ),
        _contacts(data),
    )


def _contacts(data: AssessmentData) -> doc.Figure:
    contacts = data.contacts
    if not contacts.requests:
        detail = _("no request was sent in writing")
        return doc.Figure(str(contacts.meetings), _("meetings with the authority"), detail)
    detail = count_words("{count} meeting held", "{count} meetings held", contacts.meetings)
    if contacts.median_days is not None:
        delay = count_words("median delay {count} day", "median delay {count} days", contacts.median_days)
        detail = f"{detail}, {delay}"
    if contacts.silent:
        silent = count_words("{count} without answer", "{count} without answer", contacts.silent)
        detail = f"{detail}, {silent}"
    return doc.Figure(fraction_words(contacts.answered, contacts.requests), _("requests answered"), detail)


def _movement(data: AssessmentData) -> doc.Block:
    advances = data.advances or _titles(data, (Standing.DONE, Standing.PARTLY_DONE, Standing.IN_PROGRESS))
    stuck = data.stuck or _titles(data, (Standing.ABANDONED, Standing.SUSPENDED, Standing.NOT_STARTED))
    return doc.SideBySide(
        (
            (doc.Heading(_("What advances"), 3), _listed(advances, _("Nothing noted on this day."))),
            (doc.Heading(_("What is stuck"), 3), _listed(stuck, _("Nothing noted on this day."))),
        ),
        ruled=True,
    )


def _titles(data: AssessmentData, standings: tuple[Standing, ...]) -> tuple[str, ...]:
    """Give the titles of the commitments furthest on one side, where the group wrote nothing itself."""
    found = [one.title for standing in standings for one in data.commitments if one.standing is standing]
    return tuple(found[:_MOST_LISTED])


def _listed(items: tuple[str, ...], nothing: str) -> doc.Block:
    shown = tuple(said(item) for item in items if item.strip())
    return doc.Bullets(shown) if shown else doc.Paragraph(nothing, doc.Tone.MUTED)


def _demands(data: AssessmentData) -> list[doc.Block]:
    shown = tuple(said(item) for item in data.demands if item.strip())
    if not shown:
        return []
    title = (
        _("Three demands for the rest of the mandate")
        if len(shown) == _DEMANDS
        else _("Our demands for the rest of the mandate")
    )
    return [doc.Panel((doc.Bullets(shown, "1"),), title, doc.PanelTone.SAND)]


def time_left(as_of: date, end: date) -> str:
    """Say how much of the mandate is left."""
    months = months_between(as_of, end)
    if end <= as_of:
        return _("The mandate ended on {day}.").format(day=medium_date(end))
    if not months:
        return _("Less than a month is left before the mandate ends, on {day}.").format(day=medium_date(end))
    return count_words(
        "{count} month is left before the mandate ends, on {day}.",
        "{count} months are left before the mandate ends, on {day}.",
        months,
        day=medium_date(end),
    )
