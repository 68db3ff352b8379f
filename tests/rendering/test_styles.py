from itertools import combinations

import pypdfium2  # type: ignore[import-untyped]
import pytest
from PIL import Image, ImageChops, ImageStat

from altterr_desktop.domain.commitments import Standing
from altterr_desktop.rendering import document as doc
from altterr_desktop.rendering.cells import standing_words
from altterr_desktop.rendering.pdf.writer import pdf_bytes
from altterr_desktop.rendering.styles import LOOKS, Hatch
from tests.rendering.pages import a_document


def test_each_standing_has_a_look() -> None:
    assert set(LOOKS) == set(Standing)


@pytest.mark.parametrize("name", ["mark", "sign"])
def test_no_two_standings_share_a_disc_or_a_sign(name: str) -> None:
    assert len({getattr(look, name) for look in LOOKS.values()}) == len(LOOKS)


def test_no_two_standings_share_a_share_of_a_bar() -> None:
    areas = {(look.fill, look.hatch, look.outline, look.ring) for look in LOOKS.values()}
    assert len(areas) == len(LOOKS)


def test_standings_are_told_apart_by_hatching_or_by_lightness() -> None:
    def lightness(colour: str) -> float:
        red, green, blue = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    alike = [
        (one, two)
        for one, two in combinations(Standing, 2)
        if LOOKS[one].hatch is LOOKS[two].hatch is Hatch.NONE
        and abs(lightness(LOOKS[one].fill) - lightness(LOOKS[two].fill)) < 0.1
    ]
    assert alike == []


def test_figures_on_a_bar_can_be_read() -> None:
    def light(colour: str) -> float:
        parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
        red, green, blue = (
            part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
        )
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    for look in LOOKS.values():
        dark, bright = sorted((light(look.fill), light(look.ink)))
        assert (bright + 0.05) / (dark + 0.05) >= 4.5, look


def test_discs_differ_once_photocopied() -> None:
    pictures = {standing: _grey_disc(standing) for standing in Standing}
    for one, two in combinations(Standing, 2):
        difference = ImageChops.difference(pictures[one], pictures[two])
        assert ImageStat.Stat(difference).mean[0] > 4, (one, two)


def _grey_disc(standing: Standing) -> Image.Image:
    """Draw a standing's disc alone and give it in shades of grey, without its word."""
    page = pypdfium2.PdfDocument(pdf_bytes(a_document(doc.Legend((standing,)))))[0]
    scale = 4
    picture = page.render(scale=scale).to_pil().convert("L")
    left, top = 18 / 25.4 * 72, 27 / 25.4 * 72
    return picture.crop(
        (int(left * scale), int(top * scale), int((left + 10) * scale), int((top + 13) * scale))
    )


def test_a_cell_names_a_standing_beside_its_sign() -> None:
    assert standing_words(Standing.DONE).startswith("✓ ")
    assert len(standing_words(Standing.DONE)) > 3
