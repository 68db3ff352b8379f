from hypothesis import given
from hypothesis import strategies as st

from altterr_desktop.journal.texts import CLASH_CLOSE, CLASH_OPEN, merge_texts

TEXTS = st.lists(st.sampled_from(["un", " ", "deux", "trois", "\n", ".", "élu·es"]), max_size=14).map("".join)


def test_changes_of_different_places_are_both_kept() -> None:
    base = "Nous demandons un plan vélo avant la fin du mandat."
    one = "Nous demandons un plan vélo chiffré avant la fin du mandat."
    other = "Nous demandons un plan vélo avant la fin de 2027."
    assert merge_texts(base, one, other) == (
        "Nous demandons un plan vélo chiffré avant la fin de 2027.",
        False,
    )


def test_two_wordings_of_one_passage_are_both_kept_and_marked() -> None:
    merged, clashed = merge_texts("rendez-vous mardi", "rendez-vous jeudi", "rendez-vous lundi")
    assert clashed
    assert merged == f"rendez-vous{CLASH_OPEN} jeudi{CLASH_CLOSE}{CLASH_OPEN} lundi{CLASH_CLOSE}"


def test_a_very_long_text_is_merged_line_by_line() -> None:
    base = [f"ligne {number} du compte rendu\n" for number in range(3000)]
    one, other = list(base), list(base)
    one[10], other[2900] = "ligne changée ici\n", "ligne changée là\n"
    merged, clashed = merge_texts("".join(base), "".join(one), "".join(other))
    assert not clashed
    assert "ligne changée ici\n" in merged
    assert "ligne changée là\n" in merged


@given(TEXTS, TEXTS, TEXTS)
def test_the_order_of_the_versions_changes_nothing(base: str, one: str, other: str) -> None:
    merged, clashed = merge_texts(base, one, other)
    turned, also = merge_texts(base, other, one)
    assert clashed == also
    if not clashed:
        assert merged == turned


@given(TEXTS, TEXTS)
def test_a_change_on_one_side_is_that_side(base: str, one: str) -> None:
    assert merge_texts(base, one, base) == (one, False)
    assert merge_texts(base, base, one) == (one, False)
    assert merge_texts(base, one, one) == (one, False)


@given(TEXTS, TEXTS, TEXTS)
def test_no_word_that_somebody_added_is_lost(base: str, one: str, other: str) -> None:
    merged, _clashed = merge_texts(base, f"{one}ajout", other)
    assert "ajout" in merged
