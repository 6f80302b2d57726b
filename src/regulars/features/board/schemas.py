"""The shapes of the board over HTTP."""

from __future__ import annotations

from typing import Annotated, Any, Final, Literal

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field

from regulars.features.programs.facade import Sentence

Month = Annotated[str, Field(pattern=r"^(19|20)[0-9]{2}-(0[1-9]|1[0-2])$", examples=["2011-03"])]
HeadlineKey = Literal["members_total", "members_new", "active_share", "repurchase_rate", "sales", "liability"]


class Headline(BaseModel):
    """A figure with its months. A ratio lies from 0 to 1; `previous` and `last_year` are null where there is no data."""

    key: HeadlineKey
    unit: Literal["count", "money", "points", "ratio"]
    value: float | int
    previous: float | int | None
    last_year: float | int | None
    series: list[float | int]


class MemberCounts(BaseModel):
    """Members. `total` is at the end of the range, `new` in it; the stages of life are those of this moment."""

    total: int
    new: int
    newcomers: int = Field(description="At the stage `new`: joined lately, with one order at most.")
    active: int
    dormant: int
    lost: int
    without_order: int
    active_customers: int = Field(description="Those at `active`, and the newcomers who bought and did something lately.")


class Sales(BaseModel):
    """Money paid in the range and given back in it. `buyers` are members with at least one order in it, `repeat_buyers` with two.

    `orders` counts every order that was paid; for buyers, an order that was refunded in full is none.
    """

    sales_minor: int
    refunds_minor: int
    net_minor: int
    orders: int
    refunds: int
    average_order_minor: int = Field(description="Paid money by order, rounded down; 0 without orders.")
    buyers: int
    repeat_buyers: int


class PointsFlow(BaseModel):
    """The first points wallet in the range.

    `outstanding` and its worth are at the end of the range; pending and debt are those of this moment. What is outstanding
    changes by issued − spent − expired − reversed + restored + written_off + adjusted −
    transfer_fees, and by what is newly owed.
    """

    issued: int
    spent: int
    expired: int
    reversed: int
    restored: int
    written_off: int
    adjusted: int
    transfer_fees: int
    outstanding: int
    pending: int
    debt: int
    liability_minor: int


class BoardMonth(BaseModel):
    """One month of the program's calendar; `outstanding` is at its end."""

    month: str
    members_new: int
    sales_minor: int
    refunds_minor: int
    orders: int
    issued: int
    spent: int
    expired: int
    reversed: int
    outstanding: int


class TierMembers(BaseModel):
    """A tier and how many members hold it now."""

    key: str
    name: Sentence
    color: str
    members: int


class TierMove(BaseModel):
    """How often members moved between two tiers in the range."""

    origin: str = Field(serialization_alias="from")
    to: str
    members: int


class Attention(BaseModel):
    """What somebody should look at now."""

    points_expiring_next_30_days: int
    members_in_grace: int
    events_quarantined: int
    members_suspected: int
    members_in_debt: int


EXAMPLE: Final[dict[str, Any]] = {
    "as_of": "2011-12-09T12:50:00Z", "from": "2011-11", "to": "2011-12", "currency": "GBP", "data_from": "2009-12",
    "data_to": "2011-12",
    "headline": [
        {"key": "members_total", "unit": "count", "value": 5881, "previous": 5749, "last_year": 4238, "series": [5840, 5881]},
        {"key": "active_share", "unit": "ratio", "value": 0.49, "previous": 0.44, "last_year": 0.61, "series": [0.48, 0.49]},
    ],
    "members": {"total": 5881, "new": 132, "newcomers": 61, "active": 2832, "dormant": 1008, "lost": 1980, "without_order": 0,
        "active_customers": 2889},
    "sales": {
        "sales_minor": 150400000, "refunds_minor": 1200000, "net_minor": 149200000, "orders": 3421, "refunds": 310,
        "average_order_minor": 43963, "buyers": 1893, "repeat_buyers": 702,
    },
    "points": {
        "issued": 1504000, "spent": 0, "expired": 402000, "reversed": 12000, "restored": 0, "written_off": 0, "adjusted": 0,
        "transfer_fees": 0,
        "outstanding": 8630000, "pending": 210000, "debt": 1200, "liability_minor": 8630000,
    },
    "months": [
        {
            "month": "2011-11", "members_new": 91, "sales_minor": 115200000, "refunds_minor": 900000, "orders": 2658,
            "issued": 1152000, "spent": 0, "expired": 380000, "reversed": 9000, "outstanding": 8300000,
        },
    ],
    "tiers": [{"key": "gold", "name": {"zh": "金卡", "en": "Gold"}, "color": "#c8963e", "members": 214}],
    "tier_moves": [{"from": "silver", "to": "gold", "members": 31}],
    "attention": {
        "points_expiring_next_30_days": 410000, "members_in_grace": 12, "events_quarantined": 0, "members_suspected": 1,
        "members_in_debt": 4,
    },
}  # fmt: skip


class Board(BaseModel):
    """The figures of a range of months, and how things stand now (`as_of`). Months are those of the program's time zone."""

    model_config = ConfigDict(json_schema_extra={"examples": [EXAMPLE]})

    as_of: AwareDatetime
    first: str = Field(serialization_alias="from")
    last: str = Field(serialization_alias="to")
    currency: str
    data_from: str = Field(description="First month with any data.")
    data_to: str = Field(description="Last month with any data.")
    headline: list[Headline]
    members: MemberCounts
    sales: Sales
    points: PointsFlow
    months: list[BoardMonth]
    tiers: list[TierMembers] = Field(description="The first ladder, from the lowest tier to the highest.")
    tier_moves: list[TierMove]
    attention: Attention


class BoardQuery(BaseModel):
    """The months to show, both included; the 12 months up to now when left out."""

    model_config = ConfigDict(extra="forbid")

    first: Month | None = Field(None, alias="from")
    last: Month | None = Field(None, alias="to")
