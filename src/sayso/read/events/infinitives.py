"""Infinitives of what happened: "continued to dig in and to shell", "prompting police to fire", "went there to ask"."""

from __future__ import annotations

from typing import NamedTuple

from sayso.read.events.clause import Sentence
from sayso.read.events.lexicon import BE, CARRIED_OUT, CAUSED, HAVE, MODAL, NEGATION, OPENERS

CAUSES = 9  # tokens between "prompting" and the infinitive
CHAIN = 12  # tokens between the infinitives of a chain
ANYBODY = frozenset("someone anyone anybody those whoever everyone somebody".split())


class Group(NamedTuple):
    """A verb group: the index of its first token, and whether the voice is passive."""

    begin: int
    passive: bool
    participle: bool = False  # "units firing on …", without an auxiliary
    last: int = 0  # the verb itself


def led_to(s: Sentence, k: int) -> Group | None:
    """ "continues to dig in and to shell", "prompting police to fire": infinitives of what happened."""
    if s.low[k - 1] in ("and", "or") and chained(s, k):
        return Group(k, False, last=k)
    for j in range(k - 2, max(-1, k - CAUSES), -1):
        if s.low[j] == "to":
            return None
        if s.low[j] in CAUSED and (j == 0 or s.low[j - 1] not in MODAL | NEGATION | {"to"}):
            return Group(k, False, True)
        if not s.word[j][0].isalnum() or s.low[j] in OPENERS:
            return None
    return None


SET_OUT = frozenset(
    "went took gathered rallied marched wrote flew traveled travelled returned rose stood stopped joined teamed "
    "assembled came lined interrupted".split()
)
SETTING_OUT = 8  # tokens between "went" and the infinitive


def set_out(s: Sentence, k: int) -> Group | None:
    """ "went on Twitter to applaud", "gathered outside the hall to demand": what they came for they did."""
    for j in range(k - 1, max(0, k - SETTING_OUT), -1):
        if s.low[j] in SET_OUT:
            return None if s.low[j - 1] in NEGATION | MODAL | ANYBODY | {"to"} else Group(k, False, last=k)
        if s.low[j] == "to" and s.low[j + 1] != "the" and not s.capital(j + 1):
            return None
        if s.low[j] in OPENERS or s.low[j] in BE | HAVE or not s.word[j][0].isalnum():
            return None
        if s.word[j].islower() and s.low[j].endswith(("ing", "ed")):
            return None  # "wrote to the mayor asking him to resign"
    return None


def used_to(s: Sentence, k: int) -> int | None:
    """ "using drones to strike": the means is named, so it is done. The token of "using"."""
    for j in range(k - 2, max(-1, k - CHAIN), -1):
        if s.low[j] in ("using", "used", "uses", "use"):
            return j
        if s.low[j] in ("to", "whether", "that", "if"):
            return None
    return None


def chained(s: Sentence, k: int) -> bool:
    """ "continued to launch airstrikes and shell …": the chain's first infinitive says whether it happened."""
    for j in range(k - 1, max(0, k - CHAIN), -1):
        if s.low[j] == "to":
            return s.low[j - 1] in CARRIED_OUT
    return False
