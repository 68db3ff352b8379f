"""Read the digit somebody meant, whatever their keyboard; it does nothing with it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from altterr_desktop.domain.meetings import LineKind

# What the row of digits gives on French and Belgian keyboards without Shift.
_AZERTY = {
    Qt.Key.Key_Ampersand: 1,
    Qt.Key.Key_Eacute: 2,
    Qt.Key.Key_QuoteDbl: 3,
    Qt.Key.Key_Apostrophe: 4,
    Qt.Key.Key_ParenLeft: 5,
    Qt.Key.Key_Minus: 6,
    Qt.Key.Key_section: 6,
    Qt.Key.Key_Egrave: 7,
    Qt.Key.Key_Underscore: 8,
    Qt.Key.Key_Exclam: 8,
    Qt.Key.Key_Ccedilla: 9,
    Qt.Key.Key_Agrave: 0,
}
# «1» is what is said; from «2» on, the function key of the same number does the same with one press.
KIND_OF_DIGIT = dict(enumerate(LineKind, start=1))
FIRST_KIND_KEY = 2


def digit_of(event: QKeyEvent) -> int | None:
    """Give the digit of a key pressed with Ctrl or Alt; None for any other key."""
    key = Qt.Key(event.key())
    if Qt.Key.Key_0 <= key <= Qt.Key.Key_9:
        return int(key - Qt.Key.Key_0)
    # Shift gives the digit itself on such keyboards: it was read above.
    return _AZERTY.get(key)
