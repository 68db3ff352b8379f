"""Ask the services for the lists of the workbook; what may not be published and staff's names are left out."""

from __future__ import annotations

from typing import Any

from altterr_desktop.domain.commitments import usual_strength
from altterr_desktop.domain.officials import OfficialKind
from altterr_desktop.dossier.file import Dossier
from altterr_desktop.i18n.labels import label
from altterr_desktop.reports.workbook.data import (
    CommitmentRow,
    EvidenceRow,
    FollowUpRow,
    KeyDateRow,
    MeetingRow,
    MobilisationRow,
    OfficialRow,
    WorkbookData,
)
from altterr_desktop.services.dossiers import read_group
from altterr_desktop.services.fields import today
from altterr_desktop.services.tables import read_table
from altterr_desktop.services.verdicts import latest_verdicts


def load_workbook(dossier: Dossier) -> WorkbookData:
    """Read the dossier's lists as they stand today."""
    group = read_group(dossier)
    commitments = read_table(dossier, "commitment", leaving=True)
    known = {row["id"] for row in commitments}
    carried: dict[str, int] = {}
    for row in commitments:
        carried[row["official_id"]] = carried.get(row["official_id"], 0) + 1
    evidence = [row for row in read_table(dossier, "evidence", leaving=True) if row["commitment_id"] in known]
    meetings = read_table(dossier, "meeting", leaving=True)
    people: dict[str, list[str]] = {}
    for row in read_table(dossier, "participant", leaving=True):
        if row["official"]:
            people.setdefault(row["meeting_id"], []).append(row["official"])
    promises: dict[str, int] = {}
    for row in read_table(dossier, "minutes_line", leaving=True):
        if row["line_kind"] == "promise" and not row["internal"]:
            promises[row["meeting_id"]] = promises.get(row["meeting_id"], 0) + 1
    return WorkbookData(
        territory=", ".join(row.name for row in group.territories),
        group=group.name,
        language=group.document_language,
        written_on=today(),
        officials=tuple(
            _official(row, carried.get(row["id"], 0))
            for row in read_table(dossier, "official", leaving=True)
            if row["official_kind"] is not OfficialKind.STAFF
        ),
        commitments=_commitments(dossier, commitments),
        evidence=tuple(_evidence(row) for row in evidence),
        meetings=tuple(
            _meeting(row, ", ".join(people.get(row["id"], [])), promises.get(row["id"], 0))
            for row in meetings
        ),
        follow_ups=tuple(_follow_up(row) for row in read_table(dossier, "follow_up", leaving=True)),
        mobilisations=tuple(_mobilisation(row) for row in read_table(dossier, "mobilisation", leaving=True)),
        key_dates=tuple(_key_date(row) for row in read_table(dossier, "key_date", leaving=True)),
    )


def _official(row: dict[str, Any], carried: int) -> OfficialRow:
    seat = row["seats"][0] if row["seats"] else {}
    return OfficialRow(
        row["id"],
        row["name"],
        row["function"] or seat.get("function", ""),
        seat.get("delegation", ""),
        row["territory"],
        seat.get("side"),
        seat.get("start"),
        seat.get("end"),
        carried,
    )


def _commitments(dossier: Dossier, rows: list[dict[str, Any]]) -> tuple[CommitmentRow, ...]:
    verdicts = latest_verdicts(dossier, [row["id"] for row in rows])
    listed = []
    for row in rows:
        verdict = verdicts.get(row["id"])
        is_public = verdict is not None and verdict.publishable
        listed.append(
            CommitmentRow(
                row["id"],
                row["number"],
                row["title"] or row["verbatim"][:120],
                row["theme"],
                row["standing"],
                row["territory"],
                row["verbatim"],
                row["pledge_document"],
                row["page"],
                ", ".join(name for name in (row["official"], row["service"]) if name),
                row["deadline"],
                row["late"],
                row["decided_on"],
                verdict.statement if verdict is not None and is_public else "",
                verdict.next_step if verdict is not None and is_public else "",
                row["evidence_count"],
            )
        )
    return tuple(listed)


def _evidence(row: dict[str, Any]) -> EvidenceRow:
    return EvidenceRow(
        row["id"],
        row["commitment"],
        row["evidence_kind"],
        row["title"],
        row["publisher"],
        row["dated_on"],
        row["page"],
        row["proof_strength"] or usual_strength(row["evidence_kind"]),
        row["url"],
    )


def _meeting(row: dict[str, Any], people: str, promises: int) -> MeetingRow:
    return MeetingRow(
        row["id"],
        row["title"],
        row["meeting_kind"],
        row["meeting_state"],
        row["held_on"],
        row["place"],
        row["goal"],
        people,
        promises,
    )


def _follow_up(row: dict[str, Any]) -> FollowUpRow:
    return FollowUpRow(
        row["id"],
        row["title"],
        row["side"],
        row["follow_up_state"],
        row["volunteer"] or row["official"],
        row["due_on"],
        row["done_on"],
        row["meeting"],
        row["commitment"],
    )


def _mobilisation(row: dict[str, Any]) -> MobilisationRow:
    return MobilisationRow(
        row["id"],
        row["title"],
        row["mobilisation_kind"],
        row["mobilisation_state"],
        row["happens_on"],
        row["place"],
        row["aim"],
        row["demand"],
        row["attendance"],
        row["outcome"],
    )


def _key_date(row: dict[str, Any]) -> KeyDateRow:
    return KeyDateRow(
        row["id"], row["title"], label(row["key_date_kind"]), row["starts_on"], row["ends_on"], row["notes"]
    )
