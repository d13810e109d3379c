"""Whether what the model tagged attributes: like its corpus it marks hedges, silence and of whom something is said.

In: an article and one attribution of the model's. Out: yes, if it stands in prose and says that somebody says
something.
"""

from __future__ import annotations

import re

from sayso.model import Span
from sayso.read.agents.words import DOCUMENT
from sayso.read.statements.attribution import Attribution
from sayso.read.statements.grammar import Article
from sayso.read.statements.grammar.dialogue import CRIES, SPOKEN
from sayso.read.statements.grammar.lexicon import DETERMINERS
from sayso.read.statements.grammar.sections import own_words
from sayso.read.statements.unsaid import names_source

QUOTE_MARKS = "“\"«»„'‘‚`"
# Words that are hedges or citations, auxiliaries alone, no cues; what is not said; who stays silent.
NO_CUE = re.compile(
    r"reportedly|allegedly|citing|quoting|cited|likely|quote(?: from)?|:|as follows:?"
    r"|(?:would|had|has|have|could|should|might|must|was|were|did|do|does)(?: not| never)?|\w+n['’]t"
    r"|misle(?:d|ads?|ading)|deceiv(?:ed|es|ing)",
    re.I,
)
UNSAID = re.compile(
    r"\b(?:sa(?:y|id)|comment|disclos|specif|confirm|verif|elaborat|reveal|explain|respond|repl(?:y|ie)|answer|announc|name|observ|claim)\w*"
)
NEGATED = re.compile(r"\b(?:not|never|yet to)\b|n['’]t\b")
QUESTION = re.compile(r"(?:when|where|what|which|who|how|why|if|whether|about)\b", re.I)
LEAST_CLAUSE = 2  # spaces between the words of a clause
SILENT = re.compile(
    r"\b(?:declin|refus|fail)\w+ to (?:say|comment|respond|answer|disclose|elaborate|reply|confirm|name|explain)\b"
    r"|\bask\w* (?:not )?(?:to be|not)\b"
)
# "Asked not to be named": on what terms somebody speaks.
UNNAMED = re.compile(r"(?:not )?to (?:be (?:named|identified|quoted)|remain (?:anonymous|unnamed))\b")
# "Zelensky said this in a post, Ukrinform reports": what was said stands in the sentence before.
POINTING = re.compile(r"\b(?:said|stated|announced|wrote|reported)\s+(?:this|so)\b|^(?:it|this)\s+(?:over|in|on|at)\b")
# "He is accused of": the passive names whom it was said of.
AGENTLESS = re.compile(
    r"(?:(?:has|have|had) been|is|are|was|were|being)(?: \w+ly)? "
    r"(?:accused|alleged|believed|suspected|charged|thought|expected|rumou?red|considered)\b"
)
# "Nashua, rumored a takeover target": so is the participle behind its comma.
SAID_OF = re.compile(r"(?:accused|alleged|believed|suspected|thought|rumou?red|considered|reputed)\b")
# "Menon, asked about the cuts," and "when asked if he would go": who is asked.
QUESTIONED = re.compile(r"(?:asked|questioned|pressed|quizzed|challenged)(?: about| on| by| whether| if)?")
WHEN_QUESTIONED = re.compile(
    r"\b(?:when|if|once|while|until|unless)\s+(?:(?:he|she|they)\s+(?:was|were)\s+)?(?:later\s+)?$", re.I
)
# "Pleaded guilty to charges that": the prosecutors'.
CHARGED = re.compile(r"charges?|counts?|allegations?|accusations?")
PLEADED = re.compile(r"\bguilty\b[^.;:]{0,40}\bto\s+(?:\w+\s+){0,3}$")
BEFORE_CUE = 80  # characters in which such words stand
NOT_SOURCES = re.compile(r"(?:me|recent|than|that|there|today|tomorrow|yesterday|when|as|if|so|how|why)", re.I)
ACCORDING = re.compile(r"according to\b", re.I)
TOO_SOON = re.compile(r"(?:['’]s|is|was|would be|['’]d be|will be)\s.*\bto \w+$")  # "it’s too soon to say"
NOBODY = re.compile(r"(?:no one|nobody|nothing|none|neither|no (?!\d)\w+)\b", re.I)  # "No 10" is somebody
UNREAD = frozenset({"boilerplate", "repeat", "dateline", "byline", "label", "caption", "footnote"})
# Who is quoted by whom: a link on the way, and no statement.
PASSED_ON = re.compile(r"(?:quoted|cited|carried)(?: by)?")
POINTERS = DETERMINERS - {"no", "her"}  # "said no", "endorsed her" say something
RELATIVE = re.compile(r"[^.;:!?“”\"]{0,60},\s+(?:which|whom|that)\s+")
LEAST_NAME = 2  # characters: "Q" and "A" are for the turns of a dialogue


def attributes(article: Article, attribution: Attribution) -> bool:
    """Whether it stands in prose, behind any label, and says that somebody says something."""
    cue = attribution.cue
    block = article.placed.holding(cue.start) if cue is not None else None
    if cue is None or block is None or block.role in UNREAD or cue.start < own_words(article.text, block).start:
        return False
    words = article.text[cue.start : cue.end].lower()
    if words.startswith(("'t", "’t")):
        return False  # "Don't believe it": nobody is called Don
    if (
        _no_cue(article, attribution, words)
        or _is_aside(article, attribution, words)
        or _is_unsaid(article, attribution, words)
        or SILENT.search(words)
    ):
        return False
    first = attribution.content[0]
    if not (block.start <= first.start < block.end) and not is_quotation(article, first):
        return False  # words of another block are somebody's own
    said = article.text[attribution.content[0].start : attribution.content[-1].end]
    pointing = POINTING.search(said) is not None and not is_quotation(article, first)  # "Clinton said this" within one
    if pointing or UNNAMED.match(said) or (AGENTLESS.match(words) and " by " not in f" {words} "):
        return False
    if SAID_OF.fullmatch(words) and article.text[: cue.start].rstrip().endswith(","):
        return False
    if _is_put_to_it(article.text, attribution.source, cue, words):
        return False
    if attribution.source is None:
        return is_quotation(article, first)
    if not set(said.lower().split()) - POINTERS:
        return False
    source = attribution.source
    if not (block.start <= source.start < block.end):
        return False
    if NOT_SOURCES.fullmatch(article.text, source.start, source.end) or _set_in(article.text, cue, source):
        return False
    if ACCORDING.match(article.text, source.start) or _is_of_main_clause(article.text, attribution):
        return False
    if article.text[source.start : source.end].lower() == "it" and TOO_SOON.match(words):
        return False
    return NOBODY.match(article.text, source.start) is None


def _is_put_to_it(text: str, source: Span | None, cue: Span, words: str) -> bool:
    """Whether it is what somebody is asked or charged with: "Menon, asked about it,", "pleaded guilty to charges"."""
    begin = max(0, cue.start - BEFORE_CUE)
    if QUESTIONED.fullmatch(words) is not None:
        aside = source is not None and source.end <= cue.start and text[source.end : cue.start].strip() == ","
        return aside or WHEN_QUESTIONED.search(text, begin, cue.start) is not None
    return CHARGED.fullmatch(words) is not None and PLEADED.search(text, begin, cue.start) is not None


def _is_unsaid(article: Article, attribution: Attribution, words: str) -> bool:
    """Whether it is what nobody says: "did not say when", "would not comment". Within another's words a whole clause
    may be denied to have been said, which tells that it was spoken of: "I'm not saying everything is fine"."""
    if UNSAID.search(words) is None or NEGATED.search(words) is None:
        return False
    said = article.text[attribution.content[0].start : attribution.content[0].end]
    return not attribution.inner or QUESTION.match(said) is not None or said.count(" ") < LEAST_CLAUSE


def _no_cue(article: Article, attribution: Attribution, words: str) -> bool:
    """Whether words do not attribute by themselves; a colon does behind a name. "Cited" names who was, a link, but
    for a subject that cites what is no name: "Democrats cited several factors"."""
    source, cue, first = attribution.source, attribution.cue, attribution.content[0]
    if NO_CUE.fullmatch(words) is None:
        return False
    if words == "cited" and source is not None and cue is not None and source.end <= cue.start <= first.start:
        return names_source(article.text[first.start : first.end])
    if words != ":" or source is None or cue is None or first.start < cue.start:
        return True
    return not _speaks(article, article.text[source.start : source.end], first)


def _is_aside(article: Article, attribution: Attribution, words: str) -> bool:
    """Whether it only says by whom somebody is quoted who speaks behind: "Koval, quoted by Suspilne, denied it"."""
    cue, last = attribution.cue, attribution.content[-1]
    if cue is None or PASSED_ON.fullmatch(words) is None or last.end > cue.start or is_quotation(article, last):
        return False
    return article.text[last.end : cue.start].strip() == ","


def _speaks(article: Article, name: str, said: Span) -> bool:
    """Whether a name before a colon says what stands behind it, and is no head of a list's entry."""
    if len(name) < LEAST_NAME or name.lower() in CRIES:
        return False
    voiced = SPOKEN.search(article.text, said.start, said.end) is not None or said.start < article.blocks[0].end
    return is_quotation(article, said) or (voiced and article.is_agent(name))


def _is_of_main_clause(text: str, attribution: Attribution) -> bool:
    """Whether the source stands in a relative clause and the cue behind it: "the plan, which critics call a giveaway,
    was approved"."""
    source, cue, last = attribution.source, attribution.cue, attribution.content[-1]
    if source is None or cue is None or not last.end <= source.start < source.end < cue.start:
        return False
    return "," in text[source.end : cue.start] and RELATIVE.fullmatch(text, last.end, source.start) is not None


def _set_in(text: str, cue: Span, source: Span) -> bool:
    """Whether a source is only where something was said: "as predicted in western Kansas"."""
    last = text[source.start : source.end].split()[-1].lower().rstrip(",.")
    return text[cue.end : source.start].strip() == "in" and last not in DOCUMENT


def is_quotation(article: Article, span: Span) -> bool:
    """Whether a span opens with a quotation mark."""
    return article.text[span.start] in QUOTE_MARKS
