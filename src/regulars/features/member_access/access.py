"""How a route is a member's own: `member: CurrentMember`. The token opens nothing but that member's data."""

from typing import Annotated
from uuid import UUID

from fastapi import Depends, Request
from starlette.concurrency import run_in_threadpool

from regulars.features.context import AppContext
from regulars.features.member_access.service.sessions import find_session
from regulars.kit.problems import Problem


class MemberRequired:
    """The dependency of a route for members; the API description knows it by its class."""

    async def __call__(self, request: Request) -> UUID:
        """Give the member's id, or raise Problem `not_authenticated`."""
        context: AppContext = request.app.state.context
        member_id = await run_in_threadpool(_find, context, bearer_of(request))
        if member_id is None:
            raise Problem("not_authenticated", "There is no open session of a member.", hint="Log in again.")
        return member_id


require_member = MemberRequired()
CurrentMember = Annotated[UUID, Depends(require_member)]


def bearer_of(request: Request) -> str:
    """The token that a request carries; '' for none."""
    scheme, _, token = request.headers.get("authorization", "").partition(" ")
    return token.strip() if scheme.lower() == "bearer" else ""


def _find(context: AppContext, token: str) -> UUID | None:
    with context.database.transaction() as connection:
        return find_session(connection, token, context.wall_clock())
