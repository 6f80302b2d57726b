"""What others may know of files of members: how an import goes, what became of its rows, and the limits."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import Final, Literal, NamedTuple

from regulars.features.imports.contracts import RowReject

Existing = Literal["update", "skip", "reject"]
"""What becomes of a row whose member is there already: what it says is kept; it is left alone; it is listed."""

ImportStatus = Literal["uploaded", "trying", "tried", "importing", "done", "failed", "cancelled"]
"""A file was handed over; it is tried out, or waits for it; that is done; it comes in, or waits for it; how it ended."""

Head = list[tuple[str, list[str]]]
"""The headers of a file, each with its first cells."""

UPLOAD_BYTES_MAX: Final = 20 * 1024**2
UPLOAD_UNPACKED_BYTES_MAX: Final = 100 * 1024**2
UPLOAD_ROWS_MAX: Final = 200_000
WAITING_MAX: Final = 5
EXPORT_MEMBERS_MAX: Final = 20_000
FAULTS_SHOWN_MAX: Final = 200
LINES_PER_BATCH: Final = 2_000
"""So many rows share a transaction: killed in between, an import goes on after the last one that is in."""
ROWS_MAX: Final = 2_000_000
IDENTITY_COLUMNS_MAX: Final = 20
FIELD_COLUMNS_MAX: Final = 200
CONSENT_COLUMNS_MAX: Final = 24
ATTRIBUTE_COLUMNS_MAX: Final = 100
CONTACTS_PER_ROW_MAX: Final = 50
"""A row names so many contacts of a company: all that one can have."""
TAGS_PER_ROW_MAX: Final = 50
REJECTS_LISTED_MAX: Final = 100_000
"""So many faults are listed; all are counted."""
LEFT_OUT: Final = frozenset({"identity_blocked", "identity_invalid"})
"""Of these only the identity is left out; its row goes in by the others, where there are any."""


class FilePart(NamedTuple):
    """A file that was handed over, with its name and how many rows it has."""

    name: str
    content: bytes
    sha256: str
    rows: int


@dataclass(slots=True)
class Tally:
    """What became of the rows of a file, or would."""

    rows: int = 0
    blank: int = 0
    new: int = 0
    updated: int = 0
    unchanged: int = 0
    skipped: int = 0
    """Of members who are there, where the mapping says to leave them alone."""
    rejected: int = 0
    faults: Counter[str] = field(default_factory=Counter)
    """How often each reason was given; a row may have several."""

    def add(self, other: Tally) -> None:
        """Count another part of the file as well."""
        self.rows += other.rows
        self.blank += other.blank
        self.new += other.new
        self.updated += other.updated
        self.unchanged += other.unchanged
        self.skipped += other.skipped
        self.rejected += other.rejected
        self.faults.update(other.faults)


@dataclass(frozen=True, slots=True)
class ImportReport:
    """How an import, or a dry run of one, ended."""

    tally: Tally
    rejects: tuple[RowReject, ...]
    is_earlier: bool = False
    """The same file came in by the same mapping before, and nothing was done now."""
