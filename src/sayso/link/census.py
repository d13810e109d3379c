"""What the papers of a desk name, counted, so that a paper comes or goes without the others being looked into.

In: papers. Out: `Census`. What linking asks of it depends on what is counted and never on when it came.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from typing import TypeVar

from msgspec import Struct, field

from sayso.link.papers import Paper

Key = TypeVar("Key", bound=Hashable)


class Census(Struct):
    """How many papers have each name in their chains, each as a person's; keys of places; names with their letters."""

    named: dict[str, int] = field(default_factory=dict)
    people: dict[str, int] = field(default_factory=dict)
    places: dict[tuple[str, ...], int] = field(default_factory=dict)
    letters: dict[tuple[str, str], int] = field(default_factory=dict)

    def put(self, paper: Paper, by: int = 1) -> None:
        """Count a paper; ``by`` -1 takes it out again."""
        count(self.named, {name for _, name in paper.named}, by)
        count(self.people, {name for person, name in paper.named if person}, by)
        count(self.places, paper.places, by)
        count(self.letters, paper.letters, by)


def count(counts: dict[Key, int], keys: Iterable[Key], by: int) -> None:
    """Add ``by`` to the count of each key; what is counted no more is forgotten."""
    for key in keys:
        total = counts.get(key, 0) + by
        if total:
            counts[key] = total
        else:
            del counts[key]
