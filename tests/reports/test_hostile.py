"""Whatever a volunteer types, a document is written and nothing in it runs."""

from dataclasses import fields, is_dataclass, replace
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from altterr_desktop.domain.meetings import Audience
from altterr_desktop.reports.catalogue import find_report
from tests.reports import invented, invented_actions, invented_lists
from tests.reports.golden import assert_sound, pages_of

KEPT = {"language", "id"}
PAYLOADS = {
    "markup": "<b>gras</i> <img src='file:///etc/passwd'/> &amp; <para> </font>",
    "formula": '=HYPERLINK("http://example.org",A1)',
    "command": "@SUM(1+1)*cmd|' /C calc'!A0",
    "controls": "a\x00b\x01c\x0bd\x1be\ufffff\ud83dg\x7f\tfin",
    "long_word": "anticonstitutionnellement" * 100,
    "many_words": "mot " * 1_000,
    "lines": "\n".join(["une ligne"] * 300),
    "emoji": "🚲🌍👩‍🌾 vélo ☀️ ♻ ✊🏽",
    "right_to_left": "שלום עולם (2029) مرحبا بالعالم \u202egnp.exe",
    "pdf_syntax": "(\\) endstream endobj << /Type /Catalog >> ) Tj ET \\\\(",
    "spaces": "  \u00a0\u2003\u3000  ",
    "empty": "",
    "combining": "e" + "\u0301" * 200,
    "escapes": "_x0041_ _x000D_ &#10; ]]> <!--",
}
DATA: dict[str, Any] = {
    "assessment": invented.assessment(4),
    "preparation": invented_actions.preparation(),
    "minutes": replace(invented_actions.minutes(), audience=Audience.INTERNAL),
    "mobilisation": invented_actions.mobilisation(),
    "workbook": invented_lists.lists(4),
}


def spoiled(thing: Any, payload: str) -> Any:
    """Put a payload in every text of a tree of data."""
    if type(thing) is str:
        return payload
    if isinstance(thing, tuple):
        return tuple(spoiled(one, payload) for one in thing)
    if is_dataclass(thing) and not isinstance(thing, type):
        names = [one.name for one in fields(thing) if one.name not in KEPT and one.name != "scale"]
        return replace(thing, **{name: spoiled(getattr(thing, name), payload) for name in names})
    return thing


def test_spoiling_reaches_every_text() -> None:
    data = spoiled(DATA["assessment"], "x")
    assert data.commitments[0].evidence[0].publisher == "x"
    assert data.demands == ("x", "x", "x")


@pytest.mark.parametrize("payload", PAYLOADS)
@pytest.mark.parametrize("name", [name for name in DATA if name != "workbook"])
def test_a_document_is_written_whatever_was_typed(name: str, payload: str, tmp_path: Path) -> None:
    path = tmp_path / "document.pdf"
    find_report(name).report().build(spoiled(DATA[name], PAYLOADS[payload]), "pdf", path)
    assert_sound(path)
    if name == "preparation":
        assert pages_of(path) == 2


@pytest.mark.parametrize("payload", PAYLOADS)
@pytest.mark.parametrize("name", ["assessment", "workbook"])
def test_no_cell_of_a_workbook_can_run(name: str, payload: str, tmp_path: Path) -> None:
    path = tmp_path / "book.xlsx"
    find_report(name).report().build(spoiled(DATA[name], PAYLOADS[payload]), "xlsx", path)
    book = openpyxl.load_workbook(path)
    for sheet in book.worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.data_type == "f":
                    assert str(cell.value).startswith(("=COUNTIF", "=SUM(", "=IF("))
                elif isinstance(cell.value, str) and cell.value.startswith(("=", "+", "-", "@", "|", "\n")):
                    assert cell.quotePrefix
    book.close()
