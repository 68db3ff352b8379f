"""Show one disagreement: each version with who and when, the merged text with its places marked; it settles nothing."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFont, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QPlainTextEdit,
    QPushButton,
    QScrollArea,
    QTextEdit,
    QVBoxLayout,
    QWidget,
)

from altterr_desktop.i18n import _
from altterr_desktop.services.conflict_words import ConflictWords, Span, VersionWords
from altterr_desktop.ui.dialogs.exchange.words import moment_words
from altterr_desktop.ui.kit.icons import set_icon
from altterr_desktop.ui.kit.plain import PlainLabel, scaled_font
from altterr_desktop.ui.kit.theme import colour

SHOWN, KEEP, DELETE, FOLLOW = "shown", "keep", "delete", "follow"


class ConflictView(QScrollArea):
    """Show a `ConflictWords`.

    `chosen` carries an answer: a version's commit id, «shown», «keep», «delete» or «follow»; `written` a text of
    one's own; `opened` the kind and id of the record.
    """

    chosen = Signal(str)
    written = Signal(str)
    opened = Signal(str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.words: ConflictWords | None = None
        self.answers: list[str] = []
        self.text_edit: QPlainTextEdit | None = None
        self._unit = self.fontMetrics().height()

    def show_conflict(self, words: ConflictWords | None, nothing: str = "") -> None:
        """Show a disagreement, or a sentence where there is none."""
        self.words, self.answers, self.text_edit = words, [], None
        inside = QWidget(self)
        inside.setObjectName("page")
        column = QVBoxLayout(inside)
        column.setContentsMargins(self._unit // 2, 0, self._unit // 2, 0)
        column.setSpacing(self._unit // 2)
        if words is None:
            column.addWidget(_wrapped(inside, nothing, "muted"))
        else:
            self._fill(words, inside, column)
        column.addStretch(1)
        self.setWidget(inside)

    def answer(self, number: int) -> str:
        """Give the answer that a number key stands for, «» for none."""
        return self.answers[number - 1] if 0 < number <= len(self.answers) else ""

    def enter_answer(self) -> str:
        """Give the answer that Enter stands for, «» where each has to be chosen."""
        if self.words is None or self.words.conflict.sort == "orphan":
            return ""
        return KEEP if self.words.conflict.sort == "deleted" else SHOWN

    def _fill(self, words: ConflictWords, inside: QWidget, column: QVBoxLayout) -> None:
        conflict = words.conflict
        title = PlainLabel(inside, conflict.name or words.kind_label)
        title.setFont(scaled_font(self.font(), 1.25, QFont.Weight.DemiBold))
        title.setWordWrap(True)
        column.addWidget(title)
        row = QHBoxLayout()
        row.addWidget(PlainLabel(inside, f"{words.kind_label} · {conflict.field_label}", "muted"), 1)
        opener = QPushButton(_("Open the record"), inside)
        opener.setProperty("kind", "flat")
        opener.setAutoDefault(False)
        set_icon(opener, "arrow-right", "accent")
        opener.clicked.connect(lambda *_on: self.opened.emit(words.page_kind, words.page_id))
        row.addWidget(opener)
        column.addLayout(row)
        column.addWidget(_wrapped(inside, words.sentence))
        if words.is_deletion:
            self._fill_deletion(words, inside, column)
            return
        if words.is_text:
            column.addWidget(self._merged_card(words, inside))
        for number, version in enumerate(words.versions, start=1):
            self.answers.append(version.version.commit_id)
            column.addWidget(self._version_card(number, version, words, inside))
        if not words.is_text and words.shown_text not in {one.text for one in words.versions}:
            column.addWidget(
                _wrapped(inside, _("Shown now: {value}").format(value=words.shown_text), "muted")
            )

    def _fill_deletion(self, words: ConflictWords, inside: QWidget, column: QVBoxLayout) -> None:
        for version in words.versions:
            card, inner = self._card(inside)
            inner.addWidget(_wrapped(card, version_signature(version), "label"))
            inner.addWidget(_wrapped(card, version.text))
            column.addWidget(card)
        name = words.conflict.target_name or words.conflict.name
        choices = [
            (KEEP, _("Keep “{name}”").format(name=name), "undo-2"),
            (DELETE, _("Delete “{name}” all the same").format(name=name), "trash-2"),
        ]
        if words.merged_id:
            sentence = (
                _("Refer to “{name}”, which took it in")
                if words.conflict.sort == "orphan"
                else _("Carry the change over to “{name}”, which took it in")
            )
            follow = sentence.format(name=words.merged_name)
            choices.insert(0, (FOLLOW, follow, "git-merge"))
        for number, (answer, text, icon_name) in enumerate(choices, start=1):
            self.answers.append(answer)
            button = self._choice(inside, f"{number}   {text}", answer, icon_name)
            column.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)

    def _version_card(
        self, number: int, version: VersionWords, words: ConflictWords, parent: QWidget
    ) -> QFrame:
        card, inner = self._card(parent)
        head = QHBoxLayout()
        head.addWidget(_wrapped(card, version_signature(version), "label"), 1)
        commit_id = version.version.commit_id
        is_shown = not words.is_text and version.text == words.shown_text
        button = self._choice(card, _("{number}   Take this one").format(number=number), commit_id, "check")
        button.setAccessibleDescription(f"{version_signature(version)}: {version.text}")
        head.addWidget(button)
        inner.addLayout(head)
        if words.is_text:
            edit = _text_field(card, version.text, version_signature(version))
            mark_places(edit, version.marks)
            edit.setReadOnly(True)
            inner.addWidget(edit)
        else:
            value = _wrapped(card, version.text)
            value.setFont(scaled_font(self.font(), 1.1))
            inner.addWidget(value)
            if is_shown:
                inner.addWidget(_wrapped(card, _("✓ shown in the dossier"), "muted"))
        return card

    def _merged_card(self, words: ConflictWords, parent: QWidget) -> QFrame:
        card, inner = self._card(parent)
        inner.addWidget(_wrapped(card, _("The text as it is shown; it can be changed here"), "label"))
        self.text_edit = _text_field(card, words.shown_text, _("The text as it is shown"))
        mark_places(self.text_edit, words.clashes)
        inner.addWidget(self.text_edit)
        button = QPushButton(_("Keep this text"), card)
        button.setProperty("kind", "primary")
        button.setAutoDefault(False)
        set_icon(button, "check", "accent_ink")
        button.clicked.connect(lambda *_on: self._write())
        row = QHBoxLayout()
        row.addWidget(button)
        row.addStretch(1)
        inner.addLayout(row)
        return card

    def _write(self) -> None:
        if self.text_edit is not None:
            self.written.emit(self.text_edit.toPlainText())

    def _choice(self, parent: QWidget, text: str, answer: str, icon_name: str) -> QPushButton:
        button = QPushButton(text.replace("&", "&&"), parent)
        button.setAutoDefault(False)
        set_icon(button, icon_name, "accent")
        button.clicked.connect(lambda *_on: self.chosen.emit(answer))
        return button

    def _card(self, parent: QWidget) -> tuple[QFrame, QVBoxLayout]:
        card = QFrame(parent)
        card.setProperty("kind", "card")
        inner = QVBoxLayout(card)
        inner.setContentsMargins(self._unit // 2, self._unit // 3, self._unit // 2, self._unit // 2)
        inner.setSpacing(self._unit // 3)
        return card, inner


def version_signature(version: VersionWords) -> str:
    """Say who wrote a version, when and on which computer."""
    parts = (
        version.version.who or _("Unsigned"),
        moment_words(version.version.made_at),
        version.version.device,
    )
    return "  ·  ".join(part for part in parts if part)


def mark_places(edit: QPlainTextEdit, spans: Sequence[Span]) -> None:
    """Mark passages of a text: underlined and bold on a ground, so that colour is not alone to say it."""
    found = []
    for start, end in spans:
        mark = QTextEdit.ExtraSelection()
        cursor = QTextCursor(edit.document())
        cursor.setPosition(start)
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        look = QTextCharFormat()
        look.setBackground(colour("accent_soft"))
        look.setUnderlineStyle(QTextCharFormat.UnderlineStyle.SingleUnderline)
        look.setFontWeight(QFont.Weight.DemiBold)
        mark.cursor, mark.format = cursor, look
        found.append(mark)
    edit.setExtraSelections(found)


def _text_field(parent: QWidget, text: str, name: str) -> QPlainTextEdit:
    edit = QPlainTextEdit(parent)
    edit.setPlainText(text)
    edit.setAccessibleName(name)
    edit.setTabChangesFocus(True)
    lines = min(9, max(3, text.count("\n") + 1 + len(text) // 55))
    edit.setFixedHeight(round(edit.fontMetrics().lineSpacing() * (lines + 0.9)))
    return edit


def _wrapped(parent: QWidget, text: str, kind: str = "") -> PlainLabel:
    label = PlainLabel(parent, text, kind)
    label.setWordWrap(True)
    return label
