"""The shapes of API keys over HTTP."""

from datetime import date
from typing import Any, Literal
from uuid import UUID

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field

from regulars.features.access.roles import ScopeName
from regulars.features.access.service.keys import NAME_LENGTH_MAX, OVERLAP_HOURS_MAX, VALID_DAYS_MAX, CreatedKey
from regulars.store.homes import HEADQUARTERS

KeyState = Literal["active", "expired", "revoked", "replaced"]

KEY_EXAMPLE: dict[str, Any] = {
    "key_id": "0011223344556677",
    "name": "till 12",
    "scopes": ["events:write"],
    "state": "active",
    "created_at": "2026-03-01T09:00:00Z",
    "expires_at": "2027-03-01T09:00:00Z",
    "revoked_at": None,
    "last_used_on": "2026-03-02",
    "replaced_by": None,
    "unit_id": str(HEADQUARTERS),
    "inherits": True,
}
BEARER_EXAMPLE = "rk_0011223344556677_…"


class KeyItem(BaseModel):
    """One API key, without its secret."""

    key_id: str
    name: str
    scopes: list[ScopeName]
    state: KeyState = Field(description="`replaced`: a successor exists and this one works until `expires_at`.")
    created_at: AwareDatetime
    expires_at: AwareDatetime | None
    revoked_at: AwareDatetime | None
    last_used_on: date | None = Field(description="The UTC day of the last use.")
    replaced_by: str | None = Field(description="The key that stands in for this one.")
    unit_id: UUID = Field(description="Whose members it reaches.")
    inherits: bool = Field(description="Whether it reaches the members of units below too.")


class KeyList(BaseModel):
    """Every key, newest first, and the scopes that keys can have."""

    model_config = ConfigDict(
        json_schema_extra={"examples": [{"items": [KEY_EXAMPLE], "scopes": ["events:write"], "unit_scopes": ["events:write"]}]}
    )

    items: list[KeyItem]
    scopes: list[ScopeName]
    unit_scopes: list[ScopeName] = Field(description="Those that a key of a part of the organisation can have.")


class NewKey(BaseModel):
    """A key for a system."""

    model_config = ConfigDict(
        extra="forbid", json_schema_extra={"examples": [{"name": "till 12", "scopes": ["events:write"], "valid_days": 365}]}
    )

    name: str = Field(min_length=1, max_length=NAME_LENGTH_MAX, description="Which system uses it.")
    scopes: list[str] = Field(min_length=1, max_length=50)
    valid_days: int | None = Field(None, ge=1, le=VALID_DAYS_MAX, description="Null: until it is revoked.")
    unit_id: UUID = Field(HEADQUARTERS, description="Whose members it reaches: a store for its tills.")
    inherits: bool = Field(default=True, description="Whether it reaches the members of units below too.")


class KeyRotation(BaseModel):
    """How long the old key works beside its successor."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [{"overlap_hours": 24}]})

    overlap_hours: int = Field(24, ge=0, le=OVERLAP_HOURS_MAX)
    valid_days: int | None = Field(None, ge=1, le=VALID_DAYS_MAX, description="Null: as long as the old key was made for.")


class KeyCreated(BaseModel):
    """A fresh key; `bearer` is shown this once."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"bearer": BEARER_EXAMPLE, "key": KEY_EXAMPLE}]})

    bearer: str = Field(description="To be sent as `Authorization: Bearer …`.")
    key: KeyItem

    @classmethod
    def of(cls, created: CreatedKey) -> "KeyCreated":
        """A key just made."""
        shown = {name: getattr(created.key, name) for name in KeyItem.model_fields if name != "state"}
        return cls(bearer=created.bearer, key=KeyItem.model_validate(shown | {"state": "active"}))
