"""Where a desk is served and to whom."""

from __future__ import annotations

import ipaddress
from pathlib import Path

from msgspec import Struct

MB = 1_000_000


class ServeSettings(Struct, frozen=True):
    """``host`` and ``port`` as they are bound; ``token_file`` where logins are asked for, else None.

    ``names`` are other names that the desk is reached under, as behind a proxy: others can reach it then.

    An upload has at most ``most_files`` files of ``most_bytes`` together, and ``most_unpacked`` once unpacked.
    """

    host: str = "127.0.0.1"
    port: int = 8000
    token_file: Path | None = None
    names: tuple[str, ...] = ()
    most_files: int = 200
    most_bytes: int = 50 * MB
    most_unpacked: int = 200 * MB

    @property
    def is_local(self) -> bool:
        """Whether only programs on this machine can reach it."""
        return is_loopback(self.host) and all(map(is_loopback, self.names))

    @property
    def hosts(self) -> frozenset[str]:
        """The names that a browser may have in its address bar: anything else is another site's name for us."""
        return frozenset({_bare(self.host), *map(_bare, self.names), "localhost", "127.0.0.1", "::1"})


def _bare(host: str) -> str:
    return host.strip("[]").lower()


def is_loopback(host: str) -> bool:
    """Whether a host is this machine's own, reached by no other."""
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return host.lower() == "localhost"
