"""Show one request: its state and days at the head, then the request, its letter, the answer, the files."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtGui import QFont
from PySide6.QtWidgets import QFrame, QLabel, QMenu, QPushButton, QToolButton, QVBoxLayout, QWidget

from altterr_desktop.domain.requests import RequestState
from altterr_desktop.i18n import _
from altterr_desktop.i18n.dates import medium_date
from altterr_desktop.i18n.labels import label
from altterr_desktop.ui.kit.context import TabContext
from altterr_desktop.ui.kit.detail_sections import DetailSections, RecordDetail, SectionSpec
from altterr_desktop.ui.kit.icons import pixmap, set_icon
from altterr_desktop.ui.kit.plain import ElidedLabel, PlainLabel, scaled_font
from altterr_desktop.ui.kit.theme import theme
from altterr_desktop.ui.tabs.meetings.requests.answer import AnswerSection
from altterr_desktop.ui.tabs.meetings.requests.columns import sign_of
from altterr_desktop.ui.tabs.meetings.requests.facts import FactsSection
from altterr_desktop.ui.tabs.meetings.requests.files import FilesSection
from altterr_desktop.ui.tabs.meetings.requests.letter import LetterSection
from altterr_desktop.ui.tabs.meetings.requests.page import RequestPage


def section_specs() -> tuple[SectionSpec, ...]:
    """Describe the sections of a request in their order."""
    return (
        SectionSpec("request", _("Request"), FactsSection, _("Go to the request")),
        SectionSpec("letter", _("Letter"), LetterSection, _("Go to the letter")),
        SectionSpec("answer", _("Reminders and answer"), AnswerSection, _("Go to reminders and answer")),
        SectionSpec("files", _("Files"), FilesSection, _("Go to the files")),
    )


class RequestDetail(RecordDetail):
    """Show the request `show_page` was given; buttons and sections call the page's own functions."""

    def __init__(self, context: TabContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.page: RequestPage | None = None
        self._seen = ""
        self.title_label = ElidedLabel(self)
        self.title_label.setFont(scaled_font(self.font(), 1.2, QFont.Weight.DemiBold))
        self.sign_label = QLabel(self)
        self.state_label = PlainLabel(self, "", "section")
        self.facts_label = ElidedLabel(self, "", "muted")
        self.send_button = _button(self, _("Sent today"), "send")
        self.remind_button = _button(self, _("Remind…"), "bell")
        self.answer_button = _button(self, _("Answered…"), "inbox")
        self.more_button = QToolButton(self)
        self.more_button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.more_button.setAccessibleName(_("More about this request"))
        self.more_button.setToolTip(_("More about this request"))
        set_icon(self.more_button, "ellipsis-vertical", "muted")
        self.days_label = PlainLabel(self)
        self.days_label.setWordWrap(True)
        self.sections = DetailSections(context, section_specs(), _("Parts of the request"), self)
        body = QWidget(self)
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._days_card())
        column.addWidget(self.sections, 1)
        self.lay_out(
            (self.title_label, self.send_button, self.remind_button, self.answer_button, self.more_button),
            ((self.sign_label, 0), (self.state_label, 0), (self.facts_label, 1)),
            body,
            _("Choose a request in the list, or write a new one."),
        )

    @property
    def facts(self) -> FactsSection:
        """Give the section of the request itself."""
        return self.sections.typed("request", FactsSection)

    @property
    def letter(self) -> LetterSection:
        """Give the section of the letter."""
        return self.sections.typed("letter", LetterSection)

    @property
    def answer(self) -> AnswerSection:
        """Give the section of reminders and answer."""
        return self.sections.typed("answer", AnswerSection)

    @property
    def files(self) -> FilesSection:
        """Give the section of the files."""
        return self.sections.typed("files", FilesSection)

    def show_page(self, page: RequestPage) -> None:
        """Show a request; one not sent opens on its letter, one that waits on reminders and answer."""
        request, row = page.request, page.request.row
        self.page = page
        sign = sign_of(row)
        size = self.fontMetrics().height()
        self.sign_label.setPixmap(pixmap(sign.icon, size, theme().tokens[sign.token]))
        self.state_label.setText(sign.words)
        self.title_label.setText(row.title)
        sent = _("sent on {day}").format(day=medium_date(row.sent_on)) if row.sent_on else ""
        facts = (
            label(row.kind),
            row.official,
            label(row.channel) if row.sent_on else "",
            sent,
            row.territory,
        )
        self.facts_label.setText(" · ".join(part for part in facts if part))
        self.days_label.setText(" ".join(request.sentences))
        is_alarming = row.state in (RequestState.OVERDUE, RequestState.REFUSED_BY_SILENCE)
        self._tint("danger" if is_alarming else "")
        self.send_button.setVisible(row.state is RequestState.DRAFT)
        waits = row.state not in (RequestState.DRAFT, RequestState.ANSWERED)
        self.remind_button.setVisible(waits)
        self.answer_button.setVisible(waits)
        first = ""
        if self._seen != request.id:
            first = "letter" if row.state is RequestState.DRAFT else "answer"
        self._seen = request.id
        self.sections.show_page(page, first)
        self.sections.show_counts({"answer": len(request.reminders), "files": len(request.files)})
        self.show_frame(shown=True)

    def clear(self) -> None:
        """Show no request."""
        self.page = None
        self._seen = ""
        self.sections.clear()
        self.show_frame(shown=False)

    def leave(self) -> None:
        """Commit what is being typed in any section."""
        self.sections.leave()

    def focus_first(self) -> None:
        """Put the keyboard in the section shown."""
        name = self.sections.current_name()
        if name == "letter":
            self.letter.fields.text_edit.setFocus()
        elif name == "request":
            self.facts.fields.title_edit.setFocus()
        else:
            self.sections.focus_bar()

    def set_menu(self, entries: Sequence[tuple[str, str, Callable[[], object]]]) -> None:
        """Offer (words, icon, what to do) behind the last button."""
        menu = QMenu(self.more_button)
        for text, icon_name, call in entries:
            action = menu.addAction(text)
            set_icon(action, icon_name)
            action.triggered.connect(lambda *_on, call=call: call())
        former = self.more_button.menu()
        self.more_button.setMenu(menu)
        if former is not None:
            former.deleteLater()

    def _days_card(self) -> QFrame:
        card = QFrame(self)
        card.setProperty("kind", "card")
        inside = QVBoxLayout(card)
        unit = self.fontMetrics().height()
        inside.setContentsMargins(unit // 2, unit // 3, unit // 2, unit // 3)
        inside.addWidget(self.days_label)
        return card

    def _tint(self, kind: str) -> None:
        shown = self.days_label
        if shown.property("kind") != kind:
            shown.setProperty("kind", kind)
            shown.style().unpolish(shown)
            shown.style().polish(shown)


def _button(parent: QWidget, text: str, icon_name: str) -> QPushButton:
    button = QPushButton(text, parent)
    set_icon(button, icon_name)
    return button
