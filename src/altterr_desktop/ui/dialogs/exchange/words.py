"""Say in words what an exchange brought, who exchanged when, and what to mind; it reads nothing."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import datetime

from altterr_desktop.exchange.folder import Exchanged, Poste
from altterr_desktop.exchange.preview import Preview
from altterr_desktop.i18n import _
from altterr_desktop.i18n.dates import medium_date, relative_day, time_words
from altterr_desktop.i18n.names import count_words
from altterr_desktop.journal.merge import Received
from altterr_desktop.services.fields import today

_RECENT_DAYS = 6


def moment_words(moment: datetime) -> str:
    """Say when something was: «aujourd’hui à 14 h 05», «mardi», «3 mars 2029 à 9 h»."""
    local = moment.astimezone()
    clock = time_words(f"{local:%H:%M}")
    days = (today() - local.date()).days
    day = relative_day(local.date(), today()) if 0 <= days <= _RECENT_DAYS else medium_date(local.date())
    return _("{day} at {time}").format(day=day, time=clock)


@dataclass(frozen=True)
class Coming:
    """Hold what came in, or would: how many contributions by whom about what, and what a person should mind."""

    applied: int = 0
    waiting: int = 0
    conflicts: int = 0
    authors: tuple[tuple[str, int], ...] = ()
    labels: tuple[str, ...] = ()
    clocks_ahead: tuple[str, ...] = ()
    problems: tuple[str, ...] = ()


def coming_through(done: Exchanged) -> Coming:
    """Sum up what an exchange through the folder brought."""
    counts: Counter[str] = Counter()
    for one in done.received:
        counts.update(dict(one.authors))
    return Coming(
        done.applied,
        done.waiting,
        sum(one.new_conflicts for one in done.received),
        tuple(counts.most_common()),
        tuple(label for one in done.received for label in one.labels),
        done.clocks_ahead,
        tuple(sentence for _name, sentence in done.problems),
    )


def coming_of_file(received: Received) -> Coming:
    """Sum up what a file brings."""
    return Coming(
        received.applied,
        received.waiting,
        received.new_conflicts,
        received.authors,
        received.labels,
        received.clocks_ahead,
    )


def coming_of_folder(preview: Preview) -> Coming:
    """Sum up what the shared folder would bring."""
    problems = tuple(sentence for _name, sentence in preview.problems)
    return Coming(
        preview.applied,
        preview.waiting,
        0,
        preview.authors,
        preview.labels,
        preview.clocks_ahead,
        problems,
    )


def came_words(coming: Coming) -> str:
    """Say «3 contributions from 2 people», or that nothing came."""
    if not coming.applied:
        return _("Nothing new came in.")
    contributions = count_words("{count} contribution", "{count} contributions", coming.applied)
    people = count_words("from {count} person", "from {count} people", len(coming.authors))
    return f"{contributions} {people}"


def result_words(done: Exchanged) -> str:
    """Say in one line what an exchange through the folder did."""
    parts = [came_words(coming_through(done))]
    if done.written_commits:
        parts.append(
            count_words(
                "{count} contribution handed over", "{count} contributions handed over", done.written_commits
            )
        )
    return " · ".join(parts)


def warnings_of(coming: Coming) -> list[str]:
    """List what a person should mind: contributions that wait, clocks ahead, files that could not be read."""
    found = []
    if coming.conflicts:
        found.append(
            count_words("{count} disagreement to settle", "{count} disagreements to settle", coming.conflicts)
        )
    if coming.waiting:
        found.append(
            count_words(
                "{count} contribution waits for an earlier file: exchange again with who sent it.",
                "{count} contributions wait for an earlier file: exchange again with who sent it.",
                coming.waiting,
            )
        )
    found += [
        _("The clock of {name} is more than a day ahead: their values win until it is set right.").format(
            name=name
        )
        for name in coming.clocks_ahead
    ]
    return [*found, *coming.problems]


def lines_of(coming: Coming) -> list[tuple[str, str]]:
    """List who brings how much, then what, as (what, who)."""
    lines = [
        (count_words("{count} contribution", "{count} contributions", count), author or _("Unsigned"))
        for author, count in coming.authors
    ]
    return [*lines, *((label, "") for label in coming.labels)]


def poste_state(poste: Poste) -> str:
    """Say whether a laptop holds something that is not here yet."""
    if poste.is_ours:
        return _("this computer")
    if not poste.is_known:
        return _("has news that did not arrive here yet")
    return _("up to date") if poste.is_up_to_date else _("has not taken everything in yet")


def poste_moment(poste: Poste) -> str:
    """Say when a laptop last exchanged."""
    return moment_words(poste.exchanged_at) if poste.exchanged_at is not None else _("never")
