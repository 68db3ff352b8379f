"""Old workbooks are followed record by record, also where a text is cut in two."""

from __future__ import annotations

import struct
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from altterr_desktop.importers.files import ole
from altterr_desktop.importers.files.archives import TooLarge
from altterr_desktop.importers.files.problems import UnreadableFile
from altterr_desktop.importers.files.table import open_table
from tests.importers import workbooks as books


def cut_texts(texts: Sequence[str], size: int) -> list[bytes]:
    """Write shared texts as [MS-XLS] does, cut into records of a size; a cut text begins anew with its flags."""
    records = [struct.pack("<II", len(texts), len(texts))]
    for text in texts:
        head = struct.pack("<HB", len(text), 1)
        if len(records[-1]) + len(head) > size:
            records.append(b"")
        records[-1] += head
        for sign in text:
            if len(records[-1]) + 2 > size:
                records.append(b"\x01")
            records[-1] += sign.encode("utf-16-le")
    return records


@given(st.lists(st.text("aé", max_size=40), min_size=1, max_size=12), st.integers(20, 90))
def test_the_lengths_of_shared_texts_are_found_across_records(texts: list[str], size: int) -> None:
    lengths = ole._shared_lengths(cut_texts(texts, size))
    assert lengths == [2 * len(text) for text in texts]


def test_runs_and_extensions_after_a_text_are_passed_over() -> None:
    rich = struct.pack("<HBHI", 3, 0b1100, 2, 5) + b"abc" + b"\0" * (2 * 4 + 5)
    plain = struct.pack("<HB", 4, 0) + b"wxyz"
    assert ole._shared_lengths([struct.pack("<II", 2, 2) + rich + plain]) == [6, 8]


def workbook(path: Path, records: bytes) -> Path:
    books.write_compound(path, "Workbook", books.biff_stream([(0, 0, 1.0)]) + records)
    return path


def shared(lengths: Sequence[int], uses: Sequence[int]) -> bytes:
    table = struct.pack("<II", len(lengths), len(lengths))
    pieces = [table] + [struct.pack("<HB", length, 0) + b"x" * length for length in lengths]
    first, *others = pieces
    records = struct.pack("<HH", 0xFC, len(first)) + first
    records += b"".join(struct.pack("<HH", 0x3C, len(piece)) + piece for piece in others)
    return records + b"".join(
        struct.pack("<HHHHHI", 0xFD, 10, row, 0, 0, index) for row, index in enumerate(uses)
    )


def test_a_long_text_used_once_is_no_danger(tmp_path: Path) -> None:
    path = workbook(tmp_path / "w.xls", shared([8000, 1], [0, *[1] * 60_000]))
    ole.check_workbook(path)


def test_a_long_text_used_everywhere_is_refused(tmp_path: Path) -> None:
    path = workbook(tmp_path / "w.xls", shared([8000, 1], [0] * 60_000))
    with pytest.raises(TooLarge):
        ole.check_workbook(path)


@pytest.mark.parametrize("size", [100, 600, 1100, 2000])
def test_a_compound_file_cut_short_is_refused(tmp_path: Path, size: int) -> None:
    path = tmp_path / "w.xls"
    workbook(path, b"")
    path.write_bytes(path.read_bytes()[:size])
    with pytest.raises(UnreadableFile, match=r"w\.xls"):
        open_table(path)
