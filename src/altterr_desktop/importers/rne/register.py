"""Tell which register a file is from its columns, never from its name; must read no line of it."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from altterr_desktop.domain.territories import Assembly
from altterr_desktop.i18n import _
from altterr_desktop.importers.rne.columns import Column


class Register(StrEnum):
    """Name the registers of the Répertoire national des élus."""

    MAYORS = "mayors"
    MUNICIPAL = "municipal"
    DISTRICT = "district"
    COMMUNITY = "community"
    DEPARTMENTAL = "departmental"
    REGIONAL = "regional"
    SPECIAL = "special"
    CORSICA = "corsica"
    DEPUTIES = "deputies"
    SENATORS = "senators"
    EUROPEAN = "european"
    ABROAD = "abroad"


ASSEMBLIES = {
    Register.MAYORS: Assembly.MUNICIPAL,
    Register.MUNICIPAL: Assembly.MUNICIPAL,
    Register.DISTRICT: Assembly.DISTRICT,
    Register.COMMUNITY: Assembly.COMMUNITY,
    Register.DEPARTMENTAL: Assembly.DEPARTMENTAL,
    Register.REGIONAL: Assembly.REGIONAL,
    Register.SPECIAL: Assembly.REGIONAL,
    Register.CORSICA: Assembly.REGIONAL,
    Register.DEPUTIES: Assembly.DEPUTIES,
    Register.SENATORS: Assembly.SENATE,
    Register.EUROPEAN: Assembly.EUROPEAN,
    Register.ABROAD: Assembly.OTHER,
}

# In order: the first column that is there tells the register.
_BY_COLUMN = (
    (Column.EPCI_SIREN, Register.COMMUNITY),
    (Column.EPCI_NAME, Register.COMMUNITY),
    (Column.LEGISLATIVE_CODE, Register.DEPUTIES),
    (Column.LEGISLATIVE_NAME, Register.DEPUTIES),
    (Column.ABROAD, Register.ABROAD),
    (Column.EUROPEAN, Register.EUROPEAN),
    (Column.METROPOLITAN, Register.SPECIAL),
    (Column.STATUS_SECTION, Register.SPECIAL),
    (Column.SECTOR, Register.DISTRICT),
    (Column.CANTON_CODE, Register.DEPARTMENTAL),
    (Column.CANTON_NAME, Register.DEPARTMENTAL),
)


def register_of(columns: Mapping[Column, int]) -> Register | None:
    """Tell the register from the columns that were recognised, or None.

    Mayors and municipal councillors differ by one column: the first have the day their function began and no
    function, for it is always the same. CORSICA and EUROPEAN files of some years have no territory at all;
    the reader checks the first by what its lines say.
    """
    for column, register in _BY_COLUMN:
        if column in columns:
            return register
    if Column.COMMUNE_CODE in columns:
        is_mayors = Column.FUNCTION not in columns and Column.FUNCTION_START in columns
        return Register.MAYORS if is_mayors else Register.MUNICIPAL
    if Column.SECTION in columns or Column.REGION_CODE in columns:
        return Register.REGIONAL
    if Column.DEPARTMENT_CODE in columns:
        return Register.DEPARTMENTAL if Column.FUNCTION in columns else Register.SENATORS
    if Column.FUNCTION in columns:
        return Register.CORSICA
    return Register.EUROPEAN if {Column.GENDER, Column.BIRTH_DATE} <= columns.keys() else None


def register_title(register: Register) -> str:
    """Name a register for people."""
    titles = {
        Register.MAYORS: _("mayors"),
        Register.MUNICIPAL: _("municipal councillors"),
        Register.DISTRICT: _("district councillors (Paris, Lyon, Marseille)"),
        Register.COMMUNITY: _("community councillors (EPCI)"),
        Register.DEPARTMENTAL: _("departmental councillors"),
        Register.REGIONAL: _("regional councillors"),
        Register.SPECIAL: _("members of assemblies with a special status"),
        Register.CORSICA: _("Executive Council of Corsica"),
        Register.DEPUTIES: _("deputies"),
        Register.SENATORS: _("senators"),
        Register.EUROPEAN: _("Members of the European Parliament"),
        Register.ABROAD: _("representatives of French people abroad"),
    }
    return titles[register]
