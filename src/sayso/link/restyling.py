"""Tellings whose claims look different though the same tellings are in them: other names, other copies.

In: a `State` after its tellings were tied, and who was who before. Out: numbers of tellings. They are found by the
columns of the chains, so that no document is looked into: bits that fall together make some claims anew for nothing.
"""

from __future__ import annotations

from collections.abc import Collection

import numpy as np

from sayso.link.affiliation import Affiliations
from sayso.link.agents import Agents
from sayso.link.copies import Copies
from sayso.link.drawers import Flags, Ints
from sayso.link.filing import bits
from sayso.link.state import NOBODY, State
from sayso.model import Link


def restyled(state: State, before: Agents, speakers: Affiliations, copies: Copies) -> Ints:
    """The tellings that look different since, in what was known ``before`` of agents, whom they speak for, and copies.

    Whom somebody speaks for matters only where a claim has more ways than one to its origins.
    """
    several = np.append(state.several, False)[state.head]
    found = _naming(state, _reprinted(before, state.agents))
    found |= _naming(state, _moved(speakers, state.speakers) & before.printed.keys()) & several
    for paper in _recopied(state, copies):
        numbers = state.tellings_of(paper)
        found[numbers.start : numbers.stop] = True
    return np.flatnonzero(found & (state.speaks != NOBODY))


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
    columns = state.shelf.columns
    if not keys:
        return np.zeros(len(state.speaks), np.bool_)
    found: Flags = (columns.chain & np.uint64(bits(keys))) > 0
    for copy, original in state.copies.original_of.items():
        if _publisher(state, original) in keys:
            numbers = state.tellings_of(state.number_of[copy])
            found[numbers.start : numbers.stop] = True
    return found


def _publisher(state: State, document: str) -> str:
    outlet = state.papers[state.number_of[document]].outlet
    return state.agents.vertex(document, Link(outlet, "organisation")).key


def _recopied(state: State, before: Copies) -> set[int]:
    """Papers that are copies, or replaced, in another way than before."""
    now = state.copies
    changed = {document for document, _ in before.original_of.items() ^ now.original_of.items()}
    changed |= {document for document, _ in before.superseded.items() ^ now.superseded.items()}
    changed |= before.partial ^ now.partial
    return {state.number_of[document] for document in changed}
