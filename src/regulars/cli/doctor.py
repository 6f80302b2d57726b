"""`regulars doctor`: what is wrong with an installation, and what to do."""

from __future__ import annotations

import json
from typing import Annotated

import typer
from rich.table import Table
from rich.text import Text

from regulars.cli.output import console, problems_told
from regulars.features.doctor.facade import Finding, examine
from regulars.kit.settings import Settings

STYLES = {"ok": "green", "warn": "yellow", "fail": "bold red"}


def run(
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
    is_strict: Annotated[bool, typer.Option("--strict", help="Exit code 1 for warnings too.")] = False,
) -> None:
    """Look at the installation and say what to do. Nothing is changed; exit code 1 when something is wrong."""
    with problems_told():
        found = list(examine(Settings.from_environment()))
    levels = {finding.level for finding in found}
    is_well = "fail" not in levels and not (is_strict and "warn" in levels)
    if as_json:
        typer.echo(json.dumps({"ok": is_well, "findings": [finding._asdict() for finding in found]}, ensure_ascii=False))
    else:
        console.print(_table(found))
    if not is_well:
        raise typer.Exit(1)


def _table(found: list[Finding]) -> Table:
    table = Table("", "check", "what", box=None, pad_edge=False)
    for finding in found:
        do = f"\n→ {finding.do}" if finding.do else ""
        table.add_row(Text(finding.level, style=STYLES[finding.level]), Text(finding.check), Text(f"{finding.says}{do}"))
    return table
