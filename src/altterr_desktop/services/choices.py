"""Offer the records a form can refer to, by the words typed; write nothing."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from altterr_desktop.dossier.file import Dossier
from altterr_desktop.i18n import _
from altterr_desktop.i18n.dates import short_date
from altterr_desktop.i18n.labels import label, short_label
from altterr_desktop.model.commitments import Commitment, PledgeDocument
from altterr_desktop.model.frameworks import Framework, FrameworkMeasure, Theme
from altterr_desktop.model.officials import Official
from altterr_desktop.model.search import SearchDocument
from altterr_desktop.model.territories import Mandate, Territory, TerritoryChange
from altterr_desktop.model.volunteers import Volunteer
from altterr_desktop.services.fields import today
from altterr_desktop.services.listing import words_filter
from altterr_desktop.services.names import official_name
from altterr_desktop.services.seats import function_words, seats_of

MOST_FOUND = 50


@dataclass(frozen=True)
class Choice:
    """Hold one record to choose: its id, its name, a quieter detail that tells namesakes apart."""

    id: str
    text: str
    detail: str = ""


@dataclass(frozen=True)
class MandateChoice:
    """Hold one mandate with its territory."""

    id: str
    territory_id: str
    text: str
    end: date | None


@dataclass(frozen=True)
class Choices:
    """Hold the short lists of a dossier, each in its order."""

    themes: tuple[Choice, ...]
    territories: tuple[Choice, ...]
    mandates: tuple[MandateChoice, ...]
    volunteers: tuple[Choice, ...]


def read_choices(dossier: Dossier) -> Choices:
    """Read the lists short enough to be shown whole: themes, followed territories, mandates, volunteers."""
    with dossier.reading() as session:
        themes = session.execute(
            select(Theme).where(~Theme.deleted).order_by(Theme.position, Theme.id)
        ).scalars()
        territories = session.execute(
            select(Territory)
            .where(Territory.followed, ~Territory.deleted)
            .order_by(Territory.population.desc())
        ).scalars()
        mandates = session.execute(
            select(Mandate).where(~Mandate.deleted).order_by(Mandate.start.desc())
        ).scalars()
        volunteers = session.execute(
            select(Volunteer).where(~Volunteer.deleted, Volunteer.active).order_by(Volunteer.name)
        ).scalars()
        return Choices(
            tuple(Choice(theme.id, theme.name) for theme in themes),
            tuple(Choice(one.id, one.name, label(one.territory_kind)) for one in territories),
            tuple(MandateChoice(one.id, one.territory_id, one.label, one.end) for one in mandates),
            tuple(Choice(one.id, one.pseudonym or one.name) for one in volunteers),
        )


def find_choices(dossier: Dossier, kind: str, words: str) -> tuple[Choice, ...]:
    """Find what a form can refer to, in the order of names; all of it, up to 50, without words.

    Kinds: official, pledge_document, framework_measure, commitment, territory. Raises KeyError for another.
    """
    with dossier.reading() as session:
        return _FINDERS[kind](session, words)


def names_of(dossier: Dossier, kind: str, record_ids: Sequence[str]) -> tuple[str, ...]:
    """Give the names of records by their ids, in this order; unknown ids are left out."""
    from altterr_desktop.journal.search_index import name_of
    from altterr_desktop.model import record_classes

    with dossier.reading() as session:
        records = [session.get(record_classes()[kind], record_id) for record_id in record_ids]
        return tuple(
            official_name(record) if isinstance(record, Official) else name_of(record)
            for record in records
            if record is not None
        )


def _found(session: Session, words: str, record_class: Any, *ids: Any) -> list[Any]:
    statement = (
        select(record_class)
        .outerjoin(SearchDocument, SearchDocument.record_id == record_class.id)
        .where(~record_class.deleted, *words_filter(words, record_class.id, *ids))
        .order_by(SearchDocument.sort_key, record_class.id)
        .limit(MOST_FOUND)
    )
    return list(session.execute(statement).scalars())


def _officials(session: Session, words: str) -> tuple[Choice, ...]:
    officials = _found(session, words, Official)
    seats = seats_of(session, [official.id for official in officials], today())
    return tuple(
        Choice(official.id, official_name(official), function_words(official, seats.get(official.id, ())))
        for official in officials
    )


def _documents(session: Session, words: str) -> tuple[Choice, ...]:
    return tuple(
        Choice(
            document.id,
            document.title,
            " · ".join(
                (
                    short_label(document.document_kind),
                    *([short_date(document.dated_on)] if document.dated_on else []),
                )
            ),
        )
        for document in _found(session, words, PledgeDocument)
    )


def _measures(session: Session, words: str) -> tuple[Choice, ...]:
    frameworks = {
        one.id: one.name for one in session.execute(select(Framework).where(~Framework.deleted)).scalars()
    }
    return tuple(
        Choice(
            measure.id,
            f"{measure.number} {measure.title}".strip(),
            frameworks.get(measure.framework_id, ""),
        )
        for measure in _found(session, words, FrameworkMeasure)
    )


def _commitments(session: Session, words: str) -> tuple[Choice, ...]:
    return tuple(
        Choice(
            one.id,
            one.title or one.verbatim[:80],
            _("No. {number}").format(number=one.number) if one.number else "",
        )
        for one in _found(session, words, Commitment, Commitment.official_id)
    )


def _territories(session: Session, words: str) -> tuple[Choice, ...]:
    return tuple(
        Choice(one.id, one.name, label(one.territory_kind))
        for one in _found(session, words, Territory, _Formerly())
    )


class _Formerly:
    """Stand for the territories a change is about, where a search asks for ids: past names and codes are found."""

    def in_(self, found: Any) -> ColumnElement[bool]:
        """Ask for territories with a change that was found."""
        return Territory.id.in_(select(TerritoryChange.territory_id).where(TerritoryChange.id.in_(found)))


_FINDERS: dict[str, Callable[[Session, str], tuple[Choice, ...]]] = {
    "official": _officials,
    "pledge_document": _documents,
    "framework_measure": _measures,
    "commitment": _commitments,
    "territory": _territories,
}
