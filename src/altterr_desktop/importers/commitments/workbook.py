"""Know the sheet of commitments this program exports, by its hidden identifiers; must know no other list."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from altterr_desktop.domain.drafts import CommitmentDraft
from altterr_desktop.importers.commitments.fields import Field
from altterr_desktop.importers.files.cells import Cell, text_of
from altterr_desktop.importers.files.words import label_of

_IDENTIFIER = ("identifiant", "identifier")
_UUID = re.compile(r"^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$")
# What may be changed in the workbook; the other columns are computed, or are verdicts, which no table changes.
_COLUMNS: dict[Field, tuple[str, ...]] = {
    Field.NUMBER: ("n", "no"),
    Field.TITLE: ("engagement", "commitment"),
    Field.THEME: ("theme",),
    Field.TERRITORY: ("territoire", "territory"),
    Field.VERBATIM: ("ce qui a ete promis", "what was promised"),
    Field.DOCUMENT: ("document",),
    Field.PAGE: ("page",),
    Field.DEADLINE: ("echeance", "deadline"),
}
_NO_THEME = ("sans theme", "without theme")
_STATE = ("etat", "state")


def identifier_column(header: Sequence[str], sample: Sequence[Sequence[Cell]]) -> int | None:
    """Find the column of identifiers of an exported sheet; None in any other table."""
    for index, name in enumerate(header):
        if label_of(name) in _IDENTIFIER:
            texts = [text_of(row[index]) for row in sample if index < len(row)]
            known = [text for text in texts if text]
            if known and all(_UUID.match(text) for text in known):
                return index
    return None


def state_column(header: Sequence[str]) -> int | None:
    """Find the column of states of an exported sheet."""
    return next((index for index, name in enumerate(header) if label_of(name) in _STATE), None)


def mapping_for(header: Sequence[str]) -> dict[Field, tuple[str, ...]]:
    """Give the mapping of an exported sheet: what may be changed in it."""
    by_label = {label_of(name): name for name in reversed(header)}
    mapping: dict[Field, tuple[str, ...]] = {}
    for field, labels in _COLUMNS.items():
        name = next((by_label[label] for label in labels if label in by_label), None)
        if name is not None:
            mapping[field] = (name,)
    return mapping


def as_exported(draft: CommitmentDraft) -> CommitmentDraft:
    """Take away what the export wrote where there was nothing."""
    return replace(draft, theme="") if label_of(draft.theme) in _NO_THEME else draft
