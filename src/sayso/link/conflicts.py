"""Why two contents cannot be one claim, however alike their words are.

In: two contents. Out: the conflicts found, each with its reason in words for a person. A conflict parts a
pair of otherwise like contents, and the kinds that say "both cannot hold" make it a dispute
(`sayso.link.disputes`).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from itertools import pairwise
from typing import Literal

from msgspec import Struct

from sayso.link.content import Content, Number
from sayso.link.words import wording

ConflictKind = Literal[
    "denial", "negation", "figure", "place", "date", "outcome", "mood", "names", "roles", "event", "nested"
]
LARGEST_WRITTEN = 1e10  # as many digits as `written` keeps
ABOUT = 0.1  # "about 400" covers 360 to 440: the rounding that news does to a counted figure


class Conflict(Struct, frozen=True):
    """One reason why two contents are not the same.

    ``said``: a stem of each that do not go together, or, if ``causes``, what each gives as the cause of one thing;
    ``values``: a figure of each. `sayso.link.reasons` puts them into the words of the texts.
    """

    kind: ConflictKind
    reason: str
    said: tuple[str, str] = ("", "")
    values: tuple[float, float] = (0.0, 0.0)
    causes: bool = False


def conflicts(left: Content, right: Content) -> tuple[Conflict, ...]:
    """Every conflict of two contents; symmetric up to the order of the words in the reasons."""
    found = (check(left, right) for check in _CHECKS)
    return tuple(conflict for conflict in found if conflict is not None)


def _denial(left: Content, right: Content) -> Conflict | None:
    """One negates what the other states. A negation of anything but the same predicate parts them, no more."""
    flipped = _flipped(left, right) or _flipped(right, left)
    if left.negative != right.negative:
        if _lone_pair(left, right, wording().opposite) or (flipped and _counted_alike(left, right, flipped)):
            return None  # what was not opened is closed
        said = f"not {flipped}" if flipped else "that it is not so"
        return Conflict("denial", f"one denies what the other states ({said})", (flipped or "", flipped or ""))
    if flipped is None or left.denied != right.denied or left.negative or _counted_alike(left, right, flipped):
        return None
    return Conflict("negation", f"one negates what the other states ({flipped})")


def _counted_alike(left: Content, right: Content, flipped: str) -> bool:
    """What is negated is another word for it, as a figure that they share shows: "failed to keep the truce 19 times",
    "broke the truce 19 times". Not where the predicate itself is negated: "did not fire 19 shells".
    """
    if flipped in left.negated_heads | right.negated_heads:
        return False
    return any(agree(number, other) for number in left.numbers for other in right.numbers)


def _flipped(negating: Content, other: Content) -> str | None:
    """A word that the one negates and the other states. None if the other negates something of it too, or says in a
    word that it is not there ("had no power", "power was cut").
    """
    shared = negating.negated & other.words
    if not shared or negating.negated & other.negated or wording().privative & (other.words - negating.words):
        return None
    return min(shared & negating.negated_heads or shared)


def opposites(left: Content, right: Content) -> tuple[str, str] | None:
    """The stems of two words that say the opposite of each other, one of each content."""
    return _against(left, right, wording().opposite)


def _against(left: Content, right: Content, table: Mapping[str, frozenset[str]]) -> tuple[str, str] | None:
    return None if left.negated or right.negated else _lone_pair(left, right, table)


def _lone_pair(left: Content, right: Content, table: Mapping[str, frozenset[str]]) -> tuple[str, str] | None:
    """The first words of a table's pair that each content has alone."""
    for word in sorted(left.words - right.words):
        against = table.get(word, frozenset()) & (right.words - left.words)
        if against:
            return word, min(against)
    return None


def _opposite(left: Content, right: Content) -> Conflict | None:
    found = opposites(left, right)
    return Conflict("outcome", f"{found[0]} against {found[1]}", found) if found else None


def _distinct(left: Content, right: Content) -> Conflict | None:
    found = _against(left, right, wording().distinct)
    return Conflict("event", f"{found[0]} against {found[1]}", found) if found else None


def _figure(left: Content, right: Content) -> Conflict | None:
    """A figure of each that counts the same thing and that the other does not have."""
    lone_left = [number for number in left.numbers if not any(agree(number, other) for other in right.numbers)]
    lone_right = [number for number in right.numbers if not any(agree(number, other) for other in left.numbers)]
    for number in lone_left:
        for other in lone_right:
            if comparable(number, other):
                values = f"{written(number.value)} against {written(other.value)}"
                return Conflict("figure", values, values=(number.value, other.value))
    return None


def written(value: float) -> str:
    """A figure as a person writes it: 1,900,000 and 0.4, never 1.9e+06."""
    return f"{value:,.10g}" if abs(value) < LARGEST_WRITTEN else f"{value:g}"


def comparable(left: Number, right: Number) -> bool:
    """Whether two figures count the same thing; one that counts nothing named may count anything."""
    return bool(left.counts & right.counts) or not left.counts or not right.counts


def agree(left: Number, right: Number) -> bool:
    """Whether two figures can be one: equal, or as near as "about", or beyond "at least" as it says."""
    if not comparable(left, right):
        return False
    return left.value == right.value or _covers(left, right.value) or _covers(right, left.value)


def _covers(number: Number, value: float) -> bool:
    if number.bound == "about":
        return abs(number.value - value) <= ABOUT * max(abs(number.value), abs(value))
    if number.bound == "min":
        return number.value <= value <= number.value * (1 + 2 * ABOUT)
    return number.bound == "max" and number.value * (1 - 2 * ABOUT) <= value <= number.value


def _place(left: Content, right: Content) -> Conflict | None:
    if left.places and right.places and not left.places & right.places:
        return Conflict("place", "other places")
    return None


def _date(left: Content, right: Content) -> Conflict | None:
    if not left.days or not right.days:
        return None
    if any(a[0] <= b[1] and b[0] <= a[1] for a in left.days for b in right.days):
        return None
    return Conflict("date", "other days")


def _mood(left: Content, right: Content) -> Conflict | None:
    """A plan is no deed. Where both name the same day, the day says which it is: "a visit in June" is to come.

    What may be leaves open which it is: that it will be, or has been, is told more surely, and tells no other thing.
    """
    if left.mood == right.mood or "possible" in (left.mood, right.mood) or set(left.days) & set(right.days):
        return None
    return Conflict("mood", f"{left.mood} against {right.mood}")


def _names(left: Content, right: Content) -> Conflict | None:
    """Each names somebody or somewhere that the other does not mention at all."""
    lone_left = [name for name in left.names if name not in right.words]
    lone_right = [name for name in right.names if name not in left.words]
    if lone_left and lone_right:
        return Conflict("names", f"{lone_left[0]} against {lone_right[0]}", (lone_left[0], lone_right[0]))
    return None


def _roles(left: Content, right: Content) -> Conflict | None:
    """Two shared names in exchanged order ("Russia attacked Ukraine", "Ukraine attacked Russia").

    A passive in one of the two exchanges them lawfully, unless "by" names another doer.
    """
    names = frozenset(left.names) | frozenset(right.names)
    said_left, said_right = left.words - names, right.words - names
    if 2 * len(said_left & said_right) < min(len(said_left), len(said_right)):
        return None  # in other words: "X took Y from Z", "Z lost Y to X"
    if left.doer and left.doer == right.doer:
        return None
    order_left, order_right = _order(left, names & right.words), _order(right, names & left.words)
    swapped = len(order_left) >= 2 and order_left[:2] == order_right[1::-1]
    if swapped == (left.passive != right.passive):
        return None
    if _side_by_side(left, order_left[:2]) or _side_by_side(right, order_left[:2]):
        return None  # "X and Y signed it", "between X and Y": each does what the other does
    return Conflict("roles", f"{order_left[0]} and {order_left[1]} change places") if swapped else None


def _side_by_side(content: Content, names: list[str]) -> bool:
    """Whether no word of weight stands between two names."""
    return any({one, following} == {*names} for one, following in pairwise(content.sequence))


def _order(content: Content, names: frozenset[str]) -> list[str]:
    """The names in the order in which the content first has them."""
    return list(dict.fromkeys(stem for stem in content.sequence if stem in names))


_CHECKS: tuple[Callable[[Content, Content], Conflict | None], ...] = (
    _denial,
    _opposite,
    _distinct,
    _figure,
    _place,
    _date,
    _mood,
    _names,
    _roles,
)
