"""Memory of processes that make many short-lived values and hardly any cycles, as every one of ours does."""

import atexit
import ctypes
import gc
import platform

YOUNG_MAX = 500_000
"""Values made before the collector looks at the young ones; Python's default of 700 costs a quarter of the ledger's time."""
M_TRIM_THRESHOLD, M_TOP_PAD, M_MMAP_THRESHOLD = -1, -2, -3
"""What `mallopt` of glibc can be told (its manual page, mallopt(3))."""
LARGE_BYTES, KEPT_BYTES, AHEAD_BYTES = 32 * 1024**2, 64 * 1024**2, 16 * 1024**2


def keep_memory() -> None:
    """Keep what is let go for what comes next; the C library would give the buffers of each batch back, and be given empty pages.

    Where there is no glibc, nothing is done.
    """
    if platform.libc_ver()[0] != "glibc":
        return
    library = ctypes.CDLL(None)
    for option, value in ((M_MMAP_THRESHOLD, LARGE_BYTES), (M_TRIM_THRESHOLD, KEPT_BYTES), (M_TOP_PAD, AHEAD_BYTES)):
        library.mallopt(option, value)


def collect_seldom() -> None:
    """Leave what a process loaded at its start alone, and look for cycles seldom. Call once, when everything is imported."""
    keep_memory()
    gc.collect()
    gc.freeze()
    atexit.register(gc.unfreeze)  # libraries expect to be collected at the end
    gc.set_threshold(YOUNG_MAX, 20, 50)
