"""One agent under one name across all documents.

In: the readings. Out: `Agents`, which gives each link of each chain its vertex: a key that is equal for
one agent everywhere, and the name to print. Persons meet by first and last name (a surname alone joins
the only full name it can stand for: in its document first, then on the desk, else it stays alone);
organisations by the words of their names, "agency" and its like apart, or an acronym that fits exactly one of
them. An unnamed source has no identity of its own: it belongs to the agent before it in the chain, who vouches
for it.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence

from msgspec import Struct

from sayso.link import names
from sayso.link.census import Census, count
from sayso.link.papers import letters_of, named, place_names
from sayso.link.words import wording
from sayso.model import UNKNOWN_PUBLISHER, AgentKind, Link, Reading


class Vertex(Struct, frozen=True, order=True, array_like=True):
    """An agent or publisher in the graph of a claim: ``key`` tells it apart, ``name`` is printed."""

    key: str
    name: str
    kind: AgentKind


class ByDocument:
    """Keys by (document, name) where the document decides, worked out when a document is asked about.

    ``named`` gives who stands in a document's chains; ``people`` are the names that are people's on the desk.
    """

    def __init__(self, named: Callable[[str], Iterable[tuple[bool, str]]], people: frozenset[str]) -> None:
        self._named, self._people = named, people
        self._document, self._keys = "", dict[tuple[str, str], str]()

    def get(self, key: tuple[str, str]) -> str | None:
        """The key of a name in a document, None where the document does not decide."""
        document, name = key
        if name not in self._people:
            return None
        if document != self._document:
            found = sorted({name for _, name in self._named(document) if name in self._people})
            self._document, self._keys = document, _by_document({document: found})
        return self._keys.get(key)


class Agents(Struct, frozen=True):
    """Keys of named agents: by (document, name) where the document decides, else by name.

    ``judged`` leads from a key to the one that a person judged it to be; ``spelt`` from a name as people may write it
    to the keys of all who bear it.
    """

    in_document: Mapping[tuple[str, str], str] | ByDocument
    anywhere: Mapping[tuple[bool, str], str]
    printed: Mapping[str, str]
    people: frozenset[str]
    judged: Mapping[str, str] = {}
    spelt: Mapping[tuple[str, ...], frozenset[str]] = {}

    def vertex(self, document: str, link: Link) -> Vertex:
        """The vertex of a named agent. An unknown publisher is nobody else's: its document is its key."""
        if link.name == UNKNOWN_PUBLISHER:
            return Vertex(f"unknown:{document}", UNKNOWN_PUBLISHER, link.kind)
        key = self.key(document, link)
        return Vertex(key, self.printed.get(key, link.name), link.kind)

    def key(self, document: str, link: Link) -> str:
        """The key of a named agent, also of one that stands in no chain."""
        person = link.kind == "person" or link.name in self.people
        known = self.in_document.get((document, link.name)) or self.anywhere.get((person, link.name))
        key = known or (_person_key(names.person_name(link.name)) if person else _organisation_key(link.name))
        return self.judged.get(key, key)

    def keys(self, name: str) -> frozenset[str]:
        """The keys of all agents of the desk that a name, in whatever spelling, is a name of."""
        return self.spelt.get(names.agent_key(name), frozenset())

    def chain(self, document: str, links: Sequence[Link]) -> tuple[Vertex, ...]:
        """The vertices of a chain; an agent that follows itself ("Reuters told Reuters") counts once."""
        chain: list[Vertex] = []
        for link in links:
            vertex = self._unnamed(chain, link) if is_nobody(link) else self.vertex(document, link)
            if not chain or chain[-1].key != vertex.key:
                chain.append(vertex)
        return tuple(chain)

    @staticmethod
    def _unnamed(before: Sequence[Vertex], link: Link) -> Vertex:
        voucher = before[-1].key if before else ""
        return Vertex(f"{voucher}/{link.name.lower()}", link.name, "unnamed")


def is_nobody(link: Link) -> bool:
    """Whether a link names nobody in particular: "residents", "local media" that one outlet heard are not another's."""
    described = link.name[:1].islower() and link.name == link.name.lower()
    reports = link.kind == "document" and link.name.endswith(("media reports", "news reports", "press reports"))
    return link.kind == "unnamed" or (link.kind == "group" and described) or reports


def agents(readings: Iterable[Reading], aliases: Sequence[tuple[str, str]] = ()) -> Agents:
    """The identities of all named agents of the readings. ``aliases``: names judged to be other names of others."""
    readings = list(readings)
    found = {reading.document.id: named(reading) for reading in readings}
    census = Census()
    for reading in readings:
        count(census.named, {name for _, name in found[reading.document.id]}, 1)
        count(census.people, {name for person, name in found[reading.document.id] if person}, 1)
        count(census.places, place_names(reading), 1)
        count(census.letters, letters_of(reading), 1)
    return identities(census, lambda document: found.get(document, ()), aliases)


def identities(
    census: Census,
    named_in: Callable[[str], Iterable[tuple[bool, str]]],
    aliases: Sequence[tuple[str, str]] = (),
) -> Agents:
    """As `agents`, from what was counted; ``named_in`` gives who stands in the chains of a document."""
    people = frozenset(census.people)
    counts = Counter({(name in people, name): documents for name, documents in census.named.items()})
    # "Kyiv" that speaks is a government, and no news agency of Kyiv
    organisations = _organisations(counts, frozenset(census.places), frozenset(census.letters))
    anywhere = organisations | _people(people)
    anywhere |= _outlets_read_as_people(people, organisations)
    printed = _printed(counts, anywhere)
    spelt = _spelt(anywhere)
    judged, renamed = _judged(aliases, spelt)
    known_as = {name: frozenset(judged.get(key, key) for key in keys.values()) for name, keys in spelt.items()}
    return Agents(ByDocument(named_in, people), anywhere, printed | renamed, people, judged, known_as)


def person_key(name: str) -> str:
    """The key of a person of whom nothing but this name is known."""
    return _person_key(names.person_name(name))


def _person_key(person: names.PersonName) -> str:
    return f"person:{person.given or '?'} {person.surname}"


def _organisation_key(name: str) -> str:
    return "organisation:" + " ".join(names.organisation_key(name))


def _people(found: Iterable[str]) -> dict[tuple[bool, str], str]:
    """Each person's name on the desk to a key."""
    all_names = sorted(set(found))
    full = _full_by_surname(all_names)
    return {(True, name): _key_among(name, full) for name in all_names}


def _outlets_read_as_people(
    people: Iterable[str], organisations: Mapping[tuple[bool, str], str]
) -> dict[tuple[bool, str], str]:
    """ "Lantern" alone looks like a surname; where nobody bears it and "Lantern news agency" is known, it is that."""
    traded = {key for (_, name), key in organisations.items() if key != _organisation_key(name)}
    full = _full_by_surname(people)
    lone = [name for name in people if names.person_name(name).surname not in full]
    keys = {name: _organisation_key(name) for name in lone if len(names.bare_person_parts(name)) == 1}
    return {(True, name): key for name, key in keys.items() if key in traded}


def _by_document(people: Mapping[str, Sequence[str]]) -> dict[tuple[str, str], str]:
    """Short names that their own document resolves, against whatever the rest of the desk holds."""
    keys: dict[tuple[str, str], str] = {}
    for document, found in people.items():
        full = _full_by_surname(found)
        for name in found:
            key = _key_among(name, full)
            if key != _person_key(names.person_name(name)):
                keys[document, name] = key
    return keys


def _full_by_surname(found: Iterable[str]) -> dict[str, set[names.PersonName]]:
    full: dict[str, set[names.PersonName]] = defaultdict(set)
    for name in found:
        person = names.person_name(name)
        if person.given and len(person.given) > 1:
            full[person.surname].add(person)
    return full


def _key_among(name: str, full: Mapping[str, set[names.PersonName]]) -> str:
    """The key of the one full name that this one can stand for, else its own."""
    person = names.person_name(name)
    bearers = full.get(person.surname, set())
    keys = {_person_key(_longest(other, bearers)) for other in bearers if names.could_be_person(person, other)}
    return next(iter(keys)) if len(keys) == 1 else _person_key(person)


def _longest(person: names.PersonName, bearers: Iterable[names.PersonName]) -> names.PersonName:
    """Tayyip is Recep Tayyip, where no other of the surname has it as a middle name."""
    longer = {other.given: other for other in bearers if person.given in other.middle}
    return next(iter(longer.values())) if len(longer) == 1 else person


def _organisations(
    counts: Iterable[tuple[bool, str]], places: frozenset[tuple[str, ...]], letters: frozenset[tuple[str, str]]
) -> dict[tuple[bool, str], str]:
    """Each organisation's name on the desk to a key.

    An acronym joins the only name that it is said to stand for, else the only one with its initials; a name without a
    country the only one that has the same words with one ("Steppe Group of Forces", "Russia's Steppe Group of Forces");
    "utility Lantern" is Lantern where that is known.
    """
    found = sorted(name for person, name in counts if not person)
    key_of = _without_trades(found, places)
    fuller: dict[str, set[tuple[str, ...]]] = defaultdict(set)
    for name in found:
        key = key_of[name]
        core = tuple(stem for stem in key if stem not in wording().countries)
        if not names.acronym(name):
            fuller[names.initials(name)].add(key)
        if 1 < len(core) < len(key):
            fuller[" ".join(core)].add(key)
    known = set(key_of.values())
    introduced: dict[str, set[tuple[str, ...]]] = defaultdict(set)
    for name, short in letters:
        introduced[short].add(key_of.get(name, names.organisation_key(name)))
    fuller |= {short: keys for short, keys in introduced.items() if len(keys) == 1}
    keys = {name: _fullest_key(name, key_of[name], fuller) for name in found}
    return {(False, name): "organisation:" + " ".join(_bare(name, key, known)) for name, key in keys.items()}


def _bare(name: str, key: tuple[str, ...], known: set[tuple[str, ...]]) -> tuple[str, ...]:
    """The key without the common nouns before a name that is known by itself."""
    first = next((place for place, part in enumerate(name.split()) if part[:1].isupper()), 0)
    bare = names.organisation_key(" ".join(name.split()[first:])) if first else key
    return bare if bare in known else key


def _without_trades(found: Sequence[str], places: frozenset[tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
    """The key of each name; without its trade where all who bear the name are of one trade or of none said."""
    kinds: dict[tuple[str, ...], set[str]] = defaultdict(set)
    for name in found:
        bare, said = names.without_trade(names.organisation_key(name))
        kinds[bare] |= said
    keys = {}
    for name in found:
        key = names.organisation_key(name)
        bare, _ = names.without_trade(key)
        keys[name] = bare if len(kinds[bare]) <= 1 and bare not in places else key
    return keys


def _fullest_key(name: str, key: tuple[str, ...], fuller: Mapping[str, set[tuple[str, ...]]]) -> tuple[str, ...]:
    candidates = fuller.get(names.acronym(name) or " ".join(key), set())
    return next(iter(candidates)) if len(candidates) == 1 else key


def _printed(counts: Counter[tuple[bool, str]], anywhere: Mapping[tuple[bool, str], str]) -> dict[str, str]:
    """The fullest form of each agent's name; among equally full ones the most used."""
    forms: dict[str, list[tuple[bool, str]]] = defaultdict(list)
    for form, key in anywhere.items():
        forms[key].append(form)
    return {key: min(found, key=lambda form: _plainness(form, counts[form]))[1] for key, found in forms.items()}


def _spelt(anywhere: Mapping[tuple[bool, str], str]) -> dict[tuple[str, ...], dict[bool, str]]:
    """The key of the person and of the organisation of each name, in whatever spelling."""
    spelt: dict[tuple[str, ...], dict[bool, str]] = defaultdict(dict)
    for (person, name), key in sorted(anywhere.items()):
        spelt[names.agent_key(name)].setdefault(person, key)
    return spelt


def _judged(
    aliases: Sequence[tuple[str, str]], spelt: Mapping[tuple[str, ...], Mapping[bool, str]]
) -> tuple[dict[str, str], dict[str, str]]:
    """Keys to the keys they were judged to be, and the names that people gave those agents."""
    step: dict[str, str] = {}
    printed: dict[str, str] = {}
    for name, other in aliases:
        others = spelt.get(names.agent_key(other), {})
        for person, key in spelt.get(names.agent_key(name), {}).items():
            made = _person_key(names.person_name(other)) if person else _organisation_key(other)
            target = others.get(person) or others.get(not person) or made
            printed[target] = other
            if target != key:
                step[key] = target
    return {key: _last(key, step) for key in step}, printed


def _last(key: str, step: Mapping[str, str]) -> str:
    """Where the steps from a key end; in a circle, which no verdict makes but two spellings of a key may, its least."""
    passed = [key]
    while (following := step.get(passed[-1])) is not None:
        if following in passed:
            return min(passed[passed.index(following) :])
        passed.append(following)
    return passed[-1]


def _plainness(form: tuple[bool, str], count: int) -> tuple[bool, bool, int, int, str]:
    person, name = form
    short = bool(names.acronym(name)) or (person and names.person_name(name).given is None)
    return short, "'s " in name.replace("’", "'"), -count.bit_length(), -len(name), name
