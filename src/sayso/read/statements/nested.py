"""Statements within statements that neither tier looks for: what the model never saw, as its corpus has nothing nested.

In: an article and the drafts found so far. Out: more drafts, all within the contents of those: what somebody is sure or
glad of, knows without "that", asks of whom, what tests and papers show, promises and beliefs that a noun holds. Only
where others' words are told already is there enough around such a cue to believe it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from sayso.model import Span, StatementType
from sayso.read.index import Index
from sayso.read.sentences import sentences
from sayso.read.statements.grammar import Article, Draft
from sayso.read.statements.grammar import lexicon as lex
from sayso.read.statements.grammar.clauses import opens_clause, opens_noun_phrase
from sayso.read.statements.grammar.indexed import Range, Sentence
from sayso.read.statements.grammar.phrases import left, right
from sayso.read.tokens import Places

LONGEST = 4_000  # code points of a content that is looked into
CLOSING = ("", ".", ",", ";", "?", "!", "”", '"')
SOON = 5  # tokens within which a clause behind "knew" has its verb
NEAR = 8  # tokens between who is asked and what
ASIDE = 12  # tokens of "…, on a visit to Mexico, asked"
SCORE = 0.45  # below what either tier finds

_words = lex._words
BE = lex.BE | {"'m", "’m", "’s", "’re", "feel", "feels", "felt", "seem", "seems"}
DEGREE = _words("very so not n't n’t pretty quite really fairly absolutely totally pretty deeply extremely too")
FEELING: dict[str, StatementType] = {
    **dict.fromkeys(_words("sure certain confident convinced hopeful optimistic worried concerned afraid"), "attitude"),
    **dict.fromkeys(_words("adamant doubtful skeptical sceptical positive"), "attitude"),
    **dict.fromkeys(_words("aware glad sorry proud pleased disappointed surprised delighted grateful"), "factive"),
}
KNOWING = _words(
    "know knows knew realize realizes realized realise realises realised understand understands understood"
)
ASKING = _words("ask asks asked asking urge urges urged urging implore implores implored beg begs begged encourage")
ASKING |= _words("encourages encouraged invite invites invited advise advises advised remind reminds reminded")
TOLD = _words("told asked urged warned informed advised notified assured")
SHOWING: dict[str, StatementType] = dict.fromkeys(
    _words(
        "show shows showed shown showing indicate indicates indicated indicating suggest suggests suggested suggesting"
    )
    | _words("reveal reveals revealed revealing link links linked establish established confirm confirms confirmed")
    | _words("depict depicts depicted depicting detail details detailed saying stating claiming alleging describing"),
    "communication",
)
PAPERS = _words(
    "document documents report reports statement letter letters footage image images imagery photo photos photographs "
    "video videos videotape tape tapes data poll polls survey surveys study studies memo records record filing filings "
    "test tests results analysis research evidence findings scan scans email emails e-mails messages figures "
    "statistics intelligence"
)
PARTS = _words("round series set number batch review pair copy copies")
HOLDING: dict[str, StatementType] = {
    **dict.fromkeys(
        _words("promise promises pledge vow claim claims assertion accusation allegation warning"), "communication"
    ),
    **dict.fromkeys(
        _words("suggestion statement insistence complaint argument contention announcement"), "communication"
    ),
    **dict.fromkeys(_words("admission prediction remark remarks denial assurance assurances"), "communication"),
    **dict.fromkeys(_words("belief notion view opinion hope fear fears concern conviction expectation"), "attitude"),
    **dict.fromkeys(_words("suspicion conclusion impression"), "attitude"),
}
PROMISING = _words("promise promises pledge vow announcement assurance")
OWNERS = _words("his her its their my our")
LATELY = _words("today yesterday tonight again publicly repeatedly recently earlier lately previously") | lex.DAYS
FOLLOWING = LATELY | lex.PERSONAL
ON = lex.PERSONAL | _words("and but so or because while yet though although")  # behind a comma
STOPS, BREAKS = frozenset(".!?"), frozenset(";—–")
NO_OWNER = _words("it that there this what which me him us them")
FINITE = lex.AUXILIARIES - {"'s"}
# Made once: a union within a loop is made anew for each word.
GROUPED = lex.AUXILIARIES | DEGREE
SUBJECTS = lex.PERSONAL | {"there"}
NO_SUBJECT = OWNERS | NO_OWNER
NO_PAPER = lex.PREPOSITIONS | lex.CLAUSE_WORDS | lex.AUXILIARIES
SUPPOSED = _words("would could might can should may will to 'd ’d")

Found = tuple[Range, Range, int, StatementType]  # source, cue, where the content begins, type


def nested(article: Article, found: Sequence[Draft]) -> list[Draft]:
    """Drafts within the contents of ``found``, none at a cue that is found already."""
    triggers = _watched(article)
    within: list[Draft] = []
    for draft in found:
        if draft.type == "control":
            continue
        for span in draft.content:
            if span.end - span.start <= LONGEST:
                within += _within(article, span, triggers)
    if not within:
        return []  # most articles
    taken = Index(d.cue for d in found if d.cue is not None)
    out: dict[int, Draft] = {}
    for one in within:
        if one.cue is not None and not taken.touching(one.cue.start, one.cue.end):
            out.setdefault(one.cue.start, one)
    return list(out.values())


def _watched(article: Article) -> Places:
    """The tokens at which a reader may find something: those with a word behind that one of theirs asks for."""
    low = article.tokens.low
    last = len(low) - 1
    places = article.places(TRIGGERS)
    some = [i for i in places if i < last and ((asked := BEHIND[low[i]]) is None or low[i + 1] in asked)]
    return Places(article.tokens, some)


def _within(article: Article, span: Span, triggers: Places) -> Iterator[Draft]:
    if not triggers.within(span.start, span.end):
        return
    tokens, lows = article.tokens, article.tokens.low
    for part in sentences(article.text, span.start, span.end):
        near = triggers.within(part.start, part.end)
        a, b = tokens.range(part.start, part.end) if near else (0, 0)
        s = None
        for i in near:
            if not a < i < b - 1:
                continue
            if s is None or s.scope != tokens.quote[i]:
                s = Sentence(tokens, a, b, tokens.quote[i])
            for reading in READERS[lows[i]]:
                one = reading(s, i - s.first)
                if one is not None:
                    source, cue, begin, kind = one
                    end = _end(s, begin)
                    if end - begin >= 2 and not source[0] < end <= source[1]:
                        yield Draft(s.span(*source), s.span(*cue), (s.span(begin, end),), kind, "within", SCORE)


def _end(s: Sentence, begin: int) -> int:
    """Where a content ends: with its part, or before a clause that goes on without it."""
    end = s.b
    for i in range(begin + 1, s.b):
        goes_on = s.word[i] == "," and s.low[i + 1] in ON
        stops = s.word[i] in STOPS and s.word[i + 1][:1].isupper() and len(s.word[i - 1]) > 1
        if s.word[i] in BREAKS or goes_on or stops:
            end = i
            break
    while end > begin and not s.word[end - 1][:1].isalnum() and s.word[end - 1] not in ("%", ")"):
        end -= 1
    return end


def _group(s: Sentence, i: int) -> int:
    """Where a verb's group begins: its auxiliaries and adverbs."""
    while i > s.a and (s.low[i - 1] in GROUPED or s.is_adverb(i - 1)) and not s.quoted[i - 1]:
        i -= 1
    return i


def _source(s: Sentence, verb: int) -> Range | None:
    """The subject before a verb's group, past an aside between commas."""
    if s.word[verb - 1] == ",":
        comma = next((k for k in range(verb - 2, max(s.a, verb - ASIDE), -1) if s.word[k] == ","), None)
        verb = comma if comma is not None else verb
    source = left(s, verb, s.a)
    if source is None or s.low[source[1] - 1] in NO_OWNER or not FINITE.isdisjoint(s.low[source[0] : source[1]]):
        return None
    begin = next((k for k in range(*source) if s.word[k][:1].isalnum()), source[0])
    return begin, source[1]


def _feels(s: Sentence, i: int) -> Found | None:
    """ "I'm sure they have", "they were not certain whether", "we are very disappointed that"."""
    be = i - 1
    while be > s.a and (s.low[be] in DEGREE or s.is_adverb(be)):
        be -= 1
    if s.low[be] not in BE:
        return None
    begin = _group(s, be)
    source = _source(s, begin)
    clause = s.low[i + 1] in {"that", "whether", "if"} or opens_clause(s, i + 1, s.b)
    return (source, (begin, i + 1), i + 1, FEELING[s.low[i]]) if source is not None and clause else None


def _knows(s: Sentence, i: int) -> Found | None:
    """ "They knew it was not the video": a clause without "that"."""
    begin = _group(s, i)
    source, following = _source(s, begin), s.low[i + 1]
    subject = following in SUBJECTS
    soon = following not in NO_SUBJECT and not FINITE.isdisjoint(s.low[i + 2 : i + 2 + SOON])
    if source is None or s.low[source[0]] == "you" or not (subject or soon) or not opens_clause(s, i + 1, s.b):
        return None
    return source, (begin, i + 1), i + 1, "factive"


def _gets(s: Sentence, i: int) -> Found | None:
    """ "We get that you're frustrated"."""
    source = _source(s, i)
    if source is None or s.low[i + 1] != "that" or s.low[i + 2] not in SUBJECTS:
        return None
    return source, (i, i + 1), i + 1, "factive"


def _asks(s: Sentence, i: int) -> Found | None:
    """ "Scripture urges us to expose": who is asked belongs to what is."""
    begin = _group(s, i)
    source = _source(s, begin)
    asked = s.low[i + 1] in {"us", "me", "him", "her", "them", "you", "those"} or opens_noun_phrase(s, i + 1)
    if source is None or not asked:
        return None
    to = next((k for k in range(i + 2, min(s.b, i + NEAR)) if s.low[k] == "to" or s.word[k] in ",.;"), None)
    if to is None or s.low[to] != "to" or s.word[to + 1] in CLOSING:
        return None
    supposed = not SUPPOSED.isdisjoint(s.low[begin:i])
    return None if supposed else (source, (begin, i + 1), i + 1, "communication")


def _told(s: Sentence, i: int) -> Found | None:
    """ "Employees were told by WeWork to sign"."""
    source = right(s, i + 2, s.b) if s.low[i + 1] == "by" and s.low[i - 1] in lex.BE else None
    if source is None or s.low[source[1]] not in {"to", "that", "not"}:
        return None
    return source, (_group(s, i), i + 1), source[1], "communication"


def _shows(s: Sentence, i: int) -> Found | None:
    """ "DNA tests showed a likelihood that", "a study showing Indiana as"."""
    if s.low[i - 1] in lex.BE or PAPERS.isdisjoint(s.low[s.a : i]):
        return None
    gerund = s.low[i].endswith("ing")
    begin = i if gerund else _group(s, i)
    source = _paper(s, i) if gerund else _source(s, begin)
    if source is None or not _is_paper(s, source):
        return None
    opens = s.low[i + 1] == "that" or opens_clause(s, i + 1, s.b) or opens_noun_phrase(s, i + 1)
    return (source, (begin, i + 1), i + 1, SHOWING[s.low[i]]) if opens else None


def _is_paper(s: Sentence, source: Range) -> bool:
    """Whether a source's noun, before what tells more of it, is a document's, a test's or a picture's."""
    end = next((k for k in range(source[0] + 1, source[1]) if s.low[k] in lex.PREPOSITIONS), source[1])
    whole = next((k for k in range(end + 1, source[1]) if s.low[k] in PAPERS), None) if s.low[end] == "of" else None
    return s.low[end - 1] in PAPERS or (whole is not None and s.low[end - 1] in PARTS)


def _paper(s: Sentence, end: int) -> Range | None:
    """The noun phrase of a document right before a participle."""
    if s.low[end - 1] not in PAPERS:
        return None
    begin = end - 1
    while begin > s.a and end - begin < NEAR and s.low[begin] not in lex.DETERMINERS:
        low = s.low[begin - 1]
        if not s.word[begin - 1][:1].isalnum() or low in NO_PAPER:
            break
        if low in lex.forms() and low not in lex.NOUN_OR_VERB:
            break
        begin -= 1
    return begin, end


def _holds(s: Sentence, i: int) -> Found | None:
    """ "Its promise to treat", "their long-held notion that": whose noun holds what is said or thought."""
    following = s.low[i + 1]
    if following != "that" and not (following == "to" and s.low[i] in PROMISING):
        return None
    for k in range(i - 1, max(s.a - 1, i - 4), -1):
        if s.low[k] in OWNERS:
            return (k, k + 1), (k + 1, i + 1), i + 1, HOLDING[s.low[i]]
        if s.low[k] in ("'s", "’s"):
            owner = left(s, k, s.a)
            return (owner, (k + 1, i + 1), i + 1, HOLDING[s.low[i]]) if owner is not None else None
    return None


def _lately(s: Sentence, i: int) -> Found | None:
    """ "The paper is claiming today that", "some of the families claim you lied"."""
    form = lex.forms()[s.low[i]]
    if form.cue.type == "control" or not form.cue.frames & {"T", "B"}:
        return None
    late = s.low[i + 1] in LATELY and s.low[i + 2] == "that"
    bare = "B" in form.cue.frames and s.low[i + 1] in lex.PERSONAL and s.low[i] in lex.NOUN_OR_VERB
    if not late and not (bare and s.low[i - 1].endswith("s") and opens_clause(s, i + 1, s.b)):
        return None
    begin = _group(s, i)
    source = _source(s, begin)
    return (source, (begin, i + 1), i + 1 + late, form.cue.type) if source is not None else None


Reader = Callable[[Sentence, int], Found | None]
READERS: dict[str, tuple[Reader, ...]] = {}
# The words of which one stands right behind where a reader of the word finds something; None: any may.
BEHIND: dict[str, frozenset[str] | None] = {}
for _reader, _triggers, _behind in (
    (_lately, lex.forms(), FOLLOWING),
    (_feels, FEELING, None),
    (_knows, KNOWING, None),
    (_gets, _words("get got"), _words("that")),
    (_asks, ASKING, None),
    (_told, TOLD, _words("by")),
    (_shows, SHOWING, None),
    (_holds, HOLDING, _words("that to")),
):
    for _word in _triggers:
        READERS[_word] = (*READERS.get(_word, ()), _reader)
        _known = BEHIND.get(_word, _behind)
        if _known is not _behind:
            BEHIND[_word] = None if _known is None or _behind is None else _known | _behind
        else:
            BEHIND[_word] = _behind
TRIGGERS = frozenset(READERS)
