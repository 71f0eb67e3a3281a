"""What is fetched from: nothing that only this machine or its network can reach."""

from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.errors import FeedUnavailable, RefusedAddress
from corpus.feeds.addresses import checked, is_allowed, resolved

LOOPBACKS = ("127.1", "2130706433", "0x7f000001", "0", "017700000001", "127.0.0.1", "::1")
NOT_PUBLIC = (
    "0.0.0.0",  # noqa: S104  an address to refuse, not to listen at
    "10.0.0.1",
    "100.64.0.1",
    "100.100.100.200",
    "127.0.0.1",
    "168.63.129.16",
    "169.254.169.254",
    "172.16.0.1",
    "192.0.0.192",
    "192.168.1.1",
    "224.0.0.1",
    "240.0.0.1",
    "255.255.255.255",
    "::",
    "::1",
    "::7f00:1",
    "::ffff:127.0.0.1",
    "64:ff9b::7f00:1",
    "64:ff9b:1::7f00:1",
    "2001:0:7f00:1::",
    "2002:7f00:1::",
    "fc00::1",
    "fd00:ec2::254",
    "fe80::1",
    "fec0::1",
    "ff02::1",
)


@pytest.mark.enable_socket
@pytest.mark.parametrize("host", LOOPBACKS)
def test_this_machine_is_refused_however_it_is_spelt(host: str) -> None:
    with pytest.raises(RefusedAddress, match="no public address"):
        resolved(host, 80, allowed=())


@pytest.mark.parametrize("address", NOT_PUBLIC)
def test_an_address_that_not_everyone_can_reach_is_refused(address: str) -> None:
    assert not is_allowed(ip_address(address))


@pytest.mark.parametrize("address", ["8.8.8.8", "1.1.1.1", "2606:4700:4700::1111"])
def test_a_public_address_is_asked(address: str) -> None:
    assert is_allowed(ip_address(address))


def test_a_network_is_allowed_only_by_name() -> None:
    allowed = (ip_network("127.0.0.0/8"),)
    assert is_allowed(IPv4Address("127.0.0.1"), allowed=allowed)
    assert is_allowed(IPv6Address("::ffff:127.0.0.1"), allowed=allowed)
    assert not is_allowed(IPv4Address("10.0.0.1"), allowed=allowed)


@given(st.ip_addresses(v=4))
def test_an_ipv4_address_is_judged_the_same_within_ipv6(address: IPv4Address) -> None:
    assert is_allowed(IPv6Address(f"::ffff:{address}")) == is_allowed(address)
    for network in ("64:ff9b::", "2002:"):
        number = f"{int(address) >> 16:x}:{int(address) & 0xFFFF:x}"
        assert not is_allowed(IPv6Address(f"{network}{number}{'' if '::' in network else '::'}"))


@pytest.mark.parametrize(
    "given",
    [
        "file:///etc/passwd",
        "gopher://example.com/",
        "ftp://example.com/",
        "//example.com/",
        "https://",
        "https://user:secret@example.com/",
        "https://user@example.com/",
        "http://[::1/",
        "https://example.com:99999999/",
        f"https://example.com/{'x' * 2_000}",
    ],
)
def test_what_is_no_plain_web_address_is_refused(given: str) -> None:
    with pytest.raises(RefusedAddress) as refusal:
        checked(given)
    assert "secret" not in str(refusal.value)


@pytest.mark.enable_socket
def test_a_host_that_is_not_there_is_said_so() -> None:
    with pytest.raises(FeedUnavailable, match="cannot be found"):
        resolved("a" * 64 + ".invalid", 80, allowed=())
