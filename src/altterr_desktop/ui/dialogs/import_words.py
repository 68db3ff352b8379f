"""Name what an import does and the fields its columns can fill, as people read them; it imports nothing."""

from __future__ import annotations

from collections.abc import Sequence

from altterr_desktop.domain.drafts import Problem
from altterr_desktop.i18n import _, ngettext
from altterr_desktop.i18n.catalogue import msgid
from altterr_desktop.i18n.numbers import number
from altterr_desktop.i18n.subjects import kind_label
from altterr_desktop.importers.prepared import Prepared
from altterr_desktop.services.imports import ImportAction, ImportCounts, ImportLine

ACTIONS: tuple[ImportAction, ...] = ("created", "updated", "closed", "unchanged", "skipped")

_FIELDS = {
    "title": msgid("Title of the commitment"),
    "verbatim": msgid("Exact words"),
    "number": msgid("Number"),
    "theme": msgid("Theme"),
    "level": msgid("Level signed"),
    "deadline": msgid("Deadline"),
    "made_on": msgid("Promised on"),
    "progress": msgid("Where it stands"),
    "reason": msgid("Why it stands there"),
    "official": msgid("Official in charge"),
    "service": msgid("Service in charge"),
    "territory": msgid("Territory"),
    "budget_planned": msgid("Budget planned"),
    "budget_spent": msgid("Budget spent"),
    "partners": msgid("Partners"),
    "indicator": msgid("Indicator"),
    "expected_proof": msgid("Proof expected"),
    "document": msgid("Source document"),
    "page": msgid("Page"),
    "url": msgid("Link"),
    "evidence_url": msgid("Link of the evidence"),
    "evidence_quote": msgid("Passage of the evidence"),
    "notes": msgid("Notes"),
    "axis": msgid("Axis"),
    "sub_axis": msgid("Sub-axis"),
    "sub_sub_axis": msgid("Sub-sub-axis"),
    "parent": msgid("Parent measure"),
    "sub_title": msgid("Title of the sub-measure"),
}
MAPPED_FIELDS = tuple(_FIELDS)
_CONTACT_FIELDS = {
    "family_name": msgid("Family name"),
    "given_name": msgid("Given name"),
    "full_name": msgid("Whole name"),
    "gender": msgid("Form of address"),
    "function": msgid("Function"),
    "delegation": msgid("Delegation"),
    "organisation": msgid("Organisation"),
    "department": msgid("Department or service"),
    "political_label": msgid("Political label"),
    "side": msgid("Majority or opposition"),
    "email": msgid("E-mail"),
    "phone": msgid("Phone"),
    "address": msgid("Address"),
    "website": msgid("Website"),
    "secretariat": msgid("Secretariat"),
}


def field_name(field: str) -> str:
    """Name a field that a column can fill."""
    message = _FIELDS.get(field) or _CONTACT_FIELDS.get(field)
    return _(message) if message else field


def action_name(action: ImportAction) -> str:
    """Name what becomes of one line."""
    return {
        "created": _("New"),
        "updated": _("Changed"),
        "closed": _("Gone"),
        "unchanged": _("Unchanged"),
        "skipped": _("Left out"),
    }[action]


def action_count(counts: ImportCounts, action: ImportAction) -> int:
    """Give how many lines have one end."""
    return int(getattr(counts, action))


def summary(prepared: Prepared) -> str:
    """Say in one or two sentences what bringing the file in would do."""
    counts = prepared.preview.counts
    if not counts.created + counts.updated + counts.closed:
        if counts.unchanged:
            return _("Everything in this file is in the dossier already: there is nothing to bring in.")
        return _("Nothing in this file can be brought in.")
    return _("Nothing is written before you say so. {what}.").format(what=done_words(counts))


def done_words(counts: ImportCounts) -> str:
    """Count what changes, in words: «32 new, 3 changed, 1 gone»."""
    parts = []
    if counts.created:
        words = ngettext("{count} new", "{count} new", counts.created)
        parts.append(words.format(count=number(counts.created)))
    if counts.updated:
        words = ngettext("{count} changed", "{count} changed", counts.updated)
        parts.append(words.format(count=number(counts.updated)))
    if counts.closed:
        words = ngettext("{count} whose mandate ended", "{count} whose mandates ended", counts.closed)
        parts.append(words.format(count=number(counts.closed)))
    return ", ".join(parts) if parts else _("nothing changed")


def problem_lines(problems: Sequence[Problem]) -> str:
    """Write the problems one a line, to be read or copied."""
    return "\n".join(problem_line(problem) for problem in problems)


def problem_line(problem: Problem) -> str:
    """Write one problem: line, column, what is wrong, and whether the line is kept."""
    where = _("Line {line}").format(line=problem.line) if problem.line else _("Whole file")
    if problem.column:
        where = _("{line}, column “{column}”").format(line=where, column=problem.column)
    what = f"{problem.reason} [{problem.excerpt}]" if problem.excerpt else problem.reason
    end = _("The line is kept.") if problem.kept else ""
    return _("{where}: {what}").format(where=where, what=f"{what} {end}".strip())


def line_kind(line: ImportLine) -> str:
    """Name the kind of record a line is about."""
    return kind_label(line.kind) if line.kind else ""
