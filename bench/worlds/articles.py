"""Articles as text, and as a perfect reader reads them.

In: the plans of a story in order of time. Out: `Article`s: the reading (whose document holds the text) and, for each
statement that tells a claim of the world, which claim and how.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from random import Random
from typing import NamedTuple

from sayso.model import Block, Document, Reading
from worlds.attribution import Names, Said, Sentence, sentence
from worlds.cast import outlet_voice
from worlds.frames import FURNITURE
from worlds.prose import Piece, capitalised, joined, marked
from worlds.readings import Carrier, reading
from worlds.spread import Plan, Telling
from worlds.wording import headline, worded

Paragraph = tuple[Sentence, ...]


class Article(NamedTuple):
    """An article: its reading, its tellings by statement id, and what it was made from.

    ``original``: index in the story of the article it copies; ``kind``: copy, partial or revision.
    """

    reading: Reading
    told: tuple[tuple[str, Telling], ...]
    plan: Plan
    original: int | None
    kind: str | None


def written(plans: Sequence[Plan], story: str, rng: Random) -> list[Article]:
    """The articles of a story."""
    bodies: list[list[Paragraph]] = []
    out: list[Article] = []
    for number, plan in enumerate(plans):
        body = _body(plan, bodies, rng)
        bodies.append(body)
        out.append(_article(plan, body, f"{story}-{number}", rng, plans))
    return out


def _body(plan: Plan, bodies: Sequence[list[Paragraph]], rng: Random) -> list[Paragraph]:
    if plan.copies is not None:
        return _copied(plan, bodies[plan.copies], rng)
    names = Names(outlet_voice(plan.outlet), rng)
    sentences: list[Sentence] = []
    paragraphs: list[Paragraph] = []
    for telling in plan.tellings:
        content = worded(telling.claim, telling.wording, plan.moment.date())
        sentences.append(sentence(telling, content, names, rng))
        if rng.random() < 0.3:
            sentences.append(_furniture(rng))
        if rng.random() < 0.6:
            paragraphs.append(tuple(sentences))
            sentences = []
    if sentences:
        paragraphs.append(tuple(sentences))
    return paragraphs


def _furniture(rng: Random) -> Sentence:
    words = rng.choice(FURNITURE)
    return Sentence(Piece(words), (Said(None, None, (0, len(words)), (), None),))


def _copied(plan: Plan, body: list[Paragraph], rng: Random) -> list[Paragraph]:
    """The paragraphs of the original, all or the first two thirds with some sentences of the outlet's own."""
    kept = body
    if plan.partial:
        kept = [*body[: max(1, (2 * len(body) + 2) // 3)], (_furniture(rng), _furniture(rng))]
    return [tuple(_published_by(one, plan) for one in paragraph) for paragraph in kept]


def _published_by(one: Sentence, plan: Plan) -> Sentence:
    """The sentence with the copying outlet as publisher; a credited original stands second in the chain."""
    here = outlet_voice(plan.outlet)
    said = []
    for each in one.said:
        credited = each.chain[:1] if (plan.credited and len(each.chain) > 1) or each.to_publisher else ()
        further = (*credited, *each.chain[1:])
        said.append(each._replace(chain=(here, *(v for v in further if v.key != here.key)) if each.chain else ()))
    return one._replace(said=tuple(said))


def _article(plan: Plan, body: list[Paragraph], url: str, rng: Random, plans: Sequence[Plan]) -> Article:
    day = plan.moment.date()
    title = capitalised(headline(plan.tellings[0].claim, day, rng))
    page = _Page()
    page.block("headline", [Sentence(title, (Said(None, None, (0, len(title.text)), (), None),))])
    page.block("byline", [Sentence(Piece(f"{plan.outlet.name}, {day.day} {day:%B} {day.year}"), ())])
    page.front(_front(plan, plans))
    for paragraph in body:
        page.block("paragraph", paragraph)
    page.block("boilerplate", [Sentence(Piece(f"© {plan.outlet.name}. All rights reserved."), ())])
    whole = page.whole()
    found, told = reading(_document(plan, whole.text, title.text, url), whole, page.blocks, page.carriers)
    kind = None if plan.copies is None else "partial" if plan.partial else "copy"
    return Article(found, told, plan, plan.copies, kind)


class _Page:
    """An article's text as it grows."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self.carriers: list[Carrier] = []
        self._parts: list[Piece | str] = []
        self._at = 0

    def block(self, role: str, sentences: Sequence[Sentence]) -> None:
        start = self._at
        for place, one in enumerate(sentences):
            self._put(" " if place else "")
            self.carriers += [Carrier(each, self._at, one.piece) for each in one.said]
            self._put(one.piece)
        self.blocks.append(Block(role, start, self._at))  # type: ignore[arg-type]
        self._put("\n\n")

    def front(self, words: Piece) -> None:
        """A dateline, with which the first paragraph begins."""
        if words.text:
            self.blocks.append(Block("dateline", self._at, self._at + len(words.text)))
            self._put(words)

    def whole(self) -> Piece:
        return joined(*self._parts)

    def _put(self, words: Piece | str) -> None:
        self._parts.append(words)
        self._at += len(words if isinstance(words, str) else words.text)


def _front(plan: Plan, plans: Sequence[Plan]) -> Piece:
    """An agency's dateline, on its own page and on copies that credit it; the credit of a newspaper's story."""
    source = plan.outlet if plan.copies is None else plans[plan.copies].outlet if plan.credited else None
    if source is None:
        return Piece("")
    name = marked(source.name, "agent", (outlet_voice(source), source.name))
    if source.kind == "agency":
        return joined(f"{plan.tellings[0].claim.fact.home.capital.upper()} (", name, ") – ")
    return joined("Originally published in ", name, ". ") if plan.copies is not None else Piece("")


def _document(plan: Plan, text: str, title: str, url: str) -> Document:
    name = plan.outlet.name
    host = "".join(letter for letter in name.lower() if letter.isalnum())
    address = f"https://{host}.example/{url}"
    published = plan.moment.isoformat(timespec="minutes")
    digest = hashlib.blake2b(f"{address}|{published}|{text}".encode(), digest_size=8).hexdigest()
    return Document(digest, text, outlet=name, url=address, title=title, published=published, language="en")
