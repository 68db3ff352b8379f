from pathlib import Path

import vobject

from altterr_desktop.domain.officials import ContactKind
from altterr_desktop.importers.contacts.reader import read_contacts
from altterr_desktop.reports.catalogue import find_report
from altterr_desktop.services.contact_import import preview_contacts
from tests.builders import a_dossier, a_record, an_official, the_place


def test_the_book_is_read_back_by_a_card_reader_and_by_the_program_itself(tmp_path: Path) -> None:
    with a_dossier(tmp_path) as dossier:
        alix = an_official(dossier, family_name="Morvan; l’aînée")
        a_record(
            dossier,
            "seat",
            official_id=alix,
            territory_id=the_place(dossier)["territory_id"],
            function="Maire",
        )
        a_record(
            dossier,
            "contact_detail",
            official_id=alix,
            value="alix@mairie.example",
            source="site de la mairie",
        )
        a_record(
            dossier,
            "contact_detail",
            official_id=alix,
            contact_kind=ContactKind.ADDRESS,
            value="2, place de l’Hôtel\nde Ville",
        )
        report = find_report("contacts").report()
        data = report.load(dossier)
        for fmt in ("vcf", "csv", "xlsx"):
            path = tmp_path / report.file_name(data, fmt)
            report.build(data, fmt, path)
            drafts = read_contacts(path).drafts
            assert [draft.family_name for draft in drafts] == ["Morvan; l’aînée"], fmt
            preview = preview_contacts(dossier, drafts, source=path.name)
            assert [line.details for line in preview.lines] == [""], fmt
            assert preview.counts.unchanged == 1, fmt
        card = vobject.readOne((tmp_path / report.file_name(data, "vcf")).read_text("utf-8"))
        assert card.uid.value == f"urn:uuid:{alix}"
        assert card.n.value.family == "Morvan; l’aînée"
        assert "site de la mairie" in card.note.value
