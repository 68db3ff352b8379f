"""Play long random lives of groups of laptops and compare them: `python -m tests.campaigns.replicas`."""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
import time
import traceback
from pathlib import Path

from tests.exchange.model import model_dossier
from tests.exchange.replicas import Group

# Compared so often on the way, so that a divergence is found near its cause.
CHECK_EVERY = 500


def live(model: Path, folder: Path, seed: int, steps: int, laptops: int) -> dict[str, int]:
    """Play one group; give how often each thing happened. Raises AssertionError."""
    group = Group(folder, model, seed, laptops)
    try:
        for _part in range(max(1, steps // CHECK_EVERY)):
            group.run(min(steps, CHECK_EVERY))
            group.settle_down()
            group.check()
    finally:
        group.close()
        shutil.rmtree(folder, ignore_errors=True)
    return group.counts


def main(arguments: list[str]) -> int:
    """Run the campaign and say what was found."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seeds", type=int, default=20)
    parser.add_argument("--first", type=int, default=0)
    parser.add_argument("--steps", type=int, default=2000)
    parser.add_argument("--laptops", type=int, default=5)
    parser.add_argument("--folder", type=Path, help="a fast disk, in memory for instance")
    options = parser.parse_args(arguments)
    folder = Path(tempfile.mkdtemp(dir=options.folder))
    model = model_dossier(folder)
    faults = 0
    for seed in range(options.first, options.first + options.seeds):
        started = time.monotonic()
        try:
            counts = live(model, folder / str(seed), seed, options.steps, options.laptops)
        except Exception as error:  # noqa: BLE001 - each fault is told, the others are played all the same
            faults += 1
            print(f"seed {seed}: {type(error).__name__}: {str(error)[:500]}", flush=True)
            traceback.print_exc()
        else:
            print(
                f"seed {seed}: {sum(counts.values())} steps, {time.monotonic() - started:.0f} s", flush=True
            )
    shutil.rmtree(folder, ignore_errors=True)
    print(f"{options.seeds} lives, {faults} faults")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
