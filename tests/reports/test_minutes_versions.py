"""The three versions of the minutes: what each says, what never leaves, in each kind of file."""

from __future__ import annotations

import re
import zipfile
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from altterr_desktop.domain.meetings import Audience, LineKind, MeetingSide, MinutesState
from altterr_desktop.domain.officials import OfficialKind
from altterr_desktop.reports.catalogue import find_report
from altterr_desktop.reports.minutes.data import Correction, FollowUpShown, LineShown, MinutesData, Present
from altterr_desktop.reports.minutes.versions import version_for
from altterr_desktop.services.after_meeting import amend_minutes
from altterr_desktop.services.minutes import (
    add_minutes_line,
    mark_held,
    turn_line_into_follow_up,
    validate_minutes,
)
from tests.builders import a_dossier, a_meeting, a_record, an_official
from tests.reports.golden import assert_golden, pdf_text
from tests.reports.invented_actions import minutes

SECRETS = (
    "insister sur la date",
    "obtenir un calendrier public",
    "Elle semble soulagée",
    "Préparer la presse",
    "Retirer l’aparté",
)


def whole() -> MinutesData:
    """Give the invented minutes with corrections, a follow-up of our own and a name typed by hand."""
    data = minutes()
    return replace(
        data,
        state=MinutesState.VALIDATED,
        validated_on=date(2029, 3, 20),
        validated_by="Basile",
        present=(*data.present, Present("Jean Service", MeetingSide.THEIRS, known=False)),
        follow_ups=(*data.follow_ups, FollowUpShown("Préparer la presse", MeetingSide.OURS, internal=True)),
        corrections=(
            Correction(
                "Le vote est en mai.", "L’étude n’est pas lancée.", date(2029, 3, 28), "Odile Vernoux"
            ),
            Correction("Retirer l’aparté.", internal=True),
        ),
    )


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("audience", list(Audience))
def test_each_version_says_what_it_said(audience: Audience, language: str, tmp_path: Path) -> None:
    data = version_for(replace(whole(), language=language), audience)
    path = tmp_path / "a.md"
    find_report("minutes").report().build(data, "md", path)
    assert_golden(path.read_text("utf-8"), f"minutes.{audience}.{language}.md.txt")


@pytest.mark.parametrize("fmt", ["md", "docx", "pdf"])
def test_what_is_internal_is_in_no_other_version(fmt: str, tmp_path: Path) -> None:
    for audience in (Audience.OFFICIAL, Audience.PUBLIC):
        text = words_of(version_for(whole(), audience), fmt, tmp_path)
        assert not [secret for secret in SECRETS if secret in text]
        assert "Le vote est en mai" in text
    inside = words_of(version_for(whole(), Audience.INTERNAL), fmt, tmp_path)
    assert all(secret in inside for secret in SECRETS)


def words_of(data: MinutesData, fmt: str, folder: Path) -> str:
    path = folder / f"a.{fmt}"
    find_report("minutes").report().build(data, fmt, path)
    if fmt == "md":
        return path.read_text("utf-8")
    if fmt == "docx":
        with zipfile.ZipFile(path) as parts:
            return re.sub(r"<[^>]+>", "", parts.read("word/document.xml").decode())
    return " ".join(pdf_text(path).split())


def test_for_publication_people_of_ours_and_unknown_names_are_counted(tmp_path: Path) -> None:
    data = version_for(whole(), Audience.PUBLIC)
    assert {one.side for one in data.present} == {MeetingSide.THEIRS}
    assert (data.volunteers > 0, data.others) == (True, 1)
    text = words_of(data, "md", tmp_path)
    for name in ("Jean Service", "Basile", "Chloé", "Ariane", "Dinh"):
        assert name not in text


def test_no_name_of_staff_is_published(tmp_path: Path) -> None:
    with a_dossier(tmp_path) as dossier:
        staff = {"official_kind": OfficialKind.STAFF, "function_title": "Service mobilités"}
        person = a_record(dossier, "official", given_name="Renée", family_name="Pontoise", **staff)
        meeting = a_meeting(dossier, title="Point avec Mme Pontoise")
        for official in (person, an_official(dossier)):
            a_record(
                dossier, "participant", meeting_id=meeting, official_id=official, side=MeetingSide.THEIRS
            )
        mark_held(dossier, meeting_id=meeting)
        said = add_minutes_line(
            dossier,
            meeting_id=meeting,
            text="Renée Pontoise enverra le plan.",
            kind=LineKind.PROMISE,
            speaker_id=person,
            promise_who="Mme Pontoise",
        ).subject_id
        felt = add_minutes_line(
            dossier, meeting_id=meeting, text="Fragile.", kind=LineKind.IMPRESSION
        ).subject_id
        turn_line_into_follow_up(dossier, line_id=said)
        turn_line_into_follow_up(dossier, line_id=felt, title="La rappeler doucement")
        validate_minutes(dossier, meeting_id=meeting)
        amend_minutes(dossier, meeting_id=meeting, line_id=felt, text="Plutôt solide.")
        report = find_report("minutes").report()
        text = words_of(report.load(dossier, meeting, audience=Audience.PUBLIC), "md", tmp_path)
        for word in ("Pontoise", "Renée", "Fragile", "doucement", "solide", "Zoé"):
            assert word not in text
        assert "Service mobilités enverra le plan" in text
        read = words_of(report.load(dossier, meeting, audience=Audience.OFFICIAL), "md", tmp_path)
        assert "Renée Pontoise enverra" in read
        assert "solide" not in read
        inside = words_of(report.load(dossier, meeting, audience=Audience.INTERNAL), "md", tmp_path)
        assert "solide" in inside
        assert "doucement" in inside


def test_what_people_type_opens_nothing_in_markdown(tmp_path: Path) -> None:
    data = version_for(whole(), Audience.OFFICIAL)
    hostile = "# titre\n- point\n[lien](https://exemple.org) <script>`x`</script> | a | 1. b"
    point = replace(data.points[0], lines=(LineShown(LineKind.SAID, hostile, "*Nom*"),))
    text = words_of(replace(data, points=(point,)), "md", tmp_path)
    assert "\n# titre" not in text
    assert not re.search(r"(?<!\\)\]\(", text)
    assert "<script>" not in text
    assert "\\# titre" in text
