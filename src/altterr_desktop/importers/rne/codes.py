"""Bring codes of territories to their official form, however a spreadsheet spoiled them; must look nothing up."""

from __future__ import annotations

import re

# Codes the Ministry of the Interior once gave overseas, and the INSEE ones.
_OVERSEAS = {
    "ZA": "971",
    "ZB": "972",
    "ZC": "973",
    "ZD": "974",
    "ZS": "975",
    "ZM": "976",
    "ZX": "977",
    "ZW": "986",
    "ZP": "987",
    "ZN": "988",
}
_NOISE = re.compile(r"""[\s\u00a0\u202f"'’]+""")
_DECIMALS = re.compile(r"[.,]0+$")
_POWER = re.compile(r"^(\d)[.,]?(\d*)E\+?(\d{1,2})$")
_DEPARTMENT = re.compile(r"^(?:\d{2}|2[AB]|9[78]\d|69M|6AE|20R|Z[A-Z])$")
_COMMUNE = re.compile(r"^(?:\d{2}|2[AB])\d{3}$")
_NUMBER_DIGITS, _SIREN_DIGITS, _SIRET_DIGITS = 3, 9, 14


def bare_code(raw: str) -> str:
    """Give a code without spaces, quotes, lower case or the decimals of a number («32013.0», «2,00E+08»)."""
    code = _DECIMALS.sub("", _NOISE.sub("", raw).upper())
    power = _POWER.match(code)
    if power is None:
        return code
    digits, exponent = power.group(1) + power.group(2), int(power.group(3))
    return digits.ljust(exponent + 1, "0") if len(digits) == exponent + 1 else code


def department_code(raw: str) -> str:
    """Give a département's code («1» → «01», «ZA» → «971»), or nothing when it is none.

    «ZZ» and its like (French people abroad, territories that changed status) stay as they are.
    """
    code = bare_code(raw)
    code = _OVERSEAS.get(code, code)
    if len(code) == 1:
        code = "0" + code
    return code if _DEPARTMENT.match(code) else ""


def region_code(raw: str) -> str:
    """Give a region's code («1» → «01»; «20R» is Corsica), or nothing when it is none."""
    code = bare_code(raw)
    if code in {"20R", "2A", "2B"}:
        return "94"
    code = code.zfill(2)
    return code if len(code) == 2 and code.isdigit() else ""  # noqa: PLR2004 - digits of a region


def commune_code(raw: str, department: str = "") -> str:
    """Give a commune's INSEE code, or nothing when it is none.

    Takes the whole code, with or without its first zero, or the commune's number beside its département's
    code («01» and «001», «1» and «4», «ZA» and «101»).
    """
    code = bare_code(raw)
    if len(code) > _NUMBER_DIGITS:
        if code[:2] in _OVERSEAS and code[2:].isdigit():
            return commune_code(code[2:], code[:2])
        code = code.zfill(5)
        return code if _COMMUNE.match(code) else ""
    place = department_code(department)
    if not place or not code.isdigit():
        return ""
    if len(place) > 2:  # noqa: PLR2004 - overseas, «971» and «101» share a digit
        return place[:2] + code if len(code) == _NUMBER_DIGITS else place + code.zfill(2)
    return place + code.zfill(_NUMBER_DIGITS)


def siren_code(raw: str) -> str:
    """Give the nine digits of a SIREN (the first nine of a SIRET), or nothing when it is none."""
    code = bare_code(raw).replace(".", "")
    if len(code) == _SIRET_DIGITS:
        code = code[:_SIREN_DIGITS]
    return code if len(code) == _SIREN_DIGITS and code.isdigit() else ""


def department_of(commune: str) -> str:
    """Give the département of a commune's INSEE code."""
    return commune[:3] if commune.startswith(("97", "98")) else commune[:2]
