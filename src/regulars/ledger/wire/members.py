"""Members on the wire: joining, what they do besides buying, and what staff decide about them."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Final, Literal

from msgspec import UNSET, Meta, UnsetType, field
from msgspec.structs import replace

from regulars.core import events as core
from regulars.ledger.wire.parts import Conceal, Id, Identity, Part, Printable, Reason, Word, refusal

LEAP_YEAR: Final = 2000
COUNT_MAX: Final = 2**53 - 1


class MemberRegistered(Part, frozen=True):
    """The member joined, perhaps brought by another one."""

    channel: Annotated[str, Meta(max_length=64)] = ""
    referrer: Identity | None = None


class MemberCheckedIn(Part, frozen=True):
    """The daily check-in."""


Attribute = bool | Annotated[int, Meta(ge=-COUNT_MAX, le=COUNT_MAX)] | Annotated[Printable, Meta(max_length=256)] | None


class ProfileChanged(Part, frozen=True):
    """What the member told: only what changed. `null` takes it away. The year of birth is not asked for."""

    birthday: Annotated[str, Meta(pattern="^[0-9]{2}-[0-9]{2}$", max_length=5)] | UnsetType | None = UNSET
    attributes: Annotated[dict[Word, Attribute], Meta(max_length=100)] = field(default_factory=dict)


class ActivityDone(Part, frozen=True):
    """Something that the program counts, by its key there. With an `activity_id` it counts once, whoever reports it."""

    activity: Word
    activity_id: Id | None = None


class MemberFrozen(Part, frozen=True):
    """Staff freeze a member: `spend` stops spending, `all` holds back what is earned as well."""

    what: Literal["spend", "all"]
    reason: Reason


class MemberErased(Part, frozen=True):
    """The member was erased; only this system says so."""


class MemberUnfrozen(Part, frozen=True):
    """Staff end a freeze."""

    reason: Reason


def member_registered(data: MemberRegistered) -> core.MemberRegistered:
    """The joining for core."""
    return core.MemberRegistered(core.NOBODY if data.referrer is None else (data.referrer.kind, data.referrer.value))


def conceal_referrer(data: MemberRegistered, conceal: Conceal) -> MemberRegistered:
    """The joining without the referrer's identity."""
    return data if data.referrer is None else replace(data, referrer=conceal(data.referrer, "data.referrer"))


def activity_done(data: ActivityDone) -> core.ActivityDone:
    """The activity for core."""
    return core.ActivityDone(data.activity, data.activity_id or "")


def profile_changed(data: ProfileChanged) -> core.ProfileChanged:
    """What was told, for core."""
    return core.ProfileChanged(_birthday(data.birthday), data.attributes)


def profile_imported(data: ProfileChanged) -> core.ProfileImported:
    """What was known elsewhere, for core."""
    return core.ProfileImported(_birthday(data.birthday), data.attributes)


def _birthday(text: str | UnsetType | None) -> int | None:
    if isinstance(text, UnsetType):
        return None
    if text is None:
        return 0
    month, day = int(text[:2]), int(text[3:])
    try:
        date(LEAP_YEAR, month, day)
    except ValueError as error:
        raise refusal("data.birthday", f"there is no day {text}", "month and day, such as 05-20") from error
    return month * 100 + day
