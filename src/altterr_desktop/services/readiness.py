"""Check what a meeting still lacks to be ready; pure, fed by those who read the dossier."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from altterr_desktop.domain.folding import fold
from altterr_desktop.domain.meetings import MeetingKind, MeetingRole
from altterr_desktop.i18n import _, msgid, ngettext
from altterr_desktop.i18n.labels import label
from altterr_desktop.i18n.names import join_words

NEEDED_ROLES = (MeetingRole.SPOKESPERSON, MeetingRole.NOTE_TAKER, MeetingRole.TIMEKEEPER)
# What a session one only attends, or a meeting among volunteers, has no use for.
_FOR_INTERVIEWS = ("ask", "acknowledgement", "roles", "commitment", "figures")
_LEFT_OUT = {
    MeetingKind.INTERNAL: _FOR_INTERVIEWS,
    MeetingKind.COUNCIL: ("acknowledgement", "roles"),
    MeetingKind.PUBLIC_QUESTION: ("acknowledgement", "roles"),
    MeetingKind.CONSULTATION: ("acknowledgement", "roles"),
}
_SOURCED = re.compile(r"\(.+\)|https?://|\bsources?\b", re.IGNORECASE)


@dataclass(frozen=True)
class Check:
    """Hold one thing to have before a meeting: what it is, whether it is there, what is missing."""

    key: str
    label: str
    done: bool
    detail: str = ""


@dataclass(frozen=True)
class ReadinessFacts:
    """Gather what the checks look at."""

    kind: MeetingKind
    goal: str
    ask: str
    acknowledgement: str
    figures: str
    place: str
    held_on: date | None
    start_time: str
    slot: int | None
    planned: int
    points: int
    commitments: int
    roles: frozenset[MeetingRole]
    # What to do before the meeting: how many things, how many of them are ticked.
    to_check: int = 0
    checked: int = 0
    # Objections written, and those whose answer is out of date.
    objections: int = 0
    expired: int = 0


_LABELS = {
    "goal": msgid("One goal is written"),
    "ask": msgid("Our demand is written"),
    "acknowledgement": msgid("What we thank them for is written"),
    "roles": msgid("Spokesperson, note-taker and timekeeper are chosen"),
    "agenda": msgid("The agenda fits the time we have"),
    "commitment": msgid("At least one commitment is on the agenda"),
    "place_date": msgid("Day, time and place are known"),
    "figures": msgid("Our figures have their source"),
    "objections": msgid("Our answers are up to date"),
    "checklist": msgid("What comes before is ticked"),
}


def check_readiness(facts: ReadinessFacts) -> tuple[Check, ...]:
    """List the checks that make sense for this kind of meeting, in the order a group works through them.

    Keys: goal, ask, acknowledgement, roles, agenda, commitment, place_date, figures; where the meeting has any,
    also objections and checklist.
    """
    left_out = _LEFT_OUT.get(facts.kind, ())
    left_out += () if facts.objections else ("objections",)
    left_out += () if facts.to_check else ("checklist",)
    return tuple(
        Check(key, _(message), *_CHECKS[key](facts))
        for key, message in _LABELS.items()
        if key not in left_out
    )


def agenda_remark(planned: int, slot: int | None) -> str:
    """Say how the agenda stands against the slot; empty when it fits exactly."""
    if slot is None:
        return _("The length of the meeting is not known yet.")
    if planned > slot:
        return _("The agenda takes {planned} min for a slot of {slot} min: {gap} min too many.").format(
            planned=planned, slot=slot, gap=planned - slot
        )
    if planned < slot:
        return _("The agenda takes {planned} min for a slot of {slot} min: {gap} min are left.").format(
            planned=planned, slot=slot, gap=slot - planned
        )
    return ""


def missing_roles(roles: frozenset[MeetingRole]) -> tuple[MeetingRole, ...]:
    """List the needed roles that nobody has taken."""
    return tuple(role for role in NEEDED_ROLES if role not in roles)


def unsourced_figures(figures: str) -> tuple[str, ...]:
    """List the lines that give a figure without a source: no parentheses, no link, no word «source»."""
    lines = [line.strip() for line in figures.splitlines()]
    return tuple(line for line in lines if any(sign.isdigit() for sign in line) and not _SOURCED.search(line))


Outcome = tuple[bool, str]


def _written(text: str) -> Outcome:
    return bool(fold(text)), ""


def _roles(facts: ReadinessFacts) -> Outcome:
    missing = missing_roles(facts.roles)
    if not missing:
        return True, ""
    return False, _("Still missing: {names}.").format(
        names=join_words([label(role).lower() for role in missing])
    )


def _agenda(facts: ReadinessFacts) -> Outcome:
    if not facts.points:
        return False, _("The agenda is empty.")
    remark = agenda_remark(facts.planned, facts.slot)
    return not remark, remark


def _place_date(facts: ReadinessFacts) -> Outcome:
    return facts.held_on is not None and bool(facts.start_time and facts.place.strip()), ""


def _figures(facts: ReadinessFacts) -> Outcome:
    if not facts.figures.strip():
        return False, _("No figure is noted.")
    lines = unsourced_figures(facts.figures)
    return not lines, _("No source for: {line}").format(line=lines[0]) if lines else ""


def _objections(facts: ReadinessFacts) -> Outcome:
    if not facts.expired:
        return True, ""
    return False, ngettext(
        "{count} answer is out of date.", "{count} answers are out of date.", facts.expired
    ).format(count=facts.expired)


def _checklist(facts: ReadinessFacts) -> Outcome:
    left = facts.to_check - facts.checked
    if not left:
        return True, ""
    words = ngettext(
        "{count} thing is still to be done before.", "{count} things are still to be done before.", left
    )
    return False, words.format(count=left)


_CHECKS: dict[str, Callable[[ReadinessFacts], Outcome]] = {
    "goal": lambda facts: _written(facts.goal),
    "ask": lambda facts: _written(facts.ask),
    "acknowledgement": lambda facts: _written(facts.acknowledgement),
    "roles": _roles,
    "agenda": _agenda,
    "commitment": lambda facts: (facts.commitments > 0, ""),
    "place_date": _place_date,
    "figures": _figures,
    "objections": _objections,
    "checklist": _checklist,
}
