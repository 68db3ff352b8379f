"""Hold what a file says before it is in the dossier: drafts and problems; must know no file format and no table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from altterr_desktop.domain.commitments import Competence, IndicatorKind, OffScale, Progress
from altterr_desktop.domain.dates import Precision
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
    """Hold one commitment of a list as it was read; people, themes and parents are still words.

    `status_words` are those of the file; progress and off_scale are what they were taken for (None: nothing).
    """

    line: int
    number: str = ""
    title: str = ""
    verbatim: str = ""
    theme: str = ""
    parent_number: str = ""
    parent_title: str = ""
    level: int | None = None
    document: str = ""
    page: str = ""
    made_on: date | None = None
    official: str = ""
    service: str = ""
    deadline: date | None = None
    deadline_precision: Precision = Precision.NONE
    deadline_words: str = ""
    expected_proof: str = ""
    indicator: str = ""
    indicator_kind: IndicatorKind | None = None
    budget_planned: int | None = None
    budget_spent: int | None = None
    partners: str = ""
    competence: Competence | None = None
    progress: Progress | None = None
    off_scale: OffScale | None = None
    status_words: str = ""
    notes: str = ""


@dataclass(frozen=True, slots=True)
class LevelDraft:
    """Hold the wording of one level of a measure."""

    level: int
    text: str


@dataclass(frozen=True, slots=True)
class MeasureDraft:
    """Hold one measure of a framework; `verbatim` says that its text is known to be the official wording."""

    number: str
    title: str
    text: str = ""
    theme: str = ""
    parent_number: str = ""
    levels: tuple[LevelDraft, ...] = ()
    verbatim: bool = False
    line: int = 0


@dataclass(frozen=True, slots=True)
class FrameworkDraft:
    """Hold a list of standard measures as it was read."""

    key: str
    name: str
    publisher: str = ""
    edition: str = ""
    licence: str = ""
    source_url: str = ""
    description: str = ""
    measures: tuple[MeasureDraft, ...] = ()
    problems: tuple[Problem, ...] = ()
