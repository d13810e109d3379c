"""What holds of a reading of any text at all: spans, order, parents, chains, sameness, and time that grows with length.

Texts are made of the pieces that readers trip over: marks that do not match, labels, cues without a speaker, line
ends of every kind, control characters, letters outside the first plane, letters that run from right to left.
"""

from __future__ import annotations

import time
from itertools import pairwise

import msgspec
import pytest
from hypothesis import HealthCheck, example, given
from hypothesis import settings as profile
from hypothesis import strategies as st

from sayso.model import UNKNOWN_PUBLISHER, Block, Document, Reading, Span
from sayso.read import ReadSettings, read

PROFILE = profile(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
GRAMMAR = ReadSettings(tier="grammar")  # the model has tests of its own, and takes minutes here
PROSE = ("headline", "standfirst", "paragraph", "quote", "takeaway", "note", "heading", "caption")
ARTICLE = (
    "Road to Izmail opens again – Brenner\n\nMayor Olha Brenner said on Monday that the road was open. "
    '"The bridge is not," she added. Reuters reported, citing two officials, that it would open in May.\n\n'
    'Source: Port Authority of Izmail\n\nQuote: "Nobody [sic] should try it at night."\n\n'
)

pieces = st.sampled_from(
    [
        *"\" “ ” „ « » ‘ ’ ' . , : ; ? ! – — - [ ] ( ) [sic] […] …".split(" "),
        *[
            "\n",
            "\n\n",
            "\r\n",
            "\u2028",
            "\t",
            " ",
            "\u00a0",
            "\u200f",
            "\x00",
            "\x1b[31m",
            "\ufeff",
            "\U0001f6a2",
            "𝔎𝔶𝔦𝔳",
        ],
        *"Olha Brenner ISW Reuters Putin Kyiv he She they who the officials Analysts Київ שלום عربي 北京".split(),
        *"said says told that according to citing denied believes reported quoted as by in an interview with".split(),
        *[
            "Source: ISW",
            "Quote: ",
            "Quote from ISW: ",
            "Details: ",
            "Background: ",
            "Key Takeaways",
            "• ",
            "1. ",
            "> ",
        ],
        *["IZMAIL, March 3 (Reuters) - ", "Mar 3, 2025 - 18:00", "By Ana Popescu", "Photo: AP", "the road is open"],
        *["To quote the ISW's Key Takeaways:", "This was reported by", "Asked whether", "– ISW", "30 October"],
    ]
)
texts = st.one_of(st.lists(pieces, max_size=40).map(" ".join), st.lists(pieces, max_size=40).map("".join), st.text())


def reading_of(text: str, outlet: str | None = None) -> Reading:
    return read(Document(id="case", text=text, outlet=outlet, language="en"), GRAMMAR)


def spans_of(reading: Reading) -> list[Span | Block]:
    """Every span that a reading holds."""
    out: list = [*reading.blocks, *reading.sentences, *reading.assertions, *reading.times, *reading.places]
    out += [*reading.figures, *reading.events, *(m for a in reading.agents for m in a.mentions)]
    for s in reading.statements:
        out += [x for x in (s.source, s.cue, s.certainty and s.certainty.cue) if x is not None]
        out += [*s.content, *s.alterations]
    return out


@given(texts)
@PROFILE
def test_every_span_lies_within_the_text_and_holds_something(text):
    for span in spans_of(reading_of(text)):
        assert 0 <= span.start < span.end <= len(text)


@given(texts)
@PROFILE
def test_blocks_stand_in_order_apart_and_leave_out_only_white_space(text):
    found = reading_of(text).blocks
    assert all(a.end <= b.start for a, b in pairwise(found))
    edges = [0, *(edge for b in found for edge in (b.start, b.end)), len(text)]
    for start, end in zip(edges[::2], edges[1::2], strict=True):
        assert not text[start:end].strip()


def _is_prose(letter: str) -> bool:
    """White space and Markdown's marks of emphasis stand outside sentences."""
    return not letter.isspace() and letter not in "*_"


@given(texts)
@PROFILE
def test_sentences_stand_in_order_and_cover_the_prose(text):
    reading = reading_of(text)
    assert all(a.end <= b.start for a, b in pairwise(reading.sentences))
    covered = {i for s in reading.sentences for i in range(s.start, s.end)}
    prose = (i for b in reading.blocks if b.role in PROSE for i in range(b.start, b.end) if _is_prose(text[i]))
    assert covered.issuperset(prose)


def test_a_wide_space_before_a_full_stop_ends_no_process():
    """The splitter panics on "A", a thin space and a full stop: past every except of ours."""
    reading = reading_of("The talks go on. A\u2009. He said it was over.")
    assert (reading.sentences[0].start, reading.sentences[0].end) == (0, 16)


@example('[sic] denied " [sic] denied')  # contents that overlap: neither holds the other
@given(texts)
@PROFILE
def test_statements_are_nested_as_their_parents_say(text):
    reading = reading_of(text)
    by_id = {s.id: s for s in reading.statements}
    assert len(by_id) == len(reading.statements)
    for statement in reading.statements:
        assert statement.content
        assert all(a.end <= b.start for a, b in pairwise(statement.content))
        if statement.parent is not None:
            outer = by_id[statement.parent]
            begin, end = outer.content[0].start, outer.content[-1].end
            assert begin <= statement.content[0].start and statement.content[-1].end <= end
            shared = min(len(outer.chain), len(statement.chain))  # who comes round again ends the chain there
            assert statement.chain[:shared] == outer.chain[:shared]


@given(texts)
@PROFILE
def test_parents_make_no_ring(text):
    statements = {s.id: s for s in reading_of(text).statements}
    for statement in statements.values():
        seen = {statement.id}
        while statement.parent is not None:
            assert statement.parent not in seen
            seen.add(statement.parent)
            statement = statements[statement.parent]


@given(texts, st.sampled_from([None, "Morning Ledger"]))
@PROFILE
def test_chains_begin_with_the_publisher_and_name_agents_that_exist(text, outlet):
    reading = reading_of(text, outlet)
    agents = {a.id: a.name for a in reading.agents}
    for statement in reading.statements:
        publisher, *rest = statement.chain
        assert publisher.name == (reading.document.outlet or UNKNOWN_PUBLISHER)
        assert [agents[link.agent] for link in rest] == [link.name for link in rest]
        assert len({link.name for link in statement.chain}) == len(statement.chain)


@given(texts)
@PROFILE
def test_every_piece_of_a_content_lies_within_one_block(text):
    reading = reading_of(text)
    for span in (span for s in reading.statements for span in s.content):
        assert any(b.start <= span.start and span.end <= b.end for b in reading.blocks)


@given(texts)
@PROFILE
def test_the_same_text_gives_the_same_bytes(text):
    assert msgspec.json.encode(reading_of(text)) == msgspec.json.encode(reading_of(text))


@given(texts)
@PROFILE
def test_reading_completes_a_document_and_never_changes_it(text):
    document = Document(id="case", text=text, language="en")
    after = read(document, GRAMMAR).document
    assert (after.id, after.text, after.original) == (document.id, document.text, document.original)


HOSTILE = {
    "opening marks": "“" * 100_000,
    "straight marks": '"' * 100_000,
    "marks and letters": '"a' * 50_000,
    "single marks": "' ’" * 30_000,
    "nested marks": "“‘" * 30_000 + "said" + "’”" * 30_000,
    "brackets": "[" * 100_000,
    "one word": "a" * 100_000,
    "capitals": "Olha Brenner " * 8_000,
    "one name of many words": "Olha" + "-Olha" * 20_000,
    "cues": "said " * 20_000,
    "said that": "Brenner said that " * 6_000,
    "according to": "according to " * 8_000,
    "citing": "Reuters, citing " * 6_000,
    "of the": "the head of " * 8_000 + "Izmail said so",
    "commas": "a, " * 30_000,
    "labels": "Source: ISW\n" * 8_000,
    "quotes labelled": 'Quote: "Never."\n' * 6_000,
    "takeaways": "Key Takeaways\n" + "• Russian forces advanced near Lyman.\n" * 3_000,
    "blank lines": "\n" * 100_000,
    "spaces": " " * 100_000 + "x",
    "NUL": "\x00" * 100_000,
    "right to left": "\u202eאמר " * 20_000,
    "emoji": "\U0001f6a2" * 50_000,
    "combining": "e" + "\u0301" * 100_000,
    "figures": "1,000 " * 15_000,
    "dates": "30 October 2024 " * 6_000,
    "dashes": "— " * 50_000,
    "dots": ". " * 50_000,
}
HOSTILE_SECONDS = 20  # what a quadratic look-up costs is minutes; the slowest took 2 s when this was written


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_text_is_read_without_complaint_and_soon(name):
    began = time.process_time()
    reading = reading_of(HOSTILE[name])
    assert time.process_time() - began < HOSTILE_SECONDS
    assert all(span.start < span.end for span in spans_of(reading))


def test_time_grows_with_length_and_no_faster():
    """A text ten times as long may take at most twenty times as long."""
    short, long = ARTICLE * 100, ARTICLE * 1000
    reading_of(ARTICLE)
    assert seconds(long) < 20 * seconds(short) + 1


def test_a_megabyte_is_read_within_a_minute_of_processor_time():
    assert seconds(ARTICLE * (1_000_000 // len(ARTICLE))) < 60


def seconds(text: str) -> float:
    began = time.process_time()
    reading_of(text)
    return time.process_time() - began
