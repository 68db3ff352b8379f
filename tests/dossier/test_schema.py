from pathlib import Path

from sqlalchemy import Table

from altterr_desktop.dossier.file import create_dossier
from altterr_desktop.model import Base, record_classes


def tables_that_travel() -> list[Table]:
    return [Base.metadata.tables[kind] for kind in record_classes()]


def test_the_migrated_tables_are_those_of_the_model(tmp_path: Path) -> None:
    with create_dossier(tmp_path / "a.altterr", passphrase=None) as dossier, dossier.raw() as connection:
        found = {}
        for name in Base.metadata.tables:
            columns = connection.execute(f'PRAGMA table_info("{name}")').fetchall()
            found[name] = {(column[1], column[2], bool(column[3])) for column in columns}
    expected = {
        name: {(column.name, str(column.type), not column.nullable) for column in table.columns}
        for name, table in Base.metadata.tables.items()
    }
    assert found == expected


def test_tables_that_travel_hold_no_rule_two_laptops_could_break() -> None:
    for table in tables_that_travel():
        assert [column.name for column in table.primary_key] == ["id"], table.name
        assert not [index for index in table.indexes if index.unique], table.name
        kinds = {type(constraint).__name__ for constraint in table.constraints}
        assert kinds <= {"PrimaryKeyConstraint", "ForeignKeyConstraint"}, table.name
        for foreign_key in table.foreign_keys:
            assert foreign_key.deferrable, f"{table.name}.{foreign_key.parent.name}"


def test_every_link_is_indexed() -> None:
    for table in tables_that_travel():
        indexed = {column.name for index in table.indexes for column in index.columns}
        assert {key.parent.name for key in table.foreign_keys} <= indexed, table.name


def test_no_field_is_kept_for_private_life() -> None:
    names = {column.name for table in tables_that_travel() for column in table.columns}
    assert not names & {
        "birth_date",
        "birthday",
        "religion",
        "health",
        "family",
        "home_address",
        "signatures",
    }
