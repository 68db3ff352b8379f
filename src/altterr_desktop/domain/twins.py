"""Name what a group decides about two records that may be the same."""

from enum import StrEnum


class TwinVerdict(StrEnum):
    """Say whether two records are one thing typed twice."""

    DISTINCT = "distinct"
    MERGED = "merged"
