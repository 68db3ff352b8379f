"""Read the command line of `altterr`, run one command, and say how it ended (0 done, 1 refused, 2 usage)."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path

import altterr_desktop
from altterr_desktop.cli import (
    dossier_commands,
    exchange_commands,
    group_commands,
    meeting_commands,
    official_commands,
    record_commands,
    together_commands,
    transfer_commands,
)
from altterr_desktop.domain.errors import KnownError
from altterr_desktop.i18n import _, use_language

_MODULES = (
    dossier_commands,
    transfer_commands,
    record_commands,
    exchange_commands,
    group_commands,
    meeting_commands,
    official_commands,
    together_commands,
)


def build_parser() -> argparse.ArgumentParser:
    """Describe every command and its arguments."""
    parser = argparse.ArgumentParser(
        prog="altterr", description=_("Work on a dossier without the window. Passphrase: ALTTERR_PASSPHRASE.")
    )
    parser.add_argument("--version", action="version", version=altterr_desktop.__version__)
    commands = parser.add_subparsers(dest="command", required=True, metavar=_("COMMAND"))
    common = argparse.ArgumentParser(add_help=False)
    common.add_argument("dossier", type=Path, metavar="D", help=_("the dossier's file (.altterr)"))
    common.add_argument("--json", action="store_true", help=_("answer for machines"))
    common.add_argument("--passphrase-file", type=Path, metavar="FILE", help=_("file holding the passphrase"))
    common.add_argument("--lang", choices=("fr", "en"), help=_("language of the answers"))
    for module in _MODULES:
        module.add_commands(commands, common)
    return parser


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and give the exit status."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    options = build_parser().parse_args(arguments)
    if options.lang:
        use_language(options.lang)
    try:
        options.run(options)
    except KnownError as error:
        print(" ".join(str(error).split()), file=sys.stderr)
        return 1
    except BrokenPipeError:
        # The reader of our output left (`altterr list … | head`): nothing is wrong with the dossier.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return 0


if __name__ == "__main__":
    sys.exit(main())
