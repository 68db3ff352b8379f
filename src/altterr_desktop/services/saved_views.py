"""Keep the ways a list is looked at under a name, and offer the usual ones; must read no row of the list."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from sqlalchemy import select

from altterr_desktop.domain.commitments import Weakness
from altterr_desktop.domain.errors import InvalidInput
from altterr_desktop.dossier.file import Dossier
from altterr_desktop.i18n import _, msgid
from altterr_desktop.journal.changes import Changes
from altterr_desktop.journal.recording import recording
from altterr_desktop.model.views import SavedView
from altterr_desktop.services.records import act_label, add_record, live_record, set_values

_USUAL = "usual:"
_MOST_VALUES = 500


@dataclass(frozen=True)
class ViewContent:
    """Hold how a list is looked at: words, filters, grouping, order, columns («» or empty: as the list does)."""

    words: str = ""
    filters: tuple[tuple[str, tuple[str, ...]], ...] = ()
    group: str = ""
    sort: str = ""
    descending: bool = False
    columns: tuple[str, ...] = ()

    def written(self) -> str:
        """Write the content as JSON."""
        return json.dumps(asdict(self), ensure_ascii=False, sort_keys=True)


@dataclass(frozen=True)
class ViewRow:
    """Hold one view; a usual one comes with the program and can be neither renamed nor deleted."""

    id: str
    name: str
    content: ViewContent
    is_usual: bool = False


_USUAL_VIEWS: Mapping[str, Sequence[tuple[str, str, ViewContent]]] = {
    "commitment": (
        ("late", msgid("Late"), ViewContent(filters=(("flag", ("late",)),), sort="deadline")),
        (
            "no_recent_evidence",
            msgid("Without evidence for six months"),
            ViewContent(filters=(("weakness", (Weakness.NO_RECENT_EVIDENCE.value,)),), group="theme"),
        ),
        (
            "not_assessed",
            msgid("To assess"),
            ViewContent(filters=(("standing", ("not_assessed",)),), group="theme"),
        ),
        ("mine", msgid("My proposals"), ViewContent(filters=(("flag", ("mine",)),))),
        (
            "nobody",
            msgid("No one in charge"),
            ViewContent(filters=(("weakness", (Weakness.NO_ONE_IN_CHARGE.value,)),)),
        ),
        (
            "by_official",
            msgid("By official"),
            ViewContent(
                group="official", sort="deadline", columns=("number", "named", "deadline", "standing")
            ),
        ),
        ("by_state", msgid("By state"), ViewContent(group="standing")),
    )
}


def list_views(dossier: Dossier, kind: str) -> tuple[ViewRow, ...]:
    """List the views of a list of records of a kind: the usual ones, then the group's in their order."""
    usual = [
        ViewRow(f"{_USUAL}{key}", _(name), content, True) for key, name, content in _USUAL_VIEWS.get(kind, ())
    ]
    query = (
        select(SavedView)
        .where(SavedView.subject_kind == kind, ~SavedView.deleted)
        .order_by(SavedView.position, SavedView.id)
    )
    with dossier.reading() as session:
        kept = [
            ViewRow(view.id, view.name, read_content(view.content))
            for view in session.execute(query).scalars()
        ]
    return (*usual, *kept)


def save_view(dossier: Dossier, *, kind: str, name: str, content: ViewContent) -> Changes:
    """Keep a view of a list under a name; a view of that name takes the new content. Raises InvalidInput."""
    name = " ".join(name.split())
    if not name:
        raise InvalidInput(_("Give the view a name."))
    with recording(dossier, "") as work:
        query = select(SavedView).where(
            SavedView.subject_kind == kind, SavedView.name == name, ~SavedView.deleted
        )
        view = work.session.execute(query).scalars().first()
        if view is None:
            values = {"name": name, "subject_kind": kind, "content": content.written()}
            view = add_record(work.session, "saved_view", values)
        else:
            set_values(work.session, view, {"content": content.written()})
        work.subject_id = view.id
        work.label = act_label(view)
    return work.changes


def rename_view(dossier: Dossier, *, view_id: str, name: str) -> Changes:
    """Give a view of the group another name. Raises NotFound, InvalidInput."""
    name = " ".join(name.split())
    if not name:
        raise InvalidInput(_("Give the view a name."))
    with recording(dossier, "") as work:
        view = live_record(work.session, "saved_view", view_id)
        set_values(work.session, view, {"name": name})
        work.subject_id = view.id
        work.label = act_label(view)
    return work.changes


def read_content(written: str) -> ViewContent:
    """Read a content as `ViewContent.written` writes it; what a newer program added or damage is left out."""
    try:
        raw = json.loads(written)
    except ValueError:
        raw = {}
    if not isinstance(raw, dict):
        return ViewContent()
    filters = raw.get("filters")
    return ViewContent(
        words=_text(raw.get("words")),
        filters=tuple(_filter(pair) for pair in filters if _is_filter(pair))
        if isinstance(filters, list)
        else (),
        group=_text(raw.get("group")),
        sort=_text(raw.get("sort")),
        descending=raw.get("descending") is True,
        columns=_texts(raw.get("columns")),
    )


def _text(value: Any) -> str:
    return value if isinstance(value, str) else ""


def _texts(values: Any) -> tuple[str, ...]:
    listed = values[:_MOST_VALUES] if isinstance(values, list) else []
    return tuple(value for value in listed if isinstance(value, str))


def _is_filter(pair: Any) -> bool:
    return isinstance(pair, list) and [type(part) for part in pair] == [str, list]


def _filter(pair: Any) -> tuple[str, tuple[str, ...]]:
    return pair[0], _texts(pair[1])
