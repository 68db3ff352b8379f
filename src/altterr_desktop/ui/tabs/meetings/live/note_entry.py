"""Take notes with one line and one key a kind, each kept while it is typed; it decides nothing of what is said."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from altterr_desktop.domain.commitments import Obstacle
from altterr_desktop.domain.identity import new_id
from altterr_desktop.domain.meetings import LineKind
from altterr_desktop.i18n import _
from altterr_desktop.i18n.labels import label, short_label
from altterr_desktop.i18n.names import labelled
from altterr_desktop.journal.changes import Changes
from altterr_desktop.services.holding import keep_note
from altterr_desktop.services.meeting_views import LineView, ParticipantView
from altterr_desktop.ui.kit.context import TabContext
from altterr_desktop.ui.kit.date_field import DateField
from altterr_desktop.ui.kit.enum_combo import EnumCombo
from altterr_desktop.ui.kit.flow import FlowLayout
from altterr_desktop.ui.kit.icons import set_icon
from altterr_desktop.ui.kit.plain import PlainLabel, scaled_font
from altterr_desktop.ui.tabs.meetings.live.announcing import announce
from altterr_desktop.ui.tabs.meetings.live.keys import FIRST_KIND_KEY, KIND_OF_DIGIT, digit_of
from altterr_desktop.ui.tabs.meetings.words import line_icon

# After the first key not kept yet: typing on and on must not put the saving off.
SAVED_AFTER_MS = 600
_PROMISES = (LineKind.PROMISE, LineKind.DOCUMENT_PROMISED)
_MOST_SPEAKERS = 9


class NoteEntry(QWidget):
    """Hold the line typed, its kind, who says it and what goes with its kind.

    `saved` says that what is typed so far is in the dossier, `noted` that a line was finished, `last_asked` that
    the last line is to be changed, `said` carries words to show.
    """

    saved = Signal()
    noted = Signal()
    last_asked = Signal()
    said = Signal(str)

    def __init__(self, context: TabContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._meeting_id = ""
        self._point_id = ""
        self._line_id = new_id()
        self._kept: dict[str, Any] = {}
        self._unsaid: Changes | None = None
        self._is_old = False
        self._kind = LineKind.SAID
        self._speaker_id: str | None = None
        self._people: tuple[tuple[str, str], ...] = ()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(SAVED_AFTER_MS)
        self._timer.timeout.connect(self.save)
        self.kind_buttons: dict[LineKind, QPushButton] = {}
        self.speaker_buttons: list[QPushButton] = []
        self.line_edit = _NoteLine(self)
        self.line_edit.setFont(scaled_font(self.font(), 1.15))
        self.keep_button = QPushButton(_("Keep (Enter)"), self)
        self.who_edit = QLineEdit(self)
        self.due_field = DateField(self)
        self.obstacle_combo = EnumCombo(self)
        self.answer_edit = QLineEdit(self)
        self._lay_out()
        self._connect()
        self._show_kind()

    # For the screen

    def show_meeting(self, meeting_id: str, people: Sequence[ParticipantView]) -> None:
        """Take notes of a meeting; those who speak are numbered in this order."""
        self._meeting_id = meeting_id
        known = tuple((one.official_id, one.name) for one in people if one.official_id)[:_MOST_SPEAKERS]
        if known != self._people:
            self._people = known
            self._build_speakers()
            if len(known) == 1:
                self.choose_speaker(1)

    def turn_to(self, point_id: str) -> None:
        """Note for another point; the line being typed is finished for the former one first."""
        if point_id != self._point_id:
            self.finish()
            self._point_id = point_id

    def choose_kind(self, kind: LineKind) -> None:
        """Say what the line is; the kind it has already goes back to what is simply said."""
        self._kind = LineKind.SAID if kind is self._kind else kind
        self._show_kind()
        self._touch()
        announce(self, label(self._kind))
        self.line_edit.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def choose_speaker(self, digit: int) -> None:
        """Say who speaks by their number, 0 for nobody."""
        if not 0 <= digit <= len(self._people):
            return
        self._speaker_id = self._people[digit - 1][0] if digit else None
        for place, button in enumerate(self.speaker_buttons):
            button.blockSignals(True)
            button.setChecked(place == digit)
            button.blockSignals(False)
            button.updateGeometry()
        self._touch()
        announce(self, self._people[digit - 1][1] if digit else _("Nobody in particular"))

    def change_line(self, line: LineView) -> None:
        """Take a line back to change it; what is being typed is finished first."""
        self.finish()
        self._line_id, self._is_old = line.id, True
        self._kind, self._speaker_id = line.kind, line.speaker_id
        self.line_edit.setText(line.text)
        self.who_edit.setText(line.promise_who)
        self.due_field.set_value(line.promise_due)
        self.obstacle_combo.set_value(
            line.obstacle
        ) if line.obstacle else self.obstacle_combo.setCurrentIndex(0)
        self.answer_edit.setText(line.answer)
        self._show_kind()
        ids = [one[0] for one in self._people]
        self.choose_speaker(ids.index(line.speaker_id) + 1 if line.speaker_id in ids else 0)
        self._kept = self._values()
        self._timer.stop()
        self.line_edit.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def stop_changing(self) -> bool:
        """Leave the older line that is being changed; False where there is none."""
        was_old = self._is_old
        if was_old:
            self.finish()
        return was_old

    def finish(self) -> None:
        """Keep the line whole and start another; an empty new line does nothing."""
        self._timer.stop()
        values = self._values()
        changed = {name: value for name, value in values.items() if self._kept.get(name) != value}
        if (self._kept or values["text"]) and (changed or self._unsaid is not None):
            self._context.operations.write(
                keep_note,
                meeting_id=self._meeting_id,
                line_id=self._line_id,
                values=changed or {"text": values["text"]},
                on_done=partial(self._on_finished, self._unsaid),
                on_error=partial(self._on_refused, values["text"]),
                owner=self,
            )
        self._start_another()

    def save(self) -> None:
        """Keep what is typed so far."""
        self._timer.stop()
        values = self._values()
        if not self._kept and not values["text"]:
            return
        changed = {name: value for name, value in values.items() if self._kept.get(name) != value}
        if changed:
            self._kept = values
            self._context.operations.ask(
                keep_note,
                meeting_id=self._meeting_id,
                line_id=self._line_id,
                values=changed,
                on_done=partial(self._on_saved, self._line_id),
                on_error=partial(self._on_not_saved, self._line_id),
                owner=self,
            )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Choose with Ctrl and a digit what the line is, with Alt and a digit who says it."""
        digit = digit_of(event)
        modifiers = (
            event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier & ~Qt.KeyboardModifier.ShiftModifier
        )
        if digit is not None and modifiers == Qt.KeyboardModifier.ControlModifier and digit in KIND_OF_DIGIT:
            if KIND_OF_DIGIT[digit] is not self._kind:
                self.choose_kind(KIND_OF_DIGIT[digit])
        elif digit is not None and modifiers == Qt.KeyboardModifier.AltModifier:
            self.choose_speaker(digit)
        elif event.key() == Qt.Key.Key_Up and not self.line_edit.text() and not self._is_old:
            self.last_asked.emit()
        else:
            super().keyPressEvent(event)

    # Inside

    def _values(self) -> dict[str, Any]:
        kind = self._kind
        promises = kind in _PROMISES
        values: dict[str, Any] = {
            "text": self.line_edit.text().strip(),
            "line_kind": kind,
            "speaker_id": self._speaker_id,
            "promise_who": self.who_edit.text().strip() if promises else "",
            "promise_due": self.due_field.value() if promises else None,
            "obstacle": self.obstacle_combo.value() if kind is LineKind.DIFFICULTY else None,
            "answer": self.answer_edit.text().strip() if kind is LineKind.DEMAND else "",
        }
        if not self._is_old:
            values["agenda_point_id"] = self._point_id or None
            values["said_at"] = self._kept.get("said_at") or datetime.now().astimezone().strftime("%H:%M")
        return values

    def _start_another(self) -> None:
        self._line_id, self._is_old = new_id(), False
        self._kept, self._unsaid = {}, None
        self._kind = LineKind.SAID
        self.line_edit.clear()
        self.who_edit.clear()
        self.due_field.set_value(None)
        self.obstacle_combo.setCurrentIndex(0)
        self.answer_edit.clear()
        self._timer.stop()
        self._show_kind()

    def _on_saved(self, line_id: str, changes: Changes) -> None:
        # The other pages hear of a line once it is finished: they need not read again at each pause of the keys.
        if changes and line_id == self._line_id:
            self._unsaid = changes
        elif changes:
            self._context.operations.changed.emit(changes)
        self.saved.emit()

    def _on_finished(self, unsaid: Changes | None, changes: Changes) -> None:
        if not changes and unsaid is not None:
            self._context.operations.changed.emit(unsaid)
        self.noted.emit()

    def _on_not_saved(self, line_id: str, error: Exception) -> None:
        self._context.messages.warn(str(error))
        if line_id == self._line_id and not self._is_old:
            self._kept = {}

    def _on_refused(self, text: str, error: Exception) -> None:
        # Words that could not be kept (a full disk) stay on the screen.
        self._context.messages.warn(str(error))
        if not self.line_edit.text():
            self.line_edit.setText(text)

    def _touch(self) -> None:
        if (self.line_edit.text() or self._kept) and not self._timer.isActive():
            self._timer.start()

    def _show_kind(self) -> None:
        kind = self._kind
        for known, button in self.kind_buttons.items():
            button.blockSignals(True)
            button.setChecked(known is kind)
            button.blockSignals(False)
            button.updateGeometry()
        self.who_edit.setVisible(kind in _PROMISES)
        self.due_field.setVisible(kind in _PROMISES)
        self.obstacle_combo.setVisible(kind is LineKind.DIFFICULTY)
        self.answer_edit.setVisible(kind is LineKind.DEMAND)
        self.line_edit.setPlaceholderText(_hint(kind))
        self.line_edit.setAccessibleName(labelled(_("Note"), label(kind)))

    def _build_speakers(self) -> None:
        while (item := self._speakers.takeAt(0)) is not None:
            if (gone := item.widget()) is not None:
                gone.hide()
                gone.deleteLater()
        names = [_("Nobody"), *(name for _id, name in self._people)]
        self.speaker_buttons = []
        for digit, name in enumerate(names if self._people else ()):
            button = QPushButton(f"{name}  Alt+{digit}", self)
            button.setProperty("kind", "chip")
            button.setCheckable(True)
            button.setChecked(digit == 0)
            button.setAccessibleName(_("Speaks: {name}").format(name=name))
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.toggled.connect(lambda *_on, digit=digit: self.choose_speaker(digit))
            self.speaker_buttons.append(button)
            self._speakers.addWidget(button)

    def _lay_out(self) -> None:
        unit = self.fontMetrics().height()
        for digit, kind in KIND_OF_DIGIT.items():
            key = f"F{digit}" if digit >= FIRST_KIND_KEY else _("Ctrl+1")
            button = QPushButton(f"{short_label(kind)}  {key}", self)
            button.setProperty("kind", "chip")
            button.setCheckable(True)
            button.setAccessibleName(_("Kind of note: {kind}, {key}").format(kind=label(kind), key=key))
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            set_icon(button, line_icon(kind), "accent")
            button.toggled.connect(lambda *_on, kind=kind: self.choose_kind(kind))
            self.kind_buttons[kind] = button
        self.who_edit.setPlaceholderText(_("Who will do it?"))
        self.who_edit.setAccessibleName(_("Who will do it?"))
        self.due_field.setPlaceholderText(_("By when?"))
        self.due_field.setAccessibleName(_("By when?"))
        self.obstacle_combo.set_members(Obstacle, _("Which difficulty?"))
        self.obstacle_combo.setAccessibleName(_("Which difficulty?"))
        self.answer_edit.setPlaceholderText(_("Their answer to our demand"))
        self.answer_edit.setAccessibleName(_("Their answer to our demand"))
        kinds, self._speakers = FlowLayout(), FlowLayout()
        for button in self.kind_buttons.values():
            kinds.addWidget(button)
        more = QHBoxLayout()
        for widget, stretch in (
            (self.who_edit, 1),
            (self.due_field, 1),
            (self.obstacle_combo, 1),
            (self.answer_edit, 2),
        ):
            more.addWidget(widget, stretch)
        line = QHBoxLayout()
        line.addWidget(self.line_edit, 1)
        line.addWidget(self.keep_button)
        self.closed_label = PlainLabel(
            self,
            _("These minutes are validated: they no longer change. Reopen them as amended first."),
            "muted",
        )
        self.closed_label.setWordWrap(True)
        self.closed_label.hide()
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(unit // 3)
        whole.addLayout(self._speakers)
        whole.addLayout(kinds)
        whole.addLayout(more)
        whole.addLayout(line)
        whole.addWidget(self.closed_label)

    def show_closed(self, *, closed: bool) -> None:
        """Say that nothing more can be noted, or take notes again."""
        self.closed_label.setVisible(closed)
        self.line_edit.setEnabled(not closed)
        self.keep_button.setEnabled(not closed)

    def _connect(self) -> None:
        for edit in (self.line_edit, self.who_edit, self.answer_edit, self.due_field):
            edit.textEdited.connect(lambda *_text: self._touch())
            edit.returnPressed.connect(self._on_enter)
        self.obstacle_combo.picked.connect(lambda *_one: self._touch())
        self.keep_button.clicked.connect(lambda *_on: self._on_enter())

    def _on_enter(self) -> None:
        if not self.due_field.is_valid():
            self.said.emit(_("This date cannot be read. Write it as 13/03/2029."))
            self.due_field.setFocus()
            return
        self.finish()
        self.line_edit.setFocus(Qt.FocusReason.ShortcutFocusReason)


class _NoteLine(QLineEdit):
    """Leave to its parent the keys that choose a kind, a speaker or the last line."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Give away what is not typed."""
        with_control = event.modifiers() & (
            Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
        )
        # AltGr, which writes «@» or «€», comes as both on some systems.
        one_of_them = with_control in {Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier}
        if event.key() == Qt.Key.Key_Up or (one_of_them and digit_of(event) is not None):
            event.ignore()
        else:
            super().keyPressEvent(event)


def _hint(kind: LineKind) -> str:
    return {
        LineKind.PROMISE: _("The exact words of the promise, then Enter"),
        LineKind.DOCUMENT_PROMISED: _("Which document, then Enter"),
        LineKind.DEMAND: _("What we ask, then Enter"),
        LineKind.DIFFICULTY: _("The difficulty, in their words, then Enter"),
        LineKind.FIGURE: _("The figure and where it comes from, then Enter"),
        LineKind.IMPRESSION: _("Our impression: it stays among us"),
    }.get(kind, _("What is said, then Enter"))
