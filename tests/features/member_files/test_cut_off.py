"""An import that dies: killed by the operating system in the middle it goes on where it was, and no row counts twice."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

from regulars.features.member_files.contracts import LINES_PER_BATCH
from tests.support.member_files import MAPPING, Place, row

ROWS = 5 * LINES_PER_BATCH
WAIT_SECONDS_MAX = 120


def count_members(place: Place) -> int:
    """How many members there are."""
    with place.database.snapshot() as connection:
        found = connection.execute("SELECT count(*) FROM member").fetchone()
    assert found is not None
    return int(found[0])


def start(place: Place, path: Path, mapping: Path, rejects: Path) -> subprocess.Popen[str]:
    """Start the command in a process of its own."""
    command = [sys.executable, "-m", "regulars", "import", "members", str(path), "-m", str(mapping), "--rejects", str(rejects)]
    environment = os.environ | {"REGULARS_DATABASE_URL": place.database.url, "COLUMNS": "120"}
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, env=environment)


def test_import__killed_in_the_middle_goes_on_and_ends_as_if_nothing_had_happened(place: Place, tmp_path: Path):
    rows = [row(f"137{number:08d}", 姓名=f"会员{number}") for number in range(ROWS)]
    rows[1] = row("nobody")
    rows[-1] = row(rows[0][0], 姓名="又一次")  # the first row, which an earlier run has brought in, is still remembered
    path, mapping, rejects = place.write(*rows), tmp_path / "mapping.yaml", tmp_path / "rejects.csv"
    mapping.write_text(MAPPING, encoding="utf-8")
    before = count_members(place)
    with start(place, path, mapping, rejects) as process:
        give_up_at = time.monotonic() + WAIT_SECONDS_MAX
        while count_members(place) < before + LINES_PER_BATCH - 2 and process.poll() is None:
            assert time.monotonic() < give_up_at, "nothing came in"
            time.sleep(0.01)
        process.send_signal(signal.SIGKILL)
    cut_off_at = count_members(place) - before
    assert 0 < cut_off_at < ROWS - 2, "it was killed in the middle"
    with start(place, path, mapping, rejects) as process:
        said = process.communicate(timeout=WAIT_SECONDS_MAX)[0]
    assert process.returncode == 0, said
    assert count_members(place) - before == ROWS - 2
    listed = rejects.read_text("utf-8-sig").splitlines()[1:]
    assert [line.split(",")[0] for line in listed] == ["3", "3", str(ROWS + 1)], "rejects of both runs are listed"
    assert f"{ROWS - 2:,}" in said
    assert place.scene.violations() == []
