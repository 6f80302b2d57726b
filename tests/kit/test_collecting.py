"""Memory that a batch lets go serves the next one. Asked in processes of their own: the C library is told for a whole process."""

import platform
import subprocess
import sys

import pytest

ROUND = """
import ctypes, resource
for _ in range(2):  # the C library learns from the first what is large
    before = resource.getrusage(resource.RUSAGE_SELF).ru_minflt
    buffers = [ctypes.create_string_buffer(12 * 1024**2) for _ in range(4)]
    for buffer in buffers:
        ctypes.memset(buffer, 1, len(buffer))
    del buffer, buffers
print(resource.getrusage(resource.RUSAGE_SELF).ru_minflt - before)
"""
"""How many pages a process is given while it fills 48 MB for the second time: 12,288, if it gave them back in between."""
PAGES = 12_288


@pytest.mark.skipif(platform.libc_ver()[0] != "glibc", reason="no other C library is told anything")
def test_memory_that_was_let_go__is_used_again():
    assert faults("") > PAGES // 2, "else this shows nothing"
    assert faults("from regulars.kit.collecting import keep_memory; keep_memory()") < PAGES // 10


def faults(first: str) -> int:
    done = subprocess.run([sys.executable, "-c", f"{first}\n{ROUND}"], capture_output=True, text=True, check=True)
    return int(done.stdout)
