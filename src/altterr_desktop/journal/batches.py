"""Cut long runs into lists short enough for one statement; know nothing of what they hold."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator
from typing import TypeVar

Thing = TypeVar("Thing")

BATCH = 500


def batches(things: Iterable[Thing], size: int = BATCH) -> Iterator[list[Thing]]:
    """Cut a run of things into lists short enough for one statement."""
    iterator = iter(things)
    while batch := list(itertools.islice(iterator, size)):
        yield batch
