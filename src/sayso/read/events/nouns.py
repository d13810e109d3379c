"""Nouns that say something happened: governed by a verb that adds nothing ("launched an assault"), as the subject of
what occurred ("fighting continued"), or named as the fact itself ("reported a missile strike against …").
"""

from __future__ import annotations

from typing import NamedTuple

from sayso.read.events.actors import DAYS, agent_by
from sayso.read.events.clause import Sentence
from sayso.read.events.lexicon import (
    ACTORS,
    ADVERB,
    BE,
    CASUALTIES,
    COMMON_VERBS,
    DETERMINERS,
    GROUND,
    HAPPENING,
    HAVE,
    HELD,
    LIGHT,
    MODAL,
    NEGATION,
    OPENERS,
    PREPOSITIONS,
    REPORTING,
    STEADY,
    UNREAL_OPENERS,
    triggers,
)
from sayso.read.events.naming import demonym_forces, whose_forces

KINDS_OF_FIRE = frozenset(
    "artillery mortar rocket tank sniper gun machine-gun small-arms arms missile indirect routine heavy intense enemy "
    "hostile return".split()
)
REACH = 12  # tokens between the governing verb and the noun: "commit seriously wounded personnel to … assaults"
BLOODLESS = frozenset(
    "custody legal court political primary campaign uphill bidding ideological culture turf price trade fought floor "
    "delegate nomination budget ratings verbal".split()
)
BLOCKED_LEADS = frozenset(
    "from prevent prevented preventing stop against despite without no planned possible potential future any halt "
    "end stopping avoid likely repelling if".split()
)
FACT_LEADS = frozenset("in during after amid following by with".split())
TAKING_PART = frozenset("engaged engages engage engaging participated participating involved".split())
THROUGH = frozenset(["to", "into"])
PARTICLES = frozenset(["out", "up"])
COMMITTING = frozenset("commit commits committed committing throw threw send sent sending".split())
KIND_OF_OPERATION = frozenset(
    "offensive military assault combat counteroffensive counter-offensive ground raid".split()
)


ENDED = frozenset(
    "ceased stopped subsided suspended cancelled canceled postponed scheduled planned expected needed required due "
    "proposed approaches approaching looms looming nears".split()
)
CAMPAIGNS = frozenset("offensive offensives operation operations invasion counteroffensive counteroffensives".split())
RUNNING = frozenset(
    "continued continues continuing began resumed started underway ongoing progressing proceeding unfolding".split()
)
MASS = frozenset("fighting shelling clashes airstrikes strikes".split())  # need no adjective: "amid shelling"
AMOUNTS = frozenset("intensity series number wave waves rate tempo dozens hundreds barrage".split())


DEFINITE = frozenset("the this that these those 's last latest recent deadly his her their its".split())
UNREAL_AROUND = BLOCKED_LEADS | frozenset(
    "danger dangers possibility likelihood "
    "threat threats threaten threatens threatened threatening risk risks plan plans preparing prepare prepared "
    "fear fears warned warning warn warns imminent would-be alleged call calls called demand demanded demanding "
    "for capability ability able expect expected want wants wanted intend intended anniversary since prospect "
    "preparation preparations defend deter deterring counter countering renewed next upcoming impending attempted "
    "planning foiled failed absence lack film movie book game series campaign election elections victims investigation "
    "investigating probe inquiry "
    "counts count charge charges charged accused guilty convicted sexual".split()
)


class Nominal(NamedTuple):
    """How a noun says that something happened: the governing verb's token, or the phrase's own doer.

    ``weak``: it is only mentioned ("the attack in Paris"), and counts where nothing in the sentence is told.
    """

    verb: int | None
    actor: str | None
    weak: bool = False
    theirs: bool = False  # "its invasion": the doer is who was told of before


NO_DEEDS = frozenset("groups group helicopters aircraft drones units operations tactics".split())


def _is_no_deed(s: Sentence, i: int) -> bool:
    """Whether the noun only says what something is: "attack helicopters", "rescue operation", "camp fire"."""
    before = s.low[i - 1] if i else ""
    if s.low[i] in ("operation", "operations") and before not in KIND_OF_OPERATION:
        return True
    if s.low[i] in ("battle", "battles", "fight", "fights", "clash", "clashes", "war") and before in BLOODLESS:
        return True  # "a custody battle"
    if i + 1 < len(s) and s.low[i + 1] in NO_DEEDS:
        return True
    if s.low[i] == "fire" and not (i and (before in KINDS_OF_FIRE or demonym_forces([s.word[i - 1]]))):
        return True
    return s.low[i] == "fighting" and before in ACTORS


def _first(s: Sentence, i: int) -> int:
    """Where the noun phrase begins that ends at token ``i``."""
    first = i
    while first > 0 and _modifies(s, first - 1):
        first -= 1
        if s.low[first] in ("the", "a", "an"):
            break
    return first


def nominal(s: Sentence, i: int) -> Nominal | None:
    """How the noun at token ``i`` says that something happened; None where it does not."""
    if _is_no_deed(s, i) or (i and s.low[i - 1] in WHO):
        return None  # "he talks about …" is a verb
    first = _first(s, i)
    phrase = s.word[first:i]
    if any(word.lower() in BLOCKED_LEADS for word in phrase):
        return None
    light = _light_verb(s, first)
    if light is not None:
        return Nominal(light, None)
    lead = s.low[first - 1] if first else ""
    if lead in UNREAL_OPENERS or (lead in REPORTING and _attributive(s, first - 1)):
        return None
    if first == 0 or lead in OPENERS or not lead[0].isalnum() or lead in REPORTING or lead in COMMON_VERBS:
        return _own(s, i, phrase, lead)
    if (
        lead in FACT_LEADS
        and s.low[i] not in CAMPAIGNS
        and (phrase or s.low[i] in MASS)
        and i + 1 < len(s)
        and s.low[i + 1] in HAPPENING
    ):
        return Nominal(None, agent_by(s, i) or whose_forces(phrase))
    if _told_by_its_outcome(s, i, first):
        if first > 1 and (doer := _killed(s, first)) is not None:
            return Nominal(doer, None)
        return Nominal(None, agent_by(s, i) or owner(phrase) or whose_forces(phrase))
    if phrase and i + 1 < len(s) and s.low[i + 1] in TARGETED and not _unreal(s, i, first, phrase):
        name = owner(phrase)
        theirs = phrase[0].lower() in ("its", "their")
        if name or theirs:  # "Iraq's invasion of Kuwait": told as a fact
            return Nominal(None, name, theirs=theirs)
    return _mentioned(s, i, first, phrase)


WHO = frozenset("i we you he she they who".split())
TARGETED = frozenset("of on against in near along to with between".split())
PLANNED = UNREAL_AROUND - {
    "from",
    "after",
    "despite",
    "against",
    "for",
    "any",
    "since",
    "end",
    "halt",
    "stop",
    "anniversary",
}


def _unreal(s: Sentence, i: int, first: int, phrase: list[str]) -> bool:
    around = {*s.low[max(0, first - 4) : first], *s.low[i + 1 : i + 4], *(w.lower() for w in phrase)}
    return bool(around & (PLANNED | MODAL | NEGATION)) or (
        first > 0 and s.low[first - 1] in ("prevent", "if", "without")
    )


KEPT_FROM = frozenset(
    "prevent prevented preventing stop stopped stopping protect protected protecting deter keep kept keeping "
    "defend defended defending refrain refrained refraining safe shield shelter barred ban banned free".split()
)


def _indefinite(s: Sentence, i: int, phrase: list[str]) -> bool:
    """ "any attack", "a foreign invasion": none in particular, unless a target or its outcome follows."""
    words = {w.lower() for w in phrase}
    follows = s.low[i + 1] if i + 1 < len(s) else ""
    return bool(words & {"any", "another"} or (words & {"a", "an"} and follows not in TARGETED | HAPPENING))


def _told_by_its_outcome(s: Sentence, i: int, first: int) -> bool:
    """ "died in the strikes", "casualties from shelling", "a meeting held in …": it took place."""
    if i + 2 < len(s) and s.low[i + 1] in HELD and s.low[i + 2] in PREPOSITIONS:
        return True
    lead = s.low[first - 1] if first else ""
    return lead in ("in", "by", "from", "during") and bool(CASUALTIES & set(s.low[max(0, first - 7) : first - 1]))


def _mentioned(s: Sentence, i: int, first: int, phrase: list[str]) -> Nominal | None:
    """A noun that only refers to what happened: definite or somebody's, in no plan, threat or question."""
    if s.low[i] in ("operation", "operations") or _indefinite(s, i, phrase):
        return None
    around = {*s.low[max(0, first - 4) : first], *s.low[i + 1 : i + 4]}
    if "from" in around and not KEPT_FROM & set(s.low[max(0, first - 9) : first]):
        around = around - {"from"}
    if around & (UNREAL_AROUND | MODAL | NEGATION) or s.low[max(0, i - 1)] == "to":
        return None
    if {word.lower() for word in phrase} & UNREAL_AROUND:
        return None
    return Nominal(None, agent_by(s, i) or owner(phrase) or whose_forces(phrase), True)


def _killed(s: Sentence, first: int) -> int | None:
    """ "killed 32 people in bombings": the token of the verb whose subject did it."""
    verbs = ("killed", "killing", "wounded", "wounding", "injured", "injuring")
    k = next((k for k in range(first - 2, max(0, first - 9), -1) if s.low[k] in verbs), None)
    if k is None or BE & set(s.low[max(0, k - 2) : k]):
        return None
    return None if s.low[k + 1] in PREPOSITIONS and s.low[k + 2] != "least" else k  # "killed at least 20"


def _attributive(s: Sentence, k: int) -> bool:
    """ "the decrease in reported assaults": the word at token ``k`` is no verb there."""
    if s.low[k] == "on":
        return k == 0 or s.low[k - 1] not in REPORTING
    return k == 0 or s.low[k - 1] in PREPOSITIONS or s.low[k - 1] in DETERMINERS


def owner(phrase: list[str]) -> str | None:
    """ "Russia's invasion": the name before the possessive."""
    if "'s" not in phrase:
        return None
    names = [
        word for word in phrase[: phrase.index("'s")] if word[:1].isupper() and word.lower() not in DEFINITE | DAYS
    ]
    return " ".join(names) or None


def _own(s: Sentence, i: int, phrase: list[str], lead: str) -> Nominal | None:
    """A phrase that opens its clause: a fact unless a modal or a negation follows it."""
    for k in range(i + 1, min(len(s), i + 16)):
        word = s.low[k]
        if word in MODAL or word in NEGATION or (word in ENDED and k < i + 5):
            return None
        if (
            (word in OPENERS and word not in ("and", "which"))
            or s.word[k] in ",;"
            or (word.endswith("ed") and len(word) > 4)
        ):
            break
    if s.low[i] in CAMPAIGNS and lead not in REPORTING and not RUNNING & set(s.low[i + 1 : i + 4]):
        return None
    follows = s.low[i + 1] if i + 1 < len(s) else ""
    if follows in ("that", "which") and i + 2 < len(s):
        follows = s.low[i + 2]  # "a stabbing that killed …"
    if lead not in REPORTING and follows not in HAPPENING and follows not in ADVERB and not follows.endswith("ly"):
        return None
    theirs = bool(phrase) and phrase[0].lower() in ("its", "their")
    return Nominal(None, agent_by(s, i) or owner(phrase) or whose_forces(phrase), theirs=theirs)


def _modifies(s: Sentence, k: int) -> bool:
    word = s.low[k]
    if word in ("and", ",") and k > 0:
        return False
    if word in STEADY and k > 0 and (s.low[k - 1] in PREPOSITIONS or s.low[k - 1] in DETERMINERS | REPORTING):
        return True
    return (
        (s.word[k][0].isalnum() or s.word[k] in '"“”-' or word == "'s")
        and word not in PREPOSITIONS
        and word not in OPENERS
        and word not in LIGHT
        and word not in REPORTING
        and word not in COMMON_VERBS
        and word not in BE
        and word not in HAVE
        and word not in MODAL
        and not (word.endswith("ly") and s.low[k - 1] in PREPOSITIONS)
        and not _finite_past(s, k)
    )


def _finite_past(s: Sentence, k: int) -> bool:
    """ "forces repelled 12 attacks": behind an actor a past form is its verb and no adjective."""
    if k == 0 or not s.low[k].endswith("ed"):
        return False
    if s.low[k - 1] in ACTORS:
        return True
    of_its_own = s.low[k - 1] not in DETERMINERS | PREPOSITIONS | OPENERS | LIGHT and s.word[k - 1][0].isalnum()
    return any(t.part == "verb" and (t.type in GROUND or of_its_own) for t in triggers().get(s.low[k], ()))


def _light_verb(s: Sentence, first: int) -> int | None:
    """The light verb that governs the phrase beginning at ``first``, perhaps through earlier nouns of a list."""
    through = False
    for k in range(first - 1, max(-1, first - 1 - REACH), -1):
        word = s.low[k]
        if word in LIGHT:
            return k if not through or word in COMMITTING else None
        through = through or word in THROUGH
        if (word == "of" and s.low[k - 1] in AMOUNTS) or (word == "in" and s.low[k - 1] in TAKING_PART):
            continue
        if (word in PREPOSITIONS and word not in THROUGH | PARTICLES) or word in BE or word in MODAL:
            return None
        if (word in OPENERS and word not in ("and", "or")) or s.word[k] in ";:.()":
            return None
    return None
