"""Open what evidence points at: a link in the browser after asking, a file through a private copy."""

from __future__ import annotations

import contextlib
import tempfile
from functools import partial
from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget

from altterr_desktop.i18n import _
from altterr_desktop.services.attachments import read_attachment
from altterr_desktop.ui.kit.context import TabContext

# What only shows something. Anything else could run something: a copy is saved, and its reader decides.
_PICTURES = frozenset({"png", "jpg", "jpeg", "gif", "webp", "tif", "tiff", "heic", "bmp"})
_TEXTS = frozenset(
    {"pdf", "txt", "csv", "md", "odt", "ods", "odp", "doc", "docx", "xls", "xlsx", "ppt", "pptx"}
)
_OTHERS = frozenset(
    {"rtf", "eml", "mp3", "ogg", "oga", "wav", "m4a", "flac", "mp4", "webm", "mov", "ics", "vcf"}
)
_SHOWN = _PICTURES | _TEXTS | _OTHERS


class _Copies:
    """Hold the folder of private copies; it goes when the program ends."""

    folder: tempfile.TemporaryDirectory[str] | None = None


def ask_link(parent: QWidget, url: str) -> bool:
    """Ask whether to leave for the internet; tests replace it."""
    box = QMessageBox(parent)
    box.setWindowTitle(_("Open a link"))
    box.setTextFormat(box.textFormat().PlainText)
    box.setIcon(QMessageBox.Icon.Question)
    box.setText(_("Open this link in your browser?"))
    box.setInformativeText(
        _("{url}\n\nThis goes over the internet: that site will know it is read from here.").format(url=url)
    )
    yes = box.addButton(_("Open the link"), QMessageBox.ButtonRole.AcceptRole)
    box.addButton(_("Stay here"), QMessageBox.ButtonRole.RejectRole)
    box.exec()
    return box.clickedButton() is yes


def ask_copy(parent: QWidget, name: str) -> str:
    """Ask where to save a copy; «» when cancelled. Tests replace it."""
    chosen, _kind = QFileDialog.getSaveFileName(parent, _("Save a copy"), name)
    return chosen


def open_url(url: QUrl) -> bool:
    """Hand an address over to the system; tests replace it."""
    return QDesktopServices.openUrl(url)


def open_link(context: TabContext, parent: QWidget, url: str) -> None:
    """Open a link of the web after asking; anything that is no such link is refused with a sentence."""
    address = QUrl(url.strip() if "://" in url else f"https://{url.strip()}")
    if address.scheme() not in {"http", "https"} or not address.isValid() or not address.host():
        context.messages.warn(_("“{url}” is not a link of the web (http or https).").format(url=url[:120]))
        return
    if ask_link(parent, address.toDisplayString()) and not open_url(address):
        context.messages.warn(_("No browser answered on this computer."))


def open_file(context: TabContext, parent: QWidget, attachment_id: str) -> None:
    """Show a file of the dossier with the program of its kind, through a copy that nobody else can read."""
    context.operations.ask(
        read_attachment, attachment_id, on_done=partial(_show, context, parent), owner=parent
    )


def save_copy(context: TabContext, parent: QWidget, attachment_id: str) -> None:
    """Save a file of the dossier where the person says."""
    context.operations.ask(
        read_attachment, attachment_id, on_done=partial(_save, context, parent), owner=parent
    )


def is_shown(name: str) -> bool:
    """Tell whether a file of this name only shows something when it is opened."""
    return Path(name).suffix.lower().lstrip(".") in _SHOWN


def _show(context: TabContext, parent: QWidget, file: tuple[str, bytes]) -> None:
    name, content = file
    if not is_shown(name):
        context.messages.status(_("A file of this kind is not opened from here: save a copy."))
        _save(context, parent, file)
        return
    path = _private_copy(name, content)
    if not open_url(QUrl.fromLocalFile(str(path))):
        context.messages.warn(_("No program on this computer opens “{name}”.").format(name=name))


def _private_copy(name: str, content: bytes) -> Path:
    if _Copies.folder is None:
        _Copies.folder = tempfile.TemporaryDirectory(prefix="altterr-")
    # One folder a copy: two files may have the same name, and only the name itself is taken from it.
    folder = Path(tempfile.mkdtemp(dir=_Copies.folder.name))
    path = folder / (Path(name.replace("\\", "/")).name or "file")
    path.write_bytes(content)
    with contextlib.suppress(OSError):
        path.chmod(0o400)
    return path


def _save(context: TabContext, parent: QWidget, file: tuple[str, bytes]) -> None:
    name, content = file
    chosen = ask_copy(parent, Path(name.replace("\\", "/")).name)
    if not chosen:
        return
    try:
        Path(chosen).write_bytes(content)
    except OSError:
        context.messages.warn(_("“{name}” could not be written there.").format(name=Path(chosen).name))
        return
    context.messages.status(_("Copy saved: {name}").format(name=Path(chosen).name))
