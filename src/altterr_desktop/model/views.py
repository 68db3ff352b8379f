"""Views of a list that the group saved under a name."""

from __future__ import annotations

from sqlalchemy.orm import Mapped

from altterr_desktop.model import columns
from altterr_desktop.model.base import Record


class SavedView(Record):
    """Hold the filters, grouping and order of a list under a name; `content` is JSON."""

    __tablename__ = "saved_view"
    NAMED_BY = ("name",)

    name: Mapped[str] = columns.line()
    subject_kind: Mapped[str] = columns.line()
    content: Mapped[str] = columns.line()
    position: Mapped[str] = columns.position()
