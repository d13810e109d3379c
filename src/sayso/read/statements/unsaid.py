"""What looks like an attribution and tells nothing that anybody said: a thing given out, what may be said one day.

In: a draft of either tier. Out: whether it says that something was said, thought or known. "Released a letter" and
"stressed his experience" tell no words; "could announce" is what nobody has said yet. On 96 annotated articles two of
23 such drafts were what annotators marked. "Discussed the deal" and "referring to the deal" are none for our annotators
and some for PolNeAR's: they stay.
"""

from __future__ import annotations

import re

from sayso.model import Span
from sayso.read.agents import words
from sayso.read.statements.grammar import Draft

# Verbs that take a topic or a thing where no clause follows.
TOPICAL = re.compile(
    r"\b(?:(?:was|were|been|got|is|are) asked about|address(?:es|ed|ing)?|stress(?:es|ed|ing)?|"
    r"emphasi[sz](?:e|es|ed|ing)|releas(?:e|es|ed|ing)|issu(?:e|es|ed|ing)|unveil(?:s|ed|ing)?|offer(?:s|ed|ing)?|"
    r"insult(?:s|ed|ing)?|scrutini[sz](?:e|es|ed|ing)|expos(?:e|es|ed|ing)|debat(?:e|es|ed|ing)|"
    r"(?:is|are|was|were|been) showing)$",
    re.I,
)
SAYS = re.compile(r"\b(?:said|says|saying|told|wrote)\b", re.I)  # "said in a statement released"
# With its particle the verb is a deed: "called off a strike", "called it off", "called up recruits", "wrote off debts".
DEED = re.compile(
    r"\b(?:(?:call(?:s|ed|ing)? (?:off|up)|(?:writ(?:e|es|ing|ten)|wrote) off)\b(?! of\b)"
    r"|call(?:s|ed|ing)? (?:it|them|(?:the|an?|its|their|his|her) (?:[\w-]+ )?[\w-]+) off"
    r"(?=[.,;”\"]|\s*$| (?:on|after|because|for|until|yesterday|today|last)\b))",
    re.I | re.M,
)
LONGEST_DEED = 60  # code points behind the verb
MAYBE = re.compile(r"(?:could|can|may|might|must)\b(?!\s+be\b)", re.I)
TO_COME = re.compile(r"(?:will|would)\b(?!.*\b(?:later|eventually|subsequently|say|tell|argue|be)\b)", re.I)
# What a thing is cited for, so that it is no mere source.
AS_PROOF = re.compile(r"\sas\s(?:an?\s|the\s)?(?:\w+\s)?(?:proof|evidence|reasons?|examples?|grounds)\b")
BEHIND_NOUN = re.compile(r"[,;]|\s(?:who|that|which|from|of|by|in|at|on|close|familiar|and|as)\b")
CITES = re.compile(r"(?:has |have |had |also )*cit(?:e|es|ed)", re.I)
SPEAKER = re.compile(r"(?:i|we)\b", re.I)
# A content that is a clause: a complementiser, an auxiliary or a verb behind its subject, or words in marks.
CLAUSE = re.compile(
    r"^(?:that|to|how|why|whether|if|what|when|where|which|who|for)\b|[“”\"«]"
    r"|\b(?:is|are|was|were|has|have|had|will|would|can|could|should|may|might|must|do|does|did|be|been)\b"
    r"|\b\w+n['’]t\b|['’](?:re|ve|ll|d|m)\b|\b(?:he|she|it|they)['’]s\b|^(?:he|she|it|they|i|we|you)\s",
    re.I,
)


def tells_nothing(text: str, draft: Draft) -> bool:
    """Whether nothing was said by it."""
    cue, source = draft.cue, draft.source
    if cue is None or source is None or draft.label is not None:
        return False
    if draft.frame in ("verb", "tagger", "within") and _is_deed(text, cue):
        return True
    if draft.frame not in ("verb", "tagger"):
        return False
    verb = text[cue.start : cue.end]
    if CITES.fullmatch(verb) and draft.content[0].start >= cue.end:
        return names_source(text[draft.content[0].start : draft.content[0].end])
    clause = any(CLAUSE.search(text, span.start, span.end) is not None for span in draft.content)
    behind = draft.content[0].start >= cue.end
    if TOPICAL.search(verb) and SAYS.search(verb) is None:
        return behind and not clause
    if SPEAKER.match(text, source.start) or draft.type == "control":
        return False
    return MAYBE.match(verb) is not None or (TO_COME.match(verb) is not None and not clause)


def _is_deed(text: str, cue: Span) -> bool:
    """Whether a cue's last verb is a deed with the particle in it or behind it; "called up to say" ends in another."""
    deed = DEED.search(text, cue.start, cue.end + LONGEST_DEED)
    return deed is not None and deed.start() < cue.end <= deed.end()


def names_source(cited: str) -> bool:
    """Whether words begin with whom or with which document somebody cites, and do not tell what for."""
    if AS_PROOF.search(cited) is not None:
        return False
    noun = BEHIND_NOUN.split(cited, maxsplit=1)[0].split()
    head = noun[-1] if noun else ""
    low = head.lower()
    person = low in words.PEOPLE_SINGULAR | words.PEOPLE_PLURAL or words.PERSON_NOUN.fullmatch(low) is not None
    return person or low in words.DOCUMENT or low.removesuffix("s") in words.DOCUMENT or head[:1].isupper()
