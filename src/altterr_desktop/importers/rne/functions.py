"""Read what a register says somebody does in an assembly; must not translate it."""

from __future__ import annotations

import re
from functools import lru_cache

from altterr_desktop.importers.files.words import fold, label_of

MAYOR = "Maire"

_ORDINAL = re.compile(r"^(\d{1,2})\s*(?:er|ere|re|nde?|eme|ieme|me|e|°|º|o)?\s+(?=[^\W\d])")
_ORDINAL_WORDS = {
    "premier": 1,
    "premiere": 1,
    "deuxieme": 2,
    "second": 2,
    "seconde": 2,
    "troisieme": 3,
    "quatrieme": 4,
    "cinquieme": 5,
    "sixieme": 6,
    "septieme": 7,
    "huitieme": 8,
    "neuvieme": 9,
    "dixieme": 10,
}
_USUAL = (
    MAYOR,
    "Maire délégué",
    "Maire d'arrondissement",
    "Adjoint au maire",
    "Adjoint au maire d'arrondissement",
    "Président du conseil communautaire",
    "Vice-président du conseil communautaire",
    "Président du conseil métropolitain",
    "Vice-président du conseil métropolitain",
    "Président du conseil départemental",
    "Vice-président du conseil départemental",
    "Président de commission du conseil départemental",
    "Président du conseil régional",
    "Vice-président du conseil régional",
    "Président de l'assemblée",
    "Vice-président de l'assemblée",
    "Président de l'organe exécutif",
    "Vice-président de l'organe exécutif",
    "Membre de l'organe exécutif",
    "Conseiller exécutif de Corse",
    "Autre membre",
)
_BY_LABEL = {label_of(function): function for function in _USUAL}


@lru_cache(maxsize=2048)
def read_function(text: str) -> tuple[str, int | None]:
    """Give a function in its usual wording and its rank: «5eme Vice-président …» → («Vice-président …», 5)."""
    written = " ".join(text.replace("’", "'").split())
    rest, rank = _without_ordinal(written)
    usual = _BY_LABEL.get(label_of(rest))
    if usual is not None:
        return usual, rank
    return rest[:1].upper() + rest[1:], rank


def _without_ordinal(written: str) -> tuple[str, int | None]:
    folded = fold(written)
    if len(folded) != len(written):
        # A ligature or a joined sign would shift what is cut: such a text has no ordinal worth reading.
        return written, None
    found = _ORDINAL.match(folded)
    if found:
        return written[found.end() :], int(found.group(1))
    first, _space, rest = folded.partition(" ")
    if rest and first in _ORDINAL_WORDS:
        return written[len(first) + 1 :], _ORDINAL_WORDS[first]
    return written, None
