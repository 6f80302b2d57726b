"""What others may know of tags, and the facts they tell."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, Final, Literal, NamedTuple
from uuid import UUID

ENTERED: Final = "tag.entered"
LEFT: Final = "tag.left"
TAG_FACTS: Final = (ENTERED, LEFT)

READER: Final = "tags"
"""Under this name the rules follow the relayed facts."""

Cause = Literal["staff", "member", "day", "rule", "removed"]
"""Why a tag came or went: somebody did it; something happened to the member; a day began; the rule is new or changed, or the
program is; the tag was taken out of use."""

TAGS_MAX: Final = 1_000
KEY: Final = "^[a-z][a-z0-9_]{0,39}$"
NAME_LENGTH_MAX: Final = 40
DESCRIPTION_LENGTH_MAX: Final = 400
COLOR: Final = "^#[0-9a-f]{6}$"
COLOR_DEFAULT: Final = "#5b6b7f"


class Tag(NamedTuple):
    """A tag. Without a condition it is given by hand."""

    tag_no: int
    key: str
    name: str
    description: str
    color: str
    condition: dict[str, Any] | None
    members: int
    is_due: bool
    is_daily: bool
    evaluated_at: datetime | None
    evaluated_on: date | None
    program_version: int | None
    is_faulty: bool
    created_at: datetime
    created_by: str


class BorneTag(NamedTuple):
    """A tag that a member bears."""

    member_id: UUID
    key: str
    name: str
    color: str
    is_rule: bool
    since: datetime
    given_by: str


class Moved(NamedTuple):
    """How many members a tag came to, and how many it left."""

    entered: int
    left: int
