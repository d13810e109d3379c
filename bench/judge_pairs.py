"""What the judge of `sayso.check` is taught: lines beside passages, each with what is wrong in it.

    python bench/judge_pairs.py DATA pairs.jsonl    # then python -m sayso.train.judge pairs.jsonl WEIGHTS

Out of the developing halves of `bench/gold/lines.json`, `judge-lines.json` (more writers, all for teaching) and
`written.json`, whose passages are sought by their sentence vectors, of `judge-articles.json`, whose articles were made
up by the writers of their lines, and of lines made wrong by rule from the developing half of `paraphrases.json`. Beside
them some faithful lines with another passage of their article, and some passages beside themselves. A check reads one
sentence at a time and, where that is doubted, two together: so there are two lines of a passage in a row, faithful both
or one of them wrong, and the sentences of faithful lines each alone. And it reads beside what has some of a line's
words: some lines stand beside such a passage without anybody's word on whether they follow, for a judge's teachers to
say. No article is used that any half for testing has lines of. DATA is the folder of public data.
"""

from __future__ import annotations

import argparse
import json
import random
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from corrupt import Parts, cases
from lines import readings
from written import Written

from check import GOLD as PARAPHRASES
from check import examples, halves_of, place_of
from sayso.check.premise import premise
from sayso.check.sentence import alike
from sayso.model import Document, Reading, Span
from sayso.read import ReadSettings, read
from sayso.read.sentences import sentences

FOLDER = Path(__file__).parent / "gold"
KIND_OF: Mapping[str, str] = {
    "ok": "nothing", "neg+": "negation", "neg-": "negation", "hedge-": "hedge lost", "hedge+": "hedge added",
    "none": "other", "negation put in": "negation", "negation taken out": "negation", "hedge taken out": "hedge lost",
    "hedge put in": "hedge added", "speaker swapped": "speaker", "figure changed": "figure", "date changed": "date",
    "place changed": "place", "chain shortened": "chain", "no source on the desk": "other",
}  # fmt: skip
APART = 150  # code points from which another passage of an article is another
SAME = 0.3  # of the passages stand beside themselves, too
LEAST_ALIKE = 0.5  # cosine of a sentence from which it may be what a line is of
GAIN = 0.04  # ... that another sentence must add
IN_A_ROW = 0.25  # of the lines stand in a row with a faithful one, too
HALF = 0.5
UNSAID, FEW = 3, 3  # lines of a passage beside another, and of how many others
ENDS = ".!?”’\"'"  # of a sentence
Lines = Sequence[tuple[str, str]]


def pairs(data: Path) -> Iterator[dict[str, str]]:
    """Every pair. Raises InputError where a text is another than the lines were written of."""
    by_chance = random.Random(11)
    for article, writer, reading, spans, lines in [*placed(data), *made_up(), *written(data), *ruled()]:
        given = premise(reading, spans)
        told = [(KIND_OF.get(kind, kind), " ".join(line.split())) for kind, line in lines]
        faithful = [line for kind, line in told if kind == "nothing"]
        told += [*_in_a_row(told, by_chance), *_sentences(faithful)]
        made = [(kind, line, given) for kind, line in told]
        far = [one for one in reading.sentences if one.end - one.start > 40 and _apart(one, spans)]
        if writer != "first writer" and far and faithful:
            made.append(("other", by_chance.choice(faithful), premise(reading, [by_chance.choice(far)])))
        if by_chance.random() < SAME:
            made.append(("nothing", given.words, given))
        for line in by_chance.sample([line for _, line in told], min(UNSAID, len(told))) if far else []:
            made.append(("", line, premise(reading, [_nearest(line, far, reading, by_chance)])))
        for kind, line, beside in made:
            yield {"article": article, "writer": writer, "kind": kind, "line": line, "head": beside.head,
                   "before": beside.before, "words": beside.words}  # fmt: skip


def _nearest(line: str, far: Sequence[Span], reading: Reading, by_chance: random.Random) -> Span:
    """One of the sentences that share most words with a line."""
    words = set(line.lower().split())
    shared = [(len(words & set(reading.document.text[one.start : one.end].lower().split())), one) for one in far]
    return by_chance.choice(sorted(shared, reverse=True)[:FEW])[1]


def _in_a_row(told: Lines, by_chance: random.Random) -> Iterator[tuple[str, str]]:
    """Some lines of a passage behind or before a faithful one: what is wrong in either is wrong in both."""
    faithful = [line for kind, line in told if kind == "nothing"]
    for kind, line in told:
        others = [one for one in faithful if one != line and one[-1] in ENDS]
        if others and line[-1] in ENDS and by_chance.random() < IN_A_ROW:
            both = [line, by_chance.choice(others)]
            both = both if by_chance.random() < HALF else both[::-1]
            yield "more" if kind == "other" else kind, " ".join(both)


def _sentences(faithful: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Each sentence of faithful lines that have several."""
    for line in faithful:
        found = [line[one.start : one.end].strip() for one in sentences(line, 0, len(line))]
        if len(found) > 1:
            yield from (("nothing", one) for one in found)


Placed = tuple[str, str, Reading, Sequence[Span], Lines]


def placed(data: Path) -> Iterator[Placed]:
    """The lines whose passages are known."""
    records = [one for name in ("lines", "judge-lines") for one in json.loads((FOLDER / f"{name}.json").read_text())]
    chosen = list(_for_teaching(records, "record"))
    known = {one.document.id: one for one in readings(chosen, data)}
    for one in chosen:
        reading = known[f"{one['set']} {one['record']} {one['start']}"]
        yield one["record"], one["writer"], reading, [Span(*span) for span in one["source"]], one["lines"]


def made_up() -> Iterator[Placed]:
    """The lines of articles that their writers made up."""
    for number, one in enumerate(json.loads((FOLDER / "judge-articles.json").read_text(encoding="utf-8"))):
        text, name = one["text"], f"made up {number}"
        reading = read(Document(name, text, outlet=one["outlet"], published=one["published"]), ReadSettings())
        for passage in one["passages"]:
            start = text.index(passage["words"])
            spans = _sentences_over(reading, Span(start, start + len(passage["words"])))
            yield name, one["writer"], reading, spans, passage["lines"]


def written(data: Path) -> Iterator[Placed]:
    """The lines of which only the article is known."""
    gold = Written(data)
    known = dict(examples()[0])
    known |= {one.document.id: one for one in gold.readings(ReadSettings(), ["develop", "test"])}
    for one in _for_teaching(gold.records, "article"):
        name = one["article"] if one["origin"] == "examples" else f"{one['origin']} {one['article']}"
        spans = _of(known[name], one["text"]) if name in known else []
        if spans:
            lines = [("ok", one["text"]), *((made["kind"], made["text"]) for made in one["variants"])]
            yield (
                one["article"],
                one.get("writer", "second writer"),
                known[name],
                spans,
                [pair for pair in lines if pair[0] in KIND_OF],
            )


def _for_teaching(records: Iterable[Mapping[str, Any]], name: str) -> Iterator[Mapping[str, Any]]:
    """The records of articles that no half for testing has lines of."""
    tested = kept_for_testing()
    return (one for one in records if one["half"] == "develop" and plain_name(one[name]) not in tested)


def _sentences_over(reading: Reading, span: Span) -> list[Span]:
    return [one for one in reading.sentences if one.start < span.end and span.start < one.end]


@cache
def kept_for_testing() -> frozenset[str]:
    """The plain names of articles that a half for testing, or for choosing, has lines of."""
    placed_lines = json.loads((FOLDER / "lines.json").read_text())
    found = {plain_name(one["record"]) for one in placed_lines if one["half"] != "develop"}
    found |= {plain_name(one["article"]) for one in Written(Path()).records if one["half"] == "test"}
    found |= {plain_name(name) for name, half in halves_of(examples()[0]).items() if half == "test"}
    return frozenset(found)


def plain_name(name: str) -> str:
    return name.rsplit("/")[-1].removesuffix(".txt").removesuffix(".tml")


def ruled() -> Iterator[Placed]:
    """Paraphrases of the examples, and what `bench/corrupt.py` makes of them."""
    articles = examples()[0]
    tested = kept_for_testing()
    for row in json.loads(PARAPHRASES.read_text(encoding="utf-8")):
        reading = articles[row["article"]]
        text = reading.document.text
        there = place_of(row["source"], text)
        if there and plain_name(row["article"]) not in tested:
            spans = _sentences_over(reading, there)
            parts = Parts(row["text"], {part: [(a, b) for a, b in at] for part, at in row["spans"].items()}, text)
            lines = [("ok", row["text"]), *((one.kind, one.text) for one in cases(parts) if one.kind in KIND_OF)]
            yield row["article"], "first writer", reading, spans, lines


def _of(reading: Reading, line: str) -> list[Span]:
    """The sentence that a line is of, by its vector, with one beside it where both together are nearer."""
    text = reading.document.text
    sentences = [one for one in reading.sentences if one.end - one.start > 25]
    near = [alike(text[one.start : one.end], line) for one in sentences]
    best = max(range(len(sentences)), key=near.__getitem__)
    chosen, most = [sentences[best]], near[best]
    for beside in (best - 1, best + 1):
        both = sorted([sentences[best], sentences[beside]]) if 0 <= beside < len(sentences) else []
        if both and both[1].start - both[0].end < 4 and alike(text[both[0].start : both[1].end], line) > most + GAIN:
            chosen, most = both, alike(text[both[0].start : both[1].end], line)
    return chosen if most >= LEAST_ALIKE else []


def _apart(one: Span, spans: Sequence[Span]) -> bool:
    return abs(one.start - spans[0].start) > APART and not any(one.start < s.end and s.start < one.end for s in spans)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("out", type=Path)
    given = parser.parse_args()
    with given.out.open("w", encoding="utf-8") as file:
        file.writelines(json.dumps(one, ensure_ascii=False) + "\n" for one in pairs(given.data))


if __name__ == "__main__":
    main()
