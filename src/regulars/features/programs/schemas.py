"""The shapes of programs over HTTP."""

from __future__ import annotations

from typing import Any, Final, Literal

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field

from regulars.features.programs.contracts import CheckedDraft, PartKind, PublishedProgram
from regulars.features.programs.document import DOCUMENT_BYTES_MAX
from regulars.features.programs.offers import told_benefits, told_offers
from regulars.features.programs.telling import (
    told_cards,
    told_ladder,
    told_parts,
    told_promotions,
    told_rules,
    told_stacking,
    told_wallets,
)
from regulars.features.programs.wording import Sentence

FOR_EVER_BACK: Final = 1
"""The year from which the first version is in force: it judges everything that ever happened."""


class ClauseShape(BaseModel):
    """One clause of what it takes to reach a tier; money is in minor units.

    `group` says whether all or any parts are asked; clauses of the same `part` stand together, combined the other way. With
    `in_each_month`, that much is asked of each month, and `required` is the number of months. `when` is a condition that has to
    hold beside the part.
    """

    metric: str
    name: Sentence
    unit: Literal["money", "count"]
    window: Sentence
    required: int
    group: Literal["all", "any"]
    part: int
    in_each_month: int | None
    when: Sentence | None


class TierLook(BaseModel):
    """What members of a tier are called, the sign they bear, and how their card looks."""

    title: Sentence | None
    badge: str = Field(description="Up to 16 characters; empty for none.")
    to_color: str | None = Field(description="What the tier's colour runs into on the card; null: it stays the same.")
    pattern: Literal["ring", "lines", "waves", "dots"]


class ProgramTier(BaseModel):
    """A tier of the program's first ladder."""

    key: str
    name: Sentence
    color: str
    level: int
    look: TierLook
    requirements: list[ClauseShape]


class ProgramRule(BaseModel):
    """A rule as a sentence."""

    key: str
    kind: str
    wallet: str
    text: Sentence


class ProgramPart(BaseModel):
    """How a ladder's tiers are kept, what moves members beside what tiers ask for, or what is watched, as a sentence."""

    kind: PartKind
    key: str
    name: Sentence
    text: Sentence


class ProgramWallet(BaseModel):
    """A wallet and how it works."""

    key: str
    name: Sentence
    text: Sentence


class ProgramCard(BaseModel):
    """A card that members can be granted, and how long and how often it can be used."""

    key: str
    name: Sentence
    text: Sentence


class ProgramPromotion(BaseModel):
    """A promotion by its name and as a sentence."""

    key: str
    name: Sentence
    text: Sentence


class ProgramOffer(BaseModel):
    """Something that members may do with their points, as a sentence."""

    key: str
    text: Sentence


class ProgramBenefit(BaseModel):
    """Something that members of some tiers have."""

    key: str
    kind: str
    name: Sentence
    text: Sentence
    tiers: list[str]


class ProgramTexts(BaseModel):
    """A program as people read it."""

    key: str
    name: Sentence
    currency: str
    time_zone: str
    tiers: list[ProgramTier]
    parts: list[ProgramPart]
    rules: list[ProgramRule]
    promotions: list[ProgramPromotion]
    stacking: Sentence | None
    """How several promotions go together; null while there are not two."""
    cards: list[ProgramCard]
    wallets: list[ProgramWallet]
    offers: list[ProgramOffer]
    benefits: list[ProgramBenefit]


_TEXTS: Final[dict[str, Any]] = {
    "key": "mall", "name": {"zh": "商场会员", "en": "Mall membership"}, "currency": "CNY", "time_zone": "Asia/Shanghai",
    "tiers": [
        {"key": "regular", "name": {"zh": "普通会员", "en": "Regular"}, "color": "#8c8c8c", "level": 0, "requirements": []},
    ],
    "parts": [
        {
            "kind": "ladder", "key": "mall", "name": {"zh": "会员等级", "en": "Membership tiers"},
            "text": {"zh": "不评审，等级不会下降。", "en": "Never reviewed: no tier is lost."},
        },
    ],
    "rules": [
        {
            "key": "check_in", "kind": "per_action", "wallet": "points",
            "text": {"zh": "每次签到得 5 积分，每天最多 5。", "en": "Points: 5 for each check-in; at most 5 a day."},
        },
    ],
    "promotions": [
        {
            "key": "member_day", "name": {"zh": "会员日", "en": "Member day"},
            "text": {"zh": "每月 8 日，积分 2 倍。", "en": "On day 8 of each month; points ×2."},
        },
    ],
    "stacking": None,
    "cards": [
        {
            "key": "double", "name": {"zh": "双倍积分卡", "en": "Double-points card"},
            "text": {"zh": "30 天有效，可用 3 次。", "en": "Lasts 30 days; for 3 orders."},
        },
    ],
    "wallets": [
        {
            "key": "points", "name": {"zh": "积分", "en": "Points"},
            "text": {"zh": "100 积分值 1 元，永久有效。", "en": "100 points are worth 1 CNY; never expires."},
        },
    ],
    "benefits": [
        {
            "key": "discount", "kind": "discount", "name": {"zh": "会员折扣", "en": "Member discount"},
            "text": {"zh": "银卡 9 折，仅计商品。", "en": "Silver 10% off; only goods."}, "tiers": ["silver"],
        },
    ],
    "offers": [
        {
            "key": "points_as_cash",
            "text": {"zh": "订单金额的 30% 以内可用积分抵扣。", "en": "Up to 30% of an order can be paid with points."},
        },
    ],
}  # fmt: skip
_VERSION: Final[dict[str, Any]] = {
    "version": 2, "in_force_from": "2026-01-01T00:00:00Z", "published_at": "2025-12-20T08:00:00Z", "published_by": "ann",
    "note": "double points on the 8th",
}  # fmt: skip


class ProgramVersionShape(BaseModel):
    """A published version. `in_force_from` is null for the first one, which judges everything that ever happened."""

    model_config = ConfigDict(json_schema_extra={"examples": [_VERSION]})

    version: int
    in_force_from: AwareDatetime | None
    published_at: AwareDatetime
    published_by: str
    note: str


class ProgramShape(ProgramTexts, ProgramVersionShape):
    """A published version with its text, exactly as it was published."""

    model_config = ConfigDict(json_schema_extra={"examples": [_TEXTS | _VERSION | {"yaml": "program: mall\n…"}]})

    yaml: str


class ProgramVersionList(BaseModel):
    """All versions, newest first."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"items": [_VERSION]}]})

    items: list[ProgramVersionShape]


class DraftShape(BaseModel):
    """A draft to check."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [{"yaml": "program: mall\nname: {zh: 商场会员}\n"}]})

    yaml: str = Field(max_length=DOCUMENT_BYTES_MAX, description="The whole program.")


class DraftFaultShape(BaseModel):
    """One fault. `line` counts from 1; null where it is about the whole text. `text` says all of it to people."""

    path: str
    line: int | None
    message: str
    expected: str
    hint: str
    text: Sentence


_FAULT: Final[dict[str, Any]] = {
    "path": "name.en", "line": 2, "message": "Field required", "expected": "a value", "hint": "",
    "text": {"zh": "缺少这一项", "en": "Field required (expected a value)"},
}  # fmt: skip


class DraftCheck(BaseModel):
    """Whether a draft could be published: its faults, or how it would read."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"ok": False, "errors": [_FAULT], "program": None}]})

    ok: bool
    errors: list[DraftFaultShape]
    program: ProgramTexts | None


def version_shape(published: PublishedProgram) -> ProgramVersionShape:
    """A version as a list shows it."""
    return ProgramVersionShape(
        version=published.version,
        in_force_from=None if published.in_force_from.year == FOR_EVER_BACK else published.in_force_from,
        published_at=published.published_at,
        published_by=published.published_by,
        note=published.note,
    )


def texts_shape(published: PublishedProgram) -> ProgramTexts:
    """A program as people read it."""
    document = published.document
    return ProgramTexts(
        key=document.program,
        name=Sentence(zh=document.name.zh, en=document.name.en),
        currency=document.currency.code,
        time_zone=document.time_zone,
        tiers=[
            ProgramTier.model_validate(
                tier._asdict()
                | {
                    "look": TierLook(**tier.look._asdict()),
                    "requirements": [ClauseShape(**clause._asdict()) for clause in tier.requirements],
                }
            )
            for tier in told_ladder(published, document.ladders[0].key)
        ],
        parts=[ProgramPart(**part._asdict()) for part in told_parts(published)],
        rules=[ProgramRule(key=rule.key, kind=rule.kind, wallet=rule.wallet, text=rule.text) for rule in told_rules(published)],
        promotions=[ProgramPromotion(**promotion._asdict()) for promotion in told_promotions(published)],
        stacking=told_stacking(published),
        cards=[ProgramCard(**card._asdict()) for card in told_cards(published)],
        wallets=[ProgramWallet(**wallet._asdict()) for wallet in told_wallets(published)],
        offers=[ProgramOffer(**offer._asdict()) for offer in told_offers(published)],
        benefits=[ProgramBenefit.model_validate(benefit._asdict()) for benefit in told_benefits(published)],
    )


def program_shape(published: PublishedProgram) -> ProgramShape:
    """A version with its texts."""
    return ProgramShape(**dict(version_shape(published)), **dict(texts_shape(published)), yaml=published.text)


def check_shape(checked: CheckedDraft) -> DraftCheck:
    """A judged draft."""
    return DraftCheck(
        ok=checked.draft is not None,
        errors=[DraftFaultShape(**fault._asdict()) for fault in checked.faults],
        program=texts_shape(checked.draft) if checked.draft else None,
    )
