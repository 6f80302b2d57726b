"""The shapes of privacy over HTTP."""

from typing import Annotated, Any
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

REASON_LENGTH_MAX = 200
EXAMPLE_MEMBER_ID = "01926f5e-7a10-7c3b-9f2e-0c5d1f0a9b11"

Reason = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=2, max_length=REASON_LENGTH_MAX, pattern=r"^[^\x00-\x1f\x7f]*$")
]


class UnmaskRequest(BaseModel):
    """Why somebody has to read what is masked."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [{"reason": "The member called about a parcel."}]})

    reason: Reason = Field(description="Kept in the audit log for ever: no name and no number in it.")


EXAMPLE_UNMASKED: dict[str, Any] = {
    "member_id": EXAMPLE_MEMBER_ID,
    "display_name": "Lin Wei",
    "identities": [{"kind": "phone", "value": "+8613912345678"}],
}


class HeldIdentity(BaseModel):
    """One identity in full."""

    kind: str
    value: str


class Unmasked(BaseModel):
    """What is masked, in full."""

    model_config = ConfigDict(json_schema_extra={"examples": [EXAMPLE_UNMASKED]})

    member_id: UUID
    display_name: str
    identities: list[HeldIdentity]
