"""Tell ranks in an assembly by the words a function is written in; know no person."""

from __future__ import annotations

import re
from enum import Enum

from altterr_desktop.domain.folding import fold


class Rank(Enum):
    """Name the ranks of an assembly, from who leads it down; never stored nor shown."""

    HEAD = "head"
    DEPUTY = "deputy"
    DELEGATED = "delegated"
    MEMBER = "member"


_HEADS = ("maire", "president", "presidente")
_OF_THE_ASSEMBLY = (
    " du conseil",
    " de l assemblee",
    " de la communaute",
    " de la metropole",
    " d agglomeration",
)
_DEPUTIES = ("adjoint", "adjointe", "vice president", "vice presidente", "maire delegue", "maire deleguee")
_DELEGATED = ("delegue", "deleguee")


_ORDINALS = {
    word: place
    for place, words in enumerate(
        (
            ("premier", "premiere"),
            ("deuxieme", "second", "seconde"),
            ("troisieme",),
            ("quatrieme",),
            ("cinquieme",),
            ("sixieme",),
            ("septieme",),
            ("huitieme",),
            ("neuvieme",),
            ("dixieme",),
        ),
        1,
    )
    for word in words
}
_FIGURES = re.compile(r"\d{1,2}")


def place_of(function: str) -> int | None:
    """Give the place a function names («1er adjoint», «Deuxième vice-présidente»), None where it names none."""
    first = next(iter(fold(function).split()), "")
    if first in _ORDINALS:
        return _ORDINALS[first]
    figures = _FIGURES.match(first)
    return int(figures.group()) if figures else None


def rank_of(function: str, delegation: str = "") -> Rank:
    """Tell the rank a function gives: «Maire», «1er adjoint au Maire», «Conseillère déléguée».

    The president of a group or of a commission leads no assembly. A councillor with a delegation is a delegated one.
    """
    words = fold(function)
    padded = f" {words} "
    if any(f" {deputy} " in padded for deputy in _DEPUTIES):
        return Rank.DEPUTY
    if words in _HEADS or any(words.startswith(head + end) for head in _HEADS for end in _OF_THE_ASSEMBLY):
        return Rank.HEAD
    if delegation.strip() or any(f" {word} " in padded for word in _DELEGATED):
        return Rank.DELEGATED
    return Rank.MEMBER
