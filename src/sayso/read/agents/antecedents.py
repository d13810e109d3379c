"""Antecedents: whom "he" and "she" take up, by weights learnt from annotated articles.

In: a roster, a place, and the agents that the pronoun can stand for. Out: the likeliest. Asked of each: how much it is
in mind beside the foremost (`sayso.read.agents.salience`), what it was where it was mentioned last and how many lines
ago, whether it stands alone or first in the sentences before, whether it spoke last, how much the text tells of it. How
much each counts depends on where the pronoun stands. The weights are those of a choice among the agents asked of
(`sayso.train.antecedents`).
"""

from __future__ import annotations

import math
from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping, Sequence

from msgspec import Struct

from sayso.read.agents import words
from sayso.read.agents.agent import Known
from sayso.read.agents.given import Gender
from sayso.read.agents.roster import Roster
from sayso.read.agents.salience import OBJECT, SPEAKING, SUBJECT, Mention
from sayso.read.learnt import learnt

SHARE = "share"  # the sign that is a number: the logarithm of how much an agent is in mind beside the foremost
SENTENCES = ("this", "last", "last but one")  # counted back from the pronoun's

Weight = Callable[[Known], float]


class Candidate(Struct, frozen=True):
    """An agent asked of, and what is true of it."""

    agent: int
    share: float
    signs: tuple[str, ...]


class Asked(Struct, frozen=True):
    """A pronoun and the agents asked of, the one most in mind first; for training."""

    at: int
    candidates: tuple[Candidate, ...]


def likeliest(roster: Roster, at: int, weight: Weight, besides: frozenset[int]) -> int | None:
    """The agent that a pronoun stands for; ``weight`` 0 rules one out."""
    asked = Asked(at, tuple(_candidates(roster, at, weight, besides)))
    roster.asked.append(asked)
    return chosen(asked, weights())


def chosen(asked: Asked, table: Mapping[str, float]) -> int | None:
    """The candidate of the highest sum; of equals the one more in mind."""
    best = max(asked.candidates, key=lambda one: total(one, table), default=None)
    return best.agent if best is not None else None


def total(one: Candidate, table: Mapping[str, float]) -> float:
    """What the signs of an agent add up to."""
    return one.share * table.get(SHARE, 0.0) + sum(table.get(sign, 0.0) for sign in one.signs)


def _candidates(roster: Roster, at: int, weight: Weight, besides: frozenset[int]) -> Iterator[Candidate]:
    scored = ((i, score * weight(roster.agents[i])) for i, score in roster.salience.scores(at).items())
    held = {i: score for i, score in scored if score > 0 and i not in besides}
    order = sorted(held, key=lambda i: (-held[i], -i))
    mentions = [one for one in roster.salience.before(at) if one.agent in held]
    place = _place(roster, at)
    named = _named(roster, at, mentions)
    told = {i: roster.salience.told(i) for i in order}
    most = max(told.values(), default=0)
    last = max((roster.agents[i].spoke, i) for i in order)[1] if order else -1
    for rank, index in enumerate(order):
        signs = [f"rank {_step(rank, (0, 1, 2))}", f"told {_step(told[index], (1, 2, 4, 8))}"]
        signs += ["told most"] if told[index] == most else []
        signs += _of_kind(roster.agents[index])
        signs += _of_mentions(roster, at, index, mentions, named, place)
        signs += _of_speech(roster, at, index, last, place)
        yield Candidate(index, math.log(held[index] / held[order[0]]), tuple(signs))


def _place(roster: Roster, at: int) -> str:
    """Where a pronoun stands: in a quotation, first in its sentence, where a quotation is said, or elsewhere."""
    if roster.salience.quote(at) >= 0:
        return "quoted"
    if roster.salience.goes_on(at) < 0:
        return "inside"
    return "opens" if roster.salience.opens(at) else "says"


def _of_kind(agent: Known) -> Iterator[str]:
    yield f"kind {agent.kind}"
    known = agent.gender or by_noun(agent.head)
    yield f"gender {'known' if known else 'unknown'}"


def _named(roster: Roster, at: int, mentions: Sequence[Mention]) -> list[list[int]]:
    """The agents named or speaking in each of `SENTENCES`, in text order."""
    here = roster.salience.sentence(at)
    back = [(here - roster.salience.sentence(one.start), one.agent) for one in mentions]
    return [[agent for ago, agent in back if ago == number] for number in range(len(SENTENCES))]


def _of_mentions(
    roster: Roster, at: int, index: int, mentions: Sequence[Mention], named: Sequence[Sequence[int]], place: str
) -> Iterator[str]:
    """How an agent was mentioned before a pronoun."""
    salience = roster.salience
    mine = [one for one in mentions if one.agent == index]
    sentence = salience.sentence(mine[-1].start)
    role = max(one.role for one in mine if salience.sentence(one.start) == sentence)
    paragraphs = roster.text.count("\n", mine[-1].start, at)
    yield f"role {_called(role)} {place}"
    yield f"lines {_step(paragraphs, (0, 1, 2))} {place}"
    yield f"mentions {_step(len(mine), (1, 2, 4))}"
    for agents, which in zip(named, SENTENCES, strict=True):
        if agents and agents[0] == index:
            yield f"first in {which} {place}"
            if len(set(agents)) == 1:
                yield f"alone in {which} {place}"


def _of_speech(roster: Roster, at: int, index: int, last: int, place: str) -> Iterator[str]:
    spoke = roster.agents[index].spoke
    if not 0 <= spoke < at:
        yield "silent"
    elif index != last:
        yield "spoke"
    else:
        ago = roster.salience.sentence(at) - roster.salience.sentence(spoke)
        yield from ("spoke last", f"spoke last {place}", f"spoke last {_step(ago, (0, 1, 2, 3, 5))} {place}")


def by_noun(head: str) -> Gender:
    """Which pronoun goes with somebody whom a noun describes, where the noun says it."""
    if head in words.FEMALE:
        return "f"
    return "m" if head in words.MALE else ""


def _called(role: float) -> str:
    return next(name for least, name in ROLES if role >= least)


ROLES = ((SPEAKING, "speaks"), (SUBJECT, "subject"), (OBJECT, "object"), (0.0, "behind a preposition"))


def _step(number: int, steps: Sequence[int]) -> str:
    """The least of some steps that a number does not exceed."""
    at = bisect_left(steps, number)
    return str(steps[at]) if at < len(steps) else "more"


def weights() -> Mapping[str, float]:
    """The shipped weights by sign."""
    return learnt("sayso.read.agents", "antecedents.tsv")
