"""Regulars (常客): an open-source membership and loyalty platform.

One idea runs through the package: gather facts, decide purely, append entries, answer. `core` decides, `ledger` is the
one path that writes, `features` are the slices people use, and `api`, `worker` and `cli` drive them from outside.
"""

from importlib.metadata import version

__version__ = version("regulars")
"""The version of the installed distribution, as `pyproject.toml` states it."""
