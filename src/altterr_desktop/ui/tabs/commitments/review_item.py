"""Show one commitment under review: its exact words, its evidence, its verdicts, the vote; decide nothing."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from altterr_desktop.domain.commitments import VerdictState
from altterr_desktop.i18n import _, pgettext
from altterr_desktop.i18n.dates import deadline_words, medium_date
from altterr_desktop.i18n.labels import label
from altterr_desktop.services.review_views import SETTLED, ReviewItemView
from altterr_desktop.services.verdicts import VerdictView
from altterr_desktop.ui.kit.icons import set_icon
from altterr_desktop.ui.kit.number_field import NumberField
from altterr_desktop.ui.kit.plain import PlainLabel, scaled_font
from altterr_desktop.ui.kit.record_form import INVALID, RecordForm
from altterr_desktop.ui.kit.standings import StandingChip
from altterr_desktop.ui.tabs.commitments.cards import Card, paragraph
from altterr_desktop.ui.tabs.commitments.words import evidence_flags, evidence_line, signed_words

_BUILT = "built_size"
_VOTES = ("votes_for", "votes_against", "abstentions")


class ReviewItemPage(QWidget):
    """Show what is said and voted; `note` is called with an item's id and the values of one edit."""

    propose_asked = Signal()
    agree_asked = Signal()
    put_off_asked = Signal()
    take_again_asked = Signal()
    take_up_asked = Signal(str)

    def __init__(self, note: Callable[[str, dict[str, Any]], object], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._note = note
        self._scale = 1.0
        self._is_open = True
        self.title = paragraph(self, "", strong=True)
        self.verbatim = paragraph(self, "")
        self.facts = paragraph(self, "", "muted")
        self.chip = StandingChip(self)
        self.state = PlainLabel(self, "", "muted")
        self.area = QScrollArea(self)
        self.area.setWidgetResizable(True)
        self.area.setFrameShape(QScrollArea.Shape.NoFrame)
        self.area.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.area.setAccessibleName(_("What is known"))
        self.discussion_edit = QPlainTextEdit(self)
        self.discussion_edit.setTabChangesFocus(True)
        self.fields = {name: NumberField(self) for name in _VOTES}
        self.error = PlainLabel(self, "", "danger")
        self.error.setWordWrap(True)
        self.error.hide()
        self.buttons = {
            "propose": self._button(_("Propose a verdict…"), "gavel", self.propose_asked),
            "agree": self._button(_("Agreed"), "thumbs-up", self.agree_asked, kind="primary"),
            "put_off": self._button(_("Put off"), "circle-pause", self.put_off_asked),
            "again": self._button(_("Take up again"), "undo-2", self.take_again_asked),
        }
        self.form = RecordForm(self._on_committed, self)
        self._lay_out()
        self.form.bind(discussion=self.discussion_edit, **self.fields)

    # For the window

    def show_item(self, item: ReviewItemView) -> None:
        """Show a commitment; what is being typed stays."""
        page = item.page
        number = str(page.values["number"])
        self.title.setText(f"{number}. {page.title}" if number else page.title)
        words = " ".join(str(page.values["verbatim"]).split())
        self.verbatim.setText(
            _("“{quote}”").format(quote=words) if words else _("The exact words are missing.")
        )
        self.facts.setText(_facts(item))
        self.chip.set_standing(page.standing)
        self.state.setText(label(item.state))
        self.error.hide()
        self._show_known(item)
        self.form.load(
            {
                "id": item.id,
                "discussion": item.discussion,
                **{name: getattr(item, name) for name in _VOTES},
            }
        )
        self._enable(item)

    def votes(self) -> dict[str, int | None]:
        """Give the votes as they are typed now."""
        values = {name: field.value() if field.is_valid() else None for name, field in self.fields.items()}
        return {name: None if value is None else int(value) for name, value in values.items()}

    def leave(self) -> None:
        """Commit what is being typed."""
        self.form.flush()

    def refuse(self, sentence: str) -> None:
        """Say why nothing was decided."""
        self.error.setText(sentence)
        self.error.show()

    def set_open(self, *, is_open: bool) -> None:
        """Let the session be written, or only read once it is closed."""
        self._is_open = is_open
        self.discussion_edit.setReadOnly(not is_open)
        for field in self.fields.values():
            field.setReadOnly(not is_open)

    def set_scale(self, scale: float) -> None:
        """Show everything in larger letters, for those who sit far away."""
        self._scale = scale
        enlarge(self, scale)
        self._size_fields()

    # Inside

    def _on_committed(self, field: str, value: Any) -> None:
        if value is not INVALID and self.form.record_id:
            self._note(self.form.record_id, {field: value if field == "discussion" else _whole(value)})

    def _enable(self, item: ReviewItemView) -> None:
        settled = item.state in SETTLED
        waits = item.proposal is not None and item.proposal.state is VerdictState.PROPOSED
        for name, on in (
            ("propose", not settled),
            ("agree", not settled and waits),
            ("put_off", not settled),
        ):
            self.buttons[name].setEnabled(on and self._is_open)
        self.buttons["again"].setVisible(settled)
        self.buttons["again"].setEnabled(self._is_open)

    def _show_known(self, item: ReviewItemView) -> None:
        inside = QWidget()
        columns = QHBoxLayout(inside)
        columns.setContentsMargins(0, 0, self.fontMetrics().height() // 2, 0)
        columns.setSpacing(self.fontMetrics().height())
        left, right = QVBoxLayout(), QVBoxLayout()
        for column in (left, right):
            column.setSpacing(round(self.fontMetrics().height() * 0.4))
        columns.addLayout(left, 1)
        columns.addLayout(right, 1)
        self._show_evidence(inside, left, item)
        self._show_verdicts(inside, right, item)
        for column in (left, right):
            column.addStretch(1)
        enlarge(inside, self._scale)
        # The former widgets go with the one that is replaced.
        self.area.setWidget(inside)
        inside.setAutoFillBackground(False)
        self.area.viewport().setAutoFillBackground(False)

    def _show_evidence(self, inside: QWidget, column: QVBoxLayout, item: ReviewItemView) -> None:
        column.addWidget(PlainLabel(inside, pgettext("several", "Evidence"), "section"))
        if not item.page.evidence:
            column.addWidget(paragraph(inside, _("No evidence yet."), "muted"))
        for piece in item.page.evidence:
            column.addWidget(paragraph(inside, f"• {evidence_line(piece)}"))
            if piece.quote.strip() and piece.quote.strip() != piece.title:
                column.addWidget(paragraph(inside, _("“{quote}”").format(quote=piece.quote.strip()), "muted"))
            for flag in evidence_flags(piece):
                column.addWidget(paragraph(inside, flag, "danger"))

    def _show_verdicts(self, inside: QWidget, column: QVBoxLayout, item: ReviewItemView) -> None:
        if item.proposal is not None:
            column.addWidget(PlainLabel(inside, _("On the table"), "section"))
            column.addWidget(self._card(inside, item.proposal, offered=False))
        if item.other_proposals:
            column.addWidget(PlainLabel(inside, _("Proposed before"), "section"))
        for verdict in item.other_proposals:
            column.addWidget(self._card(inside, verdict, offered=item.state not in SETTLED and self._is_open))
        column.addWidget(PlainLabel(inside, _("Former verdicts"), "section"))
        former = [
            verdict
            for verdict in item.page.verdicts
            if verdict is not item.proposal and verdict.state is VerdictState.AGREED
        ]
        if not former:
            column.addWidget(paragraph(inside, _("Nobody has judged this commitment yet."), "muted"))
        for verdict in former:
            column.addWidget(self._card(inside, verdict, offered=False))

    def _card(self, parent: QWidget, verdict: VerdictView, *, offered: bool) -> Card:
        card = Card(parent, label(verdict.standing))
        chip = StandingChip(card)
        chip.set_standing(verdict.standing)
        card.head.addWidget(chip)
        card.head.addWidget(PlainLabel(card, label(verdict.state), "label"))
        card.head.addStretch(1)
        day = medium_date(verdict.decided_on) if verdict.decided_on else _("without a date")
        card.head.addWidget(PlainLabel(card, day, "muted"))
        card.add_text(verdict.statement)
        card.add_text(verdict.reason, titled=_("Reason written"))
        card.add_text(verdict.next_step, titled=_("Next step"))
        card.add_text(verdict.dissent, titled=_("Dissenting view"))
        card.add_text(signed_words(verdict), "muted")
        if offered:
            button = QPushButton(_("Put this one on the table"), card)
            button.setAutoDefault(False)
            button.clicked.connect(partial(self._on_take_up, verdict.id))
            card.column.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        return card

    def _on_take_up(self, verdict_id: str, *_on: object) -> None:
        self.take_up_asked.emit(verdict_id)

    def _button(self, text: str, sign: str, asked: Any, *, kind: str = "") -> QPushButton:
        button = QPushButton(text, self)
        button.setAutoDefault(False)
        if kind:
            button.setProperty("kind", kind)
        set_icon(button, sign, "accent_ink" if kind else "ink")
        button.clicked.connect(lambda *_on: asked.emit())
        return button

    def _size_fields(self) -> None:
        self.discussion_edit.setFixedHeight(round(self.discussion_edit.fontMetrics().height() * 3.6))
        for field in self.fields.values():
            field.setFixedWidth(field.fontMetrics().averageCharWidth() * 9)

    def _lay_out(self) -> None:
        unit = self.fontMetrics().height()
        self.title.setFont(scaled_font(self.font(), 1.5, QFont.Weight.DemiBold))
        self.verbatim.setFont(scaled_font(self.font(), 1.25))
        self._size_fields()
        state = QHBoxLayout()
        for widget in (self.chip, self.state):
            state.addWidget(widget)
        state.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(unit // 2, 0, 0, 0)
        whole.setSpacing(round(unit * 0.4))
        for widget in (self.title, self.verbatim):
            whole.addWidget(widget)
        whole.addLayout(state)
        whole.addWidget(self.facts)
        whole.addWidget(self.area, 1)
        notes = _named(self, _("&What was said"), self.discussion_edit)
        whole.addWidget(notes)
        whole.addWidget(self.discussion_edit)
        whole.addWidget(self.error)
        whole.addLayout(self._decision_row())

    def _decision_row(self) -> QHBoxLayout:
        row = QHBoxLayout()
        for name, words in zip(_VOTES, (_("&For"), _("A&gainst"), _("A&bstained")), strict=True):
            row.addWidget(_named(self, words, self.fields[name]))
            row.addWidget(self.fields[name])
        row.addStretch(1)
        for button in self.buttons.values():
            row.addWidget(button)
        return row


def enlarge(root: QWidget, factor: float) -> None:
    """Show all the words of a widget so many times as large as they were built; the style sheet keeps its own."""
    for one in root.findChildren(QWidget):
        built = one.property(_BUILT)
        size = float(built) if built is not None else one.font().pointSizeF()
        one.setProperty(_BUILT, size)
        font = QFont(one.font())
        font.setPointSizeF(size * factor)
        one.setFont(font)


def _named(parent: QWidget, words: str, field: QWidget) -> QLabel:
    named = PlainLabel(parent, words, "label")
    named.setBuddy(field)
    return named


def _whole(value: Any) -> int | None:
    return None if value is None else int(value)


def _facts(item: ReviewItemView) -> str:
    page = item.page
    values = page.values
    parts = [page.names[name] for name in ("pledge_document_id", "official_id") if page.names.get(name)]
    due = deadline_words(values["deadline"], values["deadline_precision"], values["deadline_words"])
    if due:
        parts.append(due)
    if page.late:
        parts.append(_("Late"))
    parts += [label(weakness).lower() for weakness in page.weaknesses]
    return " · ".join(parts)
