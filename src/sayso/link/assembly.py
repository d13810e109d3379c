"""From the web to claims and disputes, for all wordings or for those that may have moved.

In: a `State` after `sayso.link.tying`, and people's verdicts. Out: `Made`. Wordings that are tied, directly or through
others, are grouped together and apart from all others; so what is made anew equals what would be made from scratch.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property

import numpy as np
from msgspec import Struct
from msgspec.structs import replace

from sayso.link.agents import Vertex
from sayso.link.claims import claim, claim_id
from sayso.link.disputes import count_apart, dispute, in_words, is_current
from sayso.link.drawers import Flags, Ints, Owners, distinct, ends
from sayso.link.ground import against
from sayso.link.grouping import Clash, Group, Grouping, groups
from sayso.link.judgements import Verdicts
from sayso.link.occasions import Occasion, occasion
from sayso.link.reasons import in_own_words
from sayso.link.respected import respected
from sayso.link.sameness import decide
from sayso.link.settings import LinkSettings
from sayso.link.state import NOBODY, State
from sayso.link.strangers import count_other_things
from sayso.link.tellings import Telling
from sayso.link.tying import Tied
from sayso.link.web import CLASH, GROUND, SAME, parted
from sayso.model import Claim, Dispute, Issue, Link


class Made(Struct, frozen=True):
    """``gone``: ids of claims made anew or no more; the claims in order of time; issues by claim."""

    gone: frozenset[str]
    claims: tuple[Claim, ...]
    disputes: tuple[Dispute, ...]
    issues: tuple[tuple[str, Issue], ...]


class Assembly:
    """Makes claims of groups and disputes of ties."""

    def __init__(self, state: State, settings: LinkSettings, judged: Verdicts) -> None:
        self._state, self._settings = state, settings
        self._judged = {(p.left, p.right) for p in (*judged.same, *judged.different)}
        self._verdicts = judged
        self._claims: dict[int, Claim] = {}
        self._occasions: dict[int, Occasion] = {}
        self._issues: list[tuple[str, Issue]] = []

    def made(self, tied: Tied, restyled: Ints) -> Made:
        """The claims of all moved wordings, and of ``restyled`` tellings, whose names or copies changed.

        A group of the same tellings as before, none of them touched, was joined as before and is the claim that it was.
        """
        state = self._state
        wordings = self._concerned(tied, restyled)
        before, anew = state.head.copy(), self._anew(tied, restyled)
        sizes = np.bincount(before[before != NOBODY], minlength=len(before))
        concerned = np.zeros(len(state.speaks) + 1, np.bool_)  # the last is nobody's
        concerned[[*wordings, NOBODY]] = True
        old = distinct(state.head[concerned[state.speaks]])
        state.head[state.speaks == NOBODY] = NOBODY
        fresh, stay = [], set()
        for found, reasons in self._grouped(sorted(wordings)):
            head = found[0]
            if not anew[found].any() and sizes[head] == len(found) and (before[found] == head).all():
                stay.add(head)
            else:
                fresh.append(self._make(found, reasons))
        gone = frozenset(self._id(int(head)) for head in old if head != NOBODY and head not in stay)
        disputes = self._disputes(fresh)
        claims = sorted(((state.in_time(head), self._claims[head]) for head in fresh), key=lambda one: one[0])
        return Made(
            gone, tuple(one for _, one in claims), disputes, tuple(sorted(self._issues, key=lambda one: one[0]))
        )

    def _anew(self, tied: Tied, restyled: Ints) -> Flags:
        """Which tellings' claims must be made anew whatever their group."""
        state = self._state
        wordings = np.zeros(len(state.speaks) + 1, np.bool_)
        wordings[[*tied.touched, NOBODY]] = True
        anew: Flags = wordings[state.speaks]
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
        return {one for one in state.web.reach(firsts) if state.speaks[one] == one}

    @cached_property
    def _judged_tellings(self) -> dict[tuple[str, str], int]:
        found = {}
        for document, statement in {key for pair in self._judged for key in pair} | self._state.judged:
            for one in self._state.tellings_of(self._state.number_of[document]):
                if self._state.shelf[one].statement == statement:
                    found[document, statement] = one
        return found

    def _grouped(self, wordings: Sequence[int]) -> Iterator[tuple[list[int], tuple[str, ...]]]:
        """Groups of tellings in order of time, with the reasons that hold them together."""
        state = self._state
        same = self._same(wordings)
        judged = self._judged_pairs()
        linked = {one for pair in judged for one in pair}
        pairs_of: dict[int, list[tuple[float, tuple[int, int]]]] = {}
        for pair, likeness in same.items():
            pairs_of.setdefault(pair[0], []).append((likeness, pair))
        for part in parted(wordings, (*same, *judged)):
            part.sort(key=state.in_time)
            pairs = [pair for one in part for pair in pairs_of.get(one, ())]
            found = groups(part, pairs, state.shelf.__getitem__, self._settings)
            told = [(self._tellings(firsts), reasons) for firsts, reasons in found]
            yield from self._respected(told) if linked.intersection(part) else told

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
            start, end = np.searchsorted(speaks, [first, first + 1])
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

    def _make(self, numbers: list[int], reasons: tuple[str, ...]) -> int:
        """Make the claim of a group. Out: its head."""
        state = self._state
        head = numbers[0]
        state.head[numbers] = head
        self._claim(head, numbers, reasons, keep_issues=True)
        return head

    def _claim(self, head: int, numbers: Sequence[int], reasons: tuple[str, ...], *, keep_issues: bool) -> Claim:
        tellings = self._read(numbers)
        made = claim(Group(tellings, reasons), self._state.copies, self._state.speakers, self._publishers(tellings))
        self._claims[head] = made.claim
        self._state.several[head] = made.claim.independent_origins.at_most > 1
        if keep_issues:
            self._issues += [(made.claim.id, issue) for issue in made.issues]
        return made.claim

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
        """A claim, made for this look only if it was not made anew."""
        if head not in self._claims:
            self._claim(head, self._members(head), (), keep_issues=False)
        return self._claims[head]

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
        start, end = np.searchsorted(heads, [head, head + 1])
        return sorted(order[start:end].tolist(), key=self._state.in_time)

    def _disputes(self, heads: Sequence[int]) -> tuple[Dispute, ...]:
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


__all__ = ["Assembly", "Clash", "Made"]
