"""Turn the minutes of a meeting into a document; promises stand out, impressions stay inside unless asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from altterr_desktop.domain.meetings import Audience, LineKind, MeetingSide, MinutesState
from altterr_desktop.i18n import _, language, language_set, ngettext
from altterr_desktop.i18n.dates import duration_words, long_date, medium_date, time_words
from altterr_desktop.i18n.labels import label
from altterr_desktop.i18n.names import join_words
from altterr_desktop.i18n.numbers import number
from altterr_desktop.i18n.typography import typography
from altterr_desktop.rendering import document as doc

if TYPE_CHECKING:
    from altterr_desktop.reports.minutes.data import Correction, LineShown, MinutesData, PointShown


def minutes_document(data: MinutesData) -> doc.Document:
    """Describe the minutes: who was there, what was promised, what was said point by point, what follows."""
    with language_set(data.language):
        blocks: list[doc.Block] = [_band(data), *_to_read_again(data), *_presence(data), *_promises(data)]
        for point in data.points:
            blocks += _point(point, data)
        if not any(_shown(point, data) for point in data.points):
            blocks.append(doc.Paragraph(_("Nothing was noted.")))
        blocks += [*_corrections(data), *_follow_ups(data), *_next(data), *_impressions(data)]
        return doc.Document(
            title=f"{_('Minutes')} – {data.title}",
            subject=_("Minutes of a meeting"),
            author=data.group,
            language=data.language,
            written_on=data.written_on,
            header=_("Minutes"),
            territory=data.title,
            state=_state(data),
            internal=_("Internal, not to be passed on.") if data.internal else "",
            blocks=tuple(blocks),
        )


def _said(text: str) -> str:
    return typography(text.strip(), language())


def _state(data: MinutesData) -> str:
    if data.state is MinutesState.VALIDATED:
        if data.validated_on is None:
            return _("Validated minutes")
        words = _("Minutes validated on {day}").format(day=medium_date(data.validated_on))
        return f"{words}, {data.validated_by}" if data.validated_by else words
    if data.state is MinutesState.AMENDED:
        return _("Amended minutes, not validated yet")
    return _("Draft, to be read again")


def _band(data: MinutesData) -> doc.Band:
    when = long_date(data.held_on) if data.held_on else _("date not noted")
    if data.start_time:
        when = f"{when}, {time_words(data.start_time)}"
    where = ", ".join(part for part in (when, _said(data.place)) if part)
    details = [data.territory, label(data.kind)]
    if data.duration_minutes:
        details.append(duration_words(data.duration_minutes))
    details.append(data.group)
    kicker = f"{_('Minutes')} · {label(data.state)}"
    return doc.Band(kicker, _said(data.title) or _("Meeting"), where, " · ".join(details))


def _to_read_again(data: MinutesData) -> list[doc.Block]:
    if data.audience is not Audience.OFFICIAL or data.state is MinutesState.VALIDATED:
        return []
    words = _("To be read again by the people met: tell us what is to be corrected before we validate it.")
    return [doc.Paragraph(words, doc.Tone.QUESTION)]


def _corrections(data: MinutesData) -> list[doc.Block]:
    """Print corrections after the text they leave as it was."""
    shown = [one for one in data.corrections if data.internal or not one.internal]
    if not shown:
        return []
    rows = tuple((medium_date(one.made_on) if one.made_on else "–", _correction(one)) for one in shown)
    return [
        doc.Heading(_("Corrections"), 2),
        doc.Paragraph(
            _("The text above is as it was validated; these corrections were added since."), doc.Tone.MUTED
        ),
        doc.Definitions(rows, share=0.2, small=False),
    ]


def _correction(one: Correction) -> doc.Text:
    spans = []
    if one.line.strip():
        spans.append(doc.Span(_("On “{line}”:").format(line=_said(one.line)) + " ", muted=True))
    spans.append(doc.Span(_said(one.text)))
    if one.asked_by.strip():
        spans.append(doc.Span(" " + _("(asked by {name})").format(name=one.asked_by.strip()), muted=True))
    return tuple(spans)


def _presence(data: MinutesData) -> list[doc.Block]:
    rows: list[tuple[str, doc.Text]] = []
    for side, name in ((MeetingSide.THEIRS, _("For the authority")), (MeetingSide.OURS, _("For the group"))):
        people = [_person(one.name, one.role) for one in data.present if one.side is side and one.attended]
        if people:
            rows.append((name, join_words(people)))
    if data.others:
        words = ngettext("{count} other person", "{count} other people", data.others)
        rows.append((_("Also there"), words.format(count=number(data.others))))
    if data.volunteers:
        words = ngettext("{count} volunteer", "{count} volunteers", data.volunteers)
        rows.append((_("For the group"), words.format(count=number(data.volunteers))))
    missing = [one.name for one in data.present if not one.attended]
    if missing:
        rows.append((_("Expected, not there"), join_words(missing)))
    if data.goal.strip() and data.internal:
        rows.append((_("Our goal"), _said(data.goal)))
    return [doc.Panel((doc.Definitions(tuple(rows), share=0.24, small=False),))] if rows else []


def _person(name: str, role: str) -> str:
    return f"{name} ({role})" if role.strip() else name


def _shown(point: PointShown, data: MinutesData) -> list[LineShown]:
    """Give a point's lines that may be printed: an internal line or an impression only in the internal version."""
    return [
        line
        for line in point.lines
        if line.text.strip() and (data.internal or not (line.internal or line.kind is LineKind.IMPRESSION))
    ]


def _promises(data: MinutesData) -> list[doc.Block]:
    lines = [line for point in data.points for line in _shown(point, data) if line.kind is LineKind.PROMISE]
    if not lines:
        return []
    rows = tuple(
        (
            (doc.Span(_said(line.text), strong=True),),
            line.promise_who or line.speaker,
            medium_date(line.promise_due) if line.promise_due else _("no date given"),
        )
        for line in lines
    )
    columns = (
        doc.Column(_("In these words"), 4),
        doc.Column(_("Who"), 1.6),
        doc.Column(_("By when"), 1.5),
    )
    return [doc.Heading(_("What was promised in this meeting"), 2), doc.Table(columns, rows)]


def _point(point: PointShown, data: MinutesData) -> list[doc.Block]:
    lines = _shown(point, data)
    if not lines:
        return []
    blocks: list[doc.Block] = [doc.Heading(_said(point.title) or _("Other things said"), 2)]
    if point.commitment.strip():
        blocks.append(
            doc.Paragraph(_("Commitment: {title}").format(title=_said(point.commitment)), doc.Tone.MUTED)
        )
    plain: list[tuple[str, doc.Text]] = []
    for line in lines:
        if line.kind is not LineKind.PROMISE:
            plain.append((label(line.kind), _line(line)))
            continue
        if plain:
            blocks.append(doc.Definitions(tuple(plain), share=0.2, small=False))
            plain = []
        blocks.append(doc.Panel((doc.Paragraph(_line(line)),), label(line.kind), doc.PanelTone.SAND))
    if plain:
        blocks.append(doc.Definitions(tuple(plain), share=0.2, small=False))
    return blocks


def _line(line: LineShown) -> doc.Text:
    spans = []
    if line.speaker.strip():
        spans.append(doc.Span(_("{name}:").format(name=line.speaker.strip()) + " ", strong=True))
    spans.append(doc.Span(_said(line.text)))
    if line.obstacle.strip():
        spans.append(doc.Span(f" ({line.obstacle.strip()})", muted=True))
    if line.kind is LineKind.PROMISE:
        spans.append(doc.Span(" " + _promise_terms(line), muted=True))
    if line.answer.strip():
        spans.append(doc.Span(" " + _("Answer: {answer}").format(answer=_said(line.answer)), emphasis=True))
    return tuple(spans)


def _promise_terms(line: LineShown) -> str:
    due = medium_date(line.promise_due) if line.promise_due else _("no date given")
    return " · ".join(part for part in (line.promise_who.strip(), due) if part)


def _follow_ups(data: MinutesData) -> list[doc.Block]:
    if not data.follow_ups:
        return []
    rows = tuple(
        (
            _said(one.title),
            label(one.side),
            one.who,
            medium_date(one.due_on) if one.due_on else _("no date given"),
            label(one.state),
        )
        for one in data.follow_ups
    )
    columns = (
        doc.Column(_("What"), 4),
        doc.Column(_("Side"), 1.3, doc.ColumnKind.MUTED),
        doc.Column(_("Who"), 1.6),
        doc.Column(_("By when"), 1.5),
        doc.Column(_("State"), 1.1),
    )
    return [doc.Heading(_("Agreed follow-ups"), 2), doc.Table(columns, rows)]


def _next(data: MinutesData) -> list[doc.Block]:
    if data.next_meeting_on is None:
        return []
    return [
        doc.Spacer(2),
        doc.Paragraph(
            _("Next meeting: {day}.").format(day=long_date(data.next_meeting_on)), doc.Tone.QUESTION
        ),
    ]


def _impressions(data: MinutesData) -> list[doc.Block]:
    if not (data.internal and data.impressions.strip()):
        return []
    return [doc.Panel((doc.Paragraph(_said(data.impressions)),), _("Our impressions (internal)"))]
