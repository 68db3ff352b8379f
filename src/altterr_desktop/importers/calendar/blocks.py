"""Cut a calendar file into its events, each with its first line; understand no property."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from altterr_desktop.domain.drafts import Problem
from altterr_desktop.i18n import _
from altterr_desktop.importers.files.encoding import guess_encoding
from altterr_desktop.importers.files.kinds import SAMPLE_SIZE
from altterr_desktop.importers.files.problems import Problems, UnreadableFile

MAX_BYTES = 32 * 1024 * 1024
_NAME = re.compile(r"^([A-Za-z0-9-]+)[;:]")
# Nothing else is looked at, so nothing else can be malformed.
_OF_EVENT = frozenset(
    {
        "UID",
        "SUMMARY",
        "DTSTART",
        "DTEND",
        "DURATION",
        "RRULE",
        "RDATE",
        "EXDATE",
        "RECURRENCE-ID",
        "LOCATION",
        "DESCRIPTION",
        "STATUS",
        "SEQUENCE",
        "LAST-MODIFIED",
        "DTSTAMP",
    }
)
_OF_CALENDAR = frozenset({"X-WR-CALNAME", "NAME", "METHOD"})


@dataclass(frozen=True)
class Block:
    """Hold one component of a calendar as text, and the line it begins on."""

    name: str
    line: int
    text: str


def looks_like_calendar(sample: bytes) -> bool:
    """Tell whether a file begins as a calendar does."""
    encoding = guess_encoding(sample)
    text = sample[encoding.skip : 4096].decode(encoding.codec, "replace")
    return text.lstrip("\ufeff \t\r\n").upper().startswith("BEGIN:VCALENDAR")


def lines_of(path: Path) -> list[str]:
    """Read a file as lines of text. Raises UnreadableFile."""
    try:
        if path.stat().st_size > MAX_BYTES:
            raise UnreadableFile(
                _("“{name}” is too large for a calendar. Export fewer years at a time.").format(
                    name=path.name
                )
            )
        raw = path.read_bytes()
    except OSError as error:
        raise UnreadableFile(
            _("“{name}” cannot be opened ({reason}). Check that it exists and that you may read it.").format(
                name=path.name, reason=error.strerror or type(error).__name__
            )
        ) from error
    encoding = guess_encoding(raw[:SAMPLE_SIZE])
    text = raw[encoding.skip :].decode(encoding.codec, encoding.errors)
    # Only these end a line in a calendar: splitlines would also cut at the separators inside a text.
    return re.split(r"\r\n|\n|\r", text.replace("\0", ""))


def blocks_of(lines: list[str], problems: Problems) -> Iterator[Block]:
    """Give the calendar's own lines, each time zone and each event; what is inside an event is left aside."""
    cutting = _Cutting(problems)
    for number, line in enumerate(lines, start=1):
        found = cutting.take(number, line)
        if found is not None:
            yield found
    yield cutting.end()


class _Cutting:
    """Hold the component being read and the calendar's own lines."""

    def __init__(self, problems: Problems) -> None:
        self._problems = problems
        self._head: list[str] = []
        self._kept: list[str] = []
        self._name = ""
        self._first = 0
        self._depth = 0
        self._keeping = False

    def take(self, number: int, line: str) -> Block | None:
        """Take a line; give the component it ends."""
        if line[:1] in {" ", "\t"}:
            if self._keeping:
                (self._kept if self._name else self._head).append(line)
            return None
        mark = line.strip().upper()
        if mark in {"BEGIN:VEVENT", "BEGIN:VTIMEZONE"} and self._name != "VTIMEZONE":
            self._say_cut()
            self._name, self._first, self._depth = mark[6:], number, 1
            self._kept, self._keeping = [mark], True
            return None
        if self._name and mark == "END:VCALENDAR":
            self._say_cut()
            self._name = ""
            return None
        if self._name:
            return self._inside(line, mark)
        self._outside(line)
        return None

    def end(self) -> Block:
        """Give the calendar's own lines, once all was taken."""
        self._say_cut()
        return Block("VCALENDAR", 1, "\r\n".join(self._head))

    def _outside(self, line: str) -> None:
        self._keeping = _names(line) in _OF_CALENDAR
        if self._keeping:
            self._head.append(line)

    def _inside(self, line: str, mark: str) -> Block | None:
        is_edge = mark.startswith(("BEGIN:", "END:"))
        if is_edge:
            self._depth += 1 if mark.startswith("BEGIN:") else -1
        own = self._depth == 1 and not is_edge and _names(line) in _OF_EVENT
        self._keeping = self._name == "VTIMEZONE" or own or self._depth == 0
        if self._keeping:
            # «BYDAY=MO, TU»: some write spaces where none may be.
            self._kept.append(line.replace(" ", "") if mark.startswith("RRULE") else line)
        if self._depth:
            return None
        block = Block(self._name, self._first, "\r\n".join(self._kept) + "\r\n")
        self._name, self._keeping = "", False
        return block

    def _say_cut(self) -> None:
        if self._name:
            self._problems.add(Problem(self._first, _("This event is cut short: it was left out.")))


def _names(line: str) -> str:
    found = _NAME.match(line)
    return found.group(1).upper() if found else ""
