"""One document as an article in the newsroom's own short form.

Headline, lead, dateline, then Source, Quote, Details and key takeaways, as Ukrainian newsrooms print an
account of somebody else's report. Every sentence is a document's own words or names who said it, and carries
its citation; nothing is added.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from msgspec import Struct
from msgspec.structs import replace

from sayso.assess.day import spelled
from sayso.assess.fitness import leans
from sayso.assess.lines import cite, cite_whole
from sayso.assess.naming import spoken
from sayso.assess.wording import without_emphasis, word_assertion, word_statement
from sayso.errors import InputError
from sayso.model import UNKNOWN_PUBLISHER, Assertion, Block, Line, Link, Reading, Span, Statement
from sayso.publish.retold import Context, Said, Sentence, is_own_voice, retold, sentences_of, words_of

QUOTES, DETAILS = 3, 8  # more makes the short form long
_LEAST_WORDS, _MOST_WORDS = (
    8,
    80,
)  # a shorter quotation is a phrase, no statement to stand alone; a longer one is a text
_LONG_HEADLINE = 24  # words; more is no headline
_FROM_ONE = 3  # sentences of one paragraph: an account told from its first paragraph alone is half told
_DENIES = re.compile(
    r"\b(?:den(?:y|ies|ied|ying)|not|never|no|reject\w*|refut\w*|dismiss\w*|disput\w*|fail\w*)\b|n['’]t\b", re.I
)
_WHOLE = 0.8  # of a takeaway that a statement must cover for its speaker to be whose words it is
_SILENT = frozenset({"headline", "repeat", "byline", "dateline", "label", "caption", "boilerplate", "footnote"})
_SOURCE = re.compile(r"sources?:\s*", re.IGNORECASE)
_SUFFIXED = re.compile(r"\s[–—-]\s[^–—]{2,60}$")
_CLOCK = re.compile(r"T(\d{2}:\d{2})")
_LIST_END = re.compile(r"\s*[;,](?:\s*(?:and|or))?$")
_DATED = re.compile(r"(?:[A-Z][a-z]+day,? )?(?:[A-Z][a-z]+ \d{1,2}|\d{1,2} [A-Z][a-z]+)\b[^.!?]{0,30}$")
_NAMES = re.compile(r"(?:(?:and\s)?(?:[A-Z][\w.’'-]*\s?){2,4}(?:,\s*|\s+and\s+|$))+")


class Article(Struct, frozen=True):
    """The parts of the form. ``quotes`` pairs who said it with the line; ``details`` are paragraphs.

    ``dateline`` and ``source`` cite nothing; they say when, and who stands behind what follows.
    """

    headline: Line
    lead: Line
    dateline: str
    source: str
    url: str | None
    quotes: tuple[tuple[str, Line], ...]
    details: tuple[tuple[Line, ...], ...]
    takeaways_by: str
    takeaways: tuple[Line, ...]

    @property
    def lines(self) -> tuple[Line, ...]:
        """Everything that cites, in the order of the form."""
        details = (line for paragraph in self.details for line in paragraph)
        return (self.headline, self.lead, *(line for _, line in self.quotes), *details, *self.takeaways)


def document_article(reading: Reading) -> Article:
    """A document retold in the form. Raises InputError where nothing in it can be retold."""
    said = [one for one in _in_order(reading) if _tellable(reading, one)]
    rest = [one for one in said if not _is_takeaway(reading, one)] or said
    if not rest:
        raise InputError("Nothing in this document can be retold.", "Give one with a statement or an assertion.")
    source, outlet = _labelled_source(reading, said), reading.document.outlet or UNKNOWN_PUBLISHER
    context = Context(known=(outlet, source) if source else (outlet,))
    lead, first, others = _lead(reading, rest, context)
    alone = isinstance(first, Assertion)
    quotes = _quotes(reading, rest, first)
    quoted = {one.id for one in quotes}
    others = [one for one in others if not any(said.id in quoted for said in one.said)]
    takeaways = _takeaways(reading, said, lead)
    return Article(
        headline=_headline(reading, source or outlet, first, takeaways),
        lead=lead,
        dateline=dateline(reading.document.published),
        source=f"{source}, as reported by {outlet}" if source else outlet,
        url=reading.document.url,
        quotes=tuple(quote(f"quote-{n}", reading, one) for n, one in enumerate(quotes, 1)),
        details=_details(reading, others, replace(context, words=lead.text, own_voice=alone)),
        takeaways_by=_takeaways_by(reading, said, source or outlet) if takeaways else "",
        takeaways=takeaways,
    )


def line(name: str, reading: Reading, said: Said) -> Line:
    """A statement or an assertion as one sentence with its whole chain."""
    chain = chain_of(reading, said)
    if isinstance(said, Assertion):
        worded = word_assertion(reading, said, chain)
    else:
        worded = word_statement(reading, said, chain)
    return Line(name, worded.text, cite_whole(reading, worded.spans))


def quote(name: str, reading: Reading, said: Said) -> tuple[str, Line]:
    """Who said it, and his exact words, without any of ours."""
    spans = _short_enough(reading, spans_of(said))
    return chain_of(reading, said)[-1].name, made(name, reading, words(reading, spans), spans)


def made(name: str, reading: Reading, text: str, spans: tuple[Span, ...]) -> Line:
    """A line that cites the spans and no more."""
    return Line(name, text, tuple(cite(reading.document, span) for span in spans))


def dateline(published: str | None) -> str:
    """When it was published: "4 May 2031, 09:30"; "undated" where it does not say."""
    if not published or not re.match(r"\d{4}-\d{2}-\d{2}", published):
        return published or "undated"
    clock = _CLOCK.search(published)
    return spelled(published) + (f", {clock.group(1)}" if clock else "")


def chain_of(reading: Reading, said: Said) -> tuple[Link, ...]:
    """The chain; of an assertion the publisher alone."""
    publisher = Link(reading.document.outlet or UNKNOWN_PUBLISHER, "organisation")
    return (said.chain or (publisher,)) if isinstance(said, Statement) else (publisher,)


def is_quotation(said: Said) -> bool:
    """Whether these are somebody's exact words."""
    return isinstance(said, Statement) and said.kind == "direct"


def is_denial(reading: Reading, said: Said) -> bool:
    """Whether its cue denies what it says, as far as the words of the cue show."""
    cue = said.cue if isinstance(said, Statement) else None
    return cue is not None and bool(_DENIES.search(reading.document.text[cue.start : cue.end]))


def spans_of(said: Said) -> tuple[Span, ...]:
    """Its content, in text order."""
    return tuple(sorted(said.content)) if isinstance(said, Statement) else (Span(said.start, said.end),)


def words(reading: Reading, spans: Sequence[Span]) -> str:
    """The words of the spans on one line; where something stood between them, a bracketed ellipsis."""
    text = reading.document.text
    return _flat(" […] ".join(text[span.start : span.end] for span in spans))


def content_headline(reading: Reading, said: Said) -> Line:
    """What is said as a headline, with who says it behind a dash; of a denial the whole sentence, or it would say the
    opposite."""
    spans = spans_of(said)
    if (
        isinstance(said, Statement)
        and said.cue
        and _DENIES.search(reading.document.text[said.cue.start : said.cue.end])
    ):
        whole = line("headline", reading, said)
        return replace(whole, text=whole.text.rstrip(" ."))
    told = re.sub(r"^that\s+", "", words(reading, spans)).rstrip(" .,;:")
    who = chain_of(reading, said)[-1].name
    return made("headline", reading, f"{told[:1].upper()}{told[1:]} – {who}", spans)


def _in_order(reading: Reading) -> list[Said]:
    """What the document says at its own level, in text order; repeats of one sentence once."""
    top = [s for s in reading.statements if s.parent is None and s.type != "control" and s.content]
    return sorted((*top, *reading.assertions), key=lambda s: (spans_of(s)[0].start, s.id))


def _tellable(reading: Reading, said: Said) -> bool:
    block = _block(reading, said)
    return (block is None or block.role not in _SILENT) and len(words(reading, spans_of(said)).split()) > 2


def _lead(reading: Reading, rest: Sequence[Said], context: Context) -> tuple[Line, Said, list[Sentence]]:
    """The first sentence that stands alone as a line, what it says, and the sentences behind it."""
    found = [one for one in sentences_of(reading, rest) if not all(map(is_quotation, one.said))]
    for place, sentence in enumerate(found):
        told = retold("lead", reading, sentence, context)
        if told is not None:
            return told, sentence.said[0], found[place + 1 :]
    return line("lead", reading, rest[0]), rest[0], found


def _quotes(reading: Reading, rest: Sequence[Said], lead: Said) -> list[Statement]:
    """Quotations that stand alone; where there are none, those there are."""
    long = [
        s for s in rest if isinstance(s, Statement) and s.kind == "direct" and s is not lead and _is_long(reading, s)
    ]
    told = [s for s in long if not words(reading, s.content).endswith("?")]
    return ([s for s in told if not leans(words(reading, s.content), False)] or told)[:QUOTES]


def _is_long(reading: Reading, said: Statement) -> bool:
    return len(words(reading, said.content).split()) >= _LEAST_WORDS


def _details(reading: Reading, others: Sequence[Sentence], context: Context) -> tuple[tuple[Line, ...], ...]:
    """The sentences behind the lead that can stand, those of one paragraph together."""
    paragraphs: list[list[Line]] = []
    number, last = 0, None
    for sentence in others:
        told = retold(f"detail-{number + 1}", reading, sentence, context)
        many = bool(paragraphs) and len(paragraphs[-1]) >= _FROM_ONE
        beside = last is not None and last.block == sentence.block
        if told is None or told.text in context.words or (beside and many):
            continue
        if beside:
            paragraphs[-1].append(told)
        else:
            paragraphs.append([told])
        number, last = number + 1, sentence
        context = Context(context.known, f"{context.words}\n{told.text}", sentence, is_own_voice(sentence))
        if number == DETAILS:
            break
    return tuple(map(tuple, paragraphs))


def _headline(reading: Reading, by: str, first: Said, takeaways: Sequence[Line]) -> Line:
    """The document's own headline, with whose it is after a dash where it does not say so.

    Where it has none: what its lead says, or the first takeaway that is short enough.
    """
    block = next((b for b in reading.blocks if b.role == "headline"), None)
    if block is not None:
        text = _flat(reading.document.text[block.start : block.end])
        if not _DATED.match(text) and not _NAMES.fullmatch(text):
            suffix = "" if _SUFFIXED.search(text) else f" – {by}"
            return made("headline", reading, text + suffix, (Span(block.start, block.end),))
    short = next((t for t in takeaways[:_FROM_ONE] if len(t.text.split()) <= _LONG_HEADLINE), None)
    own = content_headline(reading, first)
    if short is None or (not is_denial(reading, first) and len(own.text.split()) <= _LONG_HEADLINE):
        return own
    return replace(short, id="headline", text=f"{short.text.rstrip(' .')} – {by}")


def _takeaways(reading: Reading, said: Sequence[Said], lead: Line) -> tuple[Line, ...]:
    """Whole takeaways, verbatim: the blocks that are some, else what is said to be one."""
    spans = [Span(block.start, block.end) for block in reading.blocks if block.role == "takeaway"]
    if not spans:
        spans = [span for one in said if _is_takeaway(reading, one) for span in spans_of(one)[:1]]
    found: list[Line] = []
    for span in spans:
        text = _LIST_END.sub("", words_of(reading, span))
        if text and text not in lead.text and len(text.split()) > 2:
            found.append(made(f"takeaway-{len(found) + 1}", reading, text, (span,)))
    return tuple(found)


def _takeaways_by(reading: Reading, said: Sequence[Said], otherwise: str) -> str:
    """In whose words the takeaways are: who says most of them whole, else whose account it is."""
    whole = Counter(
        _speaker(chain_of(reading, one)[-1])
        for one in said
        if isinstance(one, Statement) and _is_takeaway(reading, one) and _covers(reading, one)
    )
    organisation = spoken(otherwise, "organisation")
    return min(whole, key=lambda who: (-whole[who], who), default=organisation)


def _covers(reading: Reading, statement: Statement) -> bool:
    block = _block(reading, statement)
    own = sum(span.end - span.start for span in statement.content)
    return block is None or own >= _WHOLE * len(reading.document.text[block.start : block.end].strip())


def _labelled_source(reading: Reading, said: Iterable[Said]) -> str | None:
    """Whom the document's own "Source:" names, as its chains name him; None where it has no such label."""
    text = reading.document.text
    label = next((b for b in reading.blocks if b.role == "label" and _SOURCE.match(text, b.start)), None)
    if label is None:
        return None
    told = _SOURCE.sub("", text[label.start : label.end], count=1)
    named = {a.name for a in reading.agents for m in a.mentions if label.start <= m.start < label.end}
    cited = Counter(c[1].name for s in said if len(c := chain_of(reading, s)) > 1)
    known = [name for name in cited if name in named or name in told]
    return min(known, key=lambda name: (-cited[name], name), default=_flat(told) or None)


def _is_takeaway(reading: Reading, said: Said) -> bool:
    block = _block(reading, said)
    return (isinstance(said, Statement) and said.takeaway) or (block is not None and block.role == "takeaway")


def _speaker(link: Link) -> str:
    return spoken(link.name, link.kind)


def _block(reading: Reading, said: Said) -> Block | None:
    start = spans_of(said)[0].start
    return next((b for b in reading.blocks if b.start <= start < b.end), None)


def _short_enough(reading: Reading, spans: tuple[Span, ...]) -> tuple[Span, ...]:
    """The first spans of a quotation, as many as a reader reads at once; at least one."""
    kept = [n for n in range(1, len(spans) + 1) if len(words(reading, spans[:n]).split()) <= _MOST_WORDS]
    return spans[: max(kept, default=1)]


def _flat(text: str) -> str:
    return without_emphasis(re.sub(r"\s+", " ", re.sub(r"^\s*[•●▪–—-]\s+", "", text)).strip())
