"""Attributions that need no verb: "according to X", "in X's words", and who is cited on the way."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import takewhile

from sayso.model import Span
from sayso.read.index import Index
from sayso.read.quotes import Quotation
from sayso.read.statements.grammar import lexicon as lex
from sayso.read.statements.grammar.indexed import Range, Sentence
from sayso.read.statements.grammar.phrases import left, right

WORD = re.compile(r"\w")
NEAR = 8  # tokens of "put it to the council on Monday"
FAR_ASIDE = 14  # tokens of "quoted by the Interfax news agency" between commas
REPORTED = frozenset({"reported", "noted", "quoted", "cited", "stated", "announced", "confirmed", "explained"})
CITING = frozenset({"citing", "quoting"})
CITED = CITING | {"cited", "quoted", "reference"}


def according_to(s: Sentence) -> list[tuple[Range, Range, Range]]:
    """``(source, cue, content)`` token ranges of each "according to" in a sentence."""
    out = []
    for i in s.marks:
        end = _attributes(s, i) if i < s.b - 2 else 0
        source = right(s, end, s.b) if end else None
        if source is None:
            continue
        begin = i if s.low[i] in ("according", "per") else s.a
        content = around(s, begin, _past_aside(s, source[1]))
        if content is not None:
            out.append((source, (begin, end), content))
    return out


def _past_aside(s: Sentence, at: int) -> int:
    """The comma that closes who reported it behind a source: "According to Peskov, quoted by RIA, …"."""
    if s.word[at] != "," or (s.low[at + 1], s.low[at + 2]) not in TELLING:
        return at
    return next((i for i in range(at + 3, min(s.b, at + FAR_ASIDE)) if s.word[i] == ","), at)


def _attributes(s: Sentence, i: int) -> int:
    """The end of "according to", ", per" or of a sentence's opening "As reported by" at ``i``; 0 where none stands."""
    if s.quoted[i]:
        return 0
    if s.word[i] == "per" and s.word[i - 1] in ',”"' and _is_named(s, i + 1):
        return i + 1
    if s.low[i] == "according" and s.low[i + 1] == "to":
        return i + 2
    if i == s.a + 1 and s.low[s.a] == "as" and s.low[i] in REPORTED and s.low[i + 1] == "by":
        return i + 2
    return 0


def _is_named(s: Sentence, i: int) -> bool:
    """Whether a name stands at ``i``, with or without an article, no person that something is counted by."""
    named = i + 1 if s.low[i] == "the" else i
    return s.word[named][:1].isupper() and not s.quoted[i] and s.low[named] not in lex.DAYS


def around(s: Sentence, cue: int, after: int) -> Range | None:
    """What stands before ``cue``, or behind ``after`` where the attribution opens the sentence; without marks."""
    begin, end = s.a, cue
    if cue - s.a <= 1:  # it opens the sentence
        begin, end = after, s.b
        while begin < end and s.word[begin] in ",:":
            begin += 1
    while end > begin and s.word[end - 1] in ",.;:—–!?" and not s.quoted[end - 1]:
        end -= 1
    return (begin, end) if end - begin >= 2 else None


PUTTING = frozenset({"put", "puts"})
COUNTED = lex._words(
    "it toll number numbers figure figures total count cost costs damage losses share price value chance chances odds "
    "turnout population size strength deaths cases casualties bill"
)
FIGURES = lex._words(
    "two three four five six seven eight nine ten eleven twelve fifteen twenty thirty forty fifty sixty seventy eighty "
    "ninety hundreds thousands tens dozens about around at more less fewer over under nearly almost between some "
    "roughly approximately up just half zero one"
)
WORDS_OF = frozenset({"words", "opinion", "view", "assessment", "estimation", "estimate", "account"})


def in_words_of(s: Sentence) -> list[tuple[Range, Range, Range]]:
    """``(source, cue, content)`` of "In the minister's words, …", "in the words of the minister", "as he put it" and
    "he put the toll at 29"."""
    return [*_in_their_words(s), *_in_the_words_of(s), *_puts_it(s), *_puts_at(s)]


def _in_the_words_of(s: Sentence) -> Iterator[tuple[Range, Range, Range]]:
    """ "In the words of the trader, …", "…, in the words of one trader"."""
    for i in s.marks:
        if s.low[i] != "words" or (s.low[i - 2], s.low[i - 1], s.low[i + 1]) != ("in", "the", "of") or s.quoted[i]:
            continue
        source = right(s, i + 2, s.b)
        set_off = i - 2 == s.a or s.word[i - 3] == "," or s.quoted[i - 3]
        content = around(s, i - 2, source[1]) if source is not None and set_off else None
        if source is not None and content is not None:
            yield source, (i - 2, i + 2), content


def _puts_it(s: Sentence) -> Iterator[tuple[Range, Range, Range]]:
    """ "As the report puts it, …", "…, as he once put it": "as" before the source, and the words on either side."""
    for i in s.marks:
        if s.low[i] not in PUTTING or s.low[i + 1] != "it" or s.quoted[i]:
            continue
        verb = i - 1 if s.low[i - 1] in ("once", "has", "had", "later") or s.is_adverb(i - 1) else i
        source = left(s, verb, s.a)
        if source is None or s.low[source[0] - 1] != "as" or not _in_words(s, i + 2):
            continue
        end = next((k for k in range(i + 2, min(s.b, i + 2 + NEAR)) if s.word[k] in ",:" or s.quoted[k]), i + 2)
        opens = s.quoted[end + 1] and not s.quoted[source[0] - 3]  # "The town, as he puts it, “is asleep”"
        content = around(s, s.a if opens else source[0] - 1, end)
        if content is not None:
            yield source, (i, i + 2), content


def _puts_at(s: Sentence) -> Iterator[tuple[Range, Range, Range]]:
    """ "The union puts the toll at 29", "… puts it at more than 300": what is counted, and the figure."""
    for i in s.marks:
        if s.low[i] not in PUTTING or s.quoted[i]:
            continue
        at = next((k for k in range(i + 2, min(s.b - 1, i + NEAR)) if s.low[k] == "at"), None)
        if at is None or COUNTED.isdisjoint(s.low[i + 1 : at]) or not _opens_figure(s, at + 1):
            continue
        source = left(s, i - (s.low[i - 1] in ("has", "have", "had")), s.a)
        end = next((k for k in range(at + 2, s.b) if s.word[k] in ",;:—–" and not s.word[k + 1][:1].isdigit()), s.b)
        while s.word[end - 1] in ".!?":
            end -= 1
        if source is not None:
            yield source, (i, i + 1), (i + 1, end)


def _opens_figure(s: Sentence, at: int) -> bool:
    """Whether a number begins here, with its sign or bound before it."""
    return s.word[at][:1].isdigit() or s.word[at][:1] in "$€£¥" or s.low[at] in FIGURES


def _in_words(s: Sentence, at: int) -> bool:
    """Whether "puts it" is how somebody says it: it ends there, or to whom, when and where he did follows, and no "out"
    or "on the table"."""
    low = s.low[at]
    if at >= s.b or s.word[at] in ",:;.!?—–" or s.quoted[at] or low == "to" or s.is_adverb(at) or low in lex.DAYS:
        return True
    following = s.low[at + 1]
    dated = following in lex.DAYS or following[:1].isdigit() or following in ("week", "month", "year")
    return (low in ("on", "in", "last", "this") and dated) or (low == "in" and following in ("a", "an", "his", "her"))


def _in_their_words(s: Sentence) -> list[tuple[Range, Range, Range]]:
    if s.low[s.a] not in ("in", "by"):
        return []
    for i in range(s.a + 2, min(s.a + 14, s.b - 2)):
        if s.low[i] in WORDS_OF and s.word[i + 1] == "," and s.low[i - 1] in {"'s", "'", "his", "her", "their"}:
            possessive = s.low[i - 1] in ("'s", "'")
            source = (s.a + 1, i - 1) if possessive else (i - 1, i)
            content = around(s, s.a, i + 1)
            return [(source, (i, i + 1), content)] if content and source[1] > source[0] else []
    return []


def told_outlet(s: Sentence, content: Sequence[Range]) -> Range | None:
    """Who was told, where the sentence says so beside the cue: "in an interview with AFP", "speaking to Reuters"."""
    for i in s.marks:
        pair = (s.low[i], s.low[i + 1])
        if pair in TELLING and i < s.b - 2 and not s.quoted[i] and not any(a <= i < b for a, b in content):
            return right(s, i + 2, s.b)
    return None


TELLING = frozenset(
    (noun, preposition)
    for noun in (
        *("interview", "comment", "comments", "commentary", "remarks", "conversation", "speaking", "statement"),
        *("email", "e-mail", "emailed", "e-mailed", "sent", "provided"),
    )
    for preposition in ("with", "to", "for")
) | frozenset((participle, "by") for participle in ("reported", "quoted", "cited", "carried", "published", "broadcast"))
WATCHED = (
    frozenset(pair[0] for pair in TELLING)
    | CITED
    | REPORTED
    | WORDS_OF
    | PUTTING
    | {"according", "quotes", "cites", "per"}
)


def told_after(s: Sentence, at: int) -> Range | None:
    """ "Confirmed to Axios that", "denied to the Courier that": who was told right behind the cue."""
    name = at + 2 if s.low[at + 1] == "the" else at + 1
    named = s.low[at] == "to" and s.word[name][:1].isupper() and not s.quoted[at]
    return right(s, at + 1, s.b) if named else None


def citations(s: Sentence) -> list[tuple[int, Range]]:
    """Sources named by "citing X": the index of the word and the range of the source."""
    out = []
    for i in s.marks:
        low = s.low[i]
        if low not in CITED or i >= s.b - 1 or s.quoted[i]:
            continue
        if low in CITING or (s.low[i] in ("cited", "quoted") and s.low[i - 1] == "which"):
            source = right(s, i + 1, s.b)
        elif s.low[i] == "reference" and s.low[i + 1] == "to" and s.low[i - 1] == "with":
            source = right(s, i + 2, s.b)
        else:
            continue
        if source is not None:
            out.append((i, source))
    return out


def quoted_by(s: Sentence, before: int) -> Range | None:
    """The outlet of "was quoted by Interfax as saying", looked for before token ``before``."""
    for i in range(before - 1, s.a, -1):
        if s.low[i] == "by" and s.low[i - 1] in ("quoted", "cited"):
            return right(s, i + 1, before - 1)
    return None


def whole_quotation(block: Span, quoted: Index[Quotation], text: str) -> Quotation | None:
    """The quotation that is all of a span but punctuation."""
    if text[block.start : block.start + 1].isalnum():
        return None
    begun = quoted.begun_in(block.start, block.end)
    if not begun or WORD.search(text, block.start, begun[0].start):
        return None
    word = WORD.search(text, block.start, block.end)
    first = word.start() if word is not None else block.end
    last = block.end - 1
    while last > first and WORD.match(text, last) is None:
        last -= 1
    for quotation in takewhile(lambda q: q.start <= first, begun):
        if last < quotation.end <= block.end:
            return quotation
    return None


def first_person(s: Sentence, source: Range | None) -> bool:
    """Whether a source is the speaker himself ("I think"), who needs no second statement."""
    return source is not None and source[1] - source[0] == 1 and s.low[source[0]] in {"i", "we", "you"}
