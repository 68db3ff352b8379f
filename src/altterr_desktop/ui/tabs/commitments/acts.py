"""Do what a person asks of a commitment: judge it, prove it, copy it, delete it; each is one act of a service."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from altterr_desktop.domain.commitments import Standing
from altterr_desktop.i18n import _, ngettext
from altterr_desktop.i18n.numbers import number
from altterr_desktop.services.choices import Choice
from altterr_desktop.services.commitment_page import (
    CommitmentPage,
    duplicate_commitment,
    page_of_several,
    read_commitment,
)
from altterr_desktop.services.fields import today
from altterr_desktop.services.proposals import agree_verdicts, refuse_verdicts
from altterr_desktop.services.records import (
    RecordView,
    change_record,
    change_records,
    create_record,
    delete_record,
    delete_records,
    load_record,
    restore_records,
)
from altterr_desktop.services.verdicts import (
    EvidenceView,
    VerdictView,
    add_evidence,
    change_evidence,
    record_verdict,
    record_verdicts,
)
from altterr_desktop.ui.kit.context import TabContext
from altterr_desktop.ui.tabs.commitments import (
    evidence_dialog,
    signers_dialog,
    small_dialogs,
    verdict_dialog,
)
from altterr_desktop.ui.tabs.commitments.verdict_dialog import TypedVerdict, is_worth_keeping, started_from


class Acts(QObject):
    """Run the acts for a page; verdicts that were begun and not recorded wait here for their dialog."""

    def __init__(self, context: TabContext, page: QWidget) -> None:
        super().__init__(page)
        self._context = context
        self._page = page
        self._begun: dict[str, TypedVerdict] = {}
        self.volunteers: Sequence[Choice] = ()

    # Verdicts

    def new_verdict(
        self,
        commitment: CommitmentPage,
        start: VerdictView | None = None,
        standing: Standing | None = None,
    ) -> None:
        """Ask for a verdict and record it, starting from an earlier one or with a standing proposed if asked."""
        begun = self._start(commitment, start)
        if standing is not None:
            begun = replace(begun, standing=standing)

        def keep(
            typed: TypedVerdict, done: Callable[[object], object], refused: Callable[[Exception], object]
        ) -> None:
            self._context.operations.write(
                record_verdict,
                commitment_id=commitment.id,
                on_done=done,
                on_error=refused,
                **typed.arguments(),
            )

        left = verdict_dialog.ask(self._page, commitment, self.volunteers, begun, keep)
        self._begun.pop(commitment.id, None)
        if left is not None and is_worth_keeping(
            left, begun, {piece.id: piece for piece in commitment.evidence}
        ):
            self._begun[commitment.id] = left
            self._context.messages.status(_("The verdict you began is kept until you close the program."))

    def propose(self, commitment_id: str, standing: Standing) -> None:
        """Ask for the verdict that a card put under another state stands for; without one nothing changes."""
        self._context.operations.ask(
            read_commitment,
            commitment_id,
            on_done=lambda page: self.new_verdict(page, standing=standing),
            owner=self,
        )

    def verdict_on(self, commitment_ids: Sequence[str]) -> None:
        """Ask for one verdict and put it on several commitments in one act."""
        ids = list(commitment_ids)

        def keep(
            typed: TypedVerdict, done: Callable[[object], object], refused: Callable[[Exception], object]
        ) -> None:
            arguments = {name: value for name, value in typed.arguments().items() if name != "evidence_ids"}
            self._context.operations.write(
                record_verdicts, commitment_ids=ids, on_done=done, on_error=refused, **arguments
            )

        begun = TypedVerdict(values={"decided_on": today()})
        verdict_dialog.ask(self._page, page_of_several(len(ids)), self.volunteers, begun, keep)

    def _start(self, commitment: CommitmentPage, start: VerdictView | None) -> TypedVerdict:
        if start is not None:
            typed = started_from(start)
        elif commitment.id in self._begun:
            return self._begun[commitment.id]
        else:
            typed = TypedVerdict(commitment.standing)
        return replace(typed, values={**typed.values, "decided_on": today()})

    def reply(self, verdict: VerdictView) -> None:
        """Ask for the authority's reply and keep it beside the verdict."""

        def keep(
            values: dict[str, Any], done: Callable[[object], object], refused: Callable[[Exception], object]
        ) -> None:
            self._context.operations.write(
                change_record,
                kind="verdict",
                record_id=verdict.id,
                values=values,
                on_done=done,
                on_error=refused,
            )

        small_dialogs.ask_reply(self._page, verdict, keep)

    def agree(self, verdict: VerdictView) -> None:
        """Ask who agrees, then make a proposed verdict one the group agreed on."""
        found = signers_dialog.ask_agreeing(self._page, self.volunteers)
        if found is not None:
            self._context.operations.write(
                agree_verdicts, verdict_ids=[verdict.id], volunteer_ids=found[0], dissents=found[1]
            )

    def refuse(self, verdict: VerdictView) -> None:
        """Take a proposed verdict away, and offer to undo."""
        self._context.operations.write(
            refuse_verdicts,
            verdict_ids=[verdict.id],
            on_done=partial(self._offer_undo, "verdict", [verdict.id], _("Proposal refused")),
        )

    def delete_part(self, kind: str, part: VerdictView | EvidenceView) -> None:
        """Delete a verdict or a piece of evidence, and offer to undo."""
        said = _("Verdict deleted") if kind == "verdict" else _("Evidence deleted")
        self._context.operations.write(
            delete_record,
            kind=kind,
            record_id=part.id,
            on_done=partial(self._offer_undo, kind, [part.id], said),
        )

    # Evidence

    def add_evidence(self, commitment_id: str, path: str = "") -> None:
        """Ask for a piece of evidence, with a file dropped if any, and keep it."""

        def keep(
            values: dict[str, Any], done: Callable[[object], object], refused: Callable[[Exception], object]
        ) -> None:
            self._context.operations.write(
                add_evidence, commitment_id=commitment_id, values=values, on_done=done, on_error=refused
            )

        values = {"file": Path(path)} if path else {"consulted_on": None}
        evidence_dialog.ask(self._page, values, keep, self._context)

    def edit_evidence(self, piece: EvidenceView) -> None:
        """Show a piece of evidence to change it."""
        self._context.operations.ask(
            load_record,
            piece.id,
            "evidence",
            on_done=partial(self._on_evidence_read, piece.file_name),
            owner=self,
        )

    def _on_evidence_read(self, file_name: str, view: RecordView) -> None:
        def keep(
            values: dict[str, Any], done: Callable[[object], object], refused: Callable[[Exception], object]
        ) -> None:
            self._context.operations.write(
                change_evidence, evidence_id=view.id, values=values, on_done=done, on_error=refused
            )

        known = {"file_name": file_name, "deliberation": view.references.get("deliberation_id", "")}
        evidence_dialog.ask(self._page, {**view.values, **known}, keep, self._context)

    # Pledge documents

    def new_document(
        self, title: str, place: Mapping[str, Any], on_made: Callable[[tuple[str, str]], object]
    ) -> None:
        """Ask for a pledge document and keep it; `on_made` is given its id and title."""

        def keep(
            values: dict[str, Any], done: Callable[[object], object], refused: Callable[[Exception], object]
        ) -> None:
            def on_kept(changes: Any) -> None:
                done(changes)
                on_made((changes.subject_id, str(values["title"])))

            self._context.operations.write(
                create_record,
                kind="pledge_document",
                values={**place, **values},
                on_done=on_kept,
                on_error=refused,
            )

        small_dialogs.ask_document(self._page, title, keep)

    # Whole commitments

    def duplicate(self, commitment_id: str, on_made: Callable[[Any], object]) -> None:
        """Copy a commitment without its verdicts and evidence."""
        self._context.operations.write(duplicate_commitment, commitment_id=commitment_id, on_done=on_made)

    def delete(self, commitment_ids: Sequence[str]) -> None:
        """Delete commitments in one act, and offer to undo."""
        ids = list(commitment_ids)
        words = ngettext("{count} commitment deleted", "{count} commitments deleted", len(ids))
        said = words.format(count=number(len(ids)))
        done = partial(self._offer_undo, "commitment", ids, said)
        if len(ids) == 1:
            self._context.operations.write(delete_record, kind="commitment", record_id=ids[0], on_done=done)
        else:
            self._context.operations.write(delete_records, kind="commitment", record_ids=ids, on_done=done)

    def change_in_place(self, commitment_id: str, values: Mapping[str, Any]) -> None:
        """Keep what was changed in the table."""
        self._context.operations.write(
            change_record, kind="commitment", record_id=commitment_id, values=values
        )

    def change_several(
        self, commitment_ids: Sequence[str], values: Mapping[str, Any], on_done: Callable[[object], object]
    ) -> None:
        """Give the same values to several commitments in one act."""
        self._context.operations.write(
            change_records, kind="commitment", record_ids=list(commitment_ids), values=values, on_done=on_done
        )

    def bring_in(self) -> None:
        """Ask for a file to bring in, where the window can; else say how."""
        if "import.commitments" in {action.id for action in self._context.actions.listed()}:
            self._context.actions.built("import.commitments").trigger()
            return
        self._context.messages.status(
            _("Drop the file on this window: what it holds is shown before anything is written.")
        )

    def _offer_undo(self, kind: str, ids: list[str], said: str, _changes: object) -> None:
        def undo() -> None:
            self._context.operations.write(restore_records, kind=kind, record_ids=ids)

        self._context.messages.toast(said, undo)
