"""What others may know of a saved view, and its limits."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Final, NamedTuple
from uuid import UUID

VIEWS_MAX: Final = 100
"""Views of one owner."""
NAME_LENGTH_MAX: Final = 40


class View(NamedTuple):
    """A saved view. Shared ones are seen by all who may see members."""

    view_id: UUID
    name: str
    owner: str
    is_shared: bool
    content: dict[str, Any]
    created_at: datetime
