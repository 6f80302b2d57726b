"""The audit log over HTTP: search, verify, export. Each of them is noted in it too."""

from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import StreamingResponse

from regulars.features.access.access import require
from regulars.features.access.contracts import Principal
from regulars.features.audit.access import tell_audit
from regulars.features.audit.schemas import AuditList, AuditQuery, ExportQuery, Verification
from regulars.features.audit.service.export import write_lines
from regulars.features.audit.service.naming import names_in
from regulars.features.audit.service.read import read_lines, walk_lines
from regulars.features.audit.service.seal import seal
from regulars.features.audit.service.verify import verify
from regulars.features.context import Context

MEDIA_TYPES = {"csv": "text/csv; charset=utf-8", "ndjson": "application/x-ndjson"}

router = APIRouter(prefix="/v1/audit", tags=["audit"], dependencies=[Depends(require("audit:read"))])

Reader = Annotated[Principal, Depends(require("audit:read"))]


@router.get("", operation_id="list_audit", summary="Who read or changed what?")
def get_audit(query: Annotated[AuditQuery, Query()], caller: Reader, context: Context) -> AuditList:
    """Lines of the audit log, newest first: of a kind, by somebody, about a member, in a time."""
    with context.database.snapshot() as connection:
        page = read_lines(connection, query.search(), cursor=query.cursor, limit=query.limit)
        return AuditList.of(page, names_in(connection, page.lines, caller))


@router.get("/verification", operation_id="verify_audit", summary="Is the audit log as it was written?")
def get_verification(context: Context) -> Verification:
    """Seal what is new, hash everything again, and name the first line that is not as it was sealed."""
    seal(context.database)
    return Verification.of(verify(context.database))


@router.get(
    "/export",
    operation_id="export_audit",
    summary="The audit log as a file",
    response_class=StreamingResponse,
    responses={
        200: {
            "content": {
                "text/csv": {"example": "line_no,at,kind,action,actor\n"},
                "application/x-ndjson": {"example": '{"line_no":1,"line":{}}\n'},
            },
            "description": "The file.",
        }
    },
)
def get_export(query: Annotated[ExportQuery, Query()], request: Request, context: Context) -> StreamingResponse:
    """Every line that matches, oldest first: CSV for a spreadsheet, or NDJSON with the texts as they are sealed."""
    tell_audit(request, detail=query.format, is_export=True)
    return StreamingResponse(
        write_lines(walk_lines(context.database, query.search()), query.format),
        media_type=MEDIA_TYPES[query.format],
        headers={"Content-Disposition": f'attachment; filename="audit.{query.format}"'},
    )
