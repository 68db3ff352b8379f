from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt

from altterr_desktop.domain.elections import CandidateAnswerKind, ElectionState
from altterr_desktop.dossier.file import Dossier
from altterr_desktop.services.election_views import ElectionView, list_elections, read_election
from altterr_desktop.services.tables import read_table
from altterr_desktop.ui.kit.context import TabContext
from altterr_desktop.ui.kit.operations import Operations
from altterr_desktop.ui.tabs.officials.elections import conclude
from altterr_desktop.ui.tabs.officials.elections.window import ElectionWindow
from tests.builders import a_dossier
from tests.services.test_elections import a_candidate, a_list, an_election
from tests.ui.accessibility import nameless

Idle = Callable[[], None]


@pytest.fixture
def dossier(operations: Operations, tmp_path: Path) -> Iterator[Dossier]:
    with a_dossier(tmp_path) as made:
        operations.use_dossier(made)
        yield made
        operations.shut_down()


def window(context: TabContext, qtbot: Any, idle: Idle) -> ElectionWindow:
    made = ElectionWindow(None, context)
    qtbot.addWidget(made.widget)
    made.widget.show()
    idle()
    return made


def election(dossier: Dossier) -> ElectionView:
    return read_election(dossier, list_elections(dossier)[0].id)


def test_the_first_election_is_named_and_its_lists_typed(
    dossier: Dossier, context: TabContext, qtbot: Any, idle: Idle
) -> None:
    shown = window(context, qtbot, idle)
    assert nameless(shown.widget) == []
    assert "New election" in shown.empty_label.text()
    shown.new_button.click()
    idle()
    shown.title_edit.setText("")
    qtbot.keyClicks(shown.title_edit, "Municipales 2032")
    shown.title_edit.returnPressed.emit()
    idle()
    shown.add_list_button.click()
    qtbot.keyClicks(shown.name_edit, "Ensemble")
    shown.name_edit.returnPressed.emit()
    idle()
    qtbot.keyClicks(shown.label_edit, "Divers gauche")
    shown.label_edit.returnPressed.emit()
    idle()
    view = election(dossier)
    assert view.title == "Municipales 2032"
    assert [(one.name, one.political_label) for one in view.lists] == [("Ensemble", "Divers gauche")]


def test_one_key_writes_an_answer_and_several_cells_take_it_together(
    dossier: Dossier, context: TabContext, qtbot: Any, idle: Idle
) -> None:
    made, measures = an_election(dossier)
    a_list(dossier, made, asked_on=date(2032, 1, 5))
    shown = window(context, qtbot, idle)
    shown.views.setCurrentIndex(1)
    table = shown.answers_table
    table.setCurrentCell(0, 2)
    qtbot.keyClick(table, Qt.Key.Key_2)
    idle()
    assert election(dossier).lists[0].answers[measures[0]].level == 2
    assert table.model().index(0, 2).data() == "✓ Signed, level 2"
    table.selectAll()
    qtbot.keyClick(table, Qt.Key.Key_R)
    idle()
    answers = election(dossier).lists[0].answers
    assert [answers[measure].kind for measure in measures] == [CandidateAnswerKind.REFUSED] * 3
    table.setCurrentCell(1, 2)
    qtbot.keyClick(table, Qt.Key.Key_Delete)
    idle()
    assert measures[1] not in election(dossier).lists[0].answers
    assert table.model().index(1, 2).data() == "no answer"


def test_the_words_of_a_list_stay_with_its_answer(
    dossier: Dossier, context: TabContext, qtbot: Any, idle: Idle
) -> None:
    made, measures = an_election(dossier)
    a_list(dossier, made)
    shown = window(context, qtbot, idle)
    shown.views.setCurrentIndex(1)
    shown.answers_table.setCurrentCell(0, 2)
    assert not shown.words_edit.isEnabled()
    qtbot.keyClick(shown.answers_table, Qt.Key.Key_V)
    idle()
    assert shown.words_edit.isEnabled()
    qtbot.keyClicks(shown.words_edit, "Si possible.")
    shown.flush()
    idle()
    answer = election(dossier).lists[0].answers[measures[0]]
    assert (answer.kind, answer.words) == (CandidateAnswerKind.SIGNED_PARTLY, "Si possible.")


def test_candidates_are_added_and_after_the_vote_they_are_officials(
    dossier: Dossier, context: TabContext, qtbot: Any, idle: Idle, monkeypatch: pytest.MonkeyPatch
) -> None:
    made, _measures = an_election(dossier)
    winner = a_list(dossier, made)
    shown = window(context, qtbot, idle)
    shown.views.setCurrentIndex(2)
    shown.add_person_button.click()
    qtbot.keyClicks(shown.given_edit, "Alix")
    qtbot.keyClicks(shown.family_edit, "Kergoat")
    shown.family_edit.returnPressed.emit()
    idle()
    (person,) = election(dossier).lists[0].candidates
    assert (person.name, person.rank) == ("Alix Kergoat", 1)
    outcome = conclude.Outcome(winner, (person.id,), date(2032, 3, 21))
    monkeypatch.setattr(conclude, "ask", lambda *_view: outcome)
    shown.conclude_button.click()
    idle()
    assert election(dossier).election_state is ElectionState.DONE
    assert [row["family_name"] for row in read_table(dossier, "official")] == ["Kergoat"]
    assert "officials" in shown.state_label.text()


def test_the_dialog_after_the_vote_proposes_the_seats_won_and_says_what_is_missing(
    dossier: Dossier, qtbot: Any
) -> None:
    made, _measures = an_election(dossier)
    asked = a_list(dossier, made, seats_won=1, votes=1200)
    first = a_candidate(dossier, asked)
    a_candidate(dossier, asked, given_name="Bastien", family_name="Ozanne", rank=2)
    form = conclude.ConcludeForm(None, election(dossier))
    qtbot.addWidget(form.widget)
    assert nameless(form.widget) == []
    assert form.outcome() == conclude.Outcome(asked, (first,), date(2032, 3, 14))
    form.winner_combo.set_value(None)
    form.save_button.click()
    assert "won" in form.error_label.text()
