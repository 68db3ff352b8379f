"""Walks what screen readers are given: every focusable thing has a name."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QWidget

_UNNAMED = (
    QAccessible.Role.Client,
    QAccessible.Role.Pane,
    QAccessible.Role.Grouping,
    QAccessible.Role.ScrollBar,
    QAccessible.Role.Splitter,
    QAccessible.Role.Whitespace,
    QAccessible.Role.ColumnHeader,
    QAccessible.Role.RowHeader,
    QAccessible.Role.Cell,
    QAccessible.Role.ListItem,
    QAccessible.Role.TreeItem,
)


def walk(widget: QWidget) -> Iterator[QAccessibleInterface]:
    yield from _walk(QAccessible.queryAccessibleInterface(widget))


def _walk(interface: QAccessibleInterface | None) -> Iterator[QAccessibleInterface]:
    if interface is None or not interface.isValid():
        return
    yield interface
    if interface.role() in {QAccessible.Role.Table, QAccessible.Role.List, QAccessible.Role.Tree}:
        return
    for place in range(interface.childCount()):
        yield from _walk(interface.child(place))


def nameless(widget: QWidget) -> list[str]:
    """List focusable things without a name, as class and object name."""
    found = []
    for interface in walk(widget):
        state = interface.state()
        if not state.focusable or state.invisible or interface.role() in _UNNAMED:
            continue
        if not interface.text(QAccessible.Text.Name).strip():
            thing = interface.object()
            found.append(f"{type(thing).__name__} {thing.objectName()} {interface.role()}")
    return found
