"""Keep elections: lists asked to sign, their answers measure by measure, candidates, and the day after the vote."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QHeaderView,
    QLabel,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QPushButton,
    QTableWidget,
    QTabWidget,
    QTreeWidget,
    QTreeWidgetItem,
    QWidget,
)

from altterr_desktop.domain.elections import CandidateAnswerKind, ElectionState
from altterr_desktop.domain.requests import AnswerKind, Channel
from altterr_desktop.i18n import _
from altterr_desktop.i18n.dates import medium_date
from altterr_desktop.i18n.labels import label
from altterr_desktop.services.election_views import ElectionView, ListView
from altterr_desktop.services.elections import add_election, conclude_election, set_answers
from altterr_desktop.services.records import change_record, create_record, delete_record
from altterr_desktop.ui.dialogs.showing import show_beside
from altterr_desktop.ui.forms import Form
from altterr_desktop.ui.kit.choice_combo import ChoiceCombo
from altterr_desktop.ui.kit.context import TabContext
from altterr_desktop.ui.kit.date_field import DateField
from altterr_desktop.ui.kit.enum_combo import EnumCombo
from altterr_desktop.ui.kit.exporting import export_report
from altterr_desktop.ui.kit.number_field import NumberField
from altterr_desktop.ui.kit.record_form import RecordForm
from altterr_desktop.ui.tabs.officials.elections import conclude
from altterr_desktop.ui.tabs.officials.elections.answers import AnswersGrid, keys_sentence
from altterr_desktop.ui.tabs.officials.elections.calls import ElectionPage, read_page
from altterr_desktop.ui.tabs.officials.elections.people import People

_ROLE = int(Qt.ItemDataRole.UserRole)
_KINDS = frozenset(
    {"election", "candidate_list", "candidate", "candidate_answer", "framework", "framework_measure"}
)


class ElectionWindow(Form):
    """Bind the window of elections."""

    FORM = "election_window"
    widget: QDialog
    election_combo: ChoiceCombo
    new_button: QPushButton
    export_button: QPushButton
    conclude_button: QPushButton
    title_edit: QLineEdit
    first_field: DateField
    second_field: DateField
    framework_combo: ChoiceCombo
    territory_combo: ChoiceCombo
    empty_label: QLabel
    views: QTabWidget
    lists_tree: QTreeWidget
    add_list_button: QPushButton
    import_button: QPushButton
    delete_list_button: QPushButton
    name_edit: QLineEdit
    label_edit: QLineEdit
    label_source_edit: QLineEdit
    asked_field: DateField
    channel_combo: EnumCombo
    answer_combo: EnumCombo
    answered_field: DateField
    answer_edit: QPlainTextEdit
    url_edit: QLineEdit
    votes_field: NumberField
    seats_field: NumberField
    list_notes_edit: QPlainTextEdit
    keys_label: QLabel
    answers_table: QTableWidget
    words_edit: QPlainTextEdit
    people_combo: ChoiceCombo
    people_tree: QTreeWidget
    given_edit: QLineEdit
    family_edit: QLineEdit
    rank_field: NumberField
    function_edit: QLineEdit
    add_person_button: QPushButton
    delete_person_button: QPushButton
    error_label: QLabel
    state_label: QLabel
    close_button: QPushButton

    def __init__(self, parent: QWidget | None, context: TabContext) -> None:
        super().__init__(parent)
        self._context = context
        self._page: ElectionPage | None = None
        self._wanted = {"election": "", "candidate_list": ""}
        self.channel_combo.set_members(Channel, _("Not known"))
        self.answer_combo.set_members(AnswerKind, _("No answer"))
        self.keys_label.setText(keys_sentence())
        self.election_form = self._record_form("election")
        self.election_form.bind(
            title=self.title_edit,
            first_round_on=self.first_field,
            second_round_on=self.second_field,
            framework_id=self.framework_combo,
            territory_id=self.territory_combo,
        )
        self.list_form = self._record_form("candidate_list")
        self.list_form.bind(
            name=self.name_edit,
            political_label=self.label_edit,
            political_label_source=self.label_source_edit,
            asked_on=self.asked_field,
            channel=self.channel_combo,
            answer_kind=self.answer_combo,
            answered_on=self.answered_field,
            answer_text=self.answer_edit,
            url=self.url_edit,
            votes=self.votes_field,
            seats_won=self.seats_field,
            notes=self.list_notes_edit,
        )
        self.list_form.drafted.connect(self._on_list_drafted)
        self.answers = AnswersGrid(self.answers_table, self._on_answered)
        self.words_form = RecordForm(self._keep_words, self.widget)
        self.words_form.bind(words=self.words_edit)
        fields = {
            "given_name": self.given_edit,
            "family_name": self.family_edit,
            "rank": self.rank_field,
            "function": self.function_edit,
        }
        self.people = People(
            self.people_combo, self.people_tree, fields, self._record_form("candidate"), self._create_person
        )
        self._connect()
        unit = self.widget.fontMetrics().height()
        # The measures have the room: what a list wrote about one of them is a few lines.
        self.words_edit.setFixedHeight(unit * 4)
        for edit in (self.answer_edit, self.list_notes_edit):
            edit.setMinimumHeight(unit * 3)
        self.widget.resize(unit * 66, unit * 38)
        self.error_label.hide()
        self.reload()

    def _connect(self) -> None:
        header = self.lists_tree.header()
        header.setStretchLastSection(False)
        self.lists_tree.setHeaderLabels([_("List"), _("Asked on"), _("Answer"), _("Signed")])
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.lists_tree.currentItemChanged.connect(lambda *_items: self._show_list())
        self.election_combo.picked.connect(self._on_election_picked)
        self.new_button.clicked.connect(lambda *_on: self._on_new_asked())
        menu = QMenu(self.export_button)
        for fmt, words in (("pdf", _("As a PDF…")), ("xlsx", _("As a spreadsheet…"))):
            menu.addAction(words).triggered.connect(lambda *_on, fmt=fmt: self._export(fmt))
        self.export_button.setMenu(menu)
        self.conclude_button.clicked.connect(lambda *_on: self._on_conclude_asked())
        self.add_list_button.clicked.connect(lambda *_on: self.start_list())
        self.import_button.clicked.connect(
            lambda *_on: self._context.actions.built("import.candidates").trigger()
        )
        self.delete_list_button.clicked.connect(lambda *_on: self._on_delete_list_asked())
        self.add_person_button.clicked.connect(lambda *_on: self.people.start_new())
        self.delete_person_button.clicked.connect(lambda *_on: self._on_delete_person_asked())
        self.answers_table.itemSelectionChanged.connect(self._show_words)
        self.close_button.clicked.connect(self.widget.accept)
        self.widget.finished.connect(lambda *_code: self.flush())
        self._context.operations.changed.connect(self._on_changed)

    # What is shown

    def reload(self) -> None:
        """Read the page again."""
        self._context.operations.ask(
            read_page, self._wanted["election"], on_done=self._on_read, owner=self.widget
        )

    def flush(self) -> None:
        """Keep every edit in progress."""
        for form in (self.election_form, self.list_form, self.words_form, self.people.form):
            form.flush()

    @property
    def shown(self) -> ElectionView | None:
        """Give the election shown."""
        return self._page.shown if self._page is not None else None

    def start_list(self) -> None:
        """Empty the fields for a new list."""
        if self.shown is not None:
            self.list_form.start_draft()
            self._enable_list(enabled=True)
            self.name_edit.setFocus()

    def _on_changed(self, changes: object) -> None:
        if _KINDS.intersection(getattr(changes, "kinds", ())):
            self.reload()

    def _on_read(self, page: ElectionPage) -> None:
        self._page = page
        view = page.shown
        self.election_combo.set_choices([(one.id, one.title) for one in page.elections])
        has_one = view is not None
        for widget in (self.views, self.export_button, self.conclude_button, self.election_combo):
            widget.setEnabled(has_one)
        for field in (self.title_edit, self.first_field, self.second_field):
            field.setEnabled(has_one)
        self.framework_combo.setEnabled(has_one)
        self.territory_combo.setEnabled(has_one)
        self.empty_label.setText(_guidance(page))
        self.empty_label.setVisible(bool(self.empty_label.text()))
        if view is None:
            self.election_form.clear()
            return
        self._wanted["election"] = view.id
        self.election_combo.set_value(view.id)
        self.framework_combo.set_choices(page.frameworks, empty=_("Choose a framework"))
        self.territory_combo.set_choices(page.territories, empty="–")
        self.election_form.load(view)
        self.state_label.setText(_state_sentence(view))
        self._fill_lists(view.lists)
        self.answers.show_election(view)
        self.people.show_election(view)
        self._show_list()
        self._show_words()

    def _fill_lists(self, lists: Sequence[ListView]) -> None:
        self.lists_tree.blockSignals(True)
        self.lists_tree.clear()
        for one in lists:
            item = QTreeWidgetItem(self.lists_tree, _list_cells(one))
            item.setData(0, _ROLE, one.id)
            if one.id == self._wanted["candidate_list"] or self.lists_tree.currentItem() is None:
                self.lists_tree.setCurrentItem(item)
        self.lists_tree.blockSignals(False)

    def _list(self) -> ListView | None:
        item = self.lists_tree.currentItem()
        wanted = item.data(0, _ROLE) if item is not None else ""
        return next((one for one in self.shown.lists if one.id == wanted), None) if self.shown else None

    def _show_list(self) -> None:
        if self.list_form.is_draft:
            return
        chosen = self._list()
        self._enable_list(enabled=chosen is not None)
        if chosen is None:
            self.list_form.clear()
            return
        self._wanted["candidate_list"] = chosen.id
        self.list_form.load(chosen)

    def _enable_list(self, *, enabled: bool) -> None:
        fields: tuple[QWidget, ...] = (
            self.name_edit, self.label_edit, self.label_source_edit, self.asked_field, self.channel_combo,
            self.answer_combo, self.answered_field, self.answer_edit, self.url_edit, self.votes_field,
            self.seats_field, self.list_notes_edit,
        )  # fmt: skip
        for field in fields:
            field.setEnabled(enabled)
        self.delete_list_button.setEnabled(enabled)

    def _show_words(self) -> None:
        current = self.answers.current()
        answer = current[0].answers.get(current[1]) if current is not None else None
        self.words_edit.setEnabled(answer is not None)
        if current is None or answer is None:
            self.words_form.clear()
            return
        self.words_form.load({"id": f"{current[0].id} {current[1]}", "words": answer.words})

    # What is kept

    def _record_form(self, kind: str) -> RecordForm:
        return RecordForm(lambda field, value: self._keep(kind, field, value), self.widget)

    def _keep(self, kind: str, field: str, value: Any) -> None:
        form = {"election": self.election_form, "candidate_list": self.list_form}.get(
            kind
        ) or self.people.form
        refused = partial(form.refuse, field)
        self._write(
            change_record, refused=refused, kind=kind, record_id=form.record_id, values={field: value}
        )

    def _keep_words(self, _field: str, value: Any) -> None:
        list_id, _space, measure_id = self.words_form.record_id.partition(" ")
        view = self.shown
        asked = next((one for one in view.lists if one.id == list_id), None) if view is not None else None
        answer = asked.answers.get(measure_id) if asked is not None else None
        if answer is not None:
            self._write(
                set_answers,
                candidate_list_id=list_id,
                measure_ids=(measure_id,),
                answer=answer.kind,
                level=answer.level,
                words=str(value),
            )

    def _on_answered(
        self, list_id: str, measures: Sequence[str], answer: CandidateAnswerKind | None, level: int | None
    ) -> None:
        self._write(set_answers, candidate_list_id=list_id, measure_ids=measures, answer=answer, level=level)

    def _on_list_drafted(self, values: Mapping[str, Any]) -> None:
        if self.shown is not None and str(values.get("name") or "").strip():
            given = {name: value for name, value in values.items() if value is not None}
            self._write(
                create_record,
                on_made=partial(self._want, "candidate_list"),
                kind="candidate_list",
                values={"election_id": self.shown.id, **given},
            )

    def _create_person(self, values: Mapping[str, Any]) -> None:
        self._write(create_record, on_made=self._on_person_made, kind="candidate", values=dict(values))

    def _on_person_made(self, changes: Any) -> None:
        self.people.wanted = changes.subject_id
        self.people.form.load({"id": changes.subject_id})

    def _want(self, kind: str, changes: Any) -> None:
        self._wanted[kind] = changes.subject_id
        if kind == "candidate_list":
            self.list_form.load({"id": changes.subject_id})

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

        def on_error(error: Exception) -> None:
            self.error_label.setText(str(error))
            self.error_label.show()
            if refused is not None:
                refused()

        self._context.operations.write(fn, on_done=on_done, on_error=on_error, owner=self.widget, **values)

    # Slots

    def _on_election_picked(self, election_id: object) -> None:
        self.flush()
        self._wanted["election"] = str(election_id or "")
        self.reload()

    def _on_new_asked(self) -> None:
        self.flush()
        made = partial(self._want, "election")
        self._write(add_election, on_made=made, values={"title": _("New election")})
        self.title_edit.setFocus()
        self.title_edit.selectAll()

    def _on_delete_list_asked(self) -> None:
        if (chosen := self._list()) is not None:
            self._delete("candidate_list", chosen.id, chosen.name)

    def _on_delete_person_asked(self) -> None:
        if (person := self.people.current()) is not None:
            self._delete("candidate", person.id, person.name)

    def _delete(self, kind: str, record_id: str, name: str) -> None:
        said = _("Deleted: {name}").format(name=name)
        self._context.operations.write(
            delete_record, said=said, owner=self.widget, kind=kind, record_id=record_id
        )

    def _export(self, fmt: str) -> None:
        self.flush()
        if self.shown is not None:
            export_report(self._context, self.widget, "election", self.shown.id, fmt)

    def _on_conclude_asked(self) -> None:
        self.flush()
        view = self.shown
        outcome = conclude.ask(self.widget, view) if view is not None else None
        if view is not None and outcome is not None:
            self._write(
                conclude_election,
                election_id=view.id,
                winner_id=outcome.winner_id,
                elected_ids=outcome.elected_ids,
                held_on=outcome.held_on,
            )


def _list_cells(one: ListView) -> list[str]:
    asked = medium_date(one.asked_on) if one.asked_on is not None else _("not asked")
    if one.is_silent:
        answer = _("no answer")
    else:
        answer = (
            label(one.answer_kind) if one.answer_kind is not None else (_("answered") if one.answers else "–")
        )
    name = _("{name} (won)").format(name=one.name) if one.won else one.name
    return [name, asked, answer, str(one.signed + one.partly) if one.was_asked else "–"]


def _guidance(page: ElectionPage) -> str:
    """Say what to do next where something is missing."""
    view = page.shown
    if view is None:
        return _("Before a vote, ask every list to sign the same measures: start with “New election”.")
    if view.framework_id is None:
        return _(
            "Choose the measures the lists are asked to sign: a framework (Commitments, Frameworks). "
            "You can bring one in from a file."
        )
    if not view.lists:
        return _("Add the lists that stand, one by one or from the prefecture's file.")
    return ""


def _state_sentence(view: ElectionView) -> str:
    if view.election_state is ElectionState.DONE:
        return _("The vote took place: the winners are officials, what they signed are commitments.")
    asked = sum(one.was_asked for one in view.lists)
    silent = sum(one.is_silent for one in view.lists)
    return _("{asked} of {count} lists asked, {silent} without an answer.").format(
        asked=asked, count=len(view.lists), silent=silent
    )


def show_elections(parent: QWidget, context: TabContext) -> ElectionWindow:
    """Show the elections beside the work."""
    return show_beside(ElectionWindow(parent, context))
