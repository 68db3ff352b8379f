"""Write rows as CSV that French spreadsheet programs open at once; nothing in it can be run as a formula."""

from __future__ import annotations

import csv
import io
from datetime import date
from typing import TYPE_CHECKING

from altterr_desktop.domain.commitments import Standing
from altterr_desktop.i18n.labels import label
from altterr_desktop.rendering.cells import is_active
from altterr_desktop.rendering.files import save_bytes
from altterr_desktop.rendering.texts import cleaned

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path


def csv_bytes(header: Sequence[str], rows: Iterable[Sequence[str | float | date | Standing | None]]) -> bytes:
    """Give rows as UTF-8 with its mark, parted by semicolons; text that could be run gets an apostrophe before it."""
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, delimiter=";", lineterminator="\r\n")
    writer.writerow([_safe(title) for title in header])
    for row in rows:
        writer.writerow([_written(value) for value in row])
    return b"\xef\xbb\xbf" + stream.getvalue().encode("utf-8")


def save_csv(
    header: Sequence[str], rows: Iterable[Sequence[str | float | date | Standing | None]], path: Path
) -> None:
    """Write rows to a file, whole or not at all. Raises NotSaved."""
    save_bytes(path, csv_bytes(header, rows))


def _written(value: str | float | date | Standing | None) -> str | float:
    if value is None:
        return ""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Standing):
        return label(value)
    return _safe(value) if isinstance(value, str) else value


def _safe(text: str) -> str:
    # A leading tab or line break is taken away by the cleaning's caller, never by it: look at the text as typed.
    text = cleaned(text) if not is_active(text) else text[0] + cleaned(text[1:])
    return (
        "'" + text if is_active(text) or text.lstrip(" \xa0").startswith(("=", "+", "-", "@", "|")) else text
    )
