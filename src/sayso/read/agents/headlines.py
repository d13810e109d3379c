"""Lines in title case, where a run of capitals is no name: headlines, and those of other articles between paragraphs.

In: a text. Out: the lines of it whose long words nearly all are capitalised and that end as no sentence does.
"""

from __future__ import annotations

import re

from sayso.model import Span

LONG_WORD = re.compile(r"\b[^\W\d_]{4,}")
LEAST_LONG_WORDS = 5  # of four letters and more, before a line can be called one in title case
TITLE_CASE = 0.75  # of a line's long words that are capitalised where all a headline's words are


def title_case_lines(text: str) -> list[Span]:
    """The places of headlines in which every word is capitalised."""
    out: list[Span] = []
    start = 0
    for line in text.split("\n")[:-1]:
        long = LONG_WORD.findall(line)
        titled = sum(w[0].isupper() for w in long) >= TITLE_CASE * len(long)
        if len(long) >= LEAST_LONG_WORDS and titled and not line.rstrip("”\"'’ ").endswith((".", "!", "?")):
            out.append(Span(start, start + len(line)))
        start += len(line) + 1
    return out
