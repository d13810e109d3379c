"""From drafts to statements' bodies: what was said, of which kind, inside which other statement.

In: drafts of any tier, with quotations and blocks. Out: bodies in text order: quotation marks left out of
direct contents, alterations kept
apart, doubles dropped, each with the index of the body it stands in.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate
from operator import itemgetter

from msgspec import Struct
from msgspec.structs import replace

from sayso.model import Alteration, AlterationKind, Span, StatementKind
from sayso.read.index import Index
from sayso.read.quotes import Quotation
from sayso.read.statements.grammar.denials import DENIAL
from sayso.read.statements.grammar.draft import Draft
from sayso.read.statements.grammar.lexicon import SCARE
from sayso.read.statements.parted import parted

WORD = re.compile(r"\w")
BRACKET = re.compile(r"\[[^\]\n]{1,300}\]|\(…\)|\(\.\.\.\)|…|\.\.\.")
MOST_OPEN = 48  # bodies that can have begun before a cue and still be open: a label's list of takeaways is the longest
NUMBER_HEAD = re.compile(r"\b\d{1,3}(?:,\d{3})*,$")  # "1," before "040 employees"
NUMBER_REACH = 12  # characters of it
STOP = re.compile(r"[.!?]\s")
INITIALS = re.compile(r"\b(?:[A-Z]\.)+$")
FOOTNOTES = re.compile(r"(?:\[\d{1,3}\])+$")
POINTING = frozenset({"that", "so", "this", "it", "them", "which", "as well", "too", "again", "anyway", "otherwise"})
LONGEST_POINTING = max(map(len, POINTING))
NOTE_WORDS = 4  # a bracket of more words explains; a shorter one fills in
DIRECT_SHARE = 0.97  # of the letters of a content that must be within quotation marks
SAME_SHARE = 0.8  # of the shorter of two contents that makes one cue's drafts doubles


class Body(Struct, frozen=True):
    """A statement without agents: spans, kind, alterations, and the index of its parent among the bodies."""

    draft: Draft
    content: tuple[Span, ...]
    kind: StatementKind
    alterations: tuple[Alteration, ...]
    parent: int | None

    @property
    def start(self) -> int:
        """Where it begins in the text: at its source, cue or content."""
        source, cue, start = self.draft.source, self.draft.cue, self.content[0].start
        start = source.start if source is not None and source.start < start else start
        return cue.start if cue is not None and cue.start < start else start


def _has_word(text: str, start: int, end: int) -> bool:
    """Whether a letter or a digit stands in a stretch: most begin with one."""
    return start < end and (text[start].isalnum() or WORD.search(text, start, end) is not None)


def assemble(text: str, drafts: Sequence[Draft], quoted: Index[Quotation]) -> list[Body]:
    """Bodies of the drafts, in text order, parents before children."""
    kept = _without_doubles([d for d in drafts if d.content and not _empty(text, d)])
    kept = parted(text, _without_leads(kept))
    altered = "[" in text or "…" in text or "..." in text
    bodies = [b for draft in kept if (b := _body(text, draft, quoted, altered=altered)).content]
    bodies.sort(key=lambda b: (b.content[0].start if b.draft.label is not None else b.start, -_length(b)))
    return _without_orphans(bodies)


def _empty(text: str, draft: Draft) -> bool:
    """Whether nothing is said, or nobody says it: "came to say that", a comma for a source."""
    source = draft.source
    if source is not None and not _has_word(text, source.start, source.end):
        return True
    first, *more = draft.content
    words = text[first.start : first.end]
    said = (" ".join([words, *(text[s.start : s.end] for s in more)]) if more else words).strip(" .,")
    return len(said) <= LONGEST_POINTING and said.lower() in POINTING and draft.frame != DENIAL


def _without_leads(drafts: Sequence[Draft]) -> list[Draft]:
    """Without what only leads over to another cue of the same source: "responded Friday, saying that …"."""
    cues = {(d.cue.start, d.source.start) for d in drafts if d.cue is not None and d.source is not None}
    return [d for d in drafts if d.source is None or (d.content[0].start, d.source.start) not in cues]


def _length(body: Body) -> int:
    first, *more = body.content
    length = first.end - first.start
    for span in more:
        length += span.end - span.start
    return length


def _without_doubles(drafts: Sequence[Draft]) -> list[Draft]:
    """One draft for each cue and content; the surer one stays. A draft is only held against those that overlap it."""
    out: list[Draft] = []
    for group in _overlapping(drafts):
        if len(group) == 1:
            out += group
            continue
        kept: list[Draft] = []
        for draft in sorted(group, key=lambda d: -d.score):
            if not any(_double(draft, other) for other in kept):
                kept.append(draft)
        out += kept
    return out


def _extent(draft: Draft) -> tuple[int, int]:
    first, *more = draft.content
    start, end = first.start, first.end
    for span in more if draft.label is not None else (draft.source, draft.cue, *more):
        if span is not None:
            if span.start < start:
                start = span.start
            if span.end > end:
                end = span.end
    return start, end


def _overlapping(drafts: Sequence[Draft]) -> Iterator[list[Draft]]:
    """Runs of drafts that overlap one another, in text order."""
    group: list[Draft] = []
    reach = -1
    for (start, end), draft in sorted(zip(map(_extent, drafts), drafts, strict=True), key=itemgetter(0)):
        if group and start >= reach:
            yield group
            group = []
        group.append(draft)
        if end > reach:
            reach = end
    if group:
        yield group


def _double(a: Draft, b: Draft) -> bool:
    if a.cue is not None and b.cue is not None:
        return a.cue.start < b.cue.end and b.cue.start < a.cue.end and a.label is None and b.label is None
    shared = sum(_overlap(x, y) for x in a.content for y in b.content)
    shorter = min(sum(s.end - s.start for s in d.content) for d in (a, b))
    same_source = a.source == b.source or "quotation" in (a.frame, b.frame)  # a quotation that nobody is named for
    return shared >= SAME_SHARE * shorter and same_source and not (_quotes(a, b) or _quotes(b, a))


def _quotes(whole: Draft, other: Draft) -> bool:
    """Whether one is a quotation that nobody is named for, and the other's cue stands among its words."""
    cue = other.cue
    if whole.frame != "quotation" or other.frame not in ("verb", "within") or cue is None:
        return False
    return any(s.start <= cue.start < s.end for s in whole.content)


def _overlap(a: Span, b: Span) -> int:
    return max(0, min(a.end, b.end) - max(a.start, b.start))


def _body(text: str, draft: Draft, quoted: Index[Quotation], *, altered: bool) -> Body:
    """The body of a draft; ``altered``: whether a sign of what `BRACKET` finds is anywhere in the text."""
    alterations: list[Alteration] = []
    content: list[Span] = []
    marks = False
    for span in draft.content:
        if altered:
            span, note = _without_note(text, span)
            alterations += note
        near = quoted.begun_in(span.start - NUMBER_REACH - 2, span.end + 1)
        marks = marks or bool(near)
        for one in _unquoted(text, span, near) if near else (span,):
            part = _stripped(text, one)
            if _has_word(text, part.start, part.end):
                content.append(part)
                if altered:
                    alterations += _alterations(text, part)
    kind = "direct" if draft.quoting else _kind(text, content, quoted) if marks else "indirect"
    if kind == "indirect" and not draft.label and draft.frame != "label":
        content = [_without_stop(text, span) for span in content]
    if len(content) > 1:
        content = sorted(set(content))
    if len(alterations) > 1:
        alterations.sort(key=lambda a: a.start)
    return Body(draft, tuple(content), kind, tuple(alterations), None)


def _without_note(text: str, span: Span) -> tuple[Span, list[Alteration]]:
    """Cut a bracketed note off the end: the writer's, not the speaker's."""
    if "]" not in text[max(span.start, span.end - 2) : span.end]:
        return span, []
    match = re.search(r"\s*(\[[^\]\n]{1,300}\])[.,]?$", text[span.start : span.end])
    if match is None or len(match.group(1).split()) <= NOTE_WORDS:
        return span, []
    note = Alteration("note", span.start + match.start(1), span.start + match.end(1))
    return Span(span.start, span.start + match.start()), [note]


def _unquoted(text: str, span: Span, near: Sequence[Quotation]) -> list[Span]:
    """The insides of the quotations, where a span is quotations and nothing else; else the span."""
    inside: list[Span] = []
    at = span.start
    for quotation in near:
        if quotation.start < at:
            continue  # within the one before
        if quotation.end > span.end + 2 or _has_word(text, at, quotation.start):
            return [span]
        inside.append(Span(quotation.inner_start, quotation.inner_end))
        at = quotation.end
    return inside if inside and not _has_word(text, at, span.end) else [span]


def _stripped(text: str, span: Span) -> Span:
    start, end = span.start, span.end
    if start < end and text[start].isalpha() and text[end - 1].isalnum():  # most
        return span
    marks = FOOTNOTES.search(text[start:end]) if "]" in text[max(start, end - 2) : end] else None
    end = start + marks.start() if marks is not None else end
    if text[start : start + 1].isdigit():
        number = NUMBER_HEAD.search(text, max(0, start - NUMBER_REACH), start)
        start = number.start() if number is not None else start
    while start < end and ((first := text[start]) in ",;:—–-" or first.isspace()):
        start += 1
    while end > start and ((last := text[end - 1]) in ",;:—–-" or last.isspace()):
        end -= 1
    return span if start == span.start and end == span.end else Span(start, end)


def _without_stop(text: str, span: Span) -> Span:
    """Without the sentence's full stop, unless it ends an abbreviation or the span holds several sentences."""
    end = span.end
    if text[end - 1 : end] not in (".", "…") or STOP.search(text, span.start, end) is not None:
        return span
    initials = text[end - 2 : end - 1].isupper() and INITIALS.search(text[span.start : end]) is not None
    return span if initials else Span(span.start, end - 1)


def _alterations(text: str, span: Span) -> list[Alteration]:
    return [
        Alteration(_alteration_kind(m.group()), m.start(), m.end())
        for m in BRACKET.finditer(text, span.start, span.end)
    ]


def _alteration_kind(words: str) -> AlterationKind:
    inner = words.strip("[]() ").lower()
    if inner == "sic":
        return "sic"
    if inner in ("...", "…", ""):
        return "ellipsis"
    return "note" if len(inner.split()) > NOTE_WORDS else "insertion"


def _kind(text: str, content: Sequence[Span], quoted: Index[Quotation]) -> StatementKind:
    """By the share of letters within marks that belong to the content."""
    marked = [words for span in content for words in _marked(text, span, quoted)]
    if not any(map(_has_letters, marked)):
        return "indirect"
    whole = [text[span.start : span.end] for span in content]
    if marked == whole:  # no need to count them
        return "direct"
    return "direct" if sum(map(_letters, marked)) >= DIRECT_SHARE * sum(map(_letters, whole)) else "mixed"


def _marked(text: str, span: Span, quoted: Index[Quotation]) -> list[str]:
    """The words of a content within marks: all of them where the marks stood around it."""
    near = quoted.begun_in(span.start - 2, span.end)
    if span.start in [q.inner_start for q in near if q.start < span.start]:
        return [text[span.start : span.end]]
    within = [q for q in near if q.start >= span.start and not _scare(text, q)]
    return [text[q.start : min(span.end, q.end)] for q in within]


def _has_letters(words: str) -> bool:
    return any(map(str.isalnum, words))


def _letters(words: str) -> int:
    return sum(map(str.isalnum, words))


def _scare(text: str, quotation: Quotation) -> bool:
    """Whether the marks only keep a term at a distance: so-called "special operation"."""
    before = text[max(0, quotation.start - 20) : quotation.start].split()
    return bool(before) and before[-1].lower() in SCARE


def _without_orphans(bodies: Sequence[Body]) -> list[Body]:
    """Bodies with parents, without those that only another's words would make believable and that stand in none.

    On 380 articles of PolNeAR's train 98 of 106 such were wrong.
    """
    placed = _with_parents(bodies)
    if "within" not in [body.draft.frame for body in placed]:
        return placed
    held: set[int] = set()
    for index in sorted(range(len(placed)), key=lambda i: -_length(placed[i])):  # a parent is longer than its children
        body = placed[index]
        if body.draft.frame != "within" or body.parent in held:
            held.add(index)
    return placed if len(held) == len(placed) else _with_parents([bodies[i] for i in sorted(held)])


def _with_parents(bodies: Sequence[Body]) -> list[Body]:
    """Name each body's parent: the smallest longer body whose content holds its cue and content.

    A sweep over the text: only bodies whose content has begun and not ended can be parents. ``reach`` is how far any
    goes that has begun: before the last that comes to a cue none is asked.
    """
    lengths = [_length(body) for body in bodies]
    order = sorted(range(len(bodies)), key=lambda i: (bodies[i].content[0].start, -lengths[i]))
    starts = [bodies[i].content[0].start for i in order]
    ends = [bodies[i].content[-1].end for i in order]
    reach = list(accumulate(ends, max))
    parents: dict[int, int] = {}
    for index, body in enumerate(bodies):
        anchor = body.draft.cue.start if body.draft.cue is not None else body.start
        at = bisect_right(starts, anchor)
        least = float("inf")
        for k in range(at - 1, max(0, at - MOST_OPEN) - 1, -1):
            if reach[k] <= anchor:
                break
            if ends[k] > anchor and lengths[index] < lengths[order[k]] <= least and _holds(bodies[order[k]], body):
                parents[index], least = order[k], lengths[order[k]]
    return [
        body if body.parent == parents.get(index) else replace(body, parent=parents.get(index))
        for index, body in enumerate(bodies)
    ]


def _holds(outer: Body, inner: Body) -> bool:
    if inner.draft.label is not None or inner.draft.cue is None or inner.content[-1].end > outer.content[-1].end + 1:
        return False
    anchors = [inner.draft.cue, inner.content[0]]
    return all(any(s.start <= a.start and a.end <= s.end + 1 for s in outer.content) for a in anchors)
