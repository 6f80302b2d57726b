"""The manifest: what a backup says of itself, and what a restored database must be."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Final, Literal

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field

from regulars.features.evidence.facade import CheckpointShape
from regulars.store.backups import Contents

BackupFormat = Literal["regulars-backup-1"]
BACKUP_FORMAT: Final[BackupFormat] = "regulars-backup-1"

Count = Annotated[int, Field(ge=0, le=2**62)]
Text = Annotated[str, Field(max_length=1_000)]


class Dump(BaseModel):
    """The dump beside the manifest."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    bytes: Count
    sha256: Annotated[str, Field(pattern="^[0-9a-f]{64}$")]
    pg_dump: Annotated[int, Field(ge=1, le=1_000)]
    """The major version of the program that wrote it."""


class Manifest(BaseModel):
    """What a backup holds."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    format: BackupFormat
    made_at: AwareDatetime
    regulars: Text
    """The release that made it."""
    postgresql: Annotated[int, Field(ge=1, le=1_000)]
    """The major version of the server."""
    database: Text
    schema_head: Text
    program_versions: Annotated[list[int], Field(max_length=100_000)]
    members: Count
    events: Count
    entries: Count
    checkpoint: CheckpointShape | None
    """The newest checkpoint in it."""
    test_time: AwareDatetime | None
    """What its test clock showed, if it is a sandbox."""
    master_keys: Annotated[list[Text], Field(max_length=1_000)] = Field(default_factory=list)
    """Ids of the master keys without which what is sealed in it cannot be read."""
    dump: Dump

    def differences(self, found: Contents) -> list[str]:
        """Where a database is not what this backup says."""
        pairs: dict[str, tuple[object, object]] = {
            "migrations": (self.schema_head, found.schema_head),
            "program versions": (self.program_versions, list(found.program_versions)),
            "members": (self.members, found.members),
            "events": (self.events, found.events),
            "entries": (self.entries, found.entries),
            "newest checkpoint": (self.checkpoint, None if found.checkpoint is None else CheckpointShape.of(found.checkpoint)),
            "test clock": (self.test_time, found.test_time),
        }
        return [f"{name}: {said} in the manifest, {is_there} in the database" for name, (said, is_there) in pairs.items()
                if said != is_there]  # fmt: skip


def make_manifest(
    contents: Contents, dump: Dump, *, made_at: datetime, release: str, server_version: int, database: str
) -> Manifest:
    """The manifest of a dump that was taken of these contents."""
    return Manifest(
        format=BACKUP_FORMAT,
        made_at=made_at,
        regulars=release,
        postgresql=server_version,
        database=database,
        schema_head=contents.schema_head,
        program_versions=list(contents.program_versions),
        members=contents.members,
        events=contents.events,
        entries=contents.entries,
        checkpoint=None if contents.checkpoint is None else CheckpointShape.of(contents.checkpoint),
        test_time=contents.test_time,
        master_keys=list(contents.master_keys),
        dump=dump,
    )
