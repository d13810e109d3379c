"""The agents of one document: every source phrase resolved to one agent.

In: source phrases in text order, with the persons named in the text. Out: agents with canonical names, kinds and
mentions. A full name, surname, title, acronym, pronoun, "the official" or "analysts" leads to the agent it stands for;
what cannot be resolved becomes an agent of its own, never a guess.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence

from msgspec.structs import replace

from sayso.model import Agent, AgentKind, Span
from sayso.read.agents import beside, jointly, naming, organs, parts, printed, words
from sayso.read.agents.agent import Known, is_plural
from sayso.read.agents.antecedents import Asked
from sayso.read.agents.bodies import classes_of
from sayso.read.agents.descriptions import described
from sayso.read.agents.directory import CARRIERS, Directory
from sayso.read.agents.given import Gender
from sayso.read.agents.owners import owner
from sayso.read.agents.people import Person, fold
from sayso.read.agents.phrase import Phrase, parse
from sayso.read.agents.pronouns import GENDERS, NOBODY, Others, most_in_mind, pronoun
from sayso.read.agents.roster import Roster, fuller

# Names of bodies that report what others say, where no outlet file knows them; and what a text calls outlets.
REPORTING = re.compile(
    r"\b(?:institute|studies|centre|center|news|agency|times|post|herald|press|media|tv|radio|journal|"
    r"observatory|monitor|project|wire|magazine|daily)\b",
    re.I,
)
OUTLETS = frozenset(
    {"outlet", "newspaper", "paper", "broadcaster", "magazine", "tabloid", "daily", "website", "portal"}
)
# "A report by Human Rights Watch": whose "the report" is afterwards.
WRITTEN = re.compile(
    r"(?:[\w’'-]+\s+){0,3}?(?P<noun>report|study|analysis|survey|investigation|paper)\s+(?:\w+\s+)?(?:by|from)\s"
)
THEIRS = re.compile(r"(?:[a-z]+\s+of\s+)?(his|her|its|their)\s", re.I)  # "his aides", "some of his aides"
MINE = re.compile(r"my\s+", re.I)
OWNER = re.compile(r"(?:the\s+)?(?P<owner>[A-Z][^,;.]{1,40}?)(?:['’]s|(?<=s)['’])\s+", re.I)


class Registry:
    """Resolves source phrases of one document. Call ``resolve`` in text order."""

    def __init__(
        self,
        text: str,
        persons: tuple[Person, ...],
        directory: Directory,
        publisher: str | None,
        published: str | None = None,
    ) -> None:
        self._text = text
        self._directory = directory
        self._publisher = publisher
        self._published = published
        self._roster = Roster(text, persons, directory)
        self._begun: dict[int, int] = {}  # where a source begins -> the agent
        self._phrases: dict[str, Phrase] = {}
        self._surnames = frozenset(p.surname for p in persons)

    def resolve(self, span: Span, *, ahead: bool = False, besides: Others = NOBODY) -> int:
        """The index of the agent that the words at ``span`` stand for. ``ahead``: a headline, whose "– expert" is
        named only below it. ``besides``: agents that a pronoun cannot mean: who speaks around it, of whom it speaks."""
        together = jointly.group(self._roster, self._text[span.start : span.end])
        together = beside.antecedent(self._roster, span) if together is None else together
        if together is not None:
            self._speaks(together, span)
            return together
        phrase = jointly.with_others(self._roster, self._phrase(span), span)
        place = span
        if ahead and not phrase.proper and not phrase.pronoun:
            phrase = replace(phrase, definite=True)
            place = Span(len(self._text), len(self._text))
        index = self._begun_here(phrase, span)
        if index is None and phrase.part:
            owned = self._owned(phrase, span, besides)
            index = self.named(owned.name, "group") if owned is not phrase else None
        if index is None:
            index = self._find(phrase, place, besides)
        if index is None:
            index = self._add(self._owned(phrase, span, besides), opens=self._opens(span))
        if phrase.part and self._roster.agents[index].kind in ("unnamed", "group"):
            index = parts.part_of(self._roster, phrase.part, index)
        if span.end > span.start:
            self._speaks(index, span)
        written = WRITTEN.match(self._text, span.start, span.end)
        if written is not None:
            self._roster.authors[written.group("noun").lower()] = index
        if phrase.head and phrase.kind == "person":
            self._roster.holds(index, set(phrase.head.split()))
        return index

    def _begun_here(self, phrase: Phrase, span: Span) -> int | None:
        """Who a phrase that begins at the same place was: "a diplomat" is the "diplomat who has read the drafts"."""
        earlier = self._begun.get(span.start)
        described = not (phrase.proper or phrase.pronoun or phrase.part or phrase.quantity) and span.end > span.start
        if earlier is None or not described or self._roster.agents[earlier].head != phrase.head:
            return None
        if printed.lowered(phrase.name).startswith(self._roster.agents[earlier].name + " "):
            self._roster.rename(earlier, printed.lowered(phrase.name))
        return earlier

    def _speaks(self, index: int, span: Span) -> None:
        agent = self._roster.agents[index]
        agent.mentions.add(span)
        self._begun.setdefault(span.start, index)
        agent.spoke = max(agent.spoke, span.start)
        self._roster.salience.speak(index, span.start)

    def _phrase(self, span: Span) -> Phrase:
        """The words at a place taken apart; a person's surname is one, whatever outlet bears the same name."""
        source = self._text[span.start : span.end]
        bare = words.ARTICLE.sub("", source.strip(",;:.—–- ")).removesuffix("'s").removesuffix("’s")
        particle, _, last = bare.rpartition(" ")
        owner = particle.endswith(("'s", "’s")) and "," not in particle  # "Corvex's Holt"
        alone = not particle or owner or particle.lower() in words.PARTICLES  # "de Blasio"
        if alone and last[:1].isupper() and fold(last) in self._surnames:
            return Phrase(last, "person", proper=True)
        found = self._phrases.get(source)
        if found is None:
            found = self._phrases[source] = self._short(bare) or naming.as_person(parse(source, self._directory))
        return found if found.nation is not None else self._ministry(found, span)

    def _ministry(self, phrase: Phrase, span: Span) -> Phrase:
        """ "The Ministry of Commerce" with the country that the text named last, if not its own name in full."""
        if not phrase.proper or not organs.is_ministry(phrase.name) or self._directory.find(phrase.name) is not None:
            return phrase
        organ = organs.of_country(phrase.name, self._text[max(0, span.start - organs.REACH) : span.start])
        return replace(phrase, name=organ.name, nation=organ.nation) if organ is not None else phrase

    def _short(self, bare: str) -> Phrase | None:
        """A short form of a body that the text names in full, whatever else the directory calls so."""
        entry = self._directory.find(bare) if " " not in bare and bare[:1].isupper() else None
        index = self._roster.same_name(bare, lambda agent: agent.kind == "organisation") if entry is not None else None
        if entry is None or index is None or self.name(index) == entry.name:
            return None
        return Phrase(self.name(index), "organisation", proper=True)

    def in_full(self, name: str) -> str | None:
        """The full name of a body that the text also calls by ``name``, "The Times", whoever else is called so."""
        short = self._short(words.ARTICLE.sub("", name.strip()))
        return short.name if short is not None else None

    def named(self, name: str, kind: AgentKind = "organisation") -> int:
        """The index of the agent with a canonical name, added when new."""
        return self._roster.named(name, kind)

    def known_as(self, words: str) -> int | None:
        """The agent known to the directory that some words name."""
        name = parse(words, self._directory).name
        return self.named(name) if self._directory.find(name) is not None else None

    def names_body(self, span: Span) -> bool:
        """Whether the words at ``span`` name an organisation."""
        phrase = self._phrase(span)
        return phrase.proper and phrase.kind == "organisation"

    def known_outlet(self, span: Span) -> int | None:
        """The outlet that the words at ``span`` name, where the directory knows it."""
        name = self._phrase(span).name
        return self.named(name) if self._directory.is_carrier(name) and name != self._publisher else None

    def names_nobody(self, span: Span) -> bool:
        """Whether the words at ``span`` only describe: no name, no pronoun."""
        phrase = self._phrase(span)
        return not phrase.proper and not phrase.pronoun

    def vouching(self, span: Span) -> str | None:
        """The agent within the phrase who shows a document ("reviewed by Reuters"), by canonical name."""
        by = self._phrase(span).vouching
        if by is None:
            return None
        entry = self._directory.find(by.split(",")[0].strip())
        return entry.name if entry else None

    def owner(self, span: Span) -> str | None:
        """The outlet whose people or sources speak: "Meduza's sources", "The Atlantic's Dana Whitfield"."""
        match = OWNER.match(self._text, span.start, span.end)
        if match is None:
            return None
        index = self._roster.same_name(match.group("owner"), lambda agent: agent.kind == "organisation")
        if index is not None and self.reports(index):
            return self._roster.agents[index].name
        entry = self._directory.find(match.group("owner"))
        return entry.name if entry is not None and entry.what in CARRIERS else None

    def reports(self, index: int) -> bool:
        """Whether an agent prints what others say or assesses it: known for it, named so, or called an outlet here."""
        agent = self._roster.agents[index]
        if self._directory.find(agent.name) is None and agent.kind == "organisation":
            return bool(REPORTING.search(agent.name) or agent.trades & OUTLETS)
        return self._directory.is_carrier(agent.name) or self._directory.is_assessor(agent.name)

    def can_speak(self, span: Span) -> bool:
        """Whether the words at ``span`` can name a source: a name, people, a body or a document."""
        phrase = self._phrase(span)
        nouns = words.PEOPLE_PLURAL | words.PEOPLE_SINGULAR | words.DOCUMENT | words.ORGANISATION | words.TITLES
        several = phrase.head.endswith("s") and phrase.head not in words.GROUNDS
        noun = several or phrase.head in nouns | words.BODY_NOUNS
        return phrase.proper or phrase.pronoun or noun or bool(words.PERSON_NOUN.fullmatch(phrase.head))

    def sentence(self, at: int) -> int:
        """The number of the sentence at a place."""
        return self._roster.salience.sentence(at)

    def sentence_span(self, at: int) -> Span:
        """The sentence at a place."""
        return self._roster.salience.span(at)

    def called(self, index: int, span: Span) -> int | None:
        """The agent, a person, where the pronoun at ``span`` can stand for them; it then has spoken there."""
        gender = GENDERS.get(self._text[span.start : span.end].lower())
        agent = self._roster.agents[index]
        if gender is None or agent.kind != "person" or agent.gender not in ("", gender):
            return None
        self._speaks(index, span)
        return index

    def quoted(self, at: int) -> bool:
        """Whether a place stands within quotation marks."""
        return self._roster.salience.quote(at) >= 0

    def person_in_mind(self, at: int) -> int | None:
        """The person whom a reader has in mind at a place."""
        return most_in_mind(self._roster, at, lambda agent: float(agent.kind == "person"))

    def persons_in(self, spans: Sequence[Span]) -> Others:
        """The persons named within some words."""
        return self._roster.persons_in(spans)

    def only_described(self, span: Span) -> str | None:
        """The noun by which the words at ``span`` describe one person whom nothing so far names; None for others."""
        phrase, head = self._phrase(span), self._phrase(span).head
        kin = words.RELATIVES | words.FEMALE | words.MALE
        person = head in words.PEOPLE_SINGULAR | words.TITLES | kin or words.PERSON_NOUN.fullmatch(head)
        if phrase.proper or phrase.pronoun or phrase.part or phrase.quantity:
            return None
        if not person or is_plural(head, phrase.name) or self._find(phrase, span, NOBODY) is not None:
            return None
        return head

    def named_first_in(self, span: Span) -> int | None:
        """The person whose full name stands at ``span``, if the text does not name them before."""
        for index in self._roster.persons_in((span,)):
            named = min(at for at, one in self._roster.person_at.items() if one == index)
            if named >= span.start and self._phrase(span).name == self.name(index) and " " in self.name(index):
                return index
        return None

    def offices(self, index: int) -> frozenset[str]:
        """The offices that the text gives a person."""
        return frozenset(self._roster.agents[index].offices)

    def gender(self, index: int) -> Gender:
        """Which pronoun goes with a person, where it is known."""
        return self._roster.agents[index].gender

    def stands_for(self, span: Span, index: int) -> int:
        """Note that an agent speaks by the words at ``span``; the noun is theirs afterwards."""
        self._speaks(index, span)
        phrase = self._phrase(span)
        if phrase.head and not phrase.proper and phrase.head not in words.TITLES:
            self._roster.holds(index, {phrase.head})
        return index

    def surname_at(self, at: int) -> str | None:
        """The surname of the person whose name begins at a place."""
        index = self._roster.person_at.get(at)
        return self._roster.agents[index].surname if index is not None else None

    def name(self, index: int) -> str:
        """The canonical name of an agent."""
        return self._roster.agents[index].name

    def whole(self, index: int) -> int:
        """The group of which an agent is one; else the agent."""
        return self._roster.wholes.get(index, index)

    def kind(self, index: int) -> AgentKind:
        """The kind of an agent."""
        return self._roster.agents[index].kind

    def agents(self, used: set[int], document: str) -> dict[int, Agent]:
        """The agents of ``used`` as values, with ids of this document."""
        return {i: self._value(self._roster.agents[i], document) for i in sorted(used)}

    def _value(self, known: Known, document: str) -> Agent:
        digest = hashlib.blake2b(f"{document}|{known.kind}|{known.name}".encode(), digest_size=6).hexdigest()
        return Agent(f"a{digest}", self._printed(known), known.kind, tuple(sorted(known.mentions)))

    def _called(self, index: int) -> str:
        """The name of whose somebody or something is: a person's fullest form in the text."""
        agent = self._roster.agents[index]
        return self._printed(agent) if agent.kind == "person" else agent.name

    def _printed(self, known: Known) -> str:
        """The name in the reading: a known one's fullest form in the text; the publisher's as it calls itself."""
        if known.kind == "person":
            return printed.person_name(self._text, known.name, known.full)
        entry = self._directory.find(known.name)
        if entry is None or entry.name != known.name or known.name == self._publisher:
            return known.name
        return printed.body_name(self._text, entry)

    @property
    def pronouns(self) -> Sequence[tuple[Asked, tuple[str, ...]]]:
        """What was asked of whom for "he" and "she", with the agents' names, for training."""
        names = [known.full or known.name for known in self._roster.agents]
        return [(asked, tuple(names[one.agent] for one in asked.candidates)) for asked in self._roster.asked]

    # -- finding and adding -------------------------------------------------------------------------------

    def _find(self, phrase: Phrase, span: Span, besides: Others) -> int | None:
        if phrase.quantity:
            return parts.quantity(self._roster, phrase, span)
        if phrase.pronoun:
            return pronoun(self._roster, phrase.name, span, besides)
        if phrase.kind == "person" and phrase.proper:
            known = self._roster.same_name(phrase.name, lambda a: a.kind == "organisation")
            return known if known is not None else naming.person(self._roster, phrase, span)
        if phrase.proper:
            person = naming.in_capitals(self._roster, phrase.name)
            return naming.body(self._roster, phrase) if person is None else person
        named = beside.person(self._roster, phrase, span)
        if named is None:
            named = self._known_holder(phrase, span)
        return named if named is not None else described(self._roster, phrase, span, besides)

    def _known_holder(self, phrase: Phrase, span: Span) -> int | None:
        """ "The Ukrainian president" by who that was on the day, unless the text gives the office to another."""
        name = self._directory.holder(self._text[span.start : span.end], self._published)
        if name is None:
            return None
        in_text = (self._roster.agents[i] for word in phrase.head.split() for i in self._roster.by_office.get(word, {}))
        if any(agent.name != name and agent.nation == phrase.nation for agent in in_text):
            return None
        return self._roster.named(name, "person")

    def _owned(self, phrase: Phrase, span: Span, around: Others) -> Phrase:
        """ "His campaign" with the name of whose it is; "my editor" of who says so (``around``)."""
        if phrase.proper or phrase.pronoun:
            return phrase
        mine = MINE.match(phrase.name)
        if mine is not None and len(around) == 1:
            return replace(phrase, name=f"{self._called(next(iter(around)))}'s {phrase.name[mine.end() :]}")
        match = THEIRS.match(self._text, span.start, span.end)
        if match is None:
            return phrase
        organ = organs.of_subject(self._text, span, self._roster.salience.subject_begins(span.start))
        if organ is not None:
            return parse(organ, self._directory)
        whose = pronoun(self._roster, match.group(1).lower(), span, NOBODY)
        if whose is None or self._roster.mere_outlet(self._roster.agents[whose]):
            return phrase
        if self._roster.agents[whose].kind not in ("person", "organisation"):
            return phrase  # "their campaigns" of some voters
        return replace(phrase, name=f"{self._called(whose)}'s {phrase.name}")

    def _opens(self, span: Span) -> bool:
        """Whether a phrase has no article and opens its sentence: its capital may be the sentence's."""
        article = words.ARTICLE_OR_OWNER.match(self._text[span.start : span.end])
        return article is None and self._roster.salience.opens(span.start)

    def _add(self, phrase: Phrase, *, opens: bool) -> int:
        if phrase.kind == "person" and phrase.proper:
            name = self._roster.canonical(phrase.name)
            offices = set(phrase.head.split())
            return self._roster.add(Known(name, "person", "", offices, phrase.nation, full=fuller(phrase.name, name)))
        name = self._roster.expanded(phrase.name) if phrase.proper else self._unnamed(phrase, opens=opens)
        kind: AgentKind = "unnamed" if phrase.pronoun else phrase.kind
        classes = classes_of(name, self._directory) if kind == "organisation" and phrase.proper else frozenset()
        known = self._roster.same_name(name, lambda agent: agent.kind == "unnamed") if phrase.pronoun else None
        if known is not None:
            return known  # a second "he" of whom nothing tells: one name in a chain is one agent
        plural = phrase.name == "they" if phrase.pronoun else is_plural(phrase.head, name)
        return self._roster.add(Known(name, kind, phrase.head, nation=phrase.nation, classes=classes, plural=plural))

    def _unnamed(self, phrase: Phrase, *, opens: bool) -> str:
        """A description's name: without a sentence's capital, "the Secretariat" in full where the text has it once."""
        name = (
            printed.lowered(phrase.name)
            if opens and not phrase.pronoun and not self._is_proper(phrase)
            else phrase.name
        )
        owned = owner(self._roster, name)
        if owned is not None:
            return f"{self._called(owned[0])}{owned[1]}"  # "Kopp's stepmother"
        if phrase.body is None or len(phrase.body.split()) > 1:
            return name
        whole = self._roster.whole_of(phrase.body)
        full = self.name(whole) if whole is not None else phrase.body
        return name.replace(phrase.body, full) if full.endswith(" " + phrase.body) else name

    def _is_proper(self, phrase: Phrase) -> bool:
        """Whether a description's first word has its capital in the middle of a sentence too: "Harris campaign"."""
        first = re.escape(phrase.name.split()[0]) if phrase.name.split() else ""
        if first and self._directory.is_organisation(phrase.name.split()[0]):
            return True  # "Reuters journalists"
        return bool(first) and re.search(rf"[a-z,] {first}\b", self._text) is not None
