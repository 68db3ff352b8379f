from __future__ import annotations

import json
from datetime import date
from pathlib import Path

from altterr_desktop.domain.commitments import IndicatorKind, Progress, Weakness
from altterr_desktop.reports.assessment.loading import shown
from altterr_desktop.services.assessments import prepare_assessment, read_snapshot
from altterr_desktop.services.snapshots import from_json, to_json
from altterr_desktop.services.verdicts import record_verdict
from tests.builders import a_commitment, a_dossier, a_record

AS_OF = date(2029, 3, 15)


def test_an_assessment_states_the_weaknesses_as_of_its_day(tmp_path: Path) -> None:
    with a_dossier(tmp_path) as dossier:
        commitment = a_commitment(dossier, budget_planned=1000, deadline=date(2028, 12, 31))
        values = {"name": "Dépenses", "indicator_kind": IndicatorKind.MEANS}
        a_record(dossier, "indicator", commitment_id=commitment, **values)
        done = {"decided_on": date(2029, 6, 1), "reason": "vu"}
        record_verdict(dossier, commitment_id=commitment, progress=Progress.DONE, values=done)
        prepare_assessment(dossier, values={"as_of": AS_OF})
        snapshot = read_snapshot(dossier)
    (printed,) = snapshot.commitments
    # Kept only after the assessment's day: then, the deadline had passed.
    assert Weakness.PAST_DEADLINE in printed.weaknesses
    assert Weakness.INDICATOR_OF_MEANS in printed.weaknesses
    assert Weakness.NO_BUDGET not in printed.weaknesses
    assert from_json(to_json(snapshot)) == snapshot
    assert shown(snapshot).commitments[0].weaknesses == printed.weaknesses


def test_a_snapshot_frozen_before_weaknesses_were_printed_is_still_read(tmp_path: Path) -> None:
    with a_dossier(tmp_path) as dossier:
        a_commitment(dossier)
        prepare_assessment(dossier, values={"as_of": AS_OF})
        frozen = json.loads(to_json(read_snapshot(dossier)))
    for commitment in frozen["commitments"]:
        del commitment["weaknesses"]
    (printed,) = from_json(json.dumps(frozen)).commitments
    assert printed.weaknesses == ()
