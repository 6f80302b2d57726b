"""Fields of the order that is being judged. Elsewhere they are not known."""

from __future__ import annotations

from typing import Any, Final, Literal, final

from regulars.core.conditions.field import Field
from regulars.core.conditions.sight import Sight

LineWord = Literal["kind", "category", "sku"]


@final
class OrderPaidAmount(Field):
    """What was paid for the order in money, without what points paid."""

    def __init__(self) -> None:
        super().__init__("order.amount", "money", "order")

    def read(self, sight: Sight) -> Any:
        """Minor units."""
        return None if sight.order is None else sight.order.paid_minor


@final
class OrderQuantity(Field):
    """How many things the order holds, over all lines."""

    def __init__(self) -> None:
        super().__init__("order.quantity", "number", "order")

    def read(self, sight: Sight) -> Any:
        """The sum of the lines' quantities."""
        if sight.order is None:
            return None
        quantity = 0
        for line in sight.order.lines:
            quantity += line.quantity
        return quantity


@final
class LineWords(Field):
    """The kinds, categories or articles that occur in the order."""

    def __init__(self, word: LineWord, name: str, choices: tuple[str, ...] = ()) -> None:
        super().__init__(name, "words", "order", choices)
        self.word: Final[LineWord] = word

    def read(self, sight: Sight) -> Any:
        """Each word once, sorted."""
        if sight.order is None:
            return None
        found: set[str] = set()
        for line in sight.order.lines:
            found.add(line.kind if self.word == "kind" else line.category if self.word == "category" else line.sku)
        return sorted(found)
