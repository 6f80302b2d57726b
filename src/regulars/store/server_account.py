"""Which system account the embedded PostgreSQL runs under.

PostgreSQL refuses to run as root, and containers often are root. An ordinary user simply runs the server itself; root
hands it to an unprivileged account, which then has to be able to reach the data directory and the binaries.
"""

import os
import pwd
import shutil
import stat
import subprocess
from dataclasses import dataclass
from pathlib import Path

ACCOUNT_NAME = "regulars"
ROOT = 0


@dataclass(frozen=True, slots=True)
class ServerAccount:
    """The account of the server; `switch` is True when we are root and have to change to it."""

    uid: int
    gid: int
    switch: bool

    def own(self, path: Path) -> None:
        """Give a file or directory to the account."""
        if self.switch:
            os.chown(path, self.uid, self.gid)

    def can_run(self, program: Path) -> bool:
        """Try the program under the account: permissions of every directory above it count, not only its own."""
        try:
            return self.run([str(program), "--version"], Path("/")).returncode == 0
        except OSError:
            return False

    def run(self, arguments: list[str], directory: Path, timeout_seconds: int = 60) -> subprocess.CompletedProcess[str]:
        """Run a program to its end under the account and return what it said; the caller judges the return code."""
        environment = {"PATH": os.environ.get("PATH", os.defpath), "LC_ALL": "C", "TZ": "UTC"}
        return subprocess.run(
            arguments,
            cwd=directory,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            timeout=timeout_seconds,
            check=False,
            user=self.uid if self.switch else None,
            group=self.gid if self.switch else None,
            extra_groups=[] if self.switch else None,
        )


def account_for(data: Path) -> ServerAccount:
    """Return the account that owns the server's data, or the one that shall own data yet to be made."""
    if os.geteuid() != ROOT:
        return ServerAccount(os.geteuid(), os.getegid(), switch=False)
    if data.exists() and (owner := data.stat()).st_uid != ROOT:
        # An ordinary user made it; root must leave it usable for that user.
        return ServerAccount(owner.st_uid, owner.st_gid, switch=True)
    entry = _named_account()
    return ServerAccount(entry.pw_uid, entry.pw_gid, switch=True)


def _named_account() -> pwd.struct_passwd:
    try:
        return pwd.getpwnam(ACCOUNT_NAME)
    except KeyError:
        pass
    useradd = shutil.which("useradd")
    if useradd is not None:
        subprocess.run(
            [useradd, "--system", "--no-create-home", "--shell", "/usr/sbin/nologin", ACCOUNT_NAME],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            check=False,
        )
    try:
        return pwd.getpwnam(ACCOUNT_NAME)
    except KeyError:
        # A read-only /etc or a minimal image: `nobody` exists everywhere and owns nothing.
        return pwd.getpwnam("nobody")


def open_the_way(path: Path) -> None:
    """Let other accounts pass through the directories above `path`: search permission only, so nothing can be listed.

    A checkout in /root needs it; elsewhere the directories are usually open already and nothing is changed.
    """
    for directory in path.parents:
        mode = directory.stat().st_mode
        if not mode & stat.S_IXOTH:
            directory.chmod(stat.S_IMODE(mode) | stat.S_IXOTH)


def open_tree(root: Path) -> None:
    """Let other accounts read and run what is installed under `root` (pip obeys a strict umask)."""
    for path in (root, *root.rglob("*")):
        if path.is_symlink():
            continue
        mode = stat.S_IMODE(path.stat().st_mode)
        run = stat.S_IXOTH if path.is_dir() or mode & stat.S_IXUSR else 0
        path.chmod(mode | stat.S_IROTH | run)
