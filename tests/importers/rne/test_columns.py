"""Columns of a register are recognised by what they mean, in the spelling of every year."""

from __future__ import annotations

import pytest

from altterr_desktop.importers.rne.columns import Column, column_of, recognise_columns
from altterr_desktop.importers.rne.register import Register, register_of

HEADERS = {
    Column.DEPARTMENT_CODE: ["Code du département", "Code du département (Maire)", "Code.du.departement", "code_dept",
                             "Code du d?partement", "Code du d\ufffdpartement", "Code du dpartement", "dep_code",
                             "Code du dÃ©partement", "CODE DÉPARTEMENT"],
    Column.DEPARTMENT_NAME: ["Libellé du département", "Libellé de département (Maires)", "libelle_departement",
                             "Libell du d partement", "Libellé du  département"],
    Column.COMMUNE_CODE: ["Code de la commune", "Code Insee de la commune", "code_commune", "code_insee", "INSEE"],
    Column.COMMUNE_NAME: ["Libellé de la commune", "nom_commune", "Commune"],
    Column.ATTACHMENT_CODE: ["Code de la commune de rattachement", "code_commune_rattachement"],
    Column.EPCI_SIREN: ["N° SIREN", "N SIREN", "siren", "SIREN de l'EPCI", "code_epci"],
    Column.EPCI_NAME: ["Libellé de l'EPCI", "libelle_epci", "Nom EPCI"],
    Column.CANTON_NAME: ["Libellé du canton"],
    Column.REGION_CODE: ["Code de la région", "Code région", "code_region", "Code r?gion"],
    Column.SECTION: ["Code de la section départementale", "code_section_departementale"],
    Column.SECTOR: ["Libellé du secteur"],
    Column.LEGISLATIVE_CODE: ["Code de la circonscription législative", "Code de la cir.législative"],
    Column.LEGISLATIVE_NAME: ["Libellé de la cir.législative"],
    Column.EUROPEAN: ["CodeCirER", "LibelléCirER"],
    Column.ABROAD: ["Code de la circ. AFE", "Libellé de la circonscription consulaire"],
    Column.METROPOLITAN: ["Code de la circonscription métropolitaine"],
    Column.STATUS_CODE: ["Code de la collectivité à statut particulier", "code_collectivite_statut_particulier"],
    Column.STATUS_NAME: ["Libelle.de.la.collectivite.a.statut.particulier...4"],
    Column.STATUS_SECTION: ["Code de la section - collectivité à statut particulier"],
    Column.FAMILY_NAME: ["Nom de l'élu", "Nom de l’élu", "nom_elu", "Nom.de.l.elu", "NOM", "Nom de l'?lu",
                         "Nom de l lu"],
    Column.GIVEN_NAME: ["Prénom de l'élu", "prenom_elu", "Pr?nom de l'?lu", "Pr nom de l lu", "PrÃ©nom de lâ€™Ã©lu"],
    Column.GENDER: ["Code sexe", "Code sexe ", "sexe_elu", "Civilité"],
    Column.BIRTH_DATE: ["Date de naissance", "Date de naissancee", "date_naissance_elu", "Né(e) le"],
    Column.MANDATE_START: ["Date de début du mandat", "date_debut_mandat", "Date de d?but du mandat"],
    Column.FUNCTION: ["Libellé de la fonction", "Libellé de fonction", "libelle_fonction", "Fonction"],
    Column.FUNCTION_START: ["Date de début de la fonction", "date_de_debut_de_la_fontcion"],
    Column.FUNCTION_END: ["Date de fin de la fonction"],
}  # fmt: skip
OTHERS = [
    "Code nationalité", "Libellé de la catégorie socio-professionnelle", "Code profession", "lieu_naissance_elu",
    "Code du lieu de naissance", "libelle_nuance_mandat", "Code du département de naissance", "Commentaires", "",
    "Date de fin du mandat",
]  # fmt: skip


@pytest.mark.parametrize(
    ("column", "name"), [(column, name) for column, names in HEADERS.items() for name in names]
)
def test_each_spelling_is_recognised(column: Column, name: str) -> None:
    assert column_of(name) is column


@pytest.mark.parametrize("name", OTHERS)
def test_other_columns_are_left_alone(name: str) -> None:
    assert column_of(name) is None


PERSON = ["Nom de l'élu", "Prénom de l'élu", "Code sexe", "Date de naissance", "Date de début du mandat"]


@pytest.mark.parametrize(
    ("columns", "register"),
    [
        (["Code de la commune", "Date de début de la fonction"], Register.MAYORS),
        (
            ["Code de la commune", "Libellé de la fonction", "Date de début de la fonction"],
            Register.MUNICIPAL,
        ),
        (["Code de la commune"], Register.MUNICIPAL),
        (["Code de la commune", "N° SIREN", "Libellé de la fonction"], Register.COMMUNITY),
        (["Code de la commune", "Libellé du secteur", "Libellé de la fonction"], Register.DISTRICT),
        (["Code du département", "Code du canton", "Libellé de la fonction"], Register.DEPARTMENTAL),
        (["Code de la région", "Code de la section départementale"], Register.REGIONAL),
        (["Code région", "Code du département", "Libellé de fonction"], Register.REGIONAL),
        (["Code du département", "Code de la circonscription législative"], Register.DEPUTIES),
        (["Code du département"], Register.SENATORS),
        (["CodeCirER"], Register.EUROPEAN),
        ([], Register.EUROPEAN),
        (["Libellé de fonction"], Register.CORSICA),
        (["Code de la circ. AFE"], Register.ABROAD),
    ],
)
def test_the_columns_tell_the_register(columns: list[str], register: Register) -> None:
    assert register_of(recognise_columns([*columns, *PERSON])) is register


def test_a_list_of_people_is_no_register() -> None:
    assert register_of(recognise_columns(["Nom", "Prénom", "Courriel"])) is None
