"""Where a desk is served and to whom."""

from __future__ import annotations

import ipaddress
from pathlib import Path

from msgspec import Struct

MB = 1_000_000


class ServeSettings(Struct, frozen=True):
    """``host`` and ``port`` as they are bound; ``token_file`` where logins are asked for, else None.

    An upload has at most ``most_files`` files of ``most_bytes`` together, and ``most_unpacked`` once unpacked.
    """

    host: str = "127.0.0.1"
    port: int = 8000
    token_file: Path | None = None
    most_files: int = 200
    most_bytes: int = 50 * MB
    most_unpacked: int = 200 * MB

    @property
    def is_local(self) -> bool:
        """Whether only programs on this machine can reach it."""
        return is_loopback(self.host)

    @property
    def hosts(self) -> frozenset[str]:
        """The names that a browser may have in its address bar: anything else is another site's name for us."""
        names = {self.host.strip("[]").lower()}
        if self.is_local:
            names |= {"localhost", "127.0.0.1", "::1"}
        return frozenset(names)


def is_loopback(host: str) -> bool:
    """Whether a host is this machine's own, reached by no other."""
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return host.lower() == "localhost"
