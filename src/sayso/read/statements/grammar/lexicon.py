"""The words that attribute, and the small words around them.

``cues.tsv`` lists lemmas with their type and frames; here they are inflected once, so that a look-up by form
is all the grammar needs. Ambiguous forms ("claims", "report", "plans") are marked: they are nouns as often as
verbs, and the grammar asks for more before it believes them.
"""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

from msgspec import Struct

from sayso.model import StatementType

DOUBLED = frozenset({"admit", "refer", "commit", "rebut", "quip"})


class Cue(Struct, frozen=True):
    """A lemma with its type, its frames (see cues.tsv) and the prepositions that may open its content."""

    lemma: str
    type: StatementType
    frames: frozenset[str]
    prepositions: frozenset[str]


class Form(Struct, frozen=True):
    """A form of a cue. ``kinds`` holds base, third, past, gerund: English shares some."""

    cue: Cue
    kinds: frozenset[str]


CLOSED_SYLLABLE = re.compile(r"(?:qu|[^aeiou])+[aeiou][bdgkmnprt]")  # "slam", "dub" double the last letter


def _inflect(lemma: str, irregular: list[str]) -> dict[str, str]:
    stem = lemma[:-1] if lemma.endswith("e") and not lemma.endswith(("ee", "oe")) else lemma
    twice = lemma + lemma[-1] if lemma in DOUBLED or CLOSED_SYLLABLE.fullmatch(lemma) else stem
    y = lemma.endswith("y") and lemma[-2] not in "aeiou"
    forms = {lemma: "base"}
    third = lemma[:-1] + "ies" if y else lemma + ("es" if lemma.endswith(("s", "sh", "ch", "x", "z", "o")) else "s")
    forms[third] = "third"
    past = irregular or [lemma[:-1] + "ied" if y else twice + "ed"]
    for form in past:
        forms.setdefault(form, "past")
    forms[(lemma if y else twice) + "ing"] = "gerund"
    return forms


@cache
def forms() -> dict[str, Form]:
    """Every inflected form, lower case, with its cue."""
    out: dict[str, Form] = {}
    text = files("sayso.read.statements.grammar").joinpath("cues.tsv").read_text("utf-8")
    for row in text.splitlines():
        if row.startswith("#") or not row.strip():
            continue
        lemma, kind, frames, prepositions, *irregular = row.split("\t")
        cue = Cue(lemma, named_type(kind), frozenset(frames) - {"-"}, frozenset(prepositions.split()) - {"-"})
        shapes = _inflect(lemma, irregular[0].split(",") if irregular else [])
        for form, shape in shapes.items():
            kinds = {shape} | ({"past"} if form in (irregular[0].split(",") if irregular else ()) else set())
            known = out.get(form)
            out[form] = Form(known.cue if known else cue, frozenset(kinds) | (known.kinds if known else frozenset()))
    return out


def inflected(lemma: str) -> tuple[str, ...]:
    """The forms of a regular verb; of another word its plural and what does not exist."""
    return tuple(_inflect(lemma, []))


def named_type(name: str) -> StatementType:
    """A type by its name in a table."""
    match name:
        case "communication" | "attitude" | "factive" | "control":
            return name
    raise ValueError(f"unknown type of cue {name}")


def _state(word: str, kind: StatementType) -> Form:
    return Form(Cue(word, kind, frozenset("T"), frozenset()), frozenset({"past"}))


# Adjectives that say what somebody believes or knows, between "is" and "that".
STATES: dict[str, Form] = {
    word: _state(word, "factive" if word == "aware" else "attitude")
    for word in (
        "convinced",
        "confident",
        "sure",
        "certain",
        "aware",
        "worried",
        "concerned",
        "afraid",
        "hopeful",
        "adamant",
        "optimistic",
        "persuaded",
    )
}


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# Forms that are nouns as often as verbs.
NOUN_OR_VERB = _words(
    "claim claims report reports plan plans call calls order orders demand demands request requests note notes "
    "offer offers comment comments doubt doubts fear fears hope hopes promise promises pledge pledges vow vows "
    "estimate estimates forecast forecasts project projects question questions challenge challenges protest "
    "protests object objects appeal appeals signal signals hint hints document documents record records detail "
    "details outline outlines post posts tweet tweets quote quotes label labels brand brands view views regard "
    "regards wish wishes aim aims attempt attempts advocate advocates back backs support supports point points "
    "remark remarks stress highlight highlights state states answer answers reply counter counters judge judges "
    "find finds boast joke jokes guess wonder vote votes rule rules echo command commands caution worry dispute "
    "disputes contest contests blame praise welcome resolve talk talks content warning understanding finding "
    "reading meeting refuse thought felt read reads project predicts condemn address argue lament urge urges try "
    "show shows dub hail suspect suspects"
) - _words("argue condemn predicts urge urges lament hail")
AUXILIARIES = _words(
    "has have had is was were be been being am are not n't never will would could can may might must shall "
    "should did "
    "does do 's 've 'd 'll 're has having"
)
BE = _words("is was were be been being am are 's 're")
HAVE = _words("has have had having 've")
# "continues to communicate", "attempts to posture": the verb before the infinitive belongs to the cue.
CATENATIVES = _words(
    "continues continue continued continuing tends tend went goes going seems seem appears appear began begins begin "
    "started starts used chose trying attempting seeking hoping wants want wanted attempts attempt attempted "
    "tries tried sought seeks wish wished"
)
ADVERBS = _words(
    "also again just even then now still later soon often once already recently previously repeatedly reportedly "
    "further thus always never earlier additionally first only simply immediately yet too separately today "
    "yesterday meanwhile however therefore moreover furthermore afterwards thereby likewise instead nevertheless "
    "nonetheless similarly"
)
NOT_ADVERBS = _words(
    "family july italy only ally supply reply rally assembly anomaly monopoly bully belly fly early daily weekly "
    "monthly friendly deadly likely unlikely"
)
PRONOUNS = _words(
    "he she they i we you it who which that others someone everyone nobody many some both most one these those all"
)
PERSONAL = _words("he she they i we you it who")
DETERMINERS = _words(
    "the a an this that these those its his her their our my your some any no every each several many both all "
    "another such"
)
PREPOSITIONS = _words(
    "on in at by with from about into over during after before under for of to against amid among through via "
    "between "
    "within without since until following despite regarding concerning toward towards near around across per upon as"
)
CLAUSE_WORDS = _words(
    "that but while as because if when whereas although though where after before since than whether until so unless "
    "which who whom whose why how and or"
)
DAYS = _words(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august "
    "september october november december jan feb mar apr jun jul aug sep sept oct nov dec yesterday today tonight "
    "earlier late later last early overnight recently"
)
# Heads of noun phrases that hold a thought: "dismissed the idea of", "rejected claims that".
NOMINALS = _words(
    "idea ideas claim claims allegation allegations accusation accusations report reports proposal proposals "
    "suggestion suggestions notion notions plan plans offer offers demand demands possibility prospect "
    "involvement responsibility existence view assertion assertions statement statements call calls request "
    "requests criticism concern concerns charge charges role talk rumours rumors speculation threat ultimatum "
    "initiative conditions terms intention readiness willingness need importance commitment support condolences "
    "hope hopes fears fear regret confidence doubt doubts ceasefire negotiations talks agreement deal decision "
    "decisions move moves attack attacks strike strikes resolution sanctions death deaths arrest casualties "
    "losses damage loss capture visit meeting passing result results outcome"
)
SCARE = _words("so-called socalled self-styled self-proclaimed quote-unquote")
CUTTING = _words("but while whereas although though however and")
AFTER_QUOTE = _words("in on at during while as after when before following via")
TEMPORAL_NOUNS = _words("week month year day morning evening afternoon night time moment interview statement")


def is_adverb(low: str) -> bool:
    """Whether a lower-case word can stand within a verb group as an adverb."""
    return low in ADVERBS or (low.endswith("ly") and low not in NOT_ADVERBS and len(low) > 4)
