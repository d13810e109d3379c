"""How surely something is put, on one scale: by its cue (said, confirmed) and by the words in it (may, probably, will).

In: words. Out: steps on the scale, for drift: what was put forward as possible is told as a fact, what was alleged is
told as confirmed. Estimative words stand in the order of ICD 203; FactBank (Saurí and Pustejovsky 2009) puts them on
the same three steps, possible, probable, certain.
"""

from __future__ import annotations

from collections.abc import Sequence

from sayso.link.words import Word, words

_STEPS = (
    frozenset("may might could perhaps possibly conceivably potentially".split()),
    frozenset("likely probably presumably expected should apparently seemingly appears appear seems seem".split()),
    frozenset("will shall certainly definitely surely undoubtedly clearly".split()),
)
_CUES = (
    frozenset(
        """alleged alleges claimed claims claim suggested suggests hinted hints speculated speculates suspected suspects
        rumoured rumored believed believes believe thought thinks think feared fears""".split()
    ),
    frozenset(
        """said says told tells reported reports stated states announced announces according wrote writes added adds
        noted notes explained explains""".split()
    ),
    frozenset(
        """confirmed confirms confirm verified verifies proved proves established establishes demonstrated concluded
        concludes determined acknowledged acknowledges admitted admits found finds revealed reveals""".split()
    ),
)


def put(found: Sequence[Word]) -> tuple[int, Word] | None:
    """The least sure of a content's words and its step: 0 possible, 1 probable, 2 certain. None: it is put plainly."""
    marked = [(step, word) for step, marks in enumerate(_STEPS) for word in found if word.plain in marks]
    return min(marked, key=lambda one: (one[0], one[1].start), default=None)


def vouched(cue: str) -> tuple[int, str] | None:
    """The step of a cue, 0 alleged, 1 said, 2 confirmed, and its word; None for no cue or another one."""
    for word in words(cue):
        for step, marks in enumerate(_CUES):
            if word.plain in marks:
                return step, cue[word.start : word.end]
    return None
