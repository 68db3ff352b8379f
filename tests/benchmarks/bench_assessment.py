"""Time of the mid-term assessment, beside a bare document of the same library with as many pages.

    python tests/benchmarks/bench_assessment.py [--commitments 40 500] [--runs 5] [--most-ratio 4]

Each run is a new process, imports included; the two programs run in turn, so that a busy machine slows both. The
bare document sets sixty lines of text a page with ReportLab's own canvas and one embedded font. Exits with 1 when
the ratio of the medians is above what is asked. Prints seconds, pages, size and memory.
"""

from __future__ import annotations

import argparse
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
REPORT = """
import resource, sys
sys.path[:0] = [{root!r}, {source!r}]
from pathlib import Path
from tests.reports.invented import assessment
from altterr_desktop.reports.catalogue import find_report
find_report("assessment").report().build(assessment({count}), "pdf", Path({path!r}))
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)
"""
BARE = """
import resource
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
pdfmetrics.registerFont(TTFont("face", {font!r}))
canvas = Canvas({path!r}, invariant=1, pageCompression=1)
for page in range({pages}):
    canvas.setFont("face", 9.6)
    for line in range(60):
        canvas.drawString(51, 780 - 12 * line, f"{{page}}.{{line}} La commune a voté une première tranche de travaux.")
    canvas.showPage()
canvas.save()
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)
"""


def timed(code: str) -> tuple[float, int]:
    """Run a program; gives seconds and megabytes."""
    start = time.perf_counter()
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return time.perf_counter() - start, int(done.stdout)


def pages_of(path: Path) -> int:
    """Count a file's pages."""
    return int(
        subprocess.run(["qpdf", "--show-npages", path], capture_output=True, text=True, check=True).stdout
    )


def measure(count: int, runs: int, folder: Path) -> float:
    """Print one line of figures; gives the ratio of the medians."""
    report, bare = folder / "report.pdf", folder / "bare.pdf"
    code = REPORT.format(root=str(ROOT), source=str(ROOT / "src"), count=count, path=str(report))
    timed(code)
    pages = pages_of(report)
    font = ROOT / "resources" / "fonts" / "SourceSans3-Regular.ttf"
    bare_code = BARE.format(font=str(font), path=str(bare), pages=pages)
    pairs = [(timed(code), timed(bare_code)) for _run in range(runs)]
    ours = statistics.median(seconds for (seconds, _memory), _bare in pairs)
    theirs = statistics.median(seconds for _report, (seconds, _memory) in pairs)
    ratio = statistics.median(mine[0] / bare_run[0] for mine, bare_run in pairs)
    memory = max(used for (_seconds, used), _bare in pairs)
    size = report.stat().st_size // 1000
    print(
        f"{count} commitments: {pages} pages, {size} kB, {ours:.2f} s, {memory} MB; "
        f"bare document {theirs:.2f} s; ratio {ratio:.2f}"
    )
    return ratio


def main() -> int:
    """Measure each size and compare the ratios with what is asked."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--commitments", type=int, nargs="+", default=[40, 500])
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--most-ratio", type=float, default=4.0)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        ratios = [measure(count, asked.runs, Path(folder)) for count in asked.commitments]
    return int(max(ratios) > asked.most_ratio)


if __name__ == "__main__":
    raise SystemExit(main())
