"""Which documents are copies, partial copies or revisions of others.

In: readings. Out: `Copies`. A document whose sentences stand in an earlier one is its copy; one that keeps half of
them is a partial copy; another version at the same address is a revision. The original is the one that the others
credit ("(Reuters) –", "Originally published in ..."), else the earliest.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Literal

from msgspec import Struct

from sayso.link.agents import Agents
from sayso.link.minhash import bucket_pairs, near_duplicates
from sayso.link.moments import order
from sayso.link.pages import Page, pages
from sayso.model import Copy, Reading

# A sentence stands in a page if this share of its runs of three words does: one word changed in twelve leaves .7,
# a shortened sentence nearly all; other sentences on the same matter stay below .4 (tests/link/test_copies.py).
STANDS = 0.6
RUN = 3
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


def copies(readings: Sequence[Reading], agents: Agents) -> Copies:
    """The copies and revisions among the readings."""
    revisions, superseded = _revisions(readings, agents)
    current = [reading for reading in readings if reading.document.id not in superseded]
    found = _originals(pages(current, agents))
    return Copies(
        found=tuple(sorted((*revisions, *found), key=lambda copy: copy.document)),
        original_of={copy.document: copy.original for copy in found},
        partial=frozenset(copy.document for copy in found if copy.kind == "partial"),
        superseded=superseded,
    )


def _revisions(readings: Sequence[Reading], agents: Agents) -> tuple[list[Copy], dict[str, str]]:
    """Versions at one address, by time; the latest is current. Of one moment, the longer is later."""
    versions: dict[str, list[Reading]] = defaultdict(list)
    for reading in readings:
        if reading.document.url:
            versions[_address(reading.document.url)].append(reading)
    found: list[Copy] = []
    superseded: dict[str, str] = {}
    for address, group in versions.items():
        group.sort(key=lambda r: (order(r.document.published), len(r.document.text), r.document.id))
        for reading in group[1:]:
            found.append(_revision(reading, group[0], address, agents))
        superseded |= {reading.document.id: group[-1].document.id for reading in group[:-1]}
    return found, superseded


def _address(url: str) -> str:
    """An address without fragment, scheme and final slash, which do not change what stands there."""
    return url.split("#")[0].split("://")[-1].removeprefix("www.").rstrip("/")


def _revision(later: Reading, first: Reading, address: str, agents: Agents) -> Copy:
    by_document = {page.document: page for page in pages((later, first), agents)}
    share = _Runs(by_document[later.document.id]).share_in(_Runs(by_document[first.document.id]))
    reason = f"another version at {address}"
    return Copy(later.document.id, first.document.id, "revision", round(share, 3), reason)


def _originals(found: Sequence[Page]) -> list[Copy]:
    """For each page that is a copy, its original: the root of what it was copied from."""
    nearest: dict[int, tuple[float, int]] = {}
    pairs = sorted(_candidates(found))
    runs = {position: _Runs(found[position]) for position in sorted({one for pair in pairs for one in pair})}
    for left, right in pairs:
        copy, original = _direction(found[left], found[right])
        share = _kept(runs[copy.position], runs[original.position])
        best = nearest.get(copy.position)
        if share >= PARTIAL_SHARE and (best is None or (share, -original.position) > (best[0], -best[1])):
            nearest[copy.position] = (share, original.position)
    return [_copy(found, runs, position, nearest) for position in sorted(nearest)]


def _candidates(found: Sequence[Page]) -> set[tuple[int, int]]:
    """Pages near by MinHash, and pages that share a whole sentence (which also finds partial copies)."""
    pairs = near_duplicates([" ".join(page.sentences).split() for page in found])
    sharing: dict[str, list[int]] = defaultdict(list)
    for page in found:
        for sentence in sorted(set(page.sentences)):
            sharing[sentence].append(page.position)
    return pairs.union(*(bucket_pairs(bucket) for bucket in sharing.values() if len(bucket) > 1))


def _direction(first: Page, later: Page) -> tuple[Page, Page]:
    """(copy, original): the credited outlet's page is the original, else the earlier one."""
    if first.credits_outlet_of(later) and first.outlet != later.outlet:
        return first, later
    return later, first


class _Runs:
    """The runs of three words of a page, by sentence and altogether."""

    def __init__(self, page: Page) -> None:
        self.whole = max(1, len(page.sentences))
        self.credited = page.credited
        self.sentences = [(_runs(words), to) for words, to in zip(page.sentences, page.given_to, strict=True)]
        self.anywhere = frozenset(run for sentence, _ in self.sentences for run in sentence)

    def share_in(self, other: _Runs) -> float:
        """The part of the sentences that stand in the other page: whole, lightly edited or shortened."""
        return len(self.standing_in(other)) / self.whole

    def standing_in(self, other: _Runs) -> list[frozenset[str]]:
        """The sentences that stand in the other page, except those cited from an outlet whose story it is not."""
        return [
            runs
            for runs, given_to in self.sentences
            if len(runs & other.anywhere) >= STANDS * len(runs) and (not given_to or given_to in other.credited)
        ]


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


def _copy(
    found: Sequence[Page],
    runs: Mapping[int, _Runs],
    position: int,
    nearest: Mapping[int, tuple[float, int]],
) -> Copy:
    copy, root, seen = found[position], position, {position}
    while root in nearest and nearest[root][1] not in seen:
        root = nearest[root][1]
        seen.add(root)
    original = found[root]
    share = runs[position].share_in(runs.get(root) or _Runs(original))
    kind: Literal["copy", "partial"] = "copy" if share >= COPY_SHARE else "partial"
    why = "credits it" if copy.credits_outlet_of(original) else "published later"
    return Copy(copy.document, original.document, kind, round(share, 3), f"{share:.0%} of its sentences; {why}")
