"""How often somebody may fail to come in."""

from __future__ import annotations

import threading
import time
from collections import deque
from collections.abc import Callable

_MOST = 5  # failures in a window, of one address
_WINDOW = 60.0  # seconds
_ADDRESSES = 10_000


class Failures:
    """Counts failed logins by address. A guess of 256 bits needs no limit; whoever tries all the same costs time."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._lock = threading.Lock()
        self._seen: dict[str, deque[float]] = {}

    def wait(self, address: str) -> int:
        """Seconds until this address may try again; 0 for at once."""
        with self._lock:
            times = self._seen.get(address, deque())
            while times and self._clock() - times[0] > _WINDOW:
                times.popleft()
            return 0 if len(times) < _MOST else max(1, round(_WINDOW - (self._clock() - times[0])))

    def note(self, address: str) -> None:
        """Count a failure."""
        with self._lock:
            self._seen.setdefault(address, deque(maxlen=_MOST)).append(self._clock())
            while len(self._seen) > _ADDRESSES:
                del self._seen[next(iter(self._seen))]
