"""Who is logged in, by a cookie that only this site gets and no script can read.

Kept in memory: who serves the desk anew logs everybody out, and nothing of it lies on the disk.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
import threading
import time
from collections.abc import Callable

_LASTS = 12 * 3600.0  # seconds without a request
_MOST = 10_000  # sessions; the oldest give way, so that asking for cookies fills no memory


class Sessions:
    """Sessions by their secret. Each may belong to a token, by its id."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._key = secrets.token_bytes(32)
        self._lock = threading.Lock()
        self._held: dict[str, tuple[str, float]] = {}  # secret: the token's id, last seen

    @staticmethod
    def new() -> str:
        """A secret that nobody can guess, for somebody who is not logged in."""
        return secrets.token_urlsafe(32)

    def log_in(self, token: str) -> str:
        """The secret of a new session of a token: never one that was there before its login."""
        secret = self.new()
        with self._lock:
            self._held[secret] = (token, self._clock())
            while len(self._held) > _MOST:
                del self._held[next(iter(self._held))]
        return secret

    def log_out(self, secret: str) -> None:
        """End a session."""
        with self._lock:
            self._held.pop(secret, None)

    def token_of(self, secret: str) -> str | None:
        """The id of the token whose session it is; None where it is nobody's, or was left for too long."""
        with self._lock:
            token, seen = self._held.pop(secret, ("", float("-inf")))
            if self._clock() - seen > _LASTS:
                return None
            self._held[secret] = (token, self._clock())  # at the end: the last to give way
        return token

    def csrf(self, secret: str) -> str:
        """What a form of ours holds: another site cannot make it, for it cannot read the cookie."""
        return hmac.new(self._key, secret.encode(), hashlib.sha256).hexdigest()

    def is_csrf(self, secret: str, given: str) -> bool:
        """Whether a form's value belongs to this session."""
        return hmac.compare_digest(self.csrf(secret).encode(), given.encode())
