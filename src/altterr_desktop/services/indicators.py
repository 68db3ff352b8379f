"""Follow what a commitment is measured by: add indicators and their values, say where they should be today."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from altterr_desktop.domain.commitments import IndicatorKind, ValueKind
from altterr_desktop.domain.indicators import Point, expected_on, is_ahead, point_of, trajectory
from altterr_desktop.dossier.file import Dossier
from altterr_desktop.i18n import _
from altterr_desktop.i18n.dates import medium_date
from altterr_desktop.i18n.figures import MOST_DECIMALS, decimals_of, value_words
from altterr_desktop.journal.changes import Changes
from altterr_desktop.journal.recording import recording
from altterr_desktop.model.indicators import Indicator, IndicatorValue
from altterr_desktop.model.verdicts import Attachment
from altterr_desktop.services.attachments import with_file
from altterr_desktop.services.fields import today
from altterr_desktop.services.records import act_label, add_record, live_record, set_values

# Nearer than this share of the way from baseline to target, a measure is called on the path.
_ON_THE_PATH = 0.005


@dataclass(frozen=True)
class ValueView:
    """Hold one dated value with its source."""

    id: str
    kind: ValueKind
    measured_on: date | None
    measure: float | None
    source: str
    url: str
    attachment_id: str | None
    file_name: str


@dataclass(frozen=True)
class IndicatorView:
    """Hold one indicator with its values, oldest first, and where it should be on `day`.

    `path` is the expected trajectory, `measured` the measures in order of days; `expected` is the value due on
    `day`, None where nothing can be said of it.
    """

    id: str
    commitment_id: str
    name: str
    unit: str
    kind: IndicatorKind | None
    baseline: float | None
    baseline_on: date | None
    target: float | None
    target_on: date | None
    source: str
    notes: str
    values: tuple[ValueView, ...]
    path: tuple[Point, ...]
    measured: tuple[Point, ...]
    day: date
    expected: float | None

    @property
    def latest(self) -> Point | None:
        """Give the latest measure up to `day`, the baseline where nothing was measured since."""
        known = [point for point in self.measured if point.day <= self.day]
        return known[-1] if known else point_of(self.baseline_on, self.baseline)


def save_indicator(
    dossier: Dossier, *, commitment_id: str, values: Mapping[str, Any], indicator_id: str = ""
) -> Changes:
    """Add an indicator to a commitment, or change one of it. Raises NotFound, InvalidInput."""
    with recording(dossier, "") as work:
        live_record(work.session, "commitment", commitment_id)
        if indicator_id:
            indicator = live_record(work.session, "indicator", indicator_id)
            set_values(work.session, indicator, values)
        else:
            indicator = add_record(
                work.session, "indicator", {**_given(values), "commitment_id": commitment_id}
            )
        work.subject_id = indicator.id
        work.label = act_label(indicator)
    return work.changes


def save_value(
    dossier: Dossier, *, indicator_id: str, values: Mapping[str, Any], value_id: str = ""
) -> Changes:
    """Add a dated value to an indicator, or change one; `file` is a path to copy. Raises NotFound, InvalidInput."""
    with recording(dossier, "") as work:
        indicator = live_record(work.session, "indicator", indicator_id)
        fields = with_file(work.session, values)
        if value_id:
            value = live_record(work.session, "indicator_value", value_id)
            set_values(work.session, value, fields)
        else:
            fields["indicator_id"] = indicator_id
            value = add_record(work.session, "indicator_value", _given(fields))
        work.subject_id = value.id
        work.label = act_label(indicator, value_words(value.measure, indicator.unit))
    return work.changes


def _given(values: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value is not None}


def list_indicators(dossier: Dossier, commitment_id: str) -> tuple[IndicatorView, ...]:
    """List the indicators of a commitment in their order, as they stand today."""
    with dossier.reading() as session:
        return indicators_of(session, [commitment_id], today()).get(commitment_id, ())


def indicators_of(
    session: Session, commitment_ids: Sequence[str], day: date
) -> dict[str, tuple[IndicatorView, ...]]:
    """Read the indicators of many commitments at once, as they stood on a day, by commitment."""
    wanted = set(commitment_ids)
    query = select(Indicator).where(~Indicator.deleted)
    if len(wanted) == 1:
        query = query.where(Indicator.commitment_id == next(iter(wanted)))
    indicators = [
        one
        for one in session.execute(query.order_by(Indicator.position, Indicator.id)).scalars()
        if one.commitment_id in wanted
    ]
    values = _values(session, [one.id for one in indicators]) if indicators else {}
    found: dict[str, tuple[IndicatorView, ...]] = {}
    for one in indicators:
        view = _view(one, values.get(one.id, ()), day)
        found[one.commitment_id] = (*found.get(one.commitment_id, ()), view)
    return found


def _values(session: Session, indicator_ids: Sequence[str]) -> dict[str, tuple[ValueView, ...]]:
    wanted = set(indicator_ids)
    query = (
        select(IndicatorValue, Attachment.file_name)
        .outerjoin(Attachment, Attachment.id == IndicatorValue.attachment_id)
        .where(~IndicatorValue.deleted)
        .order_by(IndicatorValue.measured_on, IndicatorValue.id)
    )
    if len(wanted) == 1:
        query = query.where(IndicatorValue.indicator_id == next(iter(wanted)))
    found: dict[str, tuple[ValueView, ...]] = {}
    for value, file_name in session.execute(query):
        if value.indicator_id in wanted:
            view = ValueView(
                value.id,
                value.value_kind,
                value.measured_on,
                value.measure,
                value.source,
                value.url,
                value.attachment_id,
                file_name or "",
            )
            found[value.indicator_id] = (*found.get(value.indicator_id, ()), view)
    return found


def _view(one: Indicator, values: tuple[ValueView, ...], day: date) -> IndicatorView:
    points = {
        kind: [
            point
            for value in values
            if value.kind is kind and (point := point_of(value.measured_on, value.measure))
        ]
        for kind in ValueKind
    }
    path = trajectory(
        point_of(one.baseline_on, one.baseline),
        points[ValueKind.EXPECTED],
        point_of(one.target_on, one.target),
    )
    return IndicatorView(
        id=one.id,
        commitment_id=one.commitment_id,
        name=one.name,
        unit=one.unit,
        kind=one.indicator_kind,
        baseline=one.baseline,
        baseline_on=one.baseline_on,
        target=one.target,
        target_on=one.target_on,
        source=one.source,
        notes=one.notes,
        values=values,
        path=path,
        measured=tuple(points[ValueKind.MEASURED]),
        day=day,
        expected=expected_on(path, day),
    )


def where_it_stands(view: IndicatorView) -> str:
    """Say in a sentence or two where the indicator should be on the day, where it is, and the gap."""
    latest = view.latest
    if view.expected is None:
        return _not_computed(view)
    # A computed value is shown no finer than its path is measured.
    due = value_words(_rounded(view.expected, view), view.unit)
    should = _("It should be at {value} today.").format(value=due)
    if latest is None:
        nothing = _("Nothing was measured yet.")
        return f"{should} {nothing}"
    gap = _rounded(abs(latest.value - view.expected), view)
    facts = {
        "value": value_words(latest.value, view.unit),
        "day": medium_date(latest.day),
        "gap": value_words(gap, view.unit),
    }
    whole = abs(view.path[-1].value - view.path[0].value) or 1
    if not gap or abs(latest.value - view.expected) / whole < _ON_THE_PATH:
        said = _("The latest measure ({value}, {day}) is on the expected path.")
    elif is_ahead(view.path, view.expected, latest.value):
        said = _("The latest measure ({value}, {day}) is ahead by {gap}.")
    else:
        said = _("The latest measure ({value}, {day}) is behind by {gap}.")
    return f"{should} {said.format(**facts)}"


def _not_computed(view: IndicatorView) -> str:
    latest = view.latest
    missing = _(
        "Give a starting value and a target with their dates: where it should be is computed from them."
    )
    if latest is None:
        return missing
    said = _("Latest measure: {value}, {day}.").format(
        value=value_words(latest.value, view.unit), day=medium_date(latest.day)
    )
    return said if view.path and view.day < view.path[0].day else f"{said} {missing}"


def _rounded(value: float, view: IndicatorView) -> float:
    """Round a computed value to one decimal more than what was typed, at most to what reads well."""
    typed = [point.value for point in (*view.path, *view.measured)]
    places = max((decimals_of(one) for one in typed), default=0)
    span = max(typed, default=0) - min(typed, default=0)
    return round(value, min(MOST_DECIMALS, max(places, 0 if span >= 20 else 1)))  # noqa: PLR2004 - units suffice
