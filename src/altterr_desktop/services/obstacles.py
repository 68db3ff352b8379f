"""Count the reasons given for what is not kept, by theme and by year, and name the commitments; write nothing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from altterr_desktop.domain.commitments import Obstacle, VerdictState
from altterr_desktop.dossier.file import Dossier
from altterr_desktop.model.commitments import Commitment
from altterr_desktop.model.frameworks import Theme
from altterr_desktop.model.meetings import AgendaPoint, Meeting, MinutesLine
from altterr_desktop.model.verdicts import Verdict


@dataclass(frozen=True)
class ObstacleCase:
    """Hold one commitment for which a reason was given: when it was last given, in which words."""

    commitment_id: str
    number: str
    title: str
    theme_id: str
    theme: str
    day: date | None
    note: str


@dataclass(frozen=True)
class ObstacleRow:
    """Hold one reason with the commitments it was given for, the latest first."""

    obstacle: Obstacle
    cases: tuple[ObstacleCase, ...]


@dataclass(frozen=True)
class ObstacleStatistics:
    """Hold the reasons, the commonest first, counted by commitment; and the same by theme and by year.

    `themes` and `years` pair a name with its counts; a year of 0 stands for an unknown day.
    """

    rows: tuple[ObstacleRow, ...]
    themes: tuple[tuple[str, dict[Obstacle, int]], ...]
    years: tuple[tuple[int, dict[Obstacle, int]], ...]

    @property
    def commitments(self) -> int:
        """Count the commitments for which a reason was given, each once."""
        return len({case.commitment_id for row in self.rows for case in row.cases})


def obstacle_statistics(
    dossier: Dossier, *, theme_id: str | None = None, since: date | None = None, until: date | None = None
) -> ObstacleStatistics:
    """Count the reasons of agreed verdicts and those heard in meetings, of a theme and between two days if asked.

    A reason counts once for a commitment, however often it was given; between two days, what has no day is left out.
    """
    with dossier.reading() as session:
        given = [*_of_verdicts(session), *_of_meetings(session)]
    given = [
        (obstacle, case)
        for obstacle, case in given
        if theme_id in (None, case.theme_id) and _within(case.day, since, until)
    ]
    given.sort(key=lambda pair: (pair[1].day or date.min, pair[1].commitment_id), reverse=True)
    return ObstacleStatistics(_rows(given), _by_theme(given), _by_year(given))


def _within(day: date | None, since: date | None, until: date | None) -> bool:
    if day is None:
        return since is None and until is None
    return (since is None or day >= since) and (until is None or day <= until)


def _of_verdicts(session: Session) -> Iterable[tuple[Obstacle, ObstacleCase]]:
    query = (
        select(Verdict, Commitment, Theme)
        .join(Commitment, Commitment.id == Verdict.commitment_id)
        .outerjoin(Theme, Theme.id == Commitment.theme_id)
        .where(
            Verdict.obstacle.is_not(None),
            Verdict.verdict_state == VerdictState.AGREED,
            ~Verdict.deleted,
            ~Commitment.deleted,
        )
    )
    for verdict, commitment, theme in session.execute(query):
        if verdict.obstacle is not None:
            yield (
                verdict.obstacle,
                _case(commitment, theme, verdict.decided_on, verdict.obstacle_note or verdict.statement),
            )


def _of_meetings(session: Session) -> Iterable[tuple[Obstacle, ObstacleCase]]:
    query = (
        select(MinutesLine, Meeting.held_on, Commitment, Theme)
        .join(Meeting, Meeting.id == MinutesLine.meeting_id)
        .join(AgendaPoint, AgendaPoint.id == MinutesLine.agenda_point_id)
        .join(Commitment, Commitment.id == AgendaPoint.commitment_id)
        .outerjoin(Theme, Theme.id == Commitment.theme_id)
        .where(MinutesLine.obstacle.is_not(None), ~MinutesLine.deleted, ~Meeting.deleted, ~Commitment.deleted)
    )
    for line, held_on, commitment, theme in session.execute(query):
        if line.obstacle is not None:
            yield line.obstacle, _case(commitment, theme, held_on, line.text)


def _case(commitment: Commitment, theme: Theme | None, day: date | None, note: str) -> ObstacleCase:
    return ObstacleCase(
        commitment.id,
        commitment.number,
        commitment.title or commitment.verbatim[:120],
        theme.id if theme else "",
        theme.name if theme else "",
        day,
        " ".join(note.split()),
    )


def _rows(given: list[tuple[Obstacle, ObstacleCase]]) -> tuple[ObstacleRow, ...]:
    rows = []
    for obstacle in Obstacle:
        once: dict[str, ObstacleCase] = {}
        for reason, case in given:
            if reason is obstacle:
                once.setdefault(case.commitment_id, case)
        if once:
            rows.append(ObstacleRow(obstacle, tuple(once.values())))
    rows.sort(key=lambda row: -len(row.cases))
    return tuple(rows)


def _by_theme(
    given: list[tuple[Obstacle, ObstacleCase]],
) -> tuple[tuple[str, dict[Obstacle, int]], ...]:
    counted: dict[str, Counter[Obstacle]] = {}
    for theme, obstacle, _commitment in sorted(
        {(case.theme, obstacle, case.commitment_id) for obstacle, case in given}
    ):
        counted.setdefault(theme, Counter())[obstacle] += 1
    return tuple((theme, dict(counts)) for theme, counts in counted.items())


def _by_year(given: list[tuple[Obstacle, ObstacleCase]]) -> tuple[tuple[int, dict[Obstacle, int]], ...]:
    counted: dict[int, Counter[Obstacle]] = {}
    for year, obstacle, _commitment in sorted(
        {(case.day.year if case.day else 0, obstacle, case.commitment_id) for obstacle, case in given}
    ):
        counted.setdefault(year, Counter())[obstacle] += 1
    return tuple((year, dict(counts)) for year, counts in counted.items())
