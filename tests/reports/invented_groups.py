"""Invented groups, territories and people, for the tests of the documents about a group's life."""

from __future__ import annotations

from datetime import date

from altterr_desktop.domain.commitments import Standing
from altterr_desktop.domain.territories import TerritoryKind
from altterr_desktop.reports.comparison.data import ComparisonData
from altterr_desktop.reports.handover.data import HandoverData
from altterr_desktop.reports.person.data import PersonData
from altterr_desktop.services.comparison import ComparedKind, ComparedTerritory
from altterr_desktop.services.erasure import Held, HeldRecord, Mention
from tests.reports.invented import GROUP, TERRITORY

DAY = date(2029, 3, 15)


def comparison() -> ComparisonData:
    """Make a comparison of three communes and one intercommunality."""
    communes = (
        ComparedTerritory(
            "t1", "Sorbelle", "Groupe nord", 12_400, "2026–2032",
            {Standing.DONE: 4, Standing.IN_PROGRESS: 7, Standing.NOT_STARTED: 3, Standing.NOT_ASSESSED: 2},
        ),
        ComparedTerritory(
            "t2", "Vaucreuse", "Groupe sud", 3_100, "2026–2032",
            {Standing.PARTLY_DONE: 1, Standing.ABANDONED: 1, Standing.NOT_MEASURABLE: 2},
        ),
        ComparedTerritory("t3", "Zélie-les-Bois", "", None, "", {Standing.NOT_ASSESSED: 5}),
    )  # fmt: skip
    whole = ComparedTerritory(
        "t4", TERRITORY, GROUP, 41_000, "2026–2032", {Standing.DONE: 1, Standing.SUSPENDED: 2}
    )
    kinds = (ComparedKind(TerritoryKind.COMMUNE, communes), ComparedKind(TerritoryKind.EPCI, (whole,)))
    return ComparisonData("Coordination du Val", "fr", DAY, kinds)


def handover() -> HandoverData:
    """Make a handover of a group at work."""
    return HandoverData(
        GROUP, "fr", DAY, "passage.altinv", "Nextcloud, dossier « Groupe »", "Bienvenue ! La clef est chez Zoé.",
        ("Zoé", "Karim", "Alix"), (f"{TERRITORY} (2026–2032)",), 47, 5, 2, "Rendez-vous en mairie", date(2029, 4, 2),
        (("Relancer la direction des mobilités", date(2029, 3, 20)), ("Relire le compte rendu", None)),
    )  # fmt: skip


def person() -> PersonData:
    """Make what is held about one person."""
    held = Held(
        "official",
        "o1",
        "Odile Vernoux",
        (
            HeldRecord(
                "official", "o1", "Élu·e", "Odile Vernoux", (("Prénom", "Odile"), ("Notes", "À l’écoute"))
            ),
            HeldRecord("contact_detail", "c1", "Coordonnée", "odile@exemple.invalid", (("Source", "site"),)),
        ),
        (("meeting", "m1", "Rendez-vous en mairie"),),
        2,
    )
    mention = Mention(
        "follow_up", "f1", "notes", "Relancer", "Notes", "Appeler ", "Odile Vernoux", " avant lundi",
        is_sure=True, is_past=False,
    )  # fmt: skip
    return PersonData(GROUP, TERRITORY, "fr", DAY, held, (mention,))
