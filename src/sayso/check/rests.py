"""Which statement of the passage a line rests on, and whether the line attributes what it says to anybody.

In: the two sides of a comparison. The words of the line are laid beside those of the passage (`sayso.check.aligned`);
the statement rested on is the one in whose content most of them lie, the innermost of several.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from sayso.check.compared import Compared, Side
from sayso.check.passages import keys_within, stop_keys
from sayso.check.speakers import is_named, mentioned
from sayso.check.wording import check_wording
from sayso.link.words import fold, light_stem
from sayso.model import Span, Statement

INSIDE = 0.6  # share of the line's words beside the passage's that must lie in a statement's content
LEAST = 2  # words: fewer may lie anywhere
INNER = 0.9  # share of the words of the best statement from which one inside it is rested on
# Share a stem with a cue and are none: "not" with "noted", "states" with "stated", "contest" with "contested".
_NO_CUES = frozenset(
    "not state states post posts note notes contest contests accord accords official officials".split()
)
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_MARKS = re.compile(
    r"[A-Z]\w*: |^[“\"]|\b(?:by|in) (?:his|her|its|their) (?:own )?(?:words|account|reading|view|eyes)\b"
)

# A report that somebody knows of, reads or hides is a thing, and nobody's word for what the line says.
_THING = re.compile(
    r"\b(?:of|about|with|sees?|saw|seen|reads?|receive[sd]?|hides?|hid|hidden) (?:the|a|an|this|his|her|its|their) "
    r"(?:\w+ )?reports?\b(?! (?:that|by|from)\b)"
)


def rested_on(both: Compared, within: Sequence[Span] = ()) -> Statement | None:
    """The statement of the passage that the line, or a part of it, tells; None where the passage says that in its own
    voice.

    What two statements of the passage say together is told by the one that the line has more of.
    """
    own = [at for at, token in enumerate(both.left.tokens) if token.content]
    own = [at for at in own if not within or _holds(within, both.left.tokens[at].start)]
    met = [there for at in own if (there := both.aligned.of_left([at]))]
    told = [one for one in both.right.statements if one.type in ("communication", "attitude") and len(one.chain) > 1]
    counted = [(_inside(met, one.content, both.right), len(one.chain), one) for one in told]
    together = _inside(met, [span for one in told for span in one.content], both.right)
    if together < max(LEAST, INSIDE * len(met)):
        return None
    most = max(hits for hits, _, _ in counted)
    inner = [(depth, hits, one) for hits, depth, one in counted if hits >= INNER * most]
    return max(inner, key=lambda found: found[:2])[2]


def _inside(met: Iterable[list[int]], content: Iterable[Span], side: Side) -> int:
    """How many words of the line have a word like them within some contents."""
    spans = list(content)
    return sum(any(_holds(spans, side.tokens[at].start) for at in there) for there in met)


def _holds(content: Iterable[Span], place: int) -> bool:
    return any(span.start <= place < span.end for span in content)


def attributes(side: Side, source: Statement) -> bool:
    """Whether anything in a line says that somebody says, writes or holds it: a word that always does, or one that may
    ("wants", "found") of whom the source names."""
    found = [match.group() for match in _WORD.finditer(_THING.sub(" ", side.text))]
    if _MARKS.search(side.text) or any(_is_one(word, check_wording().cues) for word in found):
        return True
    if any(is_named(one.chain[-1]) for one in side.statements if one.type != "factive"):
        return True
    named = any(mentioned(link.name, side.text) for link in source.chain[1:] if is_named(link))
    if named:
        return True
    named = bool(side.keys & frozenset(keys_within(source.chain[-1].name)) - stop_keys())
    return named and any(_is_one(word, check_wording().maybe_cues) for word in found)


@lru_cache(maxsize=50_000)
def _is_one(word: str, among: frozenset[str]) -> bool:
    plain = fold(word)
    return plain not in _NO_CUES and (plain in among or light_stem(plain) in among)
