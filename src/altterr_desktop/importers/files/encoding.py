"""Find the encoding of a text from its first bytes; must not read the whole file."""

from __future__ import annotations

import codecs
from dataclasses import dataclass

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_LABELS = {"utf-8": "UTF-8", "cp1252": "Windows-1252", "cp850": "MS-DOS (850)", "mac-roman": "Mac Roman"}
_FRENCH = frozenset("àâäæçéèêëîïôöœùûüÿÀÂÄÆÇÉÈÊËÎÏÔÖŒÙÛÜŸáíóúñãõìòåøÁÍÓÚÑß«»‘’“”…–—°€·•§²³½\u00a0")
_COMMON = frozenset("éèàêçôîïûùâœÉ«»’–°€")
_PLAUSIBLE = 0.7
_WINDOWS_FALLBACK = "altterr-windows"


def _as_windows(error: UnicodeError) -> tuple[str, int]:
    """Read as Windows text the bytes that are not UTF-8: files pasted together from two origins exist."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return error.object[error.start : error.end].decode("cp1252", "replace"), error.end


codecs.register_error(_WINDOWS_FALLBACK, _as_windows)


@dataclass(frozen=True, slots=True)
class Encoding:
    """Hold how to decode a text: codec, what to do with wrong bytes, bytes of the mark at its start, label."""

    codec: str
    errors: str
    skip: int
    label: str


def guess_encoding(sample: bytes) -> Encoding:
    """Choose the encoding of a text from a sample of its beginning (at best 64 kB or more).

    Order: byte order mark, UTF-16 by its zeros, UTF-8, Windows-1252, then what old French machines wrote.
    """
    for mark, codec in _BOMS:
        if sample.startswith(mark):
            return _encoding(codec, skip=len(mark))
    wide = _wide_codec(sample)
    if wide:
        return _encoding(wide)
    return _encoding("utf-8" if _is_mostly_utf8(sample) else _single_byte_codec(sample))


def _encoding(codec: str, *, skip: int = 0) -> Encoding:
    errors = _WINDOWS_FALLBACK if codec == "utf-8" else "replace"
    return Encoding(codec, errors, skip, _LABELS.get(codec, codec.upper()))


def _wide_codec(sample: bytes) -> str:
    """Recognise UTF-16 without a mark: Latin letters leave a zero in every second byte."""
    pairs = len(sample) // 2
    if pairs < 2:  # noqa: PLR2004 - fewer say nothing
        return ""
    low, high = sample[1::2].count(0), sample[0 : pairs * 2 : 2].count(0)
    if low > 0.4 * pairs and high < 0.1 * pairs:
        return "utf-16-le"
    if high > 0.4 * pairs and low < 0.1 * pairs:
        return "utf-16-be"
    return ""


def _is_mostly_utf8(sample: bytes) -> bool:
    decoder = codecs.getincrementaldecoder("utf-8")("surrogateescape")
    beyond = [char for char in decoder.decode(sample) if char > "\x7f"]
    wrong = sum("\udc80" <= char <= "\udcff" for char in beyond)
    return wrong * 2 <= len(beyond)


def _share_of_french(text: str) -> float:
    beyond = [char for char in text if char > "\x7f"]
    return sum(char in _FRENCH for char in beyond) / len(beyond) if beyond else 1.0


def _commonness(text: str) -> float:
    """Rate how common the signs beyond ASCII are in French: «é» is half of them, «Ç» and «Ä» are rare."""
    beyond = [char for char in text if char > "\x7f"]
    rates = (2 if char == "é" else 1 if char in _COMMON else 0 for char in beyond)
    return sum(rates) / len(beyond)


def _single_byte_codec(sample: bytes) -> str:
    plain = sample.decode("ascii", "ignore")
    if len(sample) - len(plain) > sum(char.isalpha() for char in plain):
        # More accents than plain letters: another alphabet.
        return _last_help(sample)
    if _share_of_french(sample.decode("cp1252", "replace")) >= _PLAUSIBLE:
        return "cp1252"
    texts = {codec: sample.decode(codec, "replace") for codec in ("mac-roman", "cp850")}
    best = max(texts, key=lambda codec: _commonness(texts[codec]))
    return best if _share_of_french(texts[best]) >= _PLAUSIBLE else _last_help(sample)


def _last_help(sample: bytes) -> str:
    """Ask charset-normalizer, only when nothing French fits: loading and asking it costs a second."""
    from charset_normalizer import from_bytes

    match = from_bytes(sample[:20_000]).best()
    return match.encoding if match is not None and "utf" not in match.encoding else "cp1252"
