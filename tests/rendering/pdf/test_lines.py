import pytest
from hypothesis import given
from hypothesis import strategies as st

from altterr_desktop.rendering import styles
from altterr_desktop.rendering.document import Span
from altterr_desktop.rendering.pdf import fonts
from altterr_desktop.rendering.pdf.lines import Line, balanced, break_lines, line_width

WORDS = st.text(alphabet=st.sampled_from("abcdéœ ’-.«»\u00a0ωф☂🚲א\n"), max_size=200)


def text_of(lines: tuple[Line, ...]) -> list[str]:
    return ["".join(fragment.text for fragment in line) for line in lines]


@given(WORDS, st.floats(min_value=30, max_value=500))
def test_no_line_is_wider_than_asked(text: str, width: float) -> None:
    for line in break_lines(text, styles.BODY, width):
        assert line_width(line) <= width + 0.01


@given(st.lists(st.text(alphabet="abcdefgé", min_size=1, max_size=9), max_size=40))
def test_every_word_stays_in_order(words: list[str]) -> None:
    lines = break_lines(" ".join(words), styles.BODY, 80)
    assert " ".join(text_of(lines)).split() == words


def test_a_space_that_does_not_break_does_not() -> None:
    text = "Que faire\u00a0?"
    alone = fonts.width_of("Que faire", styles.BODY.face, styles.BODY.size)
    assert text_of(break_lines(text, styles.BODY, alone + 1)) == ["Que", "faire\u00a0?"]


def test_a_very_long_word_is_cut_and_whole() -> None:
    word = "anticonstitutionnellement" * 800
    lines = break_lines(word, styles.BODY, 200)
    assert "".join(text_of(lines)) == word
    assert len(lines) > 100


def test_an_address_is_cut_where_it_may_be() -> None:
    lines = text_of(break_lines("https://example.org/deliberations/2027/plan-velo.pdf", styles.BODY, 110))
    assert all(line.endswith(("/", "-", ".", "?", "=")) for line in lines[:-1])


def test_typed_line_breaks_are_kept() -> None:
    assert text_of(break_lines("un\n\ndeux", styles.BODY, 200)) == ["un", "", "deux"]


def test_letters_the_typeface_lacks_come_from_the_other_one() -> None:
    (line,) = break_lines("pluie ☂ ici", styles.BODY, 200)
    assert [fragment.font.name for fragment in line] == ["regular", "fallback", "regular"]


@pytest.mark.parametrize("text", ["🚲", "\U0001f33e", "\ue000"])
def test_what_no_font_has_becomes_a_sign(text: str) -> None:
    assert fonts.MISSING in text_of(break_lines(f"vélo {text}", styles.BODY, 200))[0]


def test_right_to_left_words_are_set_as_they_are_seen() -> None:
    (line,) = text_of(break_lines("avant שלום עולם après", styles.BODY, 400))
    assert line.replace(" ", "") == "avantםלועםולשaprès"


def test_spans_touch_where_no_space_was_typed() -> None:
    (line,) = break_lines((Span("fort", strong=True), Span(", puis"), Span(" loin")), styles.BODY, 300)
    assert [fragment.text for fragment in line] == ["fort", ", puis loin"]
    assert line[1].offset == pytest.approx(line[0].width)


def test_a_title_is_broken_evenly() -> None:
    style = styles.HEADINGS[1]
    lines = balanced("Climat et justice sociale : où en sont les promesses ?", style, 480)
    widths = [line_width(line) for line in lines]
    assert len(lines) == 2
    assert min(widths) > 0.6 * max(widths)
