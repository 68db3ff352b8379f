"""Merge two versions of a long text word by word from their common ancestor; store nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import SequenceMatcher

CLASH_OPEN, CLASH_CLOSE = "⟦", "⟧"
# Words carry the blanks before them: comparing blanks alone, all alike, takes quadratic time.
_WORDS = re.compile(r"\s*\w+|\s*[^\w\s]|\s+")
# Beyond this many words on a side, whole lines are compared.
_MOST_WORDS = 4000


def merge_texts(base: str, one: str, other: str) -> tuple[str, bool]:
    """Merge two versions of a text; tell whether some passage was changed on both sides.

    Both wordings of such a passage are kept, each between ⟦ and ⟧. Giving the versions in the other order gives
    the same text when nothing clashes.
    """
    if other in (one, base):
        return one, False
    if one == base:
        return other, False
    parts = [_WORDS.findall(text) for text in (base, one, other)]
    if max(map(len, parts)) > _MOST_WORDS:
        parts = [text.splitlines(keepends=True) for text in (base, one, other)]
    merged: list[str] = []
    clashed = False
    for old, left, right in _regions(*parts):
        if right in (left, old):
            merged += left
        elif left == old:
            merged += right
        else:
            clashed = True
            merged += [CLASH_OPEN, *left, CLASH_CLOSE, CLASH_OPEN, *right, CLASH_CLOSE]
    return "".join(merged), clashed


def _regions(
    base: list[str], one: list[str], other: list[str]
) -> Iterator[tuple[list[str], list[str], list[str]]]:
    """Cut three versions into aligned regions, by turns common to all and not."""
    at_base = at_one = at_other = 0
    for start, in_one, in_other, size in _common(base, one, other):
        yield base[at_base:start], one[at_one:in_one], other[at_other:in_other]
        common = base[start : start + size]
        yield common, common, common
        at_base, at_one, at_other = start + size, in_one + size, in_other + size
    yield base[at_base:], one[at_one:], other[at_other:]


def _common(base: list[str], one: list[str], other: list[str]) -> Iterator[tuple[int, int, int, int]]:
    """Find the runs of the base that stand in both versions: (place in base, in one, in other, length)."""
    in_one, in_other = _places(base, one), _places(base, other)
    at = 0
    while at < len(base):
        first_one, first_other = in_one.get(at), in_other.get(at)
        if first_one is None or first_other is None:
            at += 1
            continue
        size = 1
        while in_one.get(at + size) == first_one + size and in_other.get(at + size) == first_other + size:
            size += 1
        yield at, first_one, first_other, size
        at += size


def _places(base: list[str], version: list[str]) -> dict[int, int]:
    """Say where each word of the base that was kept stands in a version."""
    return {
        block.a + step: block.b + step
        for block in SequenceMatcher(None, base, version, autojunk=False).get_matching_blocks()
        for step in range(block.size)
    }
