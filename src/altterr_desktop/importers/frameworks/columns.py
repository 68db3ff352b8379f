"""Recognise the columns of a list of measures by their headers; must read no row."""

from __future__ import annotations

import re
from collections.abc import Sequence

from altterr_desktop.importers.files.words import label_of

_LABELS = {
    "number": ("numero", "n", "no", "num", "code", "id", "identifiant", "number", "ref", "reference",
               "numero de mesure", "competence code", "competencecode"),
    "title": ("titre", "intitule", "nom", "libelle", "mesure", "title", "measure", "name", "action", "levier",
              "intitule de la mesure", "titre de la mesure", "sujet", "sujet de plaidoyer"),
    "text": ("texte", "description", "descriptif", "detail", "text", "contenu", "texte complet", "remarque"),
    "theme": ("theme", "thematique", "domaine", "rubrique", "categorie", "topic", "category", "volet"),
    "parent": ("parent", "mesure parente", "axe", "rattache a", "chapitre", "parent number", "parent measure"),
    "framework": ("referentiel", "framework"),
    "edition": ("edition", "edition du referentiel"),
    "source": ("source", "sources", "url", "lien", "link"),
}  # fmt: skip
_FIELD_OF = {label: field for field, labels in _LABELS.items() for label in labels}
_LEVEL = re.compile(r"^(?:niveau|niv|level|n)\s*(?:d engagement\s*)?([1-9])$")


def recognise_columns(header: Sequence[str]) -> dict[str, int]:
    """Give the index of each recognised column: number, title, text, theme, parent, source, level1 to level9."""
    found: dict[str, int] = {}
    for index, name in enumerate(header):
        label = label_of(name)
        level = _LEVEL.match(label)
        field = f"level{level.group(1)}" if level else _FIELD_OF.get(label)
        if field is not None:
            found.setdefault(field, index)
    if "title" not in found and "text" in found:
        found["title"] = found.pop("text")
    return found


def rate_header(cells: Sequence[str]) -> float:
    """Rate a row as the header of a list of measures: how many columns are recognised, 0 without a title."""
    found = recognise_columns(cells)
    return float(len(found)) if "title" in found and len(found) > 1 else 0.0
