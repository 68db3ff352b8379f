import random

import pytest

from altterr_desktop.journal.resolve import Version, resolve_deleted, resolve_prose, resolve_short


def version(name: str, at: int, value: object, *replaces: str) -> Version:
    return Version(name.encode(), at, value, frozenset(one.encode() for one in replaces))


def test_the_latest_of_two_short_values_is_shown_and_disputed() -> None:
    found = resolve_short([version("b", 2, "mardi"), version("a", 1, "lundi")])
    assert (found.value, found.disputed) == ("mardi", True)


def test_the_commit_s_id_breaks_a_tie() -> None:
    heads = [version("b", 1, "mardi"), version("a", 1, "lundi")]
    assert {resolve_short(heads).value, resolve_short(heads[::-1]).value} == {"mardi"}


def test_the_same_value_twice_is_no_dispute() -> None:
    assert not resolve_short([version("a", 1, "lundi"), version("b", 2, "lundi")]).disputed


def graph(*versions: Version) -> dict[bytes, Version]:
    return {one.commit: one for one in versions}


def test_long_texts_are_merged_from_their_nearest_common_ancestor() -> None:
    old = version("o", 0, "Tout autre chose")
    base = version("m", 1, "un deux trois", "o")
    one, other = version("a", 2, "un deux trois quatre", "m"), version("b", 3, "zéro un deux trois", "m")
    found = resolve_prose([one, other], graph(old, base, one, other))
    assert (found.value, found.disputed, found.clashed) == ("zéro un deux trois quatre", True, False)


def test_a_text_clash_is_said() -> None:
    base = version("m", 1, "mardi")
    heads = [version("a", 2, "jeudi", "m"), version("b", 3, "lundi", "m")]
    found = resolve_prose(heads, graph(base, *heads))
    assert found.clashed
    assert "jeudi" in found.value
    assert "lundi" in found.value


def test_three_texts_give_the_same_whatever_their_order() -> None:
    base = version("m", 1, "un deux trois quatre cinq")
    heads = [
        version("a", 2, "UN deux trois quatre cinq", "m"),
        version("b", 3, "un deux TROIS quatre cinq", "m"),
        version("c", 4, "un deux trois quatre CINQ", "m"),
    ]
    random.Random(1).shuffle(heads)
    assert resolve_prose(heads, graph(base, *heads)).value == "UN deux TROIS quatre CINQ"


DELETION = version("d", 5, True, "seen")


@pytest.mark.parametrize(
    ("heads", "others", "expected"),
    [
        ([], ["x"], (False, False)),
        ([DELETION], ["seen"], (True, False)),
        ([DELETION], ["seen", "d"], (True, False)),
        ([DELETION], ["seen", "unseen"], (False, True)),
        ([DELETION, version("e", 6, True, "unseen")], ["seen", "unseen"], (True, False)),
        ([DELETION, version("r", 4, False)], ["seen"], (False, True)),
        ([version("r", 6, False, "d")], ["seen"], (False, False)),
    ],
)
def test_who_changed_a_record_without_knowing_of_its_deletion_keeps_it(
    heads: list[Version], others: list[str], expected: tuple[bool, bool]
) -> None:
    found = resolve_deleted(heads, [other.encode() for other in others])
    assert (found.value, found.disputed) == expected
