"""Linking against worlds with known truth: claims, origins, copies, disputes, loops, and what loses them.

    python bench/link.py [--seed N ...] [--hardness easy|hard] [--templates develop|test] [--documents N]
                         [--read TIER] [--losses N] [--json OUT]

Readings are perfect, so that what is lost is lost by linking; with `--read` they are sayso's own. Seeds 1 to 99 are for
development, 100 and up for testing, with `--templates test`, which adds wordings that development worlds never show.

- pairs: two statements that tell one claim (precision, recall, F1 over all pairs of the world's tellings).
- bounds: a true claim is matched to the found one that holds most of its tellings (of equals, the one with fewest
  others); right is who has both bounds as the truth has them. Over claims told in two documents or more, since
  all others have one origin whatever one does.
- trivial: the number of distinct names at the ends of chains, and of distinct outlets, as both bounds, on true claims.
"""

from __future__ import annotations

import argparse
import json
import time
from collections import Counter, defaultdict
from collections.abc import Iterable
from itertools import combinations
from pathlib import Path
from typing import Any

from msgspec import Struct
from runs import stamped
from worlds import Told, Truth, WorldSettings, stories, truth
from worlds.desk import as_read

from sayso.link import link
from sayso.model import Claim, Linked

Key = tuple[str, str]


class Found(Struct, frozen=True):
    """What linking found, by statement and by claim."""

    linked: Linked
    claim_of: dict[Key, int]


def found(linked: Linked, same: dict[Key, Key] | None) -> Found:
    """``same``: what was read for each telling, where readings are not the world's own."""
    places = {(m.document, m.statement): n for n, claim in enumerate(linked.claims) for m in claim.members}
    if same is not None:
        places = {key: places[read] for key, read in same.items() if read in places}
    return Found(linked, places)


def measured(settings: WorldSettings, losses: int, tier: str | None = None) -> dict[str, Any]:
    """All figures of one world; with a ``tier``, of its articles as sayso reads them."""
    world = list(stories(settings))
    known = truth(world)
    articles = [article for story in world for article in story.articles if not article.hidden]
    readings, same = as_read(articles, tier) if tier else ([article.reading for article in articles], None)
    start = time.process_time()
    linked = found(link(readings), same)
    seconds = time.process_time() - start
    matched = matches(known, linked)
    return {
        "read": tier or "perfectly",
        "told and read": round(len(linked.claim_of) / sum(map(len, known.told.values())), 4) if tier else 1.0,
        "world": {"seed": settings.seed, "hardness": settings.hardness, "templates": settings.templates},
        "documents": len(readings),
        "tellings": sum(map(len, known.told.values())),
        "claims": len(known.told),
        "seconds": round(seconds, 2),
        "pairs": pairs(known, linked),
        "recall by cause": by_cause(known, linked),
        "bounds": bounds(known, matched),
        "copies": copies(known, linked),
        "disputes": disputes(known, linked, matched),
        "loops": loops(known, linked),
        **({"examples": examples(known, linked, matched, losses)} if losses else {}),
    }


def pairs(known: Truth, linked: Found) -> dict[str, float]:
    """Precision and recall of pairs of tellings."""
    both = true = 0
    for told in known.told.values():
        sizes = Counter(linked.claim_of.get((one.document, one.statement), -1 - n) for n, one in enumerate(told))
        both += sum(n * (n - 1) // 2 for n in sizes.values())
        true += len(told) * (len(told) - 1) // 2
    sizes = Counter(
        linked.claim_of[one.document, one.statement]
        for told in known.told.values()
        for one in told
        if (one.document, one.statement) in linked.claim_of
    )
    claimed = sum(n * (n - 1) // 2 for n in sizes.values())
    return _scores(both, claimed, true)


def _scores(both: int, claimed: int, true: int) -> dict[str, float]:
    precision, recall = both / max(1, claimed), both / max(1, true)
    f1 = 2 * precision * recall / max(1e-9, precision + recall)
    return {"precision": round(precision, 4), "recall": round(recall, 4), "f1": round(f1, 4)}


def by_cause(known: Truth, linked: Found) -> dict[str, dict[str, float]]:
    """Share of a telling's true pairs that are found, by the kind of event, the way it came, its wording."""
    held: dict[str, dict[str, list[float]]] = defaultdict(lambda: defaultdict(list))
    for claim, told in known.told.items():
        sizes = Counter(linked.claim_of.get((one.document, one.statement)) for one in told)
        for one in told if len(told) > 1 else ():
            share = (sizes[linked.claim_of.get((one.document, one.statement))] - 1) / (len(told) - 1)
            held["kind"][known.kinds[claim]].append(share)
            held["how"][one.how].append(share)
            held["template"][one.template].append(share)
            held["wording"]["held back" if one.held_back else "shown"].append(share)
            held["figure"]["garbled" if one.garbled else "as it was"].append(share)
    return {
        cause: dict(sorted(((key, round(sum(v) / len(v), 3)) for key, v in shares.items()), key=lambda kv: kv[1]))
        for cause, shares in held.items()
    }


def matches(known: Truth, linked: Found) -> dict[str, Claim]:
    """For each true claim the found claim that holds most of its tellings."""
    out = {}
    for key, told in known.told.items():
        held = Counter(linked.claim_of.get((one.document, one.statement)) for one in told)
        held.pop(None, None)
        if held:
            best = min(held, key=lambda n: (-held[n], len(linked.linked.claims[n].members), n))
            out[key] = linked.linked.claims[best]
    return out


def bounds(known: Truth, matched: dict[str, Claim]) -> dict[str, Any]:
    """Shares of claims with their bounds and bottleneck right, beside the trivial rules."""
    several = {key: told for key, told in known.told.items() if len({one.document for one in told}) > 1}
    right: dict[str, list[bool]] = defaultdict(list)
    for key, told in several.items():
        count, claim = known.counts[key], matched.get(key)
        got = (claim.independent_origins.at_least, claim.independent_origins.at_most) if claim else (0, 0)
        true = (count.at_least, count.at_most)
        names, outlets = len({one.chain[-1].key for one in told}), len({one.outlet for one in told})
        right["both"].append(got == true)
        right["at_least"].append(got[0] == true[0])
        right["at_most"].append(got[1] == true[1])
        right["bottleneck"].append(claim is not None and claim.bottleneck in bottlenecks(known, key))
        right[f"both, {'one origin' if true[1] == 1 else 'more origins'}"].append(got == true)
        right["trivial: names"].append((names, names) == true)
        right["trivial: outlets"].append((outlets, outlets) == true)
    return {"claims": len(several), **{key: round(sum(v) / len(v), 4) for key, v in sorted(right.items())}}


def bottlenecks(known: Truth, key: str) -> set[str | None]:
    """The names that the bottleneck of a true claim may be printed with."""
    vertex = known.counts[key].bottleneck
    if vertex is None:
        return {None}
    return {name for one in known.told[key] for voice in one.chain if voice.key == vertex for name in voice.names}


def copies(known: Truth, linked: Found) -> dict[str, Any]:
    """Copies whose original is found, and found copies that are none."""
    got: dict[str, set[str]] = defaultdict(set)
    for copy in linked.linked.copies:
        got[copy.document].add(copy.original)
    full = {copy: original for copy, original in known.copies.items() if copy not in known.partial}
    part = {copy: original for copy, original in known.copies.items() if copy in known.partial}
    return {
        "copies": len(known.copies),
        "originals right": _share(original in got.get(copy, ()) for copy, original in known.copies.items()),
        "full": _share(original in got.get(copy, ()) for copy, original in full.items()),
        "partial": _share(original in got.get(copy, ()) for copy, original in part.items()),
        "precision": _share(copy in known.copies for copy in got),
    }


def _share(right: Iterable[bool]) -> float | None:
    listed = list(right)
    return round(sum(listed) / len(listed), 4) if listed else None


def disputes(known: Truth, linked: Found, matched: dict[str, Claim]) -> dict[str, Any]:
    """Pairs of true claims against pairs of found ones. A found pair is right if it matches a true one.

    A pair found twice (one side split in two) counts as one right and no false one.
    """
    got = {frozenset((one.left, one.right)) for one in linked.linked.disputes}
    ids = {claim.id: n for n, claim in enumerate(linked.linked.claims)}
    true_of: dict[int, set[str]] = defaultdict(set)
    for key, told in known.told.items():
        for one in told:
            if (one.document, one.statement) in linked.claim_of:
                true_of[linked.claim_of[one.document, one.statement]].add(key)
    hit: set[frozenset[str]] = set()
    false = 0
    for pair in got:
        left, right = sorted(pair) if len(pair) == 2 else (*pair, *pair)
        sides = {frozenset((a, b)) for a in true_of[ids[left]] for b in true_of[ids[right]]}
        hit |= sides & known.quarrels.keys()
        false += not sides & known.quarrels.keys() and bool(sides)
    missed = Counter(kind for pair, kind in known.quarrels.items() if pair not in hit)
    return {
        "disputes": len(known.quarrels),
        **_scores(len(hit), len(hit) + false, len(known.quarrels)),
        "recall by kind": {
            kind: _share(pair in hit for pair, k in known.quarrels.items() if k == kind)
            for kind in sorted(set(known.quarrels.values()))
        },
        "missed": dict(missed),
    }


def loops(known: Truth, linked: Found) -> dict[str, Any]:
    """Loops that an issue names: it holds the names of all in the loop."""
    messages = [issue.message for issue in linked.linked.issues]
    true = [loop for count in known.counts.values() for loop in count.loops]
    named = [any(all(key.split(":")[1] in message for key in loop) for message in messages) for loop in true]
    return {"loops": len(true), "found": _share(named)}


def examples(known: Truth, linked: Found, matched: dict[str, Claim], limit: int) -> dict[str, list[str]]:
    """Some of what is lost, in words."""
    out: dict[str, list[str]] = {"missed pairs": [], "false pairs": [], "wrong bounds": [], "false disputes": []}
    words = {(m.document, m.statement): m.text for claim in linked.linked.claims for m in claim.members}
    for key, told in known.told.items():
        for one, other in combinations(told, 2):
            a, b = (linked.claim_of.get((t.document, t.statement)) for t in (one, other))
            if a != b and len(out["missed pairs"]) < limit * 20:
                out["missed pairs"].append(f"{key}: {_words(words, one)} || {_words(words, other)}")
        claim, count = matched.get(key), known.counts[key]
        if claim:
            got = claim.independent_origins
            if (got.at_least, got.at_most) != (count.at_least, count.at_most):
                chains = "; ".join(" < ".join(v.names[0] for v in t.counts_as) for t in told)
                seen = f"found {got.at_least}-{got.at_most} of {claim.origins}"
                out["wrong bounds"].append(f"{key}: {seen}, true {count.at_least}-{count.at_most}: {chains}")
    out["false pairs"] = _false_pairs(known, linked, words)
    step = {name: max(1, len(lines) // limit) for name, lines in out.items()}
    return {name: lines[:: step[name]][:limit] for name, lines in out.items()}


def _false_pairs(known: Truth, linked: Found, words: dict[Key, str]) -> list[str]:
    held: dict[int, dict[str, Told]] = defaultdict(dict)
    for key, told in known.told.items():
        for one in told:
            if (one.document, one.statement) in linked.claim_of:
                held[linked.claim_of[one.document, one.statement]].setdefault(key, one)
    return [
        f"{a}/{b}: {_words(words, x)} || {_words(words, y)}"
        for group in held.values()
        for (a, x), (b, y) in combinations(sorted(group.items()), 2)
    ]


def _words(words: dict[Key, str], one: Told) -> str:
    return f"[{one.moment:%d %b}, {one.how}] {words.get((one.document, one.statement), '-')}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seed", type=int, nargs="+", default=[1])
    parser.add_argument("--hardness", choices=("easy", "hard"), default="hard")
    parser.add_argument("--templates", choices=("develop", "test"), default="develop")
    parser.add_argument("--documents", type=int, default=2000)
    parser.add_argument("--read", choices=("grammar", "small", "full"))
    parser.add_argument("--losses", type=int, default=0, help="print so many examples of each kind of loss")
    parser.add_argument("--json", type=Path)
    given = parser.parse_args()
    results = []
    for seed in given.seed:
        settings = WorldSettings(seed, given.documents, given.hardness, given.templates)
        results.append(measured(settings, given.losses, given.read))
        show(results[-1])
    if given.json:
        figures = {"mean": mean(results), "worlds": results}
        given.json.write_text(json.dumps(stamped(figures), indent=1, ensure_ascii=False) + "\n", "utf-8")


def mean(results: list[dict[str, Any]]) -> dict[str, dict[str, float]]:
    """The figures of some worlds, each world with one voice; what a world has no case of is left out of it."""
    out: dict[str, dict[str, float]] = {}
    for part in ("pairs", "bounds", "copies", "disputes", "loops"):
        names = dict.fromkeys(name for one in results for name in one[part])
        values = {name: [v for one in results if isinstance(v := one[part].get(name), int | float)] for name in names}
        out[part] = {name: round(sum(found) / len(found), 4) for name, found in values.items() if found}
    return out


def show(figures: dict[str, Any]) -> None:
    """The figures, a line each; of templates the ten that lose most."""
    causes = figures.pop("recall by cause")
    lost = figures.pop("examples", {})
    for name, value in figures.items():
        print(f"{name:12} {value}")
    for cause, shares in causes.items():
        print(f"recall by {cause}:", ", ".join(f"{key} {value}" for key, value in list(shares.items())[:12]))
    for name, lines in lost.items():
        print(f"\n{name}:", *lines, sep="\n  ")
    figures["recall by cause"] = causes
    print()


if __name__ == "__main__":
    main()
