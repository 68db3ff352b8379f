"""Write the names of people and places, and lists of words; must not store names nor guess a gender."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from altterr_desktop.domain.folding import fold
from altterr_desktop.i18n.catalogue import _, language, ngettext
from altterr_desktop.i18n.numbers import number

if TYPE_CHECKING:
    from collections.abc import Sequence

_LINKS = frozenset({"de", "du", "des", "von", "zu", "y", "et", "dit", "dite", "épouse", "née", "veuve"})
_ARTICLES = frozenset({"la", "le", "les", "l"})
# Kept small inside a name, with a capital at its start: «Van der Berg».
_INNER = frozenset({"van", "den", "der", "ten", "ter", "d", "los"})
_SCOTS = re.compile("mc(?=[^h]..)")
_PIECES = re.compile(r"([\s\-‐‑'’]+)")
_APOSTROPHES = frozenset("'’")

# First names and places in h- before which «de» is not elided, among those whose second letter is not an «a».
_ASPIRATED = re.compile(
    r"h(?:a(?!drien|rmonie)|e(?:inz|lmut|nk|rbert|im|rn|yd)|i(?:chem|cham|nd|lal|lde)|o(?:cine|ch|ll|ng|us|ur|we)"
    r"|u(?:sse|see|ss|o)|uy)"
)
_ELIDED = re.compile(r"[aeiou]|h|y[^aeiou]")


def display_name(given: str, family: str) -> str:
    """Give a person's name as it is read, words in capitals set back: «Anne de la Tour», «Paul D'Ornano».

    Words that already mix capitals and small letters are kept as they were typed.
    """
    return " ".join(part for part in (_recased(given, is_family=False), _recased(family)) if part)


def sort_name(given: str, family: str) -> str:
    """Give the key that sorts people by family name: no accents, no case."""
    return fold(f"{family} {given}")


def civil(gender: str) -> str:
    """Give «M.» or «Mme» for the register's M or F, nothing otherwise."""
    titles = {"M": _("Mr"), "F": _("Ms")}
    return titles.get(gender.strip().upper(), "")


def of_name(name: str) -> str:
    """Give a name after «of»: «de Karim», «d’Élodie»."""
    if language() != "fr":
        return f"of {name}"
    return f"d’{name}" if _is_elided(name) else f"de {name}"


def of_place(name: str) -> str:
    """Give a place's name after «of»: «de Lyon», «d’Arles», «du Mans», «des Ulis», «de La Rochelle»."""
    if language() == "fr":
        for article, contracted in (("Le ", "du "), ("Les ", "des ")):
            if name.startswith(article):
                return contracted + name.removeprefix(article)
    return of_name(name)


def join_words(words: Sequence[str]) -> str:
    """Give «a, b et c»."""
    *first, last = words or ("",)
    return _("{first} and {last}").format(first=", ".join(first), last=last) if first else last


def count_words(one: str, many: str, count: int, **fields: str) -> str:
    """Give a count with its words: `count_words("{count} promise", "{count} promises", 1200)`.

    The messages are written at the call, as for `ngettext`; `fields` fills their other braces.
    """
    return ngettext(one, many, count).format(count=number(count), **fields)


def labelled(title: str, value: str) -> str:
    """Give a value after what it is: «Échéance : 2e trimestre 2026», «Deadline: 2nd quarter of 2026»."""
    return _("{label}: {value}").format(label=title, value=value)


def _is_elided(name: str) -> bool:
    # Folding a name of signs alone leaves nothing.
    start = fold(name)
    return bool(_ELIDED.match(start)) and not _ASPIRATED.match(start)


def _recased(name: str, *, is_family: bool = True) -> str:
    """Set words in capitals back to small letters, and a name in small letters alone to its capitals."""
    pieces = _PIECES.split(" ".join(name.split()))
    before = ""
    for index in range(0, len(pieces), 2):
        word = pieces[index]
        small = word.lower()
        if name.islower() or (word.isupper() and (len(word) > 1 or name.isupper())):
            # «d» and «l» are particles only with their apostrophe, and the last word is never one.
            joint = pieces[index + 1] if index + 1 < len(pieces) else ""
            elides = joint in _APOSTROPHES
            keeps_small = is_family and bool(joint) and _is_particle(small, before, elides=elides)
            pieces[index] = small if keeps_small else _capitalised(small)
        before = small
    return "".join(pieces)


def _is_particle(word: str, before: str, *, elides: bool) -> bool:
    if word in {"l", "d"} and not elides:
        return False
    if word in _ARTICLES:
        return before == "de"
    return word in _LINKS or (word in _INNER and bool(before))


def _capitalised(word: str) -> str:
    if _SCOTS.match(word):
        return f"Mc{word[2:].capitalize()}"
    return word[:1].upper() + word[1:]
