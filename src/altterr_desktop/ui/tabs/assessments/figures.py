"""Show the figures of an assessment as they would be printed, and what is still missing; they count nothing."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from altterr_desktop.domain.assessments import AssessmentState
from altterr_desktop.domain.commitments import Standing
from altterr_desktop.i18n import _
from altterr_desktop.i18n.labels import label
from altterr_desktop.i18n.names import count_words, labelled
from altterr_desktop.i18n.numbers import decimal, fraction_words, number, percent
from altterr_desktop.services.assessment_views import AssessmentView, Doubt, DoubtView
from altterr_desktop.ui.kit.cards import Card, FigureButton, LinkRow
from altterr_desktop.ui.kit.charts import Chart, Hot, Row, Share, paint_bar, paint_bars
from altterr_desktop.ui.kit.context import TabContext
from altterr_desktop.ui.kit.plain import PlainLabel, plain_tip
from altterr_desktop.ui.tabs.assessments.dialogs import doubt_sentence, doubt_words

_LISTED = 12
_FLAGS = {Doubt.NOT_ASSESSED: "not_assessed", Doubt.NO_EVIDENCE: "no_evidence"}


class FiguresPage(QScrollArea):
    """Show key figures with what they are out of, one bar by state, one by theme, doubts, what is not assessed."""

    def __init__(self, context: TabContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._territory = ""
        self.advancing = FigureButton(_("Kept or advancing"), "trending-up", self._open_all, self)
        self.mark = FigureButton(_("Mark by the scale"), "scale", self._open_all, self)
        self.proven = FigureButton(_("With published evidence"), "paperclip", self._open_all, self)
        self.meetings = FigureButton(
            _("Meetings held"), "handshake", partial(context.open_list, "meeting", {"state": ("past",)}), self
        )
        self.bar = Chart(lambda _painter, _rect: [], _("The commitments by state"), 2.6, self)
        self.left_out_label = PlainLabel(self, "", "muted")
        self.left_out_label.setWordWrap(True)
        self.bars = Chart(lambda _painter, _rect: [], _("Progress by theme"), 14, self)
        for chart in (self.bar, self.bars):
            chart.opened.connect(self._on_hot_opened)
        self.doubts_card = Card(_("Before freezing"), self)
        self.waiting_card = Card(_("Not assessed yet"), self)
        self._rows: list[QWidget] = []
        self._lay_out()

    def _lay_out(self) -> None:
        unit = self.fontMetrics().height()
        gap = round(unit * 0.6)
        inside = QWidget(self)
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, gap, gap, gap)
        column.setSpacing(gap)
        figures = QHBoxLayout()
        figures.setSpacing(gap)
        for button in (self.advancing, self.mark, self.proven, self.meetings):
            figures.addWidget(button)
        column.addLayout(figures)
        states = Card(_("The commitments by state"), self)
        states.column.addWidget(self.bar)
        states.column.addWidget(self.left_out_label)
        column.addWidget(states)
        lower = QHBoxLayout()
        lower.setSpacing(gap)
        themes = Card(_("Progress by theme"), self)
        themes.column.addWidget(self.bars, 1)
        lower.addWidget(themes, 1)
        side = QVBoxLayout()
        side.setSpacing(gap)
        side.addWidget(self.doubts_card)
        side.addWidget(self.waiting_card, 1)
        for card in (self.doubts_card, self.waiting_card):
            card.column.setSpacing(0)
        lower.addLayout(side, 1)
        column.addLayout(lower, 1)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWidget(inside)
        inside.setAutoFillBackground(False)
        self.viewport().setAutoFillBackground(False)

    def show_view(self, view: AssessmentView) -> None:
        """Show the figures of an assessment."""
        figures = view.figures
        self._territory = view.territory_id
        counted = figures.score.counted
        share = _("that is {percent} of those assessed on the scale").format(
            percent=percent(figures.advancing, counted)
        )
        nothing = _("nothing is assessed on the scale yet")
        self.advancing.show_figure(
            fraction_words(figures.advancing, counted) if counted else "–", share if counted else nothing
        )
        mark = figures.score.out_of_ten
        out_of = count_words("{count} commitment counted", "{count} commitments counted", counted)
        self.mark.show_figure("–" if mark is None else f"{decimal(mark, 1)} / 10", out_of)
        pieces = count_words("{count} piece in all", "{count} pieces in all", figures.evidence)
        self.proven.show_figure(fraction_words(figures.with_evidence, figures.total), pieces)
        self.meetings.show_figure(number(figures.meetings_held), _("during the mandate"))
        self._show_bars(view)
        self._show_doubts(view)

    def _show_bars(self, view: AssessmentView) -> None:
        figures = view.figures
        shares = [Share(standing, count) for standing, count in figures.counts.items()]
        words = ", ".join(f"{label(standing)} {number(count)}" for standing, count in figures.counts.items())

        def draw_bar(painter: QPainter, rect: QRectF) -> list[Hot]:
            return paint_bar(painter, rect.adjusted(0, 2, 0, -2), shares)

        self.bar.show_figure(draw_bar, labelled(_("The commitments by state"), words))
        rows = [
            Row("", theme or _("Without a theme"), [Share(one, count) for one, count in counts.items()])
            for theme, counts in figures.by_theme
        ]
        said = [f"{row.text} {number(sum(share.count for share in row.shares))}" for row in rows]
        self.bars.show_figure(
            lambda painter, rect: paint_bars(painter, rect, rows),
            labelled(_("Progress by theme"), ", ".join(said)),
        )
        score = figures.score
        self.left_out_label.setText(
            " · ".join(
                (
                    _("Counted: {count}").format(count=number(score.counted)),
                    _("off the scale: {count}").format(count=number(score.off_scale)),
                    _("not assessed: {count}").format(count=number(score.not_assessed)),
                    _("late: {count}").format(count=number(figures.late)),
                    _("internal, not printed: {count}").format(count=number(figures.left_out)),
                )
            )
        )

    def _show_doubts(self, view: AssessmentView) -> None:
        for row in self._rows:
            row.deleteLater()
        self._rows = []
        is_frozen = view.state is AssessmentState.FROZEN
        self.doubts_card.setVisible(not is_frozen)
        for doubt in view.doubts:
            self._add(self.doubts_card, self._doubt_row(doubt))
        if not view.doubts:
            self._add(
                self.doubts_card,
                PlainLabel(self, _("Nothing is missing: this assessment is ready."), "muted"),
            )
        waiting = view.not_assessed
        self.waiting_card.note_label.setText(fraction_words(len(waiting), view.figures.total))
        for commitment_id, title in waiting[:_LISTED]:
            call = partial(self._context.open_record, "commitment", commitment_id)
            self._add(self.waiting_card, LinkRow("circle-dashed", title, _("assess"), call, self))
        if len(waiting) > _LISTED:
            more = _("and {count} more").format(count=number(len(waiting) - _LISTED))
            self._add(
                self.waiting_card, LinkRow("list", more, "", partial(self._open_flag, "not_assessed"), self)
            )
        if not waiting:
            self._add(self.waiting_card, PlainLabel(self, _("Every commitment has a verdict."), "muted"))
        if not is_frozen:
            said = PlainLabel(self, _("“Not assessed” is never printed as nothing done."), "muted")
            said.setWordWrap(True)
            self._add(self.waiting_card, said)

    def _doubt_row(self, doubt: DoubtView) -> LinkRow:
        call: Callable[[], object] | None = None
        if doubt.doubt in _FLAGS:
            call = partial(self._open_flag, _FLAGS[doubt.doubt])
        elif doubt.commitments:
            call = partial(self._context.open_record, "commitment", doubt.commitments[0][0])
        return _doubt_line(doubt, call, self)

    def _add(self, card: Card, row: QWidget) -> None:
        if isinstance(row, PlainLabel):
            row.setWordWrap(True)
        self._rows.append(row)
        card.column.addWidget(row)

    def _open_all(self) -> None:
        self._context.open_list("commitment", {"territory": (self._territory,)})

    def _open_flag(self, flag: str) -> None:
        self._context.open_list("commitment", {"flag": (flag,), "territory": (self._territory,)})

    def _on_hot_opened(self, hot: Hot) -> None:
        standing: Standing | None = hot.standing
        filters: dict[str, tuple[str, ...]] = {"territory": (self._territory,)}
        if standing is not None:
            filters["standing"] = (standing.value,)
        self._context.open_list("commitment", filters)


def _doubt_line(doubt: DoubtView, call: Callable[[], object] | None, parent: QWidget) -> LinkRow:
    row = LinkRow("triangle-alert", doubt_sentence(doubt), "", call, parent)
    row.setToolTip(plain_tip(doubt_words(doubt)))
    return row
