"""What is wrong with a desk: one line of what, one of what to do."""

from __future__ import annotations

from msgspec import Struct

RESTORE = "restore the desk from a backup (`sayso restore`)"
LINK_AGAIN = "`sayso doctor --mend` forgets the links, and the next command that needs them makes them again"
INDEX_AGAIN = "`sayso doctor --mend` makes the index again"


class Damage(Struct, frozen=True):
    """One thing that is not as it should be. ``part`` says of what: store, original, document, reading, claim …"""

    part: str
    what: str
    to_do: str = RESTORE
