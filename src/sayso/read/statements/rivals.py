"""A quotation that the model gives to two cues: one of them says it.

In: an article and the model's attributions. Out: the same, each quotation with one of them: "“…,” she said, referring
to the mayor. “…”" is what she said, and nothing that she refers to.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from sayso.model import Span
from sayso.read.index import Index
from sayso.read.statements.attributing import ACCORDING, is_quotation
from sayso.read.statements.attribution import Attribution
from sayso.read.statements.grammar import Article
from sayso.read.statements.grammar import lexicon as lex


def shared_out(article: Article, tagged: Sequence[Attribution]) -> list[Attribution]:
    """The attributions, no quotation with two of them; without those that have nothing else to say."""
    owners = Index(_Part(s.start, s.end, i) for i, one in enumerate(tagged) for s in _quotations(article, one))
    out = []
    for number, one in enumerate(tagged):
        lost = [s for s in _quotations(article, one) if _is_rivals(article, tagged, number, s, owners)]
        content = tuple(span for span in one.content if span not in lost)
        if content:
            out.append(replace(one, content=content) if lost else one)
    return out


class _Part(Span, frozen=True):
    """A quotation within a content, and the number of the attribution that has it."""

    number: int


def _quotations(article: Article, one: Attribution) -> list[Span]:
    """The spans of a content that are quotations; whom somebody cites says them too."""
    cue = one.cue
    if cue is None or ACCORDING.match(article.text, cue.start):
        return []
    return [span for span in one.content if is_quotation(article, span)]


def _is_rivals(article: Article, tagged: Sequence[Attribution], number: int, said: Span, owners: Index[_Part]) -> bool:
    """Whether another attribution has the very same quotation and is the likelier to: it speaks, and stands nearer."""
    mine = _rank(article, tagged[number], said)
    rivals = (p.number for p in owners.begun_in(said.start, said.start + 1) if p.number != number and p.end == said.end)
    return any(_rank(article, tagged[rival], said) > mine for rival in rivals)


def _rank(article: Article, one: Attribution, said: Span) -> tuple[bool, int, int]:
    """Whether the cue speaks, how near it stands, and where: no two cues have the same."""
    assert one.cue is not None
    form = lex.forms().get(article.text[one.cue.start : one.cue.end].lower().split()[-1])
    speaks = form is not None and "Q" in form.cue.frames
    first = min(one.content[0].start, said.start), one.content[0].end
    return speaks, -max(one.cue.start - first[1], first[0] - one.cue.end), -one.cue.start
