"""Be the assembly of a territory, drawn from its head down: deputies, delegated councillors, councillors by side."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetricsF, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QFrame,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from altterr_desktop.domain.officials import Side
from altterr_desktop.i18n import _
from altterr_desktop.i18n.labels import label
from altterr_desktop.i18n.names import count_words, labelled
from altterr_desktop.i18n.numbers import number
from altterr_desktop.services.assembly_chart import AssemblyChart, Member, read_assembly
from altterr_desktop.ui.kit.base_tab import BaseTab
from altterr_desktop.ui.kit.cards import paint_ground
from altterr_desktop.ui.kit.context import TabContext
from altterr_desktop.ui.kit.exporting import export_report
from altterr_desktop.ui.kit.filter_lists import ListFilter
from altterr_desktop.ui.kit.flow import FlowLayout
from altterr_desktop.ui.kit.icons import set_icon
from altterr_desktop.ui.kit.plain import PlainLabel, plain_tip, scaled_font
from altterr_desktop.ui.kit.scrolling import scroll_in
from altterr_desktop.ui.kit.theme import colour
from altterr_desktop.ui.tabs.officials.neighbours import ARROWS, nearest

_LEFT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
_RIGHT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight


class MemberCard(QAbstractButton):
    """Be one person: name, delegation or function, side in words; arrows go to the neighbours, Enter opens."""

    turned = Signal(int, int)

    def __init__(self, member: Member, *, tall: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.member = member
        self._tall = tall
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        said = ", ".join(part for part in (member.name, *_lines(member), side_words(member.side)) if part)
        self.setAccessibleName(said)
        self.setToolTip(plain_tip(said))

    def sizeHint(self) -> QSize:
        """Take three lines, or one for a councillor without delegation."""
        unit = self.fontMetrics().height()
        return QSize(round(unit * 15), round(unit * (3.9 if self._tall else 1.7)))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the card."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        unit = QFontMetricsF(self.font()).height()
        paint_ground(painter, self, unit)
        inner = QRectF(self.rect()).adjusted(unit * 0.6, unit * 0.3, -unit * 0.6, -unit * 0.3)
        lines = _lines(self.member) if self._tall else ()
        heavy = QFont.Weight.DemiBold if self._tall else QFont.Weight.Normal
        step = inner.height() / (3 if self._tall else 1)
        painter.setFont(scaled_font(self.font(), 1, heavy))
        painter.setPen(colour("ink"))
        _draw(painter, QRectF(inner.left(), inner.top(), inner.width(), step), self.member.name)
        painter.setFont(scaled_font(self.font(), 0.92))
        for place, words in enumerate(lines, 1):
            painter.setPen(colour("ink" if place == 1 else "muted"))
            room = QRectF(inner.left(), inner.top() + place * step, inner.width(), step)
            side = side_words(self.member.side) if place == len(lines) else ""
            wide = QFontMetricsF(painter.font()).horizontalAdvance(side)
            painter.setPen(colour("accent"))
            painter.drawText(room, _RIGHT, side)
            painter.setPen(colour("ink" if place == 1 else "muted"))
            _draw(painter, room.adjusted(0, 0, -wide - unit * 0.4 if side else 0, 0), words)
        painter.end()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go to a neighbour with the arrows, open with Enter."""
        step = ARROWS.get(Qt.Key(event.key()))
        if step is not None:
            self.turned.emit(*step)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)


class AssemblyPage(BaseTab):
    """Show one assembly in one mandate."""

    KINDS = frozenset(("official", "seat", "mandate", "territory"))

    def __init__(self, context: TabContext, extra: Sequence[QWidget], parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.territories = ListFilter("territory", _("Territory"), _("Territory"))
        self.mandates = ListFilter("mandate", _("Mandate"), _("Mandate"))
        self.area = QScrollArea(self)
        self.count_label = PlainLabel(self, "", "muted")
        self.sides_label = PlainLabel(self, "", "muted")
        self.print_button = QPushButton(_("Print…"), self)
        set_icon(self.print_button, "printer")
        self._chart: AssemblyChart | None = None
        self._wanted = ("", "")
        self._lay_out(extra)
        self.territories.picked.connect(lambda *_value: self._turn_to(self.territories.value() or "", ""))
        self.mandates.picked.connect(
            lambda *_value: self._turn_to(self.territories.value() or "", self.mandates.value() or "")
        )
        self.print_button.clicked.connect(lambda *_on: self.print_assembly())
        self.reload()

    def reload(self) -> None:
        """Read the assembly again."""
        territory_id, mandate_id = self._wanted
        self.context.operations.ask(
            read_assembly,
            territory_id=territory_id,
            mandate_id=mandate_id,
            on_done=self._on_read,
            on_error=self._on_refused,
            owner=self,
        )

    def focus_filter(self) -> None:
        """Put the keyboard on the first person, or in the choice of a territory."""
        cards = self.area.findChildren(MemberCard)
        (cards[0] if cards else self.territories).setFocus(Qt.FocusReason.TabFocusReason)

    def print_assembly(self) -> None:
        """Write the assembly shown as a PDF."""
        if self._chart is not None:
            choices: dict[str, Any] = {"mandate_id": self._chart.mandate_id}
            export_report(self.context, self, "assembly", self._chart.territory_id, "pdf", **choices)

    def _lay_out(self, extra: Sequence[QWidget]) -> None:
        unit = self.fontMetrics().height()
        title = PlainLabel(self, _("Assembly"))
        title.setFont(scaled_font(self.font(), 1.6, QFont.Weight.DemiBold))
        head = QHBoxLayout()
        head.setSpacing(unit)
        head.addWidget(title)
        head.addWidget(self.count_label, 1, Qt.AlignmentFlag.AlignBottom)
        for widget in (*extra, self.print_button):
            head.addWidget(widget)
        narrowing = QHBoxLayout()
        narrowing.setSpacing(unit // 3)
        narrowing.addWidget(self.territories)
        narrowing.addWidget(self.mandates)
        narrowing.addSpacing(unit)
        narrowing.addWidget(self.sides_label, 1)
        card = QFrame(self)
        card.setProperty("kind", "card")
        inside = QVBoxLayout(card)
        inside.setContentsMargins(unit, unit // 2, unit // 3, unit // 2)
        inside.addWidget(self.area)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(unit, round(unit * 0.7), unit, round(unit * 0.6))
        whole.setSpacing(round(unit * 0.55))
        whole.addLayout(head)
        whole.addLayout(narrowing)
        whole.addWidget(card, 1)

    def _turn_to(self, territory_id: str, mandate_id: str) -> None:
        self._wanted = (territory_id, mandate_id)
        self.reload()

    def _on_read(self, chart: AssemblyChart) -> None:
        self._chart = chart
        self.territories.set_choices(chart.territories)
        self.territories.set_value((chart.territory_id, chart.territory))
        self.mandates.set_choices(chart.mandates)
        self.mandates.set_value((chart.mandate_id, chart.mandate) if chart.mandate_id else None)
        self.mandates.setVisible(len(chart.mandates) > 1)
        self.count_label.setText(count_words("{count} person", "{count} people", chart.total))
        self.sides_label.setText(
            " · ".join(
                labelled(side_words(side) or _("Side not known"), number(count))
                for side, count in chart.sides
            )
        )
        self._show(chart)

    def _on_refused(self, error: Exception) -> None:
        self._chart = None
        self._fill([(str(error), (), False)])

    def _show(self, chart: AssemblyChart) -> None:
        groups: list[tuple[str, Sequence[Member], bool]] = [
            ("", chart.heads, True),
            (_("Deputies"), chart.deputies, True),
            (_("Delegated councillors"), chart.delegated, True),
        ]
        for side, people in chart.members:
            words = side_words(side)
            title = _("Councillors, {side}").format(side=words.lower()) if words else _("Councillors")
            groups.append((title, people, False))
        shown = [group for group in groups if group[1]]
        nobody = _("Nobody is known in this assembly yet: import the register, or add somebody.")
        self._fill(shown or [(nobody, (), False)])

    def _fill(self, groups: Sequence[tuple[str, Sequence[Member], bool]]) -> None:
        inside = QWidget()
        column = QVBoxLayout(inside)
        unit = self.fontMetrics().height()
        column.setContentsMargins(0, 0, unit // 3, 0)
        column.setSpacing(round(unit * 0.4))
        for title, people, tall in groups:
            if title:
                counted = f"{title} ({number(len(people))})" if people else title
                column.addWidget(PlainLabel(inside, counted, "section"))
            if people:
                column.addWidget(self._cards(people, inside, tall=tall, centred=not title))
        column.addStretch(1)
        scroll_in(self.area, inside)

    def _cards(self, people: Sequence[Member], parent: QWidget, *, tall: bool, centred: bool) -> QWidget:
        holder = QWidget(parent)
        unit = self.fontMetrics().height()
        row: QHBoxLayout | FlowLayout
        if centred:
            row = QHBoxLayout(holder)
            row.setContentsMargins(0, 0, 0, 0)
            row.addStretch(1)
        else:
            row = FlowLayout(holder, round(unit * 0.4))
        for one in people:
            card = MemberCard(one, tall=tall, parent=holder)
            card.clicked.connect(lambda *_on, one=one: self.context.open_record("official", one.official_id))
            card.turned.connect(partial(self._on_turned, card))
            row.addWidget(card)
        if isinstance(row, QHBoxLayout):
            row.addStretch(1)
        return holder

    def _on_turned(self, card: MemberCard, right: int, up: int) -> None:
        found = nearest(card, self.area.findChildren(MemberCard), right, up)
        if found is not None:
            found.setFocus(Qt.FocusReason.TabFocusReason)
            self.area.ensureWidgetVisible(found)


def side_words(side: Side | None) -> str:
    """Name a side, or nothing."""
    return label(side) if side is not None else ""


def _lines(member: Member) -> tuple[str, ...]:
    """Give what stands under a name: the delegation where there is one, and the function."""
    return (member.delegation, member.function) if member.delegation else (member.function, "")


def _draw(painter: QPainter, room: QRectF, words: str) -> None:
    metrics = QFontMetricsF(painter.font())
    painter.drawText(room, _LEFT, metrics.elidedText(words, Qt.TextElideMode.ElideRight, room.width()))
