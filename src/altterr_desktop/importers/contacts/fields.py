"""Name what a column of an address book can say, and recognise it by its header; must read no file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import StrEnum

from altterr_desktop.domain.errors import KnownError
from altterr_desktop.i18n import _
from altterr_desktop.importers.files.words import words_of


class Field(StrEnum):
    """Name the fields a column can be mapped to; their values are the keys of a mapping file."""

    FAMILY_NAME = "family_name"
    GIVEN_NAME = "given_name"
    FULL_NAME = "full_name"
    GENDER = "gender"
    FUNCTION = "function"
    DELEGATION = "delegation"
    TERRITORY = "territory"
    ORGANISATION = "organisation"
    DEPARTMENT = "department"
    POLITICAL_LABEL = "political_label"
    SIDE = "side"
    EMAIL = "email"
    PHONE = "phone"
    ADDRESS = "address"
    WEBSITE = "website"
    SECRETARIAT = "secretariat"


ContactMapping = dict[Field, tuple[str, ...]]

MANY_COLUMNS = frozenset({Field.EMAIL, Field.PHONE, Field.ADDRESS, Field.WEBSITE, Field.SECRETARIAT})
"""Fields that several columns may feed."""

# A header that holds one of these is private, or says something about another column: it is never read.
_NEVER = frozenset({
    "home", "domicile", "personnel", "personnelle", "perso", "prive", "privee", "private", "birthday", "birth",
    "naissance", "anniversaire", "spouse", "conjoint", "enfants", "children", "type", "label", "fax", "telecopie",
    "pager", "telex", "deuxieme", "middle", "additional", "yomi", "phonetic", "suffixe", "suffix", "pseudo",
    "nickname", "surnom", "notes", "note", "photo", "gouvernement", "government", "affichage", "radiotelephone",
    "pobox", "extended", "region", "country", "pays", "etat", "state", "county", "departement", "hobby", "id",
    "code", "date", "autre", "other",
})  # fmt: skip
_POSTAL = frozenset({"postal", "zip", "zipcode", "cp"})
_WORK_PLACE = frozenset(
    {"bureau", "business", "work", "professionnelle", "professionnel", "mairie", "address", "adresse"}
)

# What a header must hold, most precise first: the first set found in its words names the field.
_MEANINGS: tuple[tuple[frozenset[str], Field], ...] = tuple(
    (frozenset(words.split()), field)
    for words, field in (
        ("secretariat", Field.SECRETARIAT), ("assistant", Field.SECRETARIAT), ("assistante", Field.SECRETARIAT),
        ("email", Field.EMAIL), ("e mail", Field.EMAIL), ("mail", Field.EMAIL), ("courriel", Field.EMAIL),
        ("messagerie", Field.EMAIL), ("adresse electronique", Field.EMAIL),
        ("phone", Field.PHONE), ("telephone", Field.PHONE), ("tel", Field.PHONE), ("mobile", Field.PHONE),
        ("portable", Field.PHONE),
        ("web", Field.WEBSITE), ("website", Field.WEBSITE), ("site", Field.WEBSITE), ("url", Field.WEBSITE),
        ("nom famille", Field.FAMILY_NAME), ("last name", Field.FAMILY_NAME), ("family name", Field.FAMILY_NAME),
        ("surname", Field.FAMILY_NAME), ("nom elu", Field.FAMILY_NAME),
        ("prenom nom", Field.FULL_NAME), ("nom complet", Field.FULL_NAME), ("full name", Field.FULL_NAME),
        ("display name", Field.FULL_NAME), ("nom afficher", Field.FULL_NAME), ("file as", Field.FULL_NAME),
        ("given name", Field.GIVEN_NAME), ("first name", Field.GIVEN_NAME), ("prenom", Field.GIVEN_NAME),
        ("civilite", Field.GENDER), ("genre", Field.GENDER), ("sexe", Field.GENDER), ("name prefix", Field.GENDER),
        ("job title", Field.FUNCTION), ("organization title", Field.FUNCTION), ("titre poste", Field.FUNCTION),
        ("fonction", Field.FUNCTION), ("mandat", Field.FUNCTION), ("poste", Field.FUNCTION), ("role", Field.FUNCTION),
        ("function", Field.FUNCTION),
        ("delegation", Field.DELEGATION), ("delegations", Field.DELEGATION),
        ("organization department", Field.DEPARTMENT), ("department", Field.DEPARTMENT), ("service", Field.DEPARTMENT),
        ("company", Field.ORGANISATION), ("societe", Field.ORGANISATION), ("entreprise", Field.ORGANISATION),
        ("organisation", Field.ORGANISATION), ("organization", Field.ORGANISATION), ("structure", Field.ORGANISATION),
        ("nuance", Field.POLITICAL_LABEL), ("etiquette", Field.POLITICAL_LABEL), ("parti", Field.POLITICAL_LABEL),
        ("groupe politique", Field.POLITICAL_LABEL), ("party", Field.POLITICAL_LABEL),
        ("majorite", Field.SIDE), ("opposition", Field.SIDE), ("side", Field.SIDE),
        ("commune", Field.TERRITORY), ("territoire", Field.TERRITORY), ("collectivite", Field.TERRITORY),
        ("epci", Field.TERRITORY), ("territory", Field.TERRITORY),
        ("address formatted", Field.ADDRESS), ("rue", Field.ADDRESS), ("street", Field.ADDRESS),
        ("adresse", Field.ADDRESS), ("address", Field.ADDRESS),
    )
)  # fmt: skip
_EXACT = {
    ("nom",): Field.FAMILY_NAME,
    ("name",): Field.FULL_NAME,
    ("elu",): Field.FULL_NAME,
    ("elue",): Field.FULL_NAME,
    ("titre",): Field.FUNCTION,
    ("title",): Field.FUNCTION,
}


class WrongContactMapping(KnownError):
    """Say what is wrong in a mapping of the columns of an address book."""


def field_of(header: str) -> Field | None:
    """Give the field a header announces, or None when it is private or unknown."""
    words = words_of(header.replace("'", " "))
    if words in _EXACT:
        return _EXACT[words]
    kept = frozenset(words)
    if kept & _POSTAL or {"ville", "city", "town"} & kept:
        # The town of an office belongs to its address; alone it could be anybody's home.
        return Field.ADDRESS if kept & _WORK_PLACE and not kept & (_NEVER - {"code"}) else None
    if kept & _NEVER:
        return None
    return next((field for needed, field in _MEANINGS if needed <= kept), None)


def propose_mapping(header: Sequence[str]) -> ContactMapping:
    """Propose the columns of each field; a field fed by one column takes the first one.

    Mail programs in French write «Titre» twice: the first is the form of address, the second the function.
    """
    found: dict[Field, list[str]] = {}
    for name in header:
        field = field_of(name.removesuffix(" (2)"))
        if field is not None:
            found.setdefault(field, []).append(name)
    titles = [
        name for name in found.get(Field.FUNCTION, []) if words_of(name)[:1] in {("titre",), ("title",)}
    ]
    if len(found.get(Field.FUNCTION, [])) > 1 and titles:
        found[Field.FUNCTION].remove(titles[0])
        found.setdefault(Field.GENDER, []).append(titles[0])
    return {
        field: tuple(names if field in MANY_COLUMNS else names[:1])
        for field in Field
        if (names := found.get(field))
    }


def rate_header(cells: Sequence[str]) -> float:
    """Rate a row as the header of an address book: how many fields its cells announce, 0 without a name."""
    fields = {field_of(cell) for cell in cells if cell and len(cell) <= 80} - {None}  # noqa: PLR2004 - longer: a text
    named = fields & {Field.FAMILY_NAME, Field.FULL_NAME, Field.GIVEN_NAME, Field.FUNCTION}
    return float(len(fields)) if named and len(fields) > 1 else 0.0


def mapping_from(content: Mapping[str, str | Sequence[str]]) -> ContactMapping:
    """Check a mapping somebody chose: names of fields to names of columns. Raises WrongContactMapping."""
    mapping: ContactMapping = {}
    for key, columns in content.items():
        if key not in set(Field):
            raise WrongContactMapping(
                _(
                    "The mapping names a field that does not exist: “{field}”. The fields are: {fields}."
                ).format(field=key, fields=", ".join(Field))
            )
        names = (columns,) if isinstance(columns, str) else tuple(columns)
        if names:
            mapping[Field(key)] = names
    return mapping


def columns_of(mapping: ContactMapping, header: Sequence[str]) -> dict[Field, tuple[int, ...]]:
    """Find the columns a mapping names, whatever their case and accents. Raises WrongContactMapping."""
    places = {words_of(name): index for index, name in reversed(list(enumerate(header)))}
    exact = {name: index for index, name in reversed(list(enumerate(header)))}
    found = {}
    for field, names in mapping.items():
        indexes = []
        for name in names:
            index = exact.get(name, places.get(words_of(name)))
            if index is None:
                raise WrongContactMapping(
                    _(
                        "The mapping names a column that the file has not: “{column}”. Its columns are: {columns}."
                    ).format(column=name, columns=", ".join(header))
                )
            indexes.append(index)
        found[field] = tuple(indexes)
    return found
