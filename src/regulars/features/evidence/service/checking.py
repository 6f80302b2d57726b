"""Check a proof from a file, without any database."""

from __future__ import annotations

from regulars.features.evidence.schemas import CheckpointShape, ProofShape
from regulars.kit.problems import Problem
from regulars.ledger.checkpoints import checkpoint_hash
from regulars.ledger.proofs import fault_of


def check_proof(written: ProofShape, against: CheckpointShape | None = None) -> None:
    """Return for a proof that holds; else Problem `proof_invalid`, or `proof_elsewhere` where it is for another checkpoint.

    `against` is the checkpoint that the reader kept. Without it the proof holds as far as its own checkpoint can be trusted.
    """
    if (fault := fault_of(written.proof())) is not None:
        raise Problem("proof_invalid", f"The proof does not hold: {fault}.")
    if against is not None and against != written.checkpoint:
        detail = f"The proof holds for another checkpoint {written.checkpoint.checkpoint_no} than the one kept."
        raise Problem("proof_elsewhere", detail, hint="Compare the two hashes; ask for a proof against the one kept.")


def check_checkpoint(written: CheckpointShape) -> None:
    """Return for a checkpoint whose hash covers what it says; else Problem `checkpoint_invalid`."""
    checkpoint = written.checkpoint()
    if checkpoint_hash(checkpoint) != checkpoint.hash:
        raise Problem("checkpoint_invalid", "The checkpoint's hash does not cover what it says: the file was changed.")
