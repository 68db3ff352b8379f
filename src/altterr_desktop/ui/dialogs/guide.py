"""Show the guide of resources/guide in the language in use; it loads nothing but those files."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from PySide6.QtCore import QUrl
from PySide6.QtGui import QTextDocument
from PySide6.QtWidgets import QDialog, QLineEdit, QListWidget, QPushButton, QTextBrowser, QVBoxLayout, QWidget

from altterr_desktop.domain.folding import fold
from altterr_desktop.i18n import _, language
from altterr_desktop.settings import paths
from altterr_desktop.ui.dialogs.showing import show_beside
from altterr_desktop.ui.forms import Form
from altterr_desktop.ui.kit.theme import colour

_HEADING = re.compile(r"^# +(.+)$", re.MULTILINE)


@dataclass(frozen=True)
class GuidePage:
    """Hold one page: the name of its file without the ending, its title, its text in Markdown."""

    name: str
    title: str
    text: str


class GuideView(QTextBrowser):
    """Show a page; pictures, style sheets and anything else a text could ask for are never loaded."""

    def loadResource(self, _kind: int, _name: QUrl | str) -> Any:
        """Give nothing."""
        return None


class GuideForm(Form):
    """Bind the window of the guide: pages on the left, a search over them, the text on the right."""

    FORM = "guide_window"
    widget: QDialog
    search_edit: QLineEdit
    pages_list: QListWidget
    text_place: QVBoxLayout
    shortcuts_button: QPushButton
    close_button: QPushButton

    def __init__(self, parent: QWidget | None, show_shortcuts: Callable[[], object]) -> None:
        super().__init__(parent)
        self._pages = guide_pages(language())
        self.view = GuideView(self.widget)
        self.view.setAccessibleName(_("Text of the guide"))
        self.view.setOpenLinks(False)
        self.view.setOpenExternalLinks(False)
        self.view.anchorClicked.connect(self._on_link_clicked)
        self.text_place.addWidget(self.view)
        for page in self._pages:
            self.pages_list.addItem(page.title)
        self.pages_list.currentRowChanged.connect(self._on_row_changed)
        self.search_edit.setClearButtonEnabled(True)
        self.search_edit.textChanged.connect(self._on_text_changed)
        self.shortcuts_button.clicked.connect(lambda *_on: show_shortcuts())
        self.close_button.clicked.connect(self.widget.accept)
        unit = self.widget.fontMetrics().height()
        self.widget.resize(unit * 58, unit * 38)
        self.pages_list.setCurrentRow(0)
        self.pages_list.setFocus()

    def show_page(self, name: str) -> None:
        """Turn to a page by the name of its file; an unknown one changes nothing."""
        for row, page in enumerate(self._pages):
            if page.name == name:
                self.pages_list.setCurrentRow(row)

    def _on_row_changed(self, row: int) -> None:
        if not 0 <= row < len(self._pages):
            return
        document = self.view.document()
        document.setDefaultStyleSheet(f"a {{ color: {colour('accent').name()}; }}")
        document.setDocumentMargin(self.widget.fontMetrics().height())
        document.setMarkdown(
            self._pages[row].text,
            QTextDocument.MarkdownFeature.MarkdownDialectGitHub
            | QTextDocument.MarkdownFeature.MarkdownNoHTML,
        )
        self.view.verticalScrollBar().setValue(0)
        self._mark_words()

    def _on_text_changed(self, text: str) -> None:
        words = fold(text).split()
        shown = []
        for row, page in enumerate(self._pages):
            fits = all(word in fold(f"{page.title} {page.text}") for word in words)
            self.pages_list.item(row).setHidden(not fits)
            if fits:
                shown.append(row)
        if shown and self.pages_list.currentRow() not in shown:
            self.pages_list.setCurrentRow(shown[0])
        else:
            self._mark_words()

    def _mark_words(self) -> None:
        """Go to the first place of the words looked for."""
        if text := self.search_edit.text().strip():
            self.view.moveCursor(self.view.textCursor().MoveOperation.Start)
            self.view.find(text)

    def _on_link_clicked(self, link: QUrl) -> None:
        self.show_page(link.toString().removesuffix(".md"))


@cache
def guide_pages(chosen: str) -> tuple[GuidePage, ...]:
    """Read the pages of a language in the order of their names; English where there is none."""
    folder = paths.resources_folder() / "guide" / chosen
    if not folder.is_dir():
        folder = folder.with_name("en")
    pages = []
    for file in sorted(folder.glob("*.md"), key=_page_order):
        text = file.read_text("utf-8")
        found = _HEADING.search(text)
        pages.append(GuidePage(file.stem, found[1].strip() if found else file.stem, text))
    return tuple(pages)


def _page_order(file: Path) -> tuple[int, str]:
    """Order pages by the number their names begin with: 2 comes before 10."""
    number = file.stem.split("-")[0]
    return (int(number) if number.isdigit() else 0, file.stem)


def show_guide(parent: QWidget, show_shortcuts: Callable[[], object], page: str = "") -> GuideForm:
    """Show the guide beside the work: it blocks nothing."""
    form = GuideForm(parent, show_shortcuts)
    if page:
        form.show_page(page)
    return show_beside(form)
