"""Do two tellings say the same? The decision on one pair, with its reasons.

In: two tellings. Out: `Decision`. Nothing but the two tellings decides, so the answer is the same
whatever else is on the desk and in whatever order it came. Words are weighed (names and figures more,
weak words less); the share of common weight decides together with the share of common *predicate* words:
two contents that share only their names ("Russian forces advanced near X", "Russian forces shelled X")
are not the same.
"""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct

from sayso.link.conflicts import Conflict, conflicts
from sayso.link.content import Content
from sayso.link.moments import day
from sayso.link.settings import LinkSettings
from sayso.link.tellings import Telling
from sayso.link.words import wording

# Set on the pairs of tests/cases/link_pairs.json: the lowest that keep every "different" pair apart.
NEAR = 0.62  # share of common weight from which contents are the same without further evidence
NEAR_PREDICATE = 0.6
PARAPHRASE = 0.4  # ... and with two anchors (names, figures, places, days in common)
PARAPHRASE_PREDICATE = 0.5
PARAPHRASE_ANCHORS = 2
CONTAINED = 0.75  # share of the shorter content that stands in the longer: details were dropped
CONTAINED_LEAST = 0.28
ENOUGH = 2.5  # weight below which a content is too general to be told apart without its speaker
_NAME, _FIGURE, _WORD, _WEAK = 1.5, 1.5, 1.0, 1 / 3


class Decision(Struct, frozen=True):
    """``alike``: the words are near enough to be of one claim; ``same``: and nothing speaks against it."""

    same: bool
    alike: bool
    score: float
    reasons: tuple[str, ...]
    conflicts: tuple[Conflict, ...] = ()


class Likeness(Struct, frozen=True):
    """Shares of common weight, 0 to 1, and the number of anchors in common."""

    verbatim: bool
    common: float
    contained: float
    predicate: float
    anchors: int


def decide(left: Telling, right: Telling, settings: LinkSettings) -> Decision:
    """Whether two tellings say the same."""
    likeness = _likeness(left.content, right.content)
    why = _why_alike(likeness)
    if why is None:
        return Decision(False, False, likeness.common, ("too few words in common",))
    against = conflicts(left.content, right.content)
    apart = _apart(left, right, likeness, settings)
    if against or apart:
        reasons = (*(conflict.reason for conflict in against), *apart)
        return Decision(False, not apart, likeness.common, reasons, against)
    return Decision(True, True, 1.0 if likeness.verbatim else likeness.common, (why,))


def is_general(content: Content) -> bool:
    """Whether a content is so short that different speakers may well mean different things by it."""
    return _weight(content.words, frozenset(content.names)) < ENOUGH


def _likeness(left: Content, right: Content) -> Likeness:
    names = frozenset(left.names) | frozenset(right.names)
    shared = left.words & right.words
    common = _weight(shared, names)
    left_weight, right_weight = _weight(left.words, names), _weight(right.words, names)
    smaller = min(left_weight, right_weight)
    whole = left_weight + right_weight - common
    return Likeness(
        verbatim=left.sequence == right.sequence,
        common=common / whole if whole else 0.0,
        contained=common / smaller if smaller else 0.0,
        predicate=_predicate_share(left.words - names, right.words - names),
        anchors=_anchors(left, right, shared & names),
    )


def _weight(words: Iterable[str], names: frozenset[str]) -> float:
    return sum(_word_weight(word, names) for word in words)


def _word_weight(word: str, names: frozenset[str]) -> float:
    if word in names:
        return _NAME
    if word[0].isdigit():
        return _FIGURE
    return _WEAK if word in wording().weak else _WORD


def _predicate_share(left: frozenset[str], right: frozenset[str]) -> float:
    """The share of the shorter content's words, names and figures left out, that the longer has too."""
    none: frozenset[str] = frozenset()
    left = frozenset(word for word in left if not word[0].isdigit())
    right = frozenset(word for word in right if not word[0].isdigit())
    smaller = min(_weight(left, none), _weight(right, none))
    return _weight(left & right, none) / smaller if smaller else 1.0


def _anchors(left: Content, right: Content, names: frozenset[str]) -> int:
    figures = {number.value for number in left.numbers} & {number.value for number in right.numbers}
    same_day = bool(set(left.days) & set(right.days))
    return len(names) + len(figures) + same_day


def _why_alike(likeness: Likeness) -> str | None:
    if likeness.verbatim:
        return "the same words"
    if likeness.common >= NEAR and likeness.predicate >= NEAR_PREDICATE:
        return f"{likeness.common:.0%} of the words in common"
    if likeness.anchors < 1 or likeness.predicate < PARAPHRASE_PREDICATE:
        return None
    if likeness.common >= PARAPHRASE and likeness.anchors >= PARAPHRASE_ANCHORS:
        return f"{likeness.common:.0%} of the words and {likeness.anchors} names, figures or days in common"
    if likeness.contained >= CONTAINED and likeness.common >= CONTAINED_LEAST:
        return f"{likeness.contained:.0%} of the shorter stands in the longer"
    return None


def _apart(left: Telling, right: Telling, likeness: Likeness, settings: LinkSettings) -> tuple[str, ...]:
    """What keeps two tellings apart that their contents do not show."""
    found = []
    if left.wraps != right.wraps:
        found.append("one passes on another statement, the other does not")
    one_speaker = left.originator.key == right.originator.key
    if left.content.first_person and right.content.first_person and not one_speaker:
        found.append("both speak in the first person and are not one speaker")
    if (is_general(left.content) or is_general(right.content)) and not one_speaker:
        found.append("too general to be one claim of different speakers")
    if _told_too_far_apart(left, right, likeness, settings):
        found.append(f"undated and told more than {settings.window_days} days apart")
    return tuple(found)


def _told_too_far_apart(left: Telling, right: Telling, likeness: Likeness, settings: LinkSettings) -> bool:
    """Without a day in common, the days of publication speak; a verbatim quotation keeps for ever."""
    if set(left.content.days) & set(right.content.days):
        return False
    if likeness.verbatim and left.kind == right.kind == "direct":
        return False
    first, second = day(left.published), day(right.published)
    return first is not None and second is not None and abs(first - second) > settings.window_days
