"""The title of a page, from JSON-LD, the meta elements, the `<h1>` and `<title>`: the one that readers see.

What a page states of itself has often the site's name or a label set at one end ("| The Hill", "Opinion |"), or is cut
off where schema.org's 110 characters end. Where a visible heading is the same title without that, or whole, the heading
is it. On the 181 pages of the article-extraction-benchmark (which has no gold for titles) 30 titles differed from
every `<h1>`, seven by nothing but this, and two were the site's own name; on fundus's 37 pages it changes none
(`bench/pages.py`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from urllib.parse import urlsplit

from selectolax.lexbor import LexborHTMLParser

from sayso.ingest.outlets import by_name
from sayso.ingest.pages.jsonld import Node, text_of

_META = ("og:title", "twitter:title", "dc.title", "parsely-title", "sailthru.title", "title")
_END = re.compile(r"\s+[|–—•»-]\s+")
_WORD = re.compile(r"\w+")
_CUT = ".… "
_SHORT = 3  # letters: "for" and "the" are in any two headlines
_LOOKED_AT = 8  # headings: menus may stand before the article's own


def title_of(
    tree: LexborHTMLParser,
    nodes: tuple[Node, ...],
    meta: Mapping[str, Sequence[str]],
    outlet: str | None,
    url: str | None,
) -> str | None:
    """The title of a page whose outlet and address are known or not; None where nothing names it."""
    named = (*meta.get("og:site_name", ()), outlet or "", *_hosts(url))
    sites = frozenset(letters for name in named if (letters := _letters(name)))
    headings = [text for heading in tree.css("h1")[:_LOOKED_AT] if (text := " ".join(heading.text().split()))]
    headline = next((title for node in nodes if (title := text_of(node.get("headline")))), None)
    stated = headline or next(_without_headline(tree, meta, headings, outlet, sites), None)
    return _as_seen(stated, headings) if stated else None


def _without_headline(
    tree: LexborHTMLParser,
    meta: Mapping[str, Sequence[str]],
    headings: list[str],
    outlet: str | None,
    sites: frozenset[str],
) -> Iterator[str]:
    titles = [title for name in _META for title in meta.get(name, ())]
    bare = [_without_site(title, outlet, sites) for title in titles]
    # A title that names its site was written for search engines: what readers see comes before it.
    clean = [title for title, without in zip(titles, bare, strict=True) if title == without]
    page = tree.css_first("title")
    named = _without_site(" ".join(page.text().split()), outlet, sites) if page else ""
    names = [title for title in (*bare, named) if title]
    seen = [heading for heading in headings if not names or _may_be_its_own(heading, names)]
    yield from (*clean[:1], *seen[:1], *names)


def _may_be_its_own(heading: str, names: Sequence[str]) -> bool:
    """Whether a heading may be this article's: no site's or section's, and with a word in common, as no teaser has."""
    if any(heading == _END.split(name)[-1] and not _is_bared(heading, name) for name in names if _END.search(name)):
        return False
    named = " ".join(names)
    return heading in named or not _words(heading).isdisjoint(_words(named))


def _words(text: str) -> frozenset[str]:
    return frozenset(word for word in _WORD.findall(text.casefold()) if len(word) > _SHORT)


def _as_seen(title: str, headings: Sequence[str]) -> str:
    """The heading that is the title whole, or without what stands at one of its ends; else the title."""
    return next((heading for heading in headings if _completes(heading, title) or _is_bared(heading, title)), title)


def _completes(heading: str, title: str) -> bool:
    """Whether the heading goes on where the title was cut off, between two words."""
    kept = title.rstrip(_CUT)
    if not kept or not heading.startswith(kept):
        return False
    return kept != title or heading[len(kept) :].startswith(" ")


def _is_bared(heading: str, title: str) -> bool:
    """Whether the heading is all of the title but a part at one end, and not that part: most of it."""
    ends = list(_END.finditer(title))
    without = (title[: ends[-1].start()], title[ends[0].end() :]) if ends else ()
    return heading in without and 2 * len(heading) > len(title)


def _without_site(title: str, outlet: str | None, sites: frozenset[str]) -> str:
    """The title without "| Outlet" at its end; "– ISW" stays on any page but ISW's own."""
    parts = _END.split(title)
    if len(parts) < 2:
        return title
    known = by_name(parts[-1])
    if _letters(parts[-1]) in sites or (known and known.name == outlet):
        return title[: title.rindex(parts[-1])].rstrip(" |–—•»-")
    return title


def _letters(name: str) -> str:
    return "".join(letter for letter in name.casefold() if letter.isalnum())


def _hosts(url: str | None) -> tuple[str, ...]:
    """What a host may be called at the end of a title: ``thehill.com``, ``thehill``."""
    host = (urlsplit(url).hostname or "").removeprefix("www.") if url else ""
    return (host, host.partition(".")[0]) if host else ()
