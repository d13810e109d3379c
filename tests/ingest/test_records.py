import json
import sys
from io import BytesIO, TextIOWrapper

from hypothesis import given
from hypothesis import strategies as st

from sayso.ingest import Given, ingest, ingest_bytes

NOTHING = Given()
TEXT = "The mayor said on Monday that the bridge would reopen in June."


def records(*lines, given=NOTHING):
    data = b"\n".join(line if isinstance(line, bytes) else json.dumps(line).encode() for line in lines)
    return list(ingest_bytes(data, None, "day.jsonl", given))


def test_a_record_is_a_document():
    (found,) = records(
        {
            "url": "https://courier.example/bridge",
            "title": "Bridge to reopen",
            "published": "2024-11-01T18:00:00Z",
            "outlet": "AFP",
            "language": "en-GB",
            "text": TEXT + "\r\n ",
        }
    )
    document = found.document
    assert (found.path, found.issues) == ("day.jsonl:1", ())
    assert document.text == TEXT + "\r\n "
    assert (document.title, document.published) == ("Bridge to reopen", "2024-11-01T18:00+00:00")
    assert (document.outlet, document.language) == ("Agence France-Presse", "en")


def test_a_bad_line_costs_itself_alone():
    found = records(
        {"text": TEXT},
        b"{",
        b"[1]",
        b"",
        {"title": "x"},
        {"text": 5},
        b'{"text":"\\ud800"}',
        b"\xff",
        {"text": TEXT + "!"},
    )
    assert [one.path for one in found if one.document] == ["day.jsonl:1", "day.jsonl:9"]
    assert [one.path for one in found if not one.document] == [f"day.jsonl:{n}" for n in (2, 3, 5, 6, 7, 8)]
    assert all(one.original and one.issues for one in found if not one.document)


def test_a_field_that_is_no_text_is_left_out_and_said():
    (found,) = records({"text": TEXT, "title": 5, "published": "2024-02-30"})
    assert (found.document.title, found.document.published) == (None, None)
    assert len(found.issues) == 2


def test_given_metadata_fills_what_the_record_lacks():
    (found,) = records(
        {"text": TEXT, "outlet": "Courier"}, given=Given("2024-11-01", "Other", "uk", "https://a.example/")
    )
    document = found.document
    assert (document.outlet, document.published) == ("Courier", "2024-11-01")
    assert (document.language, document.url) == ("uk", "https://a.example/")


def test_a_line_too_long_is_passed_over(monkeypatch):
    monkeypatch.setattr("sayso.ingest.records.MAX_BYTES", 100)
    long, short = records({"text": "x" * 1000}, {"text": TEXT})
    assert long.document is None
    assert (short.path, short.document.text) == ("day.jsonl:2", TEXT)


def test_records_come_through_standard_input(monkeypatch):
    monkeypatch.setattr(sys, "stdin", TextIOWrapper(BytesIO(json.dumps({"text": TEXT}).encode())))
    (found,) = ingest("-")
    assert (found.path, found.document.text) == ("-:1", TEXT)


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"]), min_size=1).filter(str.strip))
def test_the_text_of_a_record_is_the_documents(text):
    (found,) = records({"text": text})
    assert found.document.text == text
