"""Texts whose events were marked by hand: offsets and types in a file, texts in public data; what each word teaches.

In: the folder of public data and files like `bench/gold/events.json`. Out: for each word of the marked sentences the
states of an encoder as they are, and which event the word names.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt
from msgspec import Struct

from sayso.model import Span
from sayso.read.events import events
from sayso.read.sentences import sentences
from sayso.read.statements.tagger.decode import CUE_TAGS, HAPPENINGS, ROLE_TAGS, Floats
from sayso.read.statements.tagger.inputs import chances, encoded
from sayso.read.statements.tagger.tagger import Networks
from sayso.read.statements.tagger.windows import sentence_breaks, windows
from sayso.read.statements.tagger.words import Pieces, Words, words
from sayso.train.annotated import decoded, whole_text
from sayso.train.examples import within
from sayso.train.network import WIDTH

LONGEST = 3000  # code points of a text that nobody marked
# Of the words that name an event ("carried out a strike") these teach nothing.
FUNCTION_WORDS = frozenset(
    "the a an of to in on at by for with under up out off down over from into and or as that it its his her their was "
    "were is are be been being had has have not n't ' \" , . ; : - ( ) “ ” ‘ ’ `".split()
)
FEW = 2  # words of a mark that all name the event; of more the first does


class Mark(Struct, frozen=True):
    """The word or words that name an event, and the types it may have."""

    start: int
    end: int
    types: tuple[str, ...]


class Excerpt(Struct, frozen=True):
    """The marked sentences of a text; ``optional``: events that neither must nor must not be found."""

    set: str
    record: str | int
    half: str
    digest: str
    sentences: tuple[tuple[int, int], ...]
    events: tuple[Mark, ...]
    optional: tuple[Mark, ...] = ()


class Taught(Struct, frozen=True):
    """What words teach, a row a word: states and tag chances as the network is given them, and the types allowed.

    ``allowed`` [words, 1 + types]: the first column says that a word names no event.
    """

    states: Floats
    beside: Floats
    tags: Floats
    allowed: npt.NDArray[np.bool_]


def excerpts(files: Iterable[Path]) -> list[Excerpt]:
    """All records of some files that are not kept for testing. Raises InputError where a file holds none."""
    found = decoded(files, Excerpt, "marked events", "bench/gold/events.json")
    return [one for one in found if one.half != "test"]


def by_hand(folder: Path, one: Excerpt, networks: Networks, pieces: Pieces) -> Taught | None:
    """What an excerpt teaches; None where its text is missing or another now, as pages' may be."""
    text = _text(folder, one)
    low, high = one.sentences[0][0], one.sentences[-1][1]
    if hashlib.blake2b(text[low:high].encode(), digest_size=8).hexdigest() != one.digest:
        return None
    return _taught(text, Span(low, high), one.events, one.optional, networks, pieces)


def by_rules(text: str, networks: Networks, pieces: Pieces) -> Taught:
    """What the rules find in the beginning of a text that nobody marked."""
    text = text[:LONGEST]
    whole = Span(0, len(text))
    found = [Mark(e.start, e.end, (e.type,)) for e in events(text, [("whole", (whole,))], (), ())]
    return _taught(text, whole, found, (), networks, pieces)


def _taught(
    text: str, part: Span, marks: Sequence[Mark], optional: Sequence[Mark], networks: Networks, pieces: Pieces
) -> Taught:
    found = words(text)
    states, tags = _seen(text, found, part, networks, pieces)
    allowed = np.zeros((len(found.forms), 1 + len(HAPPENINGS)), np.bool_)
    asked = (found.ends > part.start) & (found.starts < part.end)
    for mark in (*optional, *marks):
        asked[within(found, (Span(mark.start, mark.end),))] = False
    for mark in marks:
        for word in _naming(found, mark):
            asked[word] = True
            allowed[word, [1 + HAPPENINGS.index(kind) for kind in mark.types if kind in HAPPENINGS]] = True
    allowed[~allowed.any(1), 0] = True
    around = np.pad(states, ((1, 1), (0, 0)))
    beside = np.float32(0.5) * (around[:-2] + around[2:])
    return Taught(states[asked], beside[asked], tags[asked], allowed[asked])


def _seen(text: str, found: Words, part: Span, networks: Networks, pieces: Pieces) -> tuple[Floats, Floats]:
    """States and tag chances of all words in windows that touch a part of the text, zeros elsewhere."""
    cut = pieces.of(found.forms)
    sizes = np.fromiter((len(p) for p in cut), np.int64, len(cut))
    states = np.zeros((len(cut), WIDTH), np.float32)
    tags = np.zeros((len(cut), CUE_TAGS + ROLE_TAGS), np.float32)
    for window in windows(sizes, sentence_breaks(found.starts, sentences(text, 0, len(text)))):
        if found.ends[window.end - 1] < part.start or found.starts[window.start] > part.end:
            continue
        (coded,) = networks.encode([encoded(found, cut, window)])
        core = slice(window.start - window.left, window.end - window.left)
        states[window.start : window.end] = coded.states[core]
        tags[window.start : window.end] = chances(coded)[core]
    return states, tags


def _naming(found: Words, mark: Mark) -> list[int]:
    inside = [int(i) for i in np.flatnonzero(within(found, (Span(mark.start, mark.end),)))]
    telling = [i for i in inside if found.forms[i].lower() not in FUNCTION_WORDS] or inside
    return telling[:1] if len(telling) > FEW else telling


def _text(folder: Path, one: Excerpt) -> str:
    name, record = one.set.removesuffix("/ground-truth.json").removesuffix("/text"), str(one.record)
    if name.startswith("tempeval3/TBAQ-cleaned/"):
        name, _, part = name.rpartition("/")
        record = f"{part}/{record}"
    try:
        return whole_text(folder, name, record.removesuffix(".txt").removesuffix(".tml"))
    except (KeyError, OSError):
        return ""
