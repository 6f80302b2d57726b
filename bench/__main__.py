"""Run every benchmark and write `bench/results.json`; `python -m bench ingest http example` runs some of them."""

from __future__ import annotations

import json
import os
import platform
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import regulars
from bench import (
    backtest,
    conflicts,
    example,
    http_single,
    ingest,
    long_life,
    look_up,
    member_import,
    member_list,
    privacy,
    settling,
    tags,
)
from bench.base import Base
from bench.embedded import Embedded
from bench.million import Million

OWN_BASE: dict[str, Callable[[], dict[str, Any]]] = {
    "example": example.measure,
    "backtest": backtest.measure,
    "privacy": privacy.measure,
    "member_import": member_import.measure,
    "long_life": long_life.measure,
    "conflicts": conflicts.measure,
}
"""Each makes a base of its own."""
SHARED_BASE: dict[str, Callable[[Base], dict[str, Any]]] = {"ingest": ingest.measure, "http": http_single.measure}
"""These share one."""
MILLION: dict[str, Callable[[Million], dict[str, Any]]] = {
    "list": member_list.measure,
    "look_up": look_up.measure,
    "tags": tags.measure,
    "ingest_retail": lambda base: ingest.measure(base, "ingest_retail"),
    "http_retail": lambda base: http_single.measure(base, "http_retail"),
    "settling": settling.measure,
}
"""These share one of a million members, in this order: who writes comes after who reads, and the clock is moved on last."""
Shared = TypeVar("Shared", bound=Embedded)
RESULTS = Path(__file__).parent / "results.json"


def main() -> None:
    """Measure what is asked for, everything unless names are given; each base is a temporary folder."""
    wanted = sys.argv[1:] or [*OWN_BASE, *SHARED_BASE, *MILLION]
    results: dict[str, Any] = json.loads(RESULTS.read_text()) if RESULTS.exists() and sys.argv[1:] else {}
    results["machine"] = machine()
    for name, measure in OWN_BASE.items():
        if name in wanted:
            began = time.monotonic()
            _keep(results, name, began, measure())
    _shared("base", SHARED_BASE, wanted, Base, results)
    _shared("million", MILLION, wanted, Million, results)
    for key, value in results.items():
        if isinstance(value, int | float):
            print(f"{key:40} {value}")
    print(f"{'seconds in all':40} {sum(results['seconds'].values())}")


def _keep(results: dict[str, Any], name: str, began: float, found: dict[str, Any]) -> None:
    """Write down what is known so far, and how long it took: the next figure may take minutes, or fail."""
    results["seconds"] = results.get("seconds", {}) | {name: round(time.monotonic() - began)}
    results |= found
    RESULTS.write_text(json.dumps(results, indent=2, ensure_ascii=False) + "\n")


def _shared(
    what: str,
    measured: dict[str, Callable[[Shared], dict[str, Any]]],
    wanted: list[str],
    make: Callable[[Path], Shared],
    results: dict[str, Any],
) -> None:
    """What those that are wanted find on one base, which is made if there are any."""
    names = [name for name in measured if name in wanted]
    if names:
        with tempfile.TemporaryDirectory(prefix="regulars-bench-") as folder:
            print(f"a base for {', '.join(names)} …", flush=True)
            began = time.monotonic()
            with make(Path(folder)) as base:
                _keep(results, what, began, {})
                for name in names:
                    print(f"{name} …", flush=True)
                    began = time.monotonic()
                    found = measured[name](base)
                    if name != names[-1]:
                        base.rest()
                    _keep(results, name, began, found)


def machine() -> dict[str, str | int]:
    """Where and with what this was measured."""
    git = ["git", "rev-parse", "--short", "HEAD"]
    commit = subprocess.run(git, capture_output=True, text=True, check=False).stdout.strip()
    return {
        "measured_on": time.strftime("%Y-%m-%d"),
        "cores": os.cpu_count() or 0,
        "processor": platform.processor() or platform.machine(),
        "python": platform.python_version(),
        "regulars": regulars.__version__,
        "commit": commit,
        "command": "make bench",
    }


if __name__ == "__main__":
    main()
