"""Show beside a preparation what is still missing and what the dossier says by itself; it edits nothing."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QProgressBar, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from altterr_desktop.domain.meetings import MeetingSide
from altterr_desktop.i18n import _
from altterr_desktop.i18n.dates import deadline_words, relative_day, short_date
from altterr_desktop.i18n.labels import label, short_label
from altterr_desktop.i18n.names import count_words, labelled
from altterr_desktop.i18n.numbers import fraction_words, number
from altterr_desktop.services.fields import today
from altterr_desktop.services.follow_ups import FollowUpRow
from altterr_desktop.services.meeting_plan import add_commitment_to_agenda
from altterr_desktop.services.preparation import LastMeeting, OfficialBrief, Preparation
from altterr_desktop.services.promises import PromiseView
from altterr_desktop.services.readiness import Check
from altterr_desktop.services.request_views import RequestRow
from altterr_desktop.services.stances import ThemeStance
from altterr_desktop.ui.kit.cards import Card, LinkRow
from altterr_desktop.ui.kit.commitment_row import CommitmentRow
from altterr_desktop.ui.kit.context import TabContext
from altterr_desktop.ui.kit.plain import PlainLabel
from altterr_desktop.ui.kit.scrolling import scroll_in
from altterr_desktop.ui.tabs.meetings.page import MeetingPage
from altterr_desktop.ui.tabs.meetings.words import due_words, held_words, silence_words

_MOST_PROMISES = 8
_MOST_SAYINGS = 4
_MOST_MEETINGS = 4


class BriefPanel(QScrollArea):
    """Show the readiness and one card an official; `check_asked` asks to go where something is missing."""

    check_asked = Signal(str)

    def __init__(self, context: TabContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._shown: tuple[object, ...] = ()
        self.setAccessibleName(_("What the dossier says"))
        inside = QWidget(self)
        unit = self.fontMetrics().height()
        self._column = QVBoxLayout(inside)
        self._column.setContentsMargins(0, 0, unit // 3, 0)
        self._column.setSpacing(round(unit * 0.55))
        self.readiness = ReadinessCard(self.check_asked.emit, inside)
        self._column.addWidget(self.readiness)
        self._cards = QWidget(inside)
        self._column.addWidget(self._cards)
        self._column.addStretch(1)
        scroll_in(self, inside)

    def show_page(self, page: MeetingPage) -> None:
        """Show what the dossier says for a meeting; cards are built again only when it says something else."""
        preparation = page.preparation
        self.readiness.show_checks(preparation.readiness)
        shown = (page.meeting.id, preparation.officials, preparation.proposed, preparation.series)
        if shown != self._shown:
            self._shown = shown
            self._build_cards(preparation)

    def _build_cards(self, preparation: Preparation) -> None:
        cards = QWidget(self.widget())
        column = QVBoxLayout(cards)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(self._column.spacing())
        if preparation.proposed:
            column.addWidget(self._proposed_card(preparation))
        if preparation.series:
            column.addWidget(_series_card(self._context, preparation, cards))
        for brief in preparation.officials:
            column.addWidget(_official_card(self._context, brief, cards))
        if not preparation.officials:
            words = _("Add the officials you meet under “People”: what they promised will show here.")
            column.addWidget(_paragraph(cards, words))
        self._column.replaceWidget(self._cards, cards)
        self._cards.hide()
        self._cards.deleteLater()
        self._cards = cards

    def _proposed_card(self, preparation: Preparation) -> Card:
        card = Card(_("Worth raising"), self)
        card.note_label.setText(_("Enter puts it on the agenda"))
        for promise in preparation.proposed:
            add = partial(self._add_to_agenda, preparation.meeting.id, promise.id)
            row = LinkRow("plus", promise.title, _standing_words(promise), add, card)
            row.is_alert = promise.late
            card.column.addWidget(row)
        return card

    def _add_to_agenda(self, meeting_id: str, commitment_id: str) -> None:
        self._context.operations.write(
            add_commitment_to_agenda, meeting_id=meeting_id, commitment_id=commitment_id
        )


class ReadinessCard(Card):
    """Show what a meeting has and lacks; pressing a line goes where it is written."""

    def __init__(self, on_check: Callable[[str], object], parent: QWidget | None = None) -> None:
        super().__init__(_("Ready?"), parent)
        self._on_check = on_check
        self._rows: list[LinkRow] = []
        self._shown: tuple[Check, ...] = ()
        self.bar = QProgressBar(self)
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(_("Readiness"))
        self.column.setSpacing(self.fontMetrics().height() // 8)
        self.column.addWidget(self.bar)

    def show_checks(self, checks: tuple[Check, ...]) -> None:
        """Show these checks, what is missing first; the line with the keyboard keeps it."""
        if checks == self._shown:
            return
        self._shown = checks
        done = sum(check.done for check in checks)
        self.note_label.setText(fraction_words(done, len(checks)))
        self.bar.setRange(0, max(1, len(checks)))
        self.bar.setValue(done)
        focused = next((place for place, row in enumerate(self._rows) if row.hasFocus()), -1)
        for row in self._rows:
            self.column.removeWidget(row)
            row.hide()
            row.deleteLater()
        self._rows = [self._row(check) for check in sorted(checks, key=lambda check: check.done)]
        for row in self._rows:
            self.column.addWidget(row)
        if 0 <= focused < len(self._rows):
            self._rows[focused].setFocus()

    def _row(self, check: Check) -> LinkRow:
        words = check.detail if check.detail and not check.done else check.label
        row = LinkRow(
            "circle-check" if check.done else "circle-dashed",
            words,
            "",
            partial(self._on_check, check.key),
            self,
        )
        row.is_strong = not check.done
        state = _("done") if check.done else _("missing")
        row.setAccessibleName(labelled(check.label, state))
        row.setAccessibleDescription(check.detail)
        return row


def _official_card(context: TabContext, brief: OfficialBrief, parent: QWidget) -> Card:
    card = Card(brief.name, parent)
    card.note_label.setText(silence_words(brief.silence_days))
    seats = [seat.words or label(seat.assembly) for seat in brief.seats if seat.current]
    words = " · ".join(part for part in (*dict.fromkeys(seats), brief.political_label) if part)
    if words:
        card.column.addWidget(_paragraph(card, words))
    for stance in brief.stances:
        card.column.addWidget(_stance_row(context, card, stance, brief.id))
    for asked in brief.unanswered:
        card.column.addWidget(_asked_row(context, card, asked))
    if brief.promises:
        _add_promises(context, card, brief)
    for title, rows in ((_("They owe us"), brief.theirs), (_("We owe them"), brief.ours)):
        if rows:
            card.column.addWidget(PlainLabel(card, title, "label"))
            for row in rows:
                card.column.addWidget(_owed_row(context, card, row))
    if brief.last_meeting is not None:
        _add_last_meeting(context, card, brief.last_meeting)
    opening = LinkRow(
        "user-round", _("Open their page"), "", partial(context.open_record, "official", brief.id), card
    )
    card.column.addWidget(opening)
    return card


def _series_card(context: TabContext, preparation: Preparation, parent: QWidget) -> Card:
    card = Card(_("Series"), parent)
    card.note_label.setText(preparation.meeting.series)
    for one in preparation.series[-_MOST_MEETINGS:]:
        opened = partial(context.open_record, "meeting", one.id)
        row = LinkRow("calendar-clock", one.title, held_words(one.held_on), opened, card)
        card.column.addWidget(row)
    return card


def _stance_row(context: TabContext, card: Card, stance: ThemeStance, official_id: str) -> LinkRow:
    latest = stance.latest
    words = label(latest.stance) if not stance.theme else labelled(stance.theme, label(latest.stance))
    shown = " · ".join(part for part in (words, latest.statement or latest.source) if part)
    day = short_date(latest.noted_on) if latest.noted_on else ""
    opened = partial(context.open_record, "official", official_id)
    return LinkRow("scale", shown, day, opened, card)


def _asked_row(context: TabContext, card: Card, asked: RequestRow) -> LinkRow:
    days = asked.days or 0
    words = count_words("{count} day without answer", "{count} days without answer", days)
    row = LinkRow(
        "mail-question", asked.title, words, partial(context.open_record, "request", asked.id), card
    )
    row.is_alert = asked.expected_by is not None and asked.expected_by < today()
    return row


def _add_promises(context: TabContext, card: Card, brief: OfficialBrief) -> None:
    count = _("Promised ({count})").format(count=number(len(brief.promises)))
    card.column.addWidget(PlainLabel(card, count, "label"))
    for promise in brief.promises[:_MOST_PROMISES]:
        card.column.addWidget(_promise_row(context, promise, card))
    rest = len(brief.promises) - _MOST_PROMISES
    if rest > 0:
        words = count_words("{count} more commitment", "{count} more commitments", rest)
        opened = partial(context.open_list, "commitment", {"official": (brief.id,)})
        card.column.addWidget(LinkRow("target", words, "", opened, card))


def _promise_row(context: TabContext, promise: PromiseView, parent: QWidget) -> CommitmentRow:
    has_deadline = promise.deadline is not None or promise.deadline_words
    detail = (
        deadline_words(promise.deadline, promise.deadline_precision, promise.deadline_words)
        if has_deadline
        else ""
    )
    return CommitmentRow(
        promise.title,
        promise.standing,
        partial(context.open_record, "commitment", promise.id),
        parent,
        detail=" · ".join(part for part in (detail, promise.document) if part),
        alert=_("Late") if promise.late else "",
        history=[point.standing for point in promise.history],
        tip=promise.verbatim or promise.title,
    )


def _owed_row(context: TabContext, card: Card, follow_up: FollowUpRow) -> LinkRow:
    day, late = due_words(follow_up, today())
    row = LinkRow(
        "hand" if follow_up.side is MeetingSide.THEIRS else "list-checks",
        follow_up.title,
        late or day,
        partial(context.open_record, "follow_up", follow_up.id),
        card,
    )
    row.is_alert = follow_up.overdue
    return row


def _add_last_meeting(context: TabContext, card: Card, last: LastMeeting) -> None:
    card.column.addWidget(PlainLabel(card, _("Last meeting"), "label"))
    ago = relative_day(last.held_on, today()) if last.held_on else ""
    words = f"{held_words(last.held_on)} · {last.title}"
    card.column.addWidget(
        LinkRow("calendar-clock", words, ago, partial(context.open_record, "meeting", last.id), card)
    )
    for line in last.lines[-_MOST_SAYINGS:]:
        said = labelled(short_label(line.kind), line.text)
        card.column.addWidget(_paragraph(card, said))


def _standing_words(promise: PromiseView) -> str:
    return _("Late") if promise.late else short_label(promise.standing)


def _paragraph(parent: QWidget, text: str) -> PlainLabel:
    shown = PlainLabel(parent, text, "muted")
    shown.setWordWrap(True)
    shown.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
    return shown
