"""What linking keeps of a desk, from which it can go on when documents come."""

from __future__ import annotations

import numpy as np
from msgspec import Struct, field

from sayso.link.affiliation import Affiliations, Roles
from sayso.link.agents import Agents
from sayso.link.census import Census
from sayso.link.copies import Copies
from sayso.link.copying import Shared
from sayso.link.drawers import Drawers, Flags, Keys, Order, Owners
from sayso.link.packed import Values
from sayso.link.pages import Outlets
from sayso.link.papers import Paper
from sayso.link.shelf import Shelf
from sayso.link.web import Web

NOBODY = -1


class State(Struct):
    """Everything by number: of a paper, or of a telling.

    ``ids`` are the papers' documents, ``moments`` and ``ties`` give their order. In the ``register`` papers are filed
    under whom they name and under their address; ``census`` and ``roles`` count what all of them say. ``versions``: the
    documents of each address that has several, in order of time.
    ``first`` and ``count`` say which tellings are a paper's; those of an earlier reading of it stay on the shelf, dead.
    ``speaks`` leads from a telling to the first of its wording, `NOBODY` for a dead one; ``head`` to the first of its
    claim. ``filed``: which stand in the drawers.
    ``several``: of a head, whether its claim has more ways than one, so that who speaks for whom may matter to it.
    ``why``: of a head, a number of the reasons that hold its claim together.
    ``judged``: the tellings, by document and statement, that were kept together or apart because people said so.
    """

    papers: Values[Paper] = field(default_factory=lambda: Values(Paper))
    ids: list[str] = field(default_factory=list)
    number_of: dict[str, int] = field(default_factory=dict)
    moments: list[float] = field(default_factory=list)
    ties: list[int] = field(default_factory=list)
    register: Drawers = field(default_factory=Drawers)
    census: Census = field(default_factory=Census)
    roles: Roles = field(default_factory=Roles)
    versions: dict[str, tuple[str, ...]] = field(default_factory=dict)
    first: list[int] = field(default_factory=list)
    count: list[int] = field(default_factory=list)
    shelf: Shelf = field(default_factory=Shelf)
    shared: Shared = field(default_factory=Shared)
    current: Flags = field(default_factory=lambda: np.empty(0, np.bool_))
    drawers: Drawers = field(default_factory=Drawers)
    places: Drawers = field(default_factory=Drawers)
    filed: Flags = field(default_factory=lambda: np.empty(0, np.bool_))
    speaks: Owners = field(default_factory=lambda: np.empty(0, np.int32))
    head: Owners = field(default_factory=lambda: np.empty(0, np.int32))
    several: Flags = field(default_factory=lambda: np.empty(0, np.bool_))
    why: Keys = field(default_factory=lambda: np.empty(0, np.uint64))
    web: Web = field(default_factory=Web.empty)
    agents: Agents = field(default_factory=lambda: Agents({}, {}, {}, frozenset()))
    speakers: Affiliations = field(default_factory=lambda: Affiliations({}, {}))
    copies: Copies = field(default_factory=lambda: Copies((), {}, frozenset(), {}))
    outlets: Outlets = field(default_factory=dict)
    judged: frozenset[tuple[str, str]] = frozenset()

    def tellings_of(self, paper: int) -> range:
        """The numbers of a paper's living tellings."""
        return range(self.first[paper], self.first[paper] + self.count[paper])

    @property
    def order(self) -> Order:
        """The order of papers: by when they were published."""
        return Order(np.array(self.moments, np.float64), np.array(self.ties, np.uint64))

    def in_time(self, telling: int) -> tuple[float, str, int, int]:
        """The order of tellings: time of publication, document, place in it."""
        columns = self.shelf.columns
        return (
            float(columns.moment[telling]),
            self.ids[columns.paper[telling]],
            int(columns.start[telling]),
            telling,
        )
