from collections.abc import Iterator
from pathlib import Path

import pytest

from altterr_desktop.domain.commitments import OffScale, Progress, Standing
from altterr_desktop.domain.territories import TerritoryKind
from altterr_desktop.dossier.file import Dossier
from altterr_desktop.services.comparison import compare_territories
from altterr_desktop.services.dossiers import read_group
from altterr_desktop.services.records import delete_record
from altterr_desktop.services.verdicts import record_verdict
from tests.builders import COMMUNE, EPCI, a_commitment, a_dossier


@pytest.fixture
def dossier(tmp_path: Path) -> Iterator[Dossier]:
    with a_dossier(tmp_path, territory_codes=[COMMUNE, EPCI]) as dossier:
        yield dossier


def test_territories_are_compared_with_their_like_only(dossier: Dossier) -> None:
    for row in read_group(dossier).territories:
        place = {"territory_id": row.id, "mandate_id": row.mandate_id}
        a_commitment(dossier, **place)
        judged = a_commitment(dossier, **place)
        record_verdict(
            dossier, commitment_id=judged, progress=Progress.NOT_STARTED, values={"reason": "rien vu"}
        )
    found = compare_territories(dossier)
    assert [kind.kind for kind in found] == [TerritoryKind.COMMUNE, TerritoryKind.EPCI]
    (commune,) = found[0].territories
    assert (commune.total, commune.judged, commune.not_assessed, commune.off_scale) == (2, 1, 1, 0)
    assert commune.number(Standing.NOT_STARTED) == 1
    assert commune.group == ""


def test_what_is_off_the_scale_stays_out_of_the_denominator(dossier: Dossier) -> None:
    vague = a_commitment(dossier)
    record_verdict(
        dossier, commitment_id=vague, off_scale=OffScale.NOT_MEASURABLE, values={"reason": "trop vague"}
    )
    gone = a_commitment(dossier)
    delete_record(dossier, kind="commitment", record_id=gone)
    ((only,),) = [kind.territories for kind in compare_territories(dossier)]
    assert (only.total, only.judged, only.off_scale) == (1, 0, 1)


def test_nothing_to_compare_is_nothing(dossier: Dossier) -> None:
    assert compare_territories(dossier) == ()
