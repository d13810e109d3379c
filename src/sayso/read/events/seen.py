"""What networks see beside the rules: events of which no rule knows the word, rules' finds that are none, and doers.

In: what the rules found in a sentence, and the words that a network holds for possible events, with whom another sees
do them. Out: what is believed. What the first is sure of is read by the rules' own grammar, which says whether it is
only planned or denied, and names who did it where the second is not sure.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from operator import attrgetter

from msgspec.structs import replace

from sayso.read.events.actors import agent_by
from sayso.read.events.clause import Sentence
from sayso.read.events.doers import actor_of, clause_begin, named_by, sides
from sayso.read.events.lexicon import ADVERB, BE, DO, GROUND, HAVE, MODAL, NEGATION, Part, Trigger
from sayso.read.events.terms import sets_terms
from sayso.read.events.told import BOTH_SIDES, SPEAKER, Found, Memory
from sayso.read.events.triggered import read_as
from sayso.read.events.unreal import of_none, unreal
from sayso.read.events.verbs import form_of
from sayso.read.happening import Happening
from sayso.read.index import Index

# All four were chosen on 142 texts that neither rules nor networks had seen: mean F1 .737, .697 and .644 by annotator
# (before, with a network of the last layer alone, .682, .634 and .603); 60 texts that nobody looked at went from .580
# to .620. UNLIKELY at .3 does better on the 142 and no better on the 60, and finds less of CASE 2021.
SURE = 0.9  # chance above which a word of which no rule knows names an event
NEVER = 0.03  # chance under which a rule's word names no event of its type
UNLIKELY = 0.2  # chance under which it names no event at all
DOER = 0.5  # chance above which whom it sees do something is believed; at any from .4 to .6 as much is right
NEAR = 12  # tokens within which one type is told once
PARTS: tuple[Part, ...] = ("verb", "noun")
VIOLENT = GROUND | {"assault"}
UNREAL = MODAL | NEGATION | DO | {"to"}


def surely(seen: Iterable[Happening]) -> list[Happening]:
    """The words that surely name an event, in order, each with its likeliest type and the chance of any."""
    return [replace(word, chance=chance) for word, chance in _words(seen) if chance > SURE]


def _words(seen: Iterable[Happening]) -> Iterator[tuple[Happening, float]]:
    """Each word with its likeliest type, and the chance that it names an event at all."""
    for _, of_one in groupby(seen, key=attrgetter("start")):
        types = list(of_one)
        yield max(types, key=attrgetter("chance")), sum(one.chance for one in types)


def beside(s: Sentence, found: Sequence[Found], memory: Memory) -> list[Found]:
    """The events of a sentence by the rules and a network; those of the rules where no network looked."""
    if memory.seen is None or not len(s):
        return list(found)
    kept = [one for one in found if _possible(s, one, memory.seen)]
    for word in memory.sure.begun_in(s.start[0], s.end[-1]):
        i = bisect_right(s.start, word.start) - 1
        if word.start >= s.end[i] or any(_told(one, i, word.type) for one in kept):
            continue
        before = sorted((one for one in kept if one.token < i), key=attrgetter("token"))
        new = _read(s, i, word, before, memory)
        kept += [new] if new is not None else []
    done: list[Found] = []
    for one in sorted(kept, key=attrgetter("token")):
        done.append(_done_by(s, one, done, memory))
    return done


def _done_by(s: Sentence, one: Found, before: Sequence[Found], memory: Memory) -> Found:
    """The event, done by whom the network sees do it, where the rules have somebody else and it is sure."""
    words = memory.seen.touching(s.start[one.token], s.end[one.token]) if memory.seen is not None else ()
    word = max(words, key=attrgetter("doing"), default=None)
    if word is None or word.doing < DOER or one.actor in (BOTH_SIDES, SPEAKER):
        return one
    if word.doer is None:
        return one._replace(actor=None)
    k = bisect_right(s.start, word.doer.start) - 1
    if k < 0 or word.doer.start >= s.end[k]:
        return one  # where sentences are cut otherwise it may stand in another
    if one.actor and s.low[k] in one.actor.lower().split():
        return one
    name = named_by(s, k, before, memory)
    return one._replace(actor=sides(one.type, name)) if name else one


def _possible(s: Sentence, one: Found, seen: Index[Happening]) -> bool:
    """Whether the network sees any chance of such an event, and of an event at all, at the word or one beside it."""
    first, last = max(0, one.token - 1), min(len(s) - 1, one.token + 1)
    near = seen.touching(s.start[first], s.end[last])
    such = any(word.chance >= NEVER and _alike(word.type, one.type) for word in near)
    return such and any(chance >= UNLIKELY for _, chance in _words(near))


def _alike(kind: str, other: str) -> bool:
    """Whether two types are one, or tell of violence both: whether a bombing is an army's, a text may not say."""
    return kind == other or {kind, other} <= VIOLENT


def _told(one: Found, i: int, kind: str) -> bool:
    """Whether the word at token ``i``, or its type close by, is told of already."""
    return one.token == i or (one.type == kind and abs(one.token - i) < NEAR)


def _read(s: Sentence, i: int, word: Happening, before: Sequence[Found], memory: Memory) -> Found | None:
    """The word read as a verb, else as a noun, else as what the subject of its clause does."""
    if sets_terms(s, i):
        return None
    for part in PARTS:
        one = read_as(s, i, Trigger(word.type, part, None), before, memory)
        if one is not None and not one.weak:
            return one
    return _in_its_clause(s, i, word.type, before, memory)


def _in_its_clause(s: Sentence, i: int, kind: str, before: Sequence[Found], memory: Memory) -> Found | None:
    """What the subject of the clause does, or suffers in the passive; None where it is denied, wished or to come."""
    begin = i
    while begin and (s.low[begin - 1] in BE | HAVE | ADVERB or s.low[begin - 1].endswith("ly")):
        begin -= 1
    if begin and (s.low[begin - 1] in UNREAL or unreal(s, begin, "past") or of_none(s, begin)):
        return None
    passive = not BE.isdisjoint(s.low[begin:i]) and form_of(s.low[i]) == "past"
    actor = agent_by(s, i) if passive else actor_of(s, begin, before, memory)
    return Found(i, kind, clause_begin(s, begin), actor, passive)
