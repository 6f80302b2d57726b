"""Strands: what a survivor remembers of each member whom they absorbed, so that the merge can be undone.

A strand keeps what came under the absorbed member's name since: how counters moved, which cards were granted, and the *share*,
which is what the absorbed member would hold of a points wallet had only their own events touched it. Whatever is not theirs is
the survivor's, so both together are always what is there.
"""

from __future__ import annotations

from typing import Any, Final, final

from regulars.core.lot import Lot
from regulars.core.values import Value

Tally = dict[str, dict[str, dict[int, int]]]
"""kind of counter -> name -> period -> number"""


@final
class Share(Value):
    """An absorbed member's part of a points wallet, in the survivor's numbers of lots."""

    def __init__(self, lots: list[Lot], debt: int, lent: list[Lot]) -> None:
        self.lots: Final = lots
        self.debt: Final = debt
        """What the absorbed member spent or owes beyond their own."""
        self.lent: Final = lent
        """The survivor's lots that paid for some of the debt; `remaining` is what was taken from each."""

    def plain(self) -> Any:
        """The fields in order."""
        return ([lot.plain() for lot in self.lots], self.debt, [lot.plain() for lot in self.lent])


@final
class Strand(Value):
    """One merge that can still be undone."""

    def __init__(self, merge_id: str, member_id: str, since: Tally, shares: dict[str, Share], cards: list[str]) -> None:
        self.merge_id: Final = merge_id
        self.member_id: Final = member_id
        """Who was absorbed."""
        self.since: Final = since
        """What counters moved by under the absorbed member's name."""
        self.shares: Final = shares
        """points wallet -> share"""
        self.cards: Final = cards
        """Ids of the cards that are theirs."""

    def plain(self) -> Any:
        """The fields in order."""
        shares = {wallet: share.plain() for wallet, share in self.shares.items()}
        return (self.merge_id, self.member_id, self.since, shares, self.cards)


@final
class Origin(Value):
    """Where a former name leads: the merge by which it came, and how much higher its lots are numbered here, by wallet."""

    def __init__(self, merge_id: str, offsets: dict[str, int]) -> None:
        self.merge_id: Final = merge_id
        self.offsets: Final = offsets

    def plain(self) -> Any:
        """The fields in order."""
        return (self.merge_id, self.offsets)
