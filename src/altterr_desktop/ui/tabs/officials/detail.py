"""Show one official in sections: sheet, functions, contacts, positions, commitments, story, history."""

from __future__ import annotations

from PySide6.QtCore import QByteArray, Qt, Signal
from PySide6.QtGui import QFont, QPixmap
from PySide6.QtWidgets import QPushButton, QWidget

from altterr_desktop.domain.officials import OfficialKind
from altterr_desktop.i18n import _, pgettext
from altterr_desktop.i18n.labels import label
from altterr_desktop.services.official_page import OfficialView
from altterr_desktop.ui.kit.context import TabContext
from altterr_desktop.ui.kit.detail_sections import DetailSections, RecordDetail, SectionSpec
from altterr_desktop.ui.kit.icons import set_icon
from altterr_desktop.ui.kit.plain import ElidedLabel, PlainLabel, scaled_font
from altterr_desktop.ui.tabs.officials.lists import (
    ActsSection,
    ContactsSection,
    PromisesSection,
    SeatsSection,
    silence_words,
)
from altterr_desktop.ui.tabs.officials.page import OfficialPage
from altterr_desktop.ui.tabs.officials.sheet import SheetSection
from altterr_desktop.ui.tabs.officials.stances import StancesSection
from altterr_desktop.ui.tabs.officials.story import StorySection


def section_specs() -> tuple[SectionSpec, ...]:
    """Describe the sections of an official in their order."""
    return (
        SectionSpec("sheet", _("Sheet"), SheetSection, _("Go to the sheet")),
        SectionSpec("seats", _("Functions"), SeatsSection, _("Go to the functions")),
        SectionSpec("contacts", _("Contacts"), ContactsSection, _("Go to the contacts")),
        SectionSpec("stances", _("Positions"), StancesSection, _("Go to their positions")),
        SectionSpec("commitments", _("Commitments"), PromisesSection, _("Go to their commitments")),
        SectionSpec("story", pgettext("official", "Story"), StorySection, _("Go to their story")),
        SectionSpec("history", _("History"), ActsSection, _("Go to the history")),
    )


class OfficialDetail(RecordDetail):
    """Show the official `show_page` was given; `seat_asked` carries the id of a seat to change, «» for a new one.

    So do `stance_asked` for a step of the ladder and `press_asked` for a press item.
    """

    prepare_asked = Signal()
    commitment_asked = Signal()
    seat_asked = Signal(str)
    stance_asked = Signal(str)
    press_asked = Signal(str)
    photo_asked = Signal()
    photo_removed = Signal()

    def __init__(self, context: TabContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.page: OfficialPage | None = None
        self.photo_label = PlainLabel(self)
        self.photo_label.hide()
        self.name_label = ElidedLabel(self)
        self.name_label.setFont(scaled_font(self.font(), 1.2, QFont.Weight.DemiBold))
        self.silence_label = PlainLabel(self, "", "label")
        self.function_label = ElidedLabel(self, "", "muted")
        self.prepare_button = QPushButton(_("Prepare a meeting…"), self)
        self.prepare_button.setProperty("kind", "primary")
        set_icon(self.prepare_button, "calendar-clock", "accent_ink")
        self.prepare_button.clicked.connect(lambda *_on: self.prepare_asked.emit())
        self.sections = DetailSections(context, section_specs(), _("Parts of the page"), self)
        self.sections.section_built.connect(self._on_section_built)
        self.lay_out(
            (self.name_label, self.photo_label, self.prepare_button),
            ((self.function_label, 1), (self.silence_label, 0)),
            self.sections,
            _("Choose somebody in the list, or add somebody."),
        )

    @property
    def sheet(self) -> SheetSection:
        """Give the section of the sheet."""
        return self.sections.typed("sheet", SheetSection)

    @property
    def contacts(self) -> ContactsSection:
        """Give the section of the contacts."""
        return self.sections.typed("contacts", ContactsSection)

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
        self._tint_silence("danger" if official.is_silent else "label")
        self._show_photo(official)
        self.sections.show_page(page)
        self.sections.show_counts(
            {
                "seats": len(official.seats) + len(official.past_seats),
                "contacts": len(official.contacts),
                "commitments": len(official.commitments),
                "stances": len(official.stances),
            }
        )
        self.show_frame(shown=True)

    def clear(self) -> None:
        """Show nobody."""
        self.page = None
        self.sections.clear()
        self.show_frame(shown=False)

    def leave(self) -> None:
        """Commit what is being typed in any section."""
        self.sections.leave()

    def show_section(self, name: str) -> None:
        """Turn to a section by its name in `section_specs`."""
        self.sections.turn_to(name)

    def focus_first(self) -> None:
        """Put the keyboard in the section shown."""
        name = self.sections.current_name()
        if name == "sheet":
            self.sheet.focus_first()
        elif name == "contacts":
            self.contacts.value_edit.setFocus()
        else:
            self.sections.focus_bar()

    def _on_section_built(self, section: QWidget) -> None:
        if isinstance(section, SeatsSection):
            section.asked.connect(self.seat_asked)
        elif isinstance(section, PromisesSection):
            section.add_asked.connect(self.commitment_asked)
        elif isinstance(section, StancesSection):
            section.asked.connect(self.stance_asked)
        elif isinstance(section, StorySection):
            section.prepare_asked.connect(self.prepare_asked)
            section.own_asked.connect(self._on_own_asked)
        elif isinstance(section, SheetSection):
            section.photo_asked.connect(self.photo_asked)
            section.photo_removed.connect(self.photo_removed)

    def _on_own_asked(self, kind: str, record_id: str) -> None:
        asked = {"seat": self.seat_asked, "stance_step": self.stance_asked, "press_item": self.press_asked}
        asked[kind].emit(record_id)

    def _show_photo(self, official: OfficialView) -> None:
        picture = QPixmap()
        found = official.photo is not None and picture.loadFromData(QByteArray(official.photo))
        self.photo_label.setVisible(found)
        if found:
            height = round(self.fontMetrics().height() * 2.6)
            shown = picture.scaledToHeight(
                round(height * self.devicePixelRatioF()), Qt.TransformationMode.SmoothTransformation
            )
            shown.setDevicePixelRatio(self.devicePixelRatioF())
            self.photo_label.setPixmap(shown)
            self.photo_label.setAccessibleName(_("Photo of {name}").format(name=official.name))

    def _tint_silence(self, kind: str) -> None:
        shown = self.silence_label
        if shown.property("kind") != kind:
            shown.setProperty("kind", kind)
            shown.style().unpolish(shown)
            shown.style().polish(shown)
