"""Keep what the press wrote about officials, commitments and actions; must fetch nothing."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from altterr_desktop.dossier.file import Dossier
from altterr_desktop.journal.changes import Changes
from altterr_desktop.journal.recording import recording
from altterr_desktop.services.attachments import with_file
from altterr_desktop.services.records import act_label, add_record, live_record, set_values


def add_press_item(dossier: Dossier, *, values: Mapping[str, Any]) -> Changes:
    """Add an article or a broadcast; `file` among the values is a path to copy into the dossier.

    Raises NotFound, and InvalidInput for an item without title, link or quote.
    """
    with recording(dossier, "") as work:
        item = add_record(work.session, "press_item", with_file(work.session, values))
        work.subject_id = item.id
        work.label = act_label(item)
    return work.changes


def change_press_item(dossier: Dossier, *, item_id: str, values: Mapping[str, Any]) -> Changes:
    """Correct an article or a broadcast. Raises NotFound, InvalidInput as `add_press_item`."""
    with recording(dossier, "") as work:
        item = live_record(work.session, "press_item", item_id)
        set_values(work.session, item, with_file(work.session, values))
        work.subject_id = item_id
        work.label = act_label(item)
    return work.changes
