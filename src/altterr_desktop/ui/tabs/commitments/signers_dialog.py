"""Ask who puts their name to a verdict, and who disagrees in which words; it records nothing."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QGridLayout,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from altterr_desktop.domain.commitments import Signing
from altterr_desktop.i18n import _
from altterr_desktop.i18n.labels import label
from altterr_desktop.services.choices import Choice
from altterr_desktop.services.signers import Signature
from altterr_desktop.ui.kit.plain import PlainLabel


class _Line:
    """Hold the widgets of one volunteer: as what they sign, and their words where they disagree."""

    def __init__(
        self, parent: QWidget, one: Choice, roles: Sequence[tuple[str, Signing]], empty: str
    ) -> None:
        self.volunteer_id = one.id
        self.name = PlainLabel(parent, one.text)
        self.role = QComboBox(parent)
        self.role.setAccessibleName(_("{name} signs as").format(name=one.text))
        self.role.addItem(empty, "")
        for words, signing in roles:
            self.role.addItem(words, signing.value)
        self.words = QLineEdit(parent)
        self.words.setAccessibleName(_("Words of {name}").format(name=one.text))
        self.words.setPlaceholderText(_("Why, in their words"))
        self.role.currentIndexChanged.connect(lambda *_place: self.show_words())
        self.show_words()

    def show_words(self) -> None:
        """Ask for words only of who disagrees."""
        self.words.setVisible(self.role.currentData() == Signing.DISSENT.value)

    def signature(self) -> Signature | None:
        """Give the signature chosen, None for no signature."""
        chosen = self.role.currentData()
        return Signature(self.volunteer_id, Signing(chosen), self.words.text().strip()) if chosen else None


class SignersDialog(QDialog):
    """List the volunteers, each with a role; `signatures` gives those who sign."""

    def __init__(
        self,
        parent: QWidget | None,
        volunteers: Sequence[Choice],
        chosen: Sequence[Signature],
        *,
        agreeing: bool,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Who agrees?") if agreeing else _("Who signs this verdict?"))
        roles = (
            [(_("Agrees"), Signing.SECOND_READER), (label(Signing.DISSENT), Signing.DISSENT)]
            if agreeing
            else [(label(one), one) for one in Signing]
        )
        empty = _("Was not there") if agreeing else _("Does not sign")
        inside = QWidget(self)
        grid = QGridLayout(inside)
        self.lines = [_Line(inside, one, roles, empty) for one in volunteers]
        for row, line in enumerate(self.lines):
            for column, widget in enumerate((line.name, line.role, line.words)):
                grid.addWidget(widget, row, column)
        grid.setColumnStretch(2, 1)
        grid.setRowStretch(len(self.lines), 1)
        for signature in chosen:
            self._show(signature)
        area = QScrollArea(self)
        area.setWidgetResizable(True)
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        area.setWidget(inside)
        whole = QVBoxLayout(self)
        if agreeing:
            everybody = QPushButton(_("Everybody agrees"), self)
            everybody.setAutoDefault(False)
            everybody.clicked.connect(lambda *_on: self._all_agree())
            whole.addWidget(everybody)
        if not volunteers:
            whole.addWidget(PlainLabel(self, _("Nobody is named in this group yet."), "muted"))
        whole.addWidget(area, 1)
        whole.addWidget(self._buttons(agreeing=agreeing))
        unit = self.fontMetrics()
        self.resize(unit.averageCharWidth() * 90, unit.height() * 26)

    def signatures(self) -> tuple[Signature, ...]:
        """Give who signs, as what."""
        return tuple(one for line in self.lines if (one := line.signature()) is not None)

    def _buttons(self, *, agreeing: bool) -> QDialogButtonBox:
        box = QDialogButtonBox(self)
        words = _("Agree on the verdict") if agreeing else _("Keep the names")
        box.addButton(words, QDialogButtonBox.ButtonRole.AcceptRole)
        box.addButton(_("Cancel"), QDialogButtonBox.ButtonRole.RejectRole)
        box.accepted.connect(self._on_accepted)
        box.rejected.connect(self.reject)
        return box

    def _on_accepted(self) -> None:
        silent = next(
            (
                line
                for line in self.lines
                if line.role.currentData() == Signing.DISSENT.value and not line.words.text().strip()
            ),
            None,
        )
        if silent is None:
            self.accept()
        else:
            silent.words.setFocus()

    def _all_agree(self) -> None:
        for line in self.lines:
            line.role.setCurrentIndex(line.role.findData(Signing.SECOND_READER.value))

    def _show(self, signature: Signature) -> None:
        line = next((one for one in self.lines if one.volunteer_id == signature.volunteer_id), None)
        if line is not None:
            line.role.setCurrentIndex(max(0, line.role.findData(signature.signing.value)))
            line.words.setText(signature.words)


def ask_signers(
    parent: QWidget | None, volunteers: Sequence[Choice], chosen: Sequence[Signature] = ()
) -> tuple[Signature, ...] | None:
    """Ask who signs a verdict; None when cancelled. Tests replace it."""
    return _ask(SignersDialog(parent, volunteers, chosen, agreeing=False))


def ask_agreeing(
    parent: QWidget | None, volunteers: Sequence[Choice]
) -> tuple[tuple[str, ...], tuple[Signature, ...]] | None:
    """Ask who agrees on a proposal: their ids, and who disagrees; None when cancelled. Tests replace it."""
    found = _ask(SignersDialog(parent, volunteers, (), agreeing=True))
    if found is None:
        return None
    against = tuple(one for one in found if one.signing is Signing.DISSENT)
    return tuple(one.volunteer_id for one in found if one.signing is not Signing.DISSENT), against


def _ask(dialog: SignersDialog) -> tuple[Signature, ...] | None:
    accepted = dialog.exec() == QDialog.DialogCode.Accepted
    found = dialog.signatures()
    dialog.deleteLater()
    return found if accepted else None
