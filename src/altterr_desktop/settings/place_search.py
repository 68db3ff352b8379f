"""Rank the territories that typed words or a code may mean; must not know what a place holds."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice

from altterr_desktop.domain.folding import fold
from altterr_desktop.settings.gazetteer import Gazetteer, mark_leads, spell_saints

_SPELLED_NATURES = (
    (re.compile(r"\b(?:communaute|com) (?:de )?(?:communes|com)\b"), "cc"),
    (re.compile(r"\bcommunaute d agglo(?:meration)?\b"), "ca"),
    (re.compile(r"\bcommunaute urbaine\b"), "cu"),
)
_CODE = re.compile(r"\d{1,9}|2[AB]\d{0,3}")
_DEPARTMENT = re.compile(r"\d{1,3}|2[AB]")
_INSEE_LENGTH = 5
# A page pasted by mistake is no name: the longest has 90 signs.
_LONGEST_QUERY, _MOST_WORDS = 200, 20
# Every SIREN of an EPCI begins with 20 or 24: fewer digits than these mean a commune.
_SIREN_BEGINNING = 4

_EXACT, _EXACT_BUT_ARTICLE, _PREFIX, _WORDS = range(4)


@dataclass(frozen=True, slots=True)
class Hit:
    """Hold a row of the gazetteer, and the place in its list of former communes that led there."""

    row: int
    former: int | None = None


@dataclass(frozen=True, slots=True)
class Scope:
    """Say which runs are looked through, in which départements (empty: all), and how many hits are wanted."""

    register: Gazetteer
    runs: Collection[str]
    limit: int
    departments: frozenset[str] = frozenset()

    def texts(self) -> Iterator[tuple[str, str]]:
        """Give the texts to scan with the run whose names they hold."""
        yield from ((run, text) for run, text in self.register.lines.items() if run in self.runs)
        if "commune" in self.runs:
            yield "former", self.register.former_lines

    def hits(self, run: str, lines: Iterable[str]) -> Iterator[Hit]:
        """Read the lines of a text; at most `limit` that lie in the départements."""
        return islice(filter(self._holds, (self._read(run, line) for line in lines)), self.limit)

    def _read(self, run: str, line: str) -> Hit:
        number = int(line[line.index("|") + 1 :])
        if run != "former":
            return Hit(number)
        return Hit(self.register.row("commune", self.register.former[2][number]) or 0, number)

    def _holds(self, hit: Hit) -> bool:
        if not self.departments:
            return True
        home = self.register.department_row(hit.row)
        return home is not None and self.register.codes[home] in self.departments


@dataclass
class _Ranking:
    """Gather rows without repeats, each under the best rank it was found at."""

    scope: Scope
    ranks: dict[int, tuple[int, Hit]] = field(default_factory=dict)

    def add(self, rank: int, hits: Iterable[Hit]) -> None:
        for hit in hits:
            self.ranks.setdefault(hit.row, (rank, hit))

    def full(self) -> bool:
        return len(self.ranks) >= self.scope.limit

    def best(self) -> list[Hit]:
        populations = self.scope.register.populations

        def key(entry: tuple[int, Hit]) -> tuple[int, bool, int, int]:
            rank, hit = entry
            # Rows of communes come before those of larger territories: a tie goes to the commune.
            return rank, hit.former is not None, -populations[hit.row], hit.row

        return [hit for _rank, hit in sorted(self.ranks.values(), key=key)[: self.scope.limit]]


def search_rows(register: Gazetteer, text: str, *, limit: int, runs: Collection[str]) -> list[Hit]:
    """Give the best rows for what was typed, at most `limit`, in the runs asked for."""
    query = " ".join(fold(text[:_LONGEST_QUERY]).split()[:_MOST_WORDS])
    for spelled, short in _SPELLED_NATURES:
        query = spelled.sub(short, query)
    if not query or limit < 1:
        return []
    scope = Scope(register, runs, limit)
    return (
        _by_code(scope, query.replace(" ", "").upper())
        or _by_name_and_number(scope, query)
        or _by_name(scope, query)
        or _by_joined_words(scope, query)
        or _by_name_and_department(scope, query)
    )


def _by_name(scope: Scope, query: str) -> list[Hit]:
    ranking = _Ranking(scope)
    # «st» may be a saint or the beginning of Strasbourg.
    wordings = tuple(dict.fromkeys((query, spell_saints(query))))
    for rank in (_EXACT, _EXACT_BUT_ARTICLE, _PREFIX, _WORDS):
        for run, text in scope.texts():
            for wording in wordings:
                lines = _ranked_lines(rank, run, text, wording)
                ranking.add(rank, scope.hits(run, lines))
        if ranking.full():
            break
    return ranking.best()


def _ranked_lines(rank: int, run: str, text: str, wording: str) -> Iterator[str]:
    if rank == _EXACT:
        yield from _lines_with(text, mark_leads(run, f"\n{wording}") + "|")
    elif rank == _EXACT_BUT_ARTICLE:
        yield from _lines_with(text, f"  {wording}|")
    elif rank == _PREFIX:
        # «la ro» begins «la rochelle» as it is; «la» may still be the article or a word.
        for needle in dict.fromkeys((mark_leads(run, f"\n{wording}"), f"\n {wording}", f"  {wording}")):
            yield from _lines_with(text, needle)
    else:
        yield from _lines_with_each(text, wording.split())


def _by_joined_words(scope: Scope, query: str) -> list[Hit]:
    """Give the names that begin so once all spaces are left out: «lisle jourdain», «saintetienne»."""
    ranking = _Ranking(scope)
    needle = "\n" + query.replace(" ", "")
    for run, text in scope.texts():
        ranking.add(_PREFIX, scope.hits(run, _lines_with(text.replace(" ", ""), needle)))
    return ranking.best()


def _by_name_and_number(scope: Scope, query: str) -> list[Hit]:
    """Give what the words mean in the département whose number ends the query: «saint denis 93»."""
    name, _space, number = query.upper().rpartition(" ")
    if not name or not _DEPARTMENT.fullmatch(number):
        return []
    return _by_name(_within(scope, frozenset({number.zfill(2)})), name.lower())


def _by_name_and_department(scope: Scope, query: str) -> list[Hit]:
    """Give what the first words mean in the département that the last words name: «isle jourdain gers»."""
    words = query.split()
    text = scope.register.lines["departement"]
    for cut in range(len(words) - 1, 0, -1):
        rows = [int(line.rpartition("|")[2]) for line in _lines_with_each(text, words[cut:])]
        homes = frozenset(scope.register.codes[row] for row in rows)
        if homes and (hits := _by_name(_within(scope, homes), " ".join(words[:cut]))):
            return hits
    return []


def _within(scope: Scope, departments: frozenset[str]) -> Scope:
    return Scope(scope.register, scope.runs, scope.limit, departments)


def _by_code(scope: Scope, code: str) -> list[Hit]:
    """Give the territories whose code is or begins so: INSEE and SIREN, then postal."""
    if not _CODE.fullmatch(code):
        return []
    register = scope.register
    ranking = _Ranking(scope)
    padded = code.zfill(_INSEE_LENGTH) if len(code) == _INSEE_LENGTH - 1 else code.zfill(2)
    for run in scope.runs:
        # «32» is the Gers before it is Hauts-de-France.
        exact = _EXACT_BUT_ARTICLE if run == "region" else _EXACT
        ranking.add(
            exact, (Hit(row) for one in (code, padded) if (row := register.row(run, one)) is not None)
        )
        if run != "epci" or len(code) >= _SIREN_BEGINNING:
            ranking.add(_PREFIX, map(Hit, register.rows_from(run, code)))
    if "commune" in scope.runs:
        ranking.add(_WORDS, map(Hit, register.postal_rows(code)))
    return ranking.best()


def _lines_with(text: str, needle: str) -> Iterator[str]:
    r"""Give each line that holds the needle, which may begin with the `\n` that starts the line."""
    place = text.find(needle)
    while place >= 0:
        end = text.index("\n", place + 1)
        yield text[text.rindex("\n", 0, place + 1) + 1 : end]
        place = text.find(needle, end)


def _lines_with_each(text: str, words: list[str]) -> Iterator[str]:
    """Give each line that holds a word beginning with each of these."""
    # The rarest beginning is looked for, the others are checked on its lines alone.
    rarest, *others = sorted((f" {word}" for word in words), key=text.count)
    return (line for line in _lines_with(text, rarest) if all(other in line for other in others))
