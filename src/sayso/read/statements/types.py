"""Which type of attribution a cue and its content make: the Penn Discourse Treebank's four (Prasad et al. 2007).

In: the words of a cue and how its content begins. Out: communication, attitude, factive or control. Grammar and models
share it, so that a type never tells which tier spoke.
"""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

from sayso.model import StatementType
from sayso.read.statements.grammar.lexicon import Cue, forms, inflected, named_type

# To-infinitives that ask somebody for something, warn or promise are said, not only meant.
REQUESTS = frozenset("urge ask beg demand threaten appeal plead propose offer claim promise pledge vow swear".split())
PERCEIVED = frozenset({"observe", "notice", "see", "spot"})  # "observed Russian forces deploying"
SIDES = frozenset({"endorse", "oppose", "support", "back", "publish", "vote"})  # with a noun phrase: taken, not said
EVIDENCE = frozenset({"show", "find", "reveal", "indicate"})  # "polls show Clinton leads Sanders"
TOPICAL = frozenset({"refer", "allude", "talk", "speak", "comment", "respond", "reply", "write", "mention"})
TOPIC = re.compile(r"\b(?:about|to|of|on)$")
CLAUSE = re.compile(r"(?:that|whether|how|why|what|if|to)\b|[“\"«„'‘]", re.I)
# "Provigo will be able to": a clause without its "that".
BARE_CLAUSE = re.compile(
    r"(?:[\w’'$%.-]+\s+){1,8}?(?:will|would|is|are|was|were|has|have|had|can|could|may|might|should|must|does|did|do)\b"
)
RETORT = re.compile(r"\b(?:shot|fired|hit|pushed|punched|snapped|struck|shoots|fires|hits)\s+back\b")
DOING = re.compile(r"\s[a-z]+ing\b")
TELLING = re.compile(
    r"\b(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|today|yesterday|\d|(?:[a-z]{3,}(?:tion|ment|ure)s?|arrests?|attacks?|"
    r"strikes?|visits?|talks|meetings?|deaths?|explosions?|blasts?|loss|losses|retreat|withdrawal|exchange|earthquake|"
    r"rally|protests?|fires?|clashes|breach(?:es)?|killings?|bombings?|shelling|fighting)"
    r" (?:of|by|in|on|at|near|between|against|with|from|to)\b)",
    re.I,
)
WORD = re.compile(r"[\w'’-]+")


def type_of(cue: str, content: str, *, quoted: bool, marked: bool = False, fronted: bool = False) -> StatementType:
    """The type that ``cue`` gives to a content that begins with the words ``content``; ``quoted`` if in marks,
    ``marked`` if a part of it is: whose words are quoted said them, whatever the cue; ``fronted`` if the cue comes
    behind it, which then is a clause.

    A bare noun phrase behind a word that only names a topic ("talked about Trump") puts nothing forward: control.
    """
    if cue.lower().startswith("according"):
        return "communication"
    opens_infinitive = content.lower().startswith("to ")
    clause = quoted or fronted or CLAUSE.match(content) is not None or BARE_CLAUSE.match(content) is not None
    known = _lemma(cue)
    if known is not None:
        clause = clause or (known.lemma in PERCEIVED and DOING.search(content) is not None)
        plain = not quoted and not content.startswith("that")
        kind = of_lemma(known, opens_infinitive=opens_infinitive, plain=plain)
        return "control" if not clause and _only_names(known, kind, cue) and not tells_of(cue, content) else kind
    by_word = "communication" if RETORT.search(cue.lower()) else _by_word(cue)
    if by_word is None or by_word == "control":
        said = (
            quoted
            or (fronted and cue.endswith("ed"))
            or content.startswith("that ")
            or (by_word is None and not opens_infinitive and marked)
        )
        return "communication" if said else "control"
    return "control" if by_word == "attitude" and (opens_infinitive or not clause) and not quoted else by_word


def of_lemma(cue: Cue, *, opens_infinitive: bool, plain: bool) -> StatementType:
    """The type of a cue we know. An intention told with "that" or in quotation marks (not ``plain``) is said."""
    if opens_infinitive and "I" in cue.frames and cue.lemma not in REQUESTS and cue.type != "attitude":
        return "control"
    return "communication" if cue.type == "control" and not plain else cue.type


def _only_names(known: Cue, kind: StatementType, words: str) -> bool:
    """Whether a cue before a bare noun phrase only names its topic, or a side that somebody takes."""
    if known.lemma in SIDES:
        return True
    if known.lemma in TOPICAL and TOPIC.search(words):
        return True
    if known.lemma in EVIDENCE:
        return False
    return kind in ("attitude", "factive") and not (known.frames & {"N", "n", "s", "B"} or known.prepositions)


def tells_of(cue: str, content: str) -> bool:
    """Whether a noun phrase behind "spoke of" tells what happened: it counts or dates it, or names an event."""
    return cue.lower().endswith(" of") and (TELLING.search(content) is not None or content[:1].isdigit())


def _lemma(cue: str) -> Cue | None:
    """The last word of a cue that attributes."""
    table = forms()
    found = [table[w].cue for w in WORD.findall(cue.lower()) if w in table]
    return found[-1] if found else None


def _by_word(cue: str) -> StatementType | None:
    """The type of the last word of a cue that ``cue_types.tsv`` knows, or None."""
    table = _types()
    found = [table[w] for w in WORD.findall(cue.lower()) if w in table]
    return found[-1] if found else None


@cache
def _types() -> dict[str, StatementType]:
    out: dict[str, StatementType] = {}
    for row in files("sayso.read.statements").joinpath("cue_types.tsv").read_text("utf-8").splitlines():
        if row and not row.startswith("#"):
            kind, words = row.split("\t")
            for word in words.split():
                out.update(dict.fromkeys(inflected(word), named_type(kind)))
    return out
