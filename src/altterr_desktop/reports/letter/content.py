"""Turn a letter into a document: who writes, to whom, where and when, the subject, the text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from altterr_desktop.i18n import _, language, language_set
from altterr_desktop.i18n.dates import medium_date
from altterr_desktop.i18n.typography import typography
from altterr_desktop.rendering import document as doc

if TYPE_CHECKING:
    from altterr_desktop.reports.letter.data import LetterData

_DASH = re.compile(r"^[-–—•*] +")


def letter_document(data: LetterData) -> doc.Document:
    """Describe a letter as it is posted in France: sender at the left, addressee at the right."""
    with language_set(data.language):
        blocks: list[doc.Block] = [doc.Paragraph(_sender(data), doc.Tone.LETTER), doc.Spacer(6)]
        if data.addressee:
            address = "\n".join(_said(line) for line in data.addressee)
            blocks += [doc.Paragraph(address, doc.Tone.LETTER, at_right=True), doc.Spacer(4)]
        blocks += [doc.Paragraph(_place_and_day(data), doc.Tone.LETTER, at_right=True), doc.Spacer(6)]
        if data.notice:
            blocks.append(doc.Paragraph((doc.Span(data.notice, emphasis=True),), doc.Tone.LETTER))
        if data.subject.strip():
            blocks.append(doc.Paragraph(_subject(data), doc.Tone.LETTER))
        blocks += [doc.Spacer(3), *_text(data.text)]
        title = _said(data.subject) or _("Letter")
        return doc.Document(
            title=title,
            subject=_("Letter"),
            author=data.group,
            language=data.language,
            written_on=data.written_on,
            header=title,
            territory=data.place,
            state="",
            bare=True,
            blocks=tuple(blocks),
        )


def letter_text(data: LetterData) -> str:
    """Give a letter as plain text, to be pasted in a message: the subject, then the text."""
    with language_set(data.language):
        subject = _("Subject: {subject}").format(subject=_said(data.subject)) if data.subject.strip() else ""
        return "\n\n".join(part for part in (subject, _said(data.text)) if part) + "\n"


def _said(text: str) -> str:
    return typography(text.strip(), language())


def _sender(data: LetterData) -> doc.Text:
    first, *others = data.sender or (data.group,)
    rest = "".join(f"\n{_said(line)}" for line in others)
    return (doc.Span(_said(first), strong=True), doc.Span(rest))


def _place_and_day(data: LetterData) -> str:
    day = medium_date(data.written_on)
    return _("{place}, {day}").format(place=data.place, day=day) if data.place else day


def _subject(data: LetterData) -> doc.Text:
    return (doc.Span(_("Subject: {subject}").format(subject=_said(data.subject)), strong=True),)


def _text(text: str) -> list[doc.Block]:
    """Part a text in paragraphs and lists, as it was typed."""
    blocks: list[doc.Block] = []
    for paragraph in re.split(r"\n[ \t]*\n", text.strip()):
        lines: list[str] = []
        items: list[doc.Text] = []
        for line in paragraph.splitlines():
            if _DASH.match(line.strip()):
                if lines:
                    blocks.append(doc.Paragraph(_said("\n".join(lines)), doc.Tone.LETTER))
                    lines = []
                items.append(_said(_DASH.sub("", line.strip())))
                continue
            if items:
                blocks.append(doc.Bullets(tuple(items), "–", doc.Tone.LETTER))
                items = []
            lines.append(line.strip())
        if items:
            blocks.append(doc.Bullets(tuple(items), "–", doc.Tone.LETTER))
        if lines:
            blocks.append(doc.Paragraph(_said("\n".join(lines)), doc.Tone.LETTER))
    return blocks
