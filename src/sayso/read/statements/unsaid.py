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
    r"\b(?:(?:was|were|been|got|is|are) (?:asked|warned|told|questioned|briefed) about|"
    r"address(?:es|ed|ing)?|stress(?:es|ed|ing)?|"
    r"emphasi[sz](?:e|es|ed|ing)|releas(?:e|es|ed|ing)|issu(?:e|es|ed|ing)|unveil(?:s|ed|ing)?|offer(?:s|ed|ing)?|"
    r"insult(?:s|ed|ing)?|scrutini[sz](?:e|es|ed|ing)|expos(?:e|es|ed|ing)|publish(?:es|ed|ing)?|debat(?:e|es|ed|ing)|"
    r"(?:is|are|was|were|been) showing)$",
    re.I,
)
GIVES_OUT = re.compile(r"(?:publish|release|issue|unveil)(?:e?s|e?d|ing)?", re.I)  # "urged her to publish the report"
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
AS_PROOF = re.compile(
    r"\sas\s(?:an?\s|the\s)?(?:\w+\s)?(?:proof|evidence|reasons?|examples?|grounds)\b"
    r"|\s(?:showing|finding|suggesting|indicating|saying|stating)\s"  # "a study showing that"
)
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

# "Declined to comment", "refused to say": nothing is said.
DECLINES = re.compile(r"\b(?:declin|refus)(?:e|es|ed|ing)(?P<what>\s+to(?P<verb>\s+\w+)?)?$", re.I)
WAS_ASKED = re.compile(r"asked", re.I)
SILENCE = re.compile(
    r"(?:(?:any|further|public|to|immediate)\s+)*(?:comment(?:ing)?|elaborate|respond|reply|answer|say|disclose|confirm|specify|"
    r"be\s+(?:drawn|interviewed|named|identified|quoted))\b",
    re.I,
)
# What happens shows nobody's words, though somebody may read something from it; papers, pictures and polls do.
HAPPENED = re.compile(
    r"(?:attacks?|assaults?|strikes?|bombings?|blasts?|explosions?|shootings?|killings?|votes?|elections?|victory|victories|"
    r"wins?|defeats?|decisions?|moves?|steps?|visits?|meetings?|summits?|trips?|crash|crashes|incidents?|episodes?|"
    r"events?|wars?|invasions?|protests?|riots?|arrests?|deaths?|collapse|failures?|crisis|pandemic|outbreak|floods?|"
    r"fires?|storms?|delays?|resignations?|nothing|fact|silence|outcome|success)",
    re.I,
)
SHOWS = re.compile(
    r"\b(?:show|suggest|prove|demonstrate|indicate|signal|mean|illustrate|underline|underscore|confirm)(?:e?[sd]|ing)?$|\bshown$|\bproven$",
    re.I,
)

# "Never talked about the rescues"; "gave her no answer"; "who said what", "here’s what they told us".
UNMENTIONED = re.compile(
    r"(?:\b(?:not|never)|n['’]t)\s+(?:\w+ly\s+)?(?:talk|spoke|speak|mention|discuss)\w*(?:\s+\w+)?$", re.I
)
NO_ANSWER = re.compile(r"(?:\w+\s+)?no\s+(?:answer|reply|response|comment|explanation|details?|reasons?)", re.I)
ONLY_ASKED = re.compile(r"(?:what|who|whom|which|how|why|when|where)", re.I)
WHO = re.compile(r"(?:Who|What|Which)\b")


def tells_nothing(text: str, draft: Draft) -> bool:
    """Whether nothing was said by it."""
    cue, source = draft.cue, draft.source
    if cue is None or draft.label is not None or draft.frame not in ("verb", "tagger", "within"):
        return False
    if _is_asked(text, draft):
        return True
    if source is None:
        return False
    if _is_deed(text, cue):
        return True
    verb = text[cue.start : cue.end]
    clause = any(CLAUSE.search(text, span.start, span.end) is not None for span in draft.content)
    topic = draft.content[0].start >= cue.end and not clause
    if _is_silent(text, draft, verb) or _shows_by_happening(text, source, verb) or _names_no_words(text, draft):
        return True
    if topic and (UNMENTIONED.search(verb) or GIVES_OUT.fullmatch(verb)):
        return True
    return draft.frame != "within" and _only_names(text, draft, verb, topic=topic)


def _is_asked(text: str, draft: Draft) -> bool:
    """ "Asked whether it was lost, she …": what somebody was asked."""
    cue, source, first = draft.cue, draft.source, draft.content[0]
    if cue is None or WAS_ASKED.fullmatch(text, cue.start, cue.end) is None:
        return False
    return cue.start < first.start and (source is None or first.start < source.start)


def _only_names(text: str, draft: Draft, verb: str, *, topic: bool) -> bool:
    """Whether a top-level cue names whom somebody cites, a topic, or what may be said one day."""
    cue, source = draft.cue, draft.source
    if cue is None or source is None:
        return False
    if CITES.fullmatch(verb) and draft.content[0].start >= cue.end:
        return names_source(text[draft.content[0].start : draft.content[0].end])
    if TOPICAL.search(verb) and SAYS.search(verb) is None:
        return topic
    if SPEAKER.match(text, source.start) or draft.type == "control":
        return False
    clause = any(CLAUSE.search(text, span.start, span.end) is not None for span in draft.content)
    return MAYBE.match(verb) is not None or (TO_COME.match(verb) is not None and not clause)


def _is_silent(text: str, draft: Draft, verb: str) -> bool:
    """Whether somebody declines to speak."""
    declines = DECLINES.search(verb)
    if declines is None:
        return False
    if declines["verb"] is not None:
        return SILENCE.match(declines["what"].strip()) is not None
    return SILENCE.match(text, draft.content[0].start) is not None


def _names_no_words(text: str, draft: Draft) -> bool:
    """Whether it is asked who said what, or told that there was no answer."""
    first, source = draft.content[0], draft.source
    if source is not None and WHO.fullmatch(text, source.start, source.end) is not None:
        return True
    alone = len(draft.content) == 1
    return alone and any(form.fullmatch(text, first.start, first.end) is not None for form in (NO_ANSWER, ONLY_ASKED))


def _shows_by_happening(text: str, source: Span, verb: str) -> bool:
    """Whether it is what happened that "shows" something: "the attack on the port showed that"."""
    noun = BEHIND_NOUN.split(text[source.start : source.end], maxsplit=1)[0].split()
    return SHOWS.search(verb) is not None and bool(noun) and HAPPENED.fullmatch(noun[-1]) is not None


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
    person = low in words.PEOPLE or words.PERSON_NOUN.fullmatch(low) is not None
    return person or low in words.DOCUMENT or low.removesuffix("s") in words.DOCUMENT or head[:1].isupper()
