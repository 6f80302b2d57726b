"""The shapes of checkpoints and proofs: the same over HTTP and in the files that people keep."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Annotated, Any, Final, Literal
from uuid import UUID

from pydantic import AfterValidator, AwareDatetime, BaseModel, ConfigDict, Field

from regulars.ledger.proofs import LINKS_MAX, Proof
from regulars.store.chains import ChainRow
from regulars.store.checkpoints import Checkpoint

CheckpointFormat = Literal["regulars-checkpoint-1"]
ProofFormat = Literal["regulars-proof-1"]
CHECKPOINT_FORMAT: Final[CheckpointFormat] = "regulars-checkpoint-1"
PROOF_FORMAT: Final[ProofFormat] = "regulars-proof-1"
PATH_MAX = 64
"""Hashes in a path: more than any number of members that a computer can count needs."""
COUNT_MAX = 2**62

Hash = Annotated[str, Field(pattern="^[0-9a-f]{64}$", description="SHA-256 in hex.")]
Count = Annotated[int, Field(ge=0, le=COUNT_MAX)]
Number = Annotated[int, Field(ge=1, le=COUNT_MAX)]
Amount = Annotated[int, Field(ge=-(2**63), lt=2**63)]
Text = Annotated[str, Field(max_length=1_000)]


def _in_utc(instant: datetime) -> datetime:
    try:
        return instant.astimezone(UTC)
    except OverflowError as error:
        raise ValueError("an instant that exists in UTC is expected") from error


Instant = Annotated[AwareDatetime, AfterValidator(_in_utc)]

_CHECKPOINT: dict[str, Any] = {
    "format": CHECKPOINT_FORMAT,
    "checkpoint_no": 12,
    "at": "2026-03-01T16:00:03.512904Z",
    "members": 1,
    "entries": 2,
    "root": "2f0f0b4c9a4d2c5f9e0a4e6b5c1d7f8a3b6c9d2e5f80a1b2c3d4e5f60718293a",
    "previous": "91c2d3e4f5061728394a5b6c7d8e9f00112233445566778899aabbccddeeff00",
    "hash": "0a1b2c3d4e5f60718293a4b5c6d7e8f900112233445566778899aabbccddeeff",
}
_ENTRY: dict[str, Any] = {
    "entry_no": 2, "event": {"source": "pos-12", "id": "2026-03-01-000417"}, "wallet": "points", "kind": "earn", "amount": 107,
    "lots": [[1, 107, "2026-03-01T02:00:00Z", "2027-03-31T16:00:00Z"]], "debt_change": 0, "rule": "base", "program_version": 1,
    "at": "2026-03-01T02:00:00Z", "reference": "order:o-417",
}  # fmt: skip
_STRICT = ConfigDict(extra="forbid")


class CheckpointShape(BaseModel):
    """What the whole ledger was at an instant. `hash` covers everything else, `previous` the checkpoint before."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [_CHECKPOINT]})

    format: CheckpointFormat
    checkpoint_no: Number
    at: Instant
    members: Count
    entries: Count
    root: Hash
    previous: Hash
    hash: Hash

    @classmethod
    def of(cls, checkpoint: Checkpoint) -> CheckpointShape:
        """A checkpoint as it is written down."""
        number, at, members, entries, *hashes = checkpoint
        root, previous, digest = (each.hex() for each in hashes)
        return cls(
            format=CHECKPOINT_FORMAT, checkpoint_no=number, at=at, members=members, entries=entries, root=root, previous=previous,
            hash=digest,
        )  # fmt: skip

    def checkpoint(self) -> Checkpoint:
        """The checkpoint that is written down."""
        root, previous, digest = (bytes.fromhex(each) for each in (self.root, self.previous, self.hash))
        return Checkpoint(self.checkpoint_no, self.at, self.members, self.entries, root, previous, digest)


class CheckpointList(BaseModel):
    """A page of checkpoints, newest first. `total` counts all pages."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"items": [_CHECKPOINT], "next_cursor": None, "total": 12}]})

    items: list[CheckpointShape]
    next_cursor: str | None
    total: int


class CheckpointQuery(BaseModel):
    """A page of checkpoints."""

    model_config = _STRICT

    cursor: str | None = Field(None, max_length=512)
    limit: int = Field(20, ge=1, le=200)


class ProvenEvent(BaseModel):
    """The event behind an entry, as its sender named it."""

    model_config = _STRICT

    source: Text
    id: Text


class ProvenEntry(BaseModel):
    """An entry with all that its hash covers. `event` is null where the clock caused it."""

    model_config = _STRICT

    entry_no: Number
    event: ProvenEvent | None
    wallet: Text
    kind: Text
    amount: Amount
    lots: list[list[Amount | Text | None]] = Field(
        max_length=100_000, description="[lot, change, usable from, expires at]; the instants only where the lot is made."
    )
    debt_change: Amount
    rule: Text | None
    program_version: Count
    at: Instant
    reference: Text | None


class ProofShape(BaseModel):
    """That the first of `entries` stood in the ledger at `checkpoint`.

    Hashing the entries one behind the other, from `previous` on, gives the head of the member's chain; hashing the leaf with the
    hashes in `path` gives the root of the checkpoint.
    """

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [
                {
                    "format": PROOF_FORMAT,
                    "checkpoint": _CHECKPOINT,
                    "member_id": "01926f5e-7a10-7c3b-9f2e-0c5d1f0a9b11",
                    "previous": "5566778899aabbccddeeff000a1b2c3d4e5f60718293a4b5c6d7e8f900112233",
                    "entries": [_ENTRY],
                    "leaf_index": 0,
                    "path": [],
                }
            ]
        },
    )

    format: ProofFormat
    checkpoint: CheckpointShape
    member_id: UUID
    previous: Hash
    entries: list[ProvenEntry] = Field(min_length=1, max_length=LINKS_MAX)
    leaf_index: Count
    path: list[Hash] = Field(max_length=PATH_MAX)

    @classmethod
    def of(cls, proof: Proof) -> ProofShape:
        """A proof as it is written down."""
        return cls(
            format=PROOF_FORMAT,
            checkpoint=CheckpointShape.of(proof.checkpoint),
            member_id=proof.member_id,
            previous=proof.previous.hex(),
            entries=[_entry(row) for row in proof.rows],
            leaf_index=proof.leaf_index,
            path=[digest.hex() for digest in proof.path],
        )

    def proof(self) -> Proof:
        """The proof that is written down."""
        return Proof(
            self.checkpoint.checkpoint(),
            self.member_id,
            bytes.fromhex(self.previous),
            [_row(self.member_id, entry) for entry in self.entries],
            self.leaf_index,
            [bytes.fromhex(digest) for digest in self.path],
        )


def _entry(row: ChainRow) -> ProvenEntry:
    assert row.at is not None, "a proof that was checked has readable entries"
    event = None if row.event is None else ProvenEvent(source=row.event[0], id=row.event[1])
    return ProvenEntry(
        entry_no=row.entry_no, event=event, wallet=row.wallet, kind=row.kind, amount=row.amount, lots=json.loads(row.lots),
        debt_change=row.debt_change, rule=row.rule, program_version=row.program_version, at=row.at, reference=row.reference,
    )  # fmt: skip


def _row(member_id: UUID, entry: ProvenEntry) -> ChainRow:
    lots = json.dumps(entry.lots, ensure_ascii=False, separators=(",", ":"))
    event = None if entry.event is None else (entry.event.source, entry.event.id)
    return ChainRow(
        member_id, entry.entry_no, event is None, event, entry.wallet, entry.kind, entry.amount, lots, entry.debt_change,
        entry.rule, entry.program_version, entry.at, entry.reference, b"",
    )  # fmt: skip
