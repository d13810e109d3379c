"""How many lines a second `sayso.check` holds against a desk of synthetic documents.

One core, the index built before the clock starts; the lines are true, altered and invented in equal parts. Run by
`bench/check.py`.
"""

from __future__ import annotations

import random
import re
import time
from itertools import accumulate
from typing import Any

from sayso.check import Known, check
from sayso.model import Block, Document, Link, Linked, Reading, Span, Statement

TEXT = 20  # lines of one text


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
