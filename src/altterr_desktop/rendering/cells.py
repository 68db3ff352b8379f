"""Write table rows as the XML of a sheet, so that text stays text and big tables stay quick; know no style."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

from altterr_desktop.domain.commitments import Standing
from altterr_desktop.i18n.labels import label
from altterr_desktop.rendering.styles import LOOKS
from altterr_desktop.rendering.texts import cleaned
from altterr_desktop.rendering.workbook import CellKind, Formula, column_letter

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from altterr_desktop.rendering.workbook import SheetColumn, Value

MOST_CHARACTERS = 32_767  # of one cell, by the file format
ACTIVE = ("=", "+", "-", "@", "\t", "\r", "\n", "|")
_ESCAPED = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_EPOCH = date(1899, 12, 30).toordinal()
_LINE = 13  # points
_MOST_LINES = 12
_FIRST_DAY = date(1900, 3, 1)


def is_active(text: str) -> bool:
    """Tell whether a spreadsheet program could take a text for something to run."""
    return text.startswith(ACTIVE)


def standing_words(standing: Standing) -> str:
    """Give a standing as cells show it: its sign and its word."""
    return f"{LOOKS[standing].sign} {label(standing)}"


def cell_text(value: str) -> str:
    """Give a text as a cell can hold it: cleaned, and not longer than the format allows."""
    text = cleaned(value)
    if len(text) > MOST_CHARACTERS:
        text = text[: MOST_CHARACTERS - 1] + "…"
    return text


def serial(day: date) -> int | None:
    """Give a date as days since the epoch of spreadsheets; None before March 1900, when they count wrongly."""
    return day.toordinal() - _EPOCH if day >= _FIRST_DAY else None


def rows_xml(
    rows: Iterable[Sequence[Value]], styles: Sequence[tuple[int, int]], columns: Sequence[SheetColumn]
) -> Iterator[str]:
    """Write rows as XML; each column has a usual style and one for text that must not be run."""
    letters = [column_letter(index) for index in range(len(styles))]
    wrapped = [(index, one.width) for index, one in enumerate(columns) if one.kind is CellKind.LONG_TEXT]
    for number, row in enumerate(rows, 2):
        cells = "".join(
            _cell(f"{letter}{number}", value, style)
            for letter, value, style in zip(letters, row, styles, strict=True)
        )
        tall = max((_lines(row[index], width) for index, width in wrapped), default=1)
        height = f' ht="{min(tall, _MOST_LINES) * _LINE + 2}" customHeight="1"' if tall > 1 else ""
        yield f'<row r="{number}"{height}>{cells}</row>'


def _lines(value: Value, width: float) -> int:
    """Estimate on how many lines a wrapped text goes; programs that do not measure it themselves show that many."""
    if not isinstance(value, str):
        return 1
    return sum(max(1, -(-len(part) // int(width))) for part in value.split("\n"))


def _cell(place: str, value: Value, style: tuple[int, int]) -> str:
    if value is None or value == "":
        return f'<c r="{place}" s="{style[0]}"/>'
    if isinstance(value, Formula):
        return _formula(place, value, style[0])
    if isinstance(value, date):
        days = serial(value)
        return _text(place, value.isoformat(), style) if days is None else _figure(place, days, style[0])
    if isinstance(value, Standing):
        return _text(place, standing_words(value), style)
    if isinstance(value, str):
        return _text(place, cell_text(value), style)
    return _figure(place, value, style[0])


def _figure(place: str, value: float, style: int) -> str:
    return f'<c r="{place}" s="{style}"><v>{value!r}</v></c>'


def _text(place: str, text: str, style: tuple[int, int]) -> str:
    shown = escape(_ESCAPED.sub("_x005F_", text))
    used = style[1] if is_active(text) else style[0]
    return f'<c r="{place}" s="{used}" t="inlineStr"><is><t xml:space="preserve">{shown}</t></is></c>'


def _formula(place: str, formula: Formula, style: int) -> str:
    kind = ' t="str"' if isinstance(formula.value, str) else ""
    stored = escape(str(formula.value))
    return f'<c r="{place}" s="{style}"{kind}><f>{escape(formula.expression)}</f><v>{stored}</v></c>'


ALIGNED_RIGHT = frozenset(
    {CellKind.NUMBER, CellKind.DECIMAL, CellKind.PERCENT, CellKind.DATE, CellKind.MONTH}
)
