"""Make small workbooks by hand, sound or spoiled, that no library would write."""

from __future__ import annotations

import struct
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from xml.sax.saxutils import escape

_TYPES = (
    '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    '<Override PartName="/xl/workbook.xml" ContentType='
    '"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>'
)
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_ODS_NAMES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "table", "text")
)


def sheet_xml(rows: str, more: str = "") -> str:
    """Wrap rows as a sheet of an .xlsx."""
    return f'<?xml version="1.0"?><worksheet xmlns="{_MAIN}"><sheetData>{rows}</sheetData>{more}</worksheet>'


def text_cell(place: str, text: str) -> str:
    """Write a cell of text of an .xlsx."""
    return f'<c r="{place}" t="inlineStr"><is><t>{escape(text)}</t></is></c>'


def table_rows(rows: Sequence[Sequence[str]]) -> str:
    """Write rows of text of an .xlsx, from A1."""
    return "".join(
        f'<row r="{number}">'
        + "".join(text_cell(f"{chr(65 + column)}{number}", text) for column, text in enumerate(cells))
        + "</row>"
        for number, cells in enumerate(rows, 1)
    )


def write_xlsx(
    path: Path,
    sheet: str | bytes,
    *,
    more: Mapping[str, str | bytes] | None = None,
    target: str = "worksheets/sheet1.xml",
) -> None:
    """Write an .xlsx of one sheet."""
    parts: dict[str, str | bytes] = {
        "[Content_Types].xml": _TYPES,
        "_rels/.rels": f'<Relationships xmlns="{_RELATIONS}"><Relationship Id="r1" '
        f'Type="{_OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets>'
        '<sheet name="Feuille" sheetId="1" r:id="r1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{_RELATIONS}"><Relationship Id="r1" '
        f'Type="{_OFFICE}/worksheet" Target="{target}"/></Relationships>',
        "xl/worksheets/sheet1.xml": sheet,
        **(more or {}),
    }
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)


def ods_cell(text: str, attributes: str = "") -> str:
    """Write a cell of text of an .ods."""
    return (
        f'<table:table-cell {attributes} office:value-type="string"><text:p>{escape(text)}</text:p>'
        "</table:table-cell>"
    )


def ods_rows(rows: Sequence[Sequence[str]]) -> str:
    """Write rows of an .ods."""
    return "".join(
        "<table:table-row>" + "".join(map(ods_cell, cells)) + "</table:table-row>" for cells in rows
    )


def write_ods(path: Path, rows: str) -> None:
    """Write an .ods of one sheet."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr(
            "META-INF/manifest.xml",
            '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>',
        )
        archive.writestr(
            "content.xml",
            f"<office:document-content {_ODS_NAMES}><office:body><office:spreadsheet>"
            f'<table:table table:name="Feuille">{rows}</table:table>'
            "</office:spreadsheet></office:body></office:document-content>",
        )


_SECTOR = 512
_END, _FAT_SECTOR, _FREE = 0xFFFFFFFE, 0xFFFFFFFD, 0xFFFFFFFF


def write_compound(path: Path, stream_name: str, stream: bytes, *, looping: bool = False) -> None:
    """Write a compound file of one stream, as old office programs do ([MS-CFB]); of 4,096 bytes at least."""
    stream = stream.ljust(4096, b"\0")
    count = -(-len(stream) // _SECTOR)
    tables = -(-(count + 1) // (_SECTOR // 4 - 1))
    first = tables + 1
    chain = [*range(first + 1, first + count), _END]
    if looping:
        chain[-1] = first
    fat = [*[_FAT_SECTOR] * tables, _END, *chain]
    fat_bytes = struct.pack(f"<{len(fat)}I", *fat).ljust(tables * _SECTOR, b"\xff")
    header = struct.pack(
        "<8s16xHHHHH6xIIIIIIIIII",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 0x3E, 3, 0xFFFE, 9, 6, 0, tables, tables, 0, 4096, _END, 0, _END, 0, 0,
    )  # fmt: skip
    header = header[:76] + struct.pack("<109I", *range(tables), *[_FREE] * (109 - tables))
    directory = _entry("Root Entry", 5, _END, 0, child=1) + _entry(stream_name, 2, first, len(stream))
    path.write_bytes(
        header + fat_bytes + directory.ljust(_SECTOR, b"\0") + stream.ljust(count * _SECTOR, b"\0")
    )


def _entry(name: str, kind: int, first: int, size: int, child: int = _FREE) -> bytes:
    encoded = name.encode("utf-16-le") + b"\0\0"
    return (
        encoded.ljust(64, b"\0")
        + struct.pack("<HBBIII", len(encoded), kind, 1, _FREE, _FREE, child)
        + b"\0" * 36
        + struct.pack("<IQ", first, size)
    )


def biff_stream(cells: Sequence[tuple[int, int, float]]) -> bytes:
    """Write the records of an old workbook (BIFF8) of one sheet of numbers: (row, column, value), from 0."""

    def record(kind: int, content: bytes) -> bytes:
        return struct.pack("<HH", kind, len(content)) + content

    start = record(0x0809, struct.pack("<HHHHII", 0x0600, 0x0005, 0x0DBB, 0x07CC, 0x41, 0x06))
    sheet_record = record(0x0085, struct.pack("<IBB", 0, 0, 0) + bytes([1, 0]) + b"S")
    position = len(start) + len(sheet_record) + len(record(0x000A, b""))
    sheet_record = record(0x0085, struct.pack("<IBB", position, 0, 0) + bytes([1, 0]) + b"S")
    sheet = record(0x0809, struct.pack("<HHHHII", 0x0600, 0x0010, 0x0DBB, 0x07CC, 0x41, 0x06))
    for row, column, value in cells:
        sheet += record(0x0203, struct.pack("<HHHd", row, column, 0, value))
    return start + sheet_record + record(0x000A, b"") + sheet + record(0x000A, b"")
