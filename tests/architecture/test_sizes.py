"""Sizes that keep the code readable; CONTRIBUTING.md holds the figures."""

import ast

import pytest

from tests.architecture.sources import Source, sources

LONGEST_FILE = 500
LONGEST_TAB = 300
LONGEST_MAIN_WINDOW = 350
MOST_PUBLIC_METHODS = 20


def every_file() -> tuple[Source, ...]:
    return sources("src") + sources("tests") + sources("packaging")


def public_methods(node: ast.ClassDef) -> list[str]:
    functions = [item for item in node.body if isinstance(item, ast.FunctionDef | ast.AsyncFunctionDef)]
    return [item.name for item in functions if not item.name.startswith("_")]


def bases(node: ast.ClassDef) -> set[str]:
    return {ast.unparse(base).rsplit(".", 1)[-1] for base in node.bases}


def longer_than(limit: int, files: list[Source]) -> dict[str, int]:
    return {source.path: source.lines for source in files if source.lines > limit}


def test_no_file_is_too_long() -> None:
    assert longer_than(LONGEST_FILE, list(every_file())) == {}


def test_no_tab_is_too_long() -> None:
    tabs = [source for source in sources() if source.path.startswith("src/altterr_desktop/ui/tabs/")]
    assert longer_than(LONGEST_TAB, [source for source in tabs if source.path.endswith("/tab.py")]) == {}


def test_the_main_window_is_not_too_long() -> None:
    windows = [
        source
        for source in sources()
        if any(
            isinstance(node, ast.ClassDef) and "QMainWindow" in bases(node) for node in ast.walk(source.tree)
        )
    ]
    assert longer_than(LONGEST_MAIN_WINDOW, windows) == {}


def test_no_class_has_too_many_public_methods() -> None:
    crowded = {
        f"{source.path}: {node.name}": len(public_methods(node))
        for source in sources()
        for node in ast.walk(source.tree)
        if isinstance(node, ast.ClassDef) and len(public_methods(node)) > MOST_PUBLIC_METHODS
    }
    assert crowded == {}


@pytest.mark.parametrize(("count", "too_long"), [(500, False), (501, True)])
def test_the_limit_itself_is_allowed(count: int, *, too_long: bool) -> None:
    source = Source("src/altterr_desktop/domain/points.py", "x = 1\n" * count, ast.Module([], []))
    assert bool(longer_than(LONGEST_FILE, [source])) is too_long
