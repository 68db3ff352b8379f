"""Browse the frameworks of the dossier, fill them in, and make commitments of their measures; write nothing itself."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QInputDialog,
    QLabel,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QPushButton,
    QSpinBox,
    QToolButton,
    QTreeWidget,
    QTreeWidgetItem,
    QWidget,
)

from altterr_desktop.i18n import _, ngettext
from altterr_desktop.i18n.numbers import number
from altterr_desktop.services.choices import Choices, read_choices
from altterr_desktop.services.framework_edits import (
    FrameworkView,
    read_framework_view,
    save_measure,
    shipped_frameworks,
    start_framework,
)
from altterr_desktop.services.frameworks import FrameworkRow, MeasureRow, adopt_measures, list_frameworks
from altterr_desktop.services.records import delete_record
from altterr_desktop.ui.dialogs.showing import show_beside
from altterr_desktop.ui.forms import Form
from altterr_desktop.ui.kit.choice_combo import ChoiceCombo
from altterr_desktop.ui.kit.context import TabContext
from altterr_desktop.ui.kit.exporting import export_report
from altterr_desktop.ui.kit.record_form import RecordForm

_LEVELS = (1, 2, 3)
_ID = int(Qt.ItemDataRole.UserRole)
_KINDS = frozenset({"framework", "framework_measure", "framework_level", "theme", "commitment"})


def ask_name(parent: QWidget) -> str:
    """Ask for the name of a new framework; «» when cancelled. Tests replace it."""
    text, accepted = QInputDialog.getText(parent, _("New list of measures"), _("Name of the list"))
    return text.strip() if accepted else ""


class FrameworksForm(Form):
    """Bind the window of frameworks."""

    FORM = "frameworks_dialog"
    widget: QDialog
    framework_combo: ChoiceCombo
    add_button: QToolButton
    export_button: QToolButton
    about_label: QLabel
    measures_tree: QTreeWidget
    new_measure_button: QPushButton
    delete_measure_button: QPushButton
    editor: QWidget
    number_edit: QLineEdit
    title_edit: QLineEdit
    verbatim_check: QCheckBox
    theme_combo: ChoiceCombo
    text_edit: QPlainTextEdit
    level1_edit: QPlainTextEdit
    level2_edit: QPlainTextEdit
    level3_edit: QPlainTextEdit
    chosen_label: QLabel
    level_spin: QSpinBox
    adopt_button: QPushButton
    close_button: QPushButton

    def __init__(self, parent: QWidget | None, context: TabContext) -> None:
        super().__init__(parent)
        self._context = context
        self._frameworks: Sequence[FrameworkRow] = ()
        self._view: FrameworkView | None = None
        self._wanted_measure = ""
        self.form = RecordForm(self._on_committed, self.widget)
        self.form.bind(
            number=self.number_edit,
            title=self.title_edit,
            text=self.text_edit,
            theme_id=self.theme_combo,
            level1=self.level1_edit,
            level2=self.level2_edit,
            level3=self.level3_edit,
        )
        self._set_up()
        self._connect()
        self.reload()

    # Reading

    def reload(self, framework_id: str = "") -> None:
        """Ask again for the frameworks, then for the one shown."""
        wanted = framework_id or self.framework_combo.value() or ""
        ask = self._context.operations.ask
        ask(read_choices, on_done=self._on_choices_read, owner=self.widget)
        ask(list_frameworks, on_done=partial(self._on_listed, wanted), owner=self.widget)

    def _on_choices_read(self, choices: Choices) -> None:
        self.theme_combo.set_choices([(one.id, one.text) for one in choices.themes], _("No theme"))

    def _on_listed(self, wanted: str, frameworks: Sequence[FrameworkRow]) -> None:
        self._frameworks = frameworks
        names = [(one.id, " ".join(part for part in (one.name, one.edition) if part)) for one in frameworks]
        self.framework_combo.set_choices(names, None if names else _("No framework yet"))
        if names and not any(one.id == wanted for one in frameworks):
            wanted = names[0][0]
        self.framework_combo.set_value(wanted or None)
        self._read()

    def _read(self) -> None:
        framework_id = self.framework_combo.value()
        for widget in (self.export_button, self.new_measure_button):
            widget.setEnabled(bool(framework_id))
        if framework_id:
            self._context.operations.ask(
                read_framework_view, framework_id, on_done=self._on_read, owner=self.widget
            )
        else:
            self._view = None
            self.measures_tree.clear()
            self.about_label.setText(
                _("Add one that comes with the program, bring in the list of your pact, or start your own.")
            )
            self._show_measure(None)

    def _on_read(self, view: FrameworkView) -> None:
        kept = {item.data(0, _ID) for item in self._items() if item.checkState(0) is Qt.CheckState.Checked}
        is_made, wanted = bool(self._wanted_measure), self._wanted_measure or self.form.record_id
        self._wanted_measure = ""
        self._view = view
        about = [view.values["publisher"], view.values["licence"], view.values["description"]]
        self.about_label.setText("\n".join(part for part in about if part))
        self.measures_tree.blockSignals(True)
        self.measures_tree.clear()
        items: dict[str, QTreeWidgetItem] = {}
        for measure in view.measures:
            above = items.get(measure.parent_id or "")
            item = QTreeWidgetItem(above) if above is not None else QTreeWidgetItem(self.measures_tree)
            items[measure.id] = item
            _fill(item, measure)
            item.setCheckState(0, Qt.CheckState.Checked if measure.id in kept else Qt.CheckState.Unchecked)
        self.measures_tree.expandAll()
        current = items.get(wanted) or next(iter(items.values()), None)
        if current is not None:
            self.measures_tree.setCurrentItem(current)
        self.measures_tree.blockSignals(False)
        self._show_measure(current)
        self._count_chosen()
        if is_made:
            self.title_edit.setFocus()
            self.title_edit.selectAll()

    # Building

    def _set_up(self) -> None:
        unit = self.widget.fontMetrics().height()
        tree = self.measures_tree
        tree.setHeaderLabels([_("No."), _("Measure"), _("Levels"), _("Commitments")])
        tree.setColumnWidth(0, unit * 7)
        tree.setColumnWidth(1, unit * 18)
        tree.setColumnWidth(2, unit * 4)
        tree.setUniformRowHeights(True)
        for edit in (self.text_edit, self.level1_edit, self.level2_edit, self.level3_edit):
            edit.setMinimumHeight(unit * 3)
        self.widget.resize(unit * 66, unit * 40)
        menu = QMenu(self.add_button)
        for path in shipped_frameworks():
            menu.addAction(_shipped_name(path)).triggered.connect(lambda *_on, path=path: self._bring(path))
        menu.addSeparator()
        menu.addAction(_("A file (JSON, spreadsheet)…")).triggered.connect(lambda *_on: self._bring(None))
        menu.addAction(_("An empty list…")).triggered.connect(lambda *_on: self._start())
        self.add_button.setMenu(menu)
        out = QMenu(self.export_button)
        for fmt, text in (("xlsx", _("As a spreadsheet…")), ("json", _("As JSON, for another group…"))):
            out.addAction(text).triggered.connect(lambda *_on, fmt=fmt: self._export(fmt))
        self.export_button.setMenu(out)

    def _connect(self) -> None:
        self.framework_combo.picked.connect(lambda *_id: self._read())
        self.measures_tree.currentItemChanged.connect(lambda item, _before: self._show_measure(item))
        self.measures_tree.itemChanged.connect(lambda *_item: self._count_chosen())
        self.verbatim_check.clicked.connect(lambda *_on: self._on_verbatim_clicked())
        self.new_measure_button.clicked.connect(lambda *_on: self._on_new_measure())
        self.delete_measure_button.clicked.connect(lambda *_on: self._on_delete_measure())
        self.adopt_button.clicked.connect(lambda *_on: self._on_adopt())
        self.close_button.clicked.connect(self.widget.accept)
        self.widget.finished.connect(lambda *_result: self.form.flush())
        changed = self._on_changed
        self._context.operations.changed.connect(changed)
        self.widget.destroyed.connect(lambda: self._context.operations.changed.disconnect(changed))

    def _items(self) -> list[QTreeWidgetItem]:
        found: list[QTreeWidgetItem] = []
        waiting = [
            self.measures_tree.topLevelItem(row) for row in range(self.measures_tree.topLevelItemCount())
        ]
        while waiting:
            item = waiting.pop(0)
            if item is not None:
                found.append(item)
                waiting[:0] = [item.child(row) for row in range(item.childCount())]
        return found

    def _on_changed(self, changes: object) -> None:
        kinds = getattr(changes, "kinds", None)
        if kinds is None or _KINDS.intersection(kinds):
            self.reload()

    # One measure

    def _show_measure(self, item: QTreeWidgetItem | None) -> None:
        measure = self._measure(str(item.data(0, _ID)) if item is not None else "")
        self.editor.setEnabled(measure is not None)
        self.delete_measure_button.setEnabled(measure is not None)
        if measure is None:
            self.form.clear()
            return
        levels = dict(measure.levels)
        self.verbatim_check.setChecked(measure.is_verbatim)
        self.form.load(
            {
                "id": measure.id,
                "number": measure.number,
                "title": measure.title,
                "text": measure.text,
                "theme_id": measure.theme_id,
                **{f"level{level}": levels.get(level, "") for level in _LEVELS},
            }
        )

    def _measure(self, measure_id: str) -> MeasureRow | None:
        measures = self._view.measures if self._view is not None else ()
        return next((one for one in measures if one.id == measure_id), None)

    def _on_committed(self, field: str, value: Any) -> None:
        if field.startswith("level"):
            self._save({}, {int(field[-1]): str(value or "")})
        elif field == "title":
            self._save({"title": self._stored_title(str(value or ""))}, {})
        else:
            self._save({field: value if field == "theme_id" else str(value or "")}, {})

    def _stored_title(self, title: str) -> str:
        title = title.strip()
        return title if self.verbatim_check.isChecked() or not title else f"[{title}]"

    def _on_verbatim_clicked(self) -> None:
        self._save({"title": self._stored_title(self.title_edit.text())}, {})

    def _save(self, values: Mapping[str, Any], levels: Mapping[int, str]) -> None:
        if self._view is not None and self.form.record_id:
            self._write(
                save_measure,
                framework_id=self._view.id,
                measure_id=self.form.record_id,
                values=values,
                levels=levels,
            )

    def _on_new_measure(self) -> None:
        if self._view is not None:
            self.form.flush()
            values = {"title": _("New measure")}
            self._write(save_measure, self._on_measure_made, framework_id=self._view.id, values=values)

    def _on_measure_made(self, changes: Any) -> None:
        self._wanted_measure = changes.subject_id
        self._read()

    def _on_delete_measure(self) -> None:
        if measure_id := self.form.record_id:
            self._write(delete_record, kind="framework_measure", record_id=measure_id)

    # Commitments

    def _chosen(self) -> list[str]:
        return [
            str(item.data(0, _ID)) for item in self._items() if item.checkState(0) is Qt.CheckState.Checked
        ]

    def _count_chosen(self) -> None:
        count = len(self._chosen())
        words = ngettext("{count} measure chosen", "{count} measures chosen", count)
        self.chosen_label.setText(words.format(count=number(count)))
        self.adopt_button.setEnabled(bool(count))

    def _on_adopt(self) -> None:
        chosen = self._chosen()
        if self._view is None or not chosen:
            return
        level = self.level_spin.value()
        levels = dict.fromkeys(chosen, level) if level else {}
        self._write(
            adopt_measures, self._on_adopted, framework_id=self._view.id, measure_ids=chosen, levels=levels
        )

    def _on_adopted(self, changes: Any) -> None:
        made = sum(kind == "commitment" for kind, _id in getattr(changes, "records", ()))
        if made:
            words = ngettext("{count} commitment made", "{count} commitments made", made)
            self._context.messages.status(words.format(count=number(made)))
        else:
            self._context.messages.status(_("These measures were commitments already."))
        for item in self._items():
            item.setCheckState(0, Qt.CheckState.Unchecked)

    # Whole frameworks

    def _bring(self, path: Path | None) -> None:
        """Bring a framework in: the file is shown before anything is written."""
        if path is None:
            if "import.framework" in {action.id for action in self._context.actions.listed()}:
                self._context.actions.built("import.framework").trigger()
            return
        self._write(_bring_shipped, self._on_started, path=path)

    def _start(self) -> None:
        if name := ask_name(self.widget):
            self._write(start_framework, self._on_started, values={"name": name})

    def _on_started(self, changes: Any) -> None:
        self.reload(changes.subject_id)

    def _export(self, fmt: str) -> None:
        if self._view is not None:
            self.form.flush()
            export_report(self._context, self.widget, "framework", self._view.id, fmt)

    def _write(self, fn: Any, on_done: Any = None, **values: Any) -> None:
        self._context.operations.write(
            fn,
            on_done=on_done,
            on_error=lambda error: self._context.messages.warn(str(error)),
            owner=self.widget,
            **values,
        )


def _fill(item: QTreeWidgetItem, measure: MeasureRow) -> None:
    item.setData(0, _ID, measure.id)
    title = measure.title or _("(words to be filled in)")
    item.setText(0, measure.number)
    item.setText(1, title if measure.is_verbatim or not measure.title else f"[{title}]")
    item.setToolTip(1, title)
    item.setText(2, number(len(measure.levels)) if measure.levels else "–")
    item.setText(3, number(measure.adopted) if measure.adopted else "–")
    item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)


def _shipped_name(path: Path) -> str:
    import json

    content = json.loads(path.read_text("utf-8"))
    return f"{content['name']} {content.get('edition', '')}".strip()


def _bring_shipped(dossier: Any, *, path: Path) -> Any:
    """Bring a framework in; used on the worker's thread."""
    from altterr_desktop.importers.frameworks.spec import prepare

    return prepare(dossier, path).write()[0]


def show_frameworks(parent: QWidget, context: TabContext) -> FrameworksForm:
    """Show the frameworks beside the work."""
    return show_beside(FrameworksForm(parent, context))
