"""What one side denies and the other states.

In: the two sides of a comparison. Out: a finding, or none. A negator puts the content words behind it, up to the end
of its clause, in the negative; the other side states them when it has them outside any negative. That is NegEx's
method (Chapman et al. 2001), with news' own negators: refusals, denials and the improbable among them.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct

from sayso.check.compared import Compared, Side
from sayso.check.draft import Draft
from sayso.check.passages import keys, keys_of, stop_keys
from sayso.check.verbatim import exact_words, plain_words
from sayso.check.wording import check_wording
from sayso.link.words import fold, wording

REACH = 4  # content words behind a negator, and the one before it ("lawyers: none")
_MORE = frozenset(
    "unable decline declined declines declining neither nowhere refusal denial false untrue avoid avoided "
    "prevent prevented unclear unknown unverified unconfirmed undecided".split()
)
# They cover words and accuse nobody alone: to stop boarding is to board no longer.
_WEAK = frozenset(
    "without nor neither hardly stop stops stopped stopping end ends ended ending halt halted cease ceased "
    "suspend suspended".split()
)
_CONFIRM = frozenset(
    keys_of("confirm confirmed verify verified corroborate corroborated admitted acknowledged".split())
)
PLAIN = "not"
_NOT = frozenset("not no never none cannot nothing nobody neither".split())
# Negators that deny nothing: "no fewer than 12", "not only", "14 percent, not 40", "not until Sunday".
_GOES_ON = frozenset(keys_of("still continue continues continued keep keeps".split()))  # against "stop"
_IDIOM = re.compile(
    r"\b(?:no (?:fewer|less|more|later|earlier) than|not (?:only|just|until|since|before|(?=\d))"
    r"|(?:leave|leaves|leaving|left|keep|kept) out|stay(?:s|ed|ing)? (?:off|away|out))\b",
    re.I,
)
_TOKEN = re.compile(r"(?P<word>\d+(?:[.,]\d+)*|[^\W_]+(?:['’ʼ][^\W_]+)*)|(?P<end>[,;:.!?—–]|\bbut\b|\band\b)")


class Scope(Struct, frozen=True):
    """A negator and the stems of the words that it puts in the negative."""

    negator: str
    words: frozenset[str]


def denial_drafts(both: Compared) -> Iterator[Draft]:
    """A finding when words are denied on one side and stated on the other; two negators make a statement."""
    here, there = scopes(both.left), scopes(both.right)
    confirmed = _confirmed_and_not(both, here, there)
    if confirmed:
        yield Draft("S008", both.line.start, both.line.end, confirmed, both.citation)
        return
    own, theirs = _negatives(both.left), _negatives(both.right)
    extra_here, extra_there = own.keys() - theirs.keys(), theirs.keys() - own.keys()
    near = frozenset(word for scope in scopes(both.near) if _is_plain(scope) for word in scope.words)
    if not extra_there:
        plain = [one for one in here if _is_plain(one) and not one.words & near]
        least = 1 / 4 if own[PLAIN] > theirs[PLAIN] else 2 / 3
        added = [one for one in plain if one.words and len(one.words & both.right.keys) >= least * len(one.words)]
        if added:
            yield _draft(both, added[-1], "here and not at the source")
            return
    if not extra_here and not _denies(both.left):
        goes_on = bool(both.left.keys & _GOES_ON)
        stated = (one for one in there if (goes_on or _denying(one)) and _key_of(one.negator) in extra_there)
        stated = (one for one in stated if _shared(one, both.left))
        for one in stated:
            yield _draft(both, one, "at the source and not here")
            return
        yield from _turned(both, there, here, both.left, "at the source and not here")
    if not extra_there:
        yield from _turned(both, here, there, both.right, "here and not at the source")


def _turned(both: Compared, own: Sequence[Scope], others: Sequence[Scope], other: Side, where: str) -> Iterator[Draft]:
    """As many negators on both sides, but not of the same words."""
    odd_own, odd_other = denied(own), denied(others)
    for scope in own:
        shared = scope.words & other.keys
        accuses = _is_plain(scope) and len(scope.words) > 1 and len(shared) == len(scope.words)
        if accuses and all((word in odd_own) != (word in odd_other) for word in shared):
            yield _draft(both, scope, where)
            return


def _draft(both: Compared, scope: Scope, where: str) -> Draft:
    return Draft("S008", both.line.start, both.line.end, f"“{scope.negator}” is {where}", both.citation)


def _shared(scope: Scope, other: Side) -> bool:
    return 2 * len(scope.words & other.keys) >= len(scope.words) > 0


def _denies(side: Side) -> bool:
    plain = (word for span in side.spans for word in plain_words(side.page.text, span.start, span.end))
    return any(word in wording().denials for word in plain)


def _denying(scope: Scope) -> bool:
    return fold(scope.negator) not in _WEAK or fold(scope.negator) in _NOT


def _is_plain(scope: Scope) -> bool:
    return _key_of(scope.negator) == PLAIN


def _key_of(word: str) -> str:
    plain = fold(word)
    if plain in _NOT or plain.endswith("n't"):
        return PLAIN
    return "without" if plain == "unless" else keys_of([plain])[0]


def _negatives(side: Side) -> Counter[str]:
    """The words of a side that make a statement negative, all of "not", "no" and "never" as one."""
    found: Counter[str] = Counter()
    for span in side.spans:
        text = side.page.text[span.start : span.end]
        found.update("idiom" for _ in _IDIOM.finditer(text))
        plain = [fold(match["word"]) for match in _TOKEN.finditer(_IDIOM.sub(" ", text)) if match["word"]]
        found.update(_key_of(word) for word in plain if _makes_negative(word))
    return found


def _makes_negative(word: str) -> bool:
    return word in wording().negators or word in _NOT or word in check_wording().negative or word.endswith("n't")


def _confirmed_and_not(both: Compared, here: Sequence[Scope], there: Sequence[Scope]) -> str | None:
    """One side confirms what the other denies or could not verify, whatever the words for it: in a finding's words."""
    for own, other, others, where in (
        (there, both.left, here, "denied or unverified at the source and confirmed here"),
        (here, both.right, there, "denied or unverified here and confirmed at the source"),
    ):
        side = both.right if own is there else both.left
        confirms = _confirms(other, others) and not _confirms(side, own)
        unsure = any(_withholds(scope) for scope in others)
        if confirms and not unsure and any(_withholds(one) and one.words & other.keys - _CONFIRM for one in own):
            return where
    return None


def _confirms(side: Side, found: Sequence[Scope]) -> bool:
    return bool(side.keys & _CONFIRM - denied(found))


def _withholds(scope: Scope) -> bool:
    """Whether a negator denies, or takes a verification in the negative: "denied", "could not verify"."""
    return fold(scope.negator) in wording().denials or bool(scope.words & _CONFIRM)


def denied(found: Iterable[Scope]) -> frozenset[str]:
    """The content words within reach of an odd number of negators."""
    counts = Counter(word for scope in found for word in scope.words)
    return frozenset(word for word, count in counts.items() if count % 2)


def scopes(side: Side) -> list[Scope]:
    """Each negator of a span with the content words it reaches."""
    found: list[tuple[str, set[str], int]] = []
    idioms = [m.start() for span in side.spans for m in _IDIOM.finditer(side.page.text, span.start, span.end)]
    matches = (match for span in side.spans for match in _TOKEN.finditer(side.page.text, span.start, span.end))
    for match in matches:
        if match.start() in idioms:
            continue
        plain = fold(match.group())
        if match.lastgroup == "end" or plain in ("but", "and"):
            found = [(negator, words, 0) for negator, words, _ in found]
        elif plain in wording().negators or plain in _MORE or plain in _WEAK or plain.endswith("n't"):
            found.append((match.group(), set(), REACH))
        else:
            found = [_reached(one, plain) for one in found]
    return [Scope(negator, frozenset(words)) for negator, words, _ in found]


def _reached(one: tuple[str, set[str], int], plain: str) -> tuple[str, set[str], int]:
    negator, words, left = one
    key = keys(exact_words(plain))
    if left and key and key[0] not in stop_keys():
        return negator, words | {key[0]}, left - 1
    return one
