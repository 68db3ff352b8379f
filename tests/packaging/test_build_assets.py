"""The fonts and icons that ship: all there, as published, small, usable by the window and by documents."""

import hashlib
import re
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from reportlab.pdfbase.ttfonts import TTFont

from tests.packaging.scripts import ROOT, script

FONTS, ICONS, NOTICES = (
    ROOT / "resources" / "fonts",
    ROOT / "resources" / "icons",
    ROOT / "packaging" / "notices",
)
FRENCH = "ABCDEFGHIJKLMNOPQRSTUVWXYZÀÂÄÆÇÉÈÊËÎÏÔŒÖÙÛÜŸ0123456789"
SIGNS = "«»‹›“”‘’„…–—‑·•°€§№²³½±×÷≈≠≤≥−%‰ºª†©®\u00a0\u202f\u2009→←↑↓✓✗●○◆"
OUTLINES = sorted(path.name for path in FONTS.glob("*.ttf"))


assets = script("build_assets")


def test_the_folders_hold_what_the_script_fetches_and_nothing_else() -> None:
    wanted = {path for package in assets.PACKAGES for path in package.files}
    assert {path for path in wanted if not (assets.RESOURCES / path).is_file()} == set()
    assert assets.unlisted(wanted) == set()


@pytest.mark.parametrize("name", OUTLINES)
def test_a_font_is_the_published_file(name: str) -> None:
    digest = hashlib.sha256((FONTS / name).read_bytes()).hexdigest()
    assert f"| `{name}` |" in (notice := (NOTICES / "FONTS.md").read_text(encoding="utf-8"))
    assert digest in notice


@pytest.mark.parametrize("name", OUTLINES)
def test_documents_accept_a_font_and_find_french_in_it(name: str) -> None:
    face = TTFont(name, str(FONTS / name)).face
    assert [sign for sign in FRENCH + FRENCH.lower() + SIGNS if ord(sign) not in face.charToGlyph] == []


def test_the_fallback_has_marks_the_others_lack() -> None:
    face = TTFont("DejaVuSans", str(FONTS / "DejaVuSans.ttf")).face
    assert all(ord(sign) in face.charToGlyph for sign in "☐☑☒◐◑★☆⚠ℹ⚖☎✉✔✘")


def test_fonts_and_icons_stay_small() -> None:
    assert sum(path.stat().st_size for folder in (FONTS, ICONS) for path in folder.iterdir()) < 4_000_000


@pytest.mark.parametrize("name", ["OFL-Inter.txt", "OFL-SourceSans3.txt"])
def test_the_licence_lies_beside_the_fonts(name: str) -> None:
    assert "SIL OPEN FONT LICENSE Version 1.1" in (FONTS / name).read_text(encoding="utf-8")


@pytest.mark.parametrize("path", sorted(ICONS.glob("*.svg")), ids=lambda path: path.stem)
def test_an_icon_is_a_plain_drawing(path: Path) -> None:
    root = ET.fromstring(path.read_bytes())
    tags = {element.tag.rpartition("}")[2] for element in root.iter()}
    assert tags <= {"svg", "title", "path", "circle", "ellipse", "line", "polygon", "polyline", "rect"}
    own = path.match(assets.OWN_DRAWINGS)
    assert ("currentColor" in path.read_text(encoding="utf-8")) != own
    assert not re.search(r"href|url\(", path.read_text(encoding="utf-8"))


def test_the_notice_names_every_icon() -> None:
    notice = (NOTICES / "ICONS.md").read_text(encoding="utf-8")
    assert [name for name in assets.ICONS if f"`{name}`" not in notice] == []
