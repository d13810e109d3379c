"""Posts on platforms: what somebody wrote there is for no outlet.

In: a text and where a statement's cue stands. Out: whether the sentence, or the one before, names a platform.
"""

from __future__ import annotations

import re

PLATFORM = re.compile(
    r"\b(?:Facebook|Twitter|Instagram|Telegram|X|LinkedIn|TikTok|Threads|Weibo|VKontakte|WhatsApp|Snapchat|Bluesky|"
    r"Mastodon|Truth Social|social media|tweet(?:ed)?|posted)\b"
)
BEFORE, BEHIND = 200, 60  # characters beside a cue


def posts(text: str, at: int) -> bool:
    """Whether what is written at a place was posted."""
    begin = max(text.rfind("\n", 0, at) + 1, at - BEFORE)
    end = text.find("\n", at)
    return PLATFORM.search(text, begin, min(at + BEHIND, end if end >= 0 else len(text))) is not None
