"""Which addresses may be asked: http and https, at public addresses of the internet, at ports of the web.

A page or a feed is written by a stranger and may point anywhere: at the cloud's metadata service, at a
printer, at this machine. So everything that is not plainly public is refused, unless the desk allows it by
network. ``ipaddress.is_global`` is not enough: it calls NAT64, 6to4, 192.0.0.0/24's relatives and Azure's
metadata address global. The lists are IANA's special-purpose registries (RFC 6890 and its successors).
"""

from __future__ import annotations

from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network

import httpx2
from msgspec import Struct

from sayso.errors import FetchError

Address = IPv4Address | IPv6Address
Network = IPv4Network | IPv6Network

MOST_CHARACTERS = 2_048
_PORTS = frozenset({80, 443, 8080, 8443})
_NOT_PUBLIC = tuple(
    ip_network(network)
    for network in (
        *("0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12"),
        *("192.0.0.0/24", "192.0.2.0/24", "192.31.196.0/24", "192.52.193.0/24", "192.88.99.0/24", "192.168.0.0/16"),
        *("192.175.48.0/24", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4"),
        "168.63.129.16/32",  # Azure's metadata and DNS, at an address that looks like any other
        *("2001::/23", "2001:db8::/32", "2002::/16", "2620:4f:8000::/48", "3fff::/20"),
    )
)
# Of IPv6 only this is given out to the public; mapped, translated (64:ff9b::/96, 64:ff9b:1::/48), local and
# multicast addresses all lie outside it. Teredo (2001::/32) and 6to4 (2002::/16) lie inside, and above.
_PUBLIC_6 = ip_network("2000::/3")


class Guard(Struct, frozen=True):
    """Which addresses may be asked; ``allowed`` are the networks that the desk allows besides."""

    allowed: tuple[Network, ...] = ()

    def check(self, address: Address, host: str, port: int) -> None:
        """Raises FetchError where ``address``, which ``host`` leads to, may not be asked at ``port``."""
        if any(address in network for network in self.allowed):
            return
        if not is_public(address):
            raise FetchError(
                f"{host} is at {address}, which is no public address",
                "if it is yours, name its network under [watch] allow in desk.toml",
            )
        if port not in _PORTS:
            raise FetchError(
                f"{host} is asked at port {port}", "use a port of the web: " + ", ".join(map(str, sorted(_PORTS)))
            )


def is_public(address: Address) -> bool:
    """Whether an address is one that anybody on the internet may be reached at."""
    if isinstance(address, IPv6Address) and (address not in _PUBLIC_6 or address.scope_id is not None):
        return False
    return not any(address in network for network in _NOT_PUBLIC if network.version == address.version)


def read_address(address: str) -> httpx2.URL:
    """The parts of a web address. Raises FetchError for what is none, or carries a name and password."""
    if len(address) > MOST_CHARACTERS:
        raise FetchError(f"the address is longer than {MOST_CHARACTERS} characters", "check it")
    try:
        url = httpx2.URL(address.strip())
    except (httpx2.InvalidURL, ValueError) as fault:
        raise FetchError(f"{address} is no address ({fault})", "check it") from fault
    if url.scheme not in ("http", "https"):
        raise FetchError(f"{address} is no web address", "give one that begins with http:// or https://")
    if url.userinfo:
        raise FetchError(f"the address of {url.host} carries a name or a password", "give it without them")
    if not url.host or url.port == 0:
        raise FetchError(f"{address} names no host and port", "check it")
    return url


def port_of(url: httpx2.URL) -> int:
    """The port that an address is asked at."""
    return url.port or (443 if url.scheme == "https" else 80)


def origin_of(url: httpx2.URL) -> str:
    """Scheme, host and port, where it is not the scheme's own: what a robots.txt is about."""
    host = f"[{url.host}]" if ":" in url.host else url.host
    usual = {"http": 80, "https": 443}[url.scheme]
    return f"{url.scheme}://{host}" + ("" if port_of(url) == usual else f":{port_of(url)}")


def literal(host: str) -> Address | None:
    """The address that a host is, where it is a number and no name."""
    try:
        return ip_address(host)
    except ValueError:
        return None
