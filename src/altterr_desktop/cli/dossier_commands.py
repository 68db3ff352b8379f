"""The commands about the dossier's file: new, check, backup, demo."""

from __future__ import annotations

import argparse
from typing import Any

from altterr_desktop.cli.output import answer, opened, passphrase_of
from altterr_desktop.domain.errors import InvalidInput
from altterr_desktop.dossier.errors import DamagedDossier
from altterr_desktop.i18n import _
from altterr_desktop.journal.verify import verify
from altterr_desktop.services.dossiers import read_group, start_dossier


def add_commands(commands: Any, common: argparse.ArgumentParser) -> None:
    """Describe these commands."""
    new = commands.add_parser("new", parents=[common], help=_("make a dossier"))
    new.add_argument("--group", required=True, help=_("name of the group"))
    new.add_argument(
        "--territory",
        action="append",
        required=True,
        metavar="CODE",
        help=_("INSEE code or SIREN; may be repeated"),
    )
    new.add_argument("--volunteer", default="", help=_("name or pseudonym of who starts the dossier"))
    new.add_argument("--no-passphrase", action="store_true", help=_("anyone who has the file can read it"))
    new.set_defaults(run=run_new)
    check = commands.add_parser("check", parents=[common], help=_("read the whole dossier again"))
    check.set_defaults(run=run_check)
    backup = commands.add_parser("backup", parents=[common], help=_("write a verified copy"))
    backup.set_defaults(run=run_backup)
    demo = commands.add_parser("demo", parents=[common], help=_("make the demonstration dossier"))
    demo.set_defaults(run=run_demo)


def run_new(options: argparse.Namespace) -> None:
    """Make a dossier with its group and territories."""
    passphrase = None if options.no_passphrase else passphrase_of(options)
    if passphrase is None and not options.no_passphrase:
        raise InvalidInput(
            _("Give a passphrase in ALTTERR_PASSPHRASE or --passphrase-file, or say --no-passphrase.")
        )
    with start_dossier(
        options.dossier,
        group=options.group,
        territory_codes=options.territory,
        volunteer=options.volunteer,
        passphrase=passphrase,
    ) as dossier:
        group = read_group(dossier)
    text = _("“{name}” is ready: {group}, {territories}.").format(
        name=options.dossier.name,
        group=group.name,
        territories=", ".join(f"{row.name} ({row.mandate_label})" for row in group.territories),
    )
    answer(options, {"path": options.dossier, "group": group}, text)


def run_check(options: argparse.Namespace) -> None:
    """Check the file, its structure, and the tables against the journal."""
    with opened(options) as dossier:
        dossier.check()
        differences = verify(dossier)
    if differences:
        raise DamagedDossier(options.dossier)
    text = _("“{name}” is sound: every page, every link, every table agrees with the journal.").format(
        name=options.dossier.name
    )
    answer(options, {"sound": True, "differences": []}, text)


def run_backup(options: argparse.Namespace) -> None:
    """Write a verified copy beside the dossier."""
    with opened(options) as dossier:
        path = dossier.back_up()
    answer(options, {"path": path}, _("Copy written and read back: {path}").format(path=path))


def run_demo(options: argparse.Namespace) -> None:
    """Make the demonstration dossier of an invented town, without passphrase."""
    from altterr_desktop.services.demo import make_demo

    with make_demo(options.dossier) as dossier:
        group = read_group(dossier)
    text = _("“{name}” is ready: an invented town, invented people, no passphrase.").format(
        name=options.dossier.name
    )
    answer(options, {"path": options.dossier, "group": group}, text)
