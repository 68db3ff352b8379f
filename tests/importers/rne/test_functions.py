"""Functions come to their usual wording, and give their rank."""

from __future__ import annotations

import pytest

from altterr_desktop.importers.rne.functions import read_function


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("Maire", ("Maire", None)),
        ("MAIRE", ("Maire", None)),
        ("Maire délégué", ("Maire délégué", None)),
        ("1er adjoint au Maire", ("Adjoint au maire", 1)),
        ("2ème adjoint au Maire", ("Adjoint au maire", 2)),
        ("10eme Adjoint au maire", ("Adjoint au maire", 10)),
        ("Première adjointe à la mairie", ("Adjointe à la mairie", 1)),
        ("5eme Vice-président du conseil communautaire", ("Vice-président du conseil communautaire", 5)),
        ("Président du conseil départemental", ("Président du conseil départemental", None)),
        ("7ème adjoint au maire d’arrondissement", ("Adjoint au maire d'arrondissement", 7)),
        ("Vice-président de l'organe éxécutif", ("Vice-président de l'organe exécutif", None)),
        ("3e  vice-président  délégué", ("Vice-président délégué", 3)),
        ("conseiller municipal délégué", ("Conseiller municipal délégué", None)),
        ("", ("", None)),
    ],
)
def test_functions(written: str, expected: tuple[str, int | None]) -> None:
    assert read_function(written) == expected
