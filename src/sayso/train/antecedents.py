"""``python -m sayso.train.antecedents DATA GOLD...``: whom "he" and "she" take up, as weights.

In: the folder of public data and annotated articles with chains (files like `bench/gold/chains.json`). Out: the rows of
``antecedents.tsv`` on standard output: for each sign of `sayso.read.agents.antecedents` what it adds to an agent's sum.
Learnt from statements whose source is such a pronoun and whose chain ends with an agent that was asked of, as the
choice of that agent among all asked of (a conditional logit), from salience alone. The signs are read with the weights
shipped, so that a second run learns from its own mistakes. Same bytes for the same data and weights.

The table that ships was learnt from the developing half of `bench/gold/chains.json` and the first 532 articles of
`bench/gold/nested.json` that are not kept for testing. On the last 239, which taught it nothing, 1,336 of 1,880 chains
are whole and right where salience alone has 1,327 (120 articles), and 1,092 of 1,718 where it has 1,087 (119 articles
that nobody read); of those three agents or deeper 288 of 777 where it has 281.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

import click
import numpy as np
from msgspec import Struct

from sayso.errors import SaysoError
from sayso.model import Document
from sayso.read.agents.antecedents import SHARE, Candidate
from sayso.read.agents.people import fold
from sayso.read.reading import pronouns_asked
from sayso.read.settings import ReadSettings
from sayso.train.annotated import UNKNOWN, text_of
from sayso.train.frames import Article, articles, written

HEAD = "What speaks for whom “he” takes up; see antecedents.py. Made by python -m sayso.train.antecedents."
SEEN = 8  # candidates of whom a sign must be true to be learnt
SALIENT = 3.0  # the weight of the share from which learning sets out, and to which it is held
PENALTY = 3.0
STEPS = 400
RATE = 0.05


class Choice(Struct, frozen=True):
    """A pronoun's candidates, and which of them it stands for."""

    candidates: tuple[Candidate, ...]
    right: tuple[bool, ...]


def choices(article: Article, text: str) -> Iterator[Choice]:
    """The pronouns that are an annotated statement's source, where who is meant was asked of."""
    outlet = None if article.outlet == UNKNOWN else article.outlet
    document = Document(id="", text=text, outlet=outlet, published=article.published, language="en")
    gold = {one.source.start: one.chain[-1] for one in article.statements if one.source is not None}
    for asked, names in pronouns_asked(document, ReadSettings()):
        meant = gold.pop(asked.at, None)
        right = tuple(meant is not None and same(meant, name) for name in names)
        if any(right) and not all(right):
            yield Choice(asked.candidates, right)


def same(gold: str, name: str) -> bool:
    """Whether two names are one agent's: all words of one stand in the other."""
    one, other = set(fold(gold).split()), set(fold(name).split())
    return bool(one and other) and (one <= other or other <= one)


def learnt(given: Sequence[Choice]) -> dict[str, float]:
    """Weights by sign."""
    seen = Counter(sign for one in given for candidate in one.candidates for sign in candidate.signs)
    names = [SHARE, *sorted(sign for sign, count in seen.items() if count >= SEEN)]
    number = {name: i for i, name in enumerate(names)}
    every = [candidate for one in given for candidate in one.candidates]
    table = np.zeros((len(every), len(names)))
    for row, candidate in enumerate(every):
        table[row, 0] = candidate.share
        table[row, [number[sign] for sign in candidate.signs if sign in number]] = 1
    choice = np.repeat(np.arange(len(given)), [len(one.candidates) for one in given])
    right = np.array([float(right) for one in given for right in one.right])
    return dict(zip(names, _logit(table, choice, right).tolist(), strict=True))


def _logit(table: np.ndarray, choice: np.ndarray, right: np.ndarray) -> np.ndarray:
    """Weights of a conditional logit, several right ones of a choice counted together; Adam's steps on all choices."""
    begun = np.zeros(table.shape[1])
    begun[0] = SALIENT
    weights, motion, spread = begun.copy(), np.zeros(len(begun)), np.zeros(len(begun))
    for step in range(1, STEPS + 1):
        chance = _shares(np.exp(table @ weights), choice)
        slope = table.T @ (chance - _shares(chance * right, choice)) + PENALTY * (weights - begun)
        motion = 0.9 * motion + 0.1 * slope
        spread = 0.99 * spread + 0.01 * slope * slope
        weights = weights - RATE * (motion / (1 - 0.9**step)) / (np.sqrt(spread / (1 - 0.99**step)) + 1e-8)
    return weights


def _shares(amounts: np.ndarray, choice: np.ndarray) -> np.ndarray:
    """Each amount as a share of its choice's."""
    shares: np.ndarray = amounts / np.bincount(choice, amounts)[choice]
    return shares


@click.command()
@click.argument("data", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.argument("gold", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path))
def main(data: Path, gold: tuple[Path, ...]) -> None:
    """Print the weights learnt from the articles in GOLD, whose texts lie in DATA."""
    try:
        found = [one for article in articles(gold) for one in choices(article, text_of(data, article))]
    except SaysoError as error:
        sys.exit(str(error))
    print("\n".join(written(HEAD, learnt(found))))


if __name__ == "__main__":
    main()
