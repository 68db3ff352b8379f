"""Describe a document as plain data: what it says, in which order; how it looks on paper is the writers' affair.

Texts are what people read, already in the document's language; a text is a string, or a row of spans where
part of it is stronger, links somewhere, or is muted. Nothing here knows of a page or of a library.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import Enum

from altterr_desktop.domain.commitments import Standing
from altterr_desktop.rendering import people, roads


@dataclass(frozen=True)
class Span:
    """Hold a part of a text; a link is «#anchor» inside the document or an address."""

    text: str
    strong: bool = False
    emphasis: bool = False
    muted: bool = False
    link: str = ""


Text = str | tuple[Span, ...]


class Tone(Enum):
    """Name how a paragraph speaks."""

    BODY = "body"
    LETTER = "letter"
    SMALL = "small"
    MUTED = "muted"
    LABEL = "label"
    LEAD = "lead"
    QUOTE = "quote"
    QUESTION = "question"
    GOAL = "goal"


@dataclass(frozen=True)
class Paragraph:
    """Hold one paragraph; one `at_right` stands in the right half of the page, as an address does."""

    text: Text
    tone: Tone = Tone.BODY
    at_right: bool = False


@dataclass(frozen=True)
class Heading:
    """Hold a heading of level 1, 2 or 3; a level 1 heading opens a page unless told otherwise."""

    text: str
    level: int = 1
    anchor: str = ""
    in_contents: bool = True
    opens_page: bool = True


@dataclass(frozen=True)
class Bullets:
    """Hold a list; the marker is a sign, or «1» to count."""

    items: tuple[Text, ...]
    marker: str = "→"
    tone: Tone = Tone.BODY


class PanelTone(Enum):
    """Name the backgrounds of a panel."""

    PALE = "pale"
    SAND = "sand"
    PLAIN = "plain"


@dataclass(frozen=True)
class Panel:
    """Set blocks on a tinted ground with a coloured edge."""

    blocks: tuple[Block, ...]
    title: str = ""
    tone: PanelTone = PanelTone.PALE


@dataclass(frozen=True)
class SideBySide:
    """Set columns of blocks beside each other; shares are relative widths."""

    columns: tuple[tuple[Block, ...], ...]
    shares: tuple[float, ...] = ()
    ruled: bool = False


@dataclass(frozen=True)
class Figure:
    """Hold one key figure: what is counted, and out of how many."""

    value: str
    label: str
    detail: str


@dataclass(frozen=True)
class KeyFigures:
    """Hold a row of key figures."""

    figures: tuple[Figure, ...]


@dataclass(frozen=True)
class Count:
    """Hold how many commitments are in one standing."""

    standing: Standing
    number: int


@dataclass(frozen=True)
class StandingBar:
    """Show counts as the shares of one bar, with a legend if asked."""

    counts: tuple[Count, ...]
    title: str = ""
    legend: bool = True
    slim: bool = False


@dataclass(frozen=True)
class Legend:
    """Name standings beside their discs."""

    standings: tuple[Standing, ...]


@dataclass(frozen=True)
class GridDisc:
    """Show one commitment as a disc that leads to its page."""

    standing: Standing
    number: str
    title: str
    anchor: str


@dataclass(frozen=True)
class GridRow:
    """Hold the discs of one theme with its figure."""

    label: str
    discs: tuple[GridDisc, ...]
    value: str
    detail: str


@dataclass(frozen=True)
class StandingGrid:
    """Show a disc per commitment, theme by theme."""

    rows: tuple[GridRow, ...]


@dataclass(frozen=True)
class StackedColumn:
    """Hold one column of a chart."""

    label: str
    counts: tuple[Count, ...]


@dataclass(frozen=True)
class StackedColumns:
    """Show counts over time as stacked columns; the same figures always stand beside it in a table."""

    title: str
    columns: tuple[StackedColumn, ...]


@dataclass(frozen=True)
class Timeline:
    """Show a mandate from start to end with one marked day."""

    label: str
    start: date
    end: date
    marker: date
    marker_label: str


@dataclass(frozen=True)
class HistoryPoint:
    """Hold the standing at the end of one period."""

    label: str
    year: str
    standing: Standing


@dataclass(frozen=True)
class History:
    """Show one commitment's standings over time."""

    points: tuple[HistoryPoint, ...]


@dataclass(frozen=True)
class Definitions:
    """Hold pairs of a term and what is said of it; share is the terms' part of the width."""

    rows: tuple[tuple[str, Text], ...]
    share: float = 0.36
    small: bool = True


@dataclass(frozen=True)
class Reference:
    """Hold one numbered source: what it is, and where and when it is from."""

    number: str
    title: Text
    detail: str


@dataclass(frozen=True)
class References:
    """Hold a list of numbered sources."""

    items: tuple[Reference, ...]


class ColumnKind(Enum):
    """Name what a table's column holds."""

    TEXT = "text"
    STRONG = "strong"
    MUTED = "muted"
    NUMBER = "number"


@dataclass(frozen=True)
class Column:
    """Describe a column of a table; shares are relative widths."""

    title: str
    share: float
    kind: ColumnKind = ColumnKind.TEXT


@dataclass(frozen=True)
class StandingCell:
    """Show a standing in a cell, by its disc and its word."""

    standing: Standing


@dataclass(frozen=True)
class PageOf:
    """Show in a cell the page an anchor is on, as a link."""

    anchor: str


Cell = Text | StandingCell | PageOf


@dataclass(frozen=True)
class Table:
    """Hold a table whose header is repeated on each page."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    caption: str = ""
    tall: bool = False


@dataclass(frozen=True)
class Entry:
    """Hold one commitment: its number, title and standing, what is said of it, and the facts at its side."""

    number: str
    kicker: str
    title: str
    standing: Standing
    main: tuple[Block, ...]
    side: tuple[Block, ...]
    anchor: str = ""
    flag: str = ""
    side_panel: bool = True
    in_outline: bool = True


@dataclass(frozen=True)
class Slot:
    """Hold one part of a meeting: its minutes and who leads it."""

    title: str
    minutes: int
    who: str


@dataclass(frozen=True)
class RunningOrder:
    """Show the parts of a meeting as a bar of time."""

    slots: tuple[Slot, ...]
    unit: str


@dataclass(frozen=True)
class CheckItem:
    """Hold one line of a checklist."""

    text: str
    done: bool = False


@dataclass(frozen=True)
class CheckGroup:
    """Hold one part of a checklist."""

    title: str
    items: tuple[CheckItem, ...]


@dataclass(frozen=True)
class CheckList:
    """Hold a checklist in columns."""

    groups: tuple[CheckGroup, ...]


@dataclass(frozen=True)
class RuledLines:
    """Leave lines to write on; on a sheet of exact length they take the room that is left."""

    title: str
    lines: int = 4
    columns: tuple[tuple[str, float], ...] = ()


@dataclass(frozen=True)
class Spacer:
    """Leave a gap, in millimetres."""

    height: float


@dataclass(frozen=True)
class PageBreak:
    """Go to the next page."""


@dataclass(frozen=True)
class CoverDiscs:
    """Hold the discs of a cover and what they are."""

    caption: str
    standings: tuple[Standing, ...]
    counts: tuple[Count, ...]


@dataclass(frozen=True)
class Cover:
    """Hold a cover page."""

    kicker: str
    title: str
    subtitle: str
    discs: CoverDiscs
    timeline: Timeline | None
    note: str
    foot_left: str
    foot_right: str


@dataclass(frozen=True)
class Band:
    """Open a document without a cover: a dark band across the page."""

    kicker: str
    title: str
    subtitle: str
    detail: str = ""


@dataclass(frozen=True)
class Contents:
    """List the headings with their pages, as links."""

    title: str


@dataclass(frozen=True)
class OnePage:
    """Hold blocks that fill exactly one page: smaller type first, then texts cut with the ending."""

    blocks: tuple[Block, ...]
    ending: str


Block = (
    Paragraph
    | Heading
    | Bullets
    | Panel
    | SideBySide
    | KeyFigures
    | StandingBar
    | Legend
    | StandingGrid
    | StackedColumns
    | Timeline
    | History
    | Definitions
    | References
    | Table
    | Entry
    | RunningOrder
    | CheckList
    | RuledLines
    | Spacer
    | PageBreak
    | Cover
    | Band
    | Contents
    | people.PeopleField
    | people.PeopleCards
    | roads.Road
    | OnePage
)


@dataclass(frozen=True)
class Document:
    """Hold a whole document: what it is, what runs at the head and foot of its pages, and its blocks.

    A `bare` one, a letter, has nothing at the head of its pages, and at their foot a number where there are several.
    """

    title: str
    subject: str
    author: str
    language: str
    written_on: date
    header: str
    territory: str
    state: str
    contents_link: str = ""
    internal: str = ""
    bare: bool = False
    blocks: tuple[Block, ...] = field(default=())
    landscape: bool = False
    # A6, a quarter of an A4 sheet: to hold in one hand.
    pocket: bool = False
