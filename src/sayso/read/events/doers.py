"""Who did it, beyond the subject beside the verb: shared by a chain, beside a participle, or behind a pronoun."""

from __future__ import annotations

from collections.abc import Sequence

from sayso.read.events.actors import Subject, agent_by, apposed, beside, first_subject, opening, phrase_of, subject
from sayso.read.events.clause import Sentence
from sayso.read.events.governing import governing_subject
from sayso.read.events.lexicon import ACTORS, GROUND, TROOPS
from sayso.read.events.naming import SHORT_STATES, is_demonym
from sayso.read.events.told import BOTH_SIDES, SPEAKER, Found, Memory
from sayso.read.events.verbs import accused_of

# "police say Bassett approached him and stabbed him": who is told of stands behind
SAYING = frozenset("say says said believe believes allege alleges claim claims claimed report reports".split())
NOMINATIVE = {
    "his": "he", "him": "he", "her": "she", "its": "it", "their": "they", "them": "they", "our": "we",
    "my": "i", "me": "i",
}  # fmt: skip
SUBCLAUSE = frozenset("when while after where as once since".split())


def clause_begin(s: Sentence, i: int) -> int:
    """The first token of the clause of token ``i``."""
    for k in range(i - 1, -1, -1):
        if s.low[k] in ("that", "but", "because", "although", "whereas") or s.word[k] in ";:":
            return k + 1
    return 0


def sides(kind: str, actor: str | None) -> str | None:
    """The doer as the type has it: both sides of what is contested, "Russian forces" for "Russian"."""
    if kind == "contested":
        return BOTH_SIDES
    if actor and kind not in GROUND | {"mobilize", "assault"} and actor.endswith(" forces"):
        actor = SHORT_STATES.get(actor.removesuffix(" forces").replace("S.", "S").replace("K.", "K"), actor)
    return f"{actor} forces" if actor and kind in GROUND and is_demonym(actor) else actor


def actor_of(s: Sentence, begin: int, before: Sequence[Found], last: Memory) -> str | None:
    """The clause's subject; a pronoun's or a missing one is that of the verb before it in the sentence."""
    if begin > 0 and s.low[begin - 1] in ("and", "or") and s.low[begin].endswith("ing"):
        beside_first = _participles_doer(s, begin)
        if beside_first is not None:
            return beside_first
    aside = apposed(s, begin)
    if aside is not None:
        return beside(s, aside)
    chained = begin > 0 and s.word[begin - 1] == "," and s.low[begin].endswith("ing")
    found: Subject | None = None if chained else subject(s, begin)
    if found is not None and not found.pronoun:
        return found.name
    earlier = next((f.actor for f in reversed(before) if f.actor and f.actor != BOTH_SIDES), None)
    if found is not None:
        return _stands_for(s, found, earlier, last)
    clause = clause_begin(s, begin - 1 if begin and s.low[begin - 1] in ("and", "but") else begin)
    chain = (f for f in reversed(before) if f.token >= clause and not _accused(s, f.token))
    inherited = next((f for f in chain if f.actor not in (None, BOTH_SIDES)), None)
    if inherited:
        nearer = governing_subject(s, inherited.token + 1, begin)
        return nearer.name if nearer is not None and _does_things(nearer.name) else inherited.actor
    found = governing_subject(s, clause, begin) or _nearest_opening(s, clause, begin)
    if clause and (found is None or not (found.name or found.pronoun)):
        # "forecast that trade would grow and praised …", "groups that seek … protested"
        found = governing_subject(s, 0, clause) or opening(s, 0, clause)
    if found is not None and found.pronoun:
        return _stands_for(s, found, earlier, last)
    if found is None and s.low[begin].endswith("ing") and (name := main_subject(s, begin)):
        return name  # "After touring the port, the envoy …"
    return (found.name if found else None) or earlier


def _does_things(name: str | None) -> bool:
    """Whether a name is somebody's: "Kalm's commitment" is not."""
    last = name.split()[-1] if name else ""
    return last[:1].isupper() or last in ACTORS


def _accused(s: Sentence, token: int) -> bool:
    """ "lashed out at Kalm for having shot it down and dared …": Kalm dared nobody."""
    return accused_of(s, token) or (token > 0 and s.low[token - 1] == "having" and accused_of(s, token - 1))


def _nearest_opening(s: Sentence, clause: int, begin: int) -> Subject | None:
    """The subject that a chained verb shares: of the nearest "when", "while" or "as" clause, else of the sentence."""
    for k in range(begin - 1, clause, -1):
        if (s.low[k] in SUBCLAUSE and s.low[k - 1] not in ("such", "as", "well", "same")) or s.low[k] in SAYING:
            found = opening(s, k + 1, begin)
            if found is not None and (found.name or found.pronoun):
                return found
    return opening(s, clause, begin)


def _participles_doer(s: Sentence, begin: int) -> str | None:
    """ "footage showed forces using rockets and shelling positions": the doer of the first participle."""
    for k in range(begin - 2, max(0, begin - 12), -1):
        if s.low[k].endswith("ing") and s.low[k - 1] in ACTORS:
            return beside(s, k)
        if s.opens(k) and s.low[k] != "and":
            return None
    return None


def _stands_for(s: Sentence, found: Subject, earlier: str | None, memory: Memory) -> str | None:
    """Whom the pronoun stands for: who speaks, whom the reading found, or whom the words before it have in mind."""
    at = s.start[found.begin]
    if found.pronoun in ("i", "we"):
        return SPEAKER
    if found.pronoun == "you":
        return None
    if found.pronoun in ("he", "she") and earlier and memory.known.is_person(earlier, at):
        return earlier
    if at in memory.known.pronouns:
        return memory.known.pronouns[at]
    person = memory.known.person_before(at) if found.pronoun in ("he", "she") else None
    meant = person or earlier or first_subject(s, 0, found.begin) or memory.subject
    if meant and found.pronoun in ("he", "she") and TROOPS.search(meant):
        return None
    if meant and found.pronoun in ("it", "they", "we", "which") and memory.known.is_person(meant, at):
        return None  # no person is "it"
    return meant


def named_by(s: Sentence, k: int, before: Sequence[Found], last: Memory) -> str | None:
    """Whom the word at token ``k`` names, or stands for."""
    if s.low[k] == "who":
        k -= 1 if k and s.word[k - 1][0].isalnum() else 2
    if k < 0:
        return None
    pronoun = NOMINATIVE.get(s.low[k])
    found = Subject(None, k, pronoun) if pronoun else phrase_of(s, k)
    if found is None or not found.pronoun:
        return found.name if found else None
    earlier = next((f.actor for f in reversed(before) if f.actor and f.actor != BOTH_SIDES), None)
    return _stands_for(s, found, earlier, last)


def whose(before: Sequence[Found], last: Memory) -> str | None:
    """Whose "its invasion" is: of whoever did something last."""
    return next((f.actor for f in reversed(before) if f.actor and f.actor != BOTH_SIDES), last.subject)


def main_subject(s: Sentence, i: int) -> str | None:
    """Of the clause behind "After talks in …,"; of the sentence where no comma follows."""
    comma = next((k for k in range(i, len(s)) if s.word[k] == ","), None)
    return first_subject(s, comma + 1 if comma is not None else 0, len(s))


def between(s: Sentence, i: int) -> str | None:
    """Whom "a meeting between X and Y" names: the first of them stands for both."""
    behind = s.low[i + 1 : i + 5]
    return agent_by(s, i, "between") if "between" in behind else None
