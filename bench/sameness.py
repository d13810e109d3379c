"""Fit the weights of `sayso.link.evidence` on development worlds, and say how well pairs are told apart.

    python bench/sameness.py [--seeds N ...] [--documents N]

Pairs are those whose contents do not conflict; the last seed is kept back. Prints the weights as they stand in the
code, and pairwise F1 on the seed kept back, at each threshold and on kinds of event that the fit did not see.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterable
from itertools import combinations

import numpy as np
from worlds import WorldSettings, stories, truth

from sayso.link.agents import agents
from sayso.link.evidence import Signals, signals
from sayso.link.sameness import parted
from sayso.link.tellings import Telling, tellings

Row = tuple[list[float], bool, str, str]


def rows(seed: int, documents: int) -> Iterable[Row]:
    world = list(stories(WorldSettings(seed=seed, documents=documents)))
    known = truth(world)
    readings = [article.reading for story in world for article in story.articles]
    claim_of = {(one.document, one.statement): key for key, told in known.told.items() for one in told}
    told = [t for t in tellings(readings, agents(readings)) if (t.document, t.statement) in claim_of]
    for left, right in _met(told):
        if not parted(left, right):
            one, other = (claim_of[t.document, t.statement] for t in (left, right))
            found = signals(left, right)
            values = [float(getattr(found, name)) for name in Signals.__struct_fields__]
            yield values, one == other, known.kinds[one], known.kinds[other]


def _met(told: list[Telling]) -> Iterable[tuple[Telling, Telling]]:
    """Pairs with a name or a figure in common."""
    sharing: dict[object, set[int]] = {}
    for place, one in enumerate(told):
        for anchor in (*one.content.names, *(number.value for number in one.content.numbers)):
            sharing.setdefault(anchor, set()).add(place)
    pairs = {pair for places in sharing.values() if len(places) < 300 for pair in combinations(sorted(places), 2)}
    return ((told[left], told[right]) for left, right in sorted(pairs))


def fit(x: np.ndarray, y: np.ndarray, steps: int = 30, ridge: float = 1.0) -> np.ndarray:
    """Logistic regression by Newton's method; the last weight is the base."""
    x = np.c_[x, np.ones(len(x))]
    weights = np.zeros(x.shape[1])
    for _ in range(steps):
        p = 1 / (1 + np.exp(-x @ weights))
        hessian = (x.T * (p * (1 - p))) @ x + ridge * np.eye(x.shape[1])
        weights += np.linalg.solve(hessian, x.T @ (y - p) - ridge * weights)
    return weights


def scores(odds: np.ndarray, y: np.ndarray, threshold: float) -> str:
    same = odds >= threshold
    both = (same & y).sum()
    p, r = both / max(1, same.sum()), both / max(1, y.sum())
    return f"P {p:.3f} R {r:.3f} F1 {2 * p * r / max(1e-9, p + r):.3f}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--seeds", type=int, nargs="*", default=[11, 12, 13, 14])
    parser.add_argument("--documents", type=int, default=500)
    given = parser.parse_args()
    found = [(seed, row) for seed in given.seeds for row in rows(seed, given.documents)]
    x = np.array([row[0] for _, row in found])
    y = np.array([row[1] for _, row in found])
    kept = np.array([seed == given.seeds[-1] for seed, _ in found])
    weights = fit(x[~kept], y[~kept])
    for name, weight in zip((*Signals.__struct_fields__, "BASE"), weights, strict=True):
        print(f"{name}={weight:.2f},")
    odds = np.c_[x, np.ones(len(x))] @ weights
    for threshold in (-1, -0.5, 0, 0.5, 1, 1.5, 2):
        print(threshold, scores(odds[kept], y[kept], threshold))
    kinds = sorted({kind for _, row in found for kind in row[2:]})
    unseen = np.array([bool({*row[2:]} & set(kinds[::2])) for _, row in found])
    other = np.c_[x[unseen], np.ones(unseen.sum())] @ fit(x[~unseen], y[~unseen])
    print("kinds not seen:", scores(other, y[unseen], 0.0), scores(other, y[unseen], 1.0))


if __name__ == "__main__":
    main()
