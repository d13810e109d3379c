"""What was made to do harm with 100 kB or less takes no more than two seconds, and little memory."""

from __future__ import annotations

import io
import time
import zipfile
import zlib

import pytest
from fuzzing.typeset import pdf

from sayso.ingest import ingest_bytes, media

MOST = 100_000
WORD = '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>{}</w:body></w:document>'


def packed_pdf(content: bytes) -> bytes:
    """A PDF of one page whose content is packed."""
    data = zlib.compress(content, 9)
    whole = pdf([[(72, 700, 10, "He said so.")]])
    start = whole.index(b"<</Length")
    end = whole.index(b"endstream")
    return whole[:start] + b"<</Filter/FlateDecode/Length %d>>stream\n%s\n" % (len(data), data) + whole[end:]


def zipped(*members: tuple[str, bytes]) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in members:
            made.writestr(name, content)
    return data.getvalue()


def words_of_pdf() -> bytes:
    lines = (f"BT /F1 1 Tf {n % 600} {n % 790} Td (a b-) Tj ET\n" for n in range(60_000))
    return packed_pdf("".join(lines).encode())[:MOST]


BOMBS = {
    "a PDF of many lines": (media.PDF, words_of_pdf),
    "a Word file of empty paragraphs": (
        media.WORD,
        lambda: zipped(("word/document.xml", WORD.format("<w:p/>" * 3_000_000).encode())),
    ),
    "a Word file of words": (
        media.WORD,
        lambda: zipped(("word/document.xml", WORD.format("<w:p><w:r><w:t>a</w:t></w:r></w:p>" * 100_000).encode())),
    ),
    "beginnings of records": (media.WARC, lambda: b"\nWARC/1.0\r\n" * (MOST // 11)),
    "records that lie about their length": (
        media.WARC,
        lambda: b"WARC/1.0\r\nContent-Length: 49999999\r\n\r\n\n" * (MOST // 42),
    ),
    "a page that unpacks to much": (
        media.WARC,
        lambda: record(zlib.compress(b"<html>" + b"<p>a" * 10_000_000, 9)),
    ),
    "lines of a mail": (media.MAIL, lambda: b"From: a@x\nMessage-ID: <1@x>\n\n" + b"> " * 20_000 + b"-" * 50_000),
    "links of a mail": (media.MAIL, lambda: b"From: a@x\nMessage-ID: <1@x>\n\n" + b"<https://" * 11_000),
    "parts of a mail": (
        media.MAIL,
        lambda: b'From: a@x\nContent-Type: multipart/mixed; boundary="x"\n\n' + b"--x\n\na\n" * 14_000,
    ),
    "addresses of a mail": (media.MAIL, lambda: b"From: " + b"a@x," * 20_000 + b"\nMessage-ID: <1@x>\n\nHe said so."),
    "blanks in a header": (
        media.MAIL,
        lambda: b"From: a" + b" " * 90_000 + b"b at c <a@x>\nMessage-ID: <1@x>\n\nHe said.",
    ),
    "brackets": (media.JSON, lambda: b"[" * MOST),
    "braces": (media.TELEGRAM, lambda: b'{"messages":[' * 7_000),
    "quotation marks": (media.JSON, lambda: b'[{"' + b'\\"' * 49_000),
    "an archive that unpacks to much": (
        media.ZIP,
        lambda: zipped(*((f"{n}.txt", b"a " * 4_000_000) for n in range(9))),
    ),
}


def record(content: bytes) -> bytes:
    http = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: deflate\r\n\r\n" + content
    head = b"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://x.example/a\r\nContent-Length: %d\r\n\r\n"
    return head % len(http) + http + b"\r\n\r\n"


@pytest.mark.parametrize("name", BOMBS)
def test_a_bomb_does_no_harm(name: str) -> None:
    kind, made = BOMBS[name]
    data = made()
    before = time.process_time()
    found = list(ingest_bytes(data, kind, "bomb"))
    assert time.process_time() - before < 2, len(data)
    assert found
