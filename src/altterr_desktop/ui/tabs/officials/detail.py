"""Show one official in sections: sheet, functions, contacts, commitments, meetings, history."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QStackedWidget, QTabWidget, QVBoxLayout, QWidget

from altterr_desktop.domain.officials import OfficialKind
from altterr_desktop.i18n import _
from altterr_desktop.i18n.labels import label
from altterr_desktop.services.silences import SILENCE_DAYS
from altterr_desktop.ui.kit.context import TabContext
from altterr_desktop.ui.kit.icons import set_icon
from altterr_desktop.ui.kit.plain import ElidedLabel, PlainLabel, scaled_font
from altterr_desktop.ui.tabs.officials.lists import (
    ActsSection,
    ContactsSection,
    DealingsSection,
    PromisesSection,
    SeatsSection,
    silence_words,
)
from altterr_desktop.ui.tabs.officials.page import OfficialPage
from altterr_desktop.ui.tabs.officials.sheet import SheetSection

SECTIONS = ("sheet", "seats", "contacts", "commitments", "dealings", "history")


class OfficialDetail(QWidget):
    """Show the official `show_page` was given."""

    def __init__(self, context: TabContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.page: OfficialPage | None = None
        self.name_label = ElidedLabel(self)
        self.name_label.setFont(scaled_font(self.font(), 1.2, QFont.Weight.DemiBold))
        self.silence_label = PlainLabel(self, "", "label")
        self.function_label = ElidedLabel(self, "", "muted")
        self.prepare_button = QPushButton(_("Prepare a meeting…"), self)
        self.prepare_button.setProperty("kind", "primary")
        set_icon(self.prepare_button, "calendar-clock", "accent_ink")
        self.sheet = SheetSection(context, self)
        self.seats = SeatsSection(context, self)
        self.contacts = ContactsSection(context, self)
        self.promises = PromisesSection(context, self)
        self.dealings = DealingsSection(context, self)
        self.acts = ActsSection(context, self)
        self.sections = QTabWidget(self)
        self.sections.setDocumentMode(True)
        self.sections.tabBar().setDrawBase(False)
        self.sections.setAccessibleName(_("Parts of the page"))
        self.sections.tabBar().setAccessibleName(_("Parts of the page"))
        for section, title in zip(self._all(), self._titles(), strict=True):
            page = QWidget()
            inside = QVBoxLayout(page)
            inside.setContentsMargins(0, round(page.fontMetrics().height() * 0.5), 0, 0)
            inside.addWidget(section)
            self.sections.addTab(page, title)
        self._lay_out()

    def show_page(self, page: OfficialPage) -> None:
        """Show an official."""
        self.page = page
        official = page.official
        self.name_label.setText(official.name)
        territory = page.names.get("territory_id") or next((seat.territory for seat in official.seats), "")
        kind = label(official.kind) if official.kind is OfficialKind.STAFF else ""
        words = official.function if official.function != official.name else ""
        self.function_label.setText(" · ".join(part for part in (kind, words, territory) if part))
        self.silence_label.setText(silence_words(official))
        silent = bool(official.commitments) and (official.silence_days or SILENCE_DAYS + 1) > SILENCE_DAYS
        self._tint_silence("danger" if silent else "label")
        for section in self._all():
            section.show_page(page)
        titles = self._titles()
        counts = {
            1: len(official.seats) + len(official.past_seats),
            2: len(official.contacts),
            3: len(official.commitments),
            4: len(official.meetings),
        }
        for place, count in counts.items():
            self.sections.setTabText(place, f"{titles[place]} {count}" if count else titles[place])
        self._stack.setCurrentIndex(1)

    def clear(self) -> None:
        """Show nobody."""
        self.page = None
        self.sheet.clear()
        self._stack.setCurrentIndex(0)

    def leave(self) -> None:
        """Commit what is being typed in any section."""
        for section in self._all():
            section.leave()

    def show_section(self, name: str) -> None:
        """Turn to a section by its name in SECTIONS."""
        self.sections.setCurrentIndex(SECTIONS.index(name))

    def focus_first(self) -> None:
        """Put the keyboard in the section shown."""
        if self.sections.currentIndex() == 0:
            self.sheet.focus_first()
        elif self.sections.currentIndex() == SECTIONS.index("contacts"):
            self.contacts.value_edit.setFocus()
        else:
            self.sections.tabBar().setFocus(Qt.FocusReason.TabFocusReason)

    def _all(
        self,
    ) -> tuple[SheetSection, SeatsSection, ContactsSection, PromisesSection, DealingsSection, ActsSection]:
        return (self.sheet, self.seats, self.contacts, self.promises, self.dealings, self.acts)

    def _titles(self) -> tuple[str, ...]:
        return (
            _("Sheet"),
            _("Functions"),
            _("Contacts"),
            _("Commitments"),
            _("Meetings"),
            _("History"),
        )

    def _tint_silence(self, kind: str) -> None:
        shown = self.silence_label
        if shown.property("kind") != kind:
            shown.setProperty("kind", kind)
            shown.style().unpolish(shown)
            shown.style().polish(shown)

    def _lay_out(self) -> None:
        unit = self.fontMetrics().height()
        head = QHBoxLayout()
        head.setSpacing(unit // 2)
        head.addWidget(self.name_label, 1)
        head.addWidget(self.prepare_button)
        facts = QHBoxLayout()
        facts.setSpacing(unit // 2)
        facts.addWidget(self.function_label, 1)
        facts.addWidget(self.silence_label)
        shown = QWidget(self)
        column = QVBoxLayout(shown)
        column.setContentsMargins(round(unit * 0.8), round(unit * 0.6), round(unit * 0.6), round(unit * 0.5))
        column.setSpacing(round(unit * 0.3))
        column.addLayout(head)
        column.addLayout(facts)
        column.addWidget(self.sections, 1)
        nothing = PlainLabel(self, _("Choose somebody in the list, or add somebody."), "muted")
        nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        nothing.setWordWrap(True)
        self._stack = QStackedWidget(self)
        self._stack.addWidget(nothing)
        self._stack.addWidget(shown)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._stack)
