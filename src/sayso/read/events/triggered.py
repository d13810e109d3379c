"""The triggers of a sentence, each read as its line of the table says, with its doer."""

from __future__ import annotations

import re
from collections.abc import Sequence

from sayso.read.events.actors import agent_by, beside, subject, weapons_owner
from sayso.read.events.attempts import attempt
from sayso.read.events.clause import Sentence
from sayso.read.events.doers import actor_of, between, clause_begin, main_subject, sides, whose
from sayso.read.events.governing import governing_subject
from sayso.read.events.infinitives import Group
from sayso.read.events.killed import FIGHTING, KILLING, killed_there
from sayso.read.events.letters import WRITTEN, written
from sayso.read.events.lexicon import (
    ACTORS,
    ADVERB,
    ARMED,
    BE,
    CROWD,
    GROUND,
    HAVE,
    LAW,
    MARTIAL,
    MODAL,
    NEGATION,
    OFFICIAL,
    PEOPLE,
    PEOPLE_NAMED,
    TROOPS,
    UNREAL_OPENERS,
    UTTERING,
    WEAPONS,
    Trigger,
    triggers,
)
from sayso.read.events.nouns import nominal
from sayso.read.events.spans import an_aside
from sayso.read.events.told import BOTH_SIDES, SPEAKER, Found, Memory
from sayso.read.events.verbs import accused_of, verb_group
from sayso.read.events.visits import on_a_visit, visitor

FALLING = frozenset("fall falls fell fallen falling".split())
COMING = frozenset("come comes came coming".split())
REFERRED_TO = GROUND | {"assault", "coerce", "protest"}  # which count where a sentence only refers to them
SUFFERED = frozenset(
    "arrest arrests detention deportation murder killing shooting stabbing kidnapping abduction assassination rape "
    "beating lynching execution".split()
)
PEOPLE_REACH = 25  # tokens between "hostages" and "were released"
PARTICLE_BEHIND = (r"\s+", r"(?:\s+", r"(?!\s+by")  # patterns of what "by" cannot stand for: "shot back at"
SUBJECT = 9  # tokens of a subject in the passive
DOERS = {"crowd": CROWD, "lawful": LAW}  # of what kind the doer of a part must be
FREE = frozenset(["verb", "crowd", "lawful", "drawn"])
ACTIVE = GROUND | {"mobilize"}  # whose object is told behind them
NEVER_DONE_TO = frozenset(["asked", "cut", "met", "questioned"])  # "was asked about", "was cut on her hand"
# passives that say nothing by themselves: "was made by", "is called by"
BLAND = frozenset(
    "made taken given held called put set found left brought sent led broken cut used issued raised reached passed "
    "followed provided hit struck run driven paid drawn kept caught thrown shown told said claimed reported carried "
    "started opened closed ended moved headed joined formed created built established introduced presented produced "
    "written signed launched delivered announced conducted caused triggered prompted sparked supported backed "
    "characterized characterised described portrayed marked transferred restricted limited increased boosted "
    "expanded extended dragged".split()
)
PROMISED = frozenset(["agree", "threaten"])
GOVERNING = re.compile(r"\b(?:[Gg]overnment|[Mm]inistry|[Mm]inister|[Pp]resident|[Aa]dministration|authorities)\b")
REFUSING = frozenset(["not", "n't", "never"])
CONDITION = 9  # tokens within which "if" makes it no refusal
FUTURE = frozenset(["will", "wo", "would", "shall", "'ll"])
MADE = frozenset("agree consult support concede aid cooperate mobilize protest".split())
JUDGED = frozenset("assault accuse support reject".split())  # of which "by" tells whatever stands before
CAPTIVES = re.compile(
    r"\b(?:he|she|they|who|soldiers?|m[ae]n|wom[ae]n|pilots?|sailors|crew|fighters?|people|prisoners|suspects?|nationals|"
    r"members?|smugglers?|migrants|traffickers?|youths?|militants|leaders?|commanders?|fugitives?|citizens)\b"
)
# what police seize, and armies do not
GOODS = re.compile(
    r"\b(?:weapons?|firearms?|ammunitions?|rounds|rifles?|pistols?|guns?|arms|explosives?|drugs?|cocaine|heroin|kilograms?|kg|cash|"
    r"documents?|money|goods|cars?|vehicles?|vessels?|boats?|ships?|property|assets|phones?|computers?|files)\b"
)
NEAR = 6  # tokens between "issued" and "ultimatum"


def found_in(s: Sentence, memory: Memory) -> list[Found]:
    """The triggers of a sentence with their actors, in order."""
    table = triggers()
    out: list[Found] = []
    for i, word in enumerate(s.low):
        lines = table.get(word)
        if lines is None:
            continue
        weak: Found | None = None
        passive = word not in NEVER_DONE_TO and not BE.isdisjoint(s.low[max(0, i - 3) : i])
        aside = i + 1 < len(s) and an_aside(s.low[i + 1])
        for trigger in lines:
            if not _follows(s, i, trigger, passive, aside):
                continue
            one = read_as(s, i, trigger, out, memory)
            if trigger.part in DOERS and (one is None or not DOERS[trigger.part].search(one.actor or "")):
                continue
            if one is not None and not one.weak:
                out.append(one)
                break
            weak = weak or one
        else:
            out += [weak] if weak else []
    fought = any(one.type in GROUND and not one.weak for one in out)
    out = [one for one in out if not one.weak or (one.type in REFERRED_TO and not fought)]
    fought = any(one.type in FIGHTING for one in out)
    if fought and memory.war:
        fighters = {one.actor for one in out if one.type in FIGHTING}
        return [one for one in out if not killed_there(s, one, fighters)]
    return [
        one._replace(type="attack")
        if one.type == "assault" and s.low[one.token].startswith(KILLING) and ARMED.search(one.actor or "")
        else one
        for one in out
    ]


def _follows(s: Sentence, i: int, trigger: Trigger, passive: bool, aside: bool) -> bool:
    """Whether what the trigger needs stands behind it, an adverb ``aside`` ("complained bitterly about").

    ``passive``: it may stand before it.
    """
    follows = trigger.follows
    if follows is None or follows.match(s.text, s.end[i]):
        return True
    if passive and trigger.part == "verb" and trigger.type not in ACTIVE and _stands_before(s, i, trigger):
        return True
    return aside and bool(follows.match(s.text, s.end[i + 1]))


def _stands_before(s: Sentence, i: int, trigger: Trigger) -> bool:
    """Whether the verb at token ``i`` is passive and what it needs is its subject: "the inquiry was dropped"."""
    means_it = trigger.follows is None or not trigger.follows.pattern.startswith(PARTICLE_BEHIND)
    if s.low[i + 1 : i + 2] == ["by"] and s.low[i] not in BLAND and trigger.type in JUDGED and means_it:
        return True  # "was warmly welcomed by …"
    begin = i
    while begin > 0 and (s.low[begin - 1] in BE | HAVE | ADVERB or s.low[begin - 1].endswith("ly")):
        begin -= 1
    if not BE & set(s.low[begin:i]):
        return False
    for k in range(begin - 1, max(-1, begin - SUBJECT) - 1, -1):
        told = s.low[begin] not in ("is", "are")
        if told and (s.low[k] in ("which", "that") or (s.word[k] == "," and s.low[k + 1] == "which")):
            continue  # "the state of emergency, which had been imposed"
        if (s.opens(k) and s.low[k] not in ("and", "or")) or not s.word[k][0].isalnum() or s.low[k] in NEGATION:
            return False
        if trigger.follows and trigger.follows.match(" " + s.text[s.start[k] : s.end[begin - 1]] + " "):
            return k == 0 or s.low[k - 1] not in NEGATION
    return False


def read_as(s: Sentence, i: int, trigger: Trigger, before: Sequence[Found], last: Memory) -> Found | None:
    """The word at token ``i`` as a line of the table reads it; None where it tells of nothing that happened."""
    if trigger.part == "adjective":
        if not last.war:
            return None  # "the disputed city"
        return Found(i, trigger.type, clause_begin(s, i), BOTH_SIDES, False)
    if trigger.part == "noun":
        return _read_noun(s, i, trigger, before, last)
    if trigger.part == "done":
        return _read_noun(s, i, trigger, before, last, light=True)
    if trigger.part == "stated":
        return _read_state(s, i, trigger, before, last)
    if trigger.part == "denied":
        return _read_refusal(s, i, trigger)
    if trigger.part == "tried":
        return _read_attempt(s, i, trigger, before, last)
    return _read_verb(s, i, trigger, before, last)


def _read_verb(s: Sentence, i: int, trigger: Trigger, before: Sequence[Found], last: Memory) -> Found | None:
    group = verb_group(s, i, chains_present=trigger.type not in GROUND and trigger.part in FREE)
    if group is None or (trigger.part == "armed" and not _armed(s, i, group)):
        return None
    if s.low[i + 1 : i + 2] == ["no"] and s.low[i + 2 : i + 3] != ["longer"] and trigger.type in MADE:
        return None  # "reached no agreement"
    begin = clause_begin(s, group.begin)
    if trigger.part == "official" and not _official(s, group):
        return None
    if trigger.part == "drawn":
        return Found(_met_with(s, i, trigger), trigger.type, begin, agent_by(s, i, "from"), True, True)
    if trigger.part == "undergone":
        return _undergone(s, i, trigger, group, begin)
    if (
        trigger.type == "withdraw"
        and group.passive
        and not TROOPS.search(s.text, s.start[max(0, group.begin - 6)], s.start[i])
    ):
        return None  # a bill is withdrawn
    if trigger.part == "moved":
        return _moved(s, i, trigger, group, begin, before, last)
    if trigger.part == "armed":
        return Found(i, trigger.type, begin, agent_by(s, i) if group.passive else weapons_owner(s, group.begin), False)
    if s.low[i] in FALLING and trigger.type == "capture":
        return Found(i, trigger.type, begin, agent_by(s, i, "to"), True)
    if s.low[i] in COMING and s.low[i + 1 : i + 2] == [
        "under"
    ]:  # "the post came under fire from …": its object is before
        return Found(i, trigger.type, begin, sides(trigger.type, agent_by(s, i, "from")), True)
    if group.passive:
        if s.low[i] == "committed" and s.low[i + 1 : i + 2] != ["by"]:
            return None  # "is committed to …"
        if (s.low[i] in ("met", "called") and trigger.type == "consult") or (
            s.low[i] == "asked" and s.low[i + 1 : i + 2] != ["to"]
        ):
            return None  # "is met with relief", "was asked about …"
        kind = "coerce" if trigger.type == "capture" and _taken_by_law(s, i, group) else trigger.type
        return Found(i, kind, begin, sides(trigger.type, agent_by(s, i)), True)
    if trigger.type not in GROUND and s.low[group.begin - 1] == "you" and group.begin:
        return None
    if trigger.type == "accuse" and "what" in s.low[max(0, group.begin - NEAR) : group.begin]:
        return None  # "what he calls a crooked process"
    if (letter := written(s, i)) is not None and letter < group.begin:
        found = governing_subject(s, begin, letter + (s.low[letter] not in WRITTEN))
        actor = found.name if found is not None and found.name else actor_of(s, group.begin, before, last)
    elif group.participle or accused_of(s, group.begin):
        actor = _accused(s, group) or beside(s, group.begin if group.participle else group.begin - 1)
    else:
        actor = actor_of(s, group.begin, before, last)
    return Found(i, trigger.type, begin, sides(trigger.type, actor), False)


def _accused(s: Sentence, group: Group) -> str | None:
    """ "Bassett is accused of stabbing …": the subject of the accusation."""
    k = group.begin - 2
    if (
        group.participle
        or k < 2
        or not s.low[k].startswith(("accused", "suspected", "convicted"))
        or s.low[k - 1] not in BE
    ):
        return None
    found = subject(s, k - 1)
    return found.name if found else None


def _read_state(s: Sentence, i: int, trigger: Trigger, before: Sequence[Found], last: Memory) -> Found | None:
    """ "is ready to withdraw", "were willing to talk": said of somebody, and not denied."""
    k = i - 1
    while k > 0 and an_aside(s.low[k]):
        k -= 1
    if k < 1 or s.low[k] not in BE or s.low[k] == "be" or s.low[k - 1] in MODAL | NEGATION:
        return None
    actor = actor_of(s, k, before, last)
    if actor is None or (trigger.type in PROMISED and not _of_state(actor, s.start[k], last)):
        return None
    return Found(i, trigger.type, clause_begin(s, k), actor, False)


def _of_state(actor: str, at: int, last: Memory) -> bool:
    """Whether a government or a country is meant, whose readiness is an offer; a person's is a wish."""
    return bool(GOVERNING.search(actor)) or (" " not in actor and not last.known.is_person(actor, at))


def _read_refusal(s: Sentence, i: int, trigger: Trigger) -> Found | None:
    """ "We will not lend our help", "I won't cooperate": whoever says it refuses."""
    k = i - 1
    while k > 0 and an_aside(s.low[k]):
        k -= 1
    if k < 2 or s.low[k] not in REFUSING or s.low[k - 1] not in FUTURE:
        return None
    if s.low[k - 2] in ("i", "we"):
        return Found(i, trigger.type, clause_begin(s, k), SPEAKER, False)
    if s.low[k - 1] == "would" or UNREAL_OPENERS & set(s.low[max(0, k - CONDITION) : k]):
        return None
    if not s.capital(k - 2) and s.low[k - 2] not in ACTORS:
        return None
    found = subject(s, k - 1)  # "a court won't accept new cases"
    return Found(i, trigger.type, clause_begin(s, k), found.name, False) if found and found.name else None


def _met_with(s: Sentence, i: int, trigger: Trigger) -> int:
    """The token of "criticism" in "drew sharp criticism"."""
    found = trigger.follows.match(s.text, s.end[i]) if trigger.follows else None
    return next((k for k in range(i + 1, len(s)) if found and s.end[k] >= found.end()), i)


def _official(s: Sentence, group: Group) -> bool:
    found = subject(s, group.begin)
    return found is not None and bool(OFFICIAL.search(s.text, s.start[found.begin], s.start[group.begin]))


def _taken_by_law(s: Sentence, i: int, group: Group) -> bool:
    """ "after being captured", "the sailors were captured", "two firearms were seized": people and goods, no place."""
    before = s.text[s.start[max(0, group.begin - NEAR)] : s.start[group.begin]]
    if s.low[i] == "seized":
        return bool(GOODS.search(s.text, s.start[max(0, group.begin - SUBJECT)], s.start[group.begin]))
    return s.low[i] == "captured" and (s.low[i - 1] == "being" or bool(CAPTIVES.search(before)))


def _undergone(s: Sentence, i: int, trigger: Trigger, group: Group, begin: int) -> Found | None:
    """What is done to people: "the hostages were released"."""
    before = s.text[s.start[max(0, group.begin - 4)] : s.start[group.begin]].rstrip()
    shared = s.low[group.begin - 1] in ("and", "but")  # "served 20 years and was released"
    told = s.text[s.start[max(0, group.begin - PEOPLE_REACH)] : s.start[group.begin]]
    if (
        not group.passive
        or not (shared or PEOPLE.search(before) or PEOPLE_NAMED.search(told))
        or (s.low[i] == "held" and s.capital(group.begin - 1))
    ):
        return None
    return Found(i, trigger.type, begin, agent_by(s, i), True, True)


def _moved(
    s: Sentence, i: int, trigger: Trigger, group: Group, begin: int, before: Sequence[Found], last: Memory
) -> Found | None:
    """Troops that move or are moved: "forces from the east were sent to …", "units moving through …"."""
    found = None if group.participle else subject(s, group.begin)
    name = beside(s, group.begin) if group.participle else found.name if found else None
    if found is not None and found.pronoun == "they":
        name = actor_of(s, group.begin, before, last)
        return Found(i, trigger.type, begin, name, False) if name and TROOPS.search(name) else None
    first = s.start[found.begin] if found else s.start[max(0, group.begin - 5)]
    if name is None or s.low[group.begin - 1] in WEAPONS or not TROOPS.search(s.text, first, s.start[group.begin]):
        return None
    return Found(i, trigger.type, begin, name, False)


def _armed(s: Sentence, i: int, group: Group) -> bool:
    """Whether a weapon does it: "a drone hit the depot", "was damaged by rockets"."""
    if group.passive:
        behind = s.low[i + 1 : i + 8]
        return "by" in behind and bool(WEAPONS & set(behind[behind.index("by") :]))
    return group.begin > 0 and s.low[group.begin - 1] in WEAPONS


def _read_attempt(s: Sentence, i: int, trigger: Trigger, before: Sequence[Found], last: Memory) -> Found | None:
    """ "attempted to advance", "failed to capture": no ground changed hands, but somebody attacked."""
    leading = attempt(s, i)
    if leading is None:
        return None
    if trigger.type in GROUND and not (last.war or MARTIAL.search(s.text, s.start[0], s.end[-1])):
        return None
    begin = clause_begin(s, leading)
    actor = actor_of(s, leading, before, last)
    if trigger.type in GROUND and not (last.war or ARMED.search(actor or "")):
        return None  # "tried to enter California"
    return Found(i, trigger.type, begin, sides(trigger.type, actor), False)


def _read_noun(
    s: Sentence, i: int, trigger: Trigger, before: Sequence[Found], last: Memory, *, light: bool = False
) -> Found | None:
    """``light``: only where a verb that adds nothing governs it ("issued an ultimatum")."""
    if trigger.type == "consult" and (there := on_a_visit(s, i)) is not None:
        return Found(i, trigger.type, 0, visitor(s, there), False, True)
    found = nominal(s, i)
    if found is None or (light and (found.verb is None or s.low[found.verb] not in UTTERING or i - found.verb > NEAR)):
        return None
    paired = trigger.type == "consult" or (trigger.type == "agree" and not found.weak)
    if found.verb is None and paired and (pair := between(s, i)) is not None:
        return Found(i, trigger.type, 0, pair, False, True)
    if found.verb is None and trigger.type == "consult" and (_after(s, i) or s.low[i + 1 : i + 2] == ["with"]):
        return Found(i, trigger.type, 0, found.actor or main_subject(s, i), False, True)
    if found.verb is None:
        actor = found.actor or (whose(before, last) if found.theirs else None)
        if s.low[i] in SUFFERED and "'s" in s.low[max(0, i - 3) : i] and s.low[i + 1 : i + 2] != ["of"]:
            actor = agent_by(s, i)  # "Rabin's murder": the owner suffers it
        return Found(i, trigger.type, clause_begin(s, i), sides(trigger.type, actor), False, True, found.weak)
    group = verb_group(s, found.verb)
    if group is None:
        return None
    begin = clause_begin(s, group.begin)
    actor = agent_by(s, found.verb) if group.passive else actor_of(s, group.begin, before, last)
    return Found(i, trigger.type, begin, sides(trigger.type, actor), group.passive)


def _after(s: Sentence, i: int) -> bool:
    """ "after talks", "during their meeting in …": it was held."""
    return any(w in ("after", "during", "following") for w in s.low[max(0, i - 4) : i]) and "before" not in s.low[:i]
