from __future__ import annotations

from pathlib import Path

import pytest

import altterr_desktop
from altterr_desktop.app.crash import CrashHook
from altterr_desktop.domain.errors import KnownError
from altterr_desktop.ui.kit.columns import Column
from altterr_desktop.ui.kit.crash_report import crash_report


def _bug(secret: str) -> Exception:
    """Fail in our own code, with a name in the message and in a local."""
    try:
        Column(secret, "Title", 3).value(object())
    except AttributeError as error:
        return error
    raise AssertionError


def test_a_report_says_where_and_never_what() -> None:
    written = crash_report(_bug("Noémie Pélissier"))
    assert "builtins.AttributeError" in written
    assert "altterr_desktop/ui/kit/columns.py:" in written
    assert "Pélissier" not in written
    assert str(Path(altterr_desktop.__file__).parents[1]) not in written
    assert "PySide6 6." in written


def test_a_report_tells_the_error_behind() -> None:
    try:
        try:
            raise KeyError("Zoé")
        except KeyError as first:
            raise ValueError("Zoé") from first
    except ValueError as error:
        written = crash_report(error)
    assert "ValueError" in written
    assert "KeyError" in written
    assert "Zoé" not in written


@pytest.fixture
def told() -> list[tuple[str, str]]:
    return []


@pytest.fixture
def hook(told: list[tuple[str, str]]) -> CrashHook:
    return CrashHook(
        lambda report: told.append(("report", report)), lambda words: told.append(("warn", words))
    )


def test_the_same_bug_is_shown_once(hook: CrashHook, told: list[tuple[str, str]]) -> None:
    for _time in range(3):
        hook.report(_bug("x"))
    assert [kind for kind, _text in told] == ["report"]


def test_a_known_error_is_only_said(hook: CrashHook, told: list[tuple[str, str]]) -> None:
    hook.report(KnownError("The disk is full."))
    assert told == [("warn", "The disk is full.")]
