from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import delete, func, insert, select, update

from altterr_desktop.domain.commitments import Progress
from altterr_desktop.domain.identity import new_id
from altterr_desktop.dossier.errors import ReadOnlyDossier
from altterr_desktop.dossier.file import Dossier, Signature, create_dossier
from altterr_desktop.journal.history import dossier_history, record_history
from altterr_desktop.journal.recording import recording
from altterr_desktop.journal.verify import verify
from altterr_desktop.model.commitments import Commitment
from altterr_desktop.model.frameworks import Theme
from altterr_desktop.model.journal import JournalCommit, JournalEdit
from altterr_desktop.services.records import change_record, create_record, delete_record


@pytest.fixture
def dossier(tmp_path: Path) -> Iterator[Dossier]:
    signature = Signature("z", "Zoé", "portable")
    with create_dossier(tmp_path / "a.altterr", passphrase=None, signature=signature) as dossier:
        yield dossier


def commits(dossier: Dossier) -> int:
    with dossier.reading() as session:
        return session.scalar(select(func.count()).select_from(JournalCommit)) or 0


def test_one_operation_is_one_signed_act(dossier: Dossier) -> None:
    changes = create_record(dossier, kind="commitment", values={"title": "Piste cyclable", "level": 2})
    (entry,) = record_history(dossier, changes.subject_id)
    assert (entry.author, entry.device) == ("Zoé", "portable")
    assert "Piste cyclable" in entry.label
    written = {edit.field: (edit.before, edit.after) for edit in entry.edits}
    assert written["title"] == (None, "Piste cyclable")
    assert written["level"] == (None, 2)
    assert "notes" not in written


def test_the_history_shows_what_each_change_replaced(dossier: Dossier) -> None:
    commitment = create_record(dossier, kind="commitment", values={"title": "Un"}).subject_id
    for title in ("Deux", "Trois"):
        change_record(dossier, kind="commitment", record_id=commitment, values={"title": title})
    newest, middle, _first = record_history(dossier, commitment)
    assert [(edit.before, edit.after) for edit in newest.edits] == [("Deux", "Trois")]
    assert [(edit.before, edit.after) for edit in middle.edits] == [("Un", "Deux")]


def test_giving_the_same_value_is_no_act(dossier: Dossier) -> None:
    commitment = create_record(dossier, kind="commitment", values={"title": "Un"}).subject_id
    before = commits(dossier)
    assert not change_record(dossier, kind="commitment", record_id=commitment, values={"title": "Un"})
    assert commits(dossier) == before


def write_half(dossier: Dossier) -> None:
    with recording(dossier, "à moitié") as work:
        work.session.add(Theme(id=new_id(), name="Perdu"))
        work.session.flush()
        raise ZeroDivisionError


def delete_row(dossier: Dossier, record_id: str) -> None:
    with recording(dossier, "") as work:
        work.session.delete(work.session.get_one(Commitment, record_id))
        work.session.flush()


def test_a_failing_operation_leaves_no_trace(dossier: Dossier) -> None:
    before = commits(dossier)
    with pytest.raises(ZeroDivisionError):
        write_half(dossier)
    with dossier.reading() as session:
        assert session.scalar(select(func.count()).select_from(Theme)) == 0
    assert commits(dossier) == before


def test_a_deleted_record_stays_as_a_row(dossier: Dossier) -> None:
    commitment = create_record(dossier, kind="commitment", values={"title": "Un"}).subject_id
    delete_record(dossier, kind="commitment", record_id=commitment)
    with dossier.reading() as session:
        assert session.get_one(Commitment, commitment).deleted


@pytest.mark.parametrize(
    "statement",
    [
        update(Commitment).values(title="x"),
        delete(Commitment),
        insert(Commitment).values(id="1", deleted=False),
    ],
)
def test_what_would_bypass_the_journal_raises(dossier: Dossier, statement: object) -> None:
    with pytest.raises(RuntimeError, match="bypass"), recording(dossier, "") as work:
        work.session.execute(statement)  # type: ignore[call-overload]


def test_deleting_a_row_raises(dossier: Dossier) -> None:
    commitment = create_record(dossier, kind="commitment", values={"title": "Un"}).subject_id
    with pytest.raises(RuntimeError, match="deleted"):
        delete_row(dossier, commitment)


def test_following_saves_of_one_long_text_are_one_act(dossier: Dossier) -> None:
    commitment = create_record(dossier, kind="commitment", values={"title": "Un"}).subject_id
    for text in ("Nous", "Nous avons", "Nous avons vu le service"):
        change_record(dossier, kind="commitment", record_id=commitment, values={"notes": text})
    newest, _created = record_history(dossier, commitment)
    assert [(edit.field, edit.before, edit.after) for edit in newest.edits] == [
        ("notes", None, "Nous avons vu le service")
    ]
    assert verify(dossier) == []


def test_a_joined_save_is_a_new_commit_so_that_a_copy_made_between_never_disagrees(dossier: Dossier) -> None:
    commitment = create_record(dossier, kind="commitment", values={"title": "Un"}).subject_id
    ids = {
        change_record(dossier, kind="commitment", record_id=commitment, values={"notes": text}).commit_id
        for text in ("Nous", "Nous avons")
    }
    assert len(ids) == 2
    assert len(record_history(dossier, commitment)) == 2


def test_a_sent_act_is_never_amended(dossier: Dossier) -> None:
    commitment = create_record(dossier, kind="commitment", values={"title": "Un"}).subject_id
    change_record(dossier, kind="commitment", record_id=commitment, values={"notes": "a"})
    with dossier.session() as session:
        session.execute(update(JournalCommit).values(sent=True))
        session.commit()
    change_record(dossier, kind="commitment", record_id=commitment, values={"notes": "ab"})
    assert len(record_history(dossier, commitment)) == 3


def test_the_journal_rebuilds_the_tables(dossier: Dossier) -> None:
    commitment = create_record(
        dossier, kind="commitment", values={"title": "Un", "publishable": False, "budget_planned": 0}
    ).subject_id
    change_record(
        dossier, kind="commitment", record_id=commitment, values={"publishable": True, "title": "Deux"}
    )
    create_record(
        dossier,
        kind="verdict",
        values={"commitment_id": commitment, "progress": Progress.DONE, "reason": "vu"},
    )
    assert verify(dossier) == []


def test_verifying_notices_what_was_changed_behind_the_journal(dossier: Dossier) -> None:
    commitment = create_record(dossier, kind="commitment", values={"title": "Un"}).subject_id
    with dossier.raw() as connection:
        connection.execute("UPDATE commitment SET title = 'Faux'")
    assert [(found.record_id, found.field) for found in verify(dossier)] == [(commitment, "title")]


def test_commits_name_the_heads_they_had_seen(dossier: Dossier) -> None:
    for title in ("Un", "Deux", "Trois"):
        create_record(dossier, kind="commitment", values={"title": title})
    with dossier.reading() as session:
        rows = session.execute(select(JournalCommit).order_by(JournalCommit.seq)).scalars().all()
        assert [row.parents for row in rows] == [b"", rows[0].id, rows[1].id]
        assert [row.is_tip for row in rows] == [False, False, True]


def test_an_edit_names_the_commits_whose_values_it_replaces(dossier: Dossier) -> None:
    commitment = create_record(dossier, kind="commitment", values={"title": "Un"}).subject_id
    change_record(dossier, kind="commitment", record_id=commitment, values={"title": "Deux"})
    with dossier.reading() as session:
        first, second = session.execute(
            select(JournalEdit).where(JournalEdit.field == "title").order_by(JournalEdit.seq)
        ).scalars()
        creator = session.execute(
            select(JournalCommit.id).where(JournalCommit.seq == first.commit_seq)
        ).scalar_one()
    assert (first.replaces, first.is_head) == (b"", False)
    assert (second.replaces, second.is_head) == (creator, True)


def test_a_read_only_dossier_refuses_politely(dossier: Dossier) -> None:
    dossier.read_only = True
    with pytest.raises(ReadOnlyDossier):
        create_record(dossier, kind="commitment", values={"title": "Un"})


def test_the_dossier_s_history_is_paged_newest_first(dossier: Dossier) -> None:
    for number in range(5):
        create_record(dossier, kind="commitment", values={"title": f"Engagement {number}"})
    labels = [entry.label for entry in dossier_history(dossier, offset=1, limit=2)]
    assert ["3" in labels[0], "2" in labels[1], len(labels)] == [True, True, 2]
