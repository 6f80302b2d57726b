"""Evidence over HTTP: the checkpoints, and the proof of a member's entry."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Path, Query

from regulars.features.access.access import require
from regulars.features.context import Context
from regulars.features.evidence.schemas import COUNT_MAX, CheckpointList, CheckpointQuery, CheckpointShape, ProofShape
from regulars.features.evidence.service.listing import list_page, read_one
from regulars.ledger.proofs import prove

router = APIRouter(tags=["evidence"])

reads_board = Depends(require("board:read"))
reads_members = Depends(require("members:read"))
CheckpointNo = Annotated[int, Path(ge=1, le=COUNT_MAX)]
EntryNo = Annotated[int, Path(ge=1, le=COUNT_MAX)]
Against = Annotated[int | None, Query(ge=1, le=COUNT_MAX, description="By default the first checkpoint that covers the entry.")]


@router.get(
    "/v1/ledger/checkpoints", operation_id="list_checkpoints", summary="Checkpoints of the ledger", dependencies=[reads_board]
)
def get_checkpoints(query: Annotated[CheckpointQuery, Query()], context: Context) -> CheckpointList:
    """A page of checkpoints, newest first. Keep the last one where nobody who can change the database can reach it."""
    with context.database.snapshot() as connection:
        return list_page(connection, query.cursor, query.limit)


@router.get(
    "/v1/ledger/checkpoints/{checkpoint_no}",
    operation_id="read_checkpoint",
    summary="One checkpoint",
    dependencies=[reads_board],
)
def get_checkpoint(checkpoint_no: CheckpointNo, context: Context) -> CheckpointShape:
    """A checkpoint as `regulars ledger verify --against` takes it."""
    with context.database.snapshot() as connection:
        return read_one(connection, checkpoint_no)


@router.get(
    "/v1/members/{member_id}/entries/{entry_no}/proof",
    operation_id="prove_entry",
    summary="The proof that an entry stood in the ledger",
    dependencies=[reads_members],
    responses={409: {"description": "No checkpoint covers the entry yet, or what is stored is not what a checkpoint saw."}},
)
def get_proof(member_id: UUID, entry_no: EntryNo, context: Context, checkpoint_no: Against = None) -> ProofShape:
    """A proof that can be checked without us: `regulars ledger verify-proof FILE`. It was checked before it was given."""
    with context.database.snapshot() as connection:
        return ProofShape.of(prove(connection, member_id, entry_no, checkpoint_no))
