"""Valid inputs of each format to begin from. All words are ours."""

from __future__ import annotations

import gzip
import io
import json
import zipfile
from email.message import EmailMessage

from fuzzing.archived import Archive, chunked, page
from fuzzing.typeset import column, pdf

STORY = """Bridge to reopen in June

KYIV, Nov 1 (Reuters) - The minister said on Friday that the bridge at Orlivka would reopen "in June, not before".

Three officials familiar with the talks told The Courier that Moscow's forces had advanced 2.5 km near Vovchansk.

Source: ISW

Key takeaways:

• Ukrainian forces repelled 72 attacks, the General Staff reported at 08:30 on 31 October.
• He said: “She told me that ‘it was over’.”

According to Ada Novak, a spokeswoman for the ministry, 1,200 people left in early 2024; Mr Kovel denied it.
"""
DATES = (
    "2024-11-01T18:00:00Z",
    "Fri, 01 Nov 2024 18:00:00 +0200",
    "1 November 2024",
    "Nov 1, 2024 - 18:00",
    "01.11.2024",
    "2024-11",
    "18:00, 1 November 2024",
)
TIMES = (
    "on the night of 30-31 October 2024, at 08:30 Kyiv time, two and a half years after early March 2022",
    "last Friday, the third quarter of 2024, every Monday since mid-2023, between 5 and 7 November, three days ago",
    "from 6 pm to 8 pm on New Year's Eve; winter 2024; the 1990s; next week; 24-hour ceasefire; 03/04/2025",
)
QUOTES = (
    "“He told us ‘we leave’,” she said. \"Never,\" 'not so', «никогда», „Sie sagte ‚nein‘“ ``odd'' it's 5' 6\"",
    '"One\n\n"Two goes on\n\n"Three," he said, "ends here." (‘a’ “b «c» d” e)',
)


def pages() -> list[bytes]:
    linked = json.dumps({"@context": "https://schema.org", "@type": "NewsArticle", "headline": "Bridge", "author": []})
    rich = page("Tarnow", "https://courier.example/t").replace(
        b"</head>", f'<script type="application/ld+json">{linked}</script></head>'.encode()
    )
    return [page("Orlivka"), rich, b"<p>Short <b>page</b>, he said.</p>"]


def archives() -> list[bytes]:
    words = b"The mayor said that the dam would hold."
    made = []
    for packed in (False, True):
        archive = Archive(packed).info()
        archive.plain("request", "https://x.example/a", b"GET / HTTP/1.1\r\n\r\n", "application/http; msgtype=request")
        archive.response("https://x.example/a", words, media="text/plain; charset=utf-8")
        archive.response("https://x.example/b", chunked(words, 9), ("Transfer-Encoding", "chunked"), media="text/plain")
        archive.response("https://x.example/c", gzip.compress(words), ("Content-Encoding", "gzip"), media="text/plain")
        archive.response("https://x.example/d", b"", status="301 Moved", media=None)
        made.append(archive.data())
    return made


def telegrams() -> list[bytes]:
    message = {
        "id": 2,
        "type": "message",
        "date": "2024-11-01T09:00:00",
        "date_unixtime": "1730444400",
        "from": "Courier Now",
        "forwarded_from": "DeepState",
        "text": ["Orlivka was ", {"type": "bold", "text": "shelled"}, ", he said."],
    }
    chat = {"name": "Courier Now", "type": "public_channel", "id": 123, "messages": [message, {**message, "id": 3}]}
    account = {"about": "Here is the data you requested.", "chats": {"about": "", "list": [chat]}}
    return [json.dumps(chat).encode(), json.dumps(account, indent=1).encode()]


def mails() -> list[bytes]:
    made = EmailMessage()
    made["From"] = "Анна Коваль from River Notes <a@x.example>"
    made["Subject"] = "Fwd: Міст"
    made["Date"] = "Fri, 01 Nov 2024 18:00:00 +0200"
    made["List-Unsubscribe"] = "<https://x.example/u>"
    made.set_content("Note.\n\n--- Forwarded message ---\nFrom: B <b@x.example>\nDate: 1 Nov 2024\n\nShe said so.\n")
    made.add_alternative("<p>Note: <a href='https://x.example'>she</a> said so.</p>", subtype="html")
    made.add_attachment("He denied it.\n", filename="a.txt")
    box = b"".join(b"From a@x Fri Nov  1 18:00:00 2024\n" + bytes(made) + b"\n" for _ in range(2))
    return [bytes(made), box]


def records() -> list[bytes]:
    one = {
        "url": "https://x.example/a",
        "title": "T",
        "published": "2024-11-01",
        "language": "en",
        "text": "He said so.",
    }
    fundus = {
        "title": "T",
        "authors": ["A"],
        "body": {"summary": ["S."], "sections": [{"headline": [], "paragraphs": ["P."]}]},
    }
    lines = "\n".join(json.dumps(record) for record in (one, fundus))
    return [lines.encode(), json.dumps([one, fundus], indent=2).encode()]


def zips() -> list[bytes]:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("a.txt", "The mayor said that the dam would hold.")
        made.writestr("b/c.jsonl", records()[0])
    word = io.BytesIO()
    with zipfile.ZipFile(word, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("word/document.xml", _WORD)
    return [data.getvalue(), word.getvalue()]


_WORD = (
    '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:pPr><w:pStyle '
    'w:val="Title"/></w:pPr><w:r><w:t>Dam</w:t></w:r></w:p><w:p><w:r><w:t>He said so.</w:t></w:r></w:p>'
    "</w:body></w:document>"
)


def pdfs() -> list[bytes]:
    lines = ["The commission said on Monday that", "the dam would be inspected be-", "fore winter, he added."]
    two = [*column(lines, 50, 600), *column(lines, 320, 600)]
    return [pdf([column(lines, 72, 700)]), pdf([[*two, (50, 760, 9, "Head 1")], [*two, (50, 760, 9, "Head 2")]])]


def feeds() -> list[bytes]:
    """RSS, Atom and JSON Feed, of entries with and without their articles."""
    names = 'xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"'
    body = f"<p>{STORY}</p><blockquote>So it is.</blockquote><ul><li>One</li></ul><img src='x'>"
    item = "<item><title>The bridge &amp; the dam</title><link>https://herald.example/1</link>"
    item += f"<dc:creator>Jane Doe</dc:creator><content:encoded><![CDATA[{body}]]></content:encoded></item>"
    entry = '<entry xml:base="/a/"><id>urn:1</id><title type="html">A &lt;b&gt;</title><link href="b"/>'
    entry += f'<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>{STORY}</p></div></content></entry>'
    listed = {"id": 1, "url": "/1", "content_html": body, "authors": [{"name": "A"}], "date_published": "2025-03-05"}
    return [
        f"<rss {names}><channel><language>en</language>{item * 2}</channel></rss>".encode(),
        f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="uk">{entry}</feed>'.encode(),
        json.dumps({"version": "https://jsonfeed.org/version/1.1", "items": [listed]}).encode(),
    ]


def sitemaps() -> list[bytes]:
    """A news sitemap and an index."""
    news = "<n:news><n:publication_date>2025-03-05T08:00:00Z</n:publication_date><n:title>T</n:title></n:news>"
    page = f"<url><loc>https://herald.example/1</loc><lastmod>2025-03-05</lastmod>{news}</url>"
    part = "<sitemap><loc>https://herald.example/a.xml</loc></sitemap>"
    return [f"<urlset xmlns:n='urn:n'>{page * 2}</urlset>".encode(), f"<sitemapindex>{part}</sitemapindex>".encode()]


def stories() -> list[bytes]:
    return [STORY.encode(), *(text.encode() for text in (*TIMES, *QUOTES))]
