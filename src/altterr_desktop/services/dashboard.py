"""Gather what a volunteer should see first: what is next, what is late, what is silent, what moved."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session, aliased

from altterr_desktop.domain.commitments import Standing, standing_of
from altterr_desktop.domain.lists import Query
from altterr_desktop.domain.meetings import FollowUpState, MeetingSide
from altterr_desktop.dossier.file import Dossier
from altterr_desktop.journal.history import HistoryEntry, dossier_history
from altterr_desktop.model.commitments import Commitment
from altterr_desktop.model.frameworks import Theme
from altterr_desktop.model.journal import JournalCommit
from altterr_desktop.model.meetings import FollowUp, Meeting
from altterr_desktop.model.officials import Official
from altterr_desktop.model.verdicts import Verdict
from altterr_desktop.services.commitment_query import latest_verdict_id
from altterr_desktop.services.commitments import list_commitments
from altterr_desktop.services.dossiers import GroupView, read_group
from altterr_desktop.services.fields import today
from altterr_desktop.services.follow_ups import FollowUpRow, list_follow_ups
from altterr_desktop.services.meetings import MeetingRow, list_meetings
from altterr_desktop.services.mobilisations import MobilisationRow, list_mobilisations
from altterr_desktop.services.request_views import RequestCounts, count_requests
from altterr_desktop.services.silences import Silence, silences_in

NEXT_FOLLOW_UPS = 6
RECENT_ACTS = 8
# Kinds that a tab shows: an act opens the first of these it touched.
_VISIT = "dashboard_visit"
_WITH_PAGE = ("commitment", "official", "meeting", "mobilisation", "assessment", "request", "follow_up")


@dataclass(frozen=True)
class ThemeProgress:
    """Count the commitments of one theme by standing; the id is empty for those without a theme."""

    theme_id: str
    theme: str
    counts: dict[Standing, int]


@dataclass(frozen=True)
class FirstSteps:
    """Tell which of the four first steps in a dossier are made."""

    register: bool
    commitments: bool
    meeting: bool
    verdict: bool

    @property
    def done(self) -> int:
        """Count the steps made, out of four."""
        return sum((self.register, self.commitments, self.meeting, self.verdict))


@dataclass(frozen=True)
class Act:
    """Hold one recent act of the history and the record it was about, «» where no page shows it."""

    label: str
    author: str
    made_at: datetime
    kind: str
    record_id: str
    is_new: bool


@dataclass(frozen=True)
class Dashboard:
    """Hold the figures of the first page; each opens its list."""

    group: GroupView
    today: date
    first_steps: FirstSteps
    next_meeting: MeetingRow | None
    next_mobilisation: MobilisationRow | None
    follow_ups: tuple[FollowUpRow, ...]
    late_ours: int
    late_theirs: int
    silences: tuple[Silence, ...]
    commitments: int
    counts: dict[Standing, int]
    late_commitments: int
    without_evidence: int
    by_theme: tuple[ThemeProgress, ...]
    acts: tuple[Act, ...]
    acts_since: int
    requests: RequestCounts


def read_dashboard(dossier: Dossier, *, since: datetime | None = None) -> Dashboard:
    """Read everything the first page shows; acts made after `since` (the last visit) are marked as new."""
    upcoming = list_meetings(dossier, Query(filters=(("state", ("upcoming",)),), sort="date", limit=1)).rows
    due = list_follow_ups(dossier, Query(filters=(("state", ("open",)),), sort="next", limit=NEXT_FOLLOW_UPS))
    actions = list_mobilisations(
        dossier, Query(filters=(("when", ("upcoming",)),), sort="date", limit=1)
    ).rows
    with dossier.reading() as session:
        themes = _by_theme(session)
        silences = silences_in(session)
        late = _late_follow_ups(session)
        steps = _first_steps(session)
        acts_since = _count_acts(session, since)
    counts = {standing: sum(theme.counts.get(standing, 0) for theme in themes) for standing in Standing}
    return Dashboard(
        group=read_group(dossier),
        today=today(),
        first_steps=steps,
        next_meeting=upcoming[0] if upcoming else None,
        next_mobilisation=actions[0] if actions else None,
        follow_ups=tuple(due.rows),
        late_ours=late.get(MeetingSide.OURS, 0),
        late_theirs=late.get(MeetingSide.THEIRS, 0),
        silences=silences,
        commitments=sum(counts.values()),
        counts={standing: count for standing, count in counts.items() if count},
        late_commitments=_flagged(dossier, "late"),
        without_evidence=_flagged(dossier, "no_evidence"),
        by_theme=themes,
        acts=_acts(dossier, since),
        acts_since=acts_since,
        requests=count_requests(dossier),
    )


def _flagged(dossier: Dossier, flag: str) -> int:
    """Count as the list that the figure opens does."""
    return list_commitments(dossier, Query(filters=(("flag", (flag,)),), limit=1)).total


def _by_theme(session: Session) -> tuple[ThemeProgress, ...]:
    current = aliased(Verdict)
    rows = session.execute(
        select(Theme.id, Theme.name, current.progress, current.off_scale, func.count())
        .select_from(Commitment)
        .outerjoin(Theme, Theme.id == Commitment.theme_id)
        .outerjoin(current, current.id == latest_verdict_id())
        .where(~Commitment.deleted)
        .group_by(Theme.id, Theme.name, current.progress, current.off_scale)
    )
    names: dict[str, str] = {}
    counts: dict[str, dict[Standing, int]] = {}
    for theme_id, name, progress, off_scale, count in rows:
        key, standing = theme_id or "", standing_of(progress, off_scale)
        names[key] = name or ""
        found = counts.setdefault(key, {})
        found[standing] = found.get(standing, 0) + count
    listed = [
        ThemeProgress(key, names[key], {one: found[one] for one in Standing if one in found})
        for key, found in counts.items()
    ]
    return tuple(
        sorted(listed, key=lambda theme: (not theme.theme_id, -sum(theme.counts.values()), theme.theme))
    )


def _late_follow_ups(session: Session) -> dict[MeetingSide, int]:
    rows = session.execute(
        select(FollowUp.side, func.count())
        .where(~FollowUp.deleted, FollowUp.follow_up_state == FollowUpState.OPEN, FollowUp.due_on < today())
        .group_by(FollowUp.side)
    )
    return {MeetingSide(side): count for side, count in rows}


def _first_steps(session: Session) -> FirstSteps:
    def has(record: Any) -> bool:
        return session.scalar(select(record.id).where(~record.deleted).limit(1)) is not None

    return FirstSteps(has(Official), has(Commitment), has(Meeting), has(Verdict))


def _count_acts(session: Session, since: datetime | None) -> int:
    if since is None:
        return 0
    moment = round(since.timestamp() * 1000)
    return session.scalar(select(func.count()).where(JournalCommit.made_at > moment)) or 0


def _acts(dossier: Dossier, since: datetime | None) -> tuple[Act, ...]:
    acts = []
    for entry in dossier_history(dossier, limit=RECENT_ACTS):
        kind, record_id = _subject(entry)
        is_new = since is not None and entry.made_at > since.astimezone(UTC)
        acts.append(Act(entry.label, entry.author, entry.made_at, kind, record_id, is_new))
    return tuple(acts)


def _subject(entry: HistoryEntry) -> tuple[str, str]:
    """Give the record of an act that a page shows: one it touched, or the one that owns a part it touched."""
    touched = {edit.kind: edit.record_id for edit in entry.edits}
    touched |= {
        edit.field.removesuffix("_id"): edit.after
        for edit in entry.edits
        if edit.kind not in _WITH_PAGE and edit.field.removesuffix("_id") in _WITH_PAGE and edit.after
    }
    return next(((kind, touched[kind]) for kind in _WITH_PAGE if kind in touched), ("", ""))


def last_visit(dossier: Dossier) -> datetime | None:
    """Give when the first page was last looked at in this copy of the dossier, None before the first time."""
    noted = dossier.state(_VISIT)
    return datetime.fromtimestamp(int(noted), UTC) if noted.isdigit() else None


def note_visit(dossier: Dossier) -> None:
    """Note that the first page is looked at now; a dossier that takes no writing is left alone."""
    if not dossier.read_only:
        dossier.set_state(_VISIT, str(int(datetime.now(UTC).timestamp())))
