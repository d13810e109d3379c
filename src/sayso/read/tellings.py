"""Tellings: which outlet somebody spoke to, and for how much of the article that outlet stands in the chain.

In: statements in text order with their sources. Out: the outlet that was told or gave the interview. One that the lead
names frames the article and stands in the chain of all that its guest says; another, in its paragraph and the next.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from sayso.model import Block, Span
from sayso.read.agents import nations
from sayso.read.agents.directory import CARRIERS, Directory
from sayso.read.agents.people import DAYS
from sayso.read.agents.phrase import parse
from sayso.read.agents.registry import Registry
from sayso.read.frames import Frames
from sayso.read.lead import paragraphs
from sayso.read.media import MOST_STATION, NETWORKS, PAPERS, STATION, names_itself
from sayso.read.posting import posts
from sayso.read.statements.grammar.draft import Draft
from sayso.read.statements.tiers import CLEAR_MARKS

MEDIA = re.compile(
    r"\b(?:television|TV|radio|newspaper|news agency|broadcaster|channel|outlet|magazine|correspondent)\b|"
    r"\breporter\b(?!s)"
)
GENERIC_MEDIA = re.compile(
    r"(?:the\s+|a\s+)?(?:local|national|regional|[A-Z]\w+(?:ian|ish|an|ch|ese))\s+"
    r"(?:television|TV|radio|media|broadcaster|newspaper|channel)s?$"
)
AFTERWARDS = re.compile(
    r"\s+(?:on|in|last|this|late|early|earlier)\s+(?:\w+\s+){0,2}(?:[A-Z]\w+|week|month|year|\d+)(?:\s+\d+)?$"
)
# "The Argus Leader", "Radio Vilnius": names that newspapers and broadcasters bear, where no outlet file knows them.
MASTHEAD = re.compile(
    rf"(?:the\s+)?(?P<name>(?:[A-Z][\w’'&-]*\s+){{1,4}}?(?:{'|'.join(PAPERS)})|"
    r"(?:Radio|TV|Le|La|El|Die|Der|Il|Channel)\s+[A-Z0-9][\w’'-]*)\b(?!\s+[A-Z]\w+\s*(?:,|$))(?!['’]s)"
)
# "Told TVN24": a broadcaster's name in one word.
ON_AIR_NAME = re.compile(
    r"(?:the\s+)?(?P<name>TV[A-Z]*\d+|TV[A-Z]{1,3}\b|[A-Z][\w-]*(?:TV|Radio|News|FM)\d{0,3}\b|[A-Z][A-Za-z]*24\b)"
    r"(?=$|[,\s])(?!\s+[A-Z])"
)
# "Told Ledger.info": an outlet that is called by its address.
ADDRESS = re.compile(r"(?:the\s+)?(?P<name>[A-Z][\w-]+(?:\.[a-z]{2,5}){1,2})\b")
OF_ITS = re.compile(r"['’]s?$")  # "told Channel 8's “Morning Tide”"
OF_NATION = re.compile(r"^(?:[A-Z][\w.]+\s+){0,2}[A-Z][\w.]+['’]s\s+(?=[A-Z])")  # "Israel's Channel One"
GIVEN_TO = re.compile(r"\s*(?P<told>(?:the\s+|The\s+)?[A-Z][\w’'&.-]*(?:\s+[A-Z][\w’'&.-]*){0,4})\s*$")
OUTLET = r"(?:the\s+)?(?P<{}>[A-Z][\w.’'&-]*(?:\s+(?:of\s+|the\s+)?[A-Z][\w.&-]*){{0,4}})"
# "In an interview with Politico", "during the Politico interview", "speaking to Radio Liberty".
INTERVIEW = re.compile(
    r"\b(?:interview|conversation|sit-down)\s+(?:(?:that\s+|which\s+)?(?:was\s+)?(?:published|aired|airing|broadcast)\s+)?"
    + r"(?:[A-Z]?\w+day\s+)?(?:with|to|on|for|in|by)\s+"
    + OUTLET.format("with")
    + r"|\b(?:interviewed\s+by|(?:[Ss]peaking|spoke|[Tt]alking|talked|chatting)\s+(?:to|with)|"
    + r"(?:sat|[Ss]itting)\s+down\s+with|[Aa]sked\s+(?:\w+\s+){0,5}?by|[Ss]peaking\s+on|"
    + r"[Aa]ppear(?:ing|ed|ances?)\s+(?:\w+\s+){0,2}?(?:on|with)|"
    + r"(?:op-ed|opinion\s+piece|essay|column|guest\s+column|commentary)\s+(?:published\s+)?(?:in|for))\s+"
    + OUTLET.format("to")
    + r"|\b(?:[Ii]n|[Dd]uring)\s+(?:an?\s+)?"
    + OUTLET.format("own")
    + r"\s+interview\b"
    + r"|\b(?:meeting|session|sit-down)\s+with\s+"
    + OUTLET.format("board")
    + r"(?:['’]s)?\s+editorial\s+board\b"
)
# "He said Sunday on CNN", "On NBC's "Meet the Press," he said": what one broadcaster's viewers heard.
ON_AIR = re.compile(
    r"\b(?:said|says|argued|added|claimed|explained|insisted|acknowledged|declared|suggested|admitted|warned|noted|"
    r"stated|denied|predicted|maintained|remarked|joked|recalled)\s+(?:(?:[A-Z]\w+day|yesterday|today|tonight|earlier|late|"
    r"last|this|on|morning|afternoon|evening|night|week|month|year)\s+){0,4}?on\s+"
    + OUTLET.format("said")
    + r"|(?:^|(?<=[.!?”\"]\s))On\s+"
    + OUTLET.format("show")
    + r"['’]s\s+[“\"'‘A-Z]",
    re.M,
)
AN_INTERVIEW = re.compile(r"\b[Ii]nterview(?:ed|ing|s)?\b")
ITS_PERSON = re.compile(OUTLET.format("whose") + r"['’]s?\s+(?:[a-z]+\s+){0,3}(?=[A-Z])")
REACH_BACK = 250  # characters beside "interview" in which who asks and who answers are named
# "A letter seen by Reuters", "the statement, which was obtained by Variety": who shows it.
SHOWN = re.compile(
    r"\b(?:obtained|seen|reviewed|viewed|heard)\s+(?:\w+day\s+|first\s+|exclusively\s+)?by\s+"
    + OUTLET.format("by")
    + r"|\b(?:published|printed|carried|aired|broadcast)\s+(?:\w+day\s+)?(?:in|by|on)\s+(?:[\w’'-]+\s+){1,9}?"
    + r"(?:daily|newspaper|weekly|magazine|agency|broadcaster|website)\s+"
    + r"(?P<print>[A-Z][\w’'-]+(?:\s[A-Z][\w’'-]+){0,2})"
)
# "A Fox411 interview": what stands between "a" and "interview" and is no outlet.
NO_OUTLET = re.compile(
    r"(?:TV|CEO|Oval|White|Skype|Zoom|Facebook|Twitter|Reddit|YouTube|Q|Sunday|Monday|Tuesday|Wednesday|Thursday|Friday|"
    r"Saturday|January|February|March|April|May|June|July|August|September|October|November|December)\b"
)
# "In an interview with Joan Holt on his podcast "The Long Wire"": a programme that the text names in marks.
_SHOWS, _IN_MARKS = ("podcast", "show", "programme?"), r",?\s+[“\"‘']"
SHOW = re.compile(
    r"\b(?:interview\w*|conversation|sit-down|appear\w*|speaking|spoke|talking|guest)\b[^.!?\n“\"]{0,80}?\bon\s+"
    rf"(?:[\w’'.-]+\s+){{1,4}}?(?:{'|'.join(_SHOWS)}){_IN_MARKS}(?P<show>[A-Z][^“”\"\n]{{2,60}}?),?[”\"’'](?!\w)"
)
OF_SHOW = tuple(re.compile(rf"{word}{_IN_MARKS}") for word in _SHOWS)  # one of them stands in whatever SHOW finds
# "Ivan Petrenko, writing for The Long Wire,"; "The Long Wire's Ivan Petrenko", where he is said to write.
WRITER = re.compile(
    r"(?<![\w-])(?<!\w['’])(?P<who>[A-Z][\w’'-]++),\s+writing\s+(?:on|for|in)\s+(?P<for>(?:[Tt]he\s+)?[A-Z][\w’'&-]*(?:\s+[A-Z][\w’'&-]*){0,3}),"
)
OWN_WRITER = re.compile(r"(?P<of>The(?<!\wThe)\s+[A-Z][\w-]+(?:\s+[A-Z][\w-]+){0,2})['’]s\s+(?=[A-Z])")
WRITES = re.compile(
    r"\b(?P<verb>wrote|writes|writing|reports|reported|reporting)(?:\s+(?:on|for|in|at)\b[^,.]*)?$", re.I
)
WRITTEN_FOR = re.compile(
    r"\s+(?P<how>on|for|in|at)\s+(?P<told>(?:[Tt]he\s+)?[A-Z][\w’'&.-]*(?:\s+[A-Z][\w’'&-]*){0,3}?)"
    r"(?=[.,;:]?\s*$|[.,;:]\s|\s+(?:that|on|in|last|this)\b)"
)
JOURNAL = re.compile(r"the\s+(?P<name>[A-Z]{3,6})")  # "wrote in the BMJ"
# Where anybody posts in his own name.
PLATFORMS = frozenset(
    "facebook twitter instagram telegram medium youtube x linkedin tiktok threads weibo substack reddit vk vkontakte "
    "tumblr myspace whatsapp snapchat bluesky mastodon blog".split()
)
REACH = 60  # characters behind a cue in which its occasion stands
OCCASION = re.compile(
    r"\b(?:in|at|during|on)\s+(?:an?|the|his|her)\s+(?:[\w-]+\s+){0,2}(?:statement|speech|rally|(?:news|press)\s+conference|"
    r"tweet|post|debate|hearing|town\s+hall|address|testimony|memo|letter)\b|\btweeted\b"
)
ASKING = frozenset("write writes wrote written ask asks asked".split())  # what an outlet's own people do
BEHIND = 3  # code points behind an interview's outlet in which who asked is named: "Fox News' Sean Hannity"
LEAD_BLOCKS = 3  # an interview named in the first paragraphs frames the article
BLOCKS_APART = 1  # elsewhere it is good for its paragraph and the quotation below


class _Telling(Struct, frozen=True):
    """An outlet that somebody told, where, and whether it stands in all that follows; ``interview``: or in one answer
    after the other."""

    outlet: int
    block: int
    throughout: bool
    interview: bool = False


class Tellings:
    """Who was told what. ``framing`` gathers the interviews that frame (agent's name to outlet's); given back as
    ``framed`` to a second pass they stand in the chain of all that the agent says, the headline too."""

    def __init__(
        self,
        text: str,
        blocks: Sequence[Block],
        registry: Registry,
        directory: Directory,
        publisher: str | None,
        framed: Mapping[str, str],
        agency: str | None = None,
    ) -> None:
        self._text = text
        self._registry = registry
        self._directory = directory
        self._framed = framed
        self._publisher = publisher
        self._told: dict[int, _Telling] = {}
        prose = paragraphs(text, blocks)
        self._lead = prose[LEAD_BLOCKS - 1] if len(prose) >= LEAD_BLOCKS else len(blocks)
        self._interviews: dict[int, tuple[str, int]] = {}  # sentence -> an outlet, and where it is named
        self._shown: dict[int, tuple[str, int]] = {}  # the same for who shows what somebody said
        self.framing: dict[str, str] = {}
        self.frames = Frames(text, blocks, registry, directory, frozenset((publisher, agency)), self._lead)
        end = blocks[min(self._lead, len(blocks) - 1)].end if blocks else 0
        self._find_interviews(publisher, end)

    def _find_interviews(self, publisher: str | None, lead: int) -> None:
        """Note each interview; in the lead it is the person's in mind there. The publisher's own count for nothing."""
        for match in INTERVIEW.finditer(self._text):
            outlet = self._carrier(
                match.group("with") or match.group("to") or match.group("own") or match.group("board")
            )
            if outlet is None and match.group("own"):
                outlet = self._unknown_outlet(match)
            if outlet in (None, publisher):
                continue
            self._interviews[self._registry.sentence(match.start())] = outlet, match.start()
            if match.start() < lead:
                self._frames(match, outlet)
        for match in SHOW.finditer(self._text) if any(word.search(self._text) for word in OF_SHOW) else ():
            self._interviews[self._registry.sentence(match.start())] = match.group("show"), match.start()
            if match.start() < lead:
                self._frames(match, match.group("show"))
        self._find_interviewers(publisher, lead)
        self._find_on_air(publisher, lead)
        self._find_writers(publisher)

    def _find_interviewers(self, publisher: str | None, lead: int) -> None:
        """ "In an interview about the fire, BBC's Joan Holt pressed him": whose interview it was, in the lead."""
        for match in AN_INTERVIEW.finditer(self._text, 0, lead):
            sentence = self._registry.sentence(match.start())
            if sentence in self._interviews:
                continue
            for asking in ITS_PERSON.finditer(self._text, max(0, match.start() - REACH_BACK), match.end() + REACH_BACK):
                outlet = self._carrier(asking.group("whose"))
                person = self._registry.surname_at(asking.end())
                same = self._registry.sentence(asking.start()) == sentence
                if same and person is not None and outlet not in (None, publisher):
                    self._interviews[sentence] = str(outlet), asking.start()
                    for one in self._registry.persons_in((Span(match.start() - REACH_BACK, match.end() + REACH_BACK),)):
                        self.framing.setdefault(self._registry.name(one), str(outlet))

    def _unknown_outlet(self, match: re.Match[str]) -> str | None:
        """ "In a Fox411 interview": the name, where it is no person's, land's or programme's."""
        name = match.group("own")
        article = re.match(r"(?:in|during)\s+an?\s", match.group(), re.I) is not None
        somebody = self._registry.persons_in((Span(match.start(), match.end()),)) or self._registry.surname_at(
            match.start("own")
        )
        if not article or somebody or NO_OUTLET.match(name) or nations.country_of(name.split()[0]) is not None:
            return None
        return str(name)

    def _find_on_air(self, publisher: str | None, lead: int) -> None:
        """Note what was said on a broadcaster's air, and what an outlet shows."""
        for match in ON_AIR.finditer(self._text):
            outlet = self._carrier(match.group("said") or match.group("show"))
            if outlet not in (None, publisher) and self._broadcasts(str(outlet)):
                self._interviews.setdefault(self._registry.sentence(match.start()), (str(outlet), match.end() - 1))
                if match.start() < lead:
                    self._frames(match, str(outlet))
        for match in SHOWN.finditer(self._text):
            outlet = self._carrier(match.group("by")) if match.group("by") else match.group("print")
            if outlet not in (None, publisher):
                self._shown[self._registry.sentence(match.start())] = str(outlet), match.start()

    def _broadcasts(self, outlet: str) -> bool:
        entry = self._directory.find(outlet)
        return outlet.split()[0] in NETWORKS or (entry is not None and entry.what == "broadcaster")

    def _in_sentence(self, draft: Draft) -> str | None:
        """The outlet that a statement's sentence names as where it was said, outside what was said."""
        assert draft.source is not None
        sentence = self._registry.sentence(draft.source.start)
        for found in (self._interviews.get(sentence), self._shown.get(sentence)):
            if found is not None and not any(s.start <= found[1] < s.end for s in draft.content):
                return found[0]
        return None

    def _frames(self, match: re.Match[str], outlet: str) -> None:
        person = self._registry.person_in_mind(match.start())
        asking = self._registry.persons_in((Span(match.start(), match.end() + BEHIND),))
        for one in (*asking, *(() if person is None else (person,))):
            self.framing.setdefault(self._registry.name(one), outlet)

    def _find_writers(self, publisher: str | None) -> None:
        """Note who writes for whom, throughout the article."""
        for match in WRITER.finditer(self._text):
            self._write_for(match.span("who"), match.group("for"), publisher)
        for match in OWN_WRITER.finditer(self._text):
            surname = self._registry.surname_at(match.end())
            if surname is not None and re.search(rf"\b{re.escape(surname)}\s+(?:wrote|writes)\b", self._text):
                self._write_for((match.end(), match.end() + 1), match.group("of"), publisher)

    def _write_for(self, who: tuple[int, int], words: str, publisher: str | None) -> None:
        outlet = self._paper(words)
        for person in self._registry.persons_in((Span(who[0], who[1] + 1),)):
            if outlet not in (None, publisher):
                self._told[person] = _Telling(self._registry.named(str(outlet)), 0, True)

    def _paper(self, words: str) -> str | None:
        """What somebody writes for: an outlet by its known name, another as it is called; no platform, day or land."""
        words = words.rstrip(".")
        known = self._carrier(re.sub(r"^[Tt]he\s+", "", words))
        first = re.sub(r"^[Tt]he\s+", "", words).split()[0].lower()
        if known is not None or first in PLATFORMS or first in DAYS or nations.country_of(words) is not None:
            return known
        return None if self._directory.find(words) is not None else words

    def _carrier(self, words: str) -> str | None:
        """The outlet that some capitalised words begin with, the longest first."""
        tokens = re.sub(r"['’]s\b.*$", "", words).rstrip(".").split()
        for count in range(len(tokens), 0, -1):
            entry = self._directory.find(" ".join(tokens[:count]).rstrip("'’"))
            if entry is not None and entry.what in CARRIERS:
                station = " ".join(tokens[:MOST_STATION])
                return station if count == 1 and STATION.match(station) else entry.name
        station = " ".join(tokens[:2])
        if tokens and tokens[0] in NETWORKS:
            return station if STATION.match(station) else tokens[0]
        return None

    def outlet(self, told: Span) -> int | None:
        """Who was told, where that is somebody who reports: an outlet, "state television", a reporter."""
        words = self._text[told.start : told.end]
        if names_itself(AFTERWARDS.sub("", words), self._publisher):
            return self._registry.named(self._publisher) if self._publisher is not None else None
        return self._reporting(told, words)

    def _reporting(self, told: Span, words: str) -> int | None:
        full = self._registry.in_full(words)
        if full is not None and self._directory.is_carrier(full):
            return self._registry.named(full)
        name = parse(words, self._directory).name
        for form in (words.strip(), words.split(",")[0].strip(), name):
            entry = self._directory.find(form)
            if entry is not None and entry.what in CARRIERS:
                return self._registry.named(entry.name)
        carrier = self._carrier(
            re.sub(r"^(?:the|a)\s+", "", words)
        )  # "CNN's Jake Tapper", "Fox News host Sean Hannity"
        if carrier is not None:
            return self._registry.named(carrier)
        address = ADDRESS.fullmatch(words.strip()) or ON_AIR_NAME.match(words.strip())
        if address is not None:
            return self._registry.named(address.group("name"))
        bare = OF_NATION.sub("", AFTERWARDS.sub("", words))
        masthead = MASTHEAD.match(bare)
        if masthead is not None:
            return self._registry.named(OF_ITS.sub("", masthead.group("name")))
        generic = GENERIC_MEDIA.match(bare) or (nations.country_of(bare.split()[0]) and bare.split()[-1].islower())
        if not MEDIA.search(words) or generic:
            return None
        return self._registry.resolve(told)

    def of(self, draft: Draft, source: int, block: int, *, inherits: bool) -> int | None:
        """The outlet that ``source`` told this statement, or told before and speaks to still."""
        rule = self._by_pattern(draft, source, block, inherits=inherits)
        if not inherits or draft.source is None:
            return rule
        name = self._registry.name(rule) if rule is not None else None
        best = self.frames.best(draft, source, block, name)
        if best == name:
            return rule
        return self._registry.named(best) if best is not None else None

    def _by_pattern(self, draft: Draft, source: int, block: int, *, inherits: bool) -> int | None:
        """The same by what the text says in so many words, patterns of it."""
        told = draft.told or self._behind_cue(draft)
        outlet = self.outlet(told) if told is not None else None
        written = self._written_for(draft) if outlet is None else None
        if written is not None:
            self._told[source] = _Telling(written, block, True)
            return written
        interview = outlet is None
        if outlet is None and draft.source is not None and inherits:
            name = self._in_sentence(draft)
            outlet = self._registry.named(name) if name is not None and name != self._registry.name(source) else None
        if outlet is not None and not inherits:
            return outlet  # within another's words: where he said that, not to whom he speaks here
        if outlet is not None:
            self._told[source] = _Telling(outlet, block, block <= self._lead, interview)
            if block <= self._lead:
                self.framing.setdefault(self._registry.name(source), self._registry.name(outlet))
            return outlet
        nobody = draft.told is None or self._text[draft.told.start : draft.told.end].lower() == "to"
        return self._inherited(draft, source, block) if inherits and nobody else None

    def _behind_cue(self, draft: Draft) -> Span | None:
        """ "Wrote for The Washington Informer that": the name between a cue ending in a preposition and the content."""
        if draft.cue is None or not self._text[draft.cue.start : draft.cue.end].lower().endswith(
            (" for", " to", " in")
        ):
            return None
        found = GIVEN_TO.match(self._text, draft.cue.end, max(draft.cue.end, draft.content[0].start))
        return Span(found.start("told"), found.end("told")) if found is not None else None

    def _writes(self, draft: Draft) -> re.Match[str] | None:
        """The verb of a cue that says that somebody writes."""
        return WRITES.search(self._text, draft.cue.start, draft.cue.end) if draft.cue is not None else None

    def _written_for(self, draft: Draft) -> int | None:
        """ "…," Ivan Petrenko wrote on Long Wire: what the sentence names behind the cue."""
        writes = self._writes(draft)
        if writes is None:
            return None
        end = self._text.find("\n", writes.end())
        found = WRITTEN_FOR.match(self._text, writes.end("verb"), end if end >= 0 else len(self._text))
        if found is None:
            return None
        known = self.outlet(Span(found.start("told"), found.end("told")))
        journal = JOURNAL.fullmatch(found.group("told").rstrip(".")) if found.group("how") == "in" else None
        if known is None and journal is not None and nations.country_of(journal["name"]) is None:
            return self._registry.named(journal["name"])
        if known is not None or found.group("how") in ("in", "at"):
            return known
        paper = self._paper(found.group("told"))
        return self._registry.named(paper) if paper is not None else None

    def writes_for(self, source: int, outlet: int, block: int) -> None:
        """Note that somebody is an outlet's own: "The Atlantic's Dana Whitfield"."""
        self._told[source] = _Telling(outlet, block, True)

    def _elsewhere(self, draft: Draft) -> bool:
        """Whether a statement has an occasion of its own: "said in a statement", "told the rally", "tweeted"."""
        if draft.cue is None:
            return False
        end = self._text.find("\n", draft.cue.end)
        reach = min(draft.cue.end + REACH, end if end >= 0 else len(self._text))
        return OCCASION.search(self._text, draft.cue.start, reach) is not None

    def _in_print(self, draft: Draft) -> bool:
        """Whether it stands in a work of his own: "she wrote in her memoir", "in Nature"."""
        writes = self._writes(draft)
        return writes is not None and self._text.startswith(" in ", writes.end("verb"))

    def _inherited(self, draft: Draft, source: int, block: int) -> int | None:
        if self._elsewhere(draft) or self._in_print(draft):
            return None
        framed = self._framed.get(self._registry.name(source))
        cue = self._text[draft.cue.start : draft.cue.end].lower().split()[-1:] if draft.cue is not None else []
        asks = bool(ASKING & set(cue)) and draft.cue is not None and not posts(self._text, draft.cue.start)
        if framed is None and self._framed and asks and self._registry.kind(source) == "person":
            framed = next(iter(self._framed.values()))  # whoever writes it up is the outlet's
        telling = self._told.get(source) or self._told.get(self._registry.whole(source))
        if telling is not None and (telling.throughout or block - telling.block <= BLOCKS_APART):
            begin = draft.content[0].start
            if set(CLEAR_MARKS) & set(self._text[max(0, begin - 1) : begin + 1]):
                self._told[source] = replace(telling, block=block)
            return telling.outlet
        return self._registry.named(framed) if framed else None
