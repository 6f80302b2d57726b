"""What this service is: product and version, the clock it lives by, and the program whose money and months it shows."""

from typing import Literal

from fastapi import APIRouter, Depends
from pydantic import AwareDatetime, BaseModel, ConfigDict

from regulars import __version__
from regulars.features.access.access import require
from regulars.features.context import Context
from regulars.features.programs.facade import Sentence, in_force
from regulars.kit.instants import NEVER
from regulars.ledger.append import no_program
from regulars.store.heads import read_heads

router = APIRouter(prefix="/v1/info", tags=["info"], dependencies=[Depends(require("program:read"))])


class InfoProgram(BaseModel):
    """The program in force."""

    key: str
    name: Sentence
    version: int


class Info(BaseModel):
    """The service. `clock` is `test` where an instant set by hand stands for now."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "product": "Regulars",
                    "version": "0.1.0",
                    "now": "2011-12-09T12:50:00Z",
                    "clock": "test",
                    "currency": "GBP",
                    "currency_digits": 2,
                    "time_zone": "Europe/London",
                    "program": {"key": "mall", "name": {"zh": "商场会员", "en": "Mall membership"}, "version": 1},
                    "default_locale": "zh",
                }
            ]
        }
    )

    product: str
    version: str
    now: AwareDatetime
    clock: Literal["system", "test"]
    currency: str
    currency_digits: int
    time_zone: str
    program: InfoProgram
    default_locale: Literal["zh", "en"]


@router.get("", operation_id="read_info", summary="What is this service?")
def get_info(context: Context) -> Info:
    """Product, clock and program; what a client needs to show money, dates and months."""
    with context.database.snapshot() as connection:
        now = context.ledger.now(connection)
        is_test = read_heads(connection).test_now != NEVER
        published = context.programs.published(connection)
    if not published:
        raise no_program()
    current = in_force(published, now)
    name = current.document.name
    return Info(
        product="Regulars",
        version=__version__,
        now=now,
        clock="test" if is_test else "system",
        currency=current.document.currency.code,
        currency_digits=current.document.currency.digits,
        time_zone=current.document.time_zone,
        program=InfoProgram(key=current.document.program, name=Sentence(zh=name.zh, en=name.en), version=current.version),
        default_locale="zh",
    )
