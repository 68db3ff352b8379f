"""Show what others changed since the last visit, record by record; each line opens its record, nothing is changed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QDialog, QHeaderView, QLabel, QPushButton, QTreeWidget, QTreeWidgetItem, QWidget

from altterr_desktop.i18n import _
from altterr_desktop.i18n.dates import long_date
from altterr_desktop.i18n.names import count_words
from altterr_desktop.services.fields import today
from altterr_desktop.services.news import News, NewsLine, NewsRecord, note_news_seen, read_news
from altterr_desktop.ui.dialogs.exchange.words import moment_words
from altterr_desktop.ui.dialogs.showing import show_beside
from altterr_desktop.ui.forms import Form
from altterr_desktop.ui.kit.choice_combo import ChoiceCombo
from altterr_desktop.ui.kit.icons import icon
from altterr_desktop.ui.kit.operations import Operations
from altterr_desktop.ui.kit.plain import plain_tip, scaled_font

_KEY = int(Qt.ItemDataRole.UserRole)
_WEEK, _MONTH = 7, 30
_UNSIGNED = "\x1f"


@dataclass(frozen=True)
class NewsCalls:
    """Hold what the dialog asks of the program: show a record, settle disagreements, tell that all was seen.

    `icon_of` gives the icon of a kind, «» where no page shows it.
    """

    open_record: Callable[[str, str], object]
    icon_of: Callable[[str], str]
    show_conflicts: Callable[[], object]
    seen: Callable[[], object]


class NewsForm(Form):
    """Bind the dialog; the mark of the last visit moves when it is closed with its button."""

    FORM = "exchange_news_dialog"
    widget: QDialog
    title_label: QLabel
    since_combo: ChoiceCombo
    who_combo: ChoiceCombo
    news_tree: QTreeWidget
    open_button: QPushButton
    conflicts_button: QPushButton
    seen_button: QPushButton

    def __init__(self, parent: QWidget | None, operations: Operations, calls: NewsCalls) -> None:
        super().__init__(parent)
        self._operations = operations
        self._calls = calls
        self._news: News | None = None
        self.title_label.setFont(scaled_font(self.widget.font(), 1.15, QFont.Weight.DemiBold))
        self.since_combo.set_choices(
            [(str(_WEEK), _("7 days")), (str(_MONTH), _("30 days"))], empty=_("My last look")
        )
        self.who_combo.set_choices([], empty=_("Everybody"))
        header = self.news_tree.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        for column in (1, 2):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.ResizeToContents)
        self.since_combo.picked.connect(lambda *_value: self.reload())
        self.who_combo.picked.connect(lambda *_value: self._show_records())
        self.news_tree.itemActivated.connect(lambda *_item: self._open())
        self.open_button.clicked.connect(lambda *_on: self._open())
        self.conflicts_button.clicked.connect(lambda *_on: calls.show_conflicts())
        self.seen_button.clicked.connect(lambda *_on: self._on_seen())
        unit = self.widget.fontMetrics().height()
        self.widget.resize(unit * 56, unit * 36)
        self.news_tree.setFocus()
        self.reload()

    def reload(self) -> None:
        """Read the news of the period chosen."""
        days = self.since_combo.value()
        self._operations.ask(
            read_news, days=int(days) if days else None, on_done=self._on_news, owner=self.widget
        )

    def show_conflicts(self, count: int) -> None:
        """Offer to settle the disagreements, if there are any."""
        self.conflicts_button.setText(
            count_words("{count} disagreement to settle…", "{count} disagreements to settle…", count)
        )
        self.conflicts_button.setVisible(bool(count))

    def _on_news(self, news: News) -> None:
        self._news = news
        self.title_label.setText(news_words(news))
        choices = [(name or _UNSIGNED, name or _("Unsigned")) for name in news.people]
        self.who_combo.set_choices(choices, empty=_("Everybody"))
        self._show_records()

    def _show_records(self) -> None:
        who = self.who_combo.value()
        wanted = None if who is None else ("" if who == _UNSIGNED else who)
        self.news_tree.clear()
        for record in self._news.records if self._news is not None else ():
            lines = [line for line in record.lines if wanted is None or line.who == wanted]
            if lines:
                self._add_record(record, lines)
        self.news_tree.expandAll()
        first = self.news_tree.topLevelItem(0)
        self.open_button.setEnabled(first is not None)
        if first is not None:
            self.news_tree.setCurrentItem(first)

    def _add_record(self, record: NewsRecord, lines: list[NewsLine]) -> None:
        name = " ".join(record.name.split())
        title = _("{kind} “{name}”").format(kind=record.kind_label, name=name) if name else record.kind_label
        if record.deleted:
            title = _("{what} (deleted)").format(what=title)
        whole = QTreeWidgetItem(self.news_tree, [title, "", ""])
        whole.setFont(0, scaled_font(self.widget.font(), 1, QFont.Weight.DemiBold))
        whole.setIcon(0, icon(self._calls.icon_of(record.kind) or "file-text", "accent"))
        for line in lines:
            for place, text in enumerate(line.changes or (line.label,)):
                signed = [line.who or _("Unsigned"), moment_words(line.made_at)] if not place else ["", ""]
                item = QTreeWidgetItem(whole, [text, *signed])
                item.setToolTip(0, plain_tip(text))
                item.setData(0, _KEY, (record.kind, record.record_id))
        whole.setData(0, _KEY, (record.kind, record.record_id))

    def _open(self) -> None:
        item = self.news_tree.currentItem()
        key = item.data(0, _KEY) if item is not None else None
        if key:
            self._calls.open_record(*key)

    def _on_seen(self) -> None:
        self._operations.ask(note_news_seen, on_done=partial(_done, self._calls.seen))
        self.widget.accept()


def news_words(news: News) -> str:
    """Say «Since Tuesday: 14 changes by two people», or that nothing came."""
    if not news.acts:
        return _("Nothing new from the others.")
    changes = count_words("{count} change", "{count} changes", news.acts)
    people = count_words("by {count} person", "by {count} people", len(news.people))
    if news.since is None:
        return f"{changes} {people}"
    day = _day_words(news.since.astimezone().date())
    words = _("Since {day}: {changes} {people}").format(day=day, changes=changes, people=people)
    return _("{words} (the latest ones)").format(words=words) if news.is_cut else words


def _day_words(day: date) -> str:
    """Say «today», «Tuesday», and the whole date of what is farther than a week."""
    days = (today() - day).days
    if not days:
        return _("today")
    return long_date(day).split(" ")[0] if 0 < days < _WEEK else long_date(day)


def _done(call: Callable[[], object], _nothing: object) -> None:
    call()


def show_news(parent: QWidget, operations: Operations, calls: NewsCalls) -> NewsForm:
    """Show the news beside the work: it blocks nothing."""
    return show_beside(NewsForm(parent, operations, calls))
