"""Ask for what hangs on an official (positions, press, photo) and have it kept; it shows nothing itself."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QByteArray, QSize, Qt
from PySide6.QtGui import QImageReader, QImageWriter
from PySide6.QtWidgets import QFileDialog, QWidget

from altterr_desktop.domain.errors import InvalidInput
from altterr_desktop.i18n import _
from altterr_desktop.i18n.dates import short_date
from altterr_desktop.journal.changes import Changes
from altterr_desktop.services.officials import set_photo
from altterr_desktop.services.press import add_press_item, change_press_item
from altterr_desktop.services.records import change_record
from altterr_desktop.services.stances import StanceView, add_stance_step, change_stance_step
from altterr_desktop.ui.kit.context import TabContext
from altterr_desktop.ui.kit.deleting import delete_with_undo
from altterr_desktop.ui.tabs.officials import kept_dialogs
from altterr_desktop.ui.tabs.officials.page import OfficialPage, read_press_item

# Enough for the top of a page on a dense screen; a dossier travels by mail.
_PHOTO_SIDE = 240
_PHOTOS = "*.jpg *.jpeg *.png *.webp *.bmp *.gif"


def edit_stance(context: TabContext, parent: QWidget, page: OfficialPage, step_id: str) -> None:
    """Ask for a step of the ladder, new without an id."""
    steps = {step.id: step for one in page.official.stances for step in one.history}
    write: Callable[..., Changes] = (
        partial(change_stance_step, step_id=step_id)
        if step_id
        else partial(add_stance_step, official_id=page.official.id)
    )
    meetings = [(met.id, _met_words(met.title, met.held_on)) for met in page.official.meetings]
    form = kept_dialogs.StanceForm(
        parent,
        _step_values(steps[step_id]) if step_id in steps else {},
        _keeper(context, write),
        page.lists.themes,
        meetings,
    )
    if kept_dialogs.ask(form) == kept_dialogs.DELETE:
        delete_with_undo(context, "stance_step", step_id, _("Position deleted"))


def edit_press(context: TabContext, parent: QWidget, page: OfficialPage, item_id: str) -> None:
    """Ask for a press item about an official, new without an id."""
    if not item_id:
        owner = {"official_id": page.official.id}
        _ask_press(context, parent, {}, lambda dossier, values: _add_press(dossier, {**owner, **values}))
        return
    write = partial(change_press_item, item_id=item_id)

    def on_read(values: Mapping[str, Any]) -> None:
        _ask_press(context, parent, values, lambda dossier, values: write(dossier, values=values))

    context.operations.ask(read_press_item, item_id, on_done=on_read, owner=parent)


def _add_press(dossier: Any, values: Mapping[str, Any]) -> Changes:
    return add_press_item(dossier, values=values)


def _ask_press(
    context: TabContext,
    parent: QWidget,
    values: Mapping[str, Any],
    write: Callable[[Any, Mapping[str, Any]], Changes],
) -> None:
    keep = _keeper(context, lambda dossier, *, values: write(dossier, values))
    form = kept_dialogs.PressForm(parent, values, keep)
    if kept_dialogs.ask(form) == kept_dialogs.DELETE:
        delete_with_undo(context, "press_item", str(values["id"]), _("Press item deleted"))


def _keeper(context: TabContext, write: Callable[..., Changes]) -> kept_dialogs.Keep:
    """Write what a dialog hands over, and tell it how that went."""

    def keep(
        values: dict[str, Any], on_kept: Callable[[object], object], on_refused: Callable[[Exception], object]
    ) -> None:
        context.operations.write(write, values=values, on_done=on_kept, on_error=on_refused)

    return keep


def _step_values(step: StanceView) -> dict[str, Any]:
    return {name: getattr(step, name) for name in StanceView.__dataclass_fields__}


def _met_words(title: str, held_on: Any) -> str:
    return f"{short_date(held_on)} · {title}" if held_on is not None else title


def choose_photo(context: TabContext, parent: QWidget, page: OfficialPage) -> None:
    """Ask for a picture and keep a small copy of it with an official."""
    if chosen := ask_photo(parent):
        context.operations.write(keep_photo, official_id=page.official.id, path=Path(chosen))


def remove_photo(context: TabContext, page: OfficialPage) -> None:
    """Take the photo of an official off."""
    context.operations.write(
        change_record, kind="official", record_id=page.official.id, values={"photo_id": None}
    )


def ask_photo(parent: QWidget) -> str:
    """Ask for a picture; «» when cancelled. Tests replace it."""
    title = _("Pictures")
    pattern = f"{title} ({_PHOTOS})"
    chosen, _kind = QFileDialog.getOpenFileName(parent, _("Choose a photo…"), "", pattern)
    return chosen


def keep_photo(dossier: Any, *, official_id: str, path: Path) -> Changes:
    """Make a picture small, turned as the camera says, and keep it; used on the worker's thread.

    Raises InvalidInput where it is no picture, NotFound.
    """
    reader = QImageReader(str(path))
    reader.setAutoTransform(True)
    size = reader.size()
    if size.isValid():
        reader.setScaledSize(size.scaled(QSize(_PHOTO_SIDE, _PHOTO_SIDE), Qt.AspectRatioMode.KeepAspectRatio))
    picture = reader.read()
    if picture.isNull():
        raise InvalidInput(_("“{name}” is not a picture that can be read.").format(name=path.name))
    with tempfile.TemporaryDirectory(prefix="altterr-") as folder:
        small = Path(folder) / f"{path.stem}.jpg"
        writer = QImageWriter(str(small), QByteArray(b"jpg"))
        writer.setQuality(88)
        writer.write(picture)
        return set_photo(dossier, official_id=official_id, path=small)
