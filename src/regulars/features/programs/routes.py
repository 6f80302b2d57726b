"""Programs over HTTP: the version in force, all versions, and a check of drafts. Publishing is a command of the operator."""

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Path
from psycopg import Connection

from regulars.features.access.access import require
from regulars.features.context import AppContext, Context
from regulars.features.programs.checking import check_draft
from regulars.features.programs.contracts import PublishedProgram
from regulars.features.programs.document import ProgramDocument
from regulars.features.programs.schemas import (
    DraftCheck,
    DraftShape,
    ProgramShape,
    ProgramVersionList,
    check_shape,
    program_shape,
    version_shape,
)
from regulars.features.programs.telling import in_force
from regulars.kit.problems import FieldError, Problem
from regulars.ledger.append import no_program

router = APIRouter(prefix="/v1/program", tags=["program"], dependencies=[Depends(require("program:read"))])

VersionNo = Annotated[int, Path(ge=1, le=2**31 - 1)]


@router.get("", operation_id="read_program", summary="The program in force")
def get_program(context: Context) -> ProgramShape:
    """The version in force now, told in sentences, with its text."""
    with context.database.snapshot() as connection:
        return program_shape(in_force(_published(context, connection), context.ledger.now(connection)))


@router.get("/versions", operation_id="list_program_versions", summary="All versions of the program")
def get_versions(context: Context) -> ProgramVersionList:
    """Every published version, newest first. Versions never change."""
    with context.database.snapshot() as connection:
        return ProgramVersionList(items=[version_shape(version) for version in reversed(_published(context, connection))])


@router.get("/versions/{version}", operation_id="read_program_version", summary="One version of the program")
def get_version(version: VersionNo, context: Context) -> ProgramShape:
    """A version, told in sentences, with its text."""
    with context.database.snapshot() as connection:
        published = _published(context, connection)
    if version > len(published):
        field = FieldError("version", "is not known", f"a number from 1 to {len(published)}")
        raise Problem("program_version_unknown", "There is no such version of the program.", errors=(field,))
    return program_shape(published[version - 1])


@router.post("/check", operation_id="check_program", summary="Check a draft")
def post_check(body: DraftShape, context: Context) -> DraftCheck:
    """Judge a draft as publishing would: every fault with path, line and what was expected, or how the program would read."""
    with context.database.snapshot() as connection:
        return check_shape(check_draft(body.yaml, context.programs.published(connection), context.ledger.now(connection)))


@router.get(
    "/schema",
    operation_id="read_program_schema",
    summary="The document's JSON Schema",
    responses={200: {"content": {"application/json": {"example": {"title": "ProgramDocument", "type": "object"}}}}},
)
def get_schema() -> dict[str, Any]:
    """The JSON Schema (2020-12) of the program's YAML, for editors."""
    return ProgramDocument.model_json_schema()


def _published(context: AppContext, connection: Connection) -> list[PublishedProgram]:
    found = context.programs.published(connection)
    if not found:
        raise no_program()
    return found
