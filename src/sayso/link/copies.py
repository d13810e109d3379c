"""Which documents are copies, partial copies or revisions of others.

In: readings. Out: `Copies`. A document whose sentences stand in an earlier one is its copy; one that
keeps half of them is a partial copy; another version at the same address is a revision. What is quoted is
no evidence: two outlets that quote one speech are not copies. The original is the one that the others
credit ("(Reuters) –", "Originally published in ..."), else the earliest.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Literal

from msgspec import Struct
from rapidfuzz import fuzz

from sayso.link.agents import Agents
from sayso.link.credit import credited
from sayso.link.minhash import bucket_pairs, near_duplicates
from sayso.link.moments import order
from sayso.link.words import words
from sayso.model import Copy, Issue, Link, Reading

# Measured on tests/link/test_copies.py: light edits keep a sentence above, others are below.
SAME_SENTENCE = 88.0  # rapidfuzz token_sort_ratio
FEW_WORDS = 6  # a shorter sentence ("He did not elaborate.") is no evidence of copying
LONGEST_COMPARED = 250_000  # pairs of sentences; two longer pages share whole sentences or none
COPY_SHARE = 0.8
PARTIAL_SHARE = 0.5


class Page(Struct, frozen=True):
    """A document as the search for copies sees it: its own sentences, folded."""

    document: str
    position: int
    outlet: str
    credits: str | None
    published: float
    sentences: tuple[str, ...]


class Copies(Struct, frozen=True):
    """What was found, and two look-ups.

    ``original_of`` leads from each full or partial copy to its original; ``superseded`` from each earlier
    version to the latest one at its address.
    """

    found: tuple[Copy, ...]
    original_of: Mapping[str, str]
    partial: frozenset[str]
    superseded: Mapping[str, str]
    issues: tuple[Issue, ...] = ()


def copies(readings: Sequence[Reading], agents: Agents) -> Copies:
    """The copies and revisions among the readings."""
    revisions, superseded = _revisions(readings)
    pages = _pages([reading for reading in readings if reading.document.id not in superseded], agents)
    found = _originals(pages)
    return Copies(
        found=tuple(sorted((*revisions, *found), key=lambda copy: copy.document)),
        original_of={copy.document: copy.original for copy in found},
        partial=frozenset(copy.document for copy in found if copy.kind == "partial"),
        superseded=superseded,
    )


def _revisions(readings: Sequence[Reading]) -> tuple[list[Copy], dict[str, str]]:
    """Versions at one address, by time; the latest is current. Of one moment, the longer is later."""
    versions: dict[str, list[Reading]] = defaultdict(list)
    for reading in readings:
        if reading.document.url:
            versions[_address(reading.document.url)].append(reading)
    found, superseded = [], {}
    for address, group in versions.items():
        group.sort(key=lambda r: (order(r.document.published), len(r.document.text), r.document.id))
        first, latest = group[0].document.id, group[-1].document.id
        for reading in group[1:]:
            reason = f"another version at {address}"
            found.append(Copy(reading.document.id, first, "revision", _kept(reading, group[0]), reason))
        superseded.update({reading.document.id: latest for reading in group[:-1]})
    return found, superseded


def _address(url: str) -> str:
    """An address without fragment, scheme and final slash, which do not change what stands there."""
    return url.split("#")[0].split("://")[-1].removeprefix("www.").rstrip("/")


def _kept(reading: Reading, first: Reading) -> float:
    return _share(_sentences(reading), _sentences(first))


def _pages(readings: Sequence[Reading], agents: Agents) -> list[Page]:
    """Pages in order of time, so that neighbours in a full bucket are neighbours in time."""
    in_time = sorted(readings, key=lambda r: (order(r.document.published), r.document.id))
    return [_page(position, reading, agents) for position, reading in enumerate(in_time)]


def _page(position: int, reading: Reading, agents: Agents) -> Page:
    document = reading.document
    outlet = (
        agents.vertex(document.id, Link(document.outlet, "organisation")).key
        if document.outlet
        else document.id
    )
    credit = credited(document.text, reading.blocks)
    return Page(
        document=document.id,
        position=position,
        outlet=outlet,
        credits=agents.key(document.id, Link(credit, "organisation")) if credit else None,
        published=order(document.published),
        sentences=_sentences(reading),
    )


def _sentences(reading: Reading) -> tuple[str, ...]:
    """The document's own sentences, folded; all of them where it has no other than quoted ones."""
    text = reading.document.text
    boilerplate = [
        (block.start, block.end) for block in reading.blocks if block.role in ("boilerplate", "repeat")
    ]
    quoted = [(span.start, span.end) for s in reading.statements if s.kind == "direct" for span in s.content]
    spans = [(span.start, span.end) for span in reading.sentences]
    own = _outside(_outside(spans, boilerplate), quoted)
    return tuple(_folded(text[start:end]) for start, end in own or _outside(spans, boilerplate))


def _outside(spans: Sequence[tuple[int, int]], areas: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Spans of which no more than half lies in the areas; both are walked once."""
    ordered, kept, index = sorted(areas), [], 0
    for start, end in sorted(spans):
        while index < len(ordered) and ordered[index][1] <= start:
            index += 1
        covered, ahead = 0, index
        while ahead < len(ordered) and ordered[ahead][0] < end:
            covered += min(end, ordered[ahead][1]) - max(start, ordered[ahead][0])
            ahead += 1
        if covered <= (end - start) / 2:
            kept.append((start, end))
    return kept


def _folded(sentence: str) -> str:
    return " ".join(word.plain for word in words(sentence))


def _originals(pages: Sequence[Page]) -> list[Copy]:
    """For each page that is a copy, its original: the root of what it was copied from."""
    nearest: dict[int, tuple[float, int]] = {}
    for left, right in sorted(_candidates(pages)):
        copy, original = _direction(pages[left], pages[right])
        share = max(_share(copy.sentences, original.sentences), _share(original.sentences, copy.sentences))
        best = nearest.get(copy.position)
        if share >= PARTIAL_SHARE and (best is None or (share, -original.position) > (best[0], -best[1])):
            nearest[copy.position] = (share, original.position)
    return [_copy(pages, position, nearest) for position in sorted(nearest)]


def _candidates(pages: Sequence[Page]) -> set[tuple[int, int]]:
    """Pages near by MinHash, and pages that share a whole sentence (which also finds partial copies)."""
    pairs = near_duplicates([" ".join(page.sentences).split() for page in pages])
    sharing: dict[str, list[int]] = defaultdict(list)
    for page in pages:
        for sentence in sorted(set(page.sentences)):
            if sentence.count(" ") + 1 >= FEW_WORDS:
                sharing[sentence].append(page.position)
    return pairs.union(*(bucket_pairs(bucket) for bucket in sharing.values() if len(bucket) > 1))


def _direction(first: Page, later: Page) -> tuple[Page, Page]:
    """(copy, original): the credited outlet's page is the original, else the earlier one."""
    if first.credits == later.outlet and first.outlet != later.outlet:
        return first, later
    return later, first


def _share(copy: Sequence[str], original: Sequence[str]) -> float:
    """The part of the copy's sentences, by words, that stand in the original, lightly edited or not."""
    telling = [sentence for sentence in copy if sentence.count(" ") + 1 >= FEW_WORDS] or list(copy)
    whole = sum(len(sentence) for sentence in telling)
    if not whole or not original:
        return 0.0
    exact, rest = set(original), original if len(telling) * len(original) <= LONGEST_COMPARED else ()
    return sum(len(s) for s in telling if s in exact or _stands_in(s, rest)) / whole


def _stands_in(sentence: str, original: Sequence[str]) -> bool:
    return any(fuzz.token_sort_ratio(sentence, other, score_cutoff=SAME_SENTENCE) for other in original)


def _copy(pages: Sequence[Page], position: int, nearest: Mapping[int, tuple[float, int]]) -> Copy:
    copy, root, seen = pages[position], position, {position}
    while root in nearest and nearest[root][1] not in seen:
        root = nearest[root][1]
        seen.add(root)
    original = pages[root]
    share = _share(copy.sentences, original.sentences)
    kind: Literal["copy", "partial"] = "copy" if share >= COPY_SHARE else "partial"
    credit = "credits it" if copy.credits == original.outlet else "published later"
    return Copy(
        copy.document, original.document, kind, round(share, 3), f"{share:.0%} of its sentences; {credit}"
    )
