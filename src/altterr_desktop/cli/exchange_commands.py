"""The commands of group work: exchange, bundle, receive, conflicts, settle, invite, join, asof."""

from __future__ import annotations

import argparse
import os
from collections.abc import Iterable
from datetime import datetime, time
from pathlib import Path
from typing import Any

from altterr_desktop.cli.output import answer, opened, passphrase_of, plain, typed_day
from altterr_desktop.domain.errors import InvalidInput, NotFound
from altterr_desktop.i18n import _, ngettext
from altterr_desktop.i18n.labels import label
from altterr_desktop.journal.merge import Received
from altterr_desktop.journal.projection import count_newer
from altterr_desktop.services import conflicts


def add_commands(commands: Any, common: argparse.ArgumentParser) -> None:
    """Describe these commands."""
    folder = commands.add_parser("exchange", parents=[common], help=_("exchange through a shared folder"))
    folder.add_argument("folder", type=Path, metavar="FOLDER")
    folder.set_defaults(run=run_exchange)
    send = commands.add_parser(
        "bundle", parents=[common], help=_("write the contributions as a file to send")
    )
    send.add_argument("-o", "--output", type=Path, required=True, metavar="FILE")
    send.add_argument("--since", metavar="DATE", help=_("only those made from this day on"))
    send.set_defaults(run=run_bundle)
    bring = commands.add_parser("receive", parents=[common], help=_("receive a file of contributions"))
    bring.add_argument("file", type=Path, metavar="FILE")
    bring.add_argument("--dry-run", action="store_true", help=_("say what would change, change nothing"))
    bring.set_defaults(run=run_receive)
    listing = commands.add_parser("conflicts", parents=[common], help=_("list what people disagree about"))
    listing.set_defaults(run=run_conflicts)
    settle = commands.add_parser("settle", parents=[common], help=_("settle what people disagree about"))
    settle.add_argument("number", type=int, nargs="?", metavar="NUMBER", help=_("the number in the list"))
    settle.add_argument(
        "choice",
        nargs="?",
        default="shown",
        metavar="CHOICE",
        help=_("shown, keep, delete, or the id of a version"),
    )
    settle.add_argument("--all-as-shown", action="store_true", help=_("agree on what is shown, everywhere"))
    settle.set_defaults(run=run_settle)
    invite = commands.add_parser("invite", parents=[common], help=_("write an invitation to the group"))
    invite.add_argument("-o", "--output", type=Path, required=True, metavar="FILE")
    invite.add_argument("--no-copy", action="store_true", help=_("without a copy of the dossier"))
    invite.set_defaults(run=run_invite)
    _add_join(commands)
    asof = commands.add_parser("asof", parents=[common], help=_("write the dossier as it was on a day"))
    asof.add_argument("day", metavar="DATE")
    asof.add_argument("-o", "--output", type=Path, required=True, metavar="COPY")
    asof.set_defaults(run=run_asof)


def _add_join(commands: Any) -> None:
    join = commands.add_parser("join", help=_("join a group from its invitation"))
    join.add_argument("file", type=Path, metavar="FILE", help=_("the invitation"))
    join.add_argument("dossier", type=Path, metavar="D", help=_("the dossier's file (.altterr)"))
    join.add_argument("--code", help=_("the code that was read aloud; else ALTTERR_CODE"))
    join.add_argument("--no-passphrase", action="store_true", help=_("anyone who has the file can read it"))
    join.add_argument("--passphrase-file", type=Path, metavar="FILE", help=_("file holding the passphrase"))
    join.add_argument("--json", action="store_true", help=_("answer for machines"))
    join.add_argument("--lang", choices=("fr", "en"), help=_("language of the answers"))
    join.set_defaults(run=run_join)


def run_exchange(options: argparse.Namespace) -> None:
    """Exchange through a shared folder."""
    from altterr_desktop.exchange.folder import exchange

    with opened(options) as dossier:
        done = exchange(dossier, options.folder)
        disputed = conflicts.count_conflicts(dossier)
        newer = count_newer(dossier)
    lines = [_received_sentence(done.applied, _people(done.received))]
    lines += _warnings(done.waiting, disputed) + _clocks(done.clocks_ahead) + _newer(newer)
    lines.append(
        ngettext(
            "{count} contribution written", "{count} contributions written", done.written_commits
        ).format(count=done.written_commits)
    )
    lines += [reason for _name, reason in done.problems]
    data = {
        "received": done.applied,
        "waiting": done.waiting,
        "newer": newer,
        "written": done.written_commits,
        "conflicts": disputed,
        "problems": [{"file": name, "reason": reason} for name, reason in done.problems],
        "laptops": done.postes,
    }
    answer(options, data, "\n".join(lines))


def _people(received: tuple[Received, ...]) -> set[str]:
    return {author for one in received for author, _count in one.authors}


def _received_sentence(count: int, people: set[str]) -> str:
    if not count:
        return _("Nothing new came in.")
    contributions = ngettext("{count} contribution", "{count} contributions", count).format(count=count)
    from_people = ngettext("from {count} person", "from {count} people", len(people)).format(
        count=len(people)
    )
    return f"{contributions} {from_people}"


def _warnings(waiting: int, disputed: int) -> list[str]:
    lines = []
    if waiting:
        lines.append(
            ngettext(
                "{count} contribution waits for an earlier file",
                "{count} contributions wait for an earlier file",
                waiting,
            ).format(count=waiting)
        )
    if disputed:
        words = ngettext("{count} disagreement to settle", "{count} disagreements to settle", disputed)
        lines.append(words.format(count=disputed))
    return lines


def _clocks(names: Iterable[str]) -> list[str]:
    return [
        _("The clock of {name} is more than a day ahead, or yours is late.").format(name=name)
        for name in names
    ]


def _newer(count: int) -> list[str]:
    if not count:
        return []
    words = ngettext(
        "Your program is older than the others': {count} item will appear after an update",
        "Your program is older than the others': {count} items will appear after an update",
        count,
    )
    return [words.format(count=count)]


def run_bundle(options: argparse.Namespace) -> None:
    """Write the contributions of the dossier as a file."""
    from altterr_desktop.exchange.sending import send_file

    since = datetime.combine(typed_day(options.since), time()).astimezone() if options.since else None
    with opened(options) as dossier:
        sent = send_file(dossier, options.output, since=since)
    text = _("Written: {path}").format(path=", ".join(str(path) for path in sent.paths))
    answer(options, sent, text)


def run_receive(options: argparse.Namespace) -> None:
    """Receive a file of contributions, or say what it would change."""
    from altterr_desktop.exchange.receiving import receive_file

    with opened(options) as dossier:
        received = receive_file(dossier, options.file, dry_run=options.dry_run)
        newer = count_newer(dossier)
    lines = [_received_sentence(received.applied, _people((received,)))]
    lines += [f"  {text}" for text in received.labels]
    lines += _warnings(received.waiting, received.new_conflicts)
    lines += _clocks(received.clocks_ahead) + _newer(newer)
    if options.dry_run:
        lines.append(_("Nothing was changed: this was a trial."))
    answer(options, {"dry_run": options.dry_run, **plain(received)}, "\n".join(lines))


def run_conflicts(options: argparse.Namespace) -> None:
    """List what people disagree about."""
    with opened(options) as dossier:
        found = conflicts.list_conflicts(dossier)
    lines = []
    for one in found:
        lines.append(f"{one.id}  {_sort_words(one)}  {one.name}: {one.field_label}")
        lines += [
            f"   {version.commit_id}  {version.made_at:%Y-%m-%d %H:%M}  {version.who or '–'}  "
            f"{version.field_label}: {_value_text(version.value)}"
            for version in one.versions
        ]
    answer(options, found, "\n".join(lines) or _("Nobody disagrees about anything."))


def _sort_words(conflict: conflicts.Conflict) -> str:
    return {
        "values": _("two values"),
        "text": _("texts merged"),
        "clash": _("texts that clash"),
        "deleted": _("deleted by one, changed by another"),
        "orphan": _("refers to something deleted"),
    }[conflict.sort]


def _value_text(value: Any) -> str:
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if hasattr(value, "value"):
        return label(value)
    return str(plain(value) if value is not None else "")


def run_settle(options: argparse.Namespace) -> None:
    """Settle one disagreement, or all as they are shown."""
    with opened(options) as dossier:
        found = conflicts.list_conflicts(dossier, limit=100_000)
        if options.all_as_shown:
            changes = conflicts.settle_all_as_shown(dossier, found)
        elif options.number is None:
            raise InvalidInput(_("Give the number of a disagreement, or --all-as-shown."))
        else:
            chosen = [one for one in found if one.id == options.number]
            if not chosen:
                raise NotFound(_("No disagreement has the number {number}.").format(number=options.number))
            changes = conflicts.settle_conflict(dossier, chosen[0], options.choice)
    answer(options, changes, changes.label)


def run_invite(options: argparse.Namespace) -> None:
    """Write an invitation and print the code to read aloud."""
    from altterr_desktop.exchange.invitation import invite

    with opened(options) as dossier:
        code = invite(dossier, options.output, with_copy=not options.no_copy)
    text = _("Written: {path}\nCode to read aloud, never to send with the file: {code}").format(
        path=options.output, code=code
    )
    answer(options, {"path": options.output, "code": code}, text)


def code_of(options: argparse.Namespace) -> str:
    """Read the code from the command line, else from ALTTERR_CODE. Raises InvalidInput where there is none."""
    code = options.code or os.environ.get("ALTTERR_CODE") or ""
    if not code.strip():
        raise InvalidInput(_("Give the code that was read aloud: --code, or ALTTERR_CODE."))
    return code


def run_join(options: argparse.Namespace) -> None:
    """Join a group: make one's own dossier from its invitation."""
    from altterr_desktop.exchange.invitation import join

    code = code_of(options)
    passphrase = None if options.no_passphrase else passphrase_of(options)
    if passphrase is None and not options.no_passphrase:
        raise InvalidInput(
            _("Give a passphrase in ALTTERR_PASSPHRASE or --passphrase-file, or say --no-passphrase.")
        )
    with join(options.file, options.dossier, code=code, passphrase=passphrase):
        pass
    answer(options, {"path": options.dossier}, _("“{name}” is ready.").format(name=options.dossier.name))


def run_asof(options: argparse.Namespace) -> None:
    """Write the dossier as it was at the end of a day."""
    from altterr_desktop.exchange.looking_back import copy_as_of

    with opened(options) as dossier:
        dropped = copy_as_of(dossier, typed_day(options.day), options.output)
    text = _("Written: {path}").format(path=options.output)
    answer(options, {"path": options.output, "left_out": dropped}, text)
