"""A claim as an article in the short form: its earliest telling, what other tellings add, who else tells it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from sayso.assess.naming import joined, spoken
from sayso.assess.sureness import counted, outlets
from sayso.assess.words import content_words, overlap
from sayso.errors import InputError
from sayso.model import UNKNOWN_PUBLISHER, Citation, Claim, Line, Reading
from sayso.publish.article import (
    DETAILS,
    Article,
    chain_of,
    content_headline,
    dateline,
    is_quotation,
    line,
    quote,
    spans_of,
    words,
)
from sayso.publish.retold import Said

_SAME = 0.8  # of two tellings' content words shared: the second adds nothing that an editor would print again


def claim_article(claim: Claim, readings: Mapping[str, Reading]) -> Article:
    """A claim in the form: its earliest telling as lead, tellings that differ as details, its origins as source.

    Raises InputError where no telling of it is among ``readings``.
    """
    told = _tellings(claim, readings)
    if not told:
        raise InputError(f"No telling of claim {claim.id} is here.", "Give the readings that it was linked from.")
    reading, first = told[0]
    quotes = [(r, s) for r, s in told[1:] if is_quotation(s) and not _same((r, s), [told[0]])][:1]
    different, alike = _sorted_out([pair for pair in told[1:] if pair not in quotes], told[0])
    details = [(line(f"detail-{n}", r, s),) for n, (r, s) in enumerate(different[:DETAILS], 1)]
    details += [(_also(f"detail-{len(details) + 1}", alike),)] if alike else []
    return Article(
        headline=content_headline(reading, first),
        lead=line("lead", reading, first),
        dateline=dateline(reading.document.published),
        source=f"{'; '.join(claim.origins)} ({counted(claim.independent_origins, len(outlets(claim)))})",
        url=reading.document.url,
        quotes=tuple(quote(f"quote-{n}", r, s) for n, (r, s) in enumerate(quotes, 1)),
        details=tuple(details),
        takeaways_by="",
        takeaways=(),
    )


Telling = tuple[Reading, Said]


def _tellings(claim: Claim, readings: Mapping[str, Reading]) -> list[Telling]:
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


def _sorted_out(told: Sequence[Telling], first: Telling) -> tuple[list[Telling], list[Telling]]:
    """Tellings that say something else or name another origin, and those that say again what stands already."""
    different: list[Telling] = []
    alike: list[Telling] = []
    for telling in told:
        (alike if _same(telling, [first, *different]) else different).append(telling)
    return different, alike


def _same(telling: Telling, others: Sequence[Telling]) -> bool:
    """Whether one of the others has the same originator and nearly the same words, figures included."""
    return any(
        chain_of(*telling)[-1].name == chain_of(*other)[-1].name
        and overlap(_content(telling), _content(other)) >= _SAME
        and _figures(telling) <= _figures(other)
        for other in others
    )


def _content(telling: Telling) -> frozenset[str]:
    reading, said = telling
    return frozenset(content_words(words(reading, spans_of(said))))


def _figures(telling: Telling) -> frozenset[str]:
    return frozenset(word for word in _content(telling) if word[0].isdigit())


def _also(name: str, told: Sequence[Telling]) -> Line:
    """Who else tells the same: one sentence that cites each."""
    by_outlet: dict[str, Citation] = {}
    for reading, said in told:
        outlet = spoken(reading.document.outlet or UNKNOWN_PUBLISHER, "organisation")
        by_outlet.setdefault(outlet, line(name, reading, said).citations[0])
    return Line(name, f"The same is told by {joined(list(by_outlet))}.", tuple(by_outlet.values()))
