"""Garbage collection for processes that make many short-lived values and hardly any cycles, as every one of ours does."""

import atexit
import gc

YOUNG_MAX = 500_000
"""Values made before the collector looks at the young ones; Python's default of 700 costs a quarter of the ledger's time."""


def collect_seldom() -> None:
    """Leave what a process loaded at its start alone, and look for cycles seldom. Call once, when everything is imported."""
    gc.collect()
    gc.freeze()
    atexit.register(gc.unfreeze)  # libraries expect to be collected at the end
    gc.set_threshold(YOUNG_MAX, 20, 50)
