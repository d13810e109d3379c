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
from sayso.link.runs import PARTIAL_SENTENCES, Runs
from sayso.model import Copy

COPY_SHARE = 0.8
# Half of the story, less the lines that each outlet adds to its pages. Of the examples' pairs the lowest partial
# copy keeps three sentences (.33), and no other pair has more than two in common.
PARTIAL_SHARE = 1 / 3
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
            share = Runs(one, self.outlets).share_in(Runs(two, self.outlets))
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


def sharing(one: Runs, other: Runs) -> Sharing | None:
    """What two pages share, if it is enough to make one the copy of the other."""
    left, right = _direction(*sorted((one, other), key=lambda runs: runs.page.in_time))
    kept = _kept(left, right)
    if kept < PARTIAL_SHARE:
        return None
    copy, original = left.page, right.page
    return Sharing(copy.document, original.document, kept, left.share_in(right), copy.credits_outlet_of(original))


def _direction(first: Runs, later: Runs) -> tuple[Runs, Runs]:
    """(copy, original): the credited outlet's page is the original, else the earlier one."""
    if first.page.credits_outlet_of(later.page) and first.page.outlet != later.page.outlet:
        return first, later
    return later, first


def _kept(copy: Runs, original: Runs) -> float:
    """How much of the one stands in the other, whichever is more; nothing where that is too little to tell."""
    standing = copy.standing_in(original)
    long_enough = sum(standing) >= LEAST_WORDS
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
