"""Lend a PostgreSQL of its own to tests: Debian's programs, a private socket, no port, an account that is not root."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from itertools import count
from pathlib import Path

import pytest

_NUMBERS = count(1)
_ENDS = "fast"


def programs() -> Path | None:
    """Find the server's programs where Debian or the path has them."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: path.parent.parent.name)
    if found:
        return found[-1].parent
    initdb = shutil.which("initdb")
    return Path(initdb).resolve().parent if initdb else None


def _plain_account() -> str:
    """Name an account that is not root, for the server refuses to run as root; «» to stay who we are."""
    if os.name != "posix" or os.getuid() != 0:
        return ""
    for name in ("postgres", "nobody"):
        try:
            pwd.getpwnam(name)
        except KeyError:
            continue
        return name
    return ""


def _run(command: Sequence[str | Path], account: str, folder: Path) -> None:
    subprocess.run(
        list(map(str, command)),
        check=True,
        capture_output=True,
        cwd=folder,
        user=account or None,
        group=pwd.getpwnam(account).pw_gid if account else None,
        env={"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8"},
        timeout=60,
    )


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[Path]:
    """Start a server that answers on a socket in a folder of its own, once for all tests."""
    binaries = programs()
    if binaries is None:
        pytest.skip("PostgreSQL is not installed (Debian: apt-get install postgresql)")
    account = _plain_account()
    # A socket's path is short, and its folder open to the account.
    folder = Path(tempfile.mkdtemp(prefix="altterr-pg-", dir="/tmp"))
    data = folder / "data"
    if account:
        shutil.chown(folder, account)
    try:
        _run(
            [binaries / "initdb", "-D", data, "-U", "altterr", "-A", "trust", "-E", "UTF8", "--no-sync"],
            account,
            folder,
        )
        options = f"-k {folder} -c listen_addresses='' -c fsync=off -c shared_buffers=16MB"
        _run(
            [binaries / "pg_ctl", "-D", data, "-w", "-l", folder / "log", "-o", options, "start"],
            account,
            folder,
        )
        yield folder
    finally:
        if (data / "postmaster.pid").exists():
            _run([binaries / "pg_ctl", "-D", data, "-w", "-m", _ENDS, "stop"], account, folder)
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def postgres_url(postgres_server: Path) -> str:
    """Give the address of an empty database."""
    import psycopg

    name = f"test{next(_NUMBERS)}"
    with psycopg.connect(
        host=str(postgres_server), user="altterr", dbname="postgres", autocommit=True
    ) as connection:
        connection.execute(f"CREATE DATABASE {name}")
    return f"postgresql+psycopg://altterr@/{name}?host={postgres_server}"
