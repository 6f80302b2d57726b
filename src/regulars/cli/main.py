"""The `regulars` command. One line per command or group; each lives in a module of its own."""

from typing import Annotated

import typer

from regulars import __version__
from regulars.cli import (
    audit,
    backup,
    clock,
    contests,
    demo,
    doctor,
    exports,
    fields,
    imports,
    keys,
    ledger,
    members,
    migrate,
    openapi,
    organisation,
    programs,
    restore,
    sandbox,
    security,
    serve,
    staff,
    tags,
    worker,
)

app = typer.Typer(
    help="Regulars (常客): an open-source membership and loyalty platform.",
    no_args_is_help=True,
    pretty_exceptions_show_locals=False,
)

app.command("demo")(demo.run)
app.command("serve")(serve.run)
app.command("worker")(worker.run)
app.command("migrate")(migrate.run)
app.command("backup")(backup.run)
app.command("restore")(restore.run)
app.command("doctor")(doctor.run)
app.command("openapi")(openapi.run)
app.add_typer(programs.app, name="program")
app.add_typer(imports.app, name="import")
app.add_typer(exports.app, name="export")
app.add_typer(ledger.app, name="ledger")
app.add_typer(members.app, name="members")
app.add_typer(organisation.app, name="organisation")
app.add_typer(staff.app, name="staff")
app.add_typer(keys.app, name="keys")
app.add_typer(security.app, name="security")
app.add_typer(audit.app, name="audit")
app.add_typer(tags.app, name="tags")
app.add_typer(contests.app, name="contests")
app.add_typer(fields.app, name="fields")
app.add_typer(sandbox.app, name="sandbox")
app.add_typer(clock.app, name="clock")


def show_version(wanted: bool) -> None:
    """Print the version and stop."""
    if wanted:
        typer.echo(__version__)
        raise typer.Exit


@app.callback()
def regulars(
    _version: Annotated[bool, typer.Option("--version", callback=show_version, is_eager=True, help="Print the version.")] = False,
) -> None:
    """Regulars (常客): an open-source membership and loyalty platform."""
