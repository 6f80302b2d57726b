"""The whole example, loaded and served by the real commands in processes of their own, as on anybody's machine."""

import json
import os
import re
import shutil
import signal
import socket
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
ADDRESS = "127.0.0.1"
COMMAND_SECONDS_MAX = 900
START_SECONDS_MAX = 120
STOP_SECONDS_MAX = 60
LOG_IN_LINE = re.compile(r"^First log-in, shown this once: (\S+) / (\S+)$", re.MULTILINE)
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
    port = free_port()
    log = example.data_dir / "serve.log"
    with log.open("wb") as output:
        server = subprocess.Popen(
            [*command(), "serve", "--port", str(port)], env=environment(example.data_dir), stdout=output, stderr=output
        )
    url = f"http://{ADDRESS}:{port}"
    try:
        with httpx.Client(base_url=url, trust_env=False, timeout=60) as client:
            wait_until_ready(server, client, log)
            username, password = LOG_IN_LINE.findall(log.read_text())[0]
            answer = client.post("/v1/session", json={"username": username, "password": password})
            assert answer.status_code == 200, answer.text
            yield ServedExample(url, username, password, client)
    finally:
        server.send_signal(signal.SIGINT)
        server.wait(STOP_SECONDS_MAX)


def wait_until_ready(server: subprocess.Popen[bytes], client: httpx.Client, log: Path) -> None:
    """Wait until the server takes requests; one that ends instead tells its log."""
    give_up_at = time.monotonic() + START_SECONDS_MAX
    while True:
        assert server.poll() is None, log.read_text()
        assert time.monotonic() < give_up_at, f"the server did not start\n{log.read_text()}"
        try:
            if client.get("/v1/health/ready").status_code == 200:
                return
        except httpx.TransportError:
            time.sleep(0.05)


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
    return kept | {"REGULARS_DATA_DIR": str(data_dir), "COLUMNS": "200"}


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.create_server((ADDRESS, 0)) as listener:
        port: int = listener.getsockname()[1]
        return port
