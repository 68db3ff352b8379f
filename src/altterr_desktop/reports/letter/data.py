"""Hold exactly what a letter prints."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class LetterData:
    """Hold one letter; its text is paragraphs parted by empty lines, lines that begin with a dash are a list."""

    group: str
    language: str
    written_on: date
    subject: str
    text: str
    sender: tuple[str, ...] = ()
    addressee: tuple[str, ...] = ()
    place: str = ""
    notice: str = ""
