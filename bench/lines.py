"""What `sayso.check` makes of lines by thirteen writers.

    python bench/lines.py --data DATA [--half test] [--out lines.json]

The writers (`bench/gold/lines.json`), language models that worked apart, had not seen the checker. Of each source of
one to three sentences they wrote mostly three faithful lines: a light rewording, a free one, and one in words as
different as they could find; and wrong ones, each wrong in one thing. The lines are held to a desk of the 144 articles
that those for developing and for testing are of; DATA is the folder of public data with their texts. A wrong line
counts as found when it gets a finding of one of the codes of its kind, and as accused when it gets any.

The lines of two writers, whose articles no other wrote of, are the half for testing. Those of six are for developing,
and taught the judge; those of five more, of articles of their own, chose how far it is believed and how passages are
sought ("tune", held to a desk with these articles too). The last three of them wrote each in a voice: a newsletter's, a
sub-editor's, a fact-checker's.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from runs import stamped
from written import CODES

from sayso.check import CheckSettings, Known, check
from sayso.link import link
from sayso.model import Document, Reading
from sayso.read import ReadSettings, read
from sayso.train.annotated import Record, text_of

GOLD = Path(__file__).parent / "gold" / "lines.json"
PLACE = ("set", "record", "start", "end", "digest", "half")  # where a text stands
HALVES = ("develop", "test")
TUNE = "tune"
FAITHFUL = "ok"
HOW_FREE = ("light", "free", "as different as can be", "shorter")  # the faithful lines of a source, in this order
KINDS: Mapping[str, str] = {
    "neg+": "negation put in", "neg-": "negation taken out", "hedge-": "hedge taken out", "hedge+": "hedge put in",
    "speaker": "speaker swapped", "figure": "figure changed", "date": "date changed", "place": "place changed",
    "name": "name changed", "chain": "chain shortened", "none": "no source on the desk", "more": "more than the source",
}  # fmt: skip
ANY = " ".join(sorted({code for codes in CODES.values() for code in codes.split()}))
OF_KIND: Mapping[str, str] = {
    **CODES,
    "name changed": CODES["place changed"],
    "more than the source": f"{ANY} S002 S010",
}


def records(halves: Sequence[str], gold: Path = GOLD) -> list[dict[str, Any]]:
    """The records of some halves."""
    found: list[dict[str, Any]] = json.loads(gold.read_text(encoding="utf-8"))
    return [one for one in found if one["half"] in halves]


def readings(given: Iterable[Mapping[str, Any]], data: Path) -> Iterator[Reading]:
    """Each article once, read. Raises InputError where a text is another than the lines were written of."""
    for one in {(one["set"], one["record"], one["start"]): one for one in given}.values():
        text = text_of(data, Record(*(one[part] for part in PLACE), statements=()))
        name = f"{one['set']} {one['record']} {one['start']}"
        yield read(Document(name, text, outlet=one["outlet"], published=one["published"]), ReadSettings())


def counted(given: Iterable[Mapping[str, Any]], known: Known, settings: CheckSettings) -> Counter[tuple[str, ...]]:
    """How many lines of each sort there are, and how many of them are accused and found."""
    tally: Counter[tuple[str, ...]] = Counter()
    for record in given:
        faithful = iter(HOW_FREE)
        for kind, line in record["lines"]:
            codes = {one.code for one in check(line, known, settings)}
            free = next(faithful, HOW_FREE[-1]) if kind == FAITHFUL else ""
            sort = (record["half"], f"faithful, {free}" if free else KINDS[kind])
            told = [] if free or not codes & set(OF_KIND[KINDS[kind]].split()) else ["found"]
            tally.update((*sort, what) for what in ["lines", *(["accused"] if codes else []), *told])
            if free:
                tally.update((record["half"], "faithful", what) for what in ["lines", *(["accused"] if codes else [])])
    return tally


def shares(tally: Mapping[tuple[str, ...], int]) -> dict[str, dict[str, Any]]:
    """By half and sort of line: how many there are, the share accused, and of wrong ones the share found."""
    found: dict[str, dict[str, Any]] = {}
    for half, sort, what in sorted(tally):
        if what == "lines":
            lines = tally[half, sort, what]
            row = {"lines": lines, "accused": round(tally.get((half, sort, "accused"), 0) / lines, 3)}
            if not sort.startswith("faithful"):
                row["found"] = round(tally.get((half, sort, "found"), 0) / lines, 3)
            found.setdefault(half, {})[sort] = row
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, help="folder of public data")
    parser.add_argument("--half", choices=(*HALVES, TUNE), help="one part only")
    parser.add_argument("--out", type=Path)
    asked = parser.parse_args()
    given = records([asked.half] if asked.half else HALVES)
    there = list(readings(records([*HALVES, TUNE] if asked.half == TUNE else HALVES), asked.data))
    known = Known.of(there, link(there))
    settings = CheckSettings(reader=ReadSettings(tier="grammar"))  # as `pipeline.checker` reads texts
    result = json.dumps(stamped({"quality": shares(counted(given, known, settings))}), indent=1, ensure_ascii=False)
    print(result)
    if asked.out:
        asked.out.write_text(result + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
