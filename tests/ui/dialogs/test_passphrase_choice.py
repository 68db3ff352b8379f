from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication, QLineEdit

from altterr_desktop.ui.dialogs.passphrase_choice import PassphraseChoice

WORDS = ("un deux trois quatre cinq six", "sept huit neuf dix onze douze")


@pytest.fixture
def choice(qtbot: Any) -> PassphraseChoice:
    words: Iterator[str] = iter(WORDS)
    made = PassphraseChoice(None, lambda: next(words))
    qtbot.addWidget(made.widget)
    made.widget.show()
    return made


def test_six_words_are_proposed_and_others_can_be_had(choice: PassphraseChoice) -> None:
    assert (choice.passphrase(), choice.problem()) == (WORDS[0], "")
    choice.another_button.click()
    assert choice.passphrase() == WORDS[1]


def test_copied_words_leave_the_clipboard_unless_it_holds_something_else(choice: PassphraseChoice) -> None:
    choice.copy_button.click()
    assert QApplication.clipboard().text() == WORDS[0]
    choice.forget_copy()
    assert QApplication.clipboard().text() == ""
    choice.copy_button.click()
    QApplication.clipboard().setText("autre chose")
    choice.forget_copy()
    assert QApplication.clipboard().text() == "autre chose"


@pytest.mark.parametrize(
    ("first", "second", "words"),
    [
        ("court", "court", "too short"),
        ("assez long pour", "assez long par", "not the same"),
        ("", "", "too short"),
    ],
)
def test_a_passphrase_of_ones_own_is_checked(
    choice: PassphraseChoice, first: str, second: str, words: str
) -> None:
    choice.own_radio.setChecked(True)
    choice.own_edit.setText(first)
    choice.again_edit.setText(second)
    assert words in choice.problem()


def test_what_is_typed_is_hidden_until_asked(choice: PassphraseChoice) -> None:
    choice.own_radio.setChecked(True)
    assert choice.own_edit.echoMode() == QLineEdit.EchoMode.Password
    choice.show_check.setChecked(True)
    assert choice.again_edit.echoMode() == QLineEdit.EchoMode.Normal


def test_no_passphrase_comes_with_a_warning(choice: PassphraseChoice) -> None:
    choice.none_radio.setChecked(True)
    assert choice.passphrase() is None
    assert choice.none_note.isVisibleTo(choice.widget)
