"""Find how a text is delimited and where its header is; must not read beyond a sample."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from altterr_desktop.i18n import _
from altterr_desktop.i18n.numbers import number
from altterr_desktop.importers.files.cells import Cell, is_blank, text_of
from altterr_desktop.importers.files.csv_reader import MAX_LINE, open_text, records
from altterr_desktop.importers.files.encoding import Encoding, guess_encoding
from altterr_desktop.importers.files.problems import Problems, UnreadableFile
from altterr_desktop.importers.files.words import looks_mojibake, mend

NO_DELIMITER = "\x1f"
"""Stands for «one column»: a character no table holds."""

MAX_COLUMNS = 16_384
"""Columns of the widest spreadsheet."""

_DELIMITERS = (";", "\t", ",", "|")
_NOTHING = " \t;,|\"'"
_SAMPLE = 256 * 1024
_SAMPLE_LINES = 400
_HEADER_WITHIN = 40
_LEAST_CONSISTENT = 0.3

HeaderScore = Callable[[Sequence[str]], float]
"""Rates a row as a header for a source: 0 is not one."""


@dataclass(frozen=True, slots=True)
class Dialect:
    """Hold how a text is written: encoding, delimiter, header and the physical lines it ends on."""

    encoding: Encoding
    delimiter: str
    header: tuple[str, ...]
    width: int
    header_line: int
    data_after: int
    titles: tuple[str, ...]
    mojibake: bool


def sniff(path: Path, sample: bytes, score: HeaderScore | None = None) -> Dialect:
    """Find the dialect of a delimited text; raise UnreadableFile when no line can be a header."""
    encoding = guess_encoding(sample)
    lines = _sample_lines(path, encoding)
    delimiter = _delimiter_of(lines)
    rows = _records_of(lines, delimiter)
    index = find_header([cells for _number, cells in rows], score)
    if index is None:
        raise UnreadableFile(
            _("“{name}” holds no table: no line looks like a header.").format(name=path.name)
        )
    line, cells = rows[index]
    if len(cells) > MAX_COLUMNS:
        raise UnreadableFile(
            _("“{name}” has {count} columns: this is no table a person made.").format(
                name=path.name, count=number(len(cells))
            )
        )
    header = [mend(cell) for cell in cells]
    return Dialect(
        encoding=encoding,
        delimiter=delimiter,
        header=tuple(without_blank_tail(header)),
        width=len(cells),
        header_line=line,
        data_after=line + sum(cell.count("\n") for cell in cells),
        titles=tuple(" ".join(mend(cell) for cell in row if cell.strip()) for _number, row in rows[:index]),
        mojibake=any(looks_mojibake(text) for _number, text in lines),
    )


def _sample_lines(path: Path, encoding: Encoding) -> list[tuple[int, str]]:
    with open_text(path, encoding) as handle:
        text = handle.read(_SAMPLE)
        complete = len(text) < _SAMPLE
        if not complete and "\n" not in text:
            text += handle.readline(MAX_LINE)
            complete = "\n" in text
    if not complete and "\n" not in text:
        raise UnreadableFile(
            _("“{name}” is one line of more than {count} characters: this is no table.").format(
                name=path.name, count=number(MAX_LINE)
            )
        )
    lines = text.replace("\0", "").split("\n")
    kept = lines if complete else lines[:-1]
    return list(enumerate(kept[:_SAMPLE_LINES], start=1))


def _records_of(lines: list[tuple[int, str]], delimiter: str) -> list[tuple[int, list[str]]]:
    found = records(iter(lines), delimiter, problems=Problems())
    return [(number, cells) for number, cells in found if any(cell.strip(_NOTHING) for cell in cells)]


def _delimiter_of(lines: list[tuple[int, str]]) -> str:
    """Choose the delimiter that cuts most lines into the same number of cells; more cells weigh more."""
    best, delimiter = 0.0, NO_DELIMITER
    for candidate in _DELIMITERS:
        widths = Counter(len(cells) for _number, cells in _records_of(lines, candidate))
        cut = [(count, width) for width, count in widths.items() if width > 1]
        if not cut:
            continue
        count, width = max(cut)
        share = count / widths.total()
        rating = share * (1 + math.log2(width) / 4)
        if share >= _LEAST_CONSISTENT and rating > best:
            best, delimiter = rating, candidate
    return delimiter


def find_header(rows: Sequence[Sequence[Cell]], score: HeaderScore | None = None) -> int | None:
    """Give the index of the header among the first rows: the best rated, or the first one that is full enough."""
    first = [[text_of(cell) for cell in row] for row in rows[:_HEADER_WITHIN]]
    if score is not None and first:
        ratings = [score(row) for row in first]
        if max(ratings) > 0:
            return ratings.index(max(ratings))
    filled = [sum(not is_blank(cell) for cell in row) for row in rows]
    several = Counter(count for count in filled if count > 1)
    least = max(2, several.most_common(1)[0][0] - 1) if several else 1
    return next((index for index, count in enumerate(filled[:_HEADER_WITHIN]) if count >= least), None)


def without_blank_tail(cells: list[str]) -> list[str]:
    """Leave out the cells after the last one that holds anything."""
    last = max((index for index, cell in enumerate(cells) if cell.strip()), default=-1)
    return cells[: last + 1]


def distinct_names(header: Sequence[str]) -> tuple[str, ...]:
    """Make the names of columns distinct («Titre», «Titre (2)») and name those that have none."""
    seen: set[str] = set()
    counts: Counter[str] = Counter()
    names = []
    for index, cell in enumerate(header, start=1):
        base = name = " ".join(cell.split()) or _("Column {number}").format(number=index)
        while name in seen:
            counts[base] += 1
            name = f"{base} ({counts[base] + 1})"
        seen.add(name)
        names.append(name)
    return tuple(names)
