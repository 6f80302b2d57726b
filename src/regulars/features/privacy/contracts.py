"""Values of privacy: what a member can agree to, and what was said about it."""

from __future__ import annotations

from datetime import datetime
from typing import Literal, NamedTuple

Channel = Literal["sms", "email", "call", "wechat", "push", "post"]
"""By what a member is reached."""
Purpose = Literal["marketing", "surveys", "profiling", "partners"]
"""What for: offers, questions, being judged by what they buy, being told to others."""


class Consent(NamedTuple):
    """What a member said about one channel and purpose."""

    channel: Channel
    purpose: Purpose
    is_granted: bool
    said_at: datetime
    source: str
    """Where it was said: a form, an app, a call."""
    recorded_at: datetime
    recorded_by: str


class MemberExport(NamedTuple):
    """Everything that is kept of one member, by section, as plain JSON values."""

    member_no: int
    sections: dict[str, object]
