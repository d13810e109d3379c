"""The forms by which a line shows what it is: labels, notes, captions, boilerplate, footnotes, headings."""

from __future__ import annotations

import re

from sayso.model import BlockRole
from sayso.read.finite import has_finite_verb

ITEM_MAX = 420  # the longest of ISW's unmarked takeaways has 409 characters
LABEL_MAX = 220
HEADING_WORDS = 14
TITLE_WORDS = 45  # of a heading with its explanation; the longest of ISW's has 34 words
LABEL_WORDS = 8  # before the dash of one

NOTE = re.compile(
    r"[\[(*]?\s*(?:(?:editor['’]s?|editorial|publisher['’]s)\s+note|correction|clarification|updated?|"
    r"ed\.|note to readers)\b\s*[:\-–—(]"
    r"|[\[(*]?\s*this (?:story|article|report|version|item|post)\b.{0,40}\b(?:has been|was|is|"
    r"corrects?)\b.{0,40}\b(?:updated|corrected|amended|clarified|to reflect)"
    r"|[\[(*]?\s*(?:corrects|recasts|refiles|updates with)\b",
    re.I,
)
CAPTION = re.compile(
    r"(?:photo(?:graph)?|image|picture|video|caption|illustration|stock photo|screenshot|infographic|"
    r"map)s?\s*(?:by|:|credit|courtesy|\()|.{10,400}\((?:[^()]{0,60}(?:Getty|Images|Photo|Handout|"
    r"via\s)[^()]{0,60})\)\.?$",
    re.I,
)
FOOTNOTE = re.compile(r"\[\d{1,3}\]\s|\[\d{1,3}\]$|\d{1,3}\.\s+https?://|https?://\S+$")
BOILERPLATE = re.compile(
    r"\(?(?:.{0,90}example article written for\b"
    r"|support\b.{0,60}\b(?:patron|subscri|journalis|donat|team|member|reader)\w*"
    r"|(?:read|see|watch|learn)\s+(?:more|also|further|next)\b\s*[:.…]?|also read\b|related\b.{0,30}:$|"
    r"more on this (?:story|topic)"
    r"|subscribe\b|sign up\b|follow (?:us|our)\b|join\b.{0,60}(?:telegram|channel|whatsapp|newsletter|viber)"
    r"|all rights reserved|(?:©|\(c\)|copyright)\s|advertisement\b|share (?:this|on)\b|click here\b|download our\b"
    r"|if you (?:notice|see|spot) an? (?:error|mistake)|(?:reporting|additional reporting|writing|editing|"
    r"compiled|edited) by\b|.{3,80}\bcontributed to this (?:report|story|article)\b|[^\w]+$"
    r"|our standards: |photo gallery$|comments?(?:\s*\(\d+\))?$|print this|listen to this|\d+ min(?:ute)?s? read$)",
    re.I,
)
BYLINE = re.compile(
    r"From\s+[A-Z]\w+['’]s\s+[A-Z].{3,60}[^.]$|(?i:by|author|authors|written by|text)\s*:?\s+(?:[A-Z][\w.’'-]+)"
    r"(?:[\s,&]+(?:and\s+)?[A-Z][\w.’'-]+){0,9}\s*(?:[,|–—-].{0,60})?$"
)
MARKDOWN_HEADING = re.compile(r"#{1,6}\s+\S")
BY_FORM: tuple[tuple[BlockRole, re.Pattern[str]], ...] = (
    ("note", NOTE),
    ("caption", CAPTION),
    ("footnote", FOOTNOTE),
    ("boilerplate", BOILERPLATE),
    ("heading", MARKDOWN_HEADING),
    ("byline", BYLINE),
)

# Three words that are no names of days or months, then a date.
DATED_TITLE = re.compile(
    r"(?!(?:\w+day|by|published|updated)\b)[A-Z][a-z]+(?:\s+(?:of\s+|on\s+)?[A-Za-z][a-z-]+){2,7},?\s+"
    r"(?:\w+day,?\s+)?(?:\d{1,2}\s+[A-Z][a-z]+|[A-Z][a-z]+\s+\d{1,2})(?:,?\s+\d{4})?$"
)
NAMES_ONLY = re.compile(
    r"(?:[A-ZÀ-Ž][\w.’'-]+\s+){1,2}[A-ZÀ-Ž][\w’'-]+(?:,?\s+(?:and\s+)?(?:[A-ZÀ-Ž][\w.’'-]+\s+){1,2}[A-ZÀ-Ž][\w’'-]+)*"
)
NAMES_BESIDE_DATE = re.compile(
    r"(?!(?:[A-Z][a-z]{2,8},? )?\d)(?:[A-ZÀ-ŽА-Я][\w.’'-]+\s+){1,3}[A-ZÀ-ŽА-Я][\w’'-]+\s*[,|–—-]\s*\S"
)
# "KYIV, Nov 1 (Reuters) -": the mark names the agency whose story follows.
INLINE_DATELINE = re.compile(
    r"(?:[A-ZÀ-ŽА-ЯІЇЄҐ][\w .,'’/-]{1,60}?)?[,\s]*\((?P<mark>[A-Z][\w .&-]{1,30})\)\s*(?:[-–—―]|--)\s+"
    r"|[A-Z][A-Z .'’/-]{2,40},\s+[A-Z][a-z]{2,8}\.?\s+\d{1,2}(?:,\s+\d{4})?\s*(?:[-–—―]|--)\s+"
)
FULL_SENTENCE = re.compile(r"(?<![A-Z])[.…]\s*$|[.!?][”\"]?\s+[A-Z“\"][^.]{12,}[.!?]\s*$")
TAKEAWAYS = re.compile(
    r"\b(?:key\s+(?:takeaways?|findings|points|judge?ments|developments)|takeaways|highlights|main points|"
    r"at a glance)\b|^summary\s*:?$",
    re.I,
)

LABEL_WORD = re.compile(
    r"(?:sources?|according to|as (?:reported|quoted|cited) by|via|reported by|data|джерел[оа]|источники?|"
    r"quelle|fuente|źródło)\s*:\s*\S",
    re.I,
)
LABEL_COLON = re.compile(
    r"(?:to quote|quoting|quote(?:s)? from|(?:forwarded )?from|key takeaways (?:from|of|by)|"
    r"(?:the )?[\w’' ]{1,60}?(?:['’]s|s['’])\s+(?:key|main)\s+takeaways|"
    r"(?:the\s+)?(?:full|verbatim)\s+(?:text|quote)\b.*|according to)\b[^.!?]*:\s*$",
    re.I,
)
SECTION = re.compile(r"(?:background|details|previously|context|reference|for reference|reminder)\s*:", re.I)
QUOTE_LABEL = re.compile(
    r"(?:direct\s+)?quote(?:s)?\b(?P<of>\s+(?:from|of|by)\s+[^:“\"]{2,120})?\s*:\s*(?=[“\"«„'‘])", re.I
)
LIVE_ENTRY = re.compile(r"\d{1,2}[:.h]\d\d\s*(?:[ap]\.?m\.?|GMT|EET|CET|BST|EST|UTC)?\s+\S.*[^.!?:;,…]$")
# A title and what it covers: "Southern front (objective: hold the line)", "Relief – Food and water for the coast".
EXPLAINED = re.compile(r"(?P<title>[^()\"“”«»„]+)\((?:[^()]|\([^()]*\))+\)[;:]?(?: and)?$")
DASHED = re.compile(r"(?P<label>[^\"“”«»„]{2,80}?)(?:\s?[—–]\s?|\s?- )[^\"“”«»„]*[^.!?…,\"“”«»„]$")
# What a page says of itself beside a date: "Updated on 14 June 2016."
ISSUED = re.compile(r"\b(?:publish|updat|post|modif|correct|issu|revis|fil|print|appear)(?:e?d|ied)\b", re.I)
OWN_QUOTE = re.compile(r"[“\"«„][^“”\"«»]+[”\"»][.,]?$", re.S)


def is_label(line: str) -> bool:
    """Whether a line holds only an attribution: ``Source: ISW``, ``To quote the ministry:``."""
    if SECTION.fullmatch(line):
        return True
    if len(line) > LABEL_MAX or re.search(r"[“\"«„]", line):
        return False
    return bool(LABEL_WORD.match(line) or LABEL_COLON.match(line))


def is_quote(line: str) -> bool:
    """Whether a line is a quotation and nothing else, with or without a ``Quote:`` label."""
    return bool(QUOTE_LABEL.match(line) or line.startswith("> ") or OWN_QUOTE.match(line))


def is_dated_sentence(line: str) -> bool:
    """Whether a line with a date, as in "The ferry sank on 14 June 2016, the mayor said.", is a sentence."""
    return line[-1:] in '.!?”"' and has_finite_verb(line) and not ISSUED.search(line)


def is_heading(line: str) -> bool:
    """Whether a line looks like a heading between paragraphs: few words, no stop at its end."""
    return 0 < len(line.split()) <= HEADING_WORDS and (
        bool(LIVE_ENTRY.match(line))
        or (line[-1] not in ".!?:;,…”\"'’»)" and line[0].isupper() and not re.search(r"[.!?]\s", line))
    )


def is_title(line: str) -> bool:
    """Whether a line that is too long for a heading is one by its form: a noun phrase with its explanation in brackets
    or behind a dash, no stop at its end, no finite verb."""
    if not line[:1].isupper() or len(line.split()) > TITLE_WORDS or has_finite_verb(line):
        return False
    explained, dashed = EXPLAINED.match(line), DASHED.match(line)
    if explained is not None:
        return len(explained["title"].split()) <= HEADING_WORDS and not re.search(r"[.!?]\s", explained["title"])
    return dashed is not None and len(dashed["label"].split()) <= LABEL_WORDS and not re.search(r"[.!?]\s", line)
