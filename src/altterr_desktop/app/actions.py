"""List what can be done with a dossier from anywhere: imports, group, backups, settings, guide; it does nothing."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from altterr_desktop.i18n import _
from altterr_desktop.ui.kit.actions import Action

if TYPE_CHECKING:
    from altterr_desktop.app.bringing_in import BringingIn
    from altterr_desktop.app.keeping import Keeping

NEEDS_DOSSIER = (
    "import.register",
    "import.commitments",
    "import.contacts",
    "import.calendar",
    "import.candidates",
    "import.plans",
    "import.framework",
    "dossier.group",
    "dossier.backups",
    "dossier.passphrase",
    "dossier.check",
    "dossier.history",
)


def program_actions(bringing_in: BringingIn, keeping: Keeping) -> list[Action]:
    """Give the actions in the language in force; tabs start them by their id."""
    return [
        Action(
            "import.register",
            _("Bring in a register of officials…"),
            partial(bringing_in.ask, "rne"),
            "Ctrl+Shift+R",
            "users",
        ),
        Action(
            "import.commitments",
            _("Bring in commitments…"),
            partial(bringing_in.ask, "commitments"),
            "",
            "upload",
        ),
        Action(
            "import.contacts",
            _("Bring in an address book…"),
            partial(bringing_in.ask, "contacts"),
            "",
            "user-round",
        ),
        Action(
            "import.calendar",
            _("Bring in a calendar…"),
            partial(bringing_in.ask, "calendar"),
            "",
            "calendar-days",
        ),
        Action(
            "import.candidates",
            _("Bring in lists of candidates…"),
            partial(bringing_in.ask, "candidates"),
            "",
            "vote",
        ),
        Action(
            "import.plans",
            _("Bring in climate plans (ADEME)…"),
            partial(bringing_in.ask, "plans"),
            "",
            "leaf",
        ),
        Action(
            "import.framework",
            _("Bring in a framework…"),
            partial(bringing_in.ask, "framework"),
            "",
            "list-checks",
        ),
        Action(
            "dossier.group", _("The group, its volunteers, its territories…"), keeping.show_group, "", "users"
        ),
        Action("dossier.backups", _("Backups…"), keeping.show_backups, "", "hard-drive"),
        Action("dossier.passphrase", _("Passphrase…"), keeping.show_passphrase, "", "key-round"),
        Action("dossier.check", _("Check the dossier"), keeping.check, "", "shield-check"),
        Action(
            "dossier.history", _("History of the dossier…"), keeping.show_history, "Ctrl+Shift+H", "history"
        ),
        Action("window.settings", _("Settings…"), keeping.show_settings, "Ctrl+,", "settings"),
        Action("window.guide", _("Guide"), keeping.show_guide, "Shift+F1", "book-open"),
    ]
