import shutil
import sqlite3
import unicodedata
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2

from altterr_desktop.dossier import errors
from altterr_desktop.dossier.checks import new_salt
from altterr_desktop.dossier.connection import APPLICATION_ID, connect
from altterr_desktop.dossier.file import Dossier, create_dossier, open_dossier
from altterr_desktop.dossier.key import OPEN_KEY, derive_key, propose_passphrase
from altterr_desktop.dossier.migrations import fingerprint_of, latest_version, steps

PASSPHRASE = "Élodie aime le vélo"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "Val d’Été.altterr"


@pytest.fixture
def locked(path: Path) -> Path:
    create_dossier(path, passphrase=PASSPHRASE).close()
    return path


@pytest.fixture
def unlocked(path: Path) -> Path:
    create_dossier(path, passphrase=None).close()
    return path


def tamper(path: Path, *statements: str) -> None:
    """Change a dossier behind the program's back, with its own key."""
    connection = connect(path, OPEN_KEY, path.read_bytes()[:16])
    for statement in statements:
        connection.execute(statement)
    connection.close()


def test_a_dossier_keeps_what_is_written_and_opens_again(locked: Path) -> None:
    with open_dossier(locked, passphrase=PASSPHRASE) as dossier:
        dossier.set_state("colour", "vert")
    with open_dossier(locked, passphrase=PASSPHRASE) as dossier:
        assert dossier.state("colour") == "vert"


def test_a_passphrase_typed_on_another_keyboard_opens_it(locked: Path) -> None:
    with open_dossier(locked, passphrase=f" {unicodedata.normalize('NFD', PASSPHRASE)} ") as dossier:
        assert not dossier.read_only


@pytest.mark.parametrize("passphrase", ["a" * 200, "🌱🚲 forêt", "mot de passe", "\u202fé"])
def test_any_passphrase_works(path: Path, passphrase: str) -> None:
    create_dossier(path, passphrase=passphrase).close()
    open_dossier(path, passphrase=passphrase).close()
    with pytest.raises(errors.WrongPassphrase):
        open_dossier(path, passphrase=passphrase + "x")


@pytest.mark.parametrize("passphrase", ["", "   ", "\u00a0"])
def test_an_empty_passphrase_is_refused_and_no_file_is_left(path: Path, passphrase: str) -> None:
    with pytest.raises(errors.EmptyPassphrase):
        create_dossier(path, passphrase=passphrase)
    assert list(path.parent.iterdir()) == []


def test_the_passphrase_is_asked_for_only_where_there_is_one(locked: Path, tmp_path: Path) -> None:
    with pytest.raises(errors.PassphraseNeeded):
        open_dossier(locked)
    other = tmp_path / "ouvert.altterr"
    create_dossier(other, passphrase=None).close()
    open_dossier(other).close()


def test_nothing_readable_is_left_on_the_disk(path: Path) -> None:
    with create_dossier(path, passphrase=PASSPHRASE) as dossier:
        dossier.set_state("secret", "marqueur-très-secret")
        dossier.back_up()
        written = b"".join(file.read_bytes() for file in path.parent.rglob("*") if file.is_file())
    assert b"marqueur" not in written
    assert PASSPHRASE.encode() not in written


def test_the_file_opens_in_any_sqlcipher_tool(locked: Path) -> None:
    connection = dbapi2.connect(str(locked))
    connection.execute(f"PRAGMA key = '{PASSPHRASE}'")
    assert connection.execute("PRAGMA application_id").fetchone()[0] == APPLICATION_ID
    connection.close()


def test_a_second_window_is_told_who_has_it(locked: Path) -> None:
    with open_dossier(locked, passphrase=PASSPHRASE), pytest.raises(errors.DossierInUse) as refused:
        open_dossier(locked, passphrase=PASSPHRASE)
    assert locked.name in str(refused.value)
    open_dossier(locked, passphrase=PASSPHRASE).close()


def test_creating_never_overwrites(locked: Path) -> None:
    before = locked.read_bytes()
    with pytest.raises(errors.DossierExists):
        create_dossier(locked, passphrase=None)
    assert locked.read_bytes() == before


def test_the_passphrase_can_be_changed_and_removed(locked: Path) -> None:
    with open_dossier(locked, passphrase=PASSPHRASE) as dossier:
        dossier.set_state("colour", "vert")
        dossier.change_passphrase("une autre")
    with pytest.raises(errors.WrongPassphrase):
        open_dossier(locked, passphrase=PASSPHRASE)
    with open_dossier(locked, passphrase="une autre") as dossier:
        dossier.change_passphrase(None)
    with open_dossier(locked) as dossier:
        assert dossier.state("colour") == "vert"


def test_an_old_backup_keeps_its_former_passphrase(locked: Path) -> None:
    with open_dossier(locked, passphrase=PASSPHRASE) as dossier:
        backup = dossier.back_up()
        dossier.change_passphrase("une autre")
    open_dossier(backup, passphrase=PASSPHRASE).close()


def _foreign_files(folder: Path) -> dict[str, bytes]:
    plain = folder / "plain.db"
    connection = sqlite3.connect(plain)
    connection.execute("CREATE TABLE t (x)")
    connection.commit()
    connection.close()
    return {
        "empty": b"",
        "short": b"x" * 100,
        "text": b"Bonjour, voici nos engagements. " * 400,
        "plain SQLite": plain.read_bytes(),
        "zip": b"PK\x03\x04" + bytes(range(256)) * 32,
        "pdf": b"%PDF-1.7" + bytes(range(256)) * 32,
        "png": b"\x89PNG" + bytes(range(256)) * 32,
        "zeroes": bytes(8192),
    }


def test_other_files_are_told_from_dossiers(tmp_path: Path) -> None:
    for name, content in _foreign_files(tmp_path).items():
        path = tmp_path / f"{name}.altterr"
        path.write_bytes(content)
        with pytest.raises(errors.NotADossier):
            open_dossier(path)
        assert path.read_bytes() == content


def test_a_folder_and_a_missing_file_have_their_sentence(tmp_path: Path) -> None:
    with pytest.raises(errors.NotADossier):
        open_dossier(tmp_path)
    with pytest.raises(errors.DossierMissing):
        open_dossier(tmp_path / "rien.altterr")


def test_a_file_cut_short_is_damaged(locked: Path) -> None:
    locked.write_bytes(locked.read_bytes()[:-1000])
    with pytest.raises(errors.DamagedDossier):
        open_dossier(locked, passphrase=PASSPHRASE)


def test_a_flipped_bit_is_noticed(unlocked: Path) -> None:
    content = bytearray(unlocked.read_bytes())
    content[len(content) // 2] ^= 1
    unlocked.write_bytes(content)
    with pytest.raises(errors.DossierError):
        open_dossier(unlocked)


def test_a_newer_dossier_says_which_version_it_needs(unlocked: Path) -> None:
    tamper(
        unlocked,
        "UPDATE dossier_state SET value = '9.4.1' WHERE key = 'program_version'",
        f"PRAGMA user_version = {latest_version() + 1}",
    )
    with pytest.raises(errors.NewerDossier, match=r"9\.4\.1"):
        open_dossier(unlocked)


def test_another_application_s_file_is_refused(unlocked: Path) -> None:
    tamper(unlocked, "PRAGMA application_id = 42")
    with pytest.raises(errors.NotADossier):
        open_dossier(unlocked)


CRAFTED = {
    "a view": "CREATE VIEW v AS SELECT * FROM commitment",
    "a trigger": "CREATE TRIGGER t AFTER INSERT ON commitment BEGIN DELETE FROM official; END",
    "a temp-like table": "CREATE TABLE extra (x)",
    "a virtual table": "CREATE VIRTUAL TABLE f USING fts5(x)",
    "an index": "CREATE INDEX i ON commitment (title)",
    "an index on an expression": "CREATE INDEX i ON commitment (abs(level))",
    "a dropped table": "DROP TABLE signatory",
    "a dropped index": "DROP INDEX ix_verdict_commitment_id",
    "a new column": "ALTER TABLE commitment ADD COLUMN evil TEXT",
    "a generated column": "ALTER TABLE commitment ADD COLUMN g TEXT AS (hex(title))",
    "a renamed column": "ALTER TABLE commitment RENAME COLUMN title TO titre",
    "a check": "CREATE TABLE c (x CHECK (x > 0))",
    "a table named like ours": 'CREATE TABLE "commitment " (x)',
}


@pytest.mark.parametrize("kind", CRAFTED)
def test_a_crafted_structure_is_refused(unlocked: Path, kind: str) -> None:
    tamper(unlocked, CRAFTED[kind])
    with pytest.raises(errors.AlteredDossier):
        open_dossier(unlocked)
    with pytest.raises(errors.AlteredDossier):
        open_dossier(unlocked, known=True)


def test_a_broken_link_is_refused(unlocked: Path) -> None:
    tamper(
        unlocked,
        "PRAGMA foreign_keys = OFF",
        "INSERT INTO mandate (id, deleted, territory_id, label, notes) VALUES ('m', 0, 'nowhere', '', '')",
    )
    with pytest.raises(errors.DamagedDossier):
        open_dossier(unlocked)


def test_a_read_only_copy_can_be_read(unlocked: Path) -> None:
    copy = unlocked.with_name("copie.altterr")
    shutil.copy(unlocked, copy)
    dossier = open_dossier(copy)
    dossier.close()
    connection = connect(copy, OPEN_KEY, copy.read_bytes()[:16], mode="ro")
    with Dossier(copy, connection, dossier.signature, read_only=True) as reader:
        assert reader.state("program_version")
        with pytest.raises(errors.ReadOnlyDossier):
            reader.set_state("a", "b")


def test_each_step_leads_to_the_fingerprint_it_promises(unlocked: Path) -> None:
    assert len(steps()) == latest_version()
    with open_dossier(unlocked) as dossier:
        dossier.check()
    assert len(fingerprint_of(latest_version())) == 64


def test_a_key_depends_on_the_salt_and_the_words() -> None:
    keys = {derive_key(words, salt) for words in ("un", "deux") for salt in (b"a" * 16, b"b" * 16)}
    assert len(keys) == 4


def test_a_proposed_passphrase_has_six_words_and_changes() -> None:
    proposed = {propose_passphrase() for _turn in range(5)}
    assert len(proposed) == 5
    assert all(len(phrase.split()) == 6 for phrase in proposed)


def test_a_new_dossier_never_starts_like_another_kind_of_file(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn = iter([b"PK\x03\x04" + bytes(range(12)), b"\x1f\x8b\x08" + bytes(range(13)), bytes(range(16))])
    monkeypatch.setattr("altterr_desktop.dossier.checks.secrets.token_bytes", lambda _size: next(drawn))
    assert new_salt() == bytes(range(16))
