"""The shapes of roles over HTTP."""

from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field

from regulars.features.access.contracts import CustomRole
from regulars.features.access.roles import ScopeName
from regulars.features.access.service.custom_roles import NAME_LENGTH_MAX

ROLE_EXAMPLE: dict[str, Any] = {
    "role": "advisor", "name": "Advisor", "scopes": ["members:read"], "is_own": True, "accounts": 2,
}  # fmt: skip

RoleKey = Annotated[str, Field(min_length=1, max_length=32)]


class RoleItem(BaseModel):
    """A role."""

    model_config = ConfigDict(json_schema_extra={"examples": [ROLE_EXAMPLE]})

    role: str
    name: str = Field(description="Empty for a role that is there from the beginning.")
    scopes: list[ScopeName]
    is_own: bool = Field(description="Made by the operator; others cannot be changed.")
    accounts: int = Field(description="How many accounts have it.")

    @classmethod
    def of(cls, role: CustomRole) -> "RoleItem":
        """A role of the operator's own."""
        return cls.model_validate(
            {"role": role.role, "name": role.name, "scopes": sorted(role.scopes), "is_own": True, "accounts": role.accounts}
        )


class RoleList(BaseModel):
    """Every role, and the scopes that roles can have: those of `unit_scopes` for a part of the organisation too."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [{"items": [ROLE_EXAMPLE], "scopes": ["members:read", "board:read"], "unit_scopes": ["members:read"]}]
        }
    )

    items: list[RoleItem]
    scopes: list[ScopeName]
    unit_scopes: list[ScopeName]


class RoleChange(BaseModel):
    """What a role is to be called and to hold."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [{"name": "Advisor", "scopes": ["members:read"]}]})

    name: str = Field(min_length=1, max_length=NAME_LENGTH_MAX)
    scopes: list[str] = Field(min_length=1, max_length=50)


class NewRole(RoleChange):
    """A role to be made."""

    model_config = ConfigDict(
        extra="forbid", json_schema_extra={"examples": [{"role": "advisor", "name": "Advisor", "scopes": ["members:read"]}]}
    )

    role: RoleKey = Field(description="Its key: a lower-case letter, then 1 to 31 letters, digits or _.")
