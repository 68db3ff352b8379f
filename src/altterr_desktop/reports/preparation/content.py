"""Turn a meeting's preparation into a sheet of exactly two pages; what does not fit stays in the dossier."""

from __future__ import annotations

from typing import TYPE_CHECKING

from altterr_desktop.domain.meetings import Phase
from altterr_desktop.i18n import _, language_set
from altterr_desktop.i18n.dates import duration_words, long_date, time_words
from altterr_desktop.i18n.labels import label
from altterr_desktop.rendering import document as doc
from altterr_desktop.reports.preparation.pocket import pocket_document
from altterr_desktop.reports.preparation.wording import quoted, said

if TYPE_CHECKING:
    from altterr_desktop.reports.preparation.data import CommitmentRaised, PreparationData

_MOST_COMMITMENTS = 3
_MOST_PEOPLE = 3
_MOST_ROLES = 7
_MOST_SLOTS = 7
_MOST_OBJECTIONS = 5


def preparation_document(data: PreparationData) -> doc.Document:
    """Describe the sheet; without its internal parts it can be shown to those who are met.

    For the pocket, the same is said on small pages.
    """
    if data.pocket:
        return pocket_document(data)
    with language_set(data.language):
        ending = _("… (continued in the dossier)")
        return doc.Document(
            title=f"{_('Meeting sheet')} – {data.title}",
            subject=_("Meeting sheet"),
            author=data.group,
            language=data.language,
            written_on=data.written_on,
            header=_("Meeting sheet"),
            territory=data.title,
            state=_("Holds personal data.") if data.internal else data.group,
            internal=_("Internal, not to be passed on.") if data.internal else "",
            blocks=(doc.OnePage(tuple(_first(data)), ending), doc.OnePage(tuple(_second(data)), ending)),
        )


def _first(data: PreparationData) -> list[doc.Block]:
    blocks: list[doc.Block] = [_band(data)]
    if data.goal.strip():
        blocks.append(
            doc.Paragraph(
                (doc.Span(_("Goal:") + " ", strong=True), doc.Span(said(data.goal), strong=True)),
                doc.Tone.GOAL,
            )
        )
    if data.internal:
        blocks += _people(data)
    blocks += _running_order(data)
    blocks += _commitments(data)
    if data.internal:
        blocks += _demand(data)
    return blocks


def _band(data: PreparationData) -> doc.Band:
    where = [said(part) for part in (_when(data), data.place) if part]
    details = [data.territory]
    if data.duration_minutes:
        details.append(_("Time given: {duration}").format(duration=duration_words(data.duration_minutes)))
    if data.series:
        details.append(said(data.series))
    details.append(data.group)
    return doc.Band(
        _("Meeting sheet"), said(data.title) or _("Meeting"), ", ".join(where), " · ".join(details)
    )


def _when(data: PreparationData) -> str:
    if data.held_on is None:
        return _("date to be set")
    words = long_date(data.held_on)
    return f"{words}, {time_words(data.start_time)}" if data.start_time else words


def _people(data: PreparationData) -> list[doc.Block]:
    met: list[doc.Block] = []
    for person in data.people[:_MOST_PEOPLE]:
        name = ", ".join(part for part in (person.name, person.function) if part.strip())
        met.append(
            doc.Paragraph(
                (
                    doc.Span(name, strong=True),
                    doc.Span(f" · {said(person.known)}" if person.known.strip() else ""),
                ),
                doc.Tone.SMALL,
            )
        )
        if person.stance.strip():
            lead = doc.Span(_("Where they stand:") + " ", strong=True)
            met.append(doc.Paragraph((lead, doc.Span(said(person.stance))), doc.Tone.SMALL))
        if person.levers.strip():
            lead = doc.Span(_("Their levers:") + " ", strong=True)
            met.append(doc.Paragraph((lead, doc.Span(said(person.levers))), doc.Tone.SMALL))
    roles = tuple((label(taken.role), taken.name) for taken in data.roles[:_MOST_ROLES])
    columns: list[tuple[doc.Block, ...]] = []
    if met:
        columns.append((doc.Panel(tuple(met), _("Who do we meet?")),))
    if roles:
        columns.append((doc.Panel((doc.Definitions(roles, share=0.5),), _("Our roles"), doc.PanelTone.SAND),))
    if not columns:
        return []
    return [doc.SideBySide(tuple(columns), (1.75, 1) if len(columns) > 1 else (1,))]


def _running_order(data: PreparationData) -> list[doc.Block]:
    slots = tuple(
        doc.Slot(said(slot.title), slot.minutes, slot.who if data.internal else "")
        for slot in data.agenda[:_MOST_SLOTS]
    )
    if not slots:
        return []
    blocks: list[doc.Block] = [doc.Heading(_("Running order"), 3), doc.RunningOrder(slots, _("min"))]
    planned = sum(slot.minutes for slot in data.agenda)
    if data.duration_minutes and planned > data.duration_minutes:
        text = _("The running order takes {planned} for {given}: shorten it.").format(
            planned=duration_words(planned), given=duration_words(data.duration_minutes)
        )
        blocks.append(doc.Paragraph((doc.Span(text, strong=True),), doc.Tone.SMALL))
    return blocks


def _commitments(data: PreparationData) -> list[doc.Block]:
    raised = data.commitments[:_MOST_COMMITMENTS]
    return [_entry(one) for one in raised]


def _entry(one: CommitmentRaised) -> doc.Entry:
    main: list[doc.Block] = []
    if one.verbatim.strip():
        main.append(doc.Paragraph(quoted(one.verbatim), doc.Tone.QUOTE))
    if one.evidence.strip():
        main.append(
            doc.Paragraph(_("Key evidence: {evidence}").format(evidence=said(one.evidence)), doc.Tone.MUTED)
        )
    side: list[doc.Block] = []
    if one.question.strip():
        side += [
            doc.Paragraph(_("Our question"), doc.Tone.LABEL),
            doc.Paragraph(said(one.question), doc.Tone.QUESTION),
        ]
    if one.history:
        points = tuple(
            doc.HistoryPoint(_("H{half}").format(half=then.half), str(then.year), then.standing)
            for then in one.history[-8:]
        )
        side.append(doc.History(points))
    return doc.Entry(
        number=one.number,
        kicker="",
        title=said(one.title),
        standing=one.standing,
        main=tuple(main),
        side=tuple(side),
        side_panel=False,
        in_outline=False,
    )


def _demand(data: PreparationData) -> list[doc.Block]:
    levels = (
        (_("Ideal"), data.ask_ideal),
        (_("Acceptable"), data.ask_acceptable),
        (_("Minimum"), data.ask_minimum),
    )
    rows = tuple((name, said(text)) for name, text in levels if text.strip())
    if not rows:
        return []
    if data.supporting_asks.strip():
        rows += ((_("And also"), said(data.supporting_asks)),)
    if data.plan_b.strip():
        rows += ((_("Plan B"), said(data.plan_b)),)
    definitions = doc.Definitions(rows, share=0.17, small=False)
    return [doc.Panel((definitions,), _("Our demand, on three levels"), doc.PanelTone.SAND)]


def _second(data: PreparationData) -> list[doc.Block]:
    blocks: list[doc.Block] = []
    if data.internal and data.objections:
        blocks += [doc.Heading(_("If they say… we can answer"), 2, opens_page=False), _objections(data)]
    blocks += _at_hand(data)
    if data.internal:
        blocks += [doc.Heading(_("Checklist"), 2, opens_page=False), doc.CheckList(_checklist(data))]
    blocks += [doc.Heading(_("Notes"), 2, opens_page=False), *_notes(data)]
    columns = ((_("What"), 0.0), (_("Who"), 0.55), (_("By when"), 0.78))
    blocks.append(doc.Panel((doc.RuledLines("", 3, columns),), _("Agreed follow-ups")))
    return blocks


def _objections(data: PreparationData) -> doc.Table:
    rows = []
    for one in data.objections[:_MOST_OBJECTIONS]:
        answer: list[doc.Span] = [doc.Span(said(one.answer))]
        if one.source.strip():
            answer.append(
                doc.Span(" " + _("(source: {source})").format(source=one.source.strip()), muted=True)
            )
        rows.append(((doc.Span(quoted(one.objection), emphasis=True),), tuple(answer)))
    return doc.Table((doc.Column(_("If they say"), 1), doc.Column(_("We can answer"), 2)), tuple(rows))


def _at_hand(data: PreparationData) -> list[doc.Block]:
    given = (
        (_("We thank them for"), data.acknowledgement if data.internal else ""),
        (_("Figures"), data.figures),
        (_("Open questions"), data.open_questions),
        (_("To hand over"), data.documents_to_hand),
    )
    rows = tuple((name, said(text)) for name, text in given if text.strip())
    return [doc.Definitions(rows, share=0.2, small=False)] if rows else []


def _checklist(data: PreparationData) -> tuple[doc.CheckGroup, ...]:
    """Print the meeting's own checklist, the usual one where it has none."""
    if data.rehearsal:
        return tuple(
            doc.CheckGroup(
                label(phase),
                tuple(
                    doc.CheckItem(said(f"{item.title} ({item.who})" if item.who else item.title), item.done)
                    for item in data.rehearsal
                    if item.phase is phase
                ),
            )
            for phase in Phase
        )
    return (
        _group(
            _("Before"),
            _("Read the sheets and their evidence again"),
            _("Confirm by mail two days before"),
            _("Print two copies of the demand"),
        ),
        _group(
            _("During"),
            _("Say who we are: citizens, of no party"),
            _("Ask before recording anything"),
            _("Say each answer again, note the dates"),
            _("End with “who does what, by when?”"),
        ),
        _group(
            _("After"),
            _("Minutes read again within 48 hours"),
            _("Send a thank-you with the follow-ups"),
            _("Bring sheets and calendar up to date"),
        ),
    )


def _group(title: str, *items: str) -> doc.CheckGroup:
    return doc.CheckGroup(title, tuple(doc.CheckItem(item) for item in items))


def _notes(data: PreparationData) -> list[doc.Block]:
    """Leave lines to write on for each commitment, or each point of the agenda, and for what is newly promised."""
    titles = [f"{one.number}. {said(one.title)}" for one in data.commitments[:_MOST_COMMITMENTS]]
    titles = titles or [said(slot.title) for slot in data.agenda[:_MOST_COMMITMENTS]] or [_("What is said")]
    titles.append(_("New promises, exact words"))
    pairs = [titles[index : index + 2] for index in range(0, len(titles), 2)]
    return [
        doc.SideBySide(tuple((doc.RuledLines(title, 3),) for title in pair))
        if len(pair) > 1
        else doc.RuledLines(pair[0], 3)
        for pair in pairs
    ]
