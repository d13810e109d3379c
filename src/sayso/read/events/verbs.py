"""Whether a word is a verb that says something happened, and where its verb group begins.

What is only wished, planned, feared, denied or supposed happened nowhere: infinitives (but "continued to shell"),
modals, negations, conditions and participles behind "from", "without" or "before" are left out.
"""

from __future__ import annotations

from sayso.read.events.clause import Sentence
from sayso.read.events.infinitives import ANYBODY, CHAIN, Group, chained, led_to, set_out, used_to
from sayso.read.events.letters import SAYINGS, written
from sayso.read.events.lexicon import (
    ACTORS,
    ADVERB,
    BE,
    CARRIED_OUT,
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
)
from sayso.read.events.terms import sets_terms
from sayso.read.events.unreal import of_none, supposed, unreal
from sayso.read.places.lexicon import demonyms

FACTUAL_BEFORE_ING = frozenset("after by while when since and through ; , following".split())
NEVER_BEFORE_VERB = frozenset(
    "the a an this these those its their his her our my your no some any new more most of in on at with from for "
    "'s".split()
)
QUOTE_MARKS = frozenset("\"“”‘’'")
LONG = 3  # letters that words with a capital in every headline are longer than
SMALL_IN_HEADLINES = 0.3  # the share of long words without a capital that a headline has at most


# singular nouns that say whose attacks they are, where no article makes them a subject
WHO_ATTACKS = frozenset("terrorist militant rebel extremist insurgent guerrilla separatist jihadist enemy".split())
KINDS_OF_ATTACKERS = WHO_ATTACKS | frozenset(
    "police army government gang military border militia sniper bomber coalition alliance".split()
)
CALLED_SO = frozenset("convicted accused suspected alleged disgraced".split())
AFTER_VERBS = PREPOSITIONS | DETERMINERS | OPENERS | frozenset("him them me us it he she they".split())
JOINED = frozenset("alone joined joining joins succeeded united".split())
ABLE = frozenset("able quick forced obliged compelled".split())
WERE = frozenset(["was", "were"])
SPENT = frozenset(["spent", "turns"])
# behind which "that" opens what is said, and stands for nothing
SAYING = frozenset(
    "say says said told tells claim claims claimed report reports reported stated states noted notes added believe "
    "believes assess assesses assessed confirm confirms confirmed indicate indicates indicated suggest suggests "
    "suggested announce announced acknowledged show shows showed so such fact".split()
)
FIGHTS = frozenset("attack attacks strike strikes".split())
BEHIND_NOUNS = frozenset(", . as in that which and or have has had were was on of by for proves prove".split())
DEFINITE = frozenset("the a an this that its their his her".split())
NOBODY_DID = frozenset(["nobody", "none"])
REMAINING = frozenset("remain remains remained feel feels felt seem seems seemed stay stays stayed".split())
HABITUAL = frozenset("frequently often usually regularly always sometimes typically routinely rarely seldom".split())
SINGULAR_ARMS = frozenset("artillery tank aviation infantry".split())  # "artillery shells"


def verb_group(s: Sentence, i: int, *, chains_present: bool = False) -> Group | None:
    """The group of the verb at token ``i``, or None where it is no verb or says nothing happened.

    ``chains_present``: a form in -s behind "and" may be one ("chides Turkey and praises …"); of words that are nouns
    too it may not.
    """
    form = form_of(s.low[i])
    if _is_no_deed(s, i):
        return None
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
            if s.low[k - 1] == "yet":
                return None  # "has yet to endorse"
            if s.low[k - 1] in ("had", "only"):
                begin, k = k, k - 1  # "police had to use tear gas", "returned only to be jailed": they did
                continue
            if s.low[k - 1] in ABLE and s.low[k - 2] in WERE:
                begin, k = k, k - 2  # "was able to kill", "were quick to cast it as …": they did
                continue
            if s.low[k - 1] not in CARRIED_OUT | ADVERB:
                using = used_to(s, k)
                if using is None:
                    return led_to(s, k) or (set_out(s, k) if chains_present else None)
                begin, k = using, using - 1
                continue
        elif word in CARRIED_OUT and (infinitive or (form == "ing" and k == begin - 1)):
            pass
        elif not ((word.endswith("ly") and len(word) > 4) or word in ADVERB):
            break
        begin, k = k, k - 1
    if (
        _never_was(s, i, begin, form)
        or unreal(s, begin, form)
        or not _is_verb(s, i, begin, form, has_be, has_have, infinitive, chains_present)
    ):
        return None
    passive = form == "past" and (has_be or _reduced_passive(s, i, begin, has_have) or _passive_goes_on(s, i, begin))
    bare = s.low[begin].endswith("ing") and begin > 0 and s.low[begin - 1] in ACTORS
    return Group(begin, passive, bare, i)


def _is_no_deed(s: Sentence, i: int) -> bool:
    """Whether a word by itself and those behind it say that nothing was done."""
    if s.capital(i) and _in_a_name(s, i):
        return True  # "Rose Partners Limited"
    if s.low[i] == "going" and s.low[i + 1 : i + 2] == ["to"] and s.word[min(i + 2, len(s) - 1)].islower():
        return True  # "is going to march": to come
    return sets_terms(s, i)


def _never_was(s: Sentence, i: int, begin: int, form: str) -> bool:
    """Whether what stands before the group says that nothing happened, or to nobody in particular."""
    if form in ("s", "base") and i and s.low[i - 1] in HABITUAL and begin == i - 1:
        return True  # "often meets with": what somebody is wont to do
    if s.low[begin] == "being" and begin and s.low[begin - 1] == "from":
        return True  # "protect them from being forced …"
    if begin and (s.low[begin - 1] in ANYBODY or s.low[begin] == "be" or s.low[begin - 1] in NOBODY_DID):
        return True  # "anyone convicted of …", "could be jailed and be fined", "nobody was arrested"
    if begin > 1 and s.low[begin - 1] == "'s" and s.low[begin - 2] in NOBODY_DID:
        return True
    return of_none(s, begin) or (form == "ing" and begin == i and supposed(s, begin))


def _in_a_name(s: Sentence, i: int) -> bool:
    """Whether a capitalised word within a sentence is part of a name, and the sentence no headline."""
    if i == 0 or not s.word[i - 1][0].isalnum():
        return False
    long = [word for word in s.word if len(word) > LONG and word[0].isalpha()]
    return sum(word[0].islower() for word in long) > len(long) * SMALL_IN_HEADLINES


def form_of(word: str) -> str:
    """The form that a word would have as a verb: past, ing, s or base."""
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
        "said gone done won lost bred fed rung sung sunk swung undergone undone beset split shed hurt".split()
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
    if form == "ing" and SPENT & set(s.low[max(0, begin - 5) : begin]) and before not in PREPOSITIONS:
        return True  # "spent Thursday discussing …", "took turns urging …"
    if form == "ing" and before == "in" and JOINED & set(s.low[max(0, begin - 6) : begin - 1]):
        return True  # "are alone in warning …", "joined them in condemning …"
    if form == "ing":
        said = before in ACTORS | SAYINGS or accused_of(s, begin) or written(s, i) is not None
        return has_be or begin < i or before in FACTUAL_BEFORE_ING or said
    if has_be:
        return form == "past"
    if form == "past":
        return (
            not _attributive(s, i, begin)
            and before not in PAST - {"fled"}
            and before not in LIGHT | REMAINING
            and not (
                before.endswith("ing")
                and begin == i
                and s.word[begin - 1].islower()
                and before not in ACTORS
                and s.low[begin - 2] not in DETERMINERS
            )
            and before not in NEVER_BEFORE_VERB
            and not (before in PREPOSITIONS or (before == "-" and "-" not in s.low[: begin - 2]))
        )
    if form == "base" and before in ("and", "or"):
        return chained(s, begin - 1)
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
    if begin == 0 or (s.low[begin - 1] == "that" and (s.low[i] in TAKEN or not _which(s, begin - 1))):
        return True
    if s.word[begin - 1] in QUOTE_MARKS and i + 1 < len(s) and s.word[i + 1] in QUOTE_MARKS:
        return True  # "liberated" Mariupol
    if s.low[i] in CALLED_SO and i + 1 < len(s) and s.word[i + 1].islower() and s.low[i + 1] not in AFTER_VERBS:
        return True  # "booked convicted rapist Mike Tyson"
    if s.low[i] in TAKEN:
        return not _subject_beside(s, begin)  # "in Russia and occupied Ukraine", "illegally annexed territory"
    return (
        s.low[begin - 1] in ("and", "or")
        and begin > 2
        and s.low[begin - 2].endswith("ed")
        and (s.low[begin - 3] in PREPOSITIONS or s.low[begin - 3] in ("the", "a", "an", "'s"))
    )


TAKEN = frozenset(["occupied", "annexed"])


def _which(s: Sentence, k: int) -> bool:
    """Whether "that" at token ``k`` stands for the noun before it: "the attack that killed …"."""
    before = s.low[k - 1] if k else ""
    return s.word[k - 1][0].isalnum() and not (
        before in NEVER_BEFORE_VERB or before in PREPOSITIONS or before in SAYING or before in BE | HAVE
    )


def _finite(s: Sentence, begin: int, form: str) -> bool:
    """A present form needs a subject beside it: "Russian forces shell", "Kyiv condemns" - or stands in a chain."""
    if begin == 0:
        return False
    before = s.low[begin - 1]
    if before == "," and form == "s":  # "the group that runs it, UNOS, objects"
        opened = next((k for k in range(begin - 2, max(0, begin - 10), -1) if s.word[k] == ","), 0)
        return opened > 0 and (s.capital(opened - 1) or s.low[opened - 1] in ACTORS) and s.capital(begin - 2)
    if form == "s" and before in KINDS_OF_ATTACKERS and (before in WHO_ATTACKS or s.low[begin - 2] not in DEFINITE):
        return False  # "terrorist attacks"
    if s.low[begin] in FIGHTS and s.low[begin + 1 : begin + 2] and s.low[begin + 1] in BEHIND_NOUNS:
        return False  # "three Kalm attacks, …", "the Kalm attack as …"
    if before in PRONOUNS or (
        before in ACTORS - SINGULAR_ARMS and (form == "base") == (before.endswith("s") or before == "police")
    ):
        return True
    if form == "s":
        return s.capital(begin - 1) and not _demonym(before)
    return before in ("leaders", "others") or (s.capital(begin - 1) and before.endswith("s") and not _demonym(before))


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
    if CHARGED_WITH.get(s.low[i]) == follows:
        return True
    if follows in ("and", "or") and "by" in s.low[i + 2 : i + SHARED_AGENT] and s.low[i].startswith(DONE_TO_SOMEBODY):
        return True  # "kidnapped and presumed killed by guerrillas"
    if follows == "by":
        return s.low[i] not in NEVER_PARTICIPLES and not _by_means(s, i + 2)
    if i + 2 < len(s) and (s.low[i + 2] in ("least", "most", "to") or s.word[i + 2][0].isdigit()):
        return False  # "killed at least eight people"
    if s.low[begin - 1] in BY_LAW and s.low[i].startswith(("arrest", "detain", "jail", "deport", "evict")):
        return False  # "three people police arrested in Kalm"
    if follows == "on" and i + 3 < len(s) and s.low[i + 2].endswith("day") and s.low[i + 3] in DETERMINERS:
        return False  # "captured on Thursday a key district"
    return s.low[i].startswith(DONE_TO_SOMEBODY) and (
        follows in PREPOSITIONS - {"up", "down", "off"} or follows in (",", ".", "after", "when", "while", "as")
    )


# "spoke by phone": past forms that are no participles
NEVER_PARTICIPLES = frozenset(
    "spoke took gave wrote drove flew began broke chose drew fell forgot froze grew knew rode rose sang shook stole "
    "swore threw tore woke wore went came saw did withdrew overtook retook foresaw forbade sank swam".split()
)
BY_MEANS = frozenset(
    "phone telephone video email e-mail mail noon midnight then now mistake accident train car bus plane boat sea land "
    "air hand force".split()
)


CHARGED_WITH = {"accused": "of", "charged": "with", "convicted": "of", "suspected": "of", "sentenced": "to"}


def _by_means(s: Sentence, k: int) -> bool:
    """ "responded by firing", "met by video", "passed by a vote of …": how, and not by whom."""
    if k >= len(s):
        return False
    if s.low[k].endswith("ing") or s.low[k] in BY_MEANS:
        return True
    return s.low[k] == "a" and s.low[k + 1 : k + 2] in (["vote"], ["margin"])


BY_LAW = frozenset("police officers authorities prosecutors soldiers troops".split())
SHARED_AGENT = 6  # tokens to the "by" that two participles share
DONE_TO_SOMEBODY = tuple(
    "kidnapp abduct captured arrested detained killed murdered wounded injured executed assassinated imprisoned jailed "
    "deported expelled evicted tortured beheaded massacred raped stabbed".split()
)


SUFFERED = DONE_TO_SOMEBODY + tuple(
    "sentenced charged convicted fined freed released beaten shot hanged interrogated extradited taken indicted".split()
)
