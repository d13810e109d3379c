"""How surely, and whether at all: hedges and denials of a line against those of the passage that carries it.

A hedge of the passage counts against the line only when the line states the words within its reach.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from msgspec import Struct

from sayso.check.aligned import Token
from sayso.check.compared import Compared, Side
from sayso.check.draft import Draft
from sayso.check.negation import denial_drafts
from sayso.check.passages import keys_of, keys_within, stop_keys
from sayso.check.wording import check_wording
from sayso.link.conflicts import opposites
from sayso.link.words import light_stem, words
from sayso.model import Span
from sayso.read.certainty import BANDS, HEDGES, PATTERN

LEAST_STEM = 4  # letters
REACH = 4  # content words behind a hedge: its verb and what that takes
BEFORE = 3  # words before a hedge
STATED = 0.6  # share of the words within reach that the line must have to state them: three of four
_RANK = {"Uu": 0, "PS+": 1, "PS-": 1, "PR+": 2, "PR-": 2}  # FactBank: possible, probable; above them certain
_VERY = frozenset(["almost certain", "very likely", "very unlikely", "almost no chance"])
_SENTENCE_END = re.compile(r"[.!?][\"”’»)\]]*\s")
_SURE = re.compile(
    r"(?<!almost )(?<!nearly )\b(?:certain(?:ly)?|definite(?:ly)?|undoubtedly|proven?|sure(?:ly)?)\b", re.I
)
_LIMITS = "".join(rf"(?<!{word} )" for word in "where if when whenever wherever as".split())  # "where possible"
_OPEN = re.compile(
    rf"\b(?:{_LIMITS}possible|(?:expected|believed|thought|understood|assumed|said) to|roughly even|about even"
    r"|(?:seem|appear)ed to|seem(?:s|ed)?(?! to\b)|in all likelihood)\b",
    re.I,
)
# Words that leave open what stands behind them, and that are on no scale: at the source only.
_WEAK = re.compile(
    r"\b(?:accused of|alleged(?:ly)?|suspected(?: of)?|suspects? in|considering|weighing|mulling"
    r"|(?!(?-i:Hope [A-Z]))hop(?:es?|ed|ing)"
    r"|plan(?:s|ned|ning)? to|want(?:s|ed)? to|tr(?:y|ies|ied|ying) to|intend(?:s|ed)? to|promised? to|vowed to"
    r"|(?<!as )if|whether|suggest(?:s|ed|ing)?|(?:pre|ex)pects?|expected|believes?|believed|thinks?|thought"
    r"|fear(?:s|ed)?|contends?|contended|argues?|argued|accus(?:es|ed|ing)|in a bid to|claim(?:s|ed)?)\b",
    re.I,
)
_HEARSAY = frozenset(["reportedly", "allegedly", "purportedly", "supposedly", "apparently"])
_CLAIMS = frozenset("claim claims claimed claiming can".split())
_MODALS = frozenset("may might could".split())
_TO_COME = re.compile(r"\b(?:would|should|can|if|unless|whether|plan\w*|inten\w+|expect\w*|consider\w*)\b", re.I)
_COULD = re.compile(r"\b(?:will|to)\b", re.I)  # "could end" may be said of what is to end, "may end" not
_REPORTS = frozenset(keys_of("report reported alleged according say said told tell".split()))
_CLAIMED = re.compile(r"claim(?:s|ed)?|contend(?:s|ed)|argue[sd]?", re.I)  # of these anybody's word may stand for it
_TWO_SENSES = frozenset("left quite losses loss".split())  # "19 men left", "quite possibly": no opposites
_PERMITTED = re.compile(r"\b(?:may|can|could) not\b|\b(?:no|nobody|neither|nor)\b[^.;]{0,30}\b(?:may|could)\b", re.I)
_ALLOWS = re.compile(r"allow(?:s|ed|ing)?|permit(?:s|ted|ting)?|let(?:s|ting)?|authori[sz](?:es?|ed|ing)|entitled|free")


class Hedge(Struct, frozen=True):
    """A hedge, how sure it leaves its content (0 alleged to 3 almost certain), and the stems within its reach."""

    words: str
    span: Span
    rank: int
    reach: frozenset[str]


def modality_drafts(both: Compared) -> Iterator[Draft]:
    """Certainty raised, certainty lowered, a denial dropped or added, an opposite."""
    denied = list(denial_drafts(both))
    yield from denied or _certainty(both)
    stems = opposites(both.left.content, both.right.content)
    words = (_word(both.left, stems[0]), _word(both.right, stems[1])) if stems else ("", "")
    if stems and not denied and not _TWO_SENSES & set(words):
        detail = f"“{words[0]}” here, “{words[1]}” at the source"
        yield Draft("S009", both.line.start, both.line.end, detail, both.citation)


def _word(side: Side, stem: str) -> str:
    """The word of a side that has a stem, as it stands there."""
    return next((word.plain for word in words(side.text) if word.stem == stem), stem)


def _certainty(both: Compared) -> Iterator[Draft]:
    here, there = hedges(both.left), hedges(both.right)
    sure = _SURE.search(both.left.text)
    unsure = _unsure(both.left, without_cues=True) - _unsure(both.right)
    for hedge in there:
        kept = any(own.rank <= hedge.rank for own in here) or unsure or _as_report(hedge, both.left)
        kept = kept or (_OPEN.fullmatch(hedge.words) is not None and _leaves_anything_open(both.left))
        raised = sure and not _SURE.search(both.right.text)
        if not kept and (raised or _stated(hedge, both)):
            own = f", here “{here[0].words}”" if here else ", here no hedge"
            yield Draft("S006", both.line.start, both.line.end, f"at the source “{hedge.words}”{own}", both.citation)
            return
    yield from _weakly(both) or _hedged_here(both, here)


def _weakly(both: Compared) -> list[Draft]:
    """What the source leaves open in words that are on no scale, and the line with no such word at all."""
    if _leaves_anything_open(both.left):
        return []
    matches = (m for span in both.right.spans for m in _WEAK.finditer(both.right.page.text, span.start, span.end))
    for match in matches:
        span = Span(match.start(), match.end())
        if _said_otherwise(match.group(), both.left):
            continue
        if _stated(Hedge(match.group(), span, 1, _reach(both.right, span)), both):
            detail = f"at the source “{match.group()}”, here nothing like it"
            return [Draft("S006", both.line.start, both.line.end, detail, both.citation)]
    return []


def _said_otherwise(words: str, side: Side) -> bool:
    """Whether a line has a word of the same stem ("under consideration"), or gives a claim to somebody in any words."""
    first = light_stem(words.split()[0].lower())
    if len(first) > LEAST_STEM and any(token.plain.startswith(first) for token in side.tokens):
        return True
    return _CLAIMED.fullmatch(words) is not None and any(token.plain in check_wording().cues for token in side.tokens)


def _leaves_anything_open(side: Side) -> bool:
    open_words = check_wording().unsure | check_wording().open
    return bool(PATTERN.search(side.text) or _OPEN.search(side.text) or _WEAK.search(side.text)) or any(
        token.plain in open_words for token in side.tokens
    )


def _hedged_here(both: Compared, here: Iterable[Hedge]) -> Iterator[Draft]:
    """A hedge in the line and none of any kind at the source; "could not" there and "could" here are no hedges."""
    for hedge in here:
        plain = hedge.words.lower()
        to_come = plain in _MODALS and _TO_COME.search(both.right.text)
        to_come = to_come or (plain == "could" and _COULD.search(both.right.text))
        kept = plain in _HEARSAY - {"apparently"} or to_come or set(keys_of(plain.split())) & both.right.keys
        permitted = plain in _MODALS and (_PERMITTED.search(both.left.text) or _allowed(hedge, both))
        if not kept and not permitted and not _left_open_there(hedge, both) and not _as_many(both):
            detail = f"“{hedge.words}” is not at the source"
            yield Draft("S007", hedge.span.start, hedge.span.end, detail, both.citation)
            return


def _allowed(hedge: Hedge, both: Compared) -> bool:
    """Whether the source allows what "may" be done here: "were allowed to return", "may return"."""
    left, right = both.left.tokens, both.right.tokens
    behind = [at for at, token in enumerate(left) if token.start >= hedge.span.end]
    verb = next((at for at in behind if left[at].content), None)
    if verb is None or left[behind[0]].plain == "have":
        return False
    allows = [at for at, token in enumerate(right) if _ALLOWS.fullmatch(token.plain)]
    reach = {at for one in allows for at in [i for i in range(one + 1, len(right)) if right[i].content][:REACH]}
    return any(at in reach for at in both.aligned.of_left([verb]))


def _as_many(both: Compared) -> bool:
    """Whether the passage itself has at least as many hedges as the line, wherever in it they stand."""
    passage = both.candidate.passage
    there = [other for other in hedges(both.right) if passage.start <= other.span.start < passage.end]
    return len(hedges(both.left)) <= len(there)


def _left_open_there(hedge: Hedge, both: Compared) -> bool:
    """Whether the source leaves open, in the sentence of what is hedged here, what the line otherwise does not."""
    left, right = both.left.tokens, both.right.tokens
    own = [at for at, token in enumerate(left) if hedge.span.start <= token.start < hedge.span.end]
    beside = range(max(0, own[0] - BEFORE), min(len(left), own[-1] + 1 + REACH)) if own else range(0)
    places = both.aligned.of_left(at for at in beside if at not in own and not left[at].apart)
    sentences = {right[at].sentence for at in places or range(len(right))}
    kept = {token.key for at, token in enumerate(left) if at not in own}
    opens = [other.span for other in hedges(both.right)]
    there = (token for token in right if token.sentence in sentences and token.plain not in _CLAIMS)
    return any(token.key not in kept for token in there if _leaves_open(token, opens))


def _leaves_open(token: Token, hedged: Iterable[Span]) -> bool:
    return token.plain in check_wording().unsure or any(span.start <= token.start < span.end for span in hedged)


def _unsure(side: Side, without_cues: bool = False) -> frozenset[str]:
    """The words of a side that leave something open and are on no scale: "possible", "hopes", "if".

    ``without_cues``: not those that say who says it: "will fall, the bank thinks" is surer than "may fall".
    """
    cues = [one.cue for one in side.statements if one.cue is not None] if without_cues else []
    words_in = (token for token in side.tokens if token.plain in check_wording().unsure)
    kept = (token for token in words_in if not any(cue.start <= token.start < cue.end for cue in cues))
    return frozenset(token.key for token in kept)


def _as_report(hedge: Hedge, line: Side) -> bool:
    """Hearsay at the source may be told as somebody's report here."""
    return hedge.words.lower() in _HEARSAY and bool(_REPORTS & line.keys)


def _stated(hedge: Hedge, both: Compared) -> bool:
    """Whether the line has most of the words within a hedge's reach, or words for them."""
    behind = [at for at, token in enumerate(both.right.tokens) if token.content and token.start >= hedge.span.end]
    reach = [at for at in behind[:REACH] if both.right.tokens[at].key in hedge.reach]
    reach = [at for at in reach if not both.right.tokens[at].apart] or reach
    met = [at for at in reach if both.aligned.of_right([at])]
    return bool(reach) and len(met) >= STATED * len(reach)


def hedges(side: Side) -> list[Hedge]:
    """The hedges of a span; denials are no hedges ("could not" among them), nor is the month of May."""
    found = []
    matches = (match for span in side.spans for match in PATTERN.finditer(side.page.text, span.start, span.end))
    for match in matches:
        rank = _rank(match.lastgroup or "", match.group())
        month = match.group() == "May"
        unable = match.group() == "could" and side.page.text.startswith(" not", match.end())
        if rank is not None and not month and not unable:
            span = Span(match.start(), match.end())
            found.append(Hedge(match.group(), span, rank, _reach(side, span)))
    return found + _left_open(side)


def _left_open(side: Side) -> list[Hedge]:
    """Hedges that are adjectives and passives, which the reader's scale has not."""
    matches = (match for span in side.spans for match in _OPEN.finditer(side.page.text, span.start, span.end))
    spans = (Span(match.start(), match.end()) for match in matches)
    return [Hedge(side.page.text[span.start : span.end], span, 1, _reach(side, span)) for span in spans]


def _rank(group: str, words: str) -> int | None:
    if group.startswith("b"):
        band, value, _ = BANDS[int(group[1:])]
        return 3 if band in _VERY else _RANK[value]
    return _RANK.get(HEDGES[int(group[1:])][0])


def _reach(side: Side, span: Span) -> frozenset[str]:
    last = next(whole.end for whole in side.spans if whole.start <= span.start < whole.end)
    end = _SENTENCE_END.search(side.page.text, span.end, last)
    behind = keys_within(side.page.text, span.end, end.start() if end else last)
    content = [key for key in behind if key not in stop_keys()][:REACH]
    return frozenset(content)
