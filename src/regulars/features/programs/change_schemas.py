"""The shapes of changing a program over HTTP: what differs, what publishing does at once, and publishing itself."""

from __future__ import annotations

from typing import Any, Final, Literal

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field

from regulars.features.programs.contracts import Comparison, PublicationEffect, TierMoves, ToldTier
from regulars.features.programs.document import DOCUMENT_BYTES_MAX
from regulars.features.programs.wording import Sentence

NOTE_LENGTH_MAX: Final = 500


class ChangedValueShape(BaseModel):
    """One value that is not the same. `where` names it within its part, step by step; null on one side: it is not there."""

    kind: Literal["added", "removed", "changed"]
    path: str
    where: list[Sentence]
    before: Sentence | None
    after: Sentence | None


class ChangedPartShape(BaseModel):
    """A part that changed: a rule, a wallet, a ladder (then `name` says which), or a section.

    `before` and `after` are the part as one sentence, where it has one and reads differently now.
    """

    kind: Literal["added", "removed", "changed"]
    path: str
    section: Sentence
    name: Sentence | None
    before: Sentence | None
    after: Sentence | None
    values: list[ChangedValueShape]


class TextLineShape(BaseModel):
    """A line as it stands in both texts or in one, numbered from 1. A gap stands for equal lines left out."""

    kind: Literal["same", "added", "removed", "gap"]
    before: int | None
    after: int | None
    text: str


_WORTH: Final[dict[str, Any]] = {
    "kind": "changed", "path": "rules.check_in.points", "where": [{"zh": "分值", "en": "points"}],
    "before": {"zh": "5", "en": "5"}, "after": {"zh": "8", "en": "8"},
}  # fmt: skip
_COMPARISON: Final[dict[str, Any]] = {
    "from_version": 1, "to_version": 2, "is_same_text": False,
    "parts": [
        {
            "kind": "changed", "path": "rules.check_in", "section": {"zh": "规则", "en": "rules"},
            "name": {"zh": "每日签到", "en": "Daily check-in"},
            "before": {"zh": "每次签到得 5 积分。", "en": "Points: 5 for each check-in."},
            "after": {"zh": "每次签到得 8 积分。", "en": "Points: 8 for each check-in."},
            "values": [_WORTH],
        },
    ],
    "lines": [
        {"kind": "removed", "before": 86, "after": None, "text": "    points: 5"},
        {"kind": "added", "before": None, "after": 86, "text": "    points: 8"},
    ],
}  # fmt: skip


class ComparisonShape(BaseModel):
    """What one version says otherwise than another. No parts: the same, whatever the lines. `to_version` is null for a draft."""

    model_config = ConfigDict(json_schema_extra={"examples": [_COMPARISON]})

    from_version: int
    to_version: int | None
    is_same_text: bool
    parts: list[ChangedPartShape]
    lines: list[TextLineShape] | None = Field(description="Line by line; null where the texts are too long for it.")


class DraftAgainst(BaseModel):
    """A draft, and the version it is looked at against: the latest one by default."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [{"yaml": "program: mall\n…", "from": 1}]})

    yaml: str = Field(max_length=DOCUMENT_BYTES_MAX, description="The whole program.")
    from_version: int | None = Field(default=None, alias="from", ge=1, le=2**31 - 1)


class TierLabel(BaseModel):
    """A tier by its name."""

    key: str
    name: Sentence
    color: str
    level: int


class TierMovesShape(BaseModel):
    """So many members go from one tier to another, or end on the other one instead."""

    before: TierLabel
    after: TierLabel
    members: int


class HeldTierShape(BaseModel):
    """A tier whose text changes, with the members on it."""

    tier: TierLabel
    members: int


class LadderEffectShape(BaseModel):
    """What a draft does on one ladder, judged by what members have now.

    `lifted`: members it lifts, with their next event from the start of the version on. `reviews`: members whose next review
    ends otherwise if nothing more happens, from the tier expected today to that of the draft.
    """

    key: str
    name: Sentence
    lifted: list[TierMovesShape]
    reviews: list[TierMovesShape]
    tiers: list[HeldTierShape]


class HeldWalletShape(BaseModel):
    """A wallet that changes or is filled otherwise: its holders, their points, and what those are worth in minor units."""

    key: str
    name: Sentence
    members: int
    points: int
    worth_before_minor: int | None
    worth_after_minor: int | None


_SILVER: Final[dict[str, Any]] = {"key": "silver", "name": {"zh": "银卡", "en": "Silver"}, "color": "#7a8fa6", "level": 1}
_GOLD: Final[dict[str, Any]] = {"key": "gold", "name": {"zh": "金卡", "en": "Gold"}, "color": "#c8963e", "level": 2}
_EFFECT: Final[dict[str, Any]] = {
    "from_version": 1, "members": 4196, "judged": 4196, "is_estimate": False,
    "ladders": [
        {
            "key": "mall", "name": {"zh": "会员等级", "en": "Membership tiers"},
            "lifted": [{"before": _SILVER, "after": _GOLD, "members": 31}], "reviews": [],
            "tiers": [{"tier": _GOLD, "members": 120}],
        },
    ],
    "wallets": [
        {
            "key": "points", "name": {"zh": "积分", "en": "Points"}, "members": 3911, "points": 812455,
            "worth_before_minor": 812455, "worth_after_minor": 812455,
        },
    ],
}  # fmt: skip


class EffectShape(BaseModel):
    """What publishing does at once. `is_estimate`: a sample was judged, and every number of members is scaled up from it."""

    model_config = ConfigDict(json_schema_extra={"examples": [_EFFECT]})

    from_version: int
    members: int
    judged: int
    is_estimate: bool
    ladders: list[LadderEffectShape]
    wallets: list[HeldWalletShape]


class Publication(BaseModel):
    """A draft to publish. `based_on` is the version that the author had before them, 0 when there is none."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={"examples": [{"yaml": "program: mall\n…", "based_on": 1, "note": "eight a check-in"}]},
    )

    yaml: str = Field(max_length=DOCUMENT_BYTES_MAX, description="The whole program.")
    based_on: int = Field(ge=0, le=2**31 - 1)
    note: str = Field(min_length=1, max_length=NOTE_LENGTH_MAX, description="What changes and why, for the history.")
    in_force_from: AwareDatetime | None = Field(default=None, description="In force from then on; by default from now.")


def comparison_shape(compared: Comparison, from_version: int, to_version: int | None) -> ComparisonShape:
    """A comparison."""
    parts = [
        ChangedPartShape(**part._asdict() | {"values": [ChangedValueShape(**value._asdict()) for value in part.values]})
        for part in compared.parts
    ]
    lines = None if compared.lines is None else [TextLineShape(**line._asdict()) for line in compared.lines]
    return ComparisonShape(
        from_version=from_version, to_version=to_version, is_same_text=compared.is_same_text, parts=parts, lines=lines
    )


def effect_shape(effect: PublicationEffect, from_version: int) -> EffectShape:
    """What publishing does."""
    return EffectShape(
        from_version=from_version,
        members=effect.members,
        judged=effect.judged,
        is_estimate=effect.judged < effect.members,
        ladders=[
            LadderEffectShape(
                key=ladder.key,
                name=ladder.name,
                lifted=_moves(ladder.lifted),
                reviews=_moves(ladder.reviews),
                tiers=[HeldTierShape(tier=_label(held.tier), members=held.members) for held in ladder.tiers],
            )
            for ladder in effect.ladders
        ],
        wallets=[HeldWalletShape(**wallet._asdict()) for wallet in effect.wallets],
    )


def _moves(moves: list[TierMoves]) -> list[TierMovesShape]:
    return [TierMovesShape(before=_label(move.before), after=_label(move.after), members=move.members) for move in moves]


def _label(tier: ToldTier) -> TierLabel:
    return TierLabel(key=tier.key, name=tier.name, color=tier.color, level=tier.level)
