import csv
import io
from datetime import date

import pytest

from altterr_desktop.domain.commitments import Standing
from altterr_desktop.i18n import language_set
from altterr_desktop.rendering.csv import csv_bytes


def read(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), delimiter=";"))


def test_rows_come_back_as_they_went() -> None:
    with language_set("fr"):
        content = csv_bytes(
            ["Engagement", "État", "Échéance", "Nombre"],
            [['Un ; deux "trois"\nquatre', Standing.DONE, date(2029, 3, 15), -3], ["", None, None, 2.5]],
        )
    assert content.startswith(b"\xef\xbb\xbf")
    assert read(content) == [
        ["Engagement", "État", "Échéance", "Nombre"],
        ['Un ; deux "trois"\nquatre', "Tenu", "2029-03-15", "-3"],
        ["", "", "", "2.5"],
    ]


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "|", "\t=", "\r", "\n", " =", "\u00a0@"])
def test_nothing_can_be_run(start: str) -> None:
    ((title,), (cell,)) = read(csv_bytes([start + "cmd"], [[start + "cmd"]]))
    assert cell.startswith("'")
    assert title.startswith("'")
