"""The shapes of merges over HTTP."""

from __future__ import annotations

from typing import Annotated, Any, Self
from uuid import UUID

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, StringConstraints

from regulars.core.merge_policies import Choice, MergePolicy, ProfilePolicy, TierPolicy
from regulars.features.access.contracts import Principal
from regulars.features.merges.contracts import NAME, Conflict, Effect, Holdings, MergeRow, Side, Words
from regulars.features.privacy.facade import mask_name, sees_all

REASON_LENGTH_MAX = 500
FIELDS_MAX = 310
"""More than a member can have."""
ID_PATTERN = r"^[A-Za-z0-9._:-]{1,100}$"

ABSORBED = "01926f5e-7a10-7c3b-9f2e-0c5d1f0a9b11"
SURVIVOR = "01926f60-11c4-7d21-8a55-5b0e8a7d4c02"
MERGE = "01927a02-3f11-7b6e-9d1a-2a4f7c9e6d33"
EXAMPLE_ASK: dict[str, Any] = {"absorbed_id": ABSORBED, "survivor_id": SURVIVOR, "reason": "The same person, two phones"}
EXAMPLE_MERGE: dict[str, Any] = {
    "merge_id": MERGE,
    "absorbed_id": ABSORBED,
    "survivor_id": SURVIVOR,
    "merged_at": "2026-03-01T08:00:00Z",
    "merged_by": "staff:anna",
    "reason": "The same person, two phones",
    "unmerged_at": None,
    "unmerged_by": None,
    "unmerge_reason": None,
    "tier_policy": "higher",
    "profile_policy": "filled",
    "fields": {"name": "absorbed"},
}


def _has(points: int, tier: str) -> dict[str, Any]:
    held = {"available": points, "pending": 0, "held": 0, "debt": 0, "balance": points}
    return {"balances": {"points": held}, "tiers": {"mall": tier}}


EXAMPLE_EFFECT: dict[str, Any] = {
    "taken": ["occupation"],
    "conflicts": [
        {
            "key": "name",
            "label": None,
            "survivor": {"zh": "林薇", "en": "林薇"},
            "absorbed": {"zh": "林微", "en": "林微"},
            "stands": "survivor",
        }
    ],
    "absorbed": {"member_id": ABSORBED, "before": _has(300, "silver"), "after": _has(0, "silver")},
    "survivor": {"member_id": SURVIVOR, "before": _has(1200, "regular"), "after": _has(1500, "silver")},
}
Choices = Annotated[dict[str, Choice], Field(max_length=FIELDS_MAX)]
HIDDEN = Words("***", "***")
Reason = Annotated[str, StringConstraints(min_length=1, max_length=REASON_LENGTH_MAX, strip_whitespace=True)]


class MergeChoice(BaseModel):
    """What is chosen for a merge."""

    tier: TierPolicy = Field(
        "higher",
        description="Which tier the survivor has: the `higher` of both, which joined figures may raise; the `survivor`'s own,"
        " until what counts next says otherwise; or `recompute`: what the joined figures come to now, perhaps less than either.",
    )
    profile: ProfilePolicy = Field(
        "filled",
        description="Whose profile holds where both told something: the survivor's with gaps `filled` from the other's; the"
        " `survivor`'s alone; or of each field what was told last, the `newest`.",
    )

    fields: Choices = Field(
        {}, description="Whose word holds in single fields, whatever `profile` says: by the `key` of a conflict of the preview."
    )

    def policy(self) -> MergePolicy:
        """The policy for core."""
        return MergePolicy(self.tier, self.profile, self.fields)


class MergeAsk(MergeChoice):
    """Who becomes a part of whom."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [{**EXAMPLE_ASK}]})

    absorbed_id: UUID = Field(description="The member whose ids and identities lead elsewhere from now on.")
    survivor_id: UUID = Field(description="The member who has everything afterwards.")
    reason: Reason
    merge_id: str | None = Field(
        None, pattern=ID_PATTERN, description="An id of your own: sent again, the merge is answered as the first time."
    )


class MergeTry(MergeChoice):
    """Who would become a part of whom."""

    model_config = ConfigDict(
        extra="forbid", json_schema_extra={"examples": [{"absorbed_id": ABSORBED, "survivor_id": SURVIVOR}]}
    )

    absorbed_id: UUID
    survivor_id: UUID


class UnmergeAsk(BaseModel):
    """Why a merge is undone."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [{"reason": "They are mother and daughter"}]})

    reason: Reason


class HoldingsShape(BaseModel):
    """Balances by wallet, as answers to events show them, and the tier on each ladder."""

    balances: dict[str, dict[str, int]]
    tiers: dict[str, str]

    @classmethod
    def of(cls, held: Holdings) -> Self:
        """What a member has."""
        return cls(balances=held.balances, tiers=held.tiers)


class SideShape(BaseModel):
    """What happens to one of the two."""

    member_id: UUID
    before: HoldingsShape
    after: HoldingsShape

    @classmethod
    def of(cls, side: Side) -> Self:
        """One side."""
        return cls(member_id=side.member_id, before=HoldingsShape.of(side.before), after=HoldingsShape.of(side.after))


class WordsShape(BaseModel):
    """Something in both languages."""

    zh: str
    en: str


class ConflictShape(BaseModel):
    """A field in which the two told different things."""

    key: str = Field(description="`name`, `home`, `birthday`, `attribute.<name>` or `field.<key>`.")
    label: WordsShape | None = Field(description="What the operator calls it; null for name, home and birthday.")
    survivor: WordsShape = Field(description="What the survivor told; masked for who may not read it.")
    absorbed: WordsShape
    stands: Choice = Field(description="Whose word holds by what was chosen.")

    @classmethod
    def of(cls, conflict: Conflict, caller: Principal) -> Self:
        """A conflict as a caller may see it."""
        sides = (conflict.survivor, conflict.absorbed)
        if conflict.is_personal and not sees_all(caller):
            sides = (_masked(sides[0]), _masked(sides[1])) if conflict.key == NAME else (HIDDEN, HIDDEN)
        survivor, absorbed = (WordsShape(**side._asdict()) for side in sides)
        label = None if conflict.label is None else WordsShape(**conflict.label._asdict())
        return cls(key=conflict.key, label=label, survivor=survivor, absorbed=absorbed, stands=conflict.stands)


def _masked(name: Words) -> Words:
    return Words(mask_name(name.zh), mask_name(name.en))


class MergeEffect(BaseModel):
    """What would happen to both."""

    model_config = ConfigDict(json_schema_extra={"examples": [EXAMPLE_EFFECT]})

    absorbed: SideShape
    survivor: SideShape
    taken: list[str] = Field(description="Fields of the profile that the survivor would have of the absorbed member.")
    conflicts: list[ConflictShape] = Field(description="Where both told something else; `fields` of a merge chooses.")

    @classmethod
    def of(cls, effect: Effect, caller: Principal) -> Self:
        """Both sides, as a caller may see them."""
        absorbed, survivor = SideShape.of(effect.absorbed), SideShape.of(effect.survivor)
        conflicts = [ConflictShape.of(each, caller) for each in effect.conflicts]
        return cls(absorbed=absorbed, survivor=survivor, taken=list(effect.taken), conflicts=conflicts)


class MergeShape(BaseModel):
    """A merge."""

    model_config = ConfigDict(json_schema_extra={"examples": [EXAMPLE_MERGE]})

    merge_id: str
    absorbed_id: UUID
    survivor_id: UUID
    merged_at: AwareDatetime
    merged_by: str
    reason: str
    unmerged_at: AwareDatetime | None
    unmerged_by: str | None
    unmerge_reason: str | None
    tier_policy: TierPolicy
    profile_policy: ProfilePolicy
    fields: dict[str, Choice] = Field(description="Whose word was chosen for single fields.")

    @classmethod
    def of(cls, row: MergeRow) -> Self:
        """A merge as it is remembered."""
        return cls.model_validate(row._asdict())


class MergeList(BaseModel):
    """The merges of a member, the latest first."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"items": [EXAMPLE_MERGE]}]})

    items: list[MergeShape]
