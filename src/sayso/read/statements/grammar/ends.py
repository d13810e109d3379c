"""Where a content ends: with its sentence, its quotation, its noun phrase, or where the next attribution begins."""

from __future__ import annotations

from sayso.read.statements.grammar import lexicon as lex
from sayso.read.statements.grammar.clauses import FAR, FINITE, dated, opens_clause
from sayso.read.statements.grammar.indexed import Sentence
from sayso.read.statements.grammar.phrases import IRREGULAR_PAST, capitalised
from sayso.read.statements.grammar.sources import Placed
from sayso.read.statements.grammar.subordinate import main_clause
from sayso.read.statements.grammar.verbs import Group

CITING = frozenset({"citing", "quoting"})
TURNING = frozenset({",", ";", "as", "according"}) | CITING
SHORT_TAIL = 3  # words after a cue that still leave it parenthetical ("he said on Monday.")
OCCASIONS = lex._words(
    "statement interview speech address briefing conference post letter report article message meeting call "
    "conversation tweet column comment"
)
OCCASIONS_OR_KINDS = OCCASIONS | {"press", "phone", "video"}


ADVERBIAL = lex.PREPOSITIONS | lex.DAYS
AROUND = frozenset({"during", "while", "when", "after", "before"})
# The words at which a noun phrase can end.
ENDING = AROUND | lex._words(", with because as in at on yesterday earlier today the last this")
OWN = lex._words("his her its their my our your")
LEAST_EVENT = 4  # tokens: "his job" is not told of an event


def tells_event(s: Sentence, begin: int, end: int) -> bool:
    """Whether a noun phrase tells what happened somewhere or by somebody, so that the day behind it is the event's.

    "Announced the seizure of a ship off Poti on Monday", against "announced his support on Monday". Of 35 such phrases
    in PolNeAR's training part, those whose day is the event's have a name behind a preposition, and no own.
    """
    if s.low[begin] in OWN or end - begin < LEAST_EVENT:
        return False
    return any(s.low[i] in lex.PREPOSITIONS and _names(s, i + 1, end) for i in range(begin + 1, end - 1))


def _names(s: Sentence, at: int, end: int) -> bool:
    return any(capitalised(s.word[i]) for i in range(at, min(at + 3, end)))


def phrase_end(s: Sentence, group: Group, begin: int, stop: int) -> int:
    """A content that is a noun phrase ends before when and where it was said ("during a press conference")."""
    low = s.low[begin]
    if low in {"that", "whether", "how", "why", "to"} or s.quoted[begin] or s.word[begin - 1] == ":":
        return stop
    if "B" in group.cue.frames and opens_clause(s, begin, stop):
        return stop
    for i in range(begin + 1, stop):
        if s.low[i] not in ENDING:
            continue
        if (s.word[i] == "," and not s.quoted[i]) or s.low[i] in AROUND:
            return i
        if s.low[i] == "with" and (s.low[i + 1], s.low[i + 2]) == ("reference", "to"):
            return i
        if s.low[i] == "because" and s.low[i + 1] != "of":
            return i
        if s.low[i] == "as" and "s" not in group.cue.frames and "as" not in group.cue.prepositions:
            return i
        if (
            s.low[i] in ("in", "at")
            and s.low[i + 1] in {"a", "an", "his", "her", "their"}
            and s.low[i + 2] in OCCASIONS_OR_KINDS
        ):
            return i
        if (s.low[i] == "on" and dated(s, i + 1)) or s.low[i] in {"yesterday", "earlier", "today"}:
            return stop if tells_event(s, begin, i) else i
        if (
            s.low[i] in {"the", "last", "this"}
            and s.low[i + 1] in {"next", "following", "previous", "same", "week", "month", "year", "morning"}
            and i > begin + 1
        ):
            return stop if tells_event(s, begin, i) else i
    return stop


def called_end(s: Sentence, begin: int, stop: int) -> int:
    """Where the name ends that somebody calls a thing by, before what is told of it: "what Moscow calls a special
    operation has killed thousands", "which she called “absurd”, takes effect"."""
    marked = s.quoted[begin]
    for i in range(begin + 1, stop):
        if marked and not s.quoted[i]:
            return i
        told = s.low[i] in FINITE or s.low[i] in IRREGULAR_PAST
        if not s.quoted[i] and (s.word[i] == "," or told or (s.low[i] == "on" and dated(s, i + 1))):
            return i
    return stop


def parenthetical(s: Sentence, group: Group) -> bool:
    """Whether the cue closes its clause: what it attributes stands before it."""
    i = group.end
    if i >= s.b or s.word[i] in ",.;!?…)—–":
        return True
    end = i
    while end < s.b and s.word[end] not in ",.;!?…" and not s.quoted[end] and s.low[end] not in ("that", ":"):
        end += 1
    closing = end >= s.b or s.word[end] in ",.;!?…"
    adverbial = s.low[i] in ADVERBIAL or lex.is_adverb(s.low[i])
    return closing and (adverbial or (end - i < SHORT_TAIL and "N" not in group.cue.frames))


def clause_end(s: Sentence, placed: list[Placed], index: int, at: int) -> int:
    """Where the clause that begins at ``at`` ends: the sentence's end, or where the next attribution begins."""
    end = s.b
    for later in placed[index + 1 :]:
        cut = _cut_before(s, placed[index], later, at)
        if cut is not None:
            end = cut
            break
    end = main_clause(s, placed[index], at, end)
    turn = _turn(s, at, end)
    return after_closing_quote(s, at, end) if turn is None else turn


def _turn(s: Sentence, at: int, end: int) -> int | None:
    """Where the reporter goes on by himself before ``end``, or cites somebody."""
    lows = s.low
    if TURNING.isdisjoint(lows[at:end]):
        return None
    for i in range(at, end):
        if lows[i] not in TURNING or s.quoted[i]:
            continue
        if lows[i] == ";" and lows[i + 1] != "and":
            return i
        if i > at and _turns_at(s, i, end):
            return i - 1 if lows[i] == "according" and s.word[i - 1] == "," else i
    return None


def _turns_at(s: Sentence, i: int, end: int) -> bool:
    """Whether the clause ends before the comma, the headline's "as" or the "according to" at ``i``."""
    match s.low[i]:
        case ",":
            cites = s.low[i + 1] in CITING
            return _turns(s, i + 1) or (cites and not _goes_on(s, i + 1, end))
        case "citing" | "quoting":  # the comma stands within the marks before it
            return s.quoted[i - 1] and "," in s.word[i - 2 : i] and not _goes_on(s, i, end)
        case "as":
            return s.headline
        case "according":
            return s.low[i + 1] == "to"
        case _:
            return False


def _turns(s: Sentence, i: int) -> bool:
    """Whether the reporter goes on by himself at ``i``: ", while …", ", but he …"."""
    if s.quoted[i]:
        return False
    if s.low[i] == "and" and s.quoted[i - 2]:
        return s.low[i + 1] in lex.PERSONAL
    return s.low[i] in ("while", "whereas") or (s.low[i] == "but" and s.low[i + 1] in lex.PERSONAL)


def _goes_on(s: Sentence, at: int, end: int) -> bool:
    """Whether the clause goes on behind a citation between commas: "reported, citing two officials, that …"."""
    return any(s.word[i] == "," and s.low[i + 1] == "that" for i in range(at, min(end, at + FAR)) if not s.quoted[i])


def _cut_before(s: Sentence, this: Placed, later: Placed, at: int) -> int | None:
    """Where a later attribution of the same level cuts this content, or None if it lies within."""
    group = later.group
    begin = group.begin if later.inverted or later.source is None or later.shared else min(later.source[0], group.begin)
    if begin <= at:
        return None
    before = s.low[begin - 1]
    if later.shared and group.kind == "gerund" and before == ",":
        return begin - 1 if later.source == this.source else None
    if (
        later.shared
        and later.source == this.source
        and before in {"and", "but", "then"}
        and s.low[at] != "to"
        and (_closed_before(s, begin - 1) or group.kind == this.group.kind != "base")
    ):
        return begin - 1
    if (
        before in lex.CUTTING
        and not later.shared
        and (s.word[begin - 2] == "," or before in {"but", "while", "whereas"})
    ):
        return begin - 2 if s.word[begin - 2] == "," else begin - 1
    if before == "as" and s.word[begin - 2] == ",":
        return begin - 2
    if before == "," and not later.shared and parenthetical(s, group):
        return begin - 1
    if later.inverted and (before == "," or s.quoted[begin - 1]):
        return begin - 1 if before == "," else begin
    return None


def _closed_before(s: Sentence, i: int) -> bool:
    """Whether a quotation or comma closes the clause before the conjunction at ``i``."""
    return s.word[i - 1] == "," or s.quoted[i - 1]


def after_closing_quote(s: Sentence, at: int, end: int) -> int:
    """A content that begins with a quotation ends with it when only when-and-where follows."""
    if not s.quoted[at]:
        return end
    i = at
    while i < end and s.quoted[i]:
        i += 1
    if i < end and (s.word[i] in ",;." or s.low[i] in lex.AFTER_QUOTE):
        return i
    return end


def trim(s: Sentence, begin: int, end: int) -> int:
    """The end without the punctuation before it that belongs to the sentence, not to what was said."""
    end = _before_marks(s, begin, end)
    if end > begin and s.word[end - 1] in ".!?…" and not s.quoted[end - 1]:
        end = _before_marks(s, begin, end - 1)
    return end


def _before_marks(s: Sentence, begin: int, end: int) -> int:
    while end > begin and s.word[end - 1] in ",;:—–-" and not s.quoted[end - 1]:
        end -= 1
    return end
