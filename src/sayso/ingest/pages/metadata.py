"""What a page states about itself.

Each field is taken from the first place that states it: JSON-LD, then the meta elements that publishers
use (Open Graph, Dublin Core, Parse.ly, Sailthru, cXense), then marks in the page (`<time>`,
``rel=author``, the only `<h1>`). Nothing is read off the running text. Figures: `bench/pages.py`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from urllib.parse import urljoin, urlsplit

from msgspec import Struct
from selectolax.lexbor import LexborHTMLParser

from sayso.ingest import moments
from sayso.ingest.documents import Stated
from sayso.ingest.ingested import issue
from sayso.ingest.outlets import by_host, canonical_name
from sayso.ingest.pages.jsonld import Node, article_nodes, names_of, text_of
from sayso.ingest.pages.titles import title_of
from sayso.model import Issue

_AUTHORS = (
    "article:author_name",
    "parsely-author",
    "sailthru.author",
    "cxenseparse:author",
    "dc.creator",
    "dcterms.creator",
    "author",
    "article:author",
    "byl",
)
_DATES = (
    "article:published_time",
    "og:article:published_time",
    "datepublished",
    "parsely-pub-date",
    "sailthru.date",
    "cxenseparse:publishtime",
    "dcterms.created",
    "dc.date.issued",
    "dcterms.issued",
    "dc.date",
    "pubdate",
    "publishdate",
    "publish-date",
    "publication_date",
    "article.published",
    "date",
)
_LANGUAGES = ("og:locale", "content-language", "dc.language", "language")
_TIME_MARKS = '[itemprop="datePublished"], time[pubdate], article time[datetime], main time[datetime]'
_AUTHOR_MARKS = '[rel~="author"], [itemprop="author"] [itemprop="name"], [itemprop="author"]'
_AND = re.compile(r"\s*(?:[,;&|]|\b(?:and|og|und|et|och|и|та|і)\b(?=\s+\w+\s+\w))\s*")
_BY = re.compile(r"(?:(?:written|words|story|text|reported)\s+)?by\s+|автор:?\s+", re.IGNORECASE)
_LONGEST_NAME = 60


class About(Struct, frozen=True):
    """What a page says about itself, and ``article``: its text, if it gives that in JSON-LD."""

    stated: Stated
    article: str | None
    issues: tuple[Issue, ...]


def about(tree: LexborHTMLParser, address: str | None) -> About:
    """What the page states. ``address`` is where it was found, if that is known: a relative link needs it."""
    nodes = article_nodes(script.text() for script in tree.css('script[type*="ld+json"]'))
    meta = _meta(tree)
    url = _url(tree, nodes, meta, address)
    outlet = _outlet(nodes, meta, url)
    published, issues = _published(tree, nodes, meta)
    stated = Stated(
        title=title_of(tree, nodes, meta, outlet, url),
        authors=_authors(tree, nodes, meta),
        published=published,
        outlet=outlet,
        url=url,
        language=_language(tree, nodes, meta),
    )
    article = next((body for node in nodes if (body := _article_body(node))), None)
    return About(stated, article, issues)


def _meta(tree: LexborHTMLParser) -> dict[str, list[str]]:
    """The contents of the meta elements under their names, in lower case."""
    found: dict[str, list[str]] = {}
    for element in tree.css("meta[content]"):
        at = element.attributes
        name = at.get("property") or at.get("name") or at.get("itemprop") or at.get("http-equiv")
        content = text_of(at.get("content"))
        if name and content:
            found.setdefault(name.lower(), []).append(content)
    return found


def _first(meta: dict[str, list[str]], names: Iterable[str]) -> Iterator[str]:
    return (content for name in names for content in meta.get(name, ()))


def _url(
    tree: LexborHTMLParser, nodes: tuple[Node, ...], meta: dict[str, list[str]], address: str | None
) -> str | None:
    """The canonical address. A home page is nobody's canonical address but its own: a common mistake."""
    links = [link.attributes.get("href") for link in tree.css('link[rel="canonical"]')]
    pages = [node.get("mainEntityOfPage") for node in nodes] + [node.get("url") for node in nodes]
    ids = [page.get("@id") if isinstance(page, dict) else page for page in pages]
    for candidate in (*links, *meta.get("og:url", ()), *ids):
        found = _absolute(candidate, address)
        if found and urlsplit(found).path.strip("/"):
            return found
    return None


def _absolute(link: object, address: str | None) -> str | None:
    if not isinstance(link, str) or not link.strip():
        return None
    try:
        found = urljoin(address or "", link.strip())
        parts = urlsplit(found)
    except ValueError:
        return None
    return found if parts.scheme in ("http", "https") and parts.hostname else None


def _outlet(nodes: tuple[Node, ...], meta: dict[str, list[str]], url: str | None) -> str | None:
    known = by_host(url) if url else None
    if known:
        return known.name
    publishers = [name for node in nodes for name in names_of(node.get("publisher"))]
    named = next(iter([*_first(meta, ("og:site_name",)), *publishers]), None)
    return canonical_name(named.split(" | ")[0]) if named else None  # what follows is a motto


def _authors(tree: LexborHTMLParser, nodes: tuple[Node, ...], meta: dict[str, list[str]]) -> tuple[str, ...]:
    for node in nodes:
        if names := persons(names_of(node.get("author") or node.get("creator"))):
            return names
    for field in _AUTHORS:
        if names := persons(meta.get(field, ())):
            return names
    return persons(mark.text() for mark in tree.css(_AUTHOR_MARKS)[:10])


def persons(names: Iterable[str]) -> tuple[str, ...]:
    """The names apart, without "By", addresses, account names and repetition, in their order."""
    apart = (part for name in names for part in _AND.split(_BY.sub("", " ".join(name.split()), count=1)))
    return tuple(dict.fromkeys(part for part in apart if _may_be_a_name(part)))


def _may_be_a_name(name: str) -> bool:
    """Not an address, a sentence or an account: those are small Latin letters throughout."""
    if not 1 < len(name) <= _LONGEST_NAME or "//" in name or "@" in name:
        return False
    return name != name.lower() or not name.isascii()


def _published(
    tree: LexborHTMLParser, nodes: tuple[Node, ...], meta: dict[str, list[str]]
) -> tuple[str | None, tuple[Issue, ...]]:
    in_nodes = [text_of(node.get(key)) for key in ("datePublished", "dateCreated") for node in nodes]
    marks = tree.css(_TIME_MARKS)[:5]
    in_page = [mark.attributes.get("datetime") or mark.attributes.get("content") for mark in marks]
    candidates = [found for found in (*in_nodes, *_first(meta, _DATES), *in_page) if found]
    for candidate in candidates:
        if found := moments.moment(candidate):
            return found, ()
    if not candidates:
        return None, ()
    what = f"The page says it was published {candidates[0][:80]!r}, which is no date in the calendar."
    return None, (issue(what, "It is undated; give --published."),)


def _language(tree: LexborHTMLParser, nodes: tuple[Node, ...], meta: dict[str, list[str]]) -> str | None:
    in_nodes = [text_of(node.get("inLanguage")) for node in nodes]
    root = tree.css_first("html")
    in_root = root.attributes.get("lang") if root else None
    return next((tag for tag in (*in_nodes, in_root, *_first(meta, _LANGUAGES)) if tag), None)


def _article_body(node: Node) -> str | None:
    body = node.get("articleBody")
    return body if isinstance(body, str) and body.strip() else None
