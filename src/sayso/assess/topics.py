"""Sections: by the desk's own issues where a line has their words, else by places and agents."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from sayso.assess.candidates import Telling
from sayso.assess.rank import Ranked
from sayso.assess.settings import Topic
from sayso.assess.words import content_words

_LEAST = 3  # lines that make a section; fewer go to the rest
_WORTH_DIVIDING = 7  # fewer lines are read faster without headings
_SECTIONS = 6  # beyond these a report falls apart into headings
REST = "Other reports"

Grouped = tuple[tuple[str, tuple[Ranked, ...]], ...]


def by_topic(ranked: Sequence[Ranked], issues: Sequence[Topic]) -> Grouped:
    """Titled groups of lines, each line in one; within a group in order of rank."""
    groups, left = _by_issue(ranked, issues)
    for _ in range(_SECTIONS - len(groups) if len(ranked) >= _WORTH_DIVIDING else 0):
        key = _commonest(left)
        if key is None:
            break
        mine = tuple(r for r in left if key in _keys(r.candidate.best))
        groups.append((key, mine))
        left = [r for r in left if r not in mine]
    if left:
        groups.append((REST if groups else "Also reported", tuple(left)))
    return tuple(groups)


def topic_key(title: str) -> str:
    """A stable key for a section: ``topic-`` and the title in lower case with hyphens."""
    return "topic-" + re.sub(r"[\W_]+", "-", title.lower()).strip("-")


def _by_issue(
    ranked: Sequence[Ranked], issues: Sequence[Topic]
) -> tuple[list[tuple[str, tuple[Ranked, ...]]], list[Ranked]]:
    left, groups = list(ranked), []
    for topic in issues:
        words = frozenset(content_words(" ".join((topic.name, *topic.words))))
        mine = tuple(r for r in left if words & r.candidate.words)
        if mine:
            groups.append((topic.name, mine))
            left = [r for r in left if r not in mine]
    return groups, left


def _commonest(left: Sequence[Ranked]) -> str | None:
    """The place or agent that most of the remaining lines share; names everywhere in the day say nothing."""
    counts = Counter(key for r in left for key in _keys(r.candidate.best))
    fitting = {key: n for key, n in counts.items() if n >= _LEAST and (n < len(left) or n <= 4)}
    return min(fitting, key=lambda key: (-fitting[key], key), default=None)


def _keys(telling: Telling) -> frozenset[str]:
    """The literal places and the agents in the content of a telling; the publisher is nobody's topic."""
    span, reading = telling.member.citation, telling.reading
    places = {p.name for p in reading.places if p.use == "literal" and span.start <= p.start < span.end}
    agents = {
        agent.name
        for agent in reading.agents
        if agent.kind in ("person", "organisation") and any(span.start <= m.start < span.end for m in agent.mentions)
    }
    return frozenset(places | agents) - set(telling.member.chain[:1]) - {telling.reading.document.outlet or ""}
