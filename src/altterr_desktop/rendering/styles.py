"""Hold the house style in one place: palette, type sizes, and the disc and hatching of each standing.

Each standing differs from the others by its shape or its hatching and by its lightness, so that it survives a
photocopy and colour-blind eyes; it is always named beside. No drawing is done here.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum, StrEnum

from altterr_desktop.domain.commitments import Standing

MM = 72 / 25.4

INK = "#1b2a30"
MUTED = "#56656b"
PETROL = "#0b3a44"
TEAL = "#2a7684"
PALE = "#9ccad0"
MIST = "#d9ecee"
FAINT = "#eff4f4"
WHITE = "#ffffff"
BRICK = "#b83e2a"
SALMON = "#f3a588"
SAND = "#f4ede1"
AMBER = "#e3a63c"
GREY = "#6d787e"
SILVER = "#cfd6d8"
RULE = "#c3cdd0"


class Face(StrEnum):
    """Name the cuts of the documents' typeface."""

    LIGHT = "light"
    REGULAR = "regular"
    ITALIC = "italic"
    SEMIBOLD = "semibold"
    BOLD = "bold"


@dataclass(frozen=True)
class TextStyle:
    """Say how a text is set: cut, size and line height in points, colour, gap above in points."""

    face: Face
    size: float
    leading: float
    colour: str = INK
    before: float = 0.0

    def scaled(self, factor: float) -> TextStyle:
        """Give the same style, larger or smaller."""
        if factor == 1:
            return self
        return TextStyle(
            self.face, self.size * factor, self.leading * factor, self.colour, self.before * factor
        )


BODY = TextStyle(Face.REGULAR, 9.6, 13.2, INK, 4)
LETTER = TextStyle(Face.REGULAR, 11, 15.4, INK, 7)
SMALL = TextStyle(Face.REGULAR, 8.2, 10.8, INK, 2)
MUTED_SMALL = TextStyle(Face.REGULAR, 8.0, 10.4, MUTED, 2)
LABEL = TextStyle(Face.SEMIBOLD, 7.8, 10, TEAL, 7)
LEAD = TextStyle(Face.LIGHT, 13, 18, TEAL, 2)
QUOTE = TextStyle(Face.ITALIC, 10.6, 14.4, PETROL, 2)
QUESTION = TextStyle(Face.SEMIBOLD, 10.6, 14, INK, 2)
GOAL = TextStyle(Face.SEMIBOLD, 13, 17, PETROL, 4)
CELL = TextStyle(Face.REGULAR, 8.4, 10.8, INK)
CELL_STRONG = TextStyle(Face.SEMIBOLD, 8.4, 10.8, INK)
CELL_MUTED = TextStyle(Face.REGULAR, 8.0, 10.8, MUTED)
CELL_HEAD = TextStyle(Face.SEMIBOLD, 7.6, 9.6, MUTED)
HEADINGS: Mapping[int, TextStyle] = {
    1: TextStyle(Face.BOLD, 24, 28, PETROL, 20),
    2: TextStyle(Face.SEMIBOLD, 13.5, 17, PETROL, 15),
    3: TextStyle(Face.SEMIBOLD, 10.4, 13.5, PETROL, 10),
}


class Hatch(Enum):
    """Name the patterns laid over a fill."""

    NONE = "none"
    RISING = "rising"
    FALLING = "falling"
    CROSSED = "crossed"
    UPRIGHT = "upright"
    LEVEL = "level"
    DOTS = "dots"


class Ring(Enum):
    """Name the outlines of a disc."""

    SOLID = "solid"
    DASHED = "dashed"
    DOTTED = "dotted"


class Mark(Enum):
    """Name what is drawn inside a disc."""

    CHECK = "check"
    THREE_QUARTERS = "three_quarters"
    HALF = "half"
    QUARTER = "quarter"
    EMPTY = "empty"
    PAUSE = "pause"
    CROSS = "cross"
    QUESTION = "question"
    ARROW = "arrow"
    DASH = "dash"
    ELLIPSIS = "ellipsis"


@dataclass(frozen=True)
class StandingLook:
    """Say how one standing looks: its disc, its share of a bar, and its sign in a workbook."""

    mark: Mark
    ring: Ring
    fill: str
    ink: str
    outline: str
    hatch: Hatch
    hatch_colour: str
    sign: str


LOOKS: Mapping[Standing, StandingLook] = {
    Standing.DONE: StandingLook(Mark.CHECK, Ring.SOLID, PETROL, WHITE, PETROL, Hatch.NONE, PETROL, "✓"),
    Standing.PARTLY_DONE: StandingLook(
        Mark.THREE_QUARTERS, Ring.SOLID, TEAL, WHITE, TEAL, Hatch.NONE, TEAL, "◕"
    ),
    Standing.IN_PROGRESS: StandingLook(Mark.HALF, Ring.SOLID, PALE, PETROL, PALE, Hatch.NONE, PALE, "◑"),
    Standing.ANNOUNCED: StandingLook(Mark.QUARTER, Ring.SOLID, MIST, PETROL, TEAL, Hatch.FALLING, PALE, "◔"),
    Standing.NOT_STARTED: StandingLook(Mark.EMPTY, Ring.SOLID, WHITE, PETROL, PETROL, Hatch.NONE, WHITE, "○"),
    Standing.SUSPENDED: StandingLook(
        Mark.PAUSE, Ring.SOLID, "#f7dfb2", PETROL, AMBER, Hatch.UPRIGHT, AMBER, "‖"
    ),
    Standing.ABANDONED: StandingLook(
        Mark.CROSS, Ring.SOLID, "#e98f7b", PETROL, BRICK, Hatch.RISING, BRICK, "✗"
    ),
    Standing.NOT_MEASURABLE: StandingLook(
        Mark.QUESTION, Ring.DASHED, "#e4e8e9", INK, GREY, Hatch.CROSSED, SILVER, "?"
    ),
    Standing.OUTSIDE_COMPETENCE: StandingLook(
        Mark.ARROW, Ring.SOLID, "#b4bec2", INK, GREY, Hatch.LEVEL, "#98a4a9", "→"
    ),
    Standing.VOID: StandingLook(Mark.DASH, Ring.SOLID, "#9aa5aa", INK, GREY, Hatch.NONE, GREY, "–"),
    Standing.NOT_ASSESSED: StandingLook(
        Mark.ELLIPSIS, Ring.DOTTED, WHITE, MUTED, GREY, Hatch.DOTS, "#8d999e", "…"
    ),
}
