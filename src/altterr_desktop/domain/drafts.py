"""Hold what a file says before it is in the dossier: drafts and problems; must know no file format and no table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Protocol

from altterr_desktop.domain.commitments import OffScale, Progress
from altterr_desktop.domain.dates import Precision
from altterr_desktop.domain.officials import ContactKind, Side
from altterr_desktop.domain.territories import Assembly


@dataclass(frozen=True, slots=True)
class Problem:
    """Hold one thing that could not be read: where (physical line, from 1), why, and whether the line was kept.

    The excerpt is the offending cell alone, shortened, and never a birth date.
    """

    line: int
    reason: str
    column: str = ""
    excerpt: str = ""
    kept: bool = False


@dataclass(frozen=True, slots=True)
class SeatDraft:
    """Hold one line of a register: somebody's seat in an assembly.

    Names are as written, capitals included. The territory is an INSEE code, or the SIREN of an EPCI. The birth
    date serves to tell namesakes apart while importing, and is never to be stored in clear.
    """

    assembly: Assembly
    territory_code: str
    family_name: str
    given_name: str
    gender: str
    birth_date: date | None = field(repr=False)
    mandate_start: date | None
    function: str
    function_start: date | None
    rank: int | None
    commune_of_attachment: str
    canton: str
    line: int


@dataclass(frozen=True)
class RegisterInfo:
    """Say which register drafts come from: its code and name, how the file was read, what could not be read.

    `dated_on` is the day the file describes, where it is known: seats that are gone are closed on that day.
    """

    register: str
    title: str = ""
    source: str = ""
    dated_on: date | None = None
    problems: Sequence[Problem] = ()


@dataclass(frozen=True, slots=True)
class CommitmentDraft:
    """Hold one line of a list as a commitment to be looked at before it is imported.

    `parent` is the index, in the list of drafts, of the axis, action or measure it belongs to; an axis is a
    draft too (`is_axis`). Budgets are whole euros. The status is what the file says, with the confidence of
    its recognition from 0 to 1: a proposed verdict, never one. A line of a workbook this program exported has
    the id of its record: its status then only tells whether somebody changed it there.
    """

    line: int
    title: str
    is_axis: bool = False
    parent: int | None = None
    number: str = ""
    verbatim: str = ""
    theme: str = ""
    level: int | None = None
    territory: str = ""
    made_on: date | None = None
    deadline: date | None = None
    deadline_precision: Precision = Precision.NONE
    deadline_words: str = ""
    progress: Progress | None = None
    off_scale: OffScale | None = None
    status_words: str = ""
    status_confidence: float = 0.0
    reason: str = ""
    official: str = ""
    service: str = ""
    budget_planned: int | None = None
    budget_spent: int | None = None
    partners: str = ""
    indicator: str = ""
    expected_proof: str = ""
    document: str = ""
    page: str = ""
    url: str = ""
    evidence_urls: tuple[str, ...] = ()
    evidence_quote: str = ""
    notes: str = ""
    record_id: str = ""


class CommitmentList(Protocol):
    """Ask of a reading of a list of commitments what importing it needs."""

    @property
    def drafts(self) -> Sequence[CommitmentDraft]:
        """Give the drafts; a parent is an index in them."""

    @property
    def problems(self) -> Sequence[Problem]:
        """Give what could not be read."""

    @property
    def source(self) -> str:
        """Say in words which file was read, and how."""


@dataclass(frozen=True, slots=True)
class MeasureDraft:
    """Hold one measure: its place in the list (line of a table, rank in a JSON), wording and levels.

    `verbatim` is False when the title is somebody's summary: it is then never to be shown as the official text.
    """

    line: int
    number: str
    title: str
    text: str = ""
    theme: str = ""
    levels: Mapping[int, str] = field(default_factory=dict)
    parent: str = ""
    source: str = ""
    verbatim: bool = True
    notes: str = ""


@dataclass(frozen=True, slots=True)
class FrameworkDraft:
    """Hold a framework to be looked at before it is imported; `missing` numbers measures without a wording."""

    name: str
    edition: str
    publisher: str
    licence: str
    source_url: str
    description: str
    complete: bool
    measures: list[MeasureDraft]
    missing: tuple[str, ...]
    problems: list[Problem]


@dataclass(frozen=True, slots=True)
class ContactPoint:
    """Hold one way to reach somebody, as a card or a line of a table gives it."""

    contact_kind: ContactKind
    value: str
    label: str = ""


@dataclass(frozen=True, slots=True)
class ContactDraft:
    """Hold one person, or one service known by its function, of an address book or of a list of officials.

    `function` is what the person does there, `organisation` where; private addresses, private telephones and
    birthdays are never read.
    """

    line: int
    given_name: str = ""
    family_name: str = ""
    gender: str = ""
    function: str = ""
    delegation: str = ""
    organisation: str = ""
    department: str = ""
    territory: str = ""
    political_label: str = ""
    side: Side | None = None
    points: tuple[ContactPoint, ...] = ()

    @property
    def name(self) -> str:
        """Name the draft as it reads in a list."""
        named = f"{self.given_name} {self.family_name}".strip()
        return named or self.function or self.department or self.organisation


@dataclass(frozen=True, slots=True)
class CandidateDraft:
    """Hold one person of a list that stands in an election; a line may name the list alone.

    `place` is what the file says of the commune, code or name, empty where the file is about one place.
    """

    line: int
    list_name: str
    political_label: str = ""
    place: str = ""
    rank: int | None = None
    given_name: str = ""
    family_name: str = ""
    gender: str = ""


@dataclass(frozen=True, slots=True)
class PlanDraft:
    """Hold one line of a list of climate plans: whose it is (SIREN codes), where it stands, the days that are known."""

    line: int
    number: str
    title: str
    sirens: tuple[str, ...]
    authority: str
    state: str
    started_on: date | None = None
    received_on: date | None = None
    notes: str = ""
