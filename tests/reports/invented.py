"""An invented territory and its promises, for the tests of documents; no real person or place is in here."""

from __future__ import annotations

from datetime import date

from altterr_desktop.domain.assessments import SCALES
from altterr_desktop.domain.commitments import (
    Competence,
    EvidenceKind,
    ProofStrength,
    Standing,
    Weakness,
)
from altterr_desktop.domain.dates import Precision, half_years
from altterr_desktop.reports.assessment.data import (
    AssessmentData,
    CommitmentShown,
    Contacts,
    EvidenceShown,
    HalfYearStanding,
    Reply,
)

TERRITORY = "Communauté de communes de Val-de-Sorbelle"
GROUP = "Collectif Sorbelle en transition"
AS_OF = date(2029, 3, 15)

THEMES = {
    "Mobilités": (
        (
            "Un plan vélo de 60 km d’itinéraires sécurisés",
            "Nous réaliserons soixante kilomètres d’itinéraires cyclables continus et séparés d’ici la fin du mandat.",
        ),
        (
            "Un bus toutes les 20 minutes sur la ligne structurante",
            "Un bus toutes les vingt minutes, du lundi au samedi, entre la gare et la zone d’activités.",
        ),
        (
            "Les douze centres-bourgs à 30 km/h",
            "La limitation à 30 km/h sera généralisée dans les douze centres-bourgs.",
        ),
        (
            "Gratuité des transports pour les moins de 18 ans",
            "Nous offrirons la gratuité aux collégien·nes et lycéen·nes du territoire.",
        ),
        (
            "Aucun nouveau parking gratuit en entrée de ville",
            "Nous ne construirons plus de parking gratuit en entrée de ville.",
        ),
    ),
    "Logement et bâtiments": (
        (
            "Rénover 300 logements par an",
            "Trois cents logements seront rénovés chaque année avec l’aide de la communauté de communes.",
        ),
        (
            "Un guichet unique de la rénovation",
            "Un guichet ouvrira dans chaque pôle, avec une conseillère ou un conseiller.",
        ),
        (
            "Rénover toutes les écoles d’avant 1990",
            "Toutes les écoles construites avant 1990 seront rénovées.",
        ),
        (
            "Sortir du fioul dans les bâtiments publics",
            "Nous sortirons du fioul l’ensemble des bâtiments publics avant 2030.",
        ),
        (
            "Un plan fraîcheur pour les crèches",
            "Chaque crèche aura une pièce rafraîchie sans climatisation avant l’été 2028.",
        ),
    ),
    "Énergie": (
        (
            "Couvrir 40 % des consommations par des renouvelables",
            "Les énergies renouvelables couvriront 40 % des consommations du territoire.",
        ),
        (
            "Des ombrières solaires sur les parkings publics",
            "Tous les parkings publics de plus de 80 places auront des ombrières solaires.",
        ),
        (
            "Soutenir deux centrales citoyennes",
            "Nous prendrons part au capital de deux sociétés de projet citoyennes.",
        ),
        ("Un réseau de chaleur bois", "Un réseau de chaleur alimentera le quartier de la gare et l’hôpital."),
        (
            "Éteindre l’éclairage public la nuit",
            "L’éclairage public sera éteint de 23 h à 5 h dans toutes les communes.",
        ),
    ),
    "Alimentation et agriculture": (
        (
            "60 % de produits durables dans les cantines",
            "Les cantines serviront 60 % de produits durables, dont 30 % de produits biologiques.",
        ),
        (
            "Un repas végétarien par jour au choix",
            "Un repas végétarien sera proposé chaque jour dans les écoles.",
        ),
        (
            "Installer quinze maraîcher·ères",
            "Quinze maraîchers et maraîchères seront installés pendant le mandat.",
        ),
        ("Zéro terre agricole bâtie", "Plus aucune terre agricole classée ne sera ouverte à l’urbanisation."),
        ("Une légumerie intercommunale", "Une légumerie intercommunale fournira les cantines dès 2029."),
    ),
    "Eau et nature": (
        ("Réduire de 20 % les prélèvements d’eau", "Les prélèvements d’eau baisseront de 20 % d’ici 2032."),
        (
            "Renouveler 1,5 % du réseau d’eau par an",
            "Nous renouvellerons 1,5 % du réseau d’eau potable chaque année.",
        ),
        (
            "Désimperméabiliser les cours d’école",
            "Toutes les cours d’école seront désimperméabilisées et plantées.",
        ),
        (
            "Restaurer 25 km de haies et de ripisylves",
            "Vingt-cinq kilomètres de haies et de ripisylves seront restaurés.",
        ),
        ("Un atlas de la biodiversité par commune", "Chaque commune aura son atlas de la biodiversité."),
    ),
    "Déchets et sobriété": (
        (
            "La tarification incitative des déchets",
            "La tarification incitative sera en place au milieu du mandat.",
        ),
        (
            "Deux ressourceries ouvertes six jours sur sept",
            "Deux ressourceries seront ouvertes six jours sur sept.",
        ),
        ("Réduire de 15 % les déchets ménagers", "Le poids des déchets ménagers baissera de 15 %."),
        (
            "Des composteurs dans chaque quartier",
            "Un composteur partagé sera à moins de 300 mètres de chaque logement collectif.",
        ),
        (
            "La fin des plastiques jetables dans les services",
            "Les services n’achèteront plus aucun plastique à usage unique.",
        ),
    ),
    "Finances et commande publique": (
        (
            "Un budget climat évalué ligne par ligne",
            "Le budget sera évalué chaque année, ligne par ligne, pour son effet sur le climat.",
        ),
        (
            "30 % de l’investissement pour la transition",
            "Trente pour cent de l’investissement iront à la transition.",
        ),
        (
            "Un critère carbone de 20 % dans les marchés",
            "Le critère carbone comptera pour 20 % dans les marchés publics.",
        ),
        ("Aucune aide aux projets très émetteurs", "Nous n’aiderons aucun projet très émetteur."),
        (
            "Un fonds d’adaptation de deux millions d’euros",
            "Un fonds d’adaptation de deux millions d’euros sera créé.",
        ),
    ),
    "Démocratie et information": (
        (
            "Une convention citoyenne locale pour le climat",
            "Une convention citoyenne locale sera tirée au sort et ses propositions seront votées.",
        ),
        (
            "Publier chaque année le suivi du plan climat",
            "Le suivi du plan climat sera rendu public chaque année, avec les données ouvertes.",
        ),
        ("Former tou·tes les élu·es aux enjeux climatiques", "Chaque élu·e suivra deux jours de formation."),
        (
            "Une vice-présidence chargée du climat",
            "Une vice-présidence sera chargée du climat et elle seule.",
        ),
        (
            "Répondre en un mois aux interpellations citoyennes",
            "Nous répondrons par écrit en un mois à toute interpellation citoyenne.",
        ),
    ),
}
_STATES = [
    "partly_done",
    "done",
    "in_progress",
    "not_started",
    "abandoned",
    "in_progress",
    "done",
    "partly_done",
    "partly_done",
    "not_started",
    "in_progress",
    "partly_done",
    "done",
    "announced",
    "done",
    "in_progress",
    "abandoned",
    "in_progress",
    "abandoned",
    "not_started",
    "not_measurable",
    "partly_done",
    "partly_done",
    "in_progress",
    "done",
    "not_started",
    "partly_done",
    "not_assessed",
    "done",
    "announced",
    "partly_done",
    "in_progress",
    "not_started",
    "not_measurable",
    "suspended",
    "done",
    "abandoned",
    "in_progress",
    "done",
    "outside_competence",
]
_ROAD = {
    Standing.DONE: ("not_started", "announced", "in_progress", "in_progress", "partly_done", "done"),
    Standing.PARTLY_DONE: (
        "not_started",
        "not_started",
        "announced",
        "in_progress",
        "in_progress",
        "partly_done",
    ),
    Standing.IN_PROGRESS: (
        "not_assessed",
        "not_started",
        "not_started",
        "announced",
        "announced",
        "in_progress",
    ),
    Standing.ABANDONED: ("not_started", "announced", "in_progress", "in_progress", "abandoned", "abandoned"),
    Standing.SUSPENDED: ("not_started", "announced", "in_progress", "in_progress", "suspended", "suspended"),
}
_FINDINGS = (
    (
        "Une partie seulement de l’engagement est réalisée. Le périmètre a été réduit par rapport à la promesse "
        "initiale, et le rythme constaté ne permet pas d’atteindre l’objectif à l’échéance annoncée.\n\nÀ ce rythme, "
        "environ la moitié serait atteinte en 2032. Les élu·es rencontré·es évoquent un manque d’ingénierie."
    ),
    (
        "La mesure est en place et vérifiable : la délibération a été votée, les crédits ont été exécutés et le "
        "service fonctionne. Les usager·ères interrogé·es confirment l’ouverture effective.\n\nIl reste à suivre dans "
        "la durée la fréquentation et le financement, dont la reconduction dépend du budget 2030."
    ),
    (
        "Nous n’avons trouvé ni délibération, ni ligne budgétaire, ni étude engagée. L’engagement figure pourtant au "
        "contrat de mandature.\n\nInterrogé par écrit à deux reprises, l’exécutif n’a pas apporté d’élément nouveau."
    ),
    (
        "Les travaux ont commencé et le calendrier annoncé est respecté à ce jour : marchés notifiés, première "
        "tranche réceptionnée, deuxième tranche programmée."
    ),
)
_STEPS = (
    "Demander le calendrier de la deuxième tranche lors du rendez-vous d’avril.",
    "Proposer une visite de terrain avec les services et deux habitant·es.",
    "Relancer par écrit, copie aux élu·es de l’opposition.",
    "Suivre le vote du budget supplémentaire de juin.",
)
_OFFICES = (
    "Présidence",
    "Vice-présidence aux finances",
    "Vice-présidence à l’habitat",
    "Vice-présidence au climat",
    "Vice-présidence aux mobilités",
)
_EVIDENCE = (
    EvidenceShown(
        "Délibération n° 2027-049 du conseil communautaire",
        EvidenceKind.DELIBERATION,
        "Communauté de communes",
        date(2027, 11, 2),
        "3",
        "https://example.org/deliberations/2027-049",
    ),
    EvidenceShown(
        "Budget primitif 2028, chapitre 79, autorisation de programme",
        EvidenceKind.BUDGET,
        "Communauté de communes",
        date(2028, 2, 12),
        "112",
    ),
    EvidenceShown(
        "« Climat : où en est-on ? », édition locale",
        EvidenceKind.PRESS,
        "La Gazette de Sorbelle",
        date(2028, 9, 7),
    ),
    EvidenceShown(
        "Relevé de terrain, 14 points, avec photographies datées",
        EvidenceKind.OBSERVATION,
        "Groupe local",
        date(2028, 9, 14),
    ),
    EvidenceShown(
        "Compte rendu du rendez-vous avec la vice-présidente au climat",
        EvidenceKind.MINUTES,
        "Groupe local",
        date(2028, 7, 3),
    ),
)


def _history(standing: Standing) -> tuple[HalfYearStanding, ...]:
    road = _ROAD.get(standing, (standing.value,) * 6)
    periods = half_years(date(2026, 7, 1), date(2029, 3, 15))
    return tuple(
        HalfYearStanding(*period, Standing(step)) for period, step in zip(periods, road, strict=True)
    )


def commitment(index: int, theme: str, title: str, verbatim: str) -> CommitmentShown:
    """Make one commitment, different in shape from its neighbours."""
    standing = Standing(_STATES[index % len(_STATES)])
    assessed = standing is not Standing.NOT_ASSESSED
    pieces = (
        tuple(_EVIDENCE[(index + step) % len(_EVIDENCE)] for step in range(1 + index % 4)) if assessed else ()
    )
    precision = (Precision.MONTH, Precision.YEAR, Precision.MANDATE, Precision.DAY)[index % 4]
    late = standing in {Standing.NOT_STARTED, Standing.SUSPENDED, Standing.ABANDONED} and index % 4 != 2
    return CommitmentShown(
        number=f"{index + 1:02d}",
        title=title,
        theme=theme,
        standing=standing,
        verbatim=verbatim,
        document="Contrat de mandature",
        document_on=date(2026, 4, 9),
        document_page=str(4 + index % 14),
        document_url="https://example.org/contrat-de-mandature.pdf",
        level=index % 3 + 1,
        findings=_FINDINGS[index % len(_FINDINGS)] if assessed else "",
        next_step=_STEPS[index % len(_STEPS)],
        in_charge=_OFFICES[index % len(_OFFICES)],
        deadline=date(2028, 12, 31) if late else date(2029 + index % 4, 12, 31),
        precision=precision,
        late=late,
        checked_on=date(2029, 1, 1 + index % 28),
        proof=list(ProofStrength)[index % 5] if assessed else None,
        author=("Ariane", "Basile", "Chloé")[index % 3] if assessed else "",
        second_reader="Dinh" if assessed and index % 2 else "",
        dissent="Pour une personne du groupe, la mesure suffit à parler d’engagement tenu."
        if index == 5
        else "",
        competence=Competence.OTHER
        if standing is Standing.OUTSIDE_COMPETENCE
        else Competence.INTERCOMMUNALITY,
        still_possible="La communauté de communes peut saisir le syndicat et voter un vœu."
        if standing is Standing.OUTSIDE_COMPETENCE
        else "",
        obstacle="Manque de personnel dans le service" if index % 7 == 3 else "",
        weaknesses=(Weakness.VAGUE_DEADLINE, Weakness.NO_BUDGET) if index % 4 == 2 else (),
        history=_history(standing),
        evidence=pieces,
        reply=Reply(
            "La première tranche est livrée ; la seconde attend l’accord du département.",
            date(2029, 2, 20),
            agrees=False,
        )
        if index == 2
        else None,
    )


def assessment(count: int = 40) -> AssessmentData:
    """Make an assessment of as many commitments as asked, going round the themes again after forty."""
    promises = [(theme, *promise) for theme, listed in THEMES.items() for promise in listed]
    chosen = [promises[index % len(promises)] for index in range(count)]
    return AssessmentData(
        title="",
        territory=TERRITORY,
        group=GROUP,
        language="fr",
        as_of=AS_OF,
        mandate_start=date(2026, 3, 15),
        mandate_end=date(2032, 3, 31),
        scale=SCALES["halves"],
        frozen=True,
        advances=(
            "La ligne de bus structurante circule toutes les vingt minutes depuis septembre 2028.",
            "La convention citoyenne locale a rendu 38 propositions ; 21 ont été votées.",
            "Deux centrales solaires citoyennes produisent, avec une part au capital public.",
        ),
        stuck=(
            "Le suivi annuel du plan climat n’a été publié qu’une fois en trois ans.",
            "Onze hectares agricoles classés ont été ouverts à l’urbanisation en 2028.",
            "La tarification incitative des déchets n’a ni calendrier ni budget.",
        ),
        demands=(
            "Publier chaque année, avant le vote du budget, le suivi chiffré du plan climat.",
            "Donner un calendrier et un budget aux engagements qui n’ont pas commencé.",
            "Soumettre à débat public toute décision contraire à un engagement pris.",
        ),
        method_notes="Les relevés de terrain ont été faits en septembre 2028 sur quatorze points.",
        contacts=Contacts(meetings=14, requests=31, answered=19, median_days=31, silent=9),
        reply_asked_on=date(2029, 2, 1),
        commitments=tuple(commitment(index, *promise) for index, promise in enumerate(chosen)),
    )
