"""List review sessions, start one, go on with one, print its minutes; the session itself is another window."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from altterr_desktop.domain.lists import Page, Query
from altterr_desktop.i18n import _, ngettext
from altterr_desktop.i18n.dates import medium_date
from altterr_desktop.i18n.labels import label
from altterr_desktop.i18n.numbers import fraction_words, number
from altterr_desktop.services.choices import Choice, Choices, read_choices
from altterr_desktop.services.fields import today
from altterr_desktop.services.review_views import Candidate, ReviewRow, list_reviews, review_candidates
from altterr_desktop.services.reviews import open_review
from altterr_desktop.ui.kit.choice_combo import ChoiceCombo
from altterr_desktop.ui.kit.context import TabContext
from altterr_desktop.ui.kit.date_field import DateField
from altterr_desktop.ui.kit.deleting import delete_with_undo
from altterr_desktop.ui.kit.exporting import export_report
from altterr_desktop.ui.kit.icons import set_icon
from altterr_desktop.ui.kit.plain import PlainLabel
from altterr_desktop.ui.tabs.commitments.keeping import Keep
from altterr_desktop.ui.tabs.commitments.people_dialog import checked_ids, fill_checks
from altterr_desktop.ui.tabs.commitments.review_window import show_review
from altterr_desktop.ui.tabs.commitments.small_dialogs import KeptForm, run

_ROW = int(Qt.ItemDataRole.UserRole)


class ReviewNewForm(KeptForm):
    """Bind the dialog that starts a session: what it is called, which commitments, who is there."""

    FORM = "review_new_dialog"
    title_edit: QLineEdit
    held_on_field: DateField
    place_edit: QLineEdit
    theme_combo: ChoiceCombo
    territory_combo: ChoiceCombo
    not_assessed_check: QCheckBox
    no_evidence_check: QCheckBox
    proposed_check: QCheckBox
    commitments_list: QListWidget
    members_list: QListWidget
    count_label: QLabel

    def __init__(self, parent: QWidget | None, context: TabContext, choices: Choices, keep: Keep) -> None:
        super().__init__(parent, keep)
        self._context = context
        self.title_edit.setText(_("Review of {day}").format(day=medium_date(today())))
        self.held_on_field.set_value(today())
        self.theme_combo.set_choices([(one.id, one.text) for one in choices.themes], _("All themes"))
        self.territory_combo.set_choices(
            [(one.id, one.text) for one in choices.territories], _("All territories")
        )
        fill_checks(self.members_list, choices.volunteers, ())
        self._checks = {
            "not_assessed": self.not_assessed_check,
            "no_evidence": self.no_evidence_check,
            "proposed": self.proposed_check,
        }
        for check in self._checks.values():
            check.toggled.connect(lambda *_on: self.reload())
        for combo in (self.theme_combo, self.territory_combo):
            combo.picked.connect(lambda *_one: self.reload())
        self.commitments_list.itemChanged.connect(lambda *_item: self._count())
        metrics = self.widget.fontMetrics()
        self.widget.resize(metrics.averageCharWidth() * 120, metrics.height() * 34)
        self.reload()

    def reload(self) -> None:
        """Ask for the commitments that fit the filters."""
        chosen = {
            "theme_ids": [self.theme_combo.value()] if self.theme_combo.value() else [],
            "territory_ids": [self.territory_combo.value()] if self.territory_combo.value() else [],
            "among": [name for name, check in self._checks.items() if check.isChecked()],
        }
        self._context.operations.ask(
            review_candidates, on_done=self._on_candidates, owner=self.widget, **chosen
        )

    def values(self) -> dict[str, Any]:
        """Give the arguments of `open_review`."""
        return {
            "values": {
                "title": self.title_edit.text().strip(),
                "held_on": self.held_on_field.value(),
                "place": self.place_edit.text().strip(),
                **({"territory_id": self.territory_combo.value()} if self.territory_combo.value() else {}),
            },
            "commitment_ids": list(checked_ids(self.commitments_list)),
            "volunteer_ids": list(checked_ids(self.members_list)),
        }

    def dates(self) -> tuple[DateField, ...]:
        """List the fields of days."""
        return (self.held_on_field,)

    def _on_candidates(self, found: Sequence[Candidate]) -> None:
        choices = [
            Choice(one.id, f"{one.number}. {one.title}" if one.number else one.title, label(one.standing))
            for one in found
        ]
        fill_checks(self.commitments_list, choices, [one.id for one in choices])
        self._count()

    def _count(self) -> None:
        count = len(checked_ids(self.commitments_list))
        words = ngettext("{count} commitment to go through", "{count} commitments to go through", count)
        self.count_label.setText(words.format(count=number(count)))


class ReviewsDialog(QDialog):
    """List the sessions, the latest first."""

    def __init__(self, context: TabContext, parent: QWidget) -> None:
        super().__init__(parent)
        self._context = context
        self._owner = parent
        self.setWindowTitle(_("Review together"))
        self.list = QListWidget(self)
        self.list.setAccessibleName(_("Review sessions"))
        self.list.itemActivated.connect(lambda *_item: self.open_current())
        self.nothing = PlainLabel(
            self,
            _(
                "Go through commitments together: read, discuss, vote, agree on a verdict. Start a first session; it "
                "can be stopped and taken up again at any moment."
            ),
            "muted",
        )
        self.nothing.setWordWrap(True)
        self.new_button = self._button(_("New session…"), "plus", self.start_new)
        self.open_button = self._button(_("Open"), "circle-play", self.open_current)
        self.minutes_button = self._button(_("Minutes (PDF)…"), "file-down", self._export)
        self.delete_button = self._button(_("Delete"), "trash-2", self._delete)
        self.close_button = self._button(_("Close"), "x", self.accept)
        self._lay_out()
        context.operations.changed.connect(self._on_changed)
        self.reload()

    def reload(self) -> None:
        """Read the sessions again."""
        self._context.operations.ask(list_reviews, Query(limit=-1), on_done=self._on_read, owner=self)

    def start_new(self) -> None:
        """Ask for a new session and open it."""
        self._context.operations.ask(read_choices, on_done=self._on_choices, owner=self)

    def open_current(self) -> None:
        """Open the session chosen."""
        if row := self._current():
            show_review(self._context, self._owner, row.id)
            self.accept()

    def _on_choices(self, choices: Choices) -> None:
        ask_review(self, self._context, choices, partial(_keep_review, self._context, self._on_started))

    def _on_started(self, session_id: str) -> None:
        show_review(self._context, self._owner, session_id)
        self.accept()

    def _on_read(self, page: Page[ReviewRow]) -> None:
        current = self.list.currentRow()
        self.list.clear()
        for row in page.rows:
            day = medium_date(row.held_on) if row.held_on else _("without a date")
            settled = _("{share} settled").format(share=fraction_words(row.settled, row.total))
            details = " · ".join(part for part in (day, row.place, settled, label(row.state)) if part)
            item = QListWidgetItem(f"{row.title}\n{details}")
            item.setData(_ROW, row)
            self.list.addItem(item)
        self.list.setCurrentRow(max(0, min(current, self.list.count() - 1)))
        self.nothing.setVisible(not page.rows)
        self.list.setVisible(bool(page.rows))
        for button in (self.open_button, self.minutes_button, self.delete_button):
            button.setEnabled(bool(page.rows))

    def _current(self) -> ReviewRow | None:
        place = self.list.currentRow()
        row = self.list.item(place).data(_ROW) if place >= 0 else None
        return row if isinstance(row, ReviewRow) else None

    def _export(self) -> None:
        if row := self._current():
            export_report(self._context, self, "review", row.id, "pdf")

    def _delete(self) -> None:
        if row := self._current():
            said = _("Deleted: {name}").format(name=row.title)
            delete_with_undo(self._context, "review_session", row.id, said, owner=self)

    def _on_changed(self, changes: object) -> None:
        kinds = getattr(changes, "kinds", None)
        if kinds is None or {"review_session", "review_item"}.intersection(kinds):
            self.reload()

    def _button(self, text: str, sign: str, call: Callable[[], object]) -> QPushButton:
        button = QPushButton(text, self)
        button.setAutoDefault(False)
        set_icon(button, sign)
        button.clicked.connect(lambda *_on: call())
        return button

    def _lay_out(self) -> None:
        unit = self.fontMetrics().height()
        row = QHBoxLayout()
        for button in (self.new_button, self.open_button, self.minutes_button, self.delete_button):
            row.addWidget(button)
        row.addStretch(1)
        row.addWidget(self.close_button)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(unit, unit, unit, unit)
        whole.addWidget(self.nothing)
        whole.addWidget(self.list, 1)
        whole.addLayout(row)
        self.resize(self.fontMetrics().averageCharWidth() * 96, unit * 24)


def _keep_review(
    context: TabContext,
    on_started: Callable[[str], object],
    arguments: dict[str, Any],
    done: Callable[[object], object],
    refused: Callable[[Exception], object],
) -> None:
    def on_kept(changes: Any) -> None:
        done(changes)
        on_started(changes.subject_id)

    context.operations.write(open_review, on_done=on_kept, on_error=refused, **arguments)


def ask_review(parent: QWidget, context: TabContext, choices: Choices, keep: Keep) -> bool:
    """Ask for a new session until it is started; False when cancelled. Tests replace it."""
    return run(ReviewNewForm(parent, context, choices, keep))


def show_reviews(context: TabContext, parent: QWidget) -> ReviewsDialog:
    """Show the sessions beside the work; the dialog lives until it is closed."""
    dialog = ReviewsDialog(context, parent)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.show()
    return dialog
