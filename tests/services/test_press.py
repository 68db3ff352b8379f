"""Articles and broadcasts: kept with their file, found, corrected."""

from __future__ import annotations

from pathlib import Path

import pytest

from altterr_desktop.domain.errors import InvalidInput
from altterr_desktop.i18n import use_language
from altterr_desktop.services.press import add_press_item, change_press_item
from altterr_desktop.services.records import load_record
from altterr_desktop.services.search import search
from tests.builders import a_dossier, an_official


@pytest.fixture(autouse=True)
def in_english() -> None:
    use_language("en")


def test_an_article_is_kept_with_its_file_and_found_by_its_words(tmp_path: Path) -> None:
    scan = tmp_path / "article.pdf"
    scan.write_bytes(b"%PDF-1.4 article")
    with a_dossier(tmp_path) as dossier:
        official = an_official(dossier)
        item = add_press_item(
            dossier,
            values={"title": "La gratuité des bus écartée", "official_id": official, "file": scan},
        ).subject_id
        assert load_record(dossier, item).references["attachment_id"] == "article.pdf"
        assert [found.id for found in search(dossier, "gratuite bus")] == [item]
        change_press_item(dossier, item_id=item, values={"publisher": "Le Courrier du Val"})
        assert load_record(dossier, item).values["publisher"] == "Le Courrier du Val"


def test_an_item_that_says_nothing_is_refused(tmp_path: Path) -> None:
    with a_dossier(tmp_path) as dossier, pytest.raises(InvalidInput, match="at least a name or a title"):
        add_press_item(dossier, values={"publisher": "Le Courrier du Val"})
