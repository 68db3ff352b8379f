"""Whatever the order, repetition, loss or damage of exchanges, laptops end with the same dossier."""

from pathlib import Path

import pytest

from tests.exchange.model import model_dossier
from tests.exchange.replicas import Group

RUNS = 200
STEPS = 16


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return model_dossier(tmp_path_factory.mktemp("modele"))


@pytest.mark.parametrize("first", range(0, RUNS, 10))
def test_every_laptop_ends_with_the_same_dossier(model: Path, tmp_path: Path, first: int) -> None:
    for seed in range(first, first + 10):
        group = Group(tmp_path / str(seed), model, seed)
        try:
            group.run(STEPS)
            group.settle_down()
            group.check()
        finally:
            group.close()
