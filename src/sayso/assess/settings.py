"""What a desk may ask of an assessment."""

from __future__ import annotations

import hashlib
from typing import Literal

import msgspec
from msgspec import Struct

from sayso import __version__

Part = Literal["takeaways", "topics", "ground", "disputes", "moved", "expected", "corrections"]
PARTS: tuple[Part, ...] = ("takeaways", "topics", "ground", "disputes", "moved", "expected", "corrections")


class Topic(Struct, frozen=True):
    """An issue that a desk follows: its name and the words that show that a line is about it."""

    name: str
    words: tuple[str, ...]


class AssessSettings(Struct, frozen=True):
    """``day`` is an ISO date, None for the latest publication day among the readings.

    ``takeaways`` is the most that are chosen (five to nine is an analyst's daily); ``lines`` the most that
    stand in the topic sections together; ``section_lines`` the most in one of them. ``sections`` names the parts of the
    report in their order; a part that is not named is left out.
    """

    day: str | None = None
    title: str | None = None
    takeaways: int = 9
    lines: int = 40
    section_lines: int = 8
    sections: tuple[Part, ...] = PARTS
    issues: tuple[Topic, ...] = ()


def run_name(settings: AssessSettings) -> str:
    """Names the version and the settings that made an assessment, the same in every run."""
    digest = hashlib.sha256(msgspec.json.encode(settings, order="deterministic")).hexdigest()
    return f"sayso {__version__} assess {digest[:12]}"
