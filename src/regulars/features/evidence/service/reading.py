"""Read checkpoints and proofs from files that people kept."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from pydantic import ValidationError

from regulars.features.evidence.schemas import CheckpointShape, ProofShape
from regulars.features.evidence.service.checking import check_checkpoint
from regulars.kit.problems import FieldError, Problem

FILE_BYTES_MAX: Final = 16 * 2**20


def read_checkpoint_file(path: Path) -> CheckpointShape:
    """A checkpoint as it was exported; Problem `checkpoint_invalid`, `file_not_found` or `file_too_large`."""
    try:
        written = CheckpointShape.model_validate_json(_bytes_of(path))
    except ValidationError as error:
        raise Problem("checkpoint_invalid", f"{path} holds no checkpoint.", errors=_fields(error)) from error
    check_checkpoint(written)
    return written


def read_proof_file(path: Path) -> ProofShape:
    """A proof as it was handed out; Problem `proof_invalid`, `file_not_found` or `file_too_large`."""
    try:
        return ProofShape.model_validate_json(_bytes_of(path))
    except ValidationError as error:
        raise Problem("proof_invalid", f"{path} holds no proof.", errors=_fields(error)) from error


def _bytes_of(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            content = file.read(FILE_BYTES_MAX + 1)
    except OSError as error:
        raise Problem("file_not_found", f"{path} cannot be read: {error.strerror}.") from error
    if len(content) > FILE_BYTES_MAX:
        raise Problem("file_too_large", f"{path} is larger than {FILE_BYTES_MAX // 2**20} MiB.")
    return content


def _fields(error: ValidationError) -> tuple[FieldError, ...]:
    return tuple(
        FieldError(".".join(str(part) for part in fault["loc"]) or "$", fault["msg"])
        for fault in error.errors(include_url=False, include_input=False)[:5]
    )
