import gzip
import io
import random
import re
import zlib

import brotli
import pytest
from fuzzing.archived import Archive, chunked, page, unpacked

from sayso.ingest import Given, ingest, ingest_bytes

HOST = "https://courier.example"


def read(data, name="news.warc"):
    return list(ingest_bytes(data, None, name))


def documents(found):
    return [one.document for one in found if one.document]


def three(packed):
    archive = Archive(packed).info()
    for place in ("Orlivka", "Tarnow", "Vessel"):
        archive.response(f"{HOST}/{place.lower()}", page(place))
    return archive


@pytest.mark.parametrize("packed", [False, True])
def test_each_page_is_a_document_with_its_address_and_its_record(packed):
    archive = three(packed)
    found = read(archive.data(), "news.warc.gz" if packed else "news.warc")
    assert [one.path.rpartition(":")[2] for one in found] == ["2", "3", "4"]
    assert [one.document.url for one in found] == [f"{HOST}/orlivka", f"{HOST}/tarnow", f"{HOST}/vessel"]
    assert {one.document.title for one in found} == {"Bridge at Orlivka", "Bridge at Tarnow", "Bridge at Vessel"}
    assert {one.fetched for one in found} == {"2024-11-02T06:00:00Z"}
    assert {one.document.published for one in found} == {"2024-11-01T18:00+00:00"}
    whole = unpacked(archive.data()) if packed else archive.data()
    assert all(one.original in whole and one.original.startswith(b"WARC/1.0\r\n") for one in found)


def test_the_record_alone_gives_the_document_again():
    for one in read(three(True).data()):
        (again,) = ingest_bytes(one.original, one.media, one.path)
        assert again.document == one.document


def test_what_holds_no_page_is_passed_over():
    archive = Archive().info()
    archive.plain("request", f"{HOST}/a", b"GET /a HTTP/1.1\r\n\r\n", "application/http; msgtype=request")
    archive.plain("metadata", f"{HOST}/a", b"fetchTimeMs: 12\r\n", "application/warc-fields")
    archive.response(f"{HOST}/old", b"", ("Location", f"{HOST}/a"), status="301 Moved Permanently")
    archive.response(f"{HOST}/a.png", b"\x89PNG....", media="image/png")
    archive.response(f"{HOST}/a.js", b"let a = 1", media="application/javascript")
    archive.response(f"{HOST}/again", b"", kind="revisit")
    archive.response(f"{HOST}/a", page("Orlivka"))
    (found,) = read(archive.data())
    assert found.document.url == f"{HOST}/a"


def test_an_answer_that_is_no_page_keeps_its_place():
    archive = Archive().response(f"{HOST}/gone", page("Gone"), status="404 Not Found")
    archive.response(f"{HOST}/a", page("Orlivka"))
    gone, here = read(archive.data())
    assert (gone.document, here.document.title) == (None, "Bridge at Orlivka")
    assert "answered 404" in gone.issues[0].message


def test_an_archive_without_a_page_says_so():
    (found,) = read(Archive().info().data())
    assert found.document is None and "no page" in found.issues[0].message


@pytest.mark.parametrize(
    ("coding", "pack"),
    [("gzip", gzip.compress), ("br", brotli.compress), ("deflate", zlib.compress), ("identity", bytes)],
)
def test_packed_answers_are_unpacked(coding, pack):
    archive = Archive().response(f"{HOST}/a", pack(page("Orlivka")), ("Content-Encoding", coding))
    assert documents(read(archive.data()))[0].title == "Bridge at Orlivka"


def test_chunks_are_joined():
    archive = Archive().response(f"{HOST}/a", chunked(page("Orlivka")), ("Transfer-Encoding", "chunked"))
    assert documents(read(archive.data()))[0].text.count("bridge at Orlivka") == 3


def test_an_answer_that_was_unpacked_already_is_read_too():
    archive = Archive().response(f"{HOST}/a", page("Orlivka"), ("Content-Encoding", "gzip"))
    assert documents(read(archive.data()))[0].title == "Bridge at Orlivka"


def test_the_server_says_the_encoding():
    body = page("Orlivka").decode().replace("minister", "міністр Кириленко").encode("cp1251", "replace")
    archive = Archive().response(f"{HOST}/a", body, media="text/html; charset=windows-1251")
    assert "міністр Кириленко" in documents(read(archive.data()))[0].text


def test_text_and_pages_without_http_are_read():
    archive = Archive().plain("conversion", f"{HOST}/a", b"The mayor said that the dam would hold.", "text/plain")
    archive.plain("resource", f"{HOST}/b", page("Tarnow"), "text/html")
    first, second = documents(read(archive.data()))
    assert (first.text, first.url) == ("The mayor said that the dam would hold.", f"{HOST}/a")
    assert second.title == "Bridge at Tarnow"


def test_a_page_that_was_cut_off_says_so():
    archive = Archive().response(f"{HOST}/a", page("Orlivka"), WARC_Truncated="length")
    assert "cut off" in read(archive.data())[0].issues[0].message


@pytest.mark.parametrize("packed", [False, True])
def test_damage_costs_one_record(packed):
    archive = three(packed)
    data = bytearray(archive.data())
    at = archive.starts[2] + (40 if packed else 0)
    data[at : at + 8] = b"\xff" * 8
    found = read(bytes(data), "news.warc.gz" if packed else "news.warc")
    assert [one.url for one in documents(found)] == [f"{HOST}/orlivka", f"{HOST}/vessel"]
    assert [one.document is None and "damaged" in one.issues[0].message for one in found] == [False, True, False]


@pytest.mark.parametrize("packed", [False, True])
def test_a_cut_archive_keeps_what_came_before(packed):
    archive = three(packed)
    data = archive.data()[: archive.starts[-1] + 100]
    found = read(data, "news.warc.gz" if packed else "news.warc")
    assert [one.url for one in documents(found)][:2] == [f"{HOST}/orlivka", f"{HOST}/tarnow"]
    assert found[-1].issues


def test_any_damage_ends(tmp_path):
    chance = random.Random(7)
    whole = {packed: three(packed).data() for packed in (False, True)}
    for number in range(60):
        data = bytearray(whole[bool(number % 2)])
        for _ in range(chance.randint(1, 6)):
            data[chance.randrange(len(data))] = chance.randrange(256)
        path = tmp_path / f"{number}.warc"
        path.write_bytes(data)
        assert list(ingest(str(path)))


def test_a_stream_that_cannot_be_searched_is_read(monkeypatch):
    class Pipe(io.RawIOBase):
        def __init__(self, data):
            self._data = io.BytesIO(data)

        def readable(self):
            return True

        def readinto(self, buffer):
            return self._data.readinto(buffer)

    for packed in (False, True):
        stream = io.TextIOWrapper(io.BufferedReader(Pipe(three(packed).data())))
        monkeypatch.setattr("sys.stdin", stream)
        assert len(documents(ingest("-", Given()))) == 3


def test_what_a_crawler_notes_of_itself_is_no_document():
    """wget writes its arguments and its log as resources, Heritrix the names it looked up, Browsertrix its own text."""
    archive = Archive().response(f"{HOST}/a", page("Orlivka"))
    log = b"2024-11-02 06:00:00 URL: https://courier.example/a [12/12] saved, the operator said."
    for address in ("metadata://gnu.org/software/wget/warc/wget.log", "urn:text:https://courier.example/a"):
        archive.plain("resource", address, log, "text/plain")
    archive.plain("response", "dns:courier.example", log, "text/dns")
    assert [one.path for one in read(archive.data())] == ["news.warc:1"]


@pytest.mark.parametrize("packed", [False, True])
def test_a_length_beyond_the_end_is_damage_and_no_film(packed):
    """What is not packed has a known end: there the lie costs its own record alone."""
    data = Archive().response(f"{HOST}/a", page("Orlivka")).response(f"{HOST}/b", page("Tarnow")).data()
    lying = re.sub(rb"\nContent-Length: \d+", b"\nContent-Length: 99999999999", data, count=1)
    first, *others = read(gzip.compress(lying) if packed else lying)
    assert first.document is None
    assert "damaged here" in first.issues[0].message
    assert [one.document.url for one in others] == ([] if packed else [f"{HOST}/b"])
