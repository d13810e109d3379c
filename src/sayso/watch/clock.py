"""What time it is, and waiting: from outside, so that a test of a day takes no day."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime
from typing import Protocol


class Clock(Protocol):
    """Gives the time in UTC, and waits."""

    def now(self) -> datetime:
        """This moment."""

    async def sleep(self, seconds: float) -> None:
        """Wait that long."""


class SystemClock:
    """The clock of this machine."""

    def now(self) -> datetime:
        """This moment."""
        return datetime.now(UTC)

    async def sleep(self, seconds: float) -> None:
        """Wait that long."""
        await asyncio.sleep(seconds)


def written(moment: datetime) -> str:
    """A moment as the store keeps it: UTC, to the second; such strings sort as the moments do."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def read(moment: str) -> datetime:
    """What `written` was given, to the second."""
    return datetime.strptime(moment, "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC)
