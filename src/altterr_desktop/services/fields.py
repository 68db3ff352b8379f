"""Describe the fields of each kind of record and read what people type in them; know no screen."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from datetime import UTC, date, datetime
from enum import StrEnum
from functools import cache
from typing import Any, Literal

from sqlalchemy import Boolean, Date, Float, Integer, select
from sqlalchemy.orm import Session

from altterr_desktop.domain.dates import Precision
from altterr_desktop.domain.errors import InvalidInput
from altterr_desktop.domain.folding import fold
from altterr_desktop.i18n import _
from altterr_desktop.i18n.labels import label
from altterr_desktop.i18n.parsing import parse_date
from altterr_desktop.i18n.subjects import field_label
from altterr_desktop.journal.values import columns_of
from altterr_desktop.model import record_classes
from altterr_desktop.model.columns import Code
from altterr_desktop.model.search import SearchDocument

Shape = Literal["text", "prose", "number", "decimal", "day", "flag", "code", "reference"]
_YES = {"1", "oui", "o", "yes", "y", "true", "vrai", "x"}
_NO = {"0", "non", "n", "no", "false", "faux", ""}


@dataclass(frozen=True)
class Field:
    """Describe one field: its shape, its enumeration or the kind it refers to."""

    name: str
    shape: Shape
    enum: type[StrEnum] | None = None
    target: str = ""
    optional: bool = False


@cache
def fields_of(kind: str) -> dict[str, Field]:
    """Give the fields of a kind by name, without id and deleted. Raises InvalidInput for an unknown kind."""
    record_class = record_classes().get(kind)
    if record_class is None:
        raise InvalidInput(_("There is no kind of record named “{kind}”.").format(kind=kind))
    columns = columns_of(record_class)
    return {name: _describe(name, column) for name, column in columns.items() if name != "deleted"}


def _describe(name: str, column: Any) -> Field:
    optional = bool(column.nullable)
    for foreign in column.foreign_keys:
        return Field(name, "reference", target=foreign.target_fullname.split(".")[0], optional=optional)
    if isinstance(column.type, Code):
        return Field(name, "code", enum=column.type.enum, optional=optional)
    shapes: dict[type, Shape] = {Boolean: "flag", Date: "day", Integer: "number", Float: "decimal"}
    for column_type, shape in shapes.items():
        if isinstance(column.type, column_type):
            return Field(name, shape, optional=optional)
    return Field(name, "prose" if column.info.get("prose") else "text")


def field_named(kind: str, name: str) -> Field:
    """Find a field by its name, or by the glossary's name without «_id». Raises InvalidInput."""
    fields = fields_of(kind)
    found = fields.get(name) or fields.get(f"{name}_id")
    if found is None:
        raise InvalidInput(
            _("“{field}” is not a field here. Known fields: {known}.").format(
                field=name, known=", ".join(sorted(known.removesuffix("_id") for known in fields))
            )
        )
    return found


def parse_value(session: Session, kind: str, field: Field, text: str) -> Any:
    """Read what a person typed as the value of a field; an empty text empties it. Raises InvalidInput."""
    text = text.strip()
    if field.shape in ("text", "prose"):
        return text
    if field.shape == "flag":
        return _parse_flag(kind, field, text)
    if not text:
        if field.optional:
            return None
        raise _refused(kind, field, text, _("it cannot be empty"))
    if field.shape == "number":
        return round(_parse_number(kind, field, text))
    if field.shape == "decimal":
        return _parse_number(kind, field, text)
    if field.shape == "day":
        return _parse_day(kind, field, text)
    if field.shape == "code":
        return _parse_code(kind, field, text)
    return _find_reference(session, kind, field, text)


def _refused(kind: str, field: Field, text: str, why: str) -> InvalidInput:
    name = field_label(kind, field.name)
    return InvalidInput(
        _("{field}: “{value}” was refused, {why}.").format(field=name, value=text[:80], why=why)
    )


def _parse_flag(kind: str, field: Field, text: str) -> bool:
    if fold(text) in _YES:
        return True
    if fold(text) in _NO:
        return False
    raise _refused(kind, field, text, _("write yes or no"))


def _parse_number(kind: str, field: Field, text: str) -> float:
    digits = re.sub(r"[\s\u00a0\u202f€]", "", text).replace(",", ".")
    try:
        value = float(digits)
    except ValueError:
        value = math.nan
    if not math.isfinite(value):
        raise _refused(kind, field, text, _("a number is expected"))
    return value


def _parse_day(kind: str, field: Field, text: str) -> date:
    parsed = parse_date(text, today())
    if parsed is None:
        raise _refused(kind, field, text, _("a date is expected, like 31/12/2027"))
    return parsed.day


def precision_of(text: str) -> Precision:
    """Tell how exactly a typed date was said; a day where it cannot be read."""
    parsed = parse_date(text, today())
    return parsed.precision if parsed is not None else Precision.DAY


def today() -> date:
    """Give the local day."""
    return datetime.now(UTC).astimezone().date()


def _parse_code(kind: str, field: Field, text: str) -> StrEnum:
    members = list(field.enum) if field.enum else []
    for member in members:
        if fold(text) in (fold(member.value), fold(label(member))):
            return member
    known = ", ".join(member.value for member in members)
    raise _refused(kind, field, text, _("one of these is expected: {known}").format(known=known))


def _find_reference(session: Session, kind: str, field: Field, text: str) -> str:
    """Find the record a field refers to by its id or by its exact name."""
    target = record_classes()[field.target]
    found = session.get(target, text)
    if found is not None and not found.deleted:
        return found.id
    key = fold(text)
    turned = " ".join([*key.split(" ")[1:], *key.split(" ")[:1]])
    ids = session.execute(
        select(SearchDocument.record_id).where(
            SearchDocument.kind == field.target, SearchDocument.sort_key.in_([key, turned])
        )
    ).scalars()
    candidates = list(ids)
    if len(candidates) == 1:
        return candidates[0]
    why = _("several records have this name, give the id") if candidates else _("nothing has this name or id")
    raise _refused(kind, field, text, why)
