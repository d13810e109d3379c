"""The way through linking, step by step; `sayso.link` is its door.

    readings -> papers -> agents, affiliations
             -> pages -> copies
             -> tellings -> wordings -> pairs -> ties -> groups -> claims -> disputes

`linked` does it for a whole desk; `advance` for the documents that have come since, touching only what they can
change. Both take the same steps over the same `State`, so they come to the same claims.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from msgspec import Struct

from sayso.link.affiliation import affiliations
from sayso.link.agents import identities
from sayso.link.arrival import as_meant, changed_people, file_pages, renamed, shelve
from sayso.link.assembly import Assembly
from sayso.link.copies import Copies
from sayso.link.judgements import Verdicts, verdicts
from sayso.link.papers import Paper, paper
from sayso.link.settings import LinkSettings
from sayso.link.state import State
from sayso.link.tying import tie
from sayso.model import Claim, Copy, Dispute, Issue, Judgement, Linked, Reading

Fetch = Callable[[Sequence[str]], Iterable[Reading]]


class Changes(Struct, frozen=True):
    """What a linking changed: ids of claims that are gone or made anew, and those made, in order of time.

    Disputes with a side that is gone are gone; ``copies`` are all there are, ``uncopied`` those (copy, original) that
    are none any more, or another kind of copy.
    """

    gone: frozenset[str]
    claims: tuple[Claim, ...]
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
    return whole(advance(State(), readings, _nothing, settings, judged), judged)


def whole(changes: Changes, judged: Verdicts) -> Linked:
    """The links of a desk that nothing was known of before."""
    return Linked(
        claims=changes.claims,
        copies=changes.copies,
        disputes=changes.disputes,
        issues=(*judged.issues, *(issue for _, issue in changes.issues)),
    )


def advance(
    state: State, arrived: Iterable[Reading], fetch: Fetch, settings: LinkSettings, judged: Verdicts
) -> Changes:
    """Link what has arrived into the state. ``fetch`` gives readings of documents that must be looked at again."""
    fresh = _note(state, arrived)
    people, speakers, copies = state.agents, state.speakers, state.copies
    whole = not people.anywhere
    state.agents = identities(state.papers, judged.aliases)
    state.speakers = affiliations(state.papers, state.agents, (*settings.speaks_for, *judged.speaks_for))
    touched = shelve(state, _once(arrived))
    if not whole:
        touched |= shelve(state, fetch(changed_people(state, people, fresh)))
    touched |= shelve(state, fetch(file_pages(state, touched)))
    as_meant(state, touched)
    restyled = set() if whole else renamed(state, people, speakers) | _recopied(state, copies)
    made = Assembly(state, settings, judged).made(tie(state, settings), restyled)
    state.judged = frozenset(key for pair in (*judged.same, *judged.different) for key in (pair.left, pair.right))
    old, now = set(copies.found), set(state.copies.found)
    return Changes(
        gone=made.gone,
        claims=made.claims,
        disputes=made.disputes,
        copies=state.copies.found,
        uncopied=frozenset((one.document, one.original) for one in old - now),
        recopied=tuple(one for one in state.copies.found if one not in old),
        issues=made.issues,
    )


def _recopied(state: State, before: Copies) -> set[int]:
    """Papers that are copies, or replaced, in another way than before."""
    now = state.copies
    changed = {document for document, _ in before.original_of.items() ^ now.original_of.items()}
    changed |= {document for document, _ in before.superseded.items() ^ now.superseded.items()}
    changed |= before.partial ^ now.partial
    return {state.number_of[document] for document in changed}


def _note(state: State, arrived: Iterable[Reading]) -> set[int]:
    """File the papers of what has arrived. Out: their numbers."""
    fresh = set()
    for reading in _once(arrived):
        found: Paper = paper(reading)
        number = state.number_of.setdefault(found.id, len(state.papers))
        if number == len(state.papers):
            state.papers.append(found)
            state.first.append(0)
            state.count.append(0)
        else:
            state.papers[number] = found
        fresh.add(number)
    return fresh


def _once(readings: Iterable[Reading]) -> Iterable[Reading]:
    """Each document once, however often it is given."""
    seen: set[str] = set()
    for reading in readings:
        if reading.document.id not in seen:
            seen.add(reading.document.id)
            yield reading


def _nothing(documents: Sequence[str]) -> Iterable[Reading]:
    return ()
