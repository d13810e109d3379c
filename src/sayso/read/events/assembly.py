"""From triggers to events: each with the carrier, the actor, the places and the day of its clause."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Container, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from sayso.model import Event, Place, Span, Time
from sayso.read.events.actors import (
    DAYS,
    Subject,
    agent_by,
    apposed,
    beside,
    first_subject,
    is_demonym,
    opening,
    subject,
    weapons_owner,
)
from sayso.read.events.clause import Sentence, sentence
from sayso.read.events.lexicon import ACTORS, ADVERB, ARMED, GROUND, MARTIAL, OFFICIAL, PEOPLE, TROOPS, UTTERING, WEAPONS, Trigger, triggers
from sayso.read.events.listed import before_where
from sayso.read.events.nouns import nominal
from sayso.read.events.unlisted import unlisted
from sayso.read.events.verbs import Group, accused_of, attempt, verb_group
from sayso.read.events.where import clause_end, places_of, points_back, region_meant, where_clause
from sayso.read.index import Index

Carrier = tuple[str, Sequence[Span]]

LETTERS = re.compile(r"[A-Za-z][A-Za-z-]*")
# A rough end is enough here: it only bounds the search for a subject and for places.
SENTENCE_END = re.compile(r"[.!?…]['\"”’)\]]*(?:,+\s*|\s+)(?=[\"“‘'`(\[•]*\s*[A-Z0-9])|\n+|,{2,}|(?<=[\w)\]”])(?:,(?=[A-Z“]))")
ABBREVIATED = re.compile(
    r"\b(?:Mr|Mrs|Ms|Dr|Gen|Lt|Col|Maj|Capt|Sgt|Adm|Brig|Mech|Sen|Rep|Gov|St|No|U\.S|U\.N|[A-Z])\.$"
)
# "ISTANBUL, Turkey (AP) - ": what follows is the sentence.
DATELINE = re.compile(r"\s*[A-Z][^()\n]{1,50}\([^()\n]{2,30}\)\s*(?:_+|-+|[—–])\s*")
LONGER = re.compile(r"\s([A-Z][a-z]{2,})(?=\s*(?:[,.;)]|and\b|on\b))")
PORT_OF = re.compile(r"\b(?:Port|City|Siege|Battle)\s+of\s+$")
KIND_OF_PLACE = re.compile(
    r"City|Oblast|Region|Raion|District|Province|State|County|Airport|Port|Base|Front|Direction|Axis|Island|River|Bridge|Times|Post"
)
SHORT_STATE = re.compile(r"U\.?S\.?|U\.?K\.?|U\.?N\.?|E\.?U\.?|America")
OF_PLACE = re.compile(r",\s+of\s+$")
# "a Britain-based group", "Saudi Arabia-led": no place of the event
COMPOUND = re.compile(r"-(?!on\b)[a-z]")
DONE_TO = re.compile(r"\s+(?:was|were|is|has been|have been)\s")
GOVERNED = re.compile(r"\b(?:on|in|at|near|into|attacked|struck|shelled|bombed|hit|captured|seized|invaded)\s+$")
MINDED = 600  # characters within which "he" is the person named last
FEWEST_WORDS_OF_WAR = 5
WAR_EVERY = 400  # characters; assessments of the war have one in 120, other news one in 1,000
LONGEST = 1500  # characters of a sentence on each side of its first trigger; more is a page without stops
BOTH_SIDES = "both sides"
SPEAKER = "\0we"  # stands for whoever says the statement that carries the event, until that is known
# which the statement carries that the words themselves make: "vowed that …", "chanted: …"
SPEECH = frozenset("accuse request reject threaten agree support protest concede consult".split())
PLACELESS = frozenset("accuse request reject threaten sanction support".split())  # whose target is no place of theirs
# what is agreed about a country happened where it says "in" or "at": the venue
AT_A_VENUE = frozenset("agree aid cooperate consult concede".split())
VENUE = re.compile(r"\b(?:in|at)\s+(?:the\s+)?(?:[\w-]+\s+){0,2}$")
TRAVEL = frozenset("visit tour trip arrive fly flew travel head go went leave left return land".split())
IMAGERY = re.compile(r"\b(?:imagery|images?|footage|photos?|photograph\w*|videos?|cameras?|camera\w+|pictures?)\b", re.I)
# whose doer must be known where a verb tells of it
DONE_BY_SOMEBODY = frozenset("consult aid cooperate support concede sanction".split())
FALLING = frozenset("fall falls fell fallen falling".split())
COMING = frozenset("come comes came coming".split())
LOCAL = GROUND | {"assault", "coerce", "protest"}
REFERRED_TO = GROUND | {"assault", "coerce", "protest"}  # which count where a sentence only refers to them
VIOLENCE = GROUND | {"assault", "coerce", "protest"}
MOVEMENTS = frozenset("advance withdraw regain".split())
CIVIL = frozenset("team company party side club".split())


class _Carried(NamedTuple):
    start: int
    end: int
    id: str


class Known(NamedTuple):
    """Who is who in the text: the speaker of each statement, whom a pronoun at an offset stands for, and where
    persons are named (offset and name, in order)."""

    speakers: Mapping[str, str] = {}
    pronouns: Mapping[int, str] = {}
    persons: Sequence[tuple[int, str]] = ()

    def person_before(self, at: int) -> str | None:
        """The person named last before ``at``, if not long before."""
        index = bisect_left(self.persons, (at, "")) - 1
        return self.persons[index][1] if index >= 0 and at - self.persons[index][0] < MINDED else None


class _Found(NamedTuple):
    """A trigger with its actor: token, type, first token of its clause, and what it was done to stands before."""

    token: int
    type: str
    begin: int
    actor: str | None
    passive: bool
    nominal: bool = False  # a noun without a governing verb
    weak: bool = False  # a noun that only refers to it


class _Memory(NamedTuple):
    """What a later sentence may point back to: the last subject, and the last place smaller than a country."""

    subject: str | None = None
    place: str | None = None
    region: str | None = None
    known: Known = Known()
    war: bool = False  # whether the text is about war at all
    mentioned: Index[Place] | None = None

    def mentioned_last(self, kinds: Sequence[str], at: int) -> str | None:
        """The last place of these kinds that is named before ``at``, if not long before."""
        near = self.mentioned.begun_in(max(0, at - MINDED), at) if self.mentioned is not None else []
        return next((p.name for p in reversed(near) if p.kind in kinds and p.use == "literal"), None)

    def after(self, found: Sequence[_Found], here: Sequence[Place], where: Sequence[Sequence[str | None]]) -> _Memory:
        """The memory behind a sentence."""
        subject = next((f.actor for f in found if f.actor not in (None, BOTH_SIDES, SPEAKER)), self.subject)
        near = [p.name for p in here if p.kind in ("settlement", "facility")]
        near = [name for names in where for name in names if name in near] + near
        wide = [p.name for p in here if p.kind == "region"]
        return self._replace(
            subject=subject, place=near[0] if near else self.place, region=wide[0] if wide else self.region
        )


def events(
    text: str, carriers: Sequence[Carrier], places: Sequence[Place], times: Sequence[Time], known: Known = Known()
) -> tuple[Event, ...]:
    """The events that the carriers put forward, in text order. ``when`` is a TIMEX3 value of the same sentence."""
    spans = Index([_Carried(s.start, s.end, carrier) for carrier, theirs in carriers for s in theirs])
    mapped = Index([p for p in places if p.use != "demonym"])
    dated = Index([t for t in times if t.type in ("DATE", "TIME")])
    out: dict[tuple[str, str, str | None], Event] = {}
    persons = frozenset(word for _, name in known.persons for word in name.split()) - {p.name for p in places}
    named = {p.name for p in places}
    known = known._replace(persons=[(at, name) for at, name in known.persons if name not in named])
    memory = _Memory(known=known, war=_of_war(text), mentioned=mapped)
    for bounds in _sentences_with_triggers(text):
        s = sentence(text, *bounds)
        found = _found(s, memory)
        here = _here(s, found, mapped.begun_in(*bounds), persons)
        where = _places(s, found, here, memory)
        times_here = dated.begun_in(*bounds)
        for one, chosen in zip(found, where, strict=True):
            carrier = _carrier(spans, s, one)
            when = _when(times_here, s.start[one.token])
            if one.actor == SPEAKER:
                one = one._replace(actor=known.speakers.get(carrier or ""))
            for place in chosen if carrier is not None else ():
                if not _holds(s, one, place, memory.war):
                    continue
                event = Event(one.type, one.actor, place, when, carrier or "", s.start[one.token], s.end[one.token])
                out.setdefault((event.statement, one.type, place), event)
        memory = memory.after(found, here, where)
    return tuple(sorted(out.values(), key=lambda e: (e.start, e.end, e.statement, e.place or "")))


@lru_cache(maxsize=1 << 15)
def _martial(word: str) -> bool:
    return MARTIAL.search(word) is not None


def _of_war(text: str) -> bool:
    """Whether words of war stand all over the text, so that no sentence needs one of its own."""
    words = sum(times for word, times in Counter(text.lower().split()).items() if _martial(word))
    return words >= FEWEST_WORDS_OF_WAR and words * WAR_EVERY >= len(text)


def _holds(s: Sentence, one: _Found, place: str | None, war: bool) -> bool:
    if one.actor is not None and one.type in GROUND and IMAGERY.search(one.actor):
        return False  # "imagery captured a convoy"
    if one.actor is None and one.type in DONE_BY_SOMEBODY and not one.nominal:
        return False
    if one.type in MOVEMENTS and not (war or MARTIAL.search(s.text, s.start[0], s.end[-1])):
        return False  # plans are advanced, bids withdrawn
    return place is not None or _holds_without_place(s, one, war)


def _holds_without_place(s: Sentence, one: _Found, war: bool) -> bool:
    """What happened nowhere in particular needs a doer, unless it is violence told or fighting referred to.

    A fight needs words of war: a team attacks, a company captures a market.
    """
    martial = war or one.type not in GROUND or bool(MARTIAL.search(s.text, s.start[0], s.end[-1]))
    if one.actor is None:
        told = one.nominal and not one.weak and one.type in ("sanction", "consult", "concede")
        return told or (martial and one.type in (GROUND if one.weak else VIOLENCE))
    return martial and one.actor.split(" ")[-1] not in CIVIL and not (one.weak and one.actor == BOTH_SIDES)


def _here(s: Sentence, found: Sequence[_Found], mentioned: Sequence[Place], persons: Container[str]) -> list[Place]:
    """The places of the sentence: literal ones; of fighting also those that read like a government ("fired on Kyiv")
    and those that no gazetteer has."""
    starts = {p.start for p in mentioned}
    mentioned = [p for p in mentioned if not _as_adjective(s, p)]
    mentioned = [p for p in mentioned if not _longer_name(s, p, starts) and not COMPOUND.match(s.text, p.end)]
    if not any(one.type in GROUND for one in found):
        return [p for p in mentioned if p.use == "literal"]
    known = [p for p in mentioned if (p.use != "name" or _port(s, p)) and not _speaks(s, p)]
    return sorted((*known, *unlisted(s, mentioned, persons)), key=lambda p: p.start)


def _as_adjective(s: Sentence, place: Place) -> bool:
    """ "U.S. embassies in Kenya": short names of states before a noun are no places."""
    return bool(
        SHORT_STATE.fullmatch(s.text, place.start, place.end)
        and re.match(r"\s(?!(?:and|or|in|on|to|for|with|is|was|has|have|after|by|from|at|as|over)\b)[A-Za-z]", s.text[place.end : place.end + 8])
        and not s.text[max(0, place.start - 5) : place.start].lower().endswith("the ")
    )


def _longer_name(s: Sentence, place: Place, starts: Container[int]) -> bool:
    """ "Cherkasy Tyshky": another village than Cherkasy, unless the next word says what kind of place it is."""
    longer = LONGER.match(s.text, place.end) if place.kind == "settlement" and place.use == "literal" else None
    if longer is None or longer.start(1) in starts:
        return False
    return longer.group(1).lower() not in DAYS and not KIND_OF_PLACE.search(longer.group(1))


def _port(s: Sentence, place: Place) -> bool:
    """ "the Port of Mariupol" is named after where it lies."""
    return bool(PORT_OF.search(s.text, max(0, place.start - 12), place.start))


def _home(s: Sentence, here: Sequence[Place], name: str | None) -> bool:
    """ "arrested Floyd, 47, of Los Angeles": where somebody is from."""
    return any(p.name == name and OF_PLACE.search(s.text, max(0, p.start - 12), p.start) for p in here)


def _speaks(s: Sentence, place: Place) -> bool:
    """A government at the head of a clause is a doer and no place, unless something was done to it."""
    return (
        place.use == "government"
        and not DONE_TO.match(s.text, place.end)
        and not GOVERNED.search(s.text, max(0, place.start - 12), place.start)
    )


def _sentences_with_triggers(text: str) -> Iterator[tuple[int, int]]:
    ends = [
        m.end()
        for m in SENTENCE_END.finditer(text)
        if not ABBREVIATED.search(text, max(0, m.start() - 6), m.start() + 1)
    ]
    known = triggers()
    done = 0
    for match in LETTERS.finditer(text):
        if match.start() < done:
            continue
        lines = known.get(match.group().lower())
        if lines is None or not _may_follow(text, match.end(), lines):
            continue
        at = bisect_right(ends, match.start())
        start = ends[at - 1] if at else 0
        start = max(start, done, match.start() - LONGEST)
        done = min(ends[at] if at < len(ends) else len(text), start + 2 * LONGEST)
        dateline = DATELINE.match(text, start, done)
        yield (dateline.end() if dateline else start), done


def _may_follow(text: str, end: int, lines: Sequence[Trigger]) -> bool:
    """Whether any line's needs can stand behind: most words of saying are followed by nothing of note."""
    if any(line.follows is None or line.follows.match(text, end) for line in lines):
        return True
    aside = LETTERS.match(text, end + 1)
    if aside is None or not _an_aside(aside.group().lower()):
        return False
    return any(line.follows.match(text, aside.end()) for line in lines if line.follows is not None)


def _an_aside(word: str) -> bool:
    return word.endswith("ly") or word in ADVERB or word in DAYS


def _found(s: Sentence, memory: _Memory) -> list[_Found]:
    """The triggers of a sentence with their actors, in order."""
    table = triggers()
    out: list[_Found] = []
    for i, word in enumerate(s.low):
        lines = table.get(word)
        if lines is None:
            continue
        weak: _Found | None = None
        for trigger in lines:
            if not _follows(s, i, trigger):
                continue
            one = _read(s, i, trigger, out, memory)
            if one is not None and not one.weak:
                out.append(one)
                break
            weak = weak or one
        else:
            out += [weak] if weak else []
    fought = any(one.type in GROUND and not one.weak for one in out)
    out = [one for one in out if not one.weak or (one.type in REFERRED_TO and not fought)]
    fought = any(one.type in GROUND for one in out)
    if fought:
        return [one for one in out if one.type != "assault"]
    return [
        one._replace(type="attack") if one.type == "assault" and ARMED.search(one.actor or "") else one for one in out
    ]


def _follows(s: Sentence, i: int, trigger: Trigger) -> bool:
    """Whether what the trigger needs stands behind it, an adverb aside ("complained bitterly about")."""
    if trigger.follows is None or trigger.follows.match(s.text, s.end[i]):
        return True
    return i + 1 < len(s) and _an_aside(s.low[i + 1]) and bool(trigger.follows.match(s.text, s.end[i + 1]))


def _read(s: Sentence, i: int, trigger: Trigger, before: Sequence[_Found], last: _Memory) -> _Found | None:
    if trigger.part == "adjective":
        return _Found(i, trigger.type, _clause_begin(s, i), BOTH_SIDES, False)
    if trigger.part == "noun":
        return _read_noun(s, i, trigger, before, last)
    if trigger.part == "done":
        return _read_noun(s, i, trigger, before, last, light=True)
    if trigger.part == "tried":
        return _read_attempt(s, i, trigger, before, last)
    group = verb_group(s, i, chains_present=trigger.type not in GROUND and trigger.part == "verb")
    if group is None or (trigger.part == "armed" and not _armed(s, i, group)):
        return None
    begin = _clause_begin(s, group.begin)
    if trigger.part == "official" and not _official(s, group):
        return None
    if trigger.part == "undergone":
        return _undergone(s, i, trigger, group, begin)
    if trigger.type == "withdraw" and group.passive and not TROOPS.search(s.text, s.start[max(0, group.begin - 6)], s.start[i]):
        return None  # a bill is withdrawn
    if trigger.part == "moved":
        return _moved(s, i, trigger, group, begin)
    if trigger.part == "armed":
        return _Found(i, trigger.type, begin, agent_by(s, i) if group.passive else weapons_owner(s, group.begin), False)
    if s.low[i] in FALLING and trigger.type == "capture":
        return _Found(i, trigger.type, begin, agent_by(s, i, "to"), True)
    if s.low[i] in COMING:  # "the post came under fire from …": what is told of stands before
        return _Found(i, trigger.type, begin, _sides(trigger, agent_by(s, i, "from")), True)
    if group.passive:
        return _Found(i, trigger.type, begin, _sides(trigger, agent_by(s, i)), True)
    if trigger.type not in GROUND and s.low[group.begin - 1] == "you" and group.begin:
        return None
    if group.participle or accused_of(s, group.begin):
        actor = beside(s, group.begin if group.participle else group.begin - 1)
    else:
        actor = _actor(s, group.begin, before, last)
    return _Found(i, trigger.type, begin, _sides(trigger, actor), False)


def _official(s: Sentence, group: Group) -> bool:
    found = subject(s, group.begin)
    return found is not None and bool(OFFICIAL.search(s.text, s.start[found.begin], s.start[group.begin]))


def _undergone(s: Sentence, i: int, trigger: Trigger, group: Group, begin: int) -> _Found | None:
    """What is done to people: "the hostages were released"."""
    before = s.text[s.start[max(0, group.begin - 4)] : s.start[group.begin]].rstrip()
    shared = s.low[group.begin - 1] in ("and", "but")  # "served 20 years and was released"
    if not group.passive or not (shared or PEOPLE.search(before)) or (s.low[i] == "held" and s.capital(group.begin - 1)):
        return None
    return _Found(i, trigger.type, begin, agent_by(s, i), True, True)


def _moved(s: Sentence, i: int, trigger: Trigger, group: Group, begin: int) -> _Found | None:
    """Troops that move or are moved: "forces from the east were sent to …", "units moving through …"."""
    found = None if group.participle else subject(s, group.begin)
    name = beside(s, group.begin) if group.participle else found.name if found else None
    first = s.start[found.begin] if found else s.start[max(0, group.begin - 5)]
    if name is None or s.low[group.begin - 1] in WEAPONS or not TROOPS.search(s.text, first, s.start[group.begin]):
        return None
    return _Found(i, trigger.type, begin, name, False)


def _armed(s: Sentence, i: int, group: Group) -> bool:
    """Whether a weapon does it: "a drone hit the depot", "was damaged by rockets"."""
    if group.passive:
        behind = s.low[i + 1 : i + 8]
        return "by" in behind and bool(WEAPONS & set(behind[behind.index("by") :]))
    return group.begin > 0 and s.low[group.begin - 1] in WEAPONS


def _read_attempt(s: Sentence, i: int, trigger: Trigger, before: Sequence[_Found], last: _Memory) -> _Found | None:
    """ "attempted to advance", "failed to capture": no ground changed hands, but somebody attacked."""
    leading = attempt(s, i)
    if leading is None:
        return None
    if trigger.type in GROUND and not (last.war or MARTIAL.search(s.text, s.start[0], s.end[-1])):
        return None
    begin = _clause_begin(s, leading)
    return _Found(i, trigger.type, begin, _sides(trigger, _actor(s, leading, before, last)), False)


def _read_noun(
    s: Sentence, i: int, trigger: Trigger, before: Sequence[_Found], last: _Memory, *, light: bool = False
) -> _Found | None:
    """``light``: only where a verb that adds nothing governs it ("issued an ultimatum")."""
    found = nominal(s, i)
    if found is None or (light and (found.verb is None or s.low[found.verb] not in UTTERING or i - found.verb > NEAR)):
        return None
    if found.verb is None and trigger.type == "consult" and (pair := _between(s, i)) is not None:
        return _Found(i, trigger.type, 0, pair, False, True)
    if found.verb is None and trigger.type == "consult" and (_after(s, i) or s.low[i + 1 : i + 2] == ["with"]):
        return _Found(i, trigger.type, 0, found.actor or _main_subject(s, i), False, True)
    if found.verb is None:
        actor = found.actor or (_whose(before, last) if found.theirs else None)
        return _Found(i, trigger.type, _clause_begin(s, i), _sides(trigger, actor), False, True, found.weak)
    group = verb_group(s, found.verb)
    if group is None:
        return None
    begin = _clause_begin(s, group.begin)
    actor = agent_by(s, found.verb) if group.passive else _actor(s, group.begin, before, last)
    return _Found(i, trigger.type, begin, _sides(trigger, actor), group.passive)


def _whose(before: Sequence[_Found], last: _Memory) -> str | None:
    """Whose "its invasion" is: of whoever did something last."""
    return next((f.actor for f in reversed(before) if f.actor and f.actor != BOTH_SIDES), last.subject)


def _main_subject(s: Sentence, i: int) -> str | None:
    """Of the clause behind "After talks in …,"; of the sentence where no comma follows."""
    comma = next((k for k in range(i, len(s)) if s.word[k] == ","), None)
    return first_subject(s, comma + 1 if comma is not None else 0, len(s))


def _between(s: Sentence, i: int) -> str | None:
    """Whom "a meeting between X and Y" names: the first of them stands for both."""
    behind = s.low[i + 1 : i + 5]
    return agent_by(s, i, "between") if "between" in behind else None


def _after(s: Sentence, i: int) -> bool:
    """ "after talks", "during their meeting in …": it was held."""
    return any(w in ("after", "during", "following") for w in s.low[max(0, i - 4) : i]) and "before" not in s.low[:i]


def _sides(trigger: Trigger, actor: str | None) -> str | None:
    if trigger.type == "contested":
        return BOTH_SIDES
    return f"{actor} forces" if actor and trigger.type in GROUND and is_demonym(actor) else actor


def _actor(s: Sentence, begin: int, before: Sequence[_Found], last: _Memory) -> str | None:
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
    clause = _clause_begin(s, begin - 1 if begin and s.low[begin - 1] in ("and", "but") else begin)
    chain = (f for f in reversed(before) if f.token >= clause and not accused_of(s, f.token))
    inherited = next((f.actor for f in chain if f.actor not in (None, BOTH_SIDES)), None)
    if inherited:
        return inherited
    found = _nearest_opening(s, clause, begin)
    if found is not None and found.pronoun:
        return _stands_for(s, found, earlier, last)
    return (found.name if found else None) or earlier


def _nearest_opening(s: Sentence, clause: int, begin: int) -> Subject | None:
    """The subject that a chained verb shares: of the nearest "when", "while" or "as" clause, else of the sentence."""
    for k in range(begin - 1, clause, -1):
        if s.low[k] in SUBCLAUSE and s.low[k - 1] not in ("such", "as", "well", "same"):
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


def _stands_for(s: Sentence, found: Subject, earlier: str | None, memory: _Memory) -> str | None:
    """Whom the pronoun stands for: who speaks, whom the reading found, or whom the words before it have in mind."""
    at = s.start[found.begin]
    if found.pronoun in ("i", "we"):
        return SPEAKER
    if found.pronoun == "you":
        return None
    if at in memory.known.pronouns:
        return memory.known.pronouns[at]
    person = memory.known.person_before(at) if found.pronoun in ("he", "she") else None
    return person or earlier or first_subject(s, 0, found.begin) or memory.subject


def _clause_begin(s: Sentence, i: int) -> int:
    for k in range(i - 1, -1, -1):
        if s.low[k] in ("that", "but", "because", "although", "whereas") or s.word[k] in ";:":
            return k + 1
    return 0


def _carrier(spans: Index[_Carried], s: Sentence, one: _Found) -> str | None:
    """The innermost carrier that holds the trigger; an act of speech may be carried by the statement it makes."""
    at = s.start[one.token]
    holding = [c for c in spans.touching(at, at + 1) if c.start <= at < c.end]
    if holding:
        return min(holding, key=lambda c: (c.end - c.start, c.id)).id
    if one.type not in SPEECH:
        return None
    made = list(spans.begun_in(at, s.end[-1]))
    return made[0].id if made else None


def _places(s: Sentence, found: Sequence[_Found], here: Sequence[Place], before: _Memory) -> list[list[str | None]]:
    """For each trigger its places; one that shares its object with the next ("strikes and assaults on …") its place."""
    out: list[list[str | None]] = []
    for index in range(len(found) - 1, -1, -1):
        one = found[index]
        following = found[index + 1].token if index + 1 < len(found) else None
        later = [f.token for f in found[index + 1 :]]
        end = clause_end(s, one.token, later, here)
        chosen: list[str | None] = [p.name for p in places_of(s, one.token, end, one.begin, here, one.passive)]
        opened = where_clause(s, one.token, one.begin) if not _behind(s, one, end, here) else None
        if opened is not None:
            chosen = [p.name for p in before_where(s.text, s.start[opened], here)]
        if one.type not in GROUND:
            chosen = [p for p in chosen if not _home(s, here, p)]
        if not chosen and one.type in GROUND and not points_back(s, one.token, end):
            end = clause_end(s, one.token, later, here, through_purpose=True)
            chosen = [p.name for p in places_of(s, one.token, end, one.begin, here, one.passive)]
        if one.type in AT_A_VENUE and opened is None and not TRAVEL & set(s.low[one.token : one.token + 8]):
            venues = {p.name for p in here if VENUE.search(s.text, max(0, p.start - 40), p.start)}
            chosen = [name for name in chosen if name in venues]
        if not _behind(s, one, end, here) and following is not None and _shares(s, one.token, following) and out:
            chosen = out[-1]
        elif one.type in PLACELESS:
            chosen = []
        elif not chosen and one.type in LOCAL and any(points_back(s, k, end) for k in (one.token, one.begin)):
            chosen = [_pointed_at(s, one, end, here, before)]
        out.append(chosen or [None])
    return out[::-1]


def _behind(s: Sentence, one: _Found, end: int, here: Sequence[Place]) -> bool:
    return any(s.start[one.token] <= p.start < s.end[end - 1] for p in here)


def _pointed_at(s: Sentence, one: _Found, end: int, here: Sequence[Place], before: _Memory) -> str | None:
    """What "there" and "in the city" point back to."""
    kinds = ("region",) if region_meant(s, one.token, end) else ("settlement", "facility")
    earlier = [p.name for p in here if p.start < s.start[one.token] and p.kind in kinds]
    if earlier:
        return earlier[0]
    told = before.region if kinds == ("region",) else before.place
    return told or before.mentioned_last(kinds, s.start[0])


SUBCLAUSE = frozenset("when while after where as once since".split())
NEAR = 6  # tokens between "issued" and "ultimatum"
SHARED = 6  # tokens between two triggers that share what follows


def _shares(s: Sentence, a: int, b: int) -> bool:
    between = s.low[a + 1 : b]
    return b - a <= SHARED and "and" in between and "," not in between


def _when(dated: Sequence[Time], at: int) -> str | None:
    """The time nearest to the trigger in its sentence, one behind it before one in front."""
    if not dated:
        return None
    return min(dated, key=lambda t: t.start - at if t.start > at else 2 * (at - t.start)).value
