"""Who is quoted by whom: "RIA quoted him as saying that …", "…, he was quoted by RIA as saying".

In: a sentence. Out: who quotes, the cue, who is quoted, and what he said, as token ranges.
"""

from __future__ import annotations

from msgspec import Struct

from sayso.read.statements.grammar import lexicon as lex
from sayso.read.statements.grammar import patterns
from sayso.read.statements.grammar.clauses import has_finite_verb
from sayso.read.statements.grammar.ends import trim
from sayso.read.statements.grammar.indexed import Range, Sentence
from sayso.read.statements.grammar.openings import opening, recipient, skip_adverbials
from sayso.read.statements.grammar.phrases import left, right
from sayso.read.statements.grammar.verbs import Group, negated

QUOTES = frozenset({"quoted", "cited", "quotes", "cites"})
BY = frozenset({"by", "in", "on"})
AUXILIARY = lex.BE | lex.HAVE
FAR_AS = 14  # tokens between "quoted" and its "as saying"


class Quoting(Struct, frozen=True):
    """``source`` is quoted, ``by`` whom where somebody is named; ``saying`` is the token of "saying". ``quoted`` is the
    cue of who quotes where his words are a statement around: "RIA quoted | him as saying that …"."""

    source: Range
    cue: Range
    by: Range | None
    content: Range
    saying: int
    quoted: Range | None = None


def quoted_as(s: Sentence) -> list[Quoting]:
    """Every "quoted … as saying" of a sentence."""
    out = []
    for i in s.marks:
        if s.low[i] not in QUOTES or not s.a < i < s.b - 2 or s.quoted[i]:
            continue
        group = next((g for k in range(i + 2, min(s.b, i + FAR_AS)) if (g := _saying(s, k)) is not None), None)
        if group is not None:
            passive = s.low[_first(s, i)] in AUXILIARY
            found = _passive(s, i, group) if passive else _active(s, i, group)
            out += [found] if found is not None else []
    return out


def _saying(s: Sentence, i: int) -> Group | None:
    """A participle that attributes: "as saying", "as recalling"."""
    form = lex.forms().get(s.low[i]) if s.low[i - 1] == "as" and not s.quoted[i] else None
    return Group(i, i, i + 1, form.cue, "gerund") if form is not None and "gerund" in form.kinds else None


def _first(s: Sentence, i: int) -> int:
    """Where the verb group of a participle begins: "has also been quoted"."""
    while i > s.a and not s.quoted[i - 1] and (s.low[i - 1] in AUXILIARY or s.is_adverb(i - 1)):
        i -= 1
    while s.is_adverb(i):
        i += 1
    return i


def _active(s: Sentence, i: int, saying: Group) -> Quoting | None:
    """Of "RIA quoted him as saying"."""
    source = left(s, _first(s, i), s.a) if s.low[i + 1] not in BY else None
    content = _content(s, source[0], saying, saying.end) if source is not None else None
    if source is None or content is None:
        return None
    around = (i, i + 1) if content[0] > i else None
    return Quoting((i + 1, saying.begin - 1), (saying.begin, saying.end), source, content, saying.head, around)


def _passive(s: Sentence, i: int, saying: Group) -> Quoting | None:
    """Of "he was quoted by RIA as saying", "he was quoted as saying by RIA", "he was quoted as saying"."""
    first, end = _first(s, i), saying.end
    cited, source = left(s, first, s.a) if not negated(s, first, i) else None, None
    if s.low[i + 1] in BY and i + 2 < saying.begin - 1:
        source = right(s, i + 2, saying.begin - 1)
    elif saying.begin == i + 2 and s.low[end] == "by":
        source = right(s, end + 1, s.b)
        end = source[1] if source is not None else end
    content = _content(s, cited[0], saying, end) if cited is not None else None
    if cited is None or content is None:
        return None
    if source is None:
        return Quoting(cited, (first, saying.end), None, content, saying.head)
    return Quoting(cited, (saying.begin, saying.end), source, content, saying.head)


def _content(s: Sentence, begin: int, saying: Group, end: int) -> Range | None:
    """What is said: behind "as saying", or before who is named at ``begin``, set off by a comma or marks."""
    before = s.word[begin - 1] == "," or s.quoted[begin - 1]
    if before and s.quoted[s.a]:
        return patterns.around(s, begin, end)
    behind = _behind(s, saying, end)
    if behind is not None or not before:
        return behind
    told = patterns.around(s, begin, begin)
    return told if told is not None and has_finite_verb(s, *told) else None


def _behind(s: Sentence, saying: Group, end: int) -> Range | None:
    at = recipient(s, end, saying.cue.prepositions)[0] if "R" in saying.cue.frames else end
    opened = opening(s, saying, at, s.b)
    if opened is None:
        beyond = skip_adverbials(s, at, s.b, saying.cue.frames)
        opened = opening(s, saying, beyond, s.b) if beyond is not None else None
    until = trim(s, opened[0], s.b) if opened is not None else 0
    return (opened[0], until) if opened is not None and until - opened[0] > 1 else None
