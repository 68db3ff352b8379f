"""Be the first page: what is next, what is late or silent, what moved; each figure opens its list."""

from __future__ import annotations

from datetime import datetime
from functools import partial

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFont, QPainter
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from altterr_desktop.domain.commitments import STANDINGS_ADVANCING, STANDINGS_ON_SCALE
from altterr_desktop.i18n import _
from altterr_desktop.i18n.names import count_words, labelled
from altterr_desktop.i18n.numbers import fraction_words, number
from altterr_desktop.services.dashboard import Dashboard, last_visit, note_visit, read_dashboard
from altterr_desktop.services.follow_ups import tick_follow_up
from altterr_desktop.ui.kit.base_tab import BaseTab
from altterr_desktop.ui.kit.cards import Card, FigureButton
from altterr_desktop.ui.kit.charts import Chart, Hot, Share, paint_bars
from altterr_desktop.ui.kit.context import TabContext
from altterr_desktop.ui.kit.plain import ElidedLabel, PlainLabel, scaled_font
from altterr_desktop.ui.tabs.dashboard.figures import in_words, paint_overall, theme_rows
from altterr_desktop.ui.tabs.dashboard.panels import (
    FirstStepsCard,
    LinesCard,
    MandateCard,
    NextMeetingCard,
    NextMobilisationCard,
    act_row,
    request_rows,
    silence_detail,
    task_rows,
)

_SHOWN_FOLLOW_UPS = 4
_SHOWN_ACTS = 3


class DashboardTab(BaseTab):
    """Show the figures of `read_dashboard`; it changes nothing but the date of the last visit."""

    KEY = "dashboard"
    KINDS = frozenset(
        {
            "commitment",
            "verdict",
            "evidence",
            "theme",
            "official",
            "seat",
            "territory",
            "mandate",
            "group",
            "meeting",
            "participant",
            "agenda_point",
            "minutes_line",
            "follow_up",
            "mobilisation",
            "mobilisation_role",
            "role_assignment",
            "checklist_item",
            "plan_step",
            "assessment",
        }
    )

    def __init__(self, context: TabContext, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.board: Dashboard | None = None
        self._since: datetime | None = None
        self._dossier = context.operations.dossier
        self.title_label = PlainLabel(self, _("Dashboard"))
        self.title_label.setFont(scaled_font(self.font(), 1.6, QFont.Weight.DemiBold))
        self.group_label = ElidedLabel(self, "", "muted")
        self._build_cards()
        self._lay_out()
        context.operations.ask(last_visit, on_done=self._on_last_visit)

    # A page's own

    def reload(self) -> None:
        """Read the figures again."""
        self.context.operations.ask(read_dashboard, since=self._since, on_done=self._on_board)

    def focus_filter(self) -> None:
        """Put the keyboard on the first figure: there is no filter here."""
        self.late_button.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def start_new(self) -> None:
        """Enter a commitment, the commonest beginning."""
        self._start("commitment", "window.new")

    def keep_state(self) -> None:
        """Note the visit in the dossier, unless another one was opened since."""
        if self.board is not None and self.context.operations.dossier is self._dossier:
            self.context.operations.ask(note_visit)

    # Building

    def _build_cards(self) -> None:
        opened = self.context.open_record
        self.steps_card = FirstStepsCard(
            {
                "register": partial(self._start, "official", "import.register"),
                "commitments": partial(self._start, "commitment", "window.new"),
                "meeting": partial(self._start, "meeting", "window.new"),
                "verdict": partial(self.context.open_list, "commitment", {"flag": ("not_assessed",)}),
            },
            self,
        )
        self.meeting_card = NextMeetingCard(opened, partial(self._start, "meeting", "window.new"), self)
        self.mobilisation_card = NextMobilisationCard(
            opened, partial(self._start, "mobilisation", "window.new"), self
        )
        self.mandate_card = MandateCard(self)
        self.first_mandate_card = MandateCard(self)
        self.late_button = FigureButton(_("Late follow-ups"), "bell", self._open_late_follow_ups, self)
        self.silence_button = FigureButton(_("Silences"), "megaphone-off", self._open_silences, self)
        self.overdue_button = FigureButton(
            _("Late commitments"), "hourglass", partial(self._open_flag, "late"), self
        )
        self.evidence_button = FigureButton(
            _("Without evidence"), "paperclip", partial(self._open_flag, "no_evidence"), self
        )
        self.themes_card = Card(_("Progress by theme"), self)
        self.themes_chart = Chart(lambda _painter, _rect: [], _("Progress by theme"), 10, self)
        self.themes_chart.opened.connect(self._on_hot_opened)
        self.themes_card.column.addWidget(self.themes_chart, 1)
        self.overall_card = Card(_("Where the commitments stand"), self)
        self.overall_chart = Chart(lambda _painter, _rect: [], _("Where the commitments stand"), 9, self)
        self.overall_chart.opened.connect(self._on_hot_opened)
        self.overall_card.column.addWidget(self.overall_chart, 1)
        self.tasks_card = LinesCard(_("To do next"), _("All follow-ups"), self._open_follow_ups, self)
        news = partial(self._run, "exchange.news")
        self.acts_card = LinesCard(_("Since your last visit"), _("What others changed…"), news, self)

    def _lay_out(self) -> None:
        unit = self.fontMetrics().height()
        gap = round(unit * 0.65)
        head = QHBoxLayout()
        head.setSpacing(unit)
        head.addWidget(self.title_label)
        head.addWidget(self.group_label, 1, Qt.AlignmentFlag.AlignBottom)
        self._body = self._board(gap)
        inside = QWidget(self)
        inside.setObjectName("page")
        column = QVBoxLayout(inside)
        column.setContentsMargins(unit, 0, unit, round(unit * 0.6))
        column.setSpacing(gap)
        column.addWidget(self.steps_card)
        column.addWidget(self.first_mandate_card)
        column.addWidget(self._body, 100)
        column.addStretch(1)
        scroll = QScrollArea(self)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(inside)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, round(unit * 0.7), 0, 0)
        whole.setSpacing(round(unit * 0.55))
        head.setContentsMargins(unit, 0, unit, 0)
        whole.addLayout(head)
        whole.addWidget(scroll, 1)
        self.steps_card.hide()
        self.first_mandate_card.hide()
        self._body.hide()

    def _board(self, gap: int) -> QWidget:
        body = QWidget(self)
        grid = QGridLayout(body)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(gap)
        for place in range(12):
            grid.setColumnStretch(place, 1)
        grid.addWidget(self.meeting_card, 0, 0, 1, 6)
        grid.addWidget(self.mobilisation_card, 0, 6, 1, 3)
        grid.addWidget(self.mandate_card, 0, 9, 1, 3)
        for place, button in enumerate(self.figures()):
            grid.addWidget(button, 1, place * 3, 1, 3)
        grid.addWidget(self.themes_card, 2, 0, 2, 5)
        grid.addWidget(self.overall_card, 2, 5, 2, 3)
        grid.addWidget(self.tasks_card, 2, 8, 1, 4)
        grid.addWidget(self.acts_card, 3, 8, 1, 4)
        grid.setRowStretch(2, 1)
        grid.setRowStretch(3, 1)
        return body

    def figures(self) -> tuple[FigureButton, ...]:
        """Give the four figures in their order."""
        return self.late_button, self.silence_button, self.overdue_button, self.evidence_button

    # Showing

    def _on_last_visit(self, since: datetime | None) -> None:
        self._since = since
        self.reload()

    def _on_board(self, board: Dashboard) -> None:
        is_first = self.board is None
        self.board = board
        places = ", ".join(row.name for row in board.group.territories[:3])
        self.group_label.setText(" · ".join(part for part in (board.group.name, places) if part))
        self.steps_card.setVisible(board.first_steps.done < 4)
        self._body.setVisible(board.first_steps.done > 0)
        self.first_mandate_card.setVisible(not board.first_steps.done)
        self.steps_card.show_steps(board.first_steps)
        for card in (self.meeting_card, self.mobilisation_card, self.mandate_card, self.first_mandate_card):
            card.show_board(board)
        self._show_figures(board)
        self._show_charts(board)
        rows: list[QWidget] = [*request_rows(board, self.context.open_list)]
        tick = partial(self.context.operations.write, tick_follow_up)
        shown = board.follow_ups[: _SHOWN_FOLLOW_UPS - len(rows)]
        rows += task_rows(shown, board.today, self.context.open_record, tick)
        self.tasks_card.show_lines(rows, _("Nothing is waiting. Follow-ups noted in minutes come here."))
        acts = [act_row(act, board.today, self.context.open_record) for act in board.acts[:_SHOWN_ACTS]]
        self.acts_card.show_lines(acts, _("Nothing was changed yet."))
        self.acts_card.title_label.setText(_("Since your last visit") if self._since else _("Recent changes"))
        news = (
            count_words("{count} change", "{count} changes", board.acts_since)
            if board.acts_since
            else _("nothing new")
        )
        self.acts_card.note_label.setText(news if self._since else "")
        if is_first:
            self.context.operations.ask(note_visit)

    def _show_figures(self, board: Dashboard) -> None:
        ours = count_words("{count} on our side", "{count} on our side", board.late_ours)
        theirs = count_words("{count} on their side", "{count} on their side", board.late_theirs)
        late = board.late_ours + board.late_theirs
        self.late_button.show_figure(
            number(late), f"{ours} · {theirs}" if late else _("nothing is late"), alert=bool(late)
        )
        self.silence_button.show_figure(
            number(len(board.silences)), silence_detail(board), alert=bool(board.silences)
        )
        total = count_words("of {count} commitment", "of {count} commitments", board.commitments)
        self.overdue_button.show_figure(
            number(board.late_commitments), total, alert=bool(board.late_commitments)
        )
        self.evidence_button.show_figure(number(board.without_evidence), total)

    def _show_charts(self, board: Dashboard) -> None:
        rows = theme_rows(board)
        said = [labelled(row.text, in_words({one.standing: one.count for one in row.shares})) for row in rows]
        self.themes_chart.show_figure(
            lambda painter, rect: paint_bars(painter, rect, rows), ". ".join([_("Progress by theme"), *said])
        )
        shares = [Share(standing, count) for standing, count in board.counts.items()]
        counted = sum(board.counts.get(one, 0) for one in STANDINGS_ON_SCALE)
        advancing = sum(board.counts.get(one, 0) for one in STANDINGS_ADVANCING)
        inside = fraction_words(advancing, counted) if counted else "–"

        def draw(painter: QPainter, rect: QRectF) -> list[Hot]:
            return paint_overall(painter, rect, shares, inside)

        self.overall_chart.show_figure(
            draw, labelled(_("Where the commitments stand"), in_words(board.counts))
        )
        self.overall_card.note_label.setText(number(board.commitments))

    # Opening

    def _start(self, kind: str, action_id: str) -> None:
        """Turn to the tab of a kind and start there what an action of the window does, where there is one."""
        self.context.open_list(kind, {})
        self._run(action_id)

    def _run(self, action_id: str) -> None:
        """Do what an action of the window does, where there is one."""
        if action_id in {action.id for action in self.context.actions.listed()}:
            self.context.actions.built(action_id).trigger()

    def _open_flag(self, flag: str) -> None:
        self.context.open_list("commitment", {"flag": (flag,)})

    def _open_late_follow_ups(self) -> None:
        self.context.open_list("follow_up", {"state": ("open",), "flag": ("overdue",)})

    def _open_follow_ups(self) -> None:
        self.context.open_list("follow_up", {"state": ("open",)})

    def _open_silences(self) -> None:
        self.context.open_list("official", {"flag": ("silent",)})

    def _on_hot_opened(self, hot: Hot) -> None:
        filters: dict[str, tuple[str, ...]] = {}
        if hot.key:
            filters["theme"] = (hot.key,)
        if hot.standing is not None:
            filters["standing"] = (hot.standing.value,)
        self.context.open_list("commitment", filters)
