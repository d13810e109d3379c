"""``python -m sayso.train.inner DATA WEIGHTS FILE…``: make the networks that find who says what within what is said.

In: the folder of public data, the folder of weights with the full tier's graphs, and files of articles annotated by
hand (`sayso.train.annotated`). Out: ``inner.cues.onnx`` and ``inner.completer.onnx`` in the folder of weights. The
full tier's encoder stays as it is: both networks read the states that it makes anyway, so that a text is encoded once.
The completer starts from the full tier's; the cues' network from nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from random import Random

import click
import numpy as np
import torch
from msgspec import Struct
from torch import Tensor, nn
from torch.nn import functional

from sayso.read.statements.tagger.decode import Floats
from sayso.read.statements.tagger.inputs import Encoding, chances
from sayso.read.statements.tagger.onnx import OnnxNetworks, load_networks, load_pieces
from sayso.read.statements.tagger.words import Pieces
from sayso.train.annotated import Marked, annotated
from sayso.train.batches import padded
from sayso.train.corpus import Article, Gold
from sayso.train.examples import Example, Question, drawn_windows, examples
from sayso.train.export import export_inner
from sayso.train.fit import soft_loss
from sayso.train.network import WIDTH, Completer, InnerCues
from sayso.train.shipped import shipped

CUTS = 2  # of each article into windows, so that no network learns the windows
EPOCHS, WINDOWS_TOGETHER = 10, 16
WITHIN = 3.0  # how much more a word within a source or content weighs: few inner cues stand among many words
TYPE_WEIGHT = 0.3  # of the loss of types beside that of cues
STEPS, INNER_TOGETHER, OUTER_TOGETHER = 700, 20, 12
RATE = {"cues": 3e-3, "completer": 6e-4}
SMOOTHING = 0.03
AVERAGED_FROM = 0.6


class Seen(Struct, frozen=True):
    """A window as the encoder sees it, with what is to be learnt from it."""

    example: Example
    states: Floats
    tags: Floats


@click.command()
@click.argument("data", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.argument("weights", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.argument("files", type=click.Path(exists=True, dir_okay=False, path_type=Path), nargs=-1, required=True)
@click.option("--seed", type=int, default=1, show_default=True)
def main(data: Path, weights: Path, files: tuple[Path, ...], seed: int) -> None:
    """Train the inner networks on the annotated FILES, whose texts stand in DATA, and write them to WEIGHTS."""
    learnt = [article(text, marked) for text, marked in annotated(data, files)]
    windows = seen(learnt, load_networks("full", weights), load_pieces(weights), seed)
    click.echo(f"{len(learnt)} articles, {len(windows)} windows")
    cues = fit_cues(windows, seed)
    completer = fit_completer(windows, shipped(Completer(), weights / "full.completer.onnx"), seed)
    export_inner(cues, completer, WIDTH, weights)


def article(text: str, marked: Iterable[Marked]) -> Article:
    """An annotated text as the corpus has its articles."""
    gold = (
        Gold(
            (one.source,) if one.source else (),
            (one.cue,) if one.cue else (),
            one.content,
            one.parent is not None,
            one.type,
        )
        for one in marked
    )
    return Article("", text, tuple(gold))


def seen(articles: Sequence[Article], networks: OnnxNetworks, pieces: Pieces, seed: int) -> list[Seen]:
    """Every article cut into windows a few times, each window with the encoder's states."""
    cutter = drawn_windows(Random(seed))
    made = [example for _ in range(CUTS) for example in examples(articles, pieces, cutter)]
    return [_seen(example, coding) for example in made for coding in networks.encode([example.inputs])]


def _seen(example: Example, coding: Encoding) -> Seen:
    return Seen(example, coding.states.astype(np.float16), chances(coding))


def fit_cues(windows: Sequence[Seen], seed: int) -> InnerCues:
    """The network of cues, those within contents too."""
    torch.manual_seed(seed)
    network, draw = InnerCues(), Random(seed)
    optimiser = torch.optim.AdamW(network.parameters(), RATE["cues"], weight_decay=0.05)
    batches = [b for _ in range(EPOCHS) for b in _drawn(windows, draw)]
    for step, batch in enumerate(batches):
        _set_rate(optimiser, RATE["cues"], step / len(batches))
        logits, types = network(*_window_inputs(batch))
        given = [one.example for one in batch]
        _learn(optimiser, _cue_loss(logits, given) + TYPE_WEIGHT * _type_loss(types, given))
    return network


def _cue_loss(logits: Tensor, batch: Sequence[Example]) -> Tensor:
    weight = [1 + (WITHIN - 1) * one.roles[:, 1:].sum(1, keepdims=True) for one in batch]
    wanted = padded([one.cue * w for one, w in zip(batch, weight, strict=True)])
    return soft_loss(logits, wanted, SMOOTHING)


def _type_loss(logits: Tensor, batch: Sequence[Example]) -> Tensor:
    """Of the type at the first word of each cue."""
    typed = [(row, q.cue.first, q.type) for row, one in enumerate(batch) for q in one.asked if q.type is not None]
    if not typed:
        return logits.sum() * 0
    rows, words, types = (torch.tensor(column) for column in zip(*typed, strict=True))
    return functional.cross_entropy(logits[rows, words].float(), types, label_smoothing=SMOOTHING)


def _drawn(windows: Sequence[Seen], draw: Random) -> list[list[Seen]]:
    order = draw.sample(range(len(windows)), len(windows))
    return [[windows[i] for i in order[at : at + WINDOWS_TOGETHER]] for at in range(0, len(order), WINDOWS_TOGETHER)]


def _window_inputs(batch: Sequence[Seen]) -> tuple[Tensor, Tensor, Tensor]:
    states = padded([one.states.astype(np.float32) for one in batch])
    return states, padded([one.tags for one in batch]), torch.tensor([len(one.tags) for one in batch])


def fit_completer(windows: Sequence[Seen], completer: Completer, seed: int) -> Completer:
    """A completer for cues within contents; some others are asked too, so that it keeps what it knew."""
    torch.manual_seed(seed)
    draw = Random(seed)
    questions = [(one, question) for one in windows for question in one.example.asked]
    inner, outer = ([pair for pair in questions if pair[1].inner is within] for within in (True, False))
    optimiser = torch.optim.AdamW(completer.parameters(), RATE["completer"], weight_decay=0.02)
    mean: dict[str, Tensor] = {}
    meant = 0
    completer.train()
    for step in range(STEPS):
        _set_rate(optimiser, RATE["completer"], step / STEPS)
        asked = [*draw.sample(inner, INNER_TOGETHER), *draw.sample(outer, OUTER_TOGETHER)]
        roles, _ = completer(*_question_inputs(asked))
        _learn(optimiser, soft_loss(roles, padded([question.roles for _, question in asked]), SMOOTHING))
        if step >= AVERAGED_FROM * STEPS:
            meant += 1
            now = {name: weight.detach().clone() for name, weight in completer.state_dict().items()}
            mean = {name: mean[name] + (w - mean[name]) / meant for name, w in now.items()} if mean else now
    completer.load_state_dict(mean)
    return completer


def _question_inputs(asked: Sequence[tuple[Seen, Question]]) -> tuple[Tensor, ...]:
    around = [(one, question.cue) for one, question in asked]
    return (
        padded([one.states[cue.left : cue.right].astype(np.float32) for one, cue in around]),
        padded([one.tags[cue.left : cue.right] for one, cue in around]),
        torch.tensor([cue.first - cue.left for _, cue in around]),
        torch.tensor([cue.last - cue.left for _, cue in around]),
        torch.tensor([len(cue) for _, cue in around]),
    )


def _set_rate(optimiser: torch.optim.Optimizer, top: float, passed: float) -> None:
    for group in optimiser.param_groups:
        group["lr"] = top * min(1.0, passed / 0.05 + 0.02) * max(0.02, 1 - passed)


def _learn(optimiser: torch.optim.Optimizer, loss: Tensor) -> None:
    optimiser.zero_grad(set_to_none=True)
    loss.backward()
    nn.utils.clip_grad_norm_([w for group in optimiser.param_groups for w in group["params"]], 1.0)
    optimiser.step()


if __name__ == "__main__":
    main()
