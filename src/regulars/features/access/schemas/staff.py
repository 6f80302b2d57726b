"""The shapes of accounts of staff over HTTP, as administrators see them."""

from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field

from regulars.features.access.contracts import Assignment, StaffAccount, StaffLink
from regulars.features.access.schemas.roles import RoleKey
from regulars.features.access.service.granting import ASSIGNMENTS_MAX
from regulars.features.access.usernames import DISPLAY_NAME_LENGTH_MAX, EMAIL_LENGTH_MAX
from regulars.store.homes import HEADQUARTERS

ASSIGNMENT_EXAMPLE: dict[str, Any] = {"role": "analyst", "unit_id": str(HEADQUARTERS), "inherits": True}
ACCOUNT_EXAMPLE: dict[str, Any] = {
    "staff_id": "01926f5e-7a10-7c3b-9f2e-0c5d1f0a9b11",
    "username": "lin",
    "display_name": "Lin",
    "assignments": [ASSIGNMENT_EXAMPLE],
    "email": "lin@shop.example",
    "is_active": True,
    "has_password": True,
    "has_second_factor": False,
    "created_at": "2026-03-01T09:00:00Z",
    "last_seen_at": None,
}
LINK_EXAMPLE: dict[str, Any] = {"path": "/welcome#3q9aK7mwp…", "purpose": "invitation", "expires_at": "2026-03-08T09:00:00Z"}


class AssignmentShape(BaseModel):
    """A role at a unit of the organisation."""

    model_config = ConfigDict(extra="forbid", from_attributes=True)

    role: str = Field(min_length=1, max_length=32, description="The key of a role.")
    unit_id: UUID = Field(HEADQUARTERS, description="Headquarters when left out.")
    inherits: bool = Field(default=True, description="Whether the role holds below the unit too.")

    def assignment(self) -> Assignment:
        """The role as it is assigned."""
        return Assignment(self.role, self.unit_id, self.inherits)


Assignments = Annotated[list[AssignmentShape], Field(min_length=1, max_length=ASSIGNMENTS_MAX)]


class StaffItem(BaseModel):
    """One account."""

    model_config = ConfigDict(json_schema_extra={"examples": [ACCOUNT_EXAMPLE]})

    staff_id: UUID
    username: str
    display_name: str
    assignments: list[AssignmentShape]
    email: str | None
    is_active: bool
    has_password: bool = Field(description="False until an invitation was used.")
    has_second_factor: bool
    created_at: AwareDatetime
    last_seen_at: AwareDatetime | None = Field(description="When an open session was last used; null without one.")

    @classmethod
    def of(cls, account: StaffAccount) -> "StaffItem":
        """An account as lists show it."""
        shown = {name: getattr(account, name) for name in cls.model_fields if name != "is_active"}
        return cls.model_validate(shown | {"is_active": not account.disabled})


class StaffList(BaseModel):
    """Every account, by user name."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"items": [ACCOUNT_EXAMPLE]}]})

    items: list[StaffItem]


class NewStaff(BaseModel):
    """A person to be let in."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [
                {"username": "lin", "display_name": "Lin", "assignments": [ASSIGNMENT_EXAMPLE], "email": "lin@shop.example"}
            ]
        },
    )

    username: str = Field(min_length=1, max_length=64)
    display_name: str = Field("", max_length=DISPLAY_NAME_LENGTH_MAX)
    assignments: Assignments
    email: str | None = Field(None, max_length=EMAIL_LENGTH_MAX)


class StaffChange(BaseModel):
    """What is to change; what is left out stays."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [{"assignments": [ASSIGNMENT_EXAMPLE]}]})

    display_name: str | None = Field(None, max_length=DISPLAY_NAME_LENGTH_MAX)
    assignments: Assignments | None = Field(None, description="All roles the account is to have.")
    email: str | None = Field(None, max_length=EMAIL_LENGTH_MAX, description="Null or an empty text takes it away.")
    is_active: bool | None = None


class StaffReset(BaseModel):
    """What the person cannot prove any more."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [{"second_factor": False}]})

    second_factor: bool = Field(default=False, description="True where the phone is gone too, and the recovery codes.")


class StaffLinkShape(BaseModel):
    """A link by which a person chooses a password; shown this once."""

    model_config = ConfigDict(json_schema_extra={"examples": [LINK_EXAMPLE]})

    path: str = Field(description="Where it leads on this console's address. What stands behind `#` is never sent to a server.")
    purpose: Literal["invitation", "reset"]
    expires_at: AwareDatetime

    @classmethod
    def of(cls, link: StaffLink) -> "StaffLinkShape":
        """A link just made."""
        return cls(path=link.path, purpose=link.purpose, expires_at=link.expires_at)


class StaffInvited(BaseModel):
    """A new account, and the link that its person needs."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"account": ACCOUNT_EXAMPLE, "link": LINK_EXAMPLE}]})

    account: StaffItem
    link: StaffLinkShape


class Policy(BaseModel):
    """What a log-in needs beyond the password."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [{"second_factor_roles": ["admin"]}]})

    second_factor_roles: list[RoleKey] = Field(max_length=100, description="Roles whose people log in with a second factor.")
