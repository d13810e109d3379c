"""What is known: the readings of a desk and its claims, with the indexes that a check looks things up in."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property

from sayso.check.page import Page
from sayso.check.passages import Passages
from sayso.link.agents import Agents, agents
from sayso.model import Claim, Linked, Reading


class Known:
    """Build it once with `Known.of` and check many texts against it. Its content does not change."""

    def __init__(self, readings: Mapping[str, Reading], claims: Sequence[Claim]) -> None:
        self.readings = readings
        self.claims = tuple(claims)
        self.passages = Passages(tuple(readings.values()))
        self.agents: Agents = agents(tuple(readings.values()))
        self._pages: dict[str, Page] = {}

    @classmethod
    def of(cls, readings: Iterable[Reading], linked: Linked) -> Known:
        """What a desk knows: its readings, in any order, and what `link` made of them."""
        by_id = {reading.document.id: reading for reading in readings}
        return cls(dict(sorted(by_id.items())), linked.claims)

    def page(self, document: str) -> Page:
        """A document of the desk, ready to look things up in. Raises KeyError when it is not on the desk."""
        page = self._pages.get(document)
        if page is None:
            page = self._pages[document] = Page(self.readings[document], self.agents)
        return page

    @cached_property
    def claim_of(self) -> dict[tuple[str, str], Claim]:
        """The claim that a statement or assertion tells, by document and its own id."""
        return {(one.document, one.statement): claim for claim in self.claims for one in claim.members}

    @cached_property
    def by_address(self) -> dict[str, str]:
        """The ids of documents by their address, scheme and ending slash off."""
        found = {}
        for name, reading in self.readings.items():
            if reading.document.url:
                found[bare_address(reading.document.url)] = name
        return found


def bare_address(url: str) -> str:
    """An address without scheme, fragment and ending slash, under which two links to one page are one."""
    return url.partition("#")[0].partition("://")[2].removeprefix("www.").rstrip("/")
