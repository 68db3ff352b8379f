"""Cut delimited text into cells while it streams; must never hold a whole file or know what a column means."""

from __future__ import annotations

import csv
import io
import os
import re
from collections import deque
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import cast

from altterr_desktop.i18n import _
from altterr_desktop.importers.files.encoding import Encoding
from altterr_desktop.importers.files.problems import Cancel, Problem, Problems, Progress, stop_if_asked

MAX_LINE = 2_000_000
"""Characters of one physical line; a longer one is reported and left out."""

_MAX_RECORD_LINES = 300
_MAX_RECORD = 2_000_000
_TICK = 0x1FFF
_RUN = re.compile('"+')
_CELL_START = re.compile(' *("*)')

Line = tuple[int, str]
Wanted = Callable[[list[str]], bool]


def open_text(path: Path, encoding: Encoding) -> io.TextIOWrapper:
    """Open a text with any line ends (LF, CRLF, lone CR, mixed) read as one kind."""
    raw = path.open("rb")
    raw.seek(encoding.skip)
    return io.TextIOWrapper(raw, encoding=encoding.codec, errors=encoding.errors, newline=None)


def lines_of(
    handle: io.TextIOWrapper,
    problems: Problems,
    *,
    progress: Progress | None = None,
    cancelled: Cancel | None = None,
) -> Iterator[Line]:
    """Give each physical line with its number from 1, without its end and without zero bytes.

    Lines longer than MAX_LINE are reported and left out. Progress counts bytes of the file.
    """
    total = os.fstat(handle.fileno()).st_size
    place = cast("io.BufferedReader", handle.buffer)
    number = 0
    for text in iter(partial(handle.readline, MAX_LINE), ""):
        number += 1
        if not number & _TICK or len(text) == MAX_LINE:
            stop_if_asked(cancelled)
            if progress is not None:
                progress(min(place.tell(), total), total)
        if text[-1] == "\n":
            line = text[:-1]
        elif len(text) == MAX_LINE:
            _skip_rest(handle, cancelled)
            problems.add(Problem(number, _("This line is too long to be one of a table: it was left out.")))
            continue
        else:
            line = text
        yield number, line.replace("\0", "") if "\0" in line else line
    if progress is not None:
        progress(total, total)


def _skip_rest(handle: io.TextIOWrapper, cancelled: Cancel | None) -> None:
    while text := handle.readline(MAX_LINE):
        stop_if_asked(cancelled)
        if text[-1] == "\n":
            return


def records(
    lines: Iterator[Line],
    delimiter: str,
    *,
    problems: Problems,
    width: int = 0,
    wanted: Wanted | None = None,
    head: int = -1,
) -> Iterator[tuple[int, list[str]]]:
    """Give each record as (number of its first physical line, cells).

    With `wanted`, a record is first shown its first `head` cells as they stand, quotes included, and is cut
    further only if it is wanted. The width of the header, when known, unmasks a quotation mark that was never
    closed: the line is then read as written and reported, instead of swallowing those that follow.
    """
    pending: deque[Line] = deque()
    while (line := pending.popleft() if pending else next(lines, None)) is not None:
        number, text = line
        if '"' not in text:
            if wanted is None or wanted(text.split(delimiter, head)):
                yield number, text.split(delimiter)
            continue
        plain = wanted is not None and text.count(delimiter) == width - 1 and not text.count('"') & 1
        if plain and wanted is not None and not wanted(text.split(delimiter, head)):
            continue
        cells = _quoted_record(line, lines, pending, delimiter, width, problems)
        if plain or wanted is None or wanted(cells):
            yield number, cells


def _quoted_record(
    first: Line, lines: Iterator[Line], pending: deque[Line], delimiter: str, width: int, problems: Problems
) -> list[str]:
    number, text = first
    taken: list[Line] = []
    size, is_open = len(text), _left_open(text, delimiter, inside=False)
    while is_open and len(taken) < _MAX_RECORD_LINES and size < _MAX_RECORD:
        follower = pending.popleft() if pending else next(lines, None)
        if follower is None:
            break
        taken.append(follower)
        size += len(follower[1])
        is_open = _left_open(follower[1], delimiter, inside=True)
    if not is_open:
        cells = _cut("\n".join([text, *(line for _number, line in taken)]), delimiter)
        if cells is None:
            problems.add(Problem(number, _("A cell of this line is too long: the line was left out.")))
            return []
        if not taken or not _hides_records(
            [text, *(line for _number, line in taken)], cells, delimiter, width
        ):
            return cells
    pending.extendleft(reversed(taken))
    reason = _("A quotation mark is opened and never closed: the line was read as written.")
    problems.add(Problem(number, reason, kept=True))
    return text.split(delimiter)


def _hides_records(lines: list[str], cells: list[str], delimiter: str, width: int) -> bool:
    """Tell whether lines joined by a quoted cell are records of their own, met by a stray quotation mark below."""
    are_alone = [line.count(delimiter) == width - 1 for line in lines]
    if not width or not are_alone[0]:
        return False
    return len(cells) != width or (len(lines) > 2 and all(are_alone[1:-1]))  # noqa: PLR2004 - two lines say little


def _cut(text: str, delimiter: str) -> list[str] | None:
    """Cut one record as spreadsheets do; give nothing when a cell is beyond what the csv module takes."""
    try:
        return next(csv.reader([text], delimiter=delimiter, skipinitialspace=True), [])
    except csv.Error:
        return None


def _left_open(text: str, delimiter: str, *, inside: bool) -> bool:
    """Tell whether a physical line ends inside a quoted cell, given whether it began inside one."""
    position = 0
    while True:
        if inside:
            run = _RUN.search(text, position)
            if run is None:
                return True
            position = run.end()
            # Pairs are escaped quotation marks; one left over closes the cell.
            inside = not (run.end() - run.start()) & 1
            if inside:
                continue
        else:
            start = _CELL_START.match(text, position)
            if start is not None and start.group(1):
                position = start.end()
                inside = bool(len(start.group(1)) & 1)
                if inside:
                    continue
        found = text.find(delimiter, position)
        if found < 0:
            return False
        position = found + 1
