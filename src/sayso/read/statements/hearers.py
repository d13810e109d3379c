"""Who was told something and is no source of it: "the minister was told that …", "jurors heard that …".

In: a text and a draft of any tier. Out: the draft without a source where its subject only heard. Who told it stands
nowhere: the statement is on the publisher's word, or on that of who speaks around it.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal

from msgspec.structs import replace

from sayso.read.statements.grammar.draft import Draft
from sayso.read.statements.unsaid import tells_nothing

HEARER = "hearer"  # the frame of what somebody was told

# "Was told", "have repeatedly been warned": the passive of a verb whose subject hears.
TOLD = re.compile(
    r"\b(?:is|are|was|were|be|been|being|get|gets|got|['’]s|['’]re)\s+(?:\w+ly\s+|also\s+|then\s+|once\s+|twice\s+|n[o’']t\s+)*"
    r"(?:told|warned|asked|informed|advised|reminded|assured|reassured|notified|briefed|alerted|cautioned|instructed)"
    r"(?:\s+(?!by\b)\w+)?:?$",
    re.I,
)
ACCUSED = re.compile(r"(?:also\s+|again\s+|now\s+)?(?:accused|suspected)", re.I)
OF = re.compile(r"of\s", re.I)
HEARD = re.compile(r"(?:ha(?:s|ve|d)\s+|also\s+|later\s+|previously\s+)*(?:hears?|heard)", re.I)
# Before whom others speak: a court, an inquiry, a parliament.
HEARING = re.compile(
    r"\b(?:jury|jurors|courts?|courtroom|Bailey|inquiry|inquest|tribunal|hearing|trial|panel|committee|commission|"
    r"meeting|conference|MPs|peers|lawmakers|senators|councillors|council|parliament|judges?|magistrates?|coroner|"
    r"investigation)(?:\s+(?:in|at|into|of|on|for|investigating)\s.*)?$",
    re.I | re.S,
)
BY = re.compile(r"\s*(?:by|from)\b", re.I)


def without_hearer(text: str, draft: Draft) -> Draft:
    """The draft, without its source where that is who heard it."""
    if not _is_heard(text, draft) or tells_nothing(text, draft):
        return draft
    kind = "control" if draft.type == "control" else "communication"
    frame = draft.frame if draft.frame == "within" else HEARER
    return replace(draft, source=None, antecedent=None, type=kind, frame=frame)


def _is_heard(text: str, draft: Draft) -> bool:
    source, cue = draft.source, draft.cue
    if source is None or cue is None or source.end > cue.start or draft.label is not None:
        return False
    heard = _how_heard(text[cue.start : cue.end])
    if heard is None or BY.match(text, cue.end) is not None:
        return False
    if heard == "accused":
        return draft.content[0].start >= cue.end and OF.match(text, draft.content[0].start) is not None
    return heard == "told" or HEARING.search(text, source.start, source.end) is not None


@lru_cache(maxsize=2048)  # most cues are "said" or "says"
def _how_heard(cue: str) -> Literal["told", "accused", "heard"] | None:
    """How the subject of a cue may be who hears; None of one that never does."""
    if TOLD.search(cue) is not None:
        return "told"
    if ACCUSED.fullmatch(cue) is not None:
        return "accused"
    return "heard" if HEARD.fullmatch(cue) is not None else None
