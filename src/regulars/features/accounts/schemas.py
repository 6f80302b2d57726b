"""The shapes of a member's wallet, ledger, explanation and timeline over HTTP."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any

from pydantic import AfterValidator, AwareDatetime, BaseModel, ConfigDict, Field

from regulars.core.entries import EntryKind
from regulars.core.events.members import Freeze
from regulars.features.accounts import examples
from regulars.features.accounts.contracts import LotStatus, TimelineKind
from regulars.features.programs.facade import Sentence
from regulars.ledger.wire import EventStatus

PAGE_MAX = 200
PAGE_DEFAULT = 20
PRINTABLE = r"^[^\x00-\x1f\x7f]*$"

WalletKey = Annotated[str, Field(min_length=1, max_length=64, pattern=PRINTABLE)]


def _example(value: dict[str, Any]) -> ConfigDict:
    return ConfigDict(json_schema_extra={"examples": [value]})


class DimensionShape(BaseModel):
    """A dimension of growth."""

    key: str
    name: Sentence


class Expiring(BaseModel):
    """Points whose last usable day is `on`."""

    on: date
    points: int


class LotShape(BaseModel):
    """Points earned together. `last_day` is the last local day to use them; those without `active_at` are held for review."""

    lot_no: int
    amount: int
    remaining: int
    earned_at: AwareDatetime
    active_at: AwareDatetime | None
    expires_at: AwareDatetime | None
    last_day: date | None
    status: LotStatus
    rule: str | None
    rule_text: Sentence
    order_id: str | None


class HoldShape(BaseModel):
    """Points set aside for a purchase that is not finished; at `until` they are free again."""

    hold_id: str
    points: int
    until: AwareDatetime


class WalletShape(BaseModel):
    """A wallet of points. `value_minor` is what its available, pending and held points are worth."""

    key: str
    name: Sentence
    available: int
    pending: int
    held: int
    debt: int
    balance: int
    value_minor: int
    expiring: list[Expiring] = Field(description="The next 12 days on which points expire.")
    lots: list[LotShape] = Field(description="In the order in which they are spent; at most 200.")
    lots_total: int
    holds: list[HoldShape]


class WalletList(BaseModel):
    """The points wallets of a member, and what of the member is frozen."""

    model_config = _example(examples.WALLETS)

    wallets: list[WalletShape]
    frozen: Freeze | None


class EventShape(BaseModel):
    """The event behind an entry."""

    source: str
    id: str
    type: str


class EntryShape(BaseModel):
    """A line of the ledger. `event` is null where the clock caused it."""

    entry_no: int
    at: AwareDatetime = Field(description="When it took effect.")
    recorded_at: AwareDatetime = Field(description="When it was written, or for an entry that is due, now.")
    wallet: str
    kind: EntryKind
    kind_text: Sentence
    amount: int
    balance_after: int
    rule: str | None
    rule_text: Sentence
    reference: str | None
    event: EventShape | None


class EntryList(BaseModel):
    """A page of entries, newest first. `total` counts all pages."""

    model_config = _example({"items": [examples.ENTRY], "next_cursor": None, "total": 1})

    items: list[EntryShape]
    next_cursor: str | None
    total: int


class EntryProgram(BaseModel):
    """The version of the program that judged."""

    key: str
    version: int
    published_at: AwareDatetime


class LotTouch(BaseModel):
    """What an entry did to a lot. In a growth wallet the lots are months, numbered `year * 12 + month - 1`."""

    lot_no: int
    change: int
    remaining_now: int
    earned_at: AwareDatetime
    expires_at: AwareDatetime | None


class EntryDetail(EntryShape):
    """An entry with everything behind it."""

    model_config = _example(examples.ENTRY_DETAIL)

    program: EntryProgram
    lots: list[LotTouch]
    debt_change: int
    event_body: dict[str, Any] | None = Field(description="The event's data; null where the clock caused the entry.")
    hash: str | None = Field(description="SHA-256 over the entry and the hash before it, in hex; null until it is written.")
    working: Sentence | None = Field(description="How the amount came out, where it is a sum.")


class ExplanationLine(BaseModel):
    """Points that are left of one lot, or growth of one month and rule (then with `month` and `dimension`)."""

    lot_no: int
    earned_at: AwareDatetime
    order_id: str | None
    rule: str | None
    rule_text: Sentence
    program_version: int
    earned: int
    left: int
    last_day: date | None
    status: LotStatus
    month: str | None = None
    dimension: DimensionShape | None = None


class OtherLines(BaseModel):
    """What lines beyond the first 1,000 hold."""

    lines: int
    left: int


class Explanation(BaseModel):
    """Why a balance is what it is: `sum` is what all lines hold less the debt, and equals the balance."""

    model_config = _example(examples.EXPLANATION)

    wallet: str
    balance: int
    lines: list[ExplanationLine]
    others: OtherLines | None = None
    debt: int
    sum: int


class TimelineLine(BaseModel):
    """A line of an order, or the part of it that a refund took back; the amount is before points were used."""

    name: str
    sku: str
    category: str
    kind: str
    quantity: int
    amount_minor: int


class TimelineEventName(BaseModel):
    """The event behind a moment. What the clock or the ladder caused has the source `regulars:clock` and an id of its own."""

    source: str
    id: str


class TimelineItem(BaseModel):
    """A moment: an event with its `type`, or `member.joined`, `tier.changed`, `points.expired`, which nobody sent.

    `amount_minor` is the money paid, or for a refund the money given back.
    """

    at: AwareDatetime
    type: str
    title: Sentence
    reference: str | None
    amount_minor: int | None
    points: int
    growth: int
    lines: list[TimelineLine]
    event: TimelineEventName
    status: EventStatus


class TimelineList(BaseModel):
    """A page of the timeline, newest first. `total` counts all pages."""

    model_config = _example({"items": [examples.MOMENT], "next_cursor": None, "total": 1})

    items: list[TimelineItem]
    next_cursor: str | None
    total: int


def _is_usable(cursor: str) -> str:
    if not cursor.isprintable():
        raise ValueError("the next_cursor of the page before is expected")
    return cursor


Cursor = Annotated[str, Field(max_length=512), AfterValidator(_is_usable)]


class EntriesQuery(BaseModel):
    """Filters and page of the entries."""

    model_config = ConfigDict(extra="forbid")

    wallet: WalletKey | None = None
    kind: EntryKind | None = None
    cursor: Cursor | None = None
    limit: int = Field(PAGE_DEFAULT, ge=1, le=PAGE_MAX)


class ExplainQuery(BaseModel):
    """Which balance to explain."""

    model_config = ConfigDict(extra="forbid")

    wallet: WalletKey = "points"


class TimelineQuery(BaseModel):
    """Filter and page of the timeline."""

    model_config = ConfigDict(extra="forbid")

    kind: TimelineKind | None = None
    cursor: Cursor | None = None
    limit: int = Field(PAGE_DEFAULT, ge=1, le=PAGE_MAX)
