"""Tell from a line's codes alone whether its territory is followed; must build nothing of the line."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from operator import itemgetter

from altterr_desktop.domain.territories import Assembly
from altterr_desktop.importers.files.words import fold
from altterr_desktop.importers.rne.codes import (
    bare_code,
    commune_code,
    department_code,
    department_of,
    region_code,
    siren_code,
)
from altterr_desktop.importers.rne.columns import Column
from altterr_desktop.importers.rne.register import ASSEMBLIES, Register

_LYON_METROPOLIS, _LYON_SIREN = "69M", "200046977"
_ALSACE = "6AE"
_CORSICA = "94"
# Collectivities that are département and region at once (CGCT L7111-1 and L7211-1): code -> region.
_SINGLE = {"972": "02", "973": "03", "976": "06"}


@dataclass(frozen=True, slots=True)
class Followed:
    """Hold the codes of the territories a group follows: INSEE codes, and SIREN for EPCI."""

    communes: frozenset[str]
    epcis: frozenset[str]
    departments: frozenset[str]
    regions: frozenset[str]


@dataclass(slots=True)
class Seat:
    """Hold what a line's codes say: territory (empty: unreadable), département, assembly; and count its lines."""

    territory: str
    department: str
    followed: bool
    assembly: Assembly
    count: int = 0


Resolver = Callable[[Mapping[Column, str], Followed], Seat]


class Sieve:
    """Keep the lines of followed territories, by their raw codes; each distinct code is understood once."""

    def __init__(self, register: Register, columns: Mapping[Column, int], followed: Followed) -> None:
        self._resolve = _RESOLVERS[register]
        self._assembly = ASSEMBLIES[register]
        self._followed = followed
        self._keys = [column for column in _KEY_COLUMNS[register] if column in columns]
        indexes = [columns[column] for column in self._keys] or [0]
        self._pick = itemgetter(*indexes)
        self._seen: dict[str | tuple[str, ...], Seat] = {}
        self.head = max(indexes) + 1
        self.cut_short = 0

    def wanted(self, cells: Sequence[str]) -> bool:
        """Tell from a line's first cells whether to build it; one too short to tell is built and reported."""
        try:
            key = self._pick(cells)
        except IndexError:
            self.cut_short += 1
            return True
        seat = self._seen.get(key)
        if seat is None:
            seat = self._seen[key] = self.seat_of(cells)
        seat.count += 1
        return seat.followed

    def seat_of(self, cells: Sequence[str]) -> Seat:
        """Understand the codes of a line; those of an unreadable one are followed, so that it is reported."""
        picked = self._pick(cells)
        raw = picked if isinstance(picked, tuple) else (picked,)
        seat = self._resolve(dict(zip(self._keys, raw, strict=False)), self._followed)
        if not seat.territory:
            seat.followed = True
        return seat

    def code_as_written(self, cells: Sequence[str]) -> str:
        """Give a line's codes as they stand, to be shown."""
        picked = self._pick(cells)
        return picked if isinstance(picked, str) else " ".join(picked)

    @property
    def lines(self) -> int:
        """Give the number of lines shown so far."""
        return sum(seat.count for seat in self._seen.values()) + self.cut_short

    def departments(self) -> Counter[str]:
        """Count the lines by département («?» where it cannot be told)."""
        counts: Counter[str] = Counter()
        for seat in self._seen.values():
            counts[seat.department or "?"] += seat.count
        return counts


@lru_cache(maxsize=4096)
def _current_code(code: str) -> str:
    """Give the code today of a commune that was merged into another."""
    from altterr_desktop.settings.places import find_place

    place = find_place(code)
    return place.code if place is not None else code


def _commune(raw: Mapping[Column, str], followed: Followed) -> Seat:
    code = commune_code(raw.get(Column.COMMUNE_CODE, ""), raw.get(Column.DEPARTMENT_CODE, ""))
    department = department_of(code)
    # Merged communes stay in their département, but for a handful: the others are not looked up.
    if code and code not in followed.communes and department in _departments(followed.communes):
        code = _current_code(code)
    return Seat(code, department, code in followed.communes, Assembly.MUNICIPAL)


@lru_cache(maxsize=8)
def _departments(communes: frozenset[str]) -> frozenset[str]:
    return frozenset(department_of(code) for code in communes)


def _epci(raw: Mapping[Column, str], followed: Followed) -> Seat:
    code = siren_code(raw.get(Column.EPCI_SIREN, ""))
    department = department_code(raw.get(Column.DEPARTMENT_CODE, ""))
    if not department:
        department = department_of(commune_code(raw.get(Column.ATTACHMENT_CODE, "")))
    return Seat(code, department, code in followed.epcis, Assembly.COMMUNITY)


def _department(raw: Mapping[Column, str], followed: Followed) -> Seat:
    code = department_code(raw.get(Column.DEPARTMENT_CODE, "")) or _status(raw)
    if code == _ALSACE and code not in followed.departments:
        # The councillors of the Collectivité européenne d'Alsace: the canton tells Bas-Rhin from Haut-Rhin.
        canton = bare_code(raw.get(Column.CANTON_CODE, ""))[:2]
        code = canton if canton in {"67", "68"} else code
    return Seat(code, code, code in followed.departments, Assembly.DEPARTMENTAL)


def _status(raw: Mapping[Column, str]) -> str:
    return department_code(raw.get(Column.STATUS_CODE, ""))


def _region(raw: Mapping[Column, str], followed: Followed) -> Seat:
    code = region_code(raw.get(Column.REGION_CODE, ""))
    department = department_code(raw.get(Column.SECTION, "")) or department_code(
        raw.get(Column.DEPARTMENT_CODE, "")
    )
    return Seat(code, department, code in followed.regions, Assembly.REGIONAL)


def _special(raw: Mapping[Column, str], followed: Followed) -> Seat:
    code = _status(raw) or department_code(raw.get(Column.DEPARTMENT_CODE, ""))
    if code == _LYON_METROPOLIS:
        return Seat(_LYON_SIREN, "69", _LYON_SIREN in followed.epcis, Assembly.COMMUNITY)
    region = _SINGLE.get(code, _CORSICA if code == _CORSICA else region_code(raw.get(Column.REGION_CODE, "")))
    if region and (region in followed.regions or code not in followed.departments):
        return Seat(region, code, region in followed.regions, Assembly.REGIONAL)
    return Seat(code, code, code in followed.departments, Assembly.OTHER)


def _corsica(raw: Mapping[Column, str], followed: Followed) -> Seat:
    is_corsican = "corse" in fold(raw.get(Column.FUNCTION, ""))
    followed_here = is_corsican and _CORSICA in followed.regions
    return Seat(_CORSICA, _CORSICA if is_corsican else "", followed_here, Assembly.REGIONAL)


def _everywhere(_raw: Mapping[Column, str], _followed: Followed) -> Seat:
    return Seat("FR", "FR", followed=True, assembly=Assembly.EUROPEAN)


_COMMUNE_KEYS = (Column.DEPARTMENT_CODE, Column.COMMUNE_CODE)
_DEPARTMENT_KEYS = (Column.DEPARTMENT_CODE, Column.STATUS_CODE)
_KEY_COLUMNS: dict[Register, tuple[Column, ...]] = {
    Register.MAYORS: _COMMUNE_KEYS,
    Register.MUNICIPAL: _COMMUNE_KEYS,
    Register.DISTRICT: _COMMUNE_KEYS,
    Register.COMMUNITY: (Column.EPCI_SIREN, Column.DEPARTMENT_CODE),
    Register.DEPARTMENTAL: (*_DEPARTMENT_KEYS, Column.CANTON_CODE),
    Register.REGIONAL: (Column.REGION_CODE, Column.SECTION, Column.DEPARTMENT_CODE),
    Register.SPECIAL: (Column.REGION_CODE, *_DEPARTMENT_KEYS),
    Register.CORSICA: (Column.FUNCTION,),
    Register.DEPUTIES: _DEPARTMENT_KEYS,
    Register.SENATORS: _DEPARTMENT_KEYS,
    Register.EUROPEAN: (),
}
_RESOLVERS: dict[Register, Resolver] = {
    Register.MAYORS: _commune,
    Register.MUNICIPAL: _commune,
    Register.DISTRICT: _commune,
    Register.COMMUNITY: _epci,
    Register.DEPARTMENTAL: _department,
    Register.REGIONAL: _region,
    Register.SPECIAL: _special,
    Register.CORSICA: _corsica,
    Register.DEPUTIES: _department,
    Register.SENATORS: _department,
    Register.EUROPEAN: _everywhere,
}
