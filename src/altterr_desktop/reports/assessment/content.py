"""Turn an assessment's data into a document, page after page; compute no verdict and ask nobody."""

from __future__ import annotations

from typing import TYPE_CHECKING

from altterr_desktop.domain.commitments import STANDINGS_ADVANCING, STANDINGS_ON_SCALE, Standing
from altterr_desktop.i18n import _, language_set
from altterr_desktop.i18n.dates import deadline_words, medium_date, month_year
from altterr_desktop.i18n.labels import short_label
from altterr_desktop.i18n.names import count_words
from altterr_desktop.i18n.numbers import fraction_words, percent
from altterr_desktop.rendering import document as doc
from altterr_desktop.reports.assessment import method, sheets
from altterr_desktop.reports.assessment.essential import essential

if TYPE_CHECKING:
    from altterr_desktop.reports.assessment.data import AssessmentData, CommitmentShown

_MOST_PERIODS = 12


def assessment_document(data: AssessmentData) -> doc.Document:
    """Describe the whole assessment; without commitments it says so and keeps the method."""
    with language_set(data.language):
        blocks: list[doc.Block] = [_cover(data), doc.Contents(_("Contents")), *essential(data)]
        if data.commitments:
            blocks += [*_by_theme(data), *_evolution(data), *_at_a_glance(data), *_one_by_one(data)]
            blocks += method.sources(data)
        blocks += method.method(data)
        return doc.Document(
            title=f"{title_of(data)} – {data.territory}",
            subject=_("Mid-term assessment"),
            author=data.group,
            language=data.language,
            written_on=data.as_of,
            header=_("Mid-term assessment"),
            territory=data.territory,
            state=_state(data),
            contents_link="↑ " + _("Contents"),
            blocks=tuple(blocks),
        )


def title_of(data: AssessmentData) -> str:
    """Give the title the group chose, else the question every assessment answers."""
    return data.title.strip() or _("Climate and social justice: what became of the promises?")


def _state(data: AssessmentData) -> str:
    wording = _("Figures as of {day}, frozen") if data.frozen else _("Working version, figures as of {day}")
    words = wording.format(day=medium_date(data.as_of))
    return _("Invented example. {words}").format(words=words) if data.is_demo else words


def counts_shown(data: AssessmentData) -> tuple[doc.Count, ...]:
    """Give the counts as charts want them."""
    return tuple(doc.Count(standing, number) for standing, number in data.counts.items())


def _cover(data: AssessmentData) -> doc.Cover:
    start, end = data.mandate_start, data.mandate_end
    kicker, timeline = _("Citizens’ mid-term assessment"), None
    if start and end:
        kicker = f"{kicker} · {start.year} – {end.year}"
        here = _("This assessment: {month}").format(month=month_year(data.as_of))
        timeline = doc.Timeline(_("The mandate"), start, end, data.as_of, here)
    total = len(data.commitments)
    caption = (
        count_words(
            "{count} commitment followed, one disc for each",
            "{count} commitments followed, one disc for each",
            total,
        )
        if total
        else _("No commitment is recorded on this day.")
    )
    standings = tuple(standing for standing, number in data.counts.items() for _one in range(number))
    return doc.Cover(
        kicker=kicker,
        title=title_of(data),
        subtitle=data.territory,
        discs=doc.CoverDiscs(caption, standings, counts_shown(data)),
        timeline=timeline,
        note=_("“Not assessed” says nothing of what was done: we have not looked yet.")
        if data.counts[Standing.NOT_ASSESSED]
        else "",
        foot_left=data.group,
        foot_right=_state(data),
    )


def theme_of(name: str) -> str:
    """Give a theme's name, or what stands for none."""
    return name.strip() or _("Without theme")


def _by_theme(data: AssessmentData) -> list[doc.Block]:
    anchors = {id(one): f"commitment-{index}" for index, one in enumerate(data.commitments)}
    rows = []
    for theme, commitments in sorted(data.themes.items(), key=lambda item: _rank(item[1])):
        discs = tuple(
            doc.GridDisc(one.standing, one.number, one.title, anchors[id(one)])
            for one in sorted(commitments, key=lambda one: list(Standing).index(one.standing))
        )
        value, detail = _share(commitments)
        rows.append(doc.GridRow(theme_of(theme), discs, value, detail))
    present = tuple(standing for standing, number in data.counts.items() if number)
    return [
        doc.Heading(_("By theme")),
        doc.Paragraph(
            _("Each disc is a commitment and leads to its sheet. First come the themes that advance most."),
            doc.Tone.LEAD,
        ),
        doc.Legend(present),
        doc.StandingGrid(tuple(rows)),
    ]


def _advancing(commitments: list[CommitmentShown]) -> tuple[int, int]:
    counted = [one for one in commitments if one.standing in STANDINGS_ON_SCALE]
    return sum(one.standing in STANDINGS_ADVANCING for one in counted), len(counted)


def _rank(commitments: list[CommitmentShown]) -> tuple[float, int]:
    advancing, counted = _advancing(commitments)
    return (-advancing / counted if counted else 1.0, -len(commitments))


def _share(commitments: list[CommitmentShown]) -> tuple[str, str]:
    advancing, counted = _advancing(commitments)
    if not counted:
        return "–", _("nothing assessed on the scale")
    left_out = len(commitments) - counted
    detail = _("kept or advancing")
    if left_out:
        detail += "\n" + count_words("{count} left out", "{count} left out", left_out)
    return fraction_words(advancing, counted), detail


def period_words(year: int, half: int) -> str:
    """Name a half-year: «S1 2027»."""
    return _("H{half} {year}").format(half=half, year=year)


def _evolution(data: AssessmentData) -> list[doc.Block]:
    trend = list(data.trend.items())[-_MOST_PERIODS:]
    if not trend:
        return []
    present = [standing for standing in Standing if any(counts[standing] for _period, counts in trend)]
    columns = tuple(
        doc.StackedColumn(
            period_words(*period), tuple(doc.Count(standing, counts[standing]) for standing in Standing)
        )
        for period, counts in trend
    )
    return [
        doc.Heading(_("Evolution")),
        doc.Paragraph(_("Where the commitments stood at the end of each half-year."), doc.Tone.LEAD),
        doc.StackedColumns(_("Number of commitments by state"), columns),
        doc.Table(
            (
                doc.Column(_("Half-year"), 1.1, doc.ColumnKind.STRONG),
                *(doc.Column(short_label(standing), 1, doc.ColumnKind.NUMBER) for standing in present),
                doc.Column(_("Total"), 0.7, doc.ColumnKind.NUMBER),
            ),
            tuple(
                (
                    period_words(*period),
                    *(str(counts[standing]) for standing in present),
                    str(sum(counts.values())),
                )
                for period, counts in trend
            ),
            caption=_("The same figures, as a table"),
        ),
    ]


def _at_a_glance(data: AssessmentData) -> list[doc.Block]:
    rows = tuple(
        (
            one.number,
            one.title,
            theme_of(one.theme),
            doc.StandingCell(one.standing),
            _deadline(one),
            doc.PageOf(f"commitment-{index}"),
        )
        for index, one in enumerate(data.commitments)
    )
    return [
        doc.Heading(_("The commitments at a glance")),
        doc.Table(
            (
                doc.Column(_("No."), 0.7, doc.ColumnKind.MUTED),
                doc.Column(_("Commitment"), 5.2),
                doc.Column(_("Theme"), 2.3, doc.ColumnKind.MUTED),
                doc.Column(_("State"), 2.9),
                doc.Column(_("Deadline"), 2.2),
                doc.Column(_("Page"), 0.8, doc.ColumnKind.NUMBER),
            ),
            rows,
        ),
    ]


def _deadline(one: CommitmentShown) -> doc.Text:
    words = deadline_words(one.deadline, one.precision, one.deadline_text)
    if not one.late:
        return words
    return (doc.Span(words + " "), doc.Span(_("(late)"), strong=True))


def _one_by_one(data: AssessmentData) -> list[doc.Block]:
    blocks: list[doc.Block] = [doc.Heading(_("Commitment by commitment"))]
    numbers = {id(one): index for index, one in enumerate(data.commitments)}
    for index, (theme, commitments) in enumerate(data.themes.items()):
        standings = [one.standing for one in commitments]
        counts = tuple(doc.Count(standing, standings.count(standing)) for standing in Standing)
        advancing, counted = _advancing(commitments)
        blocks.append(doc.Heading(theme_of(theme), level=2, anchor=f"theme-{index}"))
        blocks.append(doc.StandingBar(counts, legend=False, slim=True))
        if counted:
            text = _("{share} kept or advancing, that is {percent} of those assessed on the scale.").format(
                share=fraction_words(advancing, counted), percent=percent(advancing, counted)
            )
            blocks.append(doc.Paragraph(text, doc.Tone.MUTED))
        blocks += [sheets.commitment_sheet(one, f"commitment-{numbers[id(one)]}") for one in commitments]
    return blocks
