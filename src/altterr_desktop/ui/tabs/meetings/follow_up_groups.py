"""Put follow-ups together by who owes them, the latest of all first; it asks the service for the rows."""

from __future__ import annotations

from typing import Any

from altterr_desktop.domain.lists import Page, Query
from altterr_desktop.domain.meetings import FollowUpState, MeetingSide
from altterr_desktop.i18n import _, ngettext
from altterr_desktop.i18n.names import count_words
from altterr_desktop.i18n.numbers import number
from altterr_desktop.services.follow_ups import FollowUpRow, list_follow_ups
from altterr_desktop.ui.kit.columns import GroupRow
from altterr_desktop.ui.tabs.meetings.columns import FollowUpLine, follow_up_line, list_follow_up_lines

BY_PERSON = "who"


def list_by_person(dossier: Any, query: Query) -> Page[FollowUpLine | GroupRow]:
    """Ask for a page of follow-ups, under a head for each person where the query groups them."""
    if query.group != BY_PERSON:
        page = list_follow_up_lines(dossier, query)
        return Page(page.rows, page.total)
    whole = Query(query.words, query.filters, query.sort, query.descending, limit=-1)
    rows = list_follow_ups(dossier, whole).rows
    groups: dict[str, list[FollowUpRow]] = {}
    for row in rows:
        groups.setdefault(_key(row), []).append(row)
    shown: list[FollowUpLine | GroupRow] = []
    for key in sorted(groups, key=lambda one: _rank(groups[one])):
        found = groups[key]
        folded = key in query.folded
        shown.append(GroupRow(key, _named(found[0]), _count(found), folded))
        shown += [] if folded else [follow_up_line(row) for row in found]
    last = None if query.limit < 0 else query.offset + query.limit
    return Page(tuple(shown[query.offset : last]), len(shown), records=len(rows))


def _key(row: FollowUpRow) -> str:
    owner = row.volunteer_id if row.side is MeetingSide.OURS else row.official_id
    return f"{row.side}:{owner or ''}"


def _rank(rows: list[FollowUpRow]) -> tuple[object, ...]:
    """Order people by how much of theirs is late, then by how much is open."""
    late = sum(row.overdue for row in rows)
    is_open = sum(row.state is FollowUpState.OPEN for row in rows)
    return -late, -is_open, rows[0].side is MeetingSide.OURS, rows[0].who


def _named(row: FollowUpRow) -> str:
    if row.who:
        return row.who
    return _("Nobody of us yet") if row.side is MeetingSide.OURS else _("Nobody in particular, on their side")


def _count(rows: list[FollowUpRow]) -> str:
    words = count_words("{count} follow-up", "{count} follow-ups", len(rows))
    late = sum(row.overdue for row in rows)
    if not late:
        return words
    said = ngettext("{count} late", "{count} late", late).format(count=number(late))
    return f"{words}, {said}"
