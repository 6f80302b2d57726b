"""Declare: fields are declared and changed. What a field is, its kind and whether it is personal, never changes."""

from __future__ import annotations

from psycopg import Connection

from regulars.features.profiles import queries
from regulars.features.profiles.contracts import FIELDS_MAX, AskedOf, CustomField
from regulars.kit.problems import FieldError, Problem

WITH_CHOICES = ("choice", "choices")


def declare_field(connection: Connection, field: CustomField) -> CustomField:
    """Add a field; Problem `field_exists`, `field_invalid` or `fields_exceeded`."""
    queries.hold_definitions(connection)
    fields = queries.select_fields(connection)
    if len(fields) >= FIELDS_MAX:
        raise Problem("fields_exceeded", f"There are {FIELDS_MAX} fields already.")
    _check_choices(field)
    if not queries.insert_field(connection, field):
        is_name = any(held.name == field.name for held in fields)
        raise _taken("name" if is_name else "key")
    return field


def change_field(
    connection: Connection,
    key: str,
    *,
    name: str | None,
    choices: dict[str, str] | None,
    asked_of: AskedOf | None,
    is_counted: bool | None,
    confirm_days: int | None,
    is_open: bool | None,
) -> tuple[CustomField, CustomField]:
    """Change what is given (`confirm_days` 0: never ask again) and return the field before and after.

    Problem `field_unknown`, `field_exists` or `field_invalid`. A choice that is taken away stays with whoever chose it.
    """
    queries.hold_definitions(connection)
    fields = queries.select_fields(connection)
    before = next((field for field in fields if field.key == key), None)
    if before is None:
        raise Problem("field_unknown", "There is no such field.", errors=(FieldError("key", "is not known"),))
    after = before._replace(
        name=before.name if name is None else name.strip(),
        choices=before.choices if choices is None else choices,
        asked_of=before.asked_of if asked_of is None else asked_of,
        is_counted=before.is_counted if is_counted is None else is_counted,
        confirm_days=before.confirm_days if confirm_days is None else (confirm_days or None),
        is_open=before.is_open if is_open is None else is_open,
    )
    if any(field.name == after.name and field.key != key for field in fields):
        raise _taken("name")
    _check_choices(after)
    queries.update_field(connection, after)
    return before, after


def _check_choices(field: CustomField) -> None:
    if (field.kind in WITH_CHOICES) != bool(field.choices):
        expected = "at least one choice" if field.kind in WITH_CHOICES else f"none: {field.kind} has no choices"
        raise Problem(
            "field_invalid", "The field cannot be declared so.", errors=(FieldError("choices", "do not fit", expected),)
        )


def _taken(field: str) -> Problem:
    return Problem("field_exists", f"There is a field with this {field}.", errors=(FieldError(field, "is taken"),))
