from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from altterr_desktop.domain.commitments import Progress
from altterr_desktop.domain.errors import InvalidInput
from altterr_desktop.dossier.file import Dossier
from altterr_desktop.dossier.server import ServerUnreachable, open_server
from altterr_desktop.exchange.consolidation import list_groups, opened_consolidation, take
from altterr_desktop.exchange.errors import ExchangeError, UnknownKey
from altterr_desktop.exchange.invitation import invite
from altterr_desktop.exchange.keys import exchange_in_clear
from altterr_desktop.exchange.sending import send_file
from altterr_desktop.journal.verify import verify
from altterr_desktop.model import record_classes
from altterr_desktop.model.consolidation import RecordGroup
from altterr_desktop.services.attachments import attach_file
from altterr_desktop.services.dossiers import read_group
from altterr_desktop.services.erasure import erase_person, find_mentions
from altterr_desktop.services.records import change_record, create_record, delete_record
from altterr_desktop.services.search import search
from altterr_desktop.services.verdicts import record_verdict
from tests.builders import a_commitment, a_dossier, a_record, an_official, the_place
from tests.exchange.postgres import postgres_server, postgres_url

__all__ = ["postgres_server", "postgres_url"]


@pytest.fixture
def groups(tmp_path: Path) -> Iterator[list[Dossier]]:
    """Lend the dossiers of two groups that follow the same commune."""
    found = [a_dossier(tmp_path, name=name, group=f"Groupe {name}") for name in ("nord", "sud")]
    for number, dossier in enumerate(found):
        made = a_commitment(dossier, title=f"Piste {number}", notes="à suivre " * 40)
        record_verdict(
            dossier, commitment_id=made, progress=Progress.NOT_STARTED, values={"reason": "rien vu"}
        )
        official = an_official(dossier, family_name=f"Personne{number}")
        a_record(
            dossier,
            "seat",
            official_id=official,
            territory_id=the_place(dossier)["territory_id"],
            function="Maire",
        )
        a_record(
            dossier,
            "indicator_value",
            indicator_id=a_record(dossier, "indicator", commitment_id=made, name="km"),
            measure=0.1,
            measured_on=date(2027, 1, 2),
        )
        (tmp_path / "p.pdf").write_bytes(b"%PDF invented")
        attach_file(dossier, path=tmp_path / "p.pdf")
    yield found
    for dossier in found:
        dossier.close()


@pytest.fixture(params=["file", "postgresql"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Give where the consolidated dossier is to be: a file, then a PostgreSQL server."""
    if request.param == "file":
        return str(tmp_path / "tous.altterr")
    return str(request.getfixturevalue("postgres_url"))


def titles(dossier: Dossier) -> dict[str, list[str]]:
    kind: Any = record_classes()["commitment"]
    with dossier.reading() as session:
        rows = session.execute(
            select(RecordGroup.group_id, kind.title)
            .join(RecordGroup, RecordGroup.record_id == kind.id)
            .where(~kind.deleted)
            .order_by(kind.title)
        ).all()
    found: dict[str, list[str]] = {}
    for group, title in rows:
        found.setdefault(group, []).append(title)
    return found


def test_groups_are_put_together_and_kept_apart(groups: list[Dossier], place: str) -> None:
    for dossier in groups:
        dossier.close()
    with opened_consolidation(place, name="Coordination du Gers") as whole:
        taken = [take(whole, dossier.path) for dossier in groups]
        assert [one.group for one in taken] == ["Groupe nord", "Groupe sud"]
        assert [name for _id, name, _at in list_groups(whole)] == ["Groupe nord", "Groupe sud"]
        assert sorted(titles(whole).values()) == [["Piste 0"], ["Piste 1"]]
        assert read_group(whole).name == "Coordination du Gers"
        kinds: Any = record_classes()
        with whole.reading() as session:
            assert len(session.execute(select(kinds["territory"])).scalars().all()) >= 2
            assert [row.measure for row in session.execute(select(kinds["indicator_value"])).scalars()] == [
                0.1
            ] * 2
        assert verify(whole) == []


def test_a_second_time_brings_what_is_new_and_only_that(groups: list[Dossier], place: str) -> None:
    nord = groups[0]
    with opened_consolidation(place) as whole:
        nord.close()
        first = take(whole, nord.path)
        assert take(whole, nord.path).applied == 0
    from altterr_desktop.services.dossiers import open_signed

    with open_signed(nord.path) as again:
        kind: Any = record_classes()["commitment"]
        with again.reading() as session:
            made = session.execute(select(kind.id)).scalar_one()
        change_record(again, kind="commitment", record_id=made, values={"title": "Piste neuve"})
        gone = create_record(again, kind="commitment", values={"title": "Autre"}).subject_id
        delete_record(again, kind="commitment", record_id=gone)
    with opened_consolidation(place) as whole:
        assert take(whole, nord.path).applied == 3
        assert first.applied > 3
        assert list(titles(whole).values()) == [["Piste neuve"]]
        assert verify(whole) == []


def test_bundles_follow_an_invitation(groups: list[Dossier], place: str, tmp_path: Path) -> None:
    nord, sud = groups
    code = invite(nord, tmp_path / "nord.altinv")
    create_record(nord, kind="commitment", values={"title": "Après"})
    lot = send_file(nord, tmp_path / "nord.altlot").paths[0]
    stray = send_file(sud, tmp_path / "sud.altlot").paths[0]
    with opened_consolidation(place) as whole:
        with pytest.raises(UnknownKey):
            take(whole, lot)
        take(whole, tmp_path / "nord.altinv", code=code)
        assert take(whole, lot).applied == 1
        with pytest.raises(UnknownKey):
            take(whole, stray)
        assert list(titles(whole).values()) == [["Après", "Piste 0"]]


def test_an_erasure_in_a_group_reaches_the_coordination(
    groups: list[Dossier], place: str, tmp_path: Path
) -> None:
    nord = groups[0]
    code = invite(nord, tmp_path / "nord.altinv")
    (found,) = search(nord, "personne0")
    made = found.id
    create_record(nord, kind="follow_up", values={"title": "Voir Alix Personne0"})
    first = send_file(nord, tmp_path / "un.altlot").paths[0]
    erase_person(nord, record_id=made, mentions=find_mentions(nord, record_id=made))
    second = send_file(nord, tmp_path / "deux.altlot").paths[0]
    with opened_consolidation(place) as whole:
        take(whole, tmp_path / "nord.altinv", code=code)
        take(whole, first)
        take(whole, second)
        kinds: Any = record_classes()
        with whole.reading() as session:
            assert [row.family_name for row in session.execute(select(kinds["official"])).scalars()] == [""]
            (noted,) = session.execute(select(kinds["follow_up"])).scalars()
            assert noted.title == "Voir [effacé]"
        assert verify(whole) == []


def test_a_group_that_exchanges_in_clear_is_taken_so(groups: list[Dossier], tmp_path: Path) -> None:
    exchange_in_clear(groups[0])
    lot = send_file(groups[0], tmp_path / "clair.altlot").paths[0]
    with opened_consolidation(str(tmp_path / "tous.altterr")) as whole:
        assert take(whole, lot).group == "Groupe nord"


def test_a_dossier_of_one_group_is_not_mixed_up(groups: list[Dossier], tmp_path: Path) -> None:
    for dossier in groups:
        dossier.close()
    with pytest.raises(InvalidInput), opened_consolidation(str(groups[0].path)):
        pass
    (tmp_path / "x.txt").write_text("autre")
    with opened_consolidation(str(tmp_path / "tous.altterr")) as whole:
        with pytest.raises(InvalidInput):
            take(whole, tmp_path / "x.txt")
        take(whole, groups[0].path)
    with opened_consolidation(str(tmp_path / "plus.altterr")) as more, pytest.raises(InvalidInput):
        take(more, tmp_path / "tous.altterr")


def test_a_damaged_source_changes_nothing(groups: list[Dossier], tmp_path: Path) -> None:
    lot = send_file(groups[0], tmp_path / "a.altlot").paths[0]
    lot.write_bytes(lot.read_bytes()[:-5])
    with opened_consolidation(str(tmp_path / "tous.altterr")) as whole:
        with pytest.raises(ExchangeError):
            take(whole, lot)
        assert list_groups(whole) == ()


def test_a_server_that_does_not_answer_is_said() -> None:
    with pytest.raises(ServerUnreachable):
        open_server("postgresql+psycopg://nobody@127.0.0.1:1/absent?connect_timeout=1")
    with pytest.raises(ServerUnreachable):
        open_server("postgresql+absent://nobody@127.0.0.1/absent")


def test_a_newer_table_is_added_to_a_server_of_before(postgres_url: str) -> None:
    with open_server(postgres_url) as dossier, dossier.session() as session:
        from sqlalchemy import text

        session.execute(text("ALTER TABLE press_item DROP COLUMN publisher"))
        session.execute(text("DROP TABLE saved_view"))
        session.commit()
    with open_server(postgres_url) as dossier, dossier.reading() as session:
        kinds: Any = record_classes()
        assert session.execute(select(kinds["press_item"])).all() == []
        assert session.execute(select(kinds["saved_view"])).all() == []
