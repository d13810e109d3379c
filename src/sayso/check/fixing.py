"""What may be mended without a person.

Safe is only what cannot say anything new: a quotation gets back the words of the one passage that it can come from
(`restored`), and quotation marks come off words that the source has just so, but paraphrases (`unmarked`). Figures,
dates, places, names, speakers, hedges and denials are never mended: there the line may cite the wrong passage, or the
author may know better, and only a person can tell.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sayso.check.page import Page
from sayso.check.verbatim import Words
from sayso.model import Finding, Fix, Span

SURE = 80.0  # of 100, share of words in place from which a quotation surely comes from a passage
_MARKS = "\"“”„«»‘’'"


def fixed(text: str, findings: Iterable[Finding]) -> str:
    """The text with all safe fixes made. Of two that overlap the first is made; check again for the other."""
    parts: list[str] = []
    done = 0
    for fix in sorted((fix for finding in findings for fix in finding.fixes), key=lambda fix: (fix.start, fix.end)):
        if fix.start >= done:
            parts += [text[done : fix.start], fix.words]
            done = fix.end
    return "".join([*parts, text[done:]])


def restored(span: Span, words: Words, text: str, likely: Sequence[tuple[float, Page, Words]]) -> tuple[Fix, ...]:
    """The source's words in place of a quotation's, if all likely passages have the same and nothing is left out.

    Marks before the first word and behind the last stay as the text has them.
    """
    sure = [(page, there) for score, page, there in likely if score >= SURE]
    if not sure or words.gaps or any(there.gaps for _, there in sure) or len({there.plain for _, there in sure}) > 1:
        return ()
    page, there = sure[0]
    quoted = page.is_quoted([Span(there.starts[0], there.ends[-1])])
    new = " ".join(page.text[there.starts[0] : there.ends[-1]].split())
    if not quoted or not words.starts or any(mark in new for mark in '"“”„«»'):
        return ()
    first, capital = new[0], text[words.starts[0]].isupper()
    new = (first.upper() if capital else first) + new[1:]
    return (Fix(words.starts[0], words.ends[-1], new),)


def unmarked(span: Span, text: str) -> tuple[Fix, ...]:
    """The quotation marks around a span gone."""
    before, behind = span.start - 1, span.end
    if before < 0 or behind >= len(text) or text[before] not in _MARKS or text[behind] not in _MARKS:
        return ()
    return (Fix(before, span.start, ""), Fix(behind, behind + 1, ""))
