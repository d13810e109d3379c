"""From the web to claims and disputes, for all wordings or for those that may have moved.

In: a `State` after `sayso.link.tying`, and people's verdicts. Out: `Made`. Wordings that are tied, directly or through
others, are grouped together and apart from all others; so what is made anew equals what would be made from scratch.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property

import msgspec
import numpy as np
from msgspec import Struct
from msgspec.structs import replace

from sayso.link.agents import Vertex
from sayso.link.claims import MOST_REASONS, claim, claim_id
from sayso.link.claims import Made as MadeClaim
from sayso.link.disputes import count_apart, dispute, in_words, is_current
from sayso.link.drawers import Flags, Ints, Owners, distinct, ends
from sayso.link.ground import against
from sayso.link.grouping import Clash, Group, Grouping, groups
from sayso.link.judgements import Verdicts
from sayso.link.occasions import Occasion, occasion
from sayso.link.packed import Chosen, Values
from sayso.link.reasons import in_own_words
from sayso.link.respected import respected
from sayso.link.sameness import decide
from sayso.link.settings import LinkSettings
from sayso.link.shelf import hash_of
from sayso.link.spread import spread
from sayso.link.state import NOBODY, State
from sayso.link.strangers import count_other_things
from sayso.link.tellings import Telling
from sayso.link.tying import Tied
from sayso.link.web import CLASH, GROUND, SAME, parted
from sayso.model import Claim, Dispute, Issue, Link

Kept = Callable[[str], Claim]
PARTS = 2_000  # sets of tied wordings that are grouped at once


class Made(Struct, frozen=True):
    """``gone``: ids of claims made anew or no more; ``contested`` those of claims that stay while their disputes are
    made anew; the claims in order of time; issues by claim.
    """

    gone: frozenset[str]
    contested: frozenset[str]
    claims: Chosen[Claim]
    disputes: tuple[Dispute, ...]
    issues: tuple[tuple[str, Issue], ...]


class _Piece(Struct, frozen=True, array_like=True):
    """A group: its tellings in order of time, and its claim, packed, unless it is the claim that it was.

    ``why``: a number of the reasons that hold it together.
    """

    tellings: list[int]
    why: int = 0
    claim: bytes = b""
    several: bool = False
    issues: tuple[Issue, ...] = ()


class Assembly:
    """Makes claims of groups and disputes of ties."""

    def __init__(self, state: State, settings: LinkSettings, judged: Verdicts, kept: Kept) -> None:
        self._state, self._settings, self._kept = state, settings, kept
        self._judged = {(p.left, p.right) for p in (*judged.same, *judged.different)}
        self._verdicts = judged
        self._claims = Values(Claim)
        self._place_of: dict[int, int] = {}  # among the claims, by head
        self._looked_at: dict[int, Claim] = {}
        self._issues: list[tuple[str, Issue]] = []
        self._occasions: dict[int, Occasion] = {}

    def made(self, tied: Tied, restyled: Ints, renamed: Ints) -> Made:
        """The claims of all moved wordings, of ``restyled`` tellings, whose copies changed, and ``renamed`` heads.

        A group of the same tellings as before, joined for the same reasons, is the claim that it was: a hundred
        documents touch 1,135 claims of a desk of 100,000, and 1,107 of them are.
        """
        state = self._state
        wordings = self._concerned(tied, restyled)
        before, anew = state.head.copy(), self._anew(restyled)
        sizes = np.bincount(before[before != NOBODY], minlength=len(before))
        concerned = np.zeros(len(state.speaks) + 1, np.bool_)  # the last is nobody's
        concerned[[*wordings, NOBODY]] = True
        old = distinct(state.head[concerned[state.speaks]])
        state.head[state.speaks == NOBODY] = NOBODY

        def stays(found: list[int], why: int) -> bool:
            unmoved = sizes[found[0]] == len(found) and (before[found] == found[0]).all()
            return bool(unmoved) and not anew[found].any() and int(state.why[found[0]]) == why

        stay = {piece.tellings[0] for piece in self._pieces(sorted(wordings), stays) if not self._keep(piece)}
        moved = set(old.tolist()) - stay - {NOBODY}
        gone = frozenset(map(self._id, moved | self._renamed(renamed)))
        contested = self._contested(tied)
        disputes = self._disputes(self._place_of.keys() | contested)
        in_time = sorted(self._place_of, key=state.in_time)
        claims = self._claims.chosen([self._place_of[head] for head in in_time])
        issues = tuple(sorted(self._issues, key=lambda one: one[0]))
        return Made(gone, frozenset(map(self._id, contested)), claims, disputes, issues)

    def _contested(self, tied: Tied) -> set[int]:
        """Heads of claims that stay, but clash otherwise than before with others that stay too: one of each two."""
        heads = (self._state.head[end].tolist() for end in ends(tied.clashes))
        known = {*self._place_of, NOBODY}
        return {one for one, other in zip(*heads, strict=True) if one != other and known.isdisjoint((one, other))}

    def _keep(self, piece: _Piece) -> bool:
        """Keep the claim of a group, if one was made. Out: whether."""
        if piece.claim:
            head = piece.tellings[0]
            self._state.head[piece.tellings] = head
            self._state.several[head], self._state.why[head] = piece.several, piece.why
            self._place_of[head] = len(self._claims)
            self._claims.packed.append(piece.claim)
            self._issues += [(self._id(head), issue) for issue in piece.issues]
        return bool(piece.claim)

    def _renamed(self, heads: Ints) -> set[int]:
        """Make the claims anew that look different with the names of now. Out: their heads."""
        found = set()
        for head in heads.tolist():
            if self._state.head[head] == head and head not in self._place_of:
                piece = self._piece_renamed(head)
                if self._keep(piece):
                    found.add(head)
        return found

    def _anew(self, restyled: Ints) -> Flags:
        """Which tellings' claims must be made anew whatever their group."""
        anew: Flags = np.zeros(len(self._state.speaks), np.bool_)
        anew[restyled] = True
        anew[list(self._judged_tellings.values())] = True
        return anew

    def _concerned(self, tied: Tied, restyled: Ints) -> set[int]:
        state = self._state
        firsts = {one for one in tied.moved if state.speaks[one] == one}
        if tied.whole:
            return firsts
        firsts.update(state.speaks[restyled].tolist())
        firsts |= {int(state.speaks[one]) for one in self._judged_tellings.values()}
        others = state.web.reach(firsts - tied.moved)  # those moved are already all that reach one another
        return {one for one in tied.moved | others if state.speaks[one] == one}

    @cached_property
    def _judged_tellings(self) -> dict[tuple[str, str], int]:
        found = {}
        for document, statement in {key for pair in self._judged for key in pair} | self._state.judged:
            for one in self._state.tellings_of(self._state.number_of[document]):
                if self._state.shelf[one].statement == statement:
                    found[document, statement] = one
        return found

    def _pieces(self, wordings: Sequence[int], stays: Callable[[list[int], int], bool]) -> Iterator[_Piece]:
        """The groups of wordings, each with its claim unless it ``stays``."""
        same = self._same(wordings)
        judged = self._judged_pairs()
        linked = {one for pair in judged for one in pair}
        pairs_of: dict[int, list[tuple[float, tuple[int, int]]]] = {}
        for pair, likeness in same.items():
            pairs_of.setdefault(pair[0], []).append((likeness, pair))
        parts = parted(wordings, (*same, *judged))
        _ = self._by_wording  # known before a second process is made

        def work(portion: tuple[int, int]) -> list[_Piece]:
            made = []
            for part in parts[slice(*portion)]:
                pairs = [pair for one in part for pair in pairs_of.get(one, ())]
                found = self._grouped(part, pairs, judged=not linked.isdisjoint(part))
                made += [self._piece(told, reasons, stays) for told, reasons in found]
            return made

        portions = ((start, start + PARTS) for start in range(0, len(parts), PARTS))
        for pieces in spread(portions, work, tuple[int, int], list[_Piece]):
            yield from pieces

    def _grouped(
        self, part: list[int], pairs: Sequence[tuple[float, tuple[int, int]]], *, judged: bool
    ) -> Iterable[tuple[list[int], tuple[str, ...]]]:
        """Groups of tellings in order of time, with the reasons that hold them together."""
        part.sort(key=self._state.in_time)
        found = groups(part, pairs, self._state.shelf.__getitem__, self._settings)
        told = [(self._tellings(firsts), reasons) for firsts, reasons in found]
        return self._respected(told) if judged else told

    def _same(self, wordings: Sequence[int]) -> dict[tuple[int, int], float]:
        """The pairs of them that are the same, and how alike they are."""
        left, right = ends(self._state.web.pairs)
        wanted = np.zeros(len(self._state.speaks), np.bool_)
        wanted[list(wordings)] = True
        kept = ((self._state.web.flags & SAME) > 0) & wanted[left] & wanted[right]
        pairs = zip(left[kept].tolist(), right[kept].tolist(), strict=True)
        return dict(zip(pairs, self._state.web.likeness[kept].tolist(), strict=True))

    def _judged_pairs(self) -> list[tuple[int, int]]:
        place = self._judged_tellings
        pairs = ((place.get(left), place.get(right)) for left, right in self._judged)
        speaks = self._state.speaks
        return [(int(speaks[one]), int(speaks[two])) for one, two in pairs if one is not None and two is not None]

    @cached_property
    def _by_wording(self) -> tuple[Ints, Owners]:
        order = np.argsort(self._state.speaks, kind="stable")
        return order, self._state.speaks[order]

    def _tellings(self, firsts: Iterable[int]) -> list[int]:
        """All tellings of some wordings, in order of time."""
        order, speaks = self._by_wording
        found: list[int] = []
        for first in firsts:
            start, end = _bounds(speaks, first)
            found += order[start:end].tolist()
        return sorted(found, key=self._state.in_time)

    def _respected(self, told: list[tuple[list[int], tuple[str, ...]]]) -> Iterator[tuple[list[int], tuple[str, ...]]]:
        """The groups as people judged them."""
        number = {
            (telling.document, telling.statement, telling.start): one
            for numbers, _ in told
            for one in numbers
            for telling in (self._state.shelf[one],)
        }
        made = Grouping(tuple(Group(self._read(numbers), reasons) for numbers, reasons in told), ())
        for group in respected(made, self._verdicts, self._settings).groups:
            yield [number[one.document, one.statement, one.start] for one in group.tellings], group.reasons

    def _read(self, numbers: Iterable[int]) -> tuple[Telling, ...]:
        return tuple(self._named(self._state.shelf[one]) for one in numbers)

    def _named(self, telling: Telling) -> Telling:
        """The telling with the names that its agents are printed with now."""
        printed = self._state.agents.printed
        if all(printed.get(vertex.key, vertex.name) == vertex.name for vertex in telling.chain):
            return telling
        named = (Vertex(one.key, printed.get(one.key, one.name), one.kind) for one in telling.chain)
        return replace(telling, chain=tuple(named))

    def _piece(self, numbers: list[int], reasons: tuple[str, ...], stays: Callable[[list[int], int], bool]) -> _Piece:
        """A group with its claim, unless it ``stays``."""
        why = hash_of(reasons[:MOST_REASONS])  # no claim says more of them
        if stays(numbers, why):
            return _Piece(numbers)
        made = self._claim(numbers, reasons)
        several = made.claim.independent_origins.at_most > 1
        return _Piece(numbers, why, msgspec.msgpack.encode(made.claim), several, made.issues)

    def _piece_renamed(self, head: int) -> _Piece:
        """A group, joined as before, with its claim as it looks now unless that looks as it did."""
        numbers, kept = self._members(head), self._kept(self._id(head))
        made = self._claim(numbers)
        reasons = kept.reasons[: len(kept.reasons) - len(made.claim.reasons)] + made.claim.reasons
        now = replace(made.claim, reasons=reasons)
        if now == kept:
            return _Piece(numbers)
        why, several = int(self._state.why[head]), now.independent_origins.at_most > 1
        return _Piece(numbers, why, msgspec.msgpack.encode(now), several, made.issues)

    def _claim(self, numbers: Sequence[int], reasons: tuple[str, ...] = ()) -> MadeClaim:
        tellings = self._read(numbers)
        return claim(Group(tellings, reasons), self._state.copies, self._state.speakers, self._publishers(tellings))

    def _publishers(self, tellings: Iterable[Telling]) -> dict[str, Vertex]:
        """The publishers of the originals that tellings are copied from."""
        state = self._state
        originals = (state.copies.original_of.get(telling.document) for telling in tellings)
        found = {}
        for document in set(originals):
            if document is not None:
                outlet = state.papers[state.number_of[document]].outlet
                found[document] = state.agents.vertex(document, Link(outlet, "organisation"))
        return found

    def _id(self, head: int) -> str:
        return claim_id(self._state.shelf[head])

    def _claim_of(self, head: int) -> Claim:
        """A claim, the one that is kept if it was not made anew."""
        if head in self._place_of:
            return self._claims[self._place_of[head]]
        if head not in self._looked_at:
            self._looked_at[head] = self._kept(self._id(head))
        return self._looked_at[head]

    def _occasion_of(self, head: int) -> Occasion:
        if head not in self._occasions:
            self._occasions[head] = occasion([self._state.shelf[one] for one in self._members(head)])
        return self._occasions[head]

    @cached_property
    def _by_head(self) -> tuple[Ints, Owners]:
        """Tellings by claim; asked only when all new claims have their heads."""
        order = np.argsort(self._state.head, kind="stable")
        return order, self._state.head[order]

    def _members(self, head: int) -> list[int]:
        """All tellings of a claim, in order of time."""
        order, heads = self._by_head
        start, end = _bounds(heads, head)
        return sorted(order[start:end].tolist(), key=self._state.in_time)

    def _disputes(self, heads: Iterable[int]) -> tuple[Dispute, ...]:
        """The disputes that the claims with these heads have a part in."""
        found: dict[str, Dispute] = {}
        for clash, left, right in self._clashes(set(heads)):
            if self._state.head[clash[1]] != left:  # the reason names the sides in their order
                clash = clash[0], clash[2], clash[1]
            reason = self._reason(clash, left, right)
            if reason is not None and (made := dispute(self._claim_of(left), self._claim_of(right), *reason)):
                found.setdefault(made.id, made)
        return tuple(found[key] for key in sorted(found))

    def _clashes(self, heads: set[int]) -> Iterator[tuple[tuple[int, int, int], int, int]]:
        """Ties of two claims, over ground the first and in words the likest: (flag, wordings), and both heads."""
        state, web = self._state, self._state.web
        left, right = ends(web.pairs)
        wanted = np.zeros(len(state.head) + 1, np.bool_)
        wanted[list(heads)] = True
        tied = (web.flags & (CLASH | GROUND) > 0) & (wanted[state.head[left]] | wanted[state.head[right]])
        best: dict[tuple[int, int, int], tuple[tuple[float, object, object], int, int]] = {}
        for place in np.flatnonzero(tied):
            ordered = sorted((int(left[place]), int(right[place])), key=state.in_time)
            ends_ = sorted((int(state.head[one]) for one in ordered), key=state.in_time)
            if ends_[0] == ends_[1]:
                continue
            for flag in (CLASH, GROUND):
                if int(web.flags[place]) & flag:
                    rank = (-float(web.likeness[place]), state.in_time(ordered[0]), state.in_time(ordered[1]))
                    key = flag, ends_[0], ends_[1]
                    if key not in best or rank < best[key][0]:
                        best[key] = rank, ordered[0], ordered[1]
        for (flag, one, other), (_, *pair) in sorted(best.items(), key=lambda item: -item[0][0]):
            yield (flag, pair[0], pair[1]), one, other

    def _reason(self, clash: tuple[int, int, int], one: int, other: int) -> tuple[str, str] | None:
        """The kind of dispute that a tie makes of two claims, and the reason; None if it makes none."""
        flag, left, right = clash
        first, second = self._state.shelf[left], self._state.shelf[right]
        if flag == GROUND:
            found = (against(mine, yours) for mine in first.ground for yours in second.ground)
            reason = next((reason for reason in found if reason is not None), None)
            current = reason is not None and is_current(self._claim_of(one)) and is_current(self._claim_of(other))
            return reason if current else None
        decision = decide(first, second, self._settings)
        occasions = self._occasion_of(one), self._occasion_of(other)
        conflict = in_words(occasions, decision.score, decision.conflicts)
        if conflict is None or (conflict.kind == "figure" and count_other_things(first.content, second.content)):
            return None
        figures = all(one.kind == "figure" for one in decision.conflicts)
        if figures and not count_apart(self._claim_of(one), self._claim_of(other)):
            return None
        return conflict.kind, in_own_words(conflict, first.text, second.text)


def _bounds(ordered: Owners, one: int) -> tuple[int, int]:
    """Where the rows of one begin and end. Sought in the array's own type: another would turn all of it each time."""
    start, end = np.searchsorted(ordered, np.array([one, one + 1], ordered.dtype)).tolist()
    return start, end


__all__ = ["Assembly", "Clash", "Made"]
