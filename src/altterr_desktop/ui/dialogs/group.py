"""Edit what names the group, who is in it, what it follows and its themes; every field is kept when it is left."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QHeaderView,
    QLabel,
    QLineEdit,
    QListWidget,
    QPushButton,
    QTabWidget,
    QTreeWidget,
    QTreeWidgetItem,
    QWidget,
)

from altterr_desktop.i18n import _
from altterr_desktop.i18n.dates import medium_date
from altterr_desktop.i18n.numbers import number
from altterr_desktop.services.dossiers import follow_territory
from altterr_desktop.services.group_page import (
    FollowedRow,
    GroupPage,
    VolunteerRow,
    read_group_page,
    stop_following,
)
from altterr_desktop.services.records import change_record, create_record, delete_record, move_record
from altterr_desktop.ui.dialogs import territories, territory_change
from altterr_desktop.ui.dialogs.showing import show_over
from altterr_desktop.ui.forms import Form
from altterr_desktop.ui.kit.choice_combo import ChoiceCombo
from altterr_desktop.ui.kit.date_field import DateField
from altterr_desktop.ui.kit.operations import Operations
from altterr_desktop.ui.kit.pickers import RecordPicker
from altterr_desktop.ui.kit.popup_list import Found
from altterr_desktop.ui.kit.record_form import RecordForm


class GroupForm(Form):
    """Bind the four pages of the group."""

    FORM = "group_dialog"
    widget: QDialog
    views: QTabWidget
    name_edit: QLineEdit
    contact_edit: QLineEdit
    website_edit: QLineEdit
    language_combo: ChoiceCombo
    volunteers_tree: QTreeWidget
    add_volunteer_button: QPushButton
    volunteer_name_edit: QLineEdit
    pseudonym_edit: QLineEdit
    email_edit: QLineEdit
    phone_edit: QLineEdit
    source_edit: QLineEdit
    active_check: QCheckBox
    place_picker: RecordPicker
    territories_tree: QTreeWidget
    drop_button: QPushButton
    change_button: QPushButton
    mandate_label: QLabel
    start_field: DateField
    end_field: DateField
    mid_term_field: DateField
    mid_term_note: QLabel
    themes_list: QListWidget
    add_theme_button: QPushButton
    theme_edit: QLineEdit
    up_button: QPushButton
    down_button: QPushButton
    delete_theme_button: QPushButton
    error_label: QLabel
    close_button: QPushButton

    def __init__(self, parent: QWidget | None, operations: Operations) -> None:
        super().__init__(parent)
        self._operations = operations
        self._page: GroupPage | None = None
        self._wanted = {"volunteer": "", "territory": "", "theme": ""}
        self.language_combo.set_choices([("fr", "Français"), ("en", "English")])
        self.group_form = self._record_form("group")
        self.group_form.bind(
            name=self.name_edit,
            contact=self.contact_edit,
            website=self.website_edit,
            document_language=self.language_combo,
        )
        self.volunteer_form = self._record_form("volunteer")
        self.volunteer_form.bind(
            name=self.volunteer_name_edit,
            pseudonym=self.pseudonym_edit,
            email=self.email_edit,
            phone=self.phone_edit,
            contact_source=self.source_edit,
            active=self.active_check,
        )
        self.volunteer_form.drafted.connect(partial(self._on_drafted, "volunteer"))
        self.mandate_form = self._record_form("mandate")
        self.mandate_form.bind(start=self.start_field, end=self.end_field, mid_term=self.mid_term_field)
        self.theme_form = self._record_form("theme")
        self.theme_form.bind(name=self.theme_edit)
        self.theme_form.drafted.connect(partial(self._on_drafted, "theme"))
        self._connect()
        unit = self.widget.fontMetrics().height()
        self.widget.resize(unit * 54, unit * 33)
        self.error_label.hide()
        self.reload()

    def _connect(self) -> None:
        for tree in (self.volunteers_tree, self.territories_tree):
            header = tree.header()
            header.setStretchLastSection(False)
            header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
            header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.volunteers_tree.currentItemChanged.connect(lambda *_items: self._show_volunteer())
        self.territories_tree.currentItemChanged.connect(lambda *_items: self._show_territory())
        self.themes_list.currentRowChanged.connect(lambda *_row: self._show_theme())
        self.add_volunteer_button.clicked.connect(lambda *_on: self.start_volunteer())
        self.place_picker.set_search(territories.search_territories, self._operations)
        self.place_picker.picked.connect(self._on_place_picked)
        self.drop_button.clicked.connect(lambda *_on: self._on_drop_asked())
        self.change_button.clicked.connect(lambda *_on: self._on_change_asked())
        self.add_theme_button.clicked.connect(lambda *_on: self._start(self.theme_form, self.theme_edit))
        self.up_button.clicked.connect(lambda *_on: self._move_theme(-1))
        self.down_button.clicked.connect(lambda *_on: self._move_theme(1))
        self.delete_theme_button.clicked.connect(lambda *_on: self._on_delete_theme_asked())
        self.close_button.clicked.connect(self.widget.accept)
        self.widget.finished.connect(lambda *_code: self.flush())

    # What is shown

    def reload(self) -> None:
        """Read the page again."""
        self._operations.ask(read_group_page, on_done=self._on_read, owner=self.widget)

    def flush(self) -> None:
        """Keep every edit in progress."""
        for form in (self.group_form, self.volunteer_form, self.mandate_form, self.theme_form):
            form.flush()

    def start_volunteer(self) -> None:
        """Empty the fields for somebody new."""
        self._start(self.volunteer_form, self.volunteer_name_edit, {"active": True})

    def _start(self, form: RecordForm, first: QLineEdit, values: Mapping[str, Any] | None = None) -> None:
        form.start_draft(values)
        first.setEnabled(True)
        first.setFocus()

    def _on_read(self, page: GroupPage) -> None:
        self._page = page
        self.group_form.load(page)
        rows = [
            (one.id, [one.name, one.pseudonym, _("Takes part") if one.active else _("No longer there")])
            for one in page.volunteers
        ]
        _fill(self.volunteers_tree, rows, self._wanted["volunteer"])
        places = [(one.territory.id, _territory_cells(one)) for one in page.territories]
        _fill(self.territories_tree, places, self._wanted["territory"])
        self._fill_themes(page.themes)
        self._show_volunteer()
        self._show_territory()
        self._show_theme()

    def _fill_themes(self, themes: Sequence[tuple[str, str]]) -> None:
        self.themes_list.blockSignals(True)
        self.themes_list.clear()
        self.themes_list.addItems([name for _id, name in themes])
        ids = [theme_id for theme_id, _name in themes]
        wanted = self._wanted["theme"]
        self.themes_list.setCurrentRow(ids.index(wanted) if wanted in ids else min(0, len(ids) - 1))
        self.themes_list.blockSignals(False)

    def _volunteer(self) -> VolunteerRow | None:
        row = self.volunteers_tree.currentIndex().row()
        people = self._page.volunteers if self._page else ()
        return people[row] if 0 <= row < len(people) else None

    def _followed(self) -> FollowedRow | None:
        row = self.territories_tree.currentIndex().row()
        places = self._page.territories if self._page else ()
        return places[row] if 0 <= row < len(places) else None

    def _theme(self) -> tuple[str, str] | None:
        row = self.themes_list.currentRow()
        themes = self._page.themes if self._page else ()
        return themes[row] if 0 <= row < len(themes) else None

    def _show_volunteer(self) -> None:
        chosen = self._volunteer()
        if chosen is None:
            if not self.volunteer_form.is_draft:
                self.volunteer_form.clear()
            return
        self._wanted["volunteer"] = chosen.id
        self.volunteer_form.load(chosen)

    def _show_territory(self) -> None:
        chosen = self._followed()
        has_mandate = chosen is not None and chosen.territory.mandate_id is not None
        for field in (self.start_field, self.end_field, self.mid_term_field):
            field.setEnabled(has_mandate)
        self.drop_button.setEnabled(chosen is not None)
        self.change_button.setEnabled(chosen is not None)
        if chosen is None:
            self.mandate_form.clear()
            self.mandate_label.setText("")
            self.mid_term_note.setText("")
            return
        place = chosen.territory
        self._wanted["territory"] = place.id
        self.mandate_label.setText(
            _("{place}, mandate {years}").format(place=place.name, years=place.mandate_label or "–")
        )
        self.mandate_form.load({
            "id": place.mandate_id or "",
            "start": place.start,
            "end": place.end,
            "mid_term": chosen.chosen_mid_term,
        })  # fmt: skip
        self.mid_term_note.setText(
            _("In force: {day}.").format(day=medium_date(place.mid_term)) if place.mid_term else ""
        )

    def _show_theme(self) -> None:
        chosen = self._theme()
        row = self.themes_list.currentRow()
        self.up_button.setEnabled(chosen is not None and row > 0)
        self.down_button.setEnabled(chosen is not None and row < self.themes_list.count() - 1)
        self.delete_theme_button.setEnabled(chosen is not None)
        if chosen is None:
            return
        self._wanted["theme"] = chosen[0]
        self.theme_form.load({"id": chosen[0], "name": chosen[1]})

    # What is kept

    def _record_form(self, kind: str) -> RecordForm:
        form = RecordForm(lambda field, value: self._keep(kind, form, field, value), self.widget)
        return form

    def _keep(self, kind: str, form: RecordForm, field: str, value: Any) -> None:
        self._write(
            change_record,
            refused=partial(form.refuse, field),
            kind=kind,
            record_id=form.record_id,
            values={field: value},
        )

    def _on_drafted(self, kind: str, values: Mapping[str, Any]) -> None:
        if str(values.get("name") or "").strip():
            given = {name: value for name, value in values.items() if value is not None}
            self._write(create_record, on_made=partial(self._want, kind), kind=kind, values=given)

    def _want(self, kind: str, changes: Any) -> None:
        self._wanted[kind] = changes.subject_id

    def _write(
        self,
        fn: Callable[..., Any],
        *,
        on_made: Callable[[Any], object] | None = None,
        refused: Callable[[], object] | None = None,
        **values: Any,
    ) -> None:
        def on_done(changes: Any) -> None:
            self.error_label.hide()
            if on_made is not None:
                on_made(changes)
            self.reload()

        def on_error(error: Exception) -> None:
            self.error_label.setText(str(error))
            self.error_label.show()
            if refused is not None:
                refused()

        self._operations.write(fn, on_done=on_done, on_error=on_error, owner=self.widget, **values)

    # Slots

    def _on_place_picked(self, found: Found | None) -> None:
        if found is not None:
            self.place_picker.set_value(None)
            self._write(follow_territory, on_made=partial(self._want, "territory"), code=found.id)

    def _on_drop_asked(self) -> None:
        if (chosen := self._followed()) is not None:
            self._wanted["territory"] = ""
            self._write(stop_following, territory_id=chosen.territory.id)

    def _on_change_asked(self) -> None:
        chosen = self._followed()
        if chosen is not None and self._page is not None:
            others = [one.territory for one in self._page.territories]
            form = territory_change.TerritoryChangeForm(
                self.widget, self._operations, chosen.territory, others
            )
            if territory_change.ask(form):
                self.reload()

    def _move_theme(self, by: int) -> None:
        row, themes = self.themes_list.currentRow(), self._page.themes if self._page else ()
        target = row + by
        if not (0 <= row < len(themes) and 0 <= target < len(themes)):
            return
        after = target if by > 0 else target - 1
        self._write(
            move_record,
            kind="theme",
            record_id=themes[row][0],
            after_id=themes[after][0] if after >= 0 else None,
        )

    def _on_delete_theme_asked(self) -> None:
        if (chosen := self._theme()) is not None:
            self._wanted["theme"] = ""
            self._write(delete_record, kind="theme", record_id=chosen[0])


def show_group(parent: QWidget, operations: Operations, page: int = 0) -> GroupForm:
    """Show the group over the window, at one of its pages."""
    form = GroupForm(parent, operations)
    form.views.setCurrentIndex(page)
    return show_over(form)


def _territory_cells(followed: FollowedRow) -> list[str]:
    place = followed.territory
    people = number(place.population) if place.population else "–"
    middle = medium_date(place.mid_term) if place.mid_term else "–"
    return [f"{place.name} ({place.code})", people, place.mandate_label or "–", middle]


def _fill(tree: QTreeWidget, rows: Sequence[tuple[str, list[str]]], wanted: str) -> None:
    tree.blockSignals(True)
    tree.clear()
    for record_id, cells in rows:
        item = QTreeWidgetItem(tree, cells)
        item.setData(0, int(Qt.ItemDataRole.UserRole), record_id)
        if record_id == wanted or tree.currentItem() is None:
            tree.setCurrentItem(item)
    tree.blockSignals(False)
