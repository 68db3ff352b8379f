from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from altterr_desktop.dossier.file import Dossier
from altterr_desktop.i18n import language_set
from altterr_desktop.services.key_dates import add_key_date, list_key_dates, yearly_key_dates
from tests.services.scenes import in_days, small_dossier


@pytest.fixture
def dossier(tmp_path: Path) -> Iterator[Dossier]:
    with small_dossier(tmp_path) as opened:
        yield opened


def test_key_dates_are_listed_in_order_until_their_last_day_is_over(dossier: Dossier) -> None:
    for title, start, end in (
        ("Conseil", 8, None),
        ("Semaine", -3, 2),
        ("Ce jour", 0, None),
        ("Finie", -9, -1),
    ):
        ends_on = None if end is None else in_days(end)
        add_key_date(dossier, values={"title": title, "starts_on": in_days(start), "ends_on": ends_on})
    assert [row.title for row in list_key_dates(dossier)] == ["Semaine", "Ce jour", "Conseil"]
    assert [row.title for row in list_key_dates(dossier, until=in_days(1))] == ["Semaine", "Ce jour"]
    assert list_key_dates(dossier, since=in_days(-20))[0].title == "Finie"


def test_world_days_are_proposed_once_for_the_year_to_come() -> None:
    with language_set("en"):
        proposed = yearly_key_dates(date(2027, 9, 20))
    days = {row.title: row.starts_on for row in proposed}
    assert len(days) == len(proposed)
    assert days["World Car-Free Day"] == date(2027, 9, 22)
    assert days["European Mobility Week"] == date(2027, 9, 16)
    assert days["World Bicycle Day"] == date(2028, 6, 3)
    assert [row.starts_on for row in proposed] == sorted(days.values())  # type: ignore[type-var]
