"""The shapes of the figures by tier over HTTP."""

from __future__ import annotations

from typing import Any, Final

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field

from regulars.features.board.schemas import TierMove
from regulars.features.programs.facade import Sentence


class TierFigures(BaseModel):
    """What a tier is and brings in a range of months.

    Members: `members_start` + joined + came_up + came_down − went_up − went_down − merged = `members_end`. Orders, money and
    points are of the tier that the member held just before; a refund is of the tier at which its order was paid.
    """

    members_start: int = Field(description="Members of the tier at the start of the range.")
    joined: int
    came_up: int = Field(description="How often members rose to the tier.")
    came_down: int = Field(description="How often members fell to the tier.")
    went_up: int = Field(description="How often members rose from the tier.")
    went_down: int = Field(description="How often members fell from the tier.")
    merged: int = Field(description="Members of the tier who became part of another member, less those taken out again.")
    members_end: int = Field(description="Members of the tier at the end of the range, or now.")
    kept: int = Field(description="Reviews, and graces, after which the tier was kept.")
    members_average: float = Field(description="The mean over the months of the members at the start and the end of each.")
    bought: int = Field(description="Members of the tier at the start who bought in the range; a refund in full undoes that.")
    retention: float | None = Field(description="`bought` ÷ `members_start`, from 0 to 1; null without members at the start.")
    orders: int
    orders_per_member: float | None = Field(description="`orders` ÷ `members_average`; null without members.")
    sales_minor: int
    refunds_minor: int
    net_minor: int
    arpu_minor: int | None = Field(description="`net_minor` ÷ `members_average`, rounded down; null without members.")
    issued: int
    spent: int
    expired: int
    reversed: int = Field(description="Points that refunds took back.")
    restored: int
    written_off: int
    adjusted: int
    transferred: int = Field(description="Points received from others less those sent, fees included.")
    outstanding: int = Field(description="Points that members of the tier hold at the end of the range, pending ones included.")
    liability_minor: int = Field(description="What `outstanding` is worth by the program, rounded down.")
    cost_points: int = Field(description="`issued` − `reversed` + `written_off`.")
    cost_minor: int = Field(description="What `cost_points` are worth by the program, rounded down.")
    cost_share: float | None = Field(description="`cost_minor` ÷ `net_minor`; null where nothing was sold.")


class TierRow(TierFigures):
    """A tier of the first ladder with its figures. `is_former`: no version in force knows it any more."""

    key: str
    name: Sentence
    color: str
    is_former: bool


class MonthOfTier(BaseModel):
    """A tier in one month, by the same definitions."""

    key: str
    members_end: int
    retention: float | None
    orders: int
    net_minor: int
    arpu_minor: int | None
    issued: int
    outstanding: int
    cost_minor: int


class TiersMonth(BaseModel):
    """All tiers in one month of the program's calendar."""

    month: str
    tiers: list[MonthOfTier]


_FIGURES: Final[dict[str, Any]] = {
    "members_start": 198, "joined": 0, "came_up": 31, "came_down": 0, "went_up": 6, "went_down": 9, "merged": 0,
    "members_end": 214, "kept": 40, "members_average": 206.0, "bought": 151, "retention": 0.7626262626262627, "orders": 611,
    "orders_per_member": 2.9660194174757284, "sales_minor": 26400000, "refunds_minor": 400000, "net_minor": 26000000,
    "arpu_minor": 126213, "issued": 390000, "spent": 120000, "expired": 8000, "reversed": 6000, "restored": 0, "written_off": 0,
    "adjusted": 0, "transferred": 0, "outstanding": 512000, "liability_minor": 512000, "cost_points": 384000,
    "cost_minor": 384000, "cost_share": 0.01476923076923077,
}  # fmt: skip
EXAMPLE: Final[dict[str, Any]] = {
    "as_of": "2011-12-09T12:50:00Z", "from": "2011-11", "to": "2011-12", "currency": "GBP", "data_from": "2009-12",
    "data_to": "2011-12", "is_split": True,
    "tiers": [{"key": "gold", "name": {"zh": "金卡", "en": "Gold"}, "color": "#c8963e", "is_former": False, **_FIGURES}],
    "total": _FIGURES,
    "months": [
        {
            "month": "2011-11",
            "tiers": [
                {
                    "key": "gold", "members_end": 205, "retention": 0.5, "orders": 420, "net_minor": 18000000,
                    "arpu_minor": 89330, "issued": 270000, "outstanding": 498000, "cost_minor": 266000,
                },
            ],
        },
    ],
    "tier_moves": [{"from": "silver", "to": "gold", "members": 31}],
}  # fmt: skip


class TierBoard(BaseModel):
    """The tiers of the first ladder, from the lowest to the highest, over a range of months of the program's time zone."""

    model_config = ConfigDict(json_schema_extra={"examples": [EXAMPLE]})

    as_of: AwareDatetime
    first: str = Field(serialization_alias="from")
    last: str = Field(serialization_alias="to")
    currency: str
    data_from: str = Field(description="First month with any data.")
    data_to: str = Field(description="Last month with any data.")
    is_split: bool = Field(
        description="False where figures of an earlier release are not split by tier yet: `regulars ledger figures` does it."
    )
    tiers: list[TierRow]
    total: TierFigures = Field(description="All members: what `/v1/board` says of the same months.")
    months: list[TiersMonth]
    tier_moves: list[TierMove]
