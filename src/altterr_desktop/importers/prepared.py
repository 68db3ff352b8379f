"""Hold a file that was read and what bringing it in would change; must read nothing and write nothing."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from altterr_desktop.journal.changes import Changes
from altterr_desktop.services.imports import ImportCounts, ImportPreview


@dataclass(frozen=True)
class Prepared:
    """Hold what an import would do, ready to be shown and then done by `write`.

    `title` says what the file is; `mapping` which column serves which field, `header` the columns there
    are and `fields` those that can be filled, for sources whose columns a person may choose.
    """

    title: str
    preview: ImportPreview
    write: Callable[[], tuple[Changes, ImportCounts]]
    header: Sequence[str] = ()
    mapping: Mapping[str, Sequence[str]] = field(default_factory=dict)
    fields: Sequence[str] = ()
