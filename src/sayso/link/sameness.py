"""Do two tellings say the same? The decision on one pair, with its reasons.

In: two tellings. Out: `Decision`. Nothing but the two tellings decides, so the answer is the same whatever else is on
the desk and in whatever order it came. First the words: the share of common weight (names and figures more, weak words
less), together with the share of common *predicate* words, since two contents that share only their names ("Russian
forces advanced near X", "Russian forces shelled X") are not the same. Where the words are others, all the evidence
together: meaning, names, places, figures, days, and by whom it came (`sayso.link.evidence`).
"""

from __future__ import annotations

from collections.abc import Sequence
from math import exp, log1p
from typing import Literal

from msgspec import Struct

from sayso.link.causes import are_rivals, cause_in
from sayso.link.conflicts import Conflict, agree, conflicts
from sayso.link.content import Content
from sayso.link.editions import another_edition, habits
from sayso.link.evidence import WEIGHTS, Signals, days_apart, evidence, is_telling, of_one_size, signals
from sayso.link.moments import day
from sayso.link.reasons import in_own_words
from sayso.link.settings import LinkSettings
from sayso.link.tellings import Telling
from sayso.link.words import wording, words

# Set on the pairs of tests/cases/link_pairs.json: the lowest that keep every "different" pair apart.
NEAR = 0.62  # share of common weight from which contents are the same without further evidence
NEAR_PREDICATE = 0.6
PARAPHRASE = 0.4  # ... and with two anchors (names, figures, places, days in common)
PARAPHRASE_PREDICATE = 0.6
PARAPHRASE_ANCHORS = 2
CONTAINED = 0.75  # share of the shorter content that stands in the longer: details were dropped
CONTAINED_LEAST = 0.28
ODDS = 0.25  # log odds from which the evidence makes two contents one: `bench/sameness.py`
LEAST_NEAR = 0.25  # cosine of meanings below which no evidence helps: what is said is something else
THIN_NEAR = 0.4  # ... and where they share but names, undated, or a figure: a ferry sinks and a pump burns in one town
LONG = 12  # content words from which one of two says more than the same in other words, as a rule
REPEATED = 0.85  # share of common weight from which an outlet repeats itself, and does not report the next day's like
ENOUGH = 2.5  # weight below which a content is too general to be told apart without its speaker
FLAT = 2.0  # ... and from which the same words, stated and denied, contradict: a thing and what became of it
ONE_EVENT_DAYS = 2
QUOTED_WORDS = 6  # from which a quotation is not a phrase that a speaker repeats everywhere
NESTED = Conflict("nested", "one stands inside the other")
_NAME, _FIGURE, _WORD, _WEAK = 1.5, 1.5, 1.0, 1 / 3
# One document tells a thing once, but for its headline, standfirst and takeaways: of 7,000 pairs of sentences of daily
# assessments that are not one, these two let none through (.4% without them); worlds lose a hundredth of their pairs.
# Long contents that share names and a topic are held to the same bars.
AGAIN_ODDS, AGAIN_NEAR = 3.0, 0.6
RIVAL_NEAR = 0.55  # cosine from which another figure, or a denial, is about the same thing
RIVAL_APART = log1p(1)  # one day: on another it is another event's figure
SURE = 5.0  # log odds beyond which more evidence adds nothing
_NEGATED = Conflict("negation", "one has a negation in it")
_SOFT = frozenset({"figure", "names", "roles", "mood"})  # evidence may outweigh these: another source is needed


class Decision(Struct, frozen=True):
    """``alike``: the words are near enough to be of one claim; ``same``: and nothing speaks against it.

    ``odds`` are the log odds that it is one claim, as far as the evidence goes.
    """

    same: bool
    alike: bool
    score: float
    reasons: tuple[str, ...]
    conflicts: tuple[Conflict, ...] = ()
    odds: float = 0.0


class Likeness(Struct, frozen=True):
    """Shares of common weight, 0 to 1, and the number of anchors in common."""

    verbatim: bool
    common: float
    contained: float
    predicate: float
    anchors: int


def decide(left: Telling, right: Telling, settings: LinkSettings) -> Decision:
    """Whether two tellings say the same."""
    if _one_in_the_other(left, right):
        return Decision(False, False, 0.0, ("one stands inside the other",), (NESTED,), -SURE)
    if _quotes_a_part(left, right) or _quotes_a_part(right, left):
        return Decision(True, True, 1.0, ("one quotes a part of the other",), (), SURE)
    likeness = _likeness(left, right)
    rivals = _rival_causes(left, right)
    if rivals is not None:
        return Decision(False, True, likeness.common, (rivals.reason,), (rivals,), -SURE)
    why = _why_alike(likeness)
    if why is None:
        return _by_evidence(left, right, likeness, settings)
    found = conflicts(left.content, right.content)
    garbled = one_source_of(left, right) and {conflict.kind for conflict in found} == {"figure"}
    against = () if garbled else found
    apart = _apart(left, right, likeness, settings)
    if against or apart:
        reasons = (*(conflict.reason for conflict in against), *apart)
        return Decision(False, not apart, likeness.common, reasons, against, -SURE)
    note = (
        f", with another figure from the same source ({in_own_words(found[0], left.text, right.text)})"
        if garbled
        else ""
    )
    odds = SURE * (1 if likeness.verbatim else likeness.common)
    return Decision(True, True, 1.0 if likeness.verbatim else likeness.common, (why + note,), (), odds)


def _by_evidence(left: Telling, right: Telling, likeness: Likeness, settings: LinkSettings) -> Decision:
    """The decision on two contents in other words."""
    found = signals(left, right)
    near_enough = found.near >= RIVAL_NEAR
    counts = _counts_anew(left, right, found) if near_enough else None
    total = evidence(found) - (WEIGHTS.other_figures if counts else 0.0)
    odds = max(-SURE, min(SURE, total if counts == "garbled" else evidence(found)))
    rivals = counts == "rivals" and odds < ODDS
    if not _is_likely(left, right, found, total):
        return _strangers(likeness, odds)
    against = parted(left, right)
    elsewhere = any(conflict.kind in ("place", "date") for conflict in against)
    if elsewhere or (against and not near_enough):
        return _strangers(likeness, -SURE)
    score = 1 / (1 + exp(-total))
    soft = conflicts(left.content, right.content)
    if rivals:
        against = (*against, *(one for one in soft if one.kind == "figure"))
    apart = _apart(left, right, likeness, settings)
    if against or apart:
        against = (*against, *(one for one in soft if one.kind == "names"))
        reasons = (*(conflict.reason for conflict in against), *apart)
        return Decision(False, not apart, score, reasons, against, -SURE)
    return Decision(True, True, score, (_in_words(found, score),), (), odds)


def _counts_anew(left: Telling, right: Telling, found: Signals) -> Literal["garbled", "rivals"] | None:
    """Whether the two count one thing differently: one has it from the other's source, or they are rivals."""
    if not found.other_figures or found.apart > RIVAL_APART or not of_one_size(left.content, right.content):
        return None
    one_day = found.dated_alike or day(left.published) == day(right.published)
    return "garbled" if one_day and one_source_of(left, right) and not another_edition(left, right) else "rivals"


def _is_likely(left: Telling, right: Telling, found: Signals, odds: float) -> bool:
    """Whether the evidence is enough, and of enough kinds."""
    doubtful = _in_one_text(left, right) or another_edition(left, right)
    doubtful = doubtful or max(len(left.content.words), len(right.content.words)) > LONG
    if odds < ODDS or (doubtful and (odds < AGAIN_ODDS or found.near < AGAIN_NEAR)):
        return False
    thin = not (found.names and found.figures) and not (found.names >= PARAPHRASE_ANCHORS and found.dated_alike)
    least = THIN_NEAR if thin else LEAST_NEAR
    return bool(found.names or found.figures) and found.near >= least and found.anchors >= PARAPHRASE_ANCHORS


def _in_one_text(left: Telling, right: Telling) -> bool:
    """Both in the running text of one document."""
    return left.document == right.document and not (left.sums_up or right.sums_up)


def parted(left: Telling, right: Telling) -> tuple[Conflict, ...]:
    """What no evidence outweighs: one negates what the other states, other places or days, opposite outcomes."""
    found = conflicts(left.content, right.content)
    return tuple(one for one in found if one.kind not in _SOFT) + _one_negates(left.content, right.content, found)


def _one_negates(left: Content, right: Content, found: Sequence[Conflict]) -> tuple[Conflict, ...]:
    """In other words nobody can tell what is negated: a negation in one of two contents is enough to part them, unless
    a figure that they share shows that both tell of one thing ("failed to keep the truce 19 times", "19 breaches").
    """
    if left.negative or right.negative or bool(left.negated) == bool(right.negated) or _agreed(left, right):
        return ()
    if _lacks(left, right) or _lacks(right, left):
        return ()
    return () if any(one.kind in ("denial", "negation") for one in found) else (_NEGATED,)


def _lacks(negating: Content, other: Content) -> bool:
    """Whether the other says in a word what the one negates: "had no power", "power was cut"."""
    return bool(negating.negated & other.words) and bool(wording().privative & (other.words - negating.words))


def _in_words(found: Signals, score: float) -> str:
    """The evidence, for a person."""
    common = [f"{found.names} names" if found.names else "", f"{found.figures} figures" if found.figures else ""]
    shared = " and ".join(filter(None, [*common, "days" if found.dated_alike else ""])) or "no name"
    return f"in other words ({found.near:.0%} alike in meaning), with {shared} in common: {score:.0%} sure"


def _strangers(likeness: Likeness, odds: float) -> Decision:
    return Decision(False, False, likeness.common, ("too little in common",), (), odds)


def _rival_causes(left: Telling, right: Telling) -> Conflict | None:
    """Two different causes of one thing: "a pump caused the fire", "behind the fire was a missile".

    Where both count, the figures show whether it is one thing, and 6,550 who fled high water fled a flood.
    """
    sides = left.content, right.content
    if any(one.denied or one.negated for one in sides) or all(one.numbers for one in sides):
        return None
    if not _one_event(left, right):
        return None
    one, other = cause_in(left.text), cause_in(right.text)
    if one is None or other is None or not are_rivals(one, other):
        return None
    said = one.cause, other.cause
    return Conflict("outcome", f"{said[0]} against {said[1]} as the cause", said, causes=True)


def _one_event(left: Telling, right: Telling) -> bool:
    """Whether place and day leave room for the two to tell of one event."""
    one, other = left.content.places, right.content.places
    return not (one and other and not one & other) and days_apart(left, right) <= ONE_EVENT_DAYS


def _quotes_a_part(short: Telling, long: Telling) -> bool:
    """Both quote one named speaker, the one a run of words that stands in the other: a sentence of a speech."""
    if not short.kind == long.kind == "direct" or short.originator.kind == "unnamed":
        return False
    if short.originator.key != long.originator.key:
        return False
    part = [word.plain for word in words(short.text)]
    whole = " ".join(word.plain for word in words(long.text))
    return len(part) >= QUOTED_WORDS and f" {' '.join(part)} " in f" {whole} "


def _one_in_the_other(left: Telling, right: Telling) -> bool:
    """A statement and the statement within it, which are two."""
    return left.document == right.document and left.start < right.end and right.start < left.end


def one_source_of(left: Telling, right: Telling) -> bool:
    """Both give it to one named agent, or the one gives it to whoever tells or passes on the other, in different
    documents: another figure is then a change in the telling (an update, or somebody's mistake), not a rival claim.
    """
    return left.document != right.document and (_has_it_from(left, right) or _has_it_from(right, left))


def _has_it_from(telling: Telling, other: Telling) -> bool:
    end = telling.originator
    return len(telling.chain) > 1 and end.kind != "unnamed" and any(vertex.key == end.key for vertex in other.chain)


def is_general(content: Content) -> bool:
    """Whether a content is so short that different speakers may well mean different things by it."""
    return _weight(content.words, frozenset(content.names)) < ENOUGH


def _likeness(left: Telling, right: Telling) -> Likeness:
    """Figures that agree weigh; of those that do not, `sayso.link.conflicts` is the judge."""
    plain = [_without_figures(left.content.words), _without_figures(right.content.words)]
    names = frozenset(left.content.names) | frozenset(right.content.names)
    shared = plain[0] & plain[1]
    agreed = _agreed(left.content, right.content)
    common = _weight(shared, names) + _FIGURE * agreed
    weights = [_weight(found, names) + _FIGURE * agreed for found in plain]
    smaller, whole = min(weights), sum(weights) - common
    return Likeness(
        verbatim=left.content.sequence == right.content.sequence,
        common=common / whole if whole else 0.0,
        contained=common / smaller if smaller else 0.0,
        predicate=_predicate_share(plain[0] - names, plain[1] - names),
        anchors=sum(map(is_telling, shared & names)) + agreed + _same_day(left, right) + _one_line(left, right),
    )


def _without_figures(words: frozenset[str]) -> frozenset[str]:
    return frozenset([word for word in words if not word[0].isdigit()])


def _agreed(left: Content, right: Content) -> int:
    """How many figures of the one agree with one of the other."""
    return sum(any(agree(number, other) for other in right.numbers) for number in left.numbers)


def _same_day(left: Telling, right: Telling) -> bool:
    return bool(set(left.content.days) & set(right.content.days))


def _one_line(left: Telling, right: Telling) -> int:
    """Anchors that the chains give: one if they meet at all, one more if they end with one named agent."""
    left_keys = {vertex.key for vertex in left.chain[1:]}
    right_keys = {vertex.key for vertex in right.chain[1:]}
    meet = left.publisher.key in right_keys or right.publisher.key in left_keys or bool(left_keys & right_keys)
    one_end = left.originator.key == right.originator.key and left.originator.kind != "unnamed"
    return meet + (meet and one_end)


def _weight(words: frozenset[str], names: frozenset[str]) -> float:
    named = sum(map(is_telling, words & names))
    weak = len(words & wording().weak)
    return _NAME * named + _WEAK * weak + _WORD * (len(words) - named - weak)


def _predicate_share(left: frozenset[str], right: frozenset[str]) -> float:
    """The share of the shorter content's words, names and figures left out, that the longer has too."""
    left, right = _predicate(left), _predicate(right)
    smaller = min(len(left), len(right))
    return len(left & right) / smaller if smaller else float(left == right)


def _predicate(words: frozenset[str]) -> frozenset[str]:
    """What is said; weak words only where there are no others."""
    return words - wording().weak or words


def _why_alike(likeness: Likeness) -> str | None:
    if likeness.verbatim:
        return "the same words"
    if likeness.common >= NEAR and likeness.predicate >= NEAR_PREDICATE:
        return f"{likeness.common:.0%} of the words in common"
    if likeness.anchors < PARAPHRASE_ANCHORS or likeness.predicate < PARAPHRASE_PREDICATE:
        return None
    if likeness.common >= PARAPHRASE:
        return f"{likeness.common:.0%} of the words and {likeness.anchors} names, figures or days in common"
    if likeness.contained >= CONTAINED and likeness.common >= CONTAINED_LEAST:
        return f"{likeness.contained:.0%} of the shorter stands in the longer"
    return None


def _apart(left: Telling, right: Telling, likeness: Likeness, settings: LinkSettings) -> tuple[str, ...]:
    """What keeps two tellings apart that their contents do not show."""
    found = []
    if left.wraps != right.wraps:
        found.append("one passes on another statement, the other does not")
    one_speaker = left.speaker == right.speaker
    if left.content.first_person and right.content.first_person and not one_speaker:
        found.append("both speak in the first person and are not one speaker")
    again = another_edition(left, right)
    general = is_general(left.content) or is_general(right.content)
    if general and (again or not (one_speaker or _flatly_denied(left, right, likeness))):
        found.append("too general to be one claim of different speakers")
    if again and not _same_day(left, right):
        found += habits(left, right, quoted=_one_quotation(left, right, likeness))
    if _told_too_far_apart(left, right, likeness, settings):
        found.append("undated and told too far apart")
    return tuple(found)


def _flatly_denied(left: Telling, right: Telling, likeness: Likeness) -> bool:
    """The one denies the very words that the other states: few as they are, both tell of one thing.

    Not of "prices", nor of "he": these may be others in the other text.
    """
    if not likeness.verbatim or left.content.negative == right.content.negative or not _one_event(left, right):
        return False
    if _weight(left.content.words, frozenset(left.content.names)) < FLAT:
        return False
    return _of_one_thing(left) and _of_one_thing(right)


def _of_one_thing(telling: Telling) -> bool:
    """Whether it opens with a name or with "the"."""
    opens = next((word.plain for word in words(telling.text) if word.plain != "that"), "")
    return opens == "the" or telling.content.sequence[:1] == telling.content.names[:1] != ()


def _one_quotation(left: Telling, right: Telling, likeness: Likeness) -> bool:
    return likeness.verbatim and left.kind == right.kind == "direct"


def _told_too_far_apart(left: Telling, right: Telling, likeness: Likeness, settings: LinkSettings) -> bool:
    """Without a day in common the days of publication speak; a verbatim quotation keeps for ever.

    An outlet that tells something like it again, in other words and on another day, tells of another event:
    so daily reports do.
    """
    if _same_day(left, right) or _one_quotation(left, right, likeness):
        return False
    first, second = day(left.published), day(right.published)
    if another_edition(left, right) and likeness.common < REPEATED:
        return True
    if left.content.days or right.content.days:
        return days_apart(left, right) > settings.window_days or _foretold(left, right) or _foretold(right, left)
    if first is None or second is None:
        return False
    again = left.publisher.key == right.publisher.key and not likeness.verbatim
    return abs(first - second) > (0 if again else settings.window_days)


def _foretold(told: Telling, dated: Telling) -> bool:
    """Told as a fact before the day that the other names: another event."""
    published = day(told.published)
    if published is None or told.content.days or told.content.mood != "fact" or not dated.content.days:
        return False
    to_come, told_on = min(first for first, _ in dated.content.days), day(dated.published)
    return published < to_come and not (told_on is not None and told_on < to_come)
