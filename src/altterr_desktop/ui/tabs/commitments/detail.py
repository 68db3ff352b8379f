"""Be the page of one commitment beside the list: its state on top, then its sections; it writes nothing itself."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QStackedWidget, QTabBar, QVBoxLayout, QWidget

from altterr_desktop.i18n import _, pgettext
from altterr_desktop.i18n.dates import short_date
from altterr_desktop.i18n.numbers import number
from altterr_desktop.services.choices import Choices
from altterr_desktop.services.commitment_page import CommitmentPage
from altterr_desktop.ui.kit.context import TabContext
from altterr_desktop.ui.kit.icons import pixmap
from altterr_desktop.ui.kit.plain import PlainLabel, plain_tip, scaled_font
from altterr_desktop.ui.kit.standings import StandingChip
from altterr_desktop.ui.kit.theme import theme
from altterr_desktop.ui.tabs.commitments.evidence import EvidenceSection
from altterr_desktop.ui.tabs.commitments.fields import FieldsSection
from altterr_desktop.ui.tabs.commitments.indicators import IndicatorsSection
from altterr_desktop.ui.tabs.commitments.past import PastSection
from altterr_desktop.ui.tabs.commitments.several import SeveralSection
from altterr_desktop.ui.tabs.commitments.verdicts import VerdictsSection
from altterr_desktop.ui.tabs.commitments.weaknesses import WeaknessChips

FIELDS, VERDICTS, EVIDENCE, INDICATORS, STORY = range(5)
# Who changed what is the other face of the story.
HISTORY = 5
_NOTHING, _ONE, _SEVERAL = range(3)


class LateSign(QWidget):
    """Say «late» with a sign and a word."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._picture = QLabel(self)
        word = PlainLabel(self, _("Late"), "danger")
        word.setFont(scaled_font(self.font(), 1, QFont.Weight.DemiBold))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(self.fontMetrics().height() // 4)
        row.addWidget(self._picture)
        row.addWidget(word)
        self.setAccessibleName(_("Late"))

    def draw(self) -> None:
        """Draw the sign in the theme's colour."""
        self._picture.setPixmap(
            pixmap("triangle-alert", self.fontMetrics().height(), theme().tokens["danger"])
        )


class CommitmentDetail(QWidget):
    """Show nothing, one commitment (or a new one), or the form for several."""

    def __init__(
        self,
        context: TabContext,
        commit: Callable[[Mapping[str, Any]], object],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.page: CommitmentPage | None = None
        self.fields = FieldsSection(context, commit, self)
        self.verdicts = VerdictsSection(self)
        self.evidence = EvidenceSection(context, self)
        self.indicators = IndicatorsSection(context, self)
        self.past = PastSection(context, self)
        self.history = self.past.history
        self.several = SeveralSection(context, self)
        self.weaknesses = WeaknessChips(self)
        self.title = PlainLabel(self)
        self.chip = StandingChip(self)
        self.late = LateSign(self)
        self.checked = PlainLabel(self, "", "muted")
        self.sections = QTabBar(self)
        self._pages = QStackedWidget(self)
        self._whole = QStackedWidget(self)
        self._lay_out()
        self.sections.currentChanged.connect(self._on_section_changed)

    # For the tab

    def set_choices(self, choices: Choices) -> None:
        """Offer the short lists of the dossier."""
        self.fields.set_choices(choices)
        self.several.set_choices(choices)

    def show_page(self, page: CommitmentPage) -> None:
        """Show a commitment in the section that is open."""
        self.page = page
        self.title.setText(page.title)
        self.chip.setVisible(True)
        self.chip.set_standing(page.standing)
        self.late.draw()
        self.late.setVisible(page.late)
        day = short_date(page.decided_on) if page.decided_on else ""
        self.checked.setText(_("checked on {day}").format(day=day) if day else "")
        self.weaknesses.show_weaknesses(page.weaknesses)
        self._name_sections(len(page.verdicts), len(page.evidence), len(page.indicators))
        self._enable_sections(on=True)
        self.fields.show_page(page)
        self.verdicts.show_page(page)
        self.evidence.show_page(page)
        self.indicators.show_page(page)
        self._show_read(self.sections.currentIndex())
        if self._whole.currentIndex() == _NOTHING:
            self._whole.setCurrentIndex(_ONE)

    def start_new(self, values: Mapping[str, Any]) -> None:
        """Show an empty form for a new commitment."""
        self.page = None
        self.title.setText(_("New commitment"))
        for widget in (self.chip, self.late):
            widget.hide()
        self.checked.setText("")
        self.weaknesses.show_weaknesses(())
        self._name_sections()
        self.sections.setCurrentIndex(FIELDS)
        self._enable_sections(on=False)
        self._whole.setCurrentIndex(_ONE)
        self.fields.start(values)

    def show_nothing(self) -> None:
        """Show that no commitment is chosen."""
        self.page = None
        self.fields.clear()
        self.past.show_record("")
        self._whole.setCurrentIndex(_NOTHING)

    def show_several(self, count: int) -> None:
        """Show the form for several commitments; for one or none, what was shown before."""
        if count > 1:
            self.several.show_count(count)
            self._whole.setCurrentIndex(_SEVERAL)
        elif self._whole.currentIndex() == _SEVERAL:
            shown = self.page is not None or self.fields.form.is_draft
            self._whole.setCurrentIndex(_ONE if shown else _NOTHING)

    def show_section(self, section: int) -> None:
        """Open one of the sections: FIELDS, VERDICTS, EVIDENCE, INDICATORS, STORY, HISTORY."""
        shown = min(section, STORY)
        if self.sections.isTabEnabled(shown):
            self.sections.setCurrentIndex(shown)
            if shown == STORY:
                self.past.turn_to(section - STORY)

    @property
    def is_several(self) -> bool:
        """Tell whether the form for several commitments is shown."""
        return self._whole.currentIndex() == _SEVERAL

    # Inside

    def _lay_out(self) -> None:
        self.title.setFont(scaled_font(self.font(), 1.2, QFont.Weight.DemiBold))
        self.title.setWordWrap(True)
        self.sections.setDrawBase(False)
        self.sections.setExpanding(False)
        self.sections.setUsesScrollButtons(True)
        self.sections.setElideMode(Qt.TextElideMode.ElideNone)
        self.sections.setAccessibleName(_("Parts of the commitment"))
        for _place in range(STORY + 1):
            self.sections.addTab("")
        self._name_sections()
        self._lay_out_pages(self._state_row())

    def _state_row(self) -> QHBoxLayout:
        unit = self.fontMetrics().height()
        state = QHBoxLayout()
        state.setSpacing(round(unit * 0.6))
        for widget in (self.chip, self.late, self.checked):
            state.addWidget(widget)
        state.addStretch(1)
        return state

    def _lay_out_pages(self, state: QHBoxLayout) -> None:
        unit = self.fontMetrics().height()
        self.fields.put_on_top(self.weaknesses)
        for section in self._sections():
            self._pages.addWidget(section)
        line = QFrame(self)
        line.setFrameShape(QFrame.Shape.HLine)
        line.setFrameShadow(QFrame.Shadow.Plain)
        line.setForegroundRole(self.palette().ColorRole.Mid)
        one = QWidget(self)
        column = QVBoxLayout(one)
        column.setContentsMargins(unit, round(unit * 0.8), round(unit * 0.6), 0)
        column.setSpacing(round(unit * 0.4))
        column.addWidget(self.title)
        column.addLayout(state)
        column.addWidget(self.sections)
        column.addWidget(line)
        column.addWidget(self._pages, 1)
        nothing = PlainLabel(self, _("Choose a commitment in the list, or start a new one."), "muted")
        nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        nothing.setWordWrap(True)
        for page in (nothing, one, self.several):
            self._whole.addWidget(page)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._whole)

    def _sections(self) -> tuple[QWidget, ...]:
        return (self.fields, self.verdicts, self.evidence, self.indicators, self.past)

    def _name_sections(self, verdicts: int = 0, evidence: int = 0, indicators: int = 0) -> None:
        for section, text, count in (
            (FIELDS, _("Commitment"), 0),
            (VERDICTS, _("Verdicts"), verdicts),
            (EVIDENCE, pgettext("several", "Evidence"), evidence),
            (INDICATORS, _("Indicators"), indicators),
            (STORY, _("Story"), 0),
        ):
            self.sections.setTabText(section, f"{text} · {number(count)}" if count else text)
            self.sections.setTabToolTip(section, plain_tip(f"Alt+{section + 1}"))

    def _enable_sections(self, *, on: bool) -> None:
        for section in range(VERDICTS, STORY + 1):
            self.sections.setTabEnabled(section, on)

    def _on_section_changed(self, section: int) -> None:
        self.fields.form.flush()
        self._pages.setCurrentIndex(section)
        self._show_read(section)

    def _show_read(self, section: int) -> None:
        """Read what is asked for only when it is looked at."""
        if self.page is not None and section == STORY:
            self.past.show_record(self.page.id)
