"""Which documents are copies, partial copies or revisions of others.

In: pages, and which of them share sentences. Out: `Copies`. A document whose sentences stand in an earlier one is its
copy; one that keeps half of them is a partial copy; another version at the same address is a revision. The original is
the one that the others credit ("(Reuters) –", "Originally published in ..."), else the earliest.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Literal

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from sayso.link.drawers import distinct
from sayso.link.filing import number
from sayso.link.minhash import bands
from sayso.link.moments import order
from sayso.link.pages import Outlets, Page
from sayso.link.papers import Paper
from sayso.model import Copy

# A sentence stands in a page if this share of its runs of three words does: one word changed in twelve leaves .7,
# a shortened sentence nearly all; other sentences on the same matter stay below .4 (tests/link/test_copies.py).
STANDS = 0.6
RUN = 3
WHOLE = 0.95  # ... and with the words that give it to an outlet, which two who cite that outlet do not share
COPY_SHARE = 0.8
# Half of the story, less the lines that each outlet adds to its pages. Of the examples' pairs the lowest partial
# copy keeps three sentences (.33), and no other pair has more than two in common.
PARTIAL_SHARE = 1 / 3
PARTIAL_SENTENCES = 3
LEAST_WORDS = 30  # a page of one sentence like another's may be a coincidence, or two outlets at one desk


class Copies(Struct, frozen=True):
    """What was found, and three look-ups by document.

    ``original_of`` leads from each full or partial copy to its original; ``superseded`` from each earlier
    version to the latest one at its address.
    """

    found: tuple[Copy, ...]
    original_of: Mapping[str, str]
    partial: frozenset[str]
    superseded: Mapping[str, str]


class Sharing(Struct, frozen=True, array_like=True):
    """``copy`` shares sentences with ``original``: ``kept`` of either stand in the other, ``share`` of the copy's."""

    copy: str
    original: str
    kept: float
    share: float
    credited: bool


Read = Callable[[str], Page]
Shares = dict[tuple[str, str], tuple[float, bool]]


class Known(Struct):
    """What is known of pages while copies are sought: the pages, the desk's outlets, when a page came.

    ``revisions`` were found before, by document; ``shares`` too: how much of a page stands in another, and whether it
    credits it. More of these are added as they are asked for.
    """

    read: Read
    outlets: Outlets
    in_time: Callable[[str], tuple[float, str]]
    revisions: Mapping[str, Copy]
    shares: Shares

    def share(self, document: str, other: str) -> tuple[float, bool]:
        """How much of a document stands in another, and whether it credits the other's outlet."""
        if (document, other) not in self.shares:
            one, two = self.read(document), self.read(other)
            share = _Runs(one, self.outlets).share_in(_Runs(two, self.outlets))
            self.shares[document, other] = share, one.credits_outlet_of(two)
        return self.shares[document, other]


def page_keys(pages: Sequence[Page]) -> list[NDArray[np.uint64]]:
    """The keys of each page: of its MinHash, and of its sentences, which also find partial copies."""
    told = [" ".join(page.sentences).split() for page in pages]
    found = bands(told)
    keys = []
    for page, words, row in zip(pages, told, found, strict=True):
        sentences = np.array([number(f"sentence {sentence}") for sentence in set(page.sentences)], np.uint64)
        keys.append(distinct(np.concatenate((row if words else row[:0], sentences))))
    return keys


def sharing(one: Page, other: Page, outlets: Outlets) -> Sharing | None:
    """What two pages share, if it is enough to make one the copy of the other."""
    copy, original = _direction(*sorted((one, other), key=lambda page: page.in_time))
    left, right = _Runs(copy, outlets), _Runs(original, outlets)
    kept = _kept(left, right)
    if kept < PARTIAL_SHARE:
        return None
    share = left.share_in(right)
    return Sharing(copy.document, original.document, kept, share, copy.credits_outlet_of(original))


def _direction(first: Page, later: Page) -> tuple[Page, Page]:
    """(copy, original): the credited outlet's page is the original, else the earlier one."""
    if first.credits_outlet_of(later) and first.outlet != later.outlet:
        return first, later
    return later, first


class _Runs:
    """The runs of three words of a page, by sentence and altogether."""

    def __init__(self, page: Page, outlets: Outlets) -> None:
        self.whole = max(1, len(page.sentences))
        self._page, self._outlets = page, outlets
        self.sentences = [(_runs(words), to) for words, to in zip(page.sentences, page.given_to, strict=True)]
        self.anywhere = frozenset(run for sentence, _ in self.sentences for run in sentence)

    def share_in(self, other: _Runs) -> float:
        """The part of the sentences that stand in the other page: whole, lightly edited or shortened."""
        return len(self.standing_in(other)) / self.whole

    def standing_in(self, other: _Runs) -> list[frozenset[str]]:
        """The sentences that stand in the other page.

        Those cited from an outlet whose story it is not count where they stand word for word beside two others.
        """
        found = []
        for runs, giver in self.sentences:
            share = len(runs & other.anywhere) / len(runs)
            if share >= STANDS:
                free = self._is_free(giver, other._page)
                found.append((runs, free, free or (share >= WHOLE and giver != other._page.outlet)))
        beside = sum(free for _, free, _ in found) >= PARTIAL_SENTENCES - 1
        return [runs for runs, free, whole in found if free or (beside and whole)]

    def _is_free(self, giver: str, other: Page) -> bool:
        name = other.name if giver == other.outlet else self._outlets.get(giver)
        return name is None or self._page.credits_outlet(name) or other.credits_outlet(name)


def _runs(sentence: str) -> frozenset[str]:
    found = sentence.split()
    return frozenset(" ".join(found[start : start + RUN]) for start in range(max(1, len(found) - RUN + 1)))


def _kept(copy: _Runs, original: _Runs) -> float:
    """How much of the one stands in the other, whichever is more; nothing where that is too little to tell."""
    standing = copy.standing_in(original)
    long_enough = sum(map(len, standing)) >= LEAST_WORDS
    if len(standing) < PARTIAL_SENTENCES and not (long_enough and len(standing) >= COPY_SHARE * copy.whole):
        return 0.0
    return max(len(standing) / copy.whole, original.share_in(copy))


def replaced(papers: Iterable[Paper]) -> dict[str, tuple[str, ...]]:
    """Addresses with several versions, the documents of each in order of time. Of one moment, the longer is later."""
    versions: dict[str, list[Paper]] = defaultdict(list)
    for paper in papers:
        if paper.url:
            versions[address(paper.url)].append(paper)
    return {
        there: tuple(one.id for one in sorted(group, key=lambda one: (order(one.published), one.length, one.id)))
        for there, group in versions.items()
        if len(group) > 1
    }


def address(url: str) -> str:
    """An address without fragment, scheme and final slash, which do not change what stands there."""
    return url.split("#")[0].split("://")[-1].removeprefix("www.").rstrip("/")


def copies(shared: Iterable[Sharing], versions: Mapping[str, Sequence[str]], known: Known) -> Copies:
    """The copies and revisions that follow from what pages share.

    ``shared`` leaves out earlier versions.
    """
    revisions = [
        known.revisions.get(later) or _revision(later, group[0], there, known)
        for there, group in versions.items()
        for later in group[1:]
    ]
    found = _originals(shared, known)
    return Copies(
        found=tuple(sorted((*revisions, *found), key=lambda copy: copy.document)),
        original_of={copy.document: copy.original for copy in found},
        partial=frozenset(copy.document for copy in found if copy.kind == "partial"),
        superseded={one: group[-1] for group in versions.values() for one in group[:-1]},
    )


def _revision(later: str, first: str, there: str, known: Known) -> Copy:
    share, _ = known.share(later, first)
    return Copy(later, first, "revision", round(share, 3), f"another version at {there}")


def _originals(shared: Iterable[Sharing], known: Known) -> list[Copy]:
    """For each page that is a copy, its original: the root of what it was copied from."""
    best: dict[str, Sharing] = {}
    by_pair: dict[tuple[str, str], Sharing] = {}
    for one in shared:
        by_pair[one.copy, one.original] = one
        held = best.get(one.copy)
        if held is None or _better(one, held, known):
            best[one.copy] = one
    made = (_copy(document, best, by_pair, known) for document in sorted(best))
    return [one for one in made if one.document != one.original]


def _better(one: Sharing, held: Sharing, known: Known) -> bool:
    if one.kept != held.kept:
        return one.kept > held.kept
    return known.in_time(one.original) < known.in_time(held.original)


def _root(document: str, best: Mapping[str, Sharing], known: Known) -> str:
    """Where the way from copy to original ends; in a circle (each credits the next) the earliest of it."""
    way = [document]
    while way[-1] in best:
        original = best[way[-1]].original
        if original in way:
            return min(way[way.index(original) :], key=known.in_time)
        way.append(original)
    return way[-1]


def _copy(document: str, best: Mapping[str, Sharing], by_pair: Mapping[tuple[str, str], Sharing], known: Known) -> Copy:
    root = _root(document, best, known)
    told = by_pair.get((document, root))
    share, credited = (told.share, told.credited) if told else known.share(document, root)
    kind: Literal["copy", "partial"] = "copy" if share >= COPY_SHARE else "partial"
    why = "credits it" if credited else "published later"
    return Copy(document, root, kind, round(share, 3), f"{share:.0%} of its sentences; {why}")
