"""`regulars serve`: it promises no address that it does not hold."""

import socket

import pytest
import typer

from regulars.cli.serve import listen, serve
from regulars.features.context import make_context
from regulars.kit.problems import Problem
from regulars.kit.settings import Settings
from regulars.store.database import Database

HOST = "127.0.0.1"


def test_serve__on_a_taken_port_says_so_and_nothing_else(database: Database, capsys: pytest.CaptureFixture[str]):
    with socket.create_server((HOST, 0)) as other:
        port = other.getsockname()[1]
        with pytest.raises(typer.Exit):
            serve(make_context(Settings(host=HOST, port=port), database))
    said = capsys.readouterr()
    assert said.out == ""
    assert f"port {port}: Address already in use." in " ".join(said.err.split())


def test_listen__at_port_0_takes_any_free_one():
    with listen(HOST, 0) as listener:
        assert listener.getsockname()[1] > 0


def test_listen__on_an_address_of_another_machine_is_a_problem():
    with pytest.raises(Problem, match="address_unusable"):
        listen("192.0.2.1", 0)
