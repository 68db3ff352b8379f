"""Give the demonstration's commitments their saved views and their levels, and its climate plan its dates."""

from __future__ import annotations

from datetime import date

from sqlalchemy.orm import Session

from altterr_desktop.domain.ordering import keys_after
from altterr_desktop.model.commitments import Commitment, PledgeDocument
from altterr_desktop.services.demo_scene import Scene, demo_id, put
from altterr_desktop.services.saved_views import ViewContent

_VIEWS = (
    (
        "Ce qui coince, par élu·e",
        ViewContent(filters=(("standing", ("not_started", "suspended", "abandoned")),), group="official"),
    ),
    (
        "Les écoles",
        ViewContent(words="école", sort="deadline", columns=("number", "named", "deadline", "standing")),
    ),
    (
        "Le pacte signé, avec ses niveaux",
        ViewContent(group="document", columns=("number", "named", "level", "standing")),
    ),
)
# Commitment → the measure of the local pact it is made of.
_MEASURES = {"c01": "1", "c06": "2", "c16": "3", "c27": "8"}


def add_table(session: Session, scene: Scene) -> None:
    """Add the views, tie commitments to the measures they were made of, date the climate plan."""
    for (name, content), position in zip(_VIEWS, keys_after("", len(_VIEWS)), strict=True):
        put(
            session,
            "saved_view",
            name,
            name=name,
            subject_kind="commitment",
            content=content.written(),
            position=position,
        )
    for key, measure in _MEASURES.items():
        commitment = session.get_one(Commitment, demo_id("commitment", key))
        commitment.framework_measure_id = demo_id("framework_measure", measure)
    plan = session.get(PledgeDocument, demo_id("pledge_document", "pcaet"))
    if plan is not None:
        adopted = date.fromisoformat(
            next(one["on"] for one in scene.texts["documents"] if one["key"] == "pcaet")
        )
        plan.opinions_asked_on = adopted.replace(month=6, day=10)
        plan.adopted_on = adopted
