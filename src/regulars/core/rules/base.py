"""What every rule has: a key that stays, the wallet it fills, a wait, and the dimension of growth it counts as.

A kind of rule is a subclass that knows which event it listens to and what that event is worth. Kinds never touch balances:
they return what to give, and the families write it.
"""

from __future__ import annotations

from typing import Any, Final

from regulars.core.basket import Basket
from regulars.core.conditions.condition import Condition
from regulars.core.promotions import Offers
from regulars.core.rules.limit import Limit
from regulars.core.values import Value
from regulars.core.worth import Basis
from regulars.kit.instants import BEFORE_ALL, Instant


class Rule(Value):
    """A rule of any kind."""

    def __init__(self, key: str, wallet: str, pending_days: int, dimension: str, limit: Limit | None = None) -> None:
        self.key: Final = key
        self.wallet: Final = wallet
        self.pending_days: Final = pending_days
        self.dimension: Final = dimension
        self.limit: Final = limit
        """The most it gives to one member in a period; None: as much as it may be."""
        self.pending_until: Instant = BEFORE_ALL
        """The points cannot be used before; set once by whoever compiles the rule, like the condition."""
        self.pending_for = ""
        """The type of event that lets the points of its order be used before `pending_days` are over; '' for none."""
        self.when: Condition | None = None
        """What must hold for it to give. Whoever compiles the rule sets it, once: no kind has to know of conditions."""

    def plain(self) -> Any:
        """The fields in order."""
        limit, when = self.limit, self.when
        return (
            self.key, self.wallet, self.pending_days, self.pending_until, self.pending_for, self.dimension,
            None if limit is None else limit.plain(), None if when is None else when.plain(),
        )  # fmt: skip


class OrderRule(Rule):
    """A rule that values a paid order."""

    def ladder_asked(self) -> str:
        """The ladder whose tier its rate depends on; '' for none."""
        return ""

    def basis(self, basket: Basket, tier: str, offers: Offers | None) -> Basis | None:
        """The rates this order earns at, by line; None when no line earns. `offers`: the promotions that are on, if any."""
        raise NotImplementedError(type(self))
