"""Texts whose events were marked by hand: offsets and types in a file, texts in public data; what each word teaches.

In: the folder of public data and files like `bench/gold/events.json`. Out: for each word of the marked sentences the
states of an encoder as they are, and which event the word names.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt
from msgspec import UNSET, Struct, UnsetType

from sayso.model import Span
from sayso.read.sentences import sentences
from sayso.read.statements.tagger.decode import HAPPENINGS, Floats
from sayso.read.statements.tagger.inputs import batched, encoded, side_by_side
from sayso.read.statements.tagger.windows import sentence_breaks, windows
from sayso.read.statements.tagger.words import Pieces, Words, words
from sayso.train.annotated import decoded, whole_text
from sayso.train.examples import within

if TYPE_CHECKING:
    from onnxruntime import InferenceSession

# Of the words that name an event ("carried out a strike") these teach nothing.
FUNCTION_WORDS = frozenset(
    "the a an of to in on at by for with under up out off down over from into and or as that it its his her their was "
    "were is are be been being had has have not n't ' \" , . ; : - ( ) “ ” ‘ ’ `".split()
)
FEW = 2  # words of a mark that all name the event; of more the first does


class Mark(Struct, frozen=True):
    """The word or words that name an event, and the types it may have.

    ``doer``: the words of its sentence that name who does it, None where none do, unset where nobody said.
    """

    start: int
    end: int
    types: tuple[str, ...]
    doer: Span | UnsetType | None = UNSET


class Excerpt(Struct, frozen=True):
    """The marked sentences of a text; ``optional``: events that neither must nor must not be found."""

    set: str
    record: str | int
    half: str
    digest: str
    sentences: tuple[tuple[int, int], ...]
    events: tuple[Mark, ...]
    optional: tuple[Mark, ...] = ()


class Done(Struct, frozen=True):
    """A word that names an event, the words ``[first, last)`` of its sentence, and which of them name its doer."""

    word: int
    first: int
    last: int
    doer: tuple[int, ...]


class Taught(Struct, frozen=True):
    """What the words of an excerpt teach, a row a word: what the network is given of it, and the types allowed.

    ``allowed`` [words, 1 + types]: the first column says that a word names no event. ``teaches``: whether it says
    anything at all.
    """

    states: Floats
    allowed: npt.NDArray[np.bool_]
    teaches: npt.NDArray[np.bool_]
    done: tuple[Done, ...]


def excerpts(files: Iterable[Path]) -> list[Excerpt]:
    """All records of some files that are not kept for testing. Raises InputError where a file holds none."""
    found = decoded(files, Excerpt, "marked events", "bench/gold/events.json")
    return [one for one in found if one.half != "test"]


def by_hand(folder: Path, one: Excerpt, encoder: InferenceSession, pieces: Pieces) -> Taught | None:
    """What an excerpt teaches; None where its text is missing or another now, as pages' may be."""
    text = _text(folder, one)
    part = Span(one.sentences[0][0], one.sentences[-1][1])
    if hashlib.blake2b(text[part.start : part.end].encode(), digest_size=8).hexdigest() != one.digest:
        return None
    found = words(text)
    inside = np.flatnonzero(within(found, (part,)))
    first, last = int(inside[0]), int(inside[-1]) + 1
    allowed, teaches = _told(found, one)
    states = _seen(text, found, (first, last), encoder, pieces)
    return Taught(states, allowed[first:last], teaches[first:last], tuple(_done(found, one, first)))


def _done(found: Words, one: Excerpt, first: int) -> Iterator[Done]:
    """Of each event whose doer was marked; words are counted from ``first``."""
    for mark in one.events:
        named = _naming(found, mark)
        within_it = next((s for s in one.sentences if s[0] <= mark.start < s[1]), None)
        if mark.doer is UNSET or not named or within_it is None:
            continue
        sentence = np.flatnonzero(within(found, (Span(within_it[0], max(within_it[1], mark.end)),)))
        doer = [] if mark.doer is None else np.flatnonzero(within(found, (mark.doer,))).tolist()
        last = int(sentence[-1]) + 1
        yield Done(named[0] - first, int(sentence[0]) - first, last - first, tuple(word - first for word in doer))


def _told(found: Words, one: Excerpt) -> tuple[npt.NDArray[np.bool_], npt.NDArray[np.bool_]]:
    """Which types each word of a text may name, and whether it teaches anything: what is optional does not."""
    teaches = np.ones(len(found.forms), np.bool_)
    allowed = np.zeros((len(found.forms), 1 + len(HAPPENINGS)), np.bool_)
    for mark in (*one.optional, *one.events):
        teaches[within(found, (Span(mark.start, mark.end),))] = False
    for mark in one.events:
        for word in _naming(found, mark):
            teaches[word] = True
            allowed[word, [1 + HAPPENINGS.index(kind) for kind in mark.types if kind in HAPPENINGS]] = True
    allowed[~allowed.any(1), 0] = True
    return allowed, teaches


def _seen(text: str, found: Words, part: tuple[int, int], encoder: InferenceSession, pieces: Pieces) -> Floats:
    """What the network is given of some words of a text, first and behind the last."""
    cut = pieces.of(found.forms)
    sizes = np.fromiter((len(p) for p in cut), np.int64, len(cut))
    rows: list[Floats] = []
    for window in windows(sizes, sentence_breaks(found.starts, sentences(text, 0, len(text)))):
        if window.end > part[0] and window.start < part[1]:
            states, _, _, layers = encoder.run(None, batched([encoded(found, cut, window)]))
            core = slice(max(window.start, part[0]) - window.left, min(window.end, part[1]) - window.left)
            rows.append(side_by_side(layers[0], states[0])[core])
    return np.concatenate(rows)


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
