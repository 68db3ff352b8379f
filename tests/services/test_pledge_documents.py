"""The documents commitments were made in: who signed, the file, what is due."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from altterr_desktop.domain.commitments import DocumentKind
from altterr_desktop.domain.errors import InvalidInput, NotFound
from altterr_desktop.dossier.file import Dossier
from altterr_desktop.services.attachments import read_attachment
from altterr_desktop.services.pledge_documents import (
    add_signatory,
    attach_to_document,
    list_documents,
    read_document,
)
from altterr_desktop.services.records import delete_record
from tests.builders import a_commitment, a_dossier, a_record, an_official


@pytest.fixture
def dossier(tmp_path: Path) -> Iterator[Dossier]:
    with a_dossier(tmp_path) as opened:
        yield opened


def test_a_signature_has_a_day_and_a_level_and_is_kept_once(dossier: Dossier) -> None:
    pact = a_record(dossier, "pledge_document", title="Pacte", dated_on=date(2026, 3, 7))
    alix = an_official(dossier)
    add_signatory(dossier, document_id=pact, official_id=alix)
    (signed,) = read_document(dossier, pact).signatories
    assert (signed.name, signed.signed_on, signed.level) == ("Alix Morvan", date(2026, 3, 7), None)
    add_signatory(dossier, document_id=pact, official_id=alix, signed_on=date(2026, 3, 9), level=2)
    (signed,) = read_document(dossier, pact).signatories
    assert (signed.signed_on, signed.level) == (date(2026, 3, 9), 2)
    delete_record(dossier, kind="signatory", record_id=signed.id)
    assert read_document(dossier, pact).signatories == ()


def test_somebody_must_have_signed(dossier: Dossier) -> None:
    pact = a_record(dossier, "pledge_document", title="Pacte")
    with pytest.raises(InvalidInput):
        add_signatory(dossier, document_id=pact, official_id="")
    with pytest.raises(NotFound):
        add_signatory(dossier, document_id=pact, official_id="personne")


def test_a_document_has_its_file_its_commitments_and_its_place_in_the_list(
    dossier: Dossier, tmp_path: Path
) -> None:
    late = a_record(dossier, "pledge_document", title="zones")
    pact = a_record(dossier, "pledge_document", title="Pacte")
    a_commitment(dossier, pledge_document_id=pact)
    file = tmp_path / "pacte.pdf"
    file.write_bytes(b"%PDF-1.4")
    attach_to_document(dossier, document_id=pact, path=file)
    page = read_document(dossier, pact)
    assert (page.file_name, page.commitments, page.notices) == ("pacte.pdf", 1, ())
    assert read_attachment(dossier, str(page.values["attachment_id"]))[1] == b"%PDF-1.4"
    assert [one.id for one in list_documents(dossier)] == [pact, late]


def test_a_climate_plan_says_what_is_overdue(dossier: Dossier) -> None:
    values = {"document_kind": DocumentKind.CLIMATE_PLAN, "adopted_on": date(2015, 1, 1)}
    page = read_document(dossier, a_record(dossier, "pledge_document", title="PCAET", **values))
    assert [overdue for _sentence, overdue in page.notices] == [True, True]
