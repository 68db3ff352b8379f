from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from altterr_desktop.dossier.file import Dossier, Signature, open_dossier
from altterr_desktop.exchange.keys import seals_of
from altterr_desktop.exchange.receiving import receive_file
from altterr_desktop.exchange.sending import send_file
from altterr_desktop.services.news import count_news, note_news_seen, read_news, start_news
from altterr_desktop.services.records import change_record, delete_record
from tests.builders import a_commitment, a_dossier, a_record

Pair = tuple[Dossier, Dossier, str]


@pytest.fixture
def pair(tmp_path: Path) -> Iterator[Pair]:
    with a_dossier(tmp_path, name="zoe") as model:
        made = a_commitment(model, title="Piste")
        seals_of(model)
        start_news(model)
    shutil.copyfile(tmp_path / "zoe.altterr", tmp_path / "karim.altterr")
    with (
        open_dossier(tmp_path / "zoe.altterr", signature=Signature("z", "Zoé", "pc")) as zoe,
        open_dossier(tmp_path / "karim.altterr", signature=Signature("k", "Karim", "pc2")) as karim,
    ):
        yield zoe, karim, made


def send(source: Dossier, target: Dossier) -> None:
    receive_file(target, send_file(source, source.path.with_suffix(".altlot")).paths[0])


def test_what_others_did_is_grouped_by_record_with_its_parts(pair: Pair) -> None:
    zoe, karim, made = pair
    change_record(karim, kind="commitment", record_id=made, values={"title": "Piste du lycée"})
    a_record(karim, "evidence", commitment_id=made, title="Délibération du 3 mars")
    karim.signature = Signature("l", "Lou", "pc3")
    a_record(karim, "meeting", title="Point mobilités")
    send(karim, zoe)
    news = read_news(zoe)
    assert (news.acts, set(news.people)) == (3, {"Karim", "Lou"})
    assert count_news(zoe) == (3, 2)
    by_kind = {record.kind: record for record in news.records}
    assert set(by_kind) == {"commitment", "meeting"}
    assert by_kind["commitment"].record_id == made
    assert [line.who for line in by_kind["commitment"].lines] == ["Karim", "Karim"]
    assert "Piste → Piste du lycée" in by_kind["commitment"].lines[1].changes[0]
    assert by_kind["meeting"].lines[0].who == "Lou"


def test_ones_own_acts_are_no_news(pair: Pair) -> None:
    zoe, _karim, made = pair
    change_record(zoe, kind="commitment", record_id=made, values={"title": "Cantine"})
    assert read_news(zoe).acts == 0
    assert count_news(zoe) == (0, 0)


def test_what_was_seen_is_no_news_any_more(pair: Pair) -> None:
    zoe, karim, made = pair
    change_record(karim, kind="commitment", record_id=made, values={"title": "Piste du lycée"})
    send(karim, zoe)
    note_news_seen(zoe)
    assert read_news(zoe).records == ()
    change_record(karim, kind="commitment", record_id=made, values={"page": "4"})
    send(karim, zoe)
    assert read_news(zoe).acts == 1
    recent = read_news(zoe, days=7).records
    assert sum(line.who == "Karim" for record in recent for line in record.lines) == 2


def test_what_was_done_long_ago_and_comes_late_is_news(pair: Pair, monkeypatch: pytest.MonkeyPatch) -> None:
    zoe, karim, made = pair
    with monkeypatch.context() as past:
        past.setattr("altterr_desktop.journal.recording.time.time_ns", lambda: 1_600_000_000 * 10**9)
        change_record(karim, kind="commitment", record_id=made, values={"title": "Piste du lycée"})
    send(karim, zoe)
    assert read_news(zoe).acts == 1


def test_a_deletion_is_told(pair: Pair) -> None:
    zoe, karim, made = pair
    delete_record(karim, kind="commitment", record_id=made)
    send(karim, zoe)
    (record,) = read_news(zoe).records
    assert record.deleted


def test_a_first_opening_has_no_news(tmp_path: Path) -> None:
    with a_dossier(tmp_path) as dossier:
        a_commitment(dossier)
        dossier.signature = Signature("l", "Lou", "pc3")
        assert read_news(dossier).acts == 0
