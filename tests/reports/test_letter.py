import io
from dataclasses import replace
from pathlib import Path

import docx
import pytest

from altterr_desktop.domain.errors import NotFound
from altterr_desktop.rendering.docx import docx_bytes
from altterr_desktop.reports.letter import spec
from altterr_desktop.reports.letter.content import letter_document, letter_text
from altterr_desktop.services.letters import compose_letter
from altterr_desktop.services.requests import add_request, remind_request
from tests.builders import a_dossier, an_official
from tests.reports.golden import pages_of
from tests.reports.invented_letters import letter
from tests.services.scenes import in_days


def test_a_word_file_says_the_same_as_the_letter() -> None:
    made = docx.Document(io.BytesIO(docx_bytes(letter_document(letter()))))
    told = [one.text for one in made.paragraphs if one.text]
    assert told[0] == "Collectif du Val\n12 rue des Tilleuls\ncontact@exemple.org"
    assert told[1].splitlines() == ["Mme\xa0Odile Ferrand", "Maire", "Val-de-Sorbelle"]
    assert told[2].startswith("Val-de-Sorbelle, le 3")
    assert [one for one in told if one.startswith("–")] == [
        "– «\xa0le rapport de comptage des vélos\xa0» (page 4)",
        "– le budget 2027\xa0: lignes <b>mobilités</b>",
    ]
    assert told[-1] == "Pour le collectif,\nZoé Arnal"
    # Nothing stands at the head of a letter.
    assert [one.text for one in made.sections[0].header.paragraphs] == [""]


def test_plain_text_is_ready_to_be_pasted() -> None:
    said = letter_text(letter())
    assert said.startswith("Objet\xa0: Demande de communication")
    assert said.endswith("Zoé Arnal\n")


@pytest.mark.parametrize("text", ["", "– ", "\n\n\n", "– a\nb\n– c", "{x} %s <b>& \x00"])
def test_no_typed_text_stops_a_letter(text: str, tmp_path: Path) -> None:
    for fmt in ("pdf", "docx", "txt"):
        spec.build(replace(letter(), text=text), fmt, tmp_path / f"x.{fmt}")
        assert (tmp_path / f"x.{fmt}").stat().st_size


def test_a_long_letter_takes_several_pages(tmp_path: Path) -> None:
    spec.build(
        replace(letter(), text="\n\n".join(["Un paragraphe de plus. " * 20] * 30)), "pdf", tmp_path / "x.pdf"
    )
    assert pages_of(tmp_path / "x.pdf") > 2


def test_the_text_kept_is_printed_else_the_wording(tmp_path: Path) -> None:
    with a_dossier(tmp_path) as dossier:
        with pytest.raises(NotFound):
            spec.load(dossier)
        mayor = an_official(dossier)
        values = {"official_id": mayor, "sent_on": in_days(-40), "title": "Le budget"}
        asked = add_request(dossier, values=values).subject_id
        composed = compose_letter(dossier, request_id=asked)
        assert spec.load(dossier).text == composed.text
        kept = add_request(dossier, values={**values, "text": "Nos mots.", "sent_on": in_days(-2)}).subject_id
        data = spec.load(dossier, kept)
        assert (data.subject, data.text, data.addressee[0]) == ("Le budget", "Nos mots.", "Alix Morvan")
        assert data.written_on == in_days(-2)
        assert spec.load(dossier).text == "Nos mots."
        reminder = remind_request(dossier, request_id=asked, text="Nous revenons vers vous.").subject_id
        assert spec.load(dossier, reminder).text == "Nous revenons vers vous."
        assert spec.load(dossier, asked, text="Autre chose", subject="S").subject == "S"
        assert spec.load(dossier, asked, key="cada").addressee == (
            "Commission d’accès aux documents administratifs (CADA)",
        )
