"""Every kind of record, with every field filled, travels whole and exactly: a new table needs no word of ours."""

import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Boolean, Date, Float, Integer, Text

from altterr_desktop.domain.identity import new_id
from altterr_desktop.dossier.file import Dossier, Signature, create_dossier, open_dossier
from altterr_desktop.exchange.folder import exchange
from altterr_desktop.exchange.keys import seals_of
from altterr_desktop.journal.recording import recording
from altterr_desktop.journal.values import columns_of, references_of
from altterr_desktop.journal.verify import verify
from altterr_desktop.model import record_classes
from altterr_desktop.model.columns import Code
from altterr_desktop.services.records import create_record
from tests.exchange.comparing import everything

# Numbers that a text of few digits would spoil.
EXACT = (0.1, 1 / 3, 1e-300, -123456789.123456789, 5e-324)


@pytest.fixture
def laptops(tmp_path: Path) -> Iterator[list[Dossier]]:
    with create_dossier(tmp_path / "a.altterr", passphrase=None) as dossier:
        create_record(dossier, kind="group", values={"name": "Groupe"})
        seals_of(dossier)
    found = []
    for name in ("Zoé", "Karim"):
        shutil.copyfile(tmp_path / "a.altterr", tmp_path / f"{name}.altterr")
        found.append(open_dossier(tmp_path / f"{name}.altterr", signature=Signature(name, name, name)))
    yield found
    for dossier in found:
        dossier.close()


def filled(record_class: Any, ids: dict[str, str], turn: int) -> dict[str, Any]:
    """Give every field of a record a value that is not its default."""
    targets = dict(references_of(record_class))
    values: dict[str, Any] = {}
    for name, column in columns_of(record_class).items():
        if name == "deleted":
            continue
        if name in targets:
            values[name] = ids[targets[name].kind()]
        elif isinstance(column.type, Code):
            values[name] = list(column.type.enum)[-1 - turn]
        elif isinstance(column.type, Boolean):
            values[name] = not bool(column.default.arg) if turn == 0 else bool(column.default.arg)
        elif isinstance(column.type, Date):
            values[name] = date(2027, 1 + turn, 28)
        elif isinstance(column.type, Float):
            values[name] = EXACT[turn]
        elif isinstance(column.type, Integer):
            values[name] = 2**40 + turn
        else:
            long = isinstance(column.type, Text)
            values[name] = f"{record_class.kind()} {name} {turn} élu·es « oui »\n" * (40 if long else 1)
    return values


def test_every_kind_travels_whole(laptops: list[Dossier], tmp_path: Path) -> None:
    zoe, karim = laptops
    (tmp_path / "partage").mkdir()
    kinds = record_classes()
    ids = {kind: new_id() for kind in kinds}
    for turn in (0, 1):
        with recording(zoe, f"Tout {turn}") as work:
            for kind, record_class in kinds.items():
                record = work.session.get(record_class, ids[kind])
                values = filled(record_class, ids, turn)
                if record is None:
                    work.session.add(record_class(id=ids[kind], **values))
                else:
                    for name, value in values.items():
                        setattr(record, name, value)
        exchange(zoe, tmp_path / "partage")
        exchange(karim, tmp_path / "partage")
        assert everything(karim) == everything(zoe)
        assert verify(karim) == []
        assert everything(karim)["conflicts"] == []
        with karim.reading() as session:
            for kind, record_class in kinds.items():
                found = session.get_one(record_class, ids[kind])
                wanted = filled(record_class, ids, turn)
                assert {name: getattr(found, name) for name in wanted} == wanted, kind


@pytest.mark.parametrize("number", EXACT)
def test_a_number_with_decimals_is_the_very_same(
    laptops: list[Dossier], tmp_path: Path, number: float
) -> None:
    zoe, karim = laptops
    (tmp_path / "partage").mkdir()
    commitment = create_record(zoe, kind="commitment", values={"title": "Piste"}).subject_id
    indicator, value = new_id(), new_id()
    kinds: Any = record_classes()
    with recording(zoe, "Mesure") as work:
        work.session.add(kinds["indicator"](id=indicator, commitment_id=commitment, name="km"))
        work.session.add(kinds["indicator_value"](id=value, indicator_id=indicator, measure=number))
    exchange(zoe, tmp_path / "partage")
    exchange(karim, tmp_path / "partage")
    with karim.reading() as session:
        assert session.get_one(kinds["indicator_value"], value).measure == number
