"""Whose words a verb group attributes: its source, beside the cue, behind it, or an earlier clause's subject."""

from __future__ import annotations

from msgspec import Struct

from sayso.read.statements.grammar import lexicon as lex
from sayso.read.statements.grammar.doers import inner_doer
from sayso.read.statements.grammar.indexed import Range, Sentence
from sayso.read.statements.grammar.phrases import IRREGULAR_PAST, ROLE_WORDS, capitalised, left, right, subject_run
from sayso.read.statements.grammar.speakers import SPEAKERS
from sayso.read.statements.grammar.verbs import Group

BE_OR_HAVE = lex.BE | lex.HAVE
ASIDES = lex._words("quoted cited citing quoting")
LONGEST_ASIDE = 12  # tokens
OBJECTS = frozenset({"him", "her", "them", "us", "me"})  # "expects President Obama to announce": who announces
ADVERBIAL = lex.PREPOSITIONS | lex.DAYS


class Placed(Struct, frozen=True):
    """A group with its source; ``inverted`` where the source follows the cue."""

    group: Group
    source: Range | None
    inverted: bool
    shared: bool  # the source is an earlier clause's subject, not beside this cue


def place(s: Sentence, found: list[Group]) -> list[Placed]:
    """Give each group its source."""
    out: list[Placed] = []
    for index, group in enumerate(found):
        stop = found[index + 1].begin if index + 1 < len(found) else s.b
        out.append(_place(s, group, stop, out))
    return out


def _place(s: Sentence, group: Group, stop: int, earlier: list[Placed]) -> Placed:
    if group.passive:
        return _passive(s, group, stop)
    if _is_inverted(s, group):
        source = right(s, group.end, stop)
        if source is not None:
            return Placed(group, source, True, False)
    previous = s.low[group.begin - 1]
    joined = previous in {"and", "but", "then", "or"} or (previous == "," and group.kind == "gerund")
    if (group.kind == "gerund" and group.begin > s.a) or joined:
        return Placed(group, _main_subject(s, group, earlier), False, True)
    if group.kind == "gerund" and group.begin == s.a:
        return Placed(group, _subject_after(s, group), False, True)
    source = left(s, group.begin, s.a)
    if previous == "to" and _is_said_of_it(s, group.begin - 1):
        return Placed(group, None, False, False)
    if source is None and previous == "to" and earlier:
        asked = left(s, group.begin - 1, earlier[-1].group.end)
        if asked is not None and (capitalised(s.word[asked[0]]) or s.low[asked[0]] in OBJECTS):
            return Placed(group, asked, False, True)
    if source is None and (previous == "to" or (previous == "," and earlier)):
        return Placed(group, _main_subject(s, group, earlier), False, True)
    return Placed(group, source, False, False)


def _is_said_of_it(s: Sentence, to: int) -> bool:
    """Whether an infinitive is what an adjective is said of: "it is not compassionate to say" is nobody's saying."""
    words = [s.low[i] for i in range(max(s.a, to - 5), to)]
    return "it" in words and bool(set(words[words.index("it") + 1 :]) & (lex.BE | {"'s", "’s"}))


def _passive(s: Sentence, group: Group, stop: int) -> Placed:
    if s.low[group.end] == "by":
        return Placed(group, right(s, group.end + 1, stop), True, False)
    if s.low[group.end] == "as":  # "was quoted by Interfax as saying" is read at "saying"
        return Placed(group, None, False, False)
    return Placed(group, None, False, False)


def _is_inverted(s: Sentence, group: Group) -> bool:
    """Whether the source follows: after a quotation or a comma ("…", said Peskov)."""
    if group.kind not in {"past", "third", "base"} or "Q" not in group.cue.frames or group.cue.lemma == "tell":
        return False
    before, after = group.begin - 1, group.end
    follows = before >= s.a and (s.quoted[before] or (s.word[before] in ",?!" and before > s.a))
    opens = group.begin == s.a and group.kind != "base"
    if not (follows or opens) or after >= s.b or s.quoted[after]:
        return False
    if s.low[group.begin] in lex.HAVE and not s.quoted[before]:
        return False  # "The chief, Kyrylo Budanov, has said the opposite"
    if s.word[before] == "," and _closes_aside(s, before):
        return False  # "The ministry, quoted by Orbis, confirmed …"
    spoken = follows and (s.quoted[before] or (s.word[before] == "," and s.quoted[before - 1]))
    if not spoken and not _closes(s, right(s, after, s.b)):
        return False
    return (
        (capitalised(s.word[after]) and s.low[after] not in lex.DAYS)
        or s.low[after] in {"the", "a", "an", "one", "he", "she", "his", "her", "its", "their", "another"}
        or s.low[after] in lex.PERSONAL
        or (spoken and s.low[after] in ROLE_WORDS)
        or (_is_dashed(s) and _ends_in_name(s, after))
        or (s.headline and _names_speaker(s, right(s, after, s.b)))
    )


def _is_dashed(s: Sentence) -> bool:
    """Whether a dash opens the sentence, as speech is marked in the North."""
    before = s.first + s.a - 1
    return before >= 0 and s.tokens.word[before] in ("–", "—", "―", "-")


def _ends_in_name(s: Sentence, begin: int) -> bool:
    """Whether what stands at ``begin`` is somebody by name: "port director Nils Hauge"."""
    source = right(s, begin, s.b)
    return source is not None and capitalised(s.word[source[1] - 1])


def _names_speaker(s: Sentence, source: Range | None) -> bool:
    """Whether a headline's last words say who speaks: "…, says watchdog"."""
    return source is not None and source[1] == s.b and s.low[source[1] - 1] in SPEAKERS


def _closes_aside(s: Sentence, comma: int) -> bool:
    """Whether a comma closes an aside on who reported it: "Peskov, quoted by RIA, said"."""
    for i in range(comma - 1, max(s.a, comma - LONGEST_ASIDE), -1):
        if s.word[i] == "," and s.low[i + 1] in ASIDES and not s.quoted[i]:
            return True
        if s.quoted[i] or s.word[i] in ".;:":
            return False
    return False


# "X said that Y refused, adding that …": these go on with the sentence's first speaker, others with the nearest.
CONTINUING = lex._words("add note stress emphasize emphasise underline underscore specify clarify")


def _closes(s: Sentence, source: Range | None) -> bool:
    """Whether a clause can end behind an inverted source: a mark, a date or an occasion follows, and it has no verb."""
    if source is None or any(s.low[i] in BE_OR_HAVE or _finite(s, i) for i in range(*source)):
        return False
    i = source[1]
    return i >= s.b or s.word[i] in ".,;!?…" or s.low[i] in ADVERBIAL


def _finite(s: Sentence, i: int) -> bool:
    low = s.low[i]
    return low in IRREGULAR_PAST or (low in lex.forms() and low not in lex.NOUN_OR_VERB)


def _main_subject(s: Sentence, group: Group, earlier: list[Placed]) -> Range | None:
    sourced = [p for p in earlier if p.source is not None]
    if sourced and group.cue.lemma in CONTINUING:
        return next((p for p in sourced if not p.shared), sourced[-1]).source
    last = sourced[-1] if sourced and not sourced[-1].inverted else None
    if last is not None and last.source is not None and s.low[group.begin - 1] in ("and", "but", "then"):
        return inner_doer(s, group, last.source, last.group) or last.source
    return sourced[-1].source if sourced else subject_run(s, s.a, group.begin)


def _subject_after(s: Sentence, group: Group) -> Range | None:
    i = group.end
    while i < s.b and (s.word[i] != "," or s.quoted[i]):
        i += 1
    return subject_run(s, i + 1, s.b) if i + 1 < s.b else None
