"""What somebody is, said right before the name in capitals: "Witness Marco Diaz", "Chief Financial Officer Dana
Whitlock"; and the letters behind it: "Helen Marsh KC".

In: the words of a run of capitals. Out: how many of the first are a role, and whether the last is no name.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from sayso.read.agents.given import is_given
from sayso.read.agents.words import PEOPLE_SINGULAR

# Letters that honours, degrees and offices put behind a name.
LETTERS = frozenset("KC QC SC MP MEP MSP MLA MBE OBE CBE KBE DBE PhD MD DPhil Esq RN KCMG CMG JP FRS".split())
CHIEFS = frozenset({"officer", "executive"})  # "Chief Fire Officer", "Chief Executive"
MOST_BETWEEN = 2  # words between "Chief" and "Officer"
# Before a name that no list of given names holds, too.
ALWAYS = PEOPLE_SINGULAR - frozenset({"man", "woman", "person", "crew", "source", "pilot"})
# Before a given name; most words in -er and -man can be names themselves: Luther, Norman.
ROLE = re.compile(
    r"(?:farmer|teacher|lawyer|master|trainer|instructor|broker|lifeguard|winger|defender|survivor|driver|passenger|organi[sz]er|campaigner|volunteer|neighbou?r|protester|student|"
    r"nurse|surgeon|firefighter|winner|lecturer|barrister|solicitor|surveyor|publican|landlord|landlady|tenant|"
    r"executive|president|defendant|juror|victim|villager|[a-z]+(?:ologist|ician|woman|person|keeper|worker|holder|owner))"
)
LEAST_NAMES = 2


def roles(run: Sequence[str], before: str) -> int:
    """How many words at the beginning of a run are a role; ``before`` is the title before them, if any."""
    if before.lower().removeprefix("co-") == "chief":
        places = [at for at, word in enumerate(run[: MOST_BETWEEN + 1]) if word.lower() in CHIEFS]
        if places and len(run) - places[-1] - 1 >= LEAST_NAMES:
            return places[-1] + 1
    if len(run) <= LEAST_NAMES or is_given(run[0]):
        return 0
    low = run[0].lower()
    pair = low in ALWAYS and len(run) == LEAST_NAMES + 1
    named = is_given(run[1]) and (low in ALWAYS or ROLE.fullmatch(low) is not None)
    return int(pair or named)


def behind_name(word: str) -> bool:
    """Whether a word behind a name is letters of an honour, a degree or an office."""
    return word.rstrip(".,").replace(".", "") in LETTERS
