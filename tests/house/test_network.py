"""Tests reach this machine and no other."""

import socket

import pytest

from tests.support.network import NetworkRefusedError, is_local


@pytest.mark.parametrize("address", ["192.0.2.1", "2001:db8::1"])
def test_canary__connecting_elsewhere_is_refused(address: str):
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    with socket.socket(family) as connection, pytest.raises(NetworkRefusedError):
        connection.connect((address, 80))


def test_canary__looking_up_a_name_is_refused():
    with pytest.raises(NetworkRefusedError):
        socket.getaddrinfo("example.org", 80)


def test_loopback__is_open():
    with socket.create_server(("127.0.0.1", 0)) as server:
        socket.create_connection(server.getsockname()).close()


@pytest.mark.parametrize(
    ("host", "local"),
    [("localhost", True), ("127.3.2.1", True), ("::1", True), ("", True), ("10.0.0.1", False), ("localhost.example.org", False)],
)
def test_is_local(host: str, local: bool):
    assert is_local(host) is local
