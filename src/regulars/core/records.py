"""Records: what a later refund or cancellation must know, written by the decision that made the promise.

An order's record keeps, per rule, the *basis* on which points were given (rates and lines as they were then). A refund
computes what the rest of the order would be worth on that same basis, and takes the difference. Whatever the rounding on the
way, the parts add up to the whole.
"""

from __future__ import annotations

from typing import Any, Final, final

from regulars.core.events import OrderPaid
from regulars.core.lot import Lot
from regulars.core.values import Value
from regulars.core.worth import Basis
from regulars.kit.instants import Instant


@final
class Award(Value):
    """What one rule gave for an order and how much of it was taken back."""

    def __init__(
        self, rule: str, wallet: str, dimension: str, basis: Basis, given: int, taken: int, month: int, period: int
    ) -> None:
        self.rule: Final = rule
        self.wallet: Final = wallet
        self.dimension: Final = dimension
        self.basis: Final = basis
        self.given: Final = given
        self.taken: Final = taken
        self.month: Final = month
        """The local month in which the order counts."""
        self.period: Final = period
        """The period of the rule's limit in which it counts."""

    def with_taken(self, taken: int) -> Award:
        """The same award with another part taken back."""
        return Award(self.rule, self.wallet, self.dimension, self.basis, self.given, taken, self.month, self.period)

    def plain(self) -> Any:
        """The fields in order."""
        return (self.rule, self.wallet, self.dimension, self.basis.plain(), self.given, self.taken, self.month, self.period)


@final
class LineRefund(Value):
    """How much of one line was refunded so far."""

    def __init__(self, amount_minor: int, quantity: int) -> None:
        self.amount_minor: Final = amount_minor
        self.quantity: Final = quantity

    def plain(self) -> Any:
        """The fields in order."""
        return (self.amount_minor, self.quantity)


class Record(Value):
    """What is kept under a business reference."""


@final
class OrderRecord(Record):
    """The living side of a paid order. Copied, never changed, outside of the decision that changes it."""

    def __init__(self, program_version: int, day: int, month: int, at: Instant) -> None:
        self.program_version = program_version
        self.day = day
        """The local day on which it counts, and its month."""
        self.month = month
        self.at = at
        """When it was paid."""
        self.awards: list[Award] = []
        self.refunded: dict[int, LineRefund] = {}
        self.is_counted = True
        self.points_used_minor = 0
        self.used_lots: list[Lot] = []
        self.used_wallet = ""
        self.points_returned = 0
        self.expired_credited: dict[str, int] = {}
        """Points per wallet that had expired unspent before a refund asked for them: gone already, not taken twice."""
        self.spend_lines: list[int] = []
        """Positions of the lines that counted as spend."""
        self.promotions: list[str] = []
        """Promotions that raised what the order gave."""
        self.cards: list[str] = []
        """Cards that the order used, and did not give back yet."""
        self.bought: list[str] = []
        """Categories that count as bought because of this order."""
        self.streaks: list[str] = []
        """Streaks that the order went on, as long as it counts."""
        self.referrer = ""
        """Whose referral the order converted, as long as it counts; '' for none."""

    def copy(self) -> OrderRecord:
        """An independent copy to work on."""
        copied = OrderRecord(self.program_version, self.day, self.month, self.at)
        copied.awards = self.awards.copy()
        copied.refunded = self.refunded.copy()
        copied.is_counted = self.is_counted
        copied.points_used_minor = self.points_used_minor
        copied.used_lots = self.used_lots.copy()
        copied.used_wallet = self.used_wallet
        copied.points_returned = self.points_returned
        copied.expired_credited = self.expired_credited.copy()
        copied.spend_lines = self.spend_lines
        copied.promotions = self.promotions
        copied.cards = self.cards
        copied.bought = self.bought
        copied.streaks = self.streaks
        copied.referrer = self.referrer
        return copied

    def plain(self) -> Any:
        """The fields in order."""
        return (
            self.program_version, self.day, self.month, self.at, [award.plain() for award in self.awards],
            {position: part.plain() for position, part in self.refunded.items()}, self.is_counted, self.points_used_minor,
            [lot.plain() for lot in self.used_lots], self.used_wallet, self.points_returned, self.expired_credited,
            self.spend_lines, self.promotions, self.cards, self.bought, self.streaks, self.referrer,
        )  # fmt: skip


@final
class RedemptionRecord(Record):
    """Which lots a redemption took; `remaining` of each lot here is what was taken from it."""

    def __init__(self, wallet: str, points: int, lots: list[Lot], is_cancelled: bool = False) -> None:
        self.wallet: Final = wallet
        self.points: Final = points
        self.lots: Final = lots
        self.is_cancelled: Final = is_cancelled

    def plain(self) -> Any:
        """The fields in order."""
        return (self.wallet, self.points, [lot.plain() for lot in self.lots], self.is_cancelled)


@final
class TransferRecord(Record):
    """What a transfer took, to be given back to the same lots, and to whom it went; the month is the one whose limit it used."""

    def __init__(self, wallet: str, receiver: str, sent: list[Lot], fee: list[Lot], month: int) -> None:
        self.wallet: Final = wallet
        self.receiver: Final = receiver
        self.sent: Final = sent
        self.fee: Final = fee
        self.month: Final = month

    def plain(self) -> Any:
        """The fields in order."""
        sent, fee = [lot.plain() for lot in self.sent], [lot.plain() for lot in self.fee]
        return (self.wallet, self.receiver, sent, fee, self.month)


@final
class ReferralRecord(Record):
    """What a referral gave to the one who brought the other."""

    def __init__(self, month: int, awards: list[Award], expired_credited: dict[str, int]) -> None:
        self.month: Final = month
        self.awards: Final = awards
        self.expired_credited: Final = expired_credited
        """Points per wallet that had expired before they were taken back."""

    def plain(self) -> Any:
        """The fields in order."""
        return (self.month, [award.plain() for award in self.awards], self.expired_credited)


@final
class Elsewhere(Value):
    """What a decision was told that is not in its member's own history: it came under a former name, or was begun by another."""

    def __init__(
        self,
        under: str,
        holder: str = "",
        record: Record | None = None,
        paid: OrderPaid | None = None,
        expired: dict[str, int] | None = None,
    ) -> None:
        self.under: Final = under
        """The absorbed member to whom it belongs; '' for the member themselves."""
        self.holder: Final = holder
        """Whose record it is; '' for the member's own."""
        self.record: Final = record
        self.paid: Final = paid
        self.expired: Final = {} if expired is None else expired
        """Points per wallet that expired while another member held them."""

    def plain(self) -> Any:
        """The fields in order."""
        record = None if self.record is None else self.record.plain()
        return (self.under, self.holder, record, None if self.paid is None else self.paid.plain(), self.expired)


@final
class Other(Value):
    """What a decision may know of another member whom its event names, as they were at that moment."""

    def __init__(self, member_id: str, is_self: bool = False, frozen: str = "") -> None:
        self.member_id: Final = member_id
        self.is_self: Final = is_self
        """It is the member whose event is decided."""
        self.frozen: Final = frozen
        """What of them is frozen: `spend`, `all`, or '' for nothing."""

    def plain(self) -> tuple[str, bool, str]:
        """The fields in order."""
        return (self.member_id, self.is_self, self.frozen)


@final
class Facts(Value):
    """What a decision needs beyond the state, gathered by the shell beforehand."""

    def __init__(
        self,
        is_reference_known: bool = False,
        belongs_to_other: bool = False,
        record: Record | None = None,
        paid: OrderPaid | None = None,
        expired: dict[str, int] | None = None,
        other: Other | None = None,
        elsewhere: Elsewhere | None = None,
        returning: dict[str, Record] | None = None,
    ) -> None:
        self.is_reference_known: Final = is_reference_known
        """The business reference of this event (order id, refund id …) was already used."""
        self.belongs_to_other: Final = belongs_to_other
        """The order or redemption named exists, but another member owns it."""
        self.record: Final = record
        self.paid: Final = paid
        """The order being refunded, as it was paid."""
        self.expired: Final = {} if expired is None else expired
        """Points per wallet of the order being refunded that have expired so far."""
        self.other: Final = other
        """The other member whom the event names; None: it names none, or nobody is known under that name."""
        self.elsewhere: Final = elsewhere
        """What of this is not the member's own history; None nearly always."""
        self.returning: Final = {} if returning is None else returning
        """For undoing a merge: the records that belong to the absorbed member."""

    def with_expired(self, expired: dict[str, int]) -> Facts:
        """The same facts with other expiries."""
        return Facts(
            self.is_reference_known, self.belongs_to_other, self.record, self.paid, expired, self.other, self.elsewhere,
            self.returning,
        )  # fmt: skip

    def with_other(self, other: Other) -> Facts:
        """The same facts with what is known of another member."""
        return Facts(
            self.is_reference_known, self.belongs_to_other, self.record, self.paid, self.expired, other, self.elsewhere,
            self.returning,
        )  # fmt: skip

    def with_record(self, record: Record) -> Facts:
        """The same facts with another record."""
        return Facts(
            self.is_reference_known, self.belongs_to_other, record, self.paid, self.expired, self.other, self.elsewhere,
            self.returning,
        )  # fmt: skip

    def with_returning(self, returning: dict[str, Record]) -> Facts:
        """The same facts with the records that go back when a merge is undone."""
        return Facts(
            self.is_reference_known, self.belongs_to_other, self.record, self.paid, self.expired, self.other, self.elsewhere,
            returning,
        )  # fmt: skip

    def with_elsewhere(self, elsewhere: Elsewhere) -> Facts:
        """The same facts with what another history knows: its record and order where there is none here, its expiries added."""
        expired = self.expired.copy()
        for wallet, points in elsewhere.expired.items():
            expired[wallet] = expired.get(wallet, 0) + points
        record, paid = self.record, self.paid
        if elsewhere.record is not None:
            record = elsewhere.record
        if elsewhere.paid is not None:
            paid = elsewhere.paid
        return Facts(self.is_reference_known, False, record, paid, expired, self.other, elsewhere, self.returning)

    def plain(self) -> Any:
        """The fields in order."""
        record = self.record.plain() if self.record else None
        paid = self.paid.plain() if self.paid else None
        other = self.other.plain() if self.other else None
        elsewhere = self.elsewhere.plain() if self.elsewhere else None
        returning = {reference: kept.plain() for reference, kept in self.returning.items()}
        return (self.is_reference_known, self.belongs_to_other, record, paid, self.expired, other, elsewhere, returning)


NO_FACTS: Final = Facts()
