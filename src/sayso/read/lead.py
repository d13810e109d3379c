"""The lead: where an article begins.

In: a text and its blocks. Out: the numbers of its paragraphs, without a headline that no mark tells from them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from sayso.model import Block

SAID = re.compile(r"\bsaid\b")  # in a lead; a headline says "says"
HEADLINE = 90  # characters of a first paragraph that may be the headline
TITLED = 0.75  # of the long words of one in title case that have a capital


def paragraphs(text: str, blocks: Sequence[Block]) -> list[int]:
    """The paragraphs, without a first one that is a headline which the text does not mark: short, where none stands."""
    prose = [i for i, b in enumerate(blocks) if b.role in ("paragraph", "quote", "standfirst")]
    first = blocks[prose[0]] if prose else None
    short = first is not None and prose[0] == 0 and _short(text[first.start : first.end])
    headline = first is not None and short and SAID.search(text, first.start, first.end) is None
    return prose[headline:]


def _short(words: str) -> bool:
    """Whether a first paragraph has a headline's length, or every word in it a headline's capital."""
    long = [word for word in words.split() if len(word) > 3]
    titled = sum(word[:1].isupper() for word in long) >= TITLED * len(long)
    return len(words) < HEADLINE or (titled and len(words) < 2 * HEADLINE)


def first_paragraph(text: str, blocks: Sequence[Block]) -> int:
    """The number of the block that leads an article; -1 where it has no paragraph."""
    return next(iter(paragraphs(text, blocks)), -1)
