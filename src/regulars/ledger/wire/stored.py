"""Stored bodies: read back by the shape of their type alone.

Every limit was checked when the event came in, and a body that was changed since shows by its hash. Without the limits, reading
costs a fifth; who walks a whole history feels it.
"""

from __future__ import annotations

from typing import Final

import msgspec

from regulars.ledger.wire.shapes import loosened, no_limit
from regulars.ledger.wire.types import EVENT_TYPES

STORED: Final = {name: msgspec.json.Decoder(loosened(kind.data, no_limit)) for name, kind in EVENT_TYPES.items()}
"""Type of event -> how its stored body is read."""
