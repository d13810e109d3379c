"""The Admiralty code, as people gave it: a letter for a source, a number for a piece of information.

In: verdicts. Out: `Grades`, to be shown beside what they are about. Sayso never grades by itself, and no count of
origins and no ranking looks at a grade. The words are those of NATO's AJP-2.1.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from msgspec import Struct

from sayso.link.judgements import Key, Standing, Verdicts
from sayso.link.names import agent_key
from sayso.model import Claim, Judgement

RELIABILITY = {
    "A": "completely reliable",
    "B": "usually reliable",
    "C": "fairly reliable",
    "D": "not usually reliable",
    "E": "unreliable",
    "F": "reliability cannot be judged",
}
CREDIBILITY = {
    "1": "confirmed by other sources",
    "2": "probably true",
    "3": "possibly true",
    "4": "doubtful",
    "5": "improbable",
    "6": "truth cannot be judged",
}


class Grades(Struct, frozen=True):
    """The grades that hold: of sources by what the spellings of a name have in common, and of tellings."""

    sources: Mapping[tuple[str, ...], Judgement]
    tellings: Mapping[Key, Judgement]

    def of_claim(self, claim: Claim) -> tuple[str, ...]:
        """The grades of those who tell a claim, and of its tellings, in words."""
        names = dict.fromkeys(name for member in claim.members for name in (*member.chain, member.outlet))
        sources = [f"{name}: {_in_words(found)}" for name in names if (found := self.sources.get(agent_key(name)))]
        keys = ((member.document, member.statement) for member in claim.members)
        told = [f"told here: {_in_words(found)}" for key in keys if (found := self.tellings.get(key))]
        return (*sources, *dict.fromkeys(told))


def grades(verdicts: Verdicts) -> Grades:
    """The grades among the verdicts; that of a name is also that of the agent it was judged another name of."""
    other = {agent_key(name): agent_key(known) for name, known in verdicts.aliases}
    sources: dict[tuple[str, ...], Judgement] = {}
    for standing in _latest_first(verdicts, "source grade"):
        name = agent_key(str(standing.judgement.subject))
        sources.setdefault(name, standing.judgement)
        while name in other:  # verdicts hold no circle
            name = other[name]
            sources.setdefault(name, standing.judgement)
    tellings: dict[Key, Judgement] = {}
    for standing in _latest_first(verdicts, "information grade"):
        tellings.setdefault(standing.about[0], standing.judgement)
    return Grades(sources, tellings)


def _latest_first(verdicts: Verdicts, kind: str) -> Iterable[Standing]:
    held = (standing for standing in reversed(verdicts.standings) if standing.state == "holds")
    return (standing for standing in held if standing.judgement.kind == kind)


def _in_words(judgement: Judgement) -> str:
    value = judgement.value or ""
    meant = RELIABILITY.get(value) or CREDIBILITY.get(value, "")
    return f"{value} ({meant}), by {judgement.person} on {judgement.made_at[:10]}"
