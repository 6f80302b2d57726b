"""A field: something that a condition can look at, with a name, a kind that says how it compares, and a subject.

The subject says where it exists: `member` and `day` always, `order` only while a paid order is judged, `base` only where the
whole base is asked: such fields stand in tables beside the ledger, and no rule that decides points may depend on them.
"""

from __future__ import annotations

from typing import Any, Final, Literal

from regulars.core.conditions.sight import Sight
from regulars.core.values import Value

FieldKind = Literal["number", "money", "day", "text", "tier", "flag", "words"]
"""How a field compares. `money` is a number in minor units; `day` a local day; `tier` a step of a ladder; `words` a set."""
Subject = Literal["member", "day", "order", "base"]


class Field(Value):
    """A readable thing. `choices` are all the words it can be, in order; none where any can be."""

    def __init__(self, name: str, kind: FieldKind, subject: Subject, choices: tuple[str, ...] = ()) -> None:
        self.name: Final = name
        self.kind: Final[FieldKind] = kind
        self.subject: Final[Subject] = subject
        self.choices: Final = choices

    def read(self, sight: Sight) -> Any:
        """The value: an int, a text, a bool, a sorted list of texts for `words`; None for what is not known."""
        raise NotImplementedError(type(self))

    def evidence(self, sight: Sight) -> Any:
        """What to show when a clause about it fails: the value, where that says enough."""
        return self.read(sight)

    def plain(self) -> Any:
        """The fields in order."""
        return (self.name, self.kind, self.subject, list(self.choices))
