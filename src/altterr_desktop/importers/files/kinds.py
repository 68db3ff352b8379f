"""Recognise what a file is by its first bytes, never by its name; must not read its contents further."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path

from altterr_desktop.i18n import _
from altterr_desktop.importers.files.encoding import guess_encoding
from altterr_desktop.importers.files.problems import UnreadableFile

SAMPLE_SIZE = 256 * 1024


class FileKind(StrEnum):
    """Name the kinds of file that are told apart."""

    EMPTY = "empty"
    TEXT = "text"
    JSON = "json"
    HTML = "html"
    XML = "xml"
    ZIP = "zip"
    OLE = "ole"
    PDF = "pdf"
    PICTURE = "picture"
    ARCHIVE = "archive"
    BINARY = "binary"


_MAGIC = (
    (b"PK\x03\x04", FileKind.ZIP),
    (b"PK\x05\x06", FileKind.ZIP),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", FileKind.OLE),
    (b"%PDF", FileKind.PDF),
    (b"\x89PNG", FileKind.PICTURE),
    (b"\xff\xd8\xff", FileKind.PICTURE),
    (b"GIF8", FileKind.PICTURE),
    (b"BM", FileKind.PICTURE),
    (b"RIFF", FileKind.PICTURE),
    (b"\x1f\x8b", FileKind.ARCHIVE),
    (b"BZh", FileKind.ARCHIVE),
    (b"7z\xbc\xaf", FileKind.ARCHIVE),
    (b"Rar!", FileKind.ARCHIVE),
    (b"\xfd7zXZ", FileKind.ARCHIVE),
)
# Short marks that plain words may begin with: only a file that is binary besides is one of these.
_AMBIGUOUS = (b"BM", b"RIFF", b"BZh", b"GIF8", b"Rar!")
_CONTROL = bytes(set(range(32)) - {9, 10, 11, 12, 13, 27})
_MOST_CONTROL = 0.02


def read_sample(path: Path) -> bytes:
    """Read the first bytes of a file; raise UnreadableFile when the file cannot be opened."""
    if path.is_dir():
        raise UnreadableFile(_("“{name}” is a folder. Choose a file in it.").format(name=path.name))
    try:
        with path.open("rb") as file:
            return file.read(SAMPLE_SIZE)
    except OSError as error:
        raise UnreadableFile(
            _("“{name}” cannot be opened ({reason}). Check that it exists and that you may read it.").format(
                name=path.name, reason=error.strerror or type(error).__name__
            )
        ) from error


def kind_of(sample: bytes) -> FileKind:
    """Tell the kind of a file from its first bytes."""
    if not sample:
        return FileKind.EMPTY
    for mark, kind in _MAGIC:
        if sample.startswith(mark) and (mark not in _AMBIGUOUS or _is_binary(sample)):
            return kind
    if _is_binary(sample):
        return FileKind.BINARY
    return _kind_of_text(sample)


def _is_binary(sample: bytes) -> bool:
    encoding = guess_encoding(sample)
    if encoding.codec.startswith(("utf-16", "utf-32")):
        text = sample[encoding.skip :].decode(encoding.codec, "replace")
        wrong = text.count("\ufffd") + sum(char < " " and char not in "\t\r\n" for char in text)
        return wrong > 0.1 * max(len(text), 1)
    control = len(sample) - len(sample.translate(None, _CONTROL))
    return control > max(_MOST_CONTROL * len(sample), 8)


def _kind_of_text(sample: bytes) -> FileKind:
    encoding = guess_encoding(sample)
    text = sample[encoding.skip :].decode(encoding.codec, encoding.errors).lstrip("\ufeff \t\r\n\0")
    start = text[:2000].casefold()
    if not start:
        return FileKind.EMPTY
    if start[0] in "{[" and start[1:].lstrip()[:1] in tuple('"{[]}'):
        return FileKind.JSON
    if start.startswith(("<!doctype html", "<html", "<table", "<head", "<meta", "<body", "mime-version:")):
        return FileKind.HTML
    if start.startswith(("<?xml", "<office:", "<workbook")):
        return FileKind.HTML if "<html" in start else FileKind.XML
    return FileKind.TEXT


def refuse(path: Path, kind: FileKind) -> UnreadableFile:
    """Give the sentence for a kind of file that no table is read from."""
    save = _("Open it in a spreadsheet program and save it as .xlsx or .csv, then import that file.")
    sentences = {
        FileKind.EMPTY: _("“{name}” is empty. Check that it was downloaded or saved completely."),
        FileKind.JSON: _("“{name}” is a JSON file, not a table. Only frameworks are read from JSON."),
        FileKind.HTML: _("“{name}” is a web page, whatever its name says.") + " " + save,
        FileKind.XML: _("“{name}” is an XML file, whatever its name says.") + " " + save,
        FileKind.PDF: _(
            "“{name}” is a PDF: its tables cannot be read safely. Ask for the table itself (.xlsx, .csv)."
        ),
        FileKind.PICTURE: _("“{name}” is a picture, not a table."),
        FileKind.ARCHIVE: _("“{name}” is an archive. Unpack it, then import the table inside."),
        FileKind.ZIP: _("“{name}” is an archive, not a workbook. Unpack it, then import the table inside."),
    }
    fallback = _("“{name}” is neither a table nor a text. Choose a .csv, .xlsx, .xls or .ods file.")
    return UnreadableFile(sentences.get(kind, fallback).format(name=path.name))
