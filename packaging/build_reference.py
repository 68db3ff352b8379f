"""Make resources/reference/territories.json.zlib from the official division of France; must invent nothing.

Source: npm package @etalab/decoupage-administratif 6.0.0 (code officiel géographique 2026 of INSEE, EPCI of
the DGCL), Licence Ouverte 2.0. Standard library only. Run from the root of a clone:

    python3 packaging/build_reference.py              # fetches the package with `npm pack`
    python3 packaging/build_reference.py package.tgz  # or reads one fetched before
    python3 packaging/build_reference.py --check      # says whether the file in place is what would be made
"""

from __future__ import annotations

import argparse
import base64
import hashlib
import io
import json
import subprocess
import sys
import tarfile
import tempfile
import zlib
from itertools import accumulate, chain
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

PACKAGE = "@etalab/decoupage-administratif"
VERSION = "6.0.0"
INTEGRITY = "sha512-XavYsFlbcM/prKr8hNHPKER94IHw/dsxNM4nxjWMYk6PLFACpEedvn/7wK8Baozm0dCYhWWcf+7bcWpA5pmCaQ=="
YEAR = 2026
TARGET = Path(__file__).parents[1] / "resources" / "reference" / "territories.json.zlib"
LAYOUT = 1
RUNS = ("commune", "district", "epci", "departement", "region")

Record = dict[str, Any]
Columns = dict[str, Any]


def main(arguments: list[str] | None = None) -> int:
    """Build the file, or check it; give the exit code."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("archive", nargs="?", type=Path, help="the package, fetched before")
    parser.add_argument("--check", action="store_true", help="write nothing, compare with the file in place")
    options = parser.parse_args(arguments)
    text = json.dumps(reference(read_package(options.archive)), ensure_ascii=False, separators=(",", ":"))
    data = text.encode()
    if options.check:
        same = TARGET.is_file() and zlib.decompress(TARGET.read_bytes()) == data
        print(f"{TARGET.name}: {'up to date' if same else 'differs'}")
        return 0 if same else 1
    TARGET.parent.mkdir(parents=True, exist_ok=True)
    # The content is the same on each system; its compressed bytes are those of zlib, not of zlib-ng.
    TARGET.write_bytes(zlib.compress(data, 9))
    digest = hashlib.sha256(data).hexdigest()
    print(f"{TARGET.name}: {TARGET.stat().st_size:,} bytes, content sha256 {digest}")
    return 0


def read_package(archive: Path | None) -> dict[str, list[Record]]:
    """Give the package's files of data by stem; leave with a message if the archive is another."""
    content = archive.read_bytes() if archive else fetch()
    digest = "sha512-" + base64.b64encode(hashlib.sha512(content).digest()).decode()
    if digest != INTEGRITY:
        sys.exit(f"This archive is not {PACKAGE} {VERSION}: {digest}")
    with tarfile.open(fileobj=io.BytesIO(content)) as package:
        return {
            Path(member.name).stem: json.load(file)
            for member in package
            if member.name.startswith("package/data/") and (file := package.extractfile(member))
        }


def fetch() -> bytes:
    """Fetch the package with npm."""
    with tempfile.TemporaryDirectory() as folder:
        command = ["npm", "pack", "--silent", "--pack-destination", folder, f"{PACKAGE}@{VERSION}"]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
        return next(Path(folder).glob("*.tgz")).read_bytes()


def reference(package: dict[str, list[Record]]) -> Columns:
    """Give one table of all territories as columns: texts one a line, numbers as lists.

    Its rows are the runs named in `runs`, each sorted by code. `parent` is a row: of a commune its EPCI, of a
    district its commune, of an EPCI its département (where most of its people live), of a département its
    région; −1 for none. `nature` is of EPCI alone, `siren` of communes, `postal` of communes and districts.
    """
    communes = of_type(package["communes"], "commune-actuelle")
    districts = of_type(package["communes"], "arrondissement-municipal")
    bodies = sorted(chain(package["epci"], package["ept"]), key=by_code)
    departments = sorted(package["departements"], key=by_code)
    regions = sorted(package["regions"], key=by_code)
    runs = dict(zip(RUNS, (communes, districts, bodies, departments, regions), strict=True))
    everyone = list(chain.from_iterable(runs.values()))
    starts = dict(zip(RUNS, accumulate((len(run) for run in runs.values()), initial=0), strict=False))
    rows = {
        name: {one["code"]: starts[name] + place for place, one in enumerate(runs[name])} for name in RUNS
    }
    return {
        "about": {
            "layout": LAYOUT,
            "source": f"npm {PACKAGE} {VERSION} (INSEE code officiel géographique {YEAR}, DGCL, La Poste)",
            "licence": "Licence Ouverte 2.0 (Etalab)",
            "year": YEAR,
        },
        "runs": starts,
        "code": lines(everyone, "code"),
        "name": lines(everyone, "nom"),
        "population": [population_of(one, communes) for one in everyone],
        "parent": [parent for name in RUNS for parent in parents(name, runs, rows)],
        "nature": lines(bodies, "type"),
        "postal": "\n".join(" ".join(one.get("codesPostaux", ())) for one in (*communes, *districts)),
        "siren": "\n".join(unusual_siren(commune) for commune in communes),
        "ept_members": {
            body["code"]: sorted(member["code"] for member in body["membres"]) for body in package["ept"]
        },
        "former": former_columns(
            communes, of_type(package["communes"], "commune-deleguee", "commune-associee")
        ),
    }


def population_of(territory: Record, communes: list[Record]) -> int:
    """Give the municipal population in force; a larger territory has that of its communes.

    The source's own figure for an EPCI is of another year than those of communes: sums would not agree.
    """
    if "membres" in territory:
        members = {member["code"] for member in territory["membres"]}
        return sum(commune.get("population", 0) for commune in communes if commune["code"] in members)
    if "chefLieu" not in territory:
        return int(territory.get("population", 0))
    level = "departement" if "region" in territory else "region"
    return sum(commune.get("population", 0) for commune in communes if commune[level] == territory["code"])


def parents(name: str, runs: dict[str, list[Record]], rows: dict[str, dict[str, int]]) -> Iterator[int]:
    """Give the row above each territory of a run."""
    if name == "commune":
        of_epci = [body for body in runs["epci"] if body["type"] != "EPT"]
        above = {member["code"]: rows["epci"][body["code"]] for body in of_epci for member in body["membres"]}
        yield from (above.get(commune["code"], -1) for commune in runs[name])
    elif name == "district":
        yield from (rows["commune"][district["commune"]] for district in runs[name])
    elif name == "epci":
        communes = {commune["code"]: commune for commune in runs["commune"]}
        yield from (rows["departement"][main_department(body, communes)] for body in runs[name])
    elif name == "departement":
        yield from (rows["region"][department["region"]] for department in runs[name])
    else:
        yield from (-1 for _region in runs[name])


def main_department(body: Record, communes: dict[str, Record]) -> str:
    """Give the département where most people of an EPCI live."""
    people: dict[str, int] = {}
    for member in body["membres"]:
        commune = communes[member["code"]]
        people[commune["departement"]] = people.get(commune["departement"], 0) + commune.get("population", 0)
    return max(sorted(people), key=people.__getitem__)


def unusual_siren(commune: Record) -> str:
    """Give the SIREN of a commune unless it is 21 + département + number + key, as most are."""
    siren = str(commune.get("siren", ""))
    return "" if siren == usual_siren(commune["code"]) else siren


def usual_siren(code: str) -> str:
    """Give the SIREN most communes of this code have (SIRENE: 21, code on seven digits at most, Luhn key)."""
    digits = "21" + code[:2].replace("2A", "20").replace("2B", "20") + "0" + code[2:]
    total = sum(sum(divmod(int(digit) * (2 - place % 2), 10)) for place, digit in enumerate(reversed(digits)))
    return digits + str(-total % 10)


def former_columns(communes: list[Record], former: list[Record]) -> Columns:
    """Give the codes and names that merged communes had, with the code each leads to today.

    A row whose code is its heir's is the former commune whose code the new one took; a row without a name is
    a commune that the source does not name any more.
    """
    now = {old: commune["code"] for commune in communes for old in commune.get("anciensCodes", ())}
    current = {commune["code"]: commune["nom"] for commune in communes}
    named = {entry["code"]: entry for entry in former}
    rows = [(old, named[old]["nom"] if old in named else "", heir) for old, heir in now.items()]
    rows += [
        (code, entry["nom"], code)
        for code, entry in named.items()
        if code in current and entry["nom"] != current[code]
    ]
    missing = set(named) - set(now) - set(current)
    if missing or set(now) & set(current):
        sys.exit(f"Former codes without an heir, or still in use: {sorted(missing)}")
    rows.sort()
    return {
        "code": "\n".join(code for code, _name, _heir in rows),
        "name": "\n".join(name for _code, name, _heir in rows),
        "heir": "\n".join(heir for _code, _name, heir in rows),
    }


def of_type(records: list[Record], *types: str) -> list[Record]:
    """Give the records of some types, by code."""
    return sorted((record for record in records if record["type"] in types), key=by_code)


def lines(records: list[Record], key: str) -> str:
    """Give one field of each record, one a line."""
    return "\n".join(" ".join(str(record[key]).split()) for record in records)


def by_code(record: Record) -> str:
    """Give what records are sorted by."""
    return str(record["code"])


if __name__ == "__main__":
    sys.exit(main())
