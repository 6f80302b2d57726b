"""Values: what core's own data types share - equality, repr and a plain form, all from one method.

`plain()` gives the fields in order as numbers, texts, lists and dictionaries. It is how a value is compared, shown and stored,
so these can never disagree. The classes are plain so that they compile to native ones.
"""

from __future__ import annotations

from typing import Any


class Value:
    """A value that is what its fields are."""

    def plain(self) -> Any:
        """The fields in order, as JSON could hold them."""
        raise NotImplementedError(type(self))

    def __eq__(self, other: object) -> bool:
        """Values of one class with the same fields are equal."""
        return isinstance(other, Value) and type(self) is type(other) and bool(self.plain() == other.plain())

    def __hash__(self) -> int:
        """Values are compared, not looked up."""
        raise TypeError(f"{type(self).__name__} is not hashable")

    def __repr__(self) -> str:
        """The class and the fields."""
        return f"{type(self).__name__}{self.plain()!r}"
