"""Read lists of candidates into drafts, by what the columns mean; must write nothing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from altterr_desktop.domain.drafts import CandidateDraft, Problem
from altterr_desktop.domain.errors import KnownError
from altterr_desktop.i18n import _
from altterr_desktop.importers.files.cells import text_of
from altterr_desktop.importers.files.problems import Cancel, Problems, Progress, excerpt_of
from altterr_desktop.importers.files.table import open_table
from altterr_desktop.importers.files.words import words_of

# What a header must hold, most precise first. Files of the ministry change their words at each election.
_MEANINGS = tuple(
    (frozenset(words.split()), field)
    for words, field in (
        ("libelle abrege liste", "list_short_name"),
        ("nuance", "political_label"), ("etiquette", "political_label"), ("parti", "political_label"),
        ("code departement", "department"), ("departement code", "department"),
        ("code commune", "place_code"), ("code insee", "place_code"), ("code circonscription", "place_code"),
        ("libelle commune", "place"), ("libelle circonscription", "place"),
        ("commune", "place"), ("territoire", "place"),
        ("libelle liste", "list_name"), ("nom liste", "list_name"), ("titre liste", "list_name"),
        ("list name", "list_name"),
        ("list", "list_name"),
        ("ordre", "rank"), ("n candidat", "rank"), ("numero candidat", "rank"), ("rang", "rank"), ("rank", "rank"),
        ("position", "rank"),
        ("prenom", "given_name"), ("given name", "given_name"), ("first name", "given_name"),
        ("sexe", "gender"), ("civilite", "gender"), ("gender", "gender"),
        ("nom famille", "family_name"), ("nom candidat", "family_name"), ("nom candidate", "family_name"),
        ("nom bulletin", "family_name"), ("family name", "family_name"), ("last name", "family_name"),
    )
)  # fmt: skip
_EXACT: dict[tuple[str, ...], str] = {("nom",): "family_name", ("liste",): "list_name", ("n",): "rank"}
_GENDERS = {"m": "M", "h": "M", "masculin": "M", "f": "F", "feminin": "F", "mme": "F"}
_SMALL = frozenset({"de", "du", "la", "le", "des", "sur", "l", "d", "vote", "etendu", "tete"})
_NEEDED = {"list_name", "list_short_name"}


class NotCandidates(KnownError):
    """Say that a table names no list of candidates."""


@dataclass(frozen=True, slots=True)
class CandidatesReading:
    """Hold what was read of lists of candidates, in the order of the file."""

    drafts: list[CandidateDraft]
    problems: Problems
    source: str


def columns_of(header: Sequence[str]) -> dict[str, int]:
    """Find the column of each field; the first one that announces a field serves it."""
    found: dict[str, int] = {}
    for index, name in enumerate(header):
        words = tuple(
            word for word in words_of(name.replace("°", " ").replace("'", " ")) if word not in _SMALL
        )
        kept = frozenset(words)
        if "panneau" in kept or "nationalite" in kept or "communautaire" in kept:
            continue
        field = _EXACT.get(words) or next((field for needed, field in _MEANINGS if needed <= kept), None)
        if field is not None:
            found.setdefault(field, index)
    return found


def rate_header(cells: Sequence[str]) -> float:
    """Rate a row as the header of lists of candidates, 0 when it names no list."""
    found = columns_of(cells)
    return float(len(found)) if found.keys() & _NEEDED and "family_name" in found else 0.0


def recognises(path: Path) -> float:
    """Rate from 0 to 1 how surely a file holds lists of candidates; never raises for what the file is."""
    try:
        table = open_table(path, score=rate_header)
    except KnownError:
        return 0.0
    found = columns_of(table.header)
    if not rate_header(table.header):
        return 0.0
    return 0.95 if {"given_name", "rank"} <= found.keys() else 0.6


def read_candidates(
    path: Path, *, progress: Progress | None = None, cancelled: Cancel | None = None
) -> CandidatesReading:
    """Read every line that names a list. Raises NotCandidates, UnreadableFile, Cancelled."""
    table = open_table(path, score=rate_header, progress=progress, cancelled=cancelled)
    columns = columns_of(table.header)
    if not columns.keys() & _NEEDED:
        raise NotCandidates(
            _("No column of “{name}” names a list of candidates. Its columns are: {columns}.").format(
                name=path.name, columns=", ".join(excerpt_of(name, 40) for name in table.header[:30])
            )
        )
    drafts = []
    for row in table.rows():
        said = {field: " ".join(text_of(row.cells[index]).split()) for field, index in columns.items()}
        draft = _draft(row.line, said)
        if draft.list_name:
            drafts.append(draft)
        else:
            table.problems.add(Problem(row.line, _("This line names no list: it was left out.")))
    return CandidatesReading(drafts, table.problems, table.source)


def _draft(line: int, said: Mapping[str, str]) -> CandidateDraft:
    rank = said.get("rank", "")
    return CandidateDraft(
        line,
        said.get("list_name") or said.get("list_short_name", ""),
        said.get("political_label", ""),
        _place(said.get("department", ""), said.get("place_code", ""), said.get("place", "")),
        int(rank) if rank.isdecimal() else None,
        said.get("given_name", ""),
        said.get("family_name", ""),
        _GENDERS.get(said.get("gender", "").casefold(), ""),
    )


def _place(department: str, code: str, name: str) -> str:
    """Give the INSEE code of a commune where the file has one («01» and «53» make 01053), else its name."""
    if not code:
        return name
    if len(code) == 5:  # noqa: PLR2004 - an INSEE code is whole
        return code
    department = department.zfill(2) if department.isdigit() else department
    return f"{department}{code.zfill(5 - len(department))}" if department else code
