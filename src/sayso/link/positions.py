"""What each agent said on each issue over time, and where it changed.

In: claims, the readings of the documents that tell them, and issues (a name and words). Out: `Position` by agent and
issue, each saying with its chain. Strict: unnamed sources have no position, for nobody knows whether they are one, and
carriers (agencies, newspapers) have none, for what they print is others' or a report; a change is where two sayings
near in words conflict, and it is marked as unclear where it is not known which came first, or whether a telling garbled
it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence, Set

from msgspec import Struct

from sayso.link.agents import agents
from sayso.link.conflicts import Conflict, conflicts
from sayso.link.judgements import Key
from sayso.link.moments import order
from sayso.link.names import agent_key
from sayso.link.reasons import in_own_words
from sayso.link.sameness import decide
from sayso.link.settings import LinkSettings
from sayso.link.tellings import Telling, tellings
from sayso.link.words import wording, words
from sayso.model import UNKNOWN_PUBLISHER, Certainty, Claim, Member, Reading

# Kinds of conflict that make a change of position; another place, name or role makes another matter.
_CHANGES = frozenset({"denial", "negation", "outcome", "figure", "mood", "date"})
_ONE_MATTER = 0.6  # share of common weight: what `sayso.link.sameness` asks for without further evidence
_ONE_DAY = "told on one day, so which came first is not known"
_GARBLED = "an update, or a telling that garbles it: the two reach us by different outlets"


class Issue(Struct, frozen=True):
    """An issue of the desk: its name, and words or phrases that show it."""

    name: str
    words: tuple[str, ...] = ()


class Change(Struct, frozen=True):
    """How a saying departs from an earlier one (its place among the sayings, from 0). ``unclear``: why that may not
    be so, None where nothing speaks against it."""

    since: int
    kind: str
    reason: str
    unclear: str | None


class Saying(Struct, frozen=True):
    """What an agent said at one time. ``on``: the day it was said, else published (``dated`` says which)."""

    on: str | None
    dated: str
    text: str
    claim: str
    member: Member
    certainty: Certainty | None
    tellings: int
    change: Change | None = None


class Position(Struct, frozen=True):
    """What one agent said on one issue, in order of time."""

    agent: str
    issue: str
    sayings: tuple[Saying, ...]


class _Said(Struct, frozen=True):
    """A telling of an agent's, before its sayings are put in order."""

    member: Member
    telling: Telling
    claim: str
    on: str | None
    dated: str


def on_issues(claims: Iterable[Claim], issues: Sequence[Issue]) -> tuple[Claim, ...]:
    """The claims with a telling that shows one of the issues."""
    return tuple(claim for claim in claims if any(_shows(m.text, issue) for m in claim.members for issue in issues))


def positions(
    claims: Iterable[Claim], readings: Sequence[Reading], issues: Sequence[Issue], carriers: Set[str] = frozenset()
) -> tuple[Position, ...]:
    """The positions, by issue as the desk has them and by agent.

    ``readings`` hold the documents of the claims; ``carriers`` names those who speak for nobody, not even themselves.
    """
    told = {(one.document, one.statement): one for one in reversed(tellings(readings, agents(readings)))}
    days = {(r.document.id, one.id): one.said.start for r in readings for one in r.statements if one.said}
    silent = _unnamed(readings) | {agent_key(name) for name in carriers}
    found: dict[tuple[int, str], list[_Said]] = defaultdict(list)
    for claim in claims:
        for member in claim.members:
            telling = told.get((member.document, member.statement))
            if telling is None or not _speaks(member, silent):
                continue
            for place, issue in enumerate(issues):
                if _shows(member.text, issue):
                    found[place, member.chain[-1]].append(_said(member, telling, claim.id, days))
    made = [Position(agent, issues[place].name, _in_order(found[place, agent])) for place, agent in sorted(found)]
    return tuple(made)


def _shows(text: str, issue: Issue) -> bool:
    """Whether a text has all the words of the issue's name, or of one of its phrases."""
    stems = {word.stem for word in words(text)}
    phrases = (
        {w.stem for w in words(phrase) if w.plain not in wording().stop} for phrase in (issue.name, *issue.words)
    )
    return any(phrase and phrase <= stems for phrase in phrases)


def _unnamed(readings: Iterable[Reading]) -> frozenset[tuple[str, ...]]:
    links = {link for reading in readings for statement in reading.statements for link in statement.chain}
    named = {agent_key(link.name) for link in links if link.kind != "unnamed"}
    return frozenset(agent_key(link.name) for link in links if link.kind == "unnamed") - named


def _speaks(member: Member, silent: Set[tuple[str, ...]]) -> bool:
    """Whether a telling is an agent's own word: current, no copy, by somebody who can be told from others."""
    if member.copy_of is not None or member.superseded_by is not None:
        return False
    name = member.chain[-1]
    return name != UNKNOWN_PUBLISHER and agent_key(name) not in silent and any(letter.isupper() for letter in name)


def _said(member: Member, telling: Telling, claim: str, days: Mapping[Key, str | None]) -> _Said:
    said = days.get((member.document, member.statement))
    if said is not None:
        return _Said(member, telling, claim, said, "said")
    return _Said(member, telling, claim, member.published, "published" if member.published else "undated")


def _in_order(found: Sequence[_Said]) -> tuple[Saying, ...]:
    firsts = sorted(((group[0], len(group)) for group in _gathered(found)), key=lambda item: _time(item[0]))
    sayings = []
    for place, (one, count) in enumerate(firsts):
        text = " ".join(one.member.said.split()).removeprefix("that ")
        change = _change([earlier for earlier, _ in firsts[:place]], one)
        sayings.append(Saying(one.on, one.dated, text, one.claim, one.member, one.member.certainty, count, change))
    return tuple(sayings)


def _gathered(found: Sequence[_Said]) -> list[list[_Said]]:
    """Tellings of one saying together: of one claim with the same figures, said on one day.

    A telling that does not say when goes with the last saying before it, the first where none is.
    """
    alike: dict[tuple[str, tuple[float, ...]], list[_Said]] = defaultdict(list)
    for one in sorted(found, key=_time):
        figures = tuple(sorted({number.value for number in one.telling.content.numbers}))
        alike[one.claim, figures].append(one)
    return [group for tellings in alike.values() for group in _by_day(tellings)]


def _by_day(tellings: Sequence[_Said]) -> list[list[_Said]]:
    said = {one.on[:10]: [one] for one in reversed(tellings) if one.dated == "said" and one.on}
    if not said:
        return [list(tellings)]
    days = sorted(said)
    for one in tellings:
        on = one.on or ""
        day = on[:10] if one.dated == "said" else max((d for d in days if d <= on[:10]), default=days[0])
        if one is not said[day][0]:
            said[day].append(one)
    return list(said.values())


def _time(said: _Said) -> tuple[float, str, int, str]:
    return order(said.on), said.member.document, said.telling.start, said.member.statement


def _change(earlier: Sequence[_Said], later: _Said) -> Change | None:
    """The latest earlier saying that this one departs from, if it departs from any and repeats none since."""
    for since in range(len(earlier) - 1, -1, -1):
        before = earlier[since]
        found = _conflicts(before, later)
        if found:
            reason = in_own_words(found[0], before.telling.text, later.telling.text)
            return Change(since, found[0].kind, reason, _unclear(before, later, found))
        if before.claim == later.claim:
            return None
    return None


def _conflicts(before: _Said, later: _Said) -> tuple[Conflict, ...]:
    """What parts two sayings that are of one matter; () where they agree, or are of two matters."""
    decision = decide(before.telling, later.telling, LinkSettings())
    found = decision.conflicts
    if not found and (before.claim == later.claim or decision.score >= _ONE_MATTER):
        found = conflicts(before.telling.content, later.telling.content)  # `decide` forgives an update of a figure
    return found if {conflict.kind for conflict in found} <= _CHANGES else ()


def _unclear(before: _Said, later: _Said, found: Sequence[Conflict]) -> str | None:
    if not before.on or not later.on or before.on[:10] == later.on[:10]:
        return _ONE_DAY if before.on and later.on else "not dated, so which came first is not known"
    both_said = before.dated == later.dated == "said"
    if {one.kind for one in found} == {"figure"} and not both_said and before.member.chain[0] != later.member.chain[0]:
        return _GARBLED
    return None
