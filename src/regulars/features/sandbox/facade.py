"""What the sandbox slice offers: making, listing and dropping sandboxes, and the clock inside one."""

from regulars.features.sandbox.contracts import DAYS_MAX, Advanced, ClockReading
from regulars.features.sandbox.queries import count_due
from regulars.features.sandbox.service.advance import advance, move_clock
from regulars.features.sandbox.service.create import create_sandbox
from regulars.features.sandbox.service.read_clock import read_clock
from regulars.features.sandbox.service.target import target_of
from regulars.store.sandboxes import Sandbox, drop_sandbox_database, list_sandboxes

__all__ = [
    "DAYS_MAX", "Advanced", "ClockReading", "Sandbox", "advance", "count_due", "create_sandbox", "drop_sandbox_database",
    "list_sandboxes", "move_clock", "read_clock", "target_of",
]  # fmt: skip
