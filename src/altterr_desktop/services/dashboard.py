"""Gather what a volunteer should see first: what is next, what is late, what is silent, what moved."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from altterr_desktop.domain.commitments import Standing
from altterr_desktop.domain.lists import Query
from altterr_desktop.domain.meetings import FollowUpState, MeetingSide, MeetingState
from altterr_desktop.domain.mobilisations import MobilisationState
from altterr_desktop.dossier.file import Dossier
from altterr_desktop.journal.history import HistoryEntry, dossier_history
from altterr_desktop.model.meetings import FollowUp, Meeting
from altterr_desktop.model.mobilisations import Mobilisation
from altterr_desktop.model.officials import Official
from altterr_desktop.model.volunteers import Volunteer
from altterr_desktop.services.commitments import CommitmentRow, list_commitments
from altterr_desktop.services.dossiers import GroupView, read_group
from altterr_desktop.services.fields import today
from altterr_desktop.services.meetings import MeetingRow, list_meetings
from altterr_desktop.services.names import official_name

NEXT_FOLLOW_UPS = 8
RECENT_ACTS = 8
SILENCE_DAYS = 90


@dataclass(frozen=True)
class Task:
    """Hold one thing to do: a follow-up with who owes it and when."""

    id: str
    title: str
    who: str
    ours: bool
    due_on: date | None
    late: bool


@dataclass(frozen=True)
class ThemeProgress:
    """Count the commitments of one theme by standing."""

    theme: str
    counts: dict[Standing, int]


@dataclass(frozen=True)
class Dashboard:
    """Hold the figures of the first page; each opens its list."""

    group: GroupView
    today: date
    next_meeting: MeetingRow | None
    next_mobilisation: tuple[str, str, date | None] | None
    tasks: tuple[Task, ...]
    late_tasks: int
    commitments: int
    counts: dict[Standing, int]
    late_commitments: int
    without_evidence: int
    by_theme: tuple[ThemeProgress, ...]
    recent: tuple[HistoryEntry, ...]


def read_dashboard(dossier: Dossier) -> Dashboard:
    """Read everything the first page shows."""
    rows = list_commitments(dossier, Query(limit=-1)).rows
    upcoming = list_meetings(dossier, Query(filters=(("state", ("upcoming",)),), sort="date", limit=1)).rows
    with dossier.reading() as session:
        tasks, late_tasks = _tasks(session)
        mobilisation = _next_mobilisation(session)
    counts = Counter(row.standing for row in rows)
    return Dashboard(
        group=read_group(dossier),
        today=today(),
        next_meeting=upcoming[0] if upcoming else None,
        next_mobilisation=mobilisation,
        tasks=tasks,
        late_tasks=late_tasks,
        commitments=len(rows),
        counts={standing: counts[standing] for standing in Standing if counts[standing]},
        late_commitments=sum(row.late for row in rows),
        without_evidence=sum(row.evidence_count == 0 for row in rows),
        by_theme=_by_theme(rows),
        recent=tuple(dossier_history(dossier, limit=RECENT_ACTS)),
    )


def _by_theme(rows: tuple[CommitmentRow, ...] | list[CommitmentRow]) -> tuple[ThemeProgress, ...]:
    themes: dict[str, Counter[Standing]] = {}
    for row in rows:
        themes.setdefault(row.theme, Counter())[row.standing] += 1
    return tuple(
        ThemeProgress(theme, {standing: counts[standing] for standing in Standing if counts[standing]})
        for theme, counts in sorted(themes.items(), key=lambda pair: -sum(pair[1].values()))
    )


def _tasks(session: Session) -> tuple[tuple[Task, ...], int]:
    is_open = (~FollowUp.deleted, FollowUp.follow_up_state == FollowUpState.OPEN)
    late = session.scalar(select(func.count()).where(*is_open, FollowUp.due_on < today())) or 0
    rows = session.execute(
        select(FollowUp, Official, Volunteer)
        .select_from(FollowUp)
        .outerjoin(Official, Official.id == FollowUp.official_id)
        .outerjoin(Volunteer, Volunteer.id == FollowUp.volunteer_id)
        .where(*is_open)
        .order_by(FollowUp.due_on.nulls_last(), FollowUp.id)
        .limit(NEXT_FOLLOW_UPS)
    )
    tasks = []
    for task, official, volunteer in rows:
        ours = task.side is MeetingSide.OURS
        who = (volunteer.pseudonym or volunteer.name) if volunteer is not None and ours else ""
        who = who or (official_name(official) if official is not None and not ours else "")
        is_late = task.due_on is not None and task.due_on < today()
        tasks.append(Task(task.id, task.title, who, ours, task.due_on, is_late))
    return tuple(tasks), late


def _next_mobilisation(session: Session) -> tuple[str, str, date | None] | None:
    row = session.execute(
        select(Mobilisation.id, Mobilisation.title, Mobilisation.happens_on)
        .where(
            ~Mobilisation.deleted,
            Mobilisation.happens_on >= today(),
            Mobilisation.mobilisation_state != MobilisationState.CANCELLED,
        )
        .order_by(Mobilisation.happens_on)
        .limit(1)
    ).first()
    return None if row is None else (row[0], row[1], row[2])


def silent_since(session: Session, official_id: str) -> timedelta | None:
    """Give the time since a meeting with somebody was last held; None where there never was one."""
    from altterr_desktop.model.meetings import Participant

    last = session.scalar(
        select(func.max(Meeting.held_on))
        .join(Participant, Participant.meeting_id == Meeting.id)
        .where(
            Participant.official_id == official_id,
            ~Participant.deleted,
            ~Meeting.deleted,
            Meeting.meeting_state == MeetingState.HELD,
        )
    )
    return None if last is None else today() - last
