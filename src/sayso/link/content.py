"""What a telling says, in a form that can be compared.

In: the text, the marks of its reading and the spans of one statement's content (or of one assertion).
Out: `Content`: its words without function words, with every named agent and place under one name, figures
as numbers, times as days, what is negated and whether it is put forward as fact.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby, pairwise
from typing import Literal, cast

from msgspec import Struct

from sayso.link.marks import Marks, Stand, place_identities, within
from sayso.link.meaning import meaning
from sayso.link.names import lists
from sayso.link.words import Word, fold_name_part, wording, words
from sayso.model import Figure, Span
from sayso.read.figures import normalised

Mood = Literal["fact", "future", "obligation", "conditional", "possible"]
NEGATION_REACH = 3  # content words after "not": the predicate and its noun, not the next clause
FIRST_PERSON = frozenset(["i", "we", "me", "us", "my", "our", "ours", "myself", "ourselves"])  # "mine" is dug or laid
_BE = frozenset({"is", "are", "was", "were", "be", "been", "being"})
_BETWEEN = frozenset({"not", "never", "reportedly", "allegedly", "apparently", "possibly", "probably", "again", "also"})
_PARTICIPLES = frozenset(
    """hit struck shut sent held shot put cut built found made lost won brought bought taught caught fought sold told
    laid paid led fed sunk flown overrun split hurt read heard left met set thrown""".split()
)
_HAVE = frozenset({"have", "has", "had", "having"})
_CLAUSE_ENDS = frozenset(",;:—–.!?")
_BEFORE_NOUN = frozenset("a an the its his her their our of for over against about in on by to with no any".split())
_NOUNS_TOO = frozenset("plan plans demand demands call calls want wants will".split())
_SHIRKS = frozenset("fail fails failed refuse refuses refused decline declines declined".split())  # "failed to"
_VAIN = frozenset({"success", "avail", "result"})  # "without success": what was tried took place
_LONG = 4  # letters: a headline in title case capitalises all longer words


class Number(Struct, frozen=True, array_like=True):
    """A figure of the content. ``counts`` holds the stems of its unit and of what it counts."""

    value: float
    bound: str | None
    counts: frozenset[str]


class Content(Struct, frozen=True, array_like=True):
    """One content, ready to be compared. ``sequence`` keeps order and repetition; the sets do not.

    ``named`` has each name whole, where ``names`` has its stems. ``negative``: its first clause, or
    else the cue, says that it is not so; ``meaning`` is that of its words without names and figures.
    ``doer`` is the stem of the name after "by" (or "received … from"), empty where there is none.
    """

    sequence: tuple[str, ...]
    words: frozenset[str]
    names: tuple[str, ...]
    negated: frozenset[str]
    negated_heads: frozenset[str]
    denied: bool
    mood: Mood
    numbers: tuple[Number, ...]
    places: frozenset[str]
    days: tuple[tuple[int, int], ...]
    first_person: bool
    passive: bool
    named: tuple[str, ...] = ()
    negative: bool = False
    meaning: bytes = b""
    doer: str = ""


class Token(Struct, frozen=True):
    """A word of a content after replacement by what stands for it."""

    stem: str
    plain: str
    start: int
    name: bool
    clause_end: bool


def content(
    text: str, spans: Sequence[Span], marks: Marks, *, denied: bool = False, skip: Sequence[Span] = ()
) -> Content:
    """The content of ``spans``.

    ``denied``: the cue puts it in the negative; ``skip``: what a writer put in.
    """
    tokens = [token for span in spans for token in _tokens(text, span, marks, skip)]
    kept = [token for token in tokens if token.plain not in wording().stop]
    scopes = _negations(tokens)
    stems = tuple(token.stem for token in kept)
    return Content(
        sequence=stems,
        words=frozenset(stems),
        names=tuple(dict.fromkeys(token.stem for token in kept if token.name)),
        negated=frozenset(token.stem for scope in scopes for token in scope),
        negated_heads=frozenset(_head(scope).stem for scope in scopes if scope),
        denied=denied,
        mood=_mood(tokens),
        numbers=_numbers(within(marks.figures, spans), tokens),
        places=frozenset(
            identity
            for place in within(marks.places, spans)
            if place.use == "literal" and place.kind in ("settlement", "facility")
            for identity in place_identities(place)
        ),
        days=tuple(sorted({when.days for when in within(marks.whens, spans)})),
        first_person=any(token.plain in FIRST_PERSON for token in tokens),
        passive=_passive(tokens),
        named=_whole_names(kept),
        negative=denied != _says_not(tokens),
        meaning=meaning(token.plain for token in kept if not token.name and not token.plain[0].isdigit()),
        doer=_doer(tokens),
    )


def _tokens(text: str, span: Span, marks: Marks, skip: Sequence[Span]) -> Iterable[Token]:
    """Words of a span; what stands for several words comes once, in the place of the first."""
    found = words(text[span.start : span.end])
    headline = _title_case(found)
    last: Stand | None = None
    for word, following in pairwise((*found, None)):
        if word is None:
            return
        start, end = span.start + word.start, span.start + word.end
        if any(part.start <= start < part.end for part in skip):
            continue
        stand = marks.stand_at(start)
        if stand is None:
            opens = _opens_sentence(text, start, span.start) and not _first_of_two(word, following)
            name = word.capital and not headline and not opens
            stem = lists().given.get(fold_name_part(word.plain), word.stem) if name else word.stem
            yield Token(stem, word.plain, start, name, _ends_clause(text, end))
        elif stand is not last:
            yield from (Token(part, part, start, stand.name, _ends_clause(text, stand.end)) for part in stand.stems)
        last = stand


def _title_case(found: Sequence[Word]) -> bool:
    counted = [word for word in found if word.plain not in wording().stop and word.plain[0].isalpha()]
    return len(counted) > 3 and all(word.capital for word in counted if len(word.plain) >= _LONG)


def _opens_sentence(text: str, start: int, span_start: int) -> bool:
    before = text[max(span_start, start - 4) : start].rstrip(" \n\t\"'“”«»„([")
    return not before or before[-1] in ".!?…:•"


def _first_of_two(word: Word, following: Word | None) -> bool:
    """A sentence's first word is taken for a name if the next has a capital too: "Olena Hrin resigned"."""
    return following is not None and following.capital and following.start == word.end + 1


def _ends_clause(text: str, end: int) -> bool:
    return text[end : end + 1] in _CLAUSE_ENDS or text[end : end + 2] in (" —", " –")


def _negations(tokens: Sequence[Token]) -> list[list[Token]]:
    """For each negator the content words within its reach, up to the end of its clause."""
    table = wording()
    scopes: list[list[Token]] = [[]]
    reach = 0
    for token in tokens:
        if token.plain in table.negators or token.plain.endswith("n't"):
            reach = NEGATION_REACH
            scopes.append([])
        elif reach and token.plain == "but":
            reach = 0
        elif reach and token.plain not in table.stop:
            scopes[-1].append(token)
            reach -= 1
        if token.clause_end:
            reach = 0
    return scopes


def _whole_names(kept: Sequence[Token]) -> tuple[str, ...]:
    """Each name with all its stems, once: what stands for one mention has one start."""
    mentions = groupby((token for token in kept if token.name), key=lambda token: token.start)
    return tuple(sorted({" ".join(token.stem for token in mention) for _, mention in mentions}))


def _says_not(tokens: Sequence[Token]) -> bool:
    """Whether the first clause that says something has a plain negation in it: "had not", "no troops", "untouched"."""
    said = False
    before = ""
    for token, following in pairwise((*tokens, None)):
        if token is None:
            break
        lacks = token.plain == "no" and before in _HAVE  # "had no power" says what there was, and denies nothing
        before = token.plain
        shirks = token.plain in _SHIRKS and following is not None and following.plain == "to"
        if shirks or (not lacks and (token.plain in wording().nots or token.plain.endswith("n't"))):
            return following is None or following.plain not in _VAIN
        said = said or token.plain in wording().finite or token.plain in wording().mood
        if said and token.clause_end:
            return False
    return False


def _head(scope: Sequence[Token]) -> Token:
    """The word that is negated itself: the first that is no name ("no Russian troops": troops)."""
    return next((token for token in scope if not token.name), scope[0])


def _doer(tokens: Sequence[Token]) -> str:
    """The name straight after "by", or after "from" where something is received; empty if there is none."""
    marks = {"by"} | ({"from"} if any(token.stem in wording().converse for token in tokens) else set())
    return next((after.stem for mark, after in pairwise(tokens) if mark.plain in marks and after.name), "")


def _passive(tokens: Sequence[Token]) -> bool:
    """Whether who did it does not come first: "by X", "received from X", "was struck", "had not been hit"."""
    if _doer(tokens):
        return True
    plain = [token.plain for token in tokens if token.plain not in _BETWEEN]
    return any(be in _BE and _is_participle(said) for be, said in pairwise(plain))


def _is_participle(plain: str) -> bool:
    return plain in _PARTICIPLES or (len(plain) > 4 and plain.endswith(("ed", "en", "wn")))


def _mood(tokens: Sequence[Token]) -> Mood:
    """The mood of the main clause: what comes after its finite verb, or in a relative clause, does not count."""
    table = wording()
    for place, (token, following) in enumerate(pairwise((*tokens, None))):
        if token is None or (place and token.plain in table.subordinators):
            break
        ends = token.plain in table.finite
        decisive = following if ends else token
        noun = token.plain in _NOUNS_TOO and place > 0 and tokens[place - 1].plain in _BEFORE_NOUN
        if decisive is not None and decisive.plain in table.mood and not noun:
            return cast(Mood, table.mood[decisive.plain])
        if ends:
            break
    return "fact"


def _numbers(figures: Sequence[Figure], tokens: Sequence[Token]) -> tuple[Number, ...]:
    read = [number for number in map(_number, figures) if number is not None]
    return (*read, *_unread_numbers(figures, tokens))


def _number(figure: Figure) -> Number | None:
    """In the usual unit of its kind; a value that had to be converted is as near as "about": news rounds it."""
    value, unit = normalised(figure)
    if value is None:
        return None
    bound = figure.bound or ("about" if unit != figure.unit else None)
    return Number(value, bound, _stems(f"{unit or ''} {figure.of or ''}"))


def _unread_numbers(figures: Sequence[Figure], tokens: Sequence[Token]) -> Iterable[Number]:
    """Numbers that the reader did not list as figures: they count what the next word says."""
    for token, following in pairwise((*tokens, None)):
        if token is None or not token.plain.replace(".", "", 1).isdigit():
            continue
        if not any(figure.start <= token.start < figure.end for figure in figures):
            counted = [following.stem] if following and following.plain not in wording().stop else []
            yield Number(float(token.plain), None, frozenset(counted))


def _stems(text: str) -> frozenset[str]:
    return frozenset(word.stem for word in words(text) if word.plain not in wording().stop)
