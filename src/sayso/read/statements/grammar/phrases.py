"""Noun phrases left and right of a cue, without a parser.

All functions work on token indices within one sentence ``[a, b)`` and one scope: the quotation that encloses the
sentence's own words (-1 at the top). A token of another quotation is "quoted" there and ends a phrase.
"""

from __future__ import annotations

from sayso.read.statements.grammar import lexicon as lex
from sayso.read.statements.grammar.indexed import Range, Sentence

WEEKDAYS = lex._words("monday tuesday wednesday thursday friday saturday sunday")
ARTICLES = frozenset({"a", "an", "the"})  # behind them a participle is no verb: "terms of a proposed issue"
SHORT_ASIDE = 8  # tokens within the brackets behind a name
LONGEST = 24  # tokens of a source; the longest of PolNeAR's middle 99 per cent
# Adverbs between a source and its verb: "The Financial Times earlier wrote".
TRAILING = lex._words(
    "likely reportedly apparently probably earlier later also previously himself herself itself themselves today "
    "yesterday meanwhile recently"
)
PARTICIPLES = lex._words(
    "broadcast aired reviewed seen obtained published released issued cited shared posted viewed compiled "
    "prepared dated speaking quoted writing citing referring addressing"
)
# Behind these "that" begins what somebody said or thought.
CONTENT_NOUNS = lex._words(
    "statement report claim fact belief news rumour rumor idea view argument allegation suggestion accusation "
    "assertion sign evidence notion hope fear conclusion finding warning promise pledge announcement impression "
    "opinion charge interview letter speech court press message"
)
GIVEN_OUT = frozenset({"issued", "published", "released"})
FAR_BY = 5  # tokens: "published late last month by"
ROLE_WORDS = lex._words(
    "head chief spokesman spokeswoman spokesperson minister president prime deputy director commander governor "
    "mayor chairman chairwoman chair leader analyst expert advisor adviser secretary ambassador envoy official "
    "representative member professor researcher editor founder general colonel major lieutenant captain former "
    "acting senior foreign defence defense first vice chairperson speaker senator correspondent host author ceo "
    "co-founder coordinator administrator lawyer"
)


NO_PHRASE_END = lex.PREPOSITIONS | {"to", "and"}
CLAUSAL = lex.AUXILIARIES - {"'s", "having"}
CLAUSE_BOUNDS = lex.CLAUSE_WORDS - {"and", "or"}
NO_NOMINAL = lex.PREPOSITIONS | (lex.PRONOUNS - lex.DETERMINERS) | CLAUSE_BOUNDS
ONLY_VERBS = frozenset(lex.forms()) - lex.NOUN_OR_VERB
BEFORE_NAMES = lex.CLAUSE_WORDS | lex.PREPOSITIONS
BEFORE_NOUNS = lex.DETERMINERS | {"of", "for"}
OPENING = lex.CLAUSE_WORDS | {"however", "yet", "nor"}
OPENING_DAYS = lex.DAYS - {"may", "late"}
INSIDE_ADVERBIAL = lex.PREPOSITIONS | lex.DETERMINERS | {"and", ","}
SUBJECT_OPENERS = lex.DETERMINERS | lex.PERSONAL
FINITE = lex.AUXILIARIES - {"'s"}
CLAUSE_WORDS_BUT_AND = lex.CLAUSE_WORDS - {"and"}


def capitalised(word: str) -> bool:
    """Whether a word begins with a capital."""
    return word[:1].isupper()


def left(s: Sentence, end: int, start: int) -> Range | None:
    """The noun phrase that ends right before token ``end`` and does not begin before ``start``."""
    if end <= start or s.quoted[end - 1]:
        return None
    previous = s.low[end - 1]
    if previous == ",":
        return _before_comma(s, end - 1, start)
    if previous == ")":
        return _before_parenthesis(s, end, start)
    if previous in {"—", "–", "-", "--"}:
        return _before_dash(s, end - 1, start)
    if previous in ("who", "which") and end - 1 > start:
        before = end - 1 - (s.word[end - 2] == ",")
        return left(s, before, start) or _nouns_before(s, before, start) or (end - 1, end)
    if previous == "that":
        return _nouns_before(s, end - 1, start)  # "a post that said"; "that" by itself speaks for nobody
    if previous in lex.PRONOUNS and previous not in {"one", "all", "both", "some", "many", "most", "others"}:
        return (end - 1, end)
    if not (previous[:1].isalnum() or previous in {"'s", "'", "’", "."}):
        return None
    while end - 1 > start and s.low[end - 1] in TRAILING and s.word[end - 1].islower():
        end -= 1
    if end - 3 > start and s.low[end - 2] in ("on", "last") and s.low[end - 1] in WEEKDAYS:
        return left(s, end - 2, start)
    if s.low[end - 1] in NO_PHRASE_END or s.low[end - 1] in ARTICLES:
        return None
    begin = _skip_opening(s, _walk_left(s, end, start), end)
    if s.low[begin] in lex.PREPOSITIONS or _has_verb(s, begin, end):
        return None
    return (begin, end) if begin < end and s.low[end - 1] not in ("there", "not") else None


def _nouns_before(s: Sentence, end: int, start: int) -> Range | None:
    """The nouns right before a relative pronoun, with their article: "halted by the Republicans, who"."""
    begin = end
    while begin > start and end - begin < LONGEST and _is_nominal(s, begin - 1):
        begin -= 1
        if s.low[begin] in lex.DETERMINERS:
            break
    bare = begin < end and s.low[end - 1] not in lex.DETERMINERS
    return (begin, end) if bare else None


def _is_nominal(s: Sentence, i: int) -> bool:
    low, word = s.low[i], s.word[i]
    if s.quoted[i] or not (word[:1].isalpha() or word in ("'s", "’s")) or low in CLAUSAL:
        return False
    return low not in NO_NOMINAL and low not in ONLY_VERBS


def _before_dash(s: Sentence, dash: int, start: int) -> Range | None:
    """``insiders in two states — Nevada and Iowa —`` takes both."""
    for i in range(dash - 1, max(start, dash - LONGEST), -1):
        if s.quoted[i] or s.word[i] in ".;:":
            return None
        if s.low[i] in {"—", "–", "-", "--"}:
            head = left(s, i, start)
            return (head[0], dash) if head else None
    return None


def _opening_parenthesis(s: Sentence, closing: int, start: int) -> int | None:
    """The index of "(" shortly before ``closing``: "(R-Fla.)"."""
    return next((i for i in range(closing - 1, max(start, closing - SHORT_ASIDE), -1) if s.word[i] == "("), None)


def _before_parenthesis(s: Sentence, end: int, start: int) -> Range | None:
    i = end - 1
    while i > start and s.word[i] != "(":
        i -= 1
    inner = left(s, i, start) if i > start else None
    return (inner[0], end) if inner else None


def _before_comma(s: Sentence, comma: int, start: int) -> Range | None:
    """``NP, apposition,`` takes both; ``NP, speaking in X,`` and ``NP, however,`` the first alone."""
    i = comma - 1
    depth = 0
    while i > start and (s.word[i] != "," or depth) and not s.quoted[i]:
        depth += {")": 1, "(": -1}.get(s.word[i], 0)
        i -= 1
    if i <= start or s.quoted[i]:
        return None
    first = s.low[i + 1]
    if s.low[i - 1].isdigit() and s.word[i - 2] == "," and i - 2 > start:
        i -= 2  # "Hanna Walsh, 42, a teacher": an age between name and apposition
    head = left(s, i, start)
    if head is None:
        return None
    adverbial = first in lex.PREPOSITIONS or lex.is_adverb(first) or first in lex.DAYS
    if first in PARTICIPLES or first in {"who", "which", "whose"} or first.endswith("ing") or adverbial:
        return _with_name_before(s, head, start)
    return (head[0], comma)


def _has_verb(s: Sentence, begin: int, end: int) -> bool:
    """Whether an auxiliary stands in a would-be noun phrase outside a relative clause: it is a clause."""
    for i in range(begin, end):
        if s.low[i] in {"who", "which", "that"}:
            return False
        if s.low[i] in CLAUSAL and not (s.low[i] in {"will", "may", "might"} and capitalised(s.word[i])):
            return True
    return False


def _with_name_before(s: Sentence, head: Range, start: int) -> Range:
    """``Maia Sandu, Moldova's president, who …``: the name before the apposition that was found."""
    comma = head[0] - 1
    if comma <= start or s.word[comma] != "," or s.quoted[comma] or not capitalised(s.word[comma - 1]):
        return head
    if lex.is_adverb(s.low[comma - 1]) or s.low[comma - 1] in lex.DAYS:
        return head
    name = left(s, comma, start)
    return (name[0], head[1]) if name else head


def _walk_left(s: Sentence, end: int, start: int) -> int:
    i = end - 1
    while i > start and end - i < LONGEST:
        low, word = s.low[i - 1], s.word[i - 1]
        if word == "." and _initial(s, i - 2):
            i -= 1
            continue
        if word == ")":
            opening = _opening_parenthesis(s, i - 1, start)
            if opening is None:
                break
            i = opening
            continue
        if s.quoted[i - 1] or word in ",;:.!?—–-―(…" or low in ("--", "..."):
            break
        if low == "to" and s.low[i - 2] == "according":
            break
        if low in {"and", "or", "&"} and not _coordinated(s, i - 1, start):
            break
        identifies = _identifies(s, i - 1, start) if low == "who" else _defines(s, i - 1, start)
        if low in CLAUSE_BOUNDS and not identifies:
            break
        if low == "what" and s.low[i] not in lex.AUXILIARIES:  # "what Moscow calls"
            break
        if low in ONLY_VERBS and not _modifier(s, i - 1):
            relative = _relative(s, i - 1, start)
            if relative is None:
                break
            i = relative
            continue
        i -= 1
    return i


def _initial(s: Sentence, i: int) -> bool:
    """Whether token ``i`` is a capital with its full stop behind it inside a name ("Jeffrey M. Jones")."""
    if s.word[i + 1] != "." or len(s.word[i]) != 1:
        return False
    return s.word[i].isupper() and capitalised(s.word[i + 2]) and not s.quoted[i]


def _relative(s: Sentence, verb: int, start: int) -> int | None:
    """The index of "who" shortly before a verb that belongs to the source ("officials who asked not to be named")."""
    for k in range(verb - 1, max(start, verb - 4), -1):
        if s.low[k] == "who" and s.word[k - 1].islower():
            return k
    return None


def _modifier(s: Sentence, i: int) -> bool:
    """Whether the participle at ``i`` only modifies a noun: "the said document", "sources told of"."""
    participle = s.low[i] in PARTICIPLES and s.low[i + 1] in lex.PREPOSITIONS
    return s.low[i - 1] in lex.DETERMINERS or s.low[i + 1] == "by" or participle


def _coordinated(s: Sentence, i: int, start: int) -> bool:
    """Whether ``and`` at ``i`` joins two names or two short nouns rather than two clauses."""
    before, after = s.word[i - 1], s.word[i + 1]
    if before[:1].isdigit() and after[:1].isdigit():
        return True
    if s.low[i + 1] in lex.PERSONAL:
        return False
    if capitalised(before) and (capitalised(after) or s.low[i + 1] in {"other", "the", "its", "several"}):
        j = i - 1
        while j > start and (capitalised(s.word[j - 1]) or s.low[j - 1] in {"of", "the", "'s", "for", "&"}):
            j -= 1
        return j == start or s.word[j - 1] in ",;:" or s.quoted[j - 1] or s.low[j - 1] in BEFORE_NAMES
    return before.islower() and after.islower() and (s.low[i - 2] in BEFORE_NOUNS or i - 1 == start)


def _identifies(s: Sentence, i: int, start: int) -> bool:
    """Whether a relative clause at ``i`` identifies an unnamed source ("officials who asked not to be named")."""
    return i > start and s.word[i - 1].islower()


def _defines(s: Sentence, i: int, start: int) -> bool:
    """Whether a relative clause at ``i`` says which its noun is: "a ferry that ran aground", "a firm whose trucks"."""
    if s.low[i] not in {"that", "which", "whose"} or i - 2 < start or not s.word[i - 1].islower():
        return False
    articled = not ARTICLES.isdisjoint((s.low[i - 2], s.low[max(start, i - 3)]))
    named = articled and _is_nominal(s, i - 1) and s.low[i - 1] not in CONTENT_NOUNS
    return named and (s.low[i] == "whose" or _verb_like(s, i + 1))


def _skip_opening(s: Sentence, begin: int, end: int) -> int:
    """Step over what opens a clause before its subject: conjunctions, adverbs, "On 5 July", "In Moscow"."""
    i = begin
    while i < end - 1 and (s.low[i] in OPENING or s.is_adverb(i)):
        i += 1
    if s.low[i] in lex.PREPOSITIONS or s.low[i] in OPENING_DAYS:
        i = _after_adverbial(s, i, end)
    return i


def _after_adverbial(s: Sentence, begin: int, end: int) -> int:
    for k in range(begin + 1, end):
        low, word, before = s.low[k], s.word[k], s.low[k - 1]
        opens = low in lex.PERSONAL or low in lex.DETERMINERS or capitalised(word)
        if not opens or low in lex.DAYS or before in INSIDE_ADVERBIAL:
            continue
        if capitalised(s.word[k - 1]) and before not in lex.DAYS and low not in SUBJECT_OPENERS:
            continue
        return k
    return begin


def right(s: Sentence, begin: int, stop: int) -> Range | None:
    """The noun phrase that begins at ``begin``: an inverted subject, or what follows "according to"."""
    if begin >= stop or s.quoted[begin]:
        return None
    if s.low[begin] in lex.PERSONAL:
        return (begin, begin + 1)
    end = begin
    while end < stop and end - begin < LONGEST and not _ends_right(s, begin, end):
        end += 1
    end = _with_apposition(s, begin, end, stop)
    while end > begin and s.word[end - 1] in ",;:":
        end -= 1
    return (begin, end) if end > begin else None


def _ends_right(s: Sentence, begin: int, i: int) -> bool:
    low, word = s.low[i], s.word[i]
    if word == "." and i > begin and _initial(s, i - 1):
        return False
    if s.quoted[i] or word in ".;:!?,—–―" or (word == "-" and i > begin):
        return True
    if low in {
        "that",
        "but",
        "while",
        "because",
        "when",
        "as",
        "after",
        "before",
        "if",
        "although",
        "citing",
        "adding",
        "noting",
        "whose",
    }:
        return True
    if low in PARTICIPLES and i > begin:
        return not (low in GIVEN_OUT and "by" in s.low[i + 1 : i + FAR_BY])
    if low == "who" and capitalised(s.word[i - 1]):
        return True
    if low in {"on", "in", "during", "at"} and i > begin:
        return _opens_adverbial(s, i)
    named = capitalised(word) and low in {"today", "early", "late", "last"}  # "Bessarabia Today", as outlets are called
    return low in lex.DAYS and i > begin and not named and low not in {"may", "march", "early", "late", "last"}


def _opens_adverbial(s: Sentence, i: int) -> bool:
    """Whether the preposition at ``i`` opens a time or an occasion rather than a part of the name."""
    following = s.low[i + 1]
    return (
        following in lex.DAYS
        or following[:1].isdigit()
        or following
        in {
            "a",
            "an",
            "his",
            "her",
            "their",
            "response",
            "telegram",
            "facebook",
            "twitter",
            "x",
            "television",
        }
        or s.low[i + 2] in lex.TEMPORAL_NOUNS
    )


def _with_apposition(s: Sentence, begin: int, end: int, stop: int) -> int:
    """``Kovalenko, head of the Centre,``: the role between commas belongs to the source."""
    if end >= stop or s.word[end] != ",":
        return end
    i = end + 1
    if s.low[i] in {"the", "a", "an", "its", "his"}:
        i += 1
    role = s.low[i] in ROLE_WORDS or (s.low[i + 1] in ROLE_WORDS and s.word[i][:1].isalpha())
    if not role or s.quoted[i]:
        return end
    close = i
    while close < stop and close - i < LONGEST and s.word[close] not in ",.;:—–" and not s.quoted[close]:
        close += 1
    return close if close < stop and not _has_verb(s, i, close) else end


def subject_run(s: Sentence, begin: int, stop: int) -> Range | None:
    """The noun phrase that opens a clause at ``begin``, up to its first verb: the subject of a later participle."""
    i = _skip_opening(s, begin, stop)
    if s.low[i] in lex.PREPOSITIONS:
        while i < stop and s.word[i] != ",":
            i += 1
        i += 1
    if i >= stop or s.quoted[i]:
        return None
    if s.low[i] in lex.PERSONAL:
        return (i, i + 1)
    end = i + 1
    while end < stop and end - i < LONGEST and (not _verb_like(s, end) or _initial(s, end - 1)):
        end += 1
    return (i, end) if end < stop else None


IRREGULAR_PAST = lex._words(
    "met went gave took held came made got saw left sent began became led won lost paid spent stood put set cut hit "
    "kept built brought fell grew drew flew ran rose struck fought shot broke sank sold bought threw drove dealt "
    "tore "
    "lay flew slid hung"
)


def _verb_like(s: Sentence, i: int) -> bool:
    low, word = s.low[i], s.word[i]
    if s.quoted[i] or word in ",;:.—–(" or low in FINITE or low in CLAUSE_WORDS_BUT_AND:
        return True
    if low in IRREGULAR_PAST or low in ONLY_VERBS:
        return True
    return word.islower() and low.endswith("ed") and len(low) > 4
