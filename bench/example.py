"""The whole example in a process of its own: read, match, load, settle, audit."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from typing import Any


def measure() -> dict[str, Any]:
    """Seconds from the file to the audited ledger, as the demo itself reports them."""
    print("example …", flush=True)
    with tempfile.TemporaryDirectory(prefix="regulars-bench-") as folder:
        command = [sys.executable, "-m", "regulars", "demo", "--no-serve", "--json"]
        environment = os.environ | {"REGULARS_DATA_DIR": folder}
        said = subprocess.run(command, env=environment, capture_output=True, text=True, check=True).stdout
    summary = json.loads(said)
    return {
        "example_seconds": summary["seconds"],
        "example": summary | {"repeat": "regulars demo --no-serve --json"},
    }
