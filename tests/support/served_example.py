"""The whole example, loaded and served by the real commands in processes of their own, as on anybody's machine."""

import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx

ROOT = Path(__file__).parents[2]
CONSOLE_PAGE = ROOT / "src" / "regulars" / "api" / "console_build" / "index.html"
WEB = ROOT / "web"
COMMAND_SECONDS_MAX = 900
START_SECONDS_MAX = 120
STOP_SECONDS_MAX = 60
REQUEST_SECONDS_MAX = 60
GREETING = re.compile(r"^Regulars serves (\S+)\nFirst log-in, shown this once: (\S+) / (\S+)\n", re.MULTILINE)
Json = dict[str, Any]


@dataclass(frozen=True)
class LoadedExample:
    """A data folder with the example in it, and what the command that loaded it said."""

    data_dir: Path
    summary: Json

    def run(self, *arguments: str) -> str:
        """Run a `regulars` command on this data to its end, and give what it printed."""
        return run_command(self.data_dir, *arguments)


@dataclass(frozen=True)
class ServedExample:
    """The example behind an address, with the first log-in that the server printed."""

    url: str
    username: str
    password: str
    client: httpx.Client
    """Logged in: asks the API for what a page ought to show."""

    def get(self, path: str, **query: Any) -> Json:
        """The answer to a GET that succeeds."""
        answer = self.client.get(path, params=query)
        assert answer.status_code == 200, answer.text
        found: Json = answer.json()
        return found

    def members(self, **query: Any) -> list[Json]:
        """A page of the list of members."""
        items: list[Json] = self.get("/v1/members", **query)["items"]
        return items


def run_command(data_dir: Path, *arguments: str) -> str:
    """Run a `regulars` command to its end; one that fails tells why."""
    done = subprocess.run(
        [*command(), *arguments], env=environment(data_dir), capture_output=True, text=True, timeout=COMMAND_SECONDS_MAX,
        check=False,
    )  # fmt: skip
    assert done.returncode == 0, f"{' '.join(arguments)} ended with {done.returncode}\n{done.stdout}\n{done.stderr}"
    return done.stdout


def load_example(data_dir: Path) -> LoadedExample:
    """Load the example into an empty data folder: most of a minute."""
    return LoadedExample(data_dir, json.loads(run_command(data_dir, "demo", "--no-serve", "--json")))


@contextmanager
def serve_example(example: LoadedExample) -> Iterator[ServedExample]:
    """Serve a loaded example on a free port, log in once, and stop the server as Ctrl-C would."""
    build_console()
    log = example.data_dir / "serve.log"
    with log.open("wb") as output:
        server = subprocess.Popen(
            [*command(), "serve", "--port", "0"], env=environment(example.data_dir), stdout=output, stderr=output
        )
    try:
        url, username, password = wait_for_greeting(server, log)
        with httpx.Client(base_url=url, trust_env=False, timeout=REQUEST_SECONDS_MAX) as client:
            answer = client.post("/v1/session", json={"username": username, "password": password})
            assert answer.status_code == 200, answer.text
            yield ServedExample(url, username, password, client)
    finally:
        server.send_signal(signal.SIGINT)
        server.wait(STOP_SECONDS_MAX)


def wait_for_greeting(server: subprocess.Popen[bytes], log: Path) -> tuple[str, str, str]:
    """Wait for the address, which takes requests from then on, and the first log-in; a server that ends tells its log."""
    give_up_at = time.monotonic() + START_SECONDS_MAX
    while not (greeting := GREETING.search(log.read_text())):
        assert server.poll() is None, log.read_text()
        assert time.monotonic() < give_up_at, f"the server did not start\n{log.read_text()}"
        time.sleep(0.05)
    return greeting[1], greeting[2], greeting[3]


def build_console() -> None:
    """Build the console where it is missing; that needs the packages of `make setup`."""
    if CONSOLE_PAGE.is_file():
        return
    assert (WEB / "node_modules").is_dir(), "The console is not built and web/node_modules is missing: run `make setup` first."
    npm = shutil.which("npm")
    assert npm is not None, "The console is not built and there is no npm to build it with: install Node 20 or later."
    subprocess.run([npm, "run", "build"], cwd=WEB, check=True, timeout=COMMAND_SECONDS_MAX)


def command() -> tuple[str, ...]:
    """`regulars` of the interpreter that runs the tests."""
    return (sys.executable, "-m", "regulars")


def environment(data_dir: Path) -> dict[str, str]:
    """The caller's environment without any choice of theirs, and with our data folder; lines are never wrapped."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("REGULARS_")}
    return kept | {"REGULARS_DATA_DIR": str(data_dir), "REGULARS_WEBHOOK_NETWORKS": "127.0.0.0/8", "COLUMNS": "200"}
