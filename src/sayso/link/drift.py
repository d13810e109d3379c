"""How the words of a claim changed from its first telling to the later ones.

In: the tellings of one claim in order of time. Out: one `Drift` for each change, words aligned by edit
distance. Each later wording is compared once, at its earliest telling: its copies repeat it. Where less
than half of the words agree the telling is in other words altogether, and only what weighs is reported:
hedges and quotation marks.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rapidfuzz.distance import Levenshtein

from sayso.link.tellings import Telling
from sayso.link.words import Word, wording, words
from sayso.model import Drift

REWORDED = 0.5  # share of words in place below which a word by word account says nothing to a reader
MOST_TOLD = 50  # later wordings of one claim that are compared: a reader follows no more


def drift(tellings: Sequence[Telling]) -> tuple[Drift, ...]:
    """The changes against the first telling."""
    first = tellings[0]
    seen = {_surface(first)}
    changes: list[Drift] = []
    for later in tellings[1:]:
        if _surface(later) not in seen and len(seen) <= MOST_TOLD:
            seen.add(_surface(later))
            changes += _changes(first, later)
    return tuple(changes)


def _surface(telling: Telling) -> tuple[str, bool, str]:
    plain = " ".join(telling.text.casefold().removeprefix("that ").split())
    return plain, telling.kind == "direct", telling.originator.key if telling.kind == "direct" else ""


def _changes(first: Telling, later: Telling) -> Iterable[Drift]:
    before, after = _without_that(words(first.text)), _without_that(words(later.text))
    yield from _quotation(first, later)
    yield from _hedges(first, later, before, after)
    plain_before, plain_after = [word.plain for word in before], [word.plain for word in after]
    if Levenshtein.normalized_similarity(plain_before, plain_after) < REWORDED:
        if first.kind != "direct" or later.kind != "direct":
            yield _told(later, "paraphrased", first.text, later.text)
        return
    moved = {word.stem for word in before} & {word.stem for word in after}
    for code in Levenshtein.opcodes(plain_before, plain_after):
        if code.tag != "equal":
            gone = before[code.src_start : code.src_end]
            new = after[code.dest_start : code.dest_end]
            yield from _run(first, later, gone, new, moved)


def _without_that(found: Sequence[Word]) -> Sequence[Word]:
    return found[1:] if found and found[0].plain == "that" else found


def _run(first: Telling, later: Telling, gone: Sequence[Word], new: Sequence[Word], moved: set[str]) -> Iterable[Drift]:
    """One stretch of changed words.

    Function words, inflections, hedges (told apart) and words that only moved are passed over.
    """
    kept_gone, kept_new = _telling_words(gone) - moved, _telling_words(new) - moved
    before, after = _slice(first.text, gone), _slice(later.text, new)
    if any(map(_is_number, kept_gone)) and any(map(_is_number, kept_new)):
        yield _told(later, "figure", before, after)
    elif kept_gone and kept_new:
        yield _told(later, "paraphrased", before, after)
    elif kept_gone:
        yield _told(later, "dropped", before, after)
    elif kept_new:
        yield _told(later, "added", before, after)


def _telling_words(run: Sequence[Word]) -> set[str]:
    table = wording()
    return {word.stem for word in run if word.plain not in table.stop and word.plain not in table.hedges}


def _is_number(stem: str) -> bool:
    return stem[0].isdigit()


def _slice(text: str, run: Sequence[Word]) -> str:
    return text[run[0].start : run[-1].end] if run else ""


def _hedges(first: Telling, later: Telling, before: Sequence[Word], after: Sequence[Word]) -> Iterable[Drift]:
    had, has = _hedging(before), _hedging(after)
    if had and not has:
        yield _told(later, "hedge lost", " ".join(had), "")
    elif has and not had:
        yield _told(later, "hedge added", "", " ".join(has))


def _hedging(found: Sequence[Word]) -> list[str]:
    return [word.plain for word in found if word.plain in wording().hedges]


def _quotation(first: Telling, later: Telling) -> Iterable[Drift]:
    """Quotation marks around what was first told in reported speech, and words given to another speaker."""
    if later.kind == "direct" and first.kind != "direct":
        yield _told(later, "quoted", first.text, later.text)
    if later.kind == first.kind == "direct" and not (_has(first, later) or _has(later, first)):
        yield _told(later, "speaker", first.originator.name, later.originator.name)


def _has(telling: Telling, other: Telling) -> bool:
    """Whether the other's speaker stands anywhere in this one's chain."""
    return any(vertex.key == other.originator.key for vertex in telling.chain)


def _told(later: Telling, kind: str, before: str, after: str) -> Drift:
    return Drift(later.document, later.statement, kind, before, after)
