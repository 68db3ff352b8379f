"""Ask how the program should look and speak, and who uses this laptop; it applies nothing itself."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtWidgets import QDialog, QLabel, QPushButton, QWidget

from altterr_desktop.i18n import _, language
from altterr_desktop.settings.preferences import Preferences
from altterr_desktop.ui.dialogs.showing import show_over
from altterr_desktop.ui.forms import Form
from altterr_desktop.ui.kit.choice_combo import ChoiceCombo
from altterr_desktop.ui.kit.theme import ThemeName
from altterr_desktop.ui.shell.menus import TEXT_SIZES


@dataclass(frozen=True)
class Settings:
    """Hold what was chosen; `volunteer_id` is None where nobody was chosen."""

    language: str
    theme: str
    text_size: int
    volunteer_id: str | None


class SettingsForm(Form):
    """Bind the dialog of settings."""

    FORM = "settings_dialog"
    widget: QDialog
    language_combo: ChoiceCombo
    theme_combo: ChoiceCombo
    size_combo: ChoiceCombo
    volunteer_combo: ChoiceCombo
    volunteer_combo_label: QLabel
    volunteer_note: QLabel
    apply_button: QPushButton
    cancel_button: QPushButton

    def __init__(
        self,
        parent: QWidget | None,
        preferences: Preferences,
        volunteers: Sequence[tuple[str, str]],
        signer_id: str,
        on_chosen: Callable[[Settings], object],
    ) -> None:
        super().__init__(parent)
        self._on_chosen = on_chosen
        self.language_combo.set_choices([("fr", "Français"), ("en", "English")])
        self.language_combo.set_value(language())
        self.theme_combo.set_choices(theme_choices())
        self.theme_combo.set_value(preferences.theme)
        self.size_combo.set_choices([(str(size), f"{size} %") for size in TEXT_SIZES])
        size = preferences.font_scale
        self.size_combo.set_value((str(size), f"{size} %"))
        self.volunteer_combo.set_choices(volunteers, empty=_("Nobody chosen"))
        self.volunteer_combo.set_value(signer_id or None)
        for widget in (self.volunteer_combo, self.volunteer_combo_label, self.volunteer_note):
            widget.setVisible(bool(volunteers))
        self.apply_button.clicked.connect(lambda *_on: self._on_apply_asked())
        self.cancel_button.clicked.connect(self.widget.reject)
        self.widget.setMinimumWidth(self.widget.fontMetrics().averageCharWidth() * 56)

    def settings(self) -> Settings:
        """Give what is chosen."""
        return Settings(
            self.language_combo.value() or language(),
            self.theme_combo.value() or ThemeName.SYSTEM.value,
            int(self.size_combo.value() or 100),
            self.volunteer_combo.value(),
        )

    def _on_apply_asked(self) -> None:
        chosen = self.settings()
        self.widget.accept()
        self._on_chosen(chosen)


def theme_choices() -> list[tuple[str, str]]:
    """Name the sets of colours."""
    return [
        (ThemeName.SYSTEM.value, _("As the system")),
        (ThemeName.LIGHT.value, _("Light")),
        (ThemeName.DARK.value, _("Dark")),
        (ThemeName.CONTRAST.value, _("High contrast")),
    ]


def show_settings(
    parent: QWidget,
    preferences: Preferences,
    volunteers: Sequence[tuple[str, str]],
    signer_id: str,
    on_chosen: Callable[[Settings], object],
) -> SettingsForm:
    """Show the settings over the window."""
    return show_over(SettingsForm(parent, preferences, volunteers, signer_id, on_chosen))
