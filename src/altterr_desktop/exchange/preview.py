"""Say what a shared folder would bring, before any of it is applied; write nothing, neither there nor here."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import select

from altterr_desktop.domain.errors import KnownError
from altterr_desktop.dossier.file import Dossier
from altterr_desktop.exchange import bundle
from altterr_desktop.exchange.errors import FolderUnreachable
from altterr_desktop.exchange.folder import group_folder, present_lots
from altterr_desktop.exchange.keys import seals_of
from altterr_desktop.journal.merge import AHEAD_MS
from altterr_desktop.journal.parking import in_order_of_birth, known_among, parked_ids
from altterr_desktop.journal.travelling import CommitLine
from altterr_desktop.journal.values import split_ids
from altterr_desktop.model.exchange import ExchangeLot

_MOST_LABELS = 50


@dataclass(frozen=True)
class Preview:
    """Say what new files hold: contributions that would be applied, and those that would wait; by whom, about what."""

    files: int = 0
    applied: int = 0
    waiting: int = 0
    authors: tuple[tuple[str, int], ...] = ()
    labels: tuple[str, ...] = ()
    clocks_ahead: tuple[str, ...] = ()
    problems: tuple[tuple[str, str], ...] = ()


def preview(dossier: Dossier, folder: Path) -> Preview:
    """Read what the folder holds and was not read here. Raises FolderUnreachable."""
    seals = seals_of(dossier)
    problems: dict[str, str] = {}
    commits: dict[bytes, CommitLine] = {}
    files = 0
    root = group_folder(folder, seals)
    for name in _unseen(dossier, folder, root, seals.group.hex()):
        try:
            lot = bundle.open_file(root / "lots" / name, seals)
        except KnownError as error:
            problems[name] = str(error)
            continue
        files += 1
        commits.update((commit.id, commit) for commit in lot.commits)
    new = _new_among(dossier, commits)
    applied = list(_applicable(dossier, new))
    limit = time.time_ns() // 1_000_000 + AHEAD_MS
    return Preview(
        files,
        len(applied),
        len(new) - len(applied),
        tuple(Counter(commit.author for commit in applied).most_common()),
        tuple(commit.label for commit in applied[:_MOST_LABELS]),
        tuple(sorted({commit.author or commit.device for commit in applied if commit.made_at > limit})),
        tuple(sorted(problems.items())),
    )


def _unseen(dossier: Dossier, folder: Path, root: Path, place: str) -> list[str]:
    if not folder.is_dir():
        raise FolderUnreachable(folder)
    if not (root / "lots").is_dir():
        return []
    try:
        present = present_lots(root)
    except OSError as error:
        raise FolderUnreachable(folder) from error
    with dossier.reading() as session:
        rows = session.execute(
            select(ExchangeLot.name, ExchangeLot.size).where(ExchangeLot.place == place)
        ).all()
    seen = dict(rows)
    return sorted(name for name, size in present.items() if seen.get(name) != size)


def _new_among(dossier: Dossier, commits: dict[bytes, CommitLine]) -> dict[bytes, CommitLine]:
    with dossier.reading() as session:
        known = known_among(session, set(commits)) | parked_ids(session).keys()
    return {one: commit for one, commit in commits.items() if one not in known}


def _applicable(dossier: Dossier, commits: dict[bytes, CommitLine]) -> Iterator[CommitLine]:
    """Give those whose parents are here or among them, in an order in which they could be applied."""
    parents = {parent for commit in commits.values() for parent in split_ids(commit.parents)}
    with dossier.reading() as session:
        known = known_among(session, parents)
    for one in in_order_of_birth({one: commit.parents for one, commit in commits.items()}, known):
        yield commits[one]
