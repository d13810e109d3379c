"""Each line of a text against the passages that may carry it.

A line is carried when one of the likeliest passages carries it without complaint; else the complaints against the
likeliest are the findings. So a line that two articles tell differently is held to the one it follows, unless it
cites the other.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from itertools import islice
from typing import NamedTuple

from msgspec.structs import replace

from sayso.check.attribution import attribution_drafts
from sayso.check.capitals import names_in
from sayso.check.compared import Compared, Side
from sayso.check.contrasted import halves
from sayso.check.draft import Draft
from sayso.check.facts import fact_drafts, missing
from sayso.check.farther import farther
from sayso.check.judged import judgement_drafts
from sayso.check.known import Known
from sayso.check.modality import modality_drafts
from sayso.check.origins import origin_drafts, several
from sayso.check.page import Page
from sayso.check.passages import keys, keys_within, stop_keys
from sayso.check.prepared import HEADING, Prepared, TextLine
from sayso.check.readwhole import Checked, read_whole
from sayso.check.reworded import is_read, left_open, of_sentence
from sayso.check.sources import Candidate, Told, candidates, nearest, ranked
from sayso.check.standing import standing_drafts
from sayso.check.together import read_together
from sayso.check.verbatim import Words, exact_words
from sayso.model import Span
from sayso.read.figures.units import SIGNS

AS_NEAR = 0.15  # share of weight within which another passage is as near as the nearest
AS_ALIKE = 0.25  # ... and share of words alike
MOST_COMPARED = 4
TOPIC = 0.6  # share below which two differences, and two things lacking, make it another story
LEAST_WORDS = 2  # content words: less says nothing that a source could carry
_QUESTION = re.compile(r"\?[\s)\]]*\Z")
_SIGN = re.compile("|".join(map(re.escape, [*(sign for sign in SIGNS if len(sign) == 1), "%"])))
_STATES = frozenset(["standfirst", "paragraph", "quote", "takeaway", "note"])


def line_drafts(prepared: Prepared) -> Iterator[Draft]:
    """The findings about lines that need no source to be found: what they cite, and the author's own judgements."""
    for key in prepared.keys:
        if key.document is None:
            yield Draft("K002", key.start, key.end, prepared.text[key.start : key.end])
    yield from judgement_drafts(prepared)
    for line in _stating(prepared) if _cites(prepared) else ():
        if not line.keys and not line.judgement and line.role in _STATES:
            yield Draft("K001", line.start, line.end, short(prepared.text[line.start : line.end]))


def lines_against_sources(prepared: Prepared, known: Known) -> list[Checked]:
    """What speaks against each line that states something, quotations apart."""
    own = Page(prepared.reading, known.agents)
    titled = _cites(prepared)  # a report's title says nothing
    stating = (line for line in _stating(prepared) if not line.judgement and not (titled and line.role == "headline"))
    checked = [_apart_or_whole(prepared, line, known, own) for line in stating]
    return read_together(own, checked, partial(_sought, own, known=known), known)


def _cites(prepared: Prepared) -> bool:
    return any(line.keys for line in prepared.lines)


def _stating(prepared: Prepared) -> Iterator[TextLine]:
    return (line for line in prepared.lines if not _asks(prepared, line) and not _is_heading(prepared, line))


def _apart_or_whole(prepared: Prepared, line: TextLine, known: Known, own: Page) -> Checked:
    """What speaks against a line, or against its halves where it sets one article against another."""
    whole = _against_sources(prepared, line, known, own)
    denied = any(draft.code in ("S008", "S009") for draft in whole.drafts)  # what a half denies, the other may answer
    parts = halves(own, line) if whole.drafts and not denied else []
    told = [_told_in(own, part, known) for part in parts]
    if not all(told) or len(set(told)) < len(told) or not parts:
        return whole  # of one article the halves may be one passage's, which the line is held to
    apart = [_against_sources(prepared, part, known, own) for part in parts]
    drafts = [draft for one in apart for draft in one.drafts]
    near = [candidate for one in apart for candidate in one.near]
    return Checked(line, drafts, near) if len(drafts) < len(whole.drafts) else whole


def _told_in(own: Page, part: TextLine, known: Known) -> str | None:
    """The article that carries a half, the nearest to it."""
    found = candidates(exact_words(own.text, part.start, part.end), part, known, Told(_speakers(own, part)))
    return next((one.passage.document for one in found if one.carries), None)


def _against_sources(prepared: Prepared, line: TextLine, known: Known, own: Page) -> Checked:
    words = exact_words(own.text, line.start, line.end)
    if len(set(keys(words)) - stop_keys()) < LEAST_WORDS:
        return Checked(line, [], [])
    confirmed = several(own.text, line)
    found = _sought(own, line, words, known)
    carried = [one for one in found if one.carries]
    near = _likeliest(carried, line) if carried else []
    origins = list(origin_drafts(prepared, line, near, known)) if confirmed else []
    held = _held(prepared, line, near, known, own) if near else []
    if all(map(_of_something_else, held)):
        held = []
    if left_open(words, found, not held or bool(held[0].drafts)):
        held = _by_sentence(prepared, line, found, held, known, own)
    drafts = list(held[0].drafts) if held else []
    if not held and line.role in _STATES:
        drafts = [_not_carried(prepared, line, words, found, known)]
    near = [one.candidate for one in held]
    surely = False
    settled = confirmed or any(one.verbatim for one in near) or not (held or drafts)
    if not settled and is_read(words):
        text = own.text[line.start : line.end]
        more = partial(farther, text, words, line, found, known)
        drafts, near, surely = read_whole(own, line, drafts, near, found, more, known)
    standing = standing_drafts(prepared, line, words, near, known) if near else ()
    return Checked(line, [*origins, *drafts, *standing], near, surely)


def _sought(own: Page, line: TextLine, words: Words, known: Known) -> list[Candidate]:
    """The passages that a line may be of by its words, the likeliest first."""
    confirmed = several(own.text, line)
    said = _without(words, confirmed) if confirmed else words
    told = {link.name for one in own.statements_near(line.start, line.end) for link in one.chain}
    said_by = Told(_speakers(own, line), frozenset(told), tuple(names_in(own.text, line.start, line.end)))
    return [_with_its_signs(one, own, line, known) for one in candidates(said, line, known, said_by)]


def _with_its_signs(one: Candidate, own: Page, line: TextLine, known: Known) -> Candidate:
    """A passage in the line's very words is not verbatim where a sum is in another currency: signs are no words."""
    if not one.verbatim or _signs(own.text[line.start : line.end]) == _signs(known.text_of(one.passage)):
        return one
    return replace(one, verbatim=False)


def _signs(text: str) -> list[str]:
    return sorted(_SIGN.findall(text))


def _without(words: Words, confirmed: re.Match[str]) -> Words:
    """The words of a line without "several sources have confirmed", which carries nothing; all where little is left."""
    if confirmed.group().lower().startswith("independently"):
        return words  # of "either account could be independently verified" that is what it says
    kept = [index for index, place in enumerate(words.starts) if not confirmed.start() <= place < confirmed.end()]
    starts, ends = (tuple(column[index] for index in kept) for column in (words.starts, words.ends))
    left = Words(tuple(words.plain[index] for index in kept), starts, ends)
    return left if len(set(keys(left)) - stop_keys()) >= LEAST_WORDS else words


def _by_sentence(
    prepared: Prepared, line: TextLine, found: Sequence[Candidate], held: list[_Held], known: Known, own: Page
) -> list[_Held]:
    """What a line is held against when it is chosen by what its whole sentence says; where nothing says the same, what
    speaks against it by its words stays."""
    near = of_sentence(own.text[line.start : line.end], found, known)
    if not near:
        return held if held and held[0].drafts else []
    if any(abs(near[0].passage.number - there.number) <= 1 for one in held for there in one.candidate.support):
        return held  # the same place: a line may draw on the sentence and on the one beside it
    chosen = _held(prepared, line, near, known, own)
    return held if held and _against_it(held[0]) < _against_it(chosen[0]) else chosen


def _speakers(own: Page, line: TextLine) -> frozenset[str]:
    """The words that name who says it: they need not stand in a cited passage, where "he" may stand for them."""
    sources = (one.source for one in own.statements_near(line.start, line.end) if one.source is not None)
    inside = (span for span in sources if line.start <= span.start < line.end)
    return frozenset(key for span in inside for key in keys_within(own.text, span.start, span.end))


class _Held(NamedTuple):
    """A passage, the complaints about the line when it is held against it, and how much of it that lacks besides."""

    candidate: Candidate
    drafts: list[Draft]
    lacks: int


def _likeliest(carried: Sequence[Candidate], line: TextLine) -> list[Candidate]:
    """Those that are about as near as the nearest; those of the outlet alone that the line names. Of several cited
    passages each may be the one that the line follows: the nearest in words of each document is looked at."""
    cited = {key.document for key in line.keys if key.document and key.cited}
    if len(cited) > 1:
        of_each = {one.passage.document: one for one in reversed(carried)}
        return [one for one in carried if one is of_each[one.passage.document]]
    near = [one for one in carried[:MOST_COMPARED] if one.rank >= carried[0].rank - AS_NEAR]
    near = [one for one in near if one.printed] or near  # the line says where it was printed
    least = max(one.alike for one in near) - AS_ALIKE
    return [one for one in near if one.verbatim or one.alike >= least]


def _held(prepared: Prepared, line: TextLine, near: Sequence[Candidate], known: Known, own: Page) -> list[_Held]:
    """The passages with the fewest complaints, what they lack of the line's figures, dates and names counted too;
    the closest first."""
    same = [one for one in near if one.verbatim]
    if same:
        return [_Held(one, [], 0) for one in same]
    found: list[_Held] = []
    left = Side(own, [Span(line.start, line.end)])
    for candidate in near:
        both = Compared(prepared, line, candidate, known, left)
        most = min((_against_it(one)[0] for one in found), default=None)
        drafts = list(islice(_against(both), None if most is None else most + 1))
        if most is not None and len(drafts) > most:
            continue  # more speaks against it than against another
        found.append(_Held(candidate, drafts, missing(both)))
        if line.role != "takeaway" and _against_it(found[-1]) == (0, 0):
            break  # nothing speaks against it; only of a takeaway are the others looked at too
    fewest = min(map(_against_it, found))
    return [one for one in found if _against_it(one) == fewest]


def _of_something_else(one: _Held) -> bool:
    """Whether a passage shares the line's topic and little of what it says: few words, and other names and figures."""
    return one.candidate.share < TOPIC and len(one.drafts) > 1 and one.lacks > 1


def _against_it(one: _Held) -> tuple[int, int]:
    """How much speaks against a passage: what differs is mostly what is lacking, too."""
    return max(len(one.drafts), one.lacks), len(one.drafts) + one.lacks


def _against(both: Compared) -> Iterable[Draft]:
    attribution = list(attribution_drafts(both))
    yield from attribution
    speaker = any(draft.code == "S003" for draft in attribution)
    yield from (draft for draft in fact_drafts(both) if not (speaker and draft.code == "F004"))
    yield from modality_drafts(both)


def _not_carried(prepared: Prepared, line: TextLine, words: Words, found: Sequence[Candidate], known: Known) -> Draft:
    """Nothing cited carries it; perhaps something else on the desk does."""
    says = short(prepared.text[line.start : line.end])
    if not any(key.document for key in line.keys):
        return Draft("S001", line.start, line.end, says)
    elsewhere = ranked(words, nearest(words, known), known, Told())
    if elsewhere and elsewhere[0].carries:
        best = elsewhere[0]
        source = known.page(best.passage.document).citation(best.start, best.end)
        return Draft("S002", line.start, line.end, says, source)
    cited = found[0] if found else None
    source_there = known.page(cited.passage.document).citation(cited.start, cited.end) if cited else None
    return Draft("S002", line.start, line.end, says, source_there)


def _asks(prepared: Prepared, line: TextLine) -> bool:
    """Whether a line is a question of the author's own: it says nothing. One in quotation marks is somebody's."""
    return _QUESTION.search(prepared.reading.document.text[line.start : line.end]) is not None


def _is_heading(prepared: Prepared, line: TextLine) -> bool:
    """Whether a line is a heading of a Markdown text."""
    first = prepared.text.rfind("\n", 0, line.start) + 1
    return HEADING.match(prepared.text, first) is not None


def short(words: str, most: int = 80) -> str:
    """Words on one line, cut where they are long."""
    flat = " ".join(words.split())
    return flat if len(flat) <= most else flat[: most - 1] + "…"
