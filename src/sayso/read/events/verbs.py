"""Whether a word is a verb that says something happened, and where its verb group begins.

What is only wished, planned, feared, denied or supposed happened nowhere: infinitives (but "continued to shell"),
modals, negations, conditions and participles behind "from", "without" or "before" are left out.
"""

from __future__ import annotations

from typing import NamedTuple

from sayso.read.events.clause import Sentence
from sayso.read.events.lexicon import (
    ACTORS,
    ADVERB,
    BE,
    CARRIED_OUT,
    CAUSED,
    DETERMINERS,
    DO,
    HAVE,
    LIGHT,
    MODAL,
    NEGATION,
    OPENERS,
    PAST,
    PREPOSITIONS,
    PRONOUNS,
    UNREAL_OPENERS,
)
from sayso.read.places.lexicon import demonyms

FACTUAL_BEFORE_ING = frozenset("after by while when since and through ; , following".split())
SAYINGS = frozenset("statement statements letter letters resolution resolutions report declaration".split())
NEVER_BEFORE_VERB = frozenset(
    "the a an this these those its their his her our my your no some any new more most of in on at with from for "
    "'s".split()
)
# what is denied, tried or prevented in the words that lead to the verb
UNREAL_LEAD = frozenset(
    "attempt attempts attempted attempting try tries tried trying fail fails failed failing intend intends "
    "intended plan plans planned planning want wants wanted threaten threatens threatened prepare prepares "
    "prepared preparing hope hopes hoped seek seeks sought refuse refuses refused expect expects expected agree "
    "agreed vow vowed pledge pledged able aim aims aimed effort efforts order ordered".split()
)


FINITE = frozenset("was were has had is are".split())
CAUSES = 9  # tokens between "prompting" and the infinitive
QUOTE_MARKS = frozenset("\"“”‘’'")
CHAIN = 12  # tokens between the infinitives of a chain


# singular nouns that say whose attacks they are, where no article makes them a subject
KINDS_OF_ATTACKERS = frozenset(
    "terrorist militant rebel extremist insurgent guerrilla separatist jihadist enemy police army government gang "
    "military border militia sniper bomber coalition alliance".split()
)
ANYBODY = frozenset("someone anyone anybody those whoever everyone somebody".split())
DEFINITE = frozenset("the a an this that its their his her".split())
REMAINING = frozenset("remain remains remained feel feels felt seem seems seemed stay stays stayed".split())
HABITUAL = frozenset("frequently often usually regularly always sometimes typically routinely rarely seldom".split())
SINGULAR_ARMS = frozenset("artillery tank aviation infantry".split())  # "artillery shells"


class Group(NamedTuple):
    """A verb group: the index of its first token, and whether the voice is passive."""

    begin: int
    passive: bool
    participle: bool = False  # "units firing on …", without an auxiliary
    last: int = 0  # the verb itself


def verb_group(s: Sentence, i: int, *, chains_present: bool = False) -> Group | None:
    """The group of the verb at token ``i``, or None where it is no verb or says nothing happened.

    ``chains_present``: a form in -s behind "and" may be one ("chides Turkey and praises …"); of words that are nouns
    too it may not.
    """
    form = _form(s.low[i])
    begin, has_be, has_have, infinitive = i, False, False, False
    k = i - 1
    while k >= 0:
        word = s.low[k]
        if word in NEGATION or word in MODAL or word in DO:
            return None
        if word in BE:
            has_be = True
        elif word in HAVE:
            has_have = True
        elif word == "to" and k > 0:
            infinitive = True
            if s.low[k - 1] == "had":
                begin, k = k, k - 1  # "police had to use tear gas": they did
                continue
            if s.low[k - 1] not in CARRIED_OUT | ADVERB:
                using = _used_to(s, k)
                if using is None:
                    return _led_to(s, k)
                begin, k = using, using - 1
                continue
        elif word in CARRIED_OUT and (infinitive or (form == "ing" and k == begin - 1)):
            pass
        elif not ((word.endswith("ly") and len(word) > 4) or word in ADVERB):
            break
        begin, k = k, k - 1
    if form in ("s", "base") and i and s.low[i - 1] in HABITUAL and begin == i - 1:
        return None  # "often meets with": what somebody is wont to do
    if s.low[begin] == "being" and begin and s.low[begin - 1] == "from":
        return None  # "protect them from being forced …"
    if begin and s.low[begin - 1] in ANYBODY:
        return None  # "anyone convicted of …"
    if _unreal(s, begin, form) or not _is_verb(s, i, begin, form, has_be, has_have, infinitive, chains_present):
        return None
    passive = form == "past" and (has_be or _reduced_passive(s, i, begin, has_have) or _passive_goes_on(s, i, begin))
    bare = s.low[begin].endswith("ing") and begin > 0 and s.low[begin - 1] in ACTORS
    return Group(begin, passive, bare, i)


def _led_to(s: Sentence, k: int) -> Group | None:
    """ "continues to dig in and to shell", "prompting police to fire": infinitives of what happened."""
    if s.low[k - 1] in ("and", "or") and _chained(s, k):
        return Group(k, False, last=k)
    for j in range(k - 2, max(-1, k - CAUSES), -1):
        if s.low[j] == "to":
            return None
        if s.low[j] in CAUSED and (j == 0 or s.low[j - 1] not in MODAL | NEGATION | {"to"}):
            return Group(k, False, True)
        if not s.word[j][0].isalnum() or s.low[j] in OPENERS:
            return None
    return None


TRYING = frozenset(
    "attempt attempts attempted attempting try tries tried trying fail fails failed failing unable struggled".split()
)


def attempt(s: Sentence, i: int) -> int | None:
    """The token of "attempted" in "attempted to storm", "made unsuccessful attempts to break through"; else None.

    What is only planned, or denied to have been tried, is no attempt.
    """
    if i < 2 or s.low[i - 1] != "to":
        return None
    using = _used_to(s, i - 1)
    if using is not None and using > 1 and s.low[using - 1] == "to":
        i = using  # "attempted to use an ambulance to infiltrate"
    k = i - 2
    if s.low[k] in ("effort", "efforts"):
        return _continued(s, k)
    if s.low[k] not in TRYING:
        return None
    while k > 0 and (s.low[k - 1] in BE | HAVE | ADVERB or s.low[k - 1].endswith("ly")):
        k -= 1
    before = s.low[k - 1] if k else ""
    if before in MODAL or before in NEGATION or before == "to" or before in UNREAL_OPENERS:
        return None
    return k if not s.low[i - 2].endswith("ing") or k < i - 2 or before in FACTUAL_BEFORE_ING else None


def _continued(s: Sentence, k: int) -> int | None:
    """ "continued efforts to take control of …" are under way; efforts at large are plans."""
    for j in range(k - 1, max(-1, k - 4), -1):
        if s.low[j] in CARRIED_OUT | LIGHT or s.low[j] == "ongoing":
            return j if verb_free(s, j) else None
    return None


def verb_free(s: Sentence, j: int) -> bool:
    """Whether no modal, negation or "to" stands right before token ``j``."""
    before = s.low[j - 1] if j else ""
    return before not in MODAL and before not in NEGATION and (before != "to" or s.low[j - 2] in CARRIED_OUT)


def _used_to(s: Sentence, k: int) -> int | None:
    """ "using drones to strike": the means is named, so it is done. The token of "using"."""
    for j in range(k - 2, max(-1, k - CHAIN), -1):
        if s.low[j] in ("using", "used", "uses", "use"):
            return j
        if s.low[j] in ("to", "whether", "that", "if"):
            return None
    return None


def _form(word: str) -> str:
    if word.endswith("ing"):
        return "ing"
    if word.endswith("ed") or word in IRREGULAR_PAST:
        return "past"
    return "s" if word.endswith("s") and not word.endswith("ss") else "base"


IRREGULAR_PAST = (
    frozenset(
        "struck stricken took taken held came fought met fell fallen drove driven broke broken withdrew withdrawn shot "
        "beat beaten hit blew blown threw thrown sent left retook retaken overran overrun spoke spoken froze frozen "
        "made kept had greenlit laid flew flown began paid came come built dug set put shut cut quit cast burst "
        "hidden ridden forbidden forgiven withheld upheld overthrown overridden written sworn begun worn torn stung "
        "said gone done won lost bred fed rung sung sunk swung undergone undone beset split shed".split()
    )
    | PAST
)


ACCUSED = ("accus", "suspected", "guilty", "convicted")
BLAMED = (
    "blam",
    "condemn",
    "critici",
    "assail",
    "denounc",
    "rebuk",
    "censur",
    "sanction",
    "lash",
    "arrest",
    "detain",
    "jail",
)


def accused_of(s: Sentence, begin: int) -> bool:
    """Whether the participle at token ``begin`` says what somebody is accused of: "accused Noria of shelling"."""
    if begin < 3 or s.low[begin - 1] not in ("of", "for"):
        return False
    blamed = ACCUSED if s.low[begin - 1] == "of" else BLAMED
    return any(s.low[k].startswith(blamed) and s.low[k - 1] != "to" for k in range(max(1, begin - 9), begin - 1))


def _is_verb(
    s: Sentence, i: int, begin: int, form: str, has_be: bool, has_have: bool, infinitive: bool, chains_present: bool
) -> bool:
    before = s.low[begin - 1] if begin else ""
    if infinitive or has_have:
        return True
    if form == "ing" and before == "by" and not has_be and MODAL & set(s.low[max(0, begin - CHAIN) : begin]):
        return False  # "may try to take it by first encircling …"
    if form == "ing":
        return has_be or begin < i or before in FACTUAL_BEFORE_ING or before in ACTORS | SAYINGS or accused_of(s, begin)
    if has_be:
        return form == "past"
    if form == "past":
        return (
            not _attributive(s, i, begin)
            and before not in PAST - {"fled"}
            and before not in LIGHT | REMAINING
            and before not in NEVER_BEFORE_VERB
            and not (before in PREPOSITIONS or (before == "-" and "-" not in s.low[: begin - 2]))
        )
    if form == "base" and before in ("and", "or"):
        return _chained(s, begin - 1)
    if form == "s" and before == "and":
        return chains_present and any(
            s.low[k].endswith("s")
            and s.low[k] not in ACTORS
            and (s.capital(k - 1) or s.low[k - 1] in ACTORS | PRONOUNS)
            for k in range(max(1, begin - CHAIN), begin - 1)
        )
    if i + 1 < len(s) and s.low[i + 1] in MODAL | BE | HAVE:
        return False  # "exiles could …"
    if before in NEVER_BEFORE_VERB or before in PREPOSITIONS or (i + 1 < len(s) and s.low[i + 1] in ("'s", "of")):
        return False
    return _finite(s, begin, form)


def _subject_beside(s: Sentence, begin: int) -> bool:
    before = s.low[begin - 1]
    return before in ACTORS or before in PRONOUNS or (s.capital(begin - 1) and not _demonym(before)) or before == ","


def _attributive(s: Sentence, i: int, begin: int) -> bool:
    """ "that occupied Luhansk …", "occupied and annexed areas": no verb but what kind of place it is."""
    if begin == 0 or s.low[begin - 1] == "that":
        return True
    if s.word[begin - 1] in QUOTE_MARKS and i + 1 < len(s) and s.word[i + 1] in QUOTE_MARKS:
        return True  # "liberated" Mariupol
    if s.low[i] in ("occupied", "annexed"):
        return not _subject_beside(s, begin)  # "in Russia and occupied Ukraine", "illegally annexed territory"
    return (
        s.low[begin - 1] in ("and", "or")
        and begin > 2
        and s.low[begin - 2].endswith("ed")
        and (s.low[begin - 3] in PREPOSITIONS or s.low[begin - 3] in ("the", "a", "an", "'s"))
    )


def _finite(s: Sentence, begin: int, form: str) -> bool:
    """A present form needs a subject beside it: "Russian forces shell", "Kyiv condemns" - or stands in a chain."""
    if begin == 0:
        return False
    before = s.low[begin - 1]
    if before == "," and form == "s":  # "the group that runs it, UNOS, objects"
        opened = next((k for k in range(begin - 2, max(0, begin - 10), -1) if s.word[k] == ","), 0)
        return opened > 0 and (s.capital(opened - 1) or s.low[opened - 1] in ACTORS) and s.capital(begin - 2)
    if form == "s" and before in KINDS_OF_ATTACKERS and s.low[begin - 2] not in DEFINITE:
        return False  # "terrorist attacks"
    if before in PRONOUNS or (
        before in ACTORS - SINGULAR_ARMS and (form == "base") == (before.endswith("s") or before == "police")
    ):
        return True
    if form == "s":
        return s.capital(begin - 1) and not _demonym(before)
    return before in ("leaders", "others") or (s.capital(begin - 1) and before.endswith("s") and not _demonym(before))


def _chained(s: Sentence, k: int) -> bool:
    """ "continued to launch airstrikes and shell …": the chain's first infinitive says whether it happened."""
    for j in range(k - 1, max(0, k - CHAIN), -1):
        if s.low[j] == "to":
            return s.low[j - 1] in CARRIED_OUT
    return False


def _demonym(word: str) -> bool:
    return word.endswith(("ian", "ish", "ese", "eli", "aqi", "ern", "ican")) or word.capitalize() in demonyms()


def _passive_goes_on(s: Sentence, i: int, begin: int) -> bool:
    """ "was evicted in April and sentenced to …": a participle behind "and" shares the passive before it."""
    if begin != i or i + 1 >= len(s) or s.low[i - 1] != "and" or not s.low[i].startswith(SUFFERED):
        return False
    if s.low[i + 1] not in PREPOSITIONS and s.word[i + 1] not in ",.":
        return False
    for k in range(i - 2, max(0, i - CHAIN), -1):
        if s.low[k].endswith("ed") or s.low[k] in IRREGULAR_PAST:
            return s.low[k - 1] in BE
        if s.low[k] in OPENERS or s.word[k] in ",;":
            return False
    return False


def _reduced_passive(s: Sentence, i: int, begin: int, has_have: bool) -> bool:
    """ "infrastructure struck by drones", "an expert kidnapped in May": no object follows, so it stands before.

    Of verbs that may go without an object ("attacked in the north") only "by" tells.
    """
    if has_have or i + 1 >= len(s):
        return False
    follows = s.low[i + 1]
    if s.low[i] == "accused" and follows == "of":
        return True
    if follows in ("and", "or") and "by" in s.low[i + 2 : i + SHARED_AGENT] and s.low[i].startswith(DONE_TO_SOMEBODY):
        return True  # "kidnapped and presumed killed by guerrillas"
    if follows == "by":
        return i + 2 >= len(s) or not s.low[i + 2].endswith("ing")  # "responded by firing"
    if i + 2 < len(s) and (s.low[i + 2] in ("least", "most", "to") or s.word[i + 2][0].isdigit()):
        return False  # "killed at least eight people"
    if s.low[begin - 1] in BY_LAW and s.low[i].startswith(("arrest", "detain", "jail", "deport", "evict")):
        return False  # "three people police arrested in Kalm"
    if follows == "on" and i + 3 < len(s) and s.low[i + 2].endswith("day") and s.low[i + 3] in DETERMINERS:
        return False  # "captured on Thursday a key district"
    return s.low[i].startswith(DONE_TO_SOMEBODY) and (
        follows in PREPOSITIONS - {"up", "down", "off"} or follows in (",", ".", "after", "when", "while", "as")
    )


BY_LAW = frozenset("police officers authorities prosecutors soldiers troops".split())
SHARED_AGENT = 6  # tokens to the "by" that two participles share
DONE_TO_SOMEBODY = tuple(
    "kidnapp abduct captured arrested detained killed murdered wounded injured executed assassinated imprisoned jailed "
    "deported expelled evicted tortured beheaded massacred raped stabbed".split()
)


SUFFERED = DONE_TO_SOMEBODY + tuple(
    "sentenced charged convicted fined freed released beaten shot hanged interrogated extradited taken indicted".split()
)


def _unreal(s: Sentence, begin: int, form: str) -> bool:
    """Whether a condition or an unreal lead governs the clause of the verb at ``begin``."""
    finite = s.low[begin] in FINITE  # "those who tried to flee were killed": no infinitive's verb
    for k in range(begin - 1, max(-1, begin - 14), -1):
        word = s.low[k]
        if word in UNREAL_OPENERS:
            return word != "before" or k == begin - 1
        if word in ("after", "once", "when") and form == "base":
            return True  # a present form there tells of what is to come
        if word in (";", ":", "that", "but", "while", ","):
            return False
        if (
            not finite
            and word == "to"
            and k + 1 < begin
            and s.low[k - 1] in UNREAL_LEAD
            and s.low[k - 2] not in ("who", "that", "which")  # "groups that seek to … protested"
            and not _new_subject(s, k + 1, begin)
        ):
            return True
    return False


def _new_subject(s: Sentence, a: int, b: int) -> bool:
    return any(s.low[k] in ("and", "but") for k in range(a, b)) or any(
        s.low[k] in DETERMINERS and s.low[k] != "the" for k in range(a, 0)
    )
