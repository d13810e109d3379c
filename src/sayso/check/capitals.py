"""The names in a stretch of a text, told by their capitals: a text of one line is too short for a gazetteer to be sure.

In: a page, some of its spans and what the desk knows. Out: each capitalised word that is a name, titles and days apart.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from msgspec import Struct

from sayso.check.known import Known
from sayso.check.passages import keys_of, keys_within, stop_keys
from sayso.check.wording import NUMBER_WORDS
from sayso.link import names
from sayso.model import Span
from sayso.read.figures.units import CODES

_NAME = re.compile(r"(?:[^\W\d_]+['’ʼ-])*[^\W\d_]+")
_CALENDAR = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august "
    "september october november december christmas easter new year eve".split()
)
NO_NAMES = frozenset(  # words that stand with a capital and are nobody's name when they stand alone
    "black white state states federal national western eastern northern southern central church court congress senate "
    "house cabinet parliament crown government president minister ministry police army officials sources reports "
    "report media analysts witnesses critics experts lawmakers republicans democrats conservatives liberals internet "
    "lawyers prosecutors investigators insurers diplomats aides residents people holders voters".split()
)
_BEFORE_NAMES = frozenset(  # words that open a sentence before a name and belong to none
    "unlike besides notwithstanding alongside regarding concerning excluding including following barring amid amidst "
    "despite beyond versus per via unless lest whereas albeit contrary thanks according".split()
)
_SUM = re.compile(rf"(?:{CODES})\s?\d")
_OPENS = re.compile(r"(?:\A|[.!?:•…]|[\n\r])[\s\"'“”«»„(\[*•–—-]*\Z")
_WHOLE = re.compile(r"[^\W\d_a-zß-öø-ÿ][\w’'-]*(?: (?:of |for )?[^\W\d_a-zß-öø-ÿ][\w’'-]*)*")  # a name of any length
_LABEL = re.compile(r"\s*:")
_GOES_ON = re.compile(r"\s+[^\W\d_]*[A-ZÀ-Þ]")
_LONG_WORD = re.compile(r"[^\W\d_]{4,}")
_SHORTENED = re.compile(r"(?:[a-z]+n['’]t|([a-z]+)['’](?:re|ve|ll|d|m))")
LEAST_OF_TITLE = 4  # longer words from which a line can be told to be in title case
_LONGEST = 80  # characters of a name


class Name(Struct, frozen=True):
    """One capitalised word of a name, with the key that it is looked up under.

    ``sure`` False: it opens a sentence, and may be any word. ``outlet``: it stands in an outlet's name.
    ``whole``: the name that it is a word of, "Institute for Frontline Studies".
    """

    key: str
    surface: str
    start: int
    end: int
    sure: bool
    outlet: bool = False
    whole: str = ""


def capitals(text: str, spans: Sequence[Span], known: Known) -> tuple[Name, ...]:
    """The capitalised words of some spans that are names, titles and days apart.

    A sentence's first word is surely one when a name goes on behind it or the desk knows it as one.
    """
    if not spans:
        return ()
    last = max(span.end for span in spans) + _LONGEST
    outlets = [(m.start(), m.end()) for m in known.outlet_pattern.finditer(text, spans[0].start, last)]
    found = []
    titled = [span for span in spans if _title_case(text[span.start : span.end])]
    for match in (match for span in spans for match in _NAME.finditer(text, span.start, span.end)):
        surface = match.group()
        if not surface[0].isupper() or len(surface) < 3 or _SUM.match(text, match.start()):
            continue
        whole = _whole(text, match.start())
        if any(span.start <= match.start() < span.end for span in titled) and not may_name(surface, known):
            continue
        label = _LABEL.match(text, match.end()) is not None
        for key in keys_within(bare(surface)):
            opens = label or _opens_plainly(text, spans, match, known)
            alone = bare(surface).lower() in NO_NAMES and " " not in whole.strip()
            sure = not alone and (not opens or (known.is_name(key) and not known.is_word(surface.lower())))
            if _is_name(key, surface) and (sure or not label):
                outlet = any(start <= match.start() < end for start, end in outlets)
                found.append(Name(key, surface, match.start(), match.end(), sure, outlet, whole))
    return tuple(found)


def _is_name(key: str, surface: str) -> bool:
    plain = bare(surface).lower()
    number = plain.split("-")[0] in NUMBER_WORDS
    short = _SHORTENED.fullmatch(plain)
    if short and (short[1] is None or keys_of([short[1]])[0] in stop_keys()):
        return False  # "Isn't", "We're"
    return not number and key not in stop_keys() and plain not in _CALENDAR and plain not in names.lists().titles


def _title_case(text: str) -> bool:
    """Whether a headline capitalises all its longer words."""
    counted = _LONG_WORD.findall(text)
    return len(counted) >= LEAST_OF_TITLE and all(word[0].isupper() for word in counted)


def _opens_plainly(text: str, spans: Sequence[Span], match: re.Match[str], known: Known) -> bool:
    """Whether a word has its capital because it opens a sentence; a common one may do so before a name, too."""
    first = max(span.start for span in spans if span.start <= match.start())
    opens = match.start() == first or _OPENS.search(text[max(first, match.start() - 6) : match.start()]) is not None
    alone = match.group().lower() in _BEFORE_NAMES or not may_name(match.group(), known)
    return opens and (alone or not _GOES_ON.match(text[match.end() : match.end() + 3]))


def names_in(text: str, start: int, end: int) -> Iterator[frozenset[str]]:
    """The names of a stretch, each as the stems of its words; a lone word that opens a sentence is none."""
    for match in _WHOLE.finditer(text, start, end):
        words = [word.group() for word in _NAME.finditer(match.group())]
        alone = len(words) == 1 and (match.start() == start or _OPENS.search(text[start : match.start()]) is not None)
        found = [key for word in words for key in keys_within(bare(word)) if _is_name(key, word)]
        if found and not alone:
            yield frozenset(found)


def may_name(word: str, known: Known) -> bool:
    """Whether a capitalised word may be a name: one of a name on the desk, or no common word of the language."""
    low = bare(word).lower()
    adverb = low.endswith("ly") and known.is_word(low.removesuffix("ly"))
    return not (adverb or known.is_word(low)) or any(map(known.is_name, keys_within(bare(word))))


def initials(text: str) -> str:
    """The first letters of the capitalised words of a text, in order."""
    return "".join(match.group()[0] for match in _NAME.finditer(text) if match.group()[0].isupper())


def bare(word: str) -> str:
    """A word without its genitive."""
    return word.split("'s")[0].split("’s")[0]


def _whole(text: str, start: int) -> str:
    """The capitalised words of the one name that a word at ``start`` stands in."""
    before = max(0, start - _LONGEST)
    found = _WHOLE.finditer(text, before, start + _LONGEST)
    return next((match.group() for match in found if match.start() <= start < match.end()), "")
