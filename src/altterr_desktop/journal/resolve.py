"""Say what the heads of one cell show: pure functions of the edits, the same on every laptop; read no table."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from altterr_desktop.journal.texts import merge_texts


@dataclass(frozen=True)
class Version:
    """Hold one value a cell was given: the commit that gave it, its time, the commits it replaced or had seen."""

    commit: bytes
    made_at: int
    value: Any
    replaces: frozenset[bytes] = frozenset()


@dataclass(frozen=True)
class Resolution:
    """Hold what a cell shows; `disputed` where somebody was overruled, `clashed` where both passages are kept."""

    value: Any
    disputed: bool = False
    clashed: bool = False


def in_order(heads: Iterable[Version]) -> list[Version]:
    """Order versions by time, then by commit id, which breaks ties everywhere the same way."""
    return sorted(heads, key=lambda head: (head.made_at, head.commit))


def resolve_short(heads: Sequence[Version]) -> Resolution:
    """Give the latest value; there is no dispute where all are the same."""
    latest = in_order(heads)[-1]
    return Resolution(latest.value, disputed=any(head.value != latest.value for head in heads))


def resolve_prose(heads: Sequence[Version], versions: Mapping[bytes, Version]) -> Resolution:
    """Merge long texts word by word from their nearest common ancestor among the cell's versions.

    The result is a view: it stays so until somebody saves the text.
    """
    ordered = in_order(heads)
    texts = list(dict.fromkeys(_text(head.value) for head in ordered))
    if len(texts) == 1:
        return Resolution(ordered[-1].value)
    ancestor = _nearest_common(ordered, versions)
    base = _text(ancestor.value) if ancestor is not None else ""
    merged, clashed = texts[0], False
    for text in texts[1:]:
        merged, clash = merge_texts(base, merged, text)
        clashed = clashed or clash
    return Resolution(merged, disputed=True, clashed=clashed)


def _text(value: Any) -> str:
    return "" if value is None else str(value)


def _nearest_common(heads: Sequence[Version], versions: Mapping[bytes, Version]) -> Version | None:
    """Find the version all heads come from that no other such version comes from; the latest of several."""
    lines = [_ancestors(head, versions) for head in heads]
    common = set.intersection(*lines)
    farther: set[bytes] = set()
    for commit in common:
        farther |= _ancestors(versions[commit], versions) - {commit}
    nearest = in_order(versions[commit] for commit in common - farther)
    return nearest[-1] if nearest else None


def _ancestors(version: Version, versions: Mapping[bytes, Version]) -> set[bytes]:
    """List the commits a version of a cell comes from, its own included."""
    found: set[bytes] = set()
    waiting = [version.commit]
    while waiting:
        commit = waiting.pop()
        if commit not in found and commit in versions:
            found.add(commit)
            waiting.extend(versions[commit].replaces)
    return found


def resolve_deleted(heads: Sequence[Version], others: Iterable[bytes]) -> Resolution:
    """Say whether a record is deleted; whoever changed it without knowing of the deletion keeps it alive.

    `others` are the commits whose values the record's other cells show. A deletion names, among what it replaces,
    all those it had seen.
    """
    if not heads:
        return Resolution(value=False)
    deletions = [head for head in heads if head.value]
    if not deletions:
        return Resolution(value=False)
    if len(deletions) < len(heads):
        return Resolution(value=False, disputed=True)
    if unseen(deletions, others):
        return Resolution(value=False, disputed=True)
    return Resolution(value=True)


def unseen(deletions: Iterable[Version], commits: Iterable[bytes]) -> set[bytes]:
    """Give those of the commits that none of these deletions had seen."""
    left = set(commits)
    for deletion in deletions:
        left -= deletion.replaces
        left.discard(deletion.commit)
    return left
