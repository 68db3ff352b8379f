"""Hold a meeting on its screen: what each key and button does; it lays nothing out and keeps nothing itself."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

from altterr_desktop.domain import meeting_clock as clocks
from altterr_desktop.domain.meetings import LineKind, MeetingSide
from altterr_desktop.i18n import _
from altterr_desktop.i18n.labels import label
from altterr_desktop.services.holding import (
    HeldMeeting,
    finish_meeting,
    keep_clock,
    keep_note,
    keep_times,
    read_held,
)
from altterr_desktop.services.meeting_views import LineView
from altterr_desktop.services.records import restore_record
from altterr_desktop.ui.kit.actions import Action
from altterr_desktop.ui.kit.context import TabContext
from altterr_desktop.ui.kit.icons import dress
from altterr_desktop.ui.kit.messages import Message, Place
from altterr_desktop.ui.kit.theme import ThemeName, theme
from altterr_desktop.ui.tabs.meetings.live.announcing import announce
from altterr_desktop.ui.tabs.meetings.live.keys import FIRST_KIND_KEY, KIND_OF_DIGIT, digit_of
from altterr_desktop.ui.tabs.meetings.live.view import LiveView, enlarge

SCOPE = "live"
_TICK_MS = 1000
_SIGN_MS = 30_000
_DARK = "live.dark"
_KINDS = frozenset(
    {
        "meeting",
        "participant",
        "agenda_point",
        "minutes_line",
        "official",
        "commitment",
        "verdict",
        "volunteer",
    }
)
_NEXT_FLOOR = {None: MeetingSide.THEIRS, MeetingSide.THEIRS: MeetingSide.OURS, MeetingSide.OURS: None}


class LiveWindow(LiveView):
    """Hold one meeting; `ended` carries its id once the meeting was ended, `left` says that the screen closed."""

    ended = Signal(str)
    left = Signal()

    def __init__(self, context: TabContext, meeting_id: str, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._context = context
        self._meeting_id = meeting_id
        self._held: HeldMeeting | None = None
        self._clock = clocks.MeetingClock()
        self._usual_theme = theme().name
        self._is_leaving = False
        self._deleted_id = ""
        self.now: Callable[[], float] = time.time
        self._connect()
        self._add_actions()
        self._ticks = QTimer(self)
        self._ticks.timeout.connect(self.tick)
        self._ticks.start(_TICK_MS)
        self._signs = QTimer(self)
        self._signs.timeout.connect(self._give_sign)
        self._signs.start(_SIGN_MS)
        if context.memory.layout(_DARK):
            self._dress(ThemeName.DARK)
        self.reload()

    # For the page

    def reload(self) -> None:
        """Read the meeting again."""
        self._context.operations.ask(
            read_held, self._meeting_id, now=self.now(), on_done=self._on_read, on_error=self._on_gone
        )

    def leave(self) -> None:
        """Keep what is typed; the meeting and its clock go on."""
        self.entry.finish()

    @property
    def clock(self) -> clocks.MeetingClock:
        """Give the clock as it is."""
        return self._clock

    # What a person asks

    def pause(self) -> None:
        """Start, stop or go on with the clock (F9)."""
        now = self.now()
        running = self._clock.is_running
        self._use_clock(clocks.paused(self._clock, now) if running else clocks.started(self._clock, now))
        self._keep_times() if running else self._keep_clock()
        announce(self, _("The clock is stopped.") if running else _("The clock runs."))

    def step(self, by: int) -> None:
        """Go to the next point (F10) or the one before (Shift+F10)."""
        ids = [point.id for point in self._held.meeting.agenda] if self._held else []
        if not ids:
            return
        at = ids.index(self._clock.point_id) if self._clock.point_id in ids else len(ids) if by < 0 else -1
        if 0 <= at + by < len(ids):
            self.turn_to(ids[at + by])
        elif by > 0:
            self._say(_("That was the last point. The meeting can be ended."))
            self.finish_button.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def turn_to(self, point_id: str) -> None:
        """Go to a point of the agenda, «» for outside it."""
        self.entry.turn_to(point_id)
        self._use_clock(clocks.turned_to(self._clock, point_id, self.now()))
        self._keep_times() if self._clock.is_started else self._keep_clock()
        self._show_point()
        announce(self, self.point_card.title_label.text())
        self.entry.line_edit.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def give_floor(self, side: MeetingSide | None) -> None:
        """Say who speaks: us, them or nobody."""
        self._use_clock(clocks.talking(self._clock, side, self.now()))
        self._keep_clock()
        announce(self, _("Has the floor: {side}").format(side=_floor_words(side)))

    def pass_floor(self) -> None:
        """Pass the floor: them, us, nobody (F12)."""
        self.give_floor(_NEXT_FLOOR[self._clock.talking])

    def end(self) -> None:
        """End the meeting: it took place, its times are kept, its minutes open."""
        self.entry.finish()
        self._use_clock(clocks.paused(self._clock, self.now()))
        self._context.operations.write(
            finish_meeting,
            meeting_id=self._meeting_id,
            clock=self._clock,
            now=self.now(),
            on_done=self._on_ended,
            owner=self,
        )

    def turn_dark(self) -> None:
        """Turn this screen dark, or give it the program's colours back."""
        dark = not self._context.memory.layout(_DARK)
        self._context.memory.keep_layout(_DARK, "yes" if dark else "")
        self._dress(ThemeName.DARK if dark else self._usual_theme)

    def escape(self) -> None:
        """Leave the older note being changed, else the screen."""
        if not self.entry.stop_changing():
            self.close()

    def tick(self) -> None:
        """Show the time again."""
        now = self.now()
        self.clock_panel.show_clock(self._clock, now)
        self.agenda.show_clock(self._clock, now)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take the keys of notes wherever the keyboard is, and Ctrl+Z after a note was deleted."""
        modifiers = event.modifiers()
        control, alt = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
        if event.key() == Qt.Key.Key_Z and modifiers == control and self._deleted_id:
            self._give_back()
        elif modifiers & (control | alt) and digit_of(event) is not None:
            self.entry.keyPressEvent(event)
        else:
            super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Keep everything, give the shortcuts and the colours back."""
        if not self._is_leaving:
            self._is_leaving = True
            self.leave()
            if self._clock.is_started:
                self._keep_times()
            self._context.actions.drop(SCOPE)
            if theme().name is not self._usual_theme:
                self._dress(self._usual_theme)
            self.left.emit()
        super().closeEvent(event)

    # Reading and keeping

    def _on_read(self, held: HeldMeeting) -> None:
        first = self._held is None
        self._held = held
        if first:
            self._clock = held.clock
            ids = [point.id for point in held.meeting.agenda]
            if self._clock.point_id not in ids:
                self._clock = clocks.turned_to(self._clock, ids[0] if ids else "", self.now())
            self.entry.turn_to(self._clock.point_id)
        meeting = held.meeting
        self.title_label.setText(" · ".join(part for part in (meeting.title, meeting.place) if part))
        self.setWindowTitle(meeting.title)
        self.agenda.show_meeting(meeting)
        self.clock_panel.show_meeting(meeting)
        self.entry.show_meeting(meeting.id, meeting.theirs)
        enlarge(self.entry)
        self.entry.show_closed(closed=held.is_closed)
        roles = [f"{label(one.role)} : {one.name}" for one in meeting.ours if one.role]
        self.roles_label.setText("\n".join(roles) or _("No role is given."))
        self._show_point()
        self.tick()
        if first:
            self.entry.line_edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_gone(self, error: Exception) -> None:
        self._context.messages.warn(str(error))
        self.close()

    def _show_point(self) -> None:
        if self._held is None:
            return
        meeting = self._held.meeting
        point = next((one for one in meeting.agenda if one.id == self._clock.point_id), None)
        self.point_card.show_point(point)
        known = {one.id for one in meeting.agenda}
        if point is not None:
            lines = tuple(line for line in meeting.lines if line.point_id == point.id)
        else:
            lines = tuple(line for line in meeting.lines if line.point_id not in known)
        self.notes.show_meeting(replace(meeting, agenda=(), lines=lines))
        if not self.notes.hasFocus():
            self.notes.scroll_to_last()

    def _use_clock(self, clock: clocks.MeetingClock) -> None:
        self._clock = clock
        self.tick()

    def _keep_clock(self) -> None:
        self._context.operations.ask(keep_clock, meeting_id=self._meeting_id, clock=self._clock)

    def _keep_times(self) -> None:
        self._context.operations.write(
            keep_times, meeting_id=self._meeting_id, clock=self._clock, now=self.now(), said=""
        )

    def _give_sign(self) -> None:
        if self._clock.is_running:
            self._clock = clocks.seen(self._clock, self.now())
            self._keep_clock()

    def _on_changed(self, changes: object) -> None:
        if _KINDS.intersection(getattr(changes, "kinds", ())):
            self.reload()

    def _on_ended(self, _changes: Any) -> None:
        self.ended.emit(self._meeting_id)
        self._is_leaving = True
        self._context.actions.drop(SCOPE)
        if theme().name is not self._usual_theme:
            self._dress(self._usual_theme)
        self.left.emit()
        self.close()

    # Notes already taken

    def _on_last_asked(self) -> None:
        lines = self._held.meeting.lines if self._held else ()
        here = [line for line in lines if (line.point_id or "") == self._clock.point_id]
        if here:
            self.entry.change_line(here[-1])

    def _on_delete_asked(self, line: LineView) -> None:
        self._context.operations.write(
            keep_note,
            meeting_id=self._meeting_id,
            line_id=line.id,
            values={"text": ""},
            said="",
            on_done=partial(self._on_deleted, line.id),
            owner=self,
        )

    def _on_deleted(self, line_id: str, _changes: object) -> None:
        self._deleted_id = line_id
        self.undo_button.show()
        self._say(_("Note deleted. Ctrl+Z gives it back."))

    def _give_back(self) -> None:
        line_id, self._deleted_id = self._deleted_id, ""
        self.undo_button.hide()
        if line_id:
            self._context.operations.write(restore_record, kind="minutes_line", record_id=line_id)
            self._say(_("Note given back."))

    # Look

    def _dress(self, name: ThemeName) -> None:
        points = QApplication.font().pointSizeF()
        dress(name, points=points)
        self.show_dark()

    def _say(self, words: str) -> None:
        self.message_label.setText(words)
        announce(self, words)

    def _on_message(self, message: Message) -> None:
        if message.place is not Place.STATUS:
            self._say(message.text)

    def _connect(self) -> None:
        self.agenda.point_asked.connect(self.turn_to)
        self.notes.edit_asked.connect(self.entry.change_line)
        self.notes.delete_asked.connect(self._on_delete_asked)
        self.entry.last_asked.connect(self._on_last_asked)
        self.entry.said.connect(self._say)
        panel = self.clock_panel
        panel.pause_asked.connect(self.pause)
        panel.next_asked.connect(partial(self.step, 1))
        panel.previous_asked.connect(partial(self.step, -1))
        panel.talk_asked.connect(self.give_floor)
        self.dark_button.clicked.connect(lambda *_on: self.turn_dark())
        self.finish_button.clicked.connect(lambda *_on: self.end())
        self.undo_button.clicked.connect(lambda *_on: self._give_back())
        self.leave_button.clicked.connect(lambda *_on: self.close())
        self._context.operations.changed.connect(self._on_changed)
        self._context.messages.shown.connect(self._on_message)

    def _add_actions(self) -> None:
        kinds = [
            (f"live.note_{kind.value}", _("Note: {kind}").format(kind=label(kind)), f"F{digit}", kind)
            for digit, kind in KIND_OF_DIGIT.items()
            if digit >= FIRST_KIND_KEY
        ]
        actions = [
            *(
                Action(name, text, partial(self._choose_kind, kind), keys, "", SCOPE, in_palette=False)
                for name, text, keys, kind in kinds
            ),
            Action("live.pause", _("Start or stop the clock"), self.pause, "F9", "", SCOPE),
            Action("live.next", _("Next point"), partial(self.step, 1), "F10", "", SCOPE),
            Action("live.previous", _("Previous point"), partial(self.step, -1), "Shift+F10", "", SCOPE),
            Action("live.leave", _("Leave the meeting screen"), self.escape, "Esc F11", "", SCOPE),
            Action("live.floor", _("Pass the floor"), self.pass_floor, "F12", "", SCOPE),
            Action("live.end", _("End the meeting"), self.end, "Ctrl+F10", "", SCOPE),
        ]
        self._context.actions.add_once(self, actions)

    def _choose_kind(self, kind: LineKind) -> None:
        self.entry.choose_kind(kind)


def _floor_words(side: MeetingSide | None) -> str:
    return {MeetingSide.OURS: _("Us"), MeetingSide.THEIRS: _("Them"), None: _("Nobody")}[side]
