"""When something was said: the date beside the cue, or that of the occasion.

In: the bodies of a text, its times and sentences. Out: for a body the TIMEX3 value nearest to its cue that stands in
its sentence but in nobody's content below or beside it ("at a press conference on 5 July"), and tells nothing of
somebody in passing ("Holt, who has led it since 2019, said"); for a body within another's content only one that stands
there too, right beside its source and cue.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec import Struct

from sayso.model import Block, Span, Time, When
from sayso.read.index import Index
from sayso.read.statements.assembly import Body

BESIDE = 24  # characters behind the cue of a statement within another; before its source a date stands next to it
SINCE = re.compile(r"\b(?:since|until|till)\s+(?:\w+\s+)?$", re.I)
ASIDE = re.compile(r",\s+(?:who|whose|which)\b[^,.;]*$")
# "Will tell lawmakers on Tuesday": not said yet.
TO_COME = re.compile(
    r"(?:will|shall|(?:is|are)\s+(?:to|due to|expected to|set to|likely to|going to)|plans? to)\b", re.I
)
# What divides the clause of a day from one behind it: "confirmed on Monday the arrest, a day after Spiegel reported".
DIVIDES = re.compile(r"\b(?:after|before|because|while|when|since|although|though|whereas|as)\b")
PASSING = 120  # characters before a time in which such words stand
AFTER = 160  # characters behind a cue within which an occasion's date is looked for


class Held(Struct, frozen=True):
    """A content span and the number of the body it belongs to."""

    start: int
    end: int
    body: int


class Sayings:
    """Look-up of the moment of saying for the bodies of one text."""

    def __init__(
        self,
        text: str,
        bodies: Sequence[Body],
        times: Sequence[Time],
        sentences: Sequence[Span],
        blocks: Sequence[Block],
    ) -> None:
        self._text = text
        self._bodies = bodies
        self._blocks = blocks
        self._times = Index(t for t in times if t.type in ("DATE", "TIME"))
        self._sentences = Index(sentences)
        self._cues = Index(b.draft.cue for b in bodies if b.draft.cue is not None)
        self._contents = Index(Held(s.start, s.end, i) for i, b in enumerate(bodies) for s in b.content)

    def said(self, index: int) -> When | None:
        """The moment at which the body ``index`` was said, or None where the text gives none."""
        draft = self._bodies[index].draft
        if draft.quoting and draft.label is not None:
            label = self._blocks[draft.label]
            return _nearest(self._times.begun_in(label.start, label.end), label.end)
        sentence = self._sentences.holding(draft.cue.start) if draft.cue is not None else None
        if draft.cue is None or sentence is None or TO_COME.match(self._text, draft.cue.start, draft.cue.end):
            return None
        taken = self._taken(index, sentence)
        near = self._times.begun_in(sentence.start, min(sentence.end, draft.cue.end + AFTER))
        free = [t for t in near if not any(h.start <= t.start < h.end for h in taken)]
        return _nearest([t for t in free if self._is_of(index, t)], draft.cue.start)

    def _is_of(self, index: int, time: Time) -> bool:
        """Whether a time may be that of a body: within another's words only beside its own source and cue."""
        body = self._bodies[index]
        if body.draft.cue is not None and self._in_passing(time, body.draft.cue):
            return False
        if self._is_of_clause_before(body, time):
            return False
        if body.parent is None or body.draft.cue is None:
            return True
        cue, source = body.draft.cue, body.draft.source or body.draft.cue
        behind = max(cue.end, body.content[0].start if body.content[0].start >= cue.end else cue.end)
        beside = min(cue.start, source.start) - len(", ") <= time.end and time.start < max(behind, source.end) + BESIDE
        outer = self._bodies[body.parent].content
        return beside and any(span.start <= time.start < span.end for span in outer)

    def _is_of_clause_before(self, body: Body, time: Time) -> bool:
        """Whether a time dates what another said, in the clause before this one."""
        begin = min(s.start for s in (body.draft.source, body.draft.cue) if s is not None)
        if not time.end <= begin <= time.end + PASSING or DIVIDES.search(self._text, time.end, begin) is None:
            return False
        return bool(self._cues.begun_in(time.start - PASSING, time.start))

    def _in_passing(self, time: Time, cue: Span) -> bool:
        """Whether a time is since when something holds, or stands in a relative clause without the cue."""
        start = max(0, time.start - PASSING)
        if SINCE.search(self._text, start, time.start) is not None:
            return True
        aside = ASIDE.search(self._text, start, time.start)
        return aside is not None and not aside.start() <= cue.start < time.start

    def _taken(self, index: int, sentence: Span) -> list[Held]:
        """Contents in the sentence that are this body's own, its siblings' or its children's."""
        parent = self._bodies[index].parent
        return [
            held
            for held in self._contents.touching(sentence.start, sentence.end)
            if held.body == index or self._bodies[held.body].parent in (parent, index)
        ]


def _nearest(times: Sequence[Time], at: int) -> When | None:
    best = min(times, key=lambda t: abs(t.start - at), default=None)
    return When(best.value, best.first, best.last) if best else None
