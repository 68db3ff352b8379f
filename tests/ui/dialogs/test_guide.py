from __future__ import annotations

import re
from typing import Any

import pytest
from PySide6.QtCore import QUrl

from altterr_desktop.i18n import use_language
from altterr_desktop.ui.dialogs.guide import GuideForm, guide_pages
from tests.ui.accessibility import nameless

LANGUAGES = ("fr", "en")


@pytest.fixture
def form(qtbot: Any) -> GuideForm:
    made = GuideForm(None, lambda: None)
    qtbot.addWidget(made.widget)
    made.widget.show()
    return made


def test_both_languages_have_the_same_pages_with_the_same_parts() -> None:
    french, english = (guide_pages(name) for name in LANGUAGES)
    assert [page.name for page in french] == [page.name for page in english]
    assert len(french) >= 8
    for one, other in zip(french, english, strict=True):
        assert one.text.count("\n## ") == other.text.count("\n## "), one.name
        assert one.text.count("\n- ") == other.text.count("\n- "), one.name


@pytest.mark.parametrize("language", LANGUAGES)
def test_pages_lead_only_to_pages_and_hold_no_mark_up(language: str) -> None:
    names = {page.name for page in guide_pages(language)}
    for page in guide_pages(language):
        assert set(re.findall(r"\]\(([^)]+)\.md\)", page.text)) <= names
        assert len(re.findall(r"\]\(", page.text)) == len(re.findall(r"\.md\)", page.text))
        assert not re.search(r"<\w|!\[|https?:", page.text)


def test_a_page_is_read_and_a_link_turns_to_another(form: GuideForm) -> None:
    assert "First steps" in form.view.toPlainText()
    assert nameless(form.widget) == []
    form.view.anchorClicked.emit(QUrl("7-safety.md"))
    assert "passphrase" in form.view.toPlainText()
    assert form.pages_list.currentRow() == 6


def test_words_looked_for_leave_the_pages_that_hold_them(form: GuideForm, qtbot: Any) -> None:
    qtbot.keyClicks(form.search_edit, "velorution repertoire national")
    shown = [row for row in range(form.pages_list.count()) if not form.pages_list.item(row).isHidden()]
    assert shown == []
    form.search_edit.setText("repertoire national")
    shown = [row for row in range(form.pages_list.count()) if not form.pages_list.item(row).isHidden()]
    assert shown == [1]
    assert form.view.textCursor().blockNumber() >= 0
    assert "data.gouv.fr" in form.view.toPlainText()


def test_the_guide_never_loads_anything(form: GuideForm) -> None:
    assert form.view.loadResource(2, QUrl("file:///etc/hostname")) is None
    assert not form.view.openExternalLinks()


def test_the_guide_speaks_the_language_in_use(qtbot: Any) -> None:
    use_language("fr")
    form = GuideForm(None, lambda: None)
    qtbot.addWidget(form.widget)
    assert "Premiers pas" in form.view.toPlainText()
