from hypothesis import given
from hypothesis import strategies as st

from altterr_desktop.domain.ordering import key_between, keys_after


@given(st.lists(st.floats(0, 1), max_size=40))
def test_any_run_of_insertions_keeps_the_chosen_order(places: list[float]) -> None:
    keys: list[str] = []
    for place in places:
        at = round(place * len(keys))
        before = keys[at - 1] if at else ""
        after = keys[at] if at < len(keys) else ""
        keys.insert(at, key_between(before, after))
    assert keys == sorted(set(keys))


@given(st.integers(1, 3000))
def test_a_list_made_at_once_is_in_order_and_leaves_room(count: int) -> None:
    keys = keys_after("", count)
    assert keys == sorted(set(keys))
    assert len(keys) == count
    assert key_between("", keys[0]) < keys[0]
    assert key_between(keys[-1], "") > keys[-1]
