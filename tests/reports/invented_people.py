"""Invented people for the map of stakeholders, the assembly and the list of officials."""

from __future__ import annotations

from datetime import date

from altterr_desktop.domain.officials import Side
from altterr_desktop.domain.territories import Assembly
from altterr_desktop.reports.assembly.data import AssemblyData
from altterr_desktop.reports.officials.data import OfficialLine, OfficialsData
from altterr_desktop.reports.stakeholder_map.data import PersonShown, StakeholderMapData
from altterr_desktop.services.assembly_chart import AssemblyChart, Member

_DAY = date(2029, 3, 15)
_GROUP = "Alternatives Val-de-Sorbelle"
_NAMES = (
    "Solène Tessonneau",
    "Fabrice Vauquenard",
    "Maëlle Courtaigne",
    "Idriss Belkadour",
    "Odile Lorvignac",
)


def stakeholder_map(crowd: int = 0) -> StakeholderMapData:
    """Give a map; a crowd stands in one cell beside."""
    people = [
        PersonShown(name, "Adjoint·e", "Majorité", support, influence)
        for name, support, influence in zip(_NAMES, (4, 2, 5, 4, 4), (5, 5, 4, 3, 3), strict=True)
    ]
    people += [PersonShown(f"Personne {number:02}", "", "", 1, 1) for number in range(crowd)]
    return StakeholderMapData(_GROUP, "Saint-Aubin-des-Sources", "", "fr", _DAY, tuple(people), 18)


def assembly(councillors: int = 9) -> AssemblyData:
    def member(name: str, function: str, delegation: str = "", side: Side | None = Side.MAJORITY) -> Member:
        return Member(name, name, function, delegation, side)

    others = tuple(member(f"Conseil {number:02}", "Conseiller municipal") for number in range(councillors))
    chart = AssemblyChart(
        territory_id="t",
        territory="Saint-Aubin-des-Sources",
        assembly=Assembly.MUNICIPAL,
        mandate_id="m",
        mandate="2026–2032",
        heads=(member(_NAMES[0], "Maire"),),
        deputies=(
            member(_NAMES[1], "Premier adjoint", "Finances et commande publique"),
            member(_NAMES[2], "Adjointe", "Mobilités et espace public"),
        ),
        delegated=(member(_NAMES[3], "Conseiller municipal délégué", "Plan climat"),),
        members=((Side.MAJORITY, others), (None, (member(_NAMES[4], "", side=None),))),
        sides=((Side.MAJORITY, councillors + 4), (None, 1)),
        territories=(("t", "Saint-Aubin-des-Sources"),),
        mandates=(("m", "2026–2032"),),
    )
    return AssemblyData(_GROUP, "fr", _DAY, chart)


def officials() -> OfficialsData:
    rows = (
        OfficialLine(_NAMES[0], "Élu·e", "Maire", "Saint-Aubin", "Majorité", True, 4, 1, date(2029, 1, 9)),
        OfficialLine("Service voirie", "Service technique", "", "Saint-Aubin", "", True, 2, 0, None),
        OfficialLine("=cmd|A1", "Élu·e", "-1+1", "Saint-Aubin", "", False, 0, 0, None),
    )
    return OfficialsData(_GROUP, "Saint-Aubin", "fr", _DAY, rows)
