"""List what can be done as a group from anywhere: exchange, news, disagreements, invitations; it does nothing."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from altterr_desktop.i18n import _
from altterr_desktop.ui.kit.actions import Action

if TYPE_CHECKING:
    from altterr_desktop.app.keeping import Keeping
    from altterr_desktop.app.looking import Looking
    from altterr_desktop.app.members import Members
    from altterr_desktop.app.people import People
    from altterr_desktop.app.together import Together

NEED_DOSSIER = (
    "exchange.open",
    "exchange.now",
    "exchange.news",
    "exchange.conflicts",
    "exchange.twins",
    "exchange.invite",
    "exchange.leaving",
    "exchange.look",
    "exchange.handover",
    "record.history",
    "record.person",
)


def together_actions(together: Together, members: Members, looking: Looking) -> list[Action]:
    """Give the actions in the language in force."""
    return [
        Action("exchange.open", _("Exchange with the group…"), together.show, "Ctrl+Shift+G", "refresh-cw"),
        Action("exchange.now", _("Exchange now"), together.exchange_now, "Ctrl+Shift+X", "send"),
        Action("exchange.news", _("What others changed…"), together.show_news, "Ctrl+Shift+W", "inbox"),
        Action(
            "exchange.conflicts",
            _("Disagreements…"),
            together.show_marked_conflicts,
            "Ctrl+Shift+D",
            "git-merge",
        ),
        Action("exchange.twins", _("Records typed twice…"), together.show_twins, "", "copy"),
        Action("exchange.invite", _("Invite somebody…"), members.invite, "", "user-plus"),
        Action("exchange.join", _("Join a group…"), members.join, "Ctrl+Shift+J", "handshake"),
        Action("exchange.leaving", _("Somebody leaves, a laptop is lost…"), members.leaving, "", "key-round"),
        Action("exchange.handover", _("Hand over to somebody…"), members.hand_over, "", "package"),
        Action("exchange.look", _("The dossier on a former day…"), looking.ask, "", "calendar"),
    ]


def record_actions(keeping: Keeping, people: People, current_record: Callable[[], str]) -> list[Action]:
    """Give the actions about the record that the page shows."""

    def show_history() -> None:
        keeping.show_record_history(current_record())

    def show_person() -> None:
        people.show_person(current_record())

    return [
        Action("record.history", _("History of this record…"), show_history, "Ctrl+Alt+H", "history"),
        Action("record.person", _("What is held about a person…"), show_person, "", "user-round"),
    ]
