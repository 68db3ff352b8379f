"""Match the words of a list of commitments with the dossier: themes, people, services, documents, places."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable

from sqlalchemy import select
from sqlalchemy.orm import Session

from altterr_desktop.domain.commitments import DocumentKind
from altterr_desktop.domain.folding import fold
from altterr_desktop.domain.identity import public_id
from altterr_desktop.domain.officials import OfficialKind
from altterr_desktop.domain.ordering import key_between
from altterr_desktop.model.commitments import PledgeDocument
from altterr_desktop.model.frameworks import Theme
from altterr_desktop.model.officials import Official
from altterr_desktop.model.territories import Territory
from altterr_desktop.services.imports import brought_back

_CLOSE_ENOUGH = 88
_CIVIL = frozenset({"m", "mr", "mme", "mlle", "monsieur", "madame"})
_BETWEEN_NAMES = re.compile(r"\s*[,;/&\n]\s*|\s+et\s+")
_BETWEEN_SERVICES = re.compile(r"\s*[,;/\n]\s*")
_IN_BRACKETS = re.compile(r"\([^)]*\)")
_TITLES = re.compile(r"^(?:(?:la )?(?:commune|ville|mairie|cc|ca|cu) (?:de|du|des|d) )?(?:(?:la|le|les|l) )?")
# A cell of this column may hold a person's name: only what reads as a service becomes one.
_SERVICE_WORDS = frozenset({
    "direction", "service", "services", "pole", "departement", "mission", "cellule", "unite", "regie", "syndicat",
    "agence", "office", "bureau", "dgs", "dst", "ccas", "centre",
})  # fmt: skip


class Themes:
    """Find a theme by its name, or add it to the group's list."""

    def __init__(self, session: Session, *, may_add: bool) -> None:
        self._session = session
        self._may_add = may_add
        themes = session.execute(select(Theme).where(~Theme.deleted).order_by(Theme.position)).scalars().all()
        self._by_name = {fold(theme.name): theme for theme in themes}
        self._last = max((theme.position for theme in themes), default="")

    def find(self, words: str) -> Theme | None:
        """Give the theme of this name, else one of a near name, else a new one where that is allowed."""
        name = fold(words)
        theme = self._by_name.get(name) or self._near(name)
        if theme is None and self._may_add and name:
            self._last = key_between(self._last, "")
            theme_id = public_id("theme", name)
            theme = self._session.get(Theme, theme_id)
            if theme is None:
                theme = Theme(id=theme_id, name=words.strip(), position=self._last)
                self._session.add(theme)
            elif not brought_back(self._session, theme):
                theme = None
        if theme is not None:
            self._by_name[name] = theme
        return theme

    def _near(self, name: str) -> Theme | None:
        words = _stems(name)
        for known, theme in self._by_name.items():
            # «Mobilités» for «Mobilité», «Énergie» for «Énergie et climat».
            if words and (words <= _stems(known) or _stems(known) <= words):
                return theme
        from rapidfuzz import fuzz, process

        close = process.extractOne(name, list(self._by_name), scorer=fuzz.ratio, score_cutoff=_CLOSE_ENOUGH)
        return self._by_name[close[0]] if close is not None else None


def _stems(name: str) -> frozenset[str]:
    return frozenset(word.rstrip("s") for word in name.split() if len(word) > 3)  # noqa: PLR2004 - small words say nothing


class Actors:
    """Find elected people by name and services by function; people are never added by a list of commitments."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._people: dict[str, list[Official]] = defaultdict(list)
        self._services: dict[str, Official] = {}
        for official in session.execute(select(Official).where(~Official.deleted)).scalars():
            if official.official_kind is OfficialKind.STAFF:
                self._services.setdefault(fold(official.function_title), official)
            else:
                self._index(official)

    def _index(self, official: Official) -> None:
        family, given = fold(official.family_name), fold(official.given_name)
        for name in {f"{given} {family}", f"{family} {given}", family}:
            self._people[name.strip()].append(official)

    def official(self, words: str) -> Official | None:
        """Give the one elected person these words name, whole name or family name alone; None when in doubt."""
        for part in (words, *_BETWEEN_NAMES.split(words)):
            name = " ".join(word for word in fold(_IN_BRACKETS.sub(" ", part)).split() if word not in _CIVIL)
            found = self._people.get(name, []) if name else []
            if len(found) == 1:
                return found[0]
        return None

    def service(self, words: str, territory: Territory | None) -> tuple[Official | None, str]:
        """Give the service named in these words, added when it is new, and the words that name no service.

        Staff are known by their function: a part that does not read as one may be a person's name, and is left.
        """
        found, left = None, []
        for part in _BETWEEN_SERVICES.split(words):
            service = self._service(part, territory) if found is None else None
            if service is None and part:
                left.append(part)
            found = found or service
        return found, ", ".join(left)

    def _service(self, words: str, territory: Territory | None) -> Official | None:
        name = fold(words)
        known = self._services.get(name)
        if known is not None or _SERVICE_WORDS.isdisjoint(name.split()):
            return known
        place = territory.code if territory is not None else ""
        service_id = public_id("official", "staff", place, name)
        service = self._session.get(Official, service_id)
        if service is None:
            service = Official(
                id=service_id,
                official_kind=OfficialKind.STAFF,
                function_title=words.strip(),
                territory_id=territory.id if territory is not None else None,
            )
            self._session.add(service)
        elif not brought_back(self._session, service):
            return None
        self._services[name] = service
        return service


class Documents:
    """Find the document commitments were made in by its title, or add it."""

    def __init__(self, session: Session) -> None:
        self._session = session
        documents = session.execute(select(PledgeDocument).where(~PledgeDocument.deleted)).scalars()
        self._by_title = {fold(document.title): document for document in documents}

    def find(
        self, title: str, kind: DocumentKind, territory: Territory | None, mandate_id: str | None
    ) -> PledgeDocument | None:
        """Give the document of this title; an empty title names none."""
        name = fold(title)
        if not name or name in self._by_title:
            return self._by_title.get(name)
        place = territory.code if territory is not None else ""
        document_id = public_id("pledge_document", place, name)
        document = self._session.get(PledgeDocument, document_id)
        if document is None:
            document = PledgeDocument(
                id=document_id,
                title=title.strip(),
                document_kind=kind,
                territory_id=territory.id if territory is not None else None,
                mandate_id=mandate_id,
            )
            self._session.add(document)
        elif not brought_back(self._session, document):
            return None
        self._by_title[name] = document
        return document


def place_named(territories: Iterable[Territory], words: str) -> Territory | None:
    """Give the territory of this name or code, «ville de» and the like left out."""
    name = _TITLES.sub("", fold(words))
    found = [
        territory
        for territory in territories
        if name in (_TITLES.sub("", fold(territory.name)), fold(territory.code))
    ]
    return found[0] if len(found) == 1 else None
