"""How much of a course has passed, where it is measured in minutes: a faster device comes to more steps."""

from __future__ import annotations

import time
from collections.abc import Iterator


def passing(minutes: float) -> Iterator[tuple[int, float]]:
    """The number of each step from 1 on and the share of the time that has passed before it, below 1."""
    began, number = time.monotonic(), 0
    while (share := (time.monotonic() - began) / (60 * minutes)) < 1:
        number += 1
        yield number, share
