"""Who does what stands behind "and" in the words of a paper: "the report said that the pilot ignored warnings and told
the tower". Papers and outlets say, warn and call for; they tell nobody on the spot, thank nobody and hope for nothing.

In: a sentence, a verb group behind "and", the attribution before it. Out: the subject of the clause between them, or
None where the paper itself may go on.
"""

from __future__ import annotations

from sayso.ingest import outlets
from sayso.read.agents.words import DOCUMENT, PEOPLE_SINGULAR, PERSON_NOUN
from sayso.read.statements.grammar import lexicon as lex
from sayso.read.statements.grammar.indexed import Range, Sentence
from sayso.read.statements.grammar.phrases import IRREGULAR_PAST, ROLE_WORDS, capitalised
from sayso.read.statements.grammar.verbs import Group

# What no document does, and hardly an outlet.
ON_THE_SPOT = lex._words(
    "tell thank congratulate apologise apologize swear admit refuse decide decline hope want wish worry know think "
    "feel try intend boast brag joke beg plead order instruct shout whisper reassure reply consent attempt seek"
)
# What a paper may do as well: it is done by a person who is the subject, unless to him.
OF_PERSONS = lex._words("call praise hail welcome ask insist promise pledge vow threaten agree")
OF_PAPERS = lex._words("express voice")  # as documents do, but no outlets
NEWSROOMS = lex._words("media newspaper newspapers broadcaster tabloid daily weekly magazine outlet outlets")
AGENCY = (("news", "agency"), ("state", "television"), ("state", "tv"), ("news", "site"), ("news", "website"))
PERSON_PRONOUNS = frozenset({"he", "she"})
ITSELF = frozenset({"it", "they", "we"})  # "the paper said it stood by its story and thanked its readers"
LIKE = ("over", "under", "with", "fore", "out", "up", "re", "mis")  # "oversaw" is as irregular as "saw"
REFERRING = lex._words("his her him their them its it")  # "and called his conduct reckless": not his own words
LONGEST = 12  # tokens of the inner subject
LONGEST_NAME = 5  # tokens of an outlet's name


def inner_doer(s: Sentence, group: Group, source: Range, said: Group) -> Range | None:
    """The subject of the clause that ``said`` opens, where the group behind "and" is what that does."""
    told = said.kind == "past" and not said.passive and said.cue.type == "communication"
    if not told or group.kind != "past" or group.passive or not _may_be_anothers(s, group, source):
        return None
    subject = _acting(s, said.end + (s.low[said.end] == "that"), group.begin - 1)
    if subject is None or (group.cue.lemma in ON_THE_SPOT and _is_document(s, source)):
        return subject
    apart = s.low[group.end] not in REFERRING and s.low[group.end] not in group.cue.prepositions
    return subject if apart and _is_person(s, subject) else None


def _may_be_anothers(s: Sentence, group: Group, source: Range) -> bool:
    """Whether a source is a document or an outlet, of which the verb behind "and" is hardly told."""
    lemma = group.cue.lemma
    if lemma in ON_THE_SPOT or lemma in OF_PERSONS:
        return _is_document(s, source) or _is_outlet(s, source)
    return lemma in OF_PAPERS and _is_outlet(s, source)


def _is_document(s: Sentence, source: Range) -> bool:
    return s.low[source[1] - 1] in DOCUMENT


def _is_outlet(s: Sentence, source: Range) -> bool:
    last = s.low[source[1] - 1]
    if last in NEWSROOMS or (s.low[source[1] - 2], last) in AGENCY:
        return True
    begin = source[0] + (s.low[source[0]] == "the")
    if source[1] - begin > LONGEST_NAME or not capitalised(s.word[begin]):
        return False
    found = outlets.by_name(" ".join(s.word[begin : source[1]]))
    return found is not None and found.kind in ("agency", "newspaper", "broadcaster")


def _acting(s: Sentence, begin: int, end: int) -> Range | None:
    """The noun phrase at ``begin`` before a verb of the past that somebody does."""
    for i in range(begin, min(end, begin + LONGEST)):
        low = s.low[i]
        if s.quoted[i] or s.word[i] in ",;:—–" or (low in lex.AUXILIARIES - {"'s", "had"}) or low in lex.CLAUSE_WORDS:
            return None
        if i > begin and s.low[i - 1] not in lex.DETERMINERS and _is_past(low, s.word[i]):
            return (begin, i) if s.low[begin] not in ITSELF else None
    return None


def _is_past(low: str, word: str) -> bool:
    prefix = next((start for start in LIKE if low.startswith(start)), "")
    irregular = low in IRREGULAR_PAST or low.removeprefix(prefix) in IRREGULAR_PAST
    return irregular or low == "had" or (low.endswith("ed") and word.islower())


def _is_person(s: Sentence, subject: Range) -> bool:
    begin, end = subject
    if end - begin == 1 and s.low[begin] in PERSON_PRONOUNS:
        return True
    head = next((k for k in range(begin + 1, end) if s.low[k] in lex.PREPOSITIONS), end) - 1
    if not capitalised(s.word[head]):
        low = s.low[head]
        return low in PEOPLE_SINGULAR or low in ROLE_WORDS or PERSON_NOUN.fullmatch(low) is not None
    named = all(capitalised(s.word[k]) for k in range(begin, end)) and end - begin > 1
    return (named and s.low[begin] != "the") or any(s.low[k] in ROLE_WORDS for k in range(begin, head))
