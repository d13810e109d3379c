"""The nouns of Sayso as frozen values.

Every stage takes and returns these; this module imports nothing of ours. Offsets are half-open
``[start, end)`` and count Unicode code points in ``Document.text``. Moments are ISO 8601 strings, as
precise as the source was (``2024-11``, ``2024-11-01``, ``2024-11-01T18:00``, with an offset where known).
The words are those of ``docs/concepts.md``.
"""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

BlockRole = Literal[
    "headline",
    "standfirst",
    "byline",
    "dateline",
    "label",
    "quote",
    "paragraph",
    "heading",
    "takeaway",
    "caption",
    "note",
    "repeat",
    "boilerplate",
    "footnote",
]
StatementKind = Literal["direct", "indirect", "mixed"]
StatementType = Literal["communication", "attitude", "factive", "control"]
AgentKind = Literal["person", "organisation", "group", "document", "unnamed"]
AlterationKind = Literal["sic", "insertion", "ellipsis", "note"]
TimeType = Literal["DATE", "TIME", "DURATION", "SET"]
PlaceKind = Literal["settlement", "region", "country", "feature", "facility"]
PlaceUse = Literal["literal", "government", "demonym", "name"]
Severity = Literal["error", "warning", "note"]
JudgementKind = Literal["same", "different", "agent", "affiliation", "source grade", "information grade", "retraction"]

UNKNOWN_PUBLISHER = "unknown publisher"


class Span(Struct, frozen=True, order=True, gc=False):  # two numbers are part of no cycle
    """Code points ``[start, end)`` of a document's text."""

    start: int
    end: int


class Issue(Struct, frozen=True):
    """Something a stage could not do, and what the user may do about it. Never an exception."""

    stage: str
    message: str


class Block(Struct, frozen=True):
    """A part of a document with a role. Blocks do not overlap and stand in text order."""

    role: BlockRole
    start: int
    end: int


class Document(Struct, frozen=True):
    """One version of one article, immutable.

    ``id`` is derived from text and metadata alone, so it is the same in every run.
    ``original`` is the SHA-256 of the bytes it came from. ``markup`` holds the blocks that the page's own
    structure gives (empty for plain text): `read` trusts them before it guesses.
    """

    id: str
    text: str
    outlet: str | None = None
    url: str | None = None
    title: str | None = None
    published: str | None = None
    language: str | None = None
    authors: tuple[str, ...] = ()
    original: str = ""
    markup: tuple[Block, ...] = ()


class Certainty(Struct, frozen=True):
    """The hedge or commitment within a content, with its words.

    ``value`` is on the FactBank scale (``CT+ PR+ PS+ CT- PR- PS- Uu``); ``band`` the ICD 203 band of an
    estimative word (``very likely`` ...), else None.
    """

    value: str
    cue: Span
    band: str | None = None


class When(Struct, frozen=True, rename={"start": "from", "end": "to"}):
    """A TIMEX3 value with the days it spans: first and last, both inclusive, where they are known."""

    value: str
    start: str | None = None
    end: str | None = None


class Link(Struct, frozen=True):
    """One agent in a chain. ``agent`` is its id in the reading, None for a publisher the text never names."""

    name: str
    kind: AgentKind
    agent: str | None = None


class Alteration(Struct, frozen=True):
    """What a writer put into somebody else's words: ``[sic]``, a bracketed insertion, an ellipsis, a note."""

    kind: AlterationKind
    start: int
    end: int


class Statement(Struct, frozen=True):
    """An attribution relation: content that the text attributes to somebody.

    ``chain`` runs from the publisher (first) to the originator (last). ``parent`` is the id of the
    statement whose content contains this one.
    """

    id: str
    kind: StatementKind
    type: StatementType
    source: Span | None
    cue: Span | None
    content: tuple[Span, ...]
    parent: str | None
    chain: tuple[Link, ...]
    said: When | None = None
    certainty: Certainty | None = None
    alterations: tuple[Alteration, ...] = ()
    takeaway: bool = False


class Assertion(Struct, frozen=True):
    """A sentence or clause outside every statement, in the document's own voice."""

    id: str
    start: int
    end: int
    certainty: Certainty | None = None


class Agent(Struct, frozen=True):
    """One who says or is said to, with all its mentions in the document."""

    id: str
    name: str
    kind: AgentKind
    mentions: tuple[Span, ...] = ()


class Time(Struct, frozen=True, rename={"first": "from", "last": "to"}):
    """A TIMEX3 expression. ``first`` and ``last`` are the first and last day (or minute) it covers, inclusive."""

    start: int
    end: int
    type: TimeType
    value: str
    mod: str | None = None
    first: str | None = None
    last: str | None = None


class Place(Struct, frozen=True):
    """A mention of something on a map. Not found: ``geonameid``, ``lat`` and ``lon`` are None."""

    start: int
    end: int
    name: str
    kind: PlaceKind
    use: PlaceUse
    geonameid: int | None = None
    country: str | None = None
    lat: float | None = None
    lon: float | None = None


class Figure(Struct, frozen=True):
    """A number with its unit and what it counts. ``bound`` is ``min``, ``max``, ``about`` or None (exact)."""

    start: int
    end: int
    value: float | None
    unit: str | None = None
    of: str | None = None
    bound: str | None = None


class Event(Struct, frozen=True):
    """What happened, by whom, where and when, and the statement or assertion that carries it."""

    type: str
    actor: str | None
    place: str | None
    when: str | None
    statement: str
    start: int
    end: int


class Reading(Struct, frozen=True):
    """Everything found in one document. ``run`` names the version and settings that made it."""

    document: Document
    run: str
    blocks: tuple[Block, ...] = ()
    sentences: tuple[Span, ...] = ()
    statements: tuple[Statement, ...] = ()
    assertions: tuple[Assertion, ...] = ()
    agents: tuple[Agent, ...] = ()
    times: tuple[Time, ...] = ()
    places: tuple[Place, ...] = ()
    figures: tuple[Figure, ...] = ()
    events: tuple[Event, ...] = ()
    issues: tuple[Issue, ...] = ()


class Citation(Struct, frozen=True):
    """The exact words a line rests on. Valid only if ``document.text[start:end] == words``."""

    document: str
    start: int
    end: int
    words: str


class Copy(Struct, frozen=True):
    """``document`` is a near-duplicate of ``original`` (syndication), or a revision of it.

    ``share`` is the part of its sentences that stand in the original, 0 to 1.
    """

    document: str
    original: str
    kind: Literal["copy", "partial", "revision"]
    share: float
    reason: str


class Member(Struct, frozen=True):
    """One telling of a claim: a statement or an assertion of one document.

    ``chain`` holds names from the publisher to the originator, after copies are merged and cited documents
    that are on the desk are followed. ``text`` is the content as the document words it.
    """

    document: str
    statement: str
    citation: Citation
    text: str
    chain: tuple[str, ...]
    outlet: str
    published: str | None = None
    certainty: Certainty | None = None
    kind: StatementKind | None = None  # None: an assertion
    copy_of: str | None = None
    superseded_by: str | None = None  # the latest version at the document's address, if this is an earlier one
    denied: str = ""  # the cue that puts it in the negative ("denied", "never said"): the last of the chain says not so

    withdrawn: bool = False  # it says that the words were taken back

    @property
    def said(self) -> str:
        """The text as what its source said: denied or withdrawn, with the words for that before it."""
        return f"{self.not_so}: {self.text.removeprefix('that ')}" if self.not_so else self.text

    @property
    def not_so(self) -> str:
        """The words that deny its text, or "withdrawn"; "" where it is put forward."""
        return self.denied or ("withdrawn" if self.withdrawn else "")


class Range(Struct, frozen=True):
    """Independent origins: at least, at most. The truth lies between."""

    at_least: int
    at_most: int


class Drift(Struct, frozen=True):
    """How the words of one telling differ from the first telling of the claim, or from whom it has them.

    ``kind``: dropped, added, paraphrased, figure, date, hedge lost, hedge added, strengthened, softened, quoted (marks
    around what was told in other words), misquoted (not as the speaker's own page, or the first to quote it, has it),
    speaker.
    """

    document: str
    statement: str
    kind: str
    before: str
    after: str


class Claim(Struct, frozen=True):
    """The same content stated in one or more documents.

    ``ways`` are vertex-disjoint ways from reader to origin, reader's side first, behind ``at_most``;
    ``merges`` says which origins were taken as one for ``at_least``, and why.
    """

    id: str
    text: str
    members: tuple[Member, ...]
    origins: tuple[str, ...]
    independent_origins: Range
    bottleneck: str | None
    ways: tuple[tuple[str, ...], ...]
    first: str | None
    last: str | None
    merges: tuple[str, ...] = ()
    reasons: tuple[str, ...] = ()
    drift: tuple[Drift, ...] = ()
    takeaway: bool = False


class Dispute(Struct, frozen=True):
    """Two claims that cannot both hold, who stands on which side, and why we say so."""

    id: str
    kind: str  # denial, figure, outcome, date, place
    left: str
    right: str
    left_agents: tuple[str, ...]
    right_agents: tuple[str, ...]
    reason: str


class Linked(Struct, frozen=True):
    """What `link` makes of a desk's readings."""

    claims: tuple[Claim, ...] = ()
    copies: tuple[Copy, ...] = ()
    disputes: tuple[Dispute, ...] = ()
    issues: tuple[Issue, ...] = ()


class Told(Struct, frozen=True, order=True):
    """A telling that a judgement is about.

    A later reading may give it another id: then its document and span find it again, and ``words`` are there for
    people.
    """

    document: str
    statement: str
    start: int
    end: int
    words: str


class Judgement(Struct, frozen=True):
    """A person's word beside the extraction, never over it: who, when, what.

    ``subject`` and ``object`` are tellings for ``same`` and ``different``, names for ``agent`` (the subject is
    another name of the object) and ``affiliation`` (the subject speaks for the object). A grade has its letter or
    number in ``value`` (the Admiralty code): of a source, by name, or of a telling. A ``retraction`` names the
    judgement that it takes back. ``made_at`` is in UTC.
    """

    id: str
    kind: JudgementKind
    person: str
    made_at: str
    subject: Told | str
    object: Told | str | None = None
    value: str | None = None
    note: str | None = None


class Line(Struct, frozen=True):
    """One sentence of an assessment. ``text`` names its source; ``citations`` prove it.

    ``sureness`` says in words how many independent origins there are and how the line is hedged.
    """

    id: str
    text: str
    citations: tuple[Citation, ...]
    claim: str | None = None
    sureness: str | None = None
    chain: tuple[str, ...] = ()
    origins: Range | None = None
    outlets: tuple[str, ...] = ()
    reasons: tuple[str, ...] = ()  # why it stands where it stands
    attribution: int = 0  # the first code points of ``text``, which name the chain; the rest is what is said


class Section(Struct, frozen=True):
    """A titled run of lines. ``key`` is stable: takeaways, ground, disputes, corrections, topic-…"""

    key: str
    title: str
    lines: tuple[Line, ...]


class GroundChange(Struct, frozen=True):
    """One row of the ledger: what changed where, and who says so, in their own column."""

    place: str
    lat: float | None
    lon: float | None
    type: str
    actor: str | None
    when: str | None
    line: str  # id of the line that carries it
    said_by: tuple[str, ...]
    standing: str  # claimed, assessed, confirmed, disputed
    claimed_by: tuple[str, ...] = ()
    assessed_by: tuple[str, ...] = ()
    confirmed_by: tuple[str, ...] = ()
    denied_by: tuple[str, ...] = ()


class SourceNote(Struct, frozen=True):
    """One outlet behind the day: how many documents and lines, whom it cites."""

    outlet: str
    documents: int
    lines: int
    cites: tuple[str, ...]


class Assessment(Struct, frozen=True):
    """The report of a day."""

    title: str
    day: str | None
    run: str
    sections: tuple[Section, ...]
    ground: tuple[GroundChange, ...]
    sources: tuple[SourceNote, ...]
    claims: tuple[Claim, ...]
    disputes: tuple[Dispute, ...]
    documents: tuple[Document, ...]
    left_out: tuple[str, ...] = ()
    issues: tuple[Issue, ...] = ()
    notes: tuple[str, ...] = ()  # what the report rests on, in sentences: documents, outlets, undated ones


class Fix(Struct, frozen=True):
    """A safe mending: what stands at ``[start, end)`` of the checked text becomes ``words``."""

    start: int
    end: int
    words: str


class Finding(Struct, frozen=True):
    """One thing `check` has to say about a text, like a compiler's.

    ``start``/``end`` are offsets in the checked text; ``line``/``column`` count from 1. ``diff`` is a word diff
    (``[-gone-] {+new+}``); ``source`` the words at the source; ``fixes`` mend it together, where that is safe.
    """

    code: str
    severity: Severity
    message: str
    start: int
    end: int
    line: int
    column: int
    source: Citation | None = None
    diff: str | None = None
    fixes: tuple[Fix, ...] = ()
