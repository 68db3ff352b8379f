from datetime import date
from pathlib import Path

import pytest

from altterr_desktop.domain.errors import InvalidInput, NotFound
from altterr_desktop.domain.territories import TerritoryKind
from altterr_desktop.services.attachments import attach_file, read_attachment
from altterr_desktop.services.dossiers import (
    follow_territory,
    open_signed,
    read_group,
    sign_as,
    start_dossier,
)
from altterr_desktop.services.records import create_record, load_record
from altterr_desktop.services.search import search
from altterr_desktop.services.tables import read_table


def test_a_new_dossier_follows_its_territory_with_the_mandate_in_force(tmp_path: Path) -> None:
    with start_dossier(tmp_path / "a.altterr", group="Groupe", territory_codes=["32160"]) as dossier:
        (territory,) = read_group(dossier).territories
    assert (territory.code, territory.kind, territory.mandate_label) == (
        "32160",
        TerritoryKind.COMMUNE,
        "2026–2032",
    )
    assert territory.mid_term == date(2029, 3, 23)


def test_the_intercommunality_is_known_but_not_followed(tmp_path: Path) -> None:
    with start_dossier(tmp_path / "a.altterr", group="Groupe", territory_codes=["32160"]) as dossier:
        rows = read_table(dossier, "territory")
    assert {(row["territory_kind"].value, row["followed"]) for row in rows} == {
        ("commune", True),
        ("epci", False),
    }


def test_following_the_intercommunality_later_keeps_one_row(tmp_path: Path) -> None:
    with start_dossier(tmp_path / "a.altterr", group="Groupe", territory_codes=["32160"]) as dossier:
        epci = next(row["code"] for row in read_table(dossier, "territory") if not row["followed"])
        follow_territory(dossier, code=epci)
        assert not follow_territory(dossier, code=epci)
        assert len(read_group(dossier).territories) == 2


@pytest.mark.parametrize(("group", "code"), [("Groupe", "99999"), ("Groupe", "bourg"), ("  ", "32160")])
def test_a_wrong_start_leaves_no_file(tmp_path: Path, group: str, code: str) -> None:
    with pytest.raises(InvalidInput):
        start_dossier(tmp_path / "a.altterr", group=group, territory_codes=[code])
    assert list(tmp_path.iterdir()) == []


def test_changes_are_signed_with_the_volunteer_chosen_on_this_laptop(tmp_path: Path) -> None:
    path = tmp_path / "a.altterr"
    with start_dossier(path, group="Groupe", territory_codes=["32160"], volunteer="Zoé") as dossier:
        karim = create_record(
            dossier, kind="volunteer", values={"name": "Karim B.", "pseudonym": "Karim"}
        ).subject_id
        assert dossier.signature.author == "Zoé"
        sign_as(dossier, karim)
    with open_signed(path) as dossier:
        assert dossier.signature.author == "Karim"
        with pytest.raises(NotFound):
            sign_as(dossier, "inconnu")


def test_a_file_is_kept_once_and_given_back(tmp_path: Path) -> None:
    first, second = tmp_path / "délibération.pdf", tmp_path / "copie.pdf"
    first.write_bytes(b"%PDF contents")
    second.write_bytes(b"%PDF contents")
    with start_dossier(tmp_path / "a.altterr", group="Groupe", territory_codes=["32160"]) as dossier:
        one = attach_file(dossier, path=first).subject_id
        two = attach_file(dossier, path=second).subject_id
        assert read_attachment(dossier, one) == ("délibération.pdf", b"%PDF contents")
        assert read_attachment(dossier, two) == ("copie.pdf", b"%PDF contents")
        with dossier.raw() as connection:
            assert connection.execute("SELECT count(*) FROM attachment_content").fetchone()[0] == 1
        (tmp_path / "vide").touch()
        for missing in ("vide", "absent.pdf"):
            with pytest.raises(InvalidInput):
                attach_file(dossier, path=tmp_path / missing)
        with pytest.raises(NotFound):
            read_attachment(dossier, "rien")


def test_search_looks_everywhere_and_opens_what_has_a_page(tmp_path: Path) -> None:
    with start_dossier(tmp_path / "a.altterr", group="Groupe", territory_codes=["32160"]) as dossier:
        commitment = create_record(
            dossier, kind="commitment", values={"title": "Végétaliser l’école"}
        ).subject_id
        create_record(
            dossier,
            kind="evidence",
            values={"commitment_id": commitment, "title": "Photo", "quote": "platanes"},
        )
        found = search(dossier, "vegetal")
        assert [(one.kind, one.id) for one in found] == [("commitment", commitment)]
        (piece,) = search(dossier, "platan")
        assert (piece.kind, piece.owner_kind, piece.owner_id) == ("evidence", "commitment", commitment)
        assert search(dossier, "  ") == []
        assert search(dossier, 'AND OR NOT " * (') == []


def test_a_record_is_read_with_the_names_it_refers_to(tmp_path: Path) -> None:
    with start_dossier(tmp_path / "a.altterr", group="Groupe", territory_codes=["32160"]) as dossier:
        theme = create_record(dossier, kind="theme", values={"name": "Forêt"}).subject_id
        one = create_record(
            dossier, kind="commitment", values={"title": "Planter", "theme_id": theme}
        ).subject_id
        view = load_record(dossier, one)
    assert (view.kind, view.name, view.references) == ("commitment", "Planter", {"theme_id": "Forêt"})
