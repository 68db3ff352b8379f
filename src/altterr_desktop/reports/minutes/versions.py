"""Make of whole minutes the version for one audience: what is not for it is taken out, never only hidden."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from altterr_desktop.domain.meetings import Audience, LineKind, MeetingSide
from altterr_desktop.i18n import _

if TYPE_CHECKING:
    from altterr_desktop.reports.minutes.data import FollowUpShown, LineShown, MinutesData, PointShown

Clean = Callable[[str], str]


def version_for(data: MinutesData, audience: Audience, clean: Clean = str) -> MinutesData:
    """Give the version of minutes for an audience.

    For the people met: no impression, no internal line, no goal, no follow-up of ours that was not said in the
    meeting. For publication besides: no volunteer's name, no name typed by hand, and `clean` writes the
    function wherever a text names one of the staff.
    """
    data = replace(data, audience=audience)
    if audience is Audience.INTERNAL:
        return data
    data = replace(
        data,
        goal="",
        impressions="",
        points=tuple(_point(point) for point in data.points),
        follow_ups=tuple(one for one in data.follow_ups if not one.internal),
        corrections=tuple(one for one in data.corrections if not one.internal),
    )
    return _published(data, clean) if audience is Audience.PUBLIC else data


def _point(point: PointShown) -> PointShown:
    kept = tuple(line for line in point.lines if not (line.internal or line.kind is LineKind.IMPRESSION))
    return replace(point, lines=kept)


def _published(data: MinutesData, clean: Clean) -> MinutesData:
    theirs = [one for one in data.present if one.side is MeetingSide.THEIRS]
    return replace(
        data,
        title=clean(data.title),
        place=clean(data.place),
        validated_by="",
        present=tuple(
            replace(one, name=clean(one.name), role=clean(one.role)) for one in theirs if one.known
        ),
        volunteers=sum(one.side is MeetingSide.OURS and one.attended for one in data.present),
        others=sum(not one.known and one.attended for one in theirs),
        points=tuple(
            replace(
                point,
                title=clean(point.title),
                commitment=clean(point.commitment),
                lines=tuple(_line(line, clean) for line in point.lines),
            )
            for point in data.points
        ),
        follow_ups=tuple(_follow_up(one, clean) for one in data.follow_ups),
        corrections=tuple(
            replace(one, text=clean(one.text), line=clean(one.line), asked_by="") for one in data.corrections
        ),
    )


def _line(line: LineShown, clean: Clean) -> LineShown:
    return replace(
        line,
        text=clean(line.text),
        speaker=clean(line.speaker),
        promise_who=clean(line.promise_who),
        answer=clean(line.answer),
    )


def _follow_up(one: FollowUpShown, clean: Clean) -> FollowUpShown:
    who = _("the group") if one.side is MeetingSide.OURS else clean(one.who)
    return replace(one, title=clean(one.title), who=who)
