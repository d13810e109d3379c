"""Chains: the agents from the publisher down to the originator, as a careful reader of the whole article concludes.

In: bodies in text order, and the registry of agents. Out: for each body the indices of its agents, the publisher's
left out. A label governs what stands under it; a story told on an agency's or outlet's word stays with it, as an
*account*, until another voice of the same level, a heading or a label; who was told stands before who told it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType

from msgspec.structs import replace

from sayso.model import Block, Span
from sayso.read.accounts import BLOCKS_APART, Account, Told, belongs, joined
from sayso.read.agents.directory import Directory
from sayso.read.agents.pronouns import NOBODY, Others
from sayso.read.agents.registry import Registry
from sayso.read.author import author
from sayso.read.delayed import named_below, outlet_below
from sayso.read.employers import employed
from sayso.read.frames import Row
from sayso.read.headlines import repeated
from sayso.read.interview import Interview
from sayso.read.lead import first_paragraph
from sayso.read.polls import Polls
from sayso.read.principals import principal
from sayso.read.statements.assembly import Body
from sayso.read.statements.grammar import sections
from sayso.read.statements.grammar.denials import DENIAL
from sayso.read.statements.grammar.draft import Draft
from sayso.read.statements.hearers import HEARER
from sayso.read.statements.tiers import RELATIVE
from sayso.read.tellings import Tellings
from sayso.read.whole import whole_source

RESPONSES = frozenset(
    (
        "respond responded reply replied answer answered counter countered retort retorted agreed refused promised "
        "assured"
    ).split()
)
POSTED = re.compile(r"\b(?:re)?tweet(?:s|ed)?\b")
ADDING = frozenset({"added", "adds", "continued", "concluded"})
POSSESSIVES = frozenset({"his", "her", "its", "their"})
PRONOUNS = frozenset({"it", "they"})
FIRST_PERSON = re.compile(
    r"(?:we|i|us|our|my|me)(?:\s+(?:also|just|still|all|both|do|even|myself|ourselves|personally|\w+ly))*", re.I
)
CONTRAST = re.compile(r"\b(?:But|However,|Separately,)\s+(?:[Tt]he\s+)?$")


class Chains:
    """Resolves chains in text order. ``agency`` is the dateline's, second in every chain.

    ``framing`` gathers interviews that frame the article (agent's name to outlet's); given back as ``framed``
    to a second pass, they stand in the chain of all that the agent says, the headline too.
    """

    def __init__(
        self,
        text: str,
        blocks: Sequence[Block],
        registry: Registry,
        directory: Directory,
        publisher: str | None,
        agency: str | None,
        framed: Mapping[str, str] = MappingProxyType({}),
    ) -> None:
        self._text = text
        self._blocks = blocks
        self._registry = registry
        self._directory = directory
        self._publisher = registry.named(publisher) if publisher else None
        self._author = author(text, blocks, registry)
        self._root = [registry.named(agency)] if agency else []
        if self._author is not None and self._author.column:
            self._root.append(self._author.agent)
        self._labels = sections.governing(blocks, text, directory.is_carrier)
        self._told_beside: dict[int, Span] = {}  # where a source begins -> who is told by one of its several cues
        self._lead = first_paragraph(text, blocks)
        self._account: Account | None = None
        self._tellings = Tellings(text, blocks, registry, directory, publisher, framed, agency)
        self._polls = Polls(text, blocks, registry)
        self._label_agents: dict[int, list[int]] = {}
        self._interview = Interview(text, blocks, registry, self._publisher)
        self._done: list[list[int]] = []
        self._assesses = publisher is not None and directory.is_assessor(publisher)  # it speaks for itself throughout

    @property
    def framing(self) -> dict[str, str]:
        """The interviews that frame the article: agent's name to outlet's."""
        return self._tellings.framing

    @property
    def asked(self) -> Sequence[Row]:
        """What was asked of which medium, for training."""
        return self._tellings.frames.rows

    def resolve(self, bodies: Sequence[Body]) -> list[list[int]]:
        """The agents of each body's chain after the publisher."""
        block = 0
        for body in bodies:
            if body.draft.told is not None and body.draft.source is not None and body.parent is None:
                self._told_beside.setdefault(body.draft.source.start, body.draft.told)
        for index, body in enumerate(bodies):
            at = body.content[0].start if body.draft.label is not None else body.start
            while block + 1 < len(self._blocks) and self._blocks[block + 1].start <= at:
                block += 1
                if self._blocks[block].role in ("heading", "label"):
                    self._account = None
            self._done.append(self._chain(index, body, bodies, block))
        return repeated(self._text, bodies, self._done, self._registry)

    def _chain(self, index: int, body: Body, bodies: Sequence[Body], block: int) -> list[int]:
        prefix = [*self._root, *self._label(block)]
        sources = self._sources(body, bodies, block)
        if body.parent is not None:
            return joined(self._done[body.parent] if body.parent < index else prefix, sources)
        if (
            body.draft.label is not None
            and body.draft.source is not None
            and body.draft.frame in ("label", "quote label")
        ):
            if body.draft.frame == "label" or not sources:
                return prefix
            return joined([*self._root, *self._behind(block, sources, body)], sources)
        if body.draft.frame == HEARER:
            return prefix
        if not sources:
            return self._unsourced(index, bodies, prefix)
        prefix = [*self._root, *self._behind(block, sources, body)]
        poll = self._polls.asked(body.draft.source, block, self._told_so_far(bodies))
        if poll is not None:
            return joined(poll, sources)
        response = self._response(index, body, bodies)
        if response is not None:
            return joined(response, sources)
        return self._top(body, sources, prefix, block)

    def _told_so_far(self, bodies: Sequence[Body]) -> Iterator[tuple[Span, list[int]]]:
        """The sources of the statements before, the last first, with their chains; none within another's words."""
        for body, chain in zip(reversed(bodies[: len(self._done)]), reversed(self._done), strict=True):
            if body.parent is None and body.draft.source is not None:
                yield body.draft.source, chain

    def _behind(self, block: int, sources: Sequence[int], body: Body) -> list[int]:
        """What of the label stands before an explicit source: all up to that source itself; before another, only who
        reports what others say; nobody where several are listed or the source spoke to the publisher."""
        label = self._label(block)
        if not label:
            return []
        if sources[0] in label:
            return label
        governing = self._labels[block]
        to_us = body.draft.told is not None and self._is_publisher(body.draft.told)
        several = governing is not None and governing.several
        return [] if several or to_us else [a for a in label if self._registry.reports(a)]

    def _is_publisher(self, told: Span) -> bool:
        return self._publisher is not None and self._tellings.outlet(told) == self._publisher

    def _label(self, block: int) -> list[int]:
        label = self._labels[block] if block < len(self._labels) else None
        if label is None:
            return []
        if label.block not in self._label_agents:
            agents = [self._registry.resolve(span) for span in (label.through, label.source) if span is not None]
            agents += [self._registry.resolve(span) for span in label.cited]
            self._label_agents[label.block] = [a for a in agents if a != self._publisher]
        return self._label_agents[label.block]

    def _sources(self, body: Body, bodies: Sequence[Body], block: int) -> list[int]:
        """Who speaks here, outermost first: who was told, who shows the document, the source, who it cites."""
        draft = body.draft
        if draft.source is None:
            return []
        role = self._interview.role(draft.source) if draft.frame == "turn" else None
        if role is not None:
            return [role]
        first_person = FIRST_PERSON.fullmatch(self._text, draft.source.start, draft.source.end) is not None
        if first_person and (body.parent is not None or self._registry.quoted(draft.source.start)):
            return []  # whoever speaks around it; within words that nobody is named for, the last speaker
        if first_person and self._author is not None:
            return [self._author.agent]
        if first_person:
            return [self._publisher] if self._publisher is not None else []
        if self._is_theirs(body, bodies):
            return self._done[body.parent or 0][-1:]
        source = self._continuing(body, bodies)
        source = self._polls.meant(draft.source) if source is None else source
        source = self._named_below(body, bodies, block) if source is None else source
        source = principal(self._text, body, bodies, self._registry) if source is None else source
        if source is None:
            source = self._registry.resolve(
                self._subject(draft),
                besides=self._speaker(body, bodies),
                ahead=draft.frame == "headline" or self._blocks[block].role in ("headline", "standfirst"),
            )
        out = [self._registry.resolve(draft.through)] if draft.through is not None else []
        beside = self._told_beside.get(draft.source.start) if draft.told is None and body.parent is None else None
        telling = replace(draft, told=beside) if beside is not None else draft
        told = self._tellings.of(telling, source, block, inherits=body.parent is None)
        if told is not None and told != source and not out:
            out.append(told)
        vouching, owner = self._registry.vouching(draft.source), self._owner(draft)
        for name in (vouching, owner):
            if name is not None and name != self._registry.name(source):
                out.append(self._registry.named(name))
        if owner is not None and self._registry.kind(source) == "person":
            self._tellings.writes_for(source, self._registry.named(owner), block)
        out.append(source)
        cited = [self._first_of(span) for span in draft.cited]
        out += [self._registry.resolve(span) for span in cited if self._registry.can_speak(span)]
        return [a for a in out if a != self._publisher] or [a for a in out if a == self._publisher][:1]

    def _is_theirs(self, body: Body, bodies: Sequence[Body]) -> bool:
        """ "De Blasio repeated his claim that": his who repeats it, where nothing stands between."""
        source, parent = body.draft.source, body.parent
        if source is None or parent is None or parent >= len(self._done) or not self._done[parent]:
            return False
        outer = bodies[parent].draft
        near = outer.cue is not None and outer.cue.end <= source.start <= outer.cue.end + 1
        return near and self._text[source.start : source.end].lower() in POSSESSIVES and outer.source is not None

    def _named_below(self, body: Body, bodies: Sequence[Body], block: int) -> int | None:
        """Whom a description in the lead stands for, where the name comes below it."""
        assert body.draft.source is not None
        below = bodies, self._blocks, self._lead, self._registry
        person = named_below(body.draft.source, block, *below)
        person = outlet_below(self._text, body.draft.source, block, *below) if person is None else person
        return self._registry.stands_for(body.draft.source, person) if person is not None else None

    def _owner(self, draft: Draft) -> str | None:
        """The outlet whose people speak, unless they post it themselves."""
        assert draft.source is not None
        if draft.cue is not None and POSTED.search(self._text, draft.cue.start, draft.cue.end):
            return None
        theirs = employed(self._text, draft, self._registry, self._directory)
        return self._registry.owner(draft.source) or (theirs[1] if theirs is not None else None)

    def _continuing(self, body: Body, bodies: Sequence[Body]) -> int | None:
        """Who "he added" is: the speaker just quoted, whoever else was named since."""
        draft = body.draft
        assert draft.source is not None
        cue = self._text[draft.cue.start : draft.cue.end].lower().split()[-1:] if draft.cue is not None else []
        if body.parent is not None or body.kind == "indirect" or not ADDING & set(cue):
            return None
        before = next((i for i in range(len(self._done) - 1, -1, -1) if bodies[i].parent is None), None)
        if before is None or bodies[before].kind == "indirect" or not self._done[before]:
            return None
        return self._registry.called(self._done[before][-1], draft.source)

    def _speaker(self, body: Body, bodies: Sequence[Body]) -> Others:
        """Whom "he" cannot mean: within somebody's own words, who says them; before his own words, whom they name."""
        if body.parent is None and body.draft.frame == DENIAL:
            return frozenset(self._done[-1][-1:]) if self._done else NOBODY  # of "Voss accused Lund, which he denies"
        if body.parent is None:
            return self._registry.persons_in(body.content) if body.kind == "direct" else NOBODY
        around = [one for one in _around(body, bodies) if one < len(self._done) and _own_words(bodies[one])]
        return frozenset(self._done[around[0]][-1:]) if around else NOBODY

    def _subject(self, draft: Draft) -> Span:
        """What "who" refers to, and "it said": the clause's subject where that is a body, else the pronoun as it is."""
        assert draft.source is not None
        if draft.antecedent is None:
            theirs = employed(self._text, draft, self._registry, self._directory)
            return theirs[0] if theirs is not None else whole_source(self._text, draft.source, draft, self._registry)
        words = self._text[draft.source.start : draft.source.end].lower()
        body = words in PRONOUNS and self._registry.names_body(draft.antecedent)
        return draft.antecedent if words.endswith(RELATIVE) or body else draft.source

    def _first_of(self, span: Span) -> Span:
        """The first of several cited sources: a chain has one originator."""
        joint = re.search(r"\s+and\s+(?:[a-z]|an?\s)", self._text[span.start : span.end])
        return Span(span.start, span.start + joint.start()) if joint and joint.start() > 3 else span

    def _unsourced(self, index: int, bodies: Sequence[Body], prefix: list[int]) -> list[int]:
        """A quotation nobody is named for: the last speaker goes on."""
        return self._done[index - 1] if index else prefix

    def _response(self, index: int, body: Body, bodies: Sequence[Body]) -> list[int] | None:
        """ "Vučić mentioned that …, but Putin responded that …": the first tells of the second's answer."""
        if index == 0 or body.draft.cue is None:
            return None
        words = self._text[body.draft.cue.start : body.draft.cue.end].lower().split()
        if not words or words[-1] not in RESPONSES:
            return None
        for earlier in range(index - 1, -1, -1):
            previous = bodies[earlier]
            if previous.parent is not None:
                continue
            between = self._text[previous.content[-1].end : body.start]
            near = len(between) < 12 and "." not in between and previous.draft.source is not None
            return self._done[earlier] if near and previous.kind == "indirect" else None
        return None

    def _top(self, body: Body, sources: list[int], prefix: list[int], block: int) -> list[int]:
        first = sources[0]
        if first in prefix or first == self._publisher:
            if self._account is not None and first == self._publisher and block == self._account.block:
                self._account.interrupted = True
            else:
                self._account = None
            return joined(prefix, sources)
        source = body.draft.source if body.draft.through is None else None
        told = len(sources) > 1 and source is not None and first != self._registry.resolve(source)
        owned = body.draft.source is not None and self._registry.owner(body.draft.source) is not None
        carries = (
            self._registry.reports(first)
            and not self._is_aside(body)
            and (not told or (owned and self._registry.kind(sources[-1]) != "person"))
        )
        if self._account is not None and first in self._account.agents:
            self._take_up(body, block)
            return joined([*prefix, *self._account.agents], sources)
        if carries:
            leads = body.draft.source is not None and body.draft.source.start < body.content[0].start
            leads = leads and self._contrasts(body) is None
            self._account = Account(list(sources), block, self._words(body), leads, at=body.content[-1].end)
            return joined(prefix, sources)
        # another outlet has it at first hand
        spoke_to = told and self._directory.is_carrier(self._registry.name(first))
        if self._account is not None and not spoke_to and self._belongs(body, sources, block):
            self._take_up(body, block)
            return joined([*prefix, *self._reporters()], sources)
        if self._account is not None and block > self._account.block:
            self._account = None
        return joined(prefix, sources)

    def _contrasts(self, body: Body) -> re.Match[str] | None:
        """Whether an outlet is heard against what the article tells: "But The Buffalo News reported"."""
        assert body.draft.source is not None
        return CONTRAST.search(self._text, max(0, body.draft.source.start - 30), body.draft.source.start)

    def _is_aside(self, body: Body) -> bool:
        """Whether who reported it stands in a participle beside it: "Starr's remarks, first reported by the Times"."""
        cue, source = body.draft.cue, body.draft.source
        if cue is None or source is None or cue.end > source.start:
            return False
        by = self._text[cue.end : source.start].strip() == "by" or self._text[cue.start : cue.end].endswith(" by")
        return by and self._text[: cue.start].rstrip().endswith(",")

    def _reporters(self) -> list[int]:
        """The account's agents that report: what it cited for one sentence need not stand behind the next."""
        assert self._account is not None
        return [a for a in self._account.agents if self._registry.reports(a)] or self._account.agents[:1]

    def _belongs(self, body: Body, sources: list[int], block: int) -> bool:
        assert self._account is not None
        source = sources[-1]
        told = Told(
            source,
            self._registry.kind(source),
            self._registry.name(source).split()[-1],
            block,
            body.draft.told is not None and self._is_publisher(body.draft.told),
            self._words(body),
            body.start,
        )
        apart = 0 if self._assesses or self._root else BLOCKS_APART
        news = self._directory.is_carrier(self._registry.name(self._account.agents[0]))
        return belongs(self._account, told, apart=apart, news=news)

    def _take_up(self, body: Body, block: int) -> None:
        assert self._account is not None
        told = self._account
        self._account = Account(
            told.agents,
            block,
            told.words + " " + self._words(body),
            told.leads,
            interrupted=told.interrupted and told.block == block,
            at=body.content[-1].end,
        )

    def _words(self, body: Body) -> str:
        return " ".join(self._text[s.start : s.end] for s in body.content)


def _own_words(body: Body) -> bool:
    return body.kind == "direct" or body.draft.frame == "turn"


def _around(body: Body, bodies: Sequence[Body]) -> Iterator[int]:
    """The statements within whose words one stands, the nearest first."""
    while body.parent is not None:
        yield body.parent
        body = bodies[body.parent]
