"""Write numbers, shares, amounts and sizes as the language does; must not compute what they mean."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from altterr_desktop.i18n.catalogue import _, language, ngettext
from altterr_desktop.i18n.typography import NBSP

# Thousands, then decimals.
_SEPARATORS = {"fr": (NBSP, ","), "en": (",", ".")}
_HUNDREDTH = Fraction(1, 100)
_STEP = 1000
_TEN = 10

Number = int | float | Decimal | Fraction


def number(value: int) -> str:
    """Give a whole number with its thousands apart: «12 000»."""
    return _separated(f"{value:,d}")


def decimal(value: Number, places: int) -> str:
    """Give a number with as many decimals as asked, halves rounded away from zero: «2,7»."""
    rounded = _rounded(value, places)
    # No «-0,0».
    return _separated(f"{rounded or abs(rounded):,.{places}f}")


def percent(part: Number, whole: Number) -> str:
    """Give a share without decimals («42 %»), a dash where there is nothing to share.

    Only nothing is «0 %» and only everything is «100 %»: between them, «< 1 %» and «> 99 %».
    """
    if not whole:
        return "–"
    share = Fraction(part) / Fraction(whole)
    if 0 < share < _HUNDREDTH:
        words = f"<{NBSP}1"
    elif 0 < 1 - share < _HUNDREDTH:
        words = f">{NBSP}99"
    else:
        words = decimal(share * 100, 0)
    return words + (f"{NBSP}%" if language() == "fr" else "%")


def fraction_words(part: int, whole: int) -> str:
    """Give a share with its two numbers: «17 / 40»."""
    return f"{number(part)}{NBSP}/{NBSP}{number(whole)}"


def euros(amount: Number) -> str:
    """Give an amount in euros, with cents only where there are some: «12 000 €», «12,50 €»."""
    cents = _rounded(amount, 2)
    figure = decimal(abs(cents), 0 if cents == cents.to_integral_value() else 2)
    sign = "-" if cents < 0 else ""
    return f"{sign}{figure}{NBSP}€" if language() == "fr" else f"{sign}€{figure}"


def file_size(size: int) -> str:
    """Give a size from bytes, in thousands: «345 octets», «12 ko», «1,4 Mo»."""
    if size < _STEP:
        return ngettext("{count} byte", "{count} bytes", size).format(count=size)
    units = [_("GB"), _("MB"), _("kB")]
    scaled, unit = Decimal(size) / _STEP, units.pop()
    while units and _rounded(scaled, 0) >= _STEP:
        scaled, unit = scaled / _STEP, units.pop()
    has_one_figure = _rounded(scaled, 1) < _TEN
    return f"{decimal(scaled, 1 if has_one_figure else 0)}{NBSP}{unit}"


def _rounded(value: Number, places: int) -> Decimal:
    if isinstance(value, Fraction):
        scale = 10**places
        doubled = abs(value) * scale * 2 + 1
        magnitude = Decimal(doubled.numerator // (2 * doubled.denominator)).scaleb(-places)
        return magnitude.copy_sign(value.numerator)
    exact = Decimal(repr(value)) if isinstance(value, float) else Decimal(value)
    return exact.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)


def _separated(figure: str) -> str:
    thousands, decimals = _SEPARATORS[language()]
    whole, point, rest = figure.partition(".")
    return whole.replace(",", thousands) + (decimals + rest if point else "")
