"""Documents come in: their tellings go on the shelf, their pages are compared, and who is touched by that is found.

In: a `State` and readings. Out: numbers of papers, or ids of documents that must be looked at again because a newcomer
changed what they say: a surname that two people bear now, an original that came after its copy.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Sequence
from functools import partial

import numpy as np

from sayso.link.agents import Agents
from sayso.link.copies import Copies, Known, address, copies, replaced
from sayso.link.drawers import Flags
from sayso.link.filing import number
from sayso.link.making import Portioned, papers_of, shelved
from sayso.link.moments import order
from sayso.link.pages import Outlets, name_stems
from sayso.link.papers import Paper
from sayso.link.state import State
from sayso.link.tellings import as_original
from sayso.model import UNKNOWN_PUBLISHER, AgentKind, Copy, Link, Reading


def note(state: State, arrived: Iterable[Reading] | Portioned) -> set[int]:
    """File the papers of what has arrived. Out: their numbers."""
    fresh, addresses = set(), set()
    keys, places = array("Q"), array("i")
    for found in papers_of(arrived):
        place = state.number_of.setdefault(found.id, len(state.ids))
        if place == len(state.ids):
            _append(state, found)
        else:
            addresses |= _replace(state, place, found)
        state.census.put(found)
        registered = _registered(found)
        keys.extend(registered)
        places.extend([place] * len(registered))
        addresses |= {address(found.url)} if found.url else set()
        fresh.add(place)
    state.register.file(np.array(keys, np.uint64), np.array(places, np.int32), state.order)
    _note_versions(state, sorted(addresses))
    return fresh


def _append(state: State, found: Paper) -> None:
    """A paper of a document that none is kept of."""
    state.ids.append(found.id)
    state.papers.append(found)
    state.moments.append(order(found.published))
    state.ties.append(number(found.id))
    state.first.append(0)
    state.count.append(0)


def _replace(state: State, place: int, found: Paper) -> set[str]:
    """Put a paper in place of an earlier one of its document. Out: the address of that."""
    old = state.papers[place]
    state.census.put(old, -1)
    state.roles.put(old, state.agents, -1)
    state.papers[place] = found
    state.moments[place] = order(found.published)
    return {address(old.url)} if old.url else set()


def _registered(one: Paper) -> set[int]:
    """Under what a paper is filed: whom it names, and its address."""
    names = {name for _, name in one.named} | {name for _, name in one.agents}
    found = {number(f"name {name}") for name in names}
    return found | {number(f"address {address(one.url)}")} if one.url else found


def naming(state: State, names: Iterable[str]) -> set[int]:
    """Papers that may name somebody."""
    keys = np.array([number(f"name {name}") for name in names], np.uint64)
    return set(state.register.owners_of(keys).tolist())


def _note_versions(state: State, addresses: Sequence[str]) -> None:
    """Find the versions at addresses at which something has come."""
    keys = np.array([number(f"address {there}") for there in addresses], np.uint64)
    for place in np.flatnonzero(state.register.counts(keys) > 1).tolist():
        there = addresses[place]
        papers = (state.papers[one] for one in set(state.register.owners_of(keys[place : place + 1]).tolist()))
        found = replaced(one for one in papers if one.url and address(one.url) == there)
        state.versions.pop(there, None)
        state.versions |= found


def shelve(state: State, readings: Iterable[Reading] | Portioned) -> set[int]:
    """Put the pages and the tellings of readings where they belong. Out: the numbers of their papers."""
    touched = set()
    for made in shelved(readings, state.agents):
        place = state.number_of[made.document]
        state.shared.put(place, made.document, made.page, made.givers)
        start = len(state.shelf)
        for telling in made.tellings:
            state.shelf.add(telling, place)
        state.first[place], state.count[place] = start, len(state.shelf) - start
        touched.add(place)
    return touched


def file_pages(state: State, touched: set[int]) -> list[str]:
    """Find the copies. Out: the documents whose tellings must be taken anew for that."""
    outlets, before = _outlets(state), state.outlets
    current, lived = _current(state), np.zeros(len(state.ids), np.bool_)
    lived[: len(state.current)] = state.current
    when = state.order
    state.shared.compare(lived, current, outlets, when)
    strangers = {key for key, _ in outlets.items() ^ before.items()}
    doubtful = {place for key in strangers for place in state.shared.given.get(key, ())}
    if lived.any():
        again = doubtful | {place for place in touched if place < len(state.current)}
        state.shared.again(again, outlets, current, when)
    known = Known(
        state.shared.read, outlets, partial(_in_time, state), _kept(state, touched, doubtful), state.shared.shares
    )
    old, state.copies = state.copies, copies(state.shared.found.values(), state.versions, known)
    state.outlets, state.current = outlets, current
    return [state.ids[place] for place in _moved(state, old, touched) if place not in touched]


def _current(state: State) -> Flags:
    """Which papers are the latest of their address."""
    current = np.ones(len(state.ids), np.bool_)
    current[[state.number_of[one] for group in state.versions.values() for one in group[:-1]]] = False
    return current


def as_meant(state: State, touched: Iterable[int]) -> None:
    """Let the copied sentences of touched papers mean what they mean in their originals; then settle the shelf."""
    for place in sorted(touched):
        original = state.copies.original_of.get(state.ids[place])
        if original is not None:
            numbers = state.tellings_of(place)
            there = [state.shelf[one] for one in state.tellings_of(state.number_of[original])]
            for one, telling in zip(numbers, as_original([state.shelf[n] for n in numbers], there), strict=True):
                state.shelf.replace(one, telling)
    state.shelf.settle()


def changed_people(state: State, before: Agents, fresh: set[int]) -> set[int]:
    """Papers, other than fresh ones, some of whose names stand for somebody else now."""
    now = state.agents
    keys = before.anywhere.items() ^ now.anywhere.items()
    doubtful = {name for (_, name), _ in keys} | (before.people ^ now.people)
    doubtful |= {name for name, key in _judged(before).items() ^ _judged(now).items()}
    return {
        place
        for place in naming(state, doubtful) - fresh
        if any(_other(before, now, state.ids[place], Link(name, kind)) for kind, name in _links(state.papers[place]))
    }


def _judged(agents: Agents) -> dict[str, str]:
    """The names whose keys were judged to be others."""
    return {name: agents.judged[key] for (_, name), key in agents.anywhere.items() if key in agents.judged}


def _links(one: Paper) -> Iterable[tuple[AgentKind, str]]:
    yield from (("person" if person else "organisation", name) for person, name in one.named)
    yield from one.agents


def _other(before: Agents, now: Agents, document: str, link: Link) -> bool:
    return before.key(document, link) != now.key(document, link)


def _in_time(state: State, document: str) -> tuple[float, str]:
    return state.moments[state.number_of[document]], document


def _outlets(state: State) -> Outlets:
    """Publishers that tell what others say: a body's own page has nothing that others would cite it for as a story."""
    outlets = sorted(state.roles.outlets)  # of several names of one publisher the last, whatever came when
    return {key: name_stems(None if name == UNKNOWN_PUBLISHER else name) for key, name in outlets}


def _kept(state: State, touched: Iterable[int], doubtful: Iterable[int]) -> dict[str, Copy]:
    """Revisions that are what they were. What was found of others' shares is forgotten.

    What a page of ``doubtful`` shares turns on who is an outlet.
    """
    taken, doubted = ({state.ids[place] for place in some} for some in (touched, doubtful))
    shares = state.shared.shares
    for pair in [pair for pair in shares if pair[0] in doubted or not taken.isdisjoint(pair)]:
        del shares[pair]
    first = {one: group[0] for group in state.versions.values() for one in group[1:]}
    return {
        one.document: one
        for one in state.copies.found
        if one.kind == "revision"
        and first.get(one.document) == one.original
        and one.document not in doubted
        and taken.isdisjoint((one.document, one.original))
    }


def _moved(state: State, old: Copies, touched: set[int]) -> list[int]:
    """Papers with another original than before, and copies of an original that was touched."""
    now, before = state.copies.original_of, old.original_of
    other = {document for document, _ in now.items() ^ before.items()}
    if before:
        taken = {state.ids[place] for place in touched}
        other |= {document for document, original in now.items() if original in taken}
    return sorted(state.number_of[document] for document in other)
