"""Set the project up and start it, or its tests, from nothing but Python; needs and imports no other package.

Every step is safe to repeat: what is already done is not done again, what was cut short is done anew.
This file must be readable by Python 3.7, so that an old one gets a sentence instead of a syntax error.
"""

from __future__ import annotations

import hashlib
import importlib.util
import json
import os
import platform
import shlex
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from typing import NoReturn

ROOT = Path(__file__).resolve().parent.parent
OLDEST_PYTHON = (3, 11)

# What is said, in French and in English.
SENTENCES = Path(__file__).with_name("sentences.json")
RUN_LOCK = "packaging/requirements.lock"
# Holds everything of the other lock, at the same versions.
TEST_LOCK = "packaging/requirements-test.lock"
STAMP = "bootstrap-stamp.txt"
HALF_MADE = "bootstrap-half-made.txt"

# Qt's libraries open these even where nothing is drawn.
PACKAGES_OF_QT = ("libgl1", "libegl1", "libxkbcommon0", "libglib2.0-0", "libfontconfig1", "libdbus-1-3")
# A real window on X11.
PACKAGES_OF_WINDOW = (
    "libxkbcommon-x11-0",
    "libxcb-cursor0",
    "libxcb-icccm4",
    "libxcb-keysyms1",
    "libxcb-shape0",
    "libxcb-image0",
    "libxcb-render-util0",
)
# A screen without a screen, hands on it, foreign readers of the documents that the program writes, and the server of
# a coordination.
PACKAGES_OF_TESTS = (
    "xvfb",
    "xauth",
    "xdotool",
    "poppler-utils",
    "qpdf",
    "libreoffice-calc-nogui",
    "postgresql",
)

# Each process holds the toolkit and a dossier: more than four would ask too much of an ordinary machine's memory.
ON_EVERY_CORE = ("-n", "auto", "--maxprocesses", "4", "--dist", "worksteal")

# What the demonstration writes where there is no screen: report, format, name of the file.
DEMO_DOCUMENTS = (
    ("assessment", "pdf", "Demo-bilan.pdf"),
    ("assessment", "xlsx", "Demo-bilan.xlsx"),
    ("preparation", "pdf", "Demo-rendez-vous.pdf"),
    ("minutes", "pdf", "Demo-compte-rendu.pdf"),
    ("mobilisation", "pdf", "Demo-mobilisation.pdf"),
    ("workbook", "xlsx", "Demo-classeur.xlsx"),
)

TEST_STEPS = (
    ("ruff check", ("ruff", "check", ".")),
    ("ruff format", ("ruff", "format", "--check", ".")),
    ("mypy", ("mypy",)),
)


class Stop(Exception):
    """End the program with a sentence already said and this exit code."""

    def __init__(self, code: int) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True)
class Order:
    """What the person asked for: a command, whether it is the demonstration, and what to hand on."""

    command: str
    demo: bool
    rest: tuple[str, ...]


# --- What is decided, without touching anything ---


def language(environ: Mapping[str, str]) -> str:
    """Choose between "fr" and "en" from the variables of the system; French where they say nothing."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if environ.get(name):
            return "en" if environ[name].lower().startswith("en") else "fr"
    return "fr"


def sentence(key: str, lang: str, **values: object) -> str:
    """Write one sentence of the list in a language."""
    words: dict[str, dict[str, str]] = json.loads(SENTENCES.read_text(encoding="utf-8"))
    return words[key][lang].format(**values)


def surroundings(environ: Mapping[str, str]) -> dict[str, str]:
    """Return the variables given to every process: texts in UTF-8, pip without questions."""
    foreign = {"PIP_PREFIX", "PIP_ROOT", "PIP_TARGET", "PIP_USER", "PYTHONHOME"}
    kept = {name: value for name, value in environ.items() if name not in foreign}
    return {**kept, "PYTHONUTF8": "1", "PIP_DISABLE_PIP_VERSION_CHECK": "1", "PIP_NO_INPUT": "1"}


def read_order(arguments: Sequence[str]) -> Order:
    """Read the command line; an empty one asks for help."""
    if not arguments or arguments[0] in {"help", "-h", "--help"}:
        return Order("help", demo=False, rest=())
    command, rest = arguments[0], tuple(arguments[1:])
    if command != "run":
        return Order(command, demo=False, rest=rest)
    return Order(command, demo="--demo" in rest, rest=tuple(word for word in rest if word != "--demo"))


def has_screen(environ: Mapping[str, str], system: str) -> bool:
    """Say whether a window can be seen: always on Windows and macOS, else where a display is named."""
    if system in {"win32", "darwin"}:
        return True
    return bool(environ.get("DISPLAY") or environ.get("WAYLAND_DISPLAY"))


def python_problem(version: Sequence[int], lang: str) -> str:
    """Return the sentence about a Python that is too old, or nothing."""
    if tuple(version[:2]) >= OLDEST_PYTHON:
        return ""
    wanted = ".".join(str(part) for part in OLDEST_PYTHON)
    return sentence("old_python", lang, wanted=wanted, found=".".join(str(part) for part in version[:3]))


def digest(root: Path, lock: str) -> str:
    """Sum up what an environment depends on: the lock, the project's own entry points, Python, the place."""
    total = hashlib.sha256()
    for name in (lock, "pyproject.toml"):
        total.update((root / name).read_bytes())
    for fact in (platform.python_version(), platform.machine(), sys.platform, str(root)):
        total.update(fact.encode() + b"\0")
    return total.hexdigest()


def stamp_lines(root: Path, lock: str) -> list[str]:
    """List what is true of an environment once a lock is installed: the tests' lock holds the other one."""
    held = (RUN_LOCK, TEST_LOCK) if lock == TEST_LOCK else (lock,)
    return [f"{name} {digest(root, name)}" for name in held]


def is_ready(root: Path, lock: str) -> bool:
    """Say whether the environment was finished, for this very lock, by this Python, in this place."""
    venv = root / ".venv"
    stamp = venv / STAMP
    if not stamp.is_file() or (venv / HALF_MADE).exists() or not venv_python(root).exists():
        return False
    return f"{lock} {digest(root, lock)}" in stamp.read_text(encoding="utf-8").splitlines()


def venv_python(root: Path, system: str = sys.platform) -> Path:
    """Return the environment's own Python."""
    return venv_program(root, "python", system)


def venv_program(root: Path, name: str, system: str = sys.platform) -> Path:
    """Return the place of a program of the environment."""
    if system == "win32":
        return root / ".venv" / "Scripts" / f"{name}.exe"
    return root / ".venv" / "bin" / name


def venv_is_usable(root: Path, version: Sequence[int]) -> bool:
    """Say whether an existing environment can be completed: not half made, same Python, pip inside."""
    venv = root / ".venv"
    settings = venv / "pyvenv.cfg"
    if (venv / HALF_MADE).exists() or not settings.is_file() or not venv_python(root).exists():
        return False
    wanted = f"version = {version[0]}.{version[1]}."
    if not any(line.startswith(wanted) for line in settings.read_text(encoding="utf-8").splitlines()):
        return False
    return any(venv.glob("lib/python*/site-packages/pip/__main__.py")) or any(
        venv.glob("Lib/site-packages/pip/__main__.py")
    )


def pip_sources(root: Path) -> list[tuple[str, list[str]]]:
    """List where packages are looked for, best first: wheels/ when it holds some, then the network."""
    network: tuple[str, list[str]] = ("from_network", [])
    wheels = root / "wheels"
    if wheels.is_dir() and any(wheels.glob("*.whl")):
        return [("from_wheels", ["--no-index", "--find-links", str(wheels)]), network]
    return [network]


def debian_packages(order: Order, *, screen: bool) -> tuple[str, ...]:
    """List the system packages that a command uses on Debian and its children."""
    if order.command == "test":
        return PACKAGES_OF_QT + PACKAGES_OF_WINDOW + PACKAGES_OF_TESTS
    return PACKAGES_OF_QT + PACKAGES_OF_WINDOW if screen else ()


def missing_packages(wanted: Iterable[str], listing: str) -> list[str]:
    """List the wanted packages that are not installed, nor provided by one that is under a newer name.

    `listing` has a line for each package: name, state, what it provides, with tabs between.
    """
    present = set()
    for line in listing.splitlines():
        name, state, provides = (line + "\t\t").split("\t")[:3]
        if state == "installed":
            present.add(name)
            present.update(word.strip().split(" ")[0] for word in provides.split(","))
    return [name for name in wanted if name not in present]


def apt_command(names: Iterable[str]) -> list[str]:
    """Write the command that installs system packages."""
    return ["apt-get", "install", "-y", "--no-install-recommends", *names]


def exit_code(returned: int) -> int:
    """Turn what a process returned into an exit code: a signal as shells count it."""
    return returned if returned >= 0 else 128 - returned


# --- What is done ---


@dataclass(frozen=True)
class Workshop:
    """Hold the place and the surroundings of one run; its processes go through `call` and `become`."""

    root: Path
    environ: Mapping[str, str]
    system: str
    lang: str
    is_root: bool
    call: Callable[..., int]
    become: Callable[..., int]

    def say(self, key: str, **values: object) -> None:
        """Print one sentence at once, above what the next process prints."""
        print(sentence(key, self.lang, **values), flush=True)

    def stop(self, key: str, code: int = 1, **values: object) -> NoReturn:
        """Say the sentence that ends the run."""
        print(sentence(key, self.lang, **values), file=sys.stderr, flush=True)
        raise Stop(code)

    def by_hand(self, command: Sequence[str]) -> str:
        """Write a command of the system as the person at this computer would type it."""
        return shlex.join(command if self.is_root else ["sudo", *command])

    def start(self, *words: object, **extra: str) -> int:
        """Start a process in the project's folder and wait for it."""
        return self.call([str(word) for word in words], {**self.environ, **extra}, self.root)

    def pip(self, *words: object) -> int:
        """Start the environment's pip; a person at a terminal sees its progress, a log only its errors."""
        quiet = [] if sys.stdout.isatty() else ["-qq"]
        # Two tries more, not five: where there is no network at all, the sentence about it comes sooner.
        return self.start(venv_python(self.root), "-m", "pip", *words, "--retries", 2, *quiet)


def call(command: Sequence[str], environ: Mapping[str, str], folder: Path) -> int:
    """Start a process, wait for it, and return its exit code."""
    return exit_code(subprocess.run(command, env=dict(environ), cwd=folder, check=False).returncode)


def become(command: Sequence[str], environ: Mapping[str, str]) -> int:
    """Turn into the program, where the system can: whoever ends this process then ends the program itself."""
    if os.name == "posix":
        os.execve(command[0], list(command), dict(environ))  # noqa: S606 (no shell: that is the point)
    return call(command, environ, Path.cwd())


def installed_packages() -> str:
    """List the system's packages, as `missing_packages` reads them; nothing where dpkg is not the way."""
    if not (shutil.which("dpkg-query") and shutil.which("apt-get")):
        return ""
    form = "${Package}\t${db:Status-Status}\t${Provides}\n"
    return subprocess.run(
        ["dpkg-query", "-W", "-f", form], capture_output=True, check=False, encoding="utf-8", errors="replace"
    ).stdout


def install_debian(shop: Workshop, names: Sequence[str]) -> bool:
    """Install system packages, as root and without a question; say whether all of them went in."""
    shop.say("installing_debian", names=" ".join(names))
    quiet = {"DEBIAN_FRONTEND": "noninteractive"}
    shop.start("apt-get", "update", "-q", **quiet)
    if shop.start(*apt_command(names), **quiet) == 0:
        return True
    # One name unknown to this release must not keep the others out.
    refused = [name for name in names if shop.start(*apt_command([name]), **quiet) != 0]
    return not refused


def check_debian(shop: Workshop, order: Order, listing: str) -> None:
    """Bring the missing system packages in, or say how; stop only where Qt cannot start without them."""
    screen = has_screen(shop.environ, shop.system)
    missing = missing_packages(debian_packages(order, screen=screen), listing) if listing else []
    if not missing or (shop.is_root and install_debian(shop, missing)):
        return
    shop.say("missing_debian", command=shop.by_hand(apt_command(missing)))
    probe = "from PySide6.QtWidgets import QApplication; QApplication([])"
    platform_of_tests = {"QT_QPA_PLATFORM": "offscreen"} if order.command == "test" else {}
    if shop.start(venv_python(shop.root), "-c", probe, **platform_of_tests) != 0:
        shop.stop("qt_fails")


def check_venv_module(shop: Workshop) -> None:
    """Make sure that this Python can make environments: Debian ships that part alone."""
    if all(importlib.util.find_spec(name) for name in ("venv", "ensurepip")):
        return
    name = (
        "python3-venv"
        if sys.executable == "/usr/bin/python3"
        else "python{}.{}-venv".format(*sys.version_info)
    )
    if shutil.which("apt-get") is None:
        shop.stop("no_venv", what="")
    if shop.is_root and install_debian(shop, [name]):
        return
    command = shop.by_hand(apt_command([name]))
    shop.stop("no_venv", what=sentence("no_venv_command", shop.lang, command=command))


def make_venv(shop: Workshop) -> None:
    """Make the environment, from nothing; a mark stays inside until everything is installed."""
    venv = shop.root / ".venv"
    if venv.exists():
        shop.say("remaking_venv")
        shutil.rmtree(venv)
    else:
        shop.say("making_venv")
    venv.mkdir()
    (venv / HALF_MADE).touch()
    if shop.start(getattr(sys, "_base_executable", sys.executable), "-m", "venv", venv) != 0:
        shop.stop("venv_failed")


def install(shop: Workshop, lock: str) -> None:
    """Install a lock, then the project itself in place; write the stamp last.

    The mark is there meanwhile: a package half unpacked looks installed to pip, so a run that was cut
    short is not completed but done anew.
    """
    venv = shop.root / ".venv"
    (venv / HALF_MADE).touch()
    hashed = ["--require-hashes", "--only-binary", ":all:", "-r", lock]
    for rank, (source, options) in enumerate(pip_sources(shop.root)):
        if rank > 0:
            shop.say("wheels_not_enough")
        shop.say("installing", source=sentence(source, shop.lang))
        if shop.pip("install", *hashed, *options) == 0:
            break
    else:
        shop.stop("install_failed")
    if shop.pip("install", "--no-build-isolation", "--no-deps", "--no-index", "-e", shop.root) != 0:
        shop.stop("install_failed")
    (venv / STAMP).write_text("\n".join(stamp_lines(shop.root, lock)) + "\n", encoding="utf-8")
    (venv / HALF_MADE).unlink()


def prepare(shop: Workshop, lock: str) -> None:
    """Bring the environment to a lock; do nothing when it is there already."""
    if is_ready(shop.root, lock):
        return
    if not venv_is_usable(shop.root, sys.version_info[:3]):
        check_venv_module(shop)
        make_venv(shop)
    install(shop, lock)
    shop.say("ready")


def write_demo(shop: Workshop) -> int:
    """Write the demonstration and its documents to demo/, without a window, and say where each file is."""
    shop.say("demo_without_screen")
    folder = shop.root / "demo"
    folder.mkdir(exist_ok=True)
    dossier = folder / "Demo.altterr"
    program = venv_program(shop.root, "altterr")
    for name in (dossier.name, f"{dossier.name}-journal", *(name for _, _, name in DEMO_DOCUMENTS)):
        (folder / name).unlink(missing_ok=True)
    code = shop.start(program, "demo", dossier)
    for report, form, name in DEMO_DOCUMENTS:
        if code == 0:
            code = shop.start(program, "export", dossier, report, "--format", form, "-o", folder / name)
    if code == 0:
        shop.say("demo_written")
        for name in (dossier.name, *(name for _, _, name in DEMO_DOCUMENTS)):
            print(f"  {folder / name}", flush=True)
    return code


def run(shop: Workshop, order: Order) -> int:
    """Open the program; without a screen, write the demonstration or say what can be done."""
    prepare(shop, RUN_LOCK)
    screen = has_screen(shop.environ, shop.system)
    if not screen and order.demo:
        return write_demo(shop)
    if not screen:
        shop.stop("no_screen", command=venv_program(shop.root, "altterr"))
    check_debian(shop, order, installed_packages())
    shop.say("starting")
    words = ["--demo", *order.rest] if order.demo else order.rest
    # -P: the person's folder, where paths given on the command line are read, must not lend modules.
    program = [str(venv_python(shop.root)), "-P", "-m", "altterr_desktop", *words]
    return shop.become(program, shop.environ)


def test(shop: Workshop, order: Order) -> int:
    """Run every check, pytest last so that its closing line is the last one; stop at the first that fails."""
    prepare(shop, TEST_LOCK)
    check_debian(shop, order, installed_packages())
    for name, words in (*TEST_STEPS, ("pytest", ("pytest", *ON_EVERY_CORE, *order.rest))):
        print(f"== {name}", flush=True)
        code = shop.start(venv_python(shop.root), "-m", *words, QT_QPA_PLATFORM="offscreen")
        if code != 0:
            if name != "pytest":
                shop.say("step_failed", step=name)
            return code
    return 0


def fill_wheels(shop: Workshop, order: Order) -> int:
    """Fill wheels/ with every package of both locks, for this system and this Python."""
    if not venv_is_usable(shop.root, sys.version_info[:3]):
        check_venv_module(shop)
        make_venv(shop)
    folder = shop.root / "wheels"
    hashed = ["--require-hashes", "--only-binary", ":all:", "-r", TEST_LOCK]
    if shop.pip("download", *hashed, "-d", folder, *order.rest) != 0:
        shop.stop("wheels_failed")
    facts = {
        "system": f"{platform.system()} {platform.machine()}",
        "python": "{}.{}".format(*sys.version_info),
    }
    shop.say("wheels_filled", count=len(list(folder.glob("*.whl"))), **facts)
    return 0


COMMANDS = {"run": run, "test": test, "wheels": fill_wheels}


def main(arguments: Sequence[str]) -> int:
    """Carry one command out and return its exit code."""
    lang = language(os.environ)
    problem = python_problem(sys.version_info[:3], lang)
    if problem:
        print(problem, file=sys.stderr)
        return 1
    order = read_order(arguments)
    is_root = hasattr(os, "geteuid") and os.geteuid() == 0
    shop = Workshop(ROOT, surroundings(os.environ), sys.platform, lang, is_root, call, become)
    if order.command not in COMMANDS:
        if order.command != "help":
            shop.say("unknown_command", command=order.command)
        shop.say("help")
        return 0 if order.command == "help" else 2
    try:
        return COMMANDS[order.command](shop, order)
    except Stop as stopped:
        return stopped.code
    except KeyboardInterrupt:
        shop.say("interrupted")
        return 130
    except OSError as problem_of_system:
        shop.say("system_refuses", problem=problem_of_system)
        return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
