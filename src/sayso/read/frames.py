"""Frames: in which medium somebody said what a statement reports, by weights learnt from annotated articles.

In: the media that a text mentions, and statements in text order with their speakers. Out: for each statement the
medium that stands before its speaker, or None. Asked of each medium near: which words tie it to what is said
(`sayso.read.ties`), whether the speaker stands in its sentence, how far off the statement is, what other occasions and
voices stand between, what stood before the speaker last, and what patterns say (`sayso.read.tellings`). The weights
are those of a logistic regression (`sayso.train.frames`).
"""

from __future__ import annotations

import math
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct

from sayso.model import Block, Span
from sayso.read.agents.directory import Directory
from sayso.read.agents.registry import Registry
from sayso.read.learnt import learnt
from sayso.read.media import Medium, media
from sayso.read.statements.grammar.draft import Draft
from sayso.read.ties import TYING, tie

BEFORE, BEHIND = 3, 2  # media asked of one speaker: the last before a statement, the first behind it
BESIDE = 3  # media of a statement's own sentence asked on either side of its source
REACH = 400  # characters of a sentence looked at on either side: no sentence, however long, costs more
VOICES = 12  # of the statements between a medium and a statement, as many as are looked at
OTHER_OCCASION = re.compile(
    r"\b(?:rally|debate|town\s+hall|(?:news|press)\s+conference|statement|speech|tweet\w*|Twitter|hearing|email|memo|"
    r"testif\w+|testimony|Facebook|Instagram|fundraiser|convention|caucus|press\s+release|remarks|address)\b"
)
EARLIER = re.compile(
    r"\b(?:(?:last|earlier\s+this|a)\s+(?:week|month|year|fall|spring|summer|winter)|years?\s+ago|in\s+(?:19|20)\d\d|"
    r"in\s+(?:January|February|March|April|June|July|August|September|October|November|December)|once|previously)\b"
)
PRONOUN = re.compile(r"\b(?:[Hh]e|[Ss]he|[Hh]is|[Hh]er)\b")
# "Reyes said, but a neighbor told": another's clause.
ANOTHER = re.compile(
    r"[^\n.;]{0,60}?[,;”\"]\s*(?:but|while|and|though|although|whereas)\s(?!(?:he|she|they|it)\b)[^\n,;]{2,80}?\s(?:told|tells|telling|said\s+to)\b"
)
CONTRAST = re.compile(r"[,;”\"]\s*(?:but|while|whereas|although|though)\s+(?:the\s+|an?\s+)?$")
BESIDE_CLAUSE = 20  # characters before a source in which its clause opens
LEAST = 0.4  # chance from which a medium is taken in; of .40 to .60 the best on articles kept back eightfold
NEAR = 30  # characters behind "CNN's" and "CNN host" in which who that is stands
APART = frozenset({"source", "shown", "poll", "debate", "person", "staff"})  # ties that are each a kind of their own
CLOSE = 1  # blocks over which a medium outside the lead governs by the plain reading
STEPS = ((0, "0"), (1, "1"), (3, "3"), (8, "8"))  # blocks between, in classes


class Place(Struct, frozen=True):
    """A medium mentioned: where, by what it is tied to what is said, and which persons stand in its sentence."""

    medium: Medium
    sentence: int
    block: int
    tie: str
    quoted: bool
    earlier: bool
    lead: bool
    before: frozenset[int]
    behind: frozenset[int]
    owned: frozenset[int]
    pronoun: int | None


class Asked(Struct, frozen=True):
    """A statement whose medium is sought, and what patterns say of it."""

    draft: Draft
    source: int
    at: int
    sentence: int
    block: int
    kind: str
    headline: bool
    rule: str | None
    occasion: bool
    earlier: bool


class Candidate(Struct, frozen=True):
    """A medium asked of for a statement: its rank among the speaker's, how the speaker stands in its sentence."""

    name: str
    rank: str
    place: Place | None = None
    who: str = ""


class Row(Struct, frozen=True):
    """What was asked of one medium for one statement, for training."""

    draft: Draft
    name: str
    signs: tuple[str, ...]


class Frames:
    """The media of one text; ``best`` is asked in text order. ``besides`` are the article's own outlets."""

    def __init__(
        self,
        text: str,
        blocks: Sequence[Block],
        registry: Registry,
        directory: Directory,
        besides: frozenset[str | None],
        lead: int,
    ) -> None:
        self._text = text
        self._blocks = blocks
        self._registry = registry
        self._lead = lead
        self._besides = besides
        self._begins = [block.start for block in blocks]
        mentioned = [m for m in media(text, directory) if self._is_one(m, besides)]
        self._occasions = [m.start() for m in OTHER_OCCASION.finditer(text)] if mentioned else []
        self._places = [self._place(medium, directory) for medium in mentioned]
        self._at = [medium.start for medium in mentioned]
        self._spoke: list[tuple[int, int]] = []  # where, who
        self._last: dict[int, str | None] = {}  # speaker -> the medium of what he said last
        self._of: dict[int, list[int]] = {}  # who -> the places in whose sentence he stands
        for number, place in enumerate(self._places):
            for person in (*place.before, *place.behind, *(() if place.pronoun is None else (place.pronoun,))):
                self._note(person, number)
        self.rows: list[Row] = []

    def _is_one(self, medium: Medium, besides: frozenset[str | None]) -> bool:
        """Whether it is no person's name, and none of ``besides``: whose article it is stands in its chains anyway."""
        person = medium.how in ("known", "form", "short") and self._registry.surname_at(medium.start) is not None
        return medium.name not in besides and not person

    def _note(self, person: int, number: int) -> None:
        held = self._of.setdefault(person, [])
        at = bisect_left(held, number)
        if held[at : at + 1] != [number]:
            held.insert(at, number)

    def _window(self, at: int) -> Span:
        """The sentence at a place, as far as it is looked at."""
        sentence = self._registry.sentence_span(at)
        return Span(max(sentence.start, at - REACH), min(sentence.end, at + REACH))

    def _place(self, medium: Medium, directory: Directory) -> Place:
        window = self._window(medium.start)
        he = next(
            (
                m
                for m in PRONOUN.finditer(self._text, window.start, medium.start)
                if not self._registry.quoted(m.start())
            ),
            None,
        )
        tied = tie(self._text, medium, window, directory)
        theirs = tied == "person" or self._text[medium.end : medium.end + 1] in ("'", "’")
        block = bisect_right(self._begins, medium.start) - 1
        return Place(
            medium,
            self._registry.sentence(medium.start),
            block,
            tied,
            medium.how != "title" and self._registry.quoted(medium.start),
            EARLIER.search(self._text, window.start, window.end) is not None,
            block <= self._lead,
            self._registry.persons_in((Span(window.start, medium.start),)),
            self._registry.persons_in((Span(medium.end, window.end),)),
            self._registry.persons_in((Span(medium.end, medium.end + NEAR),)) if theirs else frozenset(),
            self._registry.person_in_mind(he.start()) if he is not None else None,
        )

    def best(self, draft: Draft, source: int, block: int, rule: str | None) -> str | None:
        """The medium before a statement's speaker; ``rule`` is what patterns say, and a candidate like the others; one
        of the article's own outlets it is, without more questions."""
        if not self._places and rule is None:
            self._last[source] = None
            return None
        asked = self._asked(draft, source, block, rule)
        if rule in self._besides and rule is not None:
            self._speaks(asked, None)
            return rule
        candidates = list(self._near(asked))
        if rule is not None and all(one.name != rule for one in candidates):
            candidates.append(Candidate(rule, "rule"))
        plainly = _plainly(asked, candidates, far=False), _plainly(asked, candidates, far=True)
        found = []
        for candidate in candidates:
            signs = tuple(self._signs(asked, candidate, plainly))
            self.rows.append(Row(draft, candidate.name, signs))
            found.append((chance(signs, weights()), candidate.name))
        likeliest = max(found, default=(0.0, ""))
        best = likeliest[1] if likeliest[0] >= LEAST else None
        self._speaks(asked, best)
        return best

    def _asked(self, draft: Draft, source: int, block: int, rule: str | None) -> Asked:
        assert draft.source is not None
        at = draft.source.start
        window = self._window(at)
        outside = [o for o in self._occasions[slice(*self._cut(window.start, window.end))] if not _in(draft, o)]
        return Asked(
            draft,
            source,
            at,
            self._registry.sentence(at),
            block,
            self._registry.kind(source),
            bool(self._blocks) and self._blocks[block].role in ("headline", "standfirst"),
            rule,
            bool(outside),
            EARLIER.search(self._text, window.start, window.end) is not None,
        )

    def _speaks(self, asked: Asked, best: str | None) -> None:
        """Note that somebody has spoken: what a medium in his sentence governs may be his."""
        self._spoke.append((asked.at, asked.source))
        self._last[asked.source] = best
        for number in self._here(asked.at):
            self._note(asked.source, number)

    def _here(self, at: int) -> range:
        """The places in the sentence of a source, a few on either side."""
        window, middle = self._window(at), bisect_left(self._at, at)
        first, last = bisect_left(self._at, window.start), bisect_left(self._at, window.end)
        return range(max(first, middle - BESIDE), min(last, middle + BESIDE))

    def _near(self, asked: Asked) -> Iterator[Candidate]:
        """The places to ask of, with their rank among the speaker's: last before, first behind."""
        held = self._of.get(asked.source, [])
        here = self._here(asked.at)
        yield from (self._candidate(asked, i, "here") for i in here if not self._is_anothers(asked, i))
        at = bisect_left(held, here.start)
        for rank, number in enumerate(reversed(held[max(0, at - BEFORE) : at])):
            yield self._candidate(asked, number, f"last {rank}")
        at = bisect_left(held, here.stop)
        for rank, number in enumerate(held[at : at + BEHIND]):
            yield self._candidate(asked, number, f"next {rank}")

    def _is_anothers(self, asked: Asked, number: int) -> bool:
        """Whether somebody else speaks to a medium in a clause of his own, behind a statement or before its "but"."""
        draft, medium = asked.draft, self._places[number].medium
        end = max(span.end for span in (draft.source, draft.cue, *draft.content) if span is not None)
        if end < medium.start:
            return ANOTHER.match(self._text, max(end, medium.start - REACH), medium.start) is not None
        place, opened = self._places[number], medium.end < asked.at
        apart = opened and place.tie == "told" and asked.source not in place.before
        return apart and CONTRAST.search(self._text, max(medium.end, asked.at - BESIDE_CLAUSE), asked.at) is not None

    def _candidate(self, asked: Asked, number: int, rank: str) -> Candidate:
        place = self._places[number]
        return Candidate(place.medium.name, rank, place, _who(asked, place))

    def _signs(self, asked: Asked, candidate: Candidate, plainly: tuple[str | None, str | None]) -> Iterator[str]:
        """How a medium stands to a statement."""
        name, place, rank = candidate.name, candidate.place, candidate.rank
        yield f"rule {'only' if place is None else _is(asked.rule, name)}"
        yield f"speaker {asked.kind}"
        yield f"before {_is(self._last[asked.source], name) if asked.source in self._last else 'first'}"
        yield f"near {_is(plainly[0], name)}"
        yield f"far {_is(plainly[1], name)}"
        if place is None:
            return
        side = rank[:4]
        yield from (f"rank {rank}", f"blocks {side} {_steps(asked, place) if side != 'here' else ''}".strip())
        heard = "heard" if place.tie in TYING else place.tie if place.tie in APART else "none"
        yield from (f"tie {place.tie}", f"tie {place.tie} {side}", f"who {candidate.who}")
        yield f"{heard} {candidate.who} {side}"
        told = (("lead " + side, place.lead), ("headline", asked.headline), ("quoted", place.quoted))
        yield from (sign for sign, holds in told if holds)
        if side != "here":
            apart = (("occasion", asked.occasion), ("statement earlier", asked.earlier), ("earlier", place.earlier))
            yield from (sign for sign, holds in apart if holds)
        if side == "last":
            yield from self._between(asked, place)

    def _between(self, asked: Asked, place: Place) -> Iterator[str]:
        """What other occasions and voices stand between a medium and a statement below it."""
        first, last = self._cut(place.medium.end, asked.at)
        yield f"occasions {min(last - first, 2)}"
        begin = bisect_left(self._spoke, (place.medium.start, -1))
        spoken = self._spoke[max(begin, len(self._spoke) - VOICES) :]
        yield f"voices {min(sum(source != asked.source for _, source in spoken), 3)}"

    def _cut(self, start: int, end: int) -> tuple[int, int]:
        return bisect_left(self._occasions, start), bisect_left(self._occasions, end)


def _in(draft: Draft, at: int) -> bool:
    return any(span.start <= at < span.end for span in draft.content)


def _is(chosen: str | None, name: str) -> str:
    return "none" if chosen is None else "same" if chosen == name else "other"


def _steps(asked: Asked, place: Place) -> str:
    """The blocks between a medium and a statement, in classes."""
    apart = abs(asked.block - place.block)
    return next((name for most, name in STEPS if apart <= most), "more")


def _who(asked: Asked, place: Place) -> str:
    """How a statement's speaker stands in a medium's sentence."""
    if asked.source in place.owned:
        return "owned"
    if place.sentence == asked.sentence:
        inside = _in(asked.draft, place.medium.start)
        return "inside" if inside else "here before" if place.medium.start < asked.at else "here"
    if asked.source in place.before:
        return "before"
    if asked.source == place.pronoun:
        return "pronoun"
    return "behind" if asked.source in place.behind else "else"


def _plainly(asked: Asked, candidates: Sequence[Candidate], *, far: bool) -> str | None:
    """What a plain reader takes: the medium tied to what is said in the sentence, else the last one tied to something
    the speaker said nearby; ``far``, however far above, and one that the lead names below. Else what patterns say."""
    best: tuple[int, str] | None = None
    for one in candidates:
        order = _order(asked, one, far=far)
        if order is not None and (best is None or order < best[0]):
            best = order, one.name
    return best[1] if best is not None else asked.rule


def _order(asked: Asked, one: Candidate, *, far: bool) -> int | None:
    """How early a plain reader thinks of a medium; None where he does not."""
    place = one.place
    if place is None or place.quoted or one.who == "inside":
        return None
    if place.tie not in TYING and one.who != "owned":
        return None
    if one.who in ("behind", "owned") and not far:
        return None
    if one.rank == "here":
        return 0
    if asked.occasion:
        return None
    if one.rank.startswith("last"):
        near = far or place.lead or abs(asked.block - place.block) <= CLOSE
        return 1 + int(one.rank[-1]) if near else None
    return 1 + BEFORE if far and place.lead else None


def chance(signs: Sequence[str], table: Mapping[str, float]) -> float:
    """The chance that a medium with some signs stands before the speaker, 0 to 1."""
    return 1 / (1 + math.exp(-table.get("bias", 0.0) - sum(table.get(sign, 0.0) for sign in signs)))


def weights() -> Mapping[str, float]:
    """The shipped weights by sign."""
    return learnt("sayso.read", "frames.tsv")
