"""What the evidence slice offers to commands: the files of checkpoints and proofs, and checking them."""

from regulars.features.evidence.schemas import CheckpointShape, ProofShape
from regulars.features.evidence.service.checking import check_proof
from regulars.features.evidence.service.listing import read_one
from regulars.features.evidence.service.reading import read_checkpoint_file, read_proof_file

__all__ = ["CheckpointShape", "ProofShape", "check_proof", "read_checkpoint_file", "read_one", "read_proof_file"]
