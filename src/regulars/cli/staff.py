"""`regulars staff`: the accounts of people who use the console."""

from typing import Annotated

import typer

from regulars.cli.output import console, open_database, print_table
from regulars.features.access import facade
from regulars.features.access.contracts import StaffLink
from regulars.features.access.roles import ROLES
from regulars.features.access.service.accounts import told

app = typer.Typer(help="Accounts of people who use the console.", no_args_is_help=True)

Username = Annotated[str, typer.Argument(help="Letters, digits and . _ @ + -; capitals make no difference.")]
RoleArgument = Annotated[str, typer.Argument(help=f"One of {', '.join(ROLES)}, or a role of your own.")]
UnitOption = Annotated[str | None, typer.Option(help="Code of the unit where the role holds; headquarters by default.")]
AloneOption = Annotated[bool, typer.Option("--alone", help="The unit alone, without those below it.")]
RoleOption = Annotated[str, typer.Option(help=f"One of {', '.join(ROLES)}, or a role of your own.")]
NameOption = Annotated[str, typer.Option(help="The name to show; the user name by default.")]
EmailOption = Annotated[str, typer.Option(help="E-mail address, by which single sign-on finds the account.")]


@app.command("create")
def create(
    username: Username,
    role: RoleOption = "operator",
    unit: UnitOption = None,
    alone: AloneOption = False,
    name: NameOption = "",
    email: EmailOption = "",
    invite: Annotated[bool, typer.Option("--invite", help="Print a link by which the person chooses a password.")] = False,
) -> None:
    """Create an account with a generated password, or a link to choose one; either is shown this once."""
    with open_database() as database:
        if invite:
            tell_link(
                facade.invite_staff(database, username, role, unit=unit, inherits=not alone, display_name=name, email=email)
            )
            return
        account, password = facade.create_staff(
            database, username, role, unit=unit, inherits=not alone, display_name=name, email=email
        )
    console.print(f"Created {account.username} ({role}). Password, shown this once: {password}", markup=False)


@app.command("list")
def list_accounts() -> None:
    """List all accounts."""
    with open_database() as database:
        accounts = facade.list_staff(database)
    rows = (
        (
            account.username,
            account.display_name,
            told(account.assignments).removeprefix("role "),
            "deactivated" if account.disabled else "" if account.has_password else "invited",
            "yes" if account.has_second_factor else "",
            account.created_at.date(),
        )
        for account in accounts
    )
    print_table(("username", "name", "roles", "state", "second factor", "created"), rows)


@app.command("role")
def change_role(
    username: Username,
    role: RoleArgument,
    unit: UnitOption = None,
    alone: AloneOption = False,
    add: Annotated[bool, typer.Option("--add", help="Beside the roles it has, not instead of them.")] = False,
) -> None:
    """Give an account another role and end its sessions."""
    with open_database() as database:
        facade.change_role(database, username, role, unit=unit, inherits=not alone, is_added=add)
    console.print(f"{username} is {role} now.", markup=False)


@app.command("reset")
def reset(
    username: Username,
    second_factor: Annotated[
        bool, typer.Option("--second-factor", help="Forget the second factor too: the phone is gone.")
    ] = False,
    password: Annotated[bool, typer.Option("--password", help="Set a generated password at once, and open the account.")] = False,
) -> None:
    """Print a link by which the person chooses a new password; it works once, within 24 hours."""
    with open_database() as database:
        link = facade.make_reset_link(database, username, forgets_second_factor=second_factor)
        if not password:
            tell_link(link)
            return
        chosen = facade.reset_password(database, username)
    console.print(f"New password of {username}, shown this once: {chosen}", markup=False)


@app.command("deactivate")
def deactivate(username: Username) -> None:
    """Close an account and end its sessions at once."""
    with open_database() as database:
        facade.deactivate_staff(database, username)
    console.print(f"Deactivated {username}.", markup=False)


@app.command("activate")
def activate(username: Username) -> None:
    """Open a closed account again."""
    with open_database() as database:
        facade.activate_staff(database, username)
    console.print(f"Activated {username}.", markup=False)


@app.command("unlock")
def unlock(username: Username) -> None:
    """Let an account that waits after failed log-ins try again at once."""
    with open_database() as database:
        facade.unlock_staff(database, username)
    console.print(f"{username} may try again.", markup=False)


def tell_link(link: StaffLink) -> None:
    """Print a link for its person."""
    console.print(f"{link.username} chooses a password here, once, until {link.expires_at:%Y-%m-%d %H:%M} UTC:", markup=False)
    console.print(f"<address of the console>{link.path}", markup=False, soft_wrap=True)
