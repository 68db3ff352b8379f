"""Write what was typed as both sheets print it; it lays nothing out."""

from __future__ import annotations

import re

from altterr_desktop.i18n import _, language
from altterr_desktop.i18n.typography import typography

_QUOTED = re.compile(r"^\s*[«“\"].*[»”\"]\s*$", re.DOTALL)


def said(text: str) -> str:
    """Give a text with the spaces and signs of the language."""
    return typography(text.strip(), language())


def quoted(text: str) -> str:
    """Give a text between quotation marks, once."""
    text = said(text)
    return text if _QUOTED.match(text) else said(_("“{words}”").format(words=text))
