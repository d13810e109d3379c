"""Where att.5 is lost: by the kind of cue that the annotators marked, and by what went wrong."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable

from sayso.train.scoring import Judged, Relation, att5_score, content_overlap, matched

SPEECH = frozenset(
    "said says say saying told tell tells telling asked asks ask asking added adds adding wrote writes write "
    "writing announced announces reported reports reporting noted notes noting tweeted claimed claims claim "
    "claiming argued argues arguing explained explains declared suggested suggests suggesting stated states "
    "continued warned warns insisted insists acknowledged admitted admits replied responded concluded called "
    "calls calling described describes according urged urges accused accuses quoted recalled revealed "
    "predicted confirmed denied denies vowed promised pledged testified mentioned reads read cited citing "
    "declined".split()
)
ATTITUDE = frozenset(
    "think thinks thought believe believes believed know knows knew known want wants wanted hope hopes hoped "
    "like likes liked love loves hate hates feel feels felt see sees saw expected expect expects support "
    "supports supported favor favors oppose opposes opposed plan plans planned intend intends seek seeks "
    "sought consider considers considered understand understands agree agrees agreed decided remember seem "
    "seems seemed appears appeared appear worry worried concerned need needs fear fears doubt prefer view "
    "viewed views".split()
)
PREPOSITIONS = frozenset("in to for on with by of from at as about".split())
_NOUN_ENDING = re.compile(r"(?:tion|ment|ance|ence|ism|ity|ness|port)s?$")
_WORD = re.compile(r"\w+")


def cue_class(cue: str) -> str:
    """A cue's words to their kind: speech verb, attitude verb, preposition, noun, other, punctuation."""
    words = [word.lower() for word in _WORD.findall(cue)]
    if not words:
        return "punctuation"
    if any(word in SPEECH for word in words):
        return "speech verb"
    if any(word in ATTITUDE for word in words):
        return "attitude verb"
    if all(word in PREPOSITIONS for word in words):
        return "preposition"
    return "noun" if any(_NOUN_ENDING.search(word) for word in words) else "other verb or phrase"


def is_reported_speech(relation: Relation) -> bool:
    """A speech verb as cue, or a quotation in the content."""
    return cue_class(relation.cue_text) == "speech verb" or relation.kind in ("direct", "mixed")


def causes(pages: Iterable[Judged]) -> tuple[dict[str, Counter[str]], Counter[str]]:
    """What became of each annotated relation, by its class of cue; and what the false ones were."""
    missed: dict[str, Counter[str]] = defaultdict(Counter)
    false: Counter[str] = Counter()
    for page in pages:
        pairs = matched(page.found, page.gold, att5_score)
        right_found, right_gold = {i for i, _ in pairs}, {j for _, j in pairs}
        for j, gold in enumerate(page.gold):
            cause = "right" if j in right_gold else _why_missed(page, gold)
            missed[cue_class(gold.cue_text)][cause] += 1
            missed[f"[{gold.kind}]"][cause] += 1
        false.update(_why_false(page, found) for i, found in enumerate(page.found) if i not in right_found)
    return dict(missed), false


def _why_missed(page: Judged, gold: Relation) -> str:
    near = [found for found in page.found if found.tokens["cue"] & gold.tokens["cue"]]
    if not near:
        return "cue missed"
    found = max(near, key=lambda one: content_overlap(one, gold))
    if content_overlap(found, gold) >= 0.5:
        if not found.tokens["source"]:
            return "source missed"
        return "source wrong" if gold.tokens["source"] else "source invented"
    ours, theirs = found.words["content"], gold.words["content"]
    if not ours & theirs:
        return "content elsewhere"
    if ours > theirs:
        return "content too long"
    return "content too short" if ours < theirs else "content crosses"


def _why_false(page: Judged, found: Relation) -> str:
    if any(found.tokens["cue"] & gold.tokens["cue"] for gold in page.gold):
        return "right cue, wrong parts"
    if any(content_overlap(found, gold) >= 0.5 for gold in page.gold):
        return "right content, cue or source elsewhere"
    if any(found.tokens["cue"] & gold.tokens["content"] for gold in page.gold):
        return "cue within an annotated content"
    return f"nothing annotated there: {cue_class(found.cue_text)}"
