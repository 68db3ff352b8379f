"""Define each entity of the dossier once, as a mapped class; hold no query and no rule of the subject.

A new subject is a new module here and a migration: modules of this package are found by themselves.
"""

from __future__ import annotations

import importlib
import pkgutil
from functools import cache

from altterr_desktop.model.base import Base, Record

__all__ = ["Base", "Record", "record_classes"]

for _module in sorted(found.name for found in pkgutil.iter_modules(__path__)):
    importlib.import_module(f"{__name__}.{_module}")


@cache
def record_classes() -> dict[str, type[Record]]:
    """Give the mapped class of each kind of record that travels between laptops, by its kind."""
    classes = {mapper.class_ for mapper in Base.registry.mappers if issubclass(mapper.class_, Record)}
    return {found.kind(): found for found in sorted(classes, key=lambda found: str(found.__tablename__))}
