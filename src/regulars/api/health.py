"""Whether the process lives, and whether it can do its work. Neither needs a log-in.

`live` touches nothing: a slow database must not make an orchestrator kill the process. `ready` asks the database.
"""

from typing import Literal

import psycopg
import structlog
from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict

from regulars.features.context import Context
from regulars.kit.problems import Problem
from regulars.store.health import answers

router = APIRouter(prefix="/v1/health", tags=["health"])


class Health(BaseModel):
    """The state of the service."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"status": "ok"}]})

    status: Literal["ok"] = "ok"


OK = Health()


@router.get("/live", operation_id="read_liveness", summary="Is the process alive?")
async def read_liveness() -> Health:
    """Answer as long as the process serves requests at all."""
    return OK


@router.get(
    "/ready", operation_id="read_readiness", summary="Can the service work?", responses={503: {"description": "Not yet."}}
)
def read_readiness(context: Context) -> Health:
    """Answer `ok` when the database answers; 503 otherwise."""
    try:
        with context.database.transaction() as connection:
            answers(connection)
    except psycopg.Error as error:
        structlog.get_logger("regulars.health").warning("database_does_not_answer", error=type(error).__name__)
        raise Problem("not_ready", "The database does not answer.", hint="Try again in a few seconds.") from error
    return OK
