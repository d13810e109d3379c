"""The roster: every agent of one document, spoken or only named, with look-ups by name.

In: a text with its persons and organisations. Out: indices of agents. Persons are told apart by given name, bodies by
their full name, short forms and acronyms; two people of one surname are never one.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

from sayso.model import AgentKind, Span
from sayso.read.agents import words
from sayso.read.agents.acronyms import acronyms
from sayso.read.agents.agent import Known
from sayso.read.agents.bodies import Organisation, classes_of, organisations
from sayso.read.agents.directory import Directory
from sayso.read.agents.groups import Group, groups
from sayso.read.agents.people import Person, fold
from sayso.read.agents.salience import Salience
from sayso.read.agents.surnames import lone

if TYPE_CHECKING:
    from sayso.read.agents.antecedents import Asked

INITIAL = re.compile(r"\s[A-Z]\.\s")
MISSPELT = 6  # letters: a shorter surname that differs in one is another name
BYLINE = re.compile(r"(?:By|BY)\s.{1,80}")  # up to the end of a name


class Roster:
    """Agents in the order they were met. Nothing here decides what a pronoun or a description means."""

    def __init__(self, text: str, persons: tuple[Person, ...], directory: Directory) -> None:
        self.text = text
        self.directory = directory
        self.agents: list[Known] = []
        self.salience = Salience(text)
        self._acronyms = acronyms(text, directory)
        self._by_name: dict[str, list[int]] = {}
        self._by_surname: dict[str, list[int]] = {}
        self._by_given: dict[str, list[int]] = {}
        self.by_office: dict[str, dict[int, None]] = {}
        self.bodies: list[int] = []
        self._by_part: dict[str, set[int]] = {}
        self.authors: dict[str, int] = {}  # a document's noun -> who wrote the last such document
        self._introduced: dict[str, tuple[int, int]] | None = None
        self._named_at: list[int] | None = None
        self._alone: dict[str, int] = {}
        self.kin: tuple[tuple[str, str | None, int], ...] | None = None  # a relation, whose it is, and the person
        self.spokesmen: tuple[tuple[frozenset[str], int], ...] | None = None  # names of whom one speaks for, and who
        self.teams: dict[str, int] = {}  # a leader's name -> the leader and the team
        self.wholes: dict[int, int] = {}  # "one of the officials" -> the officials
        self._namings: list[tuple[Span, int]] = []  # where a person or a body is named, in text order
        self.asked: list[Asked] = []  # what was asked of whom for "he" and "she", for training
        self.person_at: dict[int, int] = {}  # where a person's name begins or ends -> the person
        for person in persons:
            self._enter_person(person)
        for index, place in lone(text, persons):
            self.salience.name(index, place)  # persons come first: their numbers are those of the roster
        for body in organisations(text, persons, directory, self._acronyms):
            self._enter_body(body)
        self._namings.sort()
        for group in groups(text):
            self._enter_group(group)

    # -- entering -----------------------------------------------------------------------------------------

    def _enter_person(self, person: Person) -> None:
        offices = {word for office in person.offices for word in office.split()}
        name = self.canonical(person.name)
        known = Known(name, "person", "", offices, person.nation, person.gender, full=fuller(person.name, name))
        index = self.add(known)
        self.holds(index, offices)
        if person.surname != fold(known.surname):
            self._by_surname.setdefault(person.surname, []).append(index)
        self._mention(index, person.mentions)
        for mention in person.mentions:
            self.person_at[mention.start] = self.person_at[mention.end] = index

    def _enter_body(self, body: Organisation) -> None:
        index = self.whole_of(body.name)
        if index is None:
            index = self.add(Known(body.name, "organisation", classes=body.classes))
        short = (short for short, full in self._acronyms.items() if full == body.name)
        for form in (*body.forms, *short):
            self._by_name.setdefault(fold_name(form), []).append(index)
        self.agents[index].trades |= body.trades
        self._mention(index, body.mentions)

    def _enter_group(self, group: Group) -> None:
        """A group only named so far: what it is called may bring it in again, so it is no agent's name yet."""
        index = len(self.agents)
        self.agents.append(Known(group.name, "group", group.head, plural=True, only_named=True))
        self.salience.name(index, group.span)

    def _mention(self, index: int, mentions: tuple[Span, ...]) -> None:
        self.agents[index].mentions.update(mentions)
        self._namings += [(mention, index) for mention in mentions]
        for mention in mentions:
            if BYLINE.fullmatch(self.text, self.text.rfind("\n", 0, mention.start) + 1, mention.end) is None:
                self.salience.name(index, mention)  # who wrote it is nobody of whom it tells

    def add(self, known: Known) -> int:
        """Enter an agent; its index."""
        index = len(self.agents)
        self.agents.append(known)
        self._index(index)
        return index

    def holds(self, index: int, offices: set[str]) -> None:
        """Note the offices that the text gives a person."""
        self.agents[index].offices |= offices
        for office in offices:
            self.by_office.setdefault(office, {})[index] = None

    def rename(self, index: int, name: str) -> None:
        """Give an agent a fuller name; it keeps those it had."""
        self.agents[index].name = name
        self._index(index)

    def _index(self, index: int) -> None:
        known = self.agents[index]
        named = self._by_name.setdefault(fold_name(known.name), [])
        if index not in named:
            named.append(index)
        if known.kind == "person":
            same = self._by_surname.setdefault(fold(known.surname), [])
            if index not in same:
                same.append(index)
                self._by_given.setdefault(fold(known.name.split()[0]), []).append(index)
        elif known.kind == "organisation":
            short = _without_law(fold_name(known.name))
            owns = " " in short and self.directory.is_carrier(
                known.name.rpartition(" ")[0]
            )  # "New York Times Co." is not the newspaper
            if short and not owns and index not in self._by_name.setdefault(short, []):
                self._by_name[short].append(index)  # "Hudson's Bay" after "Hudson's Bay Co."
            if not self.bodies or self.bodies[-1] < index:
                self.bodies.append(index)
            for part in _parts(fold_name(known.name).split()):
                self._by_part.setdefault(part, set()).add(index)

    def persons_in(self, spans: Sequence[Span]) -> frozenset[int]:
        """The persons whose names stand within some words."""
        return frozenset(self.person_at[at] for s in spans for at in self.person_places(s.start, s.end))

    def person_places(self, begin: int, end: int) -> list[int]:
        """Where a person's name begins or ends, from ``begin`` up to ``end``, in text order."""
        if self._named_at is None:
            self._named_at = sorted(self.person_at)
        return self._named_at[bisect_left(self._named_at, begin) : bisect_left(self._named_at, end)]

    def said_beside(
        self, before: re.Pattern[str], behind: re.Pattern[str], reach: int
    ) -> Iterator[tuple[re.Match[str], int]]:
        """What is said of persons right beside their names: up to ``reach`` characters before, or behind; and who."""
        for index, known in self.persons():
            for mention in known.mentions:
                said = before.search(self.text, max(0, mention.start - reach), mention.start)
                for match in (said, behind.match(self.text, mention.end)):
                    if match is not None:
                        yield match, index

    def named_in(self, begin: int, end: int) -> list[tuple[Span, int]]:
        """Who is named from ``begin`` up to ``end``, in text order."""
        first = bisect_left(self._namings, (Span(max(0, begin), 0), -1))
        return self._namings[first : bisect_left(self._namings, (Span(end, 0), -1))]

    def introduced(self) -> dict[str, tuple[int, int]]:
        """The last three words before each place where a person is named -> the place and the person."""
        if self._introduced is None:
            self._introduced = {}
            for index, known in self.persons():
                for mention in known.mentions:
                    before = self.text[max(0, mention.start - 80) : mention.start].lower().split()
                    self._introduced.setdefault(" ".join(before[-3:]), (mention.start, index))
        return self._introduced

    def given_alone(self, given: str) -> int:
        """How often the text has a given name without a capital behind it; never where it is a surname here."""
        if given not in self._alone:
            alone = re.compile(rf"\b{re.escape(given)}\b(?!\s+[A-ZÀ-Ž])")
            self._alone[given] = 0 if self.of_surname(given) else sum(1 for _ in alone.finditer(self.text))
        return self._alone[given]

    # -- finding ------------------------------------------------------------------------------------------

    def named(self, name: str, kind: AgentKind = "organisation") -> int:
        """The index of the agent with a canonical name, added when new."""
        for index in self._by_name.get(fold_name(name), []):
            if self.agents[index].name == name:
                return index
        classes = classes_of(name, self.directory) if kind == "organisation" else frozenset()
        return self.add(Known(name, kind, classes=classes))

    def same_name(self, name: str, fits: Callable[[Known], bool]) -> int | None:
        """An agent of that name, whatever its case and article, that fits."""
        return next((i for i in self._by_name.get(fold_name(name), []) if fits(self.agents[i])), None)

    def of_surname(self, surname: str) -> list[int]:
        """Persons of a surname; of one that differs by a letter where none has it and it is long."""
        folded = fold(surname)
        exact = self._by_surname.get(folded, [])
        if exact or len(folded) < MISSPELT:
            return exact
        near = [i for name in _slips(folded) for i in self._by_surname.get(name, [])]
        return near if len(set(near)) == 1 else []

    def of_given(self, given: str) -> list[int]:
        """Persons of a given name."""
        return self._by_given.get(fold(given), [])

    def mere_outlet(self, agent: Known) -> bool:
        """Whether an agent is an outlet that has not spoken: where something was said, hardly who "it" is."""
        return agent.spoke < 0 and agent.kind == "organisation" and self.directory.is_carrier(agent.name)

    def persons(self) -> Iterator[tuple[int, Known]]:
        """The persons with their indices."""
        return ((i, a) for i, a in enumerate(self.agents) if a.kind == "person")

    def whole_of(self, name: str) -> int | None:
        """ "the Command" after "Eastern Defence Command": all its words stand in a row in one known name only."""
        tokens = fold_name(name).split()
        if not tokens or tokens[-1] not in words.ORGANISATION or (len(tokens) > 1 and self.directory.is_carrier(name)):
            return None
        found = self._by_part.get(" ".join(tokens), set())
        return next(iter(found)) if len(found) == 1 else None

    def part_of(self, name: str) -> int | None:
        """ "General Staff of the Armed Forces" after "General Staff": the agent whose name is part of this one."""
        found = {
            i
            for part in _parts(fold_name(name).split())
            for i in self._by_name.get(part, [])
            if self.agents[i].kind == "organisation"
        }
        return found.pop() if len(found) == 1 else None

    def canonical(self, name: str) -> str:
        """A person's name as the directory spells it."""
        for form in (name, INITIAL.sub(" ", name)):  # "Donald J. Trump"
            entry = self.directory.find(form)
            if entry is not None and entry.kind == "person":
                return entry.name
        return name

    def expanded(self, name: str) -> str:
        """An acronym by the name that the text spells out, any other name as the directory knows it."""
        nation, _, short = name.rpartition(" ")
        full = self._acronyms.get(short if nation else name, name)
        full = full if not nation or full.startswith(f"{nation} ") else name  # "the Danish RVA"
        entry = self.directory.find(full)
        return entry.name if entry else full


def fuller(name: str, canonical: str) -> str:
    """A text's name of a known person where it says more than the canonical one, else nothing."""
    return name if set(canonical.split()) < set(name.split()) else ""


def fold_name(name: str) -> str:
    """A name without article, case, full stops ("Inc.", "U.S.") and what spellings differ in."""
    plain = words.ARTICLE.sub("", name.replace("’", "'").replace("defense", "defence").replace("Defense", "Defence"))
    return " ".join(plain.casefold().replace(".", "").split())


def _without_law(name: str) -> str:
    """A folded name without "Inc", or nothing where it has none."""
    head, _, last = name.rpartition(" ")
    return head if last in words.LEGAL else ""


def _parts(tokens: list[str]) -> Iterator[str]:
    """The rows of words within a name that could stand for it: shorter, and ended by what says that it is a body."""
    for end in range(1, len(tokens) + 1):
        if tokens[end - 1] in words.ORGANISATION:
            for begin in range(end):
                if end - begin < len(tokens):
                    yield " ".join(tokens[begin:end])


def _slips(word: str) -> Iterator[str]:
    """The word with one slip of the pen undone: a letter put in, a wrong one doubled, or two that changed places."""
    yield from (word[:i] + word[i + 1 :] for i in range(1, len(word)))
    yield from (word[:i] + word[i + 1] + word[i] + word[i + 2 :] for i in range(1, len(word) - 1))
    for i in range(1, len(word) - 1):
        if word[i] == word[i + 1]:
            short = word[:i] + word[i + 1 :]
            yield from (short[:k] + short[k] + short[k:] for k in range(1, len(short)) if k != i)
