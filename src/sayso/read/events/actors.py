"""Who did it: the subject of the clause as a name.

The subject is the noun phrase before the verb group that no preposition governs; appositions between commas and
brackets are stepped over. In the passive it stands behind "by". A verb chained by "and" shares its neighbour's.
"""

from __future__ import annotations

from typing import NamedTuple

from sayso.read.events.clause import Sentence
from sayso.read.events.lexicon import (
    ACTORS,
    ADVERB,
    BE,
    BODIES,
    CARRIED_OUT,
    CAUSED,
    COMMON_VERBS,
    DEEDS,
    DETERMINERS,
    DO,
    HAVE,
    LIGHT,
    MODAL,
    NAME_PARTICLES,
    NEGATION,
    OPENERS,
    PAST,
    PREPOSITIONS,
    PRONOUNS,
    WEAPONS,
)
from sayso.read.events.naming import AGENTIVE, DEMONYM, NO_NAMES, NOT_AGENTIVE, as_name, demonym_forces

ARTICLES = frozenset("the a an".split())
DIRECTIONS = frozenset("north south east west".split())  # "North Korea"
BEFORE_NAMES = frozenset(
    "the a an former prime foreign deputy vice ex-president acting anti-government and 's - / prominent pro- "
    "russian separatist rival neighbouring neighboring ousted".split()
)
STOPS = OPENERS | PREPOSITIONS | BE | HAVE | MODAL | DO | NEGATION | COMMON_VERBS
ADJECTIVES_IN_ED = frozenset(
    "armed united motorized motorised unidentified combined allied backed affiliated unspecified masked suspected "
    "mechanized mechanised self-proclaimed wounded mobilized mobilised red sacred occupied annexed".split()
)
DAYS = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august "
    "september october november december".split()
)
WHEN = DAYS - frozenset(["may", "march"]) | frozenset(
    "late early night morning afternoon evening overnight today yesterday tonight".split()
)
OPENING_QUOTES = frozenset('`“"')


NOUN_AFTER = frozenset("to of amid after about on by despite".split())
# "the people police arrested", "a man prosecutors accused": the doer stands beside whom it was done to
DOERS_BESIDE = frozenset("people men man woman women suspects suspect students protesters drivers residents".split())
BODIES_OF_LAW = frozenset("police officers authorities prosecutors officials troops soldiers".split())
MANY = frozenset("hundreds thousands dozens scores".split())
LEADING = frozenset(
    "instead according because due based along together rather speaking citing alongside unlike like regarding "
    "asked pressed assuming depending reacting responding referring leveraging concerning".split()
)


class Subject(NamedTuple):
    """A noun phrase: its name as we write it, None for a pronoun, and the token it begins at."""

    name: str | None
    begin: int
    pronoun: str = ""


def beside(s: Sentence, begin: int) -> str | None:
    """The noun phrase right before a participle ("units firing on …"): it is the doer, whatever governs it."""
    first = _chunk(s, begin - 1)
    found = _named(s, first, begin) if first < begin else None
    return found.name if found else None


def phrase_of(s: Sentence, k: int) -> Subject | None:
    """The noun phrase around token ``k``, as a name; None where it names nobody."""
    first = _chunk(s, k) if s.low[k] not in PRONOUNS else k
    last = k + 1
    while last < len(s) and first <= k and s.low[k] not in PRONOUNS and _continues(s, first, last):
        last += 1
    return _named(s, first, _of_complement(s, last - 1, len(s))) if first <= k else None


def weapons_owner(s: Sentence, begin: int) -> str | None:
    """Whose the weapon before token ``begin`` is: "Russian drones" are Russian forces'."""
    first = _chunk(s, begin - 1)
    return demonym_forces(s.word[first:begin])


def subject(s: Sentence, begin: int) -> Subject | None:
    """The subject of the verb group that begins at token ``begin``, or None where it stands elsewhere."""
    k = begin - 1
    while k > 0 and (s.word[k] in OPENING_QUOTES or s.low[k] in WHEN):
        k -= 1  # Jordan "is seeking" advice; the judge late Thursday night blocked it
    apposed_name = _name_between_commas(s, k)
    if apposed_name is not None:
        return apposed_name
    k = _before_apposition(s, k)
    while k >= 0:
        if s.low[k] in ("who", "which") or (s.low[k] == "that" and k == begin - 1):
            return _antecedent(s, k)
        if s.opens(k) or s.word[k] in "\"“”'‘’.":
            return None
        first = _chunk(s, k)
        if first > k:
            return None
        governor = _governor(s, first)
        if governor is not None:
            k = _before_preposition(s, governor)
            continue
        if _beside_participle(s, first):
            k = first - 2  # "officers investigating the case arrested …"
            continue
        return _named(s, first, _of_complement(s, k, begin))
    return None


def _beside_participle(s: Sentence, first: int) -> bool:
    """Whether a participle stands before the phrase from token ``first``, and who does it before that."""
    if first < 2 or not s.low[first - 1].endswith("ing") or not s.word[first - 1].islower():
        return False
    before = s.low[first - 2]
    return s.word[first - 2][0].isalnum() and (
        before in ACTORS or (s.capital(first - 2) and before not in STOPS | DETERMINERS)
    )


def _name_between_commas(s: Sentence, k: int) -> Subject | None:
    """ "the ambassador to the UN, Joseph Malok, said": the name is told, whatever stands before it."""
    if k < 3 or s.word[k] != ",":
        return None
    back = k - 1
    while back > 0 and s.capital(back):
        back -= 1
    if s.word[back] != "," or k - back < 3 or (not s.word[back - 1].islower() and not s.capital(back - 1)):
        return None
    names_a_place = s.low[back - 1] in PREPOSITIONS or any(s.low[j] in PREPOSITIONS for j in range(back + 1, k))
    return (
        None
        if names_a_place or (s.capital(back - 1) and s.low[back - 2] in ("in", "at", "near"))
        else _named(s, back + 1, k)
    )


def _governor(s: Sentence, first: int) -> int | None:
    """The preposition that governs the phrase from token ``first``, an adjective between them ("in occupied Kalm")."""
    for k in range(first - 1, max(-1, first - (2 if s.low[first] in ARTICLES else 3)), -1):
        if s.low[k] in PREPOSITIONS:
            return None if _measure(s, k) else k
        if not s.word[k].islower() or s.low[k] in STOPS or s.low[k] in ARTICLES:
            return None
    return None


def _antecedent(s: Sentence, k: int) -> Subject | None:
    """Whom the relative pronoun at token ``k`` stands for: the phrase before it."""
    last = k - 1 if k > 0 and s.word[k - 1] not in ASIDES else k - 2
    first = _chunk(s, last) if last >= 0 else 0
    if (
        1 < first <= last
        and s.low[first - 1] in ("in", "at", "on", "from")
        and s.low[first - 2] not in STOPS
        and s.low[last] not in ACTORS
    ):
        last = first - 2  # "an official in Nairobi, who …"
        first = _chunk(s, last)
    return _named(s, first, last + 1) if 0 <= first <= last else None


def first_subject(s: Sentence, begin: int, end: int) -> str | None:
    """As `opening`, its name."""
    found = opening(s, begin, end)
    return found.name if found else None


def opening(s: Sentence, begin: int, end: int) -> Subject | None:
    """The first noun phrase of the clause between two tokens: the subject that its chained verbs share."""
    k = begin
    while k < end and (s.low[k] in PREPOSITIONS | ADVERB | OPENERS | LEADING or not s.word[k][0].isalnum()):
        if s.low[k] in PREPOSITIONS or s.low[k] in LEADING:
            comma = next((j for j in range(k, end) if s.word[j] == ","), None)
            if comma is None:
                return None
            k = comma
        k += 1
    if (
        k < end
        and s.word[k].islower()
        and (s.low[k] in PAST or (s.low[k].endswith("ed") and s.low[k] not in ADJECTIVES_IN_ED))
    ):
        return None  # "the massacre that killed 49 people and wounded …"
    last = k
    while last < end and _continues(s, k, last):
        last += 1
    return _named(s, k, _of_complement(s, last - 1, end)) if last > k else None


def _continues(s: Sentence, first: int, k: int) -> bool:
    if s.low[k] == "'s" and k > first and k + 1 < len(s) and s.capital(k + 1):
        return True
    if s.low[k] in NAME_PARTICLES and k > first and s.capital(k - 1) and k + 1 < len(s) and s.capital(k + 1):
        return True
    if (s.low[k] in STOPS and not (s.capital(k) and s.low[k] in DIRECTIONS)) or not s.word[k][0].isalnum():
        return False
    if k > first and s.low[k - 1] in ACTORS and s.low[k] not in ACTORS and not s.capital(k):
        return False
    if k > first and not s.capital(k) and _verb_behind(s, k):
        return False
    if k == first or s.capital(k) or s.low[k] in ACTORS:
        return True
    if s.low[k] in ARTICLES:
        return False
    return bool(set(s.low[k : k + 3]) & ACTORS) or not any(s.capital(j) for j in range(first, k))


def _verb_behind(s: Sentence, k: int) -> bool:
    """Whether the small word at token ``k``, behind others of a phrase, is its verb: "Amir talked", "Rabin held"."""
    word = s.low[k]
    if word in PAST:
        return True
    if not word.endswith("ed") or word in ADJECTIVES_IN_ED or "-" in word:
        return False
    told = s.low[k + 1 : k + 3]
    return s.capital(k - 1) and (not set(told) & ACTORS or told[0] in DETERMINERS)


def agent_by(s: Sentence, i: int, preposition: str = "by") -> str | None:
    """Behind the passive verb at token ``i``: "by …" in the same clause ("to …" behind "fell")."""
    for k in range(i + 1, min(len(s) - 1, i + 9)):
        if s.low[k] == preposition:
            last = k + 1
            while last < len(s) and _continues(s, k + 1, last):
                last += 1
            found = _named(s, k + 1, last) if last > k + 1 else None
            return found.name if found else None
        if s.opens(k) and not (s.low[k] == "and" and k == i + 1 and preposition in s.low[k : k + 5]):
            return None
    return None


ASIDES = {",": ",", ")": "(", "]": "[", "—": "—", "–": "–", "_": "_", "-": "-", "--": "--"}


def _before_apposition(s: Sentence, k: int) -> int:
    """Steps over ", about 68 kilometres south of Sumy," and brackets before the verb."""
    while k > 0 and s.word[k] in ASIDES:
        mark = ASIDES[s.word[k]]
        back = k - 1
        while back >= 0 and s.word[back] != mark:
            back -= 1
        if back < 1:
            return k
        k = back - 1
    return k


def apposed(s: Sentence, begin: int) -> int | None:
    """Behind the phrase that "units, including tanks, moving west" tells of; None where no such aside stands."""
    if begin < 4 or s.word[begin - 1] != "," or not s.low[begin].endswith("ing"):
        return None
    k = _before_apposition(s, begin - 1)
    return k + 1 if k < begin - 1 and s.low[k + 2] in ("including", "especially", "particularly", "mostly") else None


def _chunk(s: Sentence, k: int) -> int:
    """The first token of the noun phrase that ends at token ``k``; ``k + 1`` where none ends there."""
    first = k + 1
    while first > 0:
        j = first - 1
        inside = first <= k
        if inside and s.word[j] == ")" and (opened := _opening(s, j)) is not None:
            first = opened
        elif inside and s.low[j] in ("and", "/") and j > 0 and _joins(s, j, first):
            first = j
        elif _ends_phrase(s, j, inside) or (j and s.low[j - 1] == "to" and s.word[j].islower() and inside):
            return first
        else:
            first = j
            if s.low[j] in ARTICLES or s.low[j] in PRONOUNS:
                return first
    return first


def _opening(s: Sentence, j: int) -> int | None:
    return next((n for n in range(j, max(-1, j - 5), -1) if s.word[n] == "("), None)


def _ends_phrase(s: Sentence, j: int, inside: bool) -> bool:
    """Whether token ``j`` stands outside the noun phrase behind it."""
    word, capital = s.low[j], s.capital(j)
    if not (s.word[j][0].isalnum() or word in ("'s", "-")):
        return True
    if word in STOPS:
        if word in COMMON_VERBS and j and (s.low[j - 1] in ARTICLES or (not inside and s.low[j - 1] in NOUN_AFTER)):
            return False  # "the suspect", "the claims", "responding to reports"
        return not (capital and inside and word in DIRECTIONS)
    if inside and word in DOERS_BESIDE and s.low[j + 1] in BODIES_OF_LAW:
        return True  # "three people police arrested"
    if capital:
        return word in ADVERB and inside
    if inside and word in NAME_PARTICLES and j and s.capital(j - 1) and s.capital(j + 1):
        return False
    if inside and s.capital(j + 1) and word not in ACTORS and word not in BEFORE_NAMES and not word[0].isdigit():
        return True  # "there are two reasons Israel refuses"
    if (
        word in LIGHT
        or word in CARRIED_OUT
        or word in CAUSED
        or word in PAST
        or (word.endswith("ed") and word not in ADJECTIVES_IN_ED and "-" not in word)
    ):
        return True
    return inside and (word.endswith("ly") or word in ADVERB)


def _joins(s: Sentence, j: int, first: int) -> bool:
    """ "Ukrainian and Russian forces", "the US and Israel": names on both sides, and the left begins its clause.

    Or one name before two kinds: "Ukrainian sabotage and reconnaissance groups".
    """
    if j > 1 and not s.capital(j - 1) and not s.capital(first) and DEMONYM.fullmatch(s.word[j - 2]):
        return s.low[first] not in STOPS and s.low[j - 1] not in ACTORS
    if not (s.capital(j - 1) and s.capital(first)):
        return False
    k = j - 1
    while k >= 0 and (s.capital(k) or s.low[k] == "the"):
        k -= 1
    return k < 0 or s.low[k] in OPENERS or s.word[k] in ',"“;:'


def _measure(s: Sentence, k: int) -> bool:
    return (
        s.low[k] in ("about", "around", "over", "under", "up", "down") and k + 1 < len(s) and s.word[k + 1][0].isdigit()
    )


def _before_preposition(s: Sentence, k: int) -> int:
    """The token before a chain of prepositions and their conjunctions ("in and around", "northwest of")."""
    while k >= 0 and (s.low[k] in PREPOSITIONS or s.low[k] in ("and", "or")):
        k -= 1
    return _before_apposition(s, k)


def _of_complement(s: Sentence, k: int, begin: int) -> int:
    """Behind the phrase that ends at ``k``: also "of the Russian 3rd Division" where it follows at once."""
    end = k + 1
    while end + 1 < begin and s.low[end] == "of":
        last = end + 1
        while last < begin and s.low[last] not in STOPS and (s.word[last][0].isalnum() or s.low[last] == "'s"):
            last += 1
        if last == end + 1:
            break
        end = last
    return end


def _named(s: Sentence, first: int, last: int) -> Subject | None:
    while last > first and (s.low[last - 1] in DAYS or s.low[last - 1] in ADVERB or s.low[last - 1] == "'s"):
        last -= 1
    if last - first > 1 and s.low[last - 1].endswith("ing") and s.low[last - 2] in ACTORS and not s.capital(last - 1):
        last -= 1  # "officers responding to a call shot …"
    for k in range(first + 1, last):  # "teachers wearing red"
        if s.low[k].endswith("ing") and s.low[k - 1] in ACTORS and s.word[k].islower():
            last = k
            break
    if last <= first:
        return None
    if last - first == 1 and s.low[first] in PRONOUNS:
        return Subject(None, first, s.low[first])
    if s.low[last - 1] in DEEDS:
        return Subject(None, first)
    if last - first == 1 and s.low[first] in MANY:
        return Subject(s.low[first], first)
    if s.low[first] in DAYS or (last - first == 1 and (s.low[first].endswith("ly") or s.low[first] in NO_NAMES)):
        return None
    if last - first > 1 and s.low[first] in LEADING:
        return None  # "Citing last week's blast …"
    words = s.text[s.start[first] : s.end[last - 1]]
    heads = {s.low[k] for k in range(first, last)}
    if s.low[last - 1] in WEAPONS and " of " not in words:
        return Subject(demonym_forces(s.word[first:last]), first)
    agentive = bool(AGENTIVE.fullmatch(s.low[last - 1])) and s.low[last - 1] not in NOT_AGENTIVE
    agentive = agentive or s.low[last - 1] in MANY
    if not (any(s.capital(k) for k in range(first, last)) or heads & ACTORS or heads & BODIES or agentive):
        return None
    return Subject(as_name(words), first)
