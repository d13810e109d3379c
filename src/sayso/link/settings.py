"""What a desk may set about linking."""

from __future__ import annotations

from msgspec import Struct


class LinkSettings(Struct, frozen=True):
    """Settings of linking.

    ``window_days``: how far apart two undated tellings may be published and still be of one claim. A week:
    outlets retell one event for some days, daily assessments repeat their sentences about new events.
    ``speaks_for``: names of agents and of the bodies they are known to speak for.
    """

    window_days: int = 7
    speaks_for: tuple[tuple[str, str], ...] = ()
