import pytest
from hypothesis import given
from hypothesis import strategies as st
from labelled import cases

from sayso.ingest.encoding import decode


@pytest.mark.parametrize("case", cases("encodings"))
def test_a_text_comes_out_of_its_encoding_unharmed(case):
    text, issues = decode(case["text"].encode(case["encoding"]))
    assert text == case["text"]
    assert [case["expected"] in issue.message for issue in issues] == ([True] if case["expected"] else [])


def test_a_few_broken_bytes_are_shown_and_said():
    text, (issue,) = decode("Президент сказав: ".encode() * 20 + b"\xd0")
    assert text is not None
    assert text.endswith("\ufffd")
    assert "1 place" in issue.message


def test_bytes_in_no_encoding_are_refused():
    text, (issue,) = decode(bytes(range(128, 256)) * 20)
    assert text is None
    assert "UTF-8" in issue.message


@given(st.text())
def test_utf8_is_decoded_exactly(text):
    data = text.encode("utf-8", errors="ignore")
    if not data.startswith((b"\xef\xbb\xbf",)):
        assert decode(data) == (data.decode("utf-8"), ())
