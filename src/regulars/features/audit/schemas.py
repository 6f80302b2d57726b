"""The shapes of the audit log over HTTP."""

from typing import Any, Literal
from uuid import UUID

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field

from regulars.features.audit.contracts import AuditKind, KeptLine, Reason, Verified
from regulars.features.audit.queries import Search
from regulars.features.audit.service.read import LinePage
from regulars.kit.pagination import CURSOR_LENGTH_MAX

TEXT_LENGTH_MAX = 120


class AuditSearch(BaseModel):
    """Which lines."""

    model_config = ConfigDict(extra="forbid")

    kind: AuditKind | None = None
    actor: str | None = Field(None, max_length=TEXT_LENGTH_MAX, description="`staff:<user name>` or `key:<name>`.")
    action: str | None = Field(None, max_length=TEXT_LENGTH_MAX, description="An operation, such as `read_member`.")
    member_id: UUID | None = Field(None, description="Whose data was read or changed.")
    since: AwareDatetime | None = None
    until: AwareDatetime | None = None

    def search(self) -> Search:
        """The same for a query."""
        member = None if self.member_id is None else str(self.member_id)
        return Search(self.kind, self.actor, self.action, member, self.since, self.until)


class AuditQuery(AuditSearch):
    """Which lines, page by page."""

    cursor: str | None = Field(None, max_length=CURSOR_LENGTH_MAX)
    limit: int = Field(20, ge=1, le=200)


class ExportQuery(AuditSearch):
    """Which lines, as which kind of file."""

    format: Literal["csv", "ndjson"] = "csv"


class AuditItem(BaseModel):
    """One line."""

    line_no: int
    at: AwareDatetime
    kind: AuditKind
    action: str
    actor: str
    subject: str
    members: list[str] = Field(description="Ids of the members whose data was read or changed.")
    address: str
    agent: str
    request_id: str
    detail: str
    before: dict[str, Any]
    after: dict[str, Any]
    is_sealed: bool = Field(description="In the chain of hashes; within half a minute.")

    @classmethod
    def of(cls, kept: KeptLine) -> "AuditItem":
        """A line as lists show it."""
        line = {name: getattr(kept.line, name) for name in cls.model_fields if name not in {"line_no", "is_sealed"}}
        return cls.model_validate(line | {"line_no": kept.line_no, "is_sealed": kept.is_sealed})


class AuditList(BaseModel):
    """Lines, newest first."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "items": [
                        {
                            "line_no": 310,
                            "at": "2026-03-01T09:00:00Z",
                            "kind": "read",
                            "action": "read_member",
                            "actor": "staff:lin",
                            "subject": "",
                            "members": ["01926f5e-7a10-7c3b-9f2e-0c5d1f0a9b11"],
                            "address": "192.0.2.7",
                            "agent": "Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0",
                            "request_id": "a1b2c3d4e5f6-2f",
                            "detail": "",
                            "before": {},
                            "after": {},
                            "is_sealed": True,
                        }
                    ],
                    "next_cursor": None,
                    "names": {"01926f5e-7a10-7c3b-9f2e-0c5d1f0a9b11": "林*"},
                }
            ]
        }
    )

    items: list[AuditItem]
    next_cursor: str | None
    names: dict[str, str] = Field(
        description="What ids in these lines stand for now: units and members by id, as the caller may see them, and roles of"
        " your own by key. Of lines about more than three members nobody is named."
    )

    @classmethod
    def of(cls, page: LinePage, names: dict[str, str]) -> "AuditList":
        """A page of lines, and what ids in them stand for."""
        return cls(items=[AuditItem.of(kept) for kept in page.lines], next_cursor=page.next_cursor, names=names)


class Verification(BaseModel):
    """What hashing everything again found."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [{"lines": 310, "sealed": 310, "head": "9f86d081884c7d65…", "broken_at": None, "reason": ""}]
        }
    )

    lines: int
    sealed: int
    head: str = Field(description="The last hash. Keep it elsewhere: it proves a later change of everything up to it.")
    broken_at: int | None = Field(description="The first line that is not as it was sealed.")
    reason: Reason

    @classmethod
    def of(cls, verified: Verified) -> "Verification":
        """The outcome of a verification."""
        return cls.model_validate(verified, from_attributes=True)
