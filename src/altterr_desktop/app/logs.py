"""Keep a short log of what the program did, without a word of what a dossier holds."""

from __future__ import annotations

import logging
from contextlib import suppress
from enum import Enum
from pathlib import Path

from altterr_desktop.settings import paths
from altterr_desktop.ui.kit.crash_report import kind_of, story

FILE_NAME = "altterr.log"
LARGEST_BYTES = 300_000
_KEPT = 3


class ImpersonalFormatter(logging.Formatter):
    """Write a message's fixed words and its numbers; every other value becomes «…», and an error its kind and place.

    A name, a path or the words of an exception may be personal data.
    """

    def __init__(self) -> None:
        super().__init__("%(asctime)s %(levelname)s %(name)s: %(message)s")

    def format(self, record: logging.LogRecord) -> str:
        """Write one line, and the story of an error under it."""
        clean = logging.makeLogRecord(
            {**record.__dict__, "exc_info": None, "exc_text": None, "stack_info": None}
        )
        arguments = record.args if isinstance(record.args, tuple) else ()
        clean.args = tuple(_impersonal(value) for value in arguments)
        if isinstance(record.msg, BaseException):
            clean.msg, clean.args = kind_of(record.msg), ()
        try:
            written = super().format(clean)
        except (TypeError, ValueError):
            clean.msg, clean.args = "…", ()
            written = super().format(clean)
        error = record.exc_info[1] if record.exc_info else None
        return "\n".join([written, *story(error)]) if error is not None else written


def start_logs(folder: Path | None = None) -> Path:
    """Write logs of our own loggers to a file of the user's data folder, the former ones kept as `.1`, `.2`…

    A folder that cannot be written leaves the program without a log. Gives the file.
    """
    file = (folder or paths.user_data_folder() / "logs") / FILE_NAME
    logger = logging.getLogger("altterr_desktop")
    logger.setLevel(logging.INFO)
    with suppress(OSError):
        file.parent.mkdir(parents=True, exist_ok=True)
        _rotate(file)
        handler = logging.FileHandler(file, encoding="utf-8", delay=True)
        handler.setFormatter(ImpersonalFormatter())
        logger.addHandler(handler)
    return file


def _impersonal(value: object) -> object:
    return value if isinstance(value, (int, float, Enum)) else _Ellipsis()


class _Ellipsis:
    """Stand for a value in any format («%s», «%d»)."""

    def __str__(self) -> str:
        return "…"

    __repr__ = __str__


def _rotate(file: Path) -> None:
    if not file.exists() or file.stat().st_size < LARGEST_BYTES:
        return
    for number in range(_KEPT - 1, 0, -1):
        older = file.with_suffix(f".log.{number}")
        if older.exists():
            older.replace(file.with_suffix(f".log.{number + 1}"))
    file.replace(file.with_suffix(".log.1"))
