"""Tell whether a folder is copied by a sync program: a dossier must not lie there; an exchange folder may."""

from __future__ import annotations

import fnmatch
from pathlib import Path

from altterr_desktop.exchange.errors import SyncedFolder

# What sync programs leave in the folders they copy.
_MARKS = {
    ".stfolder": "Syncthing",
    ".stignore": "Syncthing",
    ".sync_*.db": "Nextcloud",
    "._sync_*.db": "Nextcloud",
    ".nextcloudsync.log": "Nextcloud",
    ".owncloudsync.log": "ownCloud",
    ".dropbox": "Dropbox",
    ".dropbox.cache": "Dropbox",
    ".tmp.drivedownload": "Google Drive",
    ".SynologyWorkingDirectory": "Synology Drive",
    ".seafile-data": "Seafile",
    ".megaignore": "MEGA",
}
# How the folders of some are called, whatever the language.
_NAMES = {
    "dropbox": "Dropbox",
    "dropbox (*)": "Dropbox",
    "onedrive": "OneDrive",
    "onedrive - *": "OneDrive",
    "google drive": "Google Drive",
    "googledrive*": "Google Drive",
    "my drive": "Google Drive",
    "mobile documents": "iCloud",
    "icloud drive": "iCloud",
    "iclouddrive": "iCloud",
    "kdrive": "kDrive",
    "pcloud drive": "pCloud",
}
_MOST_ENTRIES = 5000


def sync_program_of(path: Path) -> str:
    """Name the program that copies the folder of a path, or nothing; every folder above is looked at."""
    for folder in path.absolute().parents:
        for pattern, program in _NAMES.items():
            if fnmatch.fnmatchcase(folder.name.lower(), pattern):
                return program
        program = _mark_in(folder)
        if program:
            return program
    return ""


def _mark_in(folder: Path) -> str:
    try:
        for number, entry in enumerate(folder.iterdir()):
            if number > _MOST_ENTRIES:
                break
            # Dropbox keeps its settings in a folder of the home that bears the same name as its mark.
            if not entry.name.startswith(".") or (entry.name == ".dropbox" and entry.is_dir()):
                continue
            for pattern, program in _MARKS.items():
                if fnmatch.fnmatchcase(entry.name, pattern):
                    return program
    except OSError:
        pass
    return ""


def refuse_synced(path: Path) -> None:
    """Refuse a dossier that lies in a folder copied behind its back. Raises SyncedFolder."""
    program = sync_program_of(path)
    if program:
        raise SyncedFolder(path.name, program)
