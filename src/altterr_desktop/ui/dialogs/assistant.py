"""Ask what a new dossier is about, one small question a page; whoever shows it makes the dossier."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QStandardPaths, Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from altterr_desktop.domain.folding import fold
from altterr_desktop.dossier.key import propose_passphrase
from altterr_desktop.i18n import _
from altterr_desktop.ui.dialogs import territories
from altterr_desktop.ui.dialogs.passphrase_choice import PassphraseChoice
from altterr_desktop.ui.dialogs.register_help import REGISTER_ADDRESS
from altterr_desktop.ui.dialogs.showing import show_over
from altterr_desktop.ui.forms import Form
from altterr_desktop.ui.kit.operations import Operations
from altterr_desktop.ui.kit.pickers import RecordPicker
from altterr_desktop.ui.kit.plain import scaled_font
from altterr_desktop.ui.kit.popup_list import Found
from altterr_desktop.ui.shell import file_dialogs

SUFFIX = ".altterr"
_CODE = int(Qt.ItemDataRole.UserRole)


@dataclass(frozen=True)
class Wishes:
    """Hold the answers: who, for which group, where, with which passphrase, in which file, with which register."""

    volunteer: str
    group: str
    territory_codes: tuple[str, ...]
    passphrase: str | None
    path: Path
    register: str = ""


@dataclass(frozen=True)
class AssistantCalls:
    """Hold what the assistant asks for.

    `create(wishes, done, refuse)` makes the dossier and calls `done()`, or `refuse(sentence)`; `demo` opens the
    demonstration instead.
    """

    create: Callable[[Wishes, Callable[[], object], Callable[[str], object]], object]
    demo: Callable[[], object]


class AssistantForm(Form):
    """Bind the pages; Continue and Back turn them, Enter continues, Escape leaves."""

    FORM = "assistant_dialog"
    widget: QDialog
    title_label: QLabel
    step_label: QLabel
    pages: QStackedWidget
    volunteer_edit: QLineEdit
    group_edit: QLineEdit
    place_picker: RecordPicker
    places_list: QListWidget
    places_note: QLabel
    remove_button: QPushButton
    secret_place: QVBoxLayout
    name_edit: QLineEdit
    folder_edit: QLineEdit
    folder_button: QPushButton
    register_text: QLabel
    register_edit: QLineEdit
    register_button: QPushButton
    address_edit: QLineEdit
    address_button: QPushButton
    error_label: QLabel
    demo_button: QPushButton
    cancel_button: QPushButton
    back_button: QPushButton
    next_button: QPushButton

    def __init__(
        self, parent: QWidget | None, operations: Operations, calls: AssistantCalls, volunteer: str
    ) -> None:
        super().__init__(parent)
        self._calls = calls
        self._named_by_hand = False
        self.choice = PassphraseChoice(self.widget, propose_passphrase)
        self.secret_place.addWidget(self.choice.widget)
        self.volunteer_edit.setText(volunteer)
        self.folder_edit.setText(_documents_folder())
        self.address_edit.setText(REGISTER_ADDRESS)
        self.register_text.setText(
            _(
                "The national register lists your officials: mayors, councillors, départements, regions. "
                "Download its file, then choose it here: only the lines of your territories are kept, "
                "and you see them before anything is written."
            )
        )
        self.place_picker.set_search(territories.search_territories, operations)
        operations.run(territories.warm_up)
        for place in range(self.pages.count()):
            page = self.pages.widget(place)
            if page is not None and (layout := page.layout()) is not None:
                layout.setSpacing(round(self.widget.fontMetrics().height() * 0.7))
        self.title_label.setFont(scaled_font(self.widget.font(), 1.4, QFont.Weight.DemiBold))
        self._connect()
        unit = self.widget.fontMetrics().height()
        self.widget.resize(unit * 42, unit * 27)
        self.show_page(0)

    def _connect(self) -> None:
        self.next_button.clicked.connect(lambda *_on: self.go_on())
        self.back_button.clicked.connect(lambda *_on: self.show_page(self.pages.currentIndex() - 1))
        self.cancel_button.clicked.connect(self.widget.reject)
        self.demo_button.clicked.connect(lambda *_on: self._on_demo_asked())
        self.widget.finished.connect(lambda *_code: self.choice.forget_copy())
        self.place_picker.picked.connect(self._on_place_picked)
        self.remove_button.clicked.connect(lambda *_on: self._remove_place())
        self.places_list.currentRowChanged.connect(lambda *_row: self._refresh_places())
        self.name_edit.textEdited.connect(self._on_name_edited)
        self.folder_button.clicked.connect(lambda *_on: self._on_folder_asked())
        self.register_button.clicked.connect(lambda *_on: self._on_register_asked())
        self.address_button.clicked.connect(
            lambda *_on: QApplication.clipboard().setText(self.address_edit.text())
        )

    # Pages

    def show_page(self, place: int) -> None:
        """Turn to a page by its number from 0."""
        titles = (
            _("You and your group"),
            _("Which territory do you follow?"),
            _("A passphrase for the dossier"),
            _("Where to keep the dossier"),
            _("Your elected officials"),
        )
        place = max(0, min(place, len(titles) - 1))
        self.pages.setCurrentIndex(place)
        self.title_label.setText(titles[place])
        self.step_label.setText(_("Step {number} of {count}").format(number=place + 1, count=len(titles)))
        self.back_button.setEnabled(place > 0)
        self.demo_button.setVisible(place == 0)
        last = place == len(titles) - 1
        self.next_button.setText(_("Make the dossier") if last else _("Continue"))
        self.say("")
        self._refresh_places()
        if place == 3 and not self._named_by_hand:
            self.name_edit.setText(file_stem(self.group_edit.text()))
        self._first_fields()[place].setFocus()

    def go_on(self) -> None:
        """Check the page, then turn to the next one; from the last one, ask for the dossier."""
        place = self.pages.currentIndex()
        problem = (
            self._group_problem,
            self._places_problem,
            self.choice.problem,
            self._file_problem,
            self._register_problem,
        )[place]()
        if problem:
            self.say(problem)
            self._first_fields()[place].setFocus()
        elif place + 1 < self.pages.count():
            self.show_page(place + 1)
        else:
            self.set_busy(busy=True)
            self._calls.create(self.wishes(), self.widget.accept, self._on_refused)

    def wishes(self) -> Wishes:
        """Give the answers."""
        return Wishes(
            self.volunteer_edit.text().strip(),
            self.group_edit.text().strip(),
            tuple(self.codes()),
            self.choice.passphrase(),
            self.path(),
            self.register_edit.text().strip(),
        )

    def codes(self) -> list[str]:
        """List the codes of the territories chosen."""
        return [str(item.data(_CODE)) for item in self._items()]

    def path(self) -> Path:
        """Give the file named on its page."""
        name = self.name_edit.text().strip()
        return Path(self.folder_edit.text().strip()).expanduser() / f"{name.removesuffix(SUFFIX)}{SUFFIX}"

    def say(self, sentence: str) -> None:
        """Say under the page what keeps it from going on, «» for nothing."""
        self.error_label.setText(sentence)
        self.error_label.setVisible(bool(sentence))

    def set_busy(self, *, busy: bool) -> None:
        """Hold the buttons while the dossier is being made."""
        for button in (self.next_button, self.back_button, self.cancel_button):
            button.setEnabled(not busy)
        if busy:
            self.next_button.setText(_("Making the dossier…"))

    # What keeps a page from going on

    def _group_problem(self) -> str:
        return "" if self.group_edit.text().strip() else _("Give the group's name.")

    def _places_problem(self) -> str:
        if self.places_list.count() or not self.place_picker.text().strip():
            return ""
        return _("Choose the territory in the list that opens under the field, or empty the field.")

    def _file_problem(self) -> str:
        folder = Path(self.folder_edit.text().strip()).expanduser()
        if not self.name_edit.text().strip():
            return _("Give the file a name.")
        if not folder.is_dir():
            return _("The folder “{folder}” does not exist. Choose another folder.").format(folder=folder)
        if self.path().exists():
            return _("“{name}” already exists. Choose another name: nothing is ever overwritten.").format(
                name=self.path().name
            )
        return ""

    def _register_problem(self) -> str:
        chosen = self.register_edit.text().strip()
        if chosen and not Path(chosen).is_file():
            return _(
                "There is no file at “{path}”. It may have been moved, or its USB stick unplugged."
            ).format(path=chosen)
        return ""

    # Territories

    def _items(self) -> Sequence[QListWidgetItem]:
        return [self.places_list.item(row) for row in range(self.places_list.count())]

    def _on_place_picked(self, found: Found | None) -> None:
        if found is None:
            return
        if found.id not in self.codes():
            item = QListWidgetItem(f"{found.text}  –  {found.detail}")
            item.setData(_CODE, found.id)
            self.places_list.addItem(item)
            self.places_list.setCurrentItem(item)
        self.place_picker.set_value(None)
        self.say("")
        self._refresh_places()

    def _remove_place(self) -> None:
        self.places_list.takeItem(self.places_list.currentRow())
        self._refresh_places()
        self.place_picker.setFocus()

    def _refresh_places(self) -> None:
        some = bool(self.places_list.count())
        self.remove_button.setEnabled(some and self.places_list.currentRow() >= 0)
        self.places_note.setText(
            _("Several territories can be followed: search another one, or continue.")
            if some
            else _("Type the beginning of the name, choose with the arrows, then Enter. It can also wait.")
        )

    # Files

    def _on_name_edited(self, text: str) -> None:
        self._named_by_hand = bool(text)

    def _on_folder_asked(self) -> None:
        if chosen := file_dialogs.ask_folder(self.widget, self.folder_edit.text()):
            self.folder_edit.setText(chosen)

    def _on_register_asked(self) -> None:
        if chosen := file_dialogs.ask_import(self.widget, "rne"):
            self.register_edit.setText(chosen)

    # Ends

    def _on_refused(self, sentence: str) -> None:
        self.set_busy(busy=False)
        self.next_button.setText(_("Make the dossier"))
        self.back_button.setEnabled(True)
        self.say(sentence)

    def _on_demo_asked(self) -> None:
        self.widget.reject()
        self._calls.demo()

    def _first_fields(self) -> tuple[QWidget, ...]:
        first = self.volunteer_edit if not self.volunteer_edit.text() else self.group_edit
        chosen = next(
            radio
            for radio in (self.choice.proposed_radio, self.choice.own_radio, self.choice.none_radio)
            if radio.isChecked()
        )
        return (first, self.place_picker, chosen, self.name_edit, self.register_button)


def file_stem(group: str) -> str:
    """Propose the name of a file from the group's name, with signs that every disk takes."""
    words = "".join(sign if sign.isalnum() else " " for sign in fold(group)).split()
    return "-".join(words)[:60].strip("-") or _("dossier")


def show_assistant(
    parent: QWidget, operations: Operations, calls: AssistantCalls, *, volunteer: str = ""
) -> AssistantForm:
    """Show the assistant over the window."""
    form = AssistantForm(parent, operations, calls, volunteer)
    form.widget.finished.connect(lambda *_code: parent.activateWindow())
    return show_over(form)


def _documents_folder() -> str:
    place = QStandardPaths.StandardLocation.DocumentsLocation
    documents = QStandardPaths.writableLocation(place)
    return documents if documents and Path(documents).is_dir() else str(Path.home())
