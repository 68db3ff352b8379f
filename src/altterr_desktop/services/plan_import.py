"""Bring the climate plans of our territories in from a list of the whole country; must read no file."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from altterr_desktop.domain.commitments import DocumentKind
from altterr_desktop.domain.drafts import PlanDraft, Problem
from altterr_desktop.domain.identity import public_id
from altterr_desktop.dossier.file import Dossier
from altterr_desktop.i18n import _
from altterr_desktop.i18n.dates import medium_date
from altterr_desktop.journal.changes import Changes
from altterr_desktop.journal.recording import recording
from altterr_desktop.model.commitments import PledgeDocument
from altterr_desktop.model.territories import Territory
from altterr_desktop.services.commitments import mandate_in_force
from altterr_desktop.services.fields import today
from altterr_desktop.services.imports import (
    ImportAction,
    ImportCounts,
    ImportLine,
    ImportPreview,
    Tally,
    brought_back,
    changed_details,
    changed_fields,
    set_changed,
)
from altterr_desktop.settings.places import find_place


def preview_plans(
    dossier: Dossier, drafts: Sequence[PlanDraft], problems: Sequence[Problem]
) -> ImportPreview:
    """Say what importing these plans would change; nothing is written."""
    with dossier.reading() as session:
        return _bring(session, drafts, problems).preview()


def apply_plans(
    dossier: Dossier, drafts: Sequence[PlanDraft], problems: Sequence[Problem], *, source: str
) -> tuple[Changes, ImportCounts]:
    """Bring the plans of our territories in as documents, in one act; twice changes nothing.

    A plan is ours where it is carried by a territory of the dossier, or by the EPCI of a commune of it.
    """
    label = _("Climate plans imported: {source}").format(source=source)
    with recording(dossier, label) as work, work.session.no_autoflush:
        counts = _bring(work.session, drafts, problems).preview().counts
    return work.changes, counts


def _bring(session: Session, drafts: Sequence[PlanDraft], problems: Sequence[Problem]) -> Tally:
    tally = Tally(problems=list(problems))
    ours = _our_codes(session)
    elsewhere = 0
    for draft in drafts:
        code = next((siren for siren in draft.sirens if siren in ours), None)
        if code is None:
            elsewhere += 1
            tally.lines.append(
                ImportLine(
                    "skipped",
                    "pledge_document",
                    "",
                    _title(draft),
                    _("not one of our territories"),
                    draft.line,
                )
            )
        else:
            _plan(session, tally, draft, ours[code])
    if elsewhere == len(drafts) and drafts:
        reason = _("None of these plans is of a territory of this dossier: add the EPCI you follow first.")
        tally.problems.append(Problem(drafts[0].line, reason))
    return tally


def _our_codes(session: Session) -> dict[str, Territory | None]:
    """Give the codes whose plans are ours, with their territory; None for an EPCI not followed itself."""
    territories = session.execute(select(Territory).where(~Territory.deleted)).scalars().all()
    ours: dict[str, Territory | None] = {}
    for territory in territories:
        place = find_place(territory.code) if territory.code else None
        if place is not None and place.epci_code:
            ours.setdefault(place.epci_code, None)
    return {**ours, **{territory.code: territory for territory in territories if territory.code}}


def _plan(session: Session, tally: Tally, draft: PlanDraft, territory: Territory | None) -> None:
    plan_id = public_id("pledge_document", "pcaet", draft.number or _title(draft), *draft.sirens)
    plan = session.get(PledgeDocument, plan_id)
    is_new = plan is None
    if plan is None:
        plan = PledgeDocument(id=plan_id)
        session.add(plan)
    elif not brought_back(session, plan):
        reason = _("“{name}” was deleted from this dossier and is left out.").format(name=_title(draft))
        tally.lines.append(ImportLine("skipped", "pledge_document", "", _title(draft), line=draft.line))
        tally.problems.append(Problem(draft.line, reason))
        return
    values = _values(session, draft, territory)
    if not is_new:
        # What the group wrote since is not replaced: the list only fills what is empty.
        values = {name: value for name, value in values.items() if value and not getattr(plan, name)}
    set_changed(plan, values)
    action: ImportAction = "created" if is_new or "deleted" in changed_fields(plan) else "unchanged"
    details = "" if action == "created" else changed_details(session, plan)
    if action == "unchanged" and details:
        action = "updated"
    tally.lines.append(ImportLine(action, "pledge_document", plan_id, plan.title, details, draft.line))


def _title(draft: PlanDraft) -> str:
    names_it = draft.authority and draft.authority.casefold() not in draft.title.casefold()
    return f"{draft.title} – {draft.authority}" if names_it else draft.title


def _values(session: Session, draft: PlanDraft, territory: Territory | None) -> dict[str, Any]:
    started = draft.started_on
    notes = [
        _("State in the list: {state}").format(state=draft.state) if draft.state else "",
        _("Begun on {day}").format(day=medium_date(started)) if started is not None else "",
        draft.notes,
    ]
    return {
        "title": _title(draft),
        "document_kind": DocumentKind.CLIMATE_PLAN,
        "territory_id": territory.id if territory is not None else None,
        "mandate_id": mandate_in_force(session, territory.id, today()) if territory is not None else None,
        "publisher": draft.authority,
        "reference": _("ADEME list, No. {number}").format(number=draft.number) if draft.number else "",
        "opinions_asked_on": draft.received_on,
        "notes": "\n".join(part for part in notes if part),
    }
