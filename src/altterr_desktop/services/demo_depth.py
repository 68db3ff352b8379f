"""Put indicators, a proposal, signatures and a review session in the demonstration; know nothing of its other parts."""

from __future__ import annotations

import json
from datetime import date, timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from altterr_desktop.domain.commitments import (
    IndicatorKind,
    Progress,
    ReviewItemState,
    Signing,
    ValueKind,
    VerdictState,
)
from altterr_desktop.domain.ordering import keys_after
from altterr_desktop.model.verdicts import Evidence
from altterr_desktop.services.demo_scene import FIRST_DAY, Scene, demo_id, noon, put, working_day
from altterr_desktop.settings.paths import resources_folder


def add_depth(session: Session, scene: Scene, territory_id: str, mandate_id: str) -> None:
    """Add what lets a newcomer see how commitments are measured, proved and reviewed together."""
    text = (resources_folder() / "reference" / "demo_depth_fr.json").read_text(encoding="utf-8")
    told: dict[str, Any] = json.loads(text)
    for position, entry in zip(keys_after("", len(told["indicators"])), told["indicators"], strict=True):
        _add_indicator(session, scene, entry, position)
    _add_proposal(session, scene, told["proposal"])
    for entry in told["signers"]:
        put(
            session,
            "verdict_signer",
            f"{entry['verdict']} {entry['by']}",
            verdict_id=demo_id("verdict", entry["verdict"]),
            volunteer_id=demo_id("volunteer", entry["by"]),
            signing=Signing(entry["as"]),
            words=entry["words"],
        )
    _kill_link(session, scene, told["dead_link"]["commitment"])
    _add_review(session, scene, told["review"], {"territory_id": territory_id, "mandate_id": mandate_id})


def _commitment(number: int) -> str:
    return demo_id("commitment", f"c{number:02d}")


def _add_indicator(session: Session, scene: Scene, entry: dict[str, Any], position: str) -> None:
    put(
        session,
        "indicator",
        entry["key"],
        commitment_id=_commitment(entry["commitment"]),
        name=entry["name"],
        unit=entry["unit"],
        indicator_kind=IndicatorKind(entry["kind"]),
        baseline=float(entry["baseline"]),
        baseline_on=FIRST_DAY,
        target=float(entry["target"]),
        target_on=_before_the_end(scene),
        source=entry["source"],
        position=position,
    )
    for kind in ValueKind:
        for number, (share, value, source) in enumerate(entry[kind.value]):
            put(
                session,
                "indicator_value",
                f"{entry['key']} {kind.value} {number}",
                indicator_id=demo_id("indicator", entry["key"]),
                value_kind=kind,
                measured_on=scene.past(share),
                measure=float(value),
                source=source,
            )


def _before_the_end(scene: Scene) -> date:
    return date(scene.mandate_end.year - 1, 12, 31)


def _add_proposal(session: Session, scene: Scene, entry: dict[str, Any]) -> None:
    decided_on = scene.past(0.97)
    put(
        session,
        "verdict",
        "proposal",
        commitment_id=_commitment(entry["commitment"]),
        decided_on=decided_on,
        recorded_at=noon(decided_on),
        verdict_state=VerdictState.PROPOSED,
        progress=Progress(entry["progress"]),
        statement=entry["statement"],
        reason=entry["reason"],
        next_step=entry["next"],
        author_id=demo_id("volunteer", entry["author"]),
    )


def _kill_link(session: Session, scene: Scene, number: int) -> None:
    query = select(Evidence).where(Evidence.commitment_id == _commitment(number), Evidence.url != "")
    piece = session.execute(query.order_by(Evidence.id)).scalars().first()
    if piece is not None:
        piece.link_dead_on = scene.past(0.95)


def _add_review(session: Session, scene: Scene, entry: dict[str, Any], home: dict[str, str]) -> None:
    held_on = working_day(scene.today - timedelta(days=2))
    put(
        session,
        "review_session",
        "review",
        title=entry["title"],
        place=entry["place"],
        held_on=held_on,
        **home,
    )
    session_id = demo_id("review_session", "review")
    for member in entry["members"]:
        put(
            session,
            "review_member",
            f"review {member}",
            review_session_id=session_id,
            volunteer_id=demo_id("volunteer", member),
        )
    for position, item in zip(keys_after("", len(entry["items"])), entry["items"], strict=True):
        state = ReviewItemState(item["state"])
        put(
            session,
            "review_item",
            f"review {item['commitment']}",
            review_session_id=session_id,
            commitment_id=_commitment(item["commitment"]),
            verdict_id=demo_id("verdict", "proposal") if state is ReviewItemState.DISCUSSED else None,
            review_item_state=state,
            votes_for=item.get("for"),
            votes_against=item.get("against"),
            abstentions=item.get("abstentions"),
            discussion=item["discussion"],
            position=position,
        )
