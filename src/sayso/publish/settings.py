"""What to publish, and what comes out."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from sayso.publish.borders import Borders

Format = Literal["html", "md", "json", "docx", "pdf", "geojson"]
DeskFormat = Literal["atom", "jsonfeed", "csv", "parquet"]


class PublishSettings(Struct, frozen=True):
    """``formats`` are the files made of a text, each called ``name`` and ended by its format: ``brief.html``.

    ``borders`` are drawn on the map instead of ours.
    """

    formats: tuple[Format, ...] = ("html", "md", "json")
    name: str = "brief"
    borders: Borders | None = None


class File(Struct, frozen=True):
    """A file to write: its name, a folder before it only for what is enclosed, and its bytes."""

    name: str
    data: bytes
