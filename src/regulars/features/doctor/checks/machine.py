"""Checks of the machine: its disk, its clock beside the server's, and whether the code that runs is the code that is there."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

from rich.filesize import decimal

import regulars
from regulars.features.doctor.contracts import Finding, Limits, Subject, graded, spoken
from regulars.features.doctor.queries import server_time
from regulars.kit.settings import Settings

PACKAGE = Path(regulars.__file__).parent


def native_code(package: Path = PACKAGE) -> Iterator[Finding]:
    """Core runs compiled, and is not older than its source in a checkout."""
    compiled = sorted(package.rglob("*.so"))
    if not compiled:
        do = "In a checkout: make native. Else install a wheel for this platform."
        yield Finding("native code", "warn", "Core runs as plain Python: right, and several times slower.", do)
        return
    # An installer gives files the time at which it wrote them, in any order; only a checkout can part from its source.
    if (package.parents[1] / "pyproject.toml").exists():
        pairs = ((native, native.with_name(f"{native.name.partition('.')[0]}.py")) for native in compiled)
        stale = [source.name for native, source in pairs if source.exists() and source.stat().st_mtime > native.stat().st_mtime]
        if stale:
            says = f"What runs is older than its source: {', '.join(stale[:5])}."
            yield Finding("native code", "fail", says, "make native")
            return
    yield Finding("native code", "ok", f"{len(compiled)} compiled modules.")


def disk_space(settings: Settings, limits: Limits) -> Iterator[Finding]:
    """There is room where the embedded server keeps its data; the disk of another server is not seen from here."""
    if settings.database_url is not None:
        return
    free = shutil.disk_usage(settings.data_dir).free
    level = graded(-free, -limits.disk_free_bytes_warn, -limits.disk_free_bytes_fail)
    do = "" if level == "ok" else "Make room: a server that cannot write its log stops."
    yield Finding("disk space", level, f"{decimal(free)} free in {settings.data_dir}.", do)


def clocks(subject: Subject) -> Iterator[Finding]:
    """This machine and the server agree on the time, as well as can be told over the way between them."""
    with subject.context.database.snapshot() as connection:
        before = subject.wall_clock()
        there = server_time(connection)
        after = subject.wall_clock()
    skew = max(there - after, before - there)
    limits = subject.limits
    level = graded(skew.total_seconds(), limits.clock_skew_warn.total_seconds(), limits.clock_skew_fail.total_seconds())
    if level == "ok":
        yield Finding("clock", "ok", "This machine and the database server agree.")
    else:
        do = "Let both follow a time server (chrony, systemd-timesyncd): events from the future are refused."
        yield Finding("clock", level, f"This machine and the database server differ by {spoken(skew)}.", do)
