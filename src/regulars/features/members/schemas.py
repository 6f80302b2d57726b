"""The shapes of members over HTTP."""

from datetime import UTC, datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, StringConstraints

from regulars.features.access.contracts import Principal
from regulars.features.members.contracts import Lifecycle, ReadMember, TierLabel
from regulars.features.privacy.facade import mask_identity, name_for, sees_all
from regulars.features.programs.facade import CONDITION_SCHEMA

DISPLAY_NAME_LENGTH_MAX = 100
CHANNEL_LENGTH_MAX = 64
IDENTITIES_MAX = 20
JOINED_AT_MIN = datetime(1900, 1, 1, tzinfo=UTC)
PAGE_MAX = 200
PAGE_DEFAULT = 20

PRINTABLE = r"^[^\x00-\x1f\x7f]*$"
Month = Annotated[str, StringConstraints(pattern=r"^(19|20)[0-9]{2}-(0[1-9]|1[0-2])$")]
SortName = Literal["-spend", "spend", "-points", "points", "-growth", "-last_order_at", "-joined_at", "member_no"]

EXAMPLE_ITEM: dict[str, Any] = {
    "member_id": "01926f5e-7a10-7c3b-9f2e-0c5d1f0a9b11",
    "member_no": 1024,
    "display_name": "Lin Wei",
    "identities": [{"kind": "phone", "value": "+8613912345678"}],
    "is_masked": False,
    "tier": {"key": "silver", "name": {"zh": "银卡", "en": "Silver"}, "color": "#8c98a8"},
    "points_available": 1280,
    "points_pending": 60,
    "points_debt": 0,
    "growth": 5200,
    "orders": 7,
    "spend_minor": 520000,
    "last_order_at": "2011-11-02T10:15:00Z",
    "joined_at": "2010-03-14T09:00:00Z",
    "erased_at": None,
    "lifecycle": "active",
    "tags": [{"key": "vip", "name": "重要客户", "color": "#c8963e"}],
}
EXAMPLE_MEMBER = EXAMPLE_ITEM | {"join_channel": "store", "points_expiring_30_days": 120, "requested_id": None}


class IdentityShape(BaseModel):
    """One way to find a member, such as a phone number."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [{"kind": "phone", "value": "139 1234 5678"}]})

    kind: str = Field(min_length=1, max_length=32, examples=["phone"])
    value: str = Field(min_length=1, max_length=128, pattern=PRINTABLE, examples=["13912345678"])


class NewMemberShape(BaseModel):
    """A member to create."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [
                {
                    "display_name": "Lin Wei",
                    "join_channel": "store",
                    "joined_at": "2010-03-14T09:00:00Z",
                    "identities": [{"kind": "phone", "value": "139 1234 5678"}],
                }
            ]
        },
    )

    display_name: str = Field("", max_length=DISPLAY_NAME_LENGTH_MAX, pattern=PRINTABLE)
    join_channel: str = Field("", max_length=CHANNEL_LENGTH_MAX, pattern=PRINTABLE)
    joined_at: Annotated[AwareDatetime, Field(ge=JOINED_AT_MIN)] | None = Field(
        None, description="From 1900 on, never in the future; now when left out."
    )
    identities: list[IdentityShape] = Field(default_factory=list, max_length=IDENTITIES_MAX)
    home_store: str | None = Field(
        None, min_length=1, max_length=64, description="Code of the store whose member it is; none: headquarters."
    )


class MemberSelection(BaseModel):
    """Search and filters: which members a list, or a file, holds."""

    model_config = ConfigDict(extra="forbid")

    q: str | None = Field(
        None,
        min_length=1,
        max_length=100,
        pattern=PRINTABLE,
        description="Member number, a whole identity in any spelling, the last four digits of a phone, or part of the name"
        " (for callers with `pii:read`).",
    )
    tier: str | None = Field(None, max_length=64, pattern=PRINTABLE)
    unit: UUID | None = Field(None, description="Only members of this unit of the organisation, or of one below it.")
    lifecycle: Lifecycle | None = None
    joined_from: Month | None = Field(None, description="First month of joining, `YYYY-MM`.")
    joined_to: Month | None = Field(None, description="Last month of joining, `YYYY-MM`.")
    debt: bool | None = Field(None, description="true: only members who owe points.")
    grace: bool | None = Field(None, description="true: only members whose tier is in its grace period.")


class MemberQuery(MemberSelection):
    """Search, filters, order and page of the list."""

    sort: SortName = "-spend"
    cursor: str | None = Field(None, max_length=512)
    limit: int = Field(PAGE_DEFAULT, ge=1, le=PAGE_MAX)


class MemberSearch(MemberQuery):
    """Search, filters and a condition, order and page of the list."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [
                {
                    "condition": {
                        "combinator": "and",
                        "rules": [
                            {"field": "tier.mall", "operator": ">=", "value": "gold"},
                            {"field": "days_since_order", "operator": "<=", "value": 60},
                        ],
                    },
                    "sort": "-spend",
                }
            ]
        },
    )

    condition: dict[str, Any] | None = Field(None, json_schema_extra=CONDITION_SCHEMA)
    count: bool = Field(default=True, description="false: `total` is null, and the page comes sooner.")


class LookupQuery(BaseModel):
    """The identity to look up."""

    model_config = ConfigDict(extra="forbid")

    kind: str = Field(min_length=1, max_length=32)
    value: str = Field(min_length=1, max_length=128, pattern=PRINTABLE)


class BilingualText(BaseModel):
    """A text in both languages."""

    zh: str
    en: str


class TierShape(BaseModel):
    """A tier as it is shown."""

    key: str
    name: BilingualText
    color: str


class TagLabel(BaseModel):
    """A tag as it is shown."""

    key: str
    name: str
    color: str


class MemberItem(BaseModel):
    """A member as lists show one."""

    model_config = ConfigDict(json_schema_extra={"examples": [EXAMPLE_ITEM]})

    member_id: UUID
    member_no: int
    display_name: str
    identities: list[IdentityShape]
    is_masked: bool = Field(description="Name and identities are shown in part: the caller may not read them in full.")
    tier: TierShape
    points_available: int
    points_pending: int
    points_debt: int
    growth: int
    orders: int
    spend_minor: int
    last_order_at: AwareDatetime | None
    erased_at: AwareDatetime | None = Field(description="When the member was erased: there is no name and no identity any more.")
    joined_at: AwareDatetime
    lifecycle: Lifecycle
    tags: list[TagLabel]


class Member(MemberItem):
    """A member."""

    model_config = ConfigDict(json_schema_extra={"examples": [EXAMPLE_MEMBER]})

    join_channel: str
    points_expiring_30_days: int
    requested_id: UUID | None = Field(
        None, description="The id asked for, where that member was merged into this one: this is who stands for them."
    )


class MemberList(BaseModel):
    """A page of members. `total` counts all pages."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"items": [EXAMPLE_ITEM], "next_cursor": None, "total": 1}]})

    items: list[MemberItem]
    next_cursor: str | None
    total: int


class MembersFound(BaseModel):
    """A page of members. `total` counts all pages, if it was asked for."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"items": [EXAMPLE_ITEM], "next_cursor": None, "total": 1}]})

    items: list[MemberItem]
    next_cursor: str | None
    total: int | None


def item_values(caller: Principal, member: ReadMember, tier: TierLabel) -> dict[str, Any]:
    """The fields of a list item, as a caller may see them."""
    values = member.row._asdict()
    is_masked = values["is_masked"] = not sees_all(caller)
    values["display_name"] = name_for(caller, member.row.display_name)
    values["identities"] = [
        {"kind": kind, "value": mask_identity(kind, value) if is_masked else value} for kind, value in member.identities
    ]
    values["tags"] = [TagLabel(key=tag.key, name=tag.name, color=tag.color) for tag in member.tags]
    values["tier"] = {"key": tier.key, "name": {"zh": tier.name_zh, "en": tier.name_en}, "color": tier.color}
    return values
