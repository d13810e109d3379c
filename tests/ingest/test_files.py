import gzip
import os
import socket

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.ingest import MAX_BYTES, Given, ingest, ingest_bytes

NOTHING = Given()
TEXT = "The mayor said on Monday that the bridge would reopen in June.\r\n\r\nHe did not say when.\n"


def plain(data, given=NOTHING):
    (found,) = ingest_bytes(data, None, "note.txt", given)
    return found


def test_the_text_of_a_file_is_the_file(tmp_path):
    (tmp_path / "a.txt").write_bytes(TEXT.encode())
    (found,) = ingest(str(tmp_path / "a.txt"))
    assert found.document.text == TEXT
    assert found.original == TEXT.encode()
    assert (found.document.title, found.document.published, found.document.outlet) == (None, None, None)
    assert (found.document.language, found.document.markup) == ("en", ())


def test_what_the_user_gives_is_the_metadata_of_a_plain_file():
    document = plain(TEXT.encode(), Given("1 November 2024", "ISW", "en", "https://courier.example/a")).document
    assert (document.published, document.outlet) == ("2024-11-01", "Institute for the Study of War")


def test_an_id_says_what_the_document_is_and_nothing_else(tmp_path):
    one, other = plain(TEXT.encode()), plain(TEXT.encode("utf-16"))
    assert one.document.id == other.document.id
    assert one.document.original != other.document.original
    assert plain(TEXT.encode(), Given(outlet="ISW")).document.id != one.document.id


def test_a_folder_is_read_in_order_without_hidden_files(tmp_path):
    for name in ("b.txt", "a/z.md", "a/y.html", ".hidden.txt", ".git/x.txt", "c.txt.gz"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(gzip.compress(TEXT.encode()) if name.endswith("gz") else TEXT.encode())
    found = list(ingest(str(tmp_path)))
    assert [one.path.removeprefix(f"{tmp_path}/") for one in found] == [
        "b.txt",
        "c.txt.gz",
        "a/y.html",
        "a/z.md",
    ]


def test_a_bad_file_costs_itself_alone(tmp_path):
    (tmp_path / "1.txt").write_bytes(b"")
    (tmp_path / "2.txt").write_bytes(b"\x00\x01\x02" * 100)
    (tmp_path / "3.pdf").write_bytes(b"%PDF-1.7 ...")
    (tmp_path / "4.txt").symlink_to("gone.txt")
    os.mkfifo(tmp_path / "5.txt")
    (tmp_path / "6.txt.gz").write_bytes(gzip.compress(TEXT.encode())[:20])
    (tmp_path / "7.txt").write_bytes(TEXT.encode())
    found = list(ingest(str(tmp_path)))
    assert [one.document is not None for one in found] == [False] * 6 + [True]
    words = ("no text", "no text", "PDF is damaged", "no such file", "pipe", "gzip")
    assert [word in one.issues[0].message for word, one in zip(words, found, strict=False)] == [True] * 6


def test_fifty_megabytes_are_refused_without_being_kept(tmp_path):
    path = tmp_path / "long.txt"
    path.write_bytes(b"word " * 10_000_000)
    (found,) = ingest(str(path))
    assert found.document is None
    assert found.original == b""
    assert "10 MB" in found.issues[0].message


def test_an_archive_that_unpacks_to_much_is_refused():
    (found,) = ingest_bytes(gzip.compress(b"word " * (MAX_BYTES // 4)), None, "bomb.txt.gz")
    assert found.document is None


@pytest.mark.parametrize("path", ["no/such/file.txt", "\udcff.txt"])
def test_a_missing_path_is_an_issue(path):
    (found,) = ingest(path)
    assert "no such file" in found.issues[0].message
    found.path.encode("utf-8")


def test_an_empty_folder_is_an_issue(tmp_path):
    (found,) = ingest(str(tmp_path))
    assert "no file in the folder" in found.issues[0].message


def test_no_connection_is_opened(monkeypatch):
    def refuse(*_):
        raise AssertionError("a connection was opened")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    assert plain("Речниця міста повідомила, що міст відкриють у червні.".encode()).document.language == "uk"
    (found,) = ingest_bytes(b"<article><p>" + TEXT.encode() * 5, "text/html", "a.html")
    assert found.document.language == "en"


@given(st.text(min_size=1))
def test_any_text_comes_back_as_it_was(text):
    data = text.encode("utf-8", errors="ignore")
    found = plain(data)
    if found.document:
        assert (
            found.document.text in (data.decode("utf-8"), data.decode("utf-8").removeprefix("\ufeff"))
            or b"\x00" in data
        )


@given(st.binary(max_size=400), st.sampled_from(["a.txt", "a.html", "a.md", "a.jsonl", "a.gz", ""]))
def test_no_bytes_raise(data, name):
    for found in ingest_bytes(data, None, name):
        assert found.document is not None or found.issues
