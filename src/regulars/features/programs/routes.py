"""Programs over HTTP: the version in force, all versions and what differs; drafts checked, looked at and published."""

from functools import partial
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Path, Query, Request, status
from psycopg import Connection

from regulars.features.access.access import require
from regulars.features.access.contracts import Principal
from regulars.features.audit.access import tell_audit
from regulars.features.context import AppContext, Context
from regulars.features.programs.change_schemas import (
    ComparisonShape,
    DraftAgainst,
    EffectShape,
    Publication,
    comparison_shape,
    effect_shape,
)
from regulars.features.programs.checking import NAME, check_draft, draft_of
from regulars.features.programs.comparing import compare
from regulars.features.programs.contracts import PublishedProgram
from regulars.features.programs.effects import effect_of
from regulars.features.programs.publishing import publish
from regulars.features.programs.schema import document_schema
from regulars.features.programs.schemas import (
    DraftCheck,
    DraftShape,
    ProgramShape,
    ProgramVersionList,
    ProgramVersionShape,
    check_shape,
    program_shape,
    version_shape,
)
from regulars.features.programs.telling import in_force
from regulars.kit.instants import instant_of
from regulars.kit.problems import FieldError, Problem
from regulars.ledger.append import no_program

router = APIRouter(prefix="/v1/program", tags=["program"], dependencies=[Depends(require("program:read"))])

VERSION_MAX = 2**31 - 1
VersionNo = Annotated[int, Path(ge=1, le=VERSION_MAX)]
FromVersion = Annotated[int, Query(alias="from", ge=1, le=VERSION_MAX)]
ToVersion = Annotated[int, Query(alias="to", ge=1, le=VERSION_MAX)]
publishes = require("program:write")


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
        return program_shape(_version(_published(context, connection), version, "version"))


@router.get("/diff", operation_id="compare_program_versions", summary="What one version says otherwise than another")
def get_diff(before: FromVersion, after: ToVersion, context: Context) -> ComparisonShape:
    """Two versions compared by their values, in words, and by the lines of their texts."""
    with context.database.snapshot() as connection:
        published = _published(context, connection)
    had, has = _version(published, before, "from"), _version(published, after, "to")
    return comparison_shape(compare(had.document, had.text, has.document, has.text), before, after)


@router.post("/diff", operation_id="compare_program_draft", summary="What a draft says otherwise than a version")
def post_diff(body: DraftAgainst, context: Context) -> ComparisonShape:
    """A draft compared with a version, the latest one unless `from` names another. A draft with faults is refused."""
    with context.database.snapshot() as connection:
        published = _published(context, connection)
        draft = draft_of(body.yaml, published, context.ledger.now(connection))
    had = _version(published, body.from_version or len(published), "from")
    return comparison_shape(compare(had.document, had.text, draft.document, draft.text), had.version, None)


@router.post(
    "/effect",
    operation_id="foretell_program_effect",
    summary="What publishing a draft does at once",
    dependencies=[Depends(publishes)],
)
def post_effect(body: DraftShape, context: Context) -> EffectShape:
    """How many members a draft lifts, whose review it turns, and who holds what it changes, judged by what members have now.

    Of a large base a sample is judged, and the numbers are estimates.
    """
    with context.database.snapshot() as connection:
        published = _published(context, connection)
        now = context.ledger.now(connection)
        draft = draft_of(body.yaml, published, now)
        return effect_shape(effect_of(connection, published[-1], draft, instant_of(now)), len(published))


@router.post(
    "/publish",
    operation_id="publish_program",
    summary="Publish a draft as the next version",
    status_code=status.HTTP_201_CREATED,
    responses={409: {"description": "Another version was published meanwhile, or members would be stranded."}},
)
def post_publish(
    body: Publication, request: Request, context: Context, caller: Annotated[Principal, Depends(publishes)]
) -> ProgramVersionShape:
    """Publish the next version, which never changes from then on. The text of the latest version again changes nothing."""
    with context.database.transaction() as connection:
        published = publish(
            connection,
            context.programs,
            body.yaml,
            name=NAME,
            in_force_from=body.in_force_from,
            clock=partial(context.ledger.now, connection),
            published_by=caller.known_as,
            note=body.note,
            based_on=body.based_on,
        )
    after = {"version": published.version, "in_force_from": published.in_force_from.isoformat(), "note": body.note}
    tell_audit(request, subject="program", before={"version": body.based_on}, after=after)
    return version_shape(published)


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
    return document_schema()


def _published(context: AppContext, connection: Connection) -> list[PublishedProgram]:
    found = context.programs.published(connection)
    if not found:
        raise no_program()
    return found


def _version(published: list[PublishedProgram], version: int, field: str) -> PublishedProgram:
    if version > len(published):
        error = FieldError(field, "is not known", f"a number from 1 to {len(published)}")
        raise Problem("program_version_unknown", "There is no such version of the program.", errors=(error,))
    return published[version - 1]
