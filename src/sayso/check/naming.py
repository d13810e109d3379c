"""Names of places, people and organisations of a line against those of the passage that carries it.

Names are told by their capitals: a text of one line is too short for a gazetteer to be sure of its places.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from rapidfuzz import fuzz

from sayso.check.capitals import NO_NAMES, Name, bare, capitals, initials, may_name
from sayso.check.compared import ACRONYM, Compared, Side, nation
from sayso.check.draft import Draft
from sayso.check.known import Known
from sayso.check.nicknames import nicknamed
from sayso.check.passages import keys_within, stop_keys
from sayso.check.speakers import originator
from sayso.model import Span

# What an organisation is, at the end of its name: "the Republican Party" may be told of "Republican elites".
_SORTS = frozenset("party department agency administration committee campaign commission".split())
# How American newspapers shorten parties and states: "Sen. Kelly Ayotte (R-N.H.)".
_SHORT_FOR = {
    **dict.fromkeys(("Republican", "Republicans"), ("GOP", "G.O.P.", "Grand Old Party", "(R-", " R-", "(R)")),
    "GOP": ("Republican", "G.O.P.", "Grand Old Party", "(R-", " R-", "(R)"),
    **dict.fromkeys(("Democrat", "Democrats", "Democratic"), ("(D-", " D-", "(D)")),
    **{
        name: (short,)
        for name, short in (
            pair.split("=")
            for pair in "Alabama=Ala.|Arizona=Ariz.|Arkansas=Ark.|California=Calif.|Colorado=Colo.|Connecticut=Conn.|"
            "Delaware=Del.|Florida=Fla.|Illinois=Ill.|Indiana=Ind.|Kansas=Kan.|Kentucky=Ky.|Louisiana=La.|Maryland=Md.|"
            "Massachusetts=Mass.|Michigan=Mich.|Minnesota=Minn.|Mississippi=Miss.|Missouri=Mo.|Montana=Mont.|Nebraska=Neb.|"
            "Nevada=Nev.|Hampshire=N.H.|Jersey=N.J.|Oklahoma=Okla.|Oregon=Ore.|Pennsylvania=Pa.|Tennessee=Tenn.|Vermont=Vt.|"
            "Virginia=Va.|Wisconsin=Wis.|Wyoming=Wyo.|York=N.Y.|Georgia=Ga.|Mexico=N.M.".split("|")
        )
    },
}
LEAST_KIN = 4  # letters that two forms of one name share at least
SLIP = 90  # of 100: one letter of seven
_SHORT = re.compile(
    r"\b[Tt]he (?:company|operator|spokes\w+|group|service|ministry|agency|institute|command|channel|owner)\b"
)
_STANDS_FOR_PLACE = re.compile(
    r"\b(?:there|here|(?:the|this|that|its) (?:\w+ )?(?:town|city|village|settlement|port|region|district|area|country"
    r"|capital|plant|station|site|scene|place|front|island|province|county|state))\b",
    re.I,
)
_STANDS_FOR_PERSON = re.compile(r"\b(?:he|she|him|her|his|hers)\b", re.I)
_STANDS_FOR_AGENT = re.compile(
    r"\b(?:he|she|it|they|him|her|them|his|its|their|I|we|us|our|my"
    r"|(?:the|this|that) (?:\w+ )?(?:company|operator|spokes\w+|group|service|ministry|minister|agency|institute"
    r"|command|channel|owner|official|officials|man|woman|men|party|commissioner|mediator|negotiator|council|governor|mayor"
    r"|president|general|colonel|major|head|chief|analysts?|report|court|bank|firm|union|think tank))\b",
    re.I,
)


def name_drafts(both: Compared) -> Iterator[Draft]:
    """A finding for the first name that the document has nowhere, or that stands in the place of another."""
    left, right = _both_sides(both)
    left = [name for name in left if not nicknamed(name, both.near)]
    lone_right = [name for name in right if not _known(name, both.left) and not nicknamed(name, both.left)]
    absent = [name for name in both.left_names if name.sure and _absent(name, both)]
    absent = [name for name in absent if not nicknamed(name, both.near)]
    absent = absent or [name for name in left if name.sure and _far(name, both)]
    abroad = any(nation(bare(one.surface)) for one in lone_right)
    absent = [name for name in absent if abroad or not nation(bare(name.surface))]  # "nationwide": of a country, too
    if absent:
        others = [one for one in lone_right if one.sure]
        in_place = (o for o in others if both.in_one_slot(absent[0].start, absent[0].end, o.start, o.end))
        alike = (o for o in others if both.known.is_place(o.key) == both.known.is_place(absent[0].key))
        yield _draft(absent[0], next(in_place, None) or next(alike, None), both)
        return
    told = _told_in_chains(both)
    for name in left:
        if not _known(name, both.right) and name.key not in told and not _only_added(name, both):
            other = next((o for o in lone_right if _of_one_sort(name, o, both)), None)
            if other is not None:
                yield _draft(name, other, both)
                return


def _only_added(name: Name, both: Compared) -> bool:
    """Whether a name only completes one: "Party" of the Republicans, or the first name of somebody whom the passage
    has by a surname that nobody else in the document has."""
    before, _, behind = name.whole.partition(name.surface)
    if before and bare(name.surface).lower() in _SORTS:
        return True
    surname = frozenset(keys_within(bare(behind))[-1:])
    named = (frozenset(keys_within(one.name)) for one in both.right.page.reading.agents if one.kind == "person")
    so_called = [keys for keys in named if surname and surname <= keys]
    return surname <= both.right.keys and len(so_called) == 1 and name.key in so_called[0]


def _told_in_chains(both: Compared) -> frozenset[str]:
    """The words of those who stand in a chain over the passage: "he" there may be one of them."""
    chains = (link.name for one in both.right.statements for link in one.chain)
    return frozenset(key for name in chains for key in keys_within(name)) - stop_keys()


def _draft(name: Name, other: Name | None, both: Compared) -> Draft:
    named = both.known.is_name(name.key) and not both.known.is_place(name.key)
    beside = other is not None and both.known.is_place(other.key) and not named
    several = " " in name.whole.strip()
    place = _is_place(name, both.left, both.known) or (beside and not several)
    there = f"{other.surface} at the source" if other else "nowhere at the source"
    return Draft("F003" if place else "F004", name.start, name.end, f"{name.surface} here, {there}", both.citation)


def _far(name: Name, both: Compared) -> bool:
    """Whether somebody whom the desk knows stands nowhere around the passage and in no chain over it.

    "The Group" stands for the Steppe Group of Forces, "the company" for any company.
    """
    if name.outlet or both.known.is_place(name.key) or not both.known.is_name(name.key):
        return False
    if _SHORT.search(both.near.text) or _may_be_meant(name, both, _STANDS_FOR_PERSON):
        return False
    chains = " ".join(link.name for one in both.before.statements for link in one.chain)
    parts = frozenset(keys_within(f"{name.surface} {name.whole}")) - stop_keys()
    return not parts & both.before.keys and not _known(name, both.before) and name.key not in keys_within(chains)


def _is_place(name: Name, side: Side, known: Known) -> bool:
    """A place, and not a part of a longer name that is none: Halych, not Halych Energy."""
    around = side.page.text[name.end : name.end + 30], side.page.text[max(0, name.start - 30) : name.start]
    joined = re.match(r" ((?:[A-Z][\w’'-]+))", around[0]), re.search(r"([A-Z][\w’'-]+) \Z", around[1])
    beside = [key for match in joined if match for key in keys_within(match.group(1)) if key not in stop_keys()]
    return known.is_place(name.key) and all(known.is_place(key) for key in beside)


def _absent(name: Name, both: Compared) -> bool:
    """Whether the whole document has no such name, nor one that it may be short for, nor half of a longer one: a
    first name, or the country of a ministry, may be added."""
    page = both.right.page
    words = frozenset(keys_within(name.whole)) - stop_keys()
    known = both.known
    if not name.outlet and len(words) > 1 and 2 * sum(known.tells_apart(page, key) for key in words) >= len(words):
        return False
    if (known.tells if name.outlet else known.tells_apart)(page, name.key):
        return False
    if name.key in page.outlet_keys and not known.is_place(name.key):
        return False  # "the Herald" of the Tarn Valley Herald; "Dnipro" is no short form of the Dnipro Courier
    if not name.outlet and (name.key in both.near.content.words or _nation(name) in both.near.nations):
        return False
    if any(_kin(name.key, key) for key in both.near.keys):
        return False
    if any(short in page.text for short in _SHORT_FOR.get(bare(name.surface), ())):
        return False
    if ACRONYM.fullmatch(bare(name.surface)):
        return bare(name.surface) not in both.document.initials
    return not any(acronym in initials(name.whole) for acronym in both.document.acronyms)


def _kin(left: str, right: str) -> bool:
    """Whether two words may be forms of one name: "Democrats" and "Democratic", "Atlantic" and "transatlantic", or one
    with a slip in it."""
    short, long = sorted((left, right), key=len)
    if len(short) < LEAST_KIN:
        return False
    same = max(LEAST_KIN, len(short) - 2)
    return short[:same] == long[:same] or short in long or fuzz.ratio(short, long, score_cutoff=SLIP) >= SLIP


def _nation(name: Name) -> str:
    return nation(bare(name.surface)) or "-"


def names_missing(both: Compared) -> int:
    """How many names of the line stand nowhere around the passage."""
    return sum(name.sure and not _known(name, both.near) for name in _both_sides(both)[0])


def _both_sides(both: Compared) -> tuple[list[Name], list[Name]]:
    """Named speakers are left to `sayso.check.attribution`, which can judge them only where the line has one."""
    speakers = _named_speakers(both.left)
    others = _named_speakers(both.right) if speakers else []
    return _without(both.left_names, speakers), _without(both.right_names, others)


def _without(found: Iterable[Name], spans: Sequence[Span]) -> list[Name]:
    return [name for name in found if not any(span.start <= name.start < span.end for span in spans)]


def _named_speakers(side: Side) -> list[Span]:
    return [one.source for one in side.statements if one.source is not None and originator(one) is not None]


def _of_one_sort(name: Name, other: Name, both: Compared) -> bool:
    """Comparable at all: both places, or neither; in one slot anything.

    A name from near by may be what the passage has a word for: "the town", "he".
    """
    if all(_may_stand_alone(one, both) for one in (name, other)) and both.in_one_slot(
        name.start, name.end, other.start, other.end
    ):
        return True
    place = both.known.is_place(name.key)
    if not (name.sure and other.sure) or place != both.known.is_place(other.key):
        return False
    return not _may_be_meant(name, both, _STANDS_FOR_PLACE if place else _STANDS_FOR_AGENT)


def _may_be_meant(name: Name, both: Compared, stands_for: re.Pattern[str]) -> bool:
    """Whether the document has the name and the passage a word for somebody or some place that it does not name."""
    told = both.known.passages.holds(both.right.page.reading.document.id, name.key)
    place = stands_for is _STANDS_FOR_PLACE
    return told and any(_stood_for(both, span, stands_for, place) for span in both.right.spans)


def _may_stand_alone(name: Name, both: Compared) -> bool:
    """Whether a word may be a name though it opens its sentence: no "Overall", no "Police"."""
    return name.sure or (bare(name.surface).lower() not in NO_NAMES and may_name(name.surface, both.known))


def _stood_for(both: Compared, span: Span, stands_for: re.Pattern[str], place: bool) -> bool:
    """Whether a sentence has a word for somebody or some place outside it: "he", where no name stands before that."""
    match = stands_for.search(both.right.page.text, span.start, span.end)
    if match is None:
        return False
    before = capitals(both.right.page.text, [Span(span.start, match.start())], both.known)
    return place or not any(name.sure and both.known.is_name(name.key) for name in before)


def _known(name: Name, other: Side) -> bool:
    """Whether the other side has this name, in any case or under what it stands for, as an acronym, or
    as its publisher's."""
    outlet = keys_within(other.page.reading.document.outlet or "") if name.outlet else ()
    if name.key in other.keys or name.key in other.content.words or name.key in outlet:
        return True
    if any(short in other.text for short in _SHORT_FOR.get(bare(name.surface), ())):
        return True
    if _nation(name) in other.nations or any(_kin(name.key, key) for key in other.keys):
        return True
    return any(acronym in initials(name.whole) for acronym in other.acronyms) or (
        ACRONYM.fullmatch(bare(name.surface)) is not None and bare(name.surface) in other.initials
    )
