"""What annotators mark, as weights: whether an attribution that the rules can read would be marked by people.

``evidence.tsv`` holds circumstances (a word, what stands before and behind it, what its source looks like) and the
weight that each adds to the log-odds. ``python -m sayso.train.evidence`` makes it from PolNeAR's training part, whose
annotators mark far more than speech: support, criticism, plans, polls. It holds words and frames, no text.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files

from msgspec import Struct


class Evidence(Struct, frozen=True):
    """Weights by circumstance for what the rules read and for what they propose, the words that can be cues, the
    particles that belong to them, and the least log-odds that are believed."""

    read: dict[str, float]
    proposed: dict[str, float]
    words: frozenset[str]
    particles: frozenset[tuple[str, str]]
    least_read: float
    least_proposed: float

    def believes(self, circumstances: Sequence[str]) -> bool:
        """Whether annotators would mark what the rules read. Of a word they hardly met (the first circumstance) there
        is no evidence, and the rules are believed."""
        return circumstances[0] not in self.read or weighed(self.read, circumstances) >= self.least_read

    def accepts(self, circumstances: Sequence[str]) -> bool:
        """Whether annotators would mark what the rules propose."""
        return weighed(self.proposed, circumstances) >= self.least_proposed


def weighed(weights: Mapping[str, float], circumstances: Sequence[str]) -> float:
    """The log-odds of circumstances."""
    get = weights.get
    total = get("bias", 0.0)
    for one in circumstances:
        total += get(one, 0.0)
    return total


@cache
def shipped() -> Evidence:
    """The table in the package."""
    return parsed(files("sayso.read.statements.grammar").joinpath("evidence.tsv").read_text("utf-8"))


def parsed(table: str) -> Evidence:
    """A table as ``sayso.train.evidence`` writes it: kind, what, weight."""
    rows: dict[str, dict[str, str]] = {kind: {} for kind in ("least", "word", "particle", "read", "proposed")}
    for row in table.splitlines():
        if not row.startswith("#"):
            kind, what, weight = row.split("\t")
            rows[kind][what] = weight
    particles = [tuple(pair.split(" ")) for pair in rows["particle"]]
    return Evidence(
        {what: float(w) for what, w in rows["read"].items()},
        {what: float(w) for what, w in rows["proposed"].items()},
        frozenset(rows["word"]),
        frozenset((word, particle) for word, particle in particles),
        float(rows["least"]["read"]),
        float(rows["least"]["proposed"]),
    )
