"""How a route names what it needs: `caller: Annotated[Principal, Depends(require("members:read"))]`.

The caller is known by `Authorization: Bearer rk_…` or by the session cookie. A request by cookie that changes something
must also carry `X-Regulars-Request: console`, which no form and no other site's script can send, and must not say that it
comes from another site.
"""

from collections.abc import Callable
from contextlib import suppress
from functools import cache
from typing import Any, TypeVar
from uuid import UUID

import anyio
from anyio import CapacityLimiter
from fastapi import Request, Response
from fastapi.routing import APIRoute
from starlette.concurrency import run_in_threadpool
from starlette.types import Receive, Scope, Send

from regulars.features.access.contracts import Actor, Principal, Stage, Visitor
from regulars.features.access.key_cache import KeyCache
from regulars.features.access.passwords import prepare_passwords
from regulars.features.access.provider import IdentityProvider
from regulars.features.access.roles import ROLES, SCOPES, ScopeName
from regulars.features.access.service.granting import role_unknown
from regulars.features.access.service.keys import CheckedKey, check_key
from regulars.features.access.service.sessions import OpenedSession, find_session
from regulars.features.access.tokens import BearerKey, parse_key
from regulars.features.context import AppContext
from regulars.kit.problems import FieldError, Problem
from regulars.store.database import Database
from regulars.store.reach import narrow, reaches_member

COOKIE = "regulars_session"
FORGERY_HEADER = "X-Regulars-Request"
FORGERY_HEADER_VALUE = "console"
SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
OWN_SITE = frozenset({"same-origin", "none"})
AGENT_LENGTH_MAX = 200
HASHES_AT_ONCE = 2
"""argon2 takes 64 MiB a time: a crowd of log-ins queues here instead of filling the memory."""

Result = TypeVar("Result")


class AccessGuard:
    """What access keeps in memory for one application: checked keys, the identity provider, the queue for hashing."""

    def __init__(self, context: AppContext) -> None:
        self.context = context
        self.keys = KeyCache()
        self.hashing = CapacityLimiter(HASHES_AT_ONCE)
        settings = context.settings.provider
        if settings is not None and settings.role not in ROLES:
            raise role_unknown(settings.role, "REGULARS_OIDC_ROLE")
        self.provider = None if settings is None else IdentityProvider(settings)
        prepare_passwords()

    async def identify(self, request: Request) -> Principal:
        """Say who makes a request, also to the audit log. Raises Problem `not_authenticated` or `request_header_missing`."""
        principal = await self._identify(request)
        request.state.principal = principal
        return principal

    async def _identify(self, request: Request) -> Principal:
        authorization = request.headers.get("authorization")
        if authorization is not None:
            return await self._by_key(authorization, visitor_of(request))
        token = request.cookies.get(COOKIE)
        if token is None:
            raise _not_authenticated("The request carries neither a session nor an API key.")
        if request.method not in SAFE_METHODS and request.headers.get(FORGERY_HEADER) != FORGERY_HEADER_VALUE:
            field = FieldError(FORGERY_HEADER, "is missing", f"`{FORGERY_HEADER}: {FORGERY_HEADER_VALUE}`")
            detail = "A change by session needs a header that other sites cannot send."
            raise Problem("request_header_missing", detail, errors=(field,))
        check_own_site(request)
        principal = await run_in_threadpool(self._session, token, visitor_of(request))
        if principal is None:
            raise _not_authenticated("The session has ended.")
        return principal

    async def slowly(self, work: Callable[[], Result]) -> Result:
        """Do work that hashes a password, when it is its turn."""
        return await anyio.to_thread.run_sync(work, limiter=self.hashing)

    async def _by_key(self, authorization: str, visitor: Visitor) -> Principal:
        scheme, _, text = authorization.partition(" ")
        bearer = parse_key(text.strip()) if scheme.lower() == "bearer" else None
        if bearer is None:
            raise _not_authenticated("The Authorization header is not `Bearer rk_<key id>_<secret>`.")
        principal = self.keys.find(bearer, self.context.wall_clock())
        if principal is not None:
            return principal
        checked = await run_in_threadpool(self._check, bearer, visitor)
        if checked is None:
            raise _not_authenticated("The API key is unknown, revoked or expired.")
        self.keys.keep(bearer, checked)
        return checked.principal

    def _check(self, bearer: BearerKey, visitor: Visitor) -> CheckedKey | None:
        with self.context.database.transaction(as_service=True) as connection:
            return check_key(connection, bearer, visitor, self.context.wall_clock())

    def _session(self, token: str, visitor: Visitor) -> Principal | None:
        with self.context.database.transaction(as_service=True) as connection:
            return find_session(connection, token, visitor, self.context.wall_clock())


class ScopeRequired:
    """The dependency of a route that needs a scope. The API description reads the scope from here."""

    def __init__(self, scope: str) -> None:
        self.scope = scope

    async def __call__(self, request: Request) -> Principal:
        """Give the caller, or raise Problem `not_authenticated`, `log_in_unfinished` or `scope_missing`."""
        guard: AccessGuard = request.app.state.access
        principal = await guard.identify(request)
        check_stage(principal, {"open"})
        request.state.scope = self.scope
        if self.scope not in principal.scopes:
            raise Problem(
                "scope_missing",
                f"This needs the scope {self.scope}.",
                hint="Ask an administrator for a role, or a key, that has it.",
                facts={"scope": self.scope},
            )
        if principal.limits and (reach := principal.limits.get(self.scope)) is not None:
            narrow(reach)
            if "member_id" in request.path_params:
                await run_in_threadpool(_check_member, guard.context.database, request.path_params["member_id"])
        return principal


def _check_member(database: Database, text: str) -> None:
    """Raise Problem `member_unknown` for a member beyond the reach of the request, as for one that does not exist."""
    with suppress(ValueError):  # what is no id at all is refused with its field, as for everybody
        member_id = UUID(text)
        with database.snapshot() as connection:
            if not reaches_member(connection, member_id):
                field = FieldError("member_id", "is not known")
                raise Problem("member_unknown", "There is no member with this id.", errors=(field,))


@cache
def require(scope: ScopeName) -> ScopeRequired:
    """The dependency that lets only callers with a scope in, and gives the Principal."""
    assert scope in SCOPES
    return ScopeRequired(scope)


class DirectRoute(APIRoute):
    """A route for the one call that a platform gets a thousand times a second.

    Its endpoint takes the request and the caller, whom one `require(scope)` lets in, and gives the response. FastAPI would
    resolve dependencies, open two stacks of contexts and validate; a body that goes to the ledger as it came needs none of it.
    To the API's readers it is described like any other.
    """

    def __init__(self, path: str, endpoint: Any, **rest: Any) -> None:
        super().__init__(path, endpoint, **rest)
        (required,) = [each.call for each in self.dependant.dependencies]
        assert isinstance(required, ScopeRequired), "a direct route depends on a scope and on nothing else"
        self._required = required

    async def handle(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve a request; a Problem is answered by the application, as everywhere."""
        if scope["method"] not in (self.methods or ()):
            await super().handle(scope, receive, send)
            return
        request = Request(scope, receive)
        response = await self.endpoint(request, await self._required(request))
        await response(scope, receive, send)


class SessionRequired:
    """The dependency of a route for people only, in some stages of their log-in: it takes no API key."""

    def __init__(self, *stages: Stage) -> None:
        self.stages = frozenset(stages)

    async def __call__(self, request: Request) -> Principal:
        """Give the member of staff, or raise Problem `not_authenticated` or `log_in_unfinished`."""
        guard: AccessGuard = request.app.state.access
        principal = await guard.identify(request)
        if principal.kind != "staff":
            raise _not_authenticated("An API key has no session.")
        check_stage(principal, self.stages)
        return principal


require_session = SessionRequired("open")
require_enrolling = SessionRequired("open", "enrol")
require_unfinished = SessionRequired("code")
require_any_stage = SessionRequired("code", "enrol", "open")


def check_stage(principal: Principal, stages: frozenset[Stage] | set[Stage]) -> None:
    """Raise Problem `log_in_unfinished` for a log-in that has not come so far, or is past it."""
    if principal.stage not in stages:
        hint = {
            "code": "Enter the code of your second factor first.",
            "enrol": "Your role needs a second factor: set one up first.",
            "open": "You are logged in already.",
        }[principal.stage]
        detail = "The log-in is complete." if principal.stage == "open" else "The log-in is not complete."
        raise Problem("log_in_unfinished", detail, hint=hint, facts={"stage": principal.stage})


async def current_guard(request: Request) -> AccessGuard:
    """The guard of the application that serves this request."""
    guard: AccessGuard = request.app.state.access
    return guard


def visitor_of(request: Request) -> Visitor:
    """Where a request comes from: the address that the server or its own proxy saw, and what the browser calls itself."""
    address = request.client.host if request.client else ""
    return Visitor(address, request.headers.get("user-agent", "")[:AGENT_LENGTH_MAX])


def actor_of(request: Request, caller: Principal) -> Actor:
    """The caller as somebody who changes something."""
    return Actor(caller.known_as, visitor_of(request))


def check_own_site(request: Request) -> None:
    """Raise Problem `request_cross_site` for a change that a browser says another site asked for.

    Browsers say so in Sec-Fetch-Site, older ones by an Origin that is not our Host; other programs say neither.
    """
    if request.method in SAFE_METHODS:
        return
    site = request.headers.get("sec-fetch-site")
    if site is None:
        origin = request.headers.get("origin")
        is_own = origin is None or origin.partition("://")[2] == request.headers.get("host")
    else:
        is_own = site in OWN_SITE
    if not is_own:
        raise Problem("request_cross_site", "Another site asked for this change.", hint="Open the console itself.")


def set_cookie(request: Request, response: Response, opened: OpenedSession) -> None:
    """Give the browser the token of a fresh session, out of reach of scripts and of other sites."""
    response.set_cookie(
        COOKIE,
        opened.token,
        max_age=int(opened.age_max.total_seconds()),
        path="/",
        secure=request.url.scheme == "https",
        httponly=True,
        samesite="strict",
    )


def _not_authenticated(detail: str) -> Problem:
    return Problem("not_authenticated", detail, hint="Log in, or send `Authorization: Bearer <API key>`.")
