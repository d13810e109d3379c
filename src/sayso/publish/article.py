"""One document or one claim as an article in the newsroom's own short form.

Headline, lead, dateline, then Source, Quote, Details and key takeaways, as Ukrainian newsrooms print an
account of somebody else's report. Every sentence is a document's own words or names who said it, and carries
its citation; nothing is added.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping

from msgspec import Struct

from sayso.assess.day import spelled
from sayso.assess.fitness import deductions
from sayso.assess.lines import cite, cite_whole
from sayso.assess.naming import spoken
from sayso.assess.sureness import counted, outlets
from sayso.assess.wording import Worded, speaker, without_emphasis, word_assertion, word_statement
from sayso.errors import InputError
from sayso.model import UNKNOWN_PUBLISHER, Assertion, Block, Claim, Line, Link, Reading, Span, Statement

_QUOTES, _DETAILS = 3, 8  # more makes the short form long
_LEAST_WORDS = 8  # shorter quotations are phrases, not statements to stand alone
_SILENT = frozenset({"headline", "repeat", "byline", "dateline", "label", "caption", "boilerplate", "footnote"})
_TOO_POOR = 0.5  # what a sentence without a verb costs, or one that leans on the sentence before it
_SOURCE = re.compile(r"sources?:\s*", re.IGNORECASE)
_SUFFIXED = re.compile(r"\s[–—-]\s[^–—]{2,60}$")
_CLOCK = re.compile(r"T(\d{2}:\d{2})")

Said = Statement | Assertion


class Article(Struct, frozen=True):
    """The parts of the form. ``quotes`` pairs who said it with the line.

    ``dateline`` and ``source`` cite nothing; they say when, and who stands behind what follows.
    """

    headline: Line
    lead: Line
    dateline: str
    source: str
    url: str | None
    quotes: tuple[tuple[str, Line], ...]
    details: tuple[Line, ...]
    takeaways_by: str
    takeaways: tuple[Line, ...]

    @property
    def lines(self) -> tuple[Line, ...]:
        """Everything that cites, in the order of the form."""
        return (self.headline, self.lead, *(line for _, line in self.quotes), *self.details, *self.takeaways)


def document_article(reading: Reading) -> Article:
    """A document retold in the form. Raises InputError where nothing in it can be retold."""
    said = [s for s in _in_order(reading) if _tellable(reading, s)]
    taken = [s for s in said if _is_takeaway(reading, s)]
    rest = [s for s in said if s not in taken] or taken
    if not rest:
        raise InputError("Nothing in this document can be retold.", "Give one with a statement or an assertion.")
    lead = next((s for s in rest if not _is_quotation(s) and _stands(reading, s)), rest[0])
    quotes = [s for s in rest if s is not lead and _is_quotation(s) and _length(reading, s) >= _LEAST_WORDS]
    details = [s for s in rest if s is not lead and s not in quotes[:_QUOTES] and _stands(reading, s)]
    source, outlet = _labelled_source(reading, said), reading.document.outlet or UNKNOWN_PUBLISHER
    known = (outlet, source) if source else (outlet,)
    return Article(
        headline=_headline(reading, lead),
        lead=_line("lead", reading, lead, known),
        dateline=_dateline(reading.document.published),
        source=f"{source}, as reported by {outlet}" if source else outlet,
        url=reading.document.url,
        quotes=tuple(_quote(f"quote-{n}", reading, s) for n, s in enumerate(quotes[:_QUOTES], 1)),
        details=tuple(_line(f"detail-{n}", reading, s, known) for n, s in enumerate(details[:_DETAILS], 1)),
        takeaways_by=_speaker(_chain(reading, taken[0])[-1]) if taken else "",
        takeaways=tuple(_verbatim(f"takeaway-{n}", reading, s) for n, s in enumerate(taken, 1) if s is not lead),
    )


def claim_article(claim: Claim, readings: Mapping[str, Reading]) -> Article:
    """A claim in the form: its earliest telling as lead, the others as details, its origins as source.

    Raises InputError where no telling of it is among ``readings``.
    """
    told = _tellings(claim, readings)
    if not told:
        raise InputError(f"No telling of claim {claim.id} is here.", "Give the readings that it was linked from.")
    reading, first = told[0]
    quotes = [(r, s) for r, s in told if _is_quotation(s)][:1]
    details = [(r, s) for r, s in told[1:] if (r, s) not in quotes][:_DETAILS]
    return Article(
        headline=_claim_headline(reading, first),
        lead=_line("lead", reading, first),
        dateline=_dateline(reading.document.published),
        source=f"{'; '.join(claim.origins)} ({counted(claim.independent_origins, len(outlets(claim)))})",
        url=reading.document.url,
        quotes=tuple(_quote(f"quote-{n}", r, s) for n, (r, s) in enumerate(quotes, 1)),
        details=tuple(_line(f"detail-{n}", r, s) for n, (r, s) in enumerate(details, 1)),
        takeaways_by="",
        takeaways=(),
    )


def _in_order(reading: Reading) -> list[Said]:
    """What the document says at its own level, in text order; repeats of one sentence once."""
    top = [s for s in reading.statements if s.parent is None and s.type != "control" and s.content]
    return sorted((*top, *reading.assertions), key=lambda s: (_span(s).start, s.id))


def _tellable(reading: Reading, said: Said) -> bool:
    block = _block(reading, said)
    return (block is None or block.role not in _SILENT) and _length(reading, said) > 2


def _stands(reading: Reading, said: Said) -> bool:
    return deductions(_words(reading, said), said) < _TOO_POOR


def _tellings(claim: Claim, readings: Mapping[str, Reading]) -> list[tuple[Reading, Said]]:
    """The claim's tellings that are no copies, the earliest first, one for each outlet and chain."""
    seen, found = set(), []
    for member in sorted(claim.members, key=lambda m: (m.published or "9", m.document, m.statement)):
        reading = readings.get(member.document)
        said = next((s for s in _everything(reading) if s.id == member.statement), None) if reading else None
        key = (member.outlet, member.chain)
        if reading and said and member.copy_of is None and key not in seen:
            seen.add(key)
            found.append((reading, said))
    return found


def _everything(reading: Reading) -> Iterable[Said]:
    yield from reading.statements
    yield from reading.assertions


def _headline(reading: Reading, lead: Said) -> Line:
    """The document's own headline, with whose it is after a dash where it does not say so."""
    block = next((b for b in reading.blocks if b.role == "headline"), None)
    if block is None:
        return _claim_headline(reading, lead)
    words = _flat(reading.document.text[block.start : block.end])
    by = "" if _SUFFIXED.search(words) else f" – {reading.document.outlet or UNKNOWN_PUBLISHER}"
    return _made("headline", reading, words + by, (Span(block.start, block.end),))


def _claim_headline(reading: Reading, said: Said) -> Line:
    words = re.sub(r"^that\s+", "", _words(reading, said)).rstrip(" .,;:")
    who = _chain(reading, said)[-1].name
    return _made("headline", reading, f"{words[:1].upper()}{words[1:]} – {who}", _spans(said))


def _line(name: str, reading: Reading, said: Said, known: tuple[str, ...] = ()) -> Line:
    worded = _worded(reading, said, known)
    return Line(name, worded.text, cite_whole(reading, worded.spans))


def _quote(name: str, reading: Reading, said: Said) -> tuple[str, Line]:
    return _chain(reading, said)[-1].name, _verbatim(name, reading, said)


def _verbatim(name: str, reading: Reading, said: Said) -> Line:
    """The exact words, without any of ours."""
    return _made(name, reading, _words(reading, said), _spans(said))


def _made(name: str, reading: Reading, text: str, spans: tuple[Span, ...]) -> Line:
    return Line(name, text, tuple(cite(reading.document, span) for span in spans))


def _worded(reading: Reading, said: Said, known: tuple[str, ...]) -> Worded:
    """The sentence. Agents whom the Source line has named are not named again, but nobody loses his verb."""
    chain = _chain(reading, said)
    if isinstance(said, Assertion):
        return word_assertion(reading, said, chain)
    named = 0
    while named < min(len(known), speaker(reading, said, chain)) and chain[named].name == known[named]:
        named += 1
    return word_statement(reading, said, chain[named:])


def _labelled_source(reading: Reading, said: Iterable[Said]) -> str | None:
    """Whom the document's own "Source:" names, as its chains name him; None where it has no such label."""
    text = reading.document.text
    label = next((b for b in reading.blocks if b.role == "label" and _SOURCE.match(text, b.start)), None)
    if label is None:
        return None
    words = _SOURCE.sub("", text[label.start : label.end], count=1)
    named = {a.name for a in reading.agents for m in a.mentions if label.start <= m.start < label.end}
    cited = Counter(c[1].name for s in said if len(c := _chain(reading, s)) > 1)
    known = [name for name in cited if name in named or name in words]
    return min(known, key=lambda name: (-cited[name], name), default=_flat(words) or None)


def _is_takeaway(reading: Reading, said: Said) -> bool:
    block = _block(reading, said)
    return (isinstance(said, Statement) and said.takeaway) or (block is not None and block.role == "takeaway")


def _speaker(link: Link) -> str:
    return spoken(link.name, link.kind)


def _dateline(published: str | None) -> str:
    if not published or not re.match(r"\d{4}-\d{2}-\d{2}", published):
        return published or "undated"
    clock = _CLOCK.search(published)
    return spelled(published) + (f", {clock.group(1)}" if clock else "")


def _chain(reading: Reading, said: Said) -> tuple[Link, ...]:
    publisher = Link(reading.document.outlet or UNKNOWN_PUBLISHER, "organisation")
    return (said.chain or (publisher,)) if isinstance(said, Statement) else (publisher,)


def _is_quotation(said: Said) -> bool:
    return isinstance(said, Statement) and said.kind == "direct"


def _block(reading: Reading, said: Said) -> Block | None:
    start = _span(said).start
    return next((b for b in reading.blocks if b.start <= start < b.end), None)


def _span(said: Said) -> Span:
    return said.content[0] if isinstance(said, Statement) else Span(said.start, said.end)


def _spans(said: Said) -> tuple[Span, ...]:
    return tuple(sorted(said.content)) if isinstance(said, Statement) else (Span(said.start, said.end),)


def _words(reading: Reading, said: Said) -> str:
    text = reading.document.text
    return _flat(" […] ".join(text[s.start : s.end] for s in _spans(said)))


def _length(reading: Reading, said: Said) -> int:
    return len(_words(reading, said).split())


def _flat(words: str) -> str:
    return without_emphasis(re.sub(r"\s+", " ", re.sub(r"^\s*[•●▪–—-]\s+", "", words)).strip())
