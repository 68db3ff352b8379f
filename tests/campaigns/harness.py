"""Start children that are killed at a random moment, and campaigns from the command line; know no dossier."""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import select
import signal
import sys
import time
import traceback
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

# A child that says nothing for so long hangs.
LONGEST_SILENCE = 60.0


@dataclass
class Outcome:
    """Gather what a campaign counted, and each fault in one sentence."""

    counts: dict[str, int] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)

    def count(self, name: str, number: int = 1) -> None:
        """Add to a count."""
        self.counts[name] = self.counts.get(name, 0) + number


class Teller:
    """Let a child tell its parent one JSON line at a time; a line is told before the call returns."""

    def __init__(self, handle: int) -> None:
        self._handle = handle

    def tell(self, **message: Any) -> None:
        """Tell one line."""
        line = json.dumps(message).encode() + b"\n"
        while line:
            line = line[os.write(self._handle, line) :]


class Child:
    """Hold a forked child: it starts warm, with everything imported."""

    def __init__(self, work: Callable[[Teller], None]) -> None:
        self._reading, writing = os.pipe()
        self._pid = os.fork()
        if not self._pid:
            os.close(self._reading)
            _run_and_leave(work, Teller(writing))
        os.close(writing)
        self._told = b""
        self.status: int | None = None

    def listen(self, seconds: float) -> dict[str, Any] | None:
        """Give the next line, or nothing when the time is over or the child has ended."""
        deadline = time.monotonic() + seconds
        while b"\n" not in self._told:
            left = deadline - time.monotonic()
            if left <= 0 or not select.select([self._reading], [], [], left)[0] or not self._read():
                return None
        line, self._told = self._told.split(b"\n", 1)
        return dict(json.loads(line))

    def _read(self) -> bool:
        told = os.read(self._reading, 1 << 20)
        self._told += told
        return bool(told)

    def listen_for(self, seconds: float) -> Iterator[dict[str, Any]]:
        """Give what is told until the time is over or the child has ended."""
        deadline = time.monotonic() + seconds
        while (message := self.listen(max(0.0, deadline - time.monotonic()))) is not None:
            yield message

    def kill(self) -> list[dict[str, Any]]:
        """Kill the child where it stands (kill -9) and give what it told that was not listened to yet."""
        with contextlib.suppress(ProcessLookupError):
            os.kill(self._pid, signal.SIGKILL)
        return self.finish()

    def finish(self) -> list[dict[str, Any]]:
        """Wait for the child's end and give what it told that was not listened to yet."""
        rest = list(self.listen_for(LONGEST_SILENCE))
        os.close(self._reading)
        self.status = os.waitpid(self._pid, 0)[1]
        return rest


def _run_and_leave(work: Callable[[Teller], None], teller: Teller) -> None:
    code = 1
    try:
        work(teller)
        code = 0
    except BaseException:  # noqa: BLE001 - whatever it is, the parent reports it
        with contextlib.suppress(OSError):
            teller.tell(failed=traceback.format_exc()[-3000:])
    finally:
        os._exit(code)


def wait_until(is_so: Callable[[], bool], seconds: float) -> bool:
    """Look without pause until something is so, or the time is over; tell whether it is."""
    deadline = time.monotonic() + seconds
    while not (found := is_so()) and time.monotonic() < deadline:
        pass
    return found


def become_nobody() -> None:
    """Give up the superuser's rights, which no permission binds."""
    if os.geteuid() == 0:
        os.setgroups([])
        os.setgid(65534)
        os.setuid(65534)


def start(run: Callable[..., Outcome], *, count: int, **more: float) -> None:
    """Run a campaign from the command line, print its outcome as JSON, and fail where there is a fault.

    `run` takes count, seed, an empty folder, and by name each of `more`.
    """
    import tempfile

    parser = argparse.ArgumentParser(description=sys.modules["__main__"].__doc__)
    parser.add_argument("--count", type=int, default=count)
    parser.add_argument("--seed", type=int, default=1)
    for name, value in more.items():
        parser.add_argument(f"--{name}", type=float, default=value)
    options = parser.parse_args()
    # A kill loses nothing that was handed to the system: memory serves as well as a disk, and faster.
    memory = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None
    with tempfile.TemporaryDirectory(prefix="altterr-", dir=memory) as folder:
        chosen = {name: getattr(options, name) for name in more}
        outcome = run(options.count, options.seed, Path(folder), **chosen)
    print(json.dumps({"seed": options.seed, **outcome.counts, "faults": outcome.faults}, indent=1))
    sys.exit(1 if outcome.faults else 0)
