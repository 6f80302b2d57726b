"""What other slices, the API and the CLI may know of a published program."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from regulars.core.program import Program
from regulars.features.programs.document import ProgramDocument


@dataclass(frozen=True)
class PublishedProgram:
    """One immutable version: as it was written, as it reads, and as core decides with it."""

    version: int
    in_force_from: datetime
    published_at: datetime
    published_by: str
    note: str
    text: str
    document: ProgramDocument
    program: Program
