"""Show a record in sections on a tab bar, each built when it is first looked at; it knows no record."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, TypeVar, cast

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QTabWidget, QVBoxLayout, QWidget

from altterr_desktop.ui.kit.actions import Action
from altterr_desktop.ui.kit.context import TabContext
from altterr_desktop.ui.kit.plain import PlainLabel

_S = TypeVar("_S", bound=QWidget)


@dataclass(frozen=True)
class SectionSpec:
    """Describe a section: its stable name, its title, its class, and what its action is called («Go to…»).

    The class takes (context, parent) and has `show_page(page)` and `leave()`; `clear()` where it holds fields.
    """

    name: str
    title: str
    kind: Callable[[TabContext, QWidget], QWidget]
    go_text: str


class DetailSections(QTabWidget):
    """Hold the sections; `section_built` carries one just built, before it shows anything."""

    section_built = Signal(QWidget)

    def __init__(
        self, context: TabContext, specs: Sequence[SectionSpec], said: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._context = context
        self._specs = tuple(specs)
        self._names = tuple(spec.name for spec in specs)
        self._built: dict[str, Any] = {}
        self._places: dict[str, QWidget] = {}
        self._page: Any = None
        self.setDocumentMode(True)
        self.tabBar().setDrawBase(False)
        self.setAccessibleName(said)
        self.tabBar().setAccessibleName(said)
        for spec in self._specs:
            place = QWidget()
            inside = QVBoxLayout(place)
            inside.setContentsMargins(0, round(place.fontMetrics().height() * 0.5), 0, 0)
            self.addTab(place, spec.title)
            self._places[spec.name] = place
        self.currentChanged.connect(self._on_current_changed)

    def show_page(self, page: Any, name: str = "") -> None:
        """Show a record's page in the sections built so far; with a name, turn to that section."""
        self._page = page
        for section in self._built.values():
            section.show_page(page)
        if name:
            self.turn_to(name)
        self.section(self.current_name())

    def clear(self) -> None:
        """Show no record."""
        self._page = None
        for section in self._built.values():
            if hasattr(section, "clear"):
                section.clear()

    def leave(self) -> None:
        """Commit what is being typed in any section."""
        for section in self._built.values():
            section.leave()

    def turn_to(self, name: str) -> None:
        """Show a section by its name."""
        self.setCurrentIndex(self._names.index(name))

    def current_name(self) -> str:
        """Give the name of the section shown."""
        return self._names[self.currentIndex()]

    def place(self, name: str) -> QWidget:
        """Give the page a section stands on, there before the section is: the owner of its shortcuts."""
        return self._places[name]

    def section(self, name: str) -> QWidget:
        """Give a section, built now if it never was."""
        if name not in self._built:
            made = self._specs[self._names.index(name)].kind(self._context, self)
            self._built[name] = made
            self.section_built.emit(made)
            inside = cast("QVBoxLayout", self._places[name].layout())
            if self._page is not None:
                made.show_page(self._page)  # type: ignore[attr-defined]
            inside.addWidget(made)
        return cast("QWidget", self._built[name])

    def typed(self, name: str, kind: type[_S]) -> _S:
        """Give a section as what it is. Raises TypeError for another class."""
        section = self.section(name)
        if not isinstance(section, kind):
            raise TypeError(f"{name} is no {kind.__name__}")
        return section

    def show_counts(self, counts: Mapping[str, int]) -> None:
        """Write how many lines sections hold beside their titles; none for zero."""
        for name, count in counts.items():
            place = self._names.index(name)
            title = self._specs[place].title
            self.setTabText(place, f"{title} {count}" if count else title)

    def focus_bar(self) -> None:
        """Put the keyboard on the names of the sections."""
        self.tabBar().setFocus(Qt.FocusReason.TabFocusReason)

    def _on_current_changed(self, _place: int) -> None:
        # Before the first record there is nothing to build for.
        if self._page is not None:
            self.section(self.current_name())


class RecordDetail(QWidget):
    """Frame a record beside its list: head, facts and sections, or a sentence while there is none."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._stack = QStackedWidget(self)

    def lay_out(
        self,
        head: Sequence[QWidget],
        facts: Sequence[tuple[QWidget, int]],
        sections: QWidget,
        nothing_text: str,
    ) -> None:
        """Put the head's widgets in a row (the first one takes the room), the facts (widget, stretch) under it."""
        unit = self.fontMetrics().height()
        shown = QWidget(self)
        column = QVBoxLayout(shown)
        column.setContentsMargins(round(unit * 0.8), round(unit * 0.6), round(unit * 0.6), round(unit * 0.5))
        column.setSpacing(round(unit * 0.3))
        for line in ([(widget, int(not place)) for place, widget in enumerate(head)], facts):
            row = QHBoxLayout()
            row.setSpacing(unit // 2)
            for widget, stretch in line:
                row.addWidget(widget, stretch)
            column.addLayout(row)
        column.addWidget(sections, 1)
        nothing = PlainLabel(self, nothing_text, "muted")
        nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        nothing.setWordWrap(True)
        self._stack.addWidget(nothing)
        self._stack.addWidget(shown)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._stack)

    def show_frame(self, *, shown: bool) -> None:
        """Show the record's frame, or the sentence."""
        self._stack.setCurrentIndex(int(shown))


def section_actions(
    specs: Sequence[SectionSpec], scope: str, show_section: Callable[[str], object]
) -> list[Action]:
    """Describe the actions that turn to each section: Alt+1, Alt+2… in their order."""
    return [
        Action(
            f"{scope}.section_{spec.name}",
            spec.go_text,
            partial(show_section, spec.name),
            f"Alt+{place}",
            "",
            scope,
        )
        for place, spec in enumerate(specs, start=1)
    ]
