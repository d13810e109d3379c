"""What a file is told by its bytes, whatever it is called."""

from __future__ import annotations

import gzip
import io

import pytest
from fuzzing import seeds
from fuzzing.archived import Archive, page

from sayso.ingest import ingest_bytes, warc, warcrecords

KINDS = {
    "application/pdf": seeds.pdfs()[0],
    "application/warc": seeds.archives()[0],
    "message/rfc822": seeds.mails()[0],
    "application/vnd.telegram.message+json": seeds.telegrams()[0],
    "text/plain": seeds.zips()[0],  # of its first member
    "text/html": page("Orlivka"),
    "application/x-ndjson": seeds.records()[0],
}


@pytest.mark.parametrize("media", KINDS)
@pytest.mark.parametrize("name", ["", "a", "a.bin", "a.dat.gz"])
def test_bytes_show_what_they_are(media: str, name: str) -> None:
    data = gzip.compress(KINDS[media]) if name.endswith(".gz") else KINDS[media]
    found = list(ingest_bytes(data, None, name))
    assert found[0].media == media
    assert found[0].document is not None


@pytest.mark.parametrize("media", [media for media in KINDS if not media.startswith("text/html")])
def test_a_wrong_name_does_not_mislead(media: str) -> None:
    for name in ("a.txt", "a.html", "a.eml", "a.jsonl"):
        if media == "application/x-ndjson" and name != "a.jsonl":
            continue  # between kinds of text the name decides
        assert next(iter(ingest_bytes(KINDS[media], None, name))).media == media


def test_a_packed_stream_without_an_end_costs_what_is_behind_it() -> None:
    data = gzip.compress(b"".join(b'{"text": "He said so, for the %d. time."}\n' % number for number in range(20_000)))
    found = list(ingest_bytes(data[: len(data) // 2], None, "a.jsonl.gz"))
    assert len(found) > 1000
    assert all(one.document for one in found[:-1])
    assert "damaged" in found[-1].issues[0].message


def test_a_record_larger_than_any_article_is_passed_over(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (warc, warcrecords):
        monkeypatch.setattr(module, "MAX_PACKED", 3000)
    archive = Archive().response("https://x.example/a", page("Orlivka"))
    archive.response("https://x.example/film", b"\0" * 2_500_000, media="text/html")
    archive.response("https://x.example/b", page("Tarnow"))
    first, film, last = ingest_bytes(archive.data(), None, "a.warc")
    assert (first.document is None, film.document, last.document is None) == (False, None, False)
    assert "larger than" in film.issues[0].message
    assert film.original == b""


def test_records_are_cut_wherever_the_stream_is() -> None:
    whole = seeds.archives()[0]
    expected = [record.whole for record in warcrecords.records(io.BytesIO(whole)) if record]

    class Slow(io.BytesIO):
        def read(self, size: int | None = -1, /) -> bytes:
            return super().read(7)

    assert [record.whole for record in warcrecords.records(Slow(whole)) if record] == expected
    assert len(expected) == 6


def test_a_stray_nul_does_not_make_a_page_anything_else() -> None:
    data = page("Orlivka").replace(b"<title>", b"<title>\x00", 1).replace(b"<p>", b"<p>\x00", 1)
    (found,) = ingest_bytes(data, None, "a")
    assert found.document is not None
    assert "\x00" not in found.document.text + (found.document.title or "")
