"""The shapes of log-in over HTTP."""

from typing import Any, Literal
from uuid import UUID

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field

from regulars.features.access.contracts import Principal, Stage
from regulars.features.access.passwords import PASSWORD_LENGTH_MAX
from regulars.features.access.roles import ScopeName

CODE_LENGTH_MAX = 40
LINK_CODE_LENGTH_MAX = 100
LINK_CODE_EXAMPLE = "3q9aK7mwp…"
OWN_ROLE_EXAMPLE: dict[str, Any] = {
    "role": "clerk",
    "role_name": "",
    "unit_id": "01926f5e-7a10-7c3b-9f2e-0c5d1f0a9b21",
    "unit_name": "People's Square",
    "unit_kind": "store",
    "inherits": True,
}

SECRET = ConfigDict(extra="forbid", hide_input_in_errors=True)


class LogIn(BaseModel):
    """Who logs in."""

    model_config = SECRET | ConfigDict(
        json_schema_extra={"examples": [{"username": "admin", "password": "k7mwp-3xq9a-8hfgn-r2t5c"}]}
    )

    username: str = Field(min_length=1, max_length=64)
    password: str = Field(min_length=1, max_length=PASSWORD_LENGTH_MAX)


class LogInCode(BaseModel):
    """The second step."""

    model_config = SECRET | ConfigDict(json_schema_extra={"examples": [{"code": "492039"}]})

    code: str = Field(min_length=1, max_length=CODE_LENGTH_MAX, description="Six digits of the app, or a recovery code.")


class OwnRole(BaseModel):
    """A role that one has."""

    model_config = ConfigDict(from_attributes=True)

    role: str
    role_name: str = Field(description="Empty for a role that is there from the beginning.")
    unit_id: UUID
    unit_name: str = Field(description="Empty at a headquarters that nobody has named.")
    unit_kind: Literal["headquarters", "region", "store"]
    inherits: bool


class Staff(BaseModel):
    """The member of staff who is logged in."""

    username: str
    display_name: str
    roles: list[OwnRole]
    scopes: list[ScopeName] = Field(description="What the roles may do, some of it perhaps in a part of the organisation only.")
    limited_scopes: list[ScopeName] = Field(description="Those of them that do not hold everywhere.")


class Session(BaseModel):
    """A session. In the stages `code` and `enrol` the log-in waits for its next step, and nothing else is answered."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "stage": "open",
                    "staff": {
                        "username": "lin",
                        "display_name": "Lin",
                        "roles": [OWN_ROLE_EXAMPLE],
                        "scopes": ["members:read"],
                        "limited_scopes": ["members:read"],
                    },
                }
            ]
        }
    )

    stage: Stage = Field(
        description="`code`: enter the second factor; `enrol`: set one up, the role needs it; `open`: logged in."
    )
    staff: Staff | None = Field(description="Null until the password and, where there is one, the second factor were right.")

    @classmethod
    def of(cls, principal: Principal) -> "Session":
        """The session of a member of staff."""
        staff = {
            "username": principal.name,
            "display_name": principal.display_name,
            "roles": principal.roles,
            "scopes": sorted(principal.scopes),
            "limited_scopes": sorted(principal.limits),
        }
        return cls.model_validate({"stage": principal.stage, "staff": None if principal.stage == "code" else staff})


class LinkCode(BaseModel):
    """A link's code."""

    model_config = SECRET | ConfigDict(json_schema_extra={"examples": [{"code": LINK_CODE_EXAMPLE}]})

    code: str = Field(min_length=1, max_length=LINK_CODE_LENGTH_MAX)


class LinkUse(LinkCode):
    """The password that the holder of a link chose."""

    model_config = SECRET | ConfigDict(
        json_schema_extra={"examples": [{"code": LINK_CODE_EXAMPLE, "password": "four words of nobody's"}]}
    )

    password: str = Field(min_length=1, max_length=PASSWORD_LENGTH_MAX)


class Link(BaseModel):
    """Who a link is for."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "username": "lin",
                    "display_name": "Lin",
                    "purpose": "invitation",
                    "expires_at": "2026-03-08T09:00:00Z",
                    "password_length_min": 12,
                }
            ]
        }
    )

    username: str
    display_name: str
    purpose: Literal["invitation", "reset"]
    expires_at: AwareDatetime
    password_length_min: int = Field(description="How many characters the password needs.")


class LinkUsed(BaseModel):
    """The account that has a password now."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"username": "lin"}]})

    username: str
