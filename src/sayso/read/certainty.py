"""How surely a content is put forward: the hedge or commitment within it, with its words.

In: a text and the span of a content. Out: the first hedge of its main clause on the FactBank scale (Saurí &
Pustejovsky
2009), with the ICD 203 band where the word is an estimative one. A hedge behind the first comma or dash belongs to a
side remark and is not the content's.
"""

from __future__ import annotations

import re

from sayso.model import Certainty, Span
from sayso.read.finite import has_finite_verb
from sayso.read.statements.grammar.lexicon import PERSONAL

# ICD 203 (2015), the seven bands of likelihood, with the words news uses for them.
BANDS: tuple[tuple[str, str, str], ...] = (
    ("almost no chance", "PR-", r"almost no chance|remote(?:ly)? (?:chance|possible)|no realistic chance"),
    ("very unlikely", "PR-", r"(?:very|highly|extremely) (?:unlikely|improbable)"),
    ("almost certain", "PR+", r"almost certainly|nearly certain(?:ly)?|almost certain"),
    ("very likely", "PR+", r"(?:very|highly|most) (?:likely|probabl[ey])"),
    ("roughly even chance", "PS+", r"roughly even (?:chance|odds)"),
    ("unlikely", "PR-", r"unlikely|improbable|improbably"),
    ("likely", "PR+", r"likely|probabl[ey]"),
)
# FactBank's modal values for the hedges that are no estimative words.
HEDGES: tuple[tuple[str, str], ...] = (
    ("PR+", r"reportedly|apparently|seemingly|presumably|supposedly|appears? to|seems? to|should soon"),
    ("Uu", r"allegedly|purportedly"),
    ("PS+", r"possibly|perhaps|potentially|may|might|could"),
    ("CT+", r"certainly|definitely|undoubtedly|confirmed that"),
)
PATTERN = re.compile(
    r"\b(?:"
    + "|".join(f"(?P<b{i}>{words})" for i, (_, _, words) in enumerate(BANDS))
    + "|"
    + "|".join(f"(?P<h{i}>{words})" for i, (_, words) in enumerate(HEDGES))
    + r")\b",
    re.I,
)
# What stands in every one of those words: looked for first, since few contents are hedged.
STEMS = (
    "chance remote likely probab certain roughly reportedly apparently seem presumably supposedly appear should "
    "allegedly purportedly possibly perhaps potentially may might could definitely undoubtedly confirmed"
).split()
SIDE_REMARK = re.compile(r"[,;:—–]\s|\s-\s|\b(?:because|although|while|as if|which|who)\b")
WHO = re.compile(r"\b(?:who|which)\s")
LEAST_MAIN = 25  # characters: an adverbial before the first comma is no main clause yet

# "28% more likely to", "as likely as": which of two, and no hedge; "more likely than not" is one.
COMPARED = re.compile(r"\b(?:more|less|as|equally|so|how)\s+$", re.I)
NO_COMPARISON = re.compile(r"\s+(?:than not|that)\b", re.I)


def certainty(text: str, span: Span) -> Certainty | None:
    """The hedge or commitment of the content at ``span``, or None where it is put forward plainly."""
    words = text[span.start : span.end].lower()
    if not any(stem in words for stem in STEMS):
        return None
    end = _main_clause_end(text, span)
    told = WHO.search(text, span.start, end)
    for match in PATTERN.finditer(text, span.start, end):
        if told is not None and told.start() < match.start() and not _behind_who(text[told.end() : match.start()]):
            continue
        name = match.lastgroup or ""
        if match.group().lower() == "may" and match.group() != "may":
            continue  # the month
        if COMPARED.search(text, span.start, match.start()) and not NO_COMPARISON.match(text, match.end()):
            continue
        cue = Span(match.start(), match.end())
        if name.startswith("b"):
            band, value, _ = BANDS[int(name[1:])]
            return Certainty(value, cue, band)
        return Certainty(HEDGES[int(name[1:])][0], cue)
    return None


def _main_clause_end(text: str, span: Span) -> int:
    for match in SIDE_REMARK.finditer(text, span.start + LEAST_MAIN, span.end):
        if match.group() not in ("who", "which") or has_finite_verb(text[span.start : match.start()]):
            return match.start()
    return span.end


def _behind_who(words: str) -> bool:
    """Whether a clause that says which of them is meant is over: "14 of those who were hurt" before "may sue"."""
    return has_finite_verb(words) and words.split()[-1].lower() not in PERSONAL
