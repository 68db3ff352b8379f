from __future__ import annotations

from pathlib import Path

import pytest

from altterr_desktop.domain.errors import InvalidInput
from altterr_desktop.services.dossiers import read_group, sign_as
from altterr_desktop.services.joining import follow_own_merge, sign_with_name
from altterr_desktop.services.twin_merge import merge_twins
from altterr_desktop.services.twins import in_order
from tests.builders import a_dossier, a_record


def test_a_new_name_becomes_a_volunteer_and_signs(tmp_path: Path) -> None:
    with a_dossier(tmp_path) as dossier:
        sign_with_name(dossier, name="  Karim ")
        assert dossier.signature.author == "Karim"
        assert sorted(name for _id, name in read_group(dossier).volunteers) == ["Karim", "Zoé"]


@pytest.mark.parametrize("name", ["zoé", "ZOE"])
def test_a_known_name_signs_as_the_one_that_is_there(tmp_path: Path, name: str) -> None:
    with a_dossier(tmp_path) as dossier:
        assert sign_with_name(dossier, name=name) == read_group(dossier).volunteers[0][0]
        assert len(read_group(dossier).volunteers) == 1


def test_a_name_is_needed(tmp_path: Path) -> None:
    with a_dossier(tmp_path) as dossier, pytest.raises(InvalidInput):
        sign_with_name(dossier, name=" ")


def test_who_was_merged_away_signs_as_the_one_kept(tmp_path: Path) -> None:
    with a_dossier(tmp_path) as dossier:
        one = read_group(dossier).volunteers[0][0]
        other = a_record(dossier, "volunteer", name="zoe")
        kept, gone = in_order(one, other)
        sign_as(dossier, gone)
        follow_own_merge(dossier)
        assert dossier.signature.author_id == gone
        merge_twins(dossier, kind="volunteer", one=one, other=other)
        follow_own_merge(dossier)
        assert dossier.signature.author_id == kept
