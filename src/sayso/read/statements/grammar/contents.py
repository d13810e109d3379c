"""What a verb group attributes: its content, within one sentence.

Sources come first (`sources`), because a content ends where the next clause's source begins.
The shapes are those of the quotation literature (Pareti 2015, PARC; O'Keefe et al. 2012): source before cue before
content, content before cue before source, and a cue that interrupts its content.
"""

from __future__ import annotations

from msgspec import Struct

from sayso.read.statements.grammar import lexicon as lex
from sayso.read.statements.grammar.clauses import FINITE, has_finite_verb
from sayso.read.statements.grammar.ends import called_end, clause_end, parenthetical, phrase_end, trim
from sayso.read.statements.grammar.indexed import Range, Sentence
from sayso.read.statements.grammar.openings import opening, past_parenthesis, recipient, skip_adverbials
from sayso.read.statements.grammar.phrases import IRREGULAR_PAST
from sayso.read.statements.grammar.sources import Placed
from sayso.read.statements.grammar.verbs import Group

LEAST_RESUMED = 4  # tokens behind a cue's comma that can be the rest of its content
RESUMING_NOT = lex._words("which who as while when but whereas although though after before")
NOT_RESUMED = lex.PREPOSITIONS | RESUMING_NOT
LEAST_RELATIVE = 2  # tokens of what a relative clause says: "was wrong"
NEAR = 8  # tokens behind a cue within which the comma stands that ends "As Reuters reported on Monday"
MOST_TITLED = 7  # words with a capital in a title; the small ones have none
SMALL = lex.PREPOSITIONS | lex.DETERMINERS | {"and", "or", "'s", "s"}
OPENER = 5  # tokens of "In addition," or "At the same time," before an attribution that interrupts


class Content(Struct, frozen=True):
    """Token ranges of the content in order, where the cue really ends, and who was told."""

    ranges: list[Range]
    cue_end: int
    told: Range | None = None


def content(s: Sentence, placed: list[Placed], index: int) -> Content | None:
    """The content of the ``index``-th group, or None where it attributes nothing here."""
    this = placed[index]
    group = this.group
    if group.passive and this.source is None:
        return None
    opened = _as_opened(s, this)
    if opened is not None:
        return opened
    relative = _relative(s, this, index, placed)
    if relative is not None:
        return relative
    before = _before(s, this, placed[index - 1] if index else None)
    if this.inverted and group.passive and this.source is not None and s.low[this.source[1]] == "that":
        begin = this.source[1]
        return Content([(begin, trim(s, begin, clause_end(s, placed, index, begin)))], group.end)
    if this.inverted:
        tail = _tail(s, (this.source or (0, group.end))[1])
        return Content([r for r in (before, tail) if r], group.end) if before or tail else None
    after = _after(s, placed, index)
    if before is not None and after is not None and _introduces(s, group, before):
        return after
    if before is not None and (after is None or parenthetical(s, group) or _closes_quotation(s, before, after)):
        ranges = [before]
        rest = _tail(s, group.end) or _resumed(s, group.end)
        if rest is not None and s.low[rest[0]] == "that" and _interposed(s, this):
            return Content([before, rest], group.end)  # what Ukrinform reports is that Zelensky told Reuters that …
        if rest is not None and s.low[rest[0]] == "that" and index and placed[index - 1].group.begin >= before[0]:
            return Content([rest], group.end)  # "Residents say it is a sign, they hope, that …"
        if rest is not None:
            ranges.append(rest)
        told = recipient(s, group.end)[1] if "R" in group.cue.frames else None
        return Content(ranges, group.end, told)
    return after


def _as_opened(s: Sentence, this: Placed) -> Content | None:
    """ "As Reuters reported on Monday, X" and "The pump, she explained, had been due": the rest of the sentence."""
    group, source = this.group, this.source
    if source is None or this.inverted or this.shared:
        return None
    comma = _comma(s, group.end, min(s.b, group.end + NEAR))
    if comma is None or comma + 2 >= s.b:
        return None
    rest = (comma + 1, trim(s, comma + 1, s.b))
    if source[0] == s.a + 1 and s.low[s.a] == "as":
        return Content([rest], group.end)
    interrupts = comma == group.end and s.word[source[0] - 1] == "," and not s.quoted[source[0] - 2]
    if interrupts and source[0] - 1 - s.a <= OPENER and (s.low[s.a] in lex.PREPOSITIONS or lex.is_adverb(s.low[s.a])):
        return Content([rest], group.end)
    if interrupts and s.low[comma + 1] in lex.AUXILIARIES and not s.quoted[comma + 1]:
        return Content([(s.a, source[0] - 1), rest], group.end)
    return None


def _comma(s: Sentence, begin: int, end: int) -> int | None:
    """The first comma outside of other quotations."""
    if "," not in s.word[begin:end]:
        return None
    return next((i for i in range(begin, end) if s.word[i] == "," and not s.quoted[i]), None)


def _relative(s: Sentence, this: Placed, index: int, placed: list[Placed]) -> Content | None:
    """ "A plan that he said would cut emissions", "strikes which they said killed 26": what the clause says."""
    group, source = this.group, this.source
    if source is None or this.inverted or this.shared or "T" not in group.cue.frames or source[1] != group.begin:
        return None
    if s.low[source[0] - 1] not in {"that", "which", "who"} or not _says_on(s, group.end):
        return None
    end = clause_end(s, placed, index, group.end)
    if s.word[source[0] - 2] == ",":  # "The tax, which she said was unfair, was approved"
        end = _comma(s, group.end, end) or end
    end = trim(s, group.end, end)
    return Content([(group.end, end)], group.end) if end - group.end >= LEAST_RELATIVE else None


def _says_on(s: Sentence, at: int) -> bool:
    """Whether a finite verb follows a cue at once: its subject is what the relative pronoun stands for."""
    low = s.low[at]
    verb = low in FINITE or low in IRREGULAR_PAST or (low.endswith("ed") and s.word[at].islower())
    return verb and not s.quoted[at]


def _before(s: Sentence, this: Placed, previous: Placed | None) -> Range | None:
    """The content that stands before the source and cue, set off by a comma or quotation marks."""
    group = this.group
    frames = group.cue.frames
    spoken = "T" in frames or "B" in frames
    if not (spoken or "Q" in frames) or group.cue.type == "control":
        return None
    at = group.begin if this.inverted or this.source is None or this.shared else this.source[0]
    if this.shared or at <= s.a:
        return None
    end = at
    if s.low[end - 1] in ("as", "that"):
        end -= 1
    mark = s.word[end - 1] if end > s.a else ""
    if end <= s.a or not (mark in ",?!—–" or s.quoted[end - 1]):
        return None
    if not spoken and not s.quoted[end - 1] and not (end - 2 >= s.a and s.quoted[end - 2]):
        return None
    begin = s.a
    if previous is not None and not this.inverted and s.word[end - 1] != "," and not s.quoted[end - 1]:
        begin = previous.group.end
    while end > begin and s.word[end - 1] in ",—–" and not s.quoted[end - 1]:
        end -= 1
    if s.low[begin] == "as":
        return None
    clause = s.headline or True in s.quoted[begin:end] or has_finite_verb(s, begin, end)
    return (begin, end) if end - begin >= 2 and clause else None


def _interposed(s: Sentence, this: Placed) -> bool:
    """Whether who reported it stands between commas: "Zelensky told Reuters, as Ukrinform reported, that …"."""
    return this.source is not None and not this.inverted and s.low[this.source[0] - 1] == "as"


def _introduces(s: Sentence, group: Group, before: Range) -> bool:
    """Whether the cue introduces the quotation behind it: 'Asked if he would run, he replied, "Maybe."'."""
    opens = s.word[group.end] in (",", ":") and s.quoted[group.end + 1]
    return opens and not s.quoted[before[0]] and not s.quoted[before[1] - 1]


def _closes_quotation(s: Sentence, before: Range, after: Content) -> bool:
    """Whether a quotation stands before the source and none behind the cue: '"…," he responded before adding …',
    '"…," she told the hosts of "Morning Joe,"'."""
    if not (s.quoted[before[0]] and s.quoted[before[1] - 1]):
        return False
    set_off = s.word[before[1] - 2] in ",?!" or s.word[before[1]] == ","
    return set_off or not s.quoted[after.ranges[0][0]]


def _tail(s: Sentence, at: int) -> Range | None:
    """A quotation that goes on after the cue and its source; not "Meet the Press" that somebody spoke to."""
    for i in range(at, s.b):
        if s.quoted[i] and not s.quoted[i - 1]:
            if _is_title(s, i):
                continue
            return (i, trim(s, i, s.b))
        if s.low[i] in lex.forms() and s.low[i] not in lex.NOUN_OR_VERB:
            return None
    return None


def _is_title(s: Sentence, i: int) -> bool:
    """Whether the quotation that begins at ``i`` is a name in a clause: "on ABC's "This Week" on Sunday"."""
    end = next((k for k in range(i, s.b) if not s.quoted[k]), s.b)
    words = [s.word[k] for k in range(i, end) if s.word[k][0].isalpha() and s.low[k] not in SMALL]
    named = bool(words) and all(word[0].isupper() for word in words) and len(words) <= MOST_TITLED
    return named and s.word[i - 1] not in ",:;.!?—–-"


def _resumed(s: Sentence, comma: int) -> Range | None:
    """What goes on behind a cue between commas: "There is a risk, he said, that …", "And yet, aides say, Syria …"."""
    begin = comma + 1
    if s.word[comma] != "," or s.b - begin < LEAST_RESUMED or s.quoted[begin]:
        return None
    first = s.low[begin]
    if first.endswith("ing") or first in NOT_RESUMED or first in lex.DAYS or first in lex.forms():
        return None
    end = trim(s, begin, s.b)
    return (begin, end) if end > begin else None


def _after(s: Sentence, placed: list[Placed], index: int) -> Content | None:
    group = placed[index].group
    frames = group.cue.frames
    at, told = group.end, None
    if at >= s.b:
        return None
    if "R" in frames:
        at, told = recipient(s, at, group.cue.prepositions)
    stop = clause_end(s, placed, index, at)
    at = past_parenthesis(s, at)
    stop = max(stop, clause_end(s, placed, index, at)) if s.low[at] == "that" else stop
    opened = opening(s, group, at, stop)
    if opened is None and s.low[at] not in ("that",):
        beyond = skip_adverbials(s, at, stop, frames)
        opened = opening(s, group, beyond, stop) if beyond is not None else None
    calls = _calls(s, placed[index])
    if opened is None and calls and s.low[at] == "as":  # "what critics describe as a purge"
        opened = at, group.end
    if opened is None:
        return None
    begin, cue_end = opened
    stop = called_end(s, begin, stop) if calls else stop
    if _is_outer_ones(s, placed[:index], group, begin):
        return None
    end = trim(s, begin, phrase_end(s, group, begin, stop))
    if end <= begin:
        return None
    return Content([(begin, end)], cue_end, told)


def _calls(s: Sentence, this: Placed) -> bool:
    """Whether somebody calls something by a name in a relative clause: "what Moscow calls", "which she called"."""
    if this.source is None or this.inverted or this.shared or "s" not in this.group.cue.frames:
        return False
    return s.low[this.source[0] - 1] in ("what", "which") and this.source[1] == this.group.begin


def _is_outer_ones(s: Sentence, earlier: list[Placed], group: Group, begin: int) -> bool:
    """Whether a quotation behind a colon is the words of who speaks before: "Berg said the council knew: “…”"."""
    if s.word[begin - 1] != ":" or not s.quoted[begin] or group.cue.type == "communication":
        return False
    return any(one.source is not None and not one.shared for one in earlier)
