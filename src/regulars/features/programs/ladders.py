"""Ladders in the document: tiers, what they ask for, how they are reviewed, and what lifts a member beside that."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, model_validator

from regulars.core import ladders as core
from regulars.core.conditions.catalogue import Catalogue
from regulars.features.programs.card_faces import is_readable
from regulars.features.programs.kinds.base import Surroundings
from regulars.features.programs.parts import Badge, Key, Part, ShareText
from regulars.features.programs.requirement_words import requirement_words
from regulars.features.programs.requirements import Requirement
from regulars.features.programs.wording import Sentence, Text, joined, percent
from regulars.kit.ratio import Ratio

_ONCE = {
    "month": Sentence(zh="每月一次", en="once a month"),
    "quarter": Sentence(zh="每季度一次", en="once a quarter"),
    "half": Sentence(zh="每半年一次", en="once a half-year"),
    "year": Sentence(zh="每年一次", en="once a year"),
    "lifetime": Sentence(zh="终身一次", en="once in a life"),
}
_REVIEWS = {
    "year": Sentence(zh="每年 1 月 1 日评审上一年", en="reviewed each 1 January on the year just ended"),
    "half": Sentence(zh="每半年初评审上一个半年", en="reviewed at the start of each half-year on the one just ended"),
    "quarter": Sentence(zh="每季度初评审上一季度", en="reviewed at the start of each quarter on the one just ended"),
    "never": Sentence(zh="不评审，等级不会下降", en="never reviewed: no tier is lost"),
}
_MISSES = {
    "one_down": Sentence(zh="未保级则降一级", en="who falls short goes one tier down"),
    "reseat": Sentence(zh="未保级则按评审期重新定级", en="who falls short goes to the tier that the period reviewed is worth"),
}
_REFUNDS = {
    "at_review": Sentence(zh="退款到评审时才影响等级", en="a refund counts at the review"),
    "at_once": Sentence(zh="退款后不再满足的等级立即收回", en="a tier that a refund makes untrue is lost at once"),
}

Color = Annotated[str, Field(pattern=r"^#[0-9a-fA-F]{6}$")]


class Face(Part):
    """How the card of a tier looks: its colour runs into another one, under a pattern."""

    to: Color | None = None
    pattern: Literal["ring", "lines", "waves", "dots"] = "ring"


class Tier(Part):
    """One step of the ladder. The first one is where everybody starts, so it reaches and keeps nothing.

    `title` is what its members are called, `badge` the sign that they bear, `face` how their card looks.
    """

    key: Key
    name: Text
    color: Color
    title: Text | None = None
    badge: Badge | None = None
    face: Face | None = None
    reach: Requirement | None = None
    keep: Requirement | None = None

    @model_validator(mode="after")
    def face_can_be_read(self) -> Tier:
        """The words on the card stand on both of its colours."""
        if self.face and self.face.to and not is_readable(self.color, self.face.to):
            raise ValueError("no words can be read on both colours of the card")
        return self


class Lift(Part):
    """Who does all of `when` within a period rises one tier, once in each `per`, and not beyond `up_to`."""

    key: Key
    name: Text
    when: Requirement
    per: Literal["month", "quarter", "half", "year", "lifetime"] = "year"
    up_to: Key | None = None

    def compile(self, digits: int, catalogue: Catalogue) -> core.Lift:
        """The lift for core."""
        return core.Lift(self.key, self.when.compile(digits, catalogue), self.per, self.up_to or "")

    def describe(self, around: Surroundings) -> Sentence:
        """The lift as one sentence."""
        asked = requirement_words(self.when.compile(around.digits, around.catalogue), around)
        once = _ONCE[self.per]
        parts = [Sentence(zh=f"{asked.zh}，升一级", en=f"{asked.en}: one tier up"), once]
        if self.up_to:
            tier = around.tiers[self.up_to]
            parts.append(Sentence(zh=f"最高升至{tier.zh}", en=f"up to {tier.en}"))
        return joined(parts)


class Ladder(Part):
    """Tiers from the lowest to the highest and how they are kept."""

    key: Key
    name: Text
    review: Literal["year", "half", "quarter", "months_from_attainment", "never"]
    review_months: Annotated[int, Field(ge=0, le=120)] = 0
    grace_months: Annotated[int, Field(ge=0, le=24)] = 0
    on_miss: Key = "one_down"
    on_refund: Literal["at_review", "at_once"] = "at_review"
    lifts: Annotated[tuple[Lift, ...], Field(max_length=8)] = ()
    granted_months: Annotated[int, Field(ge=0, le=120)] = 0
    notice_days: Annotated[int, Field(ge=0, le=120)] = 0
    near: ShareText | None = None
    tiers: Annotated[tuple[Tier, ...], Field(min_length=1, max_length=20)]

    def requirements(self) -> list[tuple[tuple[str | int, ...], Requirement]]:
        """Everything that it asks for, with the path to it."""
        found: list[tuple[tuple[str | int, ...], Requirement]] = []
        for level, tier in enumerate(self.tiers):
            for side, held in (("reach", tier.reach), ("keep", tier.keep)):
                if held:
                    found.append((("tiers", level, side), held))
        found += [(("lifts", number, "when"), lift.when) for number, lift in enumerate(self.lifts)]
        return found

    def describe(self, around: Surroundings) -> Sentence:
        """How its tiers are kept, as one sentence."""
        if self.review == "never":
            return joined([_REVIEWS["never"], _REFUNDS[self.on_refund], *self._notices()])
        after = Sentence(zh=f"达级 {self.review_months} 个月后评审", en=f"reviewed {self.review_months} months after attainment")
        parts = [_REVIEWS.get(self.review) or after]
        if self.grace_months:
            months = self.grace_months
            parts.append(Sentence(zh=f"未达标有 {months} 个月缓冲期", en=f"{months} months of grace for who falls short"))
        tier = around.tiers.get(self.on_miss)
        to_tier = Sentence(zh=f"未保级则降为{tier.zh}", en=f"who falls short goes to {tier.en}") if tier else None
        parts.append(_MISSES.get(self.on_miss) or to_tier or _MISSES["one_down"])
        if self.granted_months:
            months = self.granted_months
            spared = f"a tier that was granted is not reviewed for {months} months"
            parts.append(Sentence(zh=f"授予的等级 {months} 个月内不评审", en=spared))
        return joined([*parts, _REFUNDS[self.on_refund], *self._notices()])

    def _notices(self) -> list[Sentence]:
        parts = []
        if self.notice_days:
            days = self.notice_days
            parts.append(
                Sentence(zh=f"评审前 {days} 天提醒可能降级的会员", en=f"who is at risk is told {days} days before the review")
            )
        if self.near:
            share = percent(self.near)
            parts.append(Sentence(zh=f"达到下一级要求的 {share} 时提醒", en=f"the next tier is told to be near from {share}"))
        return parts

    def compile(self, digits: int, catalogue: Catalogue) -> core.Ladder:
        """The ladder for core."""
        always = core.Requirement("all", ())
        tiers = []
        for tier in self.tiers:
            reach = tier.reach.compile(digits, catalogue) if tier.reach else always
            tiers.append(core.Tier(tier.key, reach, tier.keep.compile(digits, catalogue) if tier.keep else reach))
        return core.Ladder(
            self.key, tuple(tiers), self.review, self.review_months, self.grace_months, self.on_miss, self.on_refund,
            tuple(lift.compile(digits, catalogue) for lift in self.lifts), self.granted_months,
            self.notice_days, Ratio.parse(self.near) if self.near else None,
        )  # fmt: skip
