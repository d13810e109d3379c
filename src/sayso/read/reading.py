"""The order in which a document is read, and how its parts become a reading."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from msgspec.structs import replace

from sayso.ingest.outlets import by_host
from sayso.model import (
    UNKNOWN_PUBLISHER,
    Agent,
    Block,
    Document,
    Link,
    Reading,
    Span,
    Statement,
    StatementType,
    Time,
)
from sayso.read.agents.antecedents import Asked
from sayso.read.agents.directory import Directory
from sayso.read.agents.people import Person, people
from sayso.read.agents.registry import Registry
from sayso.read.assertions import assertions, clauses
from sayso.read.blocks import blocks as find_blocks
from sayso.read.calm import calmed
from sayso.read.certainty import certainty
from sayso.read.chains import Chains
from sayso.read.events import Known, events
from sayso.read.figures import figures
from sayso.read.frames import Row
from sayso.read.front import Front, front
from sayso.read.happening import Happening
from sayso.read.places import places
from sayso.read.said import Sayings
from sayso.read.sentences import sentences
from sayso.read.settings import ReadSettings, run_id
from sayso.read.statements import Body, find, tagged
from sayso.read.statements.unsaid import tells_nothing
from sayso.read.times import times

PROSE = ("headline", "standfirst", "paragraph", "quote", "takeaway", "note", "heading", "caption")


def read_document(document: Document, settings: ReadSettings) -> Reading:
    """See `sayso.read.read`."""
    calm = calmed(document.text)
    if calm == document.text:
        return _reading(document, settings)
    found = _reading(replace(document, text=calm), settings)
    return replace(found, document=replace(found.document, text=document.text))


class _Parts(NamedTuple):
    """What is found before anybody is given a chain."""

    directory: Directory
    blocks: tuple[Block, ...]
    known: Front
    persons: tuple[Person, ...]
    bodies: list[Body]
    named: Sequence[Happening] | None


def _parts(document: Document, settings: ReadSettings) -> _Parts:
    directory, text = Directory(settings.outlets, settings.agents), document.text
    blocks = find_blocks(document, directory)
    known = front(document, blocks, directory)
    persons = people(text, directory.is_organisation)
    seen = tagged(text, blocks, settings.tier)
    bodies = find(text, blocks, _agent_test(text, blocks, persons, directory), seen, directory.is_carrier)
    return _Parts(directory, blocks, known, persons, bodies, seen.happenings if seen is not None else None)


def _reading(document: Document, settings: ReadSettings) -> Reading:
    directory, blocks, known, persons, bodies, named = _parts(document, settings)
    document, text = known.document, known.document.text
    found_times = times(text, document.published, blocks)
    registry, chains, _ = _chains(text, blocks, bodies, persons, directory, known)
    agents = registry.agents({i for chain in chains for i in chain}, document.id)
    spans = tuple(s for b in blocks if b.role in PROSE for s in sentences(text, b.start, b.end))
    statements = _statements(document, blocks, bodies, chains, agents, found_times, spans, directory)
    own = assertions(text, document.id, blocks, statements)
    found_places = places(text, blocks, tuple(m for p in persons for m in p.mentions))
    beside = clauses(text, document.id, blocks, statements, own)
    carriers = [(s.id, _carrying(s)) for s in statements] + [(a.id, (Span(a.start, a.end),)) for a in (*own, *beside)]
    who = _known(text, statements, agents.values(), persons)
    happened = events(text, carriers, found_places, found_times, who, named)
    told = {event.statement for event in happened}
    own = tuple(sorted((*own, *(a for a in beside if a.id in told)), key=lambda a: (a.start, a.end)))
    return Reading(
        document=document,
        run=run_id(settings),
        blocks=tuple(blocks),
        sentences=spans,
        statements=statements,
        assertions=own,
        agents=tuple(agents[i] for i in sorted(agents)),
        times=found_times,
        places=found_places,
        figures=figures(text),
        events=happened,
    )


def _carrying(statement: Statement) -> Sequence[Span]:
    """Where a statement tells of events: in its content, and with a cue that is an act itself ("accused")."""
    acts = statement.cue is not None and statement.parent is None and statement.type != "control"
    return (*statement.content, statement.cue) if acts and statement.cue is not None else statement.content


PRONOUN = re.compile(r"(?:he|she|it|they)\b", re.I)


def _known(text: str, statements: Sequence[Statement], agents: Iterable[Agent], persons: Sequence[Person]) -> Known:
    """Who is who, for the events: speakers, what pronouns stand for, where persons are named."""
    return Known(
        {s.id: s.chain[-1].name for s in statements if len(s.chain) > 1},
        {m.start: agent.name for agent in agents for m in agent.mentions if PRONOUN.match(text, m.start)},
        sorted((m.start, p.name) for p in persons for m in p.mentions),
        frozenset(word for p in persons if p.offices or p.gender for word in p.name.split()),
    )


def _chains(
    text: str,
    blocks: Sequence[Block],
    bodies: Sequence[Body],
    persons: tuple[Person, ...],
    directory: Directory,
    known: Front,
) -> tuple[Registry, list[list[int]], Sequence[Row]]:
    """Agents, chains and what was asked of the media; a second pass where an interview in the lead frames the whole."""
    publisher = known.document.outlet
    registry = Registry(text, persons, directory, publisher, known.document.published)
    first = Chains(text, blocks, registry, directory, publisher, known.agency)
    chains = first.resolve(bodies)
    if not first.framing:
        return registry, chains, first.asked
    registry = Registry(text, persons, directory, publisher, known.document.published)
    second = Chains(text, blocks, registry, directory, publisher, known.agency, first.framing)
    return registry, second.resolve(bodies), second.asked


def media_asked(document: Document, settings: ReadSettings) -> Sequence[Row]:
    """What was asked of which medium for the statements of a document: what `sayso.train.frames` learns from."""
    directory, blocks, known, persons, bodies, _ = _parts(document, settings)
    return _chains(document.text, blocks, bodies, persons, directory, known)[2]


def pronouns_asked(document: Document, settings: ReadSettings) -> Sequence[tuple[Asked, tuple[str, ...]]]:
    """What was asked of whom for each "he" and "she": what `sayso.train.antecedents` learns from."""
    directory, blocks, known, persons, bodies, _ = _parts(document, settings)
    return _chains(document.text, blocks, bodies, persons, directory, known)[0].pronouns


# Who speaks in headlines without a name, as the last word.
SPEAKING = re.compile(
    r"(?:[\w’'-]+\s+){0,3}(?:officials?|sources?|media|reports?|experts?|analysts?|newspaper|intelligence|ministry|military|police|"
    r"watchdog|polls?|surveys?|stud(?:y|ies)|historians?|economists?|scientists?|researchers?|lawmakers?|camp|campaign|"
    r"aides?|lawyers?|prosecutors?|witness(?:es)?|survivors?|residents?|editorial|spokes\w+|president|minister|mayor)",
    re.I,
)
ADDRESSED = re.compile(r"\s+(?:on|to|at)\s+\S.*$", re.I)  # "Clinton to Planned Parenthood", "CNN President On Trump"


def _agent_test(
    text: str, blocks: Sequence[Block], persons: Sequence[Person], directory: Directory
) -> Callable[[str], bool]:
    """Whether a headline's "– X" or "X:" names somebody: known, or named again below."""
    head = next((b.end for b in blocks if b.role == "headline"), 0)
    below = text[head:]
    surnames = {p.name.split()[-1] for p in persons}

    def test(name: str) -> bool:
        name = ADDRESSED.sub("", name.strip())
        if directory.find(name) is not None or (name.split()[-1:] and name.split()[-1] in surnames):
            return True
        bare = re.sub(r"^(?:the|an?)\s+", "", name, flags=re.I)
        named = bool(re.search(rf"\b{re.escape(bare)}\b", below, re.I)) and bare[:1].isupper()
        return named or bool(SPEAKING.fullmatch(bare))

    return test


def _statements(
    document: Document,
    blocks: Sequence[Block],
    bodies: Sequence[Body],
    chains: Sequence[Sequence[int]],
    agents: dict[int, Agent],
    found_times: Sequence[Time],
    spans: Sequence[Span],
    directory: Directory,
) -> tuple[Statement, ...]:
    publisher = Link(document.outlet or UNKNOWN_PUBLISHER, "organisation", None)
    at_host = by_host(publisher.name) if "." in publisher.name else None
    own = {publisher.name} | ({at_host.name} if at_host is not None else set())
    ids = [_statement_id(document.id, body) for body in bodies]
    sayings = Sayings(document.text, bodies, found_times, spans, blocks)
    told = [not tells_nothing(document.text, body.draft) for body in bodies]
    out = []
    for index, body in enumerate(bodies):
        if not told[index]:
            continue  # its source has spoken all the same: it is in mind for who "he" is
        outer = _around(body, bodies, told)
        chain = tuple(Link(agents[i].name, agents[i].kind, agents[i].id) for i in chains[index])
        chain = tuple(link for link in chain if link.name not in own)
        hedge = certainty(document.text, body.content[0])
        out.append(
            Statement(
                id=ids[index],
                kind=body.kind,
                type=_type(document.text, body, chain, directory),
                source=body.draft.source,
                cue=body.draft.cue,
                content=body.content,
                parent=ids[outer] if outer is not None else None,
                chain=(publisher, *chain),
                said=sayings.said(index),
                certainty=hedge,
                alterations=body.alterations,
                takeaway=body.draft.takeaway,
            )
        )
    return tuple(out)


def _around(body: Body, bodies: Sequence[Body], told: Sequence[bool]) -> int | None:
    """The nearest statement around one that is told at all."""
    outer = body.parent
    while outer is not None and not told[outer]:
        outer = bodies[outer].parent
    return outer


ASSESSING = frozenset({"", "observe", "observes", "observed", "note", "notes", "noted", "according to"})


def _type(text: str, body: Body, chain: Sequence[Link], directory: Directory) -> StatementType:
    """What a think tank observes and notes is its assessment: an attitude, not speech reported."""
    cue = text[body.draft.cue.start : body.draft.cue.end].lower() if body.draft.cue else ""
    words = "according to" if cue == "according to" else cue.split(" ")[-1]
    assessed = chain and body.kind == "indirect" and words in ASSESSING and directory.is_assessor(chain[-1].name)
    return "attitude" if assessed and body.draft.frame != "label" else body.draft.type


def _statement_id(document: str, body: Body) -> str:
    spans = [body.draft.source, body.draft.cue, *body.content]
    places = "|".join(f"{s.start}-{s.end}" if s else "-" for s in spans)
    return "s" + hashlib.blake2b(f"{document}|{places}".encode(), digest_size=6).hexdigest()
