"""How a route names what it needs: `caller: Annotated[Principal, Depends(require("members:read"))]`.

The caller is known by `Authorization: Bearer rk_…` or by the session cookie. A request by cookie that changes something
must also carry `X-Regulars-Request: console`, which no form and no other site's script can send.
"""

from functools import cache

from anyio import CapacityLimiter
from fastapi import Request
from starlette.concurrency import run_in_threadpool

from regulars.features.access.contracts import Principal
from regulars.features.access.key_cache import KeyCache
from regulars.features.access.passwords import prepare_passwords
from regulars.features.access.roles import SCOPES, ScopeName
from regulars.features.access.service.keys import CheckedKey, check_key
from regulars.features.access.service.sessions import find_session
from regulars.features.access.tokens import BearerKey, parse_key
from regulars.features.context import AppContext
from regulars.kit.problems import FieldError, Problem
from regulars.kit.rates import RateLimit

COOKIE = "regulars_session"
FORGERY_HEADER = "X-Regulars-Request"
FORGERY_HEADER_VALUE = "console"
SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
ACCOUNT_ATTEMPTS_MAX = 10
ACCOUNT_WINDOW_SECONDS = 900
HASHES_AT_ONCE = 2
"""argon2 takes 64 MiB a time: a crowd of log-ins queues here instead of filling the memory."""


class AccessGuard:
    """What access keeps in memory for one application: checked keys, failed log-ins, and the queue for hashing."""

    def __init__(self, context: AppContext) -> None:
        self.context = context
        self.keys = KeyCache()
        self.log_ins = RateLimit(ACCOUNT_ATTEMPTS_MAX, ACCOUNT_WINDOW_SECONDS)
        self.hashing = CapacityLimiter(HASHES_AT_ONCE)
        prepare_passwords()

    async def identify(self, request: Request) -> Principal:
        """Say who makes a request. Raises Problem `not_authenticated` or `request_header_missing`."""
        authorization = request.headers.get("authorization")
        if authorization is not None:
            return await self._by_key(authorization)
        token = request.cookies.get(COOKIE)
        if token is None:
            raise _not_authenticated("The request carries neither a session nor an API key.")
        if request.method not in SAFE_METHODS and request.headers.get(FORGERY_HEADER) != FORGERY_HEADER_VALUE:
            field = FieldError(FORGERY_HEADER, "is missing", f"`{FORGERY_HEADER}: {FORGERY_HEADER_VALUE}`")
            detail = "A change by session needs a header that other sites cannot send."
            raise Problem("request_header_missing", detail, errors=(field,))
        principal = await run_in_threadpool(self._session, token)
        if principal is None:
            raise _not_authenticated("The session has ended.")
        return principal

    async def _by_key(self, authorization: str) -> Principal:
        scheme, _, text = authorization.partition(" ")
        bearer = parse_key(text.strip()) if scheme.lower() == "bearer" else None
        if bearer is None:
            raise _not_authenticated("The Authorization header is not `Bearer rk_<key id>_<secret>`.")
        principal = self.keys.find(bearer, self.context.wall_clock())
        if principal is not None:
            return principal
        checked = await run_in_threadpool(self._check, bearer)
        if checked is None:
            raise _not_authenticated("The API key is unknown, revoked or expired.")
        self.keys.keep(bearer, checked)
        return checked.principal

    def _check(self, bearer: BearerKey) -> CheckedKey | None:
        with self.context.database.transaction() as connection:
            return check_key(connection, bearer, self.context.wall_clock())

    def _session(self, token: str) -> Principal | None:
        with self.context.database.transaction() as connection:
            return find_session(connection, token, self.context.wall_clock())


class ScopeRequired:
    """The dependency of a route that needs a scope. The API description reads the scope from here."""

    def __init__(self, scope: str) -> None:
        self.scope = scope

    async def __call__(self, request: Request) -> Principal:
        """Give the caller, or raise Problem `not_authenticated` or `scope_missing`."""
        guard: AccessGuard = request.app.state.access
        principal = await guard.identify(request)
        if self.scope not in principal.scopes:
            raise Problem(
                "scope_missing",
                f"This needs the scope {self.scope}.",
                hint="Ask an administrator for a role, or a key, that has it.",
                facts={"scope": self.scope},
            )
        return principal


@cache
def require(scope: ScopeName) -> ScopeRequired:
    """The dependency that lets only callers with a scope in, and gives the Principal."""
    assert scope in SCOPES
    return ScopeRequired(scope)


class SessionRequired:
    """The dependency of a route for people only: it takes no API key."""

    async def __call__(self, request: Request) -> Principal:
        """Give the member of staff, or raise Problem `not_authenticated`."""
        guard: AccessGuard = request.app.state.access
        principal = await guard.identify(request)
        if principal.kind != "staff":
            raise _not_authenticated("An API key has no session.")
        return principal


require_session = SessionRequired()


async def current_guard(request: Request) -> AccessGuard:
    """The guard of the application that serves this request."""
    guard: AccessGuard = request.app.state.access
    return guard


def _not_authenticated(detail: str) -> Problem:
    return Problem("not_authenticated", detail, hint="Log in, or send `Authorization: Bearer <API key>`.")
