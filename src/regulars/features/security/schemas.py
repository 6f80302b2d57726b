"""The shapes of rules of log-in over HTTP."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from regulars.features.member_access.contracts import Ways
from regulars.store.log_in_rules import BOUNDS, MEMBER_BOUNDS, STAFF_BOUNDS, MemberRules, StaffRules

STAFF_EXAMPLE: dict[str, Any] = {name: bounds.default for name, bounds in STAFF_BOUNDS.items()}
MEMBERS_EXAMPLE: dict[str, Any] = {name: bounds.default for name, bounds in MEMBER_BOUNDS.items()}
BOUNDS_EXAMPLE: dict[str, Any] = {"staff.session_hours": BOUNDS["staff.session_hours"]._asdict()}
CHANGE_EXAMPLE: dict[str, Any] = {"staff": {"session_idle_minutes": 30}, "members": {"code_digits": 8}}


def staff_rule(name: str, description: str) -> Any:
    """A field for a rule of staff, with its bounds."""
    return Field(None, ge=STAFF_BOUNDS[name].least, le=STAFF_BOUNDS[name].most, description=description)


def member_rule(name: str, description: str) -> Any:
    """A field for a rule of members, with its bounds."""
    return Field(None, ge=MEMBER_BOUNDS[name].least, le=MEMBER_BOUNDS[name].most, description=description)


class StaffRuleChange(BaseModel):
    """Rules of staff that are to be other ones; null: as the release says."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [CHANGE_EXAMPLE["staff"]]})

    password_length_min: int | None = staff_rule("password_length_min", "For passwords that are chosen from now on.")
    session_idle_minutes: int | None = staff_rule("session_idle_minutes", "How long a session may go unused.")
    session_hours: int | None = staff_rule("session_hours", "How long a session lasts in all.")
    attempts_per_account: int | None = staff_rule("attempts_per_account", "Wrong passwords of one account.")
    attempts_per_account_minutes: int | None = staff_rule("attempts_per_account_minutes", "In which they are counted.")
    attempts_per_address: int | None = staff_rule("attempts_per_address", "Failures from one network address.")
    attempts_per_address_minutes: int | None = staff_rule("attempts_per_address_minutes", "In which they are counted.")
    codes_per_account: int | None = staff_rule("codes_per_account", "Wrong codes of one account.")
    codes_per_account_minutes: int | None = staff_rule("codes_per_account_minutes", "In which they are counted.")


class MemberRuleChange(BaseModel):
    """Rules of members that are to be other ones; null: as the release says."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [CHANGE_EXAMPLE["members"]]})

    code_digits: int | None = member_rule("code_digits", "How long a code is.")
    code_minutes: int | None = member_rule("code_minutes", "How long it is good; one on its way keeps its time.")
    code_attempts: int | None = member_rule("code_attempts", "How often one may be tried.")
    codes_per_address: int | None = member_rule("codes_per_address", "So many for one address while one is good.")
    session_idle_days: int | None = member_rule("session_idle_days", "How long a session may go unused.")
    session_days: int | None = member_rule("session_days", "How long a session lasts in all.")


class SecurityChange(BaseModel):
    """Rules that are to be other ones; what is left out stays."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [CHANGE_EXAMPLE]})

    staff: StaffRuleChange = Field(default_factory=StaffRuleChange)
    members: MemberRuleChange = Field(default_factory=MemberRuleChange)

    def wanted(self) -> dict[str, int | None]:
        """What was said, by full name."""
        said = self.model_dump(exclude_unset=True)
        return {f"{whose}.{name}": value for whose, rules in said.items() for name, value in rules.items()}


class SecurityEffect(BaseModel):
    """What a change of rules would do."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "before": {"staff.session_idle_minutes": 480}, "after": {"staff.session_idle_minutes": 30},
                    "staff_sessions_ended": 4, "member_sessions_ended": 0,
                }
            ]
        }
    )  # fmt: skip

    before: dict[str, int] = Field(description="The rules that would be other ones, by full name.")
    after: dict[str, int]
    staff_sessions_ended: int = Field(description="How many would have lasted, or waited, too long by then.")
    member_sessions_ended: int


class StaffLogIn(BaseModel):
    """How staff log in: the rules that hold, and the provider, which is set where the service is started."""

    password_length_min: int
    session_idle_minutes: int
    session_hours: int
    attempts_per_account: int
    attempts_per_account_minutes: int
    attempts_per_address: int
    attempts_per_address_minutes: int
    codes_per_account: int
    codes_per_account_minutes: int
    provider: str | None = Field(description="The identity provider, where staff may log in there too.")


class MemberLogIn(BaseModel):
    """How members log in: the ways that are set where the service is started, and the rules that hold."""

    email: bool = Field(description="Codes go out by e-mail.")
    sms: bool = Field(description="Codes go out by text message.")
    app_issuer: str | None = Field(description="Whose tokens log members in; null: no app does.")
    code_digits: int
    code_minutes: int
    code_attempts: int
    codes_per_address: int = Field(description="So many codes for one address while one is good.")
    session_idle_days: int
    session_days: int


class RuleBounds(BaseModel):
    """Between which numbers a rule may be set, and what it is until then."""

    default: int
    least: int
    most: int


class SecuritySettings(BaseModel):
    """How people get in."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "staff": STAFF_EXAMPLE | {"provider": "https://login.shop.example"},
                    "members": {"email": True, "sms": False, "app_issuer": None, **MEMBERS_EXAMPLE},
                    "bounds": BOUNDS_EXAMPLE,
                }
            ]
        }
    )

    staff: StaffLogIn
    members: MemberLogIn
    bounds: dict[str, RuleBounds] = Field(description="Of every rule, by full name such as `staff.session_hours`.")

    @classmethod
    def of(cls, staff: StaffRules, members: MemberRules, provider: str | None, ways: Ways) -> SecuritySettings:
        """What holds."""
        return cls(
            staff=StaffLogIn(**asdict(staff), provider=provider),
            members=MemberLogIn(**asdict(members), **ways._asdict()),
            bounds={name: RuleBounds(**bounds._asdict()) for name, bounds in BOUNDS.items()},
        )
