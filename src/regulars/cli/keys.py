"""`regulars keys`: API keys for systems such as tills and shops."""

from typing import Annotated

import typer

from regulars.cli import master_keys
from regulars.cli.output import console, open_database, print_table
from regulars.features.access import facade
from regulars.features.access.roles import KEY_SCOPES

app = typer.Typer(help="API keys for systems such as tills and shops, and the master key of personal data.", no_args_is_help=True)
app.command("show-master")(master_keys.show)
app.command("new-master")(master_keys.new)
app.command("rotate-master")(master_keys.rotate)
app.command("retire-master")(master_keys.retire)


@app.command("create")
def create(
    name: Annotated[str, typer.Argument(help="Who uses the key.")],
    scope: Annotated[list[str], typer.Option(help=f"May be given again. One of {', '.join(sorted(KEY_SCOPES))}.")],
    days: Annotated[int | None, typer.Option(help="Expires after so many days; never by default.")] = None,
    unit: Annotated[str | None, typer.Option(help="Code of the unit whose members it reaches; all by default.")] = None,
    alone: Annotated[bool, typer.Option("--alone", help="The unit alone, without those below it.")] = False,
) -> None:
    """Create a key, shown this once."""
    with open_database() as database:
        created = facade.create_key(database, name, tuple(scope), unit=unit, inherits=not alone, valid_days=days)
    console.print(f"Key {created.key.key_id} for {created.key.name}. Shown this once:", markup=False)
    console.print(created.bearer, markup=False, soft_wrap=True)


@app.command("list")
def list_keys() -> None:
    """List all keys, newest first."""
    with open_database() as database:
        found = facade.list_keys(database)
    rows = (
        (
            key.key_id,
            key.name,
            " ".join(key.scopes),
            key.created_at.date(),
            key.expires_at,
            key.revoked_at,
            key.last_used_on,
            key.replaced_by,
        )
        for key in found
    )
    print_table(("key", "name", "scopes", "created", "expires", "revoked", "last used", "replaced by"), rows)


@app.command("rotate")
def rotate(
    key_id: Annotated[str, typer.Argument(help="The middle part of rk_<key id>_<secret>.")],
    overlap_hours: Annotated[int, typer.Option(help="How long the old key works beside the new one.")] = 24,
    days: Annotated[int | None, typer.Option(help="Life of the new key; as long as the old one's by default.")] = None,
) -> None:
    """Create a successor with the same name and scopes, shown this once."""
    with open_database() as database:
        created = facade.rotate_key(database, key_id, overlap_hours=overlap_hours, valid_days=days)
    console.print(f"Key {created.key.key_id} replaces {key_id}, which works for {overlap_hours} hours more.", markup=False)
    console.print(created.bearer, markup=False, soft_wrap=True)


@app.command("revoke")
def revoke(key_id: Annotated[str, typer.Argument(help="The middle part of rk_<key id>_<secret>.")]) -> None:
    """Revoke a key. Running servers notice within 30 seconds."""
    with open_database() as database:
        facade.revoke_key(database, key_id)
    console.print(f"Revoked {key_id}.", markup=False)
