"""The text to check: its markup blanked, its lines and their citations.

In: plain text or Markdown, our own ``brief.md`` included. Out: a `Prepared`: a document of the same length in which
markup is blank, so that every offset holds in the text as it was given; its reading; and its lines, each with the
citations that stand in it or straight behind it. Tables, notes and our remarks on sureness are no lines.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from itertools import pairwise

from msgspec import Struct
from msgspec.structs import replace

from sayso.check.known import Known, bare_address
from sayso.check.settings import CheckSettings
from sayso.ingest import Given, ingest_bytes
from sayso.ingest.media import MARKDOWN
from sayso.model import Block, BlockRole, Document, Reading, Span
from sayso.read import read

_KEY = re.compile(r"\[\^([^\]\s]{1,80})\]")
_OURS = re.compile(r"([0-9a-f]{8,64})\.(\d+)-(\d+)")
_LINK = re.compile(r"\[[^\]\n]{0,300}\]\(<?([^)\s>]{1,2000})>?\)|<?(https?://[^\s<>)\]]+)>?")
_MARKDOWN = re.compile(r"^#{1,6} |\[\^|\]\(|\*\*\S|^> |^[-*] |^\|(?=[ :|]*-)[ :|-]+$|^(?:```|~~~)", re.M)
_WHOLE_LINES = re.compile(
    r"^\[\^[^\]\s]+\]:.*(?:\n(?: {2,}|\t).*)*"  # a note
    r"|^\|.*$"  # a row of a table
    r"|^(?P<fence>```|~~~).*\n(?:(?!(?P=fence)).*\n)*(?P=fence).*$"  # code
    r"|^ {0,3}(?:---+|\*\*\*+|___+)\s*$"
    r"|^sayso(?:-\S+| \d[\w.]* \w+ [0-9a-f]{6,})\s*$"  # the run that made a brief
    r"|^# Daily assessment, \d.*$|^No document of this day was given\b.*$"
    r"|^This report rests on \d+ documents?\b.*$"  # ... and what it says of itself
    r"|^## (?:Left out|Notes)\s*$"
    r"|^- .* Left out: .*$",  # a line that a brief names in order not to print it
    re.M,
)
_SURENESS = re.compile(r"\(printed on [^()\n]{4,30}\)|\*\([^()*\n]*(?:\([^()*\n]*\)[^()*\n]*)*\)\*")
_ROW = re.compile(r"^\|.*$", re.M)
_RULE = re.compile(r"\|[\s|:-]*")
HEADING = re.compile(r"^#{1,6} ", re.M)
_IN_LINE = re.compile(
    r"\[\^[^\]\s]{1,80}\]|\*\*|__|\\(?=[\\`*_{}\[\]<>#|~$&.)\-+=:>])|(?<!\w)\*(?=\S)|(?<=\S)\*(?!\w)|(?<=\))`|`"
)
_LINK_MARKS = re.compile(r"!?\[(?P<words>[^\]\n]{0,300})\]\(<?(?P<address>[^)\s>]{1,2000})>?\)")
LINES: frozenset[BlockRole] = frozenset(["headline", "standfirst", "paragraph", "quote", "takeaway", "note", "caption"])
TOGETHER = 200  # characters between the keys of one group: a key names a document and two offsets
_JUDGEMENT = re.compile(
    r"\W*(?:(?:the )?(?:authors?|analysts?|editors?)(?:['’]s)? (?:judg(?:e)?ment|comment|assessment|note)\b"
    r"|our (?:own )?(?:judg(?:e)?ment|comment|assessment|view|reading)\b|(?:judg(?:e)?ment|comment|assessment)\s*:"
    r"|(?:in our (?:judg(?:e)?ment|view|assessment), )?we "
    r"(?:\w+ly |now |still |also |no longer |previously |therefore )?"
    r"(?:assess|judge|believe|expect|estimate|conclude|think|do not know|infer)\b)",
    re.I,
)


class Key(Struct, frozen=True):
    """A citation as it stands in the text: where, and the passage it leads to. ``document`` None: nowhere."""

    start: int
    end: int
    document: str | None
    cited: Span | None = None


class TextLine(Struct, frozen=True):
    """One sentence of the text. ``judgement``: marked as the author's own."""

    start: int
    end: int
    role: BlockRole
    keys: tuple[Key, ...] = ()
    judgement: bool = False


class Prepared(Struct, frozen=True):
    """The text as given, its reading (same offsets, markup blank) and its lines."""

    text: str
    reading: Reading
    lines: tuple[TextLine, ...]
    keys: tuple[Key, ...]


def passed_over(text: str) -> tuple[int, int]:
    """How many table rows and how many headings of a Markdown text are no lines, and so are held to nothing."""
    rows = [match.group() for match in _ROW.finditer(text)]
    heads = sum(not _RULE.fullmatch(row) for row in rows)
    return heads, len(HEADING.findall(text))


def prepare(text: str, known: Known, settings: CheckSettings) -> Prepared:
    """The text ready for checking."""
    reading = read(_document(text, settings), settings.reader)
    keys = tuple(_keys(text, known))
    return Prepared(text, reading, tuple(_lines(text, reading, keys)), keys)


def _document(text: str, settings: CheckSettings) -> Document:
    """The text as a document; its blocks from Markdown where it is Markdown."""
    whole = Document("checked", text, published=settings.published, language="en")
    if not _MARKDOWN.search(text):
        return whole
    cleared = _blanked(text, _WHOLE_LINES)
    found = next(ingest_bytes(cleared.encode("utf-8", "replace"), MARKDOWN, "checked", Given()), None)
    blocks: tuple[Block, ...] = ()
    if found is not None and found.document is not None and found.document.text == cleared:
        blocks = found.document.markup
    cleared = _LINK_MARKS.sub(_without_target, _blanked(_blanked(cleared, _SURENESS), _IN_LINE))
    return replace(whole, text=cleared, markup=blocks)


def _blanked(text: str, pattern: re.Pattern[str]) -> str:
    """The matches as blanks; line ends stay, so that blocks and offsets do."""
    return pattern.sub(lambda match: re.sub(r"[^\n]", " ", match.group()), text)


def _without_target(match: re.Match[str]) -> str:
    words = "" if match.group().startswith("!") else match.group("words")  # what a picture shows is no line
    return f" {words}".ljust(len(match.group()))


def _keys(text: str, known: Known) -> Iterable[Key]:
    """The citations of a text: notes' keys outside the notes themselves, and links to documents of the desk."""
    notes = [match.span() for match in _WHOLE_LINES.finditer(text)]
    named = {match.group(1): match for match in re.finditer(r"^\[\^([^\]\s]+)\]:(.*)$", text, re.M)}
    for match in _KEY.finditer(text):
        if any(start <= match.start() < end for start, end in notes):
            continue
        yield _ours(match, known) or _note(match, named.get(match.group(1)), known)
    for match in _LINK_MARKS.finditer(text):
        document = known.by_address.get(bare_address(match.group("address")))
        if document and not any(start <= match.start() < end for start, end in notes):
            yield Key(match.start(), match.end(), document)


def _ours(match: re.Match[str], known: Known) -> Key | None:
    ours = _OURS.fullmatch(match.group(1))
    if ours is None:
        return None
    cited = Span(int(ours.group(2)), int(ours.group(3)))
    reading = known.readings.get(ours.group(1))
    if reading is None or not cited.start < cited.end <= len(reading.document.text):
        return Key(match.start(), match.end(), None)
    return Key(match.start(), match.end(), ours.group(1), cited)


def _note(match: re.Match[str], note: re.Match[str] | None, known: Known) -> Key:
    """A note in the author's own words leads where its link leads; one without a link of the desk is a citation
    of something that is not on the desk, which is no mistake. A key without a note leads nowhere."""
    if note is None:
        return Key(match.start(), match.end(), None)
    links = (bare_address(link.group(1) or link.group(2)) for link in _LINK.finditer(note.group(2)))
    document = next((known.by_address[link] for link in links if link in known.by_address), "")
    return Key(match.start(), match.end(), document)


def _lines(text: str, reading: Reading, keys: Sequence[Key]) -> Iterable[TextLine]:
    blocks = [block for block in reading.blocks if block.role in LINES]
    starts = [block.start for block in blocks]
    said = reading.document.text  # blanked citations may be a sentence of blanks
    ordered = [span for span in sorted(reading.sentences) if said[span.start : span.end].strip()]
    for span, following in zip(ordered, [*ordered[1:], Span(len(text), len(text))], strict=False):
        index = bisect_right(starts, span.start) - 1
        worded = re.search(r"[^\W\d_]{2}", reading.document.text[span.start : span.end])
        if index < 0 or span.start >= blocks[index].end or not worded:
            continue
        own = _keys_of(span, following, blocks[index], keys, starts[index + 1 : index + 2] or [len(text)])
        judged = _JUDGEMENT.match(reading.document.text, span.start) is not None
        for part in _parts(reading.document.text, span, own):
            yield TextLine(part.start, part.end, blocks[index].role, own, judged)


def _keys_of(
    span: Span, following: Span, block: Block, keys: Sequence[Key], next_block: Sequence[int]
) -> tuple[Key, ...]:
    """The citations in a sentence and behind it; without any, the next in its paragraph, which covers it too."""
    last = following.start >= block.end
    behind = next_block[0] if last else following.start
    own = tuple(key for key in keys if span.start <= key.start < behind)
    if own or last:
        return own
    later = [key for key in keys if behind <= key.start < next_block[0]]
    return tuple(key for key in later if key.start - later[0].start <= TOGETHER)


def _parts(text: str, span: Span, keys: Sequence[Key]) -> list[Span]:
    """A sentence that sets one source against another, "A said …; B said …", is two lines with the same citations."""
    cuts = [match.end() for match in re.finditer(r";\s+", text[span.start : span.end])]
    if not cuts or len({key.document for key in keys}) < 2:
        return [span]
    edges = [span.start, *(span.start + cut for cut in cuts), span.end]
    return [Span(start, end) for start, end in pairwise(edges) if start < end]
