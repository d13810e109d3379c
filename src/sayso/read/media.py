"""Media that a text mentions: outlets the directory knows, and unknown ones by their form.

In: a text and the directory. Out: each mention with the name that it bears in chains: the broadcaster's in "MSNBC's
'Morning Joe'", the programme's where no broadcaster is named or known.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec import Struct

from sayso.read.agents.directory import CARRIERS, Directory

MOST_WORDS = 5  # of an outlet's name
# "NBC South Florida", "Fox News 6": a station of the network's.
STATION = re.compile(
    r"(?:ABC|NBC|CBS|Fox(?: News)?|FOX|PBS|BBC|CBC)[ \xa0](?:\d+|North|South|East|West|New|Radio|Bay|Los|San)\b"
)
MOST_STATION = 3  # words of a station's name
NETWORKS = frozenset({"ABC", "HBO", "CCTV", "ITN", "TVP", "NHK", "ORF", "RAI", "SiriusXM"})  # no newsrooms' names
# Names that newspapers and broadcasters bear, where no outlet file knows them.
PAPERS = tuple(
    "Leader Informer Register Sentinel Bee Star Sun Globe Inquirer Enquirer Examiner Chronicle Courier Gazette Tribune "
    "Dispatch Journal News Press Post Times Herald Telegraph Mirror Mail Express Observer Citizen Advocate Beacon "
    "Bulletin Independent Monitor Record Reporter Review Standard Statesman Transcript Daily Weekly Magazine Radio TV "
    "Echo Argus Tablet Spectator Today Ledger Intelligencer Courant Messenger Guardian Clarion "
    "Zeitung Tagblatt Anzeiger Rundschau Nachrichten Allgemeine Kurier Gazeta Gazzetta Corriere Jornal Dagblad".split()
)
LAST = frozenset((*PAPERS, "Show", "Podcast", "Compass", "Blog"))
ON_AIR = ("Radio", "TV")
FIRST = frozenset({"Radio", "TV", "Channel", "Le", "El", "Die", "Der", "Il"})
WORD = re.compile(r"[^ \xa0]+")
_WORD = r"[\w&’'/-]*(?:\.\w+)*"
_LINK = r"[ \xa0]+(?:(?:of|the|and|with|for)[ \xa0]+)?(?:&[ \xa0]+)?"
NAMES = re.compile(rf"[A-Z]{_WORD}(?:{_LINK}[A-Z0-9]{_WORD})*")
# "Appeared on “Fox & Friends”", "the podcast “Here's the Thing”".
TITLE = re.compile(
    r"(?:\b(?:[Oo]n|with|host|hosts|show|program|programme|podcast|interview\w*|magazine|newspaper|told)|['’]s?),?\s+"
    r"(?:the\s+)?[“\"‘'](?P<title>[A-Z][^“”\"\n]{2,48}?),?[.]?[”\"’'](?!\w)"
)
# "Hugh Hewitt's radio show", "Univision's Los Angeles affiliate"
_OWN_SHOW = r"s?[ \xa0](?:[a-z]+[ \xa0])?(?:show|podcast|programme?)"
_OWN_STATION = r"s[ \xa0](?:[A-Z][\w-]+[ \xa0]){1,3}(?:affiliate|station)"
SHOW = re.compile(
    rf"(?<![\w.’'-])(?P<show>(?:[A-Z][\w.’'-]+[ \xa0]){{0,2}}[A-Z][\w-]+['’]{_OWN_SHOW}"
    rf"|[A-Z][\w-]+['’]{_OWN_STATION})\b"
)
OF_SHOW = re.compile(rf"['’](?:{_OWN_SHOW}|{_OWN_STATION})\b")  # what SHOW ends in: an apostrophe is found at once
# "The radio show Tilly's Turntable", "Morning Moor hosts Ann Holt and Ben Marsh": a programme by what it is called.
_PROGRAMME = r"[A-Z][\w’'&-]*(?:[ \xa0](?:(?:of|the|and|with|&)[ \xa0])?[A-Z][\w’'&-]*){0,4}"
_CALLED, _HOSTING = ("show", "programme?", "podcast", "station", "network"), ("host", "anchor")
CALLED = re.compile(
    r"\b(?:radio|TV|television|talk|news|morning|late-night|online|web)[ \xa0]"
    rf"(?:{'|'.join(_CALLED)})s?"
    rf"[ \xa0](?P<show>{_PROGRAMME})|"
    rf"(?<![\w.’'&-])(?P<hosted>(?:[A-Z][\w’'&-]*[ \xa0]){{2,4}})(?:co-)?(?:{'|'.join(_HOSTING)})s?[ \xa0][A-Z]"
)
# One of these stands in whatever CALLED finds: words by themselves are found in a hundredth of its time.
OF_CALLED = tuple(re.compile(rf"{word}s?[ \xa0][A-Z]") for word in (*_CALLED, *_HOSTING))
# What opens a sentence before a name: "As the Washington Post reported".
OPENING = frozenset(
    "A An And As At Both But By During For From In Like On Or Over Since So Some That This Through To Unlike Until "
    "When While With Yet".split()
)
NO_MEDIUM = frozenset(
    {"Majority", "Minority", "Gold", "Natural", "Public", "Team", "Opposition", "Party", "Good", "Bad"}
)
CALL_SIGN = re.compile(r"[WK][A-Z]{2,3}(?:-(?:TV|AM|FM)|\d{1,4})")
SHORT = re.compile(
    r"\b[Tt]he[ \xa0](?P<short>(?:Daily )?(?:Post|Times|Journal|Tribune|Herald|Globe|News|Sun|Star|Examiner|Chronicle|"
    r"Register|Gazette|Inquirer|Telegraph|Standard))\b(?![ \xa0][A-Z])"
)
DAYS = frozenset({"mon", "tue", "wed", "thu", "fri", "sat", "sun"})  # as days' names begin
ITSELF = re.compile(
    r"(?:this|our)\s+(?:news)?(?:paper|site|website|publication|outlet|magazine|channel|station|agency|reporter)\b",
    re.I,
)
OWNED = re.compile(r"['’]s?[ \xa0]+[“\"‘']?$")


class Medium(Struct, frozen=True):
    """One mention; ``how`` it was recognised: known, form, title or show."""

    start: int
    end: int
    name: str
    how: str


def media(text: str, directory: Directory) -> list[Medium]:
    """The media mentioned in a text, in its order, none within another."""
    found: list[Medium] = []
    for match in NAMES.finditer(text):
        found += _within(match, directory)
    known = {medium.end for medium in found if medium.how == "known"}
    for match in TITLE.finditer(text):
        found += _titled(match, known, directory)
    for match in CALLED.finditer(text) if any(word.search(text) for word in OF_CALLED) else ():
        found += _programme(match)
    found = [*_shows(text, {medium.start for medium in found if medium.how == "known"}), *found]
    found += _shortened(text, found)
    found.sort(key=lambda medium: (medium.start, -medium.end, medium.how != "short"))
    return list(_apart(found))


def names_itself(words: str, publisher: str | None) -> bool:
    """Whether words mean the outlet whose article it is: "told this newspaper", "told The Harbour Post" in its own."""
    name = words.split(",")[0].strip()
    own = publisher is not None and re.sub(r"^[Tt]he\s", "", name) == publisher.removeprefix("The ")
    return own or ITSELF.match(name) is not None


def _shows(text: str, known: set[int]) -> Iterator[Medium]:
    """Somebody's programmes and affiliates: no known broadcaster's programme, which bears its name, and no day's."""
    for match in SHOW.finditer(text) if OF_SHOW.search(text) else ():
        words = match.group("show").split()
        opens = words[0] in OPENING and len(words) > 1
        start = match.start() + (len(words[0]) + 1 if opens else 0)
        theirs = words[-1] not in ("affiliate", "station") and any(at in known for at in range(start, match.end()))
        if not theirs and words[opens][:3].lower() not in DAYS:
            yield Medium(start, match.end(), text[start : match.end()], "show")


def _programme(match: re.Match[str]) -> Iterator[Medium]:
    """A programme that stands behind "radio show" or before its "hosts"."""
    start, end = match.span("show" if match.group("show") else "hosted")
    name = match.string[start:end].rstrip()
    name = name[:-2] if name.endswith(("'s", "’s")) else name
    first = name.split()[0]
    if first not in OPENING and first not in NO_MEDIUM:
        yield Medium(start, start + len(name), name, "show")


def _shortened(text: str, found: list[Medium]) -> Iterator[Medium]:
    """ "The Post" where the text names "The Washington Post"."""
    full: dict[str, str] = {}
    for known in dict.fromkeys(medium.name for medium in found if medium.how == "known"):
        first, _, rest = known.partition(" ")
        if rest == "News":  # "Fox" where the text names "Fox News"
            alone = re.compile(rf"(?<![\w.’'-]){re.escape(first)}(?![\w-]|[ \xa0](?:&|[A-Z]))")
            yield from (Medium(m.start(), m.end(), known, "short") for m in alone.finditer(text))
    for medium in found:
        for count in (1, 2):
            full.setdefault(" ".join(medium.name.split()[-count:]), medium.name)
    for match in SHORT.finditer(text):
        name = full.get(match.group("short"))
        if name is not None:
            yield Medium(match.start(), match.end(), name, "short")


def _apart(found: list[Medium]) -> Iterator[Medium]:
    end = -1
    for medium in found:
        if medium.start >= end:
            yield medium
            end = medium.end


def _titled(match: re.Match[str], known: set[int], directory: Directory) -> Iterator[Medium]:
    """A title in marks, unless it is a known broadcaster's: "CNBC's 'Squawk Box'" is CNBC."""
    title = match.group("title").rstrip(",.")
    broadcaster = _broadcaster(title, directory)
    before = OWNED.search(match.string, max(0, match.start("title") - 6), match.start("title"))
    entry = directory.find(title)
    if before is not None and before.start() in known:
        return
    if len(title.split()) <= MOST_WORDS + 1 and not title.endswith(("!", "?")):
        name = entry.name if entry is not None and entry.what in CARRIERS else broadcaster or title
        yield Medium(match.start("title"), match.end("title"), name, "title")


def _broadcaster(title: str, directory: Directory) -> str | None:
    """Whose programme it is that bears a broadcaster's whole name, of two words: "Fox News Sunday"."""
    words = title.split()
    entry = directory.find(" ".join(words[:2])) if len(words) > 2 else None
    return entry.name if entry is not None and entry.what == "broadcaster" else None


def _within(match: re.Match[str], directory: Directory) -> Iterator[Medium]:
    """The media that some capitalised words name."""
    words = list(WORD.finditer(match.group()))
    at = 0
    while at < len(words):
        medium, count = _beginning(match, words, at, directory)
        if medium is not None:
            yield medium
        at += count


def _beginning(
    match: re.Match[str], words: list[re.Match[str]], at: int, directory: Directory
) -> tuple[Medium | None, int]:
    """The medium whose name begins with a word, the longest first, and how many words are done with."""
    start, text = match.start() + words[at].start(), match.group()
    form: tuple[Medium, int] | None = None
    if STATION.match(text, words[at].start()):
        station = words[at : at + MOST_STATION]
        return Medium(
            start, match.start() + station[-1].end(), text[words[at].start() : station[-1].end()], "known"
        ), len(station)
    for count in range(min(MOST_WORDS, len(words) - at), 0, -1):
        last = words[at + count - 1]
        name = text[words[at].start() : last.end()]
        name = name[:-1] if name[-1] in "'’" else name[:-2] if name[-2:] in ("'s", "’s") else name
        end = start + len(name)
        entry = directory.find(name) if name[:1].isupper() else None
        if form is not None and entry is not None and form[0].name.endswith(ON_AIR):
            return form  # "Boston Herald Radio" is not the Boston Herald
        if entry is not None and entry.what in CARRIERS:
            return Medium(start, end, entry.name, "known"), count
        if name in NETWORKS:
            return Medium(start, end, name, "known"), count
        if form is None and entry is None and _by_form(name.split()):
            form = Medium(start, end, re.sub(r"^The ", "", name), "form"), count
    return form if form is not None else (None, 1)


def _by_form(words: list[str]) -> bool:
    """Whether some words look like the name of a newspaper, a broadcaster or a programme."""
    named = words[1:] if words[0] == "The" else words
    if CALL_SIGN.fullmatch(words[0]) and len(words) == 1:
        return True
    if len(words) == 1 and words[0].rpartition("-")[2] in PAPERS and "-" in words[0]:
        return words[0][:1].isupper()  # "the Clarion-Ledger"
    if len(words) < 2 or not named or named[0] in OPENING or not words[0][:1].isupper():
        return False
    return named[0] in FIRST or (named[-1] in LAST and not (len(named) > 1 and named[-2] in NO_MEDIUM))
