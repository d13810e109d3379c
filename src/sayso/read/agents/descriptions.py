"""Descriptions: whom "the mayor", "the company", "the statement" and "some of them" stand for.

In: a phrase that describes, and a roster. Out: the agent it takes up; None where it brings in somebody new. Who holds
the office comes before who was called the same, a body by its name or trade before one that only could be it.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from sayso.model import Span
from sayso.read.agents import papers, words
from sayso.read.agents.agent import Known, is_plural
from sayso.read.agents.compatriots import compatriot
from sayso.read.agents.couples import pair as firms
from sayso.read.agents.given import Gender
from sayso.read.agents.jointly import team, two
from sayso.read.agents.kin import relative
from sayso.read.agents.newcomers import is_new
from sayso.read.agents.parts import counted
from sayso.read.agents.phrase import Phrase
from sayso.read.agents.pronouns import NOBODY, Others, called_before, most_in_mind
from sayso.read.agents.roster import Roster, fold_name

# What kinds of outlet a noun can take up.
TRADES: dict[str, frozenset[str]] = {
    "agency": frozenset({"agency", "body", "ministry"}),
    "outlet": frozenset({"agency", "newspaper", "broadcaster"}),
    "newspaper": frozenset({"newspaper"}),
    "paper": frozenset({"newspaper"}),
    "magazine": frozenset({"newspaper"}),
    "tabloid": frozenset({"newspaper"}),
    "daily": frozenset({"newspaper"}),
    "site": frozenset({"agency", "newspaper", "broadcaster"}),
    "website": frozenset({"agency", "newspaper", "broadcaster"}),
    "station": frozenset({"broadcaster"}),
    "publication": frozenset({"newspaper", "agency"}),
    "broadcaster": frozenset({"broadcaster"}),
    "channel": frozenset({"broadcaster"}),
    "network": frozenset({"broadcaster"}),
}
NEWS_BODY = re.compile(r"\b(?:news|media)\s+(?:organi[sz]ation|outlet|company|group|service|site|website)$")
# Words by which unnamed sources are taken up again: "four officials …", "one of the sources", "two of the people".
SOURCES = frozenset(
    ["source", "sources", "official", "officials", "people", "person", "persons", "insiders", "diplomats", "diplomat"]
)
OWNER = re.compile(r"(?:his|her|its|their)\s", re.I)  # "his campaign" is nobody else's
OWNED = re.compile(r"(?:(?!\b(?:for|of|in|at|from|with|to)\b).)*['’]s?\s")  # "the brigade's press officer"
COMPLEMENT = re.compile(r"\s(?:of|to|in|at|from)\s+(?:the\s+)?[A-Z]")
ISSUERS = frozenset({"person", "organisation", "group"})
ORDINAL = re.compile(r"(first|former|second|latter|other)\s", re.I)
FORMER = 0.3  # how much less "the governor" is who once was one
LESSER = frozenset({"vice", "deputy"})
# Nouns that stand in the name of whatever they are said of: "the government" is no treasury.
NAMESAKES = frozenset("government administration court tribunal police army navy parliament senate embassy".split())
ELSEWHERE = 0.2
OTHERS = 0.4  # of "the senator", whom the text calls something else
SILENT = 0.6  # of "the candidate", who so far has said nothing
FRESH = 2.5  # of "the striker", whom the sentence before brings in
PLACES = re.compile(r"(?P<place>[A-Z][\w-]+(?:\s[A-Z][\w-]+)?)['’]s\s(?:[\w-]+\s){0,2}[a-z]+$")
OTHER_TERMS = re.compile(r"\b(?:former|next|new|first|last|deputy|vice|acting|future)\b")
PROSECUTORS = re.compile(r"(?:federal |state |local |county |public )?prosecutors", re.I)
PROSECUTION = re.compile(
    r"\b(?:Attorney|Prosecutor)(?:['’]s|s['’]?)? Office\b|\bPublic Prosecution\b|\bProsecution Service\b"
)
# What a person can be as well as a company, where no company is in mind.
PEOPLE_TOO = frozenset({"investor", "owner", "publisher", "producer", "developer", "builder", "employer"})
ANALYSTS = frozenset({"analyst", "analysts"})
INTRODUCED_IN = 5_000  # characters at the text's beginning, where a body's people come in
MANY = 100  # bodies in a text, more than which "the company" far from any cannot mean the only one
UNTOLD = ("company", "civic", "sport", "study")  # what a body may be whose name does not tell
NAMED_SO, SAME_CLASS, COULD_BE = 3.0, 2.0, 0.5  # how well a noun fits a body


def described(roster: Roster, phrase: Phrase, span: Span, besides: Others = NOBODY) -> int | None:
    """The agent that a description takes up; ``besides`` are those that it cannot: who says it."""
    if is_new(phrase):
        return roster.same_name(phrase.name, lambda agent: agent.kind == phrase.kind)
    member = counted(roster, phrase, span)
    member = compatriot(roster, phrase, span.start) if member is None else member
    if member is not None:
        return member
    if phrase.definite and phrase.head in words.VEHICLES and phrase.body is None:
        issuer = _issuer(roster, phrase, span)
        if not papers.speaks_for_itself(roster, phrase.head, issuer):
            return issuer
    pair = two(roster, phrase, span)
    pair = relative(roster, phrase, span) if pair is None else pair
    pair = _of_place(roster, phrase) if pair is None else pair
    if pair is not None:
        return pair
    if OWNER.match(roster.text, span.start, span.end):
        holder = _office_holder(roster, phrase, span, besides)
        return holder if holder is not None else _same_head(roster, phrase, span)
    if phrase.definite and phrase.head in words.BODY_NOUNS and not phrase.part:
        body = _body(roster, phrase, span)
        if body is not None:
            return body
    same = roster.same_name(phrase.name, lambda a: a.kind == phrase.kind)
    if same is None and PROSECUTORS.fullmatch(phrase.name):
        same = _prosecution(roster)
    if same is not None:
        return same
    researchers = team(roster, phrase, span.start)
    if researchers is not None:
        return researchers
    if phrase.head in words.BODY_PEOPLE and phrase.name.lower() == phrase.head and _introduced(roster, phrase.head):
        assessor = most_in_mind(roster, span.start, lambda a: float(_assesses(roster, a)))
        if assessor is not None:
            return assessor
    found = _taken_up(roster, phrase, span, besides) if phrase.definite else None
    found = firms(roster, phrase, span.start) if found is None else found
    return _group(roster, phrase, span) if found is None and phrase.part else found


def _of_place(roster: Roster, phrase: Phrase) -> int | None:
    """ "London's Muslim mayor": the one person of that office whom a sentence names with the place."""
    match = PLACES.match(phrase.name) if phrase.head in words.OFFICES else None
    if match is None or roster.of_surname(match.group("place").split()[-1]) or OTHER_TERMS.search(phrase.name):
        return None
    place = re.compile(rf"\b{re.escape(match.group('place'))}\b")

    def said(mention: Span) -> bool:
        sentence = roster.salience.span(mention.start)
        return place.search(roster.text, sentence.start, sentence.end) is not None

    holders = roster.by_office.get(phrase.head, {})
    found = [index for index in holders if any(map(said, roster.agents[index].mentions))]
    return found[0] if len(found) == 1 else None


def _prosecution(roster: Roster) -> int | None:
    """ "Prosecutors", where the text names one office of theirs."""
    offices = [index for index in roster.bodies if PROSECUTION.search(roster.agents[index].name)]
    return offices[0] if len(offices) == 1 else None


def _introduced(roster: Roster, people: str) -> bool:
    """Whether a bare plural can be a body's people: "analysts" can; "scientists" where they came in as somebody's."""
    own = rf"\b{re.escape(people)}\s+(?:at|from|of|with|for)\b"
    return people in ANALYSTS or re.search(own, roster.text[:INTRODUCED_IN], re.I) is not None


def _group(roster: Roster, phrase: Phrase, span: Span) -> int | None:
    """ "One of the senators": the group named before under that noun."""
    group = most_in_mind(roster, span.start, lambda agent: float(agent.plural and agent.head == phrase.head))
    return called_before(roster, group, span.start) if group is not None else None


def _taken_up(roster: Roster, phrase: Phrase, span: Span, besides: Others) -> int | None:
    """Of a definite description: who holds the office, was called the same, or can be meant at all."""
    holder = _whole(roster, phrase, span)
    holder = _office_holder(roster, phrase, span, besides) if holder is None else holder
    if holder is not None:
        return holder
    for attempt in (_same_head, _written, _same_document, _person, _source, _official):
        found = attempt(roster, phrase, span)
        if found is not None:
            return found
    return None


def _whole(roster: Roster, phrase: Phrase, span: Span) -> int | None:
    return roster.whole_of(phrase.name) if phrase.kind == "organisation" else None


def _office_holder(roster: Roster, phrase: Phrase, span: Span, besides: Others = NOBODY) -> int | None:
    """ "the president": the person in mind whom the text gives that office, and that nation if it says one."""

    which = _portfolio(phrase)

    def holds(agent: Known) -> float:
        fits = (
            agent.kind == "person" and phrase.nation in (None, agent.nation) and _is_office(phrase.head, which, agent)
        )
        former = FORMER if "former" in agent.offices and "former" not in phrase.name else 1.0
        return former * (fits and LESSER & agent.offices <= which)  # "the president" is not the vice president

    near = most_in_mind(roster, span.start, holds, besides)
    if near is not None:
        return near
    holders = [i for i in roster.by_office.get(phrase.head, {}) if i not in besides and holds(roster.agents[i])]
    return holders[0] if len(holders) == 1 and _met_before(roster.agents[holders[0]], span.start) else None


def _portfolio(phrase: Phrase) -> frozenset[str]:
    """What tells the office that a phrase names from others of its kind: foreign, prime."""
    return words.PORTFOLIOS & set(phrase.name.lower().split())


def _is_office(head: str, which: frozenset[str], agent: Known) -> bool:
    """Whether a person holds the very office."""
    return head in agent.offices and which <= agent.offices


def _met_before(agent: Known, at: int) -> bool:
    return min(agent.mentions).start < at if agent.mentions else False


def _same_head(roster: Roster, phrase: Phrase, span: Span) -> int | None:
    """ "the officials" after "four officials": unnamed ones of the same noun; "the official" may be one of them."""
    if phrase.body or not phrase.head:
        return None
    plural = is_plural(phrase.head, phrase.name)
    ordinal = ORDINAL.match(phrase.name)
    forms = {phrase.head, phrase.head.removesuffix("s")} | (set() if plural else {phrase.head + "s"})

    whose = [word for word in phrase.name.split() if word[:1].isupper() and word.lower() != phrase.head]

    def fits(agent: Known) -> bool:
        called = agent.head in forms and agent.spoke >= 0
        ours = not whose or any(word in agent.name for word in whose)  # "the Harris campaign", "the Home Secretary"
        return called and ours and _not_anothers(phrase, agent) and (agent.plural or not plural)

    if ordinal is not None:
        return _in_order(roster, fits, span, ordinal.group(1).lower())
    return _spoke_last(roster, fits, span)


def _not_anothers(phrase: Phrase, agent: Known) -> bool:
    """Whether "the company's spokesman" can be an agent: "a spokesman" or one for that company, not the governor's."""
    owner = OWNED.match(phrase.name)
    whose = (
        owner.group().rstrip().removesuffix("'s").removesuffix("’s").split()[-1].lower() if owner is not None else ""
    )
    return not whose or " " not in agent.name or whose in agent.name.lower()


def _in_order(roster: Roster, fits: Callable[[Known], bool], span: Span, which: str) -> int | None:
    """ "The first official", "the other official": of those met so far, in the order they were."""
    near = roster.salience.scores(span.start)
    met = sorted(i for i in near if fits(roster.agents[i]) and not roster.agents[i].plural)
    if which == "other":
        last = _spoke_last(roster, fits, span)
        return next((i for i in reversed(met) if i != last), None)
    at = 0 if which in ("first", "former") else 1
    return met[at] if len(met) > at else None


def _spoke_last(roster: Roster, fits: Callable[[Known], bool], span: Span) -> int | None:
    near = [i for i in roster.salience.scores(span.start) if fits(roster.agents[i])]
    return max(near, key=lambda i: roster.agents[i].spoke, default=None)


def _written(roster: Roster, phrase: Phrase, span: Span) -> int | None:
    """ "The report" after "a report by Human Rights Watch": the author speaks."""
    return roster.authors.get(phrase.head) if not phrase.body else None


def _official(roster: Roster, phrase: Phrase, span: Span) -> int | None:
    """ "The official", where nobody unnamed was one: the person in mind who holds an office."""
    if phrase.head not in ("official", "diplomat") or phrase.body or span.start >= len(roster.text):
        return None
    return most_in_mind(roster, span.start, lambda a: float(a.kind == "person" and bool(a.offices)))


def _same_document(roster: Roster, phrase: Phrase, span: Span) -> int | None:
    """ "The survey" after "a poll", "the filing" after "court papers"."""
    alike = next((group for group in words.SAME_DOCUMENT if phrase.head in group), frozenset())
    if not alike or phrase.body:
        return None
    return _spoke_last(
        roster,
        lambda a: a.kind == "document" and a.head in alike and papers.one_document(phrase.head, a.head),
        span,
    )


def _person(roster: Roster, phrase: Phrase, span: Span) -> int | None:
    """ "The candidate", "the envoy": the person in mind, where the noun names somebody by what they do."""
    aged = phrase.head.endswith("-year-old")
    head = phrase.head if aged else phrase.head.rpartition("-")[2]  # "the front-runner"
    if (
        head in SOURCES
        or head in words.KIN
        or (head in words.BODY_NOUNS and head not in PEOPLE_TOO)
        or head in words.DOCUMENT
        or span.start >= len(roster.text)
    ):
        return None
    title = head in words.TITLES and (head == "justice" or head not in words.NOBODYS)
    if not (head in words.PEOPLE_SINGULAR or title or words.PERSON_NOUN.fullmatch(head)):
        return None
    if OWNED.match(phrase.name) or COMPLEMENT.search(phrase.name):
        return None  # "the Iraqi ambassador to Greece", "the brigade's press officer" brings in somebody
    gender: Gender = "f" if head in words.FEMALE else "m" if head in words.MALE else ""
    which = _portfolio(phrase)
    before = roster.salience.brought(span.start)
    fresh = roster.agents[before] if before is not None else None

    def fits(agent: Known) -> float:
        if agent.kind != "person" or (gender and agent.gender not in ("", gender)):
            return 0.0
        if head in words.OFFICES and agent.offices and not _is_office(head, which, agent):
            return 0.0  # "the Chancellor" is not the prime minister
        if phrase.nation is None or agent.nation == phrase.nation:
            other = title and agent.offices and head not in agent.offices
            known = FRESH if agent is fresh else 1.0 if agent.spoke >= 0 else SILENT
            return known * (OTHERS if other else 1.0)
        elsewhere = head in agent.offices  # "the French president" is not the one whose country goes without saying
        return 0.0 if agent.nation is not None else ELSEWHERE if elsewhere else 1.0

    return most_in_mind(roster, span.start, fits)


def _source(roster: Roster, phrase: Phrase, span: Span) -> int | None:
    if phrase.head not in SOURCES or phrase.name.lower() != phrase.head:
        return None
    plural = is_plural(phrase.head, phrase.name)
    return _spoke_last(roster, lambda a: a.kind == "unnamed" and a.head in SOURCES and (a.plural or not plural), span)


def _issuer(roster: Roster, phrase: Phrase, span: Span) -> int | None:
    """Whose statement "the statement" is: who spoke last, else the body or person in mind."""
    speaker = most_in_mind(roster, span.start, lambda a: float(a.spoke >= 0 and a.kind in ISSUERS))
    if speaker is not None:
        return speaker
    return most_in_mind(roster, span.start, lambda a: float(a.kind in ISSUERS))


def _body(roster: Roster, phrase: Phrase, span: Span) -> int | None:
    """ "The agency", "the company": the body in mind whose name, trade or class the noun fits."""
    if phrase.body or (phrase.nation is None and _is_anothers(roster, phrase)):
        return None
    bare = roster.text[span.start : span.end] in ("", phrase.head)  # "… – union", of a headline

    def fit(agent: Known) -> float:
        found = _fit(roster, phrase, agent)
        return 0.0 if bare and found < NAMED_SO else found

    found = most_in_mind(roster, span.start, fit)
    if bare or found is not None or phrase.nation is not None or len(roster.bodies) > MANY:
        return found
    every = [i for i in roster.bodies if _fit(roster, phrase, roster.agents[i]) >= SAME_CLASS]
    before = [i for i in every if _met_before(roster.agents[i], span.start)]
    return before[0] if len(before) == 1 else None


def _is_anothers(roster: Roster, phrase: Phrase) -> bool:
    """Whether a description is somebody's ("the Harris campaign"): in "the St. Louis company" a place stands."""
    capitals = [word for word in phrase.name.split() if word[:1].isupper()]
    lower = [word for word in phrase.name.split() if word[:1].islower()]
    seated = phrase.head in words.FIRMS or len(lower) > 1
    if not capitals or not seated:
        return bool(capitals)
    return any(roster.of_surname(w) or roster.same_name(w, lambda a: a.kind == "organisation") for w in capitals)


def _fit(roster: Roster, phrase: Phrase, agent: Known) -> float:
    """How well a noun fits a body, 0 where it cannot mean it."""
    if agent.kind not in ("organisation", "group") or (phrase.nation and agent.nation not in (None, phrase.nation)):
        return 0.0
    if phrase.nation and agent.nation is None and phrase.head not in words.CLASSES["company"]:
        return 0.0  # "the German automaker" may be Volkswagen, whose country goes without saying
    head = "outlet" if NEWS_BODY.search(phrase.name) else phrase.head
    if agent.kind == "group":
        return NAMED_SO if agent.head == head and agent.spoke >= 0 else 0.0
    if head in fold_name(agent.name).split() or head in agent.trades or head == agent.head:
        return NAMED_SO
    entry = roster.directory.find(agent.name)
    if entry is not None and entry.what and head in TRADES:
        return SAME_CLASS * (entry.what in TRADES[head])
    if head in NAMESAKES:
        return 0.0
    if any(head in words.CLASSES[kind] for kind in agent.classes):
        return SAME_CLASS
    return COULD_BE * (not agent.classes and any(head in words.CLASSES[kind] for kind in UNTOLD))


def _assesses(roster: Roster, agent: Known) -> bool:
    return roster.directory.is_assessor(agent.name) or (
        agent.kind == "organisation" and "institute" in agent.name.lower()
    )
