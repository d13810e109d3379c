"""The circumstances of a cue that speak for or against an attribution (see `evidence`)."""

from __future__ import annotations

from sayso.read.statements.grammar import lexicon as lex
from sayso.read.statements.grammar.indexed import Range, Sentence
from sayso.read.statements.grammar.phrases import capitalised

SHAPES: dict[str, str] = {
    **dict.fromkeys(lex.DETERMINERS, "determiner"),
    **dict.fromkeys(lex.PERSONAL, "pronoun"),
    **dict.fromkeys(lex.AUXILIARIES, "auxiliary"),
    **dict.fromkeys(lex.BE, "be"),
    **{w: w for w in lex.PREPOSITIONS},
    **{w: w for w in ("that", "to", "whether", "how", "why", "what", "if", "who", "when", "where", "and", "it", "not")},
    **{w: w for w in (",", ":", ".", ";", ")", "'s")},
}


def shape(s: Sentence, i: int) -> str:
    """What kind of word stands at ``i``."""
    if s.quoted[i]:
        return "quote"
    low = s.low[i]
    return SHAPES.get(low) or _shape(low, s.word[i])


def _shape(low: str, word: str) -> str:
    """What kind of word one is that stands in no list."""
    if not low:
        return "end"
    if word[0].isupper():
        return "name"
    if low[0].isdigit():
        return "number"
    if low.endswith("ing"):
        return "ing"
    if low.endswith("ed"):
        return "ed"
    if lex.is_adverb(low):
        return "adverb"
    return "word" if low[0].isalpha() else "mark"


def ending(form: str) -> str:
    """The ending by which English marks a form."""
    if form.endswith("s"):
        return "s"
    return "ed" if form.endswith("ed") else "ing" if form.endswith("ing") else "-"


def source_kind(s: Sentence, source: Range | None) -> str:
    """What a source looks like."""
    if source is None:
        return "none"
    last = source[1] - 1
    if last == source[0] and s.low[last] in lex.PRONOUNS:
        return "pronoun"
    return "name" if capitalised(s.word[last]) else "noun"


Near = tuple[str, str, str, str]  # a cue's form, the first word of its group or "-", the shapes before and behind
# How the source was found, what opens the content, its size in pairs of words, the source's last word or "-", and
# whether both stand in a headline, in a quotation.
Parts = tuple[str, str, int, str, bool, bool]
Circumstances = tuple[Near, Parts]
MOST_COUNTED = 8  # pairs of words; longer contents are all long


def near(s: Sentence, head: int, begin: int, at: int) -> Near:
    """What stands around a cue that begins at ``begin``, with its head at ``head`` and its content at ``at``."""
    return s.low[head], s.low[begin] if begin < head else "-", shape(s, begin - 1), shape(s, at)


def of_parts(s: Sentence, content: Range, source: Range | None, kind: str) -> Parts:
    """What the source, found as ``kind`` says, and the content look like."""
    size = min(MOST_COUNTED, (content[1] - content[0]) // 2)
    last = s.low[source[1] - 1] if source is not None else "-"
    return kind, shape(s, content[0]), size, last, s.headline, s.scope >= 0


def named(circumstances: Circumstances) -> tuple[str, ...]:
    """Circumstances as the table names them, in the order in which `evidence.Weights` adds their weights."""
    (form, first, before, after), (kind, opens, size, last, headline, quoted) = circumstances
    end = ending(form)
    return (
        "w=" + form,
        f"wa={form} {after}",
        f"wb={form} {before}",
        "a=" + after,
        "b=" + before,
        "g=" + first,
        f"eb={end} {before}",
        f"ea={end} {after}",
        f"wk={form} {kind}",
        "k=" + kind,
        f"ka={kind} {opens}",
        f"n={size}",
        "sh=" + last,
        "h" if headline else "-h",
        "q" if quoted else "-q",
    )
