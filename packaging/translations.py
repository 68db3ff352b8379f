"""Extract, update, merge, compile and check the catalogues of words; the program itself must never need it.

`python packaging/translations.py update` brings new messages into fr.po and en.po and compiles both;
`merge FILE…` does the same with translations from other French .po files; `clean` does the same and forgets
messages no longer used; `check` says what is missing or wrong and writes nothing.
"""

from __future__ import annotations

import argparse
import ast
import io
import string
import struct
import sys
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract
from babel.messages.pofile import read_po, write_po
from defusedxml import ElementTree

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

ROOT = Path(__file__).resolve().parents[1]
LANGUAGES = ("fr", "en")

# Which arguments of each function are messages; "c" marks a context, as Babel writes it.
KEYWORDS: dict[str, tuple[int | tuple[int, str], ...] | None] = {
    "_": None,
    "msgid": None,
    "ngettext": (1, 2),
    "count_words": (1, 2),
    "pgettext": ((1, "c"), 2),
}
_MESSAGE_ARGUMENTS = {"_": 1, "msgid": 1, "ngettext": 2, "count_words": 2, "pgettext": 2}

_HEADERS = {
    "Language": "",
    "MIME-Version": "1.0",
    "Content-Type": "text/plain; charset=utf-8",
    "Content-Transfer-Encoding": "8bit",
}
_PLURALS = {"fr": "nplurals=2; plural=(n > 1);", "en": "nplurals=2; plural=(n != 1);"}


@dataclass(frozen=True, order=True)
class Key:
    """Tell one message from another: context, singular, plural («» where there is none)."""

    context: str
    one: str
    many: str = ""


@dataclass
class Entry:
    """Hold a message's translations and where it is used; obsolete ones wait for the message to come back."""

    strings: tuple[str, ...] = ()
    places: set[str] = field(default_factory=set)
    fuzzy: bool = False
    obsolete: bool = False

    @property
    def complete(self) -> bool:
        """Tell whether every form is there."""
        return bool(self.strings) and all(self.strings)


Words = dict[Key, Entry]


# ── What the program says ─────────────────────────────────────────────────────────────────────────


def used_messages(root: Path = ROOT) -> Words:
    """Find every message of the Python sources and of the Qt Designer forms, with the files that use it."""
    found: Words = {}
    for path in sorted((root / "src").rglob("*.py")):
        for key in messages_of_python(path.read_bytes()):
            found.setdefault(key, Entry()).places.add(path.relative_to(root).as_posix())
    for path in sorted((root / "forms").rglob("*.ui")):
        for key in messages_of_form(path.read_text(encoding="utf-8")):
            found.setdefault(key, Entry()).places.add(path.relative_to(root).as_posix())
    return found


def messages_of_python(source: bytes) -> Iterator[Key]:
    """Give the messages of one Python file."""
    for _line, message, _comments, context in extract("python", io.BytesIO(source), keywords=KEYWORDS):
        if isinstance(message, str):
            yield Key(context or "", message)
        else:
            yield Key(context or "", *message[:2])


def messages_of_form(text: str) -> Iterator[Key]:
    """Give each translatable string of a Qt Designer form; its disambiguation («comment») is the context."""
    for element in ElementTree.fromstring(text).iter():
        if element.tag not in {"string", "stringlist"} or element.get("notr") == "true":
            continue
        message = element.text or ""
        if element.tag == "string" and any(sign.isalpha() for sign in message):
            yield Key(element.get("comment", ""), message)


# ── Catalogue files ───────────────────────────────────────────────────────────────────────────────


def read_words(path: Path) -> Words:
    """Read a .po file, obsolete messages included; an absent file has none."""
    words: Words = {}
    if not path.exists():
        return words
    with path.open("rb") as stream:
        catalog = read_po(stream, locale="fr", abort_invalid=True)
    for obsolete, messages in ((False, list(catalog)), (True, catalog.obsolete.values())):
        for message in messages:
            if not message.id:
                continue
            ids = (message.id,) if isinstance(message.id, str) else tuple(message.id)
            texts = (message.string,) if isinstance(message.string, str) else tuple(message.string or ("",))
            words[Key(message.context or "", *ids)] = Entry(
                texts,
                {place for place, _line in message.locations},
                message.fuzzy,
                obsolete,
            )
    return words


def po_bytes(words: Words, language: str) -> bytes:
    """Write words as a .po file: sorted, no line numbers, no dates, so that a diff shows words alone."""
    catalog = Catalog(locale=language, charset="utf-8", fuzzy=False)
    for key in sorted(words):
        entry = words[key]
        message = Message(
            (key.one, key.many) if key.many else key.one,
            (entry.strings or ("", ""))[:2] if key.many else "".join(entry.strings[:1]),
            locations=[(place, 1) for place in sorted(entry.places)],
            flags=["fuzzy"] if entry.fuzzy else [],
            context=key.context or None,
        )
        if entry.obsolete:
            catalog.obsolete[f"{key}"] = message
        else:
            catalog[message.id] = message
    stream = io.BytesIO()
    write_po(stream, catalog, width=0, omit_header=True, include_lineno=False)
    return _po_header(language).encode() + stream.getvalue()


def _po_header(language: str) -> str:
    lines = [f'"{name}: {value}\\n"' for name, value in _headers(language).items()]
    return "\n".join(['msgid ""', 'msgstr ""', *lines, "", ""])


def _headers(language: str) -> dict[str, str]:
    return {**_HEADERS, "Language": language, "Plural-Forms": _PLURALS[language]}


def mo_bytes(words: Words, language: str) -> bytes:
    """Compile complete messages; the same words always give the same bytes.

    Format: GNU gettext manual, «The Format of GNU MO Files».
    """
    header = "".join(f"{name}: {value}\n" for name, value in _headers(language).items())
    pairs = {b"": header.encode()}
    for key, entry in words.items():
        if entry.complete and not entry.fuzzy and not entry.obsolete:
            source = "\0".join((key.one, key.many) if key.many else (key.one,))
            source = f"{key.context}\x04{source}" if key.context else source
            pairs[source.encode()] = "\0".join(entry.strings).encode()
    count = len(pairs)
    table, texts = 28, b""
    offset = table + 16 * count
    indexes: list[bytes] = []
    sources = sorted(pairs)
    for text in (*sources, *(pairs[source] for source in sources)):
        indexes.append(struct.pack("<II", len(text), offset + len(texts)))
        texts += text + b"\0"
    head = struct.pack("<7I", 0x950412DE, 0, count, table, table + 8 * count, 0, offset)
    return head + b"".join(indexes) + texts


# ── Update ────────────────────────────────────────────────────────────────────────────────────────


def updated(used: Words, known: Words, *, keep_obsolete: bool = True) -> Words:
    """Give one entry for each message used, with the translation known; the others become obsolete or go."""
    words: Words = {}
    for key, entry in used.items():
        before = known.get(key, Entry())
        words[key] = Entry(before.strings, entry.places, before.fuzzy)
    if keep_obsolete:
        words |= {
            key: Entry(entry.strings, set(), entry.fuzzy, obsolete=True)
            for key, entry in known.items()
            if key not in used and entry.complete
        }
    return words


def with_identity(words: Words) -> Words:
    """Fill what is not translated with the message itself: the sources are written in English."""
    for key, entry in words.items():
        if not entry.complete:
            entry.strings = (key.one, key.many) if key.many else (key.one,)
    return words


def merged(known: Words, pieces: Iterable[Path]) -> tuple[Words, list[str]]:
    """Add the translations of other files; what is known already stays, and each difference is told."""
    words, differences = dict(known), []
    for piece in pieces:
        for key, entry in read_words(piece).items():
            if not entry.complete:
                continue
            before = words.get(key, Entry())
            if not before.complete:
                words[key] = entry
            elif before.strings != entry.strings:
                differences.append(f"{key.one!r} stays {before.strings}, not {entry.strings} ({piece.name})")
    return words, differences


# ── Checks ────────────────────────────────────────────────────────────────────────────────────────


def problems_of(words: Words, used: Words, language: str) -> list[str]:
    """Say what is missing, doubtful, left over or badly formatted in one language."""
    faults = [(key, "is not in the catalogue") for key in sorted(used.keys() - words.keys())]
    singulars = Counter((key.context, key.one) for key in used)
    faults += [(key, "is used with two plurals") for key in used if singulars[key.context, key.one] > 1]
    for key in sorted(words):
        entry = words[key]
        if entry.obsolete or key not in used:
            faults.append((key, "is used nowhere"))
        elif not entry.complete:
            faults.append((key, "is not translated"))
        elif entry.fuzzy:
            faults.append((key, "is marked fuzzy"))
        else:
            faults += [(key, fault) for fault in _faults(key, entry.strings, language)]
    return [f"{language}: {key.one!r} {fault}" for key, fault in faults]


def _faults(key: Key, strings: Sequence[str], language: str) -> Iterator[str]:
    for index, text in enumerate(strings):
        # English may say «One file» for 1; French uses its singular for 0 too, and needs the number.
        source = key.one if not key.many or (language == "en" and index == 0) else key.many
        if fields_of(text) != fields_of(source):
            yield f"has other fields in {text!r}"
        if text.strip() != text and source.strip() == source:
            yield f"begins or ends with a blank in {text!r}"
        if text.endswith("…") != source.endswith("…"):
            yield f"does not end alike in {text!r}"


def fields_of(text: str) -> Counter[str]:
    """Count the `{fields}` of a text; «?» stands for braces that cannot be formatted."""
    try:
        names = [name for _text, name, _spec, _form in string.Formatter().parse(text)]
    except ValueError:
        names = ["?"]
    return Counter(name for name in names if name is not None)


def problems_of_sources(root: Path = ROOT) -> list[str]:
    """Say which messages are built by formatting, and which `_` of i18n is hidden by a variable."""
    found: list[str] = []
    for path in sorted((root / "src").rglob("*.py")):
        place = path.relative_to(root).as_posix()
        found += [f"{place}:{fault}" for fault in faults_of_source(path.read_text(encoding="utf-8"))]
    return found


def faults_of_source(source: str) -> list[str]:
    """Give «line: fault» for each message that is no plain text, each `_` called where it is a variable."""
    tree = ast.parse(source)
    found = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            arguments = node.args[: _MESSAGE_ARGUMENTS.get(node.func.id, 0)]
            if not all(_is_message(argument, node.func.id) for argument in arguments):
                found.append(f"{node.lineno}: a message is built, not written: translate, then format")
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and _hides_words(node):
            found.append(f"{node.lineno}: {node.name} calls _ and uses it as a variable")
    return found


def _is_message(argument: ast.expr, function: str) -> bool:
    """Tell a written text, or a name taken from a table of marked texts, from one that is computed."""
    if isinstance(argument, ast.Constant):
        return isinstance(argument.value, str)
    named = isinstance(argument, ast.Name | ast.Attribute | ast.Subscript)
    return named and function != "msgid"


def _hides_words(function: ast.FunctionDef | ast.AsyncFunctionDef) -> bool:
    names = [node for node in _own_nodes(function) if isinstance(node, ast.Name) and node.id == "_"]
    return any(isinstance(name.ctx, ast.Store) for name in names) and any(
        isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "_"
        for node in ast.walk(function)
    )


def _own_nodes(function: ast.AST) -> Iterator[ast.AST]:
    """Walk a function without its comprehensions and inner functions, whose names are their own."""
    own_scopes = (ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp, ast.FunctionDef, ast.Lambda)
    for child in ast.iter_child_nodes(function):
        yield child
        if not isinstance(child, own_scopes):
            yield from _own_nodes(child)


def all_problems(root: Path = ROOT) -> list[str]:
    """Check sources, both .po files and both .mo files."""
    used = used_messages(root)
    folder = root / "resources" / "translations"
    found = problems_of_sources(root)
    for language in LANGUAGES:
        words = read_words(folder / f"{language}.po")
        found += problems_of(words, used, language)
        compiled = folder / f"{language}.mo"
        if not compiled.exists() or compiled.read_bytes() != mo_bytes(words, language):
            found.append(f"{language}: {compiled.name} does not match {language}.po")
    return found


# ── Command line ──────────────────────────────────────────────────────────────────────────────────


def write_all(root: Path, pieces: Sequence[Path], *, keep_obsolete: bool) -> list[str]:
    """Write the four files again and give the differences met in the pieces."""
    used = used_messages(root)
    folder = root / "resources" / "translations"
    folder.mkdir(parents=True, exist_ok=True)
    known, differences = merged(read_words(folder / "fr.po"), pieces)
    french = updated(used, known, keep_obsolete=keep_obsolete)
    english = with_identity(updated(used, read_words(folder / "en.po"), keep_obsolete=False))
    for language, words in (("fr", french), ("en", english)):
        (folder / f"{language}.po").write_bytes(po_bytes(words, language))
        (folder / f"{language}.mo").write_bytes(mo_bytes(words, language))
    return differences


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; the answer is 0 where all is well."""
    parser = argparse.ArgumentParser(description="Keep the catalogues of words.")
    parser.add_argument("command", choices=("update", "merge", "clean", "check"))
    parser.add_argument("files", nargs="*", type=Path, help="for merge: .po files with French translations")
    chosen = parser.parse_args(arguments)
    if chosen.command != "check":
        for difference in write_all(ROOT, chosen.files, keep_obsolete=chosen.command != "clean"):
            print(f"already translated: {difference}")
    found = all_problems(ROOT)
    print("\n".join([*found, f"{len(found)} problem(s)"]))
    return 1 if found and chosen.command == "check" else 0


if __name__ == "__main__":
    sys.exit(main())
