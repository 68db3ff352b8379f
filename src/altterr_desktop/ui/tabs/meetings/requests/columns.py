"""Say what the table of requests shows of each row, and draw a state as a sign and a word; it asks for nothing else."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter
from PySide6.QtWidgets import QStyleOptionViewItem, QWidget

from altterr_desktop.domain.lists import Page, Query
from altterr_desktop.domain.requests import AnswerKind, RequestState
from altterr_desktop.i18n import _
from altterr_desktop.i18n.dates import short_date
from altterr_desktop.i18n.labels import label
from altterr_desktop.i18n.names import count_words
from altterr_desktop.services.request_views import RequestRow, list_requests
from altterr_desktop.ui.kit.columns import Cell, Column
from altterr_desktop.ui.kit.delegates import VALUE_ROLE, CellDelegate
from altterr_desktop.ui.kit.icons import pixmap
from altterr_desktop.ui.kit.theme import colour, theme

_Index = QModelIndex | QPersistentModelIndex
# The sign of each state, and the colour (token) that goes with it.
_SIGNS = {
    RequestState.DRAFT: ("pencil", "muted"),
    RequestState.WAITING: ("hourglass", "accent"),
    RequestState.OVERDUE: ("triangle-alert", "danger"),
    RequestState.REFUSED_BY_SILENCE: ("circle-slash", "danger"),
    RequestState.ANSWERED: ("inbox", "accent"),
}
_ANSWER_SIGNS = {
    AnswerKind.YES: "thumbs-up",
    AnswerKind.YES_IF: "thumbs-up",
    AnswerKind.NO: "thumbs-down",
    AnswerKind.PASSED_ON: "arrow-right",
    AnswerKind.EVASIVE: "circle-help",
}


@dataclass(frozen=True)
class StateSign:
    """Hold a state in words, with its sign and the colour of both."""

    words: str
    icon: str
    token: str


@dataclass(frozen=True)
class RequestLine:
    """Hold one request in the words of the table."""

    id: str
    named: tuple[str, str]
    sent: tuple[str, str]
    state: StateSign


def sign_of(row: RequestRow) -> StateSign:
    """Give the sign and words of a request's state; an answer shows what it was."""
    icon, token = _SIGNS[row.state]
    if row.state is RequestState.ANSWERED and row.answer is not None:
        return StateSign(label(row.answer), _ANSWER_SIGNS[row.answer], token)
    return StateSign(label(row.state), icon, token)


def list_request_lines(dossier: Any, query: Query) -> Page[RequestLine]:
    """Ask for a page of requests, in the words of the table; used on the worker's thread."""
    page = list_requests(dossier, query)
    return Page(tuple(_line(row) for row in page.rows), page.total)


def request_columns() -> list[Column]:
    """Describe the table of requests, in the language in force."""
    return [
        Column("named", _("Request"), 14, Cell.TWO_LINES, stretch=True, sort="title"),
        Column("sent", _("Sent"), 12, Cell.TWO_LINES, sort="sent"),
        Column(
            "state",
            _("State"),
            17,
            sort="state",
            text=lambda _sign: "",
            spoken=lambda sign: sign.words,
            tip=lambda sign: sign.words,
        ),
    ]


def _line(row: RequestRow) -> RequestLine:
    waited = ""
    if row.days:
        waited = count_words("{count} day", "{count} days", row.days)
    return RequestLine(
        row.id,
        (row.title, row.official or label(row.kind)),
        (short_date(row.sent_on) if row.sent_on else "–", waited),
        sign_of(row),
    )


class StateDelegate(CellDelegate):
    """Draw a state as its sign and its word."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(Cell.TEXT, lambda: -1, parent)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Draw the row's ground, the sign, the word."""
        super().paint(painter, option, index)
        sign = index.data(VALUE_ROLE)
        if not isinstance(sign, StateSign):
            return
        painter.save()
        painter.setFont(option.font)
        metrics = QFontMetricsF(option.font)
        unit = metrics.height()
        rect = QRectF(option.rect).adjusted(unit * 0.55, 0, -unit * 0.3, 0)
        size = round(unit * 0.95)
        tint = theme().tokens[sign.token]
        painter.drawPixmap(
            round(rect.left()), round(rect.center().y() - size / 2), pixmap(sign.icon, size, tint)
        )
        painter.setPen(colour("danger" if sign.token == "danger" else "ink"))
        words = rect.adjusted(size + unit * 0.4, 0, 0, 0)
        shown = metrics.elidedText(sign.words, Qt.TextElideMode.ElideRight, words.width())
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)
        painter.restore()
