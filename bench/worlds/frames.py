"""The grammar of attributions: the sentences that give a content to somebody.

In a frame ``{=S}`` is the source that a reading names, ``<...>`` the cue, ``[...]`` the content; ``{C}`` a clause,
``{N}`` a noun phrase, ``{O}`` and ``{O2}`` outlets on the way, ``{PUB}`` the publisher.
"""

from __future__ import annotations

import re
from functools import cache

from msgspec import Struct

_TOKEN = re.compile(r"(\{=?\w+\}|[<>\[\]])")

# By who speaks, and whether the content is a clause, a noun phrase, or either of them denied.
ONE = {
    "clause": (
        "{=S} <said> [that {C}].",
        "{=S} <said> [{C}].",
        "[{C}], {=S} <said>.",
        "<According to> {=S}, [{C}].",
        "[{C}], <according to> {=S}.",
        "{=S} <told> reporters [that {C}].",
        "{=S} <said> in a statement [that {C}].",
        "{=S} <announced> [that {C}].",
        "{=S} <stated> [that {C}].",
        "{=S} <told> {PUB} [that {C}].",
        "{=S} <reported> [that {C}].",
        "[{C}], {=S} <wrote> on social media.",
        "“[{C}],” {=S} <said>.",
    ),
    "noun": ("{=S} <reported> [{N}].", "{=S} <confirmed> [{N}].", "{=S} <announced> [{N}].", "{=S} <spoke of> [{N}]."),
    "clause denied": ("{=S} <denied> [that {C}].", "{=S} <rejected> claims [that {C}].", "{=S} <disputed> [that {C}]."),
    "noun denied": ("{=S} <denied> [{N}].", "{=S} <dismissed> reports of [{N}]."),
}
DOCUMENT = {
    "clause": (
        "{=S} <showed> [that {C}].",
        "<According to> {=S}, [{C}].",
        "{=S} <indicated> [that {C}].",
        "{=S} seen by {PUB} <showed> [that {C}].",
    ),
    "noun": ("{=S} <showed> [{N}].", "{=S} <confirmed> [{N}]."),
}
OUTLET = {
    "clause": (
        "{=S} <reported> [that {C}].",
        "[{C}], {=S} <reported>.",
        "<According to> {=S}, [{C}].",
        "As {=S} <reported>, [{C}].",
        "{=S} <wrote> [that {C}].",
    ),
    "noun": ("{=S} <reported> [{N}].", "{=S} <wrote of> [{N}]."),
}
TWO = {
    "clause": (
        "{=S} <told> {O} [that {C}].",
        "{O} <reported>, citing {=S}, [that {C}].",
        "[{C}], {O} <reported>, citing {=S}.",
        "<According to> {=S}, quoted by {O}, [{C}].",
        "[{C}], {=S} <told> {O}.",
        "[{C}], {=S} <said>, according to {O}.",
        "{=S} <said> in remarks carried by {O} [that {C}].",
    ),
    "noun": (
        "{=S} <told> {O} of [{N}].",
        "{O} <reported> [{N}], citing {=S}.",
        "{=S}, quoted by {O}, <confirmed> [{N}].",
    ),
    "clause denied": ("{=S}, quoted by {O}, <denied> [that {C}].", "{=S} <denied> to {O} [that {C}]."),
    "noun denied": ("{=S}, quoted by {O}, <denied> [{N}].",),
}
TWO_DOCUMENT = {
    "clause": ("{O} <reported>, citing {=S}, [that {C}].", "{=S} seen by {O} <showed> [that {C}]."),
    "noun": ("{O} <reported> [{N}], citing {=S}.",),
}
TWO_OUTLET = {
    "clause": ("{O} <reported>, citing {=S}, [that {C}].", "[{C}], {=S} <reported>, according to {O}."),
    "noun": ("{O} <reported> [{N}], citing {=S}.",),
}
THREE = {
    "clause": (
        "{=S} <told> {O2}, as {O} reported, [that {C}].",
        "{O}, citing {O2}, <reported> with reference to {=S} [that {C}].",
        "[{C}], {=S} <told> {O2}, according to {O}.",
    ),
    "noun": ("{=S} <told> {O2} of [{N}], according to {O}.",),
    "clause denied": ("{=S} <denied> to {O2}, as {O} reported, [that {C}].",),
    "noun denied": ("{=S} <denied> [{N}], {O} reported with reference to {O2}.",),
}
THREE_OTHERS = {
    "clause": ("{O}, citing {O2}, <reported> with reference to {=S} [that {C}].",),
    "noun": ("{O}, citing {O2}, <reported> [{N}] with reference to {=S}.",),
}
THREE_HEARSAY = {
    "clause": (
        "{O2} told {O} that {=S} <had said> [that {C}].",
        "{O} quoted {O2} as recalling that {=S} <had told> them [that {C}].",
    )
}
HEARSAY = "{=S} <had told> them [that {C}]"
INNER = "{=S} <had said> [that {C}]"  # within what an outlet reported: a statement in a statement
FURNITURE = (  # a beginning and an end make a sentence that says nothing of the story
    (
        "Further details",
        "Independent reports",
        "Official figures",
        "Pictures from the scene",
        "The names of those concerned",
        "Reactions from abroad",
        "Comments by other parties",
        "Reports in other languages",
    ),
    (
        "were not available at the time of writing.",
        "could not be verified independently.",
        "are expected in the coming hours.",
        "were slow to arrive.",
        "could not be obtained by evening.",
        "have been promised for the end of the week.",
        "differed in some respects.",
        "were still being collected.",
        "remained scarce on the second day.",
        "did not make the matter clearer.",
        "will be added to this page.",
        "were not given.",
    ),
)
# A sentence about the scene that no other article has: of so many words that no two have a run of three in common.
DETAIL = "{adjective} {noun} {verb} the {adjective} {noun} {place}"
DETAIL_WORDS = {
    "adjective": """
        old wooden rusty blue narrow crowded empty wet painted broken silent heavy tall muddy yellow borrowed
        steep modern shabby round dusty famous cheap cracked gilded quiet frozen leaning striped spare foreign
        rural spacious crooked bright damp fenced covered hollow remote
    """.split(),
    "noun": """
        engineer keeper librarian baker ferryman beekeeper mechanic teacher porter drummer sexton florist
        plumber shepherd printer gardener cyclist tailor glazier miller cooper dentist cellist surveyor notary
        brewer welder mason barge crane footbridge clock chimney orchard tram archive canal windmill lantern
        staircase quarry cellar fountain greenhouse sawmill gate ladder cart drum pump shed tunnel kiosk ledger
        pier bell barrel mural chapel hedge
    """.split(),
    "verb": """
        inspected repaired photographed painted measured swept locked borrowed unloaded guarded sketched passed
        crossed polished described visited sold bought tested lifted emptied mended moved counted watched rented
        blocked opened covered remembered praised cursed circled followed reached left dismantled insured
        insulated numbered
    """.split(),
    "place": (
        "at dawn,near PLACE,for NUMBER days,without help,in the rain,"
        "outside PLACE,after lunch,by hand,with NUMBER volunteers,before dark,"
        "in spring,on the way to PLACE,twice,in silence,at noon,"
        "for NUMBER hours,in the market of PLACE,again,behind the dairy,by torchlight"
    ).split(","),
}


class Frame(Struct, frozen=True):
    """A frame in tokens."""

    words: str
    tokens: tuple[str, ...]


@cache
def frame(words: str) -> Frame:
    """The frame that the words describe."""
    return Frame(words, tuple(token for token in _TOKEN.split(words) if token))
