"""Entries: the immutable lines of the ledger, and the facts that the outside may react to.

An entry always balances: `amount = sum of lot changes - debt_change`. In a growth wallet the lots are months.
"""

from __future__ import annotations

from typing import Any, Final, Literal, final

from regulars.core.values import Value
from regulars.kit.instants import NEVER, Instant

EntryKind = Literal[
    "earn", "reverse", "redeem", "restore", "expire", "write_off", "adjust", "send", "receive", "fee", "decay", "prolong",
    "merge", "unmerge", "forfeit",
]  # fmt: skip
GONE: Final = frozenset({"expire", "forfeit"})
"""Kinds of entries by which points of a lot are gone for good: whoever undoes what gave them does not take them again."""


@final
class LotChange(Value):
    """What an entry did to one lot, and when that lot expires. `active_at` is given only by the entry that makes the lot."""

    def __init__(self, lot_no: int, change: int, expires_at: Instant = NEVER, active_at: Instant = NEVER) -> None:
        self.lot_no: Final = lot_no
        self.change: Final = change
        self.expires_at: Final = expires_at
        self.active_at: Final = active_at

    def plain(self) -> list[int]:
        """The fields in order, as far as they say something."""
        if self.active_at != NEVER:
            return [self.lot_no, self.change, self.expires_at, self.active_at]
        return [self.lot_no, self.change] if self.expires_at == NEVER else [self.lot_no, self.change, self.expires_at]


@final
class Entry(Value):
    """One movement of one wallet. `at` is when it took effect, whenever it was written."""

    def __init__(
        self,
        no: int,
        wallet: str,
        kind: EntryKind,
        amount: int,
        lots: list[LotChange],
        debt_change: int,
        rule: str,
        program_version: int,
        at: Instant,
        reference: str,
        is_settlement: bool = False,
    ) -> None:
        self.no: Final = no
        self.wallet: Final = wallet
        self.kind: Final[EntryKind] = kind
        self.amount: Final = amount
        self.lots: Final = lots
        self.debt_change: Final = debt_change
        self.rule: Final = rule
        """The rule that caused it; '' for none."""
        self.program_version: Final = program_version
        self.at: Final = at
        self.reference: Final = reference
        """What it belongs to, such as `order:o1`; '' for nothing."""
        self.is_settlement: Final = is_settlement
        """The clock caused it, not the event that happened to be next."""

    def plain(self) -> tuple[Any, ...]:
        """The fields in order."""
        lots = [change.plain() for change in self.lots]
        return (
            self.no, self.wallet, self.kind, self.amount, lots, self.debt_change, self.rule, self.program_version, self.at,
            self.reference, self.is_settlement,
        )  # fmt: skip


@final
class Fact(Value):
    """Something others may react to: `tier.changed`, `points.expired` … with plain data."""

    def __init__(self, name: str, at: Instant, data: dict[str, Any]) -> None:
        self.name: Final = name
        self.at: Final = at
        self.data: Final = data

    def plain(self) -> tuple[str, int, dict[str, Any]]:
        """The fields in order."""
        return (self.name, self.at, self.data)
