from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton

from altterr_desktop.domain.commitments import (
    EvidenceKind,
    Progress,
    ReviewItemState,
    Signing,
    Standing,
    VerdictState,
)
from altterr_desktop.domain.meetings import FollowUpState
from altterr_desktop.domain.officials import Vote
from altterr_desktop.services.choices import read_choices
from altterr_desktop.services.deliberations import read_deliberation, save_deliberation
from altterr_desktop.services.follow_ups import read_follow_up
from altterr_desktop.services.indicators import list_indicators, save_indicator
from altterr_desktop.services.review_views import read_review
from altterr_desktop.services.reviews import open_review, propose
from altterr_desktop.services.signers import Signature
from altterr_desktop.services.verdicts import add_evidence, list_evidence, list_verdicts, record_verdict
from altterr_desktop.ui.kit.charts import Chart
from altterr_desktop.ui.kit.context import TabContext
from altterr_desktop.ui.kit.operations import Operations
from altterr_desktop.ui.tabs.commitments import deliberations_dialog, evidence_links, signers_dialog
from altterr_desktop.ui.tabs.commitments.deliberations_dialog import DeliberationForm, DeliberationsDialog
from altterr_desktop.ui.tabs.commitments.detail import INDICATORS, STORY
from altterr_desktop.ui.tabs.commitments.evidence_dialog import EvidenceForm
from altterr_desktop.ui.tabs.commitments.indicator_dialogs import IndicatorForm, ValueForm
from altterr_desktop.ui.tabs.commitments.indicators import ValuesTable
from altterr_desktop.ui.tabs.commitments.obstacles_dialog import ObstaclesDialog
from altterr_desktop.ui.tabs.commitments.review_window import ReviewWindow
from altterr_desktop.ui.tabs.commitments.reviews_dialog import ReviewNewForm, ReviewsDialog
from altterr_desktop.ui.tabs.commitments.signers_dialog import SignersDialog
from altterr_desktop.ui.tabs.commitments.store_dialog import EvidenceStorePage
from altterr_desktop.ui.tabs.commitments.tab import CommitmentsTab
from tests.builders import a_record
from tests.ui.accessibility import nameless
from tests.ui.tabs.commitments.conftest import Town

Idle = Callable[[], None]
Choose = Callable[[str], None]


def texts(widget: Any) -> str:
    return "\n".join(label.text() for label in widget.findChildren(QLabel))


def refusing(kept: list[Any]) -> Any:
    def keep(values: dict[str, Any], _done: object, _refused: object) -> None:
        kept.append(values)

    return keep


def test_an_indicator_is_shown_in_words_as_a_chart_and_as_a_table(
    page: CommitmentsTab, town: Town, choose: Choose, idle: Idle
) -> None:
    values = {"name": "Tracks", "unit": "km", "baseline": 0.0, "baseline_on": date(2026, 1, 1)}
    values |= {"target": 12.0, "target_on": date(2031, 12, 31)}
    indicator = save_indicator(town.dossier, commitment_id=town.path, values=values).subject_id
    a_record(
        town.dossier, "indicator_value", indicator_id=indicator, measured_on=date(2026, 6, 1), measure=2.5
    )
    choose(town.path)
    page.detail.show_section(INDICATORS)
    section = page.detail.indicators
    assert "It should be at" in texts(section)
    (chart,) = section.findChildren(Chart)
    assert "2.5\u00a0km" in chart.accessibleName()
    table = section.findChildren(ValuesTable)[0]
    assert table.model().index(0, 1).data() == "2.5\u00a0km"
    assert nameless(section) == []


def test_a_value_is_deleted_with_its_key_and_comes_back(
    page: CommitmentsTab, town: Town, choose: Choose, idle: Idle, qtbot: Any
) -> None:
    indicator = save_indicator(town.dossier, commitment_id=town.path, values={"name": "Tracks"}).subject_id
    a_record(town.dossier, "indicator_value", indicator_id=indicator, measured_on=date(2026, 6, 1), measure=1)
    choose(town.path)
    page.detail.show_section(INDICATORS)
    table = page.detail.indicators.findChildren(ValuesTable)[0]
    table.setCurrentCell(0, 0)
    qtbot.keyClick(table, Qt.Key.Key_Delete)
    idle()
    assert list_indicators(town.dossier, town.path)[0].values == ()


def test_the_indicator_dialogs_read_decimals_and_refuse_what_is_no_number(qtbot: Any, town: Town) -> None:
    kept: list[Any] = []
    form = IndicatorForm(None, None, refusing(kept))
    qtbot.addWidget(form.widget)
    form.name_edit.setText("Tracks")
    form.target_field.setText("12,5")
    form.save()
    assert kept[0]["target"] == 12.5
    form.target_field.setText("a lot")
    form.save()
    assert len(kept) == 1
    assert "no number" in form.error_label.text()
    save_indicator(town.dossier, commitment_id=town.path, values={"name": "Tracks", "baseline": 3.5})
    view = list_indicators(town.dossier, town.path)[0]
    known = IndicatorForm(None, view, refusing(kept))
    qtbot.addWidget(known.widget)
    assert known.baseline_field.text() == "3.5"
    value = ValueForm(None, view, None, refusing(kept))
    qtbot.addWidget(value.widget)
    assert nameless(form.widget) == nameless(value.widget) == []


def test_the_story_opens_the_record_of_a_line(
    page: CommitmentsTab, town: Town, choose: Choose, idle: Idle, gone_to: list[Any]
) -> None:
    choose(town.path)
    page.detail.show_section(STORY)
    idle()
    lines = page.detail.past.story.lines
    said = [lines.item(place).text() for place in range(lines.count())]
    assert any("Deadline promised" in line for line in said)
    place = next(place for place, line in enumerate(said) if "Verdict" in line)
    lines.itemActivated.emit(lines.item(place))
    assert gone_to[-1][0] == "verdict"


def test_a_follow_up_is_ticked_in_the_story_with_the_space_bar(
    page: CommitmentsTab, town: Town, choose: Choose, idle: Idle, qtbot: Any
) -> None:
    task = a_record(town.dossier, "follow_up", title="Rappeler la mairie", commitment_id=town.path)
    choose(town.path)
    page.detail.show_section(STORY)
    idle()
    lines = page.detail.past.story.lines
    said = [lines.item(place).text() for place in range(lines.count())]
    lines.setCurrentRow(next(place for place, line in enumerate(said) if "Rappeler la mairie" in line))
    qtbot.keyClick(lines, Qt.Key.Key_Space)
    idle()
    assert read_follow_up(town.dossier, task).state is FollowUpState.DONE


def test_a_proposal_is_agreed_or_refused_from_its_card(
    page: CommitmentsTab,
    town: Town,
    choose: Choose,
    idle: Idle,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    person = a_record(town.dossier, "volunteer", name="Ana")
    values = {"reason": "said", "verdict_state": VerdictState.PROPOSED}
    for commitment in (town.trees, town.canteen):
        record_verdict(town.dossier, commitment_id=commitment, progress=Progress.DONE, values=values)
    monkeypatch.setattr(signers_dialog, "ask_agreeing", lambda *_a: ((person,), ()))
    choose(town.trees)
    assert "Proposed" in texts(page.detail.verdicts)
    buttons = {one.text(): one for one in page.detail.verdicts.findChildren(QPushButton)}
    buttons["Agree…"].click()
    idle()
    verdict = list_verdicts(town.dossier, town.trees)[0]
    assert (verdict.state, verdict.second_reader) == (VerdictState.AGREED, "Ana")
    choose(town.canteen)
    buttons = {one.text(): one for one in page.detail.verdicts.findChildren(QPushButton)}
    buttons["Refuse"].click()
    idle()
    assert list_verdicts(town.dossier, town.canteen) == ()


def test_who_disagrees_must_say_why(qtbot: Any, town: Town) -> None:
    ana = a_record(town.dossier, "volunteer", name="Ana")
    dialog = SignersDialog(None, read_choices(town.dossier).volunteers, (), agreeing=True)
    qtbot.addWidget(dialog)
    line = next(one for one in dialog.lines if one.volunteer_id == ana)
    line.role.setCurrentIndex(line.role.findData(Signing.DISSENT.value))
    dialog._on_accepted()
    assert dialog.result() == 0
    line.words.setText("Too soon")
    dialog._on_accepted()
    assert dialog.result() == 1
    assert dialog.signatures() == (Signature(ana, Signing.DISSENT, "Too soon"),)
    assert nameless(dialog) == []


def test_a_dead_link_is_flagged_and_replaced(
    page: CommitmentsTab, town: Town, choose: Choose, idle: Idle, monkeypatch: pytest.MonkeyPatch
) -> None:
    piece = add_evidence(
        town.dossier,
        commitment_id=town.trees,
        values={"title": "Page", "url": "https://town.example", "link_dead_on": date(2026, 9, 1)},
    ).subject_id
    choose(town.trees)
    assert "Dead link" in texts(page.detail.evidence)
    monkeypatch.setattr(evidence_links, "ask_url", lambda _parent, proposed: proposed)
    entries = evidence_links.link_entries(
        page.context, page, piece, "https://town.example", date(2026, 9, 1), None
    )
    entries[1][2]()
    idle()
    shown = list_evidence(town.dossier, town.trees)[0]
    assert (shown.url, shown.link_dead_on) == (
        "https://web.archive.org/web/0/https://town.example",
        None,
    )


def test_the_store_lists_everything_and_opens_the_commitment(
    context: TabContext, town: Town, qtbot: Any, idle: Idle, gone_to: list[Any]
) -> None:
    store = EvidenceStorePage(context)
    qtbot.addWidget(store)
    store.resize(1000, 500)
    store.show()
    qtbot.waitUntil(lambda: store.rows.is_answered)
    idle()
    assert store.rows.total == 1
    assert "0 files" in store.totals.text()
    piece = list_evidence(town.dossier, town.path)[0].id
    store.open_detail(piece)
    assert gone_to[-1] == ("evidence", piece)
    assert nameless(store) == []


def test_a_deliberation_is_changed_with_its_votes_by_key(
    context: TabContext, town: Town, operations: Operations, qtbot: Any, idle: Idle
) -> None:
    one = save_deliberation(town.dossier, values={"number": "12"}).subject_id
    kept: list[Any] = []
    view = read_deliberation(town.dossier, one)
    form = DeliberationForm(None, context, read_choices(town.dossier), view, refusing(kept))
    qtbot.addWidget(form.widget)
    qtbot.waitUntil(lambda: form.votes_list.count() == 1)
    form.votes_list.setCurrentRow(0)
    qtbot.keyClicks(form.votes_list, "-")
    form.for_field.setText("20")
    form.save()
    assert kept[0]["votes"] == {town.official: Vote.AGAINST}
    assert kept[0]["values"]["votes_for"] == 20
    shown = DeliberationsDialog(context, form.widget)
    qtbot.addWidget(shown)
    idle()
    assert "Deliberation 12" in shown.list.item(0).text()
    assert nameless(form.widget) == nameless(shown) == []


def test_evidence_of_a_deliberation_names_it(context: TabContext, town: Town, qtbot: Any) -> None:
    one = save_deliberation(town.dossier, values={"number": "12", "title": "Tracks"}).subject_id
    kept: list[Any] = []
    form = EvidenceForm(None, {}, refusing(kept), context)
    qtbot.addWidget(form.widget)
    assert not form.deliberation_box.isVisibleTo(form.widget)
    form.kind_combo.set_value(EvidenceKind.DELIBERATION)
    form._show_usual()
    assert form.deliberation_box.isVisibleTo(form.widget)
    form.deliberation_picker.set_value((one, "12 – Tracks"))
    form.title_edit.setText("Vote")
    form.save()
    assert kept[0]["deliberation_id"] == one


def test_reasons_are_shown_with_their_commitments(
    context: TabContext, town: Town, page: CommitmentsTab, qtbot: Any, idle: Idle, gone_to: list[Any]
) -> None:
    values = {"reason": "said", "obstacle": "budget"}
    record_verdict(town.dossier, commitment_id=town.trees, progress=Progress.SUSPENDED, values=values)
    dialog = ObstaclesDialog(context, page)
    qtbot.addWidget(dialog)
    idle()
    head = dialog.tree.topLevelItem(0)
    assert head is not None
    assert head.text(0) == "Lack of budget · 1"
    dialog.tree.itemActivated.emit(head.child(0), 0)
    assert gone_to[-1] == ("commitment", town.trees)
    assert nameless(dialog) == []


@pytest.fixture
def review(town: Town, context: TabContext, qtbot: Any, idle: Idle) -> ReviewWindow:
    ana = a_record(town.dossier, "volunteer", name="Ana")
    session = open_review(
        town.dossier,
        values={"title": "March"},
        commitment_ids=[town.path, town.trees, town.canteen],
        volunteer_ids=[ana],
    ).subject_id
    window = ReviewWindow(context, session)
    qtbot.addWidget(window)
    window.resize(1200, 660)
    window.show()
    qtbot.waitUntil(lambda: window.item is not None)
    idle()
    return window


def test_a_session_goes_from_a_proposal_to_the_next_commitment(
    review: ReviewWindow, town: Town, idle: Idle
) -> None:
    assert "Nous ferons douze kilomètres." in review.page.verbatim.text()
    assert review.progress.text().startswith("1")
    assert not review.page.buttons["agree"].isEnabled()
    assert review.item is not None
    propose(town.dossier, item_id=review.item.id, progress=Progress.DONE, values={"reason": "seen"})
    review.reload()
    idle()
    review.page.fields["votes_for"].setText("4")
    review.page.buttons["agree"].click()
    idle()
    assert list_verdicts(town.dossier, town.path)[0].standing is Standing.DONE
    assert review.lines.currentRow() == 1
    assert review.view is not None
    assert review.view.lines[0].state is ReviewItemState.AGREED
    assert review.item.page.id == town.trees


def test_notes_are_kept_when_one_goes_on_with_the_keyboard(
    review: ReviewWindow, town: Town, idle: Idle, qtbot: Any
) -> None:
    qtbot.keyClicks(review.page.discussion_edit, "Ask again")
    qtbot.keyClick(review, Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    idle()
    assert review.lines.currentRow() == 1
    qtbot.keyClick(review, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    idle()
    assert review.page.discussion_edit.toPlainText() == "Ask again"
    review.page.buttons["put_off"].click()
    idle()
    assert review.view is not None
    assert review.view.lines[0].state is ReviewItemState.POSTPONED


def test_large_text_enlarges_all_the_words_and_every_thing_has_a_name(review: ReviewWindow) -> None:
    before = review.page.facts.font().pointSizeF()
    review.large_button.click()
    assert review.page.facts.font().pointSizeF() > before * 1.3
    assert nameless(review) == []


def test_a_closed_session_is_read_only(review: ReviewWindow, idle: Idle) -> None:
    review.close_button.click()
    idle()
    assert review.page.discussion_edit.isReadOnly()
    assert not review.page.buttons["propose"].isEnabled()


def test_a_new_session_takes_what_is_ticked(
    context: TabContext, page: CommitmentsTab, town: Town, qtbot: Any, idle: Idle
) -> None:
    kept: list[Any] = []
    form = ReviewNewForm(page, context, read_choices(town.dossier), refusing(kept))
    qtbot.addWidget(form.widget)
    qtbot.waitUntil(lambda: form.commitments_list.count() == 3)
    form.not_assessed_check.setChecked(True)
    qtbot.waitUntil(lambda: form.commitments_list.count() == 2)
    form.save()
    assert sorted(kept[0]["commitment_ids"]) == sorted([town.trees, town.canteen])
    assert nameless(form.widget) == []
    listed = ReviewsDialog(context, page)
    qtbot.addWidget(listed)
    idle()
    assert nameless(listed) == []


def test_a_window_opened_from_the_menu_is_loaded_then(
    page: CommitmentsTab, town: Town, context: TabContext, qtbot: Any, idle: Idle
) -> None:
    session = open_review(town.dossier, values={"title": "March"}, commitment_ids=[town.path]).subject_id
    assert read_review(town.dossier, session).lines
    context.actions.built("commitments.reviews").trigger()
    idle()
    (shown,) = page.findChildren(ReviewsDialog)
    assert "March" in shown.list.item(0).text()
    shown.close()


def test_a_session_and_a_deliberation_are_shown_when_the_window_asks_for_them(
    page: CommitmentsTab, town: Town, idle: Idle, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    monkeypatch.setattr(
        deliberations_dialog, "ask_deliberation", lambda _c, _p, view, _ch: asked.append(view.number)
    )
    page.show_record(save_deliberation(town.dossier, values={"number": "12"}).subject_id)
    idle()
    assert asked == ["12"]
    session = open_review(town.dossier, values={"title": "March"}, commitment_ids=[town.path]).subject_id
    page.show_record(session)
    idle()
    (window,) = page.findChildren(ReviewWindow)
    assert window.title.text() == "March"
    window.close()
