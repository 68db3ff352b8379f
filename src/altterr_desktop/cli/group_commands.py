"""The commands of a group's life: erase, person, backups, keys, handover, consolidate."""

from __future__ import annotations

import argparse
import os
from pathlib import Path
from typing import Any

from altterr_desktop.cli.output import answer, opened, passphrase_of, plain
from altterr_desktop.domain.errors import InvalidInput
from altterr_desktop.i18n import _, language_set, ngettext


def add_commands(commands: Any, common: argparse.ArgumentParser) -> None:
    """Describe these commands."""
    _add_person(commands, common)
    rotate = commands.add_parser(
        "rotate-key", parents=[common], help=_("change the group's key when somebody leaves")
    )
    rotate.add_argument("-o", "--output", type=Path, required=True, metavar="FILE")
    rotate.add_argument("--tell-again", action="store_true", help=_("write the same key under another code"))
    rotate.set_defaults(run=run_rotate)
    learn = commands.add_parser(
        "learn-key", parents=[common], help=_("take the group's new key from its file")
    )
    learn.add_argument("file", type=Path, metavar="FILE")
    learn.add_argument("--code", help=_("the code that was read aloud; else ALTTERR_CODE"))
    learn.set_defaults(run=run_learn)
    keys = commands.add_parser("keys", parents=[common], help=_("list the group's keys"))
    keys.set_defaults(run=run_keys)
    handover = commands.add_parser(
        "handover", parents=[common], help=_("hand everything over to a newcomer in one sealed file")
    )
    handover.add_argument("-o", "--output", type=Path, required=True, metavar="FILE")
    handover.add_argument("--place", default="", help=_("where the shared folder is"))
    handover.add_argument("--note", default="", help=_("a word for who takes over"))
    handover.set_defaults(run=run_handover)
    forget = commands.add_parser(
        "forget-laptop",
        parents=[common],
        help=_("take a laptop that will not come back off the folder's list"),
    )
    forget.add_argument("folder", type=Path, metavar="FOLDER")
    forget.add_argument("laptop", metavar="LAPTOP", help=_("its id in the answer of exchange --json"))
    forget.set_defaults(run=run_forget)
    _add_consolidate(commands)


def _add_person(commands: Any, common: argparse.ArgumentParser) -> None:
    person = commands.add_parser(
        "person", parents=[common], help=_("write everything the dossier holds about a person")
    )
    person.add_argument("id", metavar="ID")
    person.add_argument("-o", "--output", type=Path, required=True, metavar="FILE", help=_("PDF or JSON"))
    person.set_defaults(run=run_person)
    mentions = commands.add_parser(
        "mentions", parents=[common], help=_("list the texts of others that name a person")
    )
    mentions.add_argument("id", metavar="ID")
    mentions.set_defaults(run=run_mentions)
    erase = commands.add_parser("erase", parents=[common], help=_("erase a person everywhere, for good"))
    erase.add_argument("id", metavar="ID")
    erase.add_argument(
        "--mention",
        type=int,
        action="append",
        default=[],
        metavar="NUMBER",
        help=_("take the name out of this text too (number in the list of mentions)"),
    )
    erase.add_argument(
        "--all-mentions", action="store_true", help=_("out of every text that surely names them")
    )
    erase.add_argument("--backups", action="store_true", help=_("in the backups beside the dossier too"))
    erase.add_argument("--yes", action="store_true", help=_("needed: it cannot be undone"))
    erase.set_defaults(run=run_erase)


def _add_consolidate(commands: Any) -> None:
    join = commands.add_parser(
        "consolidate",
        help=_("put the contributions of several groups into one dossier that keeps them apart"),
    )
    join.add_argument("out", metavar="OUT", help=_("a dossier, or postgresql+psycopg://…"))
    join.add_argument(
        "sources", nargs="*", type=Path, metavar="FILE", help=_("dossiers, invitations, bundles")
    )
    join.add_argument("--name", default="", help=_("the coordination's name"))
    join.add_argument("--code", help=_("the code of the invitations; else ALTTERR_CODE"))
    join.add_argument("--passphrase-file", type=Path, metavar="FILE", help=_("file holding the passphrase"))
    join.add_argument("--json", action="store_true", help=_("answer for machines"))
    join.add_argument("--lang", choices=("fr", "en"), help=_("language of the answers"))
    join.set_defaults(run=run_consolidate)


def run_person(options: argparse.Namespace) -> None:
    """Write what is held about a person, as a document or for machines."""
    from altterr_desktop.reports.catalogue import find_report
    from altterr_desktop.services.dossiers import read_group

    ending = options.output.suffix.lower().lstrip(".")
    if ending not in ("pdf", "json"):
        raise InvalidInput(_("Give a file name that ends in .pdf or .json."))
    report = find_report("person").report()
    with opened(options) as dossier, language_set(read_group(dossier).document_language):
        report.build(report.load(dossier, options.id), ending, options.output)
    answer(options, {"path": options.output}, _("Written: {path}").format(path=options.output))


def run_mentions(options: argparse.Namespace) -> None:
    """List where others' texts name a person."""
    from altterr_desktop.services.erasure import find_mentions

    with opened(options) as dossier:
        found = find_mentions(dossier, record_id=options.id)
    lines = []
    for number, one in enumerate(found, 1):
        around = " ".join(f"{one.before}[{one.words}]{one.after}".split())
        doubt = "" if one.is_sure else _(" (perhaps somebody else)")
        lines.append(f"{number}  {one.name or one.kind}, {one.field_label}{doubt}: …{around}…")
    answer(options, found, "\n".join(lines) or _("No text of others names this person."))


def run_erase(options: argparse.Namespace) -> None:
    """Erase a person, after the word that says it is meant."""
    from altterr_desktop.services.erasure import erase_person, find_mentions, remake_backups

    if not options.yes:
        raise InvalidInput(_("Erasing cannot be undone, on any laptop: add --yes."))
    with opened(options) as dossier:
        found = find_mentions(dossier, record_id=options.id)
        wrong = [number for number in options.mention if not 0 < number <= len(found)]
        if wrong:
            raise InvalidInput(_("No mention has the number {number}.").format(number=wrong[0]))
        chosen = [found[number - 1] for number in options.mention]
        chosen += [one for one in found if options.all_mentions and one.is_sure and one not in chosen]
        erased = erase_person(dossier, record_id=options.id, mentions=chosen)
        remade = remake_backups(dossier, erased.backups) if options.backups else 0
    left = len(erased.backups) - remade
    lines = [
        ngettext("{count} record erased", "{count} records erased", erased.records).format(
            count=erased.records
        ),
        ngettext("{count} text of others changed", "{count} texts of others changed", erased.mentions).format(
            count=erased.mentions
        ),
    ]
    if left:
        words = ngettext(
            "{count} backup beside the dossier still holds this person: --backups erases them there too.",
            "{count} backups beside the dossier still hold this person: --backups erases them there too.",
            left,
        )
        lines.append(words.format(count=left))
    answer(options, {**plain(erased), "backups_remade": remade}, "\n".join(lines))


def run_rotate(options: argparse.Namespace) -> None:
    """Change the key and print the code to read aloud to those who stay."""
    from altterr_desktop.exchange.leaving import rotate, tell_key

    with opened(options) as dossier:
        code = (tell_key if options.tell_again else rotate)(dossier, options.output)
    text = _(
        "Written: {path}\nGive it to those who stay, and read them this code aloud: {code}\n"
        "What had been received before stays readable by who left."
    ).format(path=options.output, code=code)
    answer(options, {"path": options.output, "code": code}, text)


def run_learn(options: argparse.Namespace) -> None:
    """Take the new key in."""
    from altterr_desktop.cli.exchange_commands import code_of
    from altterr_desktop.exchange.leaving import learn_key

    with opened(options) as dossier:
        learn_key(dossier, options.file, code=code_of(options))
    answer(options, {"learnt": True}, _("This laptop has the group's key."))


def run_keys(options: argparse.Namespace) -> None:
    """List the keys by name and date; never the keys themselves."""
    from altterr_desktop.exchange.leaving import list_keys

    with opened(options) as dossier:
        found = list_keys(dossier)
    lines = []
    for one in found:
        state = _("in use") if one.is_current else _("former")
        lines.append(f"{one.id}  {one.made_at.astimezone():%Y-%m-%d %H:%M}  {state}")
    answer(options, found, "\n".join(lines))


def run_handover(options: argparse.Namespace) -> None:
    """Write the sealed file, the page to print beside it, and print the code."""
    from altterr_desktop.exchange.handover import write_handover
    from altterr_desktop.reports.catalogue import find_report
    from altterr_desktop.services.dossiers import read_group

    page = options.output.with_suffix(".pdf")
    report = find_report("handover").report()
    with opened(options) as dossier:
        code = write_handover(dossier, options.output, place=options.place, note=options.note)
        with language_set(read_group(dossier).document_language):
            choices = {"place": options.place, "note": options.note, "file_name": options.output.name}
            report.build(report.load(dossier, **choices), "pdf", page)
    text = _("Written: {path} and {page}\nCode to read aloud, never to send with the file: {code}").format(
        path=options.output, page=page, code=code
    )
    answer(options, {"path": options.output, "page": page, "code": code}, text)


def run_forget(options: argparse.Namespace) -> None:
    """Take a laptop off the folder's list."""
    from altterr_desktop.exchange.folder import forget_poste

    with opened(options) as dossier:
        forget_poste(dossier, options.folder, options.laptop)
    answer(options, {"forgotten": options.laptop}, _("This laptop is no longer on the list."))


def run_consolidate(options: argparse.Namespace) -> None:
    """Take in each source; one that cannot be read is said, the others go in."""
    from altterr_desktop.domain.errors import KnownError
    from altterr_desktop.exchange.consolidation import list_groups, opened_consolidation, take

    passphrase = passphrase_of(options)
    code = options.code or os.environ.get("ALTTERR_CODE") or ""
    taken, problems = [], []
    with opened_consolidation(options.out, name=options.name, passphrase=passphrase) as dossier:
        # Invitations and dossiers bring the keys that files of contributions need.
        for source in sorted(options.sources, key=lambda path: path.suffix.lower() == ".altlot"):
            try:
                taken.append(take(dossier, source, passphrase=passphrase, code=code))
            except KnownError as error:
                problems.append((source.name, str(error)))
        groups = list_groups(dossier)
    lines = []
    for one in taken:
        words = ngettext("{count} new contribution", "{count} new contributions", one.applied)
        lines.append(f"{one.group or one.source}: {words.format(count=one.applied)}")
    lines += [reason for _name, reason in problems]
    lines.append(
        ngettext("{count} group in this dossier", "{count} groups in this dossier", len(groups)).format(
            count=len(groups)
        )
    )
    answer(options, {"taken": plain(taken), "problems": problems, "groups": plain(groups)}, "\n".join(lines))
    if problems and not taken:
        raise InvalidInput(_("Nothing could be taken in."))
