"""Comparing: the tests that a value can be put to, one class per way. What is not known passes none of them but `IsMissing`."""

from __future__ import annotations

from typing import Any, Final, Literal, final

from regulars.core.values import Value

Sign = Literal["=", "!=", "<", "<=", ">", ">="]
Part = Literal["contains", "begins", "ends"]


class Test(Value):
    """A test of one value."""

    def passes(self, value: Any) -> bool:
        """Whether the value passes; None, which stands for what is not known, does not."""
        raise NotImplementedError(type(self))


@final
class Compare(Test):
    """Against one number, text or truth."""

    def __init__(self, sign: Sign, operand: Any) -> None:
        self.sign: Final[Sign] = sign
        self.operand: Final = operand

    def passes(self, value: Any) -> bool:
        """Whether the comparison holds."""
        if value is None:
            return False
        if self.sign == "=":
            return bool(value == self.operand)
        if self.sign == "!=":
            return bool(value != self.operand)
        if self.sign == "<":
            return bool(value < self.operand)
        if self.sign == "<=":
            return bool(value <= self.operand)
        return bool(value > self.operand) if self.sign == ">" else bool(value >= self.operand)

    def plain(self) -> Any:
        """The fields in order."""
        return (self.sign, self.operand)


@final
class Between(Test):
    """Within two bounds, both included; or outside of them."""

    def __init__(self, low: int, high: int, is_inside: bool) -> None:
        self.low: Final = low
        self.high: Final = high
        self.is_inside: Final = is_inside

    def passes(self, value: Any) -> bool:
        """Whether it lies where it should."""
        return value is not None and (self.low <= value <= self.high) is self.is_inside

    def plain(self) -> Any:
        """The fields in order."""
        return (self.low, self.high, self.is_inside)


@final
class OneOf(Test):
    """Among some values, or not among them. `asked` is how a sentence puts it, where that differs from the list."""

    def __init__(self, values: tuple[Any, ...], is_in: bool, sign: str = "") -> None:
        self.values: Final = values
        self.is_in: Final = is_in
        self.sign: Final = sign
        """A comparison by order (`>=` of a tier), already turned into the values that satisfy it."""

    def passes(self, value: Any) -> bool:
        """Whether it is among them as it should be."""
        return value is not None and (value in self.values) is self.is_in

    def plain(self) -> Any:
        """The fields in order."""
        return (list(self.values), self.is_in, self.sign)


@final
class TextPart(Test):
    """A text that contains, begins or ends with another, or does not. Upper and lower case differ."""

    def __init__(self, part: Part, text: str, is_so: bool) -> None:
        self.part: Final[Part] = part
        self.text: Final = text
        self.is_so: Final = is_so

    def passes(self, value: Any) -> bool:
        """Whether the text is as it should be."""
        if not isinstance(value, str):
            return False
        if self.part == "contains":
            return (self.text in value) is self.is_so
        return (value.startswith(self.text) if self.part == "begins" else value.endswith(self.text)) is self.is_so

    def plain(self) -> Any:
        """The fields in order."""
        return (self.part, self.text, self.is_so)


@final
class HoldsAny(Test):
    """A set that holds at least one of some words, or none of them."""

    def __init__(self, words: tuple[str, ...], is_so: bool) -> None:
        self.words: Final = words
        self.is_so: Final = is_so

    def passes(self, value: Any) -> bool:
        """Whether the set is as it should be."""
        if not isinstance(value, list):
            return False
        for word in self.words:
            if word in value:
                return self.is_so
        return not self.is_so

    def plain(self) -> Any:
        """The fields in order."""
        return (list(self.words), self.is_so)


@final
class IsMissing(Test):
    """Not known, or known."""

    def __init__(self, is_missing: bool) -> None:
        self.is_missing: Final = is_missing

    def passes(self, value: Any) -> bool:
        """Whether it is missing as it should be."""
        return (value is None) is self.is_missing

    def plain(self) -> Any:
        """The fields in order."""
        return (self.is_missing,)
