"""Which addresses a feed may be fetched from: public ones, told by number and never by name."""

import socket
from collections.abc import Sequence
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network

import httpx

from corpus.errors import FeedUnavailable, RefusedAddress

Address = IPv4Address | IPv6Address
Network = IPv4Network | IPv6Network

LONGEST_ADDRESS = 2_000
LAST_PORT = 65_535
SCHEMES = ("http", "https")
REFUSED: tuple[Network, ...] = tuple(
    map(
        ip_network,
        (
            "192.0.0.0/24",  # protocol assignments, among them a cloud's metadata
            "192.88.99.0/24",  # to IPv6 through whoever is near
            "168.63.129.16/32",  # a cloud's host, which guests may ask
            "::/96",  # IPv4 within IPv6, in five spellings
            "64:ff9b::/96",
            "64:ff9b:1::/48",
            "2001::/32",
            "2002::/16",
            "fec0::/10",  # sites' own
        ),
    )
)
"""What `ipaddress` calls global, or did in some release, and is not for a feed to be on."""


def checked(address: str) -> httpx.URL:
    """An address as it will be asked, without its fragment. Raises RefusedAddress."""
    try:
        url = httpx.URL(address.strip())
    except (httpx.InvalidURL, ValueError) as e:
        raise RefusedAddress(f"it is no address that can be asked: {e}") from e
    if url.scheme not in SCHEMES or not url.host:
        raise RefusedAddress("its address has to begin with https:// or http:// and name a host")
    if url.userinfo:
        raise RefusedAddress("its address holds a user name or password; give it without")
    if not 1 <= port(url) <= LAST_PORT:
        raise RefusedAddress(f"its address names port {port(url)}, which there is not")
    if len(str(url)) > LONGEST_ADDRESS:
        raise RefusedAddress(f"its address is longer than {LONGEST_ADDRESS:,} characters")
    return url.copy_with(fragment=None)


def port(url: httpx.URL) -> int:
    """The port that is asked, said or not."""
    return url.port or (443 if url.scheme == "https" else 80)


def resolved(host: str, port: int, *, allowed: Sequence[Network]) -> tuple[Address, ...]:
    """The addresses of a host, all of them public or in an allowed network.

    Raises RefusedAddress where one is not, FeedUnavailable where there is none.
    """
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as e:
        raise FeedUnavailable(f"{host} cannot be found: {_said(e)}") from e
    addresses = tuple(dict.fromkeys(ip_address(place[0]) for *_, place in found))
    refused = [each for each in addresses if not is_allowed(each, allowed=allowed)]
    if refused or not addresses:
        raise RefusedAddress(f"{host} is at no public address; only what anyone can see is fetched")
    return addresses


def is_allowed(address: Address, *, allowed: Sequence[Network] = ()) -> bool:
    """Whether an address is one that anyone can reach, or lies in an allowed network."""
    mapped = getattr(address, "ipv4_mapped", None)
    if mapped is not None:
        return is_allowed(mapped, allowed=allowed)
    if any(address in network for network in allowed):
        return True
    return (
        address.is_global
        and not address.is_multicast
        and not address.is_reserved
        and not any(address in network for network in REFUSED)
    )


def _said(error: OSError | UnicodeError) -> str:
    return (error.strerror if isinstance(error, OSError) else None) or "its name is malformed"
