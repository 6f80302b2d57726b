"""The shapes of identities over HTTP."""

from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, StringConstraints

from regulars.features.members.schemas import CHANNEL_LENGTH_MAX, PRINTABLE, IdentityShape
from regulars.store.identity_rules import BLOCKED_MAX, IdentityRule

EXAMPLE_IDENTITY: dict[str, Any] = {
    "identity_id": "6b0e2f0a-52f4-4a3b-9b0a-1f3f1f6f8a11", "kind": "phone", "value": "139****5678",
    "added_at": "2026-03-01T09:00:00Z",
}  # fmt: skip
EXAMPLE_RULE: dict[str, Any] = {
    "kind": "phone", "priority": 1, "per_member": 3, "is_device": False, "blocked": ["+8613800138000"],
}  # fmt: skip


class HeldIdentityShape(BaseModel):
    """One identity of a member; masked for who may not read it in full."""

    identity_id: UUID = Field(description="By which it can be removed.")
    kind: str
    value: str
    added_at: AwareDatetime


class IdentityList(BaseModel):
    """The identities of a member, the one to ask for first at the top."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"items": [EXAMPLE_IDENTITY]}]})

    items: list[HeldIdentityShape]


class IdentifyRequest(BaseModel):
    """A visitor who says who they are."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [
                {
                    "visitor": {"kind": "visitor", "value": "c3b1f0"}, "person": {"kind": "phone", "value": "13912345678"},
                    "join_channel": "app",
                }
            ]
        },
    )  # fmt: skip

    visitor: IdentityShape = Field(description="What the device or the visit is known by; of a kind that knows no person.")
    person: IdentityShape = Field(description="What the person is known by.")
    join_channel: str = Field("", max_length=CHANNEL_LENGTH_MAX, pattern=PRINTABLE)


class Identified(BaseModel):
    """Whom the visitor turned out to be."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [{"member_id": "01926f5e-7a10-7c3b-9f2e-0c5d1f0a9b11", "how": "joined", "anonymous_member_id": None}]
        }
    )

    member_id: UUID
    how: Literal["known", "joined", "merged", "created", "moved"] = Field(
        description="`known`: the person was a member already. `joined`: the anonymous visitor became the person. `merged`: the"
        " anonymous visitor became a part of the person, who was a member already. `created`: a new member. `moved`: the device"
        " belonged to somebody else until now."
    )
    anonymous_member_id: UUID | None = Field(
        description="A member who was nothing but this visitor until now and was merged into the one found; their id leads there."
    )


Blocked = Annotated[str, StringConstraints(min_length=1, max_length=128, strip_whitespace=True)]


class IdentityRuleIn(BaseModel):
    """How identities of a kind are treated."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={"examples": [{name: value for name, value in EXAMPLE_RULE.items() if name != "kind"}]},
    )

    priority: int = Field(ge=1, le=999, description="1 is shown and asked for first.")
    per_member: int = Field(ge=1, le=100, description="So many of this kind a member may have.")
    is_device: bool = Field(default=False, description="It knows a device or a visit, not a person.")
    blocked: list[Blocked] = Field(
        default_factory=list, max_length=BLOCKED_MAX, description="Values that are nobody's, as they are kept; `*` for anything."
    )


class IdentityRuleShape(IdentityRuleIn):
    """How identities of a kind are treated."""

    model_config = ConfigDict(json_schema_extra={"examples": [EXAMPLE_RULE]})

    kind: str

    @classmethod
    def of(cls, rule: IdentityRule) -> "IdentityRuleShape":
        """A rule as it goes out."""
        return cls(**rule._asdict() | {"blocked": list(rule.blocked)})


class IdentityRules(BaseModel):
    """The rules of all kinds that have one; any other kind has the default."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"items": [EXAMPLE_RULE]}]})

    items: list[IdentityRuleShape]
