"""Write the lock files again from pyproject.toml; for those who change dependencies, never needed to run.

`python3 packaging/lock.py` keeps the versions that still fit; `--upgrade` takes the newest that fit.
The locks hold for every system and for each Python from 3.11 on, with the hash of every file.
"""

import subprocess
import sys
import tempfile
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
# The run's lock comes first: the tests' lock must hold the same versions.
LOCKS = (
    ("packaging/requirements.lock", ["--group", "build"]),
    ("packaging/requirements-test.lock", ["--group", "test", "--constraints", "packaging/requirements.lock"]),
)
OPTIONS = [
    "--universal",
    "--python-version=3.11",
    "--generate-hashes",
    "--no-header",
    "--no-emit-index-url",
    "--no-emit-find-links",
    "--no-config",
]


def main(arguments: list[str]) -> None:
    """Compile each lock with uv, installed for the occasion in a folder thrown away."""
    with tempfile.TemporaryDirectory() as folder:
        venv.create(folder, with_pip=True)
        programs = Path(folder) / ("Scripts" if sys.platform == "win32" else "bin")
        subprocess.run([programs / "python", "-m", "pip", "install", "-q", "uv"], check=True)
        for lock, groups in LOCKS:
            uv = [str(programs / "uv"), "pip", "compile", "-q", "pyproject.toml"]
            subprocess.run([*uv, *groups, *OPTIONS, *arguments, "-o", lock], cwd=ROOT, check=True)


if __name__ == "__main__":
    main(sys.argv[1:])
