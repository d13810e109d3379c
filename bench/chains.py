"""Who said what through whom, on other people's articles: statements, types and whole chains against hand-made gold.

    python bench/chains.py DATA [--gold FILE] [--half develop|test] [--tier TIER] [--names NAMES.py] [--json OUT]
        [--misses]

DATA is the folder of public data (`isw`, `pages`, `polnear`, `tempeval3`). The gold (`bench/gold/chains.json`: offsets
and agents' names, no text) was annotated by readers who saw neither this code nor its output; articles of the half
*test* are kept for testing: their misses are not shown. The reader is told each article's outlet and date, as a desk
would know them. The measures are those of `bench/readings.py`, broken down by kind, type and depth of chain; *any name*
is a whole chain whose agents bear the gold's names somewhere: as a mention in the text that the reader gave that agent,
or as an alias in the agents file ("Bloomberg News" for Bloomberg): the right agents, called otherwise. FILE is
other gold of the same form, such as `bench/gold/nested.json`.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import msgspec
from readings import Gold, SameAgent, matched, names, names_of, same_agent, same_chain
from runs import stamped

from sayso.errors import InputError
from sayso.model import Document
from sayso.read import ReadSettings, read
from sayso.read.agents.directory import Directory
from sayso.read.statements import Tier
from sayso.train import annotated

shipped_agents = cache(Directory)
GOLD = Path(__file__).parent / "gold" / "chains.json"


def text_of(folder: Path, gold: Gold) -> str:
    """The text that a gold record is about; ends the run where the folder has another."""
    try:
        return annotated.text_of(folder, msgspec.convert(gold, annotated.Record))
    except InputError as error:
        sys.exit(str(error))


def score(gold: Gold, document: Document, settings: ReadSettings, same: SameAgent) -> tuple[Counter[str], list[str]]:
    """Counts over one article, and in words what was missed, misread or invented."""
    reading = json.loads(msgspec.json.encode(read(document, settings)))
    found, called = reading["statements"], _called(document.text, reading)
    every = matched(document.text, gold["statements"], found)
    wanted, given = (_claiming(gold["statements"]), _claiming(found))
    pairs = matched(document.text, wanted, given)
    misses: list[str] = []
    counts = Counter({"articles": 1, "read": len(given), "right": len(pairs)})
    counts["typed"] = len(every)
    counts["typed right"] = sum(gold["statements"][j]["type"] == found[i]["type"] for j, i in every)
    of = dict(pairs)
    for j, statement in enumerate(wanted):
        labels = _labels(statement)
        counts.update(f"{label}: gold" for label in labels)
        words = _words(document.text, statement)
        if j not in of:
            misses.append(f"missed: {words}")
            continue
        counts.update(f"{label}: found" for label in labels)
        if _same_agents(statement, given[of[j]], same, called):
            counts.update(f"{label}: any name" for label in labels)
        if same_chain(statement, given[of[j]], same):
            counts.update(f"{label}: chain" for label in labels)
        else:
            misses.append(f"chain: {names(statement)} read as {names(given[of[j]])}: {words}")
    taken = {i for _, i in pairs}
    misses += [f"invented: {_words(document.text, s)}" for i, s in enumerate(given) if i not in taken]
    return counts, misses


def _called(text: str, reading: Gold) -> dict[str, set[str]]:
    """The names that the text gives each agent, by the agent's id."""
    agents = reading["agents"]
    return {a["id"]: {plain(text[m["start"] : m["end"]]) for m in a["mentions"]} for a in agents}


def plain(name: str) -> str:
    """A name without case and article."""
    return re.sub(r"^(?:the|an?)\s+", "", name.casefold().replace("’", "'"))


def _same_agents(gold: Gold, found: Gold, same: SameAgent, called: dict[str, set[str]]) -> bool:
    """Whether two chains are as long and of the same agents, whatever they are called."""
    ours, theirs = found["chain"], names(gold).split(" < ")
    if len(ours) != len(theirs):
        return False
    known = shipped_agents()
    for agent, name in zip(ours, theirs, strict=True):
        entry = known.find(name)
        mentioned = plain(name) in called.get(agent.get("agent") or "", set())
        if not (same(name, agent["name"]) or mentioned or (entry is not None and same(entry.name, agent["name"]))):
            return False
    return True


def _claiming(statements: list[Gold]) -> list[Gold]:
    return [s for s in statements if s["type"] != "control"]


def _labels(statement: Gold) -> list[str]:
    deep = ["three agents or deeper"] if len(statement["chain"]) > 2 else []
    nested = ["nested"] if statement["parent"] else []
    return ["all", statement["kind"], statement["type"], *deep, *nested]


def _words(text: str, statement: Gold) -> str:
    def of(span: dict[str, int] | None) -> str:
        return text[span["start"] : span["end"]] if span else "-"

    content = " … ".join(of(s) for s in statement["content"])
    return f"{of(statement['source'])} | {of(statement['cue'])} | {content[:120]} [{statement['type']}]"


def figures(n: Counter[str]) -> dict[str, Any]:
    """Shares, 0 to 1, from counts summed over articles."""

    def share(part: str, whole: str) -> float:
        return round(n[part] / max(1, n[whole]), 4)

    kinds = sorted(key.removesuffix(": gold") for key in n if key.endswith(": gold"))
    precision, recall = share("right", "read"), share("all: found", "all: gold")
    return {
        "articles": n["articles"],
        "statements": n["all: gold"],
        "recall": recall,
        "precision": precision,
        "f1": round(2 * precision * recall / max(1e-9, precision + recall), 4),
        "type": share("typed right", "typed"),
        "typed": n["typed"],
        "whole chain": {kind: share(f"{kind}: chain", f"{kind}: gold") for kind in kinds},
        "any name": {kind: share(f"{kind}: any name", f"{kind}: gold") for kind in kinds},
        "found": {kind: share(f"{kind}: found", f"{kind}: gold") for kind in kinds},
        "gold": {kind: n[f"{kind}: gold"] for kind in kinds},
    }


def records(folder: Path, half: str | None, path: Path = GOLD) -> Iterator[tuple[Gold, Document]]:
    """The gold of a half with its document."""
    for gold in json.loads(path.read_text("utf-8")):
        if half in (None, gold["half"]):
            outlet = None if gold["outlet"] == annotated.UNKNOWN else gold["outlet"]
            given = {"outlet": outlet, "published": gold["published"], "language": "en"}
            yield gold, Document(id="", text=text_of(folder, gold), **given)


def measured(
    records: Iterable[tuple[Gold, Document]], tier: Tier, same: SameAgent, say: Callable[..., None]
) -> dict[str, Any]:
    """The figures over some records."""
    total: Counter[str] = Counter()
    for gold, document in records:
        counts, misses = score(gold, document, ReadSettings(tier=tier), same)
        total.update(counts)
        if gold["half"] == "develop":
            say(f"{gold['set']} {gold['record']}", *misses, sep="\n  ")
    return figures(total)


def main() -> None:
    """Print the table and write JSON."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("--gold", type=Path, default=GOLD)
    parser.add_argument("--half", choices=["develop", "test"])
    parser.add_argument("--tier", default=ReadSettings().tier, choices=["grammar", "small", "full"])
    parser.add_argument("--names", type=Path)
    parser.add_argument("--json", type=Path)
    parser.add_argument("--misses", action="store_true")
    options = parser.parse_args()
    if not options.data.is_dir():
        sys.exit(f"{options.data} is no folder of public data")
    same = names_of(options.names) if options.names else same_agent
    halves = [options.half] if options.half else ["develop", "test"]
    say: Callable[..., None] = print if options.misses else lambda *_, **__: None
    gold = {half: records(options.data, half, options.gold) for half in halves}
    report = {half: measured(some, options.tier, same, say) for half, some in gold.items()}
    for half, table in report.items():
        print(f"{half}: " + ", ".join(f"{k} {v}" for k, v in table.items() if not isinstance(v, dict)))
        for kind in table["gold"]:
            row = table["gold"][kind], table["found"][kind], table["whole chain"][kind], table["any name"][kind]
            print(f"  {kind:24} gold {row[0]:4} found {row[1]:.3f} whole chain {row[2]:.3f} any name {row[3]:.3f}")
    if options.json:
        options.json.write_text(json.dumps(stamped({"tier": options.tier, **report}), indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()
