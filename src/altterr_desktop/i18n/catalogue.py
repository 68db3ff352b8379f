"""Look a message up in the language in force; must hold no text and format none."""

from __future__ import annotations

import gettext
import logging
import os
import sys
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING

from altterr_desktop.i18n.typography import typography
from altterr_desktop.settings import paths

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

LANGUAGES = ("fr", "en")

_log = logging.getLogger(__name__)
# A worker thread starts with an empty context: it sees the process's language until it says otherwise.
_override: ContextVar[str | None] = ContextVar("language", default=None)


class _Words:
    """Hold one language's catalogue and the words already looked up, with their typography."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.translations = _read(name)
        self.ready: dict[tuple[str, ...], str] = {}

    def one(self, message: str, context: str = "") -> str:
        """Give one message's words."""
        key = (message, context)
        if key not in self.ready:
            known = self.translations
            found = known.pgettext(context, message) if context else known.gettext(message)
            self.ready[key] = typography(found, self.name, prose=True)
        return self.ready[key]

    def counted(self, one: str, many: str, count: int) -> str:
        """Give the words that go with a count."""
        found = self.translations.ngettext(one, many, count)
        key = (found, "", "")
        if key not in self.ready:
            self.ready[key] = typography(found, self.name, prose=True)
        return self.ready[key]


_process: dict[str, str] = {}
_loaded: dict[str, _Words] = {}


def _(message: str) -> str:
    """Give a message in the language in force, with its typography; the message itself if unknown."""
    return _words().one(message) if message else ""


def pgettext(context: str, message: str) -> str:
    """Give a message whose translation depends on where it stands («Open» as a verb or as a state)."""
    return _words().one(message, context) if message else ""


def ngettext(one: str, many: str, count: int) -> str:
    """Give the form of a message that goes with a count, still to be formatted.

    French has its singular for 0 and 1, English for 1 alone.
    """
    return _words().counted(one, many, count)


def msgid(message: str) -> str:
    """Mark a message of a constant table for the catalogue; `_` translates it where it is shown."""
    return message


def use_language(name: str) -> None:
    """Choose the language of the whole process; raise ValueError for one that has no catalogue."""
    _process["language"] = _checked(name)


def language() -> str:
    """Give the language in force here: of the surrounding `language_set`, of the process, of the system."""
    chosen = _override.get() or _process.get("language")
    if chosen is None:
        chosen = _process["language"] = closest_language(_system_names())
    return chosen


@contextmanager
def language_set(name: str) -> Iterator[None]:
    """Write in another language inside a `with` block, in this thread alone; raise ValueError as above."""
    token = _override.set(_checked(name))
    try:
        yield
    finally:
        _override.reset(token)


def closest_language(names: Iterable[str]) -> str:
    """Give the first of some locale names («en_GB.UTF-8», «fr-FR») that has a catalogue, else French."""
    for name in names:
        start = name.replace("-", "_").partition("_")[0].partition(".")[0].lower()
        if start in LANGUAGES:
            return start
    return LANGUAGES[0]


def _checked(name: str) -> str:
    if name not in LANGUAGES:
        raise ValueError(f"no catalogue for language {name!r}")
    return name


def _words() -> _Words:
    name = language()
    if name not in _loaded:
        _loaded[name] = _Words(name)
    return _loaded[name]


def _read(name: str) -> gettext.NullTranslations:
    try:
        path = paths.resources_folder() / "translations" / f"{name}.mo"
        with path.open("rb") as stream:
            return gettext.GNUTranslations(stream)
    except OSError as error:
        # Words in English are better than no window; a test holds that the files are there.
        _log.warning("no catalogue of words for %s: %s", name, error)
        return gettext.NullTranslations()


def _system_names() -> list[str]:
    """List the locale names the system gives, most wanted first; the window asks Qt, which knows more."""
    wanted = os.environ.get("LANGUAGE", "").split(":")
    set_names = [os.environ.get(variable, "") for variable in ("LC_ALL", "LC_MESSAGES", "LANG")]
    if sys.platform == "win32":
        set_names.append(_windows_name())
    return [*wanted, *set_names]


def _windows_name() -> str:
    import ctypes
    import locale

    windll = getattr(ctypes, "windll")  # noqa: B009 - the attribute exists on Windows alone
    return locale.windows_locale.get(windll.kernel32.GetUserDefaultUILanguage(), "")
