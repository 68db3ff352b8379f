"""Draw the disc of each standing as PDF operators; the choice of shapes and colours is in styles."""

from __future__ import annotations

import math

from altterr_desktop.domain.commitments import Standing
from altterr_desktop.rendering.styles import BRICK, GREY, LOOKS, PETROL, SALMON, SILVER, WHITE, Mark, Ring

_KAPPA = 0.5523
BOX = "[-1.1 -1.1 1.1 1.1]"


def rgb(colour: str) -> str:
    """Write a #rrggbb colour as three numbers."""
    red, green, blue = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    return f"{red:.3f} {green:.3f} {blue:.3f}"


def circle(radius: float) -> str:
    """Write the path of a circle around the origin."""
    bend = radius * _KAPPA
    return (
        f"{radius} 0 m {radius} {bend:.4f} {bend:.4f} {radius} 0 {radius} c "
        f"{-bend:.4f} {radius} {-radius} {bend:.4f} {-radius} 0 c "
        f"{-radius} {-bend:.4f} {-bend:.4f} {-radius} 0 {-radius} c "
        f"{bend:.4f} {-radius} {radius} {-bend:.4f} {radius} 0 c h"
    )


def _quarter(start: float) -> str:
    """Write the arc of a quarter turn, clockwise, after a point at start (degrees)."""
    begin, end = math.radians(start), math.radians(start - 90)
    bend = 0.9 * _KAPPA
    points = (
        0.9 * math.cos(begin) + bend * math.sin(begin),
        0.9 * math.sin(begin) - bend * math.cos(begin),
        0.9 * math.cos(end) - bend * math.sin(end),
        0.9 * math.sin(end) + bend * math.cos(end),
        0.9 * math.cos(end),
        0.9 * math.sin(end),
    )
    return " ".join(f"{point:.4f}" for point in points) + " c"


def _pie(quarters: int) -> str:
    arcs = " ".join(_quarter(90 - 90 * index) for index in range(quarters))
    return f"0 0 m 0 0.9 l {arcs} h f"


_RINGS = {Ring.SOLID: "[] 0 d", Ring.DASHED: "[0.42 0.2854] 0 d", Ring.DOTTED: "[0.02 0.333] 0 d 1 J"}
_STROKES = {
    Mark.CHECK: "0.24 w 1 J 1 j -0.46 -0.02 m -0.12 -0.36 l 0.48 0.34 l S",
    Mark.CROSS: "0.24 w 1 J -0.36 -0.36 m 0.36 0.36 l S -0.36 0.36 m 0.36 -0.36 l S",
    Mark.PAUSE: "0.26 w 0 J -0.24 -0.42 m -0.24 0.42 l S 0.24 -0.42 m 0.24 0.42 l S",
    Mark.DASH: "0.26 w 0 J -0.44 0 m 0.44 0 l S",
    Mark.ARROW: "0.2 w 1 J 1 j -0.48 0 m 0.46 0 l S 0.1 0.36 m 0.46 0 l 0.1 -0.36 l S",
    Mark.QUESTION: (
        "0.19 w 1 J 1 j -0.3 0.24 m -0.3 0.62 0.32 0.62 0.32 0.24 c 0.32 -0.04 0 -0.02 0 -0.22 c S "
        "0.24 w 0 -0.52 m 0 -0.51 l S"
    ),
    Mark.ELLIPSIS: "0.24 w 1 J -0.42 0 m -0.41 0 l S 0 0 m 0.01 0 l S 0.42 0 m 0.43 0 l S",
}
_PIES = {Mark.QUARTER: 1, Mark.HALF: 2, Mark.THREE_QUARTERS: 3}


def disc(standing: Standing, *, on_dark: bool) -> str:
    """Write the drawing of a standing's disc, of radius 1 around the origin."""
    look = LOOKS[standing]
    main, paper = (WHITE, PETROL) if on_dark else (PETROL, WHITE)
    alarm = SALMON if on_dark else BRICK
    neutral = SILVER if on_dark else GREY
    full = {Mark.CHECK: main, Mark.CROSS: alarm, Mark.ARROW: neutral}.get(look.mark)
    if full:
        stroke = _STROKES[look.mark]
        return f"{rgb(full)} rg {circle(1)} f {rgb(paper)} RG {stroke}"
    quiet = look.mark in {Mark.QUESTION, Mark.DASH, Mark.ELLIPSIS}
    colour = neutral if quiet else main
    parts = [f"{rgb(paper)} rg {circle(0.98)} f {rgb(colour)} RG {rgb(colour)} rg"]
    parts.append(f"0.17 w {_RINGS[look.ring]} {circle(0.9)} S [] 0 d")
    if look.mark in _PIES:
        parts.append(_pie(_PIES[look.mark]))
    parts.append(_STROKES.get(look.mark, ""))
    return " ".join(parts)
