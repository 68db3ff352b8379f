from __future__ import annotations

import re
from itertools import pairwise

import pytest

from altterr_desktop.domain.commitments import Standing
from altterr_desktop.settings import paths
from altterr_desktop.ui.kit.theme import Theme, ThemeName, contrast, load_theme, style_sheet

NAMES = [ThemeName.LIGHT, ThemeName.DARK, ThemeName.CONTRAST]
TEXTS = [
    ("ink", "page"),
    ("ink", "surface"),
    ("ink", "sunken"),
    ("ink", "hover"),
    ("ink", "accent_soft"),
    ("muted", "page"),
    ("muted", "surface"),
    ("muted", "hover"),
    ("muted", "accent_soft"),
    ("accent_ink", "accent"),
    ("accent_ink", "accent_hover"),
    ("accent", "surface"),
    ("accent", "page"),
    ("bar_ink", "bar"),
    ("bar_ink", "bar_hover"),
    ("bar_muted", "bar"),
    ("mark", "bar"),
    ("mark", "bar_hover"),
    ("warn", "warn_ground"),
    ("danger", "surface"),
    ("danger", "page"),
    ("ink", "danger_ground"),
    ("danger_ink", "danger"),
    ("toast_ink", "toast"),
    ("toast_link", "toast"),
    ("good", "surface"),
]
BORDERS = [
    ("border", "surface"),
    ("border", "page"),
    ("focus", "surface"),
    ("focus", "page"),
    ("bar_muted", "bar_hover"),
]


@pytest.fixture(params=NAMES)
def theme(request: pytest.FixtureRequest) -> Theme:
    return load_theme(request.param)


@pytest.mark.parametrize(("words", "ground"), TEXTS)
def test_words_are_readable(theme: Theme, words: str, ground: str) -> None:
    least = 7 if theme.name is ThemeName.CONTRAST else 4.5
    assert contrast(theme.tokens[words], theme.tokens[ground]) >= least


@pytest.mark.parametrize(("edge", "ground"), BORDERS)
def test_borders_and_icons_are_seen(theme: Theme, edge: str, ground: str) -> None:
    assert contrast(theme.tokens[edge], theme.tokens[ground]) >= 3


@pytest.mark.parametrize("standing", Standing)
def test_a_standing_is_readable_and_its_chip_is_seen(theme: Theme, standing: Standing) -> None:
    colours = theme.standings[standing.value]
    assert contrast(colours.ink, colours.fill) >= 4.5
    assert contrast(colours.edge, theme.tokens["surface"]) >= 3


def test_kept_contradicted_and_not_started_differ_in_lightness_alone(theme: Theme) -> None:
    # What is left of colours for somebody who sees none of them.
    fills = [theme.standings[name].fill for name in ("done", "in_progress", "not_started")]
    assert all(contrast(one, other) >= 1.3 for one, other in pairwise(fills))


def test_every_theme_has_the_same_tokens_and_every_standing() -> None:
    themes = [load_theme(name) for name in NAMES]
    assert len({frozenset(theme.tokens) for theme in themes}) == 1
    assert all(set(theme.standings) == {standing.value for standing in Standing} for theme in themes)


def test_the_style_sheet_is_filled_and_scales_with_the_text(theme: Theme) -> None:
    small, large = style_sheet(theme, 16), style_sheet(theme, 32)
    assert "@" not in re.sub(r"/\*.*?\*/", "", small, flags=re.DOTALL)
    assert not re.search(r"\dfm\b", re.sub(r"/\*.*?\*/", "", small, flags=re.DOTALL))
    assert small != large


def test_pictures_of_the_style_sheet_exist(theme: Theme) -> None:
    for name in re.findall(r'url\("([^"]+)"\)', style_sheet(theme, 16)):
        assert (paths.resources_folder() / name).is_file()
