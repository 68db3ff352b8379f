"""Measure reading a register of 500,000 lines; it asserts nothing on time, a person reads its figures."""

from __future__ import annotations

import random
import sys
import tempfile
import threading
import time
from pathlib import Path

import psutil

from altterr_desktop.importers.rne.reader import read_register

_HEADER = (
    "Code du département", "Libellé du département", "Code de la collectivité à statut particulier",
    "Libellé de la collectivité à statut particulier", "Code de la commune", "Libellé de la commune",
    "Nom de l'élu", "Prénom de l'élu", "Code sexe", "Date de naissance",
    "Code de la catégorie socio-professionnelle", "Libellé de la catégorie socio-professionnelle",
    "Date de début du mandat", "Libellé de la fonction", "Date de début de la fonction", "Code nationalité",
)  # fmt: skip
_FUNCTIONS = ("", "", "", "", "Maire", "1er adjoint au Maire", "2ème adjoint au Maire")


def write_register(path: Path, lines: int, *, quoted: bool) -> None:
    """Write an invented municipal register; quoted as some mirrors publish it."""
    chance = random.Random(1)

    def text(value: str) -> str:
        return f'"{value}"' if quoted and value else value

    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.write(";".join(text(name) for name in _HEADER) + "\n")
        for line in range(lines):
            department = f"{1 + line * 95 // lines:02d}"
            commune = f"{department}{1 + line // 14 % 380:03d}"
            function = chance.choice(_FUNCTIONS)
            cells = (
                department, text(f"Département {department}"), "", "", commune, text(f"Commune-Sur-Rivière {commune}"),
                text(f"NOMINVENTÉ{line}"), text("Prénom-Composé"), text(chance.choice("MF")),
                text(f"{chance.randint(1, 28):02d}/{chance.randint(1, 12):02d}/{chance.randint(1935, 2005)}"),
                "34", text("Profession intermédiaire administrative et commerciale des entreprises"),
                text("15/03/2026"), text(function), text("20/03/2026" if function else ""), text("FR"),
            )  # fmt: skip
            file.write(";".join(cells) + "\n")


def _watch(process: psutil.Process, peak: list[int], stop: threading.Event) -> None:
    while not stop.wait(0.005):
        peak[0] = max(peak[0], process.memory_info().rss)


def measure(path: Path, communes: frozenset[str]) -> str:
    """Read a register and say what it took."""
    process = psutil.Process()
    before = process.memory_info().rss
    peak, stop = [before], threading.Event()
    watcher = threading.Thread(target=_watch, args=(process, peak, stop))
    watcher.start()
    start, wall = time.process_time(), time.perf_counter()
    reading = read_register(path, communes=communes)
    cpu, elapsed = time.process_time() - start, time.perf_counter() - wall
    stop.set()
    watcher.join()
    megabytes = (peak[0] - before) / 1024 / 1024
    return (
        f"{reading.lines_read:,} lines read, {reading.kept:,} kept, {cpu:.2f} s of processor "
        f"({elapsed:.2f} s), {megabytes:.0f} MB above idle"
    )


def main(lines: int) -> None:
    """Measure both dialects, for one commune and for the 380 of a département."""
    whole = frozenset(f"32{number:03d}" for number in range(1, 381))
    for quoted in (False, True):
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "register.csv"
            write_register(path, lines, quoted=quoted)
            size = path.stat().st_size / 1024 / 1024
            for communes in (frozenset({"32013"}), whole):
                figures = measure(path, communes)
                print(f"quoted={quoted!s:5} {size:.0f} MB, {len(communes)} followed: {figures}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 500_000)
