"""What a source takes back: "has withdrawn its report that …", "the claim that … was retracted".

In: a reading. Out: the ids of the statements that a sentence withdraws. Who might, should or did not withdraw has not;
troops withdraw too, so what is withdrawn must be words: a report, a claim.
"""

from __future__ import annotations

import re
from bisect import bisect_right

from sayso.model import Reading, Span

_WITHDRAWN = r"(?:withdr(?:ew|awn|aws)|retract(?:ed|s)|recanted|disavowed|(?:took|taken|takes) back)"
_WORDS = (
    r"(?:reports?|story|stories|articles?|claims?|statements?|allegations?|accusations?|account|testimony|remarks?)"
)
_BEFORE = re.compile(
    rf"\b{_WITHDRAWN}\s+(?:its|the|their|his|her|that|this|an?|earlier)\s+(?:[\w-]+\s+){{0,3}}?{_WORDS}\b[^.!?;:]*$",
    re.IGNORECASE,
)
_AFTER = re.compile(
    rf"^[\s,”\"]*(?:has|have|had|was|were)\s+(?:since\s+|later\s+)?(?:been\s+)?{_WITHDRAWN}\b", re.IGNORECASE
)
_REPORT = re.compile(rf"\b{_WORDS}\b[^.!?;:]*$", re.IGNORECASE)
_MAYBE = re.compile(_WITHDRAWN, re.IGNORECASE)
_OPEN = re.compile(
    r"\b(?:not|never|n['’]t|den(?:y|ies|ied|ying)|refus\w+|will|would|may|might|could|can|should|must|if|whether|unless)\b",
    re.IGNORECASE,
)


def withdrawn(reading: Reading) -> frozenset[str]:
    """The statements whose content their own sentence says was taken back."""
    text = reading.document.text
    if _MAYBE.search(text) is None:
        return frozenset()
    starts = [sentence.start for sentence in reading.sentences]
    found = set()
    for statement in reading.statements:
        place = bisect_right(starts, statement.content[0].start) - 1 if statement.content else -1
        if place >= 0 and _is_withdrawn(text, reading.sentences[place], statement.content[0]):
            found.add(statement.id)
    return frozenset(found)


def _is_withdrawn(text: str, sentence: Span, content: Span) -> bool:
    before, after = text[sentence.start : content.start], text[content.end : sentence.end]
    found = _BEFORE.search(before)
    if found is not None:
        return _OPEN.search(before, 0, found.start()) is None
    return _AFTER.search(after) is not None and _REPORT.search(before) is not None
