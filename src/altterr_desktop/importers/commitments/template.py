"""Know the action-plan template of «Territoires en transitions» (ADEME); must know no other list."""

from __future__ import annotations

from collections.abc import Sequence

from altterr_desktop.importers.commitments.fields import Field
from altterr_desktop.importers.files.cells import Cell, text_of
from altterr_desktop.importers.files.table import Row
from altterr_desktop.importers.files.words import label_of

_SIGNATURE = frozenset({"axe x", "sous axe x x", "sous sous axe x x x"})
# The template's headers, by edition: the first that is there feeds the field.
_COLUMNS: dict[Field, tuple[str, ...]] = {
    Field.AXIS: ("axe x",),
    Field.SUB_AXIS: ("sous axe x x",),
    Field.SUB_SUB_AXIS: ("sous sous axe x x x",),
    Field.TITLE: ("titre de la fiche action", "titre de l action"),
    Field.SUB_TITLE: ("titre de la sous action",),
    Field.VERBATIM: ("descriptif",),
    Field.EXPECTED_PROOF: ("objectifs",),
    Field.INDICATOR: ("indicateurs lies",),
    Field.PARTNERS: ("partenaires",),
    Field.OFFICIAL: ("elue referente", "elu e referent e", "elu referent"),
    Field.BUDGET_PLANNED: ("budget previsionnel total ht",),
    Field.PROGRESS: ("statut",),
    Field.DEADLINE: ("date de fin",),
    Field.DOCUMENT: ("documents et liens",),
}
_MANY: dict[Field, tuple[str, ...]] = {
    Field.SERVICE: ("structure pilote", "direction ou service pilote", "personne pilote"),
    Field.NOTES: ("instances de gouvernance", "moyens humains et techniques", "notes"),
}
_BOILERPLATE = ("ces informations devront etre saisies", "ce champ ne sera pas integre")
_INSTRUCTIONS = (
    "champ texte",
    "texte court de 300",
    "si vos axes sont numerotes",
    "champ numerique",
    "champ date",
)
_EXAMPLE = "action 1 assurer la coordination de la transition ecologique ou"


def is_template(header: Sequence[str]) -> bool:
    """Tell whether a header is the template's."""
    return {label_of(name) for name in header} >= _SIGNATURE


def mapping_for(header: Sequence[str]) -> dict[Field, tuple[str, ...]] | None:
    """Give the mapping of the template; None for another table."""
    if not is_template(header):
        return None
    by_label = {label_of(name): name for name in reversed(header)}
    mapping: dict[Field, tuple[str, ...]] = {}
    for field, labels in _COLUMNS.items():
        name = next((by_label[label] for label in labels if label in by_label), None)
        if name is not None:
            mapping[field] = (name,)
    for field, labels in _MANY.items():
        names = tuple(by_label[label] for label in labels if label in by_label)
        if names:
            mapping[field] = names
    return mapping


def is_instruction(cells: Sequence[Cell]) -> bool:
    """Tell whether a row explains how to fill the template in."""
    labels = [label_of(text_of(cell)) for cell in cells]
    return sum(label.startswith(_INSTRUCTIONS) for label in labels) >= 2  # noqa: PLR2004 - one could be chance


def is_example(cells: Sequence[Cell]) -> bool:
    """Tell whether a row is the example the template comes with."""
    return any(label_of(text_of(cell)).startswith(_EXAMPLE) for cell in cells)


def without_boilerplate(row: Row) -> Row:
    """Empty the cells in which the template says that nothing is to be typed."""
    cells: list[Cell] = [
        "" if isinstance(cell, str) and label_of(cell[:80]).startswith(_BOILERPLATE) else cell
        for cell in row.cells
    ]
    return Row(row.line, cells)
