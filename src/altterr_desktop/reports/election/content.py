"""Turn an election into a comparison to publish: who was asked, who signed what, who kept silent; pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from altterr_desktop.domain.elections import CandidateAnswerKind
from altterr_desktop.i18n import _, language, language_set
from altterr_desktop.i18n.dates import long_date, medium_date
from altterr_desktop.i18n.labels import label
from altterr_desktop.i18n.names import count_words, labelled
from altterr_desktop.i18n.numbers import fraction_words
from altterr_desktop.i18n.typography import typography
from altterr_desktop.rendering import document as doc
from altterr_desktop.rendering.workbook import CellKind, SheetColumn, TableSheet, Value, Workbook

if TYPE_CHECKING:
    from altterr_desktop.reports.election.data import ElectionData
    from altterr_desktop.services.election_views import AskedMeasure, ListView

# More lists than that beside each other leave no room for their names on A4.
_SIDE_BY_SIDE = 4


def election_document(data: ElectionData) -> doc.Document:
    """Describe the comparison of the lists of one election."""
    with language_set(data.language):
        title = _said(data.title) or _("Election")
        return doc.Document(
            title=title,
            subject=_("Comparison of the lists"),
            author=data.group,
            language=data.language,
            written_on=data.written_on,
            header=_("Comparison of the lists"),
            territory=data.territory,
            state=_("As of {day}").format(day=medium_date(data.written_on)),
            blocks=(*_opening(data, title), *_overview(data), *_tables(data), *_words(data), *_method(data)),
        )


def _said(text: str) -> str:
    return typography(text.strip(), language())


def _opening(data: ElectionData, title: str) -> Iterator[doc.Block]:
    days = [long_date(day) for day in (data.first_round_on, data.second_round_on) if day is not None]
    yield doc.Band(_("What the lists commit to"), title, " · ".join(days), f"{data.territory} · {data.group}")
    asked = sum(one.was_asked for one in data.lists)
    answered = sum(one.was_asked and not one.is_silent for one in data.lists)
    measures = len(data.measures)
    yield doc.KeyFigures((
        doc.Figure(str(len(data.lists)), _("lists"), count_words("{count} asked", "{count} asked", asked)),
        doc.Figure(fraction_words(answered, asked), _("lists that answered"), _("of those that were asked")),
        doc.Figure(str(measures), _("measures"), _said(data.framework)),
    ))  # fmt: skip


def _overview(data: ElectionData) -> Iterator[doc.Block]:
    yield doc.Heading(_("List by list"), 2, "lists", opens_page=False)
    columns = (
        doc.Column(_("List"), 3.2, doc.ColumnKind.STRONG),
        doc.Column(_("Asked on"), 1.5),
        doc.Column(_("Answer"), 2),
        doc.Column(label(CandidateAnswerKind.SIGNED), 1, doc.ColumnKind.NUMBER),
        doc.Column(_("With reservations"), 1.2, doc.ColumnKind.NUMBER),
        doc.Column(label(CandidateAnswerKind.REFUSED), 1, doc.ColumnKind.NUMBER),
        doc.Column(_("No answer"), 1, doc.ColumnKind.NUMBER),
    )
    yield doc.Table(columns, tuple(_overview_row(one) for one in data.lists))


def _overview_row(one: ListView) -> tuple[doc.Cell, ...]:
    name = f"{_said(one.name)} ({one.political_label})" if one.political_label else _said(one.name)
    if not one.was_asked:
        return (name, _("not asked"), "–", "–", "–", "–", "–")
    return (
        name,
        medium_date(one.asked_on) if one.asked_on is not None else "–",
        answer_words(one),
        str(one.signed),
        str(one.partly),
        str(one.refused),
        str(one.silent),
    )


def answer_words(one: ListView) -> str:
    """Say in a few words what a list answered as a whole, and when."""
    if one.is_silent:
        return _("no answer")
    kind = label(one.answer_kind) if one.answer_kind is not None else _("answered")
    return f"{kind}, {medium_date(one.answered_on)}" if one.answered_on is not None else kind


def _tables(data: ElectionData) -> Iterator[doc.Block]:
    if not data.measures or not data.lists:
        return
    yield doc.Heading(_("Measure by measure"), 2, "measures", opens_page=False)
    for start in range(0, len(data.lists), _SIDE_BY_SIDE):
        lists = data.lists[start : start + _SIDE_BY_SIDE]
        columns = (
            doc.Column(_("No."), 0.7, doc.ColumnKind.MUTED),
            doc.Column(_("Measure"), 3.4),
            *(doc.Column(_said(one.name), 1.7) for one in lists),
        )
        yield doc.Table(columns, tuple(_measure_row(measure, lists) for measure in data.measures))


def _measure_row(measure: AskedMeasure, lists: Sequence[ListView]) -> tuple[doc.Cell, ...]:
    title = _said(measure.title)
    # Somebody's summary never passes for the publisher's own words.
    shown = title if measure.is_verbatim else _("{title} (our summary)").format(title=title)
    return (measure.number, shown, *(_cell(one, measure.id) for one in lists))


def _cell(one: ListView, measure_id: str) -> doc.Cell:
    words = cell_words(one, measure_id)
    answer = one.answers.get(measure_id)
    if answer is None:
        return (doc.Span(words, muted=True),)
    return (doc.Span(words, strong=answer.kind is not CandidateAnswerKind.REFUSED),)


def cell_words(one: ListView, measure_id: str) -> str:
    """Say what a list answered to a measure: «Signed, level 2», «Refused», «no answer», «not asked»."""
    answer = one.answers.get(measure_id)
    if answer is None:
        return _("no answer") if one.was_asked else _("not asked")
    if answer.level is None:
        return label(answer.kind)
    return _("{answer}, level {level}").format(answer=label(answer.kind), level=answer.level)


def _words(data: ElectionData) -> Iterator[doc.Block]:
    """Print what lists wrote, in their own words, whatever they signed."""
    titles = {measure.id: f"{measure.number} {measure.title}".strip() for measure in data.measures}
    for one in data.lists:
        rows: list[tuple[str, doc.Text]] = []
        if one.answer_text.strip():
            rows.append((_("In general"), f"« {_said(one.answer_text)} »"))
        rows += [
            (_said(titles[measure_id]), f"« {_said(answer.words)} »")
            for measure_id, answer in one.answers.items()
            if answer.words.strip() and measure_id in titles
        ]
        if rows:
            yield doc.Heading(labelled(_("What they wrote"), _said(one.name)), 3, opens_page=False)
            yield doc.Definitions(tuple(rows), share=0.3, small=False)


def _method(data: ElectionData) -> Iterator[doc.Block]:
    yield doc.Heading(_("How this comparison was made"), 2, "method", opens_page=False)
    lines: list[doc.Text] = [
        _("Every list was asked the same measures; the day each was asked is in the table above."),
        _(
            "“No answer” means that a list was asked and had not answered when this was printed; it is not a refusal."
        ),
        _("Nothing here advises how to vote. The lists may ask for any error to be corrected."),
    ]
    if data.contact.strip():
        lines.append(_("To reach the group: {contact}").format(contact=_said(data.contact)))
    yield doc.Bullets(tuple(lines))


def election_workbook(data: ElectionData) -> Workbook:
    """Describe the comparison as a workbook: lists, then measures by lists."""
    with language_set(data.language):
        text = [SheetColumn(_("List"), CellKind.TEXT, 36)]
        overview = (
            *text,
            SheetColumn(_("Political label"), CellKind.TEXT, 20),
            SheetColumn(_("Asked on"), CellKind.DATE, 13),
            SheetColumn(_("Answer"), CellKind.TEXT, 24),
            SheetColumn(label(CandidateAnswerKind.SIGNED), CellKind.NUMBER, 11),
            SheetColumn(_("With reservations"), CellKind.NUMBER, 14),
            SheetColumn(label(CandidateAnswerKind.REFUSED), CellKind.NUMBER, 11),
            SheetColumn(_("No answer"), CellKind.NUMBER, 11),
        )
        measures = (
            SheetColumn(_("No."), CellKind.TEXT, 8),
            SheetColumn(_("Measure"), CellKind.LONG_TEXT, 50),
            *(SheetColumn(one.name, CellKind.TEXT, 26) for one in data.lists),
        )
        return Workbook(
            title=data.title,
            subject=_("Comparison of the lists"),
            author=data.group,
            language=data.language,
            written_on=data.written_on,
            territory=data.territory,
            sheets=(
                TableSheet(_("Lists"), overview, [_sheet_row(one) for one in data.lists]),
                TableSheet(
                    _("Measures"),
                    measures,
                    [
                        (one.number, one.title, *(cell_words(asked, one.id) for asked in data.lists))
                        for one in data.measures
                    ],
                ),
            ),
        )


def _sheet_row(one: ListView) -> tuple[Value, ...]:
    if not one.was_asked:
        return (one.name, one.political_label, None, _("not asked"), None, None, None, None)
    counts = (one.signed, one.partly, one.refused, one.silent)
    return (one.name, one.political_label, one.asked_on, answer_words(one), *counts)
