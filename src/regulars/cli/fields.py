"""`regulars fields …`: the custom fields of members, declared and changed as in the console, by the same rules."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, Any, TypeVar

import typer
from psycopg import Connection
from pydantic import BaseModel, ValidationError

from regulars.api.refusals import validation_problem
from regulars.cli.output import console, open_database, print_table, problems_told
from regulars.features.access.contracts import COMMAND_LINE
from regulars.features.audit.contracts import AuditLine
from regulars.features.audit.facade import record
from regulars.features.context import system_time
from regulars.features.profiles.contracts import CustomField
from regulars.features.profiles.facade import FieldChange, NewField, change_field, declare_field, select_fields
from regulars.kit.problems import FieldError, Problem

app = typer.Typer(help="Custom fields of members.", no_args_is_help=True)

Key = Annotated[str, typer.Argument(help="The key of the field; for ever.")]
Choices = Annotated[list[str] | None, typer.Option("--choice", help="A choice as key=name; repeat it for each.")]
AskedOf = Annotated[str | None, typer.Option(help="all, person or enterprise.")]
Counted = Annotated[bool | None, typer.Option("--counted/--not-counted", help="Whether it counts towards completeness.")]
ConfirmDays = Annotated[int | None, typer.Option(help="To be confirmed again after so many days; 0: never.")]
Shape = TypeVar("Shape", bound=BaseModel)


@app.command("list")
def list_fields() -> None:
    """List all fields, also those that are not asked any more."""
    with open_database() as database, database.snapshot() as connection:
        fields = select_fields(connection)
    print_table(
        ("key", "name", "kind", "asked of", "choices", "state"),
        (
            (
                field.key, field.name, field.kind, field.asked_of,
                ", ".join(f"{key}={name}" for key, name in field.choices.items()), _state(field),
            )
            for field in fields
        ),
    )  # fmt: skip


@app.command("add")
def add(
    key: Key,
    name: Annotated[str, typer.Argument(help="What members and staff read.")],
    kind: Annotated[str, typer.Option(help="text, number, date, choice, choices or flag; for ever.")] = "text",
    choice: Choices = None,
    asked_of: AskedOf = "all",
    personal: Annotated[bool, typer.Option(help="Sealed, masked by role, not for conditions; for ever.")] = False,
    counted: Counted = True,
    confirm_days: ConfirmDays = None,
) -> None:
    """Declare a field."""
    with problems_told():
        body = _shaped(
            NewField, key=key, name=name, kind=kind, choices=_pairs(choice), asked_of=asked_of, is_personal=personal,
            is_counted=counted, confirm_days=confirm_days,
        )  # fmt: skip

    def declare(connection: Connection) -> tuple[CustomField | None, CustomField]:
        return None, declare_field(connection, body.declared(system_time(), COMMAND_LINE.known_as))

    _carry_out("create_member_field", declare)


@app.command("change")
def change(
    key: Key,
    name: Annotated[str | None, typer.Option(help="Another name.")] = None,
    choice: Choices = None,
    asked_of: AskedOf = None,
    counted: Counted = None,
    confirm_days: ConfirmDays = None,
) -> None:
    """Change how a field is asked. With any --choice they are all given anew; one taken away stays with whoever chose it."""
    with problems_told():
        choices = None if choice is None else _pairs(choice)
    _change(key, name=name, choices=choices, asked_of=asked_of, is_counted=counted, confirm_days=confirm_days)


@app.command("retire")
def retire(key: Key) -> None:
    """Ask for a field no more; what is known stays."""
    _change(key, is_open=False)


@app.command("reopen")
def reopen(key: Key) -> None:
    """Ask for a retired field again."""
    _change(key, is_open=True)


def _change(key: str, **given: Any) -> None:
    with problems_told():
        body = _shaped(FieldChange, **given)
    _carry_out("change_member_field", lambda connection: change_field(connection, key, **body.model_dump()))


def _carry_out(action: str, work: Callable[[Connection], tuple[CustomField | None, CustomField]]) -> None:
    """Declare or change a field, and note it in the audit log, in one transaction."""
    with open_database() as database, database.transaction() as connection:
        before, after = work(connection)
        noted = {} if before is None else before.noted()
        by = COMMAND_LINE.known_as
        record(
            connection,
            AuditLine(system_time(), "change", action, by, subject=f"field {after.key}", before=noted, after=after.noted()),
        )
    console.print(f"{after.key}: {after.name} ({', '.join(filter(None, (after.kind, _state(after))))})", markup=False)


def _state(field: CustomField) -> str:
    return ", ".join(
        word
        for word, holds in (
            ("personal", field.is_personal), ("not counted", not field.is_counted),
            (f"confirmed every {field.confirm_days} days", field.confirm_days is not None), ("retired", not field.is_open),
        )
        if holds
    )  # fmt: skip


def _shaped(shape: type[Shape], **given: Any) -> Shape:
    """What was given, by the limits of the API; a Problem names each option that does not fit."""
    try:
        return shape.model_validate(given)
    except ValidationError as error:
        raise validation_problem(error.errors()) from error


def _pairs(given: list[str] | None) -> dict[str, str]:
    """Choices as they are written: `none=没有`."""
    pairs = {}
    for text in given or []:
        key, equals, name = text.partition("=")
        if not equals:
            field = FieldError("--choice", f"{text} cannot be read", "key=name, such as none=没有")
            raise Problem("request_invalid", "A choice cannot be read.", errors=(field,))
        pairs[key] = name
    return pairs
