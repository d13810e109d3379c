"""Attributions that close a sentence, "…, he asked and said, "Stop," the prosecutor's office said", and what they hold.

In: the grammar's drafts, and the model's attributions. Out: the same, where no inner content runs on over the
attribution that closes its sentence, and no content is only whom it was told to ("the source claimed to the outlet")
or none at all where the grammar found one.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec.structs import replace

from sayso.model import Span
from sayso.read.index import Index
from sayso.read.statements.attributing import ACCORDING
from sayso.read.statements.attribution import Attribution
from sayso.read.statements.grammar import Draft

BETWEEN = re.compile(r"[\s,”\"’']*")
TO_WHOM = re.compile(r"(?:to|with)\s+(?:(?:the|an?|his|her|its)\s+)?(?:[\w’'.&-]+\s?){1,4}")
LONGEST = 4_000  # code points between the beginning of an inner content and the attribution that closes its sentence


def cleared(text: str, found: Sequence[Draft]) -> list[Draft]:
    """The drafts with inner contents cut where the attribution that closes their sentence begins."""
    outer = {at: d for d in found if (at := _closing(text, d)) is not None}
    if not outer:
        return list(found)
    closing = Index(Span(at, at + 1) for at in outer)
    return [_cut(draft, closing, outer) for draft in found]


def _closing(text: str, draft: Draft) -> int | None:
    """Where source and cue begin behind all that is said, with nothing but a comma and marks between; else None."""
    source, cue, said = draft.source, draft.cue, draft.content[-1]
    if source is None or cue is None or draft.label is not None:
        return None
    at = min(source.start, cue.start)
    if said.end > at or "," not in text[said.end - 2 : at]:
        return None
    if cue.start < source.start and not ACCORDING.match(text, cue.start):
        return None  # "said Morrow"
    return at if BETWEEN.fullmatch(text, said.end, at) is not None else None


def _cut(draft: Draft, closing: Index[Span], outer: dict[int, Draft]) -> Draft:
    cue, last = draft.cue, draft.content[-1]
    if cue is None or draft.label is not None or last.end - last.start > LONGEST:
        return draft
    for place in closing.begun_in(last.start + 1, last.end):
        around = outer[place.start]
        inside = any(s.start <= cue.start and cue.end <= s.end for s in around.content)
        if inside and around is not draft and last.start < around.content[-1].end:
            return replace(draft, content=(*draft.content[:-1], Span(last.start, around.content[-1].end)))
    return draft


def told_apart(text: str, found: Sequence[Draft], tagged: Sequence[Attribution]) -> list[Attribution]:
    """The model's attributions; where it saw no content, or took something else for it, with the grammar's."""
    before, behind = {}, {}
    for draft in found:
        if draft.cue is not None and draft.content[-1].end <= draft.cue.start:
            before[draft.cue.end] = draft.content
        elif draft.cue is not None and draft.content[0].start >= draft.cue.end:
            behind[draft.cue.end] = draft.content
    apart = (_told_apart(text, one, before, behind) for one in tagged)
    return [one for one in apart if one.content]


def _told_apart(
    text: str, one: Attribution, before: dict[int, tuple[Span, ...]], behind: dict[int, tuple[Span, ...]]
) -> Attribution:
    if one.cue is None or len(one.content) > 1:
        return one
    if not one.content:
        return replace(one, content=before.get(one.cue.end) or behind.get(one.cue.end) or ())
    return replace(one, content=before.get(one.cue.end, one.content)) if _is_to_whom(text, one) else one


def _is_to_whom(text: str, one: Attribution) -> bool:
    """Whether the content is only whom it was told to: "to the outlet"."""
    said = one.content[0]
    behind = one.cue is not None and said.start >= one.cue.end
    return behind and TO_WHOM.fullmatch(text, said.start, said.end) is not None
