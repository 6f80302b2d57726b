"""Where webhooks may go: nowhere inside."""

from ipaddress import ip_address, ip_network

import pytest

from regulars.features.webhooks.addresses import is_permitted, resolve
from regulars.features.webhooks.service.endpoints import check_url
from regulars.kit.problems import Problem

INSIDE = [
    "127.0.0.1", "10.0.0.1", "172.16.5.4", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.1", "224.0.0.1", "::1", "::",
    "fe80::1", "fd00::1", "::ffff:10.0.0.1", "::ffff:127.0.0.1", "ff02::1",
]  # fmt: skip


@pytest.mark.parametrize("address", INSIDE)
def test_inside__is_refused(address: str):
    assert not is_permitted(ip_address(address), ())


@pytest.mark.parametrize("address", ["8.8.8.8", "2606:4700:4700::1111", "::ffff:8.8.8.8"])
def test_public__is_permitted(address: str):
    assert is_permitted(ip_address(address), ())


def test_allowed_network__opens_itself_and_no_other():
    allowed = [ip_network("10.1.0.0/16")]
    assert is_permitted(ip_address("10.1.2.3"), allowed)
    assert is_permitted(ip_address("::ffff:10.1.2.3"), allowed)
    assert not is_permitted(ip_address("10.2.2.3"), allowed)
    assert not is_permitted(ip_address("::1"), allowed)


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1", "[::1]", "0x7f.1", "2130706433", "127.1"])
def test_names_of_this_machine__are_refused_however_they_are_written(host: str):
    with pytest.raises(Problem, match="webhook_address_refused"):
        resolve(host.strip("[]"), 443, ())


@pytest.mark.parametrize(
    ("url", "code"),
    [
        ("http://8.8.8.8/hooks", "webhook_invalid"),
        ("ftp://8.8.8.8/hooks", "webhook_invalid"),
        ("https:///hooks", "webhook_invalid"),
        ("not an address", "webhook_invalid"),
        ("https://user:secret@8.8.8.8/", "webhook_invalid"),
        ("https://8.8.8.8:99999/", "webhook_invalid"),
        ("https://8.8.8.8/#part", "webhook_invalid"),
        ("https://127.0.0.1/", "webhook_address_refused"),
        ("https://169.254.169.254/latest/meta-data", "webhook_address_refused"),
    ],
)
def test_url__that_cannot_be_sent_to_is_refused_when_it_is_entered(url: str, code: str):
    with pytest.raises(Problem, match=code) as refused:
        check_url(url, ())
    assert refused.value.errors[0].path == "url"


def test_url__with_a_public_address_is_taken():
    check_url("https://8.8.8.8/hooks?shop=1", ())
