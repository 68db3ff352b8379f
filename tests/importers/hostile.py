"""Make the files that no importer must crash, hang or choke on: each with what is to become of it."""

from __future__ import annotations

import gzip
import random
import struct
import sys
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

from tests.importers import workbooks as books

READ, REFUSED = "read", "refused"
PLAIN = (("Numéro", "Titre"), ("1", "Vélo"), ("2", "Écoles"))
TABLE = "Numéro;Titre\n1;Vélo\n2;Écoles\n"

Make = Callable[[Path], None]


def _bytes(content: bytes) -> Make:
    def make(path: Path) -> None:
        path.write_bytes(content)

    return make


def _sound_xlsx(path: Path) -> None:
    books.write_xlsx(path, books.sheet_xml(books.table_rows(PLAIN)))


def _spoiled(spoil: Callable[[bytes], bytes]) -> Make:
    def make(path: Path) -> None:
        _sound_xlsx(path)
        path.write_bytes(spoil(path.read_bytes()))

    return make


def _flipped(data: bytes) -> bytes:
    return data[:400] + bytes(255 - byte for byte in data[400:900]) + data[900:]


def _sheet(rows: str, more: str = "") -> Make:
    return lambda path: books.write_xlsx(path, books.sheet_xml(rows, more))


def _far_cell(place: str) -> Make:
    row = place.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    return _sheet(books.table_rows(PLAIN) + f'<row r="{row}"><c r="{place}"><v>1</v></c></row>')


def _bomb(name: str) -> Make:
    def make(path: Path) -> None:
        _sound_xlsx(path)
        with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as archive, archive.open(name, "w") as entry:
            for _count in range(300):
                entry.write(b" " * 1024 * 1024)

    return make


def _lying_sizes(path: Path) -> None:
    """Declare ten bytes for an entry that unpacks to 300 MB: only what comes out can be trusted."""
    _bomb("xl/sharedStrings.xml")(path)
    data = bytearray(path.read_bytes())
    position = data.rfind(b"PK\x01\x02")
    struct.pack_into("<I", data, position + 24, 10)
    path.write_bytes(data)


def _many_entries(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as archive:
        for number in range(25_000):
            archive.writestr(f"xl/{number:030d}", "")


def _archive_of(names: tuple[str, ...]) -> Make:
    def make(path: Path) -> None:
        with zipfile.ZipFile(path, "w") as archive:
            for name in names:
                archive.writestr(name, "x")

    return make


def _entities(path: Path) -> None:
    laughs = "".join(f'<!ENTITY e{level} "{f"&e{level - 1};" * 10}">' for level in range(1, 10))
    xml = books.sheet_xml(books.table_rows((("a", "b"), ("&e9;", "c")))).replace("&amp;", "&")
    doctype = f'<!DOCTYPE x [<!ENTITY e0 "ha">{laughs}<!ENTITY f SYSTEM "file:///etc/passwd">]>'
    books.write_xlsx(path, xml.replace('<?xml version="1.0"?>', f'<?xml version="1.0"?>{doctype}'))


def _ods_repeating(rows: int, columns: int) -> Make:
    cell = books.ods_cell("a", f'table:number-columns-repeated="{columns}"')
    row = f'<table:table-row table:number-rows-repeated="{rows}">{cell}</table:table-row>'
    return lambda path: books.write_ods(path, books.ods_rows(PLAIN) + row)


def _ods_blank_tail(path: Path) -> None:
    blank = '<table:table-cell table:number-columns-repeated="16384"/>'
    tail = f'<table:table-row table:number-rows-repeated="1048570">{blank}</table:table-row>'
    books.write_ods(path, books.ods_rows(PLAIN) + tail)


def _compound(name: str, content: bytes = b"", *, looping: bool = False) -> Make:
    return lambda path: books.write_compound(path, name, content, looping=looping)


def _shared_text(path: Path) -> None:
    """Share one text of 30,000 signs between 100,000 cells: 3 GB once copied."""
    cells = "".join(f'<row r="{row}"><c r="A{row}" t="s"><v>0</v></c></row>' for row in range(2, 100_000))
    text = f"<sst><si><t>{'x' * 30_000}</t></si></sst>"
    books.write_xlsx(
        path, books.sheet_xml(books.table_rows(PLAIN[:1]) + cells), more={"xl/sharedStrings.xml": text}
    )


def _shared_text_xls(path: Path) -> None:
    """Do the same in an old workbook."""
    text = struct.pack("<HB", 8000, 0) + b"x" * 8000
    table = struct.pack("<HHII", 0x00FC, 8 + len(text), 1, 1) + text
    cells = b"".join(struct.pack("<HHHHHI", 0x00FD, 10, row, 0, 0, 0) for row in range(60_000))
    books.write_compound(path, "Workbook", books.biff_stream([(0, 0, 1.0)]) + table + cells)


def _sheet_elsewhere(path: Path) -> None:
    far = books.sheet_xml('<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>')
    books.write_xlsx(
        path, books.sheet_xml(books.table_rows(PLAIN)), more={"xl/far.xml": far}, target="far.xml"
    )


def _two_workbooks(path: Path) -> None:
    """Hide an .xlsx that reaches far behind an .ods that does not."""
    _far_cell("XFD1048576")(path)
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("content.xml", "<office:document-content/>")


def _shifted(path: Path) -> None:
    """Say that the directory begins after itself: its entries then begin before the file."""
    books.write_ods(path, books.ods_rows(PLAIN))
    data = bytearray(path.read_bytes())
    end = data.rfind(b"PK\x05\x06")
    struct.pack_into("<I", data, end + 16, struct.unpack_from("<I", data, end + 16)[0] + 40)
    path.write_bytes(data)


def _folder(path: Path) -> None:
    path.mkdir()


def _nothing(_path: Path) -> None:
    """Make no file at all."""


_NOISE = random.Random(7).randbytes(200_000)
_PNG = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + _NOISE[:500]
_SPREADSHEET_2003 = b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>'
_LOCKED = struct.pack("<HHHHII", 0x0809, 16, 0x0600, 5, 0, 0) + b"\0\0\0\0" + struct.pack("<HH6x", 0x2F, 6)

# Name of the file -> what makes it and what is to become of it.
CASES: dict[str, tuple[Make, str]] = {
    "empty.csv": (_bytes(b""), REFUSED),
    "mark-only.csv": (_bytes(b"\xef\xbb\xbf"), REFUSED),
    "blank-lines.csv": (_bytes(b"\r\n" * 500), REFUSED),
    "delimiters-only.csv": (_bytes(b";;;;\n" * 500), REFUSED),
    "not-there.csv": (_nothing, REFUSED),
    "folder.csv": (_folder, REFUSED),
    "picture.csv": (_bytes(_PNG), REFUSED),
    "document.csv": (_bytes(b"%PDF-1.7\n" + _NOISE[:5000]), REFUSED),
    "packed.csv": (_bytes(gzip.compress(TABLE.encode())), REFUSED),
    "noise.csv": (_bytes(_NOISE), REFUSED),
    "zeros.csv": (_bytes(b"\0" * 1_000_000), REFUSED),
    "json.csv": (_bytes(b'{"mesures": ["a"]}'), REFUSED),
    "deep-json.csv": (_bytes(b"[" * 500_000), REFUSED),
    "page.xlsx": (_bytes(b"<!DOCTYPE html><html><table><tr><td>1</td></tr></table></html>"), REFUSED),
    "table-of-page.xls": (_bytes(b"\xef\xbb\xbf \n<table><tr><td>1</td></tr></table>"), REFUSED),
    "spreadsheet-2003.xls": (_bytes(_SPREADSHEET_2003), REFUSED),
    "million-columns.csv": (_bytes(b"a;" * 10_000_000 + b"\n1;2\n"), REFUSED),
    "twenty-thousand-columns.csv": (_bytes(b"a;" * 20_000 + b"\n1;2\n"), REFUSED),
    "same-name-columns.csv": (_bytes(b"a;" * 10_000 + b"a\n1;2\n"), READ),
    "quotes-one-line.csv": (_bytes(b'a;b\n"' + b'"' * 1_999_000 + b"\n1;2\n"), READ),
    "quotes-many-lines.csv": (_bytes(b"a;b\n" + b'"' * 999 + b"\n" + b'";"\n' * 200_000), READ),
    "quotes-only.csv": (_bytes(b'"' * 5_000_000), REFUSED),
    "quote-never-closed.csv": (_bytes(b'a;b\n"1;2\n' + b"3;4\n" * 20_000), READ),
    "quotes-that-meet-far-off.csv": (_bytes(b'a;b\n"1;2\n' + b"3;4\n" * 50 + b'5";6\n' + b"7;8\n" * 50), READ),
    "long-line-inside.csv": (_bytes(b"a;b\n1;2\n" + b"x" * 9_000_000 + b"\n3;4\n"), READ),
    "long-cell.csv": (_bytes(b'a;b\n1;"' + b"x" * 200_000 + b'"\n3;4\n'), READ),
    "one-million-lines.csv": (_bytes(b"a;b\n" + b";\n" * 1_000_000), READ),
    "zeros-inside.csv": (_bytes(TABLE.replace("l", "l\0").encode()), READ),
    "control-signs.csv": (_bytes(TABLE.replace("2;", "\x01\x02;").encode()), READ),
    "utf16-without-mark.csv": (_bytes(TABLE.encode("utf-16-le")), READ),
    "utf16-big-without-mark.csv": (_bytes(TABLE.encode("utf-16-be")), READ),
    "utf16-cut.csv": (_bytes(TABLE.encode("utf-16")[:-1]), READ),
    "utf32.csv": (_bytes(TABLE.encode("utf-32")), READ),
    "windows.csv": (_bytes(TABLE.encode("cp1252")), READ),
    "dos.csv": (_bytes(TABLE.encode("cp850")), READ),
    "macintosh.csv": (_bytes(TABLE.encode("mac-roman")), READ),
    "two-encodings.csv": (_bytes(TABLE.encode() * 3 + TABLE.encode("cp1252")), READ),
    "read-wrong-once.csv": (_bytes(TABLE.encode().decode("cp1252").encode()), READ),
    "lone-returns.csv": (_bytes(TABLE.replace("\n", "\r").encode()), READ),
    "mixed-ends.csv": (_bytes(b"a;b\r\n1;2\n3;4\r5;6\r\n\n\r7;8"), READ),
    "formulas.csv": (_bytes(b"a;b\n=cmd|'/C calc'!A0;@SUM(1)\n+1;-1\n"), READ),
    "sheet-as.csv": (_sound_xlsx, READ),
    "text-as.xlsx": (_bytes(TABLE.encode()), READ),
    "cut.xlsx": (_spoiled(lambda data: data[: len(data) // 2]), REFUSED),
    "flipped.xlsx": (_spoiled(_flipped), REFUSED),
    "without-directory.xlsx": (_spoiled(lambda data: data[:-22]), REFUSED),
    "bomb-of-a-sheet.xlsx": (_bomb("xl/worksheets/sheet2.xml"), REFUSED),
    "bomb-of-texts.xlsx": (_bomb("xl/sharedStrings.xml"), REFUSED),
    "bomb-that-lies.xlsx": (_lying_sizes, REFUSED),
    "many-entries.xlsx": (_many_entries, REFUSED),
    "other-archive.xlsx": (_archive_of(("a.txt", "../../b.txt")), REFUSED),
    "letter.xlsx": (_archive_of(("[Content_Types].xml", "word/document.xml")), REFUSED),
    "hollow.xlsx": (_archive_of(("[Content_Types].xml", "xl/workbook.xml")), REFUSED),
    "entities.xlsx": (_entities, REFUSED),
    "no-cell.xlsx": (_sheet(""), REFUSED),
    "far-corner.xlsx": (_far_cell("XFD1048576"), REFUSED),
    "far-row.xlsx": (_far_cell("ZZ900000"), REFUSED),
    "beyond-any-sheet.xlsx": (_far_cell("ZZZZ99999999"), REFUSED),
    "styled-far-corner.xlsx": (
        _sheet(books.table_rows(PLAIN) + '<row r="1048576"><c r="XFD1048576" s="0"/></row>'), READ
    ),
    "merged-everywhere.xlsx": (
        _sheet(books.table_rows(PLAIN), '<mergeCells count="1"><mergeCell ref="A2:XFD1048576"/></mergeCells>'), READ
    ),
    "sheet-elsewhere.xlsx": (
        lambda path: books.write_xlsx(path, books.sheet_xml(""), target="../../../../etc/passwd"), REFUSED
    ),
    "binary.xlsx": (_archive_of(("xl/workbook.bin",)), REFUSED),
    "hidden-place.xlsx": (
        _sheet(books.table_rows(PLAIN) + '<row r="9"><c foo=">" r = "XFD1048576"><v>1</v></c></row>'), REFUSED
    ),
    "sheet-under-another-name.xlsx": (_sheet_elsewhere, REFUSED),
    "two-workbooks.xlsx": (_two_workbooks, REFUSED),
    "cells-without-place.xlsx": (
        _sheet("<row><c><v>1</v></c></row>" * 9 + f"<row>{'<c><v>1</v></c>' * 900}</row>"), READ
    ),
    "endless-tag.xlsx": (_sheet("<row " + "x" * 30_000_000), REFUSED),
    "cells-without-place-or-row.xlsx": (_sheet("<c><v>1</v></c>" * 2_600_000), REFUSED),
    "shifted-directory.ods": (_shifted, REFUSED),
    "hidden-repetition.ods": (
        lambda path: books.write_ods(
            path, books.ods_rows(PLAIN) + "<table:table-row>"
            + books.ods_cell("a", 'foo=">" table:number-columns-repeated="900000000"') + "</table:table-row>"
        ),
        REFUSED,
    ),
    "shared-long-text.xlsx": (_shared_text, REFUSED),
    "shared-long-text.xls": (_shared_text_xls, REFUSED),
    "repeated-long-text.ods": (
        lambda path: books.write_ods(
            path,
            books.ods_rows(PLAIN)
            + '<table:table-row table:number-rows-repeated="1000">'
            + books.ods_cell("x" * 30_000, 'table:number-columns-repeated="100"')
            + "</table:table-row>",
        ),
        REFUSED,
    ),
    "repeated-rows.ods": (_ods_repeating(1_048_000, 1000), REFUSED),
    "repeated-columns.ods": (_ods_repeating(2000, 16_384), REFUSED),
    "blank-tail.ods": (_ods_blank_tail, READ),
    "locked.xlsx": (_compound("EncryptedPackage", _NOISE[:5000]), REFUSED),
    "locked.xls": (_compound("Workbook", _LOCKED), REFUSED),
    "letter.xls": (_compound("WordDocument", _NOISE[:5000]), REFUSED),
    "looping.xls": (_compound("Workbook", books.biff_stream([(0, 0, 1.0)]), looping=True), REFUSED),
    "noise.xls": (_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + _NOISE), REFUSED),
    "far-corner.xls": (_compound("Workbook", books.biff_stream([(0, 0, 1.0), (65535, 255, 2.0)])), REFUSED),
}  # fmt: skip


def outcome_of(path: Path) -> tuple[str, str]:
    """Read a file through, and say what became of it: read or refused, and the sentence that was said."""
    from altterr_desktop.domain.errors import KnownError
    from altterr_desktop.importers.files.table import open_table

    try:
        table = open_table(path)
        for _row in table.rows():
            pass
    except KnownError as error:
        return REFUSED, str(error)
    return READ, table.source


def _main(folder: Path) -> None:
    """Read all the files of a folder in this process, and print what became of each, then the memory it took."""
    for path in sorted(folder.iterdir()):
        start = time.process_time()
        outcome, sentence = outcome_of(path)
        print(
            path.name, outcome, round(time.process_time() - start, 2), sentence.replace("\n", " "), sep="\t"
        )
    print("memory", _peak() // 1024 // 1024, sep="\t")


def _peak() -> int:
    """Give the most memory this process took, in bytes."""
    status = Path("/proc/self/status")
    if status.exists():
        # Not ru_maxrss, which on Linux begins at what the process that started this one takes.
        line = next(line for line in status.read_text().splitlines() if line.startswith("VmHWM"))
        return int(line.split()[1]) * 1024
    if sys.platform == "win32":
        import psutil

        return int(getattr(psutil.Process().memory_info(), "peak_wset", 0))
    import resource

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


if __name__ == "__main__":
    _main(Path(sys.argv[1]))
