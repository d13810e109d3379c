"""The way through linking, step by step; `sayso.link` is its door.

    readings -> papers -> agents, affiliations
             -> pages -> copies
             -> tellings -> wordings -> pairs -> ties -> groups -> claims -> disputes

`linked` does it for a whole desk; `advance` for the documents that have come since, touching only what they can
change. Both take the same steps over the same `State`, so they come to the same claims.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import partial

import numpy as np
from msgspec import Struct

from sayso.link.affiliation import affiliations
from sayso.link.agents import Agents, identities
from sayso.link.arrival import as_meant, changed_people, file_pages, note, shelve
from sayso.link.assembly import Assembly, Kept
from sayso.link.judgements import Verdicts, verdicts
from sayso.link.making import Portioned
from sayso.link.restyling import renamed, restyled
from sayso.link.settings import LinkSettings
from sayso.link.state import State
from sayso.link.tying import tie
from sayso.model import Claim, Copy, Dispute, Issue, Judgement, Linked, Reading

Fetch = Callable[[Sequence[str]], Iterable[Reading]]


class Changes(Struct, frozen=True):
    """What a linking changed: ids of claims that are gone or made anew, and those made, in order of time.

    Disputes with a side that is gone or ``contested`` are gone; ``copies`` are all there are, ``uncopied`` those
    (copy, original) that are none any more, or another kind of copy.
    """

    gone: frozenset[str]
    contested: frozenset[str]
    claims: Sequence[Claim]
    disputes: tuple[Dispute, ...]
    copies: tuple[Copy, ...]
    uncopied: frozenset[tuple[str, str]]
    recopied: tuple[Copy, ...]
    issues: tuple[tuple[str, Issue], ...]  # by the claim they are about


def linked(readings: Iterable[Reading], settings: LinkSettings, judgements: Sequence[Judgement]) -> Linked:
    """The claims that the readings tell, by time of their first telling, with copies, disputes and issues.

    ``readings`` are gone through three times and never held.
    """
    judged = verdicts(judgements, readings) if judgements else Verdicts()
    return whole(advance(State(), readings, no_readings, no_claim, settings, judged), judged)


def whole(changes: Changes, judged: Verdicts) -> Linked:
    """The links of a desk that nothing was known of before."""
    return Linked(
        claims=tuple(changes.claims),
        copies=changes.copies,
        disputes=changes.disputes,
        issues=(*judged.issues, *(issue for _, issue in changes.issues)),
    )


def advance(
    state: State,
    arrived: Iterable[Reading] | Portioned,
    fetch: Fetch,
    kept: Kept,
    settings: LinkSettings,
    judged: Verdicts,
) -> Changes:
    """Link what has arrived into the state.

    ``fetch`` gives readings of documents that must be looked at again, ``kept`` the claim of an id as it was linked.
    """
    fresh = note(state, arrived)
    people, speakers, copies = state.agents, state.speakers, state.copies
    whole = not people.anywhere
    state.agents = identities(state.census, partial(_named, state), judged.aliases)
    others = changed_people(state, people, fresh) if not whole else set()
    _count_roles(state, people, fresh, others)
    state.speakers = affiliations(state.roles, state.agents, (*settings.speaks_for, *judged.speaks_for))
    touched = shelve(state, arrived)
    touched |= shelve(state, fetch([state.ids[place] for place in sorted(others)]))
    touched |= shelve(state, fetch(file_pages(state, touched)))
    as_meant(state, touched)
    tied = tie(state, settings)
    nothing = np.empty(0, np.int64)
    named = nothing if whole else renamed(state, people, speakers)
    copied = nothing if whole else restyled(state, copies)
    made = Assembly(state, settings, judged, kept).made(tied, copied, named)
    state.judged = frozenset(key for pair in (*judged.same, *judged.different) for key in (pair.left, pair.right))
    old, now = set(copies.found), set(state.copies.found)
    return Changes(
        gone=made.gone,
        contested=made.contested,
        claims=made.claims,
        disputes=made.disputes,
        copies=state.copies.found,
        uncopied=frozenset((one.document, one.original) for one in old - now),
        recopied=tuple(one for one in state.copies.found if one not in old),
        issues=made.issues,
    )


def _named(state: State, document: str) -> Iterable[tuple[bool, str]]:
    """Who stands in the chains of a document of the desk."""
    place = state.number_of.get(document)
    return () if place is None else state.papers[place].named


def _count_roles(state: State, before: Agents, fresh: Iterable[int], others: Iterable[int]) -> None:
    """Count what fresh papers say of their agents, and anew what others say whose agents are others than ``before``."""
    for place in others:
        state.roles.put(state.papers[place], before, -1)
    for place in (*fresh, *others):
        state.roles.put(state.papers[place], state.agents)


def no_readings(documents: Sequence[str]) -> Iterable[Reading]:
    """What a desk that nothing was known of looks at again."""
    return ()


def no_claim(name: str) -> Claim:
    """The claims of a desk that nothing was known of. Raises KeyError for each."""
    raise KeyError(name)
