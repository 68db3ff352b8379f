"""Recognise a register's columns by what their headers mean; must never rely on their order or exact spelling."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from enum import StrEnum
from functools import lru_cache

from altterr_desktop.importers.files.words import words_of


class Column(StrEnum):
    """Name what a column of a register can say."""

    DEPARTMENT_CODE = "department_code"
    DEPARTMENT_NAME = "department_name"
    STATUS_CODE = "status_code"
    STATUS_NAME = "status_name"
    STATUS_SECTION = "status_section"
    REGION_CODE = "region_code"
    REGION_NAME = "region_name"
    SECTION = "section"
    COMMUNE_CODE = "commune_code"
    COMMUNE_NAME = "commune_name"
    ATTACHMENT_CODE = "attachment_code"
    ATTACHMENT_NAME = "attachment_name"
    EPCI_SIREN = "epci_siren"
    EPCI_NAME = "epci_name"
    CANTON_CODE = "canton_code"
    CANTON_NAME = "canton_name"
    SECTOR = "sector"
    LEGISLATIVE_CODE = "legislative_code"
    LEGISLATIVE_NAME = "legislative_name"
    METROPOLITAN = "metropolitan"
    EUROPEAN = "european"
    ABROAD = "abroad"
    FAMILY_NAME = "family_name"
    GIVEN_NAME = "given_name"
    GENDER = "gender"
    BIRTH_DATE = "birth_date"
    MANDATE_START = "mandate_start"
    FUNCTION = "function"
    FUNCTION_START = "function_start"
    FUNCTION_END = "function_end"


NEEDED = (Column.FAMILY_NAME, Column.GIVEN_NAME, Column.MANDATE_START)
"""Columns each register has, besides those of its territory."""

# Stem -> how it is also written.
_STEMS = {
    "code": ("code", "cod", "num", "numero", "no", "n", "id"),
    "libelle": ("libelle", "lib", "label", "intitule", "designation"),
    "departement": ("departement", "departementale", "dept", "dep", "dpt", "partement"),
    "commune": ("commune", "com", "municipalite", "ville"),
    "insee": ("insee", "codgeo", "codeinsee"),
    "epci": ("epci", "ept", "intercommunalite", "groupement"),
    "siren": ("siren", "siret"),
    "region": ("region", "regionale", "reg"),
    "canton": ("canton",),
    "section": ("section",),
    "secteur": ("secteur", "arrondissement"),
    "statut": ("statut", "particulier"),
    "circonscription": ("circonscription", "circo", "circ", "cir"),
    "europe": ("europeenne", "europeen", "er"),
    "metropolitaine": ("metropolitaine", "metropole"),
    "etranger": ("consulaire", "afe", "etranger"),
    "rattachement": ("rattachement",),
    "elu": ("elu", "elus", "lu", "elue"),
    "nom": ("nom", "patronyme"),
    "prenom": ("prenom", "prenoms"),
    "sexe": ("sexe", "genre", "civilite"),
    "naissance": ("naissance", "ne"),
    "date": ("date", "dat"),
    "debut": ("debut", "start"),
    "fin": ("fin",),
    "mandat": ("mandat",),
    "fonction": ("fonction", "fct"),
    "lieu": ("lieu", "pays"),
    "profession": ("profession", "categorie", "csp", "pcs", "nuance", "nationalite", "socio"),
}
_STEM_OF = {word: stem for stem, words in _STEMS.items() for word in words}
_FUZZY = tuple(word for word in _STEM_OF if len(word) >= 4)  # noqa: PLR2004 - shorter ones look like others
# Accents that became a space or a sign cut a word in two.
_BROKEN = {
    ("d", "partement"): "departement",
    ("pr", "nom"): "prenom",
    ("d", "but"): "debut",
    ("r", "gion"): "region",
    ("cat", "gorie"): "categorie",
}
_CLOSE_ENOUGH = 84


def recognise_columns(header: Sequence[str]) -> dict[Column, int]:
    """Give the index of each column whose meaning is recognised; of two alike, the first."""
    found: dict[Column, int] = {}
    for index, name in enumerate(header):
        column = column_of(name)
        if column is not None:
            found.setdefault(column, index)
    return found


def rate_header(cells: Sequence[str]) -> float:
    """Rate a row as a register's header: how many of its columns are recognised, 0 when too few are."""
    found = recognise_columns(cells)
    needed = sum(column in found for column in NEEDED)
    return float(len(found)) if needed >= 2 else 0.0  # noqa: PLR2004


@lru_cache(maxsize=1024)
def column_of(name: str) -> Column | None:
    """Give what a column says from its header alone, or None."""
    stems = frozenset(_stems_of(name))
    return next((column for test, column in _RULES if (test(stems))), None)


def _stems_of(name: str) -> list[str]:
    words = [word.strip("?\ufffd").replace("?", "").replace("\ufffd", "") for word in words_of(name)]
    stems: list[str] = []
    position = 0
    while position < len(words):
        joined = _BROKEN.get((words[position], words[position + 1])) if position + 1 < len(words) else None
        stems.append(_stem_of(joined or words[position]))
        position += 2 if joined else 1
    return [stem for stem in stems if stem]


@lru_cache(maxsize=1024)
def _stem_of(word: str) -> str:
    known = _STEM_OF.get(word)
    if known is not None or len(word) < 4:  # noqa: PLR2004 - the same
        return known or ""
    from rapidfuzz import fuzz, process

    close = process.extractOne(word, _FUZZY, scorer=fuzz.ratio, score_cutoff=_CLOSE_ENOUGH)
    return _STEM_OF[close[0]] if close is not None else ""


Stems = frozenset[str]
_TERRITORY = frozenset({
    "departement", "commune", "insee", "epci", "region", "canton", "section", "secteur", "statut",
    "circonscription",
})  # fmt: skip


def _has(*stems: str) -> Callable[[Stems], bool]:
    wanted = frozenset(stems)
    return lambda present: wanted <= present


def _code(*stems: str) -> Callable[[Stems], bool]:
    wanted = frozenset(stems)
    return lambda present: wanted <= present and not present.isdisjoint({"code", "insee", "siren"})


# In order: the first rule that fits gives the meaning; None says that the column is known and of no use here.
_RULES: tuple[tuple[Callable[[Stems], bool], Column | None], ...] = (
    (
        lambda stems: "naissance" in stems and stems.isdisjoint({"lieu", "code", *_TERRITORY}),
        Column.BIRTH_DATE,
    ),
    (_has("naissance"), None),
    (_has("profession"), None),
    (_has("sexe"), Column.GENDER),
    (lambda stems: "mandat" in stems and "fin" not in stems and "date" in stems, Column.MANDATE_START),
    (_has("mandat", "debut"), Column.MANDATE_START),
    (_has("mandat"), None),
    (_has("fonction", "fin"), Column.FUNCTION_END),
    (_has("fonction", "date"), Column.FUNCTION_START),
    (_has("fonction", "debut"), Column.FUNCTION_START),
    (_has("fonction", "code"), None),
    (_has("fonction"), Column.FUNCTION),
    (_has("siren"), Column.EPCI_SIREN),
    (
        lambda stems: "prenom" in stems and "nom" not in stems and stems.isdisjoint(_TERRITORY),
        Column.GIVEN_NAME,
    ),
    (
        lambda stems: "nom" in stems and "prenom" not in stems and stems.isdisjoint(_TERRITORY),
        Column.FAMILY_NAME,
    ),
    (_has("statut", "section"), Column.STATUS_SECTION),
    (_code("statut"), Column.STATUS_CODE),
    (_has("statut"), Column.STATUS_NAME),
    (_has("circonscription", "metropolitaine"), Column.METROPOLITAN),
    (_has("circonscription", "etranger"), Column.ABROAD),
    (_has("circonscription", "europe"), Column.EUROPEAN),
    (_code("circonscription"), Column.LEGISLATIVE_CODE),
    (_has("circonscription"), Column.LEGISLATIVE_NAME),
    (_has("section"), Column.SECTION),
    (_has("secteur"), Column.SECTOR),
    (_code("canton"), Column.CANTON_CODE),
    (_has("canton"), Column.CANTON_NAME),
    (_has("epci", "departement"), None),
    (_code("epci"), Column.EPCI_SIREN),
    (_has("epci"), Column.EPCI_NAME),
    (_code("commune", "rattachement"), Column.ATTACHMENT_CODE),
    (_has("commune", "rattachement"), Column.ATTACHMENT_NAME),
    (_code("commune"), Column.COMMUNE_CODE),
    (_has("commune"), Column.COMMUNE_NAME),
    (_has("insee"), Column.COMMUNE_CODE),
    (_code("region"), Column.REGION_CODE),
    (_has("region"), Column.REGION_NAME),
    (_code("departement"), Column.DEPARTMENT_CODE),
    (_has("departement"), Column.DEPARTMENT_NAME),
)


def missing_columns(found: Mapping[Column, int]) -> list[Column]:
    """List the columns no register does without that were not recognised."""
    return [column for column in NEEDED if column not in found]
