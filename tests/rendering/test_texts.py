import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from altterr_desktop.rendering.texts import cleaned, on_one_line, shortened


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("vélo", "vélo"),
        ("a\x00b\x1bc\x7fd", "abcd"),
        ("un\r\ndeux\rtrois\u2028quatre", "un\ndeux\ntrois\nquatre"),
        ("a\tb", "a b"),
        ("e\u0301lu·es", "élu·es"),
        ("\u202egnp.exe\u200b\ufeff", "gnp.exe"),
        ("a\ud83db", "ab"),
        ("<b>gras</b> &amp; «»", "<b>gras</b> &amp; «»"),
    ],
)
def test_cleaning_takes_away_what_cannot_be_printed_and_no_word(typed: str, kept: str) -> None:
    assert cleaned(typed) == kept


@given(st.text())
def test_a_cleaned_text_is_clean(text: str) -> None:
    once = cleaned(text)
    assert cleaned(once) == once
    assert not [char for char in once if unicodedata.category(char) in {"Cc", "Cs"} and char != "\n"]
    once.encode()


def test_a_title_is_on_one_line() -> None:
    assert on_one_line("  Plan\n\nvélo \t 2029 ") == "Plan vélo 2029"


@given(st.text(min_size=1), st.integers(min_value=3, max_value=40))
def test_a_shortened_text_is_no_longer_than_asked(text: str, limit: int) -> None:
    short = shortened(text, limit)
    assert len(short) <= max(limit, 2)
    assert short == text or short.endswith("…")


def test_a_text_is_cut_at_a_word() -> None:
    assert shortened("Publier chaque année le suivi", 20) == "Publier chaque…"
