"""The list under its groups, its filters by weakness, and the tree of a plan."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from altterr_desktop.domain.commitments import (
    EvidenceKind,
    IndicatorKind,
    Progress,
    Standing,
    VerdictState,
    Weakness,
)
from altterr_desktop.domain.dates import Precision
from altterr_desktop.domain.errors import InvalidInput
from altterr_desktop.domain.lists import Query
from altterr_desktop.dossier.file import Dossier
from altterr_desktop.i18n import language_set
from altterr_desktop.journal.undo import undo
from altterr_desktop.services.choices import read_choices
from altterr_desktop.services.commitment_groups import GroupHead, group_keys, line_ids, list_grouped
from altterr_desktop.services.commitment_page import read_commitment
from altterr_desktop.services.commitment_tree import move_under, read_tree
from altterr_desktop.services.commitments import list_commitments
from altterr_desktop.services.fields import today
from altterr_desktop.services.records import change_record, delete_record
from altterr_desktop.services.verdicts import record_verdict
from tests.builders import a_commitment, a_dossier, a_record, an_official


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    with language_set("en"):
        yield


@pytest.fixture
def dossier(tmp_path: Path) -> Iterator[Dossier]:
    with a_dossier(tmp_path) as opened:
        yield opened


@pytest.fixture
def town(dossier: Dossier) -> dict[str, str]:
    themes = [one.id for one in read_choices(dossier).themes]
    return {
        "bus": a_commitment(dossier, title="Bus", theme_id=themes[1], official_id=an_official(dossier)),
        "bike": a_commitment(dossier, title="Vélo", theme_id=themes[0]),
        "path": a_commitment(dossier, title="Piste", theme_id=themes[0]),
        "none": a_commitment(dossier, title="Sans thème"),
    }


def lines(dossier: Dossier, query: Query) -> list[str]:
    return [
        f"{row.name} ({row.count})" if isinstance(row, GroupHead) else row.title
        for row in list_grouped(dossier, query).rows
    ]


def test_groups_come_in_the_order_of_the_themes_with_their_counts(
    dossier: Dossier, town: dict[str, str]
) -> None:
    names = [one.text for one in read_choices(dossier).themes]
    assert lines(dossier, Query(group="theme", sort="title")) == [
        f"{names[0]} (2)",
        "Piste",
        "Vélo",
        f"{names[1]} (1)",
        "Bus",
        "Without theme (1)",
        "Sans thème",
    ]


def test_a_folded_group_keeps_its_head_and_the_count_of_records(
    dossier: Dossier, town: dict[str, str]
) -> None:
    query = Query(group="theme", sort="title")
    keys = group_keys(dossier, query)
    page = list_grouped(dossier, Query(group="theme", folded=keys))
    assert [row.id for row in page.rows] == [f"group:{key}" for key in keys]
    assert (page.total, page.records) == (3, 4)


@pytest.mark.parametrize("group", ["theme", "official", "standing", "document", "territory"])
def test_each_grouping_shows_every_commitment_once_and_pages_add_up(
    group: str, dossier: Dossier, town: dict[str, str]
) -> None:
    query = Query(group=group)
    whole = list_grouped(dossier, Query(group=group, limit=-1))
    ids = [row.id for row in whole.rows if not isinstance(row, GroupHead)]
    assert sorted(ids) == sorted(town.values())
    assert [one for one in line_ids(dossier, query) if one] == ids
    paged = [
        row.id
        for offset in range(whole.total)
        for row in list_grouped(dossier, Query(group=group, offset=offset, limit=1)).rows
    ]
    assert paged == [row.id for row in whole.rows]


def various(dossier: Dossier) -> list[str]:
    """Add commitments that have each weakness, and have it not."""
    official = an_official(dossier)
    past, later = today() - timedelta(days=10), today() + timedelta(days=400)
    facts: list[dict[str, Any]] = [
        {},
        {"deadline": past, "deadline_precision": Precision.DAY},
        {"deadline": later, "deadline_precision": Precision.YEAR, "budget_planned": 0},
        {"deadline": later, "deadline_precision": Precision.MANDATE, "official_id": official},
        {"indicator": " ", "service_id": official},
        {"indicator": "km", "indicator_kind": IndicatorKind.MEANS},
        {"indicator": "km", "indicator_kind": IndicatorKind.RESULT},
        {"indicator": "km"},
    ]
    made = [a_commitment(dossier, title=f"N{place}", **values) for place, values in enumerate(facts)]
    for kind in (IndicatorKind.MEANS, None):
        with_one = a_commitment(dossier, title=f"Indicator {kind}")
        a_record(dossier, "indicator", commitment_id=with_one, name="km", indicator_kind=kind)
        made.append(with_one)
    for days in (10, 300):
        proved = a_commitment(dossier, title=f"Proof {days}", deadline=past, deadline_precision=Precision.DAY)
        record_verdict(
            dossier,
            commitment_id=proved,
            progress=Progress.DONE,
            new_evidence=[
                {
                    "title": "Acte",
                    "evidence_kind": EvidenceKind.DELIBERATION,
                    "dated_on": today() - timedelta(days=days),
                }
            ],
        )
        made.append(proved)
    return made


@pytest.mark.parametrize("weakness", list(Weakness))
def test_a_filter_by_weakness_finds_what_the_page_says(weakness: Weakness, dossier: Dossier) -> None:
    made = various(dossier)
    listed = {row.id for row in list_commitments(dossier, Query(filters=(("weakness", (weakness,)),))).rows}
    said = {one for one in made if weakness in read_commitment(dossier, one).weaknesses}
    assert listed == said
    assert said
    assert said != set(made)


def test_my_proposals_are_those_of_who_works_here(dossier: Dossier, town: dict[str, str]) -> None:
    values = {"reason": "à voir", "verdict_state": VerdictState.PROPOSED}
    record_verdict(dossier, commitment_id=town["bus"], progress=Progress.DONE, values=values)
    other = a_record(dossier, "volunteer", name="Ali")
    record_verdict(
        dossier, commitment_id=town["bike"], progress=Progress.DONE, values={**values, "author_id": other}
    )

    def found(flag: str) -> set[str]:
        return {row.title for row in list_commitments(dossier, Query(filters=(("flag", (flag,)),))).rows}

    assert found("proposed") == {"Bus", "Vélo"}
    assert found("mine") == {"Bus"}


def test_the_list_is_sorted_by_number_of_proofs(dossier: Dossier, town: dict[str, str]) -> None:
    a_record(dossier, "evidence", commitment_id=town["path"], title="Photo")
    query = Query(sort="evidence_count", descending=True)
    assert list_commitments(dossier, query).rows[0].title == "Piste"


# The tree


def plan(dossier: Dossier) -> dict[str, str]:
    axis = a_commitment(dossier, title="Axe 1", number="1")
    measure = a_commitment(dossier, title="Mesure", number="1.1", parent_id=axis)
    done = a_commitment(dossier, title="Action faite", parent_id=measure)
    other = a_commitment(dossier, title="Action", parent_id=measure)
    record_verdict(dossier, commitment_id=done, progress=Progress.DONE, values={"reason": "vu"})
    return {"axis": axis, "measure": measure, "done": done, "other": other}


def test_the_tree_counts_the_states_under_each_branch(dossier: Dossier) -> None:
    made = plan(dossier)
    nodes = {node.id: node for node in read_tree(dossier, Query())}
    under = ((Standing.DONE, 1), (Standing.NOT_ASSESSED, 1))
    # A measure that only holds actions together is no commitment «not assessed» of its axis.
    assert nodes[made["axis"]].counts == under
    assert nodes[made["measure"]].counts == under
    assert nodes[made["done"]].counts == ()
    assert [node.title for node in read_tree(dossier, Query())][:2] == ["Axe 1", "Mesure"]


def test_a_filter_keeps_what_is_above_what_it_finds(dossier: Dossier) -> None:
    plan(dossier)
    nodes = read_tree(dossier, Query(words="faite"))
    assert [(node.title, node.found) for node in nodes] == [
        ("Axe 1", False),
        ("Mesure", False),
        ("Action faite", True),
    ]
    assert nodes[0].counts == ((Standing.DONE, 1),)


def test_nothing_becomes_part_of_itself(dossier: Dossier) -> None:
    made = plan(dossier)
    with pytest.raises(InvalidInput, match="part of itself"):
        move_under(dossier, commitment_ids=[made["axis"]], parent_id=made["done"])
    with pytest.raises(InvalidInput, match="part of itself"):
        change_record(
            dossier, kind="commitment", record_id=made["axis"], values={"parent_id": made["measure"]}
        )
    move_under(dossier, commitment_ids=[made["done"], made["other"]], parent_id=None)
    assert {node.parent for node in read_tree(dossier, Query()) if node.id in made.values()} == {-1, 0}
    undo(dossier)
    assert read_tree(dossier, Query())[2].parent == 1


def test_what_hangs_on_a_deleted_commitment_stands_at_the_top(dossier: Dossier) -> None:
    made = plan(dossier)
    delete_record(dossier, kind="commitment", record_id=made["measure"])
    tops = {node.title for node in read_tree(dossier, Query()) if node.parent < 0}
    assert tops == {"Axe 1", "Action faite", "Action"}


def test_a_deadline_by_the_day_late_is_said_in_the_tree(dossier: Dossier) -> None:
    a_commitment(dossier, title="Tard", deadline=date(2020, 1, 1), deadline_precision=Precision.DAY)
    assert read_tree(dossier, Query())[0].late
