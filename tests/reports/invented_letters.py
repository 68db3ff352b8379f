"""Letters with invented people and places, to print."""

from datetime import date
from typing import Any

from altterr_desktop.reports.letter.data import LetterData


def letter(**changes: Any) -> LetterData:
    values: dict[str, Any] = {
        "group": "Collectif du Val",
        "language": "fr",
        "written_on": date(2027, 3, 3),
        "subject": "Demande de communication de documents administratifs",
        "sender": ("Collectif du Val", "12 rue des Tilleuls", "contact@exemple.org"),
        "addressee": ("Mme Odile Ferrand", "Maire", "Val-de-Sorbelle"),
        "place": "Val-de-Sorbelle",
        "notice": "Lettre recommandée avec accusé de réception",
        "text": (
            "Madame la Maire,\n\nNous vous demandons de nous communiquer :\n\n"
            "– « le rapport de comptage des vélos » (page 4)\n– le budget 2027 : lignes <b>mobilités</b>\n\n"
            "Sans réponse dans le mois, votre silence vaudra refus (article R311-13).\n\n"
            "Pour le collectif,\nZoé Arnal"
        ),
    }
    return LetterData(**{**values, **changes})
