"""Makes the data of a framework's file out of invented measures."""

from __future__ import annotations

from datetime import date

from altterr_desktop.reports.framework.data import FrameworkData, MeasureLine


def framework() -> FrameworkData:
    """Make a framework of three measures: one with its words, one summed up, one to be filled in."""
    return FrameworkData(
        "Pacte d’essai",
        "2026",
        "Collectif d’essai",
        "CC0",
        "https://pacte.example/",
        "Trois mesures.",
        "Groupe d’essai",
        "fr",
        date(2029, 3, 15),
        (
            MeasureLine("1", "Des pistes", "En continu", "Mobilités", "", True, {1: "5 km", 2: "=10 km"}),
            MeasureLine("2", "Résumé d’une mesure", parent="1", verbatim=False),
            MeasureLine("3", "", verbatim=False),
        ),
    )
