"""Where a person is seen in a text, and what is said of them right beside the name.

In: a text. Out: sightings by a nickname, by a royal title, or as somebody's relative ("his wife, Elena,"); the offices
and the nation that the words beside any name say.
"""

from __future__ import annotations

import re

from msgspec import Struct

from sayso.model import Span
from sayso.read.agents import nations
from sayso.read.agents.given import is_given
from sayso.read.agents.words import KIN, OFFICE

# "P.J.", and no place's or body's two letters.
CAPITAL = (
    r"(?!(?:U\.[SNK]|E\.U|D\.C|N\.[CDHJMY]|S\.[CD]|W\.V|B\.C|P\.R|R\.I|L\.A|A\.[DM]|P\.M)\.)(?:(?:[A-Z]\.){2}(?![A-Z]\.)|"
    r"(?:Gen|Lt|Col|Maj|Capt|Sgt|Adm|Sen|Rep|Gov|Prof|Dr|Mr|Mrs|Ms|Jr|Sr|[A-Z])\.|"
    r"[^\W\d_a-zа-яёіїєґà-öø-ÿ](?:[\w’'ʼ-]{0,40}\w)?)"
)
NICKNAMED = re.compile(rf"(?P<first>{CAPITAL})\s[\"“'‘]\w+[\"”'’]\s(?P<last>{CAPITAL})")
ROYAL = re.compile(
    r"(?P<title>[PQKE](?<!\w[PQKE])(?:(?<=P)(?:rince(?:ss)?|ope)|(?<=Q)ueen|(?<=K)ing|(?<=E)mp(?:eror|ress)))\s(?P<given>[A-Z][\w-]+)(?:\s[IVX]+\b)?"
    r"(?!\s[A-Z])(?!['’]s\s(?:College|Cross|Hospital|Cup|Trust))"
)
FORMER = re.compile(r"\b(?:former|ex|onetime|one-time|then|retired)\b", re.I)
QUOTED_WORD = re.compile(r"[\"“'‘]\w+[\"”'’]\s")
ANOTHER = re.compile(r"\b([A-Z][\w’'-]+) [A-Z][\w’'-]+\s+[a-z]")
OFFICES_SHORT = {"Gov": "governor", "Sen": "senator", "Rep": "representative", "Gen": "general", "Prof": "professor"}
ABBREVIATED = re.compile(rf"\b({'|'.join(OFFICES_SHORT)})\b")
CLAUSE_END = re.compile("".join(rf"(?<!\b{short})" for short in OFFICES_SHORT) + r"[.;:!?\n“”\"]|,\s")
SUCH_AS = re.compile(r"^.*\b(?:such as|including|like)\s")
# "His wife, Elena, hid": a relative by the given name alone.
RELATIVE = re.compile(
    rf"\b(?:[Mm]y|[Hh]is|[Hh]er|[Tt]heir|[A-Z][\w-]{{1,40}}['’]s)\s(?:[a-z-]{{1,20}}\s){{0,2}}(?:{'|'.join(sorted(KIN))}),?\s"
    r"(?P<given>[A-Z][a-zà-ÿ-]{1,40})(?=[,.;]|['’]s\s|\s[a-z])"
)


class Sighting(Struct, frozen=True):
    """A name, the offices and the nation said beside it, and where it stands."""

    name: str
    offices: tuple[str, ...]
    nation: str | None
    spans: tuple[Span, ...]


def nicknamed(text: str) -> list[Sighting]:
    """ "Robert "Magyar" Brovdi": a name around a nickname."""
    out: list[Sighting] = []
    if not QUOTED_WORD.search(text):
        return out
    for match in NICKNAMED.finditer(text):
        before, behind = text[max(0, match.start() - 60) : match.start()], text[match.end() : match.end() + 60]
        name = f"{match.group('first')} {match.group('last')}"
        out.append(
            Sighting(name, said_offices(before, behind), said_nation(before), (Span(match.start(), match.end()),))
        )
    return out


def royal(text: str) -> list[Sighting]:
    """ "Prince Andrew", "Pope Francis", "Queen Elizabeth II": a given name that goes with its title."""
    out: list[Sighting] = []
    for match in ROYAL.finditer(text):
        if is_given(match.group("given")):
            span = Span(match.start(), match.end())
            out.append(Sighting(match.group(), (match.group("title").lower(),), None, (span,)))
    return out


def relatives(text: str) -> list[Sighting]:
    """Those whom the text names as somebody's relative by a given name alone."""
    found = (match.span("given") for match in RELATIVE.finditer(text) if is_given(match.group("given")))
    return [Sighting(text[begin:end], (), None, (Span(begin, end),)) for begin, end in found]


def said_offices(before: str, behind: str) -> tuple[str, ...]:
    """The offices that the words before and behind a name give the person."""
    parts = CLAUSE_END.split(before)
    clause = parts[-1] or (parts[-2] if len(parts) > 1 else "")
    other = [m.end() for m in ANOTHER.finditer(clause) if is_given(m.group(1))]
    clause = clause[other[-1] :] if other else clause  # "Judge Naomi Feld sentenced Carl Rusk": he is no judge
    clause = SUCH_AS.sub("", clause)  # "leaders such as Rush Holt": one of them, no holder of an office
    found = [m.group(1).lower() for m in OFFICE.finditer(clause)]
    found += [OFFICES_SHORT[word] for word in ABBREVIATED.findall(clause)]
    same = behind.partition("\n\n")[0]  # a byline's name has nothing of the paragraph under it
    apposition = re.match(r"(?:\s*\([^()]{1,40}\))?,\s+(?:the\s+|an?\s+|its\s+)?([^,.;]{3,60})", same)
    if apposition is not None:
        found += [m.group(1).lower() for m in OFFICE.finditer(apposition.group(1))]
    if found and (FORMER.search(clause) or (apposition is not None and FORMER.match(apposition.group(1)))):
        found.append("former")
    return tuple(found)


def said_nation(before: str) -> str | None:
    """The country that the words before a name give the person."""
    clause = re.split(r"[.;:!?,\n“”\"]", before)[-1]
    for word in reversed(re.findall(r"[\w’'-]+", clause)):
        country = nations.country_of(word)
        if country is not None:
            return country
    return None
