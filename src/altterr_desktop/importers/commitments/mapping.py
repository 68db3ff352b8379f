"""Propose which column feeds which field, and load a mapping somebody wrote; must read no row but a sample."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

from altterr_desktop.domain.errors import KnownError
from altterr_desktop.i18n import _
from altterr_desktop.importers.commitments.fields import MANY_COLUMNS, NOT_FIELDS, SYNONYMS, Field
from altterr_desktop.importers.commitments.statuses import read_status
from altterr_desktop.importers.files.cells import Cell, text_of
from altterr_desktop.importers.files.words import words_of

ColumnMapping = dict[Field, tuple[str, ...]]

_SMALL_WORDS = frozenset(
    {
        "de",
        "du",
        "des",
        "la",
        "le",
        "les",
        "l",
        "d",
        "et",
        "ou",
        "a",
        "en",
        "pour",
        "of",
        "the",
        "and",
        "x",
        "fiche",
    }
)
_OBJECTS = frozenset(
    {
        "action",
        "actions",
        "mesure",
        "mesures",
        "engagement",
        "promesse",
        "measure",
        "commitment",
        "promise",
        "pledge",
    }
)
_LEAST_SCORE = 70.0
_CLOSE_ENOUGH = 86
_SAMPLE = 200
_LONG_TEXT = 120
_SURE = 0.8
_MAX_MAPPING_FILE = 1024 * 1024


class WrongMapping(KnownError):
    """Say what is wrong in a mapping of columns."""


def propose_mapping(header: Sequence[str], sample: Sequence[Sequence[Cell]] = ()) -> ColumnMapping:
    """Propose the columns of each field from their headers, then from what their cells hold.

    A field fed by one column takes the best one; each column feeds one field at most.
    """
    found: dict[Field, list[tuple[float, int]]] = {}
    for index, name in enumerate(header):
        field, score = _field_of(name)
        if field is not None:
            found.setdefault(field, []).append((score, index))
    mapping: dict[Field, list[int]] = {}
    for field, columns in found.items():
        best = max(columns, key=lambda column: (column[0], -column[1]))
        mapping[field] = sorted(index for _score, index in columns) if field in MANY_COLUMNS else [best[1]]
    _complete_from_cells(mapping, header, sample[:_SAMPLE])
    return {field: tuple(header[index] for index in mapping[field]) for field in Field if field in mapping}


def rate_header(cells: Sequence[str]) -> float:
    """Rate a row as the header of a list of commitments: how many fields its cells announce, 0 when too few."""
    scores = [_field_of(cell) for cell in cells if cell and len(cell) <= 80]  # noqa: PLR2004 - longer: a text
    fields = {field for field, _score in scores if field is not None}
    if not fields & {Field.TITLE, Field.VERBATIM} or len(fields) < 2:  # noqa: PLR2004 - one could be chance
        return 0.0
    return len(fields) + sum(score for _field, score in scores) / 1000


def load_mapping(path: Path) -> ColumnMapping:
    """Load a mapping from a JSON file: {"title": "Intitulé", "notes": ["Remarques", "Suivi"]}; raise WrongMapping."""
    try:
        if path.stat().st_size > _MAX_MAPPING_FILE:
            raise ValueError("too large")
        content: Any = json.loads(path.read_text(encoding="utf-8-sig"))
    except (OSError, ValueError, RecursionError) as error:
        raise WrongMapping(
            _("“{name}” is not a readable mapping. It must be a JSON file such as {example}.").format(
                name=path.name, example='{"title": "Intitulé", "notes": ["Remarques"]}'
            )
        ) from error
    return mapping_from(content)


def mapping_from(content: Any) -> ColumnMapping:
    """Check what was loaded as a mapping: names of fields to one or several names of columns."""
    if not isinstance(content, Mapping):
        raise WrongMapping(_("A mapping must be a list of fields with the column of each."))
    mapping: ColumnMapping = {}
    for key, columns in content.items():
        if key not in set(Field):
            raise WrongMapping(
                _(
                    "The mapping names a field that does not exist: “{field}”. The fields are: {fields}."
                ).format(field=key, fields=", ".join(Field))
            )
        names = [columns] if isinstance(columns, str) else columns
        if not isinstance(names, list | tuple) or not all(isinstance(name, str) for name in names):
            raise WrongMapping(_("The field “{field}” must be given the name of a column.").format(field=key))
        if names:
            mapping[Field(key)] = tuple(names)
    return mapping


def columns_of(mapping: Mapping[Field, Sequence[str]], header: Sequence[str]) -> dict[Field, tuple[int, ...]]:
    """Find the columns a mapping names, whatever their case and accents; raise WrongMapping for a missing one."""
    by_name = {name: index for index, name in reversed(list(enumerate(header)))}
    by_words = {words_of(name): index for index, name in reversed(list(enumerate(header)))}
    found = {}
    for field, names in mapping.items():
        indexes = []
        for name in names:
            index = by_name.get(name, by_words.get(words_of(name)))
            if index is None:
                raise WrongMapping(
                    _(
                        "The mapping names a column that the file has not: “{column}”. Its columns are: {columns}."
                    ).format(column=name, columns=", ".join(header))
                )
            indexes.append(index)
        found[field] = tuple(indexes)
    return found


@lru_cache(maxsize=2048)
def _words(text: str) -> tuple[str, ...]:
    words = words_of(text)
    kept = tuple(word for word in words if word not in _SMALL_WORDS)
    return kept or words


@lru_cache(maxsize=1)
def _labels() -> tuple[tuple[frozenset[str], Field | None], ...]:
    known: list[tuple[frozenset[str], Field | None]] = [
        (frozenset(_words(label)), field) for field, labels in SYNONYMS.items() for label in labels
    ]
    known.extend((frozenset(_words(label)), None) for label in NOT_FIELDS)
    # The most precise label first: among equals the first wins.
    return tuple(sorted(known, key=lambda label: -len(label[0])))


@lru_cache(maxsize=1)
def _vocabulary() -> tuple[str, ...]:
    return tuple({word for words, _field in _labels() for word in words if len(word) > 3})  # noqa: PLR2004


@lru_cache(maxsize=2048)
def _corrected(word: str) -> str:
    """Give the known word a slip of the pen stands for, or the word itself."""
    vocabulary = _vocabulary()
    if word in vocabulary or len(word) <= 4:  # noqa: PLR2004 - short words are one letter away from another
        return word
    from rapidfuzz import fuzz, process

    close = process.extractOne(word, vocabulary, scorer=fuzz.ratio, score_cutoff=_CLOSE_ENOUGH)
    return close[0] if close is not None else word


@lru_cache(maxsize=2048)
def _field_of(name: str) -> tuple[Field | None, float]:
    """Give the field a header announces and how well, up to 100; (None, 0) when it announces none."""
    words = frozenset(_corrected(word) for word in _words(name))
    best: tuple[Field | None, float] = (None, 0.0)
    if not words:
        return best
    for label, field in _labels():
        if label <= words:
            # The hundredths part headers that are announced equally well: «area label» from «area».
            score = 60 + 40 * len(label) / len(words) + len(label) / 100
            if label <= _OBJECTS and label != words:
                # «Statut de l'action» speaks of the status: the action is only what it is of.
                score -= 1
            if score > best[1]:
                best = (field, score)
    return best if best[0] is not None and best[1] >= _LEAST_SCORE else (None, 0.0)


def _complete_from_cells(
    mapping: dict[Field, list[int]], header: Sequence[str], sample: Sequence[Sequence[Cell]]
) -> None:
    """Use the cells where headers said nothing: long texts, statuses, addresses of pages."""
    taken = {index for columns in mapping.values() for index in columns}
    texts = {index: _texts(sample, index) for index in range(len(header))}
    free = [index for index in range(len(header)) if index not in taken and texts[index]]
    if Field.PROGRESS not in mapping:
        statuses = [index for index in free if _share_of_statuses(texts[index]) > _SURE]
        _take(mapping, Field.PROGRESS, statuses, free)
    if Field.URL not in mapping:
        links = [index for index in free if _share(texts[index], ("http://", "https://", "www.")) > _SURE]
        _take(mapping, Field.URL, links, free)
    if Field.TITLE not in mapping:
        _take(mapping, Field.TITLE, _title_columns(mapping, free, texts), free)
    title = mapping.get(Field.TITLE)
    if title and Field.VERBATIM not in mapping and _mean_length(texts[title[0]]) > _LONG_TEXT:
        # Whole sentences are the words of the promise; its title is then cut from them.
        mapping[Field.VERBATIM] = mapping.pop(Field.TITLE)


def _title_columns(
    mapping: Mapping[Field, object], free: Sequence[int], texts: Mapping[int, list[str]]
) -> list[int]:
    """List the columns whose cells could be titles: beside a text, short and all different; alone, the longest."""
    if Field.VERBATIM not in mapping:
        longest = sorted(free, key=lambda index: -_mean_length(texts[index]))
        return [index for index in longest if _mean_length(texts[index]) > 15]  # noqa: PLR2004
    return [
        index
        for index in free
        if 8 < _mean_length(texts[index]) < _LONG_TEXT  # noqa: PLR2004
        and len(set(texts[index])) == len(texts[index])
        and _share(texts[index], ("http", "www.")) == 0
        and sum(" " in text for text in texts[index]) * 2 > len(texts[index])
    ]


def _take(mapping: dict[Field, list[int]], field: Field, columns: Sequence[int], free: list[int]) -> None:
    if columns:
        mapping[field] = [columns[0]]
        free.remove(columns[0])


def _texts(sample: Sequence[Sequence[Cell]], index: int) -> list[str]:
    return [text for row in sample if index < len(row) and (text := text_of(row[index]))]


def _mean_length(texts: Sequence[str]) -> float:
    return sum(map(len, texts)) / len(texts) if texts else 0.0


def _share(texts: Sequence[str], starts: tuple[str, ...]) -> float:
    return sum(text.startswith(starts) for text in texts) / len(texts)


def _share_of_statuses(texts: Sequence[str]) -> float:
    if all(text.isdigit() for text in texts):
        return 0.0
    read = [read_status(text) for text in texts]
    return sum(status is not None and status.confidence >= _SURE for status in read) / len(texts)
