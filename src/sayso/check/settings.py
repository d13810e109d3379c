"""What a check may be told."""

from __future__ import annotations

from msgspec import Struct

from sayso.read import ReadSettings


class CheckSettings(Struct, frozen=True):
    """``reader``: how the text is read, so that the desk's own outlets and agents are known in it too.

    ``published``: the day of the text, ISO 8601, which anchors its "on Monday"; None leaves such words undated.
    """

    reader: ReadSettings = ReadSettings(tier="grammar")
    published: str | None = None
