"""Benefits in the document: what members have by their tiers, one class per kind - and how that reads.

A new benefit that somebody keeps and nobody calculates is a `promise`: it needs no code.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from regulars.core import benefits as core
from regulars.features.programs.kinds.base import Surroundings
from regulars.features.programs.parts import FeeText, Key, Lines, MoneyText, Part, minor, share_words
from regulars.features.programs.wording import Sentence, Text, joined
from regulars.kit.ratio import ONE, Ratio

Tiers = Annotated[tuple[Key, ...], Field(min_length=1, max_length=20)]


class BenefitBase(Part):
    """A benefit has a key that stays and a name."""

    key: Key
    name: Text


class DiscountBenefit(BenefitBase):
    """Members pay less for some lines: `discounts` says how much less, by tier. Of several on a line the best counts."""

    kind: Literal["discount"]
    lines: Lines = Lines()
    discounts: Annotated[dict[Key, FeeText], Field(min_length=1, max_length=20)]

    def compile(self, digits: int) -> core.Discount:
        """The benefit for core: the part that is paid."""
        paid = {}
        for tier, text in self.discounts.items():
            off = Ratio.parse(text)
            paid[tier] = Ratio(off.denominator - off.numerator, off.denominator).times(ONE)
        return core.Discount(self.key, self.lines.compile(digits), paid)

    def tiers_named(self) -> tuple[str, ...]:
        """The tiers that have it."""
        return tuple(self.discounts)

    def describe(self, around: Surroundings, tier: str = "") -> Sentence:
        """The benefit in words, for all tiers or for one."""
        named = [(around.tiers[key], text) for key, text in self.discounts.items() if key in around.tiers and tier in ("", key)]
        zh = "、".join(f"{'' if tier else name.zh + ' '}{_fold(text)}" for name, text in named)
        en = ", ".join(f"{'' if tier else name.en + ' '}{share_words(text)} off" for name, text in named)
        return joined([Sentence(zh=zh, en=en), self.lines.describe(around.kinds, around.categories)])


class FreeLinesBenefit(BenefitBase):
    """Some lines, such as postage, cost nothing; in orders of at least `from_amount`, those lines not counted."""

    kind: Literal["free_lines"]
    lines: Lines
    tiers: Tiers
    from_amount: MoneyText | None = None

    def compile(self, digits: int) -> core.FreeLines:
        """The benefit for core."""
        floor = minor(self.from_amount, digits) if self.from_amount else 0
        return core.FreeLines(self.key, self.lines.compile(digits), frozenset(self.tiers), floor)

    def tiers_named(self) -> tuple[str, ...]:
        """The tiers that have it."""
        return self.tiers

    def describe(self, around: Surroundings, tier: str = "") -> Sentence:
        """The benefit in words, for all tiers or for one."""
        kinds = [around.kinds[kind] for kind in self.lines.kinds if kind in around.kinds]
        what_zh = "、".join(kind.zh for kind in kinds) or "这些商品"
        what_en = ", ".join(kind.en.lower() for kind in kinds) or "these lines"
        parts = [_for_tiers(self.tiers, around, tier), Sentence(zh=f"免收{what_zh}", en=f"no charge for {what_en}")]
        if self.from_amount:
            money = around.currency_words
            parts.append(Sentence(zh=f"满 {self.from_amount} {money.zh}起", en=f"from {self.from_amount} {money.en}"))
        return joined(parts)


class PromiseBenefit(BenefitBase):
    """A benefit in words that the house keeps: a service line, free returns, priority booking."""

    kind: Literal["promise"]
    text: Text
    tiers: Tiers

    def compile(self, _digits: int) -> core.Promise:
        """The benefit for core."""
        return core.Promise(self.key, frozenset(self.tiers))

    def tiers_named(self) -> tuple[str, ...]:
        """The tiers that have it."""
        return self.tiers

    def describe(self, around: Surroundings, tier: str = "") -> Sentence:
        """The benefit in words, for all tiers or for one."""
        return joined([_for_tiers(self.tiers, around, tier), Sentence(zh=self.text.zh, en=self.text.en)])


BenefitDocument = Annotated[DiscountBenefit | FreeLinesBenefit | PromiseBenefit, Field(discriminator="kind")]
BENEFIT_KINDS = frozenset({"discount", "free_lines", "promise"})


def _for_tiers(tiers: tuple[str, ...], around: Surroundings, tier: str) -> Sentence:
    if tier:
        return Sentence(zh="", en="")
    names = [around.tiers[key] for key in tiers if key in around.tiers]
    return Sentence(zh="、".join(name.zh for name in names), en=", ".join(name.en for name in names))


def _fold(off: str) -> str:
    """What is paid in tenths, as Chinese shops say it.

    >>> _fold("10%"), _fold("15%"), _fold("1/3")
    ('9 折', '8.5 折', '减 1/3')
    """
    ratio = Ratio.parse(off)
    tenths = str(Ratio((ratio.denominator - ratio.numerator) * 10, ratio.denominator).times(ONE))
    return f"减 {off}" if "/" in tenths else f"{tenths} 折"
