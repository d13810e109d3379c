"""Check: what it finds in corrupted lines, what it wrongly finds in true ones, and its speed.

    python bench/check.py [--documents 10000] [--out check.json]

Quality: sentences of the example articles, each corrupted in one way, against the desk of all of them; and the same
sentences untouched. Even sentences are for developing, odd ones for testing. Speed: a desk of synthetic documents,
lines a second of one core with the index built; the lines are true, altered and invented in equal parts.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import random
import re
import subprocess
import time
from collections import Counter
from collections.abc import Callable, Iterator
from itertools import accumulate
from pathlib import Path
from typing import Any

from sayso import __version__
from sayso.check import CheckSettings, Known, check
from sayso.desk import read_settings
from sayso.ingest import ingest
from sayso.link import link
from sayso.model import Block, Document, Link, Linked, Reading, Span, Statement
from sayso.read import ReadSettings, read

EXAMPLES = Path(__file__).parent.parent / "examples"
OTHER_WORDS = {"noun": "harbour", "verb": "measured"}
OTHER_SPEAKERS = ("Arkady Polozkov", "Bohdan Zalizniuk", "Ostap Verbynskyi", "Gleb Ryabokonov", "Ilinca Dobrotescu")
OTHER_PLACES = ("Kupiansk", "Odesa", "Kherson", "Lviv", "Dnipro")
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
NOT = re.compile(r"\b(?:(did|does|do|had|has|have|is|are|was|were|would|will|could) not) (?=\w)")
HEDGE = re.compile(r"\b(?:likely|probably|reportedly|perhaps|almost certainly) ")
COPULA = re.compile(r"\b(is|are|was|were|will|would|had|has|have) (?=[a-z]{3,})")
TEXT = 20  # lines of one text

Corrupted = tuple[str, frozenset[str]]
Corrupt = Callable[[Reading, Span, random.Random], Corrupted | None]


def quote_word(reading: Reading, span: Span, chance: random.Random) -> Corrupted | None:
    text = reading.document.text[span.start : span.end]
    match = re.search(r"[\"“]([^\"”]{25,}?)[,.]?[\"”]", text)
    words = list(re.finditer(r"[a-z]{4,}", match.group(1))) if match else []
    if match is None or not words:
        return None
    word = chance.choice(words)
    start, end = match.start(1) + word.start(), match.start(1) + word.end()
    return text[:start] + OTHER_WORDS["noun"] + text[end:], frozenset({"Q001", "Q002", "Q004"})


def speaker(reading: Reading, span: Span, chance: random.Random) -> Corrupted | None:
    for one in reading.statements:
        source = one.source
        named = len(one.chain) > 1 and one.chain[-1].kind == "person" and one.type != "control"
        if named and source and span.start <= source.start and source.end <= span.end:
            others = [name for name in OTHER_SPEAKERS if name.split()[1] not in reading.document.text]
            words = reading.document.text[source.start : source.end]
            if others and re.search(r"[A-Z]", words):
                new = chance.choice(others)
                line = reading.document.text[span.start : source.start] + new
                return line + reading.document.text[source.end : span.end], frozenset({"Q003", "S003", "F004"})
    return None


def figure(reading: Reading, span: Span, chance: random.Random) -> Corrupted | None:
    inside = [f for f in reading.figures if span.start <= f.start and f.end <= span.end]
    for one in inside:
        words = reading.document.text[one.start : one.end]
        digits = re.search(r"\d+(?:[.,]\d+)*", words)
        if digits:
            new = str(int(digits.group().split(".")[0].replace(",", "")) * 3 + 4)
            changed = words[: digits.start()] + new + words[digits.end() :]
            return _spliced(reading, span, one.start, one.end, changed), frozenset({"F001", "Q001"})
    return None


def day(reading: Reading, span: Span, chance: random.Random) -> Corrupted | None:
    text = reading.document.text[span.start : span.end]
    match = re.search(rf"\b(?:{'|'.join(DAYS)})\b", text)
    if match:
        new = DAYS[(DAYS.index(match.group()) + 3) % 7]
        return text[: match.start()] + new + text[match.end() :], frozenset({"F002", "Q001"})
    match = re.search(r"\b(\d{1,2}) (March|April|February|June)\b", text)
    if match:
        return text[: match.start(1)] + str(int(match.group(1)) * 3 % 27 + 2) + text[match.end(1) :], frozenset(
            {"F002", "Q001"}
        )
    return None


def place(reading: Reading, span: Span, chance: random.Random) -> Corrupted | None:
    inside = [
        p
        for p in reading.places
        if p.use == "literal" and p.kind == "settlement" and span.start <= p.start and p.end <= span.end
    ]
    if not inside:
        return None
    one = chance.choice(inside)
    new = chance.choice([name for name in OTHER_PLACES if name not in reading.document.text])
    return _spliced(reading, span, one.start, one.end, new), frozenset({"F003", "F004", "Q001"})


def hedge(reading: Reading, span: Span, chance: random.Random) -> Corrupted | None:
    text = reading.document.text[span.start : span.end]
    changed = HEDGE.sub("", text, count=1)
    if changed == text:
        changed = re.sub(r"\bmay (\w+)", r"will \1", text, count=1)
    return None if changed == text else (changed, frozenset({"S006", "S008", "Q001", "Q004"}))


def denial(reading: Reading, span: Span, chance: random.Random) -> Corrupted | None:
    text = reading.document.text[span.start : span.end]
    changed = NOT.sub(lambda match: f"{match.group(1)} ", text, count=1)
    if changed == text:
        changed = COPULA.sub(lambda match: f"{match.group(1)} not ", text, count=1)
    return None if changed == text else (changed, frozenset({"S008", "Q001"}))


def chain(reading: Reading, span: Span, chance: random.Random) -> Corrupted | None:
    """The inner statement of two, said as if its speaker had said so to us."""
    by_id = {one.id: one for one in reading.statements}
    for one in reading.statements:
        outer = by_id.get(one.parent or "")
        if outer is None or not one.chain[-1].name.istitle() or len(one.chain) < 3 or one.type == "control":
            continue
        content = one.content[0]
        if span.start <= content.start and content.end <= span.end and outer.chain[-1].kind != "unnamed":
            words = reading.document.text[content.start : content.end].removeprefix("that ")
            return f"{one.chain[-1].name} said that {words}.", frozenset({"S004"})
    return None


def quote_marks(reading: Reading, span: Span, chance: random.Random) -> Corrupted | None:
    for one in reading.statements:
        content = one.content[0]
        words = reading.document.text[content.start : content.end].removeprefix("that ")
        named = len(one.chain) > 1 and one.chain[-1].kind == "person"
        whole = one.kind == "indirect" and len(words.split()) >= 5 and '"' not in words
        if named and whole and span.start <= content.start and content.end <= span.end and one.type != "control":
            return f"“{words[0].upper()}{words[1:]},” {one.chain[-1].name} said.", frozenset({"Q004"})
    return None


def _spliced(reading: Reading, span: Span, start: int, end: int, new: str) -> str:
    text = reading.document.text
    return text[span.start : start] + new + text[end : span.end]


KINDS: dict[str, Corrupt] = {
    "quote": quote_word, "speaker": speaker, "figure": figure, "date": day, "place": place, "hedge": hedge,
    "denial": denial, "chain": chain, "quote marks": quote_marks,
}  # fmt: skip


def quality(show: bool) -> dict[str, Any]:
    readings, settings = examples()
    known = Known.of(readings, link(readings))
    sought: Counter[str] = Counter()
    found: Counter[str] = Counter()
    lines = wrong = 0
    for reading in readings:
        for number, span in enumerate(reading.sentences):
            half = "test" if number % 2 else "develop"
            lines += 1
            wrong += bool(check(reading.document.text[span.start : span.end], known, settings))
            for kind, (text, codes) in corruptions(reading, span, number):
                got = {finding.code for finding in check(text, known, settings)}
                sought[f"{kind} {half}"] += 1
                found[f"{kind} {half}"] += bool(got & codes)
                if show and half == "develop" and not got & codes:
                    print(f"missed {kind}: {text!r} got {sorted(got)}")
    shares = {key: [found[key], sought[key], round(found[key] / sought[key], 3)] for key in sorted(sought)}
    return {"untouched": lines, "false_alarms": wrong, "found": shares}


def corruptions(reading: Reading, span: Span, number: int) -> Iterator[tuple[str, Corrupted]]:
    for kind, corrupt in KINDS.items():
        made = corrupt(reading, span, random.Random(f"{reading.document.id}{number}{kind}"))
        if made is not None:
            yield kind, made


def examples() -> tuple[list[Reading], CheckSettings]:
    own = read_settings(EXAMPLES / "desk.toml")
    settings = ReadSettings(outlets=own.outlets, agents=own.agents, countries=own.region)
    found = [one.document for one in ingest(str(EXAMPLES / "articles"))]
    return [read(document, settings) for document in found if document], CheckSettings(reader=settings)


def speed(documents: int, lines: int = 600) -> dict[str, Any]:
    chance = random.Random(7)
    words = Vocabulary(chance)
    readings = [synthetic(number, words, chance) for number in range(documents)]
    start = time.perf_counter()
    known = Known.of(readings, Linked())
    known.is_place("")
    built = time.perf_counter() - start
    sought = [_line(readings, words, chance, number) for number in range(lines)]
    texts = ["\n\n".join(sought[first : first + TEXT]) for first in range(0, lines, TEXT)]
    check(texts[0], known)
    start, cpu = time.perf_counter(), time.process_time()
    findings = [finding for text in texts for finding in check(text, known)]
    seconds, used = time.perf_counter() - start, time.process_time() - cpu
    return {
        "documents": documents, "passages": len(known.passages), "index_seconds": round(built, 1), "lines": lines,
        "findings": len(findings), "lines_per_second": round(lines / seconds, 1),
        "lines_per_cpu_second": round(lines / used, 1),
    }  # fmt: skip


def _line(readings: list[Reading], words: Vocabulary, chance: random.Random, number: int) -> str:
    reading = chance.choice(readings)
    span = chance.choice(reading.sentences)
    line = reading.document.text[span.start : span.end]
    if number % 3 == 0:
        return line
    if number % 3 == 1:
        return line.replace(chance.choice(re.findall(r"\w{5,}", line)), chance.choice(words.plain))
    return words.sentence(chance)[0]


class Vocabulary:
    """Made-up words, frequent and rare ones, in about the proportions of English (Zipf)."""

    def __init__(self, chance: random.Random) -> None:
        syllables = ["ka", "lo", "mi", "ren", "tos", "va", "shi", "dur", "el", "pon", "gra", "nesh", "ti", "bol", "yar"]
        made = {"".join(chance.choices(syllables, k=chance.randint(2, 4))) for _ in range(20_000)}
        self.plain = sorted(made)
        chance.shuffle(self.plain)
        self.weights = list(accumulate(1 / (rank + 8) for rank in range(len(self.plain))))
        self.names = [word.capitalize() for word in self.plain[4_000:9_000]]
        self.people = [f"{chance.choice(self.names)} {chance.choice(self.names)}" for _ in range(3_000)]

    def sentence(self, chance: random.Random) -> tuple[str, str, int]:
        """A sentence, its speaker, and where what is said begins."""
        speaker = chance.choice(self.people)
        body = chance.choices(self.plain, cum_weights=self.weights, k=chance.randint(8, 18))
        where = f"near {chance.choice(self.names)} on {chance.randint(1, 28)} March"
        said = f"{chance.randint(4, 9000)} {' '.join(body)} {where}"
        quoted = chance.random() < 0.3
        head = f"{speaker} said that " if not quoted else f"{speaker} said: “"
        return f"{head}{said}{'.”' if quoted else '.'}", speaker, len(head)


def synthetic(number: int, words: Vocabulary, chance: random.Random) -> Reading:
    """A document of twenty sentences with its reading, made together."""
    text, spans, blocks, statements = "", [], [], []
    for index in range(20):
        sentence, speaker, said = words.sentence(chance)
        start, end = len(text), len(text) + len(sentence)
        text += sentence + "\n\n"
        spans.append(Span(start, end))
        blocks.append(Block("paragraph", start, end))
        kind = "direct" if "“" in sentence else "indirect"
        chain = (Link("Outlet", "organisation"), Link(speaker, "person"))
        content = (Span(start + said, end - (2 if kind == "direct" else 1)),)
        source, cue = Span(start, start + len(speaker)), Span(start + len(speaker) + 1, start + len(speaker) + 5)
        statements.append(Statement(f"s{number}-{index}", kind, "communication", source, cue, content, None, chain))
    document = Document(f"{number:016x}", text, outlet="Outlet", published="2025-03-05")
    return Reading(document, "bench", tuple(blocks), tuple(spans), tuple(statements))


def machine() -> dict[str, Any]:
    commit = subprocess.run(["git", "rev-parse", "--short", "HEAD"], capture_output=True, text=True, check=False)
    return {
        "version": __version__, "commit": commit.stdout.strip(), "python": platform.python_version(),
        "machine": platform.machine(), "cores": os.cpu_count(), "date": time.strftime("%Y-%m-%d"),
    }  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--documents", type=int, default=10_000)
    parser.add_argument("--show", action="store_true", help="print what is missed in the developing half")
    parser.add_argument("--out", type=Path)
    given = parser.parse_args()
    result = {**machine(), "quality": quality(given.show), "speed": speed(given.documents)}
    print(json.dumps(result, indent=1))
    if given.out:
        given.out.write_text(json.dumps(result, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
