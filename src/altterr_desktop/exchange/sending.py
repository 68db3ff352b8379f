"""Write what the dossier holds as files of contributions that somebody carries: a USB stick, an e-mail."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy import select

from altterr_desktop.domain.errors import InvalidInput
from altterr_desktop.dossier.file import Dossier
from altterr_desktop.exchange import bundle
from altterr_desktop.exchange.errors import FileRefused
from altterr_desktop.exchange.keys import seals_of
from altterr_desktop.i18n import _
from altterr_desktop.journal.travelling import mark_sent
from altterr_desktop.model.journal import JournalCommit
from altterr_desktop.settings.files import write_atomically


@dataclass(frozen=True)
class Sent:
    """Say what was written: the files, and how many contributions they hold."""

    paths: tuple[Path, ...]
    commits: int


def send_file(dossier: Dossier, path: Path, *, since: datetime | None = None) -> Sent:
    """Write the contributions of the dossier, all or those made since a moment, as one file or numbered ones.

    Whoever lacks earlier ones keeps these waiting. Raises InvalidInput where there is nothing to send,
    FileRefused.
    """
    seals = seals_of(dossier)
    query = select(JournalCommit.seq).order_by(JournalCommit.seq)
    if since is not None:
        query = query.where(JournalCommit.made_at >= int(since.timestamp() * 1000))
    with dossier.session() as session:
        seqs = list(session.execute(query).scalars())
        if not seqs:
            raise InvalidInput(_("There is nothing to send."))
        # Before anything leaves: a save that joined a commit already sent would make two of it.
        mark_sent(session, seqs)
        session.commit()
    with dossier.reading() as session:
        cut = list(bundle.parts(session, seqs))
        paths = _names(path, len(cut))
        for part, target in zip(cut, paths, strict=True):
            _write(target, bundle.pack(session, part, seals))
    return Sent(tuple(paths), len(seqs))


def _names(path: Path, count: int) -> Sequence[Path]:
    if count == 1:
        return [path]
    return [path.with_name(f"{path.stem}-{number:03}{path.suffix}") for number in range(1, count + 1)]


def _write(path: Path, data: bytes) -> None:
    try:
        write_atomically(path, lambda beside: _fill(beside, data))
    except OSError as error:
        raise FileRefused(path) from error


def _fill(path: Path, data: bytes) -> None:
    path.write_bytes(data)
