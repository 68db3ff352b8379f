"""Load the territories of France into columns that are quick to scan; must not know how to rank a search."""

from __future__ import annotations

import json
import re
import zlib
from array import array
from bisect import bisect_left, bisect_right
from collections import defaultdict
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import pairwise
from typing import Any

from altterr_desktop.domain.folding import fold_lines
from altterr_desktop.settings.paths import resources_folder

RUNS = ("commune", "district", "epci", "departement", "region")
"""The rows of the gazetteer, in this order; a district is an arrondissement of Paris, Lyon or Marseille."""
_LAYOUT = 1
_SHORT_SAINTS = re.compile(r"\bst(e?) ")
# What people leave out at the start of a name: «Mans», «Gascogne Toulousaine».
_ARTICLE = re.compile(r"\n  (les |le |la |l )")
_LEADS = {
    "epci": re.compile(
        r"\n  ((?:(?:cc|ca|cu|metropole|eurometropole|communaute) )?"
        r"(?:(?:des|de|du|d) )?(?:(?:les|le|la|l) )?)(?=\w)"
    )
}


@dataclass(frozen=True)
class Gazetteer:
    """Hold every territory as a row of parallel columns; the rows of a run are sorted by code.

    A parent is the row above: of a commune its EPCI, of a district its commune, of an EPCI its département,
    of a département its région; −1 for none.
    """

    starts: tuple[int, ...]
    """The first row of each run."""
    codes: list[str]
    names: list[str]
    populations: array[int]
    parents: array[int]
    natures: list[str]
    """Of EPCI: CC, CA, CU, METRO, MET69, EPT."""
    postal: list[str]
    """Of communes and districts: postal codes parted by spaces."""
    sirens: list[str]
    """Of communes: empty where `usual_siren` gives it."""
    ept_members: dict[str, tuple[str, ...]]
    former: tuple[list[str], list[str], list[str]]
    """Of former communes: code, name (may be empty), code of their present-day commune (may be the same)."""

    def run(self, row: int) -> str:
        """Give the name of the run a row is in."""
        return RUNS[bisect_right(self.starts, row) - 1]

    def row(self, run: str, code: str) -> int | None:
        """Give the row of a code in a run."""
        start, end = self.bounds[run]
        row = bisect_left(self.codes, code, start, end)
        return row if row < end and self.codes[row] == code else None

    def rows_from(self, run: str, code: str) -> range:
        """Give the rows of a run whose code begins so."""
        start, end = self.bounds[run]
        # «Z» sorts after every digit and letter of a code.
        return range(
            bisect_left(self.codes, code, start, end), bisect_left(self.codes, code + "Z", start, end)
        )

    def postal_rows(self, code: str) -> list[int]:
        """Give the communes and districts with a postal code that begins so."""
        close = ((row, postal) for row, postal in enumerate(self.postal) if code in postal)
        return [row for row, postal in close if f" {code}" in f" {postal}"]

    def department_row(self, row: int) -> int | None:
        """Give the row of the département a territory is in; none for a région."""
        run = self.run(row)
        if run in {"commune", "district"}:
            return self.row("departement", department_of(self.codes[row]))
        if run == "epci":
            return self.parents[row]
        return row if run == "departement" else None

    def nature(self, row: int) -> str:
        """Give the nature of an EPCI, ARM for a district, nothing for the others."""
        run = self.run(row)
        if run == "epci":
            return self.natures[row - self.starts[RUNS.index("epci")]]
        return "ARM" if run == "district" else ""

    def members(self, row: int) -> tuple[str, ...]:
        """Give the INSEE codes of the communes of an EPCI, in order."""
        if members := self.ept_members.get(self.codes[row]):
            return members
        communes = self.parents[: self.starts[1]]
        return tuple(self.codes[child] for child, parent in enumerate(communes) if parent == row)

    @cached_property
    def heirs(self) -> dict[str, str]:
        """Give the present-day code of each code that is no longer in force."""
        codes, _names, heirs = self.former
        return {code: heir for code, heir in zip(codes, heirs, strict=True) if code != heir}

    @cached_property
    def former_codes(self) -> dict[str, tuple[str, ...]]:
        """Give the codes that each present-day commune took in."""
        taken = defaultdict(list)
        for code, heir in self.heirs.items():
            taken[heir].append(code)
        return {heir: tuple(codes) for heir, codes in taken.items()}

    @cached_property
    def lines(self) -> dict[str, str]:
        r"""Give for each run a text to scan: one line a territory, the most populated first.

        A line is `\n l  isle jourdain|17`: the folded name with a space before each word, two where what
        people leave out ends (the article, «CC de la»), then the row.
        """
        texts = {}
        for run, (start, end) in self.bounds.items():
            names = fold_lines("\n".join(self.names[start:end]))
            # Communes are written in full at the source; groupings of communes are not.
            marked = mark_leads(run, "\n" + (spell_saints(names) if run == "epci" else names)).split("\n")[1:]
            rows = sorted(range(start, end), key=self.populations.__getitem__, reverse=True)
            texts[run] = "".join([f"\n{marked[row - start]}|{row}" for row in rows]) + "\n"
        return texts

    @cached_property
    def former_lines(self) -> str:
        """Give the same text for the names of former communes; the number is a place in `former`."""
        _codes, names, heirs = self.former
        marked = mark_leads("commune", "\n" + fold_lines("\n".join(names))).split("\n")[1:]
        sizes = [self.populations[self.row("commune", heir) or 0] for heir in heirs]
        order = sorted(range(len(names)), key=sizes.__getitem__, reverse=True)
        return "".join(f"\n{marked[place]}|{place}" for place in order if names[place]) + "\n"

    @cached_property
    def bounds(self) -> dict[str, tuple[int, int]]:
        """Give the first row of each run and the one after its last."""
        return dict(zip(RUNS, pairwise((*self.starts, len(self.codes))), strict=True))


def mark_leads(run: str, folded: str) -> str:
    r"""Write a space before each name, and a second one before the first word that people do not leave out.

    Each name follows a `\n` and is folded.
    """
    return _LEADS.get(run, _ARTICLE).sub(r"\n \1 ", folded.replace("\n", "\n  "))


def spell_saints(folded: str) -> str:
    """Write «st» and «ste» in full in a folded text, before another word."""
    return _SHORT_SAINTS.sub(r"saint\1 ", folded)


def department_of(commune_code: str) -> str:
    """Give the code of the département that a commune's INSEE code begins with."""
    return commune_code[: 3 if commune_code.startswith(("97", "98")) else 2]


@cache
def gazetteer() -> Gazetteer:
    """Load the reference once. Raises OSError or ValueError if the program's own file is missing or bad."""
    path = resources_folder() / "reference" / "territories.json.zlib"
    kept: dict[str, Any] = json.loads(zlib.decompress(path.read_bytes()))
    if kept["about"]["layout"] != _LAYOUT:
        raise ValueError(f"{path.name} is not of layout {_LAYOUT}")
    former = kept["former"]
    return Gazetteer(
        starts=tuple(kept["runs"][run] for run in RUNS),
        codes=kept["code"].split("\n"),
        names=kept["name"].split("\n"),
        populations=array("i", kept["population"]),
        parents=array("i", kept["parent"]),
        natures=kept["nature"].split("\n"),
        postal=kept["postal"].split("\n"),
        sirens=kept["siren"].split("\n"),
        ept_members={code: tuple(members) for code, members in kept["ept_members"].items()},
        former=(former["code"].split("\n"), former["name"].split("\n"), former["heir"].split("\n")),
    )
