"""What to publish, and what comes out."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

Format = Literal["html", "md", "json"]


class PublishSettings(Struct, frozen=True):
    """``formats`` names the files made: ``assessment.html``, ``assessment.md``, ``assessment.json``."""

    formats: tuple[Format, ...] = ("html", "md", "json")


class File(Struct, frozen=True):
    """A file to write: its name, without a folder, and its bytes."""

    name: str
    data: bytes
