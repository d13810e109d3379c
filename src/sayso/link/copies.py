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
from rapidfuzz import fuzz

from sayso.link.agents import Agents
from sayso.link.minhash import bucket_pairs, near_duplicates
from sayso.link.moments import order
from sayso.link.pages import Page, pages
from sayso.model import Copy, Reading

# Measured on tests/link/test_copies.py: light edits keep a sentence above, others are below.
SAME_SENTENCE = 88.0  # rapidfuzz token_sort_ratio
SHORTENED = 97.0  # rapidfuzz token_set_ratio: all but a word of the shorter stands in the longer
LONGEST_COMPARED = 250_000  # pairs of sentences; two longer pages share whole sentences or none
COPY_SHARE = 0.8
# Half of the story, less the lines that each outlet adds to its pages. Of the examples' pairs the lowest partial
# copy keeps .38, and no other pair has more than one sentence in common.
PARTIAL_SHARE = 1 / 3
PARTIAL_SENTENCES = 2


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
    share, _ = _shares(by_document[later.document.id], by_document[first.document.id])
    reason = f"another version at {address}"
    return Copy(later.document.id, first.document.id, "revision", round(share, 3), reason)


def _originals(found: Sequence[Page]) -> list[Copy]:
    """For each page that is a copy, its original: the root of what it was copied from."""
    nearest: dict[int, tuple[float, int]] = {}
    for left, right in sorted(_candidates(found)):
        copy, original = _direction(found[left], found[right])
        share = _kept(copy, original)
        best = nearest.get(copy.position)
        if share >= PARTIAL_SHARE and (best is None or (share, -original.position) > (best[0], -best[1])):
            nearest[copy.position] = (share, original.position)
    return [_copy(found, position, nearest) for position in sorted(nearest)]


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


def _shares(copy: Page, original: Page) -> tuple[float, float]:
    """The part of the copy's sentences that stand in the original, and the other way round."""
    return (
        _standing(copy.sentences, original.sentences) / max(1, copy.whole),
        _standing(original.sentences, copy.sentences) / max(1, original.whole),
    )


def _kept(copy: Page, original: Page) -> float:
    """How much of the one stands in the other, whichever is more; nothing if it is a single sentence of many."""
    of_copy, of_original = _shares(copy, original)
    enough = of_copy >= COPY_SHARE or of_copy * copy.whole >= PARTIAL_SENTENCES
    return max(of_copy, of_original) if enough else 0.0


def _standing(sentences: Sequence[str], page: Sequence[str]) -> int:
    """How many of the sentences stand in the page: whole, lightly edited or shortened."""
    exact, rest = set(page), page if len(sentences) * len(page) <= LONGEST_COMPARED else ()
    return sum(sentence in exact or _stands_in(sentence, rest) for sentence in sentences)


def _stands_in(sentence: str, page: Sequence[str]) -> bool:
    edited = any(fuzz.token_sort_ratio(sentence, other, score_cutoff=SAME_SENTENCE) for other in page)
    return edited or any(fuzz.token_set_ratio(sentence, other, score_cutoff=SHORTENED) for other in page)


def _copy(found: Sequence[Page], position: int, nearest: Mapping[int, tuple[float, int]]) -> Copy:
    copy, root, seen = found[position], position, {position}
    while root in nearest and nearest[root][1] not in seen:
        root = nearest[root][1]
        seen.add(root)
    original = found[root]
    share, _ = _shares(copy, original)
    kind: Literal["copy", "partial"] = "copy" if share >= COPY_SHARE else "partial"
    why = "credits it" if copy.credits_outlet_of(original) else "published later"
    return Copy(copy.document, original.document, kind, round(share, 3), f"{share:.0%} of its sentences; {why}")
