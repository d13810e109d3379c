"""A statement or an assertion as one sentence of a report, with its whole chain said aloud.

What goes in is a reading and one thing stated in it; what comes out is a sentence and the spans it rests
on. The sentence is the document's own words wherever grammar allows: the clause from the source to the end of
the content is taken as it stands, a short name or a pronoun for the source is replaced by the full name, and
the agents nearer to the reader go before it ("According to A, citing B, ..."). Hedges live in the content and
stay; verbs of denial live in the cue and stay. Nothing is ever said in our own voice.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec import Struct

from sayso.assess.casing import lowered
from sayso.assess.fitness import initials
from sayso.assess.naming import citing, is_plural, joined, spoken, without_repeats
from sayso.assess.subjects import short_for
from sayso.assess.whole import told_whole
from sayso.model import UNKNOWN_PUBLISHER, Assertion, Link, Reading, Span, Statement

_SPACES = re.compile(r"\s+")
_EMPHASIS = re.compile(r"(?<!\w)\*{1,3}(?=\S)|(?<=\S)\*{1,3}(?!\w)")  # Markdown's
_BULLET = re.compile(r"^\s*(?:[•●▪‣*·–—-]|\d{1,2}[.)])\s+")
_ENDED = re.compile(r"[.!?…][\"”’»)\]]*$")
_DANGLING_END = re.compile(r"[\s,;:–—-]+$")
_OF_THEM = re.compile(r"\bof (?:them|these|those|whom|which)$", re.I)  # "one of them"
_OWNED = re.compile(r"(?:its|his|her|their)\b", re.IGNORECASE)  # whose, stands in a sentence before
_CLOSING_QUOTE = '"”’»'
_QUOTES = '"“”„«»'
_LABEL = re.compile(r"^(?:quote|source|details|background|headline)\b", re.IGNORECASE)
_ACCORDING = re.compile(r"^(?:according|per|as|citing|quoting|by|for|in)\b", re.IGNORECASE)
_PARTICIPLE = re.compile(r"^(?:\w+ly )?\w+ing\b", re.IGNORECASE)
_FINITE = re.compile(
    r"^(?:\w+ly )?(?:\w+ed|said|wrote|told|found|knew|thought|held|made|gave|put|saw|swore|understood|felt|"
    r"has|had|did|does|will|would|could|can|cannot|may|might)\b",
    re.IGNORECASE,
)
_PAPER = re.compile(
    r"^(?:the|its|their|his|her|this|an?) (?:\w+ )?(?:report|study|paper|survey|letter|statement|analysis|review)\b",
    re.IGNORECASE,
)
_APPOSED = re.compile(r",[^,]{1,60}(?=,)")
_TO_SOMEBODY = re.compile(r"^(?:told|informed|assured|reminded|briefed|notified)$", re.IGNORECASE)
_PREPOSITION = re.compile(r" (?:in|on|at|to|by|during|via)$")  # of "said in an address", whose address is left out
_NUMBER = {"have": "has", "are": "is", "were": "was", "do": "does"}
_PRESENT = re.compile(
    r"^(say|report|claim|note|believe|assess|expect|warn|argue|observe|state|add|suggest|"
    r"indicate|deny|acknowledge|insist|stress|confirm|continue|think|write|forecast)$"
)


class Worded(Struct, frozen=True):
    """A sentence for a report and the spans of the document that carry it.

    The first ``attribution`` code points of ``text`` say who says it; the rest is what is said.
    """

    text: str
    spans: tuple[Span, ...]
    attribution: int


def word_statement(reading: Reading, statement: Statement, chain: Sequence[Link]) -> Worded:
    """``statement`` as a sentence. ``chain`` runs from the publisher to the originator."""
    whole = _known(chain)
    if _is_followed(statement, whole):
        return _followed(reading, statement, whole)
    run, source = _own_clause(reading, statement), _leading_source(reading, statement)
    place = speaker(reading, statement, whole)
    before, who, beyond = whole[:place], whole[place], whole[place + 1 :]
    sentence = told_whole(reading, statement)
    if sentence and source and not beyond and (len(before) == 1 or source.start == sentence.start):
        return _whole_sentence(reading, statement, source, sentence, before, who)
    if run is not None and source is not None:
        named, verb, words = _verbatim_clause(reading, statement, source, run, who)
        by = named + verb
        unnamed = [link for link in beyond if link.name.split()[-1] not in by]
        if unnamed and words.startswith("that "):
            by = by.rstrip(" ,") + _citing(unnamed)
        if not unnamed or words.startswith("that "):
            return _sentence(_lead_in(before, by), words, (run,))
    by, words = _recast(reading, statement, before, who, beyond)
    return _sentence(by, words, (run,) if run else tuple(sorted(statement.content)))


def _whole_sentence(
    reading: Reading, statement: Statement, source: Span, sentence: Span, before: Sequence[Link], who: Link
) -> Worded:
    """The sentence of a statement whose content cannot stand alone; its source, where it comes first, named in full."""
    if source.start > sentence.start:
        return _sentence(citing(before), lowered(reading, _clean(reading, (sentence,))), (sentence,))
    named, verb, words = _verbatim_clause(reading, statement, source, sentence, who)
    lead = _lead_in(before, named).removesuffix(named)
    if lead:
        return _sentence(lead, named + verb + words, (sentence,))
    return _sentence(named, verb + words, (sentence,))


def word_assertion(reading: Reading, assertion: Assertion, chain: Sequence[Link]) -> Worded:
    """What a document says in its own voice: "According to A, ..."."""
    span, known = Span(assertion.start, assertion.end), _known(chain)
    words = _clean(reading, (span,))
    names = "|".join(map(re.escape, (known[-1].name, initials(known[-1].name))))
    own = re.match(rf"(?:[Tt]he )?(?:{names})(?=\s)", words) if len(known) == 1 else None
    if own and own.end() > 1:  # "ISW found ..." on ISW's own page
        return _sentence(spoken(known[-1].name, known[-1].kind), words[own.end() :], (span,))
    short = short_for(reading, span.start)
    if short:  # "The union rejected ...", of a union that the document names before
        meant, agent = short
        rest = _clean(reading, (Span(meant.end, span.end),))
        return _sentence(citing(known), f"{spoken(agent.name, agent.kind)} {rest}", (span,))
    return _sentence(citing(known), lowered(reading, words), (span,))


def _known(chain: Sequence[Link]) -> tuple[Link, ...]:
    """The chain as a sentence says it: nobody twice in a row, and no publisher of whom only that is known."""
    said = without_repeats(chain)
    return said[1:] if len(said) > 1 and said[0].name == UNKNOWN_PUBLISHER else said


def _is_followed(statement: Statement, chain: Sequence[Link]) -> bool:
    return bool(statement.chain) and chain[-1].name != statement.chain[-1].name


def _followed(reading: Reading, statement: Statement, chain: Sequence[Link]) -> Worded:
    """A telling whose cited document was followed further than its own words go."""
    content = _clean(reading, statement.content)
    quoted = statement.kind == "direct"
    words = f"“{content}”" if quoted else lowered(reading, _without_that(content))
    return _sentence(citing(chain), words, tuple(sorted(statement.content)))


def _own_clause(reading: Reading, statement: Statement) -> Span | None:
    """The unbroken words from source to end of content, where the statement is one clause in its text."""
    named = [span for span in (statement.source, statement.cue) if span]
    if not named or not statement.cue:
        return None
    start = min(span.start for span in (*named, *statement.content))
    end = max(span.end for span in (*named, *statement.content))
    text = reading.document.text
    if end < len(text) and text[end] in _CLOSING_QUOTE and _odd_quotes(text[start:end]):
        end += 1
    if start > 0 and text[start - 1] in _QUOTES and statement.kind == "direct" and _odd_quotes(text[start:end]):
        start -= 1
    return Span(start, end) if _in_one_block(reading, start, end) else None


def _in_one_block(reading: Reading, start: int, end: int) -> bool:
    if not reading.blocks:
        return "\n" not in reading.document.text[start:end].strip()
    return any(block.start <= start and end <= block.end for block in reading.blocks)


def _odd_quotes(words: str) -> bool:
    return sum(words.count(mark) for mark in _QUOTES) % 2 == 1


def _leading_source(reading: Reading, statement: Statement) -> Span | None:
    """The source where the words stand in the order source, cue, content; None where they need recasting."""
    source, cue = statement.source, statement.cue
    if not source or not cue or not statement.content:
        return None
    cue_words = reading.document.text[cue.start : cue.end]
    if _ACCORDING.match(cue_words) or _LABEL.match(cue_words) or _PARTICIPLE.match(cue_words):
        return None
    return source if source.end <= cue.start and cue.end <= statement.content[0].start else None


def _verbatim_clause(
    reading: Reading, statement: Statement, source: Span, run: Span, who: Link
) -> tuple[str, str, str]:
    """Source, verb and words as the document has them, the source named in full."""
    text = reading.document.text
    named = text[source.start : source.end]
    until = _before_quote(text, statement.content[0].start)
    verb, words = text[source.end : until], text[until : run.end]
    if _names_fully(named, who):
        return lowered(reading, named), verb, words
    return spoken(who.name, who.kind), _agreeing(_without_its_apposition(named, verb, who), who), words


def _without_its_apposition(named: str, verb: str, who: Link) -> str:
    """The verb without what stood between commas for the words that ``who`` replaces: "Tana Power, the operator," or,
    of a paper that its author replaces, "the report, dated January,"."""
    behind = _APPOSED.match(verb) if _PAPER.search(named) and who.kind != "document" else None
    rest = verb[behind.end() :] if behind else verb
    return rest.lstrip(",") if behind or "," in named else rest


def _before_quote(text: str, start: int) -> int:
    return start - 1 if start and text[start - 1] in _QUOTES else start


def _names_fully(said: str, who: Link) -> bool:
    if _OWNED.match(said) or _OF_THEM.search(said):
        return False
    if who.name.lower() in said.lower():
        return True
    return who.kind in ("unnamed", "group", "document") and " " in said and not said.lower().startswith("the ")


def _agreeing(rest: str, who: Link) -> str:
    """The verb group after a replaced subject, in the number of the new one."""
    head = re.match(r"(\s*)(\w+)", rest)
    if not head or is_plural(who.name, who.kind):
        return rest
    verb = head.group(2)
    if verb in _NUMBER:
        return head.group(1) + _NUMBER[verb] + rest[head.end() :]
    if _PRESENT.match(verb):
        return head.group(1) + _third_person(verb) + rest[head.end() :]
    return rest


def _third_person(verb: str) -> str:
    return verb[:-1] + "ies" if verb.endswith("y") and verb[-2] not in "aeiou" else verb + "s"


def speaker(reading: Reading, statement: Statement, chain: Sequence[Link]) -> int:
    """Where in ``chain`` the one stands to whom the verb belongs: whom the source names, mostly its end.

    "Lantern reported, citing two officials": the officials are the originator, but the verb is Lantern's.
    """
    last, source = len(chain) - 1, statement.source
    if source is None:
        return last
    named = {a.name for a in reading.agents for m in a.mentions if m.start < source.end and source.start < m.end}
    return next((place for place in range(last, -1, -1) if chain[place].name in named), last)


def _recast(
    reading: Reading, statement: Statement, before: Sequence[Link], teller: Link, beyond: Sequence[Link]
) -> tuple[str, str]:
    """Content first, or no verb at all: the source goes before it."""
    content = _clean(reading, statement.content)
    verb = _verb(reading, statement)
    who, cited = spoken(teller.name, teller.kind), _citing(beyond)
    if statement.kind == "direct":
        return _lead_in(before, f"{who} {verb or 'said'}{cited.rstrip(',')}:"), f"“{content}”"
    words = lowered(reading, _without_that(content))
    if verb is None:
        return citing((*before, teller, *beyond)), words
    return _lead_in(before, f"{who} {verb}{cited}"), f"that {words}"


def _citing(beyond: Sequence[Link]) -> str:
    """ ", citing two officials," behind a verb; nothing where nobody is cited."""
    return f", citing {joined([spoken(link.name, link.kind) for link in beyond])}," if beyond else ""


def _verb(reading: Reading, statement: Statement) -> str | None:
    """The document's own verb where it can stand before the content; None for "according to" and labels."""
    if statement.cue is None:
        return None
    cue = _SPACES.sub(" ", reading.document.text[statement.cue.start : statement.cue.end]).strip()
    if _ACCORDING.match(cue) or _LABEL.match(cue):
        return None
    if _TO_SOMEBODY.match(cue) or not _FINITE.match(cue):
        return "said"
    return _PREPOSITION.sub("", cue)


def _lead_in(before: Sequence[Link], clause: str) -> str:
    """The agents between reader and originator, then the clause. A person among them speaks it."""
    rest = list(before)
    if len(rest) > 1 and rest[-1].kind in ("person", "unnamed", "group"):
        teller = rest.pop()
        clause = f"{spoken(teller.name, teller.kind)} said that {clause}"
    return f"{citing(rest)} {clause}" if rest else clause


def _clean(reading: Reading, spans: Sequence[Span]) -> str:
    """The words of the spans on one line; where the attribution stood between them, a bracketed ellipsis."""
    text = reading.document.text
    parts = [_BULLET.sub("", _SPACES.sub(" ", text[s.start : s.end])).strip() for s in spans]
    parts = [part for part in parts if part]
    return _DANGLING_END.sub("", " […] ".join(parts))


def _without_that(content: str) -> str:
    return re.sub(r"^that\s+", "", content, flags=re.IGNORECASE)


def without_emphasis(words: str) -> str:
    """``words`` without Markdown's asterisks of emphasis."""
    return _EMPHASIS.sub("", words)


def _sentence(by: str, words: str, spans: tuple[Span, ...]) -> Worded:
    """One sentence: a capital first, a full stop last, single spaces, no "that that"."""
    by = _SPACES.sub(" ", _BULLET.sub("", by).replace("*", "")).strip()
    words = _DANGLING_END.sub("", _SPACES.sub(" ", _BULLET.sub("", words)).strip())
    words = without_emphasis(re.sub(r",([\"”’»])$", r"\1", words))
    if by.endswith(" that"):
        words = _without_that(words)
    if not _ENDED.search(words):
        words += "."
    return Worded(f"{by[:1].upper()}{by[1:]} {words}", spans, len(by))
