"""The comparison of laptops is worth something: a bug planted in each part makes it fail."""

from collections.abc import Callable
from contextlib import nullcontext
from dataclasses import replace
from pathlib import Path
from typing import Any
from unittest import mock

import pytest

from altterr_desktop.journal import capture, heads, merge, parking, projection, recording
from altterr_desktop.journal.resolve import Resolution, in_order
from tests.exchange.model import model_dossier
from tests.exchange.replicas import Group

Bug = Callable[[], Any]


def capture_forgets() -> Any:
    """A title that is changed is not captured."""
    note = capture._note_changed

    def forgetful(captured: Any, record: Any) -> None:
        note(captured, record)
        captured.cells.pop((record.kind(), record.id, "title"), None)

    return mock.patch.object(capture, "_note_changed", forgetful)


def capture_takes_a_wrong_version() -> Any:
    """An edit does not say what it replaces."""
    return mock.patch.object(recording, "_take_heads", return_value={})


def resolve_takes_what_comes_first() -> Any:
    """The order of arrival decides."""
    return mock.patch.object(heads, "resolve_short", lambda found: Resolution(found[0].value, disputed=True))


def resolve_forgets_the_deletion_s_eyes() -> Any:
    """The latest word about a deletion wins, whoever did not know."""
    return mock.patch.object(
        heads,
        "resolve_deleted",
        lambda found, others: Resolution(
            bool(found) and bool(in_order(found)[-1].value) and len(list(others)) % 2 == 0
        ),
    )


def projection_forgets_a_record() -> Any:
    """One of the records that came is not shown."""
    show = projection.project
    return mock.patch.object(merge, "project", lambda session, records: show(session, sorted(records)[1:]))


def heads_are_not_replaced() -> Any:
    """What came does not replace what it says it replaces."""
    add = merge._add_edits

    def forgetful(session: Any, intake: Any, edits: Any, first: int) -> None:
        add(session, intake, [edit._replace(replaces=b"") for edit in edits], first)

    return mock.patch.object(merge, "_add_edits", forgetful)


def parking_drops() -> Any:
    """What waits for its parents is forgotten."""
    return mock.patch.object(merge, "park", return_value=None)


def parking_is_skipped() -> Any:
    """What has no parents here is applied all the same."""
    sort = merge._sort

    def hasty(session: Any, commits: Any) -> Any:
        return sort(session, [replace(commit, parents=b"") for commit in commits])

    return mock.patch.object(merge, "_sort", hasty)


def parking_loses_edits() -> Any:
    """What waited comes back without its edits."""
    unpacked = parking._unpacked
    return mock.patch.object(parking, "_unpacked", lambda *args: (unpacked(*args)[0], []))


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return model_dossier(tmp_path_factory.mktemp("modele"))


def is_caught(bug: Bug | None, model: Path, folder: Path, seed: int) -> bool:
    group = Group(folder, model, seed)
    try:
        with bug() if bug is not None else nullcontext():
            group.run(60)
            group.settle_down()
        group.check()
    except Exception:  # noqa: BLE001 - a crash is a catch as well
        return True
    finally:
        group.close()
    return False


@pytest.mark.parametrize(
    "bug",
    [
        capture_forgets,
        capture_takes_a_wrong_version,
        resolve_takes_what_comes_first,
        resolve_forgets_the_deletion_s_eyes,
        projection_forgets_a_record,
        heads_are_not_replaced,
        parking_drops,
        parking_is_skipped,
        parking_loses_edits,
    ],
)
def test_a_planted_bug_is_caught(bug: Bug, model: Path, tmp_path: Path) -> None:
    assert any(is_caught(bug, model, tmp_path / str(seed), seed) for seed in range(5, 25))


def test_without_a_bug_nothing_is_caught(model: Path, tmp_path: Path) -> None:
    assert not is_caught(None, model, tmp_path / "sain", 5)
