"""The shapes of log-in over HTTP."""

from pydantic import BaseModel, ConfigDict, Field

from regulars.features.access.contracts import Principal
from regulars.features.access.passwords import PASSWORD_LENGTH_MAX
from regulars.features.access.roles import RoleName


class LogIn(BaseModel):
    """Who logs in."""

    model_config = ConfigDict(
        extra="forbid",
        hide_input_in_errors=True,
        json_schema_extra={"examples": [{"username": "admin", "password": "k7mwp-3xq9a-8hfgn-r2t5c"}]},
    )

    username: str = Field(min_length=1, max_length=64)
    password: str = Field(min_length=1, max_length=PASSWORD_LENGTH_MAX)


class Staff(BaseModel):
    """The member of staff who is logged in."""

    username: str
    display_name: str
    role: RoleName


class Session(BaseModel):
    """An open session."""

    model_config = ConfigDict(
        json_schema_extra={"examples": [{"staff": {"username": "admin", "display_name": "Admin", "role": "admin"}}]}
    )

    staff: Staff

    @classmethod
    def of(cls, principal: Principal) -> "Session":
        """The session of a member of staff."""
        return cls.model_validate(
            {"staff": {"username": principal.name, "display_name": principal.display_name, "role": principal.role}}
        )
