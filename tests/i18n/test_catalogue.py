"""Messages: the language in force, its plurals, its typography, and what happens without a catalogue."""

import subprocess
import sys
import threading
from pathlib import Path

import pytest

from altterr_desktop import i18n
from altterr_desktop.i18n import _, catalogue, language, language_set, ngettext, pgettext, use_language
from altterr_desktop.settings import paths


def test_a_message_is_given_in_the_language_chosen_for_the_process() -> None:
    before = language()
    try:
        use_language("en")
        assert _("Not assessed") == "Not assessed"
        use_language("fr")
        assert _("Not assessed") == "Non évalué"
    finally:
        use_language(before)


def test_a_document_may_be_in_another_language_than_the_window() -> None:
    with language_set("fr"):
        with language_set("en"):
            assert _("Kept") == "Kept"
        assert _("Kept") == "Tenu"


def test_a_language_set_in_a_worker_thread_does_not_leave_it() -> None:
    inside = threading.Event()
    leave = threading.Event()
    seen = []

    def work() -> None:
        with language_set("en"):
            inside.set()
            leave.wait(10)
            seen.append(_("Kept"))

    with language_set("fr"):
        worker = threading.Thread(target=work)
        worker.start()
        assert inside.wait(10)
        assert _("Kept") == "Tenu"
        leave.set()
        worker.join()
    assert seen == ["Kept"]


def test_the_language_comes_back_after_an_error() -> None:
    with language_set("fr"):
        with pytest.raises(RuntimeError), language_set("en"):
            raise RuntimeError
        assert language() == "fr"


@pytest.mark.parametrize(("name", "count", "words"), [
    ("fr", 0, "il y a {count} jour"),
    ("fr", 1, "il y a {count} jour"),
    ("fr", 2, "il y a {count} jours"),
    ("en", 0, "{count} days ago"),
    ("en", 1, "{count} day ago"),
    ("en", 2, "{count} days ago"),
])  # fmt: skip
def test_each_language_has_its_plural(name: str, count: int, words: str) -> None:
    with language_set(name):
        assert ngettext("{count} day ago", "{count} days ago", count) == words


def test_french_words_come_with_their_typography_and_english_ones_do_not() -> None:
    with language_set("fr"):
        assert _("No indicator") == "Pas d’indicateur"
        assert _("An unknown message: no!") == "An unknown message\u00a0: no\u00a0!"
    with language_set("en"):
        assert _("An unknown message: no!") == "An unknown message: no!"


def test_an_empty_message_is_not_the_header_of_the_catalogue() -> None:
    assert _("") == ""
    assert pgettext("verb", "") == ""


def test_a_context_without_translation_gives_the_message() -> None:
    with language_set("fr"):
        assert pgettext("a context found nowhere", "Kept") == "Kept"


def test_a_language_without_catalogue_is_refused() -> None:
    with pytest.raises(ValueError, match="'de'"):
        use_language("de")
    with pytest.raises(ValueError, match="'de'"), language_set("de"):
        pass


@pytest.mark.parametrize(("names", "chosen"), [
    (["en_GB.UTF-8"], "en"),
    (["", "fr-CA"], "fr"),
    (["de_DE", "en_US"], "en"),
    (["C.UTF-8"], "fr"),
    (["english"], "fr"),
    ([], "fr"),
])  # fmt: skip
def test_the_systems_language_is_taken_and_french_when_unsure(names: list[str], chosen: str) -> None:
    assert i18n.closest_language(names) == chosen


@pytest.mark.parametrize(("settings", "chosen"), [
    ({"LANG": "en_US.UTF-8"}, "en"),
    ({"LANG": "en_US.UTF-8", "LC_ALL": "fr_FR.UTF-8"}, "fr"),
    ({"LANG": "fr_FR.UTF-8", "LANGUAGE": "en:fr"}, "en"),
    ({"LANG": "C"}, "fr"),
])  # fmt: skip
def test_without_a_choice_the_process_speaks_as_the_system(
    settings: dict[str, str], chosen: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for variable in ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.setenv(variable, settings.get(variable, ""))
    monkeypatch.setattr(catalogue, "_process", {})
    assert language() == chosen


def test_a_missing_catalogue_leaves_the_english_words_and_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(paths, "resources_folder", lambda: tmp_path)
    monkeypatch.setattr(catalogue, "_loaded", {})
    with language_set("fr"):
        assert _("Kept") == "Kept"
        assert ngettext("{count} day ago", "{count} days ago", 3) == "{count} days ago"
    assert "no catalogue of words for fr" in caplog.text


def test_words_are_ready_without_babel_nor_any_heavy_import() -> None:
    program = (
        "import sys\n"
        "from altterr_desktop.i18n import dates, labels, names, numbers, parsing, use_language\n"
        "from altterr_desktop.domain.commitments import Progress\n"
        "use_language('fr')\n"
        "assert labels.label(Progress.DONE) == 'Tenu'\n"
        "print(sorted({'babel', 'PySide6', 'sqlalchemy', 'platformdirs'} & set(sys.modules)))\n"
    )
    path = f"import sys; sys.path[:0] = {sys.path!r}\n"
    ran = subprocess.run([sys.executable, "-c", path + program], capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "[]"
