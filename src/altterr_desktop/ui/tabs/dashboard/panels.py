"""Build the cards of the first page from what the service read; each knows what it opens, none reads anything."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from altterr_desktop.domain.meetings import MeetingSide
from altterr_desktop.i18n import _
from altterr_desktop.i18n.dates import long_date, medium_date, relative_day, short_date, time_words
from altterr_desktop.i18n.labels import label
from altterr_desktop.i18n.names import count_words, labelled
from altterr_desktop.i18n.numbers import fraction_words, number
from altterr_desktop.services.dashboard import Act, Dashboard, FirstSteps
from altterr_desktop.services.follow_ups import FollowUpRow
from altterr_desktop.services.silences import Silence
from altterr_desktop.ui.kit.cards import Card, LinkRow
from altterr_desktop.ui.kit.icons import pixmap, set_icon
from altterr_desktop.ui.kit.plain import ElidedLabel, PlainLabel, scaled_font
from altterr_desktop.ui.kit.theme import theme
from altterr_desktop.ui.kit.tick_row import TickRow
from altterr_desktop.ui.tabs.dashboard.gauges import MandateBar, MandateTime, ReadyGauge

OpenRecord = Callable[[str, str], object]
OpenList = Callable[[str, dict[str, tuple[str, ...]]], object]
_MANDATES = 2


class NextMeetingCard(Card):
    """Show the next meeting, how ready it is, and the way to prepare it."""

    def __init__(
        self, on_prepare: OpenRecord, on_plan: Callable[[], object], parent: QWidget | None = None
    ) -> None:
        super().__init__(_("Next meeting"), parent)
        self._on_prepare, self._on_plan = on_prepare, on_plan
        self._meeting_id = ""
        self.gauge = ReadyGauge(self)
        self.name_label = ElidedLabel(self)
        self.name_label.setFont(scaled_font(self.font(), 1.15, QFont.Weight.DemiBold))
        self.who_label = ElidedLabel(self)
        self.when_label = ElidedLabel(self, "", "muted")
        self.button = QPushButton(self)
        self.button.clicked.connect(self._on_clicked)
        words = QVBoxLayout()
        words.setSpacing(2)
        for one in (self.name_label, self.when_label, self.who_label):
            words.addWidget(one)
        row = QHBoxLayout()
        row.setSpacing(self.fontMetrics().height())
        row.addWidget(self.gauge)
        row.addLayout(words, 1)
        row.addWidget(self.button, 0, Qt.AlignmentFlag.AlignVCenter)
        self.column.addLayout(row, 1)

    def show_board(self, board: Dashboard) -> None:
        """Show the next meeting of a dashboard, or that none is planned."""
        meeting = board.next_meeting
        self._meeting_id = meeting.id if meeting else ""
        self.gauge.setVisible(meeting is not None)
        self.who_label.setVisible(meeting is not None)
        self.button.setProperty("kind", "primary" if meeting else "")
        self.button.style().unpolish(self.button)
        self.button.style().polish(self.button)
        if meeting is None:
            self.note_label.setText("")
            self.name_label.setText(_("No meeting is planned"))
            self.when_label.setText(_("Ask for one: a date is already a commitment."))
            self.button.setText(_("Plan a meeting"))
            set_icon(self.button, "plus")
            return
        self.gauge.show_checks(meeting.readiness_done, meeting.readiness_total)
        self.name_label.setText(meeting.title or label(meeting.kind))
        self.who_label.setText(meeting.officials or _("Nobody is invited yet"))
        clock = time_words(meeting.start_time) if meeting.start_time else ""
        day = long_date(meeting.held_on) if meeting.held_on else _("no date yet")
        self.when_label.setText(" · ".join(part for part in (day, clock, meeting.place) if part))
        self.note_label.setText(relative_day(meeting.held_on, board.today) if meeting.held_on else "")
        self.button.setText(_("Prepare"))
        set_icon(self.button, "list-checks", "accent_ink")

    def _on_clicked(self) -> None:
        if self._meeting_id:
            self._on_prepare("meeting", self._meeting_id)
        else:
            self._on_plan()


class NextMobilisationCard(Card):
    """Show the next mobilisation with its missing people and late steps."""

    def __init__(
        self, on_open: OpenRecord, on_plan: Callable[[], object], parent: QWidget | None = None
    ) -> None:
        super().__init__(_("Next mobilisation"), parent)
        self._on_open, self._on_plan = on_open, on_plan
        self._rows: list[QWidget] = []
        self.lines = QVBoxLayout()
        self.lines.setSpacing(0)
        self.column.addLayout(self.lines)
        self.column.addStretch(1)

    def show_board(self, board: Dashboard) -> None:
        """Show the next mobilisation of a dashboard, or the way to plan one."""
        for row in self._rows:
            row.deleteLater()
        self._rows = [*self._lines(board)]
        for row in self._rows:
            self.lines.addWidget(row)

    def _lines(self, board: Dashboard) -> list[QWidget]:
        found = board.next_mobilisation
        self.note_label.setText(
            relative_day(found.happens_on, board.today) if found and found.happens_on else ""
        )
        if found is None:
            return [LinkRow("plus", _("Plan a mobilisation"), "", self._on_plan, self)]
        opened = partial(self._on_open, "mobilisation", found.id)
        day = short_date(found.happens_on) if found.happens_on else _("no date yet")
        lines = [LinkRow("megaphone", found.title, day, opened, self)]
        lines[0].is_strong = True
        if found.people_needed:
            filled = found.people_needed - found.people_missing
            lines.append(
                LinkRow("users", _("People found"), fraction_words(filled, found.people_needed), opened, self)
            )
        if found.to_do:
            late = count_words("{count} late", "{count} late", found.late_steps) if found.late_steps else ""
            done = fraction_words(found.done, found.to_do)
            icon_name = "triangle-alert" if found.late_steps else "route"
            lines.append(
                LinkRow(
                    icon_name,
                    _("Things done"),
                    " · ".join(part for part in (late, done) if part),
                    opened,
                    self,
                )
            )
            lines[-1].is_alert = bool(found.late_steps)
        return [*lines]


class MandateCard(Card):
    """Show how much of each mandate is left."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("Time left in the mandate"), parent)
        self._bars: list[QWidget] = []
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        self.column.addStretch(1)

    def show_board(self, board: Dashboard) -> None:
        """Show the mandates of the dashboard's territories, the largest two."""
        for bar in self._bars:
            bar.deleteLater()
        rows = [row for row in board.group.territories if row.start is not None and row.end is not None]
        self._bars = [
            MandateBar(
                MandateTime(row.name, row.start or board.today, row.end or board.today, row.mid_term),
                board.today,
                self,
            )
            for row in rows[:_MANDATES]
        ]
        more = len(board.group.territories) - len(self._bars)
        if not self._bars:
            self._bars = [PlainLabel(self, _("No territory is followed yet."), "muted")]
        self.note_label.setText(count_words("{count} more", "{count} more", more) if more > 0 else "")
        for place, bar in enumerate(self._bars):
            self.column.insertWidget(place + 1, bar)


class LinesCard(Card):
    """Show a short list whose lines open their record, and a button for the whole list."""

    def __init__(
        self, title: str, all_text: str, on_all: Callable[[], object] | None, parent: QWidget | None = None
    ) -> None:
        super().__init__(title, parent)
        self._rows: list[QWidget] = []
        self.lines = QVBoxLayout()
        self.lines.setSpacing(0)
        self.column.addLayout(self.lines)
        self.column.addStretch(1)
        if on_all is not None:
            self.all_button = QPushButton(all_text, self)
            self.all_button.setProperty("kind", "flat")
            self.all_button.clicked.connect(lambda *_checked: on_all())
            self.column.addWidget(self.all_button, 0, Qt.AlignmentFlag.AlignRight)

    def show_lines(self, rows: Sequence[QWidget], nothing: str) -> None:
        """Show lines, or one quiet sentence."""
        for row in self._rows:
            row.deleteLater()
        self._rows = [*rows] if rows else [PlainLabel(self, nothing, "muted")]
        for row in self._rows:
            if isinstance(row, PlainLabel):
                row.setWordWrap(True)
            self.lines.addWidget(row)


def follow_up_row(row: FollowUpRow, today: date, on_open: OpenRecord) -> LinkRow:
    """Build the line of a follow-up: whose it is, what, and when it is due."""
    when = relative_day(row.due_on, today) if row.due_on else _("no date")
    if row.reminded and not row.overdue:
        when = _("to remind, {when}").format(when=when)
    end = " · ".join(part for part in (row.who, when) if part)
    usual = "hand" if row.side is MeetingSide.OURS else "landmark"
    line = LinkRow(
        "triangle-alert" if row.overdue else usual, row.title, end, partial(on_open, "follow_up", row.id)
    )
    said = (label(row.side), _("late") if row.overdue else "", row.title, end)
    line.setAccessibleName(", ".join(part for part in said if part))
    line.is_alert = row.overdue
    return line


def task_rows(
    rows: Sequence[FollowUpRow], today: date, on_open: OpenRecord, on_tick: Callable[..., object]
) -> list[QWidget]:
    """Build the lines of follow-ups, each with its box to tick."""
    return [
        TickRow(follow_up_row(row, today, on_open), row.title, partial(on_tick, follow_up_id=row.id))
        for row in rows
    ]


def request_rows(board: Dashboard, open_list: OpenList) -> list[LinkRow]:
    """Build the line of the requests without answer, if there are any; it opens their list."""
    count = board.requests.without_answer
    if not count:
        return []
    words = count_words("{count} request without answer", "{count} requests without answer", count)
    end = _("{count} to remind").format(count=number(board.requests.to_remind))
    flags: dict[str, tuple[str, ...]] = {"flag": ("silent",)}
    line = LinkRow(
        "mail", words, end if board.requests.to_remind else "", partial(open_list, "request", flags)
    )
    line.is_alert = True
    return [line]


def act_row(act: Act, today: date, on_open: OpenRecord) -> LinkRow:
    """Build the line of an act of the history; a new one is drawn stronger and says so."""
    moment = act.made_at.astimezone()
    when = (
        time_words(moment.strftime("%H:%M")) if moment.date() == today else relative_day(moment.date(), today)
    )
    call = partial(on_open, act.kind, act.record_id) if act.record_id else None
    end = " · ".join(part for part in (act.author, when) if part)
    line = LinkRow("circle-dot" if act.is_new else "history", act.label, end, call)
    line.is_strong = act.is_new
    if act.is_new:
        line.setAccessibleName(f"{_('New')}, {line.accessibleName()}")
    return line


class FirstStepsCard(Card):
    """Welcome a group into an empty dossier: four steps, each a button, ticked when made."""

    def __init__(self, calls: dict[str, Callable[[], object]], parent: QWidget | None = None) -> None:
        super().__init__(_("First steps"), parent)
        self._calls = calls
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.title_label.setFont(scaled_font(self.font(), 1.2, QFont.Weight.DemiBold))
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(self.fontMetrics().height())
        self.welcome_label = PlainLabel(
            self,
            _("Welcome! Four steps, and your dossier starts working for you. Take them in any order."),
            "muted",
        )
        self.welcome_label.setWordWrap(True)
        self.column.addWidget(self.welcome_label)
        self.column.addLayout(self._grid)
        self._built: list[QWidget] = []

    def show_steps(self, steps: FirstSteps) -> None:
        """Tick the steps made; the next one to take is the main button."""
        for widget in self._built:
            widget.deleteLater()
        self._built = []
        self.note_label.setText(_("{figures} done").format(figures=fraction_words(steps.done, 4)))
        listed = (
            (
                "register",
                steps.register,
                _("Your elected officials"),
                _("Import the national register: one file, and they are all here."),
                _("Import the register"),
            ),
            (
                "commitments",
                steps.commitments,
                _("What they promised"),
                _("Enter a first commitment in its own words, or import a table."),
                _("Enter commitments"),
            ),
            (
                "meeting",
                steps.meeting,
                _("A first meeting"),
                _("The preparation sheet fills itself from what you know."),
                _("Plan a meeting"),
            ),
            (
                "verdict",
                steps.verdict,
                _("A first verdict"),
                _("Say where one commitment stands, with its evidence."),
                _("Give a verdict"),
            ),
        )
        is_next = True
        for place, (key, done, title, text, button) in enumerate(listed):
            self._add_step(place, key, (title, text, button), done=done, main=not done and is_next)
            is_next = is_next and done

    def _add_step(self, place: int, key: str, words: tuple[str, str, str], *, done: bool, main: bool) -> None:
        title, text, button_text = words
        unit = self.fontMetrics().height()
        sign = QLabel(self)
        sign.setPixmap(
            pixmap(
                "circle-check" if done else "circle",
                round(unit * 1.3),
                theme().tokens["good" if done else "border"],
            )
        )
        name = PlainLabel(self, f"{number(place + 1)}. {title}", "section")
        said = PlainLabel(self, text, "muted")
        said.setWordWrap(True)
        button = QPushButton(_("Done") if done else button_text, self)
        button.setProperty("kind", "primary" if main else "")
        button.setAccessibleDescription(text)
        if done:
            set_icon(button, "check")
            button.setAccessibleName(labelled(title, _("Done")))
        button.clicked.connect(lambda *_checked: self._calls[key]())
        box = QWidget(self)
        inside = QVBoxLayout(box)
        inside.setContentsMargins(0, round(unit * 0.3), 0, 0)
        head = QHBoxLayout()
        head.addWidget(sign)
        head.addWidget(name, 1)
        inside.addLayout(head)
        inside.addWidget(said)
        inside.addStretch(1)
        inside.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        self._grid.addWidget(box, 0, place)
        self._grid.setColumnStretch(place, 1)
        self._built.append(box)


def silence_detail(board: Dashboard) -> str:
    """Say who has been silent the longest."""
    if not board.silences:
        return _("everyone in charge was met lately")
    return labelled(board.silences[0].name, _since_words(board.silences[0]))


def _since_words(silence: Silence) -> str:
    if silence.asked_on is not None:
        return _("asked on {day}, no answer").format(day=medium_date(silence.asked_on))
    if silence.last_met is None:
        return _("never met")
    return _("last met on {day}").format(day=medium_date(silence.last_met))
