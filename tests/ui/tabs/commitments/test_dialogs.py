from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtWidgets import QListWidgetItem

from altterr_desktop.domain.commitments import (
    STANDINGS_OFF_SCALE,
    EvidenceKind,
    Obstacle,
    OffScale,
    Progress,
    ProofStrength,
    Standing,
    VerdictState,
)
from altterr_desktop.services.attachments import read_attachment
from altterr_desktop.services.choices import read_choices
from altterr_desktop.services.verdicts import record_verdict
from altterr_desktop.ui.kit.context import TabContext
from altterr_desktop.ui.kit.messages import Messages
from altterr_desktop.ui.kit.operations import Operations
from altterr_desktop.ui.tabs.commitments import evidence_dialog, opening, verdict_dialog
from altterr_desktop.ui.tabs.commitments.evidence_dialog import EvidenceForm
from altterr_desktop.ui.tabs.commitments.keeping import Keep
from altterr_desktop.ui.tabs.commitments.small_dialogs import DocumentForm, ReplyForm
from altterr_desktop.ui.tabs.commitments.tab import CommitmentsTab
from altterr_desktop.ui.tabs.commitments.verdict_dialog import TypedVerdict, VerdictForm
from tests.ui.accessibility import nameless
from tests.ui.tabs.commitments.conftest import Town

Idle = Callable[[], None]
Choose = Callable[[str], None]
TODAY = date(2026, 11, 20)


@pytest.fixture
def open_verdict(town: Town, operations: Operations, qtbot: Any) -> Callable[..., VerdictForm]:
    def build(commitment_id: str, typed: TypedVerdict | None = None) -> VerdictForm:
        def keep(
            typed: TypedVerdict, done: Callable[[object], object], refused: Callable[[Exception], object]
        ) -> None:
            operations.write(
                record_verdict,
                commitment_id=commitment_id,
                on_done=done,
                on_error=refused,
                **typed.arguments(),
            )

        begun = typed or TypedVerdict(values={"decided_on": TODAY})
        volunteers = read_choices(town.dossier).volunteers
        form = VerdictForm(None, town.page(commitment_id), volunteers, begun, keep)
        qtbot.addWidget(form.widget)
        with qtbot.waitActive(form.widget):
            form.widget.show()
            form.widget.activateWindow()
        return form

    return build


def keep_in(kept: list[dict[str, Any]]) -> Keep:
    def keep(values: dict[str, Any], done: Callable[[object], object], _refused: object) -> None:
        kept.append(values)
        done(None)

    return keep


def note(opened: list[Any], what: object) -> bool:
    opened.append(what)
    return True


def first_item(form: VerdictForm) -> QListWidgetItem:
    return form.evidence_list.item(0)


def test_a_verdict_without_proof_is_refused_beside_the_reason_and_nothing_typed_is_lost(
    open_verdict: Callable[..., VerdictForm], town: Town, qtbot: Any, idle: Idle
) -> None:
    form = open_verdict(town.trees)
    form.standing_button(Standing.DONE).click()
    qtbot.keyClicks(form.statement_edit, "Planted in March")
    form.save_button.click()
    idle()
    assert form.widget.isVisible()
    assert form.error_label.isVisible()
    assert "no evidence" in form.error_label.text()
    assert form.widget.focusWidget() is form.reason_edit
    assert form.statement_edit.toPlainText() == "Planted in March"
    qtbot.keyClicks(form.reason_edit, "Seen by three of us")
    qtbot.keyClick(form.reason_edit, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    idle()
    assert not form.widget.isVisible()
    [verdict] = town.page(town.trees).verdicts
    assert (verdict.standing, verdict.reason) == (Standing.DONE, "Seen by three of us")


def test_the_three_things_are_recorded_apart(
    open_verdict: Callable[..., VerdictForm], town: Town, idle: Idle
) -> None:
    form = open_verdict(town.path)
    form.standing_button(Standing.OUTSIDE_COMPETENCE).click()
    first_item(form).setCheckState(Qt.CheckState.Checked)
    assert form.strength_combo.currentText() == "That of the evidence: public act"
    form.strength_combo.set_value(ProofStrength.PRESS)
    form.obstacle_combo.set_value(Obstacle.LAW)
    form.dissent_edit.setText("Not all of us agree")
    form.state_combo.set_value(VerdictState.PROPOSED)
    form.publishable_check.setChecked(False)
    form.record()
    idle()
    verdict = town.page(town.path).verdicts[0]
    assert verdict.standing is Standing.OUTSIDE_COMPETENCE
    assert (verdict.strength, verdict.obstacle, verdict.state) == (
        ProofStrength.PRESS,
        Obstacle.LAW,
        VerdictState.PROPOSED,
    )
    assert [piece.title for piece in verdict.evidence] == ["Délibération 12"]
    assert (verdict.dissent, verdict.publishable, verdict.author) == ("Not all of us agree", False, "Zoé")


def test_progress_and_off_the_scale_exclude_each_other(
    open_verdict: Callable[..., VerdictForm], town: Town
) -> None:
    form = open_verdict(town.trees)
    form.standing_button(Standing.DONE).click()
    form.standing_button(Standing.VOID).click()
    arguments = form.typed().arguments()
    assert (arguments["progress"], arguments["off_scale"]) == (Progress.NOT_ASSESSED, OffScale.VOID)
    form.standing_button(Standing.ANNOUNCED).click()
    arguments = form.typed().arguments()
    assert (arguments["progress"], arguments["off_scale"]) == (Progress.ANNOUNCED, None)


def test_evidence_added_in_the_dialog_comes_with_the_verdict_and_its_file(
    open_verdict: Callable[..., VerdictForm],
    town: Town,
    tmp_path: Path,
    idle: Idle,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    photo = tmp_path / "place.jpg"
    photo.write_bytes(b"not really a picture")
    piece = {"title": "The square", "evidence_kind": EvidenceKind.PHOTO, "file": photo}
    monkeypatch.setattr(evidence_dialog, "ask", lambda _parent: piece)
    form = open_verdict(town.trees)
    form.standing_button(Standing.IN_PROGRESS).click()
    form.add_evidence_button.click()
    form.record()
    idle()
    [verdict] = town.page(town.trees).verdicts
    [kept] = verdict.evidence
    assert (kept.title, kept.file_name) == ("The square", "place.jpg")
    assert kept.attachment_id is not None
    assert read_attachment(town.dossier, kept.attachment_id) == ("place.jpg", b"not really a picture")


def test_a_date_that_cannot_be_read_is_told(
    open_verdict: Callable[..., VerdictForm], town: Town, qtbot: Any, idle: Idle
) -> None:
    form = open_verdict(town.trees)
    form.decided_on_field.selectAll()
    qtbot.keyClicks(form.decided_on_field, "one of these days")
    form.record()
    idle()
    assert form.error_label.isVisible()
    assert form.widget.focusWidget() is form.decided_on_field
    assert town.page(town.trees).verdicts == ()


def test_correcting_is_a_new_verdict_and_the_first_stays(
    page: CommitmentsTab, town: Town, choose: Choose, idle: Idle, monkeypatch: pytest.MonkeyPatch
) -> None:
    choose(town.path)
    former = town.page(town.path).verdicts[0]

    def answer(_parent: Any, _page: Any, _people: Any, typed: TypedVerdict, keep: Any) -> None:
        assert typed.values["statement"] == "Six kilomètres sont faits."
        typed.standing = Standing.PARTLY_DONE
        keep(typed, lambda _changes: None, lambda _error: None)

    monkeypatch.setattr(verdict_dialog, "ask", answer)
    page.detail.verdicts.new_asked.emit(former)
    idle()
    verdicts = town.page(town.path).verdicts
    assert [verdict.standing for verdict in verdicts] == [Standing.PARTLY_DONE, Standing.IN_PROGRESS]
    assert verdicts[0].evidence == former.evidence
    assert verdicts[1] == former
    assert page.detail.chip.standing() is Standing.PARTLY_DONE


def test_a_verdict_closed_too_early_comes_back(
    page: CommitmentsTab, town: Town, choose: Choose, monkeypatch: pytest.MonkeyPatch
) -> None:
    choose(town.trees)
    begun: list[TypedVerdict] = []

    def answer(_parent: Any, _page: Any, _people: Any, typed: TypedVerdict, _keep: Any) -> TypedVerdict:
        begun.append(typed)
        return TypedVerdict(Standing.DONE, (), (), {**_EMPTY, "statement": "Half written"})

    monkeypatch.setattr(verdict_dialog, "ask", answer)
    page.context.actions.built("commitments.verdict").trigger()
    page.context.actions.built("commitments.verdict").trigger()
    assert begun[1].values["statement"] == "Half written"
    assert begun[1].standing is Standing.DONE


_EMPTY = {"statement": "", "next_step": "", "reason": "", "dissent": "", "obstacle_note": ""}


def test_evidence_needs_something_to_be_found_by(qtbot: Any, town: Town) -> None:
    kept: list[dict[str, Any]] = []
    form = EvidenceForm(None, {}, keep_in(kept))
    qtbot.addWidget(form.widget)
    with qtbot.waitActive(form.widget):
        form.widget.show()
        form.widget.activateWindow()
    form.save_button.click()
    assert form.error_label.isVisible()
    assert kept == []
    qtbot.keyClicks(form.title_edit, "Budget 2027")
    form.kind_combo.set_value(EvidenceKind.BUDGET)
    form.kind_combo.activated.emit(0)
    assert form.strength_combo.currentText() == "As usual: public act"
    qtbot.keyClick(form.title_edit, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert not form.widget.isVisible()
    assert (kept[0]["title"], kept[0]["evidence_kind"]) == ("Budget 2027", EvidenceKind.BUDGET)


def test_a_refused_file_leaves_the_dialog_open_with_its_sentence(
    page: CommitmentsTab, town: Town, qtbot: Any, tmp_path: Path, idle: Idle, monkeypatch: pytest.MonkeyPatch
) -> None:
    empty = tmp_path / "nothing.pdf"
    empty.touch()
    said: list[str] = []

    def answer(_parent: Any, values: dict[str, Any], keep: Any, _context: Any) -> None:
        keep({"title": "A", "file": values["file"]}, said.append, lambda error: said.append(str(error)))

    monkeypatch.setattr(evidence_dialog, "ask", answer)
    page.table.select_id(town.trees)
    qtbot.waitUntil(lambda: page.detail.page is not None)
    page.detail.evidence.add_asked.emit(str(empty))
    idle()
    assert said == ["“nothing.pdf” was not copied: a file holds between 1 byte and 25 MB."]
    assert town.page(town.trees).evidence == ()


def test_a_dropped_file_names_the_evidence(qtbot: Any, town: Town, tmp_path: Path) -> None:
    path = tmp_path / "conseil_de_mai.jpg"
    form = EvidenceForm(None, {"file": path})
    qtbot.addWidget(form.widget)
    assert form.title_edit.text() == "conseil de mai"
    assert form.kind_combo.value() is EvidenceKind.PHOTO
    assert form.values()["file"] == path
    form.remove_button.click()
    assert "file" not in form.values()


def test_the_reply_of_the_authority_is_kept_beside_the_verdict(
    page: CommitmentsTab, town: Town, choose: Choose, qtbot: Any, idle: Idle
) -> None:
    choose(town.path)
    verdict = town.page(town.path).verdicts[0]
    values: list[dict[str, Any]] = []
    form = ReplyForm(None, verdict, keep_in(values))
    qtbot.addWidget(form.widget)
    form.widget.show()
    qtbot.keyClicks(form.reply_edit, "The works are late")
    qtbot.keyClicks(form.reply_on_field, "30/10/2026")
    form.save_button.click()
    assert not form.widget.isVisible()
    assert values == [{"authority_reply": "The works are late", "authority_reply_on": date(2026, 10, 30)}]


def test_every_dialog_has_names_for_a_screen_reader(
    open_verdict: Callable[..., VerdictForm], town: Town, qtbot: Any
) -> None:
    assert nameless(open_verdict(town.path).widget) == []
    others = (
        EvidenceForm(None),
        DocumentForm(None, "", lambda *_given: None),
        ReplyForm(None, town.page(town.path).verdicts[0], lambda *_given: None),
    )
    for form in others:
        qtbot.addWidget(form.widget)
        form.widget.show()
        assert nameless(form.widget) == []


def test_a_file_is_opened_through_a_private_copy_and_one_that_runs_is_only_saved(
    context: TabContext, page: CommitmentsTab, town: Town, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[Path] = []
    monkeypatch.setattr(opening, "open_url", lambda url: note(opened, Path(url.toLocalFile())))
    monkeypatch.setattr(opening, "ask_copy", lambda _parent, name: str(tmp_path / name))
    opening._show(context, page, ("../../plan.pdf", b"pdf"))
    opening._show(context, page, ("run.sh", b"echo"))
    [copy] = opened
    assert (copy.name, copy.read_bytes()) == ("plan.pdf", b"pdf")
    assert copy.stat().st_mode & 0o077 == 0
    assert (tmp_path / "run.sh").read_bytes() == b"echo"


@pytest.mark.parametrize("url", ["file:///etc/passwd", "javascript://alert", "https://"])
def test_only_links_of_the_web_are_opened_and_after_asking(
    url: str, context: TabContext, page: CommitmentsTab, messages: Messages, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[QUrl] = []
    monkeypatch.setattr(opening, "open_url", lambda url: note(opened, url))
    monkeypatch.setattr(opening, "ask_link", lambda _parent, _url: True)
    opening.open_link(context, page, url)
    assert opened == []
    assert "is not a link of the web" in messages.log[-1].text
    opening.open_link(context, page, "www.example.org/a")
    assert [one.toString() for one in opened] == ["https://www.example.org/a"]
    monkeypatch.setattr(opening, "ask_link", lambda _parent, _url: False)
    opening.open_link(context, page, "https://example.org")
    assert len(opened) == 1


def test_the_arrow_keys_go_through_every_standing_in_the_order_of_reading(
    open_verdict: Callable[..., VerdictForm], town: Town, qtbot: Any
) -> None:
    form = open_verdict(town.trees)
    form.standing_button(Standing.NOT_ASSESSED).setFocus()
    every = [Standing(one.value) for one in Progress] + list(STANDINGS_OFF_SCALE)

    def press(key: Qt.Key) -> Standing:
        qtbot.keyClick(form.widget.focusWidget(), key)
        return form.typed().standing

    for back, forth in ((Qt.Key.Key_Up, Qt.Key.Key_Down), (Qt.Key.Key_Left, Qt.Key.Key_Right)):
        assert [press(forth) for _step in every[1:]] == every[1:]
        assert press(forth) is every[-1]
        assert [press(back) for _step in every[1:]] == every[-2::-1]
        assert press(back) is every[0]
