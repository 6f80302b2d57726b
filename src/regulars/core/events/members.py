"""Members: joining, what they do besides buying, and what staff decide about them."""

from __future__ import annotations

from typing import Any, Final, Literal, final

from regulars.core.events.base import NOBODY, EventData


@final
class MemberRegistered(EventData):
    """The member joined, perhaps brought by another one."""

    def __init__(self, referrer: tuple[str, str] = NOBODY) -> None:
        self.referrer: Final = referrer

    def other_member(self) -> tuple[str, str]:
        """The one who brought them."""
        return self.referrer

    def plain(self) -> Any:
        """The fields in order."""
        return (self.referrer,)


@final
class MemberCheckedIn(EventData):
    """The daily check-in."""

    def needs_lots(self) -> bool:
        """It only earns."""
        return False


@final
class ProfileChanged(EventData):
    """What the member told about themselves. Only what changed is named."""

    def __init__(self, birthday: int | None = None, attributes: dict[str, Any] | None = None) -> None:
        self.birthday: Final = birthday
        """month * 100 + day; 0: it is taken back; None: nothing was said about it."""
        self.attributes: Final = {} if attributes is None else attributes
        """Plain JSON values by name; None takes one away."""

    def plain(self) -> Any:
        """The fields in order."""
        return (self.birthday, self.attributes)


@final
class ProfileImported(EventData):
    """What an older system knew of the member. They did nothing themselves, so nothing listens to it."""

    def __init__(self, birthday: int | None = None, attributes: dict[str, Any] | None = None) -> None:
        self.birthday: Final = birthday
        """As of `ProfileChanged`."""
        self.attributes: Final = {} if attributes is None else attributes

    def plain(self) -> Any:
        """The fields in order."""
        return (self.birthday, self.attributes)


@final
class ActivityDone(EventData):
    """Something that the program counts: a share, a visit, a review, a log-in. `activity` is a key of the program."""

    def __init__(self, activity: str, activity_id: str = "") -> None:
        self.activity: Final = activity
        self.activity_id: Final = activity_id

    def needs_lots(self) -> bool:
        """It only earns."""
        return False

    def reference(self) -> str:
        """The activity, where the sender has a name for it: it counts once, whoever reports it."""
        return f"activity:{self.activity_id}" if self.activity_id else ""

    def plain(self) -> Any:
        """The fields in order."""
        return (self.activity, self.activity_id)


@final
class MemberErased(EventData):
    """The member asked to be forgotten."""


Freeze = Literal["spend", "all"]
"""What a freeze covers: spending, or earning as well."""


@final
class MemberFrozen(EventData):
    """Staff freeze a member, with a reason; a freeze replaces the one before."""

    def __init__(self, what: Freeze, reason: str) -> None:
        self.what: Final[Freeze] = what
        self.reason: Final = reason

    def plain(self) -> Any:
        """The fields in order."""
        return (self.what, self.reason)


@final
class MemberUnfrozen(EventData):
    """Staff end a freeze, with a reason."""

    def __init__(self, reason: str) -> None:
        self.reason: Final = reason

    def plain(self) -> Any:
        """The fields in order."""
        return (self.reason,)
