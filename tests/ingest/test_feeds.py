"""Feeds and sitemaps: what they state is taken as it was stated, and bombs do not go off."""

from __future__ import annotations

import json
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.errors import InputError
from sayso.ingest import Given, ingest_bytes
from sayso.ingest.feeds import Entry, digest, is_whole, parse_feed, parse_sitemap
from sayso.ingest.feeds.content import pieces_of, plain
from sayso.ingest.feeds.entries import MOST_ENTRIES
from sayso.ingest.media import media_of

RSS = """<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
  xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:atom="http://www.w3.org/2005/Atom"
  xmlns:media="http://search.yahoo.com/mrss/">
<channel><title>Example &amp; Herald</title><atom:link href="https://herald.example/feed" rel="self"/>
<link>https://herald.example/</link><language>en-gb</language>
<item><media:title>A picture</media:title><title>Bridge &amp;amp; dam &#8212; closed</title>
  <link>https://herald.example/1?a=1&amp;b=2</link><guid isPermaLink="false">tag:1</guid>
  <pubDate>Wed, 05 Mar 2025 10:00:00 +0200</pubDate><dc:creator><![CDATA[Jane Doe]]></dc:creator>
  <description><![CDATA[<p>Short <img src=x> text</p>]]></description></item>
<item><title>No guid</title><link>/2</link><pubDate>2025-03-05</pubDate>
  <author>desk@herald.example (John Roe)</author></item>
<item><guid>https://herald.example/3</guid><description>A link in the guid</description></item>
<item><description>Nothing that names it</description></item>
<item><guid>tag:1</guid><title>The same again</title></item>
</channel></rss>"""

ATOM = """<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="uk" xml:base="https://h.example/a/">
<title>T</title><author><name>Feed Author</name></author>
<entry><id>urn:1</id><title type="html">A &lt;b&gt;x&lt;/b&gt;</title>
  <link rel="edit" href="edit"/><link rel="alternate" type="application/pdf" href="p"/><link href="b"/>
  <published>2025-03-05T10:00:00+02:00</published><updated>2025-03-06T10:00:00Z</updated>
  <author><name>One</name></author><author><name>Two</name></author>
  <content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>Hello <i>you</i></p></div></content></entry>
<entry xml:lang="en"><id>urn:2</id><title>a &lt; b</title><link href="c"/><updated>2025-03-06</updated>
  <content src="https://h.example/video" type="video/mp4"/><summary>Sum</summary></entry></feed>"""

JSON = {
    "version": "https://jsonfeed.org/version/1.1",
    "title": "J",
    "language": "en",
    "authors": [{"name": "Feed Author"}],
    "items": [
        {
            "id": 7,
            "url": "/7",
            "title": "Seven",
            "content_text": "One.\n\nTwo < three.",
            "date_published": "2025-03-05",
        },
        {"id": "8", "external_url": "https://other.example/8", "authors": [{"name": "A"}, {"url": "x"}]},
        {"title": "no id"},
        "no item",
    ],
}


def test_rss_as_it_was_stated() -> None:
    feed = parse_feed(RSS.encode(), "https://herald.example/feed")
    assert feed.title == "Example & Herald"
    assert feed.entries == (
        Entry(
            key="tag:1",
            address="https://herald.example/1?a=1&b=2",
            title="Bridge & dam — closed",
            published="Wed, 05 Mar 2025 10:00:00 +0200",
            authors=("Jane Doe",),
            summary="Short text",
            language="en-gb",
        ),
        Entry(
            key="https://herald.example/2",
            address="https://herald.example/2",
            title="No guid",
            published="2025-03-05",
            authors=("John Roe",),
            language="en-gb",
        ),
        Entry(
            key="https://herald.example/3",
            address="https://herald.example/3",
            summary="A link in the guid",
            language="en-gb",
        ),
    )


def test_atom_as_it_was_stated() -> None:
    first, second = parse_feed(ATOM.encode(), "https://h.example/feed").entries
    assert (first.address, first.title, first.authors) == ("https://h.example/a/b", "A x", ("One", "Two"))
    assert (first.published, first.updated) == ("2025-03-05T10:00:00+02:00", "2025-03-06T10:00:00Z")
    assert first.content is not None
    assert plain(first.content) == "Hello you"
    assert (second.title, second.content, second.summary) == ("a < b", None, "Sum")
    assert (first.language, second.language, second.authors) == ("uk", "en", ("Feed Author",))


def test_json_feed_as_it_was_stated() -> None:
    feed = parse_feed(json.dumps(JSON).encode(), "https://j.example/feed.json")
    first, second = feed.entries
    assert (first.key, first.address, first.published) == ("7", "https://j.example/7", "2025-03-05")
    assert first.content is not None
    assert [piece.text for piece in pieces_of(first.content)] == ["One.", "Two < three."]
    assert (second.address, second.authors, first.authors) == ("https://other.example/8", ("A",), ("Feed Author",))


def test_rss_1_has_its_items_beside_the_channel() -> None:
    feed = (
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>T</title></channel><item>'
        "<title>One</title><link>https://h.example/1</link><dc:date>2025-03-05T10:00+01:00</dc:date></item></rdf:RDF>"
    )
    (entry,) = parse_feed(feed.encode()).entries
    assert (entry.key, entry.published) == ("https://h.example/1", "2025-03-05T10:00+01:00")


@pytest.mark.parametrize(
    "wrong",
    [
        "<rss><channel><item><title>Smith & Sons</title><link>https://h.example/1</link></item></channel></rss>",
        "<rss><channel><item><title>Smith &nbsp; Sons</title><link>https://h.example/1</link></item></channel></rss>",
        "\n <rss><channel><item><title>Smith\x0b Sons</title><link>https://h.example/1</link></item></channel></rss>",
        "<rss><channel><item><title>Smith Sons</title><link>https://h.example/1</link></item><item><ti",
    ],
)
def test_small_faults_are_mended(wrong: str) -> None:
    entry = parse_feed(wrong.encode()).entries[0]
    assert entry.address == "https://h.example/1"
    assert entry.title is not None
    assert entry.title.startswith("Smith")


FOUND_BY_FUZZING = [
    b"<rss><channel><it\xed\xa0\x80em/><item><guid>1</guid><title>x</title></item></channel></rss>",
    b"<rss><channel><item><guid>1</guid><title>x&#xD800;&#0;&#99999999999999999999;</title></item></channel></rss>",
    b"<rss>&a;<channel>&b;<item>&c;<guid>1</guid><title>x</title></item></channel></rss>",
    b'<?xml version="1.0" encoding="none"?><rss><channel><item><guid>1</guid><title>x</title></item></channel></rss>',
]


@pytest.mark.parametrize("data", FOUND_BY_FUZZING)
def test_what_fuzzing_found_is_read_now(data: bytes) -> None:
    (entry,) = parse_feed(data).entries
    assert (entry.key, (entry.title or "")[:1]) == ("1", "x")


def test_an_entity_in_a_sitemap_is_passed_over() -> None:
    data = b"<urlset><url>&a;<loc>https://h.example/1</loc></url></urlset>"
    assert [page.address for page in parse_sitemap(data).pages] == ["https://h.example/1"]


@settings(max_examples=150, deadline=None)
@given(
    start=st.sampled_from([RSS, ATOM, json.dumps(JSON)]),
    cuts=st.lists(st.tuples(st.floats(0, 1), st.floats(0, 1), st.binary(max_size=8)), min_size=1, max_size=6),
)
def test_whatever_comes_is_a_feed_or_is_none(start: str, cuts: list[tuple[float, float, bytes]]) -> None:
    data = start.encode()
    for first, second, put in cuts:
        low, high = sorted((int(first * len(data)), int(second * len(data))))
        data = data[:low] + put + data[max(low, high - (high - low) * 9 // 10) :]
    for parse in (parse_feed, parse_sitemap):
        try:
            parse(data, "https://h.example/feed")
        except InputError as fault:
            assert fault.to_do
    assert list(ingest_bytes(data, "application/rss+xml", "feed.xml"))


LAUGHS = "".join(f'<!ENTITY l{n} "{"".join([f"&l{n - 1};"] * 10)}">' for n in range(1, 10))
BOMBS = {
    "billion laughs": f'<!DOCTYPE rss [<!ENTITY l0 "ha">{LAUGHS}]><rss><channel><title>&l9;</title></channel></rss>',
    "in an attribute": f'<!DOCTYPE rss [<!ENTITY l0 "ha">{LAUGHS}]><rss a="&l9;"><channel/></rss>',
    "quadratic": f'<!DOCTYPE rss [<!ENTITY a "{"x" * 50_000}">]><rss><title>{"&a;" * 50_000}</title></rss>',
    "outside": '<!DOCTYPE rss [<!ENTITY a SYSTEM "file:///etc/passwd">]><rss><channel><title>&a;</title></channel></rss>',
    "parameter": '<!DOCTYPE rss [<!ENTITY % a SYSTEM "http://127.0.0.1:9/x"> %a;]><rss><channel/></rss>',
    "html": "<html><body>404</body></html>",
    "nothing": "",
    "text": "Not found",
}


@pytest.mark.parametrize("name", BOMBS)
def test_bombs_and_what_is_no_feed_are_refused(name: str) -> None:
    began = time.process_time()
    with pytest.raises(InputError) as fault:
        parse_feed(BOMBS[name].encode())
    assert time.process_time() - began < 1
    assert fault.value.to_do


HOSTILE = {
    "deep": "<div>" * 200_000 + "x",
    "bold": "".join(f"<b a={number}>" for number in range(20_000)) + "<p>x" * 20_000,
    "lists": "<ul><li>x" * 50_000,
    "brackets": "<" * 500_000,
    "tables": "<table><tr><td>" * 50_000,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_contents_made_to_hurt_do_not(name: str) -> None:
    began = time.process_time()
    list(pieces_of(HOSTILE[name]))
    plain(HOSTILE[name])
    assert time.process_time() - began < 3


def test_a_feed_may_not_go_on_for_ever() -> None:
    items = "".join(f"<item><guid>{number}</guid></item>" for number in range(MOST_ENTRIES + 10))
    assert len(parse_feed(f"<rss><channel>{items}</channel></rss>".encode()).entries) == MOST_ENTRIES


@pytest.mark.parametrize(
    ("begins", "entry"),
    [
        ('<rss version="2.0"><channel>', "<item><title>t</title></item>"),
        ('<feed xmlns="http://www.w3.org/2005/Atom">', "<entry><title>t</title></entry>"),
    ],
)
def test_each_entry_costs_the_same_however_many_there_are(begins: str, entry: str) -> None:
    """What the feed says for all of them was looked up among all of them: four thousand took two seconds."""
    data = (begins + entry * MOST_ENTRIES * 4).encode()
    before = time.process_time()
    assert parse_feed(data).entries
    assert time.process_time() - before < 2


def test_contents_are_pieces_of_an_article() -> None:
    content = (
        "<h1>The bridge</h1><p>One <b>bold</b> line,<br>and another.</p><script>alert(1)</script>"
        "<figure><img src=x><figcaption>A bridge</figcaption></figure><blockquote><p>So it is.</p></blockquote>"
        "<p>Key takeaways:</p><ul><li>First</li><li>Second</li></ul>after"
        "<p>The post The bridge appeared first on H.</p>"
    )
    assert [(piece.role, piece.text) for piece in pieces_of(content, "The Bridge")] == [
        ("paragraph", "One bold line,"),
        ("paragraph", "and another."),
        ("caption", "A bridge"),
        ("quote", "So it is."),
        ("paragraph", "Key takeaways:"),
        ("takeaway", "First"),
        ("takeaway", "Second"),
        ("paragraph", "after"),
        ("boilerplate", "The post The bridge appeared first on H."),
    ]


LONG = "The council met. " * 60


@pytest.mark.parametrize(
    ("content", "address", "whole"),
    [
        (f"<p>{LONG}</p>", "https://h.example/1", True),
        (f"<p>{LONG} …</p>", "https://h.example/1", False),
        (f"<p>{LONG} [...]</p>", "https://h.example/1", False),
        (f"<p>{LONG}</p><a href=x>Continue reading The bridge</a>", "https://h.example/1", False),
        ("<p>Only a line.</p>", "https://h.example/1", False),
        ("<p>Only a line.</p>", None, True),
        (None, "https://h.example/1", False),
    ],
)
def test_whether_the_whole_article_stands_in_the_feed(content: str | None, address: str | None, whole: bool) -> None:
    assert is_whole(Entry(key="1", address=address, content=content)) == whole


def test_a_digest_changes_with_what_is_said_and_only_then() -> None:
    entry = Entry(key="1", title="T", published="2025-03-05", summary="S")
    assert digest(entry) == digest(Entry(key="2", title="T", published="2025-03-05", summary="S"))
    assert digest(entry) != digest(Entry(key="1", title="T", published="2025-03-05", summary="Other"))


@pytest.mark.parametrize(
    ("data", "media"),
    [
        (RSS, "application/rss+xml"),
        (ATOM, "application/rss+xml"),
        ('<?xml version="1.0"?>\n<?xml-stylesheet href="x"?>\n<!-- x -->\n<rss>', "application/rss+xml"),
        (json.dumps(JSON), "application/feed+json"),
        ('<?xml version="1.0"?><urlset>', "application/xml"),
    ],
)
def test_feeds_are_told_by_their_bytes(data: str, media: str) -> None:
    assert media_of("", data.encode()) == media
    assert media_of("feed.xml", data.encode()) == media


def test_a_feed_is_read_like_any_other_file() -> None:
    feed = RSS.replace(
        "<item><description>", f"<item><guid>4</guid><content:encoded>{LONG}</content:encoded><description>"
    )
    found = list(ingest_bytes(feed.encode(), None, "feed.xml", Given(url="https://herald.example/feed")))
    assert [(one.path, one.document is not None) for one in found] == [
        ("feed.xml#tag:1", False),
        ("feed.xml#https://herald.example/2", False),
        ("feed.xml#https://herald.example/3", False),
        ("feed.xml#4", True),
    ]
    assert "Fetch https://herald.example/1?a=1&b=2" in found[0].issues[0].message
    assert found[3].document is not None
    assert found[3].document.text == LONG.strip()


def test_a_feed_that_is_none_keeps_its_place() -> None:
    (found,) = ingest_bytes(b"<rss><channel></channel></rss>", None, "feed.xml")
    assert (found.document, found.issues[0].message) == (None, "The feed has no entry. Fetch it again later.")
    (found,) = ingest_bytes(BOMBS["billion laughs"].encode(), "application/rss+xml", "feed.xml")
    assert "declares entities" in found.issues[0].message or "is no XML" in found.issues[0].message


def test_sitemaps() -> None:
    pages = (
        '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:n="http://www.google.com/schemas/sitemap-news/0.9">'
        "<url><loc> https://h.example/1 </loc><lastmod>2025-03-05</lastmod><n:news><n:publication>"
        "<n:name>H</n:name></n:publication><n:publication_date>2025-03-04T10:00:00Z</n:publication_date>"
        "<n:title>One</n:title></n:news></url><url><loc>file:///etc/passwd</loc></url><url><loc>/2</loc></url></urlset>"
    )
    found = parse_sitemap(pages.encode(), "https://h.example/sitemap.xml")
    assert [(page.address, page.changed, page.published, page.title) for page in found.pages] == [
        ("https://h.example/1", "2025-03-05", "2025-03-04T10:00:00Z", "One"),
        ("https://h.example/2", None, None, None),
    ]
    index = "<sitemapindex><sitemap><loc>https://h.example/a.xml</loc></sitemap></sitemapindex>"
    assert [one.address for one in parse_sitemap(index.encode()).sitemaps] == ["https://h.example/a.xml"]
    with pytest.raises(InputError, match="no sitemap"):
        parse_sitemap(b"<rss/>")


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "windows-1251", "koi8-r", "utf-8-sig"])
def test_a_feed_is_read_in_the_encoding_that_it_names(encoding: str) -> None:
    named = encoding.removesuffix("-sig").removesuffix("-le").removesuffix("-be")
    said = "&lt;p&gt;Мэр сказал в понедельник, что мост закрыт на весь год.&lt;/p&gt;" * 40
    feed = (
        f'<?xml version="1.0" encoding="{named}"?><rss version="2.0" '
        'xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>Дунай</title><item>'
        f"<title>Мост</title><link>https://h.example/1</link><content:encoded>{said}</content:encoded>"
        "<pubDate>Wed, 05 Mar 2025 10:00:00 MSK</pubDate></item></channel></rss>"
    )
    data = feed.encode(encoding)
    if encoding in ("utf-16-le", "utf-16-be"):
        data = "\ufeff".encode(encoding) + data
    (found,) = ingest_bytes(data, None, "feed")
    assert found.document is not None
    assert (found.document.title, found.document.published) == ("Мост", "2025-03-05T10:00+03:00")
    assert "сказал в понедельник" in found.document.text
