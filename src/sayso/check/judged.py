"""The author's own judgements, held to the points of analytic tradecraft that words alone can show.

In: a prepared text. Out: drafts. The points are those of Intelligence Community Directive 203 (Analytic Standards,
2015, paragraph D.6): what a judgement rests on is described (T002), likelihood and confidence are not mixed in one
sentence (T001, its paragraph e(2)(a)), judgement is told from report (T003), a change of judgement is explained (T004).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from sayso.check.draft import Draft
from sayso.check.prepared import Prepared, TextLine
from sayso.check.speakers import originator
from sayso.read.certainty import BANDS

_LIKELIHOOD = re.compile(rf"\b(?:{'|'.join(words for _, _, words in BANDS)})\b", re.I)
_OWN = re.compile(r"\b(?:we|our|judg\w+|assess\w*)\b", re.I)  # an editor's note is no judgement
_CONFIDENCE = re.compile(r"\b(?:high|moderate|medium|low)(?:ly)?(?: degree of| level of)? confiden(?:ce|t)\b", re.I)
_BASIS = re.compile(
    r"\b(?:because|since|given|based on|on the basis|according to|judging by|in light of|in view of"
    r"|as (?:he|she|it|they|the)\b"
    r"|due to|owing to|following|after|report(?:s|ed|ing)?|sources?|indicat\w+|evidence|footage|suggests?|shows?"
    r"|said)\b",
    re.I,
)
_CHANGED = re.compile(
    r"\b(?:we|our)\b[^.;]{0,60}?\b(?:now|no longer|previously|revised?|changed?|raised?|lowered?"
    r"|upgraded?|downgraded?)\b"
    r"|\b(?:unlike|contrary to|differs? from) (?:our|what we)\b|\bwe (?:had|have) (?:earlier|until now|so far)\b",
    re.I,
)
_WHY = re.compile(
    r"\b(?:because|since|given|after|following|as|due to|owing to|on the basis|based on|in light of|in view of"
    r"|now that)\b",
    re.I,
)


def judgement_drafts(prepared: Prepared) -> Iterator[Draft]:
    """What the author's judgements lack."""
    for number, line in enumerate(prepared.lines):
        if line.role in ("headline", "heading"):
            continue  # "Our view" heads judgements and is none
        words = prepared.reading.document.text[line.start : line.end]
        mixed = _LIKELIHOOD.search(words), _CONFIDENCE.search(words)
        if mixed[0] and mixed[1] and (line.judgement or not line.keys):
            yield Draft("T001", line.start, line.end, f"“{mixed[0].group()}” and “{mixed[1].group()}”")
        if line.judgement and _OWN.search(words):
            yield from _unfounded(prepared, number, words)
            yield from _with_report(prepared, line)
            yield from _unexplained(prepared, number, words)


def _unfounded(prepared: Prepared, number: int, words: str) -> Iterator[Draft]:
    """A judgement of which neither it nor the next line says what it rests on."""
    line = prepared.lines[number]
    if not line.keys and not _BASIS.search(words) and not _BASIS.search(_next(prepared, number)):
        yield Draft("T002", line.start, line.end, _short(words))


def _with_report(prepared: Prepared, line: TextLine) -> Iterator[Draft]:
    """A judgement that takes somebody's report with it, behind "and" or a semicolon, as if both were the author's."""
    for one in prepared.reading.statements:
        told = originator(one)
        at = one.source or one.cue
        if told is None or at is None or not line.start <= at.start < line.end:
            continue
        before = prepared.reading.document.text[line.start : at.start]
        if re.search(r"(?:,? and|,? but|;|,? while) (?:the |that )?\Z", before):
            yield Draft("T003", at.start, line.end, f"what {told.name} says stands in one sentence with your judgement")
            return


def _unexplained(prepared: Prepared, number: int, words: str) -> Iterator[Draft]:
    """A judgement that is no longer the earlier one, without a reason in it or the next line."""
    line = prepared.lines[number]
    changed = _CHANGED.search(words)
    if changed and not line.keys and not _WHY.search(words) and not _WHY.search(_next(prepared, number)):
        yield Draft("T004", line.start, line.end, _short(words))


def _next(prepared: Prepared, number: int) -> str:
    """The line behind, as far as it stands in the same paragraph."""
    if number + 1 >= len(prepared.lines):
        return ""
    line, following = prepared.lines[number], prepared.lines[number + 1]
    text = prepared.reading.document.text
    return "" if "\n\n" in text[line.end : following.start] else text[following.start : following.end]


def _short(words: str, most: int = 80) -> str:
    flat = " ".join(words.split())
    return flat if len(flat) <= most else flat[: most - 1] + "…"
