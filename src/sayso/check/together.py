"""Two sentences of a paragraph read together, where one of them is doubted.

In: the lines of a text with what speaks against each. Out: the same, less what the judge clears. "It came after a week
of bickering" follows from its passage only with the sentence before it, and a reader takes both from one place.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from itertools import pairwise

from msgspec.structs import replace

from sayso.check.farther import farther
from sayso.check.judge import fits
from sayso.check.known import Known
from sayso.check.page import Page
from sayso.check.prepared import TextLine
from sayso.check.readwhole import SURELY_CLEARED, Checked, answerable, read_alone, read_beside
from sayso.check.reworded import is_read
from sayso.check.sources import Candidate
from sayso.check.verbatim import Words, exact_words

# Of 102 faithful lines of several sentences 91 surely follow as a whole, of 102 whose last sentence is of another
# passage of the article 46; with this asked of each sentence alone 90 and 6.
LEAST_ALONE = 0.05


def read_together(
    own: Page, checked: Sequence[Checked], sought: Callable[[TextLine, Words], Sequence[Candidate]], known: Known
) -> list[Checked]:
    """The lines once those doubted have been read with the one before and the one behind.

    ``sought`` gives the passages that a line may be of by its words.
    """
    cleared: set[int] = set()
    for place, (one, other) in enumerate(pairwise(checked)):
        doubted = {at for at in (place, place + 1) if any(map(answerable, checked[at].drafts))} - cleared
        if doubted and _belong_together(own, one.line, other.line):
            sure = _sure(own, one, other, sought, known)
            cleared |= {at for at in doubted if any(_may_be_of(own, checked[at].line, each, known) for each in sure)}
    return [_cleared(one) if place in cleared else one for place, one in enumerate(checked)]


def _cleared(one: Checked) -> Checked:
    return one._replace(drafts=[draft for draft in one.drafts if not answerable(draft)])


def _belong_together(own: Page, one: TextLine, other: TextLine) -> bool:
    """Whether nothing but space, and no paragraph's end, stands between two lines that do not cite different things."""
    between = own.text[one.end : other.start]
    cited = [{key.document for key in line.keys if key.document} for line in (one, other)]
    return not between.strip() and "\n\n" not in between and (cited[0] == cited[1] or not all(cited))


def _sure(
    own: Page, one: Checked, other: Checked, sought: Callable[[TextLine, Words], Sequence[Candidate]], known: Known
) -> list[Candidate]:
    """The passages, those that either is of or that their words bring, from which both together surely follow."""
    both = replace(one.line, end=other.line.end, keys=tuple(dict.fromkeys((*one.line.keys, *other.line.keys))))
    text = own.text[both.start : both.end]
    words = exact_words(own.text, both.start, both.end)
    if not (fits(text) and is_read(words)):
        return []
    found = sought(both, words)
    more = partial(farther, text, words, both, found, known)
    read = read_beside(text, [*one.near, *other.near], found, more, known)
    return [each.candidate for each in read if each.verdict.follows >= SURELY_CLEARED]


def _may_be_of(own: Page, line: TextLine, passage: Candidate, known: Known) -> bool:
    """Whether a line alone may follow from a passage: what is right in a sentence hides what the next makes up. It may
    lack who says it, as "So the autopsy showed." is a sentence of its own."""
    alone = read_alone(own.text[line.start : line.end], passage, known).verdict
    return alone.follows >= LEAST_ALONE or (alone.kind == "chain" and alone.elsewhere < LEAST_ALONE)
