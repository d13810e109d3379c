"""The case file of the examples, the whole way: from the articles to claims, with the reader's own mistakes.

usage: python bench/case.py [--tier TIER] [--json OUT] [--misses]

A claim of ``examples/case.json`` is whole when one linked claim holds a telling in every document that the case names,
and in none that it does not. Its range, origins and bottleneck are those of the linked claim that holds most of
its documents. `tests/link/test_case.py` holds linking alone to the same file, with perfect readings.
"""

from __future__ import annotations

import argparse
import json
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

from runs import stamped

from sayso.desk import read_settings
from sayso.ingest import ingest
from sayso.link import link
from sayso.model import Claim
from sayso.read import ReadSettings, read

EXAMPLES = Path(__file__).parent.parent / "examples"
SAME_TELLING = 0.8  # share of the case's words: the reader's span may be longer, by a title or a clause


class Judged(NamedTuple):
    """What was right about one claim of the case file, and what was found where it was not."""

    label: str
    right: dict[str, bool]
    found: str


def linked(tier: str) -> tuple[Sequence[Claim], dict[str, str]]:
    """The claims of the examples, and each document's path in the case file by its id."""
    settings = ReadSettings(tier=tier, outlets=read_settings(EXAMPLES / "desk.toml").outlets)  # type: ignore[arg-type]
    readings, paths = [], {}
    for item in ingest(str(EXAMPLES / "articles")):
        if item.document is not None:
            readings.append(read(item.document, settings))
            paths[readings[-1].document.id] = str(Path(item.path).relative_to(EXAMPLES))
    return link(readings).claims, paths


def judged(truth: dict[str, Any], claims: Sequence[Claim], paths: dict[str, str]) -> Judged:
    claim = max(claims, key=lambda one: (len(tellings(truth, one, paths)), -len(one.text)))  # the narrower of equals
    found = {paths[member.document] for member in claim.members}
    members, also = ({telling["path"] for telling in truth[part]} for part in ("members", "also"))
    counted = truth["independent_origins"]
    held = tellings(truth, claim, paths)
    right = {
        "claims": members <= held and found <= members | also,
        "ranges": bool(held) and claim.independent_origins.at_least == counted["at_least"]
        and claim.independent_origins.at_most == counted["at_most"],
        "origins": bool(held) and set(claim.origins) == set(truth["origins"]),
        "bottlenecks": bool(held) and claim.bottleneck == truth["bottleneck"],
    }  # fmt: skip
    lacking, beyond = sorted(members - held), sorted(found - members - also)
    return Judged(
        truth["label"], right, f"lacks {lacking}, beyond it {beyond}, {claim.independent_origins}, {claim.origins}"
    )


def tellings(truth: dict[str, Any], claim: Claim, paths: dict[str, str]) -> set[str]:
    """The documents in which the claim holds a telling that the case names."""
    named = [(telling["path"], words(telling["text"])) for telling in truth["members"]]
    return {
        path
        for member in claim.members
        for path, text in named
        if paths[member.document] == path and holds(words(member.text), text)
    }


def words(text: str) -> set[str]:
    return set(re.findall(r"\w+", text.casefold()))


def holds(found: set[str], named: set[str]) -> bool:
    return len(found & named) >= SAME_TELLING * len(named)


def main() -> None:
    """Print the shares, and write JSON."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--tier", default=ReadSettings().tier)
    parser.add_argument("--json", type=Path)
    parser.add_argument("--misses", action="store_true")
    options = parser.parse_args()
    claims, paths = linked(options.tier)
    case = json.loads((EXAMPLES / "case.json").read_text("utf-8"))
    results = [judged(truth, claims, paths) for truth in case["claims"]]
    figures = {}
    for part in results[0].right:
        right = sum(result.right[part] for result in results)
        figures[part] = {"right": right, "of": len(results), "share": right / len(results)}
        print(f"{part:12} {right} of {len(results)}")
    for result in results if options.misses else ():
        if not all(result.right.values()):
            print(result.label, [part for part, right in result.right.items() if not right], result.found, sep="\n  ")
    if options.json:
        options.json.write_text(json.dumps(stamped({"tier": options.tier} | figures), indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()
