"""Tellings whose claims look different though the same tellings are in them: other names, other copies.

In: a `State` after its tellings were tied, and who was who before. Out: numbers of tellings, or of the first tellings
of claims. They are found by the register and the columns of the chains, so that no telling is looked into: bits that
fall together have some claims made for nothing.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable

import numpy as np

from sayso.link.affiliation import Affiliations
from sayso.link.agents import Agents, person_key
from sayso.link.arrival import naming
from sayso.link.copies import Copies
from sayso.link.drawers import Flags, Ints, distinct
from sayso.link.filing import bits
from sayso.link.state import NOBODY, State
from sayso.model import Link


def restyled(state: State, before: Copies) -> Ints:
    """The tellings of papers that are copies, or replaced, in another way than ``before``."""
    now = state.copies
    changed = {document for document, _ in before.original_of.items() ^ now.original_of.items()}
    changed |= {document for document, _ in before.superseded.items() ^ now.superseded.items()}
    changed |= before.partial ^ now.partial
    found = _told_in(state, (state.number_of[document] for document in changed))
    return np.flatnonzero(found & (state.speaks != NOBODY))


def renamed(state: State, before: Agents, speakers: Affiliations) -> Ints:
    """The heads of claims of whose agents some are printed otherwise than ``before``, or speak for others.

    Whom somebody speaks for matters only where a claim has more ways than one to its origins.
    """
    printed = _naming(state, _reprinted(before, state.agents)) & (state.head != NOBODY)
    moved = _naming(state, _moved(speakers, state.speakers) & before.printed.keys()) & (state.head != NOBODY)
    heads = distinct(state.head[moved])
    return np.union1d(state.head[printed], heads[state.several[heads]])


def _reprinted(before: Agents, now: Agents) -> set[str]:
    """Agents that are printed under another name now."""
    return {key for key, _ in before.printed.items() ^ now.printed.items()} & before.printed.keys()


def _moved(before: Affiliations, now: Affiliations) -> set[str]:
    """Agents that speak for others than before."""
    keys: set[str] = set(before.outlets ^ now.outlets)
    for old, new in ((before.bodies, now.bodies), (before.states, now.states)):
        keys |= {key for key in old.keys() | new.keys() if old.get(key) != new.get(key)}
    return keys


def _naming(state: State, keys: Collection[str]) -> Flags:
    """Which tellings may name one of some agents, in their chain or as the publisher of what they are copied from."""
    if not keys:
        return np.zeros(len(state.speaks), np.bool_)
    papers = naming(state, _names(state.agents, keys))
    found: Flags = _told_in(state, papers) & ((state.shelf.columns.chain & np.uint64(bits(keys))) > 0)
    printed = (
        state.number_of[copy]
        for copy, original in state.copies.original_of.items()
        if state.number_of[original] in papers and _publisher(state, original) in keys
    )
    return found | _told_in(state, printed)


def _names(agents: Agents, keys: Collection[str]) -> set[str]:
    """All names by which a document may name one of some agents."""
    borne = agents.anywhere.items()
    found = {name for (_, name), key in borne if key in keys or agents.judged.get(key, key) in keys}
    return found | {name for name in agents.people if person_key(name) in keys}


def _told_in(state: State, papers: Iterable[int]) -> Flags:
    """Which tellings are those of some papers."""
    found = np.zeros(len(state.speaks), np.bool_)
    for paper in papers:
        numbers = state.tellings_of(paper)
        found[numbers.start : numbers.stop] = True
    return found


def _publisher(state: State, document: str) -> str:
    outlet = state.papers[state.number_of[document]].outlet
    return state.agents.vertex(document, Link(outlet, "organisation")).key
