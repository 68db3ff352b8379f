"""Themes and reference lists of measures, which are data and never constants."""

from sqlalchemy.orm import Mapped

from altterr_desktop.model import columns
from altterr_desktop.model.base import Record


class Theme(Record):
    """Hold a theme that commitments are sorted by; the group edits the list."""

    __tablename__ = "theme"
    NAMED_BY = ("name",)
    SEARCHED = ("name",)

    key: Mapped[str] = columns.line()
    name: Mapped[str] = columns.line()
    icon: Mapped[str] = columns.line()
    position: Mapped[str] = columns.position()


class Framework(Record):
    """Hold a list of standard measures, as imported."""

    __tablename__ = "framework"
    NAMED_BY = ("name",)
    SEARCHED = ("name", "publisher")

    key: Mapped[str] = columns.line()
    name: Mapped[str] = columns.line()
    publisher: Mapped[str] = columns.line()
    edition: Mapped[str] = columns.line()
    licence: Mapped[str] = columns.line()
    source_url: Mapped[str] = columns.line()
    description: Mapped[str] = columns.prose()


class FrameworkMeasure(Record):
    """Hold one measure of a framework, with its number in that framework."""

    __tablename__ = "framework_measure"
    NAMED_BY = ("number", "title")
    SEARCHED = ("number", "title", "text")
    PART_OF = "framework_id"

    framework_id: Mapped[str] = columns.parent("framework")
    parent_id: Mapped[str | None] = columns.reference("framework_measure")
    number: Mapped[str] = columns.line()
    title: Mapped[str] = columns.line()
    text: Mapped[str] = columns.prose()
    theme_id: Mapped[str | None] = columns.reference("theme")
    position: Mapped[str] = columns.position()


class FrameworkLevel(Record):
    """Hold the wording of one level of ambition of a measure."""

    __tablename__ = "framework_level"
    NAMED_BY = ("text",)
    PART_OF = "framework_measure_id"

    framework_measure_id: Mapped[str] = columns.parent("framework_measure")
    level: Mapped[int | None] = columns.number()
    text: Mapped[str] = columns.prose()
