"""Filters with too many values for chips (theme, territory, state): a list, and one chip for the rest."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QPushButton, QWidget

from altterr_desktop.i18n import _
from altterr_desktop.ui.kit.choice_combo import ChoiceCombo
from altterr_desktop.ui.kit.filter_bar import Filter, FilterBar
from altterr_desktop.ui.kit.icons import set_icon


class ListFilter(ChoiceCombo):
    """Narrow by one value of a list; its first line is «no filter»."""

    def __init__(self, name: str, title: str, all_text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.name = name
        self.all_text = all_text
        self.setAccessibleName(title)
        self.setToolTip(title)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.set_choices(())

    def set_choices(self, choices: Sequence[tuple[str, str]], empty: str | None = None) -> None:
        """Offer (value, words) pairs; `empty` replaces the words for «no filter»."""
        super().set_choices(choices, self.all_text if empty is None else empty)


class ListFilterBar(FilterBar):
    """Add lists to a bar of chips, and show what was asked for from elsewhere as a chip that can be taken off.

    `set_chosen` accepts any filter: values that no chip and no list offers are kept whole.
    """

    others_changed = Signal(object)

    def __init__(
        self,
        filters: Sequence[Filter],
        placeholder: str,
        lists: Sequence[ListFilter] = (),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(filters, placeholder, parent)
        self._lists = {one.name: one for one in lists}
        self._others: dict[str, tuple[str, ...]] = {}
        for one in lists:
            self._row.addWidget(one)
            one.picked.connect(lambda *_value: self._on_list_picked())
        self._rest = QPushButton(self)
        self._rest.setProperty("kind", "chip")
        self._rest.setCheckable(True)
        self._rest.setChecked(True)
        self._rest.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        set_icon(self._rest, "x", "muted")
        self._rest.hide()
        self._rest.clicked.connect(lambda *_on: self._drop_others())
        self._row.addWidget(self._rest)

    def name_others(self, text: str) -> None:
        """Write on the chip what was asked for from elsewhere."""
        self._rest.setText(text)
        self._rest.setAccessibleName(_("Take this filter off: {what}").format(what=text))

    def chosen(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """Give what chips, lists and other places ask for, as a query wants it."""
        lists = tuple((one.name, (value,)) for one in self._lists.values() if (value := one.value()))
        return super().chosen() + lists + tuple(self._others.items())

    def set_chosen(self, filters: Mapping[str, Sequence[str]], words: str = "") -> None:
        """Choose exactly this in the chips and lists; what they do not offer becomes the chip of the rest."""
        rest = {name: tuple(values) for name, values in filters.items() if values}
        for name, one in self._lists.items():
            wanted = rest.get(name, ())
            offered = len(wanted) == 1 and one.findData(wanted[0]) >= 0
            one.set_value(wanted[0] if offered else None)
            if offered:
                del rest[name]
        for group in self._filters:
            values = {choice.value for choice in group.choices}
            wanted = rest.get(group.name, ())
            if set(wanted) <= values and (len(wanted) <= 1 or not group.exclusive):
                rest.pop(group.name, None)
        self._others = rest
        self._rest.setVisible(bool(rest))
        if rest:
            self.name_others(_("Chosen elsewhere"))
        self.others_changed.emit(dict(rest))
        shown = {name: values for name, values in filters.items() if name not in rest}
        super().set_chosen(shown, words)

    def _on_list_picked(self) -> None:
        self._clock.stop()
        self.changed.emit()

    def _drop_others(self) -> None:
        self._others = {}
        self._rest.hide()
        self._on_list_picked()
