"""What runs over the edge of a content: "without elaborating" behind what was said, half of the next speaker's name.

In: a text and the drafts of either tier. Out: the same, each content without what is no part of it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from msgspec.structs import replace

from sayso.model import Span
from sayso.read.index import Index
from sayso.read.sentences import sentences
from sayso.read.statements.grammar import Draft

# How little was said: of the speaker, whatever he speaks of. "Without firing a shot" belongs to what he says.
_SILENTLY = (
    r"without\s+(?:further\s+|immediately\s+|publicly\s+)?(?:elaborat\w+|(?:going|getting)\s+into|"
    r"(?:giv|provid|offer|shar|present|cit|reveal|disclos|add|releas)ing\s+(?:any\s+|an?\s+|the\s+|its\s+|his\s+|her\s+|their\s+)?"
    r"(?:\w+\s+)?(?:details?|evidence|proof|specifics|reasons?|explanations?|examples?|sources?|names?|figures?|"
    r"information|timeline|timetable|particulars|elaboration|context|location|date)|"
    r"(?:nam|specify|identify|say|mention|disclos|explain|reveal|clarify|detail|comment|referr)ing|"
    r"being\s+(?:more\s+)?specific|elaboration|explanation)\b"
)
# By itself between or behind a cue's commas.
SILENT_ASIDE = re.compile(rf"[\s,]*{_SILENTLY}[^“”\"«»]*", re.I)
# At the end of a content behind its cue: set off, or such as nobody says of another.
SILENT_END = re.compile(rf"(?:,\s+{_SILENTLY}|\s+without\s+(?:further\s+)?elaborat\w+)[^“”\"«»,;]*$", re.I)
FIRST = re.compile(r"I|we|you", re.I)
PRONOUN = re.compile(r"(?:what|which|whom?|that)", re.I)
LONGEST_END = 160  # characters of such an end
TURN = re.compile(r"[\s,]*\b(?:while|whereas|but|and|as|though|although)\s*$", re.I)
LONGEST_TURN = 12  # characters of the word that leads over to the next speaker


PREPOSITION = re.compile(r"\b(?:with|to|from|by|for|of|about|against|at|on|in)\s+(?:the\s+|an?\s+)?$", re.I)


def cleared_edges(text: str, found: Sequence[Draft]) -> list[Draft]:
    """The drafts, none of whose contents holds how little was said or the beginning of another's source."""
    sources = Index(d.source for d in found if d.source is not None)
    said = {d.source: d.content[-1].end for d in found if d.source is not None and d.type == "communication"}
    clear = [_cleared(text, draft, sources, said) for draft in found]
    labelled = [d for d in found if d.frame == "label" and not d.takeaway and not d.quoting]
    if not labelled:
        return clear
    others = Index(d.source for d in found if d.source is not None and d.frame == "tagger" and d.type != "control")
    return [one for draft in clear if (one := _without_others(text, draft, others)) is not None]


def _without_others(text: str, draft: Draft, others: Index[Span]) -> Draft | None:
    """What a label covers of a paragraph: up to the sentence in which the model heard somebody else."""
    if draft.frame != "label" or draft.takeaway or draft.quoting:
        return draft
    said = draft.content[0]
    heard = next((s for s in others.begun_in(said.start, said.end) if not FIRST.fullmatch(text, s.start, s.end)), None)
    if heard is None:
        return draft
    run = [s for s in sentences(text, said.start, said.end) if s.end <= heard.start]
    return replace(draft, content=(Span(said.start, run[-1].end),)) if run else None


def _cleared(text: str, draft: Draft, sources: Index[Span], ends: Mapping[Span, int]) -> Draft:
    if draft.cue is None or draft.label is not None:
        return draft
    clear: list[Span] = []
    for span in draft.content:
        if not _is_none(text, draft.cue, span):
            own = _before_own(text, draft.cue, draft.source, span)
            clear.append(_before_silence(text, draft.cue, _before_source(text, draft.cue, own, sources, ends)))
    content = tuple(clear)
    return draft if not content or content == draft.content else replace(draft, content=content)


def _before_own(text: str, cue: Span, source: Span | None, said: Span) -> Span:
    """A content that runs on into the clause of its own source ends before: "Noting that it was late, Ferro left"."""
    if source is None or said.start < cue.end or not said.start < source.start < said.end:
        return said
    return Span(said.start, source.start) if text[said.start : source.start].rstrip().endswith(",") else said


def _is_none(text: str, cue: Span, said: Span) -> bool:
    """Whether a whole span is how little was said, or a pronoun: "which" of "which she called “absurd”"."""
    if said.end <= cue.start:
        return PRONOUN.fullmatch(text, said.start, said.end) is not None
    return said.start >= cue.end and SILENT_ASIDE.fullmatch(text, said.start, said.end) is not None


def _before_silence(text: str, cue: Span, said: Span) -> Span:
    if said.start < cue.end:
        return said
    first = max(said.start, said.end - LONGEST_END)
    silent = "thout" in text[first : said.end].lower()  # of "without", which SILENT_END asks for in either case
    tail = SILENT_END.search(text, first, said.end) if silent else None
    return Span(said.start, tail.start()) if tail is not None and tail.start() > said.start else said


def _before_source(text: str, cue: Span, said: Span, sources: Index[Span], ends: Mapping[Span, int]) -> Span:
    """A content that ends within the source of another ends before it: "… “stinks,” while the Liberals' …"; behind a
    preposition it goes on with what that one says: "he had spoken with Graaf, who had assured him that …"."""
    halved = [s for s in sources.touching(said.end - 1, said.end) if said.start < s.start and said.end < s.end]
    if not halved or said.start < cue.end <= said.end:
        return said
    end = min(s.start for s in halved)
    last = ends.get(halved[0], 0)
    if last > said.end and PREPOSITION.search(text, max(said.start, end - LONGEST_TURN), end):
        return Span(said.start, last) if "\n" not in text[said.start : last] else said
    turn = TURN.search(text, max(said.start, end - LONGEST_TURN), end)
    return Span(said.start, turn.start() if turn is not None else end)
