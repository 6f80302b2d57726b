"""The program document: what an operator writes in YAML, section by section.

Parsing gives every fault with its path, its line and what was expected. A parsed document still speaks the operator's
language (decimals, names); `compiling.compile_program` turns it into the values that core decides with.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import Field, ValidationError, field_validator

from regulars.core.lots import SPEND_ORDERS
from regulars.features.programs.benefits import BENEFIT_KINDS, BenefitDocument
from regulars.features.programs.conditions import Attributes
from regulars.features.programs.honours import HONOUR_KINDS, HonourDocument
from regulars.features.programs.kinds import KINDS, RuleDocument
from regulars.features.programs.ladders import Ladder
from regulars.features.programs.parts import (
    DIGITS_MAX,
    POINTS_MAX,
    FeeText,
    Key,
    Lines,
    Part,
    Points,
    PriceText,
    ShareText,
    Word,
    YearDay,
)
from regulars.features.programs.promotions import PromotionDocument
from regulars.features.programs.requirements import ASKED_TAGS
from regulars.features.programs.tasks import Task
from regulars.features.programs.watches import Watch
from regulars.features.programs.wording import Text
from regulars.kit.problems import Problem
from regulars.kit.yaml_source import YamlSource

DOCUMENT_BYTES_MAX = 512 * 1024
"""The largest program text that is read."""


class Currency(Part):
    """The one currency that the program counts money in."""

    code: Annotated[str, Field(pattern=r"^[A-Z]{3}$")]
    digits: Annotated[int, Field(ge=0, le=DIGITS_MAX)]
    name: Text


class Worth(Part):
    """What points are worth in money, for liability and for paying with points."""

    points: Points
    money: PriceText


class Expiry(Part):
    """How long points live, counted from the day they are earned, or from the last activity; `round_to` extends it.

    `dates`: to the first of these days of the year that is at least `count` months away.
    """

    kind: Literal["never", "days", "months", "dates", "inactivity"]
    count: Annotated[int, Field(ge=0, le=3660)] = 0
    round_to: Literal["none", "month", "quarter", "year"] = "none"
    dates: Annotated[tuple[YearDay, ...], Field(max_length=12)] = ()


class Restore(Part):
    """What happens to points given back after their expiry: booked as expired, or usable for some more days."""

    kind: Literal["forfeit", "grace"]
    days: Annotated[int, Field(ge=0, le=366)] = 0


class PointsWallet(Part):
    """A wallet of points: earned in lots, spent, expiring."""

    key: Key
    kind: Literal["points"]
    name: Text
    worth: Worth
    expiry: Expiry
    spend_order: Literal[tuple(SPEND_ORDERS)] = "earliest_expiry"  # type: ignore[valid-type]  # a literal made from the registry
    on_shortfall: Literal["pending_only", "within_balance", "debt"] = "debt"
    restore: Restore = Restore(kind="forfeit")
    remind_days: Annotated[int, Field(ge=0, le=366)] = 0
    confirm_above: Annotated[int, Field(ge=0, le=POINTS_MAX)] = 0


class Decay(Part):
    """How growth fades at the start of each month: what left the window, a share of its oldest month, a share by tier."""

    window_months: Annotated[int, Field(ge=0, le=120)] = 0
    fade: ShareText | None = None
    tier_rates: Annotated[dict[Key, ShareText], Field(max_length=20, default_factory=dict)]


class GrowthWallet(Part):
    """A growth value: decides tiers, kept per month and dimension, never spent."""

    key: Key
    kind: Literal["growth"]
    name: Text
    dimensions: Annotated[dict[Key, Text], Field(min_length=1, max_length=12)]
    decay: Decay | None = None


class Activity(Part):
    """Something members do besides buying: a share, a visit, a log-in. It may count as an interaction."""

    name: Text
    interaction: bool = True


class Metrics(Part):
    """What counts as spend."""

    spend: Lines = Lines()


class Referrals(Part):
    """When a referral counts: with the first order of the member brought that pays at least so much."""

    order_from: PriceText


class Card(Part):
    """A card that members can be granted: for so many days and uses; what is left out has no end.

    One that `protects` a ladder is used up by itself at a review that would take the tier; any other by a promotion that asks.
    """

    key: Key
    name: Text
    days: Annotated[int, Field(ge=0, le=3660)] = 0
    uses: Annotated[int, Field(ge=0, le=1000)] = 0
    protects: Key | None = None


class PointsAsCash(Part):
    """Paying part of an order with points, at the wallet's worth."""

    wallet: Key
    max_share: ShareText
    max_points: Annotated[int, Field(ge=0, le=POINTS_MAX)] = 0


class Transfer(Part):
    """Sending points to other members: how much of the balance, how much a month, and the fee."""

    wallet: Key
    max_share: ShareText = "100%"
    per_month: Annotated[int, Field(ge=0, le=POINTS_MAX)] = 0
    min_points: Points = 1
    fee: FeeText = "0"


class ProgramDocument(Part):
    """A whole program."""

    program: Key
    name: Text
    currency: Currency
    time_zone: str
    late_days: Annotated[int, Field(ge=0, le=3660)] = 30
    wallets: Annotated[
        tuple[Annotated[PointsWallet | GrowthWallet, Field(discriminator="kind")], ...], Field(min_length=1, max_length=12)
    ]
    kinds: Annotated[dict[Key, Text], Field(max_length=32, default_factory=dict)]
    categories: Annotated[dict[Word, Text], Field(max_length=500, default_factory=dict)]
    activities: Annotated[dict[Key, Activity], Field(max_length=64, default_factory=dict)]
    attributes: Attributes
    metrics: Metrics = Metrics()
    ladders: Annotated[tuple[Ladder, ...], Field(min_length=1, max_length=8)]
    rules: Annotated[tuple[RuleDocument, ...], Field(max_length=500)]
    cards: Annotated[tuple[Card, ...], Field(max_length=50)] = ()
    promotions: Annotated[tuple[PromotionDocument, ...], Field(max_length=100)] = ()
    tasks: Annotated[tuple[Task, ...], Field(max_length=20)] = ()
    honours: Annotated[tuple[HonourDocument, ...], Field(max_length=20)] = ()
    stacking: Literal["best", "multiply", "add"] = "best"
    referrals: Referrals | None = None
    points_as_cash: PointsAsCash | None = None
    transfer: Transfer | None = None
    benefits: Annotated[tuple[BenefitDocument, ...], Field(max_length=100)] = ()
    watches: Annotated[tuple[Watch, ...], Field(max_length=30)] = ()

    @field_validator("time_zone")
    @classmethod
    def zone_exists(cls, name: str) -> str:
        """Only names of the time zone database."""
        try:
            ZoneInfo(name)
        except (ZoneInfoNotFoundError, ValueError, OSError) as error:
            raise ValueError("a name of the IANA time zone database is expected, such as Asia/Shanghai") from error
        return name


def parse_document(text: str, name: str = "program.yaml") -> tuple[ProgramDocument, YamlSource]:
    """Read a program's text; `program_invalid` with every fault, its path and line."""
    if len(text.encode()) > DOCUMENT_BYTES_MAX:
        raise Problem("program_invalid", f"{name} is larger than {DOCUMENT_BYTES_MAX // 1024} KiB.", hint="Split the program.")
    source = YamlSource(text, name, "program_invalid")
    try:
        return ProgramDocument.model_validate(source.document, context={"digits": _digits(source.document)}), source
    except ValidationError as error:
        tags = KINDS | BENEFIT_KINDS | {"points", "growth"} | ASKED_TAGS | HONOUR_KINDS
        raise source.problem(source.validation_errors(error, tags)) from error


def _digits(document: Any) -> int:
    """The decimals of a document's currency, as far as they can be told before it is checked."""
    currency = document.get("currency") if isinstance(document, dict) else None
    digits = currency.get("digits") if isinstance(currency, dict) else None
    return digits if isinstance(digits, int) and 0 <= digits <= DIGITS_MAX else DIGITS_MAX
