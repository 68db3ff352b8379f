#!/usr/bin/env python3
"""Write the next numbered migration: what the model has and the latest step lacks; it runs nothing on a dossier.

Run with the project's environment: `.venv/bin/python packaging/schema.py NAME`.
"""

from __future__ import annotations

import re
import sys
import textwrap
from pathlib import Path
from typing import Any

from sqlalchemy import Column
from sqlalchemy.dialects import sqlite
from sqlalchemy.schema import CreateIndex, CreateTable
from sqlcipher3 import dbapi2

from altterr_desktop.dossier import migrations
from altterr_desktop.dossier.connection import schema_fingerprint
from altterr_desktop.model import Base

FOLDER = Path(migrations.__file__).parent


def missing_statements(connection: Any) -> list[str]:
    """List the statements that bring a database at the latest step to the model: new tables, columns, indexes."""
    statements = []
    dialect = sqlite.dialect()
    known = {
        row[0]
        for row in connection.execute("SELECT name FROM sqlite_master WHERE type IN ('table', 'index')")
    }
    for table in sorted(Base.metadata.tables.values(), key=lambda table: table.name):
        if table.name not in known:
            statements.append(str(CreateTable(table).compile(dialect=dialect)))
        else:
            columns = {row[1] for row in connection.execute(f'PRAGMA table_info("{table.name}")')}
            statements += [
                added_column(table.name, column) for column in table.columns if column.name not in columns
            ]
        for index in sorted(table.indexes, key=lambda index: str(index.name)):
            if index.name not in known:
                statements.append(str(CreateIndex(index).compile(dialect=dialect)))
    return [" ".join(statement.split()).replace("( ", "(").replace(" )", ")") for statement in statements]


def added_column(table: str, column: Column[Any]) -> str:
    """Write the statement that adds a column; existing rows take the column's own default."""
    kind = column.type.compile(dialect=sqlite.dialect())
    statement = f'ALTER TABLE "{table}" ADD COLUMN {column.name} {kind}'
    if not column.nullable:
        default = getattr(column.default, "arg", "")
        value = int(default) if isinstance(default, bool | int) else f"'{default}'"
        statement += f" NOT NULL DEFAULT {value}"
    for key in column.foreign_keys:
        statement += (
            f' REFERENCES "{key.column.table.name}" ({key.column.name}) DEFERRABLE INITIALLY DEFERRED'
        )
    return statement


def database_at_latest() -> Any:
    """Make a database in memory with every step run."""
    connection = dbapi2.connect(":memory:")
    for step in migrations.steps():
        for statement in step.statements:
            connection.execute(statement)
    return connection


def module_text(title: str, statements: list[str], fingerprint: str) -> str:
    """Write the module of a step."""
    wrapped = [
        "\n".join(
            textwrap.wrap(one, 105, subsequent_indent="    ", break_long_words=False, break_on_hyphens=False)
        )
        for one in statements
    ]
    body = ";\n".join(wrapped)
    return (
        f'"""{title}"""\n\nSQL = """\n{body}\n"""\n'
        'STATEMENTS = tuple(statement.strip() for statement in SQL.split(";"))\n'
        f'FINGERPRINT = "{fingerprint}"\n'
    )


def main(arguments: list[str]) -> int:
    """Write the step and say what it holds."""
    if len(arguments) != 1 or not re.fullmatch(r"[a-z_]+", arguments[0]):
        print("usage: schema.py NAME   (a name in lower case, like requests)", file=sys.stderr)
        return 2
    connection = database_at_latest()
    statements = missing_statements(connection)
    if not statements:
        print("The model and the latest step agree: nothing to write.")
        return 0
    number = migrations.latest_version() + 1
    path = FOLDER / f"m{number:04}_{arguments[0]}.py"
    # The fingerprint is that of the text as the module will hold it.
    text = module_text(f"Step {number}: {arguments[0].replace('_', ' ')}.", statements, "")
    namespace: dict[str, Any] = {}
    exec(compile(text, str(path), "exec"), namespace)  # noqa: S102 - the text just written
    for statement in namespace["STATEMENTS"]:
        connection.execute(statement)
    path.write_text(
        text.replace('FINGERPRINT = ""', f'FINGERPRINT = "{schema_fingerprint(connection)}"'), "utf-8"
    )
    print(f"{path.name}: {len(statements)} statements")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
