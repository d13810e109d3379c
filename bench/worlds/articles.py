"""Articles as text, and as a perfect reader reads them.

In: the plans of a story in order of time. Out: `Article`s: the reading (whose document holds the text) and, for each
statement that tells a claim of the world, which claim and how.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from datetime import timedelta
from random import Random
from typing import NamedTuple

from msgspec import structs

from sayso.model import Block, Document, Reading
from worlds.attribution import Names, Said, Sentence, sentence
from worlds.cast import Spot, Voice, outlet_voice
from worlds.forms import FigureMark, shown
from worlds.frames import DETAIL, DETAIL_WORDS, FURNITURE
from worlds.prose import Piece, capitalised, joined, marked
from worlds.readings import Carrier, reading
from worlds.spread import Plan, Telling
from worlds.wording import headline, worded

Paragraph = tuple[Sentence, ...]
REVISED = 0.03  # share of articles with a later version at the same address
SHORTEST = (4, 7)  # sentences that an article has at least


class Article(NamedTuple):
    """An article: its reading, its tellings by statement id, and what it was made from.

    ``original``: index in the story of the article it copies or revises; ``kind``: copy, partial or revision.
    ``hidden``: the desk does not have it.
    """

    reading: Reading
    told: tuple[tuple[str, Telling], ...]
    plan: Plan
    original: int | None
    kind: str | None
    hidden: bool = False


def written(plans: Sequence[Plan], story: str, asides: float, rng: Random) -> list[Article]:
    """The articles of a story."""
    bodies: list[list[Paragraph]] = []
    out: list[Article] = []
    for number, plan in enumerate(plans):
        body = _body(plan, bodies, asides, rng)
        bodies.append(body)
        out.append(_article(plan, body, f"{story}-{number}", rng, plans))
    copied = {plan.copies for plan in plans}
    for number, plan in enumerate(plans):
        if number not in copied and plan.copies is None and not plan.hidden and rng.random() < REVISED:
            out.append(_revised(plan, bodies[number], f"{story}-{number}", number, rng))
    return out


def _revised(plan: Plan, body: list[Paragraph], url: str, number: int, rng: Random) -> Article:
    """A later version at the same address, with a line that says so and some more at the end."""
    later = structs.replace(plan, moment=plan.moment + timedelta(minutes=rng.randrange(60, 900)))
    more = [*body, (_furniture(rng), _detail(plan.tellings[0], rng))]
    return _article(later, more, url, rng, ())._replace(original=number, kind="revision")


def _body(plan: Plan, bodies: Sequence[list[Paragraph]], asides: float, rng: Random) -> list[Paragraph]:
    if plan.copies is not None:
        return _copied(plan, bodies[plan.copies], rng)
    names = Names(outlet_voice(plan.outlet), rng)
    sentences: list[Sentence] = []
    paragraphs: list[Paragraph] = []
    for telling in plan.tellings:
        content = worded(telling.claim, telling.wording, plan.moment.date())
        sentences.append(sentence(telling, content, names, rng))
        for _ in range(int(asides) + (rng.random() < asides % 1)):
            sentences.append(_detail(telling, rng) if rng.random() < 0.95 else _furniture(rng))
        if rng.random() < 0.6:
            paragraphs.append(tuple(sentences))
            sentences = []
    lacking = rng.randrange(*SHORTEST) - len(sentences) - sum(map(len, paragraphs))
    sentences += [_detail(plan.tellings[0], rng) for _ in range(lacking)]
    return [*paragraphs, tuple(sentences)] if sentences else paragraphs


def _furniture(rng: Random) -> Sentence:
    words = " ".join(rng.choice(half) for half in FURNITURE)
    return Sentence(Piece(words), (Said(None, None, (0, len(words)), (), None),))


def _detail(telling: Telling, rng: Random) -> Sentence:
    """A sentence about the scene that only this article has, and its copies."""
    values = telling.claim.values
    spot = values.get("P") or values.get("R") or telling.claim.fact.home.places[0]
    where = shown(spot, 0, "", telling.claim.fact.day) if isinstance(spot, Spot) else Piece("the town")
    number = float(rng.randrange(12, 990))
    figure = marked(f"{number:.0f}", "figure", FigureMark(number, None, None, None))
    words = "the " + re.sub(r"\{(\w+)\}", lambda gap: rng.choice(DETAIL_WORDS[gap[1]]), DETAIL) + "."
    parts = [{"PLACE": where, "NUMBER": figure}.get(part, part) for part in re.split("(PLACE|NUMBER)", words)]
    piece = capitalised(joined(*parts))
    return Sentence(piece, (Said(None, None, (0, len(piece.text)), (), None),))


def _copied(plan: Plan, body: list[Paragraph], rng: Random) -> list[Paragraph]:
    """The paragraphs of the original, all or the first two thirds with sentences of the outlet's own."""
    if plan.partial:
        names = Names(outlet_voice(plan.outlet), rng)
        own = [sentence(t, worded(t.claim, t.wording, plan.moment.date()), names, rng) for t in plan.extra]
        return [*(tuple(_published_by(s, plan) for s in part) for part in _kept(body)), (*own, _furniture(rng))]
    return [tuple(_published_by(one, plan) for one in paragraph) for paragraph in body]


def _kept(body: list[Paragraph]) -> list[Paragraph]:
    """The first sentences of the original: six in ten of them, and four at least."""
    left = max(4, round(0.6 * sum(map(len, body))))
    kept = []
    for paragraph in body:
        if left > 0:
            kept.append(paragraph[:left])
        left -= len(paragraph)
    return kept


def _published_by(one: Sentence, plan: Plan) -> Sentence:
    """The sentence with the copying outlet as publisher; "told X" leaves X in the chain."""
    here = outlet_voice(plan.outlet)
    said = []
    for each in one.said:
        further = each.chain if each.to_publisher else each.chain[1:]
        chain = (here, *(voice for voice in further if voice.key != here.key)) if each.chain else ()
        said.append(each._replace(chain=chain, to_publisher=False))
    return one._replace(said=tuple(said))


def _credited(body: list[Paragraph], original: Voice) -> list[Paragraph]:
    """The paragraphs with the original, which the article credits with the whole, second in each chain."""
    return [tuple(one._replace(said=tuple(_second(each, original) for each in one.said)) for one in p) for p in body]


def _second(said: Said, original: Voice) -> Said:
    if len(said.chain) < 2 or any(voice.key == original.key for voice in said.chain):
        return said
    return said._replace(chain=(said.chain[0], original, *said.chain[1:]))


def _article(plan: Plan, body: list[Paragraph], url: str, rng: Random, plans: Sequence[Plan]) -> Article:
    day = plan.moment.date()
    title = capitalised(headline(plan.tellings[0].claim, day, rng))
    page = _Page()
    page.block("headline", [Sentence(title, (Said(None, None, (0, len(title.text)), (), None),))])
    page.block("byline", [Sentence(Piece(f"{plan.outlet.name}, {day.day} {day:%B} {day.year}"), ())])
    page.front(_front(plan, plans))
    original = outlet_voice(plans[plan.copies].outlet) if plan.copies is not None and plan.credited else None
    kept = len(body) - plan.partial  # the last paragraph of a partial copy is its own
    for paragraph in [*_credited(body[:kept], original), *body[kept:]] if original else body:
        page.block("paragraph", paragraph)
    page.block("boilerplate", [Sentence(Piece(f"© {plan.outlet.name}. All rights reserved."), ())])
    whole = page.whole()
    found, told = reading(_document(plan, whole.text, title.text, url), whole, page.blocks, page.carriers)
    kind = None if plan.copies is None else "partial" if plan.partial else "copy"
    return Article(found, told, plan, plan.copies, kind, plan.hidden)


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
