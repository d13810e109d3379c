"""What is known: the readings of a desk and its claims, with the indexes that a check looks things up in."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from sayso.check.dense import Dense
from sayso.check.page import Page
from sayso.check.passages import Passage, Passages, PassageWords, keys_of, keys_within, stop_keys
from sayso.check.verbatim import plain_words
from sayso.link.agents import Agents, agents
from sayso.link.grades import Grades
from sayso.link.meaning import meaning_of, summed
from sayso.link.names import agent_key
from sayso.link.vocabulary import RARE, commonness
from sayso.link.words import light_stem
from sayso.model import Claim, Dispute, Judgement, Linked, Reading
from sayso.read.agents.nations import country_of

DOUBTED = frozenset("45E")


class Known:
    """Build it once with `Known.of` and check many texts against it. Its content does not change."""

    def __init__(self, readings: Mapping[str, Reading], linked: Linked, grades: Grades | None = None) -> None:
        self.readings = readings
        self.claims = linked.claims
        self._disputes = linked.disputes
        self._grades = grades
        self.passages = Passages(tuple(readings.values()))
        self.agents: Agents = agents(tuple(readings.values()))
        self._pages: dict[str, Page] = {}
        self._meanings: dict[tuple[int, ...], bytes] = {}
        self._sums: dict[int, NDArray[np.int32]] = {}
        self._words: dict[int, PassageWords] = {}
        self._without_outlets: dict[str, frozenset[str]] = {}

    @classmethod
    def of(cls, readings: Iterable[Reading], linked: Linked, grades: Grades | None = None) -> Known:
        """What a desk knows: its readings, in any order, what `link` made of them, and how people graded it."""
        by_id = {reading.document.id: reading for reading in readings}
        return cls(dict(sorted(by_id.items())), linked, grades)

    def page(self, document: str) -> Page:
        """A document of the desk, ready to look things up in. Raises KeyError when it is not on the desk."""
        page = self._pages.get(document)
        if page is None:
            page = self._pages[document] = Page(self.readings[document], self.agents)
        return page

    def text_of(self, passage: Passage) -> str:
        """The words of a passage as they stand."""
        return self.page(passage.document).text[passage.start : passage.end]

    @cached_property
    def dense(self) -> Dense:
        """The passages by what they mean, names and speakers included; worked out when the first line asks."""
        return Dense(self.passages, self.readings)

    def meaning_of(self, *passages: Passage) -> bytes:
        """What passages mean together, apart from names, figures and function words."""
        numbers = tuple(sorted(passage.number for passage in passages))
        found = self._meanings.get(numbers)
        if found is None:
            first, *others = map(self._sum_of, passages)
            found = self._meanings[numbers] = meaning_of(sum(others, first))
        return found

    def _sum_of(self, passage: Passage) -> NDArray[np.int32]:
        found = self._sums.get(passage.number)
        if found is None:
            words = self.words_of(passage)
            found = self._sums[passage.number] = self._sum(words.plain, words.keys)
        return found

    def words_of(self, passage: Passage) -> PassageWords:
        """The words of a passage and their stems, kept: each line looks at dozens, and the same ones again."""
        found = self._words.get(passage.number)
        if found is None:
            plain = plain_words(self.page(passage.document).text, passage.start, passage.end)
            keys = tuple(keys_of(plain))
            found = self._words[passage.number] = PassageWords(plain, keys, frozenset(keys))
        return found

    def meant(self, plain: Sequence[str]) -> bytes:
        """What folded words mean, apart from names, figures and function words."""
        return meaning_of(self._sum(plain, keys_of(plain)))

    def _sum(self, plain: Sequence[str], keys: Sequence[str]) -> NDArray[np.int32]:
        apart = self._without_meaning
        found = zip(plain, keys, strict=True)
        return summed(word for word, key in found if key not in apart and not word[0].isdigit())

    @cached_property
    def _without_meaning(self) -> frozenset[str]:
        """Function words and the words of names."""
        return stop_keys() | self._place_keys | self._agent_keys

    @cached_property
    def claim_of(self) -> dict[tuple[str, str], Claim]:
        """The claim that a statement or assertion tells, by document and its own id."""
        return {(one.document, one.statement): claim for claim in self.claims for one in claim.members}

    @cached_property
    def claim_by_id(self) -> dict[str, Claim]:
        """The claims by their ids."""
        return {claim.id: claim for claim in self.claims}

    def doubted(self, claim: Claim) -> Judgement | None:
        """The judgement that one of a claim's tellings is doubtful or improbable, or that its originator is unreliable:
        grades 4, 5 and E of the Admiralty code. None where nobody judged so."""
        if self._grades is None:
            return None
        told = (self._grades.tellings.get((one.document, one.statement)) for one in claim.members)
        by = (self._grades.sources.get(agent_key(one.chain[-1])) for one in claim.members if one.chain)
        return next((one for one in (*told, *by) if one is not None and one.value in DOUBTED), None)

    @cached_property
    def disputes_of(self) -> dict[str, list[Dispute]]:
        """The disputes that a claim stands in, by its id."""
        found: dict[str, list[Dispute]] = {}
        for dispute in self._disputes:
            for claim in (dispute.left, dispute.right):
                found.setdefault(claim, []).append(dispute)
        return found

    @cached_property
    def superseded(self) -> dict[str, str]:
        """The latest version, on the desk, of each earlier version of an article."""
        members = (one for claim in self.claims for one in claim.members)
        later = {one.document: one.superseded_by for one in members if one.superseded_by}
        return {document: last for document, last in later.items() if last in self.readings}

    def is_place(self, key: str) -> bool:
        """Whether a word of a name is one of a place's on the desk, and not more often somebody's: "Clinton". Countries
        are places always, though "Poland" says and is said to."""
        often = self._as_place[key]
        return often > 0 and (key in self._country_keys or self._as_agent[key] <= often)

    def is_name(self, key: str) -> bool:
        """Whether a word is one of a place's or of an agent's name anywhere on the desk."""
        return key in self._place_keys or key in self._agent_keys

    def is_word(self, plain: str) -> bool:
        """Whether a word in small letters is a common one of the language: "grain", not "halych"."""
        return commonness(light_stem(plain)) < RARE

    @cached_property
    def outlet_pattern(self) -> re.Pattern[str]:
        """The names of all outlets on the desk, as they stand in a text."""
        outlets = sorted({one.document.outlet for one in self.readings.values() if one.document.outlet}, key=len)
        names = [r"\s+".join(map(re.escape, name.removeprefix("The ").split())) for name in reversed(outlets)]
        return re.compile(rf"\b(?:{'|'.join(names)})\b" if names else r"(?!)")

    def tells(self, page: Page, key: str) -> bool:
        """Whether a page has a word, by its stem: in its text, its outlet's name or its agents' names."""
        return self.passages.holds(page.reading.document.id, key) or key in page.named_keys

    def tells_apart(self, page: Page, key: str) -> bool:
        """Whether it does, outside the names of outlets: the Dnipro of the Dnipro Courier is no place in its stories.

        Only a word of some outlet's name needs the text to be read for that.
        """
        return self.tells(page, key) and (key not in self.outlet_keys or key in self._without_outlets_in(page))

    def _without_outlets_in(self, page: Page) -> frozenset[str]:
        found = self._without_outlets.get(page.reading.document.id)
        if found is None:
            named = [agent.name for agent in page.reading.agents]
            left = self.outlet_pattern.sub(" ", "\n".join([page.text, *named]))
            found = self._without_outlets[page.reading.document.id] = frozenset(keys_within(left))
        return found

    @cached_property
    def outlet_names(self) -> frozenset[frozenset[str]]:
        """The names of all outlets on the desk, each as the stems of its words."""
        outlets = {reading.document.outlet or "" for reading in self.readings.values()}
        return frozenset(frozenset(keys_within(name)) - stop_keys() for name in outlets if name)

    @cached_property
    def outlet_keys(self) -> frozenset[str]:
        """The words of the names of all outlets on the desk."""
        outlets = {reading.document.outlet for reading in self.readings.values()} - {None}
        return frozenset(keys_within(" ".join(sorted(name for name in outlets if name)))) - stop_keys()

    @cached_property
    def _agent_keys(self) -> frozenset[str]:
        found = {
            agent.name
            for reading in self.readings.values()
            for agent in reading.agents
            if agent.kind in ("person", "organisation")
        }
        return frozenset(
            key for name in found for key in keys_within(" ".join(w for w in name.split() if w[0].isupper()))
        )

    @cached_property
    def _place_keys(self) -> frozenset[str]:
        return frozenset(self._as_place)

    @cached_property
    def _country_keys(self) -> frozenset[str]:
        surfaces = {
            reading.document.text[p.start : p.end] for reading in self.readings.values() for p in reading.places
        }
        return frozenset(key for surface in surfaces if country_of(surface) for key in keys_within(surface))

    @cached_property
    def _as_place(self) -> Counter[str]:
        """How often a word stands in the name of a place."""
        surfaces = Counter(
            reading.document.text[place.start : place.end]
            for reading in self.readings.values()
            for place in reading.places
            if place.use != "name"
        )
        return _by_key(surfaces)

    @cached_property
    def _as_agent(self) -> Counter[str]:
        """How often a word stands in a person's name, or alone for an organisation: not the York of a New York firm."""
        surfaces = Counter(
            reading.document.text[span.start : span.end]
            for reading in self.readings.values()
            for agent in reading.agents
            for span in (agent.mentions if agent.kind in ("person", "organisation") else ())
            if agent.kind == "person" or " " not in reading.document.text[span.start : span.end]
        )
        return _by_key(surfaces)

    @cached_property
    def by_address(self) -> dict[str, str]:
        """The ids of documents by their address, scheme and ending slash off."""
        found = {}
        for name, reading in self.readings.items():
            if reading.document.url:
                found[bare_address(reading.document.url)] = name
        return found


def _by_key(surfaces: Counter[str]) -> Counter[str]:
    found: Counter[str] = Counter()
    for surface, count in surfaces.items():
        found.update(dict.fromkeys(keys_within(surface), count))
    return found


def bare_address(url: str) -> str:
    """An address without scheme, fragment and ending slash, under which two links to one page are one."""
    return url.partition("#")[0].partition("://")[2].removeprefix("www.").rstrip("/")
