"""Load the script that sets the project up, and stand for the system it works on; no process is started."""

import importlib.util
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import ModuleType

PACKAGING = Path(__file__).resolve().parents[2] / "packaging"


def load() -> ModuleType:
    specification = importlib.util.spec_from_file_location("bootstrap", PACKAGING / "bootstrap.py")
    assert specification is not None
    assert specification.loader is not None
    module = importlib.util.module_from_spec(specification)
    sys.modules["bootstrap"] = module  # dataclasses look their module up by name
    specification.loader.exec_module(module)
    return module


bootstrap = load()


class Hands:
    """Stand for the system: keep what is started, answer with the codes given, 0 otherwise."""

    def __init__(self, codes: Mapping[str, int] | None = None) -> None:
        self.started: list[list[str]] = []
        self.environs: list[dict[str, str]] = []
        self.codes = codes or {}

    def call(self, command: Sequence[str], environ: Mapping[str, str], _folder: Path | None = None) -> int:
        self.started.append(list(command))
        self.environs.append(dict(environ))
        words = " ".join(command)
        return next((code for part, code in self.codes.items() if part in words), 0)

    @property
    def lines(self) -> list[str]:
        return [" ".join(command) for command in self.started]


def project(folder: Path) -> Path:
    (folder / "packaging").mkdir()
    (folder / bootstrap.RUN_LOCK).write_text("reportlab==5.1.0\n")
    (folder / bootstrap.TEST_LOCK).write_text("reportlab==5.1.0\npytest==9.2.0\n")
    (folder / "pyproject.toml").write_text("[project]\n")
    return folder


def with_venv(root: Path, version: str = "") -> Path:
    """Make what looks like an environment of the running Python, or of another version."""
    venv = root / ".venv"
    python = bootstrap.venv_python(root)
    pip = venv / "lib" / "python3.x" / "site-packages" / "pip" / "__main__.py"
    for path in (python, pip):
        path.parent.mkdir(parents=True)
        path.touch()
    shown = version or "{}.{}.{}".format(*sys.version_info)
    (venv / "pyvenv.cfg").write_text(f"home = somewhere\nversion = {shown}\n")
    return venv


def shop(
    root: Path, hands: Hands, *, screen: bool = False, is_root: bool = False, lang: str = "en"
) -> object:
    environ = {"DISPLAY": ":7"} if screen else {}
    return bootstrap.Workshop(root, environ, "linux", lang, is_root, hands.call, hands.call)


def ready(root: Path) -> Path:
    """Make a project whose environment is finished."""
    with_venv(project(root))
    bootstrap.prepare(shop(root, Hands()), bootstrap.TEST_LOCK)
    return root
