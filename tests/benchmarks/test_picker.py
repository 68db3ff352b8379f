"""What the picker of territories costs: first keystroke, each keystroke, memory. Run with -m long -s."""

import statistics
import subprocess
import sys
import time

import pytest

from altterr_desktop.settings.places import search_places

SENTENCES = (
    "l'isle-jourdain",
    "st etienne du rouvray",
    "cc de la gascogne toulousaine",
    "paris 15",
    "saint-germain-en-laye",
    "rousse ile",
    "xqzw",
    "32160",
    "pierrefitte sur seine",
    "isle jourdain gers",
)
FIRST = """
import time, tracemalloc
from altterr_desktop.settings import places
start = time.process_time(); places.find_place("32160"); loaded = time.process_time()
places.search_places("a"); ready = time.process_time()
print(f"load {1000 * (loaded - start):.0f} ms, first keystroke {1000 * (ready - loaded):.0f} ms more")
"""
MEMORY = """
import tracemalloc
from altterr_desktop.settings import places
tracemalloc.start(); places.search_places("a"); places.find_place("49051")
kept, peak = tracemalloc.get_traced_memory()
print(f"kept {kept / 1e6:.1f} MB, peak {peak / 1e6:.1f} MB")
"""


@pytest.mark.long
@pytest.mark.parametrize("code", [FIRST, MEMORY], ids=["first", "memory"])
def test_a_start(code: str) -> None:
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    print(result.stdout)
    assert result.stdout


@pytest.mark.long
def test_each_keystroke() -> None:
    search_places("a")
    costs = []
    for sentence in SENTENCES:
        for end in range(1, len(sentence) + 1):
            start = time.process_time()
            search_places(sentence[:end])
            costs.append((1000 * (time.process_time() - start), sentence[:end]))
        assert bool(search_places(sentence)) == (sentence != "xqzw")
    costs.sort()
    print(f"{len(costs)} keystrokes: median {statistics.median(cost for cost, _ in costs):.1f} ms")
    print("slowest:", ", ".join(f"{cost:.1f} ms «{typed}»" for cost, typed in costs[-5:]))
