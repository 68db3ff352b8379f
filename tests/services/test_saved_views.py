"""Views of a list: the usual ones, those the group keeps, and what damage or a newer program wrote."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from altterr_desktop.domain.commitments import Standing, Weakness
from altterr_desktop.domain.errors import InvalidInput
from altterr_desktop.journal.undo import undo
from altterr_desktop.services.commitment_query import GROUPINGS
from altterr_desktop.services.records import delete_record
from altterr_desktop.services.saved_views import ViewContent, list_views, read_content, rename_view, save_view
from tests.builders import a_dossier

words = st.text(max_size=8)
contents = st.builds(
    ViewContent,
    words,
    st.lists(st.tuples(words, st.lists(words, max_size=3).map(tuple)), max_size=3).map(tuple),
    st.sampled_from(["", *GROUPINGS]),
    words,
    st.booleans(),
    st.lists(words, max_size=4).map(tuple),
)
json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | words,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(words, inner, max_size=3),
    max_leaves=8,
)


@given(contents)
def test_what_is_written_is_read_back(content: ViewContent) -> None:
    assert read_content(content.written()) == content


@given(st.one_of(words, json_values.map(json.dumps)))
def test_whatever_is_in_the_dossier_is_read_without_harm(written: str) -> None:
    assert isinstance(read_content(written), ViewContent)


def test_the_usual_views_ask_for_what_the_list_knows(tmp_path: Path) -> None:
    with a_dossier(tmp_path) as dossier:
        views = list_views(dossier, "commitment")
    assert all(view.is_usual for view in views)
    known: dict[str, set[str]] = {"standing": {*Standing}, "weakness": {*Weakness}, "flag": {"late", "mine"}}
    for view in views:
        assert view.content.group in {"", *GROUPINGS}
        assert all(set(values) <= known[name] for name, values in view.content.filters)


def test_a_view_is_kept_replaced_renamed_and_deleted(tmp_path: Path) -> None:
    with a_dossier(tmp_path) as dossier:
        save_view(dossier, kind="commitment", name=" Le  bus ", content=ViewContent(words="bus"))
        save_view(dossier, kind="official", name="Maires", content=ViewContent())
        save_view(dossier, kind="commitment", name="Le bus", content=ViewContent(words="bus", group="theme"))
        (kept,) = [view for view in list_views(dossier, "commitment") if not view.is_usual]
        assert (kept.name, kept.content.group) == ("Le bus", "theme")
        rename_view(dossier, view_id=kept.id, name="Les bus")
        assert list_views(dossier, "commitment")[-1].name == "Les bus"
        delete_record(dossier, kind="saved_view", record_id=kept.id)
        assert all(view.is_usual for view in list_views(dossier, "commitment"))
        undo(dossier)
        assert list_views(dossier, "commitment")[-1].name == "Les bus"


@pytest.mark.parametrize("name", ["", "   "])
def test_a_view_has_a_name(name: str, tmp_path: Path) -> None:
    with a_dossier(tmp_path) as dossier, pytest.raises(InvalidInput):
        save_view(dossier, kind="commitment", name=name, content=ViewContent())
