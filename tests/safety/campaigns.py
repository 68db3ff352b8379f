"""Run a campaign as a program of its own: it forks, kills and limits itself, which no test process should."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

FOLDER = Path(__file__).resolve().parents[1] / "campaigns"

needs_posix = pytest.mark.skipif(os.name != "posix", reason="campaigns fork and send signals")


def run_campaign(name: str, *prefix: str, seconds: float = 100, **options: float) -> Mapping[str, Any]:
    """Run a campaign with its short count and give what it printed; a fault fails the test with its sentence."""
    words = [f"--{option}={value}" for option, value in options.items()]
    done = subprocess.run(
        [*prefix, sys.executable, str(FOLDER / f"{name}.py"), *words],
        capture_output=True,
        check=False,
        timeout=seconds,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
    )
    assert done.stdout, done.stderr.decode(errors="replace")
    outcome = dict(json.loads(done.stdout))
    assert outcome["faults"] == [], (name, outcome["seed"], outcome["faults"])
    return outcome
