"""Where the master keys are: in the setting REGULARS_MASTER_KEY, or in the file `master.key` of the data directory.

The file is made at the first start, readable by its owner only. It is not in the database and in no backup: whoever has a backup
and the key has the data, and whoever loses the key has lost it.
"""

from __future__ import annotations

import os
import secrets
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from regulars.kit.problems import FieldError, Problem
from regulars.kit.sealing import MasterKey, MasterKeys

KEY_FILE: Final = "master.key"
FILE_MODE: Final = 0o600
HEADER: Final = """\
# Master keys of Regulars, the active one first. Without them nobody can read names, phone numbers and the like.
# Keep a copy apart from the database and its backups.
"""


class MasterKeySource:
    """Reads the master keys, and makes the first one where there is none."""

    def __init__(self, given: Sequence[str], path: Path) -> None:
        self._given: Final = tuple(given)
        self.path: Final = path

    @property
    def is_file(self) -> bool:
        """Whether the keys are in the file, which we may write; False: in a setting, which only the operator can change."""
        return not self._given

    def stamp(self) -> int:
        """What changes when the file changes; 0 for a setting, which cannot while a process runs, and for no file."""
        try:
            return self.path.stat().st_mtime_ns if self.is_file else 0
        except FileNotFoundError:
            return 0

    def read(self) -> MasterKeys | None:
        """The keys at hand; None where there is neither setting nor file. Problem `master_key_invalid`."""
        keys = [_read(text, "REGULARS_MASTER_KEY") for text in self._given] or _read_file(self.path)
        return MasterKeys(keys) if keys else None

    def make(self) -> MasterKeys:
        """Make a file with a first key, unless somebody else has just done so."""
        _write_new(self.path, [MasterKey.new()])
        made = self.read()
        assert made is not None, "the file is there now"
        return made

    def add(self) -> MasterKeys:
        """Put a new key before those of the file. Problem `master_key_in_setting` where they are not in a file."""
        self._refuse_setting("Set REGULARS_MASTER_KEY to NEW,OLD (`regulars keys new-master` prints one), then use --no-new.")
        _replace(self.path, [MasterKey.new(), *_read_file(self.path)])
        added = self.read()
        assert added is not None, "the file has just been written"
        return added

    def retire(self) -> None:
        """Leave only the active key in the file. Problem `master_key_in_setting` where they are not in a file."""
        self._refuse_setting("Leave only the new key in REGULARS_MASTER_KEY.")
        _replace(self.path, _read_file(self.path)[:1])

    def _refuse_setting(self, hint: str) -> None:
        if not self.is_file:
            raise Problem("master_key_in_setting", "The master key is in a setting, which only you can change.", hint=hint)


def _read(text: str, name: str) -> MasterKey:
    try:
        return MasterKey.from_text(text.strip())
    except ValueError as error:
        # The value is not repeated: it may be a key with one character missing.
        field = FieldError(name, str(error), "rmk_ and 32 bytes in base64")
        raise Problem("master_key_invalid", "A master key cannot be read.", errors=(field,)) from error


def _read_file(path: Path) -> list[MasterKey]:
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except FileNotFoundError:
        return []
    except (OSError, UnicodeDecodeError) as error:
        field = FieldError(str(path), "cannot be read")
        raise Problem("master_key_invalid", "The file of the master keys cannot be read.", errors=(field,)) from error
    return [_read(line, str(path)) for line in lines if line.strip() and not line.startswith("#")]


def _write_new(path: Path, keys: Sequence[MasterKey]) -> None:
    """Write a file as a whole, or leave the one that is there."""
    beside = _write_beside(path, keys)
    try:
        os.link(beside, path)
    except FileExistsError:
        pass
    finally:
        beside.unlink()


def _replace(path: Path, keys: Sequence[MasterKey]) -> None:
    _write_beside(path, keys).replace(path)


def _write_beside(path: Path, keys: Sequence[MasterKey]) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f"{path.name}.{secrets.token_hex(4)}")
    descriptor = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, FILE_MODE)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        file.write(HEADER + "".join(f"{key.text()}\n" for key in keys))
        file.flush()
        os.fsync(file.fileno())
    return beside
