"""Read a framework from JSON, in this program's schema or in French; must guess no wording.

Schema (all keys but `name` and `measures` may be left out)::

    {
      "name": "Pacte pour la transition", "edition": "2026", "publisher": "…", "licence": "…",
      "source_url": "https://…", "description": "…", "complete": true,
      "measures": [
        {"number": "1", "title": "…", "text": "…", "theme": "…", "parent": "A", "source": "https://…",
         "verbatim": true, "levels": {"1": "…", "2": "…", "3": "…"}}
      ]
    }

`verbatim` says that the title is the publisher's own; a title in [brackets] is somebody's summary. A measure
whose title is null or empty is known by its number alone: it is listed as missing and not imported, unless the
object says `"skeleton": true`: then it is an empty place that the group fills in.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from altterr_desktop.i18n import _
from altterr_desktop.importers.files.problems import UnreadableFile

_MAX_SIZE = 20 * 1024 * 1024
_KEYS = {
    "name": ("name", "referentiel", "nom", "titre"),
    "edition": ("edition", "version", "annee"),
    "publisher": ("publisher", "porteur", "editeur", "auteur"),
    "licence": ("licence", "license"),
    "source_url": ("source_url", "site_officiel", "url", "source"),
    "description": ("description", "avertissement", "note"),
    "complete": ("complete", "complet"),
    "measures": ("measures", "mesures", "actions", "items"),
    "number": ("number", "numero", "code", "id"),
    "title": ("title", "intitule", "titre", "libelle"),
    "text": ("text", "texte", "description", "detail"),
    "theme": ("theme", "thematique", "theme_bilan_2023_suppose", "theme_suppose"),
    "parent": ("parent", "axe"),
    "levels": ("levels", "niveaux"),
    "source": ("source", "sources", "url"),
    "verbatim": ("verbatim",),
    "wording": ("statut_intitule", "wording"),
    "notes": ("notes", "note"),
}
_MORE_MEASURES = ("principes", "principles", "mesures_sans_numero_certain")


def load_document(path: Path) -> Mapping[str, Any]:
    """Load a JSON object that lists measures; raise UnreadableFile when it is something else."""
    try:
        if path.stat().st_size > _MAX_SIZE:
            raise ValueError("too large")
        content: Any = json.loads(path.read_bytes())
    except (OSError, ValueError, RecursionError) as error:
        raise UnreadableFile(
            _("“{name}” is not readable JSON: it is damaged or incomplete. Ask for the file again.").format(
                name=path.name
            )
        ) from error
    if isinstance(content, list):
        content = {"measures": content}
    if not isinstance(content, dict) or not isinstance(field(content, "measures"), list):
        raise UnreadableFile(
            _("“{name}” is JSON, but lists no measures: it is no framework.").format(name=path.name)
        )
    return content


def field(record: Mapping[str, Any], name: str) -> Any:
    """Give a field under any of the names it goes by; None when there is none."""
    return next((record[key] for key in _KEYS[name] if record.get(key) is not None), None)


def text_field(record: Mapping[str, Any], name: str) -> str:
    """Give a field as one text; what is no text, number or list of texts counts as nothing."""
    value = field(record, name)
    if isinstance(value, list):
        return " ; ".join(item for item in value if isinstance(item, str))
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return ""
    return str(value).strip()


def measures_of(document: Mapping[str, Any]) -> Iterator[tuple[int, Mapping[str, Any]]]:
    """Give the measures with their rank from 1: principles first, those without a sure number last."""
    lists = [document.get(_MORE_MEASURES[0]), document.get(_MORE_MEASURES[1]), field(document, "measures")]
    lists.append(document.get(_MORE_MEASURES[2]))
    rank = 0
    for records in lists:
        for record in records if isinstance(records, list) else ():
            rank += 1
            yield (
                rank,
                record
                if isinstance(record, dict)
                else {"title": record if isinstance(record, str) else None},
            )
