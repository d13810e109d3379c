"""What a letter, a statement or a tweet does: "wrote to the court asking …" is its writer's request."""

from __future__ import annotations

from sayso.read.events.clause import Sentence
from sayso.read.events.lexicon import ACTORS, OPENERS

SAYINGS = frozenset("statement statements letter letters resolution resolutions report declaration".split())
ASKING = frozenset(
    "asking urging calling demanding requesting warning condemning denouncing accusing criticizing criticising blaming "
    "praising thanking protesting opposing supporting endorsing rejecting threatening promising offering proposing "
    "saying alleging apologizing complaining".split()
)
WRITTEN = frozenset(
    "letter letters statement statements petition petitions message messages memo email e-mail resolution resolutions "
    "note lawsuit suit complaint motion bill video tweet tweets post report editorial appeal communique".split()
)
SENT = frozenset("wrote written writes write emailed tweeted texted".split())
LETTER = 9  # tokens between a letter and what it asks


def written(s: Sentence, i: int) -> int | None:
    """The token of the letter or of "wrote" whose asking stands at token ``i``: "wrote to the court asking …"."""
    if s.low[i] not in ASKING or s.low[i - 1] in SAYINGS:
        return None
    for k in range(i - 1, max(-1, i - LETTER), -1):
        if s.low[k] in SENT or (s.low[k] in WRITTEN and s.low[i - 1] not in ACTORS):
            return k  # but "a statement by officials condemning …" is theirs
        if s.low[k] in OPENERS or not s.word[k][0].isalnum():
            return None
    return None
