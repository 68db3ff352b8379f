"""Turn a mobilisation into a plan to act on: what and why, who is missing, what to do by when, what the law asks."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from altterr_desktop.domain.mobilisations import ChecklistArea, MobilisationKind
from altterr_desktop.i18n import _, language, language_set
from altterr_desktop.i18n.dates import long_date, medium_date, time_words
from altterr_desktop.i18n.labels import label
from altterr_desktop.i18n.names import count_words, join_words
from altterr_desktop.i18n.numbers import euros, fraction_words
from altterr_desktop.i18n.typography import typography
from altterr_desktop.rendering import document as doc

if TYPE_CHECKING:
    from altterr_desktop.reports.mobilisation.data import MobilisationData, RoleNeeded, StepShown


def mobilisation_document(data: MobilisationData) -> doc.Document:
    """Describe the plan of one action."""
    with language_set(data.language):
        blocks = [_band(data), *_figures(data), *_why(data), *_roles(data), *_steps(data)]
        blocks += [*_declaration(data), *_checklist(data), *_risks(data), *_privacy(data)]
        return doc.Document(
            title=f"{_('Mobilisation plan')} – {data.title}",
            subject=_("Mobilisation plan"),
            author=data.group,
            language=data.language,
            written_on=data.written_on,
            header=_("Mobilisation plan"),
            territory=data.title,
            state=_("As of {day}").format(day=medium_date(data.written_on)),
            internal=_("Internal, not to be passed on."),
            blocks=tuple(blocks),
        )


def _said(text: str) -> str:
    return typography(text.strip(), language())


def _band(data: MobilisationData) -> doc.Band:
    when = long_date(data.happens_on) if data.happens_on else _("date to be set")
    hours = "–".join(time_words(clock) for clock in (data.start_time, data.end_time) if clock.strip())
    where = ", ".join(part for part in (when, hours, _said(data.place)) if part)
    details = [data.territory, label(data.kind)]
    if data.escalation:
        details.append(label(data.escalation))
    details.append(data.group)
    return doc.Band(
        _("Mobilisation plan"), _said(data.title) or _("Mobilisation"), where, " · ".join(details)
    )


def _figures(data: MobilisationData) -> list[doc.Block]:
    figures: list[doc.Figure] = []
    if data.happens_on:
        figures.append(_days_left(data.happens_on, data.written_on))
    needed, filled = _needs(data.roles)
    if needed:
        missing = count_words("{count} missing", "{count} missing", needed - filled)
        figures.append(doc.Figure(fraction_words(filled, needed), _("people found"), missing))
    if data.steps:
        done = sum(step.done for step in data.steps)
        late = sum(_is_late(step, data.written_on) for step in data.steps)
        detail = count_words("{count} late", "{count} late", late) if late else _("none late")
        figures.append(doc.Figure(fraction_words(done, len(data.steps)), _("steps done"), detail))
    if data.checklist:
        ready = sum(item.done for item in data.checklist)
        figures.append(
            doc.Figure(fraction_words(ready, len(data.checklist)), _("things ready"), _("on the checklist"))
        )
    return [doc.KeyFigures(tuple(figures))] if figures else []


def _days_left(day: date, today: date) -> doc.Figure:
    days = (day - today).days
    if days < 0:
        return doc.Figure("–", _("the day is past"), medium_date(day))
    value = countdown(days)
    return doc.Figure(value, count_words("{count} day left", "{count} days left", days), medium_date(day))


def countdown(days_before: int) -> str:
    """Name a day by its distance to the action: «J-14», «Jour J», «J+2»."""
    if not days_before:
        return _("D-day")
    return _("D{days}").format(days=f"{-days_before:+d}")


def _needs(roles: tuple[RoleNeeded, ...]) -> tuple[int, int]:
    """Count people needed and found; more than needed in one role does not fill another."""
    needed = sum(role.needed or 0 for role in roles)
    filled = sum(min(len(role.people), role.needed or 0) for role in roles)
    return needed, filled


def _is_late(step: StepShown, today: date) -> bool:
    return not step.done and step.due_on is not None and step.due_on < today


def _why(data: MobilisationData) -> list[doc.Block]:
    rows: list[tuple[str, doc.Text]] = []
    if data.aim.strip():
        rows.append((_("Aim"), _said(data.aim)))
    if data.demand.strip():
        rows.append((_("Our demand"), (doc.Span(_said(data.demand), strong=True),)))
    if data.targets:
        rows.append((_("Addressed to"), join_words(data.targets)))
    if data.lead.strip():
        rows.append((_("Led by"), data.lead))
    if data.budget is not None:
        rows.append((_("Budget"), euros(data.budget)))
    blocks: list[doc.Block] = []
    if rows:
        definitions = doc.Definitions(tuple(rows), share=0.2, small=False)
        blocks.append(doc.Panel((definitions,), _("What we want"), doc.PanelTone.SAND))
    if data.commitments:
        columns = (
            doc.Column(_("No."), 0.6, doc.ColumnKind.MUTED),
            doc.Column(_("Commitment"), 5),
            doc.Column(_("State"), 2.4),
        )
        listed = tuple(
            (one.number, _said(one.title), doc.StandingCell(one.standing)) for one in data.commitments
        )
        blocks.append(doc.Table(columns, listed, caption=_("The commitments concerned")))
    return blocks


def _roles(data: MobilisationData) -> list[doc.Block]:
    if not data.roles:
        return []
    rows = []
    for role in data.roles:
        missing = max((role.needed or 0) - len(role.people), 0)
        shown: doc.Text = (doc.Span(str(missing), strong=True),) if missing else "–"
        people = ", ".join(role.people)
        rows.append(
            (
                _said(role.name),
                str(role.needed or "–"),
                str(len(role.people)),
                shown,
                people,
                _said(role.notes),
            )
        )
    columns = (
        doc.Column(_("Role"), 2.2, doc.ColumnKind.STRONG),
        doc.Column(_("Needed"), 0.9, doc.ColumnKind.NUMBER),
        doc.Column(_("Found"), 0.9, doc.ColumnKind.NUMBER),
        doc.Column(_("Missing"), 0.9, doc.ColumnKind.NUMBER),
        doc.Column(_("Who"), 3),
        doc.Column(_("Note"), 2.4, doc.ColumnKind.MUTED),
    )
    return [doc.Heading(_("Who does what"), 2), doc.Table(columns, tuple(rows))]


def _steps(data: MobilisationData) -> list[doc.Block]:
    if not data.steps:
        return []
    ordered = sorted(data.steps, key=lambda step: (step.due_on or date.max, -(step.days_before or 0)))
    rows = []
    for step in ordered:
        day = long_date(step.due_on) if step.due_on else _("date to be set")
        before = countdown(step.days_before) if step.days_before is not None else ""
        rows.append((before, day, _said(step.title), step.owner, _step_state(step, data.written_on)))
    columns = (
        doc.Column("", 0.8, doc.ColumnKind.STRONG),
        doc.Column(_("Date"), 2.4),
        doc.Column(_("What"), 4.4),
        doc.Column(_("Who"), 1.8),
        doc.Column(_("State"), 1.2),
    )
    return [doc.Heading(_("Counting back from the day"), 2), doc.Table(columns, tuple(rows))]


def _step_state(step: StepShown, today: date) -> doc.Text:
    if step.done:
        return "✓ " + _("done")
    if _is_late(step, today):
        return (doc.Span(_("late"), strong=True),)
    return _("to do")


def _declaration(data: MobilisationData) -> list[doc.Block]:
    if not data.on_public_road:
        return []
    blocks: list[doc.Block] = []
    if data.declared_on:
        text = _("Declared on {day}; keep the receipt.").format(day=medium_date(data.declared_on))
        blocks.append(doc.Paragraph((doc.Span(text, strong=True),)))
    elif data.window:
        text = _("To be declared between {first} and {last}; no later than {safe} to be sure.").format(
            first=long_date(data.window.first),
            last=long_date(data.window.last),
            safe=long_date(data.window.safe_last),
        )
        blocks.append(doc.Paragraph((doc.Span(text, strong=True),)))
    else:
        blocks.append(doc.Paragraph(_("Set the date to know when to declare.")))
    blocks.append(
        doc.Paragraph(
            _(
                "A demonstration on the public road is declared at the town hall or the prefecture "
                "between fifteen and three clear days before, with its aim, place, date, time, route and "
                "the names of its organisers (code de la sécurité intérieure, articles L211-1 and "
                "L211-2)."
            ),
            doc.Tone.SMALL,
        )
    )
    return [doc.Panel(tuple(blocks), _("Declaration"))]


def _checklist(data: MobilisationData) -> list[doc.Block]:
    groups = []
    for area in ChecklistArea:
        items = tuple(
            doc.CheckItem(
                f"{_said(item.title)} ({item.owner})" if item.owner.strip() else _said(item.title), item.done
            )
            for item in data.checklist
            if item.area is area
        )
        if items:
            groups.append(doc.CheckGroup(label(area), items))
    return [doc.Heading(_("Checklist"), 2), doc.CheckList(tuple(groups))] if groups else []


def _risks(data: MobilisationData) -> list[doc.Block]:
    if not data.risks.strip():
        return []
    return [doc.Heading(_("Risks and what we do about them"), 2), doc.Paragraph(_said(data.risks))]


def _privacy(data: MobilisationData) -> list[doc.Block]:
    sentences = []
    if data.kind in {MobilisationKind.PETITION, MobilisationKind.OPEN_LETTER}:
        sentences.append(_("The names of signatories are not kept here."))
    if data.kind is MobilisationKind.CIVIL_DISOBEDIENCE:
        sentences.append(_("The names of participants are not kept here."))
    if data.discreet:
        sentences.append(_("Volunteers are named by their pseudonyms."))
    return [doc.Spacer(2), doc.Paragraph(" ".join(sentences), doc.Tone.MUTED)] if sentences else []
