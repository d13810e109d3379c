"""Records as news-please, newspaper4k and fundus write them; the words in them are ours."""

import io
import json
import tracemalloc

import pytest

from sayso.ingest import ingest_bytes
from sayso.ingest.jsonobjects import Broken, objects

TEXT = "The minister said on Friday that the bridge would reopen in June.\nHe did not say when the toll would end."
NEWS_PLEASE = {
    "authors": ["Ann Kovel"],
    "date_download": "2024-11-02 06:00:00",
    "date_modify": "None",
    "date_publish": "2024-11-01 18:00:00",
    "description": "The bridge reopens.",
    "filename": "https%3A%2F%2Fwww.reuters.com%2Fworld%2Fbridge.json",
    "image_url": None,
    "language": "en",
    "localpath": None,
    "maintext": TEXT,
    "source_domain": "www.reuters.com",
    "text": None,
    "title": "Bridge to reopen",
    "title_page": None,
    "title_rss": None,
    "url": "https://www.reuters.com/world/bridge",
}
NEWSPAPER = {
    "url": "https://www.dw.com/en/bridge/a-1",
    "read_more_link": "",
    "language": "en",
    "title": "Bridge to reopen",
    "top_image": "https://www.dw.com/a.jpg",
    "meta_img": "",
    "images": ["https://www.dw.com/a.jpg"],
    "movies": [],
    "keywords": ["bridge"],
    "meta_keywords": [""],
    "tags": None,
    "authors": ["Ann Kovel", "Petro Lys"],
    "publish_date": "2024-11-01T18:00:00+00:00",
    "summary": "",
    "meta_description": "",
    "meta_lang": "en",
    "meta_favicon": "",
    "meta_site_name": "DW",
    "canonical_link": "https://www.dw.com/en/bridge/a-1",
    "text": TEXT,
}
FUNDUS = {
    "title": "Bridge to reopen",
    "authors": ["Ann Kovel"],
    "publishing_date": "2024-11-01 18:00:00+00:00",
    "topics": ["Transport"],
    "free_access": True,
    "images": [],
    "body": {
        "summary": ["The bridge reopens in June."],
        "sections": [
            {"headline": [], "paragraphs": ["The minister said on Friday that the bridge would reopen."]},
            {"headline": ["What comes next"], "paragraphs": ["He did not say when.", "Trucks wait."]},
        ],
    },
}


def read(text, name):
    return [one.document for one in ingest_bytes(text.encode(), None, name)]


def one_line(record):
    return json.dumps(record, ensure_ascii=False)


def pretty(record):
    return json.dumps(record, ensure_ascii=False, indent=4, sort_keys=True)


def test_news_please():
    for text, name in ((one_line(NEWS_PLEASE), "a.json"), (pretty(NEWS_PLEASE), "a.json"), (one_line(NEWS_PLEASE), "")):
        (document,) = read(text, name)
        assert (document.text, document.title, document.outlet) == (TEXT, "Bridge to reopen", "Reuters")
        assert (document.published, document.authors) == ("2024-11-01T18:00", ("Ann Kovel",))
    (older,) = read(one_line({**NEWS_PLEASE, "maintext": None, "text": TEXT, "date_publish": "None"}), "a.jsonl")
    assert (older.text, older.published) == (TEXT, None)


def test_newspaper4k():
    other = {**NEWSPAPER, "url": "https://www.dw.com/en/b/a-2", "title": "Another"}
    first, second = read(f"[{pretty(NEWSPAPER)},{pretty(other)}]", "out.json")
    assert (first.outlet, first.language, first.authors) == ("Deutsche Welle", "en", ("Ann Kovel", "Petro Lys"))
    assert (first.published, second.title) == ("2024-11-01T18:00+00:00", "Another")


def test_fundus():
    for text in (one_line([FUNDUS, FUNDUS]), pretty([FUNDUS, FUNDUS]), f"{one_line(FUNDUS)}\n{one_line(FUNDUS)}\n"):
        document, again = read(text, "articles.json")
        assert document == again
        parts = [(block.role, document.text[block.start : block.end]) for block in document.markup]
        assert parts[0] == ("standfirst", "The bridge reopens in June.")
        assert parts[2] == ("heading", "What comes next")
        assert [role for role, _ in parts].count("paragraph") == 3
        assert document.published == "2024-11-01T18:00+00:00"
    (plain,) = read(one_line({"title": "T", "plaintext": TEXT, "publisher": "DW", "lang": "en"}), "a.jsonl")
    assert (plain.text, plain.outlet) == (TEXT, "Deutsche Welle")


def test_the_object_alone_gives_the_text_again():
    for found in ingest_bytes(pretty([FUNDUS, NEWS_PLEASE]).encode(), None, "a.json"):
        (again,) = ingest_bytes(found.original, found.media, found.path)
        assert again.document.text == found.document.text


def test_one_bad_record_costs_itself():
    text = f'[{pretty(NEWSPAPER)}, {{"title": nonsense}}, {pretty(FUNDUS)}, 7, {{}}, {pretty(NEWS_PLEASE)}]'
    found = list(ingest_bytes(text.encode(), None, "a.json"))
    assert [one.document is not None for one in found] == [True, False, True, False, True]
    broken = list(ingest_bytes(text.encode()[:-200], None, "a.json"))
    assert [one.document is not None for one in broken] == [True, False, True, False, False]
    assert "no JSON from here" in broken[-1].issues[0].message


class Endless(io.RawIOBase):
    """A list of so many records that is never there at once."""

    def __init__(self, record, count):
        self._record, self._left, self._held = record + b",\n", count, b"["

    def readable(self):
        return True

    def readinto(self, buffer):
        missing = min(self._left, len(buffer) // len(self._record) + 1)
        self._held += self._record * missing
        self._left -= missing
        data = self._held[: len(buffer)]
        self._held = self._held[len(data) :]
        buffer[: len(data)] = data
        return len(data)


def test_a_long_list_is_not_held():
    stream = io.BufferedReader(Endless(one_line(NEWSPAPER).encode(), 3_000))  # 2 MB
    tracemalloc.start()
    count = 0
    with pytest.raises(Broken):  # it has no end
        for _ in objects(stream, lambda keys: not keys):
            count += 1
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert count == 3_000
    assert peak < 1_500_000


def test_a_deep_or_endless_value_ends_with_an_issue():
    for text in ("[" * 5000, '[{"a": "' + "x" * 30_000_000, "[" + "{" * 300):
        found = list(ingest_bytes(text.encode(), "application/json", "a.json"))
        assert found and all(one.document is None for one in found)
