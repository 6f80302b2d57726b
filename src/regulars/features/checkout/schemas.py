"""The shapes of the checkout over HTTP."""

from __future__ import annotations

from typing import Annotated, Any, Final
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field, model_validator

from regulars.core.events.members import Freeze
from regulars.features.programs.facade import Sentence
from regulars.ledger.wire import AMOUNT_MINOR_MAX, LINES_MAX, POINTS_MAX

_LINE: Final[dict[str, Any]] = {
    "line_id": "1", "sku": "6901234", "quantity": 1, "amount_minor": 10000, "kind": "goods", "category": "", "name": "",
}  # fmt: skip
_POSTAGE: Final = _LINE | {"line_id": "2", "sku": "POST", "amount_minor": 1000, "kind": "postage"}
_BASKET: Final[dict[str, Any]] = {
    "member": {"kind": "phone", "value": "13912345678"}, "currency": "CNY", "points_used": 3000,
    "lines": [_LINE, _POSTAGE],
}  # fmt: skip
_PREVIEW: Final[dict[str, Any]] = {
    "member_id": "01926f5e-7a10-7c3b-9f2e-0c5d1f0a9b11", "frozen": None, "tiers": {"mall": "silver"}, "currency": "CNY",
    "gross_minor": 11000, "saved_minor": 1000, "total_minor": 10000, "to_pay_minor": 7000,
    "benefits": [
        {
            "key": "discount", "name": {"zh": "会员折扣", "en": "Member discount"},
            "text": {"zh": "9 折，仅计商品。", "en": "10% off; only goods."}, "saved_minor": 1000,
        },
    ],
    "points": {
        "wallet": "points", "available": 5200, "points_max": 3000, "value_max_minor": 3000, "used": 3000, "used_minor": 3000,
        "confirm_above": 0,
    },
    "earns": [
        {
            "rule": "base", "wallet": "points", "points": 75,
            "text": {"zh": "每消费 1 元得 1 积分，银卡 1.2 倍。", "en": "Points: 1 per 1 CNY spent; Silver ×1.2."},
        },
    ],
    "skipped": [], "tiers_changed": [],
    "order": {
        "currency": "CNY", "points_used": 3000,
        "lines": [_LINE | {"amount_minor": 9000}, _POSTAGE],
    },
}  # fmt: skip


class MemberName(BaseModel):
    """Any identity of the member."""

    model_config = ConfigDict(extra="forbid")

    kind: Annotated[str, Field(min_length=1, max_length=64)]
    value: Annotated[str, Field(min_length=1, max_length=256)]


class TillQuery(MemberName):
    """The identity that the member told, whole."""


class TillMember(BaseModel):
    """A member as a till sees them."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "member_id": None, "is_own": False, "name": "L**", "tier": "silver", "points_available": 5200,
                    "is_frozen": False,
                }
            ]
        }
    )  # fmt: skip

    member_id: UUID | None = Field(description="Null for a member of a store that the caller does not reach.")
    is_own: bool
    name: str = Field(description="Masked for a member of a store that the caller does not reach.")
    tier: str = Field(description="Key of the tier on the first ladder.")
    points_available: int
    is_frozen: bool


class BasketLine(BaseModel):
    """A line of the basket at its full price."""

    model_config = ConfigDict(extra="forbid")

    line_id: Annotated[str, Field(min_length=1, max_length=128)]
    sku: Annotated[str, Field(min_length=1, max_length=128)]
    quantity: Annotated[int, Field(ge=1, le=10_000_000)]
    amount_minor: Annotated[int, Field(ge=0, le=AMOUNT_MINOR_MAX)]
    kind: Annotated[str, Field(min_length=1, max_length=64)] = "goods"
    category: Annotated[str, Field(max_length=64)] = ""
    name: Annotated[str, Field(max_length=256)] = ""


class Basket(BaseModel):
    """What somebody is about to buy, at full prices, and how many points they want to pay with."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [_BASKET]})

    member: MemberName | None = None
    member_id: UUID | None = None
    currency: Annotated[str, Field(pattern="^[A-Z]{3}$")]
    lines: Annotated[list[BasketLine], Field(min_length=1, max_length=LINES_MAX)]
    points_used: Annotated[int, Field(ge=0, le=POINTS_MAX)] = 0
    hold_id: Annotated[str, Field(min_length=1, max_length=128)] | None = None

    @model_validator(mode="after")
    def one_name(self) -> Basket:
        """Exactly one of the two names the member."""
        if (self.member is None) == (self.member_id is None):
            raise ValueError("give exactly one of `member` and `member_id`")
        return self


class BenefitApplied(BaseModel):
    """A benefit of the member's tiers, and what it saves in this basket; a promise saves nothing here."""

    key: str
    name: Sentence
    text: Sentence
    saved_minor: int


class PointsUse(BaseModel):
    """Paying with points: how many can be used in this basket and what they are worth, and what is used of them.

    Above `confirm_above` (0: never) the member has to confirm by a second factor.
    """

    wallet: str
    available: int
    points_max: int
    value_max_minor: int
    used: int
    used_minor: int
    confirm_above: int


class Earned(BaseModel):
    """What one rule will give."""

    rule: str
    text: Sentence
    wallet: str
    points: int


class SkippedRule(BaseModel):
    """A rule that will give nothing, and why."""

    rule: str
    reason: str


class OrderToSend(BaseModel):
    """The data of the `order.paid` event that makes this preview true, but for its `order_id`."""

    currency: str
    lines: list[BasketLine]
    points_used: int
    hold_id: str | None = None


class CheckoutPreview(BaseModel):
    """What the basket will cost and earn if it is paid now. Nothing is stored or reserved."""

    model_config = ConfigDict(json_schema_extra={"examples": [_PREVIEW]})

    member_id: UUID
    frozen: Freeze | None
    tiers: dict[str, str] = Field(description="The tier held on each ladder.")
    currency: str
    gross_minor: int = Field(description="At full prices.")
    benefits: list[BenefitApplied]
    saved_minor: int
    total_minor: int = Field(description="After benefits, before points.")
    points: PointsUse | None = Field(description="Null where the program takes no points as payment.")
    to_pay_minor: int = Field(description="In money.")
    earns: list[Earned]
    skipped: list[SkippedRule]
    tiers_changed: list[dict[str, str]]
    order: OrderToSend


class MemberBenefit(BaseModel):
    """A benefit that the member has now."""

    key: str
    kind: str
    name: Sentence
    text: Sentence


class MemberBenefits(BaseModel):
    """What a member has by the tier of the first ladder."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "tier": "silver",
                    "benefits": [
                        {
                            "key": "discount",
                            "kind": "discount",
                            "name": {"zh": "会员折扣", "en": "Member discount"},
                            "text": {"zh": "9 折。", "en": "10% off."},
                        }
                    ],
                }
            ]
        }
    )

    tier: str
    benefits: list[MemberBenefit]
