"""Read in one go what the page of an official shows; it draws nothing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from altterr_desktop.domain.lists import Page
from altterr_desktop.services.choices import read_choices
from altterr_desktop.services.history import HistoryLine, read_history
from altterr_desktop.services.official_page import OfficialView, read_official
from altterr_desktop.services.official_timeline import TimelineLine, official_timeline
from altterr_desktop.services.records import load_record

_PARTS = ("seat", "contact_detail", "stance_step", "press_item")
TIMELINE_PAGE = 60


@dataclass(frozen=True)
class Lists:
    """Hold the short lists a form of officials offers, as (id, name)."""

    territories: tuple[tuple[str, str], ...]
    volunteers: tuple[tuple[str, str], ...]
    themes: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class OfficialPage:
    """Hold one official: what is known of them, their fields by name, the names of what these refer to."""

    official: OfficialView
    values: Mapping[str, Any]
    names: Mapping[str, str]
    lists: Lists
    history: Sequence[HistoryLine]
    story: Page[TimelineLine]


def read_page(dossier: Any, official_id: str) -> OfficialPage:
    """Read an official for their page; used on the worker's thread. Raises NotFound."""
    official = read_official(dossier, official_id)
    record = load_record(dossier, official_id, "official")
    return OfficialPage(
        official,
        record.values,
        record.references,
        read_lists(dossier),
        read_history(dossier, official_id),
        official_timeline(dossier, official_id, limit=TIMELINE_PAGE),
    )


def read_lists(dossier: Any) -> Lists:
    """Read what the forms offer; used on the worker's thread."""
    choices = read_choices(dossier)
    return Lists(
        tuple((one.id, one.text) for one in choices.territories),
        tuple((one.id, one.text) for one in choices.volunteers),
        tuple((one.id, one.text) for one in choices.themes),
    )


def read_seat(dossier: Any, seat_id: str) -> tuple[Mapping[str, Any], Mapping[str, str], Lists]:
    """Read a seat to be changed, with what its form offers; used on the worker's thread. Raises NotFound."""
    record = load_record(dossier, seat_id, "seat")
    return record.values, record.references, read_lists(dossier)


def read_press_item(dossier: Any, item_id: str) -> dict[str, Any]:
    """Read an article to be changed, with the name of its file; used on the worker's thread. Raises NotFound."""
    record = load_record(dossier, item_id, "press_item")
    return {"id": item_id, **record.values, "file_name": record.references.get("attachment_id", "")}


def owner_of(dossier: Any, record_id: str) -> str:
    """Find the official behind a record: themselves, or whose part or press item it is. Raises NotFound."""
    record = load_record(dossier, record_id)
    return str(record.values["official_id"] or "") if record.kind in _PARTS else record.id
