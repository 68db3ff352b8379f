"""Recognise the people of a register among those of the dossier; must write no seat and keep no birth date."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from altterr_desktop.domain.drafts import SeatDraft
from altterr_desktop.domain.folding import fold
from altterr_desktop.domain.identity import birth_key, public_id
from altterr_desktop.domain.officials import OfficialKind
from altterr_desktop.i18n.names import display_name
from altterr_desktop.model.officials import Official
from altterr_desktop.services.imports import revivable, set_changed

_PARTICLES = frozenset({"de", "du", "des", "d", "la", "le", "les", "l"})
_CLOSE_ENOUGH = 85


def person_key(family_name: str, given_name: str) -> str:
    """Give the form in which two writings of a person's name are equal: no case, accent, hyphen or particle."""
    return f"{_family_key(family_name)}|{fold(given_name)}"


def _family_key(family_name: str) -> str:
    words = fold(family_name).split()
    return " ".join([word for word in words if word not in _PARTICLES] or words)


def is_near_name(one: str, other: str) -> bool:
    """Tell whether two family names may be the same person's: compound names, particles, a slip of the key."""
    first, second = _family_key(one), _family_key(other)
    words, others = set(first.split()), set(second.split())
    if not words or not others:
        return False
    if words <= others or others <= words:
        return True
    from rapidfuzz import fuzz

    return fuzz.ratio(first, second) >= _CLOSE_ENOUGH


class People:
    """Index the elected people of a dossier by birth key, and by name and place."""

    def __init__(self, session: Session, salt: str) -> None:
        self._session = session
        self._salt = salt
        query = select(Official).where(Official.official_kind == OfficialKind.ELECTED).order_by(Official.id)
        everyone = session.execute(query).scalars().all()
        self._revivable = revivable(session, everyone)
        self._by_id = {official.id: official for official in everyone}
        self._by_birth: dict[str, list[Official]] = defaultdict(list)
        self._by_name: dict[tuple[str, str], list[Official]] = defaultdict(list)
        self._places: dict[str, set[str]] = defaultdict(set)
        self.added: set[str] = set()
        for official in everyone:
            if official.birth_key:
                self._by_birth[official.birth_key].append(official)
            if official.territory_id:
                self.place(official.id, official.territory_id)

    def place(self, official_id: str, territory_id: str) -> None:
        """Note that somebody sits or works in a territory."""
        official = self._by_id.get(official_id)
        if official is None or territory_id in self._places[official_id]:
            return
        self._places[official_id].add(territory_id)
        if not official.deleted:
            self._by_name[person_key(official.family_name, official.given_name), territory_id].append(
                official
            )

    def named(self, official_id: str) -> Official | None:
        """Give one of the people by id."""
        return self._by_id.get(official_id)

    def is_kept(self, official_id: str) -> bool:
        """Tell whether somebody is in the dossier and was not deleted."""
        official = self._by_id.get(official_id)
        return official is not None and not official.deleted

    def key_of(self, draft: SeatDraft) -> str:
        """Hide a draft's birth date; empty where it is unknown."""
        return birth_key(self._salt, draft.birth_date, draft.given_name) if draft.birth_date else ""

    def recognise(self, draft: SeatDraft, places: Sequence[str], *, namesakes: bool) -> Official | None:
        """Find the person of a draft, or add them; None for somebody a volunteer deleted.

        `places` are the territories the draft speaks of. The birth key comes first; then, for a person typed by
        hand, the same name in the same territory, unless the file holds several people of that name there
        (`namesakes`). A person recognised has their missing birth key filled.
        """
        key = self.key_of(draft)
        official = self._by_birth_key(draft, key, places)
        if official is None and not namesakes:
            official = self._by_same_name(draft, key, places)
        official = official or self._known_or_deleted(draft, key, places)
        if official is None:
            official = self._add(draft, key, places)
        elif official.deleted:
            if official.id not in self._revivable:
                return None
            official.deleted = False
        self._complete(official, draft, key)
        for place in places:
            self.place(official.id, place)
        return official

    def _by_birth_key(self, draft: SeatDraft, key: str, places: Sequence[str]) -> Official | None:
        candidates = [official for official in self._by_birth.get(key, ()) if not official.deleted]
        return self._closest(candidates, draft, places)

    def _known_or_deleted(self, draft: SeatDraft, key: str, places: Sequence[str]) -> Official | None:
        candidates = self._by_birth.get(key, ()) if key else ()
        return self._closest(candidates, draft, places) or self._by_id.get(_new_id(draft, key))

    def _closest(
        self, candidates: Collection[Official], draft: SeatDraft, places: Sequence[str]
    ) -> Official | None:
        """Prefer the same name, then a near one, then any name in the same place: a name changes by marriage."""
        own = _family_key(draft.family_name)
        for official in candidates:
            if _family_key(official.family_name) == own:
                return official
        for official in candidates:
            if is_near_name(official.family_name, draft.family_name):
                return official
        return next((official for official in candidates if self._places[official.id] & set(places)), None)

    def _by_same_name(self, draft: SeatDraft, key: str, places: Sequence[str]) -> Official | None:
        name = person_key(draft.family_name, draft.given_name)
        found = {
            official.id: official
            for place in places
            for official in self._by_name.get((name, place), ())
            if not (key and official.birth_key) and not official.deleted
        }
        return next(iter(found.values())) if len(found) == 1 else None

    def _add(self, draft: SeatDraft, key: str, places: Sequence[str]) -> Official:
        official = Official(
            id=_new_id(draft, key),
            official_kind=OfficialKind.ELECTED,
            # Registers write names in capitals: they are kept as people read them.
            family_name=display_name("", draft.family_name),
            given_name=display_name(draft.given_name, ""),
            gender=draft.gender,
            birth_key=key,
            from_register=True,
        )
        self._session.add(official)
        self.added.add(official.id)
        self._by_id[official.id] = official
        if key:
            self._by_birth[key].append(official)
        for place in places:
            self.place(official.id, place)
        return official

    def _complete(self, official: Official, draft: SeatDraft, key: str) -> None:
        """Fill what is missing; a name is replaced only by one that has nothing in common with it."""
        values: dict[str, Any] = {"from_register": True}
        if key and not official.birth_key:
            values["birth_key"] = key
            self._by_birth[key].append(official)
        if draft.gender and not official.gender:
            values["gender"] = draft.gender
        if not is_near_name(official.family_name, draft.family_name):
            values["family_name"] = display_name("", draft.family_name)
        set_changed(official, values)


def _new_id(draft: SeatDraft, key: str) -> str:
    if key:
        return public_id("official", draft.family_name, key)
    name = f"{draft.family_name} {draft.given_name}"
    return public_id("official", draft.territory_code, draft.assembly, name)
