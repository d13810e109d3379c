"""What is true of a world: which statements tell one claim, its origins, whose copies articles are, what is disputed.

In: stories. Out: `Truth`. A copy's tellings count as its original's (READING.md, "copies merged to one publication").
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from msgspec import Struct

from worlds.articles import Article
from worlds.cast import Voice, outlet_voice
from worlds.origins import Count, counted
from worlds.spread import Telling
from worlds.stories import Story


class Told(Struct, frozen=True):
    """A statement that tells a claim, and how it came to be worded and sourced as it is.

    ``chain`` is the article's own; ``counts_as`` the chain that the claim's graph has for it; ``reprints``:
    the article has the sentence from the one that it copies.
    """

    document: str
    statement: str
    claim: str
    outlet: str
    chain: tuple[Voice, ...]
    counts_as: tuple[Voice, ...]
    how: str
    template: str
    held_back: bool
    garbled: bool
    moment: datetime
    reprints: bool = False


class Truth(Struct, frozen=True):
    """The truth of a world. ``copies``: by copy, its original; ``kinds``: the kind of event by claim."""

    told: dict[str, tuple[Told, ...]]
    counts: dict[str, Count]
    copies: dict[str, str]
    partial: frozenset[str]
    quarrels: dict[frozenset[str], str]
    kinds: dict[str, str]


def truth(world: Iterable[Story]) -> Truth:
    """The truth of the stories."""
    told: dict[str, list[Told]] = {}
    copies: dict[str, str] = {}
    partial: set[str] = set()
    quarrels: dict[frozenset[str], str] = {}
    kinds: dict[str, str] = {}
    for story in world:
        quarrels |= {frozenset((quarrel.left, quarrel.right)): quarrel.kind for quarrel in story.quarrels}
        kinds |= {claim.key: claim.kind.name for claim in story.claims}
        for article in story.articles:
            if article.hidden:
                continue
            root = _root(article, story.articles)
            document = article.reading.document.id
            if root is not article:
                copies[document] = root.reading.document.id
                partial |= {document} if article.kind == "partial" else set()
            for one in _told(article, root):
                told.setdefault(one.claim, []).append(one)
    ordered = {key: tuple(sorted(found, key=lambda t: (t.moment, t.document))) for key, found in told.items()}
    counts = {key: _counted(found) for key, found in ordered.items()}
    here = {pair: kind for pair, kind in quarrels.items() if pair <= ordered.keys()}
    return Truth(ordered, counts, copies, frozenset(partial), here, kinds)


def _counted(told: Sequence[Told]) -> Count:
    reprinted = [(one.chain[0], one.counts_as[0]) for one in told if one.reprints]
    return counted([one.counts_as for one in told], reprinted)


def _root(article: Article, articles: Sequence[Article]) -> Article:
    """The article that this one is a copy or a version of: of a story that the desk lacks, its earliest copy."""
    root = _first(article, articles)
    if not root.hidden:
        return root
    here = [a for a in articles if not a.hidden and _first(a, articles) is root]
    return min(here, key=lambda a: a.plan.moment)


def _first(article: Article, articles: Sequence[Article]) -> Article:
    while article.original is not None:
        article = articles[article.original]
    return article


def _told(article: Article, root: Article) -> Iterable[Told]:
    for statement, telling in article.told:
        yield Told(
            document=article.reading.document.id,
            statement=statement,
            claim=telling.claim.key,
            outlet=article.plan.outlet.name,
            chain=telling.chain,
            counts_as=_as_original(telling, article, root),
            how=article.kind if article.kind and not _is_own(telling, article) else telling.how,
            template=telling.wording.template.id,
            held_back=telling.wording.template.held_back,
            garbled=bool(telling.wording.garbled),
            moment=article.plan.moment,
            reprints=root is not article and not _is_own(telling, article),
        )


def _as_original(telling: Telling, article: Article, root: Article) -> tuple[Voice, ...]:
    """The chain of the same sentence in the original; of one that a partial copy adds, its own."""
    if root is article or _is_own(telling, article):
        return telling.chain
    for _, told in root.told:
        if told.claim.key == telling.claim.key and told.chain[-1].key == telling.chain[-1].key:
            return told.chain
    return _published_by(outlet_voice(root.plan.outlet), telling.chain)


def _is_own(telling: Telling, article: Article) -> bool:
    """Whether the article does not have it from what it copies."""
    return any(telling.claim.key == t.claim.key and telling.chain == t.chain for t in article.plan.extra)


def _published_by(publisher: Voice, chain: tuple[Voice, ...]) -> tuple[Voice, ...]:
    return (publisher, *(voice for voice in chain[1:] if voice.key != publisher.key))
