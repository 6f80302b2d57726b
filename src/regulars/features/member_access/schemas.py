"""The shapes of member access over HTTP."""

from typing import Annotated, Any, Self
from uuid import UUID

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, StringConstraints

from regulars.features.member_access.contracts import Arrived, Joined
from regulars.store.identities import KIND

VISITOR_LENGTH_MIN = 16
EXAMPLE_ID = "01926f5e-7a10-7c3b-9f2e-0c5d1f0a9b11"
EXAMPLE_VISITOR: dict[str, Any] = {"kind": "visitor", "value": "c3b1f0d29a7e44f8"}
EXAMPLE_SESSION: dict[str, Any] = {
    "token": "ms_3q2-7w", "member_id": EXAMPLE_ID, "expires_at": "2026-03-31T09:00:00Z", "visitor": "merged",
}  # fmt: skip


class CodeRequest(BaseModel):
    """Where a code should go."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [{"kind": "email", "value": "ann@example.com"}]})

    kind: Annotated[str, StringConstraints(max_length=32)] = Field(
        description="`email` or `phone`, as far as a sender is set up."
    )
    value: Annotated[str, StringConstraints(min_length=1, max_length=128, pattern=r"^[^\x00-\x1f\x7f]*$")]


class CodeAsked(BaseModel):
    """A code is on its way, if anybody has the address."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"code_id": EXAMPLE_ID, "expires_at": "2026-03-01T09:10:00Z"}]})

    code_id: UUID
    expires_at: AwareDatetime


class OwnVisitor(BaseModel):
    """What the member's device was known by until they logged in."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [EXAMPLE_VISITOR]})

    kind: str = Field(default="visitor", pattern=f"^{KIND.pattern}$", description="Of a kind that knows a device, no person.")
    value: Annotated[str, StringConstraints(min_length=VISITOR_LENGTH_MIN, max_length=128, pattern=r"^[^\x00-\x1f\x7f]*$")] = (
        Field(description="A random one: what is short could be guessed, and somebody else's visits taken.")
    )


class CodeTyped(BaseModel):
    """The code that came."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={"examples": [{"code_id": EXAMPLE_ID, "code": "402917", "visitor": EXAMPLE_VISITOR}]},
    )

    code_id: UUID
    code: Annotated[str, StringConstraints(strip_whitespace=True, pattern=r"^[0-9]{6,8}$")]
    visitor: OwnVisitor | None = Field(None, description="Whom the device knows: what they did there joins the member.")


class SignedToken(BaseModel):
    """What the operator's own app says of a member."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [{"token": "eyJhbGciOiJFUzI1NiJ9.e30.c2ln"}]})

    token: Annotated[str, StringConstraints(min_length=1, max_length=4_000)]


class MemberSession(BaseModel):
    """A session; the token is shown this once and goes into `Authorization: Bearer`."""

    model_config = ConfigDict(json_schema_extra={"examples": [EXAMPLE_SESSION]})

    token: str
    member_id: UUID
    expires_at: AwareDatetime
    visitor: Joined | None = Field(
        description="What became of the visitor who was told: `merged` into the member, with everything they did; `known`: the"
        " member's by now or before; `moved`: the device was somebody else's, who keeps what they did; `apart`: they could not"
        " be joined, such as where the member has enough devices."
    )

    @classmethod
    def of(cls, arrived: Arrived) -> Self:
        """A session as it goes out."""
        return cls(**arrived.session._asdict(), visitor=arrived.visitor)


class OwnIdentity(BaseModel):
    """What the member is found by."""

    kind: str
    value: str


class OwnData(BaseModel):
    """The member, as they see themselves."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "member_id": EXAMPLE_ID, "member_no": 1024, "display_name": "Lin Wei",
                    "identities": [{"kind": "phone", "value": "+8613912345678"}], "joined_at": "2010-03-14T09:00:00Z",
                }
            ]
        }
    )  # fmt: skip

    member_id: UUID
    member_no: int
    display_name: str
    identities: list[OwnIdentity]
    joined_at: AwareDatetime
