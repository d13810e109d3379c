"""Invented articles as three corpora would have them, and networks small enough to teach in a second."""

from __future__ import annotations

import re
from collections.abc import Callable
from random import Random

import pytest

from sayso.model import Span
from sayso.read.statements.tagger.onnx import load_pieces
from sayso.read.statements.tagger.words import Pieces
from sayso.train.corpus import Article, Gold
from sayso.train.examples import Example, Task, drawn_windows, examples

SAID = re.compile(r"(The mayor|Anna Berg|Critics) (said|doubted|claim) ([^.]*)")
TEXT = "The mayor said that the bridge was lost. Anna Berg doubted it would rain.\n\nCritics claim the plan is dead. "
WIDTH = 24


def article(task: Task, times: int = 2) -> Article:
    """Every second statement of an annotated article stands for a nested one."""
    text = TEXT * times
    marked = task == "annotated"
    gold = [
        Gold(*((Span(*m.span(part)),) for part in (1, 2, 3)), marked and at % 2 == 1, "attitude" if marked else None)
        for at, m in enumerate(SAID.finditer(text))
    ]
    return Article(task, text, () if task == "untaught" else tuple(gold))


@pytest.fixture(scope="session")
def pieces() -> Pieces:
    return load_pieces()


@pytest.fixture(scope="session")
def invented() -> dict[Task, list[Article]]:
    return {task: [article(task)] for task in ("polnear", "annotated", "untaught")}


@pytest.fixture
def windows(pieces, invented) -> dict[Task, list[Example]]:
    return {task: examples(given, pieces, drawn_windows(Random(3))) for task, given in invented.items()}


@pytest.fixture
def tiny() -> Callable:
    """Makes all networks of a tier, narrow and of one layer, with weights drawn by a seed, or as they come."""
    torch = pytest.importorskip("torch", reason="teaching needs PyTorch: pip install torch==2.13.0")
    from sayso.train.network import Completer, Encoder, InnerCues, Shape
    from sayso.train.tier import Networks

    def made(seed: int | None = 0, relative: bool = False, dropout: float = 0.0) -> Networks:
        if seed is not None:
            torch.manual_seed(seed)
        encoder = Encoder(Shape(WIDTH, 1, 4, 1e-5, relative), dropout)
        completers = (Completer(WIDTH, width=24, reach=12) for _ in range(2))
        encoder.pieces.requires_grad_(False)
        networks = Networks(encoder, next(completers), InnerCues(WIDTH, width=8), next(completers))
        for cue in (networks.encoder.cue, networks.cues.tags):
            cue.bias.data[0] += 1.5  # few words are cues: what knows nothing would see one in every second word
        return networks

    return made
