"""The shapes of tags over HTTP."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from regulars.features.conditions.facade import ConditionReader
from regulars.features.programs.facade import CONDITION_SCHEMA, Sentence
from regulars.features.tags.contracts import (
    COLOR,
    COLOR_DEFAULT,
    DESCRIPTION_LENGTH_MAX,
    KEY,
    NAME_LENGTH_MAX,
    BorneTag,
    Moved,
    Tag,
)

MEMBERS_MAX = 1_000
PRINTABLE = r"^[^\x00-\x1f\x7f]*$"
VISIBLE = r"^[^\x00-\x1f\x7f]*[^\s\x00-\x1f\x7f][^\x00-\x1f\x7f]*$"

EXAMPLE_MEMBER = "01926f5e-7a10-7c3b-9f2e-0c5d1f0a9b11"
EXAMPLE_CONDITION: dict[str, Any] = {
    "combinator": "and",
    "rules": [{"field": "tier.mall", "operator": ">=", "value": "gold"}, {"did": "orders", "within_days": 30}],
}
EXAMPLE_TAG: dict[str, Any] = {
    "key": "loyal", "name": "忠诚客户", "description": "金卡以上，近 30 天下单", "color": "#c8963e", "kind": "rule",
    "condition": EXAMPLE_CONDITION, "errors": [], "members": 1280, "is_pending": False, "evaluated_at": "2026-03-01T02:00:00Z",
    "sentence": {
        "zh": "会员等级不低于金卡，且距上次下单天数不超过 30",
        "en": "the tier is at least Gold and days since the last order is at most 30",
    },
    "created_at": "2026-02-01T02:00:00Z", "created_by": "staff:anna",
}  # fmt: skip
EXAMPLE_BORNE: dict[str, Any] = {
    "key": "loyal", "name": "忠诚客户", "color": "#c8963e", "kind": "rule", "since": "2026-03-01T02:00:00Z", "given_by": "",
}  # fmt: skip

TagKind = Literal["manual", "rule"]
Key = Annotated[str, Field(pattern=KEY)]
Name = Annotated[str, Field(min_length=1, max_length=NAME_LENGTH_MAX, pattern=VISIBLE)]
Description = Annotated[str, Field(max_length=DESCRIPTION_LENGTH_MAX, pattern=PRINTABLE)]
Color = Annotated[str, Field(pattern=COLOR)]
Condition = Annotated[dict[str, Any], Field(json_schema_extra=CONDITION_SCHEMA)]
MemberIds = Annotated[list[UUID], Field(max_length=MEMBERS_MAX)]


class NewTag(BaseModel):
    """A tag to declare. With a condition it is kept up to date by it, without one it is given by hand."""

    model_config = ConfigDict(
        extra="forbid", json_schema_extra={"examples": [{"key": "loyal", "name": "忠诚客户", "condition": EXAMPLE_CONDITION}]}
    )

    key: Key | None = Field(None, description="Made from a number when left out.")
    name: Name
    description: Description = ""
    color: Color = COLOR_DEFAULT
    condition: Condition | None = None


class TagChange(BaseModel):
    """What changes; what is left out stays."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [{"color": "#2f6fed"}]})

    name: Name | None = None
    description: Description | None = None
    color: Color | None = None
    condition: Condition | None = None


class BearersChange(BaseModel):
    """To whom a tag is given by hand, and from whom it is taken."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [{"add": [EXAMPLE_MEMBER], "remove": []}]})

    add: MemberIds = []
    remove: MemberIds = []


class MatchingChange(BaseModel):
    """Everybody for whom a condition holds now, and whether they get the tag or lose it."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [{"condition": EXAMPLE_CONDITION, "action": "add"}]})

    condition: Condition
    action: Literal["add", "remove"]


class TagFault(BaseModel):
    """One thing that the program in force does not know in a rule."""

    path: str
    message: str
    expected: str


class TagShape(BaseModel):
    """A tag. `is_pending`: everybody is still to be looked at; `errors`: why the rule is not followed any more."""

    model_config = ConfigDict(json_schema_extra={"examples": [EXAMPLE_TAG]})

    key: str
    name: str
    description: str
    color: str
    kind: TagKind
    condition: dict[str, Any] | None
    sentence: Sentence | None
    errors: list[TagFault]
    members: int
    is_pending: bool
    evaluated_at: datetime | None
    created_at: datetime
    created_by: str

    @classmethod
    def of(cls, tag: Tag, reader: ConditionReader | None) -> TagShape:
        """A tag with its rule read out."""
        condition, faults = (None, []) if tag.condition is None or reader is None else reader.read(tag.condition)
        sentence = None if condition is None or reader is None else reader.sentence(condition)
        return cls(
            key=tag.key,
            name=tag.name,
            description=tag.description,
            color=tag.color,
            kind="manual" if tag.condition is None else "rule",
            condition=tag.condition,
            sentence=sentence,
            errors=[TagFault(**fault._asdict()) for fault in faults],
            members=tag.members,
            is_pending=tag.is_due and not faults,
            evaluated_at=tag.evaluated_at,
            created_at=tag.created_at,
            created_by=tag.created_by,
        )


class TagList(BaseModel):
    """All tags, by name."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"items": [EXAMPLE_TAG]}]})

    items: list[TagShape]


class BorneTagShape(BaseModel):
    """A tag that a member bears. `given_by` is empty where the rule gave it."""

    key: str
    name: str
    color: str
    kind: TagKind
    since: datetime
    given_by: str

    @classmethod
    def of(cls, borne: BorneTag) -> BorneTagShape:
        """A tag as a member bears it."""
        kind: TagKind = "rule" if borne.is_rule else "manual"
        return cls(key=borne.key, name=borne.name, color=borne.color, kind=kind, since=borne.since, given_by=borne.given_by)


class MemberTags(BaseModel):
    """The tags of a member, by name."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"items": [EXAMPLE_BORNE]}]})

    items: list[BorneTagShape]


class BearersChanged(BaseModel):
    """To how many a tag came, and how many it left; those who already bore it, or did not, are not counted."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"entered": 1, "left": 0}]})

    entered: int
    left: int

    @classmethod
    def of(cls, moved: Moved) -> BearersChanged:
        """What was done."""
        return cls(entered=moved.entered, left=moved.left)
