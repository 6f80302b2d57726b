"""Checkpoints as a list, newest first."""

from __future__ import annotations

from typing import Final

from psycopg import Connection

from regulars.features.evidence.schemas import CheckpointList, CheckpointShape
from regulars.kit.pagination import decode_cursor, encode_cursor
from regulars.kit.problems import FieldError, Problem
from regulars.store.checkpoints import count_checkpoints, list_checkpoints, read_checkpoint

LIST_KEY: Final = "checkpoints"
BEYOND: Final = 2**62


def list_page(connection: Connection, cursor: str | None, limit: int) -> CheckpointList:
    """A page of checkpoints; Problem `cursor_invalid` for a cursor of another list."""
    found = list_checkpoints(connection, BEYOND if cursor is None else _position(cursor), limit + 1)
    page = found[:limit]
    return CheckpointList(
        items=[CheckpointShape.of(checkpoint) for checkpoint in page],
        next_cursor=encode_cursor(LIST_KEY, (page[-1].checkpoint_no,)) if len(found) > limit else None,
        total=count_checkpoints(connection),
    )


def read_one(connection: Connection, checkpoint_no: int) -> CheckpointShape:
    """A checkpoint; Problem `checkpoint_unknown` if there is none of this number."""
    found = read_checkpoint(connection, checkpoint_no)
    if found is None:
        field = FieldError("checkpoint_no", "is not known", "the number of a checkpoint")
        raise Problem("checkpoint_unknown", f"There is no checkpoint {checkpoint_no}.", errors=(field,))
    return CheckpointShape.of(found)


def _position(cursor: str) -> int:
    position = decode_cursor(LIST_KEY, cursor)
    if len(position) != 1 or not isinstance(position[0], int) or not 0 < position[0] < BEYOND:
        raise Problem("cursor_invalid", "The cursor cannot be used here.", errors=(FieldError("cursor", "is not a cursor"),))
    return position[0]
