"""Write a document description as Markdown, for pads and mails; what Markdown has no shape for becomes plain text.

Words people typed are escaped: none of them can open a list, a heading, a link or a raw tag.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import singledispatch
from typing import TYPE_CHECKING, Any

from altterr_desktop.domain.commitments import Standing
from altterr_desktop.i18n import _, language_set
from altterr_desktop.i18n.dates import medium_date
from altterr_desktop.i18n.labels import label
from altterr_desktop.rendering import document as doc
from altterr_desktop.rendering.files import save_bytes
from altterr_desktop.rendering.texts import cleaned, on_one_line

if TYPE_CHECKING:
    from pathlib import Path

_SPECIAL = re.compile(r"([\\`*_\[\]<>|~#])")
_STARTS = re.compile(r"^(\s*)([-+=]|\d+[.)])(?=\s|$|[-=])")


def markdown_text(source: doc.Document) -> str:
    """Give a document as Markdown; the same document gives the same text."""
    with language_set(source.language):
        parts = [part for block in source.blocks for part in _written(block)]
        notes = [one for one in (source.state, source.internal) if one]
        if notes:
            parts.append("*" + _escaped(on_one_line(" · ".join(notes))) + "*")
        return "\n\n".join(part for part in parts if part.strip()) + "\n"


def save_markdown(source: doc.Document, path: Path) -> None:
    """Write a document to a file, whole or not at all. Raises NotSaved."""
    save_bytes(path, markdown_text(source).encode())


def _escaped(text: str) -> str:
    return _STARTS.sub(r"\1\\\2", _SPECIAL.sub(r"\\\1", text))


def _words(text: doc.Text) -> str:
    """Write words with their weight; line breaks inside stay breaks."""
    if isinstance(text, str):
        return _lines(text)
    return "".join(_span(span) for span in text)


def _lines(text: str) -> str:
    return "  \n".join(_escaped(line.strip()) for line in cleaned(text).strip().split("\n"))


def _span(span: doc.Span) -> str:
    text = cleaned(span.text)
    inner = "  \n".join(_escaped(line) for line in text.split("\n"))
    stripped = inner.strip()
    if not stripped:
        return inner
    if span.strong:
        stripped = f"**{stripped}**"
    elif span.emphasis:
        stripped = f"*{stripped}*"
    if span.link:
        stripped = f"[{stripped}]({_address(span.link)})"
    before = inner[: len(inner) - len(inner.lstrip())]
    after = inner[len(inner.rstrip()) :]
    return f"{before}{stripped}{after}"


def _address(link: str) -> str:
    return "<" + re.sub(r"[<>\s]", "", link) + ">"


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, doc.StandingCell):
        return label(value.standing)
    if isinstance(value, Standing):
        return label(value)
    if isinstance(value, date):
        return medium_date(value)
    if isinstance(value, doc.PageOf):
        return ""
    if isinstance(value, str | tuple):
        return _words(value).replace("  \n", "<br>").replace("\n", " ")
    return _escaped(str(value))


def _row(cells: tuple[str, ...]) -> str:
    return "| " + " | ".join(cells) + " |"


@singledispatch
def _written(block: Any) -> Iterator[str]:
    """Write one block as paragraphs; a block without a shape of its own gives the words it holds."""
    for value in vars(block).values() if hasattr(block, "__dict__") else ():
        yield from _loose(value)


def _loose(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        if value.strip():
            yield _words(value)
    elif isinstance(value, Standing):
        yield label(value)
    elif isinstance(value, date):
        yield medium_date(value)
    elif isinstance(value, tuple):
        if value and all(isinstance(one, doc.Span) for one in value):
            yield _words(value)
        else:
            for one in value:
                yield from _loose(one)
    elif hasattr(value, "__dataclass_fields__"):
        yield from _written(value)


@_written.register
def _paragraph(block: doc.Paragraph) -> Iterator[str]:
    text = _words(block.text)
    yield f"*{text}*" if block.tone is doc.Tone.MUTED and isinstance(block.text, str) else text


@_written.register
def _heading(block: doc.Heading) -> Iterator[str]:
    yield "#" * min(6, block.level + 1) + " " + _escaped(on_one_line(block.text))


@_written.register
def _bullets(block: doc.Bullets) -> Iterator[str]:
    yield "\n".join(f"- {_indented(_words(item))}" for item in block.items)


def _indented(text: str) -> str:
    return text.replace("\n", "\n  ")


@_written.register
def _panel(block: doc.Panel) -> Iterator[str]:
    inner = [f"**{_escaped(on_one_line(block.title))}**"] if block.title else []
    inner += [part for one in block.blocks for part in _written(one)]
    yield "\n>\n".join("\n".join(f"> {line}" for line in part.split("\n")) for part in inner)


@_written.register
def _side_by_side(block: doc.SideBySide) -> Iterator[str]:
    for column in block.columns:
        for one in column:
            yield from _written(one)


@_written.register
def _definitions(block: doc.Definitions) -> Iterator[str]:
    yield "\n".join(
        "- " + _("{name}:").format(name=f"**{_escaped(on_one_line(name))}**") + " " + _indented(_words(text))
        if name
        else f"- {_indented(_words(text))}"
        for name, text in block.rows
    )


@_written.register
def _table(block: doc.Table) -> Iterator[str]:
    header = tuple(_escaped(on_one_line(column.title)) for column in block.columns)
    lines = [_row(header), _row(("---",) * len(header))]
    lines += [_row(tuple(_cell(value) for value in row)) for row in block.rows]
    if block.caption:
        yield _words(block.caption)
    yield "\n".join(lines)


@_written.register
def _band(block: doc.Band) -> Iterator[str]:
    yield "# " + _escaped(on_one_line(block.title))
    for text in (block.kicker, block.subtitle, block.detail):
        if text.strip():
            yield _words(text)


@_written.register
def _check_list(block: doc.CheckList) -> Iterator[str]:
    for group in block.groups:
        yield f"**{_escaped(on_one_line(group.title))}**"
        yield "\n".join(f"- [{'x' if item.done else ' '}] {_words(item.text)}" for item in group.items)


@_written.register
def _references(block: doc.References) -> Iterator[str]:
    for item in block.items:
        yield f"{_escaped(item.number)} {_words(item.title)} {_words(item.detail)}".strip()


@_written.register
def _key_figures(block: doc.KeyFigures) -> Iterator[str]:
    yield "\n".join(
        f"- **{_escaped(one.value)}** {_words(one.label)} {_words(one.detail)}".rstrip()
        for one in block.figures
    )


@_written.register
def _gap(_block: doc.Spacer) -> Iterator[str]:
    yield from ()


@_written.register
def _break(_block: doc.PageBreak) -> Iterator[str]:
    yield "---"


@_written.register
def _lines_to_write(block: doc.RuledLines) -> Iterator[str]:
    yield f"**{_escaped(on_one_line(block.title))}**"


@_written.register
def _contents(_block: doc.Contents) -> Iterator[str]:
    yield from ()
