"""Give every layer its words: translation, dates, numbers, typography; hold no text of its own."""

from altterr_desktop.i18n.catalogue import (
    LANGUAGES,
    _,
    closest_language,
    language,
    language_set,
    msgid,
    ngettext,
    pgettext,
    use_language,
)

__all__ = [
    "LANGUAGES",
    "_",
    "closest_language",
    "language",
    "language_set",
    "msgid",
    "ngettext",
    "pgettext",
    "use_language",
]
