"""Give a place in a list as a key between its neighbours', so that two laptops can move things apart."""

_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
_FIRST = "i"


def key_between(before: str, after: str) -> str:
    """Give a key that sorts after `before` and before `after`; empty means no neighbour there.

    Raises ValueError where `before` does not sort before `after`.
    """
    if after and before >= after:
        raise ValueError(f"{before!r} does not come before {after!r}")
    key = ""
    bounded = bool(after)
    for at in range(len(before) + len(after) + 2):
        low = _DIGITS.index(before[at]) if at < len(before) else -1
        high = _DIGITS.index(after[at]) if bounded and at < len(after) else len(_DIGITS)
        if high - low > 1 and not (low == -1 and high == 1):
            return key + (_DIGITS[(low + high) // 2] if key or before or after else _FIRST)
        digit = max(low, 0)
        key += _DIGITS[digit]
        bounded = bounded and digit == high
    raise ValueError("no room between the keys")


def keys_after(before: str, count: int) -> list[str]:
    """Give evenly growing keys for a list made at once, after a key."""
    width = 1
    while 34**width <= count:
        width += 1
    keys = []
    for number in range(1, count + 1):
        digits, rest = "", number
        for _place in range(width):
            rest, digit = divmod(rest, 34)
            digits = _DIGITS[digit + 1] + digits
        keys.append(f"{before}{digits}")
    return keys
