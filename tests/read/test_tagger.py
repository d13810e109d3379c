"""The neural tiers: windows, best paths, and what a reader may rely on whatever the weights."""

from __future__ import annotations

import itertools
import re
import time

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.model import Span
from sayso.read.statements.tagger import Tagged, Tagger
from sayso.read.statements.tagger.decode import HAPPENINGS, begun, best_paths, runs
from sayso.read.statements.tagger.onnx import load_networks, load_pieces
from sayso.read.statements.tagger.tagger import Tuning
from sayso.read.statements.tagger.windows import CONTEXT, CORE, LONGER, windows
from sayso.read.statements.tagger.words import MOST_PIECES, words

TIERS = ("small", "full")
STORY = (
    "“The bridge will open in May,” Mayor Lina Ferro told reporters on Monday.\n"
    "The harbour board denied that any cargo had been lost. According to two officials, the crane failed twice.\n"
    "Dockers walked out at noon.\n"
)
SENTENCES = [Span(m.start(), m.end()) for m in re.finditer(r"\S[^.]*\.", STORY)]


@pytest.fixture(scope="module", params=TIERS)
def tagger(request: pytest.FixtureRequest) -> Tagger:
    return Tagger.load(request.param)


@given(st.lists(st.integers(1, MOST_PIECES), max_size=900), st.sets(st.integers(0, 900)))
def test_every_word_stands_in_one_core_and_no_window_is_too_long(sizes: list[int], breaks: set[int]) -> None:
    pieces = np.array(sizes, np.int64)
    cut = windows(pieces, sorted(breaks))
    assert [w for window in cut for w in range(window.start, window.end)] == list(range(len(sizes)))
    for window in cut:
        assert window.left <= window.start < window.end <= window.right
        assert pieces[window.left : window.right].sum() <= CORE + LONGER + 2 * CONTEXT


@given(st.integers(0, 2**32 - 1), st.integers(1, 5))
def test_the_best_path_is_the_best_of_all_that_are_allowed(seed: int, length: int) -> None:
    scores = np.random.default_rng(seed).normal(size=(1, length, 5)).astype(np.float32)
    follows = {2: (1, 2), 4: (3, 4)}

    def allowed(path: tuple[int, ...]) -> bool:
        return all(tag not in follows or before in follows[tag] for before, tag in itertools.pairwise((0, *path)))

    paths = [path for path in itertools.product(range(5), repeat=length) if allowed(path)]
    best = max(paths, key=lambda path: sum(scores[0, word, tag] for word, tag in enumerate(path)))
    assert tuple(best_paths(scores, np.array([length]))[0]) == best


def test_a_path_does_not_depend_on_the_rows_beside_it() -> None:
    scores = np.random.default_rng(5).normal(size=(3, 40, 5)).astype(np.float32)
    lengths = np.array([40, 25, 7])
    together = best_paths(scores, lengths)
    for row, length in enumerate(lengths):
        alone = best_paths(scores[row : row + 1, :length], lengths[row : row + 1])[0]
        assert (together[row, :length] == alone).all()
        assert not together[row, length:].any()


def test_spans_of_tags() -> None:
    assert begun(np.array([0, 1, 2, 1, 0, 3, 4])) == [(1, 2), (3, 3), (5, 6)]
    assert runs(np.array([True, True, False, True])) == [(0, 1), (3, 3)]


@given(st.text(max_size=300))
def test_words_lie_in_the_text_in_order(text: str) -> None:
    found = words(text)
    assert [text[a:b] for a, b in zip(found.starts, found.ends, strict=True)] == found.forms
    assert (found.starts[1:] >= found.ends[:-1]).all()
    assert ((found.looks >= 1) & (found.looks <= 16)).all()


def test_who_said_what(tagger: Tagger) -> None:
    found = {
        (STORY[a.source.start : a.source.end], STORY[a.cue.start : a.cue.end])
        for a in tagger.tag(STORY, SENTENCES)
        if a.source and a.cue
    }
    assert {("Mayor Lina Ferro", "told"), ("The harbour board", "denied")} <= found
    assert any(cue == "According to" for _, cue in found)


def test_the_same_text_gives_the_same_whatever_was_read_before(tagger: Tagger) -> None:
    alone = tagger.tag(STORY, SENTENCES)
    tagger.tag("She said no. " * 400, [Span(i, i + 12) for i in range(0, 5200, 13)])
    assert tagger.tag(STORY, SENTENCES) == alone


class Strikes:
    """A graph that holds every word for a strike, and next to none for anything else."""

    def run(self, _: None, given: dict[str, np.ndarray]) -> list[np.ndarray]:
        logits = np.full((*given["states"].shape[:2], 1 + len(HAPPENINGS)), -30, np.float32)
        logits[..., 0], logits[..., 1 + HAPPENINGS.index("strike")] = 0, np.log(3)
        return [logits]


class WordBefore:
    """A graph that holds the word right before an event's for its doer, and else nobody."""

    def run(self, _: None, given: dict[str, np.ndarray]) -> list[np.ndarray]:
        logits = np.full((len(given["events"]), 1 + len(given["states"])), -30, np.float32)
        logits[:, 0] = 0
        logits[np.arange(len(logits)), given["events"]] = [3 if word else 0 for word in given["events"]]
        return [logits]


def test_each_word_is_told_of_once_with_the_types_of_event_it_may_name_and_who_does_it() -> None:
    networks = load_networks("full")
    networks._happenings = Strikes(), WordBefore()
    text = STORY * 9
    sentences = [Span(s.start + i * len(STORY), s.end + i * len(STORY)) for i in range(9) for s in SENTENCES]
    tagger = Tagger(networks, load_pieces(), Tuning())
    seen = tagger.read(text, sentences)
    assert seen.happenings is not None
    forms = words(text).forms
    assert [text[one.start : one.end] for one in seen.happenings] == forms, "over windows that overlap"
    assert {(one.type, one.chance) for one in seen.happenings} == {("strike", 0.75)}
    before = {(one.start, one.doer.end) for one in seen.happenings if one.doer is not None}
    assert all(doer <= start <= doer + 2 for start, doer in before)
    alone = [one for one in seen.happenings if one.doer is None]
    assert {one.start for one in alone} == {s.start for s in sentences}, "none is sought in another sentence"
    assert {one.doing for one in alone} == {1.0}
    networks._happenings = None
    assert tagger.read(text, sentences) == Tagged(seen.attributions, None)


@pytest.mark.parametrize("text", ["", " \n\t", "!", "\u200b", "“", "x" * 5000, "“" * 3000, "word " * 3000])
def test_odd_texts_are_read(tagger: Tagger, text: str) -> None:
    for found in tagger.tag(text, [Span(0, len(text))]):
        spans = [span for span in (found.source, found.cue, *found.content) if span]
        assert all(0 <= span.start < span.end <= len(text) for span in spans)
        assert 0 <= found.score <= 1


def test_cost_grows_with_the_text_and_no_faster() -> None:
    tagger = Tagger.load("small")

    def seconds(times: int) -> float:
        text = STORY * times
        began = time.process_time()
        tagger.tag(
            text, [Span(s.start + i * len(STORY), s.end + i * len(STORY)) for i in range(times) for s in SENTENCES]
        )
        return time.process_time() - began

    seconds(2)
    assert seconds(160) < 3 * 8 * seconds(20)
