"""A document's sentences retold: in its own words where they name who says it, else with the names put before them.

In: a reading. Out: lines in text order, each a whole sentence with its citation. An editor who retells an account
does the same: a sentence that says whose it is stays as it stands; one that leans on the sentence before it stays only
beside that sentence; of what the outlet says in its own voice the first sentence names it and those behind it go on.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec import Struct

from sayso.assess.casing import lowered
from sayso.assess.fitness import deductions, is_no_name, leans
from sayso.assess.lines import cite
from sayso.assess.naming import citing
from sayso.assess.wording import Worded, without_emphasis, word_statement
from sayso.model import Assertion, Line, Link, Reading, Span, Statement

_TOO_POOR = 0.5  # what a sentence without a verb costs
_LEAST_WORDS = 5
_ENDED = re.compile(r"[.!?…][\"”’»)\]*]*$")
_LABEL = re.compile(r"^(?:Quote|Source|Details|Background|Headline)(?: from [^:]{1,60})?:\s*", re.IGNORECASE)
_BULLET = re.compile(r"^\s*(?:[•●▪‣–—-]|\d{1,2}[.)])\s+")
_NOTICE = re.compile(  # what a page says of itself
    r"\b(?:click|subscribe|sign up|newsletter|interactive map|static maps?|time-lapse|map archive|updated? (?:daily"
    r"|weekly|monthly)|is updated|will update|support us|become (?:a|our) patron)\b",
    re.IGNORECASE,
)
_HEADED = re.compile(r"(?:\w+ ){0,3}\w+—")  # "Main effort—Kyiv axis": a heading that a page ran into its text

Said = Statement | Assertion


class Sentence(Struct, frozen=True):
    """A sentence with what is said in it, and the number of the block that it stands in."""

    span: Span
    said: tuple[Said, ...]
    block: int


class Context(Struct, frozen=True):
    """What stands before a sentence in the new text.

    ``known`` are the agents that the Source line names, the publisher first; ``words`` all words so far; ``last`` the
    sentence before it, and whether that one was in the outlet's own voice.
    """

    known: tuple[str, ...]
    words: str = ""
    last: Sentence | None = None
    own_voice: bool = False


def sentences_of(reading: Reading, said: Sequence[Said]) -> tuple[Sentence, ...]:
    """The sentences in which something is said, in text order. What a reading has no sentence for is its own."""
    spans = sorted(reading.sentences) or sorted({_span(one) for one in said})
    found = []
    for span in spans:
        inside = tuple(one for one in said if span.start <= _start(one) < span.end)
        if inside:
            block = next((n for n, b in enumerate(reading.blocks) if b.start <= span.start < b.end), -1)
            found.append(Sentence(span, inside, block))
    return tuple(found)


def retold(name: str, reading: Reading, sentence: Sentence, context: Context) -> Line | None:
    """The line for a sentence, None where it cannot stand in the new text."""
    text = words_of(reading, sentence.span)
    beside = context.last is not None and _adjacent(reading, context.last, sentence)
    leaning = leans(text, speaker_named=False)
    if not _is_fit(text, sentence) or (leaning and not beside and not _can_recast(sentence)):
        return None
    missing = _missing(reading, sentence, context, text, beside)
    if isinstance(sentence.said[0], Assertion) and len(sentence.said) == 1:
        by = "" if context.own_voice else citing([_publisher(context)])
        return _line(name, reading, by, text, sentence.span)
    if (
        (leaning and not beside)
        or _is_short_name(reading, sentence, context, text)
        or (missing and _can_recast(sentence))
    ):
        return _recast(name, reading, sentence, context) if _can_recast(sentence) else None
    return _line(name, reading, citing(missing), text, sentence.span)


def is_own_voice(sentence: Sentence) -> bool:
    """Whether the sentence is the outlet's alone."""
    return all(isinstance(one, Assertion) for one in sentence.said)


def words_of(reading: Reading, span: Span) -> str:
    """The words of a span on one line, without bullet, label and Markdown's emphasis."""
    flat = re.sub(r"\s+", " ", reading.document.text[span.start : span.end]).strip()
    return without_emphasis(_LABEL.sub("", _BULLET.sub("", flat)))


def _is_fit(text: str, sentence: Sentence) -> bool:
    """A whole sentence with a verb, by somebody with a name, that is no notice of the page."""
    if len(text.split()) < _LEAST_WORDS or not _ENDED.search(text) or _NOTICE.search(text) or _HEADED.match(text):
        return False
    leaning = 0.5 if leans(text, speaker_named=False) else 0.0
    return min(deductions(text, one) for one in sentence.said) - leaning < _TOO_POOR


def _adjacent(reading: Reading, one: Sentence, other: Sentence) -> bool:
    """Whether nothing but space stands between two sentences, a new paragraph included."""
    return not reading.document.text[one.span.end : other.span.start].strip(' \n"”’»*_')


def _can_recast(sentence: Sentence) -> bool:
    """Whether all of it is one statement that `word_statement` can say again with names for pronouns."""
    return len(sentence.said) == 1 and isinstance(sentence.said[0], Statement)


def _recast(name: str, reading: Reading, sentence: Sentence, context: Context) -> Line | None:
    statement = sentence.said[0]
    if not isinstance(statement, Statement):
        return None
    worded: Worded = word_statement(reading, statement, _chain(statement, context))
    return Line(name, worded.text, (cite(reading.document, sentence.span),))


def _chain(statement: Statement, context: Context) -> Sequence[Link]:
    """The chain without those that the Source line has named, as long as somebody is left to have said it."""
    chain = list(statement.chain)
    while len(chain) > 1 and chain[0].name in context.known:
        chain.pop(0)
    return chain


def _missing(reading: Reading, sentence: Sentence, context: Context, text: str, beside: bool) -> tuple[Link, ...]:
    """Agents of its chains whom neither the Source line, nor the sentence, nor the one beside it names."""
    near = [sentence.span, *([context.last.span] if beside and context.last else [])]
    named = {a.name for a in reading.agents for m in a.mentions if any(s.start <= m.start < s.end for s in near)}
    found: dict[str, Link] = {}
    for statement in sentence.said:
        for link in statement.chain if isinstance(statement, Statement) else ():
            if link.name not in named and link.name not in context.known and link.name not in text:
                found[link.name] = link
    return tuple(link for link in found.values() if not is_no_name(link.name))


def _is_short_name(reading: Reading, sentence: Sentence, context: Context, text: str) -> bool:
    """Whether a person speaks in it by a part of his name before the new text has said the whole."""
    for statement in sentence.said:
        links = statement.chain if isinstance(statement, Statement) else ()
        for link in links:
            is_new = link.kind == "person" and link.name not in text and link.name not in context.words
            if is_new and link.name.split()[-1] in text:
                return True
    return False


def _publisher(context: Context) -> Link:
    return Link(context.known[0], "organisation")


def _line(name: str, reading: Reading, by: str, text: str, span: Span) -> Line:
    words = f"{by} {lowered(reading, text)}" if by else text
    return Line(name, f"{words[:1].upper()}{words[1:]}", (cite(reading.document, span),), attribution=len(by))


def _span(said: Said) -> Span:
    if isinstance(said, Assertion):
        return Span(said.start, said.end)
    parts = [*said.content, *(part for part in (said.source, said.cue) if part)]
    return Span(min(part.start for part in parts), max(part.end for part in parts))


def _start(said: Said) -> int:
    return said.content[0].start if isinstance(said, Statement) else said.start
