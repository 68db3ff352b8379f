"""Name what the parts of a mobilisation's page ask of the dossier; the tab does it, the parts only call."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from altterr_desktop.journal.changes import Changes
from altterr_desktop.services import mobilisation_plan as plan
from altterr_desktop.services.mobilisation_links import remove_commitment
from altterr_desktop.services.records import change_record, create_record, delete_record, restore_record
from altterr_desktop.ui.kit.context import TabContext


class Calls:
    """Write the parts of the mobilisation shown; each call is one undoable act."""

    def __init__(self, context: TabContext) -> None:
        self._context = context
        self.mobilisation_id = ""

    def create(self, kind: str, values: Mapping[str, Any]) -> None:
        """Add a part of the mobilisation: a role, a thing of the checklist."""
        values = {"mobilisation_id": self.mobilisation_id, **values}
        self._context.operations.write(create_record, kind=kind, values=values)

    def change(self, kind: str, record_id: str, values: Mapping[str, Any]) -> None:
        """Change fields of a part."""
        self._context.operations.write(change_record, kind=kind, record_id=record_id, values=values)

    def delete(self, kind: str, record_id: str) -> None:
        """Take a part away, and offer to give it back."""

        def on_done(changes: Changes) -> None:
            def give_back() -> None:
                self._context.operations.write(restore_record, kind=kind, record_id=record_id)

            self._context.messages.toast(changes.label, give_back)

        self._context.operations.write(delete_record, kind=kind, record_id=record_id, on_done=on_done)

    def tick(self, kind: str, record_id: str, *, done: bool) -> None:
        """Tick a thing of the checklist or a step, or untick it."""
        self._context.operations.write(plan.set_done, kind=kind, record_id=record_id, done=done)

    def assign(self, role_id: str, volunteer_id: str) -> None:
        """Give a role to a volunteer."""
        self._context.operations.write(plan.assign_role, role_id=role_id, volunteer_id=volunteer_id)

    def unassign(self, assignment_id: str) -> None:
        """Take a role back from a volunteer."""
        self._context.operations.write(plan.unassign, assignment_id=assignment_id)

    def add_step(self, title: str, due_on: Any) -> None:
        """Add a step to the plan."""
        self._context.operations.write(
            plan.add_step, mobilisation_id=self.mobilisation_id, title=title, due_on=due_on
        )

    def move_step(self, step_id: str, due_on: Any) -> None:
        """Give a step another day."""
        self._context.operations.write(plan.move_step, step_id=step_id, due_on=due_on)

    def add_target(self, official_id: str) -> None:
        """Address the mobilisation to one more official."""
        self._context.operations.write(
            plan.add_target, mobilisation_id=self.mobilisation_id, official_id=official_id
        )

    def add_commitment(self, commitment_id: str) -> None:
        """Say that the mobilisation is about one more commitment."""
        self._context.operations.write(
            plan.add_commitment, mobilisation_id=self.mobilisation_id, commitment_id=commitment_id
        )

    def remove_commitment(self, commitment_id: str) -> None:
        """Say that the mobilisation is not about a commitment."""
        self._context.operations.write(
            remove_commitment, mobilisation_id=self.mobilisation_id, commitment_id=commitment_id
        )

    def add_count(self, what: str, value: int, counted_on: Any) -> None:
        """Note a count on a day."""
        self._context.operations.write(
            plan.add_count,
            mobilisation_id=self.mobilisation_id,
            what=what,
            value=value,
            counted_on=counted_on,
        )
