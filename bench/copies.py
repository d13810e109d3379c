"""Copies: sayso's against datasketch's MinHashLSH, on one world, in one run.

    python bench/copies.py [--documents N] [--seed N] [--json OUT]        (uv sync --group bench)

A family is an article with its copies, partial copies and versions. Recall: articles that copy another and are found
with one of their family; precision: found pairs that are of one family. Sayso's time is its whole stage (sentences,
MinHash, the check on the text, who copied whom); datasketch's is shingles of five words, 128 permutations, and asking
the index for every article, without a check on the text; "search alone" is sayso's counterpart of that. The ratio is
taken at the highest threshold of datasketch's that finds as much as sayso, else at the one that finds most. Times are
the process's own.
"""

from __future__ import annotations

import argparse
import json
import re
import time
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from runs import stamped
from worlds import WorldSettings, stories, truth

from sayso.link.agents import agents
from sayso.link.copying import copies_of
from sayso.link.drawers import Drawers, Order, ends
from sayso.link.minhash import BANDS, bands
from sayso.model import Reading

THRESHOLDS = (0.9, 0.8, 0.7, 0.6, 0.5, 0.4, 0.3, 0.2)
PERMUTATIONS, SHINGLE = 128, 5
ASIDES = 8.0  # makes articles of about 400 words, a news agency's usual length
Pair = frozenset[str]


def ours(readings: Sequence[Reading]) -> set[Pair]:
    return {frozenset((copy.document, copy.original)) for copy in copies_of(readings, agents(readings)).found}


def near_duplicates(documents: Sequence[Sequence[str]]) -> set[tuple[int, int]]:
    """Pairs (lower position first) of documents that probably share much of their text."""
    positions = np.array([position for position, words in enumerate(documents) if words], np.int32)
    if not len(positions):
        return set()
    keys = bands([documents[position] for position in positions]).ravel()
    order = Order(np.arange(len(documents), dtype=np.float64), np.arange(len(documents), dtype=np.uint64))
    drawers = Drawers()
    drawers.file(keys, np.repeat(positions, BANDS), order)
    everyone = np.ones(len(documents), np.bool_)
    parts = drawers.pairs(everyone, order)
    return {pair for part in parts for pair in zip(*(e.tolist() for e in ends(part)), strict=True)}


def search(readings: Sequence[Reading]) -> set[Pair]:
    """Sayso's MinHash and banding alone, from the words of the articles to pairs that may be copies."""
    found = near_duplicates([words(reading) for reading in readings])
    return {frozenset(readings[position].document.id for position in pair) for pair in found}


def theirs(readings: Sequence[Reading], threshold: float, batch: bool = True) -> set[Pair]:
    from datasketch import MinHash, MinHashLSH

    lsh = MinHashLSH(threshold=threshold, num_perm=PERMUTATIONS)
    hashes = {}
    for reading in readings:
        found = MinHash(num_perm=PERMUTATIONS)
        if batch:
            found.update_batch(shingles(reading))
        else:
            for shingle in shingles(reading):
                found.update(shingle)
        hashes[reading.document.id] = found
        lsh.insert(reading.document.id, found)
    return {frozenset((ident, other)) for ident, one in hashes.items() for other in lsh.query(one) if other != ident}


def words(reading: Reading) -> list[str]:
    """The words of the paragraphs: no headline, byline or boilerplate."""
    text = reading.document.text
    body = (text[block.start : block.end] for block in reading.blocks if block.role == "paragraph")
    return re.findall(r"\w+", " ".join(body).lower())


def shingles(reading: Reading) -> list[bytes]:
    """Every five words that follow each other."""
    found = words(reading)
    runs = {" ".join(found[start : start + SHINGLE]) for start in range(max(1, len(found) - SHINGLE + 1))}
    return [run.encode() for run in runs]


def timed(find: Callable[[], set[Pair]]) -> tuple[set[Pair], float]:
    start = time.process_time()
    found = find()
    return found, time.process_time() - start


def scores(found: Iterable[Pair], family: dict[str, str], copied: Iterable[str]) -> dict[str, float]:
    """Precision and recall of pairs, by the families of the articles."""
    pairs = list(found)
    right = [pair for pair in pairs if len({family[ident] for ident in pair}) == 1]
    held = {ident for pair in right for ident in pair}
    asked = list(copied)
    return {
        "recall": round(sum(ident in held for ident in asked) / max(1, len(asked)), 4),
        "precision": round(len(right) / max(1, len(pairs)), 4),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--documents", type=int, default=5000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--json", type=Path)
    given = parser.parse_args()
    figures = measured(WorldSettings(given.seed, given.documents, asides=ASIDES))
    print(json.dumps(figures, indent=1))
    if given.json:
        given.json.write_text(json.dumps(stamped(figures), indent=1) + "\n", "utf-8")


def measured(settings: WorldSettings) -> dict[str, Any]:
    world = list(stories(settings))
    known = truth(world)
    readings = [article.reading for story in world for article in story.articles if not article.hidden]
    family = {reading.document.id: reading.document.id for reading in readings} | known.copies
    for find in (ours, search):
        find(readings[:50])  # what is loaded once is no part of the time
    rows = {}
    for name, find in (("sayso", ours), ("sayso, search alone", search)):
        pairs, seconds = timed(lambda find=find: find(readings))  # type: ignore[misc]
        rows[name] = {"seconds": round(seconds, 3), **scores(pairs, family, known.copies)}
    peers = []
    for threshold in THRESHOLDS:
        pairs, took = timed(lambda threshold=threshold: theirs(readings, threshold))  # type: ignore[misc]
        peers.append({"threshold": threshold, "seconds": round(took, 3), **scores(pairs, family, known.copies)})
    return {
        "documents": len(readings),
        "words": round(sum(len(reading.document.text.split()) for reading in readings) / len(readings)),
        "copies": len(known.copies),
        **rows,
        "datasketch": peers,
        "at equal recall": {name: compared(row, peers, readings) for name, row in rows.items()},
    }


def compared(
    mine: dict[str, float], peers: Sequence[dict[str, float]], readings: Sequence[Reading]
) -> dict[str, float]:
    """How many times as fast, beside datasketch's `update_batch` and its `update` for each shingle."""
    enough = [row for row in peers if row["recall"] >= mine["recall"]]
    peer = enough[0] if enough else max(peers, key=lambda row: row["recall"])
    _, one_by_one = timed(lambda: theirs(readings, peer["threshold"], batch=False))
    return {
        "threshold": peer["threshold"],
        "times as fast as update_batch": round(peer["seconds"] / mine["seconds"], 1),
        "times as fast as update": round(one_by_one / mine["seconds"], 1),
    }


if __name__ == "__main__":
    main()
