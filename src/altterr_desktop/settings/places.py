"""Find communes, EPCI, départements and régions by name or code; must not know the screen or a dossier."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass, field

from altterr_desktop.settings.gazetteer import Gazetteer, gazetteer
from altterr_desktop.settings.place_search import search_rows

RUNS_OF_KIND = {
    "commune": ("commune", "district"),
    "epci": ("epci",),
    "departement": ("departement",),
    "region": ("region",),
}
_KIND_OF_RUN = {run: kind for kind, runs in RUNS_OF_KIND.items() for run in runs}
_NOISE = re.compile(r"\s+|\.0+$")
_INSEE_LENGTH, _SIREN_LENGTH, _LONGEST_DEPARTMENT = 5, 9, 3


@dataclass(frozen=True, slots=True)
class Place:
    """Describe one territory of the reference; the population is municipal, in force in its year."""

    code: str
    """INSEE code, or SIREN of an EPCI."""
    name: str
    kind: str
    """A value of `domain.territories.TerritoryKind`."""
    nature: str
    """CC, CA, CU, METRO, MET69 or EPT of an EPCI; ARM of a municipal arrondissement; otherwise empty."""
    population: int
    department_code: str
    department_name: str
    region_code: str
    region_name: str
    epci_code: str
    epci_name: str
    former_codes: tuple[str, ...]
    matched_name: str = field(default="", compare=False)
    """The former commune that was looked for, when that is how this place was found."""


def search_places(text: str, *, limit: int = 30, kinds: Collection[str] | None = None) -> list[Place]:
    """Give the places whose name or code begins with, or holds the beginnings of, the words typed.

    Exact names come first, then names that begin so, then names that hold each word in any order; in each
    rank the most populated first. Codes may be INSEE, SIREN or postal; «Saint-Denis 93» and «L'Isle-Jourdain
    Gers» work, and the name of a merged commune finds the one that took it in.
    """
    register = gazetteer()
    runs = [run for kind in kinds or RUNS_OF_KIND for run in RUNS_OF_KIND.get(kind, ())]
    former_names = register.former[1]
    places = [
        _place(register, hit.row, "" if hit.former is None else former_names[hit.former])
        for hit in search_rows(register, text, limit=limit, runs=runs)
    ]
    if not places and limit > 0 and (place := find_place(text)) and place.kind in (kinds or RUNS_OF_KIND):
        return [place]
    return places


def find_place(code: str) -> Place | None:
    """Give the place of an INSEE code or a SIREN, or None.

    Takes the former codes of merged communes, lower case, a lost zero («1004») and a spreadsheet's «1004.0».
    One to three signs are a département; «dep:32» and «reg:76» say which is meant.
    """
    register = gazetteer()
    level, _colon, code = _NOISE.sub("", code).upper().rpartition(":")
    if level in {"REG", "DEP"}:
        row = register.row("region" if level == "REG" else "departement", code.zfill(2))
    elif level:
        return None
    elif len(code) == _SIREN_LENGTH:
        row = _siren_row(register, code)
    elif len(code) <= _LONGEST_DEPARTMENT:
        row = register.row("departement", code.zfill(2))
    else:
        return _commune(register, code.zfill(_INSEE_LENGTH))
    return None if row is None else _place(register, row)


def member_communes(epci_code: str) -> tuple[str, ...]:
    """Give the INSEE codes of the communes of an EPCI by its SIREN; none for an unknown one."""
    register = gazetteer()
    row = register.row("epci", _NOISE.sub("", epci_code))
    return () if row is None else register.members(row)


def usual_siren(commune_code: str) -> str:
    """Give the SIREN of a commune never merged: 21, INSEE code, Luhn key (rule of the SIRENE register)."""
    digits = "21" + commune_code[:2].replace("2A", "20").replace("2B", "20") + "0" + commune_code[2:]
    total = sum(sum(divmod(int(digit) * (2 - place % 2), 10)) for place, digit in enumerate(reversed(digits)))
    return digits + str(-total % 10)


def _commune(register: Gazetteer, code: str) -> Place | None:
    row = register.row("commune", code)
    if row is None:
        row = register.row("district", code)
    if row is not None:
        return _place(register, row)
    heir = register.row("commune", register.heirs.get(code, ""))
    if heir is None:
        return None
    codes, names, _heirs = register.former
    return _place(register, heir, names[codes.index(code)])


def _siren_row(register: Gazetteer, siren: str) -> int | None:
    row = register.row("epci", siren)
    if row is not None:
        return row
    if siren in register.sirens:
        return register.sirens.index(siren)
    number = siren[5:8]
    # Corsican communes are numbered under 20.
    homes = ("2A", "2B") if siren[2:4] == "20" else (siren[2:4],)
    for home in homes:
        row = register.row("commune", home + number)
        if row is not None and not register.sirens[row] and usual_siren(home + number) == siren:
            return row
    return None


def _place(register: Gazetteer, row: int, matched_name: str = "") -> Place:
    run = register.run(row)
    department = register.department_row(row)
    region = register.parents[department] if department is not None else row
    above = register.parents[row] if run == "district" else row
    epci = register.parents[above] if run in {"commune", "district"} else -1
    return Place(
        code=register.codes[row],
        name=register.names[row],
        kind=_KIND_OF_RUN[run],
        nature=register.nature(row),
        population=register.populations[row],
        department_code="" if department is None else register.codes[department],
        department_name="" if department is None else register.names[department],
        region_code=register.codes[region],
        region_name=register.names[region],
        epci_code="" if epci < 0 else register.codes[epci],
        epci_name="" if epci < 0 else register.names[epci],
        former_codes=register.former_codes.get(register.codes[row], ()) if run == "commune" else (),
        matched_name=matched_name,
    )
