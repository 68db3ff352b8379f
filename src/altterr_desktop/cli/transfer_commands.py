"""The commands that bring files in and give documents out: import, export."""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any

from altterr_desktop.cli.output import answer, opened, plain
from altterr_desktop.domain.errors import InvalidInput
from altterr_desktop.domain.meetings import Audience
from altterr_desktop.i18n import _, language_set
from altterr_desktop.importers.catalogue import SOURCES, source_named
from altterr_desktop.reports.catalogue import REPORTS, Format, ReportSpec, find_report
from altterr_desktop.services.dossiers import read_group


def add_commands(commands: Any, common: argparse.ArgumentParser) -> None:
    """Describe these commands."""
    bring = commands.add_parser("import", parents=[common], help=_("bring a file into the dossier"))
    bring.add_argument("source", choices=[source.name for source in SOURCES])
    bring.add_argument("file", type=Path, metavar="FILE")
    bring.add_argument("--dry-run", action="store_true", help=_("say what would change, change nothing"))
    bring.add_argument("--mapping", type=Path, metavar="FILE", help=_("JSON: field to column name"))
    bring.set_defaults(run=run_import)
    export = commands.add_parser("export", parents=[common], help=_("write a document"))
    export.add_argument("report", choices=[spec.name for spec in REPORTS])
    export.add_argument("id", nargs="?", metavar="ID", help=_("which one; without it the next or the latest"))
    export.add_argument("--id", dest="chosen_id", metavar="ID", help=_("the same as ID"))
    export.add_argument("--format", choices=[str(one) for one in Format], help=_("else the ending of FILE"))
    shown = export.add_mutually_exclusive_group()
    shown.add_argument("--internal", action="store_true", help=_("with the parts that stay among us"))
    shown.add_argument("--public", action="store_true", help=_("without the internal parts"))
    shown.add_argument(
        "--audience", choices=[str(one) for one in Audience], help=_("for whom the minutes are")
    )
    export.add_argument("--pocket", action="store_true", help=_("small pages, to hold in one hand"))
    export.add_argument("-o", "--output", type=Path, required=True, metavar="FILE")
    export.set_defaults(run=run_export)


def run_import(options: argparse.Namespace) -> None:
    """Bring a file in, or say what it would change."""
    mapping = read_mapping(options.mapping)
    with opened(options) as dossier:
        prepared = source_named(options.source).spec().prepare(dossier, options.file, mapping=mapping)
        counts = prepared.preview.counts if options.dry_run else prepared.write()[1]
    problems = [
        {"line": problem.line, "column": problem.column, "reason": problem.reason, "kept": problem.kept}
        for problem in prepared.preview.problems
    ]
    data = {
        "source": options.source,
        "title": prepared.title,
        "dry_run": options.dry_run,
        **plain(counts),
        "problems": problems,
    }
    summary = _(
        "{title}: {created} created, {updated} updated, {closed} closed, {unchanged} unchanged, {skipped} skipped"
    )
    lines = [summary.format(title=prepared.title, **plain(counts))]
    lines += [_("line {line}: {reason}").format(**problem) for problem in problems]
    if options.dry_run:
        lines.append(_("Nothing was changed: this was a trial."))
    answer(options, data, "\n".join(lines))


def run_export(options: argparse.Namespace) -> None:
    """Write one document of the dossier."""
    spec = find_report(options.report)
    chosen = options.format or options.output.suffix.lstrip(".").lower()
    if chosen not in [str(known) for known in spec.formats]:
        raise InvalidInput(
            _("“{report}” can be written as: {formats}.").format(
                report=spec.name, formats=", ".join(str(known) for known in spec.formats)
            )
        )
    report = spec.report()
    choices = chosen_of(options, spec)
    with opened(options) as dossier, language_set(read_group(dossier).document_language):
        report.build(report.load(dossier, options.id or options.chosen_id, **choices), chosen, options.output)
    answer(options, {"path": options.output}, _("Written: {path}").format(path=options.output))


def chosen_of(options: argparse.Namespace, spec: ReportSpec) -> dict[str, Any]:
    """Give what was asked of a report besides its format. Raises InvalidInput where it has no such choice."""
    asked: dict[str, Any] = {}
    if "audience" in spec.choices:
        asked["audience"] = _audience_of(options)
    elif options.internal or options.public:
        asked["internal"] = bool(options.internal)
    elif options.audience:
        asked["audience"] = Audience(options.audience)
    if options.pocket:
        asked["pocket"] = True
    if not set(asked) <= set(spec.choices):
        raise InvalidInput(_("“{report}” has no such choice.").format(report=spec.name))
    return asked


def _audience_of(options: argparse.Namespace) -> Audience:
    if options.internal:
        return Audience.INTERNAL
    return Audience.PUBLIC if options.public else Audience(options.audience or Audience.OFFICIAL)


def read_mapping(path: Path | None) -> dict[str, Any] | None:
    """Read a column mapping from a JSON file. Raises InvalidInput."""
    if path is None:
        return None
    try:
        mapping = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise InvalidInput(
            _("The mapping “{name}” cannot be read as JSON.").format(name=path.name)
        ) from error
    if not isinstance(mapping, dict):
        raise InvalidInput(
            _("The mapping “{name}” must be an object: field to column name.").format(name=path.name)
        )
    return mapping
