"""What every module owes to its readers: a sentence, a name that says something, and a light start."""

import ast

import pytest

from tests.architecture.sources import Source, imports, sources

# Each of these costs a tenth of a second or more, or serves one screen: the first picture does not wait.
HEAVY = {
    "alembic",
    "charset_normalizer",
    "cryptography",
    "holidays",
    "icalendar",
    "openpyxl",
    "pikepdf",
    "pypdfium2",
    "python_calamine",
    "rapidfuzz",
    "reportlab",
}
STARTS_THE_WINDOW = "altterr_desktop.app.main"


def heavy_imports(source: Source) -> set[str]:
    return {name.split(".")[0] for name in imports(source)} & HEAVY


def loaded_by(start: str, modules: dict[str, Source]) -> set[str]:
    """List the project's modules that importing one of them imports, packages above included."""
    loaded: set[str] = set()
    waiting = [start]
    while waiting:
        name = waiting.pop()
        if name in loaded or name not in modules:
            continue
        loaded.add(name)
        waiting.append(name.rpartition(".")[0])
        waiting.extend(imports(modules[name]))
    return loaded


@pytest.mark.parametrize("folder", ["src", "packaging"])
def test_each_module_says_what_it_is_for(folder: str) -> None:
    # An empty __init__.py says enough by its folder's name.
    silent = [s.path for s in sources(folder) if s.text.strip() and not ast.get_docstring(s.tree)]
    assert silent == []


def test_no_module_is_a_drawer_for_anything() -> None:
    names = {"utils.py", "util.py", "helpers.py", "misc.py", "common.py"}
    assert [s.path for s in sources() + sources("tests") if s.path.rsplit("/", 1)[-1] in names] == []


def test_no_module_imports_a_star() -> None:
    stars = [
        f"{source.path}:{node.lineno}"
        for source in sources() + sources("tests") + sources("packaging")
        for node in ast.walk(source.tree)
        if isinstance(node, ast.ImportFrom) and node.names[0].name == "*"
    ]
    assert stars == []


def test_the_window_imports_nothing_heavy_at_the_top_of_a_module() -> None:
    places = ("src/altterr_desktop/ui/", "src/altterr_desktop/app/")
    heavy = {s.path: heavy_imports(s) for s in sources() if s.path.startswith(places) and heavy_imports(s)}
    assert heavy == {}


def test_starting_the_window_reaches_nothing_heavy() -> None:
    modules = {source.module: source for source in sources()}
    reached = loaded_by(STARTS_THE_WINDOW, modules)
    heavy = {name: heavy_imports(modules[name]) for name in sorted(reached) if heavy_imports(modules[name])}
    assert heavy == {}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("import reportlab.platypus", {"reportlab"}),
        ("from reportlab import platypus", {"reportlab"}),
        ("try:\n    import openpyxl\nexcept ImportError:\n    import icalendar", {"openpyxl", "icalendar"}),
        ("class Sheet:\n    import openpyxl", {"openpyxl"}),
        ("def write():\n    import openpyxl", set()),
        ("from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    import openpyxl", set()),
        ("import csv", set()),
    ],
)
def test_an_import_counts_only_where_it_runs_at_once(text: str, found: set[str]) -> None:
    assert heavy_imports(Source("src/altterr_desktop/x.py", text, ast.parse(text))) == found


def test_what_a_module_loads_goes_through_packages_and_submodules() -> None:
    texts = {
        "a": "from a.b import c",
        "a.b": "import d",
        "a.b.c": "def f():\n    import e",
        "d": "",
        "e": "",
    }
    modules = {name: Source(f"src/{name}.py", text, ast.parse(text)) for name, text in texts.items()}
    assert loaded_by("a", modules) == {"a", "a.b", "a.b.c", "d"}
