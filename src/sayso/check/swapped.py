"""One word put for another in a sentence that is otherwise the source's: "killed" where it has "evacuated".

In: the two sides of a comparison. Out: a finding, or none. Only a line that follows its passage word for word is held
to single words: a free paraphrase has others for good reasons. Vectors cannot tell an alteration from a synonym
("evacuated" is as near to "killed" as to "displaced", "hit" nearer to "visited" than to "damaged"), so both words must
stand in a table of what excludes each other, ``deeds.txt``, and neither side may have another word for the other's.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from importlib.resources import files

from sayso.check.aligned import Token
from sayso.check.compared import Compared, Side
from sayso.check.draft import Draft
from sayso.check.negatives import marks
from sayso.check.turned import opposites
from sayso.link.words import light_stem
from sayso.model import Span

FOLLOWS = 0.8  # share of the line's other content words, names apart, that the passage must have, in the same words
LEAST = 3  # of these: fewer are no sentence that could be followed
_Kind = tuple[str, int]  # a section of the table and a line of it


@lru_cache(maxsize=1)
def _table() -> Mapping[str, frozenset[_Kind]]:
    """For each stem the lines that it stands in."""
    found: dict[str, set[_Kind]] = defaultdict(set)
    section = ""
    for number, line in enumerate(files(__package__).joinpath("deeds.txt").read_text(encoding="utf-8").splitlines()):
        if line.startswith("["):
            section = line.strip("[]")
        elif line and not line.startswith("#"):
            for word in line.split():
                found[light_stem(word)].add((section, number))
    return {stem: frozenset(kinds) for stem, kinds in found.items()}


def swapped_drafts(both: Compared) -> Iterator[Draft]:
    """A finding for the first word of the line that is put for another one of the passage."""
    passage = both.candidate.passage
    left, source = both.left, Side(both.right.page, [Span(passage.start, passage.end)])
    stems = {token.stem for token in source.tokens}
    here = [at for at in _stated(left) if left.tokens[at].stem not in stems]
    if not here or not _follows(left.tokens, source.tokens, set(here)):
        return
    told, around = _kinds_of(left.tokens), _kinds_of(source.tokens)
    for at in here:
        one = left.tokens[at]
        for there in _stated(source) if not _kinds(one) & around else ():
            other = source.tokens[there]
            in_slot = _beside(left.tokens, at) & _beside(source.tokens, there)
            if in_slot and not _kinds(other) & told and _exclude(one, other) and not _from_near(both, at):
                detail = f"“{one.plain}” here, “{other.plain}” at the source"
                yield Draft("F005", one.start, one.end, detail, both.citation)
                return


def _from_near(both: Compared, at: int) -> bool:
    """Whether a neighbour of the passage has the word, or one for it, of the same thing and of as many."""
    left, near = both.left.tokens, both.near.tokens
    own = _numbers(left, at)
    for other, token in enumerate(near):
        if _kinds(token) & _kinds(left[at]) and _beside(near, other) & _beside(left, at):
            counted = _numbers(near, other)
            if not own or not counted or own & counted:
                return True
    return False


def _numbers(tokens: Sequence[Token], at: int) -> set[str]:
    """The figures in the sentence of a word."""
    return {one.key for one in tokens if one.sentence == tokens[at].sentence and one.key[0].isdigit()}


def _stated(side: Side) -> list[int]:
    """The words of the table on a side, names and what a negative reaches apart: "not killed" is no "killed"."""
    denied = {at for mark in marks(side) for at in mark.reach}
    return [at for at, one in enumerate(side.tokens) if not one.apart and at not in denied and _kinds(one)]


def _kinds(token: Token) -> frozenset[_Kind]:
    return _table().get(token.stem, frozenset())


def _kinds_of(tokens: Iterable[Token]) -> frozenset[_Kind]:
    return frozenset(kind for token in tokens for kind in _kinds(token))


def _exclude(one: Token, other: Token) -> bool:
    """Whether two words stand in one section of the table and in no line together; of opposites another check tells."""
    sections = [{section for section, _ in _kinds(token)} for token in (one, other)]
    return bool(sections[0] & sections[1]) and other.stem not in opposites().get(one.stem, ())


def _follows(left: Sequence[Token], right: Sequence[Token], apart: set[int]) -> bool:
    """Whether the line has the passage's words, but for those of the table that the passage has not."""
    stems = {token.stem for token in right} | {token.key for token in right}
    own = [one for at, one in enumerate(left) if one.content and not one.apart and at not in apart]
    kept = sum(one.stem in stems or one.key in stems for one in own)
    return kept >= max(LEAST, FOLLOWS * len(own))


def _beside(tokens: Sequence[Token], at: int) -> set[str]:
    """The stems of the content words straight before and behind one in its sentence: "injures workers" may be told as
    "workers were injured"."""
    same = [i for i, one in enumerate(tokens) if one.content and one.sentence == tokens[at].sentence]
    before = [i for i in same if i < at][-1:]
    return {tokens[i].stem for i in [*before, *[i for i in same if i > at][:1]]}
