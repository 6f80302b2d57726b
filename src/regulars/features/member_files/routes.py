"""Files of members over HTTP: handed over, tried out, brought in by a worker; and taken out."""

from __future__ import annotations

import json
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Body, Depends, Query, Request, Response
from psycopg import Connection

from regulars.features.access.access import require
from regulars.features.access.contracts import Principal
from regulars.features.approvals.facade import check_import, status_of
from regulars.features.audit.access import tell_audit
from regulars.features.context import AppContext, Context
from regulars.features.imports.facade import write_rejects
from regulars.features.member_files.contracts import (
    EXPORT_MEMBERS_MAX,
    FAULTS_SHOWN_MAX,
    REJECTS_LISTED_MAX,
    UPLOAD_BYTES_MAX,
    UPLOAD_ROWS_MAX,
)
from regulars.features.member_files.guessing import guess_mapping
from regulars.features.member_files.known import attributes_of
from regulars.features.member_files.queries import runs, tasks
from regulars.features.member_files.schemas import (
    EXPORT_WORDS,
    FaultList,
    FileQuery,
    MemberExport,
    MemberImport,
    MemberImportList,
    MemberImportSummary,
    TryImport,
    columns_shape,
    fault_shape,
    summary_of,
)
from regulars.features.member_files.service.ask import ask_to_start, ask_to_try, find_import, give_up, going_in, sees_everybody
from regulars.features.member_files.service.hand_over import hand_over
from regulars.features.member_files.service.take_out import Asked, take_out
from regulars.features.profiles.facade import select_fields
from regulars.kit.problems import FieldError, Problem

router = APIRouter(prefix="/v1/member-imports", tags=["member files"])
export_router = APIRouter(prefix="/v1/member-exports", tags=["member files"])

Importer = Annotated[Principal, Depends(require("members:import"))]
Exporter = Annotated[Principal, Depends(require("members:export"))]
LISTED_MAX = 50
MEDIA_TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "parquet": "application/vnd.apache.parquet",
}
FILE = {"schema": {"type": "string", "format": "binary"}, "example": "手机号,姓名\r\n13912345678,林薇\r\n"}
REJECTS: dict[int | str, dict[str, Any]] = {
    200: {"description": "A CSV: row, column, value, reason.", "content": {"text/csv": {"example": "row,column\r\n"}}}
}
UNKNOWN: dict[int | str, dict[str, Any]] = {404: {"description": "There is no such import, or it is somebody else's."}}
NOT_READY: dict[int | str, dict[str, Any]] = {409: {"description": "It is elsewhere on its way, or enough imports are waiting."}}


@router.post(
    "", operation_id="hand_over_member_file", summary="Hand a file of members over", status_code=201,
    description="Keep a CSV or Excel file and say what its columns probably are. Nothing comes in yet."
    f" At most {UPLOAD_BYTES_MAX // 1024**2} MiB and {UPLOAD_ROWS_MAX:,} rows; Parquet comes in by command.",
    openapi_extra={"requestBody": {"required": True, "content": {"application/octet-stream": FILE}}},
)  # fmt: skip
def post_file(
    query: Annotated[FileQuery, Query()],
    content: Annotated[bytes, Body(media_type="application/octet-stream")],
    caller: Importer,
    request: Request,
    context: Context,
) -> MemberImport:
    """Keep a file."""
    import_id = hand_over(context, caller, query.file_name, content)
    tell_audit(request, subject=f"import {import_id}", detail=query.file_name)
    return _shown(context, caller, import_id)


@router.get("", operation_id="list_member_imports", summary="The newest imports of members")
def get_imports(caller: Importer, context: Context) -> MemberImportList:
    """At most fifty, the newest first: one's own, and everybody's for who reaches all members in full."""
    by = None if sees_everybody(caller) else caller.known_as
    with context.database.transaction(as_service=True) as connection:
        found = tasks.select_imports(connection, by, LISTED_MAX)
    return MemberImportList(items=[MemberImportSummary.model_validate(summary_of(each)) for each in found])


@router.get("/{import_id}", operation_id="read_member_import", summary="An import of members", responses=UNKNOWN)
def get_import(import_id: UUID, caller: Importer, context: Context) -> MemberImport:
    """How far it is, what its columns are, and what would become, or became, of its rows."""
    return _shown(context, caller, import_id)


@router.post(
    "/{import_id}/try", operation_id="try_member_import", summary="Try an import out", status_code=202,
    responses=UNKNOWN | NOT_READY,
)  # fmt: skip
def post_try(import_id: UUID, body: TryImport, caller: Importer, context: Context) -> MemberImport:
    """Say what the columns are; a worker says what would become of every row, and writes nothing."""
    ask_to_try(context, caller, import_id, body.mapping)
    return _shown(context, caller, import_id)


@router.post(
    "/{import_id}/start", operation_id="start_member_import", summary="Bring in what was tried out", status_code=202,
    responses=UNKNOWN | NOT_READY,
)  # fmt: skip
def post_start(import_id: UUID, caller: Importer, context: Context) -> MemberImport:
    """Let a worker bring the rows in, by the mapping that was tried out last. Watch it by `GET` until it is done."""
    with context.database.transaction(as_service=True) as connection:
        check_import(connection, caller, going_in(find_import(connection, caller, import_id)))
    ask_to_start(context, caller, import_id)
    return _shown(context, caller, import_id)


@router.post(
    "/{import_id}/cancel", operation_id="cancel_member_import", summary="Give an import up", responses=UNKNOWN | NOT_READY
)
def post_cancel(import_id: UUID, caller: Importer, context: Context) -> MemberImport:
    """Stop after the batch at hand; what is in stays in."""
    give_up(context, caller, import_id)
    return _shown(context, caller, import_id)


@router.get(
    "/{import_id}/faults", operation_id="list_member_import_faults", summary="What is wrong, row by row", responses=UNKNOWN
)
def get_faults(import_id: UUID, caller: Importer, context: Context) -> FaultList:
    """The first two hundred faults of the dry run, or of the import once it was started."""
    with context.database.transaction(as_service=True) as connection:
        found = find_import(connection, caller, import_id)
        rejects = runs.select_rejects(connection, import_id, FAULTS_SHOWN_MAX)
    return FaultList(items=[fault_shape(each) for each in rejects], total=found.listed)


@router.get(
    "/{import_id}/rejects", operation_id="export_member_import_rejects", summary="All faults as a file", response_class=Response,
    responses=UNKNOWN | REJECTS,
)  # fmt: skip
def get_rejects(import_id: UUID, caller: Importer, request: Request, context: Context) -> Response:
    """A CSV that opens in a spreadsheet, one fault per line, to mend the rows and bring them in again."""
    with context.database.transaction(as_service=True) as connection:
        found = find_import(connection, caller, import_id)
        rejects = runs.select_rejects(connection, import_id, REJECTS_LISTED_MAX)
    with TemporaryDirectory(prefix="regulars-rejects-") as folder:
        path = Path(folder) / "rejects.csv"
        write_rejects(path, rejects)
        content = path.read_bytes()
    tell_audit(request, subject=f"import {import_id}", detail=found.file_name, is_export=True)
    return _file(content, MEDIA_TYPES["csv"], "rejects.csv")


@export_router.post(
    "", operation_id="export_members", summary="Take members out into a file", response_class=Response,
    description=f"A file of the members of a search, masked unless asked otherwise. {EXPORT_WORDS}",
    responses={
        200: {"description": "The file.", "content": {kind: {"example": "…"} for kind in MEDIA_TYPES.values()}},
        409: {"description": "No program is published."},
        503: {"description": "The members could not be searched in time."},
    },
)  # fmt: skip
def post_export(body: MemberExport, caller: Exporter, request: Request, context: Context) -> Response:
    """Who they are, fields, consents, tags, tier and figures, as of this moment; noted as an export with everybody in it."""
    if body.is_plain and "pii:export" not in caller.scopes:
        field = FieldError("is_plain", "needs the scope pii:export", hint="Leave it out: names and identities are then masked.")
        raise Problem("scope_missing", "This needs the scope pii:export.", errors=(field,), facts={"scope": "pii:export"})
    asked = Asked(body, body.condition, body.format, body.language, body.is_plain, EXPORT_MEMBERS_MAX)
    with TemporaryDirectory(prefix="regulars-export-") as folder:
        path = Path(folder) / "members"
        with path.open("wb") as file:
            taken = take_out(context, asked, file)
        content = path.read_bytes()
    chosen = body.model_dump(mode="json", exclude_none=True, exclude={"reason"})
    chosen["condition"] = json.dumps(body.condition, ensure_ascii=False) if body.condition else ""
    tell_audit(
        request, members=taken.member_ids, detail=body.reason or "", is_export=True,
        after=chosen | {"members": len(taken.member_ids)},
    )  # fmt: skip
    return _file(content, MEDIA_TYPES[body.format], f"members.{body.format}")


def _shown(context: AppContext, caller: Principal, import_id: UUID) -> MemberImport:
    with context.database.transaction(as_service=True) as connection:
        found = find_import(connection, caller, import_id)
        head = tasks.read_head(connection, import_id)
        suggested = _suggested(context, connection, [header for header, _ in head])
        approval = None if found.approval_id is None else status_of(connection, found.approval_id)
    mapping = None if found.mapping is None else json.loads(found.mapping)
    return MemberImport.model_validate(
        summary_of(found) | {"columns": columns_shape(head), "suggested": suggested, "mapping": mapping, "approval": approval}
    )


def _suggested(context: AppContext, connection: Connection, headers: list[str]) -> dict[str, Any]:
    published = context.programs.published(connection)
    fields = [field for field in select_fields(connection) if field.is_open]
    if not published:
        return guess_mapping(headers, fields, [], "Asia/Shanghai")
    document = published[-1].document
    return guess_mapping(headers, fields, attributes_of(document), document.time_zone)


def _file(content: bytes, media_type: str, name: str) -> Response:
    return Response(content, media_type=media_type, headers={"Content-Disposition": f'attachment; filename="{name}"'})
