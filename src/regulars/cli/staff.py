"""`regulars staff`: the accounts of people who use the console."""

from typing import Annotated

import typer

from regulars.cli.output import console, open_database, print_table
from regulars.features.access import facade
from regulars.features.access.roles import ROLES

app = typer.Typer(help="Accounts of people who use the console.", no_args_is_help=True)

Username = Annotated[str, typer.Argument(help="Letters, digits and . _ @ + -; capitals make no difference.")]
RoleOption = Annotated[str, typer.Option(help=f"One of {', '.join(ROLES)}.")]
NameOption = Annotated[str, typer.Option(help="The name to show; the user name by default.")]


@app.command("create")
def create(username: Username, role: RoleOption = "operator", name: NameOption = "") -> None:
    """Create an account with a generated password, shown this once."""
    with open_database() as database:
        account, password = facade.create_staff(database, username, role, display_name=name)
    console.print(f"Created {account.username} ({account.role}). Password, shown this once: {password}", markup=False)


@app.command("list")
def list_accounts() -> None:
    """List all accounts."""
    with open_database() as database:
        accounts = facade.list_staff(database)
    rows = (
        (account.username, account.display_name, account.role, "disabled" if account.disabled else "", account.created_at.date())
        for account in accounts
    )
    print_table(("username", "name", "role", "state", "created"), rows)


@app.command("disable")
def disable(username: Username) -> None:
    """Close an account and end its sessions at once."""
    with open_database() as database:
        facade.disable_staff(database, username)
    console.print(f"Disabled {username}.", markup=False)


@app.command("reset-password")
def reset_password(username: Username) -> None:
    """Give an account a new generated password, open it again, and end its sessions."""
    with open_database() as database:
        password = facade.reset_password(database, username)
    console.print(f"New password of {username}, shown this once: {password}", markup=False)
