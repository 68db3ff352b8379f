"""Recognise in a word or two how far a commitment is; must leave undecided what could be read in two ways."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from altterr_desktop.domain.commitments import OffScale, Progress
from altterr_desktop.importers.files.words import label_of


class Status(NamedTuple):
    """Hold a recognised status and how sure the recognition is, from 0 to 1."""

    progress: Progress | None
    off_scale: OffScale | None
    confidence: float


_SURE: dict[Progress | OffScale, tuple[str, ...]] = {
    Progress.NOT_ASSESSED: (
        "non évalué", "pas évalué", "à évaluer", "non renseigné", "nsp", "ne sait pas", "ne sais pas évaluer",
        "inconnu", "not assessed", "not yet rated", "not rated", "no data", "nodata", "unknown",
        "sans réponse", "non positionné", "pas encore évalué", "à déterminer", "unrated", "impossible à noter",
    ),
    Progress.NOT_STARTED: (
        "non commencé", "pas commencé", "non démarré", "pas démarré", "à venir", "à faire", "à lancer",
        "not started", "to do", "todo", "rien", "rien de visible", "aucune action", "non initié", "non engagé",
        "à démarrer", "pas fait", "non fait", "upcoming", "no progress", "pas encore commencé",
        "en attente de démarrage", "not begun",
    ),
    Progress.ANNOUNCED: (
        "annoncé", "prévu", "programmé", "planifié", "promis", "voté", "à l'étude", "en projet",
        "en préparation", "announced", "planned", "proposed", "promised", "scheduled", "définitif",
        "dépôt pour avis", "en cours d'élaboration", "programme", "inscrit au budget", "étude", "adopté",
    ),
    Progress.IN_PROGRESS: (
        "en cours", "commencé", "démarré", "lancé", "engagé", "in progress", "ongoing", "started", "underway",
        "in the works", "working", "en cours de réalisation", "en voie de réalisation", "mise en œuvre",
        "en œuvre", "en cours de mise en œuvre", "opérationnel", "on track", "appears on track", "initié",
        "amorcé", "en chantier", "travaux en cours", "active", "wip",
    ),
    Progress.PARTLY_DONE: (
        "réalisé en partie", "partiellement réalisé", "en partie", "partiel", "partiellement",
        "partiellement tenu", "partly", "partly done", "partially done", "partially delivered", "partial",
        "partially", "compromise", "en partie réalisé", "fait en partie", "partiellement fait",
        "à moitié fait", "incomplet", "mostly done",
    ),
    Progress.DONE: (
        "réalisé", "terminé", "fait", "achevé", "tenu", "done", "delivered", "completed", "complete",
        "achieved", "kept", "promise kept", "finished", "accompli", "livré", "entièrement réalisé",
        "totalement réalisé", "clos", "fini", "finalisé", "implemented", "atteint", "déjà fait", "oui",
    ),
    Progress.SUSPENDED: (
        "suspendu", "en suspens", "en pause", "bloqué", "stalled", "paused", "on hold", "gelé", "reporté",
        "ajourné", "à l'arrêt", "arrêté", "blocked", "postponed", "delayed indefinitely", "stoppé",
        "interrompu",
    ),
    Progress.ABANDONED: (
        "abandonné", "annulé", "rompu", "rompue", "contredit", "trahi", "abandoned", "broken",
        "promise broken", "cancelled", "canceled", "dropped", "abandonné ou contredit", "renié", "cassé",
        "supprimé", "reversed",
    ),
    OffScale.NOT_MEASURABLE: (
        "non mesurable", "pas mesurable", "invérifiable", "trop vague", "not measurable", "unmeasurable",
        "too vague", "non évaluable", "inévaluable", "non renseignable", "not assessable",
    ),
    OffScale.OUTSIDE_COMPETENCE: (
        "hors compétence", "hors de compétence", "outside competence", "not competent",
        "compétence de la métropole", "passage de compétence à la métropole", "pas de la compétence",
        "hors champ", "compétence intercommunale",
    ),
    OffScale.VOID: (
        "caduc", "caduque", "sans objet", "obsolète", "void", "superseded", "not applicable", "na", "n/a",
        "obsolete", "non concerné", "remplacé",
    ),
}  # fmt: skip

# Words that trackers use for more than one thing: recognised, but to be looked at again.
_UNSURE: dict[Progress | OffScale, tuple[str, ...]] = {
    Progress.NOT_STARTED: ("à discuter", "non réalisé", "non tenu", "not delivered", "not kept", "not done",
                           "non attesté", "non attesté non réalisé", "non atteint", "non", "no"),
    Progress.IN_PROGRESS: ("en retard", "late", "behind schedule", "appears off track", "off track", "détaillé",
                           "retardé", "delayed"),
    Progress.PARTLY_DONE: ("largely", "mostly", "suffisamment avancé", "bien avancé", "un peu cassé ou trop peu avancé",
                           "presque terminé"),
    Progress.DONE: ("yes", "ok", "✓", "✔", "✅", "x"),
}  # fmt: skip
_UNSURE_CONFIDENCE = 0.6
_HEAD_CONFIDENCE = 0.8
_PERCENT_CONFIDENCE = 0.6
_CLOSE_ENOUGH = 88

_PERCENT = re.compile(r"^(\d{1,3})(?:[.,]\d+)?\s*%$")
_HEAD_END = re.compile(r"\s+[-–—]\s+|[:;(,/.\n]")
_NEGATIONS = frozenset({"non", "pas", "not", "no", "in", "un", "jamais", "never", "aucun", "sans"})
# Letters of agreement, that «réalisé·e·s» and «réalisées» differ by.
_AGREEMENT = re.compile(r"(?<=[a-z]e)(?:e|s|es)\b|(?<=[tui])(?:e|s|es)\b")


@lru_cache(maxsize=2048)
def read_status(text: str) -> Status | None:
    """Recognise a status, French or English: exact words, words close to them, or a percentage; else None.

    A comment after the word («Terminé – inauguré en mai») is allowed and lowers the confidence. «Late» gives
    IN_PROGRESS with a low confidence: lateness is computed from the deadline, never stored.
    """
    percent = _PERCENT.match(text.strip())
    if percent:
        return _of_percent(int(percent.group(1)))
    known = _known(text)
    if known is not None:
        return known
    head = _HEAD_END.split(text.strip(), maxsplit=1)[0]
    known = _known(head) if head != text.strip() else None
    if known is not None:
        return known._replace(confidence=min(known.confidence, _HEAD_CONFIDENCE))
    return _close(_plain(text)) or _close(_plain(head))


def _of_percent(share: int) -> Status | None:
    if share > 100:  # noqa: PLR2004 - a percentage
        return None
    if share in {0, 100}:
        return Status(Progress.DONE if share else Progress.NOT_STARTED, None, 0.9)
    return Status(Progress.IN_PROGRESS, None, _PERCENT_CONFIDENCE)


def _plain(text: str) -> str:
    return _AGREEMENT.sub("", label_of(text)) or text.strip()


def _status(value: Progress | OffScale, confidence: float) -> Status:
    if isinstance(value, OffScale):
        return Status(None, value, confidence)
    return Status(value, None, confidence)


def _vocabulary() -> dict[str, Status]:
    words: dict[str, Status] = {}
    for table, confidence in ((_SURE, 1.0), (_UNSURE, _UNSURE_CONFIDENCE)):
        for value, labels in table.items():
            words.update({_plain(label): _status(value, confidence) for label in labels})
    return words


_KNOWN = _vocabulary()


def _known(text: str) -> Status | None:
    return _KNOWN.get(_plain(text))


def _close(plain: str) -> Status | None:
    """Find a known status but for a slip of the pen; a negation must be in both or in neither."""
    if len(plain) < 4:  # noqa: PLR2004 - shorter words are one letter away from anything
        return None
    from rapidfuzz import fuzz, process

    negated = bool(_NEGATIONS & set(plain.split()))
    for label, score, _index in process.extract(
        plain, list(_KNOWN), scorer=fuzz.ratio, score_cutoff=_CLOSE_ENOUGH
    ):
        if bool(_NEGATIONS & set(label.split())) == negated:
            return _KNOWN[label]._replace(confidence=min(_KNOWN[label].confidence, score / 100 - 0.05))
    return None
