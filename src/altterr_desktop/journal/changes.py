"""Say what one operation changed, so that each screen knows whether to reload."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Changes:
    """Name the records an operation touched, by kind and id; `subject_id` is the one it was about.

    `commit_id` is empty when nothing had to change.
    """

    commit_id: str = ""
    label: str = ""
    records: tuple[tuple[str, str], ...] = ()
    subject_id: str = ""
    # Cells an undo left alone because somebody changed them since: (kind, id, field).
    skipped: tuple[tuple[str, str, str], ...] = field(default=())

    @property
    def kinds(self) -> frozenset[str]:
        """Give the kinds of record that changed."""
        return frozenset(kind for kind, _id in self.records)

    def __bool__(self) -> bool:
        return bool(self.commit_id)
