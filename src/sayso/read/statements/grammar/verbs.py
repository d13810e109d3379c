"""Verb groups that attribute: which tokens of a sentence are cues, and how far their group reaches."""

from __future__ import annotations

from msgspec import Struct

from sayso.read.statements.grammar import lexicon as lex
from sayso.read.statements.grammar.indexed import Sentence
from sayso.read.statements.grammar.phrases import PARTICIPLES, capitalised

BE_OR_ADVERB = lex.BE | lex.ADVERBS
NO_VERB_AFTER = lex.PREPOSITIONS - {"after", "before", "since", "as"}
MODAL = lex.AUXILIARIES - {"'s", "has", "have", "had", "is", "was", "were", "are"}
NO_PARTICIPLE_AFTER = lex.DETERMINERS - lex._words("that this these those each both all some many several another any")
NO_FINITE_AFTER = (
    (lex.DETERMINERS - lex._words("that all many some others these those both"))
    | lex.PREPOSITIONS
    | {"'s", "'", "’", "being"}
)

PLURALS = lex._words("police people media staff they we you many some most others both two three )")
CITING = frozenset({"citing", "quoting"})
NEGATIONS = lex._words("not n't n’t never neither")
BEFORE_GERUNDS = lex._words(", and while by in without after before — – - ; as to")

# Of one sentence: the fullest of PolNeAR's training part has 5. Each group looks at those behind it, so that a text of
# nothing but "said" would cost the square of a sentence.
MOST_GROUPS = 100


class Group(Struct, frozen=True):
    """A verb group ``[begin, end)`` with its head and its lemma. ``passive`` groups name the source with "by"."""

    begin: int
    head: int
    end: int
    cue: lex.Cue
    kind: str  # base, third, past, gerund
    passive: bool = False

    @property
    def type_speaks(self) -> bool:
        """Whether the cue can open a quotation."""
        return "Q" in self.cue.frames


def groups(s: Sentence) -> list[Group]:
    """The verb groups of a sentence in order."""
    table = lex.forms()
    out: list[Group] = []
    reached = 0  # where the last group ends
    for i in s.verbs:
        if s.quoted[i] or i < reached:
            continue
        low = s.low[i]
        form = (_adjective(s, i) if low in lex.STATES else None) or table.get(low)
        if form is None or low in CITING:
            continue
        kind = "past" if form.cue.lemma in lex.STATES else _kind(s, i, form)
        if kind is None or _governs(s, i, table):
            continue
        group = _extend(s, i, form, kind)
        if group is not None:
            out.append(group)
            reached = group.end
            if len(out) >= MOST_GROUPS:
                break
    return out


def _adjective(s: Sentence, i: int) -> lex.Form | None:
    """ "Is convinced that", "are aware that": being of a mind."""
    return lex.STATES[s.low[i]] if s.low[i + 1] == "that" and s.low[i - 1] in BE_OR_ADVERB else None


def _governs(s: Sentence, i: int, table: dict[str, lex.Form]) -> bool:
    """Whether the form is only the verb before a cue's infinitive ("continues to communicate")."""
    if s.low[i + 1] != "to":
        return False
    return s.low[i] in {"continue", "continues", "continued", "continuing"} or (
        s.low[i] in lex.CATENATIVES and s.low[i + 2] in table
    )


def _kind(s: Sentence, i: int, form: lex.Form) -> str | None:
    """The form's part in the sentence, or None where it is a noun or an adjective."""
    kinds, previous = form.kinds, s.low[i - 1]
    if "gerund" in kinds:
        return "gerund" if _gerund(s, i) else None
    if "past" in kinds and not (
        "base" in kinds and previous in {"to", "will", "would", "can", "could", "may", "might"}
    ):
        return "past" if _past(s, i) else None
    verbal = _finite(s, i, "third" if "third" in kinds else "base")
    return ("third" if "third" in kinds else "base") if verbal else None


def _gerund(s: Sentence, i: int) -> bool:
    previous = s.low[i - 1]
    if previous in lex.BE or lex.is_adverb(previous):
        return True
    opens = i == s.a or previous in BEFORE_GERUNDS
    return opens or s.quoted[i - 1]


def _past(s: Sentence, i: int) -> bool:
    previous, following = s.low[i - 1], s.low[i + 1]
    if s.low[i] == "said" and previous == "the" and s.word[i + 1].islower():
        return False
    if previous in NO_PARTICIPLE_AFTER:
        return False
    if (
        s.low[i] in PARTICIPLES
        and following in lex.PREPOSITIONS
        and previous not in lex.AUXILIARIES
        and s.word[i - 1].islower()
    ):
        return False
    if previous in {"if", "when", "once", "unless", "than", "though", "although", "as"}:
        return False
    if previous in NO_VERB_AFTER and not s.quoted[i - 1]:
        return False
    said = s.low[i] == "said" and s.low[i + 2] in {"phone", "telephone", "email", "e-mail", "text"}
    return said or not (following == "by" and previous not in lex.BE and not lex.is_adverb(previous))


def _finite(s: Sentence, i: int, kind: str) -> bool:
    previous, low = s.low[i - 1], s.low[i]
    if previous == "to":
        return True
    if previous in MODAL:
        return True
    if previous in NO_FINITE_AFTER:
        return False
    if previous in lex.PERSONAL or previous in {"who", "which", "that"}:
        return True
    if low not in lex.NOUN_OR_VERB:
        return kind == "third" or _plural(s, i - 1) or i == s.a or previous in ("and", ",") or s.quoted[i - 1]
    return _noun_or_verb(s, i, kind)


def _noun_or_verb(s: Sentence, i: int, kind: str) -> bool:
    """An ambiguous form is a verb only between a subject that agrees and a content that follows."""
    following, before = s.low[i + 1], s.word[i - 1]
    if kind == "third" and (s.headline or _closes(s, i)):
        return (
            i > s.a
            and (following not in lex.PREPOSITIONS or following in lex.forms()[s.low[i]].cue.prepositions)
            and before[:1].isalpha()
        )
    content = following == "that" or s.word[i + 1] in '“"«:' or s.quoted[i + 1] or following in lex.DETERMINERS
    if kind == "third":
        return content and ((capitalised(before) and not _demonym(before)) or before == ")")
    return content and _plural(s, i - 1)


def _closes(s: Sentence, i: int) -> bool:
    """Whether the form ends the sentence behind a comma: "…, the document shows."."""
    end = i + 1 >= s.b or (s.word[i + 1] in ".!" and i + 2 >= s.b)
    return end and any(s.word[k] == "," for k in range(max(s.a, i - 8), i))


def _plural(s: Sentence, i: int) -> bool:
    low = s.low[i]
    if low in PLURALS:
        return True
    if lex.is_adverb(low):
        return _plural(s, i - 1)
    return (low.endswith("s") and not low.endswith(("ss", "us", "'s"))) or low == ","


def _demonym(word: str) -> bool:
    return word.endswith(("ian", "ish", "ese", "an", "ch"))


def _extend(s: Sentence, i: int, form: lex.Form, kind: str) -> Group | None:
    begin = i
    while begin > s.a and not s.quoted[begin - 1] and _in_group(s, begin - 1):
        begin -= 1
    while begin < i and (s.low[begin] == "being" or (s.low[begin] == "to" and not _catenative(s, begin))):
        begin += 1
    if silent(s, begin, i) or (form.cue.lemma in UNSAID and (negated(s, begin, i) or s.low[begin - 1] == "without")):
        return None
    end = i + 1
    if form.cue.lemma == "point":
        if s.low[end] not in ("out", "to"):
            return None
        end += 1
    passive = (
        kind == "past"
        and form.cue.lemma not in lex.STATES
        and not lex.BE.isdisjoint(s.low[begin:i])
        and not (s.low[i] == "said" and "'s" in s.low[begin:i])
    )
    return Group(begin, i, end, form.cue, kind, passive)


def _in_group(s: Sentence, i: int) -> bool:
    low = s.low[i]
    if low in ("'s", "'d"):
        return s.low[i - 1] in lex.PERSONAL
    if low == "to":
        return True
    if low in lex.CATENATIVES:
        return s.low[i + 1] == "to"
    return low in lex.AUXILIARIES or (
        s.is_adverb(i) and low not in {"today", "yesterday", "earlier", "meanwhile", "however", "later"}
    )


def _catenative(s: Sentence, to: int) -> bool:
    return s.low[to - 1] in lex.CATENATIVES or s.low[to - 1] in ("going",)


REFUSING = lex._words("declined declines refused refuses unable failed able asked")
# "Did not say", "could not verify": nothing is put forward. "Does not believe that" puts something forward.
UNSAID = lex._words(
    "say specify disclose comment confirm verify elaborate report mention explain clarify reveal answer respond reply "
    "announce detail name cite"
)


def negated(s: Sentence, begin: int, head: int) -> bool:
    """Whether a verb group is negated before its head."""
    return not NEGATIONS.isdisjoint(s.low[begin:head])


def silent(s: Sentence, begin: int, head: int) -> bool:
    """ "Declined to comment", "did not say", "refused to disclose": nothing is said."""
    low = s.low
    following = low[head + 1]
    if following in ("anonymity", "nothing"):
        return True
    to = head + 2 if following == "not" else head + 1  # "asked not to be named"
    if low[to] == "to" and low[to + 1] == "be" and low[head] in {"declined", "asked", "declining", "asking"}:
        return True
    if low[head - 1] != "to":
        return False
    before = low[begin - 1], low[begin - 2], low[head - 2]
    return low[head] == "comment" or "yet" in before[:2] or not REFUSING.isdisjoint(before)
