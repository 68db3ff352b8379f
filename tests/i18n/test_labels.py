"""Labels: every value of the domain has words, in both languages, that no other value of its list shares."""

import importlib
import pkgutil
from enum import StrEnum

import pytest

from altterr_desktop import domain
from altterr_desktop.domain.commitments import OffScale, Progress, Standing
from altterr_desktop.domain.meetings import FollowUpState, MeetingState
from altterr_desktop.domain.mobilisations import MobilisationState
from altterr_desktop.i18n import language_set
from altterr_desktop.i18n.labels import label, short_label


def enumerations() -> list[type[StrEnum]]:
    found = set()
    for module in pkgutil.iter_modules(domain.__path__):
        names = vars(importlib.import_module(f"{domain.__name__}.{module.name}"))
        found |= {value for value in names.values() if isinstance(value, type) and issubclass(value, StrEnum)}
    return sorted(found - {StrEnum}, key=lambda listed: listed.__name__)


@pytest.mark.parametrize("name", ["fr", "en"])
@pytest.mark.parametrize("listed", enumerations())
def test_each_value_of_the_domain_has_words_of_its_own(listed: type[StrEnum], name: str) -> None:
    with language_set(name):
        words = [label(member) for member in listed]
        short = [short_label(member) for member in listed]
    assert all(words)
    assert len(set(words)) == len(words)
    assert len(set(short)) == len(short)
    assert all(len(one) <= len(other) for one, other in zip(short, words, strict=True))


@pytest.mark.parametrize("listed", enumerations())
def test_french_labels_are_translated(listed: type[StrEnum]) -> None:
    same_in_both = {
        "Budget",
        "Commune",
        "Photo",
        "Communication",
        "Liaison",
        "Mobilisation",
        "Site internet",
        "Opposition",
        "Question",
        "Signature",
        "Verdict",
    }
    with language_set("en"):
        english = [label(member) for member in listed]
    with language_set("fr"):
        french = [label(member) for member in listed]
    same = {one for one, other in zip(english, french, strict=True) if one == other}
    assert same <= same_in_both


def test_progress_reads_as_in_the_glossary() -> None:
    with language_set("fr"):
        assert [label(member) for member in Progress] == [
            "Non évalué",
            "Pas commencé",
            "Annoncé",
            "En cours",
            "Tenu en partie",
            "Tenu",
            "Suspendu",
            "Abandonné ou contredit",
        ]
        assert [label(member) for member in OffScale] == ["Non mesurable", "Hors compétence", "Sans objet"]


def test_a_standing_reads_as_the_progress_or_the_reason_it_comes_from() -> None:
    with language_set("fr"):
        assert label(Standing.DONE) == label(Progress.DONE)
        assert label(Standing.VOID) == label(OffScale.VOID)


def test_equal_values_of_different_lists_keep_their_own_words() -> None:
    with language_set("fr"):
        assert [label(Progress.DONE), label(FollowUpState.DONE), label(MobilisationState.DONE)] == [
            "Tenu",
            "Fait",
            "Menée",
        ]
        assert label(MeetingState.CANCELLED) == "Annulé"
        assert label(MobilisationState.CANCELLED) == "Annulée"


def test_a_narrow_column_has_shorter_words_where_there_are_some() -> None:
    with language_set("fr"):
        assert short_label(Standing.ABANDONED) == "Abandonné"
        assert short_label(Standing.DONE) == "Tenu"


def test_a_list_without_words_is_a_bug_that_shows() -> None:
    class Unknown(StrEnum):
        ONE = "one"

    with pytest.raises(KeyError):
        label(Unknown.ONE)
