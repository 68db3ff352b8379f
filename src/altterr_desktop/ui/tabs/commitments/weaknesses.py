"""Show what is missing in a commitment as small labels that explain themselves; nobody types these."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from altterr_desktop.domain.commitments import Weakness
from altterr_desktop.i18n import _, msgid
from altterr_desktop.i18n.labels import label
from altterr_desktop.ui.kit.flow import FlowLayout
from altterr_desktop.ui.kit.icons import set_icon
from altterr_desktop.ui.kit.plain import PlainLabel, plain_tip

_WHY = {
    Weakness.VAGUE_DEADLINE: msgid("No day, month or year was promised: nobody can say when it is late."),
    Weakness.PAST_DEADLINE: msgid("The deadline has passed and the commitment is not kept."),
    Weakness.NO_BUDGET: msgid("No money is planned for it. Ask for the budget line."),
    Weakness.NO_INDICATOR: msgid("Nothing says how it will be measured. Ask for a figure and a target."),
    Weakness.INDICATOR_OF_MEANS: msgid("The indicator counts what is spent or built, not what it changes."),
    Weakness.NO_ONE_IN_CHARGE: msgid("No official and no service answers for it."),
    Weakness.NO_RECENT_EVIDENCE: msgid("No evidence of the last six months: check it again."),
}


class WeaknessChips(QWidget):
    """Show the weaknesses computed; pressing one shows why it matters."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        unit = self.fontMetrics().height()
        self._shown: tuple[Weakness, ...] = ()
        self._chips: list[QPushButton] = []
        self._row = QWidget(self)
        self._flow = FlowLayout(self._row, round(unit * 0.35))
        self._why = PlainLabel(self, "", "muted")
        self._why.setWordWrap(True)
        self._why.hide()
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(round(unit * 0.25))
        whole.addWidget(self._row)
        whole.addWidget(self._why)

    def show_weaknesses(self, found: Sequence[Weakness]) -> None:
        """Show these; nothing is drawn again when they are the same."""
        if tuple(found) == self._shown:
            return
        self._shown = tuple(found)
        for chip in self._chips:
            self._flow.removeWidget(chip)
            chip.deleteLater()
        self._chips = [self._chip(weakness) for weakness in found]
        self._why.hide()
        self.setVisible(bool(found))
        self.updateGeometry()

    def _chip(self, weakness: Weakness) -> QPushButton:
        chip = QPushButton(label(weakness), self._row)
        chip.setProperty("kind", "chip")
        chip.setCheckable(True)
        chip.setAccessibleDescription(_(_WHY[weakness]))
        chip.setToolTip(plain_tip(_(_WHY[weakness])))
        set_icon(chip, "circle-alert", "warn")
        chip.toggled.connect(
            lambda on, pressed=chip, why=_WHY[weakness]: self._explain(pressed, _(why), on=on)
        )
        self._flow.addWidget(chip)
        chip.show()
        return chip

    def _explain(self, pressed: QPushButton, why: str, *, on: bool) -> None:
        for chip in self._chips:
            if chip is not pressed:
                chip.blockSignals(True)
                chip.setChecked(False)
                chip.blockSignals(False)
        self._why.setText(why)
        self._why.setVisible(on)
