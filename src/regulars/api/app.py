"""Puts the application together: one line per slice in `ROUTERS`, one line per step around them in `create_app`."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from fastapi import APIRouter, FastAPI

from regulars import __version__
from regulars.api import health, info, metrics
from regulars.api.audit import Audit
from regulars.api.console import BUILD, Console
from regulars.api.limits import Limits
from regulars.api.openapi import install_openapi
from regulars.api.refusals import install_errors
from regulars.api.request_log import RequestLog
from regulars.api.security_headers import SecurityHeaders
from regulars.api.texts import Texts
from regulars.features.access.access import AccessGuard
from regulars.features.access.routes import keys, me, provider, roles, session, staff
from regulars.features.accounts import routes as accounts
from regulars.features.approvals import routes as approvals
from regulars.features.audit import routes as audit
from regulars.features.backtest import routes as backtest
from regulars.features.board import routes as board
from regulars.features.checkout import routes as checkout
from regulars.features.conditions import routes as conditions
from regulars.features.contests import routes as contests
from regulars.features.context import AppContext
from regulars.features.duplicates import routes as duplicates
from regulars.features.events import routes as events
from regulars.features.evidence import routes as evidence
from regulars.features.findings import routes as findings
from regulars.features.member_access import routes as member_access
from regulars.features.member_files import routes as member_files
from regulars.features.members.routes import identities, lifecycle, members
from regulars.features.merges import routes as merges
from regulars.features.organisation import routes as organisation
from regulars.features.privacy import routes as privacy
from regulars.features.profiles import routes as profiles
from regulars.features.programs import routes as programs
from regulars.features.sandbox import routes as sandbox
from regulars.features.security import routes as security
from regulars.features.tags import routes as tags
from regulars.features.views import routes as views
from regulars.features.webhooks import routes as webhooks
from regulars.ledger.batching import Append, GroupCommit

# Routes are tried in this order, about 5 µs per router: what is called most comes first.
ROUTERS: tuple[APIRouter, ...] = (
    events.direct,
    events.router,
    checkout.router,
    health.router,
    session.router,
    identities.router,
    identities.rules_router,
    lifecycle.router,
    members.router,
    privacy.router,
    member_access.router,
    accounts.router,
    board.router,
    programs.router,
    conditions.router,
    tags.router,
    profiles.router,
    views.router,
    member_files.router,
    member_files.export_router,
    info.router,
    sandbox.router,
    evidence.router,
    webhooks.router,
    backtest.router,
    organisation.router,
    approvals.router,
    findings.router,
    contests.router,
    merges.router,
    duplicates.router,
    me.router,
    provider.router,
    staff.router,
    staff.log_router,
    security.router,
    roles.router,
    keys.router,
    audit.router,
    metrics.router,
)


@asynccontextmanager
async def _lifespan(app: FastAPI) -> AsyncIterator[None]:
    """On the way out, events whose commit has begun are finished."""
    yield
    app.state.group_commit.close()


def create_app(context: AppContext, *, append: Append | None = None, console_build: Path = BUILD) -> FastAPI:
    """Make the application that serves one context: API, metrics and console.

    `append`: who stores single events; None: the application itself.
    """
    app = FastAPI(
        title="Regulars", version=__version__, openapi_url="/v1/openapi.json", docs_url=None, redoc_url=None, lifespan=_lifespan
    )
    app.router.redirect_slashes = False
    app.state.context = context
    app.state.access = AccessGuard(context)
    app.state.metrics = metrics.RequestMetrics()
    app.state.group_commit = GroupCommit(append or context.ledger.answer)
    for router in ROUTERS:
        app.include_router(router)
    app.router.default = Console(console_build)
    install_errors(app)
    install_openapi(app, ROUTERS)
    # The last one added is the outermost.
    app.add_middleware(Audit)
    app.add_middleware(Texts)
    app.add_middleware(Limits)
    app.add_middleware(RequestLog)
    app.add_middleware(metrics.Metrics, metrics=app.state.metrics)
    app.add_middleware(SecurityHeaders)
    return app
