from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter

from altterr_desktop.domain.commitments import Standing
from altterr_desktop.i18n.labels import label
from altterr_desktop.i18n.names import labelled
from altterr_desktop.ui.kit import charts
from altterr_desktop.ui.kit.charts import Chart, HalfYear, Row, Share
from altterr_desktop.ui.kit.standings import paint_chip, standing_colours

SHARES = [Share(Standing.DONE, 6), Share(Standing.IN_PROGRESS, 3), Share(Standing.ABANDONED, 1)]


@pytest.fixture
def picture() -> QImage:
    image = QImage(600, 300, QImage.Format.Format_RGB32)
    image.fill(QColor("#ffffff"))
    return image


def test_parts_of_a_bar_are_as_wide_as_their_counts(picture: QImage) -> None:
    painter = QPainter(picture)
    hots = charts.paint_bar(painter, QRectF(0, 0, 500, 30), SHARES)
    painter.end()
    assert [round(hot.place.width()) for hot in hots] == [300, 150, 50]
    assert [hot.words for hot in hots] == [labelled(label(one.standing), str(one.count)) for one in SHARES]
    fills = [picture.pixelColor(x, 4).name() for x in (20, 320, 480)]
    assert fills == [standing_colours(one.standing).fill for one in SHARES]


def test_bars_compare_their_totals(picture: QImage) -> None:
    painter = QPainter(picture)
    rows = [Row("eau", "Eau", SHARES), Row("dechets", "Déchets", [Share(Standing.DONE, 5)])]
    hots = charts.paint_bars(painter, QRectF(0, 0, 600, 100), rows)
    painter.end()
    wide = {
        key: sum(hot.place.width() for hot in hots if hot.key == key and hot.standing)
        for key in ("eau", "dechets")
    }
    assert wide["eau"] == pytest.approx(2 * wide["dechets"])


def test_nothing_counted_draws_without_failing(picture: QImage) -> None:
    painter = QPainter(picture)
    room = QRectF(0, 0, 600, 300)
    assert charts.paint_bar(painter, room, []) == []
    assert charts.paint_bars(painter, room, []) == []
    assert charts.paint_ring(painter, room, []) == []
    assert charts.paint_half_years(painter, room, []) == []
    charts.paint_discs(painter, room, [], 20)
    painter.end()


def test_columns_of_half_years_stand_on_one_foot(picture: QImage) -> None:
    painter = QPainter(picture)
    halves = [HalfYear("S1 2027", SHARES), HalfYear("S2 2027", SHARES[:1])]
    hots = charts.paint_half_years(painter, QRectF(0, 0, 600, 300), halves, here=1)
    painter.end()
    feet = {hot.key: max(other.place.bottom() for other in hots if other.key == hot.key) for hot in hots}
    assert feet["S1 2027"] == pytest.approx(feet["S2 2027"])


def test_discs_that_do_not_fit_are_counted(picture: QImage) -> None:
    painter = QPainter(picture)
    charts.paint_discs(painter, QRectF(0, 0, 300, 50), [Standing.DONE] * 400, 20)
    painter.end()
    assert picture.pixelColor(10, 3).name() != "#ffffff"
    assert picture.pixelColor(10, 200).name() == "#ffffff"


@pytest.mark.parametrize("standing", Standing)
def test_every_standing_draws_its_own_chip(picture: QImage, standing: Standing) -> None:
    drawn = set()
    for other in {standing, Standing.DONE, Standing.NOT_ASSESSED}:
        picture.fill(QColor("#ffffff"))
        painter = QPainter(picture)
        paint_chip(painter, QRectF(0, 0, 200, 30), other, "same word")
        painter.end()
        drawn.add(bytes(picture.constBits()))
    assert len(drawn) == len({standing, Standing.DONE, Standing.NOT_ASSESSED})


def test_a_part_opens_its_list_by_mouse_and_by_keyboard(qtbot: Any) -> None:
    chart = Chart(lambda painter, rect: charts.paint_bar(painter, rect, SHARES, key="eau"), "Eau: 6 kept")
    qtbot.addWidget(chart)
    chart.resize(500, 40)
    chart.show()
    qtbot.waitUntil(lambda: bool(chart._hots))
    opened: list[Standing | None] = []
    chart.opened.connect(lambda hot: opened.append(hot.standing))
    qtbot.mouseClick(chart, Qt.MouseButton.LeftButton, pos=chart._hots[1].place.center().toPoint())
    chart.setFocus()
    for key in (Qt.Key.Key_Left, Qt.Key.Key_Return):
        qtbot.keyClick(chart, key)
    assert opened == [Standing.IN_PROGRESS, Standing.ABANDONED]
    assert chart.accessibleName() == "Eau: 6 kept"
