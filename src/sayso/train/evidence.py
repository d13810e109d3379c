"""``python -m sayso.train.evidence CORPUS``: what annotators mark, as weights for the grammar tier.

In: PolNeAR's folder with train/. Out: the rows of ``evidence.tsv`` on standard output: words that were cues, particles
that belonged to them, and for each circumstance of an attribution the weight that it adds to the log-odds that
annotators marked it (logistic regression with an L2 penalty, over attributions as the rules read or propose them, right
where they match an annotated one by att.5). Same bytes for the same corpus.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

import click
import numpy as np
from msgspec import Struct
from msgspec.structs import replace

from sayso.errors import SaysoError
from sayso.model import Block, Document
from sayso.read.agents.directory import Directory
from sayso.read.blocks import blocks
from sayso.read.statements.assembly import assemble
from sayso.read.statements.attribution import Attribution
from sayso.read.statements.grammar import Article as Page
from sayso.read.statements.grammar import Evidence, drafts
from sayso.read.statements.grammar import lexicon as lex
from sayso.read.statements.grammar.circumstances import named
from sayso.train.corpus import Article, articles
from sayso.train.scoring import att5_score, judged, matched

RATE, LEAST = 0.1, 3  # a word is a cue if it was one in a tenth of its places, and three times
PARTICLE_RATE, LEAST_PARTICLE = 0.5, 2
SEEN = 3  # a circumstance seen less often has no weight
PENALTY = 3.0  # of L2; 1 to 6 differ by 0.2 att.5 on every sixth article of train
STEPS = 200
# Of log-odds. F1 gains from whatever is right more often than half of F1 itself (Lipton et al. 2014).
LEAST_READ, LEAST_PROPOSED = -0.85, -0.6
NEVER = float("-inf")
FUNCTION_WORDS = lex.AUXILIARIES | lex.PREPOSITIONS | lex.DETERMINERS | lex.PERSONAL | {"to", "not", "and", "that"}


class Row(Struct, frozen=True):
    """The circumstances of one attribution, and whether annotators marked it."""

    circumstances: tuple[str, ...]
    right: bool


def learnt(corpus: Sequence[Article]) -> Evidence:
    """The evidence of some annotated articles."""
    pages = [_page(article) for article in corpus]
    words, particles = _words(corpus, pages)
    blank = Evidence({}, {}, words, particles, NEVER, NEVER)
    read = fitted([row for a, page in zip(corpus, pages, strict=True) for row in _rows(a, page, blank, "verb")])
    gated = replace(blank, read=read, least_read=LEAST_READ)
    proposed = [row for a, page in zip(corpus, pages, strict=True) for row in _rows(a, page, gated, "evidence")]
    return replace(gated, proposed=fitted(proposed), least_proposed=LEAST_PROPOSED)


def _page(article: Article) -> Page:
    directory = Directory((), ())
    found: Sequence[Block] = blocks(Document(id="", text=article.text, language="en"), directory)
    return Page(article.text, found, lambda _: False)


def _words(corpus: Sequence[Article], pages: Sequence[Page]) -> tuple[frozenset[str], frozenset[tuple[str, str]]]:
    """Words that were cues often enough, and the particles within their cues."""
    seen: Counter[str] = Counter()
    cues: Counter[str] = Counter()
    pairs: Counter[tuple[str, str]] = Counter()
    within: Counter[tuple[str, str]] = Counter()
    for article, page in zip(corpus, pages, strict=True):
        low, quote = page.tokens.low, page.tokens.quote
        marked = _marked(article, page)
        for i, word in enumerate(low[:-1]):
            if quote[i] != -1 or not word.isalpha() or word in FUNCTION_WORDS or lex.is_adverb(word):
                continue
            seen[word] += 1
            if i in marked:
                cues[word] += 1
                pairs[word, low[i + 1]] += 1
                within[word, low[i + 1]] += i + 1 in marked
    words = {w for w, n in cues.items() if n >= LEAST and n >= RATE * seen[w]} | set(lex.forms())
    small = lex.PREPOSITIONS | {"to", "out", "up"}
    particles = {
        p for p, n in within.items() if n >= LEAST_PARTICLE and n >= PARTICLE_RATE * pairs[p] and p[1] in small
    }
    return frozenset(words), frozenset(p for p in particles if p[0] in words)


def _marked(article: Article, page: Page) -> set[int]:
    """The tokens of all cues."""
    spans = [span for gold in article.gold if gold.content for span in gold.cue]
    return {i for span in spans for i in range(*page.tokens.range(span.start, span.end))}


def _rows(article: Article, page: Page, evidence: Evidence, frame: str) -> list[Row]:
    """What one frame of the grammar finds in an article, each right or wrong."""
    bodies = assemble(article.text, drafts(page, evidence), page.quoted)
    found = [Attribution(b.draft.source, b.draft.cue, b.content, 1.0) for b in bodies]
    sides = judged(article, found)
    if len(sides.found) != len(bodies):  # a part of the article was not annotated
        return []
    right = {i for i, _ in matched(sides.found, sides.gold, att5_score)}
    own = [(i, b) for i, b in enumerate(bodies) if b.draft.frame == frame and b.parent is None]
    return [Row(named(b.draft.circumstances), i in right) for i, b in own if b.draft.circumstances is not None]


def fitted(rows: Sequence[Row]) -> dict[str, float]:
    """Weights by circumstance, ``bias`` among them."""
    count = Counter(one for row in rows for one in row.circumstances)
    names = sorted(one for one, n in count.items() if n >= SEEN)
    number = {name: i for i, name in enumerate(names)}
    held = [[number[one] for one in row.circumstances if one in number] for row in rows]
    column = np.array([i for one in held for i in one], dtype=np.int64)
    line = np.repeat(np.arange(len(rows)), [len(one) for one in held])
    right = np.array([float(row.right) for row in rows])
    weights, bias = _regression(column, line, right, len(names))
    return {"bias": bias} | dict(zip(names, weights.tolist(), strict=True))


def _regression(column: np.ndarray, line: np.ndarray, right: np.ndarray, width: int) -> tuple[np.ndarray, float]:
    """Logistic regression by Newton's steps along each axis, damped because circumstances overlap."""
    weights, motion, bias = np.zeros(width), np.zeros(width), 0.0
    for _ in range(STEPS):
        chance = 1 / (1 + np.exp(-bias - np.bincount(line, weights[column], len(right))))
        slope = np.bincount(column, (chance - right)[line], width) + PENALTY * weights
        spread = chance * (1 - chance)
        motion = 0.7 * motion + 0.3 * slope
        weights = weights - 0.7 * motion / (6 * np.bincount(column, spread[line], width) + PENALTY)
        bias -= 0.5 * float((chance - right).sum() / (spread.sum() + 1))
    return weights, bias


def written(evidence: Evidence) -> Iterable[str]:
    """The rows of the table."""
    yield "# What annotators mark; see evidence.py. Made by python -m sayso.train.evidence from PolNeAR 1.0, train."
    yield f"least\tread\t{evidence.least_read}"
    yield f"least\tproposed\t{evidence.least_proposed}"
    yield from (f"word\t{word}\t" for word in sorted(evidence.words))
    yield from (f"particle\t{word} {particle}\t" for word, particle in sorted(evidence.particles))
    for kind, table in (("read", evidence.read), ("proposed", evidence.proposed)):
        yield from (f"{kind}\t{name}\t{w:.2f}" for name, w in sorted(table.items()) if abs(w) >= 0.005)


@click.command()
@click.argument("corpus", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--leave-out", type=int, help="Leave every sixth article out, beginning with this one, to test on.")
def main(corpus: Path, leave_out: int | None) -> None:
    """Print the evidence of CORPUS (a folder with PolNeAR's train/)."""
    try:
        found = articles(corpus, "train")
    except SaysoError as error:
        sys.exit(str(error))
    kept = [a for i, a in enumerate(found) if a.gold and (leave_out is None or i % 6 != leave_out)]
    print("\n".join(written(learnt(kept))))


if __name__ == "__main__":
    main()
