"""Readings against readings made by hand: statements, whole chains, blocks, times, places.

usage: python bench/readings.py GOLD [ARTICLES] [--desk DESK.toml] [--names NAMES.py] [--json OUT] [--misses]

GOLD is a folder of gold JSON files (the form of ``examples/gold``); an article is looked for in ARTICLES, by
default beside GOLD. A statement counts when its content shares half of the tokens (Jaccard) with a gold one and the
sources overlap, one to one, control left out; a chain counts when it is as long and every name is the same agent's
(`same_agent`, or the function ``same`` of NAMES.py). DESK.toml adds outlets; --given tells the reader each outlet.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import re
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import msgspec

from sayso.desk import read_settings
from sayso.ingest import Given, ingest_bytes
from sayso.model import Document, Reading
from sayso.read import ReadSettings, read

sys.path.insert(0, str(Path(__file__).parent))
from runs import stamped

Gold = dict[str, Any]
SameAgent = Callable[[str, str], bool]
LEAST_SHARE = 0.5
NEAR_DEGREES = 0.1  # about 10 km


def tokens(text: str, spans: list[dict[str, int]]) -> set[int]:
    """Where the words of some spans begin."""
    return {s["start"] + m.start() for s in spans for m in re.finditer(r"\w+", text[s["start"] : s["end"]])}


def overlap(a: Gold | None, b: Gold | None) -> bool:
    """Whether two spans share a code point, or both are absent."""
    if not a or not b:
        return not a and not b
    return a["start"] < b["end"] and b["start"] < a["end"]


def same_agent(a: str, b: str) -> bool:
    """Whether two names are one agent's by their words: equal but for case, articles and order."""
    return _key(a) == _key(b)


def _key(name: str) -> list[str]:
    words = re.findall(r"\w+", name.casefold().replace("’s", "").replace("'s", ""))
    return sorted(set(words) - {"the", "a", "an", "of", "for", "and"})


def matched(text: str, gold: list[Gold], found: list[Gold]) -> list[tuple[int, int]]:
    """Pairs of gold and found statements, one to one, the best shared first."""
    pairs = []
    for j, g in enumerate(gold):
        mine = tokens(text, g["content"])
        for i, f in enumerate(found):
            theirs = tokens(text, f["content"])
            share = len(mine & theirs) / len(mine | theirs) if mine | theirs else 0.0
            if share >= LEAST_SHARE and overlap(g["source"], f["source"]):
                pairs.append((-share, j, i))
    out: list[tuple[int, int]] = []
    for _, j, i in sorted(pairs):
        if all(j != a and i != b for a, b in out):
            out.append((j, i))
    return out


def score(gold: Gold, reading: Reading, same: SameAgent = same_agent) -> tuple[dict[str, int], list[str]]:
    """Counts for one article, and its misses in words."""
    text = reading.document.text
    found = json.loads(msgspec.json.encode(reading))
    wanted = [s for s in gold["statements"] if s["type"] != "control"]
    given = [s for s in found["statements"] if s["type"] != "control"]
    pairs = matched(text, wanted, given)
    misses = [f"missed: {_words(text, s)}" for j, s in enumerate(wanted) if j not in {a for a, _ in pairs}]
    chains = deep = 0
    for j, i in pairs:
        right = same_chain(wanted[j], given[i], same)
        chains += right
        deep += right and len(wanted[j]["chain"]) > 2
        if not right:
            misses.append(f"chain: {names(wanted[j])} read as {names(given[i])}: {_words(text, wanted[j])}")
    counts = {
        "statements": len(wanted),
        "read": len(given),
        "right": len(pairs),
        "chains": chains,
        "deep": sum(len(s["chain"]) > 2 for s in wanted),
        "deep right": deep,
        "kind": sum(wanted[j]["kind"] == given[i]["kind"] for j, i in pairs),
        "type": sum(wanted[j]["type"] == given[i]["type"] for j, i in pairs),
        "blocks": len(gold["blocks"]),
        "blocks right": _blocks(gold, found),
        "times": len(gold["times"]),
        "times right": _times(gold, found),
        "places": sum(p["use"] == "literal" and p.get("lat") is not None for p in gold["places"]),
        "places right": _places(gold, found),
    }
    return counts, misses


def names(statement: Gold) -> str:
    """A chain in one line."""
    return " < ".join(link if isinstance(link, str) else link["name"] for link in statement["chain"])


def same_chain(gold: Gold, found: Gold, same: SameAgent) -> bool:
    """Whether two chains are as long and name the same agents."""
    a, b = names(gold).split(" < "), names(found).split(" < ")
    return len(a) == len(b) and all(same(x, y) for x, y in zip(a, b, strict=True))


def _words(text: str, statement: Gold) -> str:
    return " … ".join(text[s["start"] : s["end"]] for s in statement["content"])[:90]


def _blocks(gold: Gold, found: Gold) -> int:
    def same(a: Gold, b: Gold) -> bool:
        return a["role"] == b["role"] and abs(a["start"] - b["start"]) <= 3 and abs(a["end"] - b["end"]) <= 3

    return sum(any(same(g, f) for f in found["blocks"]) for g in gold["blocks"])


def _times(gold: Gold, found: Gold) -> int:
    return sum(any(overlap(g, f) and g["value"] == f["value"] for f in found["times"]) for g in gold["times"])


def _places(gold: Gold, found: Gold) -> int:
    def near(g: Gold, f: Gold) -> bool:
        if f["lat"] is None:
            return False
        return abs(g["lat"] - f["lat"]) <= NEAR_DEGREES and abs(g["lon"] - f["lon"]) <= NEAR_DEGREES * 1.5

    located = [p for p in gold["places"] if p["use"] == "literal" and p.get("lat") is not None]
    return sum(any(overlap(g, f) and near(g, f) for f in found["places"]) for g in located)


def articles(golds: Path, folder: Path, *, given: bool = False) -> Iterator[tuple[str, Gold, Document]]:
    """Each gold file with the article it reads; a gold names a JSON line as FILE:LINE."""
    for file in sorted(golds.glob("*.json")):
        gold = json.loads(file.read_text("utf-8"))
        name, _, line = Path(str(gold.get("article", file.stem))).name.partition(":")
        path = next((p for p in (folder / name, folder / f"{file.stem}.txt") if p.is_file()), None)
        if path is None:
            continue
        found = list(ingest_bytes(path.read_bytes(), None, str(path), Given(outlet=gold["outlet"] if given else None)))
        document = found[int(line) - 1 if line else 0].document
        if document is not None:
            yield file.stem, gold, document


def main() -> None:
    """Print the table and write JSON."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("gold", type=Path)
    parser.add_argument("articles", type=Path, nargs="?")
    parser.add_argument("--names", type=Path)
    parser.add_argument("--tier", default=ReadSettings().tier)
    parser.add_argument("--desk", type=Path)
    parser.add_argument("--given", action="store_true")
    parser.add_argument("--json", type=Path)
    parser.add_argument("--misses", action="store_true")
    options = parser.parse_args()
    if not options.gold.is_dir():
        sys.exit(f"{options.gold} is no folder of gold readings")
    same = names_of(options.names) if options.names else same_agent
    outlets = read_settings(options.desk).outlets if options.desk else ()
    settings = ReadSettings(tier=options.tier, outlets=outlets)
    total: dict[str, int] = {}
    for name, gold, document in articles(options.gold, options.articles or options.gold, given=options.given):
        counts, misses = score(gold, read(document, settings), same)
        total = {key: total.get(key, 0) + value for key, value in counts.items()}
        if options.misses:
            print(name, *misses, sep="\n  ")
    table = figures(total)
    for label, value in table.items():
        print(f"{label:32} {value:.3f}")
    if options.json:
        options.json.write_text(json.dumps(stamped({"counts": total, "figures": table}), indent=1), "utf-8")


def figures(n: dict[str, int]) -> dict[str, float]:
    """Shares, 0 to 1, from counts summed over articles."""
    if not n:
        sys.exit("no gold reading has its article beside it")
    return {
        "statements, recall": n["right"] / n["statements"],
        "statements, precision": n["right"] / max(1, n["read"]),
        "whole chain, of all gold": n["chains"] / n["statements"],
        "whole chain, three or deeper": n["deep right"] / max(1, n["deep"]),
        "kind, of those found": n["kind"] / max(1, n["right"]),
        "type, of those found": n["type"] / max(1, n["right"]),
        "blocks": n["blocks right"] / n["blocks"],
        "times": n["times right"] / max(1, n["times"]),
        "literal places within 10 km": n["places right"] / max(1, n["places"]),
    }


def names_of(path: Path) -> SameAgent:
    spec = importlib.util.spec_from_file_location("names", path)
    if spec is None or spec.loader is None:
        sys.exit(f"{path} is no Python file")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    same: SameAgent = module.same
    return same


if __name__ == "__main__":
    main()
