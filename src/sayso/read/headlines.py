"""Headlines: what a statement below says again of the same, at more length.

In: statements in text order with their chains. Out: the chains, a headline's from the statement that repeats it best:
"– officials", "– Reuters" say less than the text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from sayso.model import Span
from sayso.read.agents.registry import Registry
from sayso.read.statements.assembly import Body

REPEATED = 0.5  # of a headline's content words that a statement below must hold to repeat it


def repeated(text: str, bodies: Sequence[Body], chains: Sequence[list[int]], registry: Registry) -> list[list[int]]:
    """The chains, with those of headlines' statements completed from below."""
    return [
        _completed(text, i, bodies, chains, registry) if body.draft.frame == "headline" else chain
        for i, (body, chain) in enumerate(zip(bodies, chains, strict=True))
    ]


def _completed(
    text: str, index: int, bodies: Sequence[Body], chains: Sequence[list[int]], registry: Registry
) -> list[int]:
    own = chains[index]
    gist = _gist(text, bodies[index].content)
    best, chosen = 0, own
    for other, body in enumerate(bodies[index + 1 :], index + 1):
        shared, chain = len(gist & _gist(text, body.content)), chains[other]
        near = body.parent is None and len(own) <= len(chain) <= len(own) + 1
        if near and shared > best and shared >= REPEATED * len(gist) and _continues(own, chain, registry):
            best, chosen = shared, chain
    return chosen


def _continues(own: Sequence[int], chain: Sequence[int], registry: Registry) -> bool:
    """Whether a chain says more of the same source: goes on behind it, or names a group the headline only calls."""
    if not own or own[-1] in chain:
        return True
    last, theirs = registry.name(own[-1]).lower(), registry.name(chain[-1]).lower()
    return registry.kind(own[-1]) == "unnamed" and last.split()[-1] in theirs.split()


def _gist(text: str, content: Sequence[Span]) -> frozenset[str]:
    """Content words, cut to their stems."""
    words = " ".join(text[span.start : span.end] for span in content)
    return frozenset(w[:5] for w in re.findall(r"\w{4,}", words.casefold()))
