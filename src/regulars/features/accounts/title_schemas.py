"""The shapes of what a member holds beside a tier: titles, and tasks under way."""

from __future__ import annotations

from typing import Literal

from pydantic import AwareDatetime, BaseModel, Field

from regulars.features.programs.facade import Sentence


class HonourShape(BaseModel):
    """A title that the member bears; `until` is null for life."""

    key: str
    name: Sentence
    badge: str
    since: AwareDatetime
    until: AwareDatetime | None


class AttemptShape(BaseModel):
    """The latest attempt at a task: how far it is, and whether it is under way, done, or over without enough."""

    task: str
    name: Sentence
    text: Sentence
    status: Literal["running", "done", "missed"]
    since: AwareDatetime
    until: AwareDatetime
    unit: Literal["money", "count"] = Field(description="Money is in minor units.")
    progress: int
    required: int
