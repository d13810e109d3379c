"""What a source's noun phrase says: a name, a role, a nation, a body, or somebody unnamed.

In: the words of a source. Out: a ``Phrase`` that the registry can resolve against the agents it knows. The fullest
proper form wins; states' organs become "Government of X", "Constitutional Court of X".
"""

from __future__ import annotations

import re

from msgspec import Struct
from msgspec.structs import replace

from sayso.model import AgentKind
from sayso.read.agents import nations, words
from sayso.read.agents.apposition import describes, lead
from sayso.read.agents.directory import Directory
from sayso.read.agents.heads import body_of, head_of
from sayso.read.agents.mastheads import LATEST, PROPER, TRADE, is_bodys, issuer, masthead, nations_own
from sayso.read.agents.officers import JOINING, is_office, officer
from sayso.read.agents.organs import state_organ
from sayso.read.agents.people import people
from sayso.read.agents.trimmed import ADVERB, trimmed, vouched
from sayso.read.agents.within import all_listed, is_body, is_said_of, leads

PRONOUNS = frozenset(("he she they it who which him her them himself herself itself themselves his its their").split())
BELONGING = frozenset(
    ("republican", "democrat", "conservative", "socialist", "libertarian", "muslim", "christian", "jew")
)
NOUNS = frozenset(("PAC", "PACs", "NGO", "NGOs", "CEO", "MP", "MPs", "TV", "DA", "AG", "GOP"))
QUANTITIES = frozenset(("one", "some", "others", "another", "many", "several", "both", "most"))
# Words that join a description to a name that is not its own.
SMALL = JOINING | frozenset(
    "around outside inside within across over under between among after before during since into than as or like via "
    "per behind beyond toward towards".split()
)
SPEAKERS = frozenset(("us", "you", "we"))  # "all of us" is a group of its own
# "State, county and local law-enforcement officials": one group, no list of names.
LISTED = re.compile(r"(?:[\w’'-]+,\s+)*[\w’'-]+,?\s+and\s+(?:[a-z][\w’'-]*\s+)*(?P<head>[a-z][\w-]*s)$")
# "The Associated Press report", "AP analysis": the outlet speaks.
REPORT = re.compile(
    r"^(?P<outlet>.+?)(?:['’]s)?\s+(?:report|analysis|investigation|story|article|dispatch|bulletin|advisory)$"
)
POLL = re.compile(r"\s+(?:poll|survey)$")  # "a Fox News poll"
PARENTHESIS = re.compile(r"\s*\(([^()]{2,60})\)")
AT_BODY = re.compile(r"^(?:\w+\s+){0,3}?(?P<people>\w+)\s+(?:at|from|of|with)\s+(?:the\s+)?(?P<body>[A-Z].+)$")
# "The agency's statement read": the agency speaks.
OWNED = re.compile(
    r"^(?P<owner>.{2,80}?)['’]s?\s+(?:[\w-]+\s+){0,4}(?:statement|post|report|release|message|announcement|website|channel|"
    r"page|account|service|bulletin|address|speech|interview|briefing|column|remarks|comments|tweets?|letter|statements|posts|"
    r"testimony|op-ed|essay|editorial|memo|email|article|complaint|lawsuit)$",
    re.I,
)
# "Canada's largest retailer" is one that the text has named.
MOST = re.compile(r"[A-Z][\w-]+['’]s\s+(?:largest|biggest|leading|main|top|only|oldest|second-largest|third-largest)\s")
GROUNDS = frozenset({"state", "city", "county", "country", "town", "district", "province", "village"})
# "Its analysts", "their experts": the body just named.
ITS_PEOPLE = re.compile(r"^(?:its|their)\s+(?P<people>\w+)$", re.I)
# "The state nuclear operator Energoatom": a description that ends in a name.
NAMED_THING = re.compile(
    r"^(?P<what>(?:[\w’'-]+\s+)*?[a-z][\w-]+)\s+(?P<name>[A-ZÀ-Ž][\w’'&-]*(?:\s+[A-ZÀ-Ž0-9][\w’'&-]*){0,3})$"
)
# "A report by the Centre", "a statement issued by the directorate": the body speaks.
BY_BODY = re.compile(
    r"^(?:[\w-]+\s+){0,2}(?:report|statement|study|analysis|survey|poll|post|press release|assessment|message|"
    r"announcement)\s+(?:(?:issued|published|released|made)\s+)?(?:by|from)\s+(?:the\s+)?(?P<body>[A-Z].+|[a-z]+)$"
)
# "The Rockford, Ill., maker of fasteners", "the Dover, Ohio-based company": what is seated there.
SEATED = re.compile(
    r"^[A-Z][\w.]+(?:\s[A-Z][\w.]+){0,2},\s+[A-Z][\w.]+(?:\s[A-Z][\w.]+)?(?:,|-based)\s+(?P<what>[\w-]+\b.*)$"
)
UNION = re.compile(r"^(?:United States|United Nations|U\.S\.|U\.N\.|US|UN)\s+")  # whose known body it is
RELATIVE = re.compile(r",\s+(?:which|where)\b.*$", re.S)  # "the Dispatch newspaper, which is read in Dover"
IN_PLACE = re.compile(r"\s+in\s+(?:the\s+)?[A-ZÀ-Ž][\w’'-]+$")  # "the Ministry of River Transport in Kyiv"
ONE_OF = re.compile(
    r"^(?:one|two|three|some|both|all|several|many|most|another|neither|none|each)\s+of\s+(?:the\s+)?(?P<group>.+)$",
    re.I,
)
OWN = re.compile(r"(?:his|her|its|their)\s", re.I)
# "Republican Gov. Eric Holcomb and leaders of": a person's titles before "and" are no part of the group's name.
TITLES_AND = re.compile(
    r"^(?:(?:Republican|Democratic|Former|former|[A-Z][a-z]+ian)\s+)?"
    r"(?:Gov|Sen|Rep|Mr|Mrs|Ms|Dr|President|Prime Minister|Governor|Senator|Mayor)\.?\s+"
    r"(?=[A-Z][\w’'-]+(?:\s[A-Z][\w’'-]+)?\s+and\s+[a-z])"
)
# "Norvik's Mr. Hale"
BODYS_MR = re.compile(r"^[A-Z][^,;]{1,40}?['’]s?\s+(?P<who>(?:Mr|Mrs|Ms|Miss|Dr)\.?\s+[A-Z][\w’'-]+)$")
SPOKESPEOPLE = words.BODY_PEOPLE - {"scientists"}  # "NASA scientists" are some of them


class Phrase(Struct, frozen=True):
    """A source's words taken apart.

    ``name`` is the proper or descriptive name without article; ``head`` the lower-case head noun of a description;
    ``nation`` the country said; ``body`` the organisation that people belong to; ``vouching`` an agent within
    the phrase
    who shows a document ("reviewed by Reuters"); ``proper`` whether ``name`` is a name rather than a description.
    """

    name: str
    kind: AgentKind
    proper: bool = False
    pronoun: bool = False
    head: str = ""
    nation: str | None = None
    body: str | None = None
    vouching: str | None = None
    definite: bool = False
    part: str = ""  # "one of": some of a group already named
    quantity: bool = False  # "some", "others": how many, and no noun


def parse(source: str, directory: Directory) -> Phrase:
    """Take the words of a source apart."""
    text = trimmed(source)
    if text.lower() in PRONOUNS and text != "WHO":
        return Phrase(text.lower(), "person", pronoun=True)
    if text.lower() in QUANTITIES:
        return Phrase(text.lower(), "unnamed", head=text.lower(), quantity=True)
    by_body = BY_BODY.match(words.ARTICLE_OR_OWNER.sub("", text))
    if by_body is not None:
        return parse("the " + by_body.group("body"), directory)
    its = ITS_PEOPLE.match(text)
    if its is not None and its.group("people").lower() in words.BODY_PEOPLE:
        return Phrase("it", "organisation", pronoun=True)
    text, vouching = vouched(text)
    definite = bool(re.match(r"(?:the|this|that|these|those|its|his|her|their)\b", text, re.I)) or bool(
        MOST.match(text)
    )
    bare = words.ARTICLE_OR_OWNER.sub("", text)
    if bare.lower() in PRONOUNS and bare != "WHO":
        return Phrase(bare.lower(), "person", pronoun=True)
    seated = SEATED.match(bare)
    if seated is not None and seated.group("what").split()[0].islower():
        return parse("the " + seated.group("what"), directory)
    group = ONE_OF.match(bare)
    if group is not None:
        return _part(bare, group, directory)
    listed = LISTED.match(bare)
    if listed is not None and listed.group("head") in words.PEOPLE_PLURAL and not directory.find(bare.split(",")[0]):
        return _completed(_description(bare), vouching, definite)
    bare = RELATIVE.sub("", nations_own(bare) or bare)
    owner = OWNED.match(bare)
    if owner is not None and owner.group("owner").lower() not in GROUNDS:
        return parse(("the " if definite else "") + owner.group("owner"), directory)
    indefinite = re.match(r"an?\s", text, re.I)  # "a Harlow newspaper" is of that town
    named = masthead(bare) if not indefinite else None
    if named is not None:
        return replace(parse(named, directory), head=bare.split()[-1].lower())
    whose = issuer(bare)
    if whose is not None:
        return parse(whose, directory)
    for attempt in (_known, _officer, _person, _body_people, _state_organ, _organisation, _named_thing, _apposed):
        phrase = attempt(bare, directory)
        if phrase is not None:
            return _completed(phrase, vouching, definite)
    return _completed(_description(bare), vouching, definite)


def _part(bare: str, group: re.Match[str], directory: Directory) -> Phrase:
    """ "One of the officials": some of a group; who it is, where a name follows."""
    whole = group.group("group")
    part = bare[: group.start("group")].lower().removesuffix("the ").strip()
    if whole.lower() in ("whom", "them") and part in ("both of", "all of"):
        return Phrase("they", "person", pronoun=True)
    if whole.lower() in SPEAKERS:
        return Phrase(bare.lower(), "unnamed", head=whole.lower())
    person = _person_behind(bare, directory)
    if person is not None:
        return person
    whole = words.US_OR_THEM.get(whole.lower(), whole if OWN.match(whole) else f"the {whole}")
    rest = parse(whole, directory)
    return rest if rest.proper else replace(rest, part=part)


def _completed(phrase: Phrase, vouching: str | None, definite: bool) -> Phrase:
    p = phrase
    return Phrase(p.name, p.kind, p.proper, p.pronoun, p.head, p.nation, p.body, vouching, definite)


def _known(bare: str, directory: Directory) -> Phrase | None:
    report = REPORT.match(LATEST.sub("", bare))
    outlet = directory.find(report.group("outlet")) if report is not None else None
    if outlet is not None and (outlet.what or outlet.kind == "organisation"):
        return Phrase(outlet.name, outlet.kind, proper=True)
    polled = directory.find(POLL.sub("", LATEST.sub("", bare))) if POLL.search(bare) else None
    if polled is not None and directory.is_carrier(polled.name):
        return Phrase(polled.name, polled.kind, proper=True)
    if report is not None and outlet is None and is_bodys(report.group("outlet")):
        return Phrase(report.group("outlet"), "organisation", proper=True)
    for form in (
        bare,
        TRADE.sub("", bare),
        PARENTHESIS.sub("", bare),
        *_acronym(bare),
        UNION.sub("", bare),
        bare.split(",")[0],
        _run_together(bare),
    ):
        entry = directory.find(form.strip())
        if entry is not None:
            return Phrase(entry.name, entry.kind, proper=True)
    return None


def _run_together(bare: str) -> str:
    """The second of two phrases run together: "the number of people The Washington Post"; else nothing."""
    before, _, behind = bare.rpartition(" The ")
    return "" if before and before.split()[-1] in SMALL else behind


def _acronym(bare: str) -> list[str]:
    """The acronym behind a name: of the body that is named, not of one that somebody represents or that is listed."""
    match = PARENTHESIS.search(bare)
    if match is None or (match.end() < len(bare) and bare[match.end()] != ","):
        return []
    return (
        []
        if re.search(r"(?:^|\s)[a-z]", bare[: match.start()].replace(" of the ", " ").replace(" of ", " "))
        else [match.group(1)]
    )


def _person(bare: str, directory: Directory) -> Phrase | None:
    """A personal name anywhere in the phrase, unless the phrase is a group or a body of that name."""
    head = head_of(bare)
    if head in words.CLASSES["company"] and bare.endswith(f" {head}") and len(bare.split()) > 2:
        return None  # "the Los Angeles thrift holding company"
    if re.match(r"(?:sources?|people|officials?|associates|aides|allies)\b", bare) or (
        head in words.PEOPLE_PLURAL and not re.search(rf"(?<!^)\b{re.escape(head.capitalize())}\b", bare)
    ):
        return None
    several = bare.split(",")[0].split()
    if "," in bare and several and several[-1] in words.PEOPLE_PLURAL and several[-1].islower():
        return None  # "the doctors, members of …"
    if "," in bare and several and several[-1].rstrip(".").lower() in words.LEGAL:
        return None  # "Pattison Industries Ltd., owned by James Pattison"
    if describes(bare):
        behind = _person_behind(bare, directory)
        if behind is not None:
            return behind
    bare = lead(bare)
    found = people(bare, directory.is_organisation)
    together = all_listed(bare, [person.name for person in found])
    if together is not None:
        return Phrase(together, "group", proper=True)
    found = () if found and (is_said_of(bare, found[-1].name) or leads(bare, found[0].name)) else found
    if found and not is_body(bare, found[-1].name):
        person = found[0] if "," in bare and bare.index(",") > bare.find(found[0].name) else found[-1]
        nation = person.nation or _leading_nation(bare)
        return Phrase(person.name, "person", proper=True, head=" ".join(person.offices), nation=nation)
    theirs = BODYS_MR.match(bare.split(",")[0])
    if theirs is not None:
        return _person(theirs.group("who"), directory)
    tokens = bare.split(",")[0].split()
    if (
        len(tokens) == 2
        and re.search(r"['’]s$", tokens[0])
        and nations.country_of(tokens[0])
        and directory.find(tokens[1])
    ):
        return _known(tokens[1], directory)  # "Poland's Tusk"
    titled = len(tokens) >= 2 and tokens[-1][:1].isupper() and all(_title(t) for t in tokens[:-1])
    titled = titled and bool(words.HONORIFIC.fullmatch(tokens[-2]))
    if titled and not words.OFFICE.fullmatch(tokens[-1]) and tokens[-1].lower() not in words.ORGANISATION:
        return Phrase(re.sub(r"['’]s$", "", tokens[-1]), "person", proper=True, nation=_leading_nation(bare))
    return None


def _person_behind(bare: str, directory: Directory) -> Phrase | None:
    """ "One of the protesters, Hayley Walsh, 42": the name right behind the first comma."""
    _, comma, behind = bare.partition(", ")
    found = people(behind, directory.is_organisation) if comma else ()
    name = found[0].name if found else ""
    if not name or not behind.partition(",")[0].endswith(name) or is_body(behind, name):
        return None
    return Phrase(name, "person", proper=True, head=" ".join(found[0].offices), nation=found[0].nation)


def _title(token: str) -> bool:
    low = token.lower().rstrip(".").removesuffix("'s").removesuffix("’s")
    return low in words.TITLES or low + "." in words.TITLES or nations.country_of(low) is not None


def _leading_nation(bare: str) -> str | None:
    for count in (2, 1):
        country = nations.country_of(" ".join(bare.split()[:count]))
        if country is not None:
            return country
    return None


def _body_people(bare: str, directory: Directory) -> Phrase | None:
    """ "Analysts at the Institute for the Study of War (ISW)": the institute speaks."""
    match = AT_BODY.match(bare)
    if match is None or match.group("people").lower() not in words.BODY_PEOPLE:
        tokens = bare.split()
        speak = bool(tokens) and tokens[-1].lower() in SPOKESPEOPLE
        if len(tokens) >= 2 and speak and directory.find(" ".join(tokens[:-1])):
            return _known(" ".join(tokens[:-1]), directory)
        return None
    body = PARENTHESIS.sub("", match.group("body")).strip()
    entry = directory.find(body)
    return Phrase(entry.name if entry else body, "organisation", proper=True)


def _officer(bare: str, directory: Directory) -> Phrase | None:
    """A body's officer by surname alone, however small the words in the body's name are."""
    found = officer(bare)
    if found is None or directory.find(found.name) is not None:
        return None
    return Phrase(found.name, "person", proper=True, head=" ".join(found.offices), nation=_leading_nation(bare))


def _state_organ(bare: str, directory: Directory) -> Phrase | None:
    found = state_organ(bare)
    return Phrase(found.name, "organisation", proper=True, nation=found.nation) if found is not None else None


def _organisation(bare: str, directory: Directory) -> Phrase | None:
    """A proper name: capitalised words, an acronym, or capitals with of/for/the between them."""
    name = re.split(r",\s", PARENTHESIS.sub("", bare))[0].strip()
    tokens = name.split()
    if not tokens or (not tokens[-1][:1].isupper() and not re.search(r"\d", tokens[-1])):
        return None
    if words.PERSON_NOUN.fullmatch(tokens[-1].lower()) and tokens[-1].islower():
        return None  # "the 24-year-old"
    small = {"of", "for", "the", "and", "in", "on", "at", "to", "de", "la", "&", "'s"}
    lower = [t for t in tokens if t[:1].islower() and t not in small]
    if lower:
        return None
    if tokens[0].lower() in words.PEOPLE:
        return None
    if tokens[-1].lower() in BELONGING or (len(tokens) == 1 and nations.of_compatriot(name)):
        return None  # "a Republican", "the Ohio Democrat"
    if len(tokens) == 1 and words.DOERS.fullmatch(name.lower().rpartition("-")[2]):
        return None
    if tokens[-1].lower() in words.OFFICES and all(_title(t) for t in tokens):
        return None  # "the Foreign Secretary", "the French President": an office, as some houses write it
    organisational = (
        any(t.lower().removesuffix("'s").removesuffix("’s") in words.ORGANISATION for t in tokens) or name.isupper()
    )
    kind: AgentKind = "organisation" if organisational or len(tokens) > 1 else "person"
    return Phrase(_without_owner(IN_PLACE.sub("", name)), kind, proper=True, nation=_leading_nation(name))


def _without_owner(name: str) -> str:
    """ "Russia's Office for Grain Agreements" without the nation's name."""
    owner = re.match(r"^((?:[\w-]+\s){0,2}[\w-]+)['’]s?\s+(?=\S+\s+\S)", name)
    return name[owner.end() :] if owner and nations.country_of(owner.group(1)) else name


def _named_thing(bare: str, directory: Directory) -> Phrase | None:
    match = NAMED_THING.match(bare.split(",")[0])
    if match is None:
        return None
    last = match.group("what").split()[-1].lower()
    if SMALL & set(match.group("what").lower().split()[:-1]) - {"the", "and"}:
        return None  # "a study in the journal Nature" is no journal
    if match.group("name") in NOUNS or match.group("name").lower() in BELONGING | nations.by_demonym().keys():
        return None  # "the super PAC", "the lifelong Republican"
    if last in SMALL or is_said_of(bare, match.group("name")):
        return None
    entry = directory.find(match.group("name"))
    if entry is not None:
        return Phrase(entry.name, entry.kind, proper=True)
    kind: AgentKind = "person" if is_office(last) else "organisation"
    return Phrase(match.group("name"), kind, proper=True, nation=_leading_nation(bare))


def _apposed(bare: str, directory: Directory) -> Phrase | None:
    """ "Austrian manufacturer, GFM": the name behind the description."""
    what, _, name = bare.partition(", ")
    named = bool(PROPER.fullmatch(name)) and what.split()[-1].islower()
    return parse(name, directory) if named else None


def _description(bare: str) -> Phrase:
    """Somebody or something described, not named."""
    bare = TITLES_AND.sub("", ADVERB.sub("", bare))
    name = re.sub(r",\s+(?:who|which|whose|(?:the|an?)\s+[\w-]+\s+[a-z]\w*)\b.*$", "", bare.strip())
    head = head_of(name)
    kind: AgentKind = "unnamed"
    if head in words.DOCUMENT:
        kind = "document"
    elif head in words.PEOPLE_PLURAL and head not in (
        "sources",
        "officials",
        "people",
        "diplomats",
        "witnesses",
        "persons",
    ):
        kind = "group"
    elif head in words.ORGANISATION and head not in words.PEOPLE_SINGULAR:
        kind = "organisation"
    return Phrase(name, kind, head=head, nation=_leading_nation(name), body=body_of(name, head))
