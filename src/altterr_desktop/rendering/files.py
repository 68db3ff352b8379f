"""Save what was rendered, and say in one sentence why it could not be; the old file is kept."""

from __future__ import annotations

import errno
import os
from typing import TYPE_CHECKING

from altterr_desktop.domain.errors import KnownError
from altterr_desktop.i18n import _
from altterr_desktop.settings.files import write_atomically

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


class NotSaved(KnownError):
    """Say which file could not be written and what to do; a file of that name that was there is as it was."""


def save_bytes(path: Path, content: bytes) -> None:
    """Save bytes as a whole file. Raises NotSaved."""
    save(path, lambda beside: _write(beside, content))


def _write(path: Path, content: bytes) -> None:
    path.write_bytes(content)


def save(path: Path, write: Callable[[Path], None]) -> None:
    """Let `write` fill a file that takes its place only when it is whole. Raises NotSaved."""
    try:
        write_atomically(path, write)
    except OSError as error:
        raise NotSaved(_reason(path, error)) from error


def _reason(path: Path, error: OSError) -> str:
    name, folder = path.name, str(path.parent)
    code = error.errno
    if code in {errno.ENOENT, errno.ENOTDIR}:
        sentence = _("“{name}” was not saved: the folder {folder} does not exist. Choose another folder.")
    elif code in {errno.EACCES, errno.EPERM, errno.EROFS}:
        sentence = _("“{name}” was not saved: writing in {folder} is not allowed. Choose another folder.")
    elif code in {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}:
        sentence = _("“{name}” was not saved: the disk is full. Make room or choose another disk.")
    elif code in {errno.ENAMETOOLONG, errno.EINVAL, errno.EILSEQ}:
        sentence = _(
            "“{name}” was not saved: the disk does not accept this name. Choose a shorter, simpler one."
        )
    elif code in {errno.EISDIR, errno.EBUSY, errno.ETXTBSY}:
        sentence = _(
            "“{name}” was not saved: something else uses this name. Close it or choose another name."
        )
    else:
        reason = os.strerror(code) if code else str(error)
        sentence = _("“{name}” was not saved: {reason}. Try another folder.")
        return sentence.format(name=name, reason=reason)
    return sentence.format(name=name, folder=folder)
