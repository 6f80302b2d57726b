"""`regulars export members FILE`: members into a file, with the mapping by which it can be brought in again."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Annotated, Any, BinaryIO, TypeVar, get_args

import typer

from regulars.cli.imports import progress_bar
from regulars.cli.output import console, open_database, problems_told
from regulars.features.audit.contracts import AuditLine
from regulars.features.audit.facade import record
from regulars.features.context import make_context, system_time
from regulars.features.member_files.facade import COMMAND_LINE, Asked, mapping_text, take_out
from regulars.features.member_files.headers import Language
from regulars.features.member_files.sheets import Format
from regulars.features.members.facade import MemberSelection
from regulars.kit.problems import FieldError, Problem, one_of
from regulars.kit.settings import Settings

app = typer.Typer(help="Take data out.", no_args_is_help=True)
Word = TypeVar("Word", bound=str)
FORMATS: tuple[Format, ...] = get_args(Format)
LANGUAGES: tuple[Language, ...] = get_args(Language)


@app.callback()
def exports() -> None:
    """Take data out."""


@app.command("members")
def members(
    file: Annotated[Path, typer.Argument(help="A new file: .csv, .xlsx or .parquet.")],
    form: Annotated[str, typer.Option("--format", help="csv, xlsx or parquet; by the name of the file by default.")] = "",
    condition: Annotated[str, typer.Option(help="Only members for whom this holds (JSON, as in a search).")] = "",
    language: Annotated[str, typer.Option(help="zh or en: how columns are called.")] = "zh",
    masked: Annotated[bool, typer.Option("--masked", help="Names, identities and personal fields in part.")] = False,
    reason: Annotated[str, typer.Option(help="Why; it is noted in the audit log.")] = "",
) -> None:
    """Take members out. Beside the file stands the mapping that brings it in again, unless it is masked."""
    with problems_told(), open_database() as database, progress_bar("members") as progress:
        asked = Asked(
            selection=MemberSelection.model_validate({}),
            condition=_condition(condition),
            form=_chosen(form or file.suffix.removeprefix("."), FORMATS, "--format"),
            language=_chosen(language, LANGUAGES, "--language"),
            is_plain=not masked,
            members_max=None,
        )
        context = make_context(Settings.from_environment(), database)
        with _new(file) as target:
            try:
                taken = take_out(context, asked, target, progress)
            except BaseException:
                file.unlink()
                raise
        with database.transaction() as connection:
            after = {
                "members": len(taken.member_ids),
                "format": asked.form,
                "plain": asked.is_plain,
                "condition": asked.condition,
            }
            record(connection, AuditLine(system_time(), "export", "export_members", COMMAND_LINE, detail=reason, after=after))
    console.print(f"{len(taken.member_ids):,} members are in {file}.", markup=False)
    if asked.is_plain:
        beside = file.with_suffix(".mapping.yaml")
        beside.write_text(mapping_text(taken.mapping), encoding="utf-8")
        console.print(f"To bring them in again: regulars import members {file} --mapping {beside}", markup=False)


def _condition(text: str) -> dict[str, Any] | None:
    if not text:
        return None
    try:
        found = json.loads(text)
    except json.JSONDecodeError as error:
        field = FieldError("--condition", f"is not JSON: {error}", '{"combinator": "and", "rules": […]}')
        raise Problem("condition_invalid", "The condition cannot be used.", errors=(field,)) from error
    if not isinstance(found, dict):
        field = FieldError("--condition", "is no object", '{"combinator": "and", "rules": […]}')
        raise Problem("condition_invalid", "The condition cannot be used.", errors=(field,))
    return found


def _chosen(text: str, words: tuple[Word, ...], option: str) -> Word:
    for word in words:
        if word == text.lower():
            return word
    field = FieldError(option, f"{text!r} is none of them", one_of(words))
    raise Problem("file_kind_unknown", "There is no such kind of file.", errors=(field,))


def _new(file: Path) -> BinaryIO:
    """A new file that nobody else may read."""
    try:
        return os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb")
    except OSError as error:
        field = FieldError(str(file), error.strerror or "cannot be written", "a new file")
        raise Problem("file_unwritable", "Nothing was exported.", errors=(field,)) from error
