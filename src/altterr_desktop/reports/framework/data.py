"""Hold what a framework's file says: what it is, its measures, the words of their levels; must ask no service."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True)
class MeasureLine:
    """Hold one measure; without `verbatim` its title is somebody's summary, without title it is to be filled in."""

    number: str
    title: str
    text: str = ""
    theme: str = ""
    parent: str = ""
    verbatim: bool = True
    levels: Mapping[int, str] = field(default_factory=dict)


@dataclass(frozen=True)
class FrameworkData:
    """Hold one framework."""

    name: str
    edition: str
    publisher: str
    licence: str
    source_url: str
    description: str
    group: str
    language: str
    written_on: date
    measures: tuple[MeasureLine, ...]
