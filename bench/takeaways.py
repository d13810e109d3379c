"""Is what the brief picks what an analyst would? Against the Key Takeaways that daily assessments state themselves.

    python bench/takeaways.py DATA [--part develop|test] [--every N] [--json OUT] [--show DATE]

DATA holds `isw/assessments.jsonl`. From each assessment that has Key Takeaways these and all before them (title,
opening, summary) are taken out; what is left is read, and each system picks as many lines as there are takeaways. The
takeaways are the reference: ROUGE-1, -2 and -L (Lin 2004; rouge-score, stemmed, F1 and recall), and *covered*: the
share of takeaways of which half of the content words stand in one line, a machine's stand-in for a person's judgement.
The others are the lead, TextRank (sumy) and a centroid of TF-IDF vectors (Radev et al. 2004) on the same sentences.
Weights were tuned on the assessments of odd place, *develop*; those of even place are kept for testing.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import mean
from typing import Any

import numpy as np
from msgspec import Struct
from rouge_score import rouge_scorer
from runs import stamped
from sumy.nlp.stemmers import Stemmer
from sumy.parsers.plaintext import PlaintextParser
from sumy.summarizers.text_rank import TextRankSummarizer

from sayso.assess import AssessSettings, assess
from sayso.assess.words import content_words
from sayso.link import link
from sayso.model import Document, Reading
from sayso.read import read
from sayso.read.sentences import sentences

MEASURES = ("rouge1", "rouge2", "rougeL")
JOINT = re.compile(r",(?=[^ \d])|, (?=This map)")  # what joins paragraphs: a comma without its space
HEADING = re.compile(r"(?:The )?Key Takeaways?[\w ]*:?$", re.I)
ENDED = re.compile(r"We do not report|Russian forces (?:are|were) engaged in|Immediate items|ISW|\W*$")
COVERED = 0.5  # share of a takeaway's content words that stand in one line
LEAST, MOST = 3, 14  # takeaways in a list that was split rightly


class Case(Struct, frozen=True):
    """One assessment without its opening, and the takeaways that it states."""

    date: str
    text: str
    takeaways: tuple[str, ...]


Picker = Callable[[Case, Sequence[str], Reading, int], list[str]]


def cases(path: Path) -> list[Case]:
    """The assessments that state their takeaways, in order of date."""
    found = (_case(json.loads(row)) for row in path.read_text("utf-8").splitlines())
    return sorted((case for case in found if case is not None), key=lambda case: case.date)


def _case(record: dict[str, str]) -> Case | None:
    paragraphs = [" ".join(p.split()) for p in JOINT.split(record["text"])]
    at = next((i for i, p in enumerate(paragraphs) if HEADING.match(p)), None)
    if at is None:
        return None
    end = next((i for i in range(at + 1, len(paragraphs)) if ENDED.match(paragraphs[i])), len(paragraphs))
    takeaways = tuple(p.rstrip(";. ").removesuffix("; and") for p in paragraphs[at + 1 : end])
    body = "\n\n".join(p for p in paragraphs[end:] if p)
    return Case(record["date"], body, takeaways) if LEAST <= len(takeaways) <= MOST and body else None


def lead(case: Case, said: Sequence[str], reading: Reading, most: int) -> list[str]:
    """The first sentences."""
    return list(said[:most])


class _Cutter:
    """Our sentences and words for sumy, whose own come with a download."""

    def to_sentences(self, paragraph: str) -> tuple[str, ...]:
        return tuple(paragraph[s.start : s.end] for s in sentences(paragraph, 0, len(paragraph)))

    def to_words(self, sentence: str) -> tuple[str, ...]:
        return tuple(re.findall(r"\w+", sentence.lower()))


def textrank(case: Case, said: Sequence[str], reading: Reading, most: int) -> list[str]:
    """Mihalcea and Tarau 2004, as sumy has it."""
    document = PlaintextParser("\n\n".join(said), _Cutter()).document
    return [str(sentence) for sentence in TextRankSummarizer(Stemmer("english"))(document, most)]


def centroid(case: Case, said: Sequence[str], reading: Reading, most: int) -> list[str]:
    """The sentences nearest to the mean of all TF-IDF vectors, none like one chosen before."""
    words = [content_words(sentence) for sentence in said]
    places = {word: i for i, word in enumerate(sorted({w for one in words for w in one}))}
    counts = np.zeros((len(said), len(places)))
    for row, one in enumerate(words):
        for word in one:
            counts[row, places[word]] += 1
    weighed = counts * np.log(len(said) / np.maximum(1, (counts > 0).sum(axis=0)))
    unit = weighed / np.maximum(1e-9, np.linalg.norm(weighed, axis=1, keepdims=True))
    near = unit @ unit.mean(axis=0)
    chosen: list[int] = []
    for place in np.argsort(-near, kind="stable"):
        if len(chosen) < most and all(unit[place] @ unit[other] < 0.6 for other in chosen):
            chosen.append(int(place))
    return [said[place] for place in sorted(chosen)]


def brief(case: Case, said: Sequence[str], reading: Reading, most: int) -> list[str]:
    """The takeaways of our assessment of the day, without the words that name who said it: the others have none."""
    made = assess([reading], link([reading]), AssessSettings(takeaways=most))
    lines = next((section.lines for section in made.sections if section.key == "takeaways"), ())
    return [line.text[line.attribution :] for line in lines]


SYSTEMS: dict[str, Picker] = {"lead": lead, "TextRank": textrank, "centroid": centroid, "brief": brief}


def measured(case: Case, scorer: rouge_scorer.RougeScorer, show: bool) -> dict[str, dict[str, float]]:
    """Each system's figures on one assessment."""
    reading = read(Document(id=case.date, text=case.text, outlet="Institute for the Study of War", published=case.date))
    said = [case.text[s.start : s.end] for s in sentences_of(case.text)]
    reference = "\n".join(case.takeaways)
    out = {}
    for name, pick in SYSTEMS.items():
        lines = pick(case, said, reading, len(case.takeaways))
        scores = scorer.score(reference, "\n".join(lines))
        out[name] = {f"{m} F1": scores[m].fmeasure for m in MEASURES} | {
            f"{m} recall": scores[m].recall for m in MEASURES
        }
        out[name]["covered"] = mean(_covered(takeaway, lines) for takeaway in case.takeaways)
        out[name]["words"] = sum(len(line.split()) for line in lines)
        if show:
            print(f"\n{name}: {out[name]['rouge1 F1']:.2f}", *lines, sep="\n  - ")
    if show:
        print("\nreference:", *case.takeaways, sep="\n  - ")
    return out


def sentences_of(text: str) -> list[Any]:
    """The sentences of all paragraphs."""
    return [s for m in re.finditer(r"[^\n]+", text) for s in sentences(text, m.start(), m.end())]


def _covered(takeaway: str, lines: Sequence[str]) -> bool:
    wanted = set(content_words(takeaway))
    return any(len(wanted & set(content_words(line))) >= COVERED * len(wanted) for line in lines)


def main() -> None:
    """Print the table and write JSON."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("--part", choices=["develop", "test"])
    parser.add_argument("--every", type=int, default=1)
    parser.add_argument("--show")
    parser.add_argument("--json", type=Path)
    options = parser.parse_args()
    source = options.data / "isw" / "assessments.jsonl"
    if not source.is_file():
        sys.exit(f"{source} is missing: give the folder of public data")
    every = cases(source)
    scorer = rouge_scorer.RougeScorer(list(MEASURES), use_stemmer=True)
    report: dict[str, Any] = {"assessments": len(every)}
    for part, first in (("develop", 1), ("test", 0)):
        if options.part not in (None, part):
            continue
        chosen = [c for c in every[first::2][:: options.every] if not options.show or c.date.startswith(options.show)]
        rows = [measured(case, scorer, bool(options.show)) for case in chosen]
        report[part] = (
            {n: {k: round(mean(r[n][k] for r in rows), 4) for k in rows[0][n]} for n in SYSTEMS} if rows else {}
        )
        print(f"{part}: {len(rows)} assessments")
        for name, figures in report[part].items():
            print(f"  {name:9}", *(f"{key} {value:.3f}" for key, value in figures.items() if key != "words"), sep="  ")
    if options.json:
        options.json.write_text(json.dumps(stamped(report), indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()
