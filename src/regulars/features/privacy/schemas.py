"""The shapes of privacy over HTTP."""

from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, StringConstraints

from regulars.features.privacy.contracts import Channel, Consent, Purpose

REASON_LENGTH_MAX = 200
PRINTABLE = r"^[^\x00-\x1f\x7f]*$"
EXAMPLE_MEMBER_ID = "01926f5e-7a10-7c3b-9f2e-0c5d1f0a9b11"

Reason = Annotated[str, StringConstraints(strip_whitespace=True, min_length=2, max_length=REASON_LENGTH_MAX, pattern=PRINTABLE)]


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


class ConsentIn(BaseModel):
    """What a member said about one channel and purpose."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={"examples": [{"channel": "sms", "purpose": "marketing", "granted": True, "source": "store form"}]},
    )

    channel: Channel
    purpose: Purpose
    granted: bool = Field(description="false: refused, or taken back.")
    source: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=64, pattern=PRINTABLE)] = Field(
        description="Where it was said: a form, an app, a call."
    )
    said_at: AwareDatetime | None = Field(None, description="When the member said so; now when left out.")


class ConsentShape(BaseModel):
    """What a member said, when and where."""

    channel: Channel
    purpose: Purpose
    granted: bool
    said_at: AwareDatetime
    source: str
    recorded_at: AwareDatetime
    recorded_by: str


EXAMPLE_CONSENT: dict[str, Any] = {
    "channel": "sms", "purpose": "marketing", "granted": True, "said_at": "2026-03-01T09:00:00Z", "source": "store form",
    "recorded_at": "2026-03-01T09:00:00Z", "recorded_by": "staff:ann",
}  # fmt: skip


class ConsentList(BaseModel):
    """What holds now per channel and purpose, and everything that was said, newest first."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"now": [EXAMPLE_CONSENT], "history": [EXAMPLE_CONSENT]}]})

    now: list[ConsentShape]
    history: list[ConsentShape]


class EraseRequest(BaseModel):
    """Whom to erase, said twice, and why."""

    model_config = ConfigDict(
        extra="forbid", json_schema_extra={"examples": [{"member_no": 1024, "reason": "The member asked for it in writing."}]}
    )

    member_no: int = Field(ge=1, le=10**18, description="The member's number, typed again: it cannot be undone.")
    reason: Reason = Field(description="Kept in the audit log for ever: no name and no number in it.")


class Erased(BaseModel):
    """What erasing came to."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"member_id": EXAMPLE_MEMBER_ID, "points_written_off": 1280}]})

    member_id: UUID
    points_written_off: int


class ExportQuery(BaseModel):
    """The form of an export."""

    model_config = ConfigDict(extra="forbid")

    format: Literal["json", "html"] = Field("json", description="For machines, or to be read.")


def consent_shape(consent: Consent) -> ConsentShape:
    """A consent as it goes out."""
    values = consent._asdict()
    return ConsentShape(granted=values.pop("is_granted"), **values)
