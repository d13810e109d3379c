"""How the words of a claim changed on their way: against its first telling, and against whoever a telling has it from.

In: the tellings of one claim in order of time. Out: one `Drift` for each change, words aligned by edit distance. Each
later wording is compared once, at its earliest telling: its copies repeat it. Where less than half of the words agree
the telling is in other words altogether, and only what weighs is reported: hedges, sureness, days, quotation marks. A
quotation is held against the speaker's own page where the desk has it (`sayso.link.quoting`).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

from rapidfuzz.distance import Levenshtein

from sayso.link.quoting import DATE_WORDS, days_in_words, quoting
from sayso.link.sureness import put, vouched
from sayso.link.tellings import Telling
from sayso.link.words import Word, as_written, without_that, wording, words
from sayso.model import Drift

REWORDED = 0.5  # share of words in place below which a word by word account says nothing to a reader
ROUNDING = frozenset({"around", "about"})
MOST_TOLD = 50  # later wordings of one claim that are compared: a reader follows no more


def drift(tellings: Sequence[Telling]) -> tuple[Drift, ...]:
    """The changes against the first telling, and those of speaker and quotation against the one it is taken from."""
    first = tellings[0]
    seen = {_surface(first)}
    changes: list[Drift] = []
    for place, later in enumerate(tellings[1:], 1):
        if _surface(later) not in seen and len(seen) <= MOST_TOLD:
            seen.add(_surface(later))
            changes += quoting(tellings, place)
            changes += _changes(first, later)
    return tuple(changes)


def _surface(telling: Telling) -> tuple[str, bool, str, str]:
    plain = " ".join(telling.text.casefold().removeprefix("that ").split())
    cue = vouched(telling.cue)
    return plain, telling.kind == "direct", telling.originator.key, cue[1] if cue else ""


def _changes(first: Telling, later: Telling) -> Iterable[Drift]:
    before, after = without_that(words(first.text)), without_that(words(later.text))
    yield from _sureness(first, later, before, after)
    dated = tuple(_days(first, later))
    yield from dated
    plain_before, plain_after = [word.plain for word in before], [word.plain for word in after]
    if Levenshtein.normalized_similarity(plain_before, plain_after) < REWORDED:
        if first.kind != "direct" or later.kind != "direct":
            yield told(later, "paraphrased", first.text, later.text)
        return
    moved = {word.stem for word in before} & {word.stem for word in after}
    for code in Levenshtein.opcodes(plain_before, plain_after):
        if code.tag != "equal":
            gone = before[code.src_start : code.src_end]
            new = after[code.dest_start : code.dest_end]
            if not (dated and _only_dates(gone) and _only_dates(new)):
                yield from _run(first, later, gone, new, moved)


def _run(first: Telling, later: Telling, gone: Sequence[Word], new: Sequence[Word], moved: set[str]) -> Iterable[Drift]:
    """One stretch of changed words.

    Function words, inflections, hedges (told apart) and words that only moved are passed over.
    """
    kept_gone, kept_new = _telling_words(gone) - moved, _telling_words(new) - moved
    before, after = as_written(first.text, gone), as_written(later.text, new)
    if any(map(_is_number, kept_gone)) and any(map(_is_number, kept_new)):
        yield told(later, "figure", before, after)
    elif kept_gone and kept_new:
        yield told(later, "paraphrased", before, after)
    elif kept_gone:
        yield told(later, "dropped", before, after)
    elif kept_new:
        yield told(later, "added", before, after)


def _telling_words(run: Sequence[Word]) -> set[str]:
    table = wording()
    return {word.stem for word in run if word.plain not in table.stop and word.plain not in table.hedges}


def _only_dates(run: Sequence[Word]) -> bool:
    return all(word.plain in DATE_WORDS or word.plain in wording().stop or word.plain.isdigit() for word in run)


def _is_number(stem: str) -> bool:
    return stem[0].isdigit()


def _sureness(first: Telling, later: Telling, before: Sequence[Word], after: Sequence[Word]) -> Iterable[Drift]:
    """Hedges that came or went, words that put it more or less surely in their place, and a stronger or weaker cue."""
    had, has = _hedging(before), _hedging(after)
    put_before, put_after = put(before), put(after)
    if put_before and put_after and put_before[0] != put_after[0]:
        kind = "strengthened" if put_before[0] < put_after[0] else "softened"
        yield told(later, kind, as_written(first.text, [put_before[1]]), as_written(later.text, [put_after[1]]))
    elif had and not has:
        yield told(later, "hedge lost", " ".join(had), "")
    elif has and not had:
        yield told(later, "hedge added", "", " ".join(has))
    cues = vouched(first.cue), vouched(later.cue)
    if cues[0] and cues[1] and cues[0][0] != cues[1][0] and first.originator.key == later.originator.key:
        yield told(later, "strengthened" if cues[0][0] < cues[1][0] else "softened", cues[0][1], cues[1][1])


def _hedging(found: Sequence[Word]) -> list[str]:
    """The hedges, in order; "around" and "about" hedge a figure: "about 400", not "the truce around Marinka"."""
    return [
        word.plain
        for word, following in pairwise((*found, None))
        if word is not None and word.plain in wording().hedges and not _is_where(word, following)
    ]


def _is_where(word: Word, following: Word | None) -> bool:
    return word.plain in ROUNDING and not (following is not None and following.stem[0].isdigit())


def _days(first: Telling, later: Telling) -> Iterable[Drift]:
    """Another day: both name one, and none is of both."""
    one, other = first.content.days, later.content.days
    if one and other and not any(a[0] <= b[1] and b[0] <= a[1] for a in one for b in other):
        yield told(later, "date", days_in_words(first), days_in_words(later))


def told(later: Telling, kind: str, before: str, after: str) -> Drift:
    """The change of a kind in a telling."""
    return Drift(later.document, later.statement, kind, before, after)
