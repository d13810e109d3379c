"""How well a telling would stand alone as a line: 1 for a plain sentence, 0 for one that cannot be a line.

A line that leans on the sentence before it, is page furniture or half a sentence misleads more than its
absence. The deductions were set on the seed article, the examples and ISW's assessments.
"""

from __future__ import annotations

import re

from sayso.assess.subjects import leans_back
from sayso.model import Assertion, Block, Reading, Statement
from sayso.read.finite import has_finite_verb

STANDS = 0.55  # below this a sentence is no line of its own
SILENT_ROLES = frozenset({"byline", "dateline", "boilerplate", "caption", "footnote", "note", "label"})
_TITLES = frozenset({"headline", "repeat", "heading"})
_DANGLING = re.compile(
    r"(?:this|these|those|that|such|there|however|but|and|also|another|each|neither|none|if (?:it|he|she|they)|"
    r"meanwhile|in addition|moreover|furthermore|additionally|nevertheless|so|then|as a result|for example|"
    r"for instance|the (?:latter|former|same|two|three))\b",
    re.IGNORECASE,
)
_PRONOUN = re.compile(r"(?:he|she|it|they|his|her|its|their)\b", re.IGNORECASE)
_FURNITURE = re.compile(
    r"(?:click|support|follow|subscribe|sign up|join|share|download|read|see|watch|like|donate|note)\b",
    re.IGNORECASE,
)
_WRITERS = re.compile(r"\b(?:[Ww]e|[Oo]ur|us|[Mm]y|I)\b")
_NOBODY = re.compile(r"(?:another|each|we|others|some|many|one|who|it|this|they|of them|on \d.*)$", re.IGNORECASE)
_QUOTED = re.compile(r"[\"“„«][^\"”«»]*[\"”»]")
# What a page says of itself, and what it says that it does not know: neither is news.
_OF_THE_PAGE = re.compile(
    r"\b(?:this|these|our|future|subsequent) (?:text|section|update|report|page|article|map|series|version)s?\b"
    r"|^\W*note\s*:|\bprevious version of (?:this|the) ",
    re.IGNORECASE,
)
_UNCHECKED = re.compile(
    r"\b(?:cannot|could not|(?:is|are|was|were) (?:not able|unable) to) (?:\w+ly )?(?:confirm|verify|corroborate)\b"
)
_ANNOUNCED = re.compile(
    r"\W*(?:the )?(?P<who>\w[\w .-]{0,60}?) will (?:not |no longer |also |continue to )*"
    r"(?:report|publish|update|revise|cover|track|monitor|provide)\b",
    re.IGNORECASE,
)
_LABELLED = re.compile(r"[\w-]+(?: [\w-]+){0,2}: ")  # "Data cut-off: 23:00"
_RUN_ON = re.compile(  # paragraphs joined by commas
    r"[.!?][\"”’)]?(?:\s?,[,\s]{0,8}|\s*\n\s*)(?=[A-Z])|[a-z]{2}[.!?],\d|[^\W\d],(?=[A-Z])|,\s+This\b"
)
_BROKEN_OFF = re.compile(
    r"\b(?:and|or|but|which|whose|the|an?|of|because|although|while|indicating|suggesting|including)[\s,;.…]*$"
)
_VERB = re.compile(
    r"\b(?:is|are|was|were|be|been|has|have|had|will|would|can|could|may|might|must|should|shall|do|does|did|"
    r"said|says|say|told|made|took|went|came|gave|got|left|met|held|fell|rose|lost|won|sent|kept|began|hit|cut|put|"
    r"shot|sank|fled|led|brought|sought|found|\w{2,}ed|\w{2,}[^\W_s]s)\b",
    re.IGNORECASE,
)
_LONGEST_NAME = 11  # words; "General Staff of the Armed Forces of Ukraine" has eight
_TITLE = 10  # words
_LONG, _SHORT = 55, 5  # words in a sentence; ISW's own takeaways: 10th and 90th percentile are 14 and 47


def fitness(words: str, reading: Reading, said: Statement | Assertion, block: Block | None) -> float:
    """How well a telling in these words would stand alone, 0 to 1."""
    length = len(words.split())
    if length < _SHORT or (block and block.role in SILENT_ROLES) or _is_control(said):
        return 0.0
    score = 1.0 - deductions(words, said) - (0.5 if _points_back(reading, said) else 0.0)
    if isinstance(said, Statement) and said.parent is not None:
        score -= 0.2  # the statement around it says the same and names one agent more
    if isinstance(said, Assertion) and leans_back(reading, words, said.start):
        score -= 0.5
    if announces(words, reading.document.outlet):
        score -= 0.6
    if block and block.role == "standfirst" and isinstance(said, Assertion) and not has_finite_verb(words):
        score -= 0.5
    if block and block.role in _TITLES:
        score -= 0.5 if _only_titles(reading) else 1.0
    return max(0.0, score - (0.3 if length > _LONG else 0.0))


def announces(text: str, outlet: str | None) -> bool:
    """Whether an outlet says what it will report: "The Courier will continue to report on the flood"."""
    match = _ANNOUNCED.match(text)
    if match is None or outlet is None:
        return False
    who, named = match["who"].lower(), outlet.lower()
    return who in (named, named.split()[-1], initials(outlet).lower())


def initials(name: str) -> str:
    """The initials of a name's words with a capital: ISW for the Institute for the Study of War."""
    return "".join(word[0] for word in name.split() if word[0].isupper())


def leans(text: str, speaker_named: bool) -> bool:
    """Whether ``text`` begins with a word that needs a sentence before it.

    In reported speech a pronoun mostly stands for the speaker, whom the line names.
    """
    words = text.strip().lstrip("\"“„«'‘")
    if speaker_named:
        words = re.sub(r"^that\s+", "", words)
    return bool(_DANGLING.match(words) or (not speaker_named and _PRONOUN.match(words)))


def runs_on(text: str) -> bool:
    """Whether ``text`` goes on after the end of its sentence, as where a page's paragraphs were joined."""
    return bool(_RUN_ON.search(text.strip()))


def breaks_off(text: str) -> bool:
    """Whether ``text`` ends in a word that begins a clause or a phrase: "..., which.", "... and the"."""
    return bool(_BROKEN_OFF.search(text))


def unclosed(text: str) -> bool:
    """Whether brackets or quotation marks of ``text`` do not close."""
    brackets = any(text.count(opened) != text.count(closed) for opened, closed in ("()", "[]", "«»"))
    return brackets or bool((text.count("“") - text.count("”")) % 2)  # some writers open with ” too


def deductions(text: str, said: Statement | Assertion) -> float:
    """What speaks against ``text`` standing alone: 0 for nothing, more for more."""
    direct = isinstance(said, Statement) and said.kind == "direct"
    named = isinstance(said, Statement) and said.source is not None and not direct
    parts = (
        (0.5, leans(text, named)),
        (0.4, text.rstrip('"”’').endswith(("?", ":"))),
        (0.6, runs_on(text) or unclosed(text) or breaks_off(text)),
        (0.5, not direct and bool(_WRITERS.search(_QUOTED.sub("", text)))),
        (0.5, not _VERB.search(text) or (isinstance(said, Assertion) and _is_title(text))),
        (0.6, isinstance(said, Statement) and any(is_no_name(link.name) for link in said.chain)),
        (1.0, isinstance(said, Assertion) and bool(_FURNITURE.match(text))),
        (0.5, isinstance(said, Assertion) and bool(_LABELLED.match(text))),
        (0.5, bool(_OF_THE_PAGE.search(text) or _UNCHECKED.search(text))),
        (1.0, "click here" in text.lower()),
    )
    return sum(cost for cost, holds in parts if holds)


def _is_title(text: str) -> bool:
    """Whether a short line without a finite verb is a heading for all its full stop."""
    return len(text.split()) <= _TITLE and not has_finite_verb(text)


def _points_back(reading: Reading, said: Statement | Assertion) -> bool:
    """Whether the source itself leans on what stood before: "These reports suggest that ..."."""
    if not isinstance(said, Statement) or said.source is None:
        return False
    return bool(_DANGLING.match(reading.document.text[said.source.start : said.source.end]))


def is_no_name(name: str) -> bool:
    """Whether a chain holds what names nobody, so that the line would name nobody either."""
    return not name[:1].isalnum() or bool(_NOBODY.match(name)) or len(name.split()) > _LONGEST_NAME


def _only_titles(reading: Reading) -> bool:
    """Whether a document says nothing but its headline, so that the headline has to do for a line."""
    return all(b.role in _TITLES or b.role in SILENT_ROLES for b in reading.blocks)


def _is_control(said: Statement | Assertion) -> bool:
    return isinstance(said, Statement) and said.type == "control"
