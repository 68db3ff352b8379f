"""Read contact cards (vCard 2.1, 3.0, 4.0) into drafts; what is private on a card is never read."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from altterr_desktop.domain.drafts import ContactDraft, ContactPoint, Problem
from altterr_desktop.domain.officials import ContactKind
from altterr_desktop.i18n import _
from altterr_desktop.importers.files.encoding import guess_encoding
from altterr_desktop.importers.files.kinds import SAMPLE_SIZE
from altterr_desktop.importers.files.problems import (
    Cancel,
    Problems,
    Progress,
    UnreadableFile,
    excerpt_of,
    stop_if_asked,
)
from altterr_desktop.importers.files.words import mend

MAX_BYTES = 64 * 1024 * 1024
# Pictures, keys, notes, birthdays: nothing else is looked at, so nothing else can be malformed.
_READ = frozenset(
    {"BEGIN", "END", "VERSION", "N", "FN", "ORG", "TITLE", "ROLE", "EMAIL", "TEL", "ADR", "URL"}
)
_NAME = re.compile(r"^(?:[\w-]+\.)?([A-Za-z-]+)[;:]")
_PRIVATE = "HOME"
_NOT_A_VOICE = frozenset({"FAX", "PAGER", "MODEM"})


def looks_like_cards(sample: bytes) -> bool:
    """Tell whether a file begins with a contact card."""
    encoding = guess_encoding(sample)
    text = sample[encoding.skip : 4096].decode(encoding.codec, "replace")
    return text.lstrip("\ufeff \t\r\n").upper().startswith("BEGIN:VCARD")


def read_cards(
    path: Path, problems: Problems, progress: Progress | None = None, cancelled: Cancel | None = None
) -> list[ContactDraft]:
    """Read every card of a file; one that cannot be read is a problem with its first line.

    Raises UnreadableFile, Cancelled.
    """
    lines = _lines_of(path)
    drafts = []
    for first, card in _cards(lines, problems):
        stop_if_asked(cancelled)
        if progress is not None:
            progress(first, len(lines))
        draft = _draft(first, card, problems)
        if draft is None:
            continue
        if draft.name:
            drafts.append(draft)
        else:
            problems.add(Problem(first, _("This card names nobody: it was left out.")))
    return drafts


def _lines_of(path: Path) -> list[str]:
    try:
        if path.stat().st_size > MAX_BYTES:
            raise UnreadableFile(
                _("“{name}” is too large for an address book. Export fewer contacts at a time.").format(
                    name=path.name
                )
            )
        raw = path.read_bytes()
    except OSError as error:
        raise UnreadableFile(
            _("“{name}” cannot be opened ({reason}). Check that it exists and that you may read it.").format(
                name=path.name, reason=error.strerror or type(error).__name__
            )
        ) from error
    encoding = guess_encoding(raw[:SAMPLE_SIZE])
    return raw[encoding.skip :].decode(encoding.codec, encoding.errors).splitlines()


def _cards(lines: list[str], problems: Problems) -> Iterator[tuple[int, list[str]]]:
    """Give each outermost card with its first line; a card that never ends is a problem."""
    depth, first, card = 0, 0, list[str]()
    for number, line in enumerate(lines, start=1):
        mark = line.strip().upper()
        if mark == "BEGIN:VCARD":
            if depth == 0:
                first, card = number, []
            depth += 1
        if depth == 1:
            card.append(line)
        if mark == "END:VCARD" and depth:
            depth -= 1
            if depth == 0:
                yield first, card
    if depth:
        problems.add(Problem(first, _("This card is cut short: it was left out.")))


def _readable(card: list[str]) -> str:
    """Keep the lines of the properties that are read, with those that continue them."""
    kept, keeping = list[str](), False
    for line in card:
        broken = keeping and bool(kept) and kept[-1].endswith("=") and "QUOTED-PRINTABLE" in kept[-1].upper()
        if broken:
            # Older phones break a quoted-printable value with «=» at the end of the line.
            kept[-1] = kept[-1][:-1] + line.strip()
            continue
        if line[:1] not in {" ", "\t"}:
            found = _NAME.match(line)
            keeping = found is not None and found.group(1).upper() in _READ
        if keeping:
            kept.append(line)
    return "\r\n".join(kept) + "\r\n"


def _draft(first: int, card: list[str], problems: Problems) -> ContactDraft | None:
    import vobject

    try:
        read = vobject.readOne(_readable(card), allowQP=True)
        return _from_card(first, read, problems)
    except UnicodeError:
        reason = _("The letters of this card are damaged: it was left out.")
        problems.add(Problem(first, reason))
        return None
    except (vobject.base.VObjectError, ValueError, LookupError, AttributeError, TypeError) as error:
        reason = _("This card cannot be read ({reason}): it was left out.")
        problems.add(Problem(first, reason.format(reason=excerpt_of(str(error), 80))))
        return None


def _from_card(first: int, card: Any, problems: Problems) -> ContactDraft:
    given, family, gender = _names(card)
    organisation = _texts(card, "org")
    parts = organisation[0] if organisation else []
    points: list[ContactPoint] = []
    for kind, name in (
        (ContactKind.EMAIL, "email"),
        (ContactKind.PHONE, "tel"),
        (ContactKind.ADDRESS, "adr"),
        (ContactKind.WEBSITE, "url"),
    ):
        for entry in card.contents.get(name, []):
            _add_point(points, kind, entry, first, problems)
    return ContactDraft(
        line=first,
        given_name=given,
        family_name=family,
        gender=gender,
        function=_first(card, "title") or _first(card, "role"),
        organisation=parts[0] if parts else "",
        department=", ".join(parts[1:]),
        points=tuple(dict.fromkeys(points)),
    )


def _add_point(
    points: list[ContactPoint], kind: ContactKind, entry: Any, first: int, problems: Problems
) -> None:
    types = _types(entry)
    if kind in {ContactKind.PHONE, ContactKind.ADDRESS} and _PRIVATE in types:
        what = _("A private telephone or address was left out.")
        problems.add(Problem(first, what, kept=True))
        return
    if kind is ContactKind.PHONE and types & _NOT_A_VOICE:
        return
    value = _value(entry, kind)
    if value:
        points.append(ContactPoint(kind, value))


def _types(entry: Any) -> frozenset[str]:
    """Give the types of an entry; version 2.1 writes them alone («TEL;HOME»), later ones after «TYPE=»."""
    listed = [part for value in entry.params.get("TYPE", []) for part in value.split(",")]
    alone = list(getattr(entry, "singletonparams", []))
    return frozenset(part.strip().upper() for part in (*listed, *alone))


def _value(entry: Any, kind: ContactKind) -> str:
    if kind is ContactKind.ADDRESS:
        address = entry.value
        town = f"{_line(address.code)} {_line(address.city)}".strip()
        return ", ".join(part for part in (_line(address.extended), _line(address.street), town) if part)
    text = _line(entry.value)
    return text.removeprefix("tel:").removeprefix("mailto:").split(";ext=")[0]


def _names(card: Any) -> tuple[str, str, str]:
    """Give given name, family name and form of address; a card with only a display name is split at its last word."""
    if "n" in card.contents:
        named = card.n.value
        given, family = _line(named.given), _line(named.family)
        if given or family:
            return given, family, _gender(_line(named.prefix))
    shown = _first(card, "fn")
    given, _space, family = shown.rpartition(" ")
    return (given, family, "") if given else ("", shown, "")


def _gender(prefix: str) -> str:
    """Give the code of the register for a form of address: M, F, or nothing."""
    word = prefix.rstrip(".").casefold()
    if word in {"m", "mr", "monsieur"}:
        return "M"
    return "F" if word in {"mme", "madame", "mrs", "ms", "mlle", "mademoiselle"} else ""


def _texts(card: Any, name: str) -> list[list[str]]:
    return [
        [_line(part) for part in (entry.value if isinstance(entry.value, list) else [entry.value])]
        for entry in card.contents.get(name, [])
    ]


def _first(card: Any, name: str) -> str:
    entries = card.contents.get(name, [])
    return _line(entries[0].value) if entries else ""


def _line(value: Any) -> str:
    """Give a value as one line: some are lists of lists."""
    if isinstance(value, list | tuple):
        return " ".join(part for part in map(_line, value) if part)
    text = (
        mend(str(value or "")).replace("^n", ", ").replace("\\,", ",").replace("\\;", ";").replace("\\:", ":")
    )
    return " ".join(text.split())
