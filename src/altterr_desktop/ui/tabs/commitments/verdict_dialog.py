"""Ask for a verdict: how far, what proves it, how strong the proof is; the service judges whether it holds."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QDialog,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPlainTextEdit,
    QPushButton,
    QRadioButton,
    QWidget,
)

from altterr_desktop.domain.commitments import (
    STANDINGS_OFF_SCALE,
    Obstacle,
    OffScale,
    Progress,
    ProofStrength,
    Signing,
    Standing,
    VerdictState,
    usual_strength,
)
from altterr_desktop.i18n import _, ngettext
from altterr_desktop.i18n.dates import short_date
from altterr_desktop.i18n.labels import label
from altterr_desktop.services.choices import Choice
from altterr_desktop.services.commitment_page import CommitmentPage
from altterr_desktop.services.signers import Signature
from altterr_desktop.services.verdicts import EvidenceView, VerdictView
from altterr_desktop.ui.forms import Form
from altterr_desktop.ui.kit.choice_combo import ChoiceCombo
from altterr_desktop.ui.kit.date_field import DateField
from altterr_desktop.ui.kit.enum_combo import EnumCombo
from altterr_desktop.ui.kit.plain import scaled_font
from altterr_desktop.ui.tabs.commitments import evidence_dialog, signers_dialog
from altterr_desktop.ui.tabs.commitments.keeping import KEYS, answers
from altterr_desktop.ui.tabs.commitments.signs import standing_icon
from altterr_desktop.ui.tabs.commitments.words import evidence_line

_PIECE = int(Qt.ItemDataRole.UserRole)
_ON_SCALE = tuple(Standing(progress.value) for progress in Progress)
_STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_Left: -1}


@dataclass
class TypedVerdict:
    """Hold what was typed of a verdict, so that a dialog closed too early loses nothing.

    `evidence_ids` are pieces of the dossier, `new_evidence` pieces that come with the verdict; `signatures` name
    who signs beside the author and the second reader.
    """

    standing: Standing = Standing.NOT_ASSESSED
    evidence_ids: tuple[str, ...] = ()
    new_evidence: tuple[dict[str, Any], ...] = ()
    values: dict[str, Any] = field(default_factory=dict)
    signatures: tuple[Signature, ...] = ()

    def arguments(self) -> dict[str, Any]:
        """Give the arguments of `record_verdict`."""
        off_scale = OffScale(self.standing.value) if self.standing in STANDINGS_OFF_SCALE else None
        progress = Progress.NOT_ASSESSED if off_scale else Progress(self.standing.value)
        return {
            "progress": progress,
            "off_scale": off_scale,
            "evidence_ids": list(self.evidence_ids),
            "new_evidence": list(self.new_evidence),
            "values": dict(self.values),
            "signatures": list(self.signatures),
        }


class StandingButton(QRadioButton):
    """Offer one standing; any arrow key goes to the next or the previous one, across columns and boxes."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = _STEPS.get(Qt.Key(event.key()))
        if step is None or self.group() is None:
            super().keyPressEvent(event)
            return
        # Qt goes by geometry and would stay in the column.
        buttons = self.group().buttons()
        place = buttons.index(self) + step
        if 0 <= place < len(buttons):
            buttons[place].setFocus(Qt.FocusReason.TabFocusReason)
            buttons[place].click()


Keep = Callable[[TypedVerdict, Callable[[object], object], Callable[[Exception], object]], object]


class VerdictForm(Form):
    """Bind the dialog of a verdict; `keep` is called to record it, the dialog stays until it is recorded."""

    FORM = "verdict_dialog"
    widget: QDialog
    title_label: QLabel
    verbatim_label: QLabel
    scale_box: QWidget
    off_scale_box: QWidget
    columns_layout: QHBoxLayout
    statement_edit: QPlainTextEdit
    next_step_edit: QPlainTextEdit
    evidence_list: QListWidget
    add_evidence_button: QPushButton
    reason_edit: QPlainTextEdit
    error_label: QLabel
    strength_combo: EnumCombo
    decided_on_field: DateField
    state_combo: EnumCombo
    second_reader_combo: ChoiceCombo
    signers_button: QPushButton
    obstacle_combo: EnumCombo
    obstacle_note_edit: QLineEdit
    dissent_edit: QLineEdit
    publishable_check: QCheckBox
    save_button: QPushButton
    cancel_button: QPushButton

    def __init__(
        self,
        parent: QWidget | None,
        page: CommitmentPage,
        volunteers: Sequence[Choice],
        typed: TypedVerdict,
        keep: Keep,
    ) -> None:
        super().__init__(parent)
        self._keep = keep
        self._volunteers = volunteers
        self._signatures: tuple[Signature, ...] = ()
        self._standings: dict[Standing, QRadioButton] = {}
        self._group = QButtonGroup(self.widget)
        self.title_label.setText(page.title)
        self.title_label.setFont(scaled_font(self.widget.font(), 1.2, QFont.Weight.DemiBold))
        verbatim = " ".join(str(page.values["verbatim"]).split())
        self.verbatim_label.setText(_("“{quote}”").format(quote=verbatim) if verbatim else "")
        self.verbatim_label.setVisible(bool(verbatim))
        self._lay_out()
        self._offer(volunteers)
        for piece in page.evidence:
            self._add_item(evidence_line(piece), piece.id, piece.strength, checked=False)
        self._connect()
        self.show_typed(typed)

    # What is shown and typed

    def show_typed(self, typed: TypedVerdict) -> None:
        """Show a verdict begun before, or the one to start from."""
        values = typed.values
        self._standings[typed.standing].setChecked(True)
        for item in self._items():
            item.setCheckState(_checked(item.data(_PIECE)[0] in typed.evidence_ids))
        for piece in typed.new_evidence:
            self.add_piece(piece)
        self.statement_edit.setPlainText(str(values.get("statement") or ""))
        self.next_step_edit.setPlainText(str(values.get("next_step") or ""))
        self.reason_edit.setPlainText(str(values.get("reason") or ""))
        self.strength_combo.set_value(values.get("proof_strength"))
        self.decided_on_field.set_value(values.get("decided_on"))
        self.state_combo.set_value(values.get("verdict_state") or VerdictState.AGREED)
        self.second_reader_combo.set_value(values.get("second_reader_id"))
        self.obstacle_combo.set_value(values.get("obstacle"))
        self.obstacle_note_edit.setText(str(values.get("obstacle_note") or ""))
        self.dissent_edit.setText(str(values.get("dissent") or ""))
        self.publishable_check.setChecked(bool(values.get("publishable", True)))
        self._show_signers(typed.signatures)
        self._show_strength()

    def typed(self) -> TypedVerdict:
        """Give what is typed now."""
        chosen = [item.data(_PIECE) for item in self._items() if item.checkState() == Qt.CheckState.Checked]
        standing = next(one for one, button in self._standings.items() if button.isChecked())
        values = {
            "statement": self.statement_edit.toPlainText().strip(),
            "next_step": self.next_step_edit.toPlainText().strip(),
            "reason": self.reason_edit.toPlainText().strip(),
            "proof_strength": self.strength_combo.value(),
            "decided_on": self.decided_on_field.value(),
            "verdict_state": self.state_combo.value(),
            "second_reader_id": self.second_reader_combo.value(),
            "obstacle": self.obstacle_combo.value(),
            "obstacle_note": self.obstacle_note_edit.text().strip(),
            "dissent": self.dissent_edit.text().strip(),
            "publishable": self.publishable_check.isChecked(),
        }
        ids = tuple(piece for piece, _strength in chosen if isinstance(piece, str))
        pieces = tuple(piece for piece, _strength in chosen if not isinstance(piece, str))
        return TypedVerdict(standing, ids, pieces, values, self._signatures)

    def standing_button(self, standing: Standing) -> QRadioButton:
        """Give the button of a standing."""
        return self._standings[standing]

    def add_piece(self, piece: dict[str, Any]) -> None:
        """Add evidence that will be kept with the verdict, chosen."""
        strength = piece.get("proof_strength") or usual_strength(piece["evidence_kind"])
        title = piece.get("title") or str(piece.get("quote") or "")[:80] or piece.get("url") or ""
        day = f", {short_date(piece['dated_on'])}" if piece.get("dated_on") else ""
        text = _("{evidence} ({strength})").format(evidence=f"{title}{day}", strength=label(strength).lower())
        self._add_item(text, piece, strength, checked=True)
        self._show_strength()

    def record(self) -> None:
        """Have the verdict recorded; a refusal is shown beside what it is about."""
        if not self.decided_on_field.is_valid() or self.decided_on_field.value() is None:
            self.refuse(_("Write the day this was checked, as 13/03/2029."), self.decided_on_field)
            return
        self.error_label.hide()
        self._keep(self.typed(), *answers(self.widget, self._on_refused))

    def refuse(self, sentence: str, widget: QWidget) -> None:
        """Say why it is not recorded, with the cursor where it can be mended; nothing typed is lost."""
        self.error_label.setText(sentence)
        self.error_label.show()
        widget.setFocus()

    # Inside

    def _on_refused(self, sentence: str) -> None:
        self.refuse(sentence, self.reason_edit)

    def _lay_out(self) -> None:
        metrics = self.widget.fontMetrics()
        size = metrics.height()
        for box, standings, across in (
            (self.scale_box, _ON_SCALE, 2),
            (self.off_scale_box, STANDINGS_OFF_SCALE, 2),
        ):
            grid = box.layout()
            if not isinstance(grid, QGridLayout):
                continue
            grid.setVerticalSpacing(round(size * 0.2))
            rows = -(-len(standings) // across)
            for place, standing in enumerate(standings):
                button = StandingButton(label(standing), box)
                button.setIcon(standing_icon(standing, size))
                self._group.addButton(button)
                self._standings[standing] = button
                grid.addWidget(button, place % rows, place // rows)
        self.columns_layout.setSpacing(size * 2)
        self.evidence_list.setMinimumHeight(size * 4)
        self.evidence_list.setWordWrap(True)
        self.evidence_list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        for text, lines in ((self.statement_edit, 3), (self.next_step_edit, 2), (self.reason_edit, 2)):
            text.setMinimumHeight(size * (lines + 1))
        # Each button of the scale before the rest, in the order of reading.
        before: QWidget = self.scale_box
        for choice in self._standings.values():
            QWidget.setTabOrder(before, choice)
            before = choice
        QWidget.setTabOrder(before, self.statement_edit)
        self.error_label.hide()
        room = self.widget.screen().availableGeometry()
        self.widget.resize(
            min(metrics.averageCharWidth() * 150, round(room.width() * 0.94)),
            min(size * 42, round(room.height() * 0.9)),
        )

    def _offer(self, volunteers: Sequence[Choice]) -> None:
        self.strength_combo.set_members(ProofStrength, "-")
        self.state_combo.set_members((VerdictState.AGREED, VerdictState.PROPOSED))
        self.second_reader_combo.set_choices([(one.id, one.text) for one in volunteers], _("Nobody yet"))
        self.obstacle_combo.set_members(Obstacle, _("None given"))

    def _connect(self) -> None:
        self.add_evidence_button.clicked.connect(lambda *_on: self._on_add_asked())
        self.evidence_list.itemChanged.connect(lambda *_item: self._show_strength())
        self.signers_button.clicked.connect(lambda *_on: self._on_signers_asked())
        self.save_button.clicked.connect(lambda *_on: self.record())
        self.cancel_button.clicked.connect(self.widget.reject)
        for keys in KEYS:
            QShortcut(QKeySequence(keys), self.widget).activated.connect(self.record)

    def _items(self) -> list[QListWidgetItem]:
        return [self.evidence_list.item(place) for place in range(self.evidence_list.count())]

    def _add_item(
        self, text: str, piece: str | dict[str, Any], strength: ProofStrength, *, checked: bool
    ) -> None:
        item = QListWidgetItem(text)
        item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
        item.setData(_PIECE, (piece, strength))
        item.setCheckState(_checked(checked))
        self.evidence_list.addItem(item)
        if checked:
            self.evidence_list.setCurrentItem(item)

    def _show_strength(self) -> None:
        order = list(ProofStrength)
        strengths = [
            item.data(_PIECE)[1] for item in self._items() if item.checkState() == Qt.CheckState.Checked
        ]
        if strengths:
            strongest = min(strengths, key=order.index)
            words = _("That of the evidence: {strength}").format(strength=label(strongest).lower())
        else:
            words = _("That of the evidence")
        self.strength_combo.setItemText(0, words)

    def _on_signers_asked(self) -> None:
        found = signers_dialog.ask_signers(self.widget, self._volunteers, self._signatures)
        if found is not None:
            self._show_signers(found)

    def _show_signers(self, signatures: tuple[Signature, ...]) -> None:
        self._signatures = signatures
        count = len(signatures)
        words = ngettext("{count} more name", "{count} more names", count).format(count=count)
        self.signers_button.setText(words if count else _("Other names…"))

    def _on_add_asked(self) -> None:
        piece = evidence_dialog.ask(self.widget)
        if piece is not None:
            self.add_piece(piece)


def started_from(verdict: VerdictView) -> TypedVerdict:
    """Give a new verdict that begins as an earlier one, to correct it without touching it."""
    readers = [one.volunteer_id for one in verdict.signers if one.signing is Signing.SECOND_READER]
    values = {
        "statement": verdict.statement,
        "next_step": verdict.next_step,
        "reason": verdict.reason,
        "proof_strength": None if verdict.evidence else verdict.strength,
        "verdict_state": verdict.state,
        "second_reader_id": readers[0] if readers else None,
        "obstacle": verdict.obstacle,
        "obstacle_note": verdict.obstacle_note,
        "dissent": verdict.own_dissent,
        "publishable": verdict.publishable,
    }
    authors = [one for one in verdict.signers if one.signing is Signing.AUTHOR][1:]
    others = [one for one in verdict.signers if one.signing is Signing.DISSENT]
    others += [
        one
        for one in verdict.signers
        if one.volunteer_id in readers[1:] and one.signing is Signing.SECOND_READER
    ]
    signatures = tuple(Signature(one.volunteer_id, one.signing, one.words) for one in (*authors, *others))
    ids = tuple(piece.id for piece in verdict.evidence)
    return TypedVerdict(verdict.standing, ids, (), values, signatures)


def ask(
    parent: QWidget | None,
    page: CommitmentPage,
    volunteers: Sequence[Choice],
    typed: TypedVerdict,
    keep: Keep,
) -> TypedVerdict | None:
    """Ask for a verdict until it is recorded; give what was typed when it is closed before. Tests replace it."""
    form = VerdictForm(parent, page, volunteers, typed, keep)
    form.standing_button(typed.standing).setFocus()
    accepted = form.widget.exec() == QDialog.DialogCode.Accepted
    left = form.typed()
    form.widget.deleteLater()
    return None if accepted else left


def _checked(on: bool) -> Qt.CheckState:  # noqa: FBT001 - the state's own name says it
    return Qt.CheckState.Checked if on else Qt.CheckState.Unchecked


def is_worth_keeping(left: TypedVerdict, begun: TypedVerdict, known: Mapping[str, EvidenceView]) -> bool:
    """Tell whether a verdict that was not recorded holds something a person typed or chose."""
    texts = ("statement", "next_step", "reason", "dissent", "obstacle_note")
    typed = any(left.values[name] != (begun.values.get(name) or "") for name in texts)
    chosen = set(left.evidence_ids) & set(known) != set(begun.evidence_ids) & set(known)
    chosen = chosen or left.signatures != begun.signatures
    return typed or chosen or bool(left.new_evidence) or left.standing is not begun.standing
