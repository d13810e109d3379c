"""Who asks: a name and what they may do."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

Role = Literal["reader", "editor"]


class Viewer(Struct, frozen=True):
    """Who looks at a page. ``csrf`` proves that a form came from a page of ours; ``login`` says whether logins exist.

    ``by_header``: known by a token in the request itself, which no other site can send, so that it needs no ``csrf``.
    """

    name: str
    role: Role
    csrf: str = ""
    login: bool = False
    by_header: bool = False

    @property
    def may_edit(self) -> bool:
        """Whether they may change the desk."""
        return self.role == "editor"
