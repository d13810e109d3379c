"""What one side denies and the other states.

In: the two sides of a comparison. Out: a finding, or none. A negator puts the content words behind it, up to the end
of its clause, in the negative: NegEx's method (Chapman et al. 2001), with news' own negators. What says the same on the
other side is found word by word (`sayso.check.aligned`); the negatives around it there must come to the same sign. Two
negatives make a positive; a word that is negative by its meaning alone ("without", "stopped") may count or not.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import chain, islice
from typing import NamedTuple

from msgspec.structs import replace

from sayso.check.aligned import Token
from sayso.check.answers import answers
from sayso.check.compared import Compared, Side
from sayso.check.draft import Draft
from sayso.check.negatives import CONFIRM, IDIOM, PLAIN, STOP, UN, Mark, marks
from sayso.check.passages import keys_of
from sayso.check.reversed import said_nowhere, said_otherwise
from sayso.check.turned import opposed
from sayso.link.words import light_stem, wording

BESIDE = 3  # content words between what is negated and a negator behind it: "questions went unanswered"
STATED = 0.6  # share of the words behind a negator that the other side must have to state them
NEAR_BY = 0.5  # ... from which a word stated plainly there is the one that is negated here
CLOSE = 0.8  # share of words alike from which what is negated need not have its own words at the source
MOST_ASKED = 2  # negatives of a line that the sentence's vector is asked of
_PLAIN_NOT = frozenset(["not", "never", "cannot"])
_DENIALS = frozenset("deny denies denied denying denial denials dismiss dismissed reject rejected".split())
_GOES_ON = frozenset(keys_of("still continue continues continued keep keeps".split()))  # against "stop"
_Differing = tuple[Token, bool]  # a negative, and whether it stands in the line


def denial_drafts(both: Compared) -> Iterator[Draft]:
    """A finding when words are denied on one side and stated on the other."""
    here: Sequence[Mark] = marks(both.left)
    there: Sequence[Mark] = marks(both.right)
    confirmed = _confirmed_and_not(both, here, there)
    if confirmed:
        yield Draft("S008", both.line.start, both.line.end, confirmed, both.citation)
        return
    turned, here, there = _turned(both, here, there)
    if turned:
        yield turned
        return
    own, other = _Signs(both.left.tokens, here), _Signs(both.right.tokens, there)
    found = islice(_differing(both, own, other), MOST_ASKED)
    firm = (one for one in found if not _answered_in_words(both, own, other, *one))
    for token, here_alone in islice(chain(firm, _said_nowhere(both, own)), 1):
        where = "here and not at the source" if here_alone else "at the source and not here"
        yield Draft("S008", both.line.start, both.line.end, f"“{token.plain}” is {where}", both.citation)


def _answered_in_words(both: Compared, own: _Signs, other: _Signs, token: Token, here: bool) -> bool:
    """Whether the other side says a negative in words of its own: asked where both have as many, and of a line's
    that is put quite otherwise where the source has none."""
    counts = [sum(mark.strong for mark in side.marks) for side in ((own, other) if here else (other, own))]
    may = counts[0] == counts[1] or (here and not counts[1] and both.candidate.alike < CLOSE)
    return may and said_otherwise(both, token, here)


def _said_nowhere(both: Compared, own: _Signs) -> Iterator[_Differing]:
    """The negatives of the line without which it is surely nearer to the passage; none that stands around it."""
    firm = [mark for mark in own.marks if mark.strong] if both.candidate.alike >= NEAR_BY else []
    around = marks(both.near) if firm else ()
    near = {mark.key for mark in around}
    denied = {both.near.tokens[at].stem for mark in around for at in mark.reach}  # "undamaged", of "not been damaged"
    for mark in firm:
        told = mark.key in near or (mark.key == UN and light_stem(own.tokens[mark.at].plain[2:]) in denied)
        if not told and said_nowhere(both, own.tokens[mark.at]):
            yield own.tokens[mark.at], True


def _differing(both: Compared, own: _Signs, other: _Signs) -> Iterator[_Differing]:
    """The negatives that the other side seems to have nothing for, the surest first."""
    yield from (*_unsaid(own, other), *_goes_on(both, own, other))
    yield from _plainly(both, own, other)
    yield from _alone(both, own, other)
    here, there = own.marks, other.marks
    told = [one for one in there if one.strong and both.aligned.of_right(one.reach)]
    if sum(one.strong for one in here) % 2 == len(told) % 2:
        return  # as many on both sides: which stands for which cannot be told from words
    for mark in here:
        close = both.candidate.alike >= CLOSE or both.aligned.of_left(mark.reach)
        added = close and mark.key == PLAIN and not _answered(mark, own, other, both.aligned.of_left)
        added = added and _differs(mark, own, other, both.aligned.of_left, 0.0)
        if added and not _near_by(mark, both) and _uneven(both, own, other, mark, both.aligned.of_left):
            yield own.tokens[mark.at], True
    if {mark.key for mark in here} - {mark.key for mark in there}:
        return  # another word for it, perhaps in a clause far from the words themselves
    for mark in there:
        differs = mark.strong and _differs(mark, other, own, both.aligned.of_right, STATED)
        if differs and _uneven(both, other, own, mark, both.aligned.of_right):
            yield other.tokens[mark.at], False


def _alone(both: Compared, own: _Signs, other: _Signs) -> Iterator[_Differing]:
    """A negative that the other side has nothing for, in any words: "denied permission", "gave permission"."""
    if not (own.marks or other.marks) or both.candidate.alike < NEAR_BY:
        return
    left = answers(both.left, [(one.at, one.key) for one in own.marks])
    right = answers(both.right, [(one.at, one.key) for one in other.marks])
    here = [mark for mark in own.marks if _sole(mark, right)] if not right - left else []
    for mark in here:
        if both.aligned.of_left(mark.reach):
            yield own.tokens[mark.at], True
    denied = _denials(own) & _denials(other)  # "repeated his denial. There are no …"
    there = [mark for mark in other.marks if _sole(mark, left)] if not left - right and not denied else []
    told = _told(both) if there else frozenset()
    for mark in there:
        beside = other.tokens[mark.at].sentence in told and both.aligned.of_right(mark.reach)
        if beside or _met(mark, other, both.aligned.of_right):
            yield other.tokens[mark.at], False


def _denials(side: _Signs) -> frozenset[str]:
    return frozenset(mark.key for mark in side.marks if side.tokens[mark.at].plain in _DENIALS)


def _sole(mark: Mark, other: Mapping[str, int]) -> bool:
    """Whether a mark negates for certain and the other side has none of its sort."""
    return mark.strong and mark.key != UN and not other.get(mark.key)


def _told(both: Compared) -> frozenset[int]:
    """The sentences of the passage that the line has most of."""
    counts = Counter(
        both.right.tokens[at].sentence for at, token in enumerate(both.right.tokens) if both.aligned.of_right([at])
    )
    most = max(counts.values(), default=0)
    return frozenset(sentence for sentence, count in counts.items() if count == most)


def _met(mark: Mark, own: _Signs, aligned: Callable[[Iterable[int]], list[int]]) -> bool:
    """Whether the other side has most of the words that a mark reaches, the first of them too."""
    heads = [index for index in mark.reach if not own.tokens[index].apart] or list(mark.reach)
    stated = [index for index in mark.reach if aligned([index])]
    return bool(aligned(heads)) and len(stated) >= STATED * len(mark.reach)


def _uneven(
    both: Compared, own: _Signs, other: _Signs, mark: Mark, aligned: Callable[[Iterable[int]], list[int]]
) -> bool:
    """Whether the sentence of a mark has not as many negatives, and words for one, as what says the same."""
    left, right = (both.left, both.right) if own.tokens is both.left.tokens else (both.right, both.left)
    sentence = own.tokens[mark.at].sentence
    beside = [at for at, token in enumerate(own.tokens) if token.sentence == sentence]
    told = frozenset(other.tokens[at].sentence for at in aligned(mark.reach) or aligned(beside))
    here = answers(left, [(one.at, one.key) for one in own.marks], frozenset([sentence]))
    there = answers(right, [(one.at, one.key) for one in other.marks], told or None)
    return (here - there).total() != (there - here).total()


def _turned(
    both: Compared, here: Sequence[Mark], there: Sequence[Mark]
) -> tuple[Draft | None, Sequence[Mark], Sequence[Mark]]:
    """A finding for opposites under one sign; and the marks without those that an opposite answers."""
    keys = {one.key for one in (*here, *there)}
    for pair in opposed(both):
        if {both.left.tokens[pair.left].key, both.right.tokens[pair.right].key} & keys:
            continue  # "no longer" of what stops: signs, which are compared as such
        left, right = _over(pair.left, here, both.left), _over(pair.right, there, both.right)
        if (len(left) + len(right)) % 2 == 0:
            words = both.left.tokens[pair.left].plain, both.right.tokens[pair.right].plain
            detail = f"“{words[0]}” here, “{words[1]}” at the source"
            return Draft("S009", both.line.start, both.line.end, detail, both.citation), here, there
        here, there = (
            [one for one in here if one not in left],
            [one for one in there if one not in right and one.at != pair.right],
        )
    return None, here, there


def _over(place: int, marks: Sequence[Mark], side: Side) -> list[Mark]:
    """The marks that negate the word at a place: it stands in their reach and their clause."""
    same = side.tokens[place].clause
    return [one for one in marks if one.at < place and place in one.reach and side.tokens[one.at].clause == same]


def _unsaid(own: _Signs, other: _Signs) -> Iterator[_Differing]:
    """A word with "un-" on one side and without on the other: "unclear" and "clear"."""
    for left, right, where in ((own, other, True), (other, own, False)):
        plain = {token.stem for token in left.tokens}
        for token in (left.tokens[mark.at] for mark in left.marks if mark.key == UN):
            bare = light_stem(token.plain[2:])
            stated = [at for at, one in enumerate(right.tokens) if one.stem == bare]
            kept = bare in plain or any(one.stem == token.stem for one in right.tokens)
            if stated and not kept and not _around(stated, right):
                yield token, where


def _plainly(both: Compared, own: _Signs, other: _Signs) -> Iterator[_Differing]:
    """A "not" before a word that the other side has in a sentence without any negative."""
    if not both.candidate.alike >= NEAR_BY:
        return
    for one, against, aligned, where in (
        (own, other, both.aligned.of_left, True),
        (other, own, both.aligned.of_right, False),
    ):
        for mark in (mark for mark in one.marks if mark.key != IDIOM):
            not_it = one.tokens[mark.at].plain in _PLAIN_NOT or one.tokens[mark.at].plain.endswith("n't")
            heads = [at for at in mark.reach if not one.tokens[at].apart][:1] if not_it else []
            there = [at for at in aligned(heads) if against.tokens[at].stem == one.tokens[heads[0]].stem]
            signed = {against.tokens[other_mark.at].sentence for other_mark in against.marks}
            same = [m for m in one.marks if m is not mark and heads and _touches(m, heads[0], one.tokens)]
            signed_there = any(against.tokens[at].sentence in signed for at in there)
            if there and not same and not signed_there and (one is other or not _near_by(mark, both)):
                yield one.tokens[mark.at], where


def _answered(mark: Mark, own: _Signs, other: _Signs, aligned: Callable[[Iterable[int]], list[int]]) -> bool:
    """Whether a mark of the same sort stands before the same word on the other side: "not to consult" on both."""
    heads = [at for at in mark.reach if not own.tokens[at].apart][:1]
    there = [at for at in aligned(heads) if other.tokens[at].stem == own.tokens[heads[0]].stem]
    return any(one.key == mark.key and at in one.reach for one in other.marks for at in there)


def _goes_on(both: Compared, own: _Signs, other: _Signs) -> Iterator[_Differing]:
    """What stops at the source goes on here."""
    for mark in other.marks if both.left.keys & _GOES_ON else ():
        if mark.key == STOP and not mark.strong and _differs(mark, other, own, both.aligned.of_right, STATED):
            yield other.tokens[mark.at], False


class _Signs(NamedTuple):
    """The words of a side and its negatives."""

    tokens: Sequence[Token]
    marks: Sequence[Mark]


def _differs(
    mark: Mark, own: _Signs, other: _Signs, aligned: Callable[[Iterable[int]], list[int]], least: float
) -> bool:
    """Whether the other side puts what a mark negates under another sign."""
    heads = [index for index in mark.reach if not own.tokens[index].apart] or list(mark.reach)
    met = [index for index in heads if aligned([index])]
    stated = [index for index in mark.reach if aligned([index])]
    if (least and not met) or len(stated) < least * len(mark.reach):
        return False
    there = aligned([*met, *_before(mark, own.tokens)])
    around = _around(there, other) if there else list(other.marks)
    sentences = {other.tokens[at].sentence for at in there}
    if not least and any(not one.strong and other.tokens[one.at].sentence in sentences for one in other.marks):
        around += [one for one in other.marks if not one.strong and one not in around]
    return _odd([replace(mark, strong=True), *(one for one in _around([mark.at, *met], own) if one != mark)], around)


def _before(mark: Mark, tokens: Sequence[Token]) -> list[int]:
    """The content word straight before a mark: "has seen nothing", "questions went unanswered"."""
    before = (i for i in range(mark.at - 1, -1, -1) if tokens[i].part == tokens[mark.at].part and tokens[i].content)
    return [index for index in [*before][:1] if not tokens[index].apart]


def _around(places: Iterable[int], side: _Signs) -> list[Mark]:
    """The marks that reach any of some places, or stand beside one."""
    places = list(places)
    return [one for one in side.marks if any(_touches(one, place, side.tokens) for place in places)]


def _touches(mark: Mark, place: int, tokens: Sequence[Token]) -> bool:
    if place in mark.reach or place == mark.at:
        return True
    if mark.at < place:
        return tokens[place].clause == tokens[mark.at].clause
    between = range(place + 1, mark.at)
    return tokens[place].part == tokens[mark.at].part and sum(tokens[i].content for i in between) <= BESIDE


def _odd(left: Sequence[Mark], right: Sequence[Mark]) -> bool:
    """Whether the signs must differ: marks of one key on both sides cancel out, and those left by meaning alone may
    count or not."""
    over = _left_over(left, right)
    strong = {one.key for one in (*left, *right) if one.strong}
    return all(key in strong for key in over) and sum(over.values()) % 2 == 1


def _left_over(left: Sequence[Mark], right: Sequence[Mark]) -> Counter[str]:
    own, other = Counter(one.key for one in left), Counter(one.key for one in right)
    return (own - other) + (other - own)


def _near_by(mark: Mark, both: Compared) -> bool:
    """Whether a neighbour of the passage has a plain negator before the same words."""
    near = both.near.tokens
    for one in marks(both.near):
        met = set(both.aligned_near.of_right(one.reach)) & set(mark.reach)
        outside = not both.right.holds(near[one.at].start, near[one.at].end)
        if outside and one.key == PLAIN and mark.reach and 3 * len(met) >= 2 * len(mark.reach):
            return True
    return False


def _confirmed_and_not(both: Compared, here: Sequence[Mark], there: Sequence[Mark]) -> str | None:
    """One side confirms what the other denies or could not verify, whatever the words for it: in a finding's words."""
    left, right = both.left, both.right
    for own, own_marks, other, others, where in (
        (right, there, left, here, "denied or unverified at the source and confirmed here"),
        (left, here, right, there, "denied or unverified here and confirmed at the source"),
    ):
        if not _confirms(other, others) or _confirms(own, own_marks):
            continue
        if any(_withholds(one, other) for one in others):
            continue
        plain = other.keys - CONFIRM
        if any(_withholds(one, own) and any(own.tokens[i].key in plain for i in one.reach) for one in own_marks):
            return where
    return None


def _confirms(side: Side, found: Sequence[Mark]) -> bool:
    counts = Counter(side.tokens[index].key for one in found for index in one.reach)
    denied = {key for key, count in counts.items() if count % 2}
    return bool(side.keys & CONFIRM - denied)


def _withholds(mark: Mark, side: Side) -> bool:
    """Whether a negator denies, or takes a verification in the negative: "denied", "could not verify"."""
    plain = side.tokens[mark.at].plain
    return plain in wording().denials or any(side.tokens[index].key in CONFIRM for index in mark.reach)
