"""The attributions of one sentence, in one scope.

In: a sentence as tokens. Out: drafts: what its verbs attribute, "according to X", "In X's words"; with who is
cited and who
was told.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from sayso.model import Span, StatementType
from sayso.read.statements.grammar import lexicon as lex
from sayso.read.statements.grammar import patterns
from sayso.read.statements.grammar.circumstances import Circumstances, near, of_parts, source_kind
from sayso.read.statements.grammar.contents import Content, content
from sayso.read.statements.grammar.draft import Draft
from sayso.read.statements.grammar.evidence import Evidence, Marked
from sayso.read.statements.grammar.indexed import Range, Sentence
from sayso.read.statements.grammar.phrases import subject_run
from sayso.read.statements.grammar.proposals import Proposal, proposals
from sayso.read.statements.grammar.quoting import Quoting, quoted_as
from sayso.read.statements.grammar.sources import Placed, place
from sayso.read.statements.grammar.verbs import groups
from sayso.read.statements.types import of_lemma, type_of

LEAST_QUOTED = 6  # tokens, with the marks: fewer may be a term kept at a distance
# "I can say that", "I want to tell you": announces what is said here.
NOT_YET = frozenset("can could will would 'll ’ll 'd ’d may might must should to".split())


def of_sentence(s: Sentence, marked: Marked) -> list[Draft]:
    """Every attribution whose cue stands in ``s``; with evidence those that it speaks for."""
    evidence = marked.evidence
    placed = place(s, groups(s)) if s.verbs else []
    quoted = quoted_as(s) if s.marks else []
    repeated = [one.saying for one in quoted]
    out = []
    for i, one in enumerate(placed):
        draft = _draft(s, placed, i, evidence) if one.group.head not in repeated else None
        if draft is not None:
            out.append(draft)
    if s.marks:
        out += _by_patterns(s, quoted)
    if evidence is not None:
        out = _believed(s, out, evidence) if out else out
        words = _weighed(s, evidence) if s.scope < 0 else []
        if repeated:
            words = [i for i in words if i not in repeated]
        out += _proposed(s, out, words, evidence) if words else []
    return _with_citations(s, out) if s.marks else out


def _weighed(s: Sentence, evidence: Evidence) -> list[int]:
    """The words that annotators mark often enough for evidence of them."""
    low, first, words = s.tokens.low, s.first, evidence.words
    return [i - first for i in s.cues if low[i] in words]


def _by_patterns(s: Sentence, quoted: Sequence[Quoting]) -> Iterator[Draft]:
    """What is attributed without a verb of its own, and what somebody is ``quoted`` as saying."""
    span = s.span
    for source, cue, body in [*patterns.according_to(s), *patterns.in_words_of(s)]:
        told = patterns.told_outlet(s, [body])
        told_span = span(*told) if told else None
        yield Draft(span(*source), span(*cue), (span(*body),), "communication", "according to", 0.9, told=told_span)
    for one in quoted:
        by, said = span(*one.by) if one.by is not None else None, span(*one.content)
        yield Draft(span(*one.source), span(*one.cue), (said,), "communication", "quoted as", 0.9, through=by)
        if one.quoted is not None:
            whole = span(one.source[0], one.content[1])
            yield Draft(by, span(*one.quoted), (whole,), "communication", "quoted as", 0.9)


def _believed(s: Sentence, found: list[Draft], evidence: Evidence) -> list[Draft]:
    """What the rules read and the evidence does not speak against. Annotators mark no attribution within another's
    content, so of nested ones only intentions go, which put nothing forward there."""
    out = []
    for draft in found:
        if s.scope >= 0 or _nested(draft, found):
            if draft.type != "control":
                out.append(draft)
        elif draft.circumstances is None or _quotes(s, draft) or evidence.believes(draft.circumstances):
            out.append(draft)
    return out


def _quotes(s: Sentence, draft: Draft) -> bool:
    """Whether a quotation is what somebody says: nothing speaks against that.

    Of 50 quotations at a paragraph's head that the rules left to nobody for want of evidence, on 390 articles of
    PolNeAR's train, annotators gave 48 to whose verb stands behind.
    """
    begin, end = s.range(draft.content[0])
    told = draft.source is not None and draft.type == "communication"
    return told and end - begin >= LEAST_QUOTED and all(s.quoted[begin:end])


def _nested(draft: Draft, found: Sequence[Draft]) -> bool:
    if len(found) == 1:
        return False
    at = draft.cue.start if draft.cue else -1
    return any(other is not draft and _holds(other.content, at) for other in found)


def _proposed(s: Sentence, found: Sequence[Draft], words: Sequence[int], evidence: Evidence) -> list[Draft]:
    """What only the evidence speaks for, outside of what is already read."""
    taken = [x for d in found for x in (*d.content, *([d.cue] if d.cue else []))]
    starts, first = s.tokens.start, s.first
    free = [i for i in words if not _holds(taken, starts[i + first])] if taken else words
    out: list[Draft] = []
    for one in proposals(s, free, found, evidence):
        if not _holds(taken, s.start(one.cue[0])):
            draft = _of_proposal(s, one)
            out.append(draft)
            if evidence.least_proposed > float("-inf"):
                taken += draft.content
    return out


def _holds(spans: Sequence[Span], at: int) -> bool:
    for span in spans:  # noqa: SIM110 (a generator for each of an article's words costs more than the question)
        if span.start <= at < span.end:
            return True
    return False


def _of_proposal(s: Sentence, one: Proposal) -> Draft:
    span = s.span
    cue, content = span(*one.cue), span(*one.content)
    return Draft(
        span(*one.source) if one.source else None,
        cue,
        (content,),
        _type_by_words(s, cue, one.content),
        "evidence",
        0.45,
        circumstances=one.circumstances,
    )


def lead_in(s: Sentence) -> Draft | None:
    """ "He said:" at a paragraph's end: an attribution whose content is the block below."""
    if s.b - s.a < 2 or s.word[s.b - 1] != ":":
        return None
    placed = [p for p in place(s, groups(s)) if p.source is not None and p.group.type_speaks]
    if not placed or placed[-1].source is None:
        return None
    last = placed[-1]
    span = s.span
    return Draft(
        span(*placed[-1].source), span(last.group.begin, last.group.end), (), last.group.cue.type, "lead-in", 0.8
    )


def _draft(s: Sentence, placed: list[Placed], index: int, evidence: Evidence | None) -> Draft | None:
    this = placed[index]
    found = content(s, placed, index)
    if found is None or (s.scope >= 0 and patterns.first_person(s, this.source) and not _of_oneself(s, this, found)):
        return None
    if this.source is None and not _speaks_alone(s, this):
        return None
    told = found.told or patterns.told_outlet(s, found.ranges) or patterns.told_after(s, this.group.end)
    if this.group.kind == "gerund" and s.low[this.group.begin - 1] == "as":
        told = patterns.quoted_by(s, this.group.begin)
    return Draft(
        s.span(*this.source) if this.source else None,
        s.span(this.group.begin, max(found.cue_end, this.group.end)),
        tuple([s.span(*r) for r in found.ranges]),
        _type(this, s, found),
        "verb",
        told=s.span(*told) if told else None,
        antecedent=_antecedent(s, this, found),
        circumstances=_circumstances(s, this, found) if evidence is not None else None,
    )


def _of_oneself(s: Sentence, this: Placed, found: Content) -> bool:
    """Whether somebody tells, within his own words, what he thinks, knows or has said: "I think it’s a tough thing"."""
    himself = this.source is not None and s.low[this.source[0]] != "you"
    clause = s.low[found.ranges[0][0]] != "to"
    told = this.group.cue.type != "control" and bool(this.group.cue.frames & {"T", "B", "W"})
    saying = this.group.cue.type == "communication"
    only = saying and not NOT_YET.isdisjoint(s.low[this.group.begin : this.group.head])
    return himself and clause and told and not only


def _circumstances(s: Sentence, this: Placed, found: Content) -> Circumstances:
    kind = "inverted" if this.inverted else "shared" if this.shared else source_kind(s, this.source)
    group, first = this.group, found.ranges[0]
    if len(found.ranges) > 1:
        kind += " split"
    elif first[0] < group.begin:
        kind += " before"
    if group.passive:
        kind += " passive"
    return near(s, group.head, group.begin, first[0]), of_parts(s, first, this.source, kind)


def _type_by_words(s: Sentence, cue: Span, content: Range) -> StatementType:
    words = s.tokens.text[cue.start : cue.end]
    at = content[0] + s.first
    begins = " ".join(s.tokens.low[at : at + 2])
    return type_of(words, begins, quoted=s.quoted[content[0]])


def _antecedent(s: Sentence, this: Placed, found: Content) -> Span | None:
    """The subject of the clause that "it said" or "he said" closes."""
    if this.source is None or s.low[this.source[0]] not in ("it", "they") or not found.ranges:
        return None
    if s.low[this.source[0] - 1] == "what":  # "Pakistan summoned the envoy over what it called …"
        subject = subject_run(s, s.a, this.source[0])
        return s.span(*subject) if subject and s.low[subject[0]] not in lex.PERSONAL else None
    begin = found.ranges[0][0]
    if begin >= this.source[0] or s.quoted[begin]:
        return None
    subject = subject_run(s, begin, this.source[0])
    return s.span(*subject) if subject and s.low[subject[0]] not in lex.PERSONAL else None


def _speaks_alone(s: Sentence, this: Placed) -> bool:
    """A cue without a source is believed only beside a quotation."""
    return s.quoted[this.group.begin - 1] or s.quoted[this.group.end]


def _type(this: Placed, s: Sentence, found: Content) -> StatementType:
    """The cue's type; who is told to do something is asked, which is said and not only meant."""
    first = found.ranges[0][0]
    infinitive = s.low[first] == "to" and found.told is None
    return of_lemma(this.group.cue, opens_infinitive=infinitive, plain=not s.quoted[first] and s.low[first] != "that")


REPORTING = lex._words("reported reports report wrote writes published")


def _reporting(s: Sentence, found: Sequence[Draft], owners: Sequence[int], at: int) -> int:
    """Of the attributions before "citing" the last, or the one around it that reports, where that content has ended:
    "CNN reported that Harel told his cabinet that it was a trap, citing two ministers"."""
    owner = owners[-1]
    cue = found[owner].cue
    around = [i for i in owners if cue is not None and i != owner and _holds(found[i].content, cue.start)]
    ended = [i for i in around if found[i].content[-1].end < at]
    return ended[0] if ended and not _reports(s, found[owner]) else owner


def _reports(s: Sentence, draft: Draft) -> bool:
    begin, end = s.range(draft.cue) if draft.cue is not None else (0, 0)
    return not REPORTING.isdisjoint(s.low[begin:end])


def _with_citations(s: Sentence, found: list[Draft]) -> list[Draft]:
    """Give "citing X" to the attribution it belongs to: the last one that begins before it, else the first; behind what
    somebody reports that another said, to who reports it."""
    for at, source in patterns.citations(s):
        span = s.span(*source)
        start = s.start(at)
        owners = [
            i for i, d in enumerate(found) if d.cue and d.cue.start < start and d.source and d.source.start < start
        ]
        later = next((i for i, d in enumerate(found) if d.cue and d.cue.start > span.end), None)
        owner = _reporting(s, found, owners, start) if owners else later
        if owner is not None:
            found[owner] = replace(found[owner], cited=(*found[owner].cited, span))
    return found
