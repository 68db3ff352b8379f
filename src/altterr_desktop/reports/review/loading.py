"""Ask the services for what the minutes of a review session print; compute nothing."""

from __future__ import annotations

from altterr_desktop.domain.commitments import ReviewState, VerdictState
from altterr_desktop.domain.errors import NotFound
from altterr_desktop.domain.lists import Query
from altterr_desktop.dossier.file import Dossier
from altterr_desktop.i18n import _
from altterr_desktop.i18n.dates import short_date
from altterr_desktop.reports.review.data import ReviewData, ReviewedShown, RoadShown
from altterr_desktop.services.dossiers import read_group
from altterr_desktop.services.fields import today
from altterr_desktop.services.indicators import where_it_stands
from altterr_desktop.services.review_views import (
    ReviewItemView,
    ReviewLine,
    list_reviews,
    read_review,
    read_review_item,
)


def load_review(dossier: Dossier, record_id: str | None) -> ReviewData:
    """Read the minutes of a session; without id, of the latest one. Raises NotFound."""
    if record_id is None:
        rows = list_reviews(dossier, Query(limit=1)).rows
        if not rows:
            raise NotFound(_("No review session was held yet: there are no minutes to print."))
        record_id = rows[0].id
    review = read_review(dossier, record_id)
    group = read_group(dossier)
    return ReviewData(
        title=review.title,
        group=group.name,
        language=group.document_language,
        written_on=today(),
        territory=review.territory,
        held_on=review.held_on,
        place=review.place,
        closed=review.state is ReviewState.CLOSED,
        members=tuple(member.text for member in review.members),
        notes=review.notes,
        items=tuple(_shown(line, read_review_item(dossier, line.id)) for line in review.lines),
    )


def _shown(line: ReviewLine, item: ReviewItemView) -> ReviewedShown:
    verdict = item.proposal
    pieces = verdict.evidence if verdict else item.page.evidence
    return ReviewedShown(
        number=line.number,
        title=line.title,
        theme=line.theme,
        state=line.state,
        standing=verdict.standing if verdict else None,
        current=item.page.standing,
        agreed=verdict is not None and verdict.state is VerdictState.AGREED,
        verbatim=str(item.page.values["verbatim"]),
        statement=verdict.statement if verdict else "",
        reason=verdict.reason if verdict else "",
        next_step=verdict.next_step if verdict else "",
        author=verdict.author if verdict else "",
        second_reader=verdict.second_reader if verdict else "",
        dissent=verdict.dissent if verdict else "",
        discussion=item.discussion,
        votes_for=item.votes_for,
        votes_against=item.votes_against,
        abstentions=item.abstentions,
        evidence=tuple(
            f"{piece.title}, {short_date(piece.dated_on)}" if piece.dated_on else piece.title
            for piece in pieces
        ),
        roads=tuple(
            RoadShown(view.name, view.unit, where_it_stands(view), view.path, view.measured)
            for view in item.page.indicators
        ),
    )
