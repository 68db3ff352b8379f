"""Read a register of elected officials into drafts of seats; must write nothing and show no birth date."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from altterr_desktop.domain.drafts import SeatDraft
from altterr_desktop.domain.errors import KnownError
from altterr_desktop.i18n import _
from altterr_desktop.importers.files.cells import Cell, text_of
from altterr_desktop.importers.files.problems import Cancel, Problem, Problems, Progress, excerpt_of
from altterr_desktop.importers.files.table import Row, Table, open_table
from altterr_desktop.importers.rne.codes import commune_code
from altterr_desktop.importers.rne.columns import (
    NEEDED,
    Column,
    missing_columns,
    rate_header,
    recognise_columns,
)
from altterr_desktop.importers.rne.dates import read_birth, read_start
from altterr_desktop.importers.rne.functions import MAYOR, read_function
from altterr_desktop.importers.rne.register import ASSEMBLIES, Register, register_of, register_title
from altterr_desktop.importers.rne.territories import Followed, Seat, Sieve

_WOMEN = frozenset({"f", "femme", "mme", "madame", "féminin", "2"})
_MEN = frozenset({"m", "h", "homme", "m.", "mr", "monsieur", "masculin", "1"})
_MOST_SHOWN = 12


class NotARegister(KnownError):
    """Say which columns a file has, and which it lacks to be a register."""


class NoLineForTerritories(KnownError):
    """Say that a register holds nothing of the followed territories, and what it holds."""


@dataclass(frozen=True, slots=True)
class RegisterReading:
    """Hold what was read of a register: drafts of the followed territories, and what could not be read."""

    register: Register
    source: str
    drafts: list[SeatDraft]
    problems: Problems
    lines_read: int
    departments: Counter[str]

    @property
    def kept(self) -> int:
        """Give the number of lines that became drafts."""
        return len(self.drafts)


def read_register(
    path: Path,
    *,
    communes: frozenset[str] = frozenset(),
    epcis: frozenset[str] = frozenset(),
    departments: frozenset[str] = frozenset(),
    regions: frozenset[str] = frozenset(),
    progress: Progress | None = None,
    cancelled: Cancel | None = None,
    today: date | None = None,
) -> RegisterReading:
    """Read the lines of a register that belong to the given territories, whatever its year and dialect.

    Codes are INSEE codes, and SIREN for EPCI. Lines of merged communes go to the commune of today. A register
    of the European Parliament has no territory and is read whole. Raises NotARegister, NoLineForTerritories,
    UnreadableFile, Cancelled.
    """
    table = open_table(path, score=rate_header, progress=progress, cancelled=cancelled)
    columns = recognise_columns(table.header)
    register = _register_or_refuse(table, columns)
    sieve = Sieve(register, columns, Followed(communes, epcis, departments, regions))
    problems = table.problems
    builder = _Builder(register, columns, problems, today or datetime.now().astimezone().date())
    drafts = [
        draft
        for row in table.rows(sieve.wanted, sieve.head)
        if (draft := _draft_of(row, sieve, builder)) is not None
    ]
    reading = RegisterReading(register, table.source, drafts, problems, sieve.lines, sieve.departments())
    if not drafts and not any(not problem.kept for problem in problems):
        raise _nothing(path, reading)
    return reading


def recognises(path: Path) -> float:
    """Rate from 0 to 1 how surely a file is a register; never raises for what the file is."""
    try:
        table = open_table(path, score=rate_header)
    except KnownError:
        return 0.0
    columns = recognise_columns(table.header)
    if missing_columns(columns) or register_of(columns) is None:
        return 0.0
    return 1.0 if {Column.GENDER, Column.BIRTH_DATE} & columns.keys() else 0.6


def _register_or_refuse(table: Table, columns: Mapping[Column, int]) -> Register:
    register = register_of(columns)
    missing = missing_columns(columns)
    if register is Register.ABROAD:
        raise NotARegister(
            _("“{name}” is the register of {register}: it has no territory a group can follow.").format(
                name=table.path.name, register=register_title(register)
            )
        )
    if register is None or missing:
        lacking = [_column_title(column) for column in missing] or [
            _("a territory (commune, EPCI, département…)")
        ]
        raise NotARegister(
            _(
                "“{name}” is not a register of elected officials. It lacks: {missing}. Its columns are: {found}."
            ).format(name=table.path.name, missing=", ".join(lacking), found=_listed(table.header))
        )
    return register


def _column_title(column: Column) -> str:
    titles = dict(zip(NEEDED, (_("family name"), _("given name"), _("start of the mandate")), strict=True))
    return titles[column]


def _listed(names: Sequence[str]) -> str:
    shown = ", ".join(excerpt_of(name, 40) for name in names[:_MOST_SHOWN])
    return shown + (", …" if len(names) > _MOST_SHOWN else "")


def _nothing(path: Path, reading: RegisterReading) -> KnownError:
    if not reading.lines_read:
        return NotARegister(_("“{name}” has a header and no line below it.").format(name=path.name))
    counts = [f"{code} ({count})" for code, count in reading.departments.most_common(_MOST_SHOWN)]
    more = ", …" if len(reading.departments) > _MOST_SHOWN else ""
    return NoLineForTerritories(
        _(
            "“{name}” ({register}) holds no line for your territories. "
            "Its lines are of these départements: {departments}."
        ).format(
            name=path.name, register=register_title(reading.register), departments=", ".join(counts) + more
        )
    )


def _draft_of(row: Row, sieve: Sieve, builder: _Builder) -> SeatDraft | None:
    texts = [text_of(cell) for cell in row.cells]
    seat = sieve.seat_of(texts)
    if seat.territory:
        return builder.build(row, texts, seat)
    reason = _("The code of the territory is unreadable: the line was left out.")
    builder.problems.add(Problem(row.line, reason, "", excerpt_of(sieve.code_as_written(texts), 20)))
    return None


class _Builder:
    """Turn the cells of a kept line into a draft, and report what cannot be read of it."""

    def __init__(
        self, register: Register, columns: Mapping[Column, int], problems: Problems, today: date
    ) -> None:
        self._register = register
        self._columns = columns
        self._today = today
        self.problems = problems

    def build(self, row: Row, texts: Sequence[str], seat: Seat) -> SeatDraft | None:
        """Build the draft of a line; None, and a problem, when nobody is named."""
        family = self._text(Column.FAMILY_NAME, texts)
        given = self._text(Column.GIVEN_NAME, texts)
        if not family:
            self.problems.add(Problem(row.line, _("Nobody is named on this line: it was left out.")))
            return None
        function, rank = self._function(texts)
        is_european = self._register is Register.EUROPEAN
        return SeatDraft(
            assembly=seat.assembly if self._register in _OWN_ASSEMBLY else ASSEMBLIES[self._register],
            territory_code="" if is_european else seat.territory,
            family_name=family,
            given_name=given,
            gender=_gender(self._text(Column.GENDER, texts)),
            birth_date=self._birth(row),
            mandate_start=self._start(Column.MANDATE_START, row),
            function=function,
            function_start=self._start(Column.FUNCTION_START, row) if function else None,
            rank=rank,
            commune_of_attachment=self._attachment(texts),
            canton=next((self._text(column, texts) for column in _CANTONS if column in self._columns), ""),
            line=row.line,
        )

    def _text(self, column: Column, texts: Sequence[str]) -> str:
        index = self._columns.get(column)
        return " ".join(texts[index].split()) if index is not None else ""

    def _cell(self, column: Column, row: Row) -> Cell:
        index = self._columns.get(column)
        return row.cells[index] if index is not None else ""

    def _function(self, texts: Sequence[str]) -> tuple[str, int | None]:
        if self._register is Register.MAYORS:
            return MAYOR, None
        if self._text(Column.FUNCTION_END, texts):
            # Some years list functions that were left: the seat stays, the function does not.
            return "", None
        return read_function(self._text(Column.FUNCTION, texts))

    def _birth(self, row: Row) -> date | None:
        cell = self._cell(Column.BIRTH_DATE, row)
        born = read_birth(cell, self._today)
        if born is None and cell != "":
            # Without an excerpt: a birth date is shown nowhere, not even a wrong one.
            reason = _("The birth date is unreadable: namesakes will not be told apart by it.")
            self.problems.add(Problem(row.line, reason, _("birth date"), kept=True))
        return born

    def _start(self, column: Column, row: Row) -> date | None:
        cell = self._cell(column, row)
        day = read_start(cell, self._today)
        if day is None and cell != "":
            title = (
                _("start of the mandate") if column is Column.MANDATE_START else _("start of the function")
            )
            reason = _("This date is unreadable: it was left empty.")
            self.problems.add(Problem(row.line, reason, title, excerpt_of(text_of(cell), 20), kept=True))
        return day

    def _attachment(self, texts: Sequence[str]) -> str:
        if self._register is not Register.COMMUNITY:
            return ""
        raw = self._text(Column.ATTACHMENT_CODE, texts) or self._text(Column.COMMUNE_CODE, texts)
        return commune_code(raw, self._text(Column.DEPARTMENT_CODE, texts))


_OWN_ASSEMBLY = frozenset({Register.SPECIAL})
_CANTONS = (Column.CANTON_NAME, Column.SECTOR, Column.LEGISLATIVE_NAME)


def _gender(text: str) -> str:
    folded = text.casefold()
    if folded in _WOMEN:
        return "F"
    return "M" if folded in _MEN else ""
