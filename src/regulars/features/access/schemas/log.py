"""The shapes of the access log over HTTP."""

from typing import Literal

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field

from regulars.features.access.contracts import AccessKind
from regulars.features.access.service.log import LogPage
from regulars.kit.pagination import CURSOR_LENGTH_MAX

SUBJECT_LENGTH_MAX = 120


class LogQuery(BaseModel):
    """Which lines."""

    model_config = ConfigDict(extra="forbid")

    cursor: str | None = Field(None, max_length=CURSOR_LENGTH_MAX)
    limit: int = Field(20, ge=1, le=200)


class AllLogQuery(LogQuery):
    """Which lines, of whom."""

    subject: str | None = Field(None, max_length=SUBJECT_LENGTH_MAX, description="`staff:<user name>` or `key:<name>`.")
    kinds: Literal["all", "sign_ins"] = Field("all", description="`sign_ins`: log-ins, failures and log-outs only.")


class AccessLogItem(BaseModel):
    """One line."""

    entry_no: int
    at: AwareDatetime
    kind: AccessKind
    subject: str = Field(description="Whose access it is about. Empty where a name is no account's: it may be a password.")
    actor: str = Field(description="Who did it; empty for somebody unknown.")
    address: str
    agent: str
    detail: str


class AccessLog(BaseModel):
    """Lines, newest first."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "items": [
                        {
                            "entry_no": 12,
                            "at": "2026-03-01T09:00:00Z",
                            "kind": "logged_in",
                            "subject": "staff:lin",
                            "actor": "staff:lin",
                            "address": "192.0.2.7",
                            "agent": "Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0",
                            "detail": "password, app code",
                        }
                    ],
                    "next_cursor": None,
                }
            ]
        }
    )

    items: list[AccessLogItem]
    next_cursor: str | None

    @classmethod
    def of(cls, page: LogPage) -> "AccessLog":
        """A page of the log."""
        items = [AccessLogItem.model_validate(line, from_attributes=True) for line in page.lines]
        return cls(items=items, next_cursor=page.next_cursor)
