"""Turn a line of the minutes into what follows from it, and show what it became; it writes no line."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from PySide6.QtWidgets import QPushButton, QWidget

from altterr_desktop.i18n import _
from altterr_desktop.i18n.subjects import kind_label
from altterr_desktop.services.after_meeting import Became
from altterr_desktop.services.meeting_views import LineView
from altterr_desktop.services.minutes import (
    turn_line_into_commitment,
    turn_line_into_evidence,
    turn_line_into_follow_up,
)
from altterr_desktop.services.minutes_verdict import propose_verdict_from_line
from altterr_desktop.services.requests import request_from_line
from altterr_desktop.ui.kit.context import TabContext
from altterr_desktop.ui.kit.flow import FlowLayout
from altterr_desktop.ui.kit.icons import set_icon
from altterr_desktop.ui.kit.plain import PlainLabel
from altterr_desktop.ui.tabs.meetings import after_dialogs, dialogs
from altterr_desktop.ui.tabs.meetings.page import MeetingPage

_ICONS = {
    "follow_up": "list-checks",
    "commitment": "target",
    "evidence": "quote",
    "verdict": "gavel",
    "request": "send",
}
_LONGEST = 48


class Turning:
    """Make of the current line one of five things; each says so with the way to open it."""

    def __init__(
        self,
        context: TabContext,
        owner: QWidget,
        line: Callable[[], LineView | None],
        page: Callable[[], MeetingPage | None],
    ) -> None:
        self._context = context
        self._owner = owner
        self._line = line
        self._page = page

    def into_follow_up(self) -> None:
        """Make of the line something to be done."""
        self._turn(turn_line_into_follow_up, _("Follow-up made from this line"), "follow_up")

    def into_commitment(self) -> None:
        """Make of the line a commitment made orally."""
        self._turn(turn_line_into_commitment, _("Commitment made from this line"), "commitment")

    def into_request(self) -> None:
        """Make of the line a request, still to be sent."""
        self._turn(request_from_line, _("Request made from this line"), "request")

    def into_evidence(self) -> None:
        """Make of the line evidence about its point's commitment, or one that is asked for."""
        line = self._line()
        about = self._commitment(line) or (
            dialogs.ask_commitment(self._context, self._owner, line.text) if line is not None else None
        )
        if about:
            said = _("Evidence made from this line")
            self._turn(turn_line_into_evidence, said, "evidence", commitment_id=about)

    def into_verdict(self) -> None:
        """Propose a verdict from the line, on its point's commitment or on one that is asked for."""
        line, page = self._line(), self._page()
        if line is None or page is None:
            return
        point = next((one for one in page.meeting.agenda if one.id == line.point_id), None)
        known = point.commitment if point is not None else None
        answer = after_dialogs.ask_verdict(
            self._context, self._owner, line.text, (known.id, known.title) if known is not None else None
        )
        if answer is not None:
            self._turn(
                propose_verdict_from_line,
                _("Verdict proposed from this line"),
                "verdict",
                commitment_id=answer.commitment_id,
                progress=answer.progress,
                off_scale=answer.off_scale,
                statement=answer.statement,
            )

    def _commitment(self, line: LineView | None) -> str | None:
        page = self._page()
        if line is None or page is None:
            return None
        point = next((one for one in page.meeting.agenda if one.id == line.point_id), None)
        return point.commitment_id if point is not None else None

    def _turn(self, turn: Callable[..., Any], said: str, kind: str, **values: Any) -> None:
        line = self._line()
        if line is None:
            return

        def on_done(changes: Any) -> None:
            made = getattr(changes, "subject_id", "")
            opened = partial(self._context.open_record, kind, made)
            self._context.messages.toast(said, opened, action=_("Open"))

        self._context.operations.write(turn, line_id=line.id, **values, on_done=on_done, owner=self._owner)


class Trace:
    """Show what the current line became, each opening its record."""

    def __init__(self, context: TabContext, place: QWidget) -> None:
        self._context = context
        self._place = place
        self._shown: tuple[Became, ...] = ()
        self._widgets: list[QWidget] = []
        self._flow = FlowLayout(place)
        place.hide()

    def show_became(self, became: Sequence[Became]) -> None:
        """Show these; nothing takes no room."""
        if tuple(became) == self._shown:
            return
        self._shown = tuple(became)
        while self._flow.count():
            self._flow.takeAt(0)
        for widget in self._widgets:
            widget.hide()
            widget.deleteLater()
        self._widgets = [PlainLabel(self._place, _("This line became:"), "muted")] if became else []
        self._widgets += [self._chip(one) for one in became]
        for widget in self._widgets:
            self._flow.addWidget(widget)
            widget.show()
        self._place.setVisible(bool(became))

    def _chip(self, one: Became) -> QPushButton:
        name = one.name if len(one.name) <= _LONGEST else f"{one.name[: _LONGEST - 1].rstrip()}…"
        words = _("{kind}: {title}").format(kind=kind_label(one.kind), title=name)
        chip = QPushButton(words.replace("&", "&&"), self._place)
        chip.setProperty("kind", "chip")
        chip.setAutoDefault(False)
        set_icon(chip, _ICONS.get(one.kind, "link"))
        chip.clicked.connect(lambda *_on: self._context.open_record(one.kind, one.record_id))
        return chip
