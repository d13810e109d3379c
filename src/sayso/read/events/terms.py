"""On what terms a source speaks, which is no event: "an official who asked not to be named"."""

from __future__ import annotations

import re

from sayso.read.events.clause import Sentence

ASKED = frozenset(
    "ask asks asked asking request requests requested requesting insist insists insisted insisting".split()
)
TERMS = re.compile(
    r"(?:on\s)?(?:for\s)?(?:complete\s|strict\s|her\s|his\s|their\s)?anonymity\b|to\s(?:remain|stay)\sanonymous\b|"
    r"(?:not\sto|that\s(?:he|she|they)\snot)\sbe\s(?:named|identified|quoted)\b|that\s(?:his|her|their)\snames?\b"
)
FARTHEST = 6  # tokens


def sets_terms(s: Sentence, i: int) -> bool:
    """Whether the verb at token ``i`` says that somebody speaks unnamed."""
    return s.low[i] in ASKED and TERMS.match(" ".join(s.low[i + 1 : i + FARTHEST])) is not None
