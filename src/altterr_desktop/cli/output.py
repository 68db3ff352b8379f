"""Open the dossier a command names and print its answer, for people or for machines."""

from __future__ import annotations

import argparse
import contextlib
import dataclasses
import json
import os
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from enum import Enum
from fractions import Fraction
from pathlib import Path
from typing import Any

from altterr_desktop.domain.errors import InvalidInput
from altterr_desktop.dossier.file import Dossier
from altterr_desktop.i18n import _
from altterr_desktop.i18n.parsing import parse_date
from altterr_desktop.services.dossiers import open_signed
from altterr_desktop.services.fields import today


def passphrase_of(options: argparse.Namespace) -> str | None:
    """Read the passphrase from the file named, else from ALTTERR_PASSPHRASE; None when there is none.

    Raises InvalidInput where the file cannot be read.
    """
    path: Path | None = options.passphrase_file
    if path is None:
        return os.environ.get("ALTTERR_PASSPHRASE") or None
    try:
        return path.read_text("utf-8").strip("\r\n")
    except (OSError, UnicodeDecodeError) as error:
        raise InvalidInput(_("The passphrase file “{path}” cannot be read.").format(path=path)) from error


@contextlib.contextmanager
def opened(options: argparse.Namespace) -> Iterator[Dossier]:
    """Lend the dossier a command works on."""
    with open_signed(options.dossier, passphrase=passphrase_of(options)) as dossier:
        yield dossier


def answer(options: argparse.Namespace, data: Any, text: str) -> None:
    """Print the answer: as JSON for machines, else as the sentence or lines given."""
    print(json.dumps(plain(data), ensure_ascii=False, indent=2) if options.json else text)


def plain(value: Any) -> Any:
    """Turn frozen records, days and members into what JSON can hold."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {item.name: plain(getattr(value, item.name)) for item in dataclasses.fields(value)}
    if isinstance(value, Mapping):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, (list, tuple, set, frozenset)):
        return [plain(item) for item in value]
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, (date, datetime)):
        return value.isoformat()
    if isinstance(value, Fraction):
        return float(value)
    if isinstance(value, Path):
        return str(value)
    return value


def typed_day(text: str) -> date:
    """Read a day as people type it. Raises InvalidInput."""
    parsed = parse_date(text, today())
    if parsed is None:
        raise InvalidInput(_("“{text}” is not a date, like 31/12/2027.").format(text=text[:40]))
    return parsed.day
