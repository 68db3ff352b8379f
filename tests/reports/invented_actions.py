"""A meeting, its minutes and an action in the invented territory; no real person is in here."""

from __future__ import annotations

from datetime import date

from altterr_desktop.domain.commitments import Standing
from altterr_desktop.domain.dates import DeclarationWindow, half_years
from altterr_desktop.domain.meetings import (
    FollowUpState,
    LineKind,
    MeetingKind,
    MeetingRole,
    MeetingSide,
    MinutesState,
)
from altterr_desktop.domain.mobilisations import ChecklistArea, EscalationStep, MobilisationKind
from altterr_desktop.reports.minutes.data import FollowUpShown, LineShown, MinutesData, PointShown, Present
from altterr_desktop.reports.mobilisation.data import (
    CommitmentConcerned,
    ItemShown,
    MobilisationData,
    RoleNeeded,
    StepShown,
)
from altterr_desktop.reports.preparation.data import (
    AgendaSlot,
    CommitmentRaised,
    ObjectionAnswered,
    PersonMet,
    PreparationData,
    RoleTaken,
    StandingThen,
)
from tests.reports.invented import GROUP, TERRITORY


def _then(*states: str) -> tuple[StandingThen, ...]:
    periods = half_years(date(2026, 7, 1), date(2029, 3, 15))
    return tuple(
        StandingThen(*period, Standing(state)) for period, state in zip(periods, states, strict=True)
    )


def preparation() -> PreparationData:
    """Make the preparation of one meeting."""
    return PreparationData(
        title="La vice-présidente chargée du climat",
        territory=TERRITORY,
        group=GROUP,
        language="fr",
        written_on=date(2029, 3, 9),
        held_on=date(2029, 3, 13),
        start_time="18:00",
        duration_minutes=40,
        place="hôtel de communauté",
        goal=(
            "obtenir un calendrier public pour la tarification incitative et la publication annuelle du"
            " suivi du plan climat."
        ),
        people=(
            PersonMet(
                "Odile Vernoux",
                "vice-présidente chargée du climat",
                (
                    "Élue depuis 2020, vice-présidente depuis 2026. Préside la commission transition, siège au "
                    "syndicat des déchets. A reçu le groupe deux fois ; répond en général sous trois semaines."
                ),
                "ordre du jour de la commission, budget transition (1,8 M€), convention avec l’agence de l’énergie.",
            ),
        ),
        roles=(
            RoleTaken(MeetingRole.SPOKESPERSON, "Ariane"),
            RoleTaken(MeetingRole.ASKER, "Dinh"),
            RoleTaken(MeetingRole.NOTE_TAKER, "Basile"),
            RoleTaken(MeetingRole.TIMEKEEPER, "Chloé"),
        ),
        agenda=(
            AgendaSlot("Merci, rappel du cadre", 5, "Ariane"),
            AgendaSlot("Ce qui avance, à dire en premier", 8, "Ariane"),
            AgendaSlot("Trois engagements, trois questions", 17, "Basile, puis Ariane"),
            AgendaSlot("Notre demande", 7, "Dinh"),
            AgendaSlot("Suites", 3, "Chloé"),
        ),
        commitments=(
            CommitmentRaised(
                "26",
                "La tarification incitative des déchets",
                Standing.NOT_STARTED,
                "La tarification incitative sera en place au milieu du mandat.",
                "relevé de terrain, 14 points, avec photographies datées, 5 mars 2029.",
                "Quelle est la date du premier vote en commission, et avec quel budget d’étude ?",
                _then(*["not_started"] * 6),
            ),
            CommitmentRaised(
                "37",
                "Publier chaque année le suivi du plan climat",
                Standing.ABANDONED,
                "Le suivi du plan climat sera rendu public chaque année, avec les données ouvertes.",
                "rapport annuel de développement durable 2029, p. 76, 4 février 2029.",
                "Pouvez-vous publier le suivi 2028 avant le vote du budget ?",
                _then("not_started", "announced", "in_progress", "in_progress", "abandoned", "abandoned"),
            ),
            CommitmentRaised(
                "09",
                "Sortir du fioul dans les bâtiments publics",
                Standing.PARTLY_DONE,
                "Nous sortirons du fioul l’ensemble des bâtiments publics avant 2030.",
                "délibération n° 2029-182 du conseil communautaire, 19 janvier 2029.",
                "Quels bâtiments restent au fioul, et quel est l’ordre de passage ?",
                _then("not_started", "not_started", "announced", "in_progress", "in_progress", "partly_done"),
            ),
        ),
        ask_ideal="Un calendrier voté en commission d’avril et la publication du suivi 2028 avant le 30 avril.",
        ask_acceptable="Une date de commission annoncée par écrit et une version provisoire du suivi.",
        ask_minimum="Un second rendez-vous avec les services avant l’été.",
        acknowledgement="La convention citoyenne et les vingt et une propositions votées.",
        figures="58 % des foyers paient moins dans les trois intercommunalités voisines (syndicat, 2028).",
        documents_to_hand="La demande en une page et les trois fiches.",
        objections=(
            ObjectionAnswered(
                "Nous n’avons pas le budget.",
                "L’étude préalable coûte 40 k€, financée à 70 % ; la ligne existait au budget 2027.",
                "budget 2027, p. 41",
            ),
            ObjectionAnswered(
                "Les habitant·es n’accepteront pas.",
                (
                    "Dans les trois intercommunalités voisines, la facture a baissé pour 58 % des foyers la "
                    "deuxième année."
                ),
            ),
            ObjectionAnswered(
                "Le suivi sera publié plus tard.",
                (
                    "L’engagement porte sur une publication annuelle ; une seule édition en trois ans. Une "
                    "version provisoire suffirait."
                ),
            ),
            ObjectionAnswered(
                "C’est la compétence du syndicat.",
                "Le transfert ne porte que sur le traitement ; la collecte et la tarification restent intercommunales.",
            ),
        ),
    )


def minutes() -> MinutesData:
    """Make the minutes of the same meeting."""
    return MinutesData(
        title="La vice-présidente chargée du climat",
        kind=MeetingKind.ADVOCACY,
        territory=TERRITORY,
        group=GROUP,
        language="fr",
        written_on=date(2029, 3, 15),
        state=MinutesState.DRAFT,
        held_on=date(2029, 3, 13),
        start_time="18:00",
        duration_minutes=45,
        place="hôtel de communauté",
        goal="obtenir un calendrier public.",
        present=(
            Present("Odile Vernoux", MeetingSide.THEIRS, "vice-présidente chargée du climat"),
            Present("service déchets", MeetingSide.THEIRS),
            Present("Ariane", MeetingSide.OURS, "mène l’entretien"),
            Present("Basile", MeetingSide.OURS, "prend les notes"),
            Present("Chloé", MeetingSide.OURS, attended=False),
        ),
        points=(
            PointShown(
                "La tarification incitative",
                "26. La tarification incitative des déchets",
                (
                    LineShown(
                        LineKind.SAID,
                        "L’étude n’est pas lancée ; le service attend la fin du marché de collecte.",
                        "Odile Vernoux",
                    ),
                    LineShown(LineKind.FIGURE, "Le marché actuel s’achève le 30 juin 2030.", "Odile Vernoux"),
                    LineShown(
                        LineKind.PROMISE,
                        "Je mettrai le calendrier à l’ordre du jour de la commission d’avril.",
                        "Odile Vernoux",
                        promise_who="Odile Vernoux",
                        promise_due=date(2029, 4, 24),
                    ),
                    LineShown(
                        LineKind.DIFFICULTY,
                        "Deux postes vacants au service déchets.",
                        "Odile Vernoux",
                        obstacle="Manque de personnel",
                    ),
                    LineShown(
                        LineKind.DEMAND,
                        "Un calendrier écrit avant le 30 avril.",
                        answer="accepté dans le principe.",
                    ),
                    LineShown(
                        LineKind.IMPRESSION, "Elle semble soulagée qu’on lui demande une date.", internal=True
                    ),
                ),
            ),
            PointShown(
                "Le suivi du plan climat",
                "37. Publier chaque année le suivi du plan climat",
                (
                    LineShown(
                        LineKind.POSITION,
                        "La publication annuelle reste un objectif de l’exécutif.",
                        "Odile Vernoux",
                    ),
                    LineShown(
                        LineKind.DOCUMENT_PROMISED,
                        "Version provisoire du suivi 2028, par courriel.",
                        "Odile Vernoux",
                    ),
                ),
            ),
        ),
        follow_ups=(
            FollowUpShown(
                "Mettre le calendrier à l’ordre du jour",
                MeetingSide.THEIRS,
                "Odile Vernoux",
                date(2029, 4, 24),
            ),
            FollowUpShown(
                "Envoyer le message de remerciement",
                MeetingSide.OURS,
                "Basile",
                date(2029, 3, 16),
                FollowUpState.DONE,
            ),
        ),
        impressions="Rendez-vous utile : insister sur la date, pas sur le budget.",
        next_meeting_on=date(2029, 6, 12),
    )


def mobilisation() -> MobilisationData:
    """Make the plan of one action."""
    return MobilisationData(
        title="Vélorution de printemps",
        kind=MobilisationKind.BIKE_RIDE,
        territory=TERRITORY,
        group=GROUP,
        language="fr",
        written_on=date(2029, 3, 30),
        escalation=EscalationStep.GATHERING,
        happens_on=date(2029, 4, 21),
        start_time="14:00",
        end_time="16:30",
        place="de la place de la Halle à l’hôtel de communauté",
        aim="Montrer que les soixante kilomètres promis manquent à tout le monde.",
        demand="Le calendrier de la deuxième tranche du plan vélo, voté avant l’été.",
        lead="Dinh",
        targets=("la présidente de la communauté de communes", "la vice-présidence aux mobilités"),
        commitments=(
            CommitmentConcerned("01", "Un plan vélo de 60 km d’itinéraires sécurisés", Standing.PARTLY_DONE),
        ),
        roles=(
            RoleNeeded("Tête de cortège", 2, ("Ariane", "Basile")),
            RoleNeeded("Sécurité aux carrefours", 8, ("Chloé", "Dinh", "Élio"), "gilets au local"),
            RoleNeeded("Contact presse", 1, (), "communiqué prêt"),
        ),
        checklist=(
            ItemShown(ChecklistArea.LEGAL, "Récépissé de la déclaration", "Dinh"),
            ItemShown(ChecklistArea.SECURITY, "Trousse de secours", "Chloé", done=True),
            ItemShown(ChecklistArea.EQUIPMENT, "Gilets, mégaphone, banderole"),
            ItemShown(ChecklistArea.COMMUNICATION, "Affiches dans les douze communes", done=True),
        ),
        steps=(
            StepShown("Repérer le parcours à vélo", date(2029, 3, 24), 28, "Basile", done=True),
            StepShown("Déclarer à la mairie", date(2029, 4, 5), 16, "Dinh"),
            StepShown("Envoyer le communiqué", date(2029, 3, 28), 24, "Ariane"),
            StepShown("Réunion des équipes", date(2029, 4, 19), 2, "Ariane"),
        ),
        on_public_road=True,
        window=DeclarationWindow(date(2029, 4, 5), date(2029, 4, 17), date(2029, 4, 17)),
        risks="Pluie : parcours court. Tension avec des automobilistes : deux personnes formées à chaque carrefour.",
        budget=180,
    )
