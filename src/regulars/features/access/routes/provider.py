"""Log-in by the identity provider: there and back by the browser's own addresses."""

from typing import Annotated
from urllib.parse import quote

from fastapi import APIRouter, Query, Request, Response
from fastapi.responses import RedirectResponse

from regulars.features.access.access import AccessGuard, set_cookie, visitor_of
from regulars.features.access.provider import IdentityProvider
from regulars.features.access.routes.session import Guard
from regulars.features.access.schemas.provider import ProviderWay, ReturnQuery, Ways
from regulars.features.access.service.by_provider import PATH_LENGTH_MAX, RETURN_MAX, arrive, depart
from regulars.kit.problems import Problem

router = APIRouter(prefix="/v1/session", tags=["session"])

STATE_COOKIE = "regulars_log_in"
COOKIE_PATH = "/v1/session/provider"
TO_BROWSER = {303: {"description": "Where the browser goes on."}}


@router.get("/ways", operation_id="list_ways", summary="Which ways in are there?")
async def get_ways(guard: Guard) -> Ways:
    """Whether there is an identity provider beside passwords, and what its button says."""
    provider = guard.provider
    return Ways(provider=None if provider is None else ProviderWay(name=provider.settings.name))


@router.get(
    "/provider",
    operation_id="log_in_by_provider",
    summary="Log in by the identity provider",
    status_code=303,
    response_class=RedirectResponse,
)
def get_departure(
    request: Request, guard: Guard, next_path: Annotated[str, Query(alias="next", max_length=PATH_LENGTH_MAX)] = "/"
) -> Response:
    """Send the browser to the identity provider (OpenID Connect, authorization code with PKCE)."""
    try:
        provider = _provider(guard)
        departure = depart(guard.context.database, provider, _redirect_uri(request, guard), next_path, guard.context.wall_clock())
    except Problem as problem:
        return _back_to_log_in(problem)
    response = RedirectResponse(departure.url, status_code=303)
    # Lax, because the way back is a link on another site.
    response.set_cookie(
        STATE_COOKIE,
        departure.state,
        max_age=int(RETURN_MAX.total_seconds()),
        path=COOKIE_PATH,
        secure=request.url.scheme == "https",
        httponly=True,
        samesite="lax",
    )
    return response


@router.get(
    "/provider/callback",
    operation_id="return_from_provider",
    summary="Come back from the identity provider",
    status_code=303,
    response_class=RedirectResponse,
)
def get_return(request: Request, guard: Guard, query: Annotated[ReturnQuery, Query()]) -> Response:
    """Open a session for the person whom the provider has proven and go on; or back to log-in with the reason."""
    try:
        arrival = arrive(
            guard.context.database,
            _provider(guard),
            query.outcome(),
            redirect_uri=_redirect_uri(request, guard),
            state_in_cookie=request.cookies.get(STATE_COOKIE, ""),
            visitor=visitor_of(request),
            now=guard.context.wall_clock(),
        )
    except Problem as problem:
        return _back_to_log_in(problem)
    response = RedirectResponse(arrival.next_path, status_code=303)
    response.delete_cookie(STATE_COOKIE, path=COOKIE_PATH, httponly=True, samesite="lax")
    set_cookie(request, response, arrival.opened)
    return response


def _provider(guard: AccessGuard) -> IdentityProvider:
    if guard.provider is None:
        raise Problem("provider_refused", "There is no identity provider.", hint="Log in by password.")
    return guard.provider


def _redirect_uri(request: Request, guard: AccessGuard) -> str:
    base = guard.context.settings.public_url or str(request.base_url)
    return f"{base.rstrip('/')}{COOKIE_PATH}/callback"


def _back_to_log_in(problem: Problem) -> Response:
    """A person is looking: they get the log-in page with the reason, not a document."""
    response = RedirectResponse(f"/login?refused={quote(problem.code)}", status_code=303)
    response.delete_cookie(STATE_COOKIE, path=COOKIE_PATH, httponly=True, samesite="lax")
    return response
