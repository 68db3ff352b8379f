"""Compare a document's text with the one kept; with ALTTERR_WRITE_GOLDEN=1 the kept texts are written anew."""

from __future__ import annotations

import difflib
import os
import subprocess
from pathlib import Path

FOLDER = Path(__file__).parent / "golden"
# What a file of each format begins with.
STARTS = {
    "pdf": b"%PDF",
    "xlsx": b"PK\x03\x04",
    "docx": b"PK\x03\x04",
    "csv": b"\xef\xbb\xbf",
    "vcf": b"BEGIN:VCARD",
    "ics": b"BEGIN:VCALENDAR",
    "md": b"# ",
    "json": b"{",
    "txt": b"Objet",
}


def pdf_text(path: Path) -> str:
    """Give a PDF's text as poppler reads it, page by page, without what depends on poppler's version."""
    command = ["pdftotext", "-layout", "-enc", "UTF-8", str(path), "-"]
    raw = subprocess.run(command, capture_output=True, check=True).stdout.decode()
    pages = []
    for number, page in enumerate(raw.removesuffix("\f").split("\f"), 1):
        lines = [" ".join(line.split()) for line in page.splitlines()]
        pages.append("\n".join([f"== {number} ==", *filter(None, lines)]))
    return "\n".join(pages) + "\n"


def pages_of(path: Path) -> int:
    """Count a PDF's pages."""
    return pdf_text(path).count("\n== ") + 1


def assert_sound(path: Path) -> None:
    """Let qpdf look at every object of a PDF; any complaint is a failure."""
    checked = subprocess.run(["qpdf", "--check", str(path)], capture_output=True, text=True, check=False)
    assert checked.returncode == 0, checked.stdout + checked.stderr


def assert_golden(text: str, name: str) -> None:
    """Compare a text with the kept one and show the lines that differ."""
    kept = FOLDER / name
    if os.environ.get("ALTTERR_WRITE_GOLDEN") == "1":
        kept.parent.mkdir(exist_ok=True)
        kept.write_text(text, encoding="utf-8")
    wanted = kept.read_text(encoding="utf-8")
    difference = "\n".join(
        difflib.unified_diff(wanted.splitlines(), text.splitlines(), "kept", "now", lineterm="", n=1)
    )
    assert not difference, difference
