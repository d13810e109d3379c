"""Documents come in: their tellings go on the shelf, their pages are compared, and who is touched by that is found.

In: a `State` and readings. Out: numbers of papers, or ids of documents that must be looked at again because a newcomer
changed what they say: a surname that two people bear now, an original that came after its copy.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

import numpy as np

from sayso.link.affiliation import Affiliations
from sayso.link.agents import Agents
from sayso.link.copies import Copies, Known, copies, replaced
from sayso.link.drawers import Order
from sayso.link.filing import number
from sayso.link.moments import order
from sayso.link.pages import Outlets, name_stems, page
from sayso.link.papers import Paper
from sayso.link.state import State
from sayso.link.tellings import as_original, tellings_of
from sayso.model import UNKNOWN_PUBLISHER, AgentKind, Copy, Link, Reading


def shelve(state: State, readings: Iterable[Reading]) -> set[int]:
    """Put the pages and the tellings of readings where they belong. Out: the numbers of their papers."""
    touched = set()
    for reading in readings:
        place = state.number_of[reading.document.id]
        state.shared.put(place, page(reading, state.agents))
        start = len(state.shelf)
        for telling in tellings_of(reading, state.agents):
            state.shelf.add(telling, place)
        state.first[place], state.count[place] = start, len(state.shelf) - start
        touched.add(place)
    return touched


def file_pages(state: State, touched: set[int]) -> list[str]:
    """Find the copies. Out: the documents whose tellings must be taken anew for that."""
    outlets, before_outlets = _outlets(state), set(state.outlets)
    versions = replaced(state.papers)
    earlier = {one.id for group in versions.values() for one in group[:-1]}
    current = np.array([one.id not in earlier for one in state.papers], np.bool_)
    before = np.zeros(len(current), np.bool_)
    before[: len(state.current)] = state.current
    when = Order(
        np.array([order(one.published) for one in state.papers]),
        np.array([number(one.id) for one in state.papers], np.uint64),
    )
    state.shared.compare(before, current, outlets, when)
    if before.any():
        strangers = outlets.keys() ^ before_outlets
        again = {place for key in strangers for place in state.shared.given.get(key, ())}
        state.shared.again(again | {place for place in touched if place < len(state.current)}, outlets, current, when)
    taken = {state.papers[place].id for place in touched}
    revisions = {
        one.document: one
        for one in state.copies.found
        if one.kind == "revision" and outlets == state.outlets and not {one.document, one.original} & taken
    }
    if outlets != state.outlets:
        state.shared.shares.clear()
    for pair in [pair for pair in state.shared.shares if taken.intersection(pair)]:
        del state.shared.shares[pair]
    known = Known(state.shared.read, outlets, partial(_in_time, state), _kept(revisions, versions), state.shared.shares)
    found = copies(state.shared.found.values(), versions, known)
    old, state.copies = state.copies, found
    state.outlets, state.current = outlets, current
    return [state.papers[place].id for place in _moved(state, old, touched) if place not in touched]


def as_meant(state: State, touched: Iterable[int]) -> None:
    """Let the copied sentences of touched papers mean what they mean in their originals; then settle the shelf."""
    for place in sorted(touched):
        original = state.copies.original_of.get(state.papers[place].id)
        if original is not None:
            numbers = state.tellings_of(place)
            there = [state.shelf[one] for one in state.tellings_of(state.number_of[original])]
            for one, telling in zip(numbers, as_original([state.shelf[n] for n in numbers], there), strict=True):
                state.shelf.replace(one, telling)
    state.shelf.settle()


def changed_people(state: State, before: Agents, fresh: set[int]) -> list[str]:
    """Documents, other than fresh ones, some of whose names stand for somebody else now."""
    now = state.agents
    keys = before.anywhere.items() ^ now.anywhere.items()
    doubtful = {name for (_, name), _ in keys} | (before.people ^ now.people)
    doubtful |= {name for name, key in _judged(before).items() ^ _judged(now).items()}
    found = []
    for place, one in enumerate(state.papers):
        if place not in fresh and any(
            name in doubtful and _other(before, now, one.id, Link(name, kind)) for kind, name in _links(one)
        ):
            found.append(one.id)
    return found


def renamed(state: State, before: Agents, speakers: Affiliations) -> set[int]:
    """Papers whose chains name somebody whose printed name, or for whom they speak, has changed."""
    now = state.agents
    keys = {key for key, _ in before.printed.items() ^ now.printed.items()}
    for old, new in ((speakers.bodies, state.speakers.bodies), (speakers.states, state.speakers.states)):
        keys |= {key for key in old.keys() | new.keys() if old.get(key) != new.get(key)}
    keys |= speakers.outlets ^ state.speakers.outlets
    keys &= set(before.printed)
    if not keys:
        return set()
    return {
        place
        for place, one in enumerate(state.papers)
        if any(
            now.key(one.id, Link(name, "person" if person else "organisation")) in keys for person, name in one.named
        )
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
    return order(state.papers[state.number_of[document]].published), document


def _outlets(state: State) -> Outlets:
    """Publishers that tell what others say: a body's own page has nothing that others would cite it for as a story."""
    found = {}
    for one in state.papers:
        if len(one.named) < 2:
            continue
        key = state.agents.vertex(one.id, Link(one.outlet, "organisation")).key
        found[key] = name_stems(None if one.outlet == UNKNOWN_PUBLISHER else one.outlet)
    return dict(sorted(found.items()))


def _kept(revisions: dict[str, Copy], versions: dict[str, list[Paper]]) -> dict[str, Copy]:
    """Revisions that are still of the same first version."""
    return {
        one.id: revisions[one.id]
        for group in versions.values()
        for one in group[1:]
        if one.id in revisions and revisions[one.id].original == group[0].id
    }


def _moved(state: State, old: Copies, touched: set[int]) -> list[int]:
    """Papers with another original than before, and copies of an original that was touched."""
    now, before = state.copies.original_of, old.original_of
    other = {document for document, _ in now.items() ^ before.items()}
    if before:
        taken = {state.papers[place].id for place in touched}
        other |= {document for document, original in now.items() if original in taken}
    return sorted(state.number_of[document] for document in other)
