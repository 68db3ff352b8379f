"""Preferences survive damage, other versions and full disks."""

import dataclasses
import json
import os
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from altterr_desktop.settings import preferences as module
from altterr_desktop.settings.preferences import (
    LANGUAGES,
    THEMES,
    Preferences,
    load_preferences,
    preferences_file,
    save_preferences,
)

FULL = Preferences(
    language="fr",
    theme="contrast",
    font_scale=140,
    recent_dossiers=("/media/stick/groupe.altterr", "/tmp/œuvre d’été.altterr"),
    last_dossier="/media/stick/groupe.altterr",
    volunteer_name="Zoé",
    device_name="portable du local",
    layout={"main/geometry": "AdnQywAD", "commitments/columns": "120,80,300"},
    import_mappings={"nom|prenom|courriel": {"Nom": "last_name", "Prénom": "first_name"}},
)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "config" / "preferences.json"


def test_what_is_saved_is_read_again(file: Path) -> None:
    save_preferences(FULL, file)
    assert load_preferences(file) == FULL


def test_a_first_start_has_defaults_and_writes_nothing(file: Path) -> None:
    assert load_preferences(file) == Preferences()
    assert not file.parent.exists()


def test_the_usual_place_is_the_user_s_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ALTTERR_HOME", str(tmp_path))
    save_preferences(FULL)
    assert preferences_file() == tmp_path / "config" / "preferences.json"
    assert load_preferences() == FULL


@pytest.mark.parametrize(
    "content", [b"", b"{", b"[]", b"null", b"\xff\xfe\x00", b'{"language": "fr"', b"[" * 100_000]
)
def test_a_damaged_file_is_kept_aside_and_gives_defaults(content: bytes, file: Path) -> None:
    file.parent.mkdir()
    file.write_bytes(content)
    assert load_preferences(file) == Preferences()
    assert not file.exists()
    assert file.with_name("preferences.damaged.json").read_bytes() == content


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("language", "de"),
        ("language", None),
        ("theme", "pink"),
        ("font_scale", 5000),
        ("font_scale", True),
        ("font_scale", "100"),
        ("recent_dossiers", "a path"),
        ("recent_dossiers", [1]),
        ("last_dossier", 3),
        ("volunteer_name", {}),
        ("layout", {"main": 3}),
        ("layout", []),
        ("import_mappings", {"kind": "column"}),
    ],
)
def test_one_wrong_value_has_its_default_and_the_others_stay(name: str, value: object, file: Path) -> None:
    save_preferences(FULL, file)
    kept = json.loads(file.read_text(encoding="utf-8"))
    file.write_text(json.dumps(kept | {name: value, "from_a_later_version": 1}), encoding="utf-8")
    default = getattr(Preferences(), name)
    assert load_preferences(file) == dataclasses.replace(FULL, **{name: default})


def test_ten_recent_dossiers_are_kept_each_once_the_last_first() -> None:
    kept = Preferences()
    for number in [*range(14), 12]:
        kept = kept.with_dossier(f"/d/{number}")
    assert kept.last_dossier == "/d/12"
    assert kept.recent_dossiers == tuple(f"/d/{number}" for number in (12, 13, 11, 10, 9, 8, 7, 6, 5, 4))


def test_a_dossier_that_is_gone_is_forgotten() -> None:
    kept = Preferences().with_dossier("/d/1").with_dossier("/d/2").without_dossier("/d/2")
    assert (kept.last_dossier, kept.recent_dossiers) == ("", ("/d/1",))
    assert kept.with_dossier("/d/3").without_dossier("/d/1").last_dossier == "/d/3"


def test_changing_a_layout_or_a_mapping_leaves_the_rest() -> None:
    changed = FULL.with_layout("main/geometry", "new").with_import_mapping("titre|date", {"Titre": "title"})
    assert changed.layout == {"main/geometry": "new", "commitments/columns": "120,80,300"}
    assert set(changed.import_mappings) == {"nom|prenom|courriel", "titre|date"}
    assert FULL.layout["main/geometry"] == "AdnQywAD"


@pytest.mark.parametrize("step", ["fsync", "replace"])
def test_a_disk_that_fails_leaves_the_old_file_and_no_rest(
    step: str, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    save_preferences(FULL, file)

    def fails(*_arguments: Any) -> None:
        raise OSError(28, "No space left on device")

    if step == "fsync":
        monkeypatch.setattr(os, "fsync", fails)
    else:
        monkeypatch.setattr(Path, "replace", fails)
    with pytest.raises(OSError, match="No space left"):
        save_preferences(Preferences(), file)
    monkeypatch.undo()
    assert load_preferences(file) == FULL
    assert [path.name for path in file.parent.iterdir()] == ["preferences.json"]


def test_a_folder_that_cannot_be_written_does_not_stop_the_start(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file.parent.mkdir()
    file.write_bytes(b"{")

    def refused(*_arguments: Any) -> None:
        raise PermissionError

    monkeypatch.setattr(Path, "replace", refused)
    assert load_preferences(file) == Preferences()


def test_each_preference_is_checked_when_it_is_read() -> None:
    assert set(module._CHECKS) == {field.name for field in dataclasses.fields(Preferences)}


@given(
    st.builds(
        Preferences,
        language=st.sampled_from(LANGUAGES),
        theme=st.sampled_from(THEMES),
        font_scale=st.integers(75, 250),
        recent_dossiers=st.lists(st.text(), max_size=10, unique=True).map(tuple),
        # A path of Linux may hold bytes that are no text.
        last_dossier=st.text(st.characters()) | st.just(os.fsdecode(b"/d/\xe9t\xe9.altterr")),
        volunteer_name=st.text(),
        device_name=st.text(),
        layout=st.dictionaries(st.text(), st.text(), max_size=4),
        import_mappings=st.dictionaries(st.text(), st.dictionaries(st.text(), st.text()), max_size=3),
    )
)
def test_any_preferences_come_back_as_they_were(
    tmp_path_factory: pytest.TempPathFactory, kept: Preferences
) -> None:
    path = tmp_path_factory.mktemp("kept") / "preferences.json"
    save_preferences(kept, path)
    assert load_preferences(path) == kept
