"""Describe what makes an assessment contestable: sources, scale, rules, denominators, limits, words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from altterr_desktop.domain.commitments import STANDINGS_ON_SCALE, Standing
from altterr_desktop.i18n import _
from altterr_desktop.i18n.dates import medium_date
from altterr_desktop.i18n.labels import short_label
from altterr_desktop.i18n.names import count_words, join_words
from altterr_desktop.i18n.numbers import decimal
from altterr_desktop.rendering import document as doc
from altterr_desktop.reports.assessment.essential import said

if TYPE_CHECKING:
    from altterr_desktop.reports.assessment.data import AssessmentData


def sources(data: AssessmentData) -> list[doc.Block]:
    """Describe the list of all evidence, numbered as on the sheets."""
    rows: list[tuple[doc.Cell, ...]] = []
    for index, one in enumerate(data.commitments):
        for place, item in enumerate(one.evidence, 1):
            title: doc.Text = said(item.title)
            if item.url:
                title = (doc.Span(said(item.title), link=item.url),)
            number = (doc.Span(f"{one.number}.{place}", link=f"#commitment-{index}"),)
            day = medium_date(item.dated_on) if item.dated_on else ""
            rows.append((number, short_label(item.kind), title, item.publisher, day))
    heading = doc.Heading(_("Sources"))
    if not rows:
        return [heading, doc.Paragraph(_("No published evidence yet."))]
    return [
        heading,
        doc.Paragraph(_("All the evidence cited, in the order of the sheets."), doc.Tone.LEAD),
        doc.Table(
            (
                doc.Column(_("Sheet"), 1),
                doc.Column(_("Kind"), 1.6, doc.ColumnKind.MUTED),
                doc.Column(_("Document"), 6.6),
                doc.Column(_("Publisher"), 2.8, doc.ColumnKind.MUTED),
                doc.Column(_("Date"), 2),
            ),
            tuple(rows),
        ),
    ]


def method(data: AssessmentData) -> list[doc.Block]:
    """Describe how verdicts are made, counted and contested, and what the words mean."""
    return [
        doc.Heading(_("Method")),
        doc.Paragraph(
            _("This assessment can be checked and contested: here is how it was made."), doc.Tone.LEAD
        ),
        doc.Heading(_("The scale"), 3),
        doc.Paragraph(
            _(
                "Each commitment has one state. A state on the scale gives points; the points are divided"
                " by the number of commitments counted."
            )
        ),
        _scale(data),
        doc.Heading(_("What is counted"), 3),
        _denominators(data),
        doc.Heading(_("The rules"), 3),
        doc.Bullets(
            (
                _("A verdict carries a date, evidence or a written reason, and the strength of its proof."),
                _(
                    "Nothing is overwritten: correcting a verdict is a new verdict, and the history keeps the old one."
                ),
                _("“Late” is computed from the deadline; it is not a state and takes no points away."),
                _("“Not assessed” means that we have not looked yet. It is never counted as nothing done."),
                _("Only commitments and evidence that the group chose to publish are printed."),
            ),
            "·",
        ),
        doc.Heading(_("Who assessed"), 3),
        doc.Paragraph(_who(data)),
        *_reply(data),
        doc.Heading(_("Limits"), 3),
        doc.Paragraph(
            _(
                "Commitments differ in weight and ambition: a share of commitments kept is not a share of"
                " the way. Territories that promised more are not to be compared with those that promised"
                " little."
            )
        ),
        *([doc.Paragraph(said(data.method_notes))] if data.method_notes.strip() else []),
        doc.Heading(_("Words"), 2, in_contents=False),
        doc.Definitions(_glossary(), share=0.28, small=False),
    ]


def _scale(data: AssessmentData) -> doc.Table:
    counts = data.counts
    rows = [
        (
            doc.StandingCell(standing),
            said(MEANINGS[standing]()),
            decimal(data.scale.points[standing] / 100, 2 if data.scale.points[standing] % 10 else 1)
            if standing in STANDINGS_ON_SCALE
            else _("not counted"),
            str(counts[standing]),
        )
        for standing in Standing
    ]
    return doc.Table(
        (
            doc.Column(_("State"), 3),
            doc.Column(_("Meaning"), 6.5),
            doc.Column(_("Points"), 1.4, doc.ColumnKind.NUMBER),
            doc.Column(_("Here"), 0.8, doc.ColumnKind.NUMBER),
        ),
        tuple(rows),
    )


MEANINGS = {
    Standing.DONE: lambda: _("What was promised exists, and the evidence shows it."),
    Standing.PARTLY_DONE: lambda: _("A part that can be named is done; the rest is not."),
    Standing.IN_PROGRESS: lambda: _("Decided and financed, work has begun."),
    Standing.ANNOUNCED: lambda: _("Said or voted in principle, without money or calendar."),
    Standing.NOT_STARTED: lambda: _("We looked, and found nothing begun."),
    Standing.SUSPENDED: lambda: _("Begun, then stopped without being given up."),
    Standing.ABANDONED: lambda: _("Given up, or a later decision goes the other way."),
    Standing.NOT_MEASURABLE: lambda: _("Too vague to be judged, which is itself a finding."),
    Standing.OUTSIDE_COMPETENCE: lambda: _("The law gives the decision to another authority."),
    Standing.VOID: lambda: _("No longer has an object."),
    Standing.NOT_ASSESSED: lambda: _("We have not looked yet."),
}


def _denominators(data: AssessmentData) -> doc.Table:
    figures = data.score
    rows = (
        (_("Counted: assessed on the scale"), str(figures.counted)),
        (_("Left out: off the scale"), str(figures.off_scale)),
        (_("Left out: not assessed yet"), str(figures.not_assessed)),
        (_("All the commitments printed"), str(len(data.commitments))),
        *(((_("Not printed: not published by the group"), str(data.left_out)),) if data.left_out else ()),
    )
    return doc.Table(
        (
            doc.Column(_("Commitments"), 5),
            doc.Column(_("Number"), 1, doc.ColumnKind.NUMBER),
            doc.Column("", 5),
        ),
        tuple((*row, "") for row in rows),
    )


def _who(data: AssessmentData) -> str:
    authors = sorted({one.author.strip() for one in data.commitments if one.author.strip()})
    read_twice = sum(bool(one.second_reader.strip()) for one in data.commitments)
    assessed = len(data.commitments) - data.counts[Standing.NOT_ASSESSED]
    parts = [
        _("The group {group}, with the verdicts as of {day}.").format(
            group=data.group, day=medium_date(data.as_of)
        )
    ]
    if authors:
        parts.append(_("Verdicts signed by {names}.").format(names=join_words(authors)))
    if assessed:
        parts.append(
            count_words(
                "{count} of the {assessed} assessed was read by a second person.",
                "{count} of the {assessed} assessed were read by a second person.",
                read_twice,
                assessed=str(assessed),
            )
        )
    return " ".join(parts)


def _reply(data: AssessmentData) -> list[doc.Block]:
    replies = sum(one.reply is not None for one in data.commitments)
    if data.reply_asked_on:
        text = _("The verdicts were sent to the authority on {day}, before publication.").format(
            day=medium_date(data.reply_asked_on)
        )
        text += " " + count_words(
            "{count} reply is printed beside its verdict.",
            "{count} replies are printed beside their verdicts.",
            replies,
        )
    else:
        text = _(
            "The verdicts were not sent to the authority before this version. It may answer each of them at any time."
        )
    return [doc.Heading(_("Right of reply"), 3), doc.Paragraph(text)]


def _glossary() -> tuple[tuple[str, doc.Text], ...]:
    return (
        (_("Commitment"), _("One promise, quoted in the words it was made.")),
        (_("Verdict"), _("One dated judgement of a commitment, with what it rests on.")),
        (
            _("Evidence"),
            _(
                "A public act, a document, a statement, an article or an observation, with its date and source."
            ),
        ),
        (_("Strength of proof"), _("From a public act, the strongest, to our own observation, the weakest.")),
        (_("Half-year"), _("H1 goes from January to June, H2 from July to December.")),
    )
