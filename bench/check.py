"""Quality and speed of `sayso.check`.

    python bench/check.py [--data DATA] [--documents 10000] [--half develop] [--show] [--out check.json]

Quality: lines with one thing wrong in them (`bench/corrupt.py`), against the desk of the example articles. They are
made of two sorts of true lines: sentences of the articles, and paraphrases written by hand by somebody who had not
seen the checker (`bench/gold/paraphrases.json`). A case counts as found when it gets a finding of one of its codes
that the line does not get untouched. Lines of which no document on the desk tells are made by taking away all
documents that name what the line is about. The untouched lines themselves must get no finding.

The paraphrases are checked once more with the key of the passage behind them that they are of, as a brief has it.

Another sort is written freely by a second person, the wrong lines too (`bench/written.py`): paraphrases in several
voices of the examples and, where DATA (the folder of public data) is given, of 47 articles by other people. They are
held to a desk of all of these.

Halves are by article: every second one, in the order of the hashes of their names, is kept for testing. Speed:
`bench/check_speed.py`.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from check_speed import speed
from corrupt import Case, Parts, cases
from msgspec.structs import replace
from runs import stamped
from written import Written, written_cases

from sayso.check import CheckSettings, Known, check
from sayso.desk import read_settings
from sayso.ingest import ingest
from sayso.link import link
from sayso.model import Finding, Reading, Span
from sayso.read import ReadSettings, read

EXAMPLES = Path(__file__).parent.parent / "examples"
GOLD = Path(__file__).parent / "gold" / "paraphrases.json"
HALVES = ("develop", "test")
STORIES = ("Burshtyn", "Stepnohirsk", "Orikhiv", "Danube", "Izmail", "Lyman", "Galați", "Polozkov")
NO_SOURCE = "no source on the desk"
AGENT_CUT = "chain shortened, somebody between cut"  # counted once more apart from all shortened chains
PRINTED_BY = ("Courier", "Herald", "Ledger", "newspaper", "paper")


class Line(NamedTuple):
    """An untouched line: where it comes from, its half, its parts, and the citation behind it, if any."""

    sort: str
    half: str
    parts: Parts
    key: str = ""


def quality(halves: Sequence[str], show: bool, data: Path | None) -> dict[str, Any]:
    """Shares found and false alarms, by half, sort of line and kind."""
    articles, settings = examples()
    readings = list(articles.values())
    known = Known.of(readings, link(readings))
    tally: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for line in lines(articles):
        if line.half in halves:
            untouched = check(line.parts.text + line.key, known, settings)
            tally[f"{line.half}, {line.sort}"].update(("lines", *(["accused"] if untouched else [])))
            if show and untouched:
                _print("ALARM", line, line.parts.text, untouched)
            before = {one.code for one in untouched}
            for case in cases(line.parts):
                _count(tally, line, case, before, check(case.text + line.key, known, settings), show)
    _without_source(tally, articles, settings, halves, show)
    _freely(tally, readings, settings, Written(data), halves, show)
    return {name: _shares(counts) for name, counts in sorted(tally.items())}


def _count(
    tally: Mapping[str, Counter[str]], line: Line, case: Case, before: set[str], got: Iterable[Finding], show: bool
) -> None:
    found = bool(case.codes & {one.code for one in got} - before)
    kinds = [case.kind, *([AGENT_CUT] if case.kind == "chain shortened" and _cuts_agent(line.parts.text, case) else [])]
    for kind in kinds:
        tally[f"{line.half}, {line.sort}"].update((f"{kind}|sought", *([f"{kind}|found"] if found else [])))
    if show and not found:
        _print(f"MISSED {case.kind}", line, case.text, got)


def _cuts_agent(true: str, case: Case) -> bool:
    """Whether a shortened chain lost more than the outlet that printed it, which faithful lines leave out, too."""
    kept = Counter(case.text.split())
    gone = " ".join((Counter(true.split()) - kept).elements())
    return not any(word in gone for word in PRINTED_BY)


def _print(what: str, line: Line, text: str, got: Iterable[Finding]) -> None:
    if line.half == "develop":  # what is kept for testing is not looked at
        print(f"{what} ({line.sort})\n    {text}\n    of: {line.parts.text}")
        for one in got:
            print(f"    {one.code} {one.message.splitlines()[0]}\n      at: {one.source.words if one.source else None}")


def _without_source(
    tally: Mapping[str, Counter[str]],
    articles: Mapping[str, Reading],
    settings: CheckSettings,
    halves: Iterable[str],
    show: bool,
) -> None:
    """Lines against a desk without any document that names one of the things that they name."""
    told: dict[tuple[str, ...], list[Line]] = defaultdict(list)
    for line in lines(articles):
        named = tuple(story for story in STORIES if story in line.parts.text)
        if named and line.half in halves and not line.key:
            told[named].append(line)
    for named, about in sorted(told.items()):
        left = [one for one in articles.values() if not any(name in one.document.text for name in named)]
        known = Known.of(left, link(left))
        for line in about:
            case = Case(NO_SOURCE, line.parts.text, frozenset({"S001", "Q002"}))
            _count(tally, line, case, set(), check(case.text, known, settings), show)


def _freely(
    tally: Mapping[str, Counter[str]],
    examples: Iterable[Reading],
    settings: CheckSettings,
    written: Written,
    halves: Sequence[str],
    show: bool,
) -> None:
    """The lines of `bench/written.py` and what was made of each by hand."""
    readings = [*examples, *written.readings(ReadSettings(), HALVES)]
    known = Known.of(readings, link(readings))
    for record in written.of(halves):
        sort = f"free paraphrases, {record['writer']}" if "writer" in record else "free paraphrases"
        line = Line(sort, record["half"], Parts(record["text"], {}, ""))
        untouched = check(record["text"], known, settings)
        tally[f"{line.half}, {line.sort}"].update(("lines", *(["accused"] if untouched else [])))
        if show and untouched:
            _print("ALARM", line, record["text"], untouched)
        for case in written_cases(record):
            got = check(case.text, known, settings)
            _count(tally, line, case, {one.code for one in untouched}, got, show)


def _shares(counts: Counter[str]) -> dict[str, Any]:
    kinds = sorted(key.removesuffix("|sought") for key in counts if key.endswith("|sought"))
    found = {kind: counts[f"{kind}|found"] for kind in kinds}
    sought = {kind: counts[f"{kind}|sought"] for kind in kinds}
    return {
        "lines": counts["lines"],
        "false alarms": counts["accused"],
        "false alarms, share": round(counts["accused"] / max(1, counts["lines"]), 4),
        "cases": sum(sought.values()),
        "found": {kind: [found[kind], sought[kind], round(found[kind] / sought[kind], 3)] for kind in kinds},
    }


def summed(by_sort: Mapping[str, Any], half: str) -> dict[str, Any]:
    """Both sorts of lines of one half whose wrongs are made by rule together: kind, found, sought, share."""
    found: defaultdict[str, list[int]] = defaultdict(lambda: [0, 0])
    for name, shares in by_sort.items():
        ruled = name in (f"{half}, sentences", f"{half}, paraphrases")
        for kind, (hits, sought, _) in shares["found"].items() if ruled else ():
            found[kind] = [found[kind][0] + hits, found[kind][1] + sought]
    return {kind: [*pair, round(pair[0] / pair[1], 3)] for kind, pair in sorted(found.items())}


def lines(articles: Mapping[str, Reading]) -> Iterator[Line]:
    """Every true line: the sentences of the articles, and the paraphrases of them."""
    half = halves_of(articles)
    for name, reading in articles.items():
        for span in reading.sentences:
            yield Line("sentences", half[name], _parts(reading, span))
    for row in json.loads(GOLD.read_text(encoding="utf-8")):
        spans = {part: [(start, end) for start, end in places] for part, places in row["spans"].items()}
        reading = articles[row["article"]]
        line = Line("paraphrases", half[row["article"]], Parts(row["text"], spans, reading.document.text))
        yield line
        there = place_of(row["source"], reading.document.text)
        if there:
            key = f" [^{reading.document.id}.{there.start}-{there.end}]"
            yield line._replace(sort="paraphrases, cited", key=key)


def place_of(words: str, text: str) -> Span | None:
    """Where some words stand in a text, whatever white space is between them."""
    found = re.search(r"\s+".join(map(re.escape, words.split())), text)
    return Span(*found.span()) if found else None


def halves_of(names: Iterable[str]) -> dict[str, str]:
    """Develop or test for each article, by the hash of its name."""
    ordered = sorted(names, key=lambda name: hashlib.sha256(name.encode()).hexdigest())
    return {name: HALVES[place % 2] for place, name in enumerate(ordered)}


def _parts(reading: Reading, span: Span) -> Parts:
    """A sentence with the parts that the reader found in it."""
    named = [
        one.source
        for one in reading.statements
        if one.source and len(one.chain) > 1 and one.chain[-1].kind in ("person", "organisation")
    ]
    settlements = [one for one in reading.places if one.use == "literal" and one.kind == "settlement"]
    found: dict[str, Iterable[Any]] = {
        "speaker": [one for one in named if one is not None],
        "figure": reading.figures,
        "date": [one for one in reading.times if one.type in ("DATE", "TIME")],
        "place": settlements,
    }
    spans = {
        part: [(o.start - span.start, o.end - span.start) for o in own if span.start <= o.start and o.end <= span.end]
        for part, own in found.items()
    }
    text = reading.document.text
    return Parts(text[span.start : span.end], spans, text, tuple(_cut(reading, span)), tuple(_quoted(reading, span)))


def _cut(reading: Reading, span: Span) -> Iterator[str]:
    """The inner statement of two, said as if its speaker had said so to us."""
    by_id = {one.id: one for one in reading.statements}
    for one in reading.statements:
        outer = by_id.get(one.parent or "")
        if outer is None or not one.chain[-1].name.istitle() or len(one.chain) < 3 or one.type == "control":
            continue
        content = one.content[0]
        if span.start <= content.start and content.end <= span.end and outer.chain[-1].kind != "unnamed":
            words = reading.document.text[content.start : content.end].removeprefix("that ")
            yield f"{one.chain[-1].name} said that {words}."


def _quoted(reading: Reading, span: Span) -> Iterator[str]:
    """Reported speech of a sentence in quotation marks."""
    for one in reading.statements:
        content = one.content[0]
        words = reading.document.text[content.start : content.end].removeprefix("that ")
        named = len(one.chain) > 1 and one.chain[-1].kind == "person"
        whole = one.kind == "indirect" and len(words.split()) >= 5 and not re.search(r"[\"“”]", words)
        if named and whole and span.start <= content.start and content.end <= span.end and one.type != "control":
            yield f"“{words[0].upper()}{words[1:]},” {one.chain[-1].name} said."


def examples() -> tuple[dict[str, Reading], CheckSettings]:
    """The example articles, read, by the names that the gold gives them."""
    own = read_settings(EXAMPLES / "desk.toml")
    settings = ReadSettings(outlets=own.outlets, agents=own.agents, countries=own.region)
    found = [(Path(one.path).name, one.document) for one in ingest(str(EXAMPLES / "articles"))]
    articles = {name: read(document, settings) for name, document in found if document}
    return articles, CheckSettings(reader=replace(settings, tier="grammar"))  # as `pipeline.checker` reads texts


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, help="folder of public data, for the paraphrases of other articles")
    parser.add_argument("--documents", type=int, default=10_000, help="of the desk for the speed; 0: not measured")
    parser.add_argument("--half", choices=HALVES, help="one half only")
    parser.add_argument("--show", action="store_true", help="print what is missed in the developing half")
    parser.add_argument("--out", type=Path)
    given = parser.parse_args()
    halves = [given.half] if given.half else list(HALVES)
    by_sort = quality(halves, given.show, given.data)
    figures = {"quality": by_sort, "together": {half: summed(by_sort, half) for half in halves}}
    result = stamped({**figures, **({"speed": speed(given.documents)} if given.documents else {})})
    printed = json.dumps(result, indent=1, ensure_ascii=False)
    print(re.sub(r"\[\s+(\d+),\s+(\d+),\s+([\d.]+)\s+\]", r"[\1, \2, \3]", printed))
    if given.out:
        given.out.write_text(json.dumps(result, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
