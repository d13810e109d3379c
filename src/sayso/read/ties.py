"""Ties: by which words a sentence ties a medium to what somebody said.

In: a medium mentioned, and its sentence. Out: the kind of tie: "told" ("told CNN"), "talk" ("in an interview with
CNN"), "print" ("in an op-ed for The Hill"), "air" ("on MSNBC's 'Morning Joe'"), "asked" ("asked by CNN"), "source"
("The Hill reported"), "shown" ("obtained by Variety"), "staff" ("a columnist for the Post"), "person" ("CNN host"),
"debate", "poll", "in", "as", "on", or "none".
"""

from __future__ import annotations

import re

from sayso.model import Span
from sayso.read.agents.directory import Directory
from sayso.read.media import Medium

LEADING, FOLLOWING = 120, 80  # characters before and behind a medium's name that are looked at
TYING = frozenset({"told", "talk", "air", "print", "asked"})  # ties to a medium in which somebody was heard
_TO = r"\s+(?:an?\s+|the\s+)?(?:[\w.’'-]+,?\s+){0,4}?[“\"‘']?$"
_TALK = (
    r"(?:interview\w*|conversations?|sit-down|sat\s+down|appear\w*|panel|spoke|speaking|talk(?:s|ed|ing)|phon(?:ed|ing)|"
    r"discussion|joined|guest|went|call(?:ed|ing)\s+into|segment|meeting|met|reached|contacted)"
)
_PRINT = (
    r"(?:op-ed|columns?|opinion\s+(?:piece|article)|editorial|essay|letter|piece|wrote|writing|writes|written|penned|"
    r"commentary)"
)
_PEOPLE = (
    r"(?:host|co-host|anchor|reporter|correspondent|columnist|editor|contributor|commentator|analyst|personality|"
    r"journalist)"
)
FIRST = (
    (
        "told",
        re.compile(
            r"\b(?:told|telling|tells|tell)\s+(?:[\w.,’'-]+\s+){0,6}?(?:of|on|at|from|for|with)\s+(?:the\s+)?[“\"‘']?$"
        ),
    ),
    ("told", re.compile(r"\b(?:told|telling|tells|tell)\s+(?:[\w.’'-]+\s+){0,2}?[“\"‘']?$")),
    ("told", re.compile(r"\b(?:statement|e-?mail|comments?|message|note|remarks)\s+to" + _TO)),
    ("told", re.compile(r"\b(?!accord|relat)[a-z]+(?:ed|ing|es|said)\s+(?:\w+\s+){0,2}?to" + _TO)),
    ("talk", re.compile(rf"\b{_TALK}\b[^.;]{{0,60}}?\b(?:with|to|on|for|by|in|into|from)" + _TO)),
)
BEHIND = (
    (
        "talk",
        re.compile(
            r"(?:['’]s?\s+(?:[\w-]+\s+){0,3}?|\s+)(?:published|aired|ran|broadcast|an\s+|the\s+)*(?:interview|conversation)\b"
        ),
    ),
    ("talk", re.compile(r"\s*(?:interview|panel|appearance|segment|podcast|broadcast|morning\s+show|call-in)\b")),
    ("asked", re.compile(r"(?:['’]s?\s+(?:[\w.-]+\s+){1,6})?\s*(?:asked|pressed|interviewed)\b")),
    ("person", re.compile(rf"(?:['’]s?)?\s*(?:[a-z]+\s+){{0,2}}{_PEOPLE}s?\b")),
    (
        "source",
        re.compile(
            r"['’]?s?\s*(?:first\s+|also\s+|has\s+)?(?:report(?:s|ed|ing)?|stor(?:y|ies)|articles?|exclusive|obtained|"
            r"revealed|noted|said|wrote)\b"
        ),
    ),
    ("debate", re.compile(r"\s*(?:[a-z]+\s+){0,2}(?:debate|forum|town\s+hall)\b")),
    ("poll", re.compile(r"(?:\s*/?[\w/]+){0,3}?\s*(?:[a-z]+\s+)?(?:poll|survey)\b")),
)
LAST = (
    (
        "shown",
        re.compile(
            r"\b(?:(?:obtained|seen|reviewed|provided|uncovered|quoted)(?:\s+as\s+saying)?\s+by|provided\s+to|leaked\s+to)"
            + _TO
        ),
    ),
    ("staff", re.compile(rf"\b{_PEOPLE}\b[^.;]{{0,40}}?\b(?:of|for|at|with|from)" + _TO)),
    ("print", re.compile(rf"\b{_PRINT}\b[^.;]{{0,60}}?\b(?:in|for|by|on|at)" + _TO)),
    ("asked", re.compile(r"\b[Aa]sked\s+(?:[\w’'-]+\s+){0,4}?(?:by|on)" + _TO)),
    ("air", re.compile(r"\b(?:broadcast|episode|edition|airing)\s+of\s+(?:the\s+)?[“\"‘']?$")),
    ("air", re.compile(r"\b[Oo]n\s+(?:the\s+)?(?:[\w.’'-]+\s+){0,2}?[“\"‘']?$")),
    (
        "source",
        re.compile(r"\b(?:according\s+to|(?:published|reported)\s+by|published\s+in)" + _TO),
    ),
    ("in", re.compile(r"\b(?:[Ii]n|[Dd]uring|[Aa]fter)\s+(?:an?\s+|the\s+)?(?:[\w-]+\s+)?[“\"‘']?$")),
    ("as", re.compile(r"(?:^|\b)[Aa]s\s+(?:the\s+)?$")),
)
MARKS = ("“", '"', "‘")  # a programme's name stands in them
AIRING = re.compile(r"\b(?:Radio|TV|Show|Podcast|Channel|Daily|News|Live|Today)\b")


def tie(text: str, medium: Medium, sentence: Span, directory: Directory) -> str:
    """The kind of words that tie a medium to what is said, "none" where there are none."""
    before = text[max(sentence.start, medium.start - LEADING) : medium.start]
    behind = text[medium.end : min(sentence.end, medium.end + FOLLOWING)]
    found = next((name for name, pattern in FIRST if pattern.search(before)), None)
    found = found or next((name for name, pattern in BEHIND if pattern.match(behind)), None)
    found = found or next((name for name, pattern in LAST if pattern.search(before)), "none")
    return "on" if found == "air" and not _airs(text, medium, directory) else found


def _airs(text: str, medium: Medium, directory: Directory) -> bool:
    """Whether a medium is one that is seen or heard."""
    entry = directory.find(medium.name)
    broadcaster = entry is not None and entry.what == "broadcaster"
    titled = medium.how in ("title", "show") or medium.name.isupper() or text[medium.start - 1 : medium.start] in MARKS
    return broadcaster or titled or AIRING.search(medium.name) is not None
