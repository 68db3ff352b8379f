"""Read commitments as a plan is written, axis above measure above action, and move them in it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session, aliased

from altterr_desktop.domain.commitments import Standing
from altterr_desktop.domain.dates import Precision
from altterr_desktop.domain.lists import Query
from altterr_desktop.domain.weaknesses import is_late
from altterr_desktop.dossier.file import Dossier
from altterr_desktop.i18n import ngettext
from altterr_desktop.journal.changes import Changes
from altterr_desktop.journal.recording import recording
from altterr_desktop.model.commitments import Commitment
from altterr_desktop.model.verdicts import Verdict
from altterr_desktop.services.commitment_query import (
    conditions,
    latest_verdict_id,
    needs_standing,
    signer,
    standing_sql,
)
from altterr_desktop.services.fields import today
from altterr_desktop.services.records import live_record, set_values


@dataclass(frozen=True)
class TreeNode:
    """Hold one commitment of the tree: its place among the nodes, those below it, and their states counted.

    `parent` is the index of the node above, -1 for none; `counts` leaves out what only holds others together.
    `found` is False for a node that is shown for what is below it alone.
    """

    id: str
    number: str
    title: str
    parent: int
    children: tuple[int, ...]
    standing: Standing
    deadline: date | None
    deadline_precision: Precision
    deadline_words: str
    late: bool
    counts: tuple[tuple[Standing, int], ...]
    found: bool

    @property
    def is_branch(self) -> bool:
        """Tell whether something is below it."""
        return bool(self.children)


def read_tree(dossier: Dossier, query: Query) -> tuple[TreeNode, ...]:
    """Read the commitments of a query with what they are part of, parents before children, in the plan's order."""
    with dossier.reading() as session:
        rows = _rows(session)
        found = _found(session, query, signer(dossier)) if query.is_narrowed else set(rows)
    below: dict[str, list[str]] = defaultdict(list)
    for row in rows.values():
        parent = row.parent_id if row.parent_id in rows and row.parent_id != row.id else ""
        below[parent or ""].append(row.id)
    order, parents = _walk(rows, below)
    kept = _with_ancestors(found, parents)
    order = [one for one in order if one in kept]
    counts = _count(order, parents, rows, found, below)
    places = {one: place for place, one in enumerate(order)}
    children: dict[str, list[int]] = defaultdict(list)
    for one in order:
        children[parents[one]].append(places[one])
    day = today()
    return tuple(
        TreeNode(
            id=one,
            number=rows[one].number,
            title=rows[one].title,
            parent=places.get(parents[one], -1),
            children=tuple(children[one]),
            standing=Standing(rows[one].standing),
            deadline=rows[one].deadline,
            deadline_precision=rows[one].deadline_precision,
            deadline_words=rows[one].deadline_words,
            late=is_late(rows[one].deadline, Standing(rows[one].standing), day),
            counts=tuple((standing, counts[one][standing]) for standing in Standing if counts[one][standing]),
            found=one in found,
        )
        for one in order
    )


def _rows(session: Session) -> dict[str, Any]:
    current = aliased(Verdict)
    title = func.coalesce(func.nullif(Commitment.title, ""), func.substr(Commitment.verbatim, 1, 120))
    query = (
        select(
            Commitment.id,
            Commitment.number,
            title.label("title"),
            Commitment.parent_id,
            Commitment.deadline,
            Commitment.deadline_precision,
            Commitment.deadline_words,
            standing_sql(current).label("standing"),
        )
        .outerjoin(current, current.id == latest_verdict_id())
        .where(~Commitment.deleted)
        .order_by(Commitment.position, Commitment.number, Commitment.id)
    )
    return {row.id: row for row in session.execute(query)}


def _found(session: Session, query: Query, volunteer_id: str) -> set[str]:
    current = aliased(Verdict)
    statement = select(Commitment.id).where(~Commitment.deleted)
    if needs_standing(query):
        statement = statement.outerjoin(current, current.id == latest_verdict_id())
    return set(session.execute(statement.where(*conditions(query, current, volunteer_id))).scalars())


def _walk(rows: Mapping[str, Any], below: Mapping[str, Sequence[str]]) -> tuple[list[str], dict[str, str]]:
    """Put parents before children; what two laptops tied in a circle is cut and stands at the top."""
    order: list[str] = []
    parents: dict[str, str] = {}

    def visit(root: str, parent: str) -> None:
        waiting = [(root, parent)]
        while waiting:
            one, above = waiting.pop()
            if one in parents:
                continue
            parents[one] = above
            order.append(one)
            waiting.extend((child, one) for child in reversed(below.get(one, ())))

    for root in below.get("", ()):
        visit(root, "")
    for one in rows:
        visit(one, "")
    return order, parents


def _with_ancestors(found: set[str], parents: Mapping[str, str]) -> set[str]:
    kept: set[str] = set()
    for one in found:
        above = one
        while above and above not in kept:
            kept.add(above)
            above = parents[above]
    return kept


def _count(
    order: Sequence[str],
    parents: Mapping[str, str],
    rows: Mapping[str, Any],
    found: set[str],
    below: Mapping[str, Sequence[str]],
) -> dict[str, Counter[Standing]]:
    counts: dict[str, Counter[Standing]] = defaultdict(Counter)
    for one in reversed(order):
        standing = Standing(rows[one].standing)
        holds_together = bool(below.get(one)) and standing is Standing.NOT_ASSESSED
        own = Counter([standing]) if one in found and not holds_together else Counter()
        if parents[one]:
            counts[parents[one]] += counts[one] + own
    return counts


def move_under(dossier: Dossier, *, commitment_ids: Sequence[str], parent_id: str | None) -> Changes:
    """Make commitments parts of another one, or of none, in one act. Raises NotFound, InvalidInput for a circle."""
    with recording(dossier, "") as work:
        parent = live_record(work.session, "commitment", parent_id) if parent_id else None
        for commitment_id in commitment_ids:
            commitment = live_record(work.session, "commitment", commitment_id)
            set_values(work.session, commitment, {"parent_id": parent_id or None})
        work.subject_id = commitment_ids[0] if commitment_ids else ""
        moved = len(commitment_ids)
        work.label = (
            ngettext(
                "{count} commitment moved under “{name}”", "{count} commitments moved under “{name}”", moved
            )
            if parent is not None
            else ngettext(
                "{count} commitment moved to the top", "{count} commitments moved to the top", moved
            )
        ).format(count=moved, name=parent.title if parent is not None else "")
    return work.changes
