"""Bring lists of candidates into an election, as one act; must read no file and touch no answer."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from altterr_desktop.domain.drafts import CandidateDraft, Problem
from altterr_desktop.domain.elections import ElectionState
from altterr_desktop.domain.errors import NotFound
from altterr_desktop.domain.folding import fold
from altterr_desktop.domain.identity import public_id
from altterr_desktop.domain.ordering import key_between
from altterr_desktop.dossier.file import Dossier
from altterr_desktop.i18n import _
from altterr_desktop.i18n.names import display_name
from altterr_desktop.journal.changes import Changes
from altterr_desktop.journal.recording import recording
from altterr_desktop.model.elections import Candidate, CandidateList, Election
from altterr_desktop.model.territories import Territory
from altterr_desktop.services.imports import (
    ImportAction,
    ImportCounts,
    ImportLine,
    ImportPreview,
    Tally,
    brought_back,
    changed_words,
    set_changed,
)
from altterr_desktop.services.records import live_record


def election_prepared(dossier: Dossier) -> tuple[str, str]:
    """Give the id and title of the election that is prepared, the latest one. Raises NotFound."""
    query = (
        select(Election)
        .where(~Election.deleted, Election.election_state != ElectionState.DONE)
        .order_by(Election.first_round_on.desc(), Election.id)
    )
    with dossier.reading() as session:
        election = session.execute(query).scalars().first()
        if election is None:
            raise NotFound(_("Add the election first (Elections), then bring its lists in."))
        return election.id, election.title


def preview_candidates(
    dossier: Dossier, drafts: Sequence[CandidateDraft], *, election_id: str, problems: Sequence[Problem] = ()
) -> ImportPreview:
    """Say what bringing lists in would change; nothing is written. Raises NotFound."""
    with dossier.reading() as session, session.no_autoflush:
        return _Import(session, election_id, problems).run(drafts).preview()


def apply_candidates(
    dossier: Dossier, drafts: Sequence[CandidateDraft], *, election_id: str, problems: Sequence[Problem] = ()
) -> tuple[Changes, ImportCounts]:
    """Bring lists in, as one act that can be undone; lines of other communes are left aside. Raises NotFound."""
    with recording(dossier, "") as work, work.session.no_autoflush:
        run = _Import(work.session, election_id, problems)
        counts = run.run(drafts).preview().counts
        work.label = _("Lists of candidates imported: {election}").format(election=run.election.title)
        work.subject_id = election_id
    return work.changes, counts


class _Import:
    """Run the lines of a file through the lists of one election."""

    def __init__(self, session: Session, election_id: str, problems: Sequence[Problem]) -> None:
        self._session = session
        self.election: Any = live_record(session, "election", election_id)
        self._tally = Tally(problems=list(problems))
        territory = session.get(Territory, self.election.territory_id or "")
        self._places = (
            {fold(part) for part in (territory.code, territory.name, *territory.former_codes.split())}
            if territory is not None
            else set()
        )
        lists = session.execute(
            select(CandidateList).where(CandidateList.election_id == election_id)
        ).scalars()
        self._lists = {one.id: one for one in lists}
        self._people = {
            one.id: one
            for one in session.execute(
                select(Candidate).where(Candidate.candidate_list_id.in_(list(self._lists)))
            ).scalars()
        }
        self._last = max((one.position for one in self._lists.values()), default="")
        self._seen: set[str] = set()

    def run(self, drafts: Sequence[CandidateDraft]) -> Tally:
        """Write the lines of our commune."""
        ours = [draft for draft in drafts if not draft.place or fold(draft.place) in self._places]
        if drafts and not ours:
            reason = _("No line of this file is about the territory of this election.")
            self._tally.problems.append(Problem(0, reason))
        for draft in ours:
            asked = self._list(draft)
            if asked is not None and (draft.family_name or draft.given_name):
                self._person(asked, draft)
        return self._tally

    def _list(self, draft: CandidateDraft) -> CandidateList | None:
        known = next(
            (
                one
                for one in self._lists.values()
                if not one.deleted and fold(one.name) == fold(draft.list_name)
            ),
            None,
        )
        list_id = public_id("candidate_list", self.election.id, draft.list_name)
        if known is None:
            known = self._lists.get(list_id)
            if known is not None and not brought_back(self._session, known):
                return None
        is_new = known is None
        if known is None:
            self._last = key_between(self._last, "")
            known = CandidateList(
                id=list_id, election_id=self.election.id, name=draft.list_name, position=self._last
            )
            self._session.add(known)
            self._lists[list_id] = known
        if draft.political_label and not known.political_label:
            set_changed(known, {"political_label": draft.political_label})
        if known.id not in self._seen:
            self._seen.add(known.id)
            self._line(
                "candidate_list",
                known.id,
                known.name,
                draft.line,
                "" if is_new else changed_words(known),
                is_new=is_new,
            )
        return known

    def _person(self, asked: CandidateList, draft: CandidateDraft) -> None:
        person_id = public_id("candidate", asked.id, draft.family_name, draft.given_name)
        person = self._people.get(person_id)
        is_new = person is None
        if person is None:
            person = Candidate(id=person_id, candidate_list_id=asked.id)
            self._session.add(person)
            self._people[person_id] = person
        elif not brought_back(self._session, person):
            return
        values = {
            "rank": draft.rank if draft.rank is not None else person.rank,
            "given_name": draft.given_name,
            "family_name": draft.family_name,
            "gender": draft.gender or person.gender or "",
        }
        set_changed(person, values)
        name = display_name(draft.given_name, draft.family_name)
        self._line(
            "candidate", person_id, name, draft.line, "" if is_new else changed_words(person), is_new=is_new
        )

    def _line(self, kind: str, record_id: str, name: str, line: int, details: str, *, is_new: bool) -> None:
        action: ImportAction = "created" if is_new else "updated" if details else "unchanged"
        self._tally.lines.append(ImportLine(action, kind, record_id, name, details, line))
