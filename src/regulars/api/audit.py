"""Writes the audit log: a line for every answer that holds members' data, and for every change that was made.

Before the answer leaves: what cannot be noted is not given. Events sent by systems are left out, for the ledger keeps each of
them with its sender; so are calls that change nothing, such as a preview.
"""

from datetime import datetime
from typing import Any

from starlette.concurrency import run_in_threadpool

from regulars.api.asgi import ASGIApp, Message, Receive, Scope, Send, header_value
from regulars.features.access.access import AGENT_LENGTH_MAX
from regulars.features.access.contracts import Principal
from regulars.features.audit.access import Told
from regulars.features.audit.contracts import AuditKind, AuditLine
from regulars.features.audit.facade import record
from regulars.features.context import AppContext
from regulars.kit.logs import request_id

READ_SCOPES = frozenset({"members:read", "till:serve"})
READING_METHODS = frozenset({"GET", "HEAD"})
EVENTS = frozenset({"append_event", "append_events"})
CHANGE_NOTHING = frozenset(
    {
        "preview_event",
        "preview_merge",
        "preview_unmerge",
        "preview_security",
        "compare_program_draft",
        "foretell_program_effect",
        "check_program",
        "list_condition_places",
        "place_condition",
    }
)
IN_ACCESS_LOG = frozenset({"session", "me", "staff", "roles", "keys"})
"""What happens here is noted where it happens, in the same transaction."""
FAILED_STATUS_MIN = 400


class Audit:
    """Notes a request once its answer is known, and before it leaves."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on with a `send` that notes it first."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def send_once_noted(message: Message) -> None:
            if message["type"] == "http.response.start" and message["status"] < FAILED_STATUS_MIN:
                line = line_about(scope)
                if line is not None:
                    await run_in_threadpool(_write, scope["app"].state.context, line)
            await send(message)

        await self.app(scope, receive, send_once_noted)


def line_about(scope: Scope) -> AuditLine | None:
    """The line about a request that succeeded; None for one that needs none."""
    state: dict[str, Any] = scope.get("state") or {}
    principal: Principal | None = state.get("principal")
    kind = None if principal is None else _kind(scope, state, principal)
    if principal is None or kind is None:
        return None
    told: Told = state.get("audit") or Told()
    parameters = scope.get("path_params") or {}
    members = told.members or ((str(parameters["member_id"]),) if "member_id" in parameters else ())
    others = [f"{name} {value}" for name, value in parameters.items() if name != "member_id"]
    agent = header_value(scope, b"user-agent") or b""
    return AuditLine(
        at=_now(scope),
        kind=kind,
        action=_action(scope),
        actor=principal.known_as,
        subject=told.subject or ", ".join(others),
        members=members,
        address=scope["client"][0] if scope.get("client") else "",
        agent=agent.decode("latin-1")[:AGENT_LENGTH_MAX],
        request_id=request_id.get(),
        detail=told.detail,
        before=told.before,
        after=told.after,
    )


def _kind(scope: Scope, state: dict[str, Any], principal: Principal) -> AuditKind | None:
    action = _action(scope)
    told: Told | None = state.get("audit")
    if told is not None and told.is_export:
        return "export"
    if told is not None and told.is_reading:
        return "read"
    if scope["method"] in READING_METHODS:
        shows_members = told is not None and bool(told.members)
        return "read" if shows_members or state.get("scope") in READ_SCOPES else None
    is_noted_elsewhere = action in CHANGE_NOTHING or scope["path"].split("/")[2] in IN_ACCESS_LOG
    return None if is_noted_elsewhere or (action in EVENTS and principal.kind == "key") else "change"


def _action(scope: Scope) -> str:
    action: str = getattr(scope.get("route"), "operation_id", None) or ""
    return action


def _now(scope: Scope) -> datetime:
    context: AppContext = scope["app"].state.context
    return context.wall_clock()


def _write(context: AppContext, line: AuditLine) -> None:
    with context.database.transaction(as_service=True) as connection:
        record(connection, line)
