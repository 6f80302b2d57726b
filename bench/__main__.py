"""Run every benchmark and write `bench/results.json`; `python -m bench ingest http example` runs some of them."""

from __future__ import annotations

import json
import os
import platform
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import regulars
from bench import backtest, example, http_single, ingest, member_list, privacy, tags
from bench.base import Base

BENCHMARKS = {"ingest": ingest.measure, "http": http_single.measure}
RESULTS = Path(__file__).parent / "results.json"


def main() -> None:
    """Measure on a base of their own in a temporary folder; the example makes its own."""
    wanted = sys.argv[1:] or ["example", "ingest", "http", "backtest", "tags", "list", "privacy"]
    results: dict[str, Any] = json.loads(RESULTS.read_text()) if RESULTS.exists() and sys.argv[1:] else {}
    results["machine"] = machine()
    if "example" in wanted:
        results |= example.measure()
    if "backtest" in wanted:
        results |= backtest.measure()
    if "tags" in wanted:
        results |= tags.measure()
    if "list" in wanted:
        results |= member_list.measure()
    if "privacy" in wanted:
        results |= privacy.measure()
    rest = [name for name in wanted if name in BENCHMARKS]
    if rest:
        with tempfile.TemporaryDirectory(prefix="regulars-bench-") as folder, Base(Path(folder)) as base:
            for name in rest:
                print(f"{name} …", flush=True)
                results |= BENCHMARKS[name](base)
    RESULTS.write_text(json.dumps(results, indent=2, ensure_ascii=False) + "\n")
    for key, value in results.items():
        if isinstance(value, int | float):
            print(f"{key:40} {value}")


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
