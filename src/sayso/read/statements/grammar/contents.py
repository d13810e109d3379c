"""What a verb group attributes: its content, within one sentence.

Sources come first (`sources`), because a content ends where the next clause's source begins.
The shapes are those of the quotation literature (Pareti 2015, PARC; O'Keefe et al. 2012): source before cue before
content, content before cue before source, and a cue that interrupts its content.
"""

from __future__ import annotations

from dataclasses import dataclass

from sayso.read.statements.grammar import lexicon as lex
from sayso.read.statements.grammar.phrases import IRREGULAR_PAST, Range, Sentence, capitalised
from sayso.read.statements.grammar.sources import Placed
from sayso.read.statements.grammar.verbs import Group

OPENER = 5  # tokens of "In addition," or "At the same time," before an attribution that interrupts
FAR = 32  # tokens of adverbials that may stand between a cue and its "that"
SHORT_TAIL = 3  # words after a cue that still leave it parenthetical ("he said on Monday.")


@dataclass(frozen=True, slots=True)
class Content:
    """Token ranges of the content, where the cue really ends, and who was told."""

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
    before = _before(s, this, placed[index - 1] if index else None)
    if this.inverted and group.passive and this.source is not None and s.low(this.source[1]) == "that":
        begin = this.source[1]
        return Content([(begin, _trim(s, begin, _clause_end(s, placed, index, begin)))], group.end)
    if this.inverted:
        tail = _tail(s, (this.source or (0, group.end))[1])
        return Content([r for r in (before, tail) if r], group.end) if before or tail else None
    after = _after(s, placed, index)
    if before is not None and (after is None or _parenthetical(s, group)):
        ranges = [before]
        rest = _tail(s, group.end)
        if rest is not None:
            ranges.append(rest)
        told = _recipient(s, group.end)[1] if "R" in group.cue.frames else None
        return Content(ranges, group.end, told)
    return after


def _as_opened(s: Sentence, this: Placed) -> Content | None:
    """ "As Reuters reported on Monday, X" and "The pump, she explained, had been due": the rest of the sentence."""
    group, source = this.group, this.source
    if source is None or this.inverted or this.shared:
        return None
    comma = next((i for i in range(group.end, min(s.b, group.end + 8)) if s.word(i) == "," and not s.quoted(i)), None)
    if comma is None or comma + 2 >= s.b:
        return None
    rest = (comma + 1, _trim(s, comma + 1, s.b))
    if source[0] == s.a + 1 and s.low(s.a) == "as":
        return Content([rest], group.end)
    interrupts = comma == group.end and s.word(source[0] - 1) == "," and not s.quoted(source[0] - 2)
    if interrupts and source[0] - 1 - s.a <= OPENER and (s.low(s.a) in lex.PREPOSITIONS or lex.is_adverb(s.low(s.a))):
        return Content([rest], group.end)
    if interrupts and s.low(comma + 1) in lex.AUXILIARIES and not s.quoted(comma + 1):
        return Content([(s.a, source[0] - 1), rest], group.end)
    return None


def _parenthetical(s: Sentence, group: Group) -> bool:
    """Whether the cue closes its clause: what it attributes stands before it."""
    i = group.end
    if i >= s.b or s.word(i) in ",.;!?…)—–":
        return True
    end = i
    while end < s.b and s.word(end) not in ",.;!?…" and not s.quoted(end) and s.low(end) not in ("that", ":"):
        end += 1
    closing = end >= s.b or s.word(end) in ",.;!?…"
    adverbial = s.low(i) in lex.PREPOSITIONS | lex.DAYS or lex.is_adverb(s.low(i))
    return closing and (adverbial or (end - i < SHORT_TAIL and "N" not in group.cue.frames))


def _before(s: Sentence, this: Placed, previous: Placed | None) -> Range | None:
    """The content that stands before the source and cue, set off by a comma or quotation marks."""
    group = this.group
    if not group.cue.frames & {"T", "Q", "B"} or group.cue.type == "control":
        return None
    spoken = bool(group.cue.frames & {"T", "B"})
    at = group.begin if this.inverted or this.source is None or this.shared else this.source[0]
    if this.shared or at <= s.a:
        return None
    end = at
    if s.low(end - 1) in ("as", "that"):
        end -= 1
    mark = s.word(end - 1) if end > s.a else ""
    if end <= s.a or not (mark in ",?!—–" or s.quoted(end - 1)):
        return None
    if not spoken and not s.quoted(end - 1) and not (end - 2 >= s.a and s.quoted(end - 2)):
        return None
    begin = s.a
    if previous is not None and not this.inverted and s.word(end - 1) != "," and not s.quoted(end - 1):
        begin = previous.group.end
    while end > begin and s.word(end - 1) in ",—–" and not s.quoted(end - 1):
        end -= 1
    if s.low(begin) == "as":
        return None
    clause = s.headline or any(s.quoted(i) for i in range(begin, end)) or _has_finite_verb(s, begin, end)
    return (begin, end) if end - begin >= 2 and clause else None


def _tail(s: Sentence, at: int) -> Range | None:
    """A quotation that goes on after the cue and its source."""
    for i in range(at, s.b):
        if s.quoted(i):
            return (i, _trim(s, i, s.b))
        if s.low(i) in lex.forms() and s.low(i) not in lex.NOUN_OR_VERB:
            return None
    return None


def _after(s: Sentence, placed: list[Placed], index: int) -> Content | None:
    group = placed[index].group
    frames = group.cue.frames
    at, told = group.end, None
    if at >= s.b:
        return None
    if "R" in frames:
        at, told = _recipient(s, at)
    stop = _clause_end(s, placed, index, at)
    at = _past_parenthesis(s, at)
    stop = max(stop, _clause_end(s, placed, index, at)) if s.low(at) == "that" else stop
    opening = _opening(s, group, at, stop)
    if opening is None and s.low(at) not in ("that",):
        beyond = _skip_adverbials(s, at, stop, frames)
        opening = _opening(s, group, beyond, stop) if beyond is not None else None
    if opening is None:
        return None
    begin, cue_end = opening
    end = _trim(s, begin, _phrase_end(s, group, begin, stop))
    if end <= begin:
        return None
    return Content([(begin, end)], cue_end, told)


def _past_parenthesis(s: Sentence, at: int) -> int:
    """Step over what stands between commas before "that": "reported, citing two officials, that …"."""
    if s.word(at) != ",":
        return at
    for i in range(at + 1, min(s.b, at + FAR)):
        if s.word(i) == "," and not s.quoted(i) and s.low(i + 1) == "that":
            return i + 1
    return at


def _phrase_end(s: Sentence, group: Group, begin: int, stop: int) -> int:
    """A content that is a noun phrase ends before when and where it was said ("during a press conference")."""
    low = s.low(begin)
    if low in ("that", "whether", "how", "why", "to") or s.quoted(begin) or s.word(begin - 1) == ":":
        return stop
    if "B" in group.cue.frames and _opens_clause(s, begin, stop):
        return stop
    for i in range(begin + 1, stop):
        if (s.word(i) == "," and not s.quoted(i)) or s.low(i) in (
            "during",
            "while",
            "when",
            "after",
            "before",
            "because",
        ):
            return i
        if s.low(i) == "as" and "s" not in group.cue.frames and "as" not in group.cue.prepositions:
            return i
        if (
            s.low(i) in ("in", "at")
            and s.low(i + 1) in ("a", "an", "his", "her", "their")
            and s.low(i + 2) in OCCASIONS | {"press", "phone", "video"}
        ):
            return i
        if (s.low(i) == "on" and _dated(s, i + 1)) or s.low(i) in ("yesterday", "earlier", "today"):
            return i
        if (
            s.low(i) in ("the", "last", "this")
            and s.low(i + 1) in ("next", "following", "previous", "same", "week", "month", "year", "morning")
            and i > begin + 1
        ):
            return i
    return stop


DIRECTING = lex._words("tell ask urge order instruct advise warn command request beg")
OCCASIONS = lex._words(
    "statement interview speech address briefing conference post letter report article message meeting call "
    "conversation tweet column comment"
)


def _opening(s: Sentence, group: Group, at: int, stop: int) -> Range | None:
    """Where a content begins at ``at`` by one of the cue's frames, and where the cue ends."""
    if at >= stop:
        return None
    frames, low, word = group.cue.frames, s.low(at), s.word(at)
    progressive = group.kind == "gerund" and s.low(group.head - 1) in lex.BE
    nominal = not progressive and ("N" in frames or ("n" in frames and _holds_thought(s, at, stop)))
    if s.quoted(at):
        return (at, group.end) if frames & {"T", "Q", "B", "s", "N"} or nominal else None
    if low == "that" and frames & {"T", "B"} and s.low(at + 1) != "of":
        return (at, group.end)
    if word == ":" and frames & {"T", "Q", "B", "N"}:
        return (at + 1, group.end) if at + 1 < stop else None
    if word == "," and at + 1 < stop and s.quoted(at + 1) and "Q" in frames:
        return (at + 1, group.end)
    if (
        low == "to"
        and "I" in frames
        and s.word(at + 1).islower()
        and (at == group.end or group.cue.lemma in DIRECTING or s.low(at + 1) == "have")
    ):
        return (at, group.end)
    if low in ("whether", "how", "why", "what", "when", "where", "who", "if") and "W" in frames:
        return (at, group.end)
    if low in group.cue.prepositions and at == group.end and at + 1 < stop and not _dated(s, at + 1):
        return (at + 1, at + 1)
    if "B" in frames and _opens_clause(s, at, stop):
        return (at, group.end)
    if "s" in frames and _small_clause(s, at, stop):
        return (at, group.end)
    return (at, group.end) if nominal and _opens_noun_phrase(s, at) else None


def _dated(s: Sentence, at: int) -> bool:
    return s.low(at) in lex.DAYS or s.low(at)[:1].isdigit()


def _opens_clause(s: Sentence, at: int, stop: int) -> bool:
    low = s.low(at)
    if s.headline and low not in lex.PREPOSITIONS | lex.DAYS:
        return _has_finite_verb(s, at, stop)
    opens = low in lex.PERSONAL | lex.DETERMINERS or low in ("there",) or capitalised(s.word(at)) or low[:1].isdigit()
    plural = low.endswith("s") and s.word(at).islower()
    subject = (
        s.word(at).islower()
        and not lex.is_adverb(low)
        and any(s.low(i) in lex.AUXILIARIES - {"'s"} for i in range(at + 1, min(stop, at + 8)))
    )
    return (
        (opens or plural or subject)
        and low not in lex.PREPOSITIONS | lex.CLAUSE_WORDS
        and low not in lex.DAYS
        and _has_finite_verb(s, at, stop)
    )


def _has_finite_verb(s: Sentence, at: int, stop: int) -> bool:
    for i in range(at + 1, min(stop, at + FAR)):
        low = s.low(i)
        if (
            low in lex.AUXILIARIES - {"'s"}
            or low.endswith("ed")
            or low in IRREGULAR_PAST
            or (low in lex.forms() and low not in lex.NOUN_OR_VERB)
        ):
            return True
        if s.word(i).islower() and low.endswith("s") and not low.endswith("ss"):
            return True
    return False


def _opens_noun_phrase(s: Sentence, at: int) -> bool:
    low = s.low(at)
    if low.endswith("ed") and s.word(at).islower():
        return False
    return (low in lex.DETERMINERS or capitalised(s.word(at)) or low[:1].isdigit() or s.word(at).islower()) and (
        low not in lex.PREPOSITIONS | lex.CLAUSE_WORDS | lex.DAYS | lex.AUXILIARIES
        and low not in ("himself", "herself", "itself", "themselves", "it")
    )


def _holds_thought(s: Sentence, at: int, stop: int) -> bool:
    """Whether the noun phrase at ``at`` is headed by an idea, a claim, a proposal …"""
    for i in range(at, min(stop, at + 8)):
        low = s.low(i)
        if low in lex.NOMINALS:
            return True
        if low in lex.PREPOSITIONS | lex.CLAUSE_WORDS - {"and"} or s.word(i) in ",;:":
            return False
    return False


def _small_clause(s: Sentence, at: int, stop: int) -> bool:
    """ "Called the plan "unacceptable"", "described it as a provocation"."""
    return any(s.quoted(i) or (s.low(i) in ("as",) and i > at) for i in range(at, min(stop, at + FAR)))


def _recipient(s: Sentence, at: int) -> tuple[int, Range | None]:
    """Step over who is told: up to "that", "to", a quotation or a colon."""
    i = at
    while i < s.b and i - at < FAR:
        low = s.low(i)
        if s.quoted(i) or low in ("that", ":", "how", "whether", "what", "why") or s.word(i) in ";.":
            break
        if (low == "to" and i > at) or s.word(i) == ",":
            break
        if low in lex.PREPOSITIONS - {"of", "for", "with"} and i > at:
            break
        if (
            i > at
            and s.low(i - 1) not in lex.DETERMINERS
            and (low in lex.PERSONAL or low in ("the", "there", "his", "their"))
        ):
            break
        i += 1
    if i == at:
        return at, None
    end = i
    while i < s.b and s.word(i) == "," and not s.quoted(i + 1) and s.low(i + 1) in lex.PREPOSITIONS:
        i += 1
    return i, (at, end)


AUDIENCES = lex._words("reporters journalists media lawmakers parliament viewers readers supporters")


def _skip_adverbials(s: Sentence, at: int, stop: int, frames: frozenset[str]) -> int | None:
    """Step over when and where something was said: "on 30 October", "in a statement on Telegram"."""
    low = s.low(at)
    if low == "to" and not (capitalised(s.word(at + 1)) or s.low(at + 1) in lex.DETERMINERS | AUDIENCES):
        return None
    if not (
        low in lex.PREPOSITIONS
        or low in lex.DAYS
        or lex.is_adverb(low)
        or s.word(at) == ","
        or low in ("last", "this", "the", "late")
    ):
        return None
    dated = _after_date(s, at, stop, infinitive="I" in frames)
    begins = dated is not None and s.word(dated)[:1].isalnum() and s.low(dated) != "that" and not s.quoted(dated)
    if dated is not None and begins and "B" in frames and _dated(s, dated - 1):
        return dated
    for i in range(at, min(stop, at + FAR)):
        if s.quoted(i) or (s.low(i) == "that" and s.low(i - 1) not in lex.PREPOSITIONS) or s.word(i) == ":":
            return i
    if frames & {"N", "B", "I"}:
        return _after_date(s, at, stop, infinitive="I" in frames)
    return None


def _after_date(s: Sentence, at: int, stop: int, *, infinitive: bool) -> int | None:
    """The token after a date that stands right behind the cue ("confirmed on 31 October the passing of")."""
    i = at
    while i < stop and (s.low(i) in lex.DAYS or s.low(i) in ("on", "in", "last", "this") or s.low(i)[:1].isdigit()):
        i += 1
    if infinitive and i > at and s.low(i) == "to":
        return i
    return i if i > at and i < stop and s.low(i) not in lex.PREPOSITIONS else None


def _clause_end(s: Sentence, placed: list[Placed], index: int, at: int) -> int:
    """Where the clause that begins at ``at`` ends: the sentence's end, or where the next attribution begins."""
    end = s.b
    for later in placed[index + 1 :]:
        cut = _cut_before(s, placed[index], later, at)
        if cut is not None:
            end = cut
            break
    for i in range(at, end):
        if s.quoted(i):
            continue
        if s.word(i) == "," and i > at and _turns(s, i + 1):
            return i
        if (s.word(i) == ";" and s.low(i + 1) != "and") or (s.headline and s.low(i) == "as" and i > at):
            return i
        if s.low(i) == "according" and s.low(i + 1) == "to" and i > at:
            return i - 1 if s.word(i - 1) == "," else i
        if i > at and s.word(i) == "," and s.low(i + 1) in ("citing", "quoting") and not _goes_on(s, i + 1, end):
            return i
    return _after_closing_quote(s, at, end)


def _turns(s: Sentence, i: int) -> bool:
    """Whether the reporter goes on by himself at ``i``: ", while …", ", but he …"."""
    if s.quoted(i):
        return False
    return s.low(i) in ("while", "whereas") or (s.low(i) == "but" and s.low(i + 1) in lex.PERSONAL)


def _goes_on(s: Sentence, at: int, end: int) -> bool:
    """Whether the clause goes on behind a citation between commas: "reported, citing two officials, that …"."""
    return any(s.word(i) == "," and s.low(i + 1) == "that" for i in range(at, min(end, at + FAR)) if not s.quoted(i))


def _cut_before(s: Sentence, this: Placed, later: Placed, at: int) -> int | None:
    """Where a later attribution of the same level cuts this content, or None if it lies within."""
    group = later.group
    begin = group.begin if later.inverted or later.source is None or later.shared else min(later.source[0], group.begin)
    if begin <= at:
        return None
    before = s.low(begin - 1)
    if later.shared and group.kind == "gerund" and before == ",":
        return begin - 1 if later.source == this.source else None
    if (
        later.shared
        and later.source == this.source
        and before in ("and", "but", "then")
        and s.low(at) != "to"
        and _closed_before(s, begin - 1)
    ):
        return begin - 1
    if (
        before in lex.CUTTING
        and not later.shared
        and (s.word(begin - 2) == "," or before in ("but", "while", "whereas"))
    ):
        return begin - 2 if s.word(begin - 2) == "," else begin - 1
    if before == "as" and s.word(begin - 2) == ",":
        return begin - 2
    if before == "," and not later.shared and _parenthetical(s, group):
        return begin - 1
    if later.inverted and (before == "," or s.quoted(begin - 1)):
        return begin - 1 if before == "," else begin
    return None


def _closed_before(s: Sentence, i: int) -> bool:
    """Whether a quotation or comma closes the clause before the conjunction at ``i``."""
    return s.word(i - 1) == "," or s.quoted(i - 1)


def _after_closing_quote(s: Sentence, at: int, end: int) -> int:
    """A content that begins with a quotation ends with it when only when-and-where follows."""
    if not s.quoted(at):
        return end
    i = at
    while i < end and s.quoted(i):
        i += 1
    if i < end and (s.word(i) in ",;." or s.low(i) in lex.AFTER_QUOTE):
        return i
    return end


def _trim(s: Sentence, begin: int, end: int) -> int:
    while end > begin and s.word(end - 1) in ",;:—–-" and not s.quoted(end - 1):
        end -= 1
    if end > begin and s.word(end - 1) in ".!?…" and not s.quoted(end - 1):
        end -= 1
    while end > begin and s.word(end - 1) in ",;:—–-" and not s.quoted(end - 1):
        end -= 1
    return end
