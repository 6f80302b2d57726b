"""The shapes of one's own account over HTTP."""

from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field

from regulars.features.access.passwords import PASSWORD_LENGTH_MAX
from regulars.features.access.schemas.session import CODE_LENGTH_MAX, OWN_ROLE_EXAMPLE, SECRET, Session, Staff

PASSWORD_EXAMPLE = "k7mwp-3xq9a-8hfgn-r2t5c"  # noqa: S105 - an example
CODES_EXAMPLE: list[Any] = ["k7mw-p3xq-9a8h-fgnr", "2t5c-q8vz-m4bd-6ykj"]
STAFF_EXAMPLE: dict[str, Any] = {
    "username": "lin",
    "display_name": "Lin",
    "roles": [OWN_ROLE_EXAMPLE],
    "scopes": ["members:read"],
    "limited_scopes": ["members:read"],
}

CurrentPassword = Annotated[str, Field(min_length=1, max_length=PASSWORD_LENGTH_MAX)]


class OwnSecondFactor(BaseModel):
    """How one's second factor stands."""

    is_set: bool
    enrolled_at: AwareDatetime | None
    is_required: bool = Field(description="The role needs one.")
    recovery_codes_left: int


class Me(BaseModel):
    """One's own account."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "staff": STAFF_EXAMPLE,
                    "email": "lin@shop.example",
                    "has_password": True,
                    "password_changed_at": "2026-03-01T09:00:00Z",
                    "password_length_min": 12,
                    "session_idle_minutes": 480,
                    "session_hours": 24,
                    "second_factor": {
                        "is_set": True,
                        "enrolled_at": "2026-03-01T09:05:00Z",
                        "is_required": False,
                        "recovery_codes_left": 9,
                    },
                }
            ]
        }
    )

    staff: Staff
    email: str | None
    has_password: bool
    password_changed_at: AwareDatetime | None
    password_length_min: int = Field(description="How many characters a new password needs.")
    session_idle_minutes: int = Field(description="How long a session may go unused.")
    session_hours: int = Field(description="How long it lasts in all.")
    second_factor: OwnSecondFactor


class PasswordChange(BaseModel):
    """A new password, and the present one as proof."""

    model_config = SECRET | ConfigDict(
        json_schema_extra={"examples": [{"current_password": PASSWORD_EXAMPLE, "password": "four words of nobody's"}]}
    )

    current_password: CurrentPassword
    password: str = Field(min_length=1, max_length=PASSWORD_LENGTH_MAX)


class Proof(BaseModel):
    """The present password as proof that it is oneself."""

    model_config = SECRET | ConfigDict(json_schema_extra={"examples": [{"current_password": PASSWORD_EXAMPLE}]})

    current_password: CurrentPassword


class EnrolmentStart(BaseModel):
    """The present password, except while a log-in waits for the second factor that the role needs."""

    model_config = SECRET | ConfigDict(json_schema_extra={"examples": [{"current_password": PASSWORD_EXAMPLE}]})

    current_password: CurrentPassword | None = None


class Enrolment(BaseModel):
    """What an app needs to make codes."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "secret": "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP",
                    "uri": "otpauth://totp/Regulars:lin?secret=JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP&issuer=Regulars",
                    "qr": "data:image/svg+xml,%3Csvg…",
                }
            ]
        }
    )

    secret: str
    uri: str
    qr: str = Field(description="The address as a QR code: an SVG as a data URI.")


class EnrolmentCode(BaseModel):
    """A first code made by the app."""

    model_config = SECRET | ConfigDict(json_schema_extra={"examples": [{"code": "492039"}]})

    code: str = Field(min_length=1, max_length=CODE_LENGTH_MAX)


class RecoveryCodes(BaseModel):
    """Codes that each stand in for the app once; shown this once."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"recovery_codes": CODES_EXAMPLE}]})

    recovery_codes: list[str]


class EnrolmentDone(RecoveryCodes):
    """The second factor counts from now on; the session is open."""

    model_config = ConfigDict(
        json_schema_extra={"examples": [{"recovery_codes": CODES_EXAMPLE, "session": {"stage": "open", "staff": STAFF_EXAMPLE}}]}
    )

    session: Session


class OwnSession(BaseModel):
    """One open session of one's own."""

    session_id: UUID
    created_at: AwareDatetime
    last_seen_at: AwareDatetime = Field(description="To the minute.")
    means: Literal["password", "provider"]
    address: str
    agent: str = Field(description="What the browser calls itself.")
    is_current: bool


class OwnSessions(BaseModel):
    """One's open sessions, last used first."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "items": [
                        {
                            "session_id": "01926f5e-7a10-7c3b-9f2e-0c5d1f0a9b11",
                            "created_at": "2026-03-01T09:00:00Z",
                            "last_seen_at": "2026-03-01T10:31:00Z",
                            "means": "password",
                            "address": "192.0.2.7",
                            "agent": "Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0",
                            "is_current": True,
                        }
                    ]
                }
            ]
        }
    )

    items: list[OwnSession]


class SessionsEnded(BaseModel):
    """How many sessions ended."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"ended": 2}]})

    ended: int
