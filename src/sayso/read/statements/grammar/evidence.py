"""What annotators mark, as weights: whether an attribution that the rules can read would be marked by people.

``evidence.tsv`` holds circumstances (a word, what stands before and behind it, what its source looks like) and the
weight that each adds to the log-odds. ``python -m sayso.train.evidence`` makes it from PolNeAR's training part, whose
annotators mark far more than speech: support, criticism, plans, polls. It holds words and frames, no text.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache, cached_property
from importlib.resources import files

from msgspec import Struct

from sayso.read.statements.grammar.circumstances import Circumstances, Near, Parts, ending
from sayso.read.tokens import Places

Table = dict[str, float]
Row = tuple[float, Table, Table, Table, Table]
NONE: Table = {}


class Weights:
    """The weights of circumstances by word, so that they are summed without writing out names: most words that are
    weighed are no cue, and nothing more is asked of them."""

    def __init__(self, weights: Mapping[str, float]) -> None:
        """``weights`` are by name (`circumstances.named`), with a ``bias``."""
        self._bias = weights.get("bias", 0.0)
        self._tables: dict[str, Table] = {kind: {} for kind in ("w", "a", "b", "g", "k", "sh", "h", "-h", "q", "-q")}
        self._pairs: dict[str, dict[str, Table]] = {kind: {} for kind in ("wa", "wb", "ea", "eb", "ka")}
        self._kinds: dict[str, Table] = {}
        self._sizes: dict[int, float] = {}
        for name, weight in weights.items():
            kind, _, what = name.partition("=")
            if kind == "n":
                self._sizes[int(what)] = weight
            elif kind == "wk":
                form, _, found_as = what.partition(" ")
                self._kinds.setdefault(form, {})[found_as] = weight
            elif kind in self._tables:
                self._tables[kind][what] = weight
            elif kind in self._pairs:
                word, _, beside = what.rpartition(" ")
                self._pairs[kind].setdefault(word, {})[beside] = weight
        self._after, self._before, self._first = (self._tables[kind] for kind in ("a", "b", "g"))
        self._source, self._last = self._tables["k"], self._tables["sh"]
        self._headline, self._quoted = (
            tuple(self._tables[kind].get("", 0.0) for kind in kinds) for kinds in (("-h", "h"), ("-q", "q"))
        )
        self._rows: dict[str, Row] = {}

    def knows(self, form: str) -> bool:
        """Whether a cue of this form was met often enough to weigh."""
        return form in self._tables["w"]

    def around(self, words: Near) -> float:
        """The log-odds of what stands around a cue, before source and content are looked for."""
        form, first, before, after = words
        of_form, wa, wb, eb, ea = self._rows.get(form) or self._row(form)
        return (
            of_form
            + wa.get(after, 0.0)
            + wb.get(before, 0.0)
            + self._after.get(after, 0.0)
            + self._before.get(before, 0.0)
            + self._first.get(first, 0.0)
            + eb.get(before, 0.0)
            + ea.get(after, 0.0)
        )

    def whole(self, words: Near, parts: Parts, begun: float | None = None) -> float:
        """The log-odds of all circumstances; ``begun`` are those `around` the cue, where they are known."""
        kind, opens, size, last, headline, quoted = parts
        return (
            (self.around(words) if begun is None else begun)
            + self._kinds.get(words[0], NONE).get(kind, 0.0)
            + self._source.get(kind, 0.0)
            + self._pairs["ka"].get(kind, NONE).get(opens, 0.0)
            + self._sizes.get(size, 0.0)
            + self._last.get(last, 0.0)
            + self._headline[headline]
            + self._quoted[quoted]
        )

    def _row(self, form: str) -> Row:
        """The weights of a form, of what stands behind and before it, of that before and behind its ending."""
        end = ending(form)
        wa, wb, eb, ea = (
            self._pairs[kind].get(word, NONE) for kind, word in (("wa", form), ("wb", form), ("eb", end), ("ea", end))
        )
        self._rows[form] = row = (self._bias + self._tables["w"].get(form, 0.0), wa, wb, eb, ea)
        return row


class Evidence(Struct, frozen=True, dict=True):
    """Weights by circumstance for what the rules read and for what they propose, the words that can be cues, the
    particles that belong to them, and the least log-odds that are believed."""

    read: dict[str, float]
    proposed: dict[str, float]
    words: frozenset[str]
    particles: frozenset[tuple[str, str]]
    least_read: float
    least_proposed: float

    def believes(self, circumstances: Circumstances) -> bool:
        """Whether annotators would mark what the rules read. Of a word they hardly met there is no evidence, and the
        rules are believed."""
        words, parts = circumstances
        return not self.reading.knows(words[0]) or self.reading.whole(words, parts) >= self.least_read

    @cached_property
    def reading(self) -> Weights:
        """What speaks for what the rules read."""
        return Weights(self.read)

    @cached_property
    def proposing(self) -> Weights:
        """What speaks for a proposal."""
        return Weights(self.proposed)


class Marked(Struct, frozen=True):
    """The evidence, if any, as it bears on one article: with the tokens that can be cues by the rules, or that
    annotators have marked as cues elsewhere. A sentence without any attributes nothing."""

    evidence: Evidence | None
    cues: Places


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
