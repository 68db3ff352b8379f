"""The catalogues are complete and compiled, and the tool that keeps them loses and invents nothing."""

import gettext
import importlib.util
import io
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]


def load() -> Any:
    specification = importlib.util.spec_from_file_location(
        "translations", ROOT / "packaging" / "translations.py"
    )
    assert specification is not None
    assert specification.loader is not None
    module = importlib.util.module_from_spec(specification)
    sys.modules["translations"] = module  # dataclasses look their module up by name
    specification.loader.exec_module(module)
    return module


tool = load()

PIECE = """
msgid "Hello {name}"
msgstr "Bonjour {name}"

msgid "{count} line"
msgid_plural "{count} lines"
msgstr[0] "{count} ligne"
msgstr[1] "{count} lignes"

msgctxt "state"
msgid "Open"
msgstr "Ouvert"
"""
SOURCE = """
from altterr_desktop.i18n import _, msgid, ngettext, pgettext
TABLE = {1: msgid("Marked")}
print(_("Hello {name}").format(name=1), pgettext("state", "Open"))
print(ngettext("{count} line", "{count} lines", 2))
print(_(TABLE[1]), _("In two "
                     "parts"))
"""
FORM = """<?xml version="1.0" encoding="UTF-8"?>
<ui version="4.0"><widget class="QDialog" name="d">
 <property name="windowTitle"><string>Verdict</string></property>
 <property name="styleSheet"><string notr="true">color: red</string></property>
 <property name="text"><string comment="state">Open</string></property>
 <property name="items"><stringlist><string>One</string></stringlist></property>
 <property name="other"><stringlist notr="true"><string notr="true">Two</string></stringlist></property>
 <property name="dash"><string>–</string></property>
</widget></ui>
"""


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    (tmp_path / "src").mkdir()
    (tmp_path / "forms").mkdir()
    (tmp_path / "src" / "one.py").write_text(SOURCE, encoding="utf-8")
    (tmp_path / "forms" / "verdict_dialog.ui").write_text(FORM, encoding="utf-8")
    (tmp_path / "piece.po").write_text(PIECE, encoding="utf-8")
    return tmp_path


def folder(root: Path) -> Path:
    return root / "resources" / "translations"


# What the project itself holds.


def test_every_word_of_sources_and_forms_is_in_both_languages_and_compiled() -> None:
    assert tool.all_problems(ROOT) == []


def test_the_files_are_as_the_tool_writes_them() -> None:
    for name in tool.LANGUAGES:
        path = folder(ROOT) / f"{name}.po"
        assert path.read_bytes() == tool.po_bytes(tool.read_words(path), name)


# How the tool works.


def test_messages_are_found_in_sources_and_forms(clone: Path) -> None:
    used = tool.used_messages(clone)
    assert {(key.context, key.one, key.many) for key in used} == {
        ("", "Hello {name}", ""),
        ("", "{count} line", "{count} lines"),
        ("state", "Open", ""),
        ("", "Marked", ""),
        ("", "In two parts", ""),
        ("", "Verdict", ""),
        ("", "One", ""),
    }
    assert used[tool.Key("state", "Open")].places == {"src/one.py", "forms/verdict_dialog.ui"}


def test_pieces_are_merged_and_what_is_missing_is_said(clone: Path) -> None:
    assert tool.write_all(clone, [clone / "piece.po"], keep_obsolete=True) == []
    with (folder(clone) / "fr.mo").open("rb") as stream:
        french = gettext.GNUTranslations(stream)
    assert french.gettext("Hello {name}") == "Bonjour {name}"
    assert french.ngettext("{count} line", "{count} lines", 0) == "{count} ligne"
    assert french.ngettext("{count} line", "{count} lines", 2) == "{count} lignes"
    assert french.pgettext("state", "Open") == "Ouvert"
    assert tool.all_problems(clone) == [
        f"fr: {message!r} is not translated" for message in ("In two parts", "Marked", "One", "Verdict")
    ]


def test_a_translation_already_there_stays_and_the_difference_is_told(clone: Path) -> None:
    tool.write_all(clone, [clone / "piece.po"], keep_obsolete=True)
    other = clone / "other.po"
    other.write_text('msgid "Hello {name}"\nmsgstr "Salut {name}"\n', encoding="utf-8")
    differences = tool.write_all(clone, [other], keep_obsolete=True)
    assert len(differences) == 1
    assert "Salut" in differences[0]
    assert tool.read_words(folder(clone) / "fr.po")[tool.Key("", "Hello {name}")].strings == (
        "Bonjour {name}",
    )


def test_a_translation_waits_for_its_message_to_come_back(clone: Path) -> None:
    tool.write_all(clone, [clone / "piece.po"], keep_obsolete=True)
    source = clone / "src" / "one.py"
    source.write_text("", encoding="utf-8")
    tool.write_all(clone, [], keep_obsolete=True)
    assert "fr: 'Hello {name}' is used nowhere" in tool.all_problems(clone)
    source.write_text(SOURCE, encoding="utf-8")
    tool.write_all(clone, [], keep_obsolete=True)
    words = tool.read_words(folder(clone) / "fr.po")
    assert words[tool.Key("", "Hello {name}")].strings == ("Bonjour {name}",)
    assert words[tool.Key("", "{count} line", "{count} lines")].strings == ("{count} ligne", "{count} lignes")
    source.write_text("", encoding="utf-8")
    tool.write_all(clone, [], keep_obsolete=False)
    assert tool.Key("", "Hello {name}") not in tool.read_words(folder(clone) / "fr.po")


def test_writing_twice_gives_the_same_bytes(clone: Path) -> None:
    tool.write_all(clone, [clone / "piece.po"], keep_obsolete=True)
    before = {path.name: path.read_bytes() for path in folder(clone).iterdir()}
    tool.write_all(clone, [], keep_obsolete=True)
    assert {path.name: path.read_bytes() for path in folder(clone).iterdir()} == before
    assert set(before) == {"fr.po", "fr.mo", "en.po", "en.mo"}


def test_a_stale_compiled_file_is_seen(clone: Path) -> None:
    tool.write_all(clone, [], keep_obsolete=True)
    (folder(clone) / "en.mo").write_bytes(b"")
    assert "en: en.mo does not match en.po" in tool.all_problems(clone)


@pytest.mark.parametrize(("one", "many", "strings", "fault"), [
    ("Hello {name}", "", ("Bonjour {nom}",), "has other fields"),
    ("Hello {name}", "", ("Bonjour",), "has other fields"),
    ("Hello {name}", "", ("Bonjour {name",), "has other fields"),
    ("One line", "{count} lines", ("Une ligne", "{count} lignes"), "has other fields"),
    ("Reading…", "", ("Lecture",), "does not end alike"),
    ("Hello", "", ("Bonjour ",), "begins or ends with a blank"),
    ("Hello", "", ("",), "is not translated"),
    ("{count} line", "{count} lines", ("{count} ligne", ""), "is not translated"),
])  # fmt: skip
def test_a_bad_translation_is_told(one: str, many: str, strings: tuple[str, ...], fault: str) -> None:
    key = tool.Key("", one, many)
    problems = tool.problems_of({key: tool.Entry(strings)}, {key: tool.Entry()}, "fr")
    assert len(problems) == 1
    assert fault in problems[0]


def test_a_doubtful_translation_is_told_and_not_compiled() -> None:
    key = tool.Key("", "Hello")
    words = {key: tool.Entry(("Bonjour",), fuzzy=True)}
    assert tool.problems_of(words, words, "fr") == ["fr: 'Hello' is marked fuzzy"]
    compiled = gettext.GNUTranslations(io.BytesIO(tool.mo_bytes(words, "fr")))
    assert compiled.gettext("Hello") == "Hello"


def test_english_may_spell_out_one_and_french_may_not() -> None:
    key = tool.Key("", "One line", "{count} lines")
    words = {key: tool.Entry(("One line", "{count} lines"))}
    assert tool.problems_of(words, words, "en") == []


def test_one_singular_has_one_plural() -> None:
    words = {
        tool.Key("", "line"): tool.Entry(("line",)),
        tool.Key("", "line", "lines"): tool.Entry(("line", "lines")),
    }
    assert tool.problems_of(words, words, "en") == ["en: 'line' is used with two plurals"] * 2


@pytest.mark.parametrize("call", [
    "_(f'{n} lines')",
    "_('a' + b)",
    "_('a {}'.format(b))",
    "_('a %s' % b)",
    "_('a' if b else 'c')",
    "ngettext('a', f'{b}', 2)",
    "pgettext('a', f'{b}')",
    "msgid(b)",
])  # fmt: skip
def test_a_built_message_is_refused(call: str) -> None:
    assert len(tool.faults_of_source(f"def say(b, n):\n    return {call}\n")) == 1


@pytest.mark.parametrize("call", [
    "_('a {b}').format(b=b)",
    "_('a' 'b')",
    "_(TABLE[b])",
    "_(b)",
    "_(b.title)",
    "ngettext('a', 'b', len(b))",
    "print(f'{b}')",
])  # fmt: skip
def test_a_written_message_is_taken(call: str) -> None:
    assert tool.faults_of_source(f"def say(b):\n    return {call}\n") == []


def test_a_variable_that_hides_the_words_is_told() -> None:
    assert tool.faults_of_source("def say():\n    for _ in 'ab':\n        pass\n    return _('a')\n") == [
        "1: say calls _ and uses it as a variable"
    ]
    assert tool.faults_of_source("def say():\n    return [_('a') for _x in 'ab'], [1 for _ in 'ab']\n") == []
