from __future__ import annotations

import pytest

from altterr_desktop.app.main import Arguments, parse_arguments


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ([], Arguments()),
        (["Val.altterr"], Arguments(path="Val.altterr")),
        (["--demo"], Arguments(demo=True)),
        (["--new"], Arguments(new=True)),
    ],
)
def test_arguments_are_read(given: list[str], expected: Arguments) -> None:
    assert parse_arguments(given) == expected


@pytest.mark.parametrize("given", [["--what"], ["a", "b"], ["--demo", "a"], ["--demo", "--new"]])
def test_arguments_that_contradict_end_with_the_usage(given: list[str]) -> None:
    with pytest.raises(SystemExit, match="usage"):
        parse_arguments(given)
