"""The shapes of member access over HTTP."""

from typing import Annotated, Any
from uuid import UUID

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, StringConstraints

EXAMPLE_ID = "01926f5e-7a10-7c3b-9f2e-0c5d1f0a9b11"
EXAMPLE_SESSION: dict[str, Any] = {
    "token": "ms_3q2-7w", "member_id": EXAMPLE_ID, "expires_at": "2026-03-31T09:00:00Z",
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


class CodeTyped(BaseModel):
    """The code that came."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [{"code_id": EXAMPLE_ID, "code": "402917"}]})

    code_id: UUID
    code: Annotated[str, StringConstraints(strip_whitespace=True, pattern=r"^[0-9]{6}$")]


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


EXAMPLE_STAFF: dict[str, Any] = {
    "password_length_min": 12, "session_idle_hours": 8, "session_hours": 24, "attempts_per_account": 10,
    "attempts_per_account_minutes": 15, "attempts_per_address": 30, "attempts_per_address_minutes": 5, "codes_per_account": 5,
    "codes_per_account_minutes": 15, "provider": "https://login.shop.example",
}  # fmt: skip
EXAMPLE_MEMBERS: dict[str, Any] = {
    "email": True, "sms": False, "app_issuer": None, "code_minutes": 10, "code_attempts": 5, "codes_per_address": 3,
    "session_idle_days": 7, "session_days": 30,
}  # fmt: skip


class StaffLogIn(BaseModel):
    """How staff log in. The numbers belong to the release; the provider is set where the service is started."""

    password_length_min: int
    session_idle_hours: int
    session_hours: int
    attempts_per_account: int
    attempts_per_account_minutes: int
    attempts_per_address: int
    attempts_per_address_minutes: int
    codes_per_account: int
    codes_per_account_minutes: int
    provider: str | None = Field(description="The identity provider, where staff may log in there too.")


class MemberLogIn(BaseModel):
    """How members log in: what is set where the service is started, and the limits of the release."""

    email: bool = Field(description="Codes go out by e-mail.")
    sms: bool = Field(description="Codes go out by text message.")
    app_issuer: str | None = Field(description="Whose tokens log members in; null: no app does.")
    code_minutes: int
    code_attempts: int
    codes_per_address: int = Field(description="So many codes for one address while one is good.")
    session_idle_days: int
    session_days: int


class SecuritySettings(BaseModel):
    """How people get in."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"staff": EXAMPLE_STAFF, "members": EXAMPLE_MEMBERS}]})

    staff: StaffLogIn
    members: MemberLogIn
