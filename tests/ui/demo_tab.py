"""A throw-away tab with ten thousand invented commitments: what the kit is looked at and tested with."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QFormLayout, QHBoxLayout, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from altterr_desktop.domain.commitments import Standing
from altterr_desktop.domain.dates import Precision
from altterr_desktop.domain.folding import fold
from altterr_desktop.domain.lists import Page, Query
from altterr_desktop.i18n import _
from altterr_desktop.i18n.dates import deadline_words
from altterr_desktop.i18n.labels import label, short_label
from altterr_desktop.i18n.numbers import percent
from altterr_desktop.i18n.parsing import ParsedDate
from altterr_desktop.ui.kit.base_tab import ListSpec, ListTab
from altterr_desktop.ui.kit.columns import Cell, Column
from altterr_desktop.ui.kit.context import TabContext
from altterr_desktop.ui.kit.date_field import DateField
from altterr_desktop.ui.kit.empty_state import EmptyWords, Offer
from altterr_desktop.ui.kit.enum_combo import EnumCombo
from altterr_desktop.ui.kit.filter_bar import Choice, Filter
from altterr_desktop.ui.kit.plain import PlainLabel, scaled_font
from altterr_desktop.ui.kit.record_form import RecordForm
from altterr_desktop.ui.kit.standings import StandingChip

_PEOPLE = ("Chloé Moreau", "Patrice Açaoui", "Noémie Pélissier", "Hélène Hébert", "Zoé Çelik", "Yann Ndiaye")
_THEMES = (
    "Alimentation et agriculture",
    "Eau",
    "Déchets et sobriété",
    "Bâtiments",
    "Mobilités",
    "Biodiversité",
)
_TITLES = (
    "Végétaliser la place Gambetta",
    "Piste cyclable continue rue de la Liberté",
    "Rénover l’école Jean-Jaurès au niveau BBC",
    "Plan zéro phyto dans les parcs",
    "Composteurs partagés dans chaque quartier",
    "Extinction de l’éclairage public la nuit",
    "Repas végétarien quotidien à la cantine",
    "Tarification solidaire de l’eau",
)
_STANDINGS = list(Standing)


@dataclass(frozen=True)
class Row:
    id: str
    number: int
    title: str
    theme: str
    official: str
    deadline: date
    standing: Standing
    share: float | None
    notes: str = ""

    @property
    def named(self) -> tuple[str, str]:
        return self.title, f"{self.official} · {self.theme}"


@dataclass(frozen=True)
class FakeChanges:
    """Looks like what a service returns."""

    records: tuple[tuple[str, str], ...]
    label: str = "Commitment changed"

    @property
    def kinds(self) -> frozenset[str]:
        return frozenset(kind for kind, _id in self.records)


class FakeDossier:
    """Keeps rows in memory and answers as the services do."""

    def __init__(self, count: int = 10_000) -> None:
        self.rows = [_row(number) for number in range(count)]
        self.queries: list[Query] = []

    def get(self, record_id: str) -> Row:
        return next(row for row in self.rows if row.id == record_id)


def _row(number: int) -> Row:
    standing = _STANDINGS[(number * 7 + number // 13) % len(_STANDINGS)]
    share = {Standing.DONE: 1.0, Standing.NOT_ASSESSED: None, Standing.VOID: None}.get(
        standing, (number * 5 % 20) / 20
    )
    return Row(
        f"c{number}",
        number + 1,
        _TITLES[number * 3 % len(_TITLES)],
        _THEMES[number % len(_THEMES)],
        _PEOPLE[number * 5 % len(_PEOPLE)],
        date(2026, 5, 7) + timedelta(days=number // 7),
        standing,
        share,
    )


def list_rows(dossier: FakeDossier, query: Query) -> Page[Row]:
    dossier.queries.append(query)
    words = fold(query.words).split()
    rows = [
        row
        for row in dossier.rows
        if (not query.chosen("standing") or row.standing.value in query.chosen("standing"))
        and all(word in fold(f"{row.title} {row.official} {row.theme}") for word in words)
    ]
    if query.sort:
        rows.sort(key=lambda row: str(getattr(row, query.sort)), reverse=query.descending)
    return Page(rows[query.offset : query.offset + query.limit], len(rows))


def update_row(dossier: FakeDossier, record_id: str, *, field: str, value: Any) -> FakeChanges:
    place = next(place for place, row in enumerate(dossier.rows) if row.id == record_id)
    if field == "deadline" and isinstance(value, ParsedDate):
        value = value.day
    dossier.rows[place] = replace(dossier.rows[place], **{field: value})
    return FakeChanges((("commitment", record_id),))


def get_row(dossier: FakeDossier, record_id: str) -> Row:
    return dossier.get(record_id)


def demo_columns() -> list[Column]:
    return [
        Column("number", _("No."), 3, Cell.MUTED, Qt.AlignmentFlag.AlignRight),
        Column("named", _("Commitment"), 30, Cell.TWO_LINES, stretch=True, sort="title"),
        Column(
            "deadline",
            _("Deadline"),
            14,
            text=lambda day: deadline_words(day, Precision.MONTH),
            align=Qt.AlignmentFlag.AlignLeft,
        ),
        Column(
            "share",
            _("Progress"),
            14,
            Cell.PROGRESS,
            text=lambda share: "" if share is None else percent(round(share * 100), 100),
        ),
        Column("standing", _("State"), 17, Cell.STANDING, text=short_label),
    ]


class Detail(QWidget):
    """The form of one commitment, in code: forms are tested elsewhere."""

    def __init__(self, context: TabContext) -> None:
        super().__init__()
        unit = self.fontMetrics().height()
        self.title = PlainLabel(self)
        self.title.setFont(scaled_font(self.font(), 1.2, QFont.Weight.DemiBold))
        self.title.setWordWrap(True)
        self.chip = StandingChip(self)
        self.title_edit = QLineEdit(self)
        self.standing_combo = EnumCombo(self)
        self.standing_combo.set_members(Standing)
        self.deadline_field = DateField(self)
        self.notes_edit = QPlainTextEdit(self)
        rows = QFormLayout()
        rows.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapAllRows)
        rows.setVerticalSpacing(unit // 3)
        for text, widget in (
            (_("&Title"), self.title_edit),
            (_("&State"), self.standing_combo),
            (_("&Deadline"), self.deadline_field),
            (_("&Notes"), self.notes_edit),
        ):
            words = PlainLabel(self, text, "label")
            words.setBuddy(widget)
            rows.addRow(words, widget)
        head = QHBoxLayout()
        head.addWidget(self.chip)
        head.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(unit, unit, unit, unit)
        whole.setSpacing(unit // 2)
        whole.addWidget(self.title)
        whole.addLayout(head)
        whole.addLayout(rows, 1)


class DemoTab(ListTab):
    KEY = "commitments"
    KINDS = frozenset({"commitment"})

    def __init__(self, context: TabContext, parent: QWidget | None = None) -> None:
        chosen = (Standing.DONE, Standing.IN_PROGRESS, Standing.NOT_STARTED, Standing.ABANDONED)
        spec = ListSpec(
            title=_("Commitments"),
            columns=demo_columns(),
            source=list_rows,
            placeholder=_("Filter the list"),
            empty=EmptyWords(
                "target",
                _("Nothing here yet"),
                _("Add a first record, or drop a spreadsheet here."),
                Offer(_("Add"), self.start_new, "plus"),
                Offer(_("Import…"), lambda: None, "upload"),
            ),
            new_text=_("New commitment"),
            filters=(
                Filter(
                    "standing",
                    _("State"),
                    tuple(Choice(one.value, label(one)) for one in chosen),
                    all_text=_("All"),
                ),
            ),
        )
        super().__init__(context, spec, parent)
        self.detail = Detail(context)
        self.set_detail(self.detail)
        self.form = RecordForm(self._commit, self)
        self.form.bind(
            title=self.detail.title_edit,
            standing=self.detail.standing_combo,
            deadline=self.detail.deadline_field,
            notes=self.detail.notes_edit,
        )
        self.started: list[str] = []

    def start_new(self) -> None:
        self.started.append("new")

    def leave(self) -> None:
        self.form.flush()

    def load_detail(self, record_id: str) -> None:
        if record_id:
            self.context.operations.ask(get_row, record_id, on_done=self._on_detail)
        else:
            self.form.clear()

    def _on_detail(self, row: Row) -> None:
        if row.id == self.table.current_id():
            self.form.load(row)
            self.detail.title.setText(row.title)
            self.detail.chip.set_standing(row.standing)

    def _commit(self, field: str, value: Any) -> None:
        self.context.operations.write(update_row, self.form.record_id, field=field, value=value)
