"""The agents of one document: every source phrase resolved to one agent.

In: source phrases in text order, with the persons named in the text. Out: agents with canonical names, kinds and
mentions. A full name, surname, title, acronym, pronoun, "the official" or "analysts" leads to the agent it stands for;
what cannot be resolved becomes an agent of its own, never a guess.
"""

from __future__ import annotations

import hashlib
import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field

from msgspec.structs import replace

from sayso.model import Agent, AgentKind, Span
from sayso.read.agents import words
from sayso.read.agents.directory import Directory
from sayso.read.agents.people import Person, fold
from sayso.read.agents.phrase import Phrase, parse

ACRONYM = re.compile(
    r"(?<![\w’'-])"
    r"((?:[A-Z][\w’'-]*|of|for|the|and|on|in|de|&)(?:\s+(?:[A-Z][\w’'-]*|of|for|the|and|on|in|de|&)){1,12})\s+\(([A-Z][A-Za-z]{1,9})\)"
)
NAME_RUN = re.compile(r"[A-ZÀ-Ž][\w’'-]*(?:\s+(?:of\s+|the\s+)?[A-ZÀ-Ž][\w’'-]*){0,4}")
NEAR = 1500  # characters: how far back a pronoun or "the official" looks (the longest of the examples' is 900)
OPENING = 30  # characters of titles between a sentence's beginning and its subject's name
SENTENCE_START = re.compile(r"(?:[.!?][”\"]?\s|\n)[^.!?,]*$")
JUST_NAMED = 250  # characters: a sentence or two
PLURAL_PRONOUNS = frozenset({"they", "them", "themselves", "their"})
THING_PRONOUNS = frozenset({"it", "itself", "its", "which"})


@dataclass(slots=True)
class _Known:
    """An agent while the document is being read."""

    name: str
    kind: AgentKind
    head: str = ""
    offices: set[str] = field(default_factory=set)
    nation: str | None = None
    mentions: set[Span] = field(default_factory=set)
    last: int = -1
    order: int = 0


class Registry:
    """Resolves source phrases of one document. Call ``resolve`` in text order."""

    def __init__(self, text: str, persons: tuple[Person, ...], directory: Directory, publisher: str | None) -> None:
        self._text = text
        self._directory = directory
        self._agents: list[_Known] = []
        self._acronyms = _acronyms(text, directory)
        self._persons = persons
        self._publisher = publisher
        self._besides: int | None = None

    def resolve(self, span: Span, *, ahead: bool = False, besides: int | None = None) -> int:
        """The index of the agent that the words at ``span`` stand for. ``ahead``: a headline, whose "– expert" is
        named only below it. ``besides``: an agent that a pronoun cannot mean, because it is the one who speaks."""
        phrase = parse(self._text[span.start : span.end], self._directory)
        if ahead and not phrase.proper and not phrase.pronoun:
            phrase = replace(phrase, definite=True)
            span = Span(len(self._text), len(self._text))
        self._besides = besides if phrase.pronoun else None
        index = self._find(phrase, span)
        if index is None:
            index = self._add(phrase)
        elif phrase.part and self._agents[index].kind in ("unnamed", "group"):
            index = self._part_of(phrase.part, index)
        agent = self._agents[index]
        if span.end > span.start:
            agent.mentions.add(span)
            agent.last = max(agent.last, span.start)
        if phrase.head and phrase.kind == "person":
            agent.offices.update(phrase.head.split())
        return index

    def _part_of(self, part: str, group: int) -> int:
        """ "One of the officials": an agent of its own, named after its group."""
        return self.named(f"{part} the {self._agents[group].name}", "unnamed")

    def named(self, name: str, kind: AgentKind = "organisation") -> int:
        """The index of the agent with a canonical name, added when new."""
        for index, agent in enumerate(self._agents):
            if agent.name == name:
                return index
        self._agents.append(_Known(name, kind, order=len(self._agents)))
        return len(self._agents) - 1

    def names_body(self, span: Span) -> bool:
        """Whether the words at ``span`` name an organisation."""
        phrase = parse(self._text[span.start : span.end], self._directory)
        return phrase.proper and phrase.kind == "organisation"

    def vouching(self, span: Span) -> str | None:
        """The agent within the phrase who shows a document ("reviewed by Reuters"), by canonical name."""
        by = parse(self._text[span.start : span.end], self._directory).vouching
        if by is None:
            return None
        entry = self._directory.find(by.split(",")[0].strip())
        return entry.name if entry else None

    def name(self, index: int) -> str:
        """The canonical name of an agent."""
        return self._agents[index].name

    def kind(self, index: int) -> AgentKind:
        """The kind of an agent."""
        return self._agents[index].kind

    def agents(self, used: set[int], document: str) -> dict[int, Agent]:
        """The agents of ``used`` as values, with ids of this document."""
        return {i: self._value(self._agents[i], document) for i in sorted(used)}

    def _value(self, known: _Known, document: str) -> Agent:
        digest = hashlib.blake2b(f"{document}|{known.kind}|{known.name}".encode(), digest_size=6).hexdigest()
        return Agent(f"a{digest}", known.name, known.kind, tuple(sorted(known.mentions)))

    # -- finding ------------------------------------------------------------------------------------------

    def _find(self, phrase: Phrase, span: Span) -> int | None:
        if phrase.pronoun:
            return self._pronoun(phrase.name, span)
        if phrase.kind == "person" and phrase.proper:
            return self._person(phrase)
        if phrase.proper:
            return self._proper(phrase)
        return self._described(phrase, span)

    def _person(self, phrase: Phrase) -> int | None:
        surname = fold(phrase.name.split()[-1])
        matches = [i for i, a in enumerate(self._agents) if a.kind == "person" and fold(a.name.split()[-1]) == surname]
        given = phrase.name.split()[:-1]
        for index in matches:
            theirs = self._agents[index].name.split()[:-1]
            if not given or not theirs or fold(given[0])[:3] == fold(theirs[0])[:3]:
                if len(phrase.name.split()) > len(self._agents[index].name.split()):
                    self._agents[index].name = self._canonical(phrase.name)
                return index
        return None

    def _proper(self, phrase: Phrase) -> int | None:
        name = self._expanded(phrase.name)
        folded = _fold_name(name)
        for index, agent in enumerate(self._agents):
            if agent.kind in ("organisation", "document", "group") and _fold_name(agent.name) == folded:
                return index
        shorter = self._shorter(name)
        return shorter if shorter is not None else self._longer(name)

    def _longer(self, name: str) -> int | None:
        """ "General Staff of the Armed Forces" after "General Staff": the fuller form becomes the name."""
        tokens = _fold_name(name).split()
        matches = [
            i
            for i, a in enumerate(self._agents)
            if a.kind == "organisation" and _within_name(_fold_name(a.name).split(), tokens)
        ]
        if len(matches) != 1 or self._directory.find(self._agents[matches[0]].name) is not None:
            return None
        self._agents[matches[0]].name = name
        return matches[0]

    def _shorter(self, name: str) -> int | None:
        """ "the Command" after "Eastern Defence Command": all its words stand in a row in one known name only."""
        tokens = _fold_name(name).split()
        matches = [
            i
            for i, a in enumerate(self._agents)
            if a.kind == "organisation" and _within_name(tokens, _fold_name(a.name).split())
        ]
        return matches[0] if len(matches) == 1 else None

    def _described(self, phrase: Phrase, span: Span) -> int | None:
        head = phrase.head
        folded = _fold_name(phrase.name)
        for index, agent in enumerate(self._agents):
            if agent.kind == phrase.kind and _fold_name(agent.name) == folded:
                return index
        if head in words.BODY_PEOPLE and phrase.name.lower() == head:
            assessor = self._last(self._assesses, span)
            if assessor is not None:
                return assessor
        if not phrase.definite:
            return None
        shorter = self._shorter(phrase.name) if phrase.kind == "organisation" else None
        if shorter is not None:
            return shorter
        by_office = self._last(lambda a: a.kind == "person" and head in a.offices, span)
        if by_office is not None:
            return by_office
        named = self._named_person_with(head, phrase, span)
        if named is not None:
            return named
        singular, plural = head.removesuffix("s"), head if head.endswith("s") else head + "s"
        same_head = self._last(lambda a: not a.name[:1].isupper() and a.head in (singular, plural, head), span)
        if same_head is not None and not phrase.body:
            return same_head
        person = self._just_named(head, span)
        if person is not None:
            return person
        if head in SOURCES and phrase.name.lower() == head:
            source = self._last(lambda a: a.kind == "unnamed" and a.head in SOURCES, span)
            if source is not None:
                return source
        return (
            self._thing(phrase, span)
            if phrase.kind in ("organisation", "group", "document", "unnamed") and not phrase.body and not phrase.nation
            else None
        )

    def _assesses(self, agent: _Known) -> bool:
        return self._directory.is_assessor(agent.name) or (
            agent.kind == "organisation" and "institute" in agent.name.lower()
        )

    def _named_person_with(self, head: str, phrase: Phrase, span: Span) -> int | None:
        """ "the president": the person whom the text gives that office before this place."""
        for person in sorted(
            self._persons,
            key=lambda p: -max([m.start for m in p.mentions if m.start < span.start], default=-1),
        ):
            before = [m for m in person.mentions if m.start < span.start]
            if (
                before
                and any(head in office.split() for office in person.offices)
                and phrase.nation in (None, person.nation)
            ):
                return self._person_agent(person)
        return None

    def _just_named(self, head: str, span: Span) -> int | None:
        """ "The spokesman for …" right after a person: that person, when no other was named since."""
        if (head not in words.PEOPLE_SINGULAR and head not in words.TITLES) or span.start >= len(self._text):
            return None
        near = [p for p in self._persons if any(span.start - JUST_NAMED <= m.start < span.start for m in p.mentions)]
        if head in SOURCES:
            return None
        if near:
            return self._person_agent(max(near, key=lambda p: max(m.start for m in p.mentions if m.start < span.start)))
        return self._last(lambda a: a.kind == "person", span)

    def _thing(self, phrase: Phrase, span: Span) -> int | None:
        """ "the agency", "the company", "the newspaper": the last body whose name or trade says so."""
        head = phrase.head
        if phrase.name.lower() != head:
            return None
        trades = TRADES.get(head, frozenset())

        def fits(agent: _Known) -> bool:
            if agent.kind != "organisation":
                return False
            entry = self._directory.find(agent.name)
            what = entry.what if entry else ""
            return head in agent.name.lower().split() or (
                bool(trades) and (what in trades or (not what and head in GENERIC))
            )

        spoken = self._last(fits, span)
        return spoken if spoken is not None or not trades else self._mentioned_outlet(trades, span)

    def _mentioned_outlet(self, trades: frozenset[str], span: Span) -> int | None:
        """The outlet named last before ``span`` though it has not spoken yet: "a report in Kommersant"."""
        before = self._text[max(0, span.start - NEAR) : span.start]
        for match in reversed(list(NAME_RUN.finditer(before))):
            tokens = match.group().split()
            for begin in range(len(tokens)):
                entry = self._directory.find(" ".join(tokens[begin:]))
                if entry is not None and entry.what in trades:
                    return self.named(entry.name)
        return None

    def _pronoun(self, pronoun: str, span: Span) -> int | None:
        if pronoun in PLURAL_PRONOUNS:
            return self._last(lambda a: a.kind in ("group", "unnamed", "organisation", "document"), span)
        if pronoun in THING_PRONOUNS:
            return self._last(lambda a: a.kind in ("organisation", "document"), span)
        speaker = self._last(lambda a: a.kind == "person" or (a.kind == "unnamed" and not a.head.endswith("s")), span)
        mentioned = self._mentioned_person(span, pronoun == "who")
        if mentioned is None:
            return speaker
        person, at = mentioned
        if speaker is None or (
            self._agents[speaker].last < at
            and (pronoun == "who" or self._agents[speaker].kind == "unnamed" or self._opens_sentence(person, span))
        ):
            return self._person_agent(person)
        return speaker

    def _opens_sentence(self, person: Person, span: Span) -> bool:
        """Whether the person's last mention before ``span`` is the subject its sentence opens with."""
        at = bisect_left(person.mentions, span.start, key=lambda m: m.start)
        last = person.mentions[at - 1].start if at else -1
        before = self._text[max(0, last - OPENING) : last]
        return last >= 0 and bool(SENTENCE_START.search(before) or last < OPENING)

    def _mentioned_person(self, span: Span, adjacent: bool) -> tuple[Person, int] | None:
        best: tuple[Person, int] | None = None
        reach = 60 if adjacent else NEAR
        for person in self._persons:
            at = bisect_right(person.mentions, span.start, key=lambda m: m.end)
            before = person.mentions[at - 1].end if at else -1
            if before >= span.start - reach and (best is None or before > best[1]):
                best = (person, before)
        return best

    def _last(self, fits: object, span: Span) -> int | None:
        """The agent mentioned last before ``span`` that fits."""
        assert callable(fits)
        best: int | None = None
        for index, agent in enumerate(self._agents):
            if (
                index != self._besides
                and fits(agent)
                and 0 <= agent.last <= span.start
                and span.start - agent.last <= NEAR
                and (best is None or agent.last >= self._agents[best].last)
            ):
                best = index
        return best

    # -- adding -------------------------------------------------------------------------------------------

    def _add(self, phrase: Phrase) -> int:
        if phrase.kind == "person" and phrase.proper:
            return self._add_person(phrase)
        name = (
            self._expanded(phrase.name) if phrase.proper else self._with_full_body(_lowered(phrase.name), phrase.body)
        )
        if phrase.pronoun:
            name = phrase.name
        kind: AgentKind = "unnamed" if phrase.pronoun else phrase.kind
        self._agents.append(_Known(name, kind, phrase.head, set(), phrase.nation, order=len(self._agents)))
        return len(self._agents) - 1

    def _with_full_body(self, name: str, body: str | None) -> str:
        """ "Spokeswoman for the Secretariat" with the body's full name, where the text has one only."""
        if body is None or len(body.split()) > 1:
            return name
        full = set(re.findall(rf"((?:[A-Z][\w’'-]+ ){{1,5}}{re.escape(body)})\b", self._text))
        full = {words.ARTICLE.sub("", f) for f in full}
        return name.replace(body, full.pop()) if len(full) == 1 else name

    def _add_person(self, phrase: Phrase) -> int:
        surname = fold(phrase.name.split()[-1])
        given = phrase.name.split()[:-1]
        candidates = [
            p
            for p in self._persons
            if p.surname == surname and (not given or fold(given[0])[:3] == fold(p.name.split()[0])[:3])
        ]
        if not candidates and not given:  # the family name first: Lin Jian, Xi Jinping
            candidates = [p for p in self._persons if fold(p.name.split()[0]) == surname]
        if len(candidates) == 1:
            return self._person_agent(candidates[0])
        name = self._canonical(phrase.name)
        offices = set(phrase.head.split())
        self._agents.append(_Known(name, "person", "", offices, phrase.nation, order=len(self._agents)))
        return len(self._agents) - 1

    def _person_agent(self, person: Person) -> int:
        surname = person.surname
        for index, agent in enumerate(self._agents):
            if (
                agent.kind == "person"
                and fold(agent.name.split()[-1]) == surname
                and fold(agent.name.split()[0])[:3] in (fold(person.name.split()[0])[:3], surname[:3])
            ):
                return index
        offices = {word for office in person.offices for word in office.split()}
        known = _Known(
            self._canonical(person.name),
            "person",
            "",
            offices,
            person.nation,
            set(person.mentions),
            order=len(self._agents),
        )
        self._agents.append(known)
        return len(self._agents) - 1

    def _canonical(self, name: str) -> str:
        entry = self._directory.find(name)
        return entry.name if entry and entry.kind == "person" else name

    def _expanded(self, name: str) -> str:
        """An acronym by the name that the text spells out, any other name as the directory knows it."""
        full = self._acronyms.get(name, name)
        entry = self._directory.find(full)
        return entry.name if entry else full


TRADES: dict[str, frozenset[str]] = {
    "agency": frozenset({"agency", "body"}),
    "outlet": frozenset({"agency", "newspaper", "broadcaster"}),
    "newspaper": frozenset({"newspaper"}),
    "paper": frozenset({"newspaper"}),
    "publication": frozenset({"newspaper", "agency"}),
    "broadcaster": frozenset({"broadcaster"}),
    "channel": frozenset({"broadcaster"}),
    "institute": frozenset({"think tank"}),
    "institution": frozenset({"think tank", "body"}),
    "think": frozenset({"think tank"}),
    "tank": frozenset({"think tank"}),
    "ministry": frozenset({"ministry"}),
    "company": frozenset({"company"}),
    "organisation": frozenset({"body"}),
    "organization": frozenset({"body"}),
    "watchdog": frozenset({"body"}),
    "group": frozenset({"body", "think tank"}),
    "firm": frozenset({"company"}),
    "bank": frozenset({"body"}),
    "operator": frozenset({"company"}),
    "department": frozenset({"ministry"}),
}
# Words by which unnamed sources are taken up again: "four officials …", "one of the sources", "two of the people".
SOURCES = frozenset(
    ["source", "sources", "official", "officials", "people", "person", "persons", "insiders", "diplomats", "diplomat"]
)
GENERIC = frozenset(
    {"company", "agency", "institution", "organisation", "organization", "firm", "operator", "watchdog", "group"}
)


def _acronyms(text: str, directory: Directory) -> dict[str, str]:
    """Acronyms that the text spells out: "Institute for Frontline Studies (IFS)"."""
    found: dict[str, str] = {}
    for match in ACRONYM.finditer(text):
        name, short = match.group(1), match.group(2)
        letters = [w[0] for w in name.split() if w[0].isupper()]
        wanted = list(short.upper())
        if [c.upper() for c in letters[-len(wanted) :]] == wanted:
            tokens = name.split()
            begin = [i for i, w in enumerate(tokens) if w[0].isupper()][-len(wanted)]
            full = " ".join(tokens[begin:])
            entry = directory.find(full)
            found.setdefault(short, entry.name if entry else full)
    return found


def _fold_name(name: str) -> str:
    plain = words.ARTICLE.sub("", name.replace("’", "'").replace("defense", "defence").replace("Defense", "Defence"))
    return " ".join(plain.casefold().split())


def _within_name(tokens: list[str], name: list[str]) -> bool:
    places = range(len(name) - len(tokens) + 1)
    return (
        len(tokens) < len(name)
        and tokens[-1] in words.ORGANISATION
        and any(name[i : i + len(tokens)] == tokens for i in places)
    )


def _lowered(name: str) -> str:
    """A description without a sentence's capital: "Geolocated footage" -> "geolocated footage"."""
    first = name.split()[0] if name.split() else ""
    demonym = re.match(r"[A-Z][a-z]+(?:ian|ish|ese|an|ch|'s|’s)$", first)
    named = name.split()[1:2] != [] and name.split()[1][0].isupper()  # "White House official"
    keep = named or first.isupper() or demonym or re.search(r"[A-Z]", first[1:])
    return name if keep else name[:1].lower() + name[1:]
