"""What people judged, made ready to be respected: which judgements hold, and what they say of today's readings.

In: the judgements of a desk in any order, and readings that hold the documents they are about. Out: `Verdicts`.
A retraction takes its judgement away. Of two that contradict one another the later holds and the other is set aside
and reported, so the result depends on when people judged and not on the order in which their judgements arrived.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from sayso.link.names import agent_key
from sayso.model import Issue, Judgement, Reading, Span, Told

Key = tuple[str, str]  # the ids of a document and of a statement or an assertion in it
State = Literal["holds", "retracted", "set aside", "waits"]
FOUND_AGAIN = 0.5  # of both spans: more than half in common, so that no telling is taken for two


class Standing(Struct, frozen=True):
    """What became of a judgement. ``by``: the one that retracted it, or against which it was set aside.

    ``about``: the tellings that it is about, as they are read today.
    """

    judgement: Judgement
    state: State
    by: Judgement | None = None
    about: tuple[Key, ...] = ()


class Pair(Struct, frozen=True):
    """Two tellings that somebody judged."""

    left: Key
    right: Key
    judgement: Judgement


class Verdicts(Struct, frozen=True):
    """What holds. ``aliases`` and ``speaks_for`` pair names; ``standings`` has every judgement, by time."""

    same: tuple[Pair, ...] = ()
    different: tuple[Pair, ...] = ()
    aliases: tuple[tuple[str, str], ...] = ()
    speaks_for: tuple[tuple[str, str], ...] = ()
    standings: tuple[Standing, ...] = ()

    @property
    def issues(self) -> tuple[Issue, ...]:
        """What a person should know: judgements against one another, and those whose words are gone.

        Grades apart: a later one is no contradiction, and linking does not look at them.
        """
        looked_at = (one for one in self.standings if one.judgement.kind not in ("source grade", "information grade"))
        return tuple(Issue("link", said) for one in looked_at if (said := _complaint(one)))


def verdicts(judgements: Iterable[Judgement], readings: Iterable[Reading] = ()) -> Verdicts:
    """What the judgements say of the readings. One whose document or words are not there waits."""
    ordered = sorted({one.id: one for one in judgements}.values(), key=lambda one: (one.made_at, one.id), reverse=True)
    taken_back = {one.subject: one for one in ordered if one.kind == "retraction"}
    find = _finder(readings, ordered)
    bench = _Bench()
    standings = []
    for judgement in ordered:
        if judgement.kind == "retraction":
            standings.append(Standing(judgement, "holds"))
        elif judgement.id in taken_back:
            standings.append(Standing(judgement, "retracted", taken_back[judgement.id]))
        else:
            standings.append(replace(bench.hear(judgement, find), about=_about(judgement, find)))
    return Verdicts(
        same=tuple(bench.same),
        different=tuple(bench.different),
        aliases=tuple(sorted(bench.aliases.items())),
        speaks_for=tuple(sorted(bench.speaks_for)),
        standings=tuple(reversed(standings)),
    )


def _about(judgement: Judgement, find: Callable[[Told], Key | None]) -> tuple[Key, ...]:
    ends = (end for end in (judgement.subject, judgement.object) if isinstance(end, Told))
    return tuple(key for end in ends if (key := find(end)) is not None)


class _Bench:
    """Hears judgements from the latest to the earliest and keeps those that the later ones leave room for."""

    def __init__(self) -> None:
        self.same: list[Pair] = []
        self.different: list[Pair] = []
        self.aliases: dict[str, str] = {}
        self.speaks_for: set[tuple[str, str]] = set()
        self._parent: dict[Key, Key] = {}
        self._apart: dict[Key, dict[Key, Judgement]] = defaultdict(dict)
        self._named: dict[tuple[str, ...], Judgement] = {}
        self._graded: dict[tuple[str, ...], Judgement] = {}

    def hear(self, judgement: Judgement, find: Callable[[Told], Key | None]) -> Standing:
        if judgement.kind in ("same", "different"):
            return self._pair(judgement, find)
        if judgement.kind == "agent":
            return self._alias(judgement)
        if judgement.kind == "affiliation":
            self.speaks_for.add((str(judgement.subject), str(judgement.object)))
            return Standing(judgement, "holds")
        return self._grade(judgement, find)

    def _pair(self, judgement: Judgement, find: Callable[[Told], Key | None]) -> Standing:
        ends = [find(end) for end in (judgement.subject, judgement.object) if isinstance(end, Told)]
        found = sorted({end for end in ends if end is not None})
        if len(found) < 2:  # gone, or read as one telling now
            return Standing(judgement, "waits")
        left, right = found
        pair = Pair(left, right, judgement)
        against = self._against(pair)
        if against is not None:
            return Standing(judgement, "set aside", against)
        if judgement.kind == "same":
            self.same.append(pair)
            self._join(pair)
        else:
            self.different.append(pair)
            for one, other in ((left, right), (right, left)):
                self._apart[self._root(one)].setdefault(self._root(other), judgement)
        return Standing(judgement, "holds")

    def _against(self, pair: Pair) -> Judgement | None:
        """A later judgement that leaves no room for this one: the two are joined already, or kept apart."""
        left, right = self._root(pair.left), self._root(pair.right)
        if pair.judgement.kind == "different":
            return _joining(pair, self.same) if left == right else None
        return None if left == right else self._apart[left].get(right)

    def _join(self, pair: Pair) -> None:
        left, right = sorted((self._root(pair.left), self._root(pair.right)))
        if left != right:
            self._parent[right] = left
            for other, judgement in self._apart.pop(right, {}).items():
                self._apart[left].setdefault(other, judgement)
                self._apart[other].setdefault(left, self._apart[other].pop(right, judgement))

    def _root(self, key: Key) -> Key:
        while (parent := self._parent.get(key, key)) != key:
            key = parent
        return key

    def _alias(self, judgement: Judgement) -> Standing:
        name, other = str(judgement.subject), str(judgement.object)
        key = agent_key(name)
        if (later := self._named.get(key)) is not None:
            agreed = agent_key(str(later.object)) == agent_key(other)
            return Standing(judgement, "holds") if agreed else Standing(judgement, "set aside", later)
        at = agent_key(other)
        while (onward := self._named.get(at)) is not None:  # a name is no other name of itself, round whatever corner
            following = agent_key(str(onward.object))
            if following == key:
                return Standing(judgement, "set aside", onward)
            if following == at:
                break  # somebody judged that name to be itself and no other
            at = following
        self._named[key] = judgement
        if agent_key(other) != key:
            self.aliases[name] = other
        return Standing(judgement, "holds")

    def _grade(self, judgement: Judgement, find: Callable[[Told], Key | None]) -> Standing:
        subject = judgement.subject
        graded = agent_key(subject) if isinstance(subject, str) else find(subject)
        if graded is None:
            return Standing(judgement, "waits")
        later = self._graded.setdefault((judgement.kind, *graded), judgement)
        agreed = later.value == judgement.value
        return Standing(judgement, "holds") if agreed else Standing(judgement, "set aside", later)


def _joining(pair: Pair, same: Sequence[Pair]) -> Judgement | None:
    """One of the judgements that make the two one claim, if they do."""
    reached: dict[Key, Judgement | None] = {pair.left: None}
    todo = [pair.left]
    while todo:
        here = todo.pop()
        for other in same:
            for near, far in ((other.left, other.right), (other.right, other.left)):
                if near == here and far not in reached:
                    reached[far] = other.judgement
                    todo.append(far)
    return reached.get(pair.right)


def _finder(readings: Iterable[Reading], judgements: Sequence[Judgement]) -> Callable[[Told], Key | None]:
    ends = [end for one in judgements for end in (one.subject, one.object) if isinstance(end, Told)]
    wanted = {end.document for end in ends}
    spans = {reading.document.id: _spans(reading) for reading in readings if reading.document.id in wanted}

    def find(told: Told) -> Key | None:
        found = spans.get(told.document, {})
        statement = told.statement if told.statement in found else _nearest(told, found)
        return None if statement is None else (told.document, statement)

    return find


def _spans(reading: Reading) -> dict[str, Span]:
    spans = {
        one.id: Span(one.content[0].start, max(span.end for span in one.content))
        for one in reading.statements
        if one.content and one.type != "control"
    }
    return spans | {one.id: Span(one.start, one.end) for one in reading.assertions}


def _nearest(told: Told, found: Mapping[str, Span]) -> str | None:
    """The telling of a later reading that has most of the same characters, if it has enough of them."""
    shares = [(_share(told, span), name) for name, span in found.items()]
    best = min(((-share, name) for share, name in shares if share > FOUND_AGAIN), default=None)
    return None if best is None else best[1]


def _share(told: Told, span: Span) -> float:
    common = min(told.end, span.end) - max(told.start, span.start)
    return max(0, common) / max(1, told.end - told.start, span.end - span.start)


def _complaint(standing: Standing) -> str | None:
    said = describe(standing.judgement)
    if standing.state == "set aside" and standing.by is not None:
        return f"{said}; set aside, for later {describe(standing.by)}"
    if standing.state == "waits":
        return f"{said}; it waits, for the words it is about are in no reading of this desk now"
    return None


def describe(judgement: Judgement) -> str:
    """Who judged what, and when, in one line for a person."""
    subject, other = _end(judgement.subject), _end(judgement.object)
    what = {
        "same": f"{subject} and {other} say the same",
        "different": f"{subject} and {other} say different things",
        "agent": f"{subject} is another name of {other}",
        "affiliation": f"{subject} speaks for {other}",
        "source grade": f"the source {subject} is {judgement.value}",
        "information grade": f"{subject} is {judgement.value}",
        "retraction": f"{subject} is retracted",
    }[judgement.kind]
    return f"{judgement.id}  {judgement.person}, {judgement.made_at[:16].replace('T', ' ')}: {what}"


def _end(end: Told | str | None) -> str:
    if not isinstance(end, Told):
        return str(end)
    words = " ".join(end.words.split())
    return f"“{words if len(words) <= _SHOWN else words[:_SHOWN].rsplit(' ', 1)[0] + ' …'}”"


_SHOWN = 60
