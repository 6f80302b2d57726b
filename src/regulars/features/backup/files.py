"""The file of a backup: a ZIP archive, not compressed again, with the dump and then the manifest.

Common tools take it apart (`unzip`, then `pg_restore`), and what was cut off or changed is found before anything is restored.
A new file gets its name only when it is whole and on disk.
"""

from __future__ import annotations

import errno
import json
import os
import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from typing import IO, Final
from zipfile import ZIP_STORED, BadZipFile, ZipFile

from pydantic import ValidationError

from regulars.features.backup.contracts import BACKUP_FORMAT, Manifest
from regulars.kit.problems import Problem

DUMP: Final = "database.dump"
MANIFEST: Final = "manifest.json"
MANIFEST_BYTES_MAX: Final = 2**22
CHUNK_BYTES: Final = 2**20
WITHOUT_LINKS: Final = {errno.EPERM, errno.EOPNOTSUPP, errno.ENOSYS}


class DumpWriter:
    """The dump inside a new backup, while it is written: its length and hash grow with it."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        self._hash = sha256()
        self.bytes = 0

    def write(self, chunk: bytes) -> None:
        """Append some bytes."""
        self._file.write(chunk)
        self._hash.update(chunk)
        self.bytes += len(chunk)

    @property
    def sha256(self) -> str:
        """The hash of what was written, in hex."""
        return self._hash.hexdigest()


@contextmanager
def new_archive(path: Path) -> Iterator[ZipFile]:
    """An archive to fill, readable by its owner alone; nothing is left of it when the block fails.

    Problem `file_exists` (never overwritten) or `file_unwritable`.
    """
    if path.exists():
        raise _exists(path)
    partial = path.with_name(f".{path.name}.{secrets.token_hex(4)}.partial")
    try:
        with os.fdopen(os.open(partial, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600), "w+b") as file:
            with ZipFile(file, "w", ZIP_STORED) as archive:
                yield archive
            file.flush()
            os.fsync(file.fileno())
        _give_name(partial, path)
        _sync_folder(path.parent)
    except OSError as error:
        raise Problem("file_unwritable", f"{path} cannot be written: {error.strerror or error}.") from error
    finally:
        partial.unlink(missing_ok=True)


@contextmanager
def dump_in(archive: ZipFile) -> Iterator[DumpWriter]:
    """The dump of a new backup, to be written first."""
    with archive.open(DUMP, "w", force_zip64=True) as file:
        yield DumpWriter(file)


def add_manifest(archive: ZipFile, manifest: Manifest) -> None:
    """The manifest of a new backup, written last."""
    archive.writestr(MANIFEST, manifest.model_dump_json(indent=2) + "\n")


class BackupFile:
    """A backup that can be read."""

    def __init__(self, path: Path, archive: ZipFile) -> None:
        self.path: Final = path
        self._archive = archive
        self.manifest: Final = _read_manifest(path, archive)

    def chunks(self) -> Iterator[bytes]:
        """The dump, piece by piece; Problem `backup_damaged` at a piece that is not as it was written."""
        try:
            with self._archive.open(DUMP) as file:
                while chunk := file.read(CHUNK_BYTES):
                    yield chunk
        except (BadZipFile, EOFError, KeyError, OSError) as error:
            raise _damaged(self.path, str(error)) from error

    def check(self, progress: Callable[[int], None] = lambda _: None) -> None:
        """Read the whole dump and compare it with what the manifest says; Problem `backup_damaged`."""
        found, length = sha256(), 0
        for chunk in self.chunks():
            found.update(chunk)
            length += len(chunk)
            progress(len(chunk))
        said = self.manifest.dump
        if (length, found.hexdigest()) != (said.bytes, said.sha256):
            raise _damaged(self.path, "the hash of the dump is not the one in the manifest")


@contextmanager
def open_backup(path: Path) -> Iterator[BackupFile]:
    """A backup; Problem `file_not_found`, `backup_damaged`, or `backup_format_unknown` where a later release made it."""
    try:
        archive = ZipFile(path)
    except BadZipFile as error:
        raise _damaged(path, "it is no backup, or its end is missing") from error
    except OSError as error:
        raise Problem("file_not_found", f"{path} cannot be read: {error.strerror}.") from error
    with archive:
        yield BackupFile(path, archive)


def _read_manifest(path: Path, archive: ZipFile) -> Manifest:
    parts = {info.filename: info for info in archive.infolist()}
    if any(info.compress_type != ZIP_STORED or info.flag_bits & 1 for info in parts.values()) or DUMP not in parts:
        raise _damaged(path, "it is another kind of archive")
    if MANIFEST not in parts or parts[MANIFEST].file_size > MANIFEST_BYTES_MAX:
        raise _damaged(path, "it holds no manifest")
    try:
        written = json.loads(archive.read(MANIFEST))
    except (BadZipFile, EOFError, ValueError, RecursionError) as error:
        raise _damaged(path, "the manifest cannot be read") from error
    said = written.get("format") if isinstance(written, dict) else None
    if isinstance(said, str) and said != BACKUP_FORMAT:
        detail = f"{path} is written in the format {said[:64]}; this release reads {BACKUP_FORMAT}."
        raise Problem("backup_format_unknown", detail, hint="Restore it with the release that made it, or a later one.")
    try:
        return Manifest.model_validate(written)
    except ValidationError as error:
        place = ".".join(str(part) for part in error.errors(include_input=False)[0]["loc"])
        raise _damaged(path, f"the manifest cannot be used at {place or 'its beginning'}") from error


def _give_name(partial: Path, path: Path) -> None:
    try:
        # Unlike a rename, a link never takes the place of a file that has come meanwhile.
        os.link(partial, path)
    except FileExistsError as error:
        raise _exists(path) from error
    except OSError as error:
        if error.errno not in WITHOUT_LINKS:
            raise
        if path.exists():
            raise _exists(path) from error
        partial.rename(path)


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _exists(path: Path) -> Problem:
    return Problem("file_exists", f"{path} is there already; a backup never overwrites a file.", hint="Choose another name.")


def _damaged(path: Path, what: str) -> Problem:
    return Problem("backup_damaged", f"{path} is damaged: {what}.", hint="Use another copy or another backup.")
