"""The shapes of log-in over HTTP."""

from typing import Literal

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field

from regulars.features.access.contracts import Principal, Stage
from regulars.features.access.passwords import PASSWORD_LENGTH_MAX
from regulars.features.access.roles import RoleName, ScopeName

CODE_LENGTH_MAX = 40
LINK_CODE_LENGTH_MAX = 100
LINK_CODE_EXAMPLE = "3q9aK7mwp…"

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


class Staff(BaseModel):
    """The member of staff who is logged in."""

    username: str
    display_name: str
    role: RoleName
    scopes: list[ScopeName] = Field(description="What the role may do.")


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
                        "role": "analyst",
                        "scopes": ["board:read", "members:read"],
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
            "role": principal.role,
            "scopes": sorted(principal.scopes),
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
                {"username": "lin", "display_name": "Lin", "purpose": "invitation", "expires_at": "2026-03-08T09:00:00Z"}
            ]
        }
    )

    username: str
    display_name: str
    purpose: Literal["invitation", "reset"]
    expires_at: AwareDatetime


class LinkUsed(BaseModel):
    """The account that has a password now."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"username": "lin"}]})

    username: str
