"""Hold a review session on the screen or a projector: one commitment at a time, discussed, voted, agreed or put off."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFont, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from altterr_desktop.domain.commitments import ReviewItemState, ReviewState
from altterr_desktop.i18n import _
from altterr_desktop.i18n.dates import long_date
from altterr_desktop.i18n.labels import label
from altterr_desktop.i18n.numbers import fraction_words
from altterr_desktop.services.choices import Choices, read_choices
from altterr_desktop.services.fields import today
from altterr_desktop.services.review_views import ReviewItemView, ReviewView, read_review, read_review_item
from altterr_desktop.services.reviews import (
    agree_item,
    close_review,
    note_item,
    propose,
    put_off,
    set_members,
    take_again,
    take_up,
)
from altterr_desktop.ui.kit.context import TabContext
from altterr_desktop.ui.kit.exporting import export_report
from altterr_desktop.ui.kit.icons import icon, set_icon
from altterr_desktop.ui.kit.plain import PlainLabel, scaled_font
from altterr_desktop.ui.tabs.commitments import signers_dialog, verdict_dialog
from altterr_desktop.ui.tabs.commitments.people_dialog import ask_people
from altterr_desktop.ui.tabs.commitments.review_item import ReviewItemPage
from altterr_desktop.ui.tabs.commitments.verdict_dialog import TypedVerdict

KINDS = frozenset(
    {"review_session", "review_member", "review_item", "verdict", "verdict_signer", "evidence", "commitment"}
)
LARGE = 1.45
_SIGNS = {
    ReviewItemState.WAITING: "circle-dashed",
    ReviewItemState.DISCUSSED: "message-square",
    ReviewItemState.AGREED: "circle-check",
    ReviewItemState.POSTPONED: "circle-pause",
}


class ReviewWindow(QDialog):
    """Show one session; every decision is one act of a service, so it stops and goes on at any moment."""

    shown_item = Signal(str)

    def __init__(self, context: TabContext, session_id: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowFlag(Qt.WindowType.WindowMaximizeButtonHint)
        self._context = context
        self._session_id = session_id
        self._choices: Choices | None = None
        self._wanted = -1
        self.view: ReviewView | None = None
        self.item: ReviewItemView | None = None
        self.title = PlainLabel(self)
        self.details = PlainLabel(self, "", "muted")
        self.progress = PlainLabel(self)
        self.lines = QListWidget(self)
        self.lines.setAccessibleName(_("Commitments of the session"))
        self.lines.setWordWrap(True)
        self.lines.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.lines.currentRowChanged.connect(self._on_row_changed)
        self.page = ReviewItemPage(self._note, self)
        self.previous_button = self._button(_("Previous"), "arrow-left", lambda: self.step(-1), "Alt+Left")
        self.next_button = self._button(_("Next"), "arrow-right", lambda: self.step(1), "Alt+Right")
        self.large_button = self._button(_("Large text"), "maximize", self._show_size, "Ctrl+L")
        self.large_button.setCheckable(True)
        self.members_button = self._button("", "users", self._ask_members)
        self.minutes_button = self._button(_("Minutes (PDF)…"), "file-down", self._export)
        self.close_button = self._button("", "check", self._close_session)
        self._lay_out()
        self._connect()
        context.operations.changed.connect(self._on_changed)
        context.operations.ask(read_choices, on_done=self._on_choices, owner=self)
        self.reload()

    # What is shown

    def reload(self) -> None:
        """Read the session again, and the commitment under review."""
        self._context.operations.ask(
            read_review, self._session_id, on_done=self._on_read, on_error=self._on_gone, owner=self
        )

    def step(self, by: int) -> None:
        """Go to the next or the previous commitment."""
        place = self.lines.currentRow() + by
        if 0 <= place < self.lines.count():
            self.lines.setCurrentRow(place)

    def _on_choices(self, choices: Choices) -> None:
        self._choices = choices

    def _on_gone(self, error: Exception) -> None:
        self._context.messages.status(str(error))
        self.reject()

    def _on_read(self, view: ReviewView) -> None:
        first = self.view is None
        self.view = view
        self.setWindowTitle(view.title)
        self.title.setText(view.title)
        parts = [long_date(view.held_on)] if view.held_on else []
        parts += [part for part in (view.place, view.territory, label(view.state)) if part]
        self.details.setText(" · ".join(parts))
        count = len(view.members)
        self.members_button.setText(_("Who is here: {count}").format(count=count))
        self.members_button.setToolTip(", ".join(member.text for member in view.members))
        closed = view.state is ReviewState.CLOSED
        self.close_button.setText(_("Take the session up again") if closed else _("Close the session"))
        self.page.set_open(is_open=not closed)
        self._fill_lines(view)
        if first:
            self._wanted = view.place_to_resume
        place = self._wanted if self._wanted >= 0 else self.lines.currentRow()
        self._wanted = -1
        before = self.lines.currentRow()
        self.lines.setCurrentRow(max(0, min(place, self.lines.count() - 1)))
        if before == self.lines.currentRow():
            self._on_row_changed(before)

    def _fill_lines(self, view: ReviewView) -> None:
        self.lines.blockSignals(True)
        current = self.lines.currentRow()
        self.lines.clear()
        for line in view.lines:
            text = f"{line.number}. {line.title}" if line.number else line.title
            item = QListWidgetItem(icon(_SIGNS[line.state], "accent"), f"{text}\n{label(line.state)}")
            self.lines.addItem(item)
        self.lines.setCurrentRow(current)
        self.lines.blockSignals(False)

    def _on_row_changed(self, place: int) -> None:
        if self.view is None or not 0 <= place < len(self.view.lines):
            return
        self.page.leave()
        self.progress.setText(
            _("{place} – {settled} settled").format(
                place=fraction_words(place + 1, len(self.view.lines)), settled=self.view.settled
            )
        )
        self.previous_button.setEnabled(place > 0)
        self.next_button.setEnabled(place < len(self.view.lines) - 1)
        item_id = self.view.lines[place].id
        self._context.operations.ask(
            read_review_item, item_id, on_done=self._on_item_read, on_error=self._on_gone, owner=self
        )

    def _on_item_read(self, item: ReviewItemView) -> None:
        place = self.lines.currentRow()
        lines = self.view.lines if self.view is not None else ()
        if 0 <= place < len(lines) and lines[place].id == item.id:
            self.item = item
            self.page.show_item(item)
            self.shown_item.emit(item.id)

    # What is done

    def ask_verdict(self) -> None:
        """Ask for the verdict to propose."""
        item = self.item
        if item is None or self._choices is None:
            return

        def keep(
            typed: TypedVerdict, done: Callable[[object], object], refused: Callable[[Exception], object]
        ) -> None:
            self._context.operations.write(
                propose, item_id=item.id, on_done=done, on_error=refused, **typed.arguments()
            )

        start = item.proposal
        begun = verdict_dialog.started_from(start) if start else TypedVerdict(item.page.standing)
        day = (self.view.held_on if self.view else None) or today()
        begun = TypedVerdict(
            begun.standing,
            begun.evidence_ids,
            begun.new_evidence,
            {**begun.values, "decided_on": day},
            begun.signatures,
        )
        verdict_dialog.ask(self, item.page, self._choices.volunteers, begun, keep)

    def agree(self) -> None:
        """Agree on the proposal; where votes are against, ask who disagrees and why."""
        item = self.item
        if item is None or self.view is None:
            return
        self.page.leave()
        dissents: tuple[Any, ...] = ()
        if self.page.votes().get("votes_against"):
            found = signers_dialog.ask_agreeing(self, self.view.members)
            if found is None:
                return
            dissents = found[1]
        self._wanted = min(self.lines.currentRow() + 1, self.lines.count() - 1)
        self._context.operations.write(
            agree_item,
            item_id=item.id,
            votes=self.page.votes(),
            dissents=dissents,
            on_error=self._on_refused,
            owner=self,
        )

    def put_off(self) -> None:
        """Put the commitment off to another session."""
        if self.item is not None:
            self.page.leave()
            self._wanted = min(self.lines.currentRow() + 1, self.lines.count() - 1)
            self._context.operations.write(put_off, item_id=self.item.id, votes=self.page.votes())

    def _on_refused(self, error: Exception) -> None:
        self._wanted = -1
        self.page.refuse(str(error))

    def _take_again(self) -> None:
        if self.item is not None:
            self._context.operations.write(take_again, item_id=self.item.id)

    def _take_up(self, verdict_id: str) -> None:
        if self.item is not None:
            self._context.operations.write(take_up, item_id=self.item.id, verdict_id=verdict_id)

    def _note(self, item_id: str, values: dict[str, Any]) -> None:
        self._context.operations.write(note_item, item_id=item_id, values=values)

    def _ask_members(self) -> None:
        if self.view is None or self._choices is None:
            return
        chosen = ask_people(
            self, _("Who is here?"), self._choices.volunteers, [member.id for member in self.view.members]
        )
        if chosen is not None:
            self._context.operations.write(
                set_members, session_id=self._session_id, volunteer_ids=list(chosen)
            )

    def _close_session(self) -> None:
        if self.view is not None:
            self.page.leave()
            closed = self.view.state is not ReviewState.CLOSED
            self._context.operations.write(close_review, session_id=self._session_id, closed=closed)

    def _export(self) -> None:
        self.page.leave()
        export_report(self._context, self, "review", self._session_id, "pdf")

    def _show_size(self) -> None:
        self.page.set_scale(LARGE if self.large_button.isChecked() else 1.0)
        if self.item is not None:
            self.page.show_item(self.item)

    def done(self, result: int) -> None:
        """Commit what is being typed before the window goes."""
        self.page.leave()
        super().done(result)

    def _on_changed(self, changes: object) -> None:
        kinds = getattr(changes, "kinds", None)
        if kinds is None or KINDS.intersection(kinds):
            self.reload()

    # Building

    def _button(self, text: str, sign: str, call: Callable[[], object], keys: str = "") -> QPushButton:
        button = QPushButton(text, self)
        button.setAutoDefault(False)
        set_icon(button, sign)
        button.clicked.connect(lambda *_on: call())
        if keys:
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.activated.connect(button.click)
            button.setToolTip(QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText))
        return button

    def _connect(self) -> None:
        self.page.propose_asked.connect(self.ask_verdict)
        self.page.agree_asked.connect(self.agree)
        self.page.put_off_asked.connect(self.put_off)
        self.page.take_again_asked.connect(self._take_again)
        self.page.take_up_asked.connect(self._take_up)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self).activated.connect(self.agree)

    def _lay_out(self) -> None:
        unit = self.fontMetrics().height()
        self.title.setFont(scaled_font(self.font(), 1.4, QFont.Weight.DemiBold))
        self.progress.setFont(scaled_font(self.font(), 1.4, QFont.Weight.DemiBold))
        head = QHBoxLayout()
        words = QVBoxLayout()
        words.addWidget(self.title)
        words.addWidget(self.details)
        head.addLayout(words, 1)
        for button in (self.members_button, self.minutes_button, self.close_button):
            head.addWidget(button)
        walk = QHBoxLayout()
        for widget in (self.previous_button, self.next_button, self.progress):
            walk.addWidget(widget)
        walk.addStretch(1)
        walk.addWidget(self.large_button)
        right = QWidget(self)
        column = QVBoxLayout(right)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(walk)
        column.addWidget(self.page, 1)
        splitter = QSplitter(Qt.Orientation.Horizontal, self)
        splitter.addWidget(self.lines)
        splitter.addWidget(right)
        splitter.setStretchFactor(0, 1)
        splitter.setStretchFactor(1, 4)
        self.lines.setMinimumWidth(unit * 14)
        splitter.setSizes([unit * 14, unit * 56])
        whole = QVBoxLayout(self)
        whole.setContentsMargins(unit, unit, unit, round(unit * 0.6))
        whole.addLayout(head)
        whole.addWidget(splitter, 1)


def show_review(context: TabContext, parent: QWidget, session_id: str) -> ReviewWindow:
    """Show a session beside the work, as large as the screen lets it; it lives until it is closed."""
    window = ReviewWindow(context, session_id, parent)
    window.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    room = window.screen().availableGeometry()
    window.resize(round(room.width() * 0.96), round(room.height() * 0.9))
    window.show()
    return window
