"""Turn a review session into its minutes: what was agreed and put off at a glance, then commitment by commitment."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from altterr_desktop.domain.commitments import ReviewItemState, ValueKind
from altterr_desktop.i18n import _, language, language_set
from altterr_desktop.i18n.dates import long_date, medium_date
from altterr_desktop.i18n.figures import value_words, votes_words
from altterr_desktop.i18n.labels import label
from altterr_desktop.i18n.names import count_words, join_words, labelled
from altterr_desktop.i18n.typography import typography
from altterr_desktop.rendering import document as doc
from altterr_desktop.rendering import roads

if TYPE_CHECKING:
    from altterr_desktop.domain.indicators import Point
    from altterr_desktop.reports.review.data import ReviewData, ReviewedShown, RoadShown


def review_document(data: ReviewData) -> doc.Document:
    """Describe the minutes of a session."""
    with language_set(data.language):
        blocks: list[doc.Block] = [_band(data), *_presence(data), *_at_a_glance(data)]
        for index, item in enumerate(data.items):
            blocks.append(_entry(item, data, f"commitment-{index}"))
        return doc.Document(
            title=f"{_('Review session')} – {data.title}",
            subject=_("Minutes of a review session"),
            author=data.group,
            language=data.language,
            written_on=data.written_on,
            header=_("Review session"),
            territory=data.title,
            state=_("Session closed") if data.closed else _("Session under way, provisional minutes"),
            internal=_("Internal, not to be passed on."),
            blocks=tuple(blocks),
        )


def _said(text: str) -> str:
    return typography(text.strip(), language())


def _band(data: ReviewData) -> doc.Band:
    when = long_date(data.held_on) if data.held_on else _("date not noted")
    where = ", ".join(part for part in (when, _said(data.place)) if part)
    return doc.Band(
        _("Review session"),
        _said(data.title),
        where,
        " · ".join(part for part in (data.territory, data.group) if part),
    )


def _presence(data: ReviewData) -> list[doc.Block]:
    counts = Counter(item.state for item in data.items)
    decided = [
        count_words("{count} verdict agreed", "{count} verdicts agreed", counts[ReviewItemState.AGREED]),
        count_words("{count} put off", "{count} put off", counts[ReviewItemState.POSTPONED]),
    ]
    left = counts[ReviewItemState.WAITING] + counts[ReviewItemState.DISCUSSED]
    if left:
        decided.append(count_words("{count} still to settle", "{count} still to settle", left))
    rows: list[tuple[str, doc.Text]] = [
        (_("Who was there"), join_words(data.members) if data.members else _("not noted")),
        (_("Decisions"), ", ".join(decided)),
    ]
    if data.notes.strip():
        rows.append((_("Notes"), _said(data.notes)))
    return [doc.Panel((doc.Definitions(tuple(rows), share=0.2, small=False),))]


def _at_a_glance(data: ReviewData) -> list[doc.Block]:
    rows = tuple(
        (
            item.number,
            _said(item.title),
            doc.StandingCell(item.standing) if item.standing else "–",
            label(item.state),
            _votes(item) or "–",
            doc.PageOf(f"commitment-{index}"),
        )
        for index, item in enumerate(data.items)
    )
    columns = (
        doc.Column(_("No."), 0.7, doc.ColumnKind.MUTED),
        doc.Column(_("Commitment"), 4.2),
        doc.Column(_("Verdict"), 2.6),
        doc.Column(_("Decision"), 1.9),
        doc.Column(_("Votes"), 2.4, doc.ColumnKind.MUTED),
        doc.Column(_("Page"), 0.8, doc.ColumnKind.NUMBER),
    )
    return [doc.Heading(_("At a glance"), 2), doc.Table(columns, rows)]


def _votes(item: ReviewedShown) -> str:
    return votes_words(item.votes_for, item.votes_against, item.abstentions)


def _entry(item: ReviewedShown, data: ReviewData, anchor: str) -> doc.Entry:
    main: list[doc.Block] = []
    if item.verbatim.strip():
        main.append(doc.Paragraph(_("“{quote}”").format(quote=_said(item.verbatim)), doc.Tone.QUOTE))
    for title, text in (
        (_("What was said"), item.discussion),
        (_("What we see"), item.statement),
        (_("Reason written"), item.reason),
        (_("Next step"), item.next_step),
        (_("Dissenting view"), item.dissent),
    ):
        if text.strip():
            main += [doc.Paragraph(title, doc.Tone.LABEL), doc.Paragraph(_said(text))]
    for road in item.roads:
        main += _road(road, data)
    return doc.Entry(
        number=item.number,
        kicker=item.theme,
        title=_said(item.title),
        standing=item.standing or item.current,
        main=tuple(main),
        side=(doc.Definitions(tuple(_facts(item)), share=0.42), *_evidence(item)),
        anchor=anchor,
    )


def _facts(item: ReviewedShown) -> list[tuple[str, doc.Text]]:
    facts: list[tuple[str, doc.Text]] = [(_("Decision"), label(item.state))]
    if item.standing is not None and not item.agreed:
        facts.append((_("Verdict"), _("proposed, not agreed")))
    for name, text in (
        (_("Votes"), _votes(item)),
        (_("Author"), item.author),
        (_("Read again by"), item.second_reader),
    ):
        if text:
            facts.append((name, text))
    return facts


def _evidence(item: ReviewedShown) -> list[doc.Block]:
    if not item.evidence:
        return [doc.Paragraph(_("No evidence"), doc.Tone.MUTED)]
    return [
        doc.Paragraph(_("What it rests on"), doc.Tone.LABEL),
        doc.Bullets(tuple(_said(piece) for piece in item.evidence), "–", doc.Tone.SMALL),
    ]


def _road(road: RoadShown, data: ReviewData) -> list[doc.Block]:
    def shown(points: tuple[Point, ...]) -> tuple[roads.RoadPoint, ...]:
        return tuple(
            roads.RoadPoint(point.day, point.value, value_words(point.value, road.unit)) for point in points
        )

    def told(points: tuple[Point, ...]) -> str:
        return ", ".join(
            f"{medium_date(point.day)} {value_words(point.value, road.unit)}" for point in points
        )

    names = (label(ValueKind.MEASURED), label(ValueKind.EXPECTED), _("today"))
    parts = [
        labelled(name, told(points))
        for name, points in zip(names[:2], (road.measured, road.expected), strict=True)
        if points
    ]
    figure = roads.Road(
        shown(road.expected), shown(road.measured), data.written_on, names, f"{road.name}. {'. '.join(parts)}"
    )
    return [
        doc.Paragraph(_said(road.name), doc.Tone.LABEL),
        doc.Paragraph(_said(road.said), doc.Tone.SMALL),
        figure,
        *(doc.Paragraph(part, doc.Tone.MUTED) for part in parts),
    ]
