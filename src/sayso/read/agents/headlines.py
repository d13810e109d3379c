"""Lines in title case, where a run of capitals is no name: headlines, and those of other articles between paragraphs.

In: a text. Out: the lines of it whose long words nearly all are capitalised and that end as no sentence does; names in
them as far as the text names them elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from sayso.model import Span
from sayso.read.index import Index

LONG_WORD = re.compile(r"\b[^\W\d_]{4,}")
LEAST_LONG_WORDS = 5  # of four letters and more, before a line can be called one in title case
TITLE_CASE = 0.75  # of a line's long words that are capitalised where all a headline's words are


def title_case_lines(text: str) -> list[Span]:
    """The places of headlines in which every word is capitalised."""
    out: list[Span] = []
    start = 0
    for line in text.split("\n")[:-1]:
        if not line.rstrip("”\"'’ ").endswith((".", "!", "?")) and _is_titled(line):  # most lines end as sentences do
            out.append(Span(start, start + len(line)))
        start += len(line) + 1
    return out


def _is_titled(line: str) -> bool:
    long = LONG_WORD.findall(line)
    return len(long) >= LEAST_LONG_WORDS and sum(w[0].isupper() for w in long) >= TITLE_CASE * len(long)


def untitled(text: str, names: Sequence[Span]) -> list[Span]:
    """Runs of capitals, where those of a title-case line end with a name that the text has elsewhere: "Harbour Trust
    Opens New Centre" names the Harbour Trust."""
    lines = title_case_lines(text) if "\n" in text else []
    if not lines:
        return list(names)
    titles = Index(lines)
    titled = [titles.holding(name.start) is not None for name in names]
    elsewhere = {text[n.start : n.end] for n, within in zip(names, titled, strict=True) if not within}
    return [_shorter(text, n, elsewhere) if within else n for n, within in zip(names, titled, strict=True)]


def _shorter(text: str, name: Span, elsewhere: set[str]) -> Span:
    """The longest beginning of a run that stands elsewhere, or the run where none does."""
    ends = [m.end() for m in re.finditer(r"\S+", text[name.start : name.end])]
    known = (name.start + end for end in reversed(ends) if text[name.start : name.start + end] in elsewhere)
    return Span(name.start, next(known, name.end))
