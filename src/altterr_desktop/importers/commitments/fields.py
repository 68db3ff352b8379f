"""Name what a column of a list of commitments can say, and the words it is announced by; must read no file."""

from __future__ import annotations

from enum import StrEnum


class Field(StrEnum):
    """Name the fields a column can be mapped to; their values are the keys of a mapping file."""

    NUMBER = "number"
    TITLE = "title"
    SUB_TITLE = "sub_title"
    VERBATIM = "verbatim"
    THEME = "theme"
    LEVEL = "level"
    AXIS = "axis"
    SUB_AXIS = "sub_axis"
    SUB_SUB_AXIS = "sub_sub_axis"
    PARENT = "parent"
    TERRITORY = "territory"
    MADE_ON = "made_on"
    DEADLINE = "deadline"
    PROGRESS = "progress"
    REASON = "reason"
    OFFICIAL = "official"
    SERVICE = "service"
    BUDGET_PLANNED = "budget_planned"
    BUDGET_SPENT = "budget_spent"
    PARTNERS = "partners"
    INDICATOR = "indicator"
    EXPECTED_PROOF = "expected_proof"
    DOCUMENT = "document"
    PAGE = "page"
    URL = "url"
    EVIDENCE_URL = "evidence_url"
    EVIDENCE_QUOTE = "evidence_quote"
    NOTES = "notes"


AXES = (Field.AXIS, Field.SUB_AXIS, Field.SUB_SUB_AXIS)

MANY_COLUMNS = frozenset({
    Field.VERBATIM,
    Field.REASON,
    Field.SERVICE,
    Field.PARTNERS,
    Field.INDICATOR,
    Field.EXPECTED_PROOF,
    Field.EVIDENCE_URL,
    Field.EVIDENCE_QUOTE,
    Field.NOTES,
})  # fmt: skip
"""Fields that several columns may feed: their texts are put one under the other."""

# Headers as people write them, compared without accents, case, punctuation or small words.
SYNONYMS: dict[Field, tuple[str, ...]] = {
    Field.NUMBER: (
        "numéro", "n°", "no", "id", "identifiant", "code", "référence", "réf", "number", "ref",
        "numéro de mesure", "numéro d'action", "n° mesure", "n° action", "code action", "identifier",
    ),
    Field.TITLE: (
        "titre", "intitulé", "nom", "libellé", "action", "mesure", "engagement", "promesse", "proposition",
        "title", "name", "promise", "commitment", "pledge", "measure", "titre de l'action",
        "intitulé de l'action", "titre de la fiche action", "intitulé de la mesure", "titre court",
        "nom de l'action", "objet", "fiche action", "titre de la mesure", "titre de l'engagement", "levier",
    ),
    Field.SUB_TITLE: ("titre de la sous-action", "sous-action", "sous action", "intitulé de la sous-action"),
    Field.VERBATIM: (
        "verbatim", "texte", "texte exact", "citation", "description", "descriptif", "détail", "contenu",
        "énoncé", "texte de l'engagement", "formulation", "wording", "text", "full text", "exact words",
        "description rapide", "description de l'action", "détails",
    ),
    Field.THEME: (
        "thème", "thématique", "domaine", "secteur", "catégorie", "rubrique", "theme", "topic", "area",
        "area label", "sector", "category", "scope", "champ", "volet",
    ),
    Field.LEVEL: ("niveau", "niveau d'engagement", "niveau signé", "level", "niveau d'ambition", "level signed"),
    Field.AXIS: (
        "axe", "axe stratégique", "orientation", "axe (x)", "axis", "pilier", "chapitre", "ambition",
        "objectif stratégique", "orientation stratégique",
    ),
    Field.SUB_AXIS: (
        "sous-axe", "sous-axe (x.x)", "sous axe", "sub-axis", "sous-objectif", "objectif opérationnel",
        "sous-chapitre",
    ),
    Field.SUB_SUB_AXIS: ("sous-sous axe", "sous-sous-axe (x.x.x)", "sous-sous axe (x.x.x)", "sous sous axe"),
    Field.PARENT: ("parent", "action parente", "mesure parente", "rattaché à", "parent measure", "parent action"),
    Field.TERRITORY: (
        "territoire", "collectivité", "collectivités porteuses", "commune", "council", "territory",
        "authority", "municipalité", "ville",
    ),
    Field.MADE_ON: (
        "date d'engagement", "date de l'engagement", "pris le", "date de signature", "date signed", "made on",
        "date de la promesse", "date announced", "signé le", "date d'adoption",
    ),
    Field.DEADLINE: (
        "échéance", "date limite", "date de fin", "délai", "date butoir", "calendrier", "horizon",
        "pour quand", "fin", "deadline", "due date", "target date", "target", "end date", "date cible",
        "date prévue", "terme", "due", "fin prévisionnelle", "date de fin prévisionnelle",
        "date de réalisation",
    ),
    Field.PROGRESS: (
        "statut", "état", "avancement", "état d'avancement", "statut d'avancement", "verdict", "status",
        "progress", "state", "rating", "évaluation", "réalisation", "état de réalisation", "suivi",
        "phase statut", "niveau d'avancement", "démarche état", "taux d'avancement", "où en est-on", "bilan",
        "niveau de réalisation", "tenu",
    ),
    Field.REASON: (
        "justification", "raison", "motif", "explication", "status reason", "reason", "rationale", "analyse",
        "pourquoi", "motif du verdict", "explanation", "what happened", "ce qui a été fait",
    ),
    Field.OFFICIAL: (
        "élu", "élu référent", "élu·e référent·e", "élue", "élu en charge", "élu responsable", "élu pilote",
        "official", "elected official", "councillor", "politician", "porteur politique", "adjoint",
        "vice-président",
    ),
    Field.SERVICE: (
        "service", "direction", "pilote", "structure pilote", "service pilote", "direction ou service pilote",
        "porteur", "personne pilote", "responsable", "chef de projet", "service responsable", "owner",
        "department", "responsible", "maître d'ouvrage", "maîtrise d'ouvrage", "service en charge",
        "direction pilote", "référent technique", "lead",
    ),
    Field.BUDGET_PLANNED: (
        "budget", "budget prévisionnel", "budget prévu", "coût", "coût estimé", "montant", "montant prévu",
        "enveloppe", "budget prévisionnel total € HT", "planned budget", "cost", "coût prévisionnel",
        "budget total", "chiffrage", "estimated cost",
    ),
    Field.BUDGET_SPENT: (
        "budget dépensé", "dépensé", "dépenses", "montant dépensé", "budget réalisé", "budget consommé",
        "spent", "budget spent", "montant engagé", "coût réel", "budget exécuté",
    ),
    Field.PARTNERS: ("partenaires", "partenaire", "partners", "acteurs", "acteurs associés", "partenaires associés"),
    Field.INDICATOR: (
        "indicateur", "indicateurs", "indicateur de suivi", "indicateurs liés", "indicateurs de suivi",
        "indicator", "indicators", "metric", "key number", "chiffre clé", "indicateur de résultat", "kpi",
    ),
    Field.EXPECTED_PROOF: (
        "preuve attendue", "preuves attendues", "objectifs", "objectif", "livrable", "résultat attendu",
        "résultats attendus", "expected proof", "deliverable", "expected result", "objectif chiffré", "cible",
    ),
    Field.DOCUMENT: (
        "document", "source", "document source", "source doc", "source name", "origine", "programme",
        "délibération", "source document", "documents et liens", "nom du document", "doc", "sources",
    ),
    Field.PAGE: ("page", "pages", "p.", "numéro de page", "page number"),
    Field.URL: ("url", "lien", "source url", "adresse", "lien source", "link", "site", "source link", "liens", "web"),
    Field.EVIDENCE_URL: (
        "lien preuve", "preuve url", "evidence url", "evidence urls", "lien de la preuve", "evidence link",
        "liens des preuves",
    ),
    Field.EVIDENCE_QUOTE: (
        "preuve", "preuves", "evidence", "extrait", "citation preuve", "evidence quote", "quote", "proof",
        "éléments de preuve",
    ),
    Field.NOTES: (
        "notes", "note", "remarque", "remarques", "commentaire", "commentaires", "observation", "observations",
        "comment", "comments", "commentaire statut", "précisions", "contested note", "keynote",
        "moyens humains et techniques", "instances de gouvernance",
    ),
}  # fmt: skip

# Columns whose words look like a field's and that are something else.
NOT_FIELDS = (
    "date de création", "date de modification", "created at", "updated at", "date de lancement",
    "date de début", "date début prévisionnelle", "participation citoyenne", "niveau de priorité", "priorité",
    "financeur", "financements", "actions liées", "mesures liées", "action en amélioration continue",
    "population couverte", "type de démarche", "source type", "code insee", "siren",
    "description du territoire", "gss code", "local authority code", "local authority type name",
    "porteur code siret", "porteur référent email", "porteur référent téléphone", "porteur référent prénom",
    "porteur référent nom", "porteur référent fonction", "siren collectivités coporteuses", "contact",
    "data checked", "co signed", "contested", "phase", "collectivité ids", "date réception projet",
    "date envoi avis dreal", "date envoi avis cr", "autres démarches", "autres démarches hors ec",
    "montant € ht", "type démarche", "obligé", "mec id", "tet id", "recoco id", "compétences",
    "combined authority", "county la", "region", "région",
)  # fmt: skip
