"""What was tried: "attempted to storm", "made unsuccessful attempts to break through", "continued efforts to take"."""

from __future__ import annotations

from sayso.read.events.clause import Sentence
from sayso.read.events.infinitives import used_to
from sayso.read.events.lexicon import ADVERB, BE, CARRIED_OUT, HAVE, LIGHT, MODAL, NEGATION, UNREAL_OPENERS
from sayso.read.events.verbs import FACTUAL_BEFORE_ING

TRYING = frozenset(
    "attempt attempts attempted attempting try tries tried trying fail fails failed failing unable struggled".split()
)


def attempt(s: Sentence, i: int) -> int | None:
    """The token of "attempted" in "attempted to storm", "made unsuccessful attempts to break through"; else None.

    What is only planned, or denied to have been tried, is no attempt.
    """
    if i < 2 or s.low[i - 1] != "to":
        return None
    using = used_to(s, i - 1)
    if using is not None and using > 1 and s.low[using - 1] == "to":
        i = using  # "attempted to use an ambulance to infiltrate"
    k = i - 2
    if s.low[k] in ("effort", "efforts"):
        return _continued(s, k)
    if s.low[k] not in TRYING:
        return None
    while k > 0 and (s.low[k - 1] in BE | HAVE | ADVERB or s.low[k - 1].endswith("ly")):
        k -= 1
    before = s.low[k - 1] if k else ""
    if before in MODAL or before in NEGATION or before == "to" or before in UNREAL_OPENERS:
        return None
    return k if not s.low[i - 2].endswith("ing") or k < i - 2 or before in FACTUAL_BEFORE_ING else None


def _continued(s: Sentence, k: int) -> int | None:
    """ "continued efforts to take control of …" are under way; efforts at large are plans."""
    for j in range(k - 1, max(-1, k - 4), -1):
        if s.low[j] in CARRIED_OUT | LIGHT or s.low[j] == "ongoing":
            return j if verb_free(s, j) else None
    return None


def verb_free(s: Sentence, j: int) -> bool:
    """Whether no modal, negation or "to" stands right before token ``j``."""
    before = s.low[j - 1] if j else ""
    return before not in MODAL and before not in NEGATION and (before != "to" or s.low[j - 2] in CARRIED_OUT)
