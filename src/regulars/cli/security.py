"""`regulars security`: the rules of log-in, for whoever reaches the database, also when nobody can log in any more."""

from typing import Annotated

import typer

from regulars.cli.output import console, open_database, print_table
from regulars.features.security import facade
from regulars.features.security.contracts import Change
from regulars.kit.problems import FieldError, Problem
from regulars.store.log_in_rules import BOUNDS

app = typer.Typer(help="Rules of log-in: lifetimes, attempts and lengths.", no_args_is_help=True)


@app.command("show")
def show() -> None:
    """Show every rule, what it is by default, and between which numbers it may be set."""
    with open_database() as database:
        rules = facade.read_rules(database)
    rows = ((name, rules[name], bounds.default, f"{bounds.least} to {bounds.most}") for name, bounds in BOUNDS.items())
    print_table(("rule", "now", "default", "may be"), rows)


@app.command("set")
def set_rules(
    rules: Annotated[list[str], typer.Argument(help="Such as staff.session_idle_minutes=30; several at once hold together.")],
) -> None:
    """Set rules; they hold at once, also for sessions that are open."""
    with open_database() as database:
        tell(facade.set_rules(database, dict(map(parse, rules))))


@app.command("reset")
def reset(
    names: Annotated[list[str] | None, typer.Argument(help="Such as staff.session_hours; all of them without a name.")] = None,
) -> None:
    """Give rules back to what the release says."""
    with open_database() as database:
        tell(facade.set_rules(database, dict.fromkeys(names or BOUNDS)))


def parse(text: str) -> tuple[str, int]:
    """A rule and its number. Raises Problem `rules_invalid`."""
    name, _, number = text.partition("=")
    if not (number.isascii() and number.isdigit()):
        field = FieldError(text, "says no number", "a rule, `=` and a whole number", "See `regulars security show`.")
        raise Problem("rules_invalid", "The rules of log-in cannot be set so.", errors=(field,))
    return name.strip(), int(number)


def tell(change: Change) -> None:
    """Say what is another one now, and whom it shut out."""
    if not change.after:
        console.print("Nothing changed.")
        return
    print_table(("rule", "before", "now"), ((name, change.before[name], value) for name, value in change.after.items()))
    console.print(f"Sessions ended: {change.staff_sessions_ended} of staff, {change.member_sessions_ended} of members.")
