"""Sitemaps (sitemaps.org) and news sitemaps: which pages a site has, and when each came or changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from sayso.errors import InputError
from sayso.ingest.feeds.entries import absolute
from sayso.ingest.feeds.xml import as_root, local, words

if TYPE_CHECKING:
    from lxml.etree import _Element

MOST_PAGES = 50_000  # the protocol's own limit for one file


class Listed(Struct, frozen=True):
    """A page or a further sitemap. ``changed`` and ``published`` are as stated, ``title`` a news sitemap's."""

    address: str
    changed: str | None = None
    published: str | None = None
    title: str | None = None


class Sitemap(Struct, frozen=True):
    """The pages of a sitemap, or the sitemaps of an index."""

    pages: tuple[Listed, ...] = ()
    sitemaps: tuple[Listed, ...] = ()


def parse_sitemap(data: bytes, address: str | None = None) -> Sitemap:
    """The sitemap or the index in some bytes. Raises InputError for what is neither."""
    root = as_root(data)
    kind = local(root)
    if kind not in ("urlset", "sitemapindex"):
        raise InputError(f"it is no sitemap but XML of another kind ({kind[:40]})", "give the address of a sitemap")
    wanted = "url" if kind == "urlset" else "sitemap"
    parts = [part for part in root if local(part) == wanted][:MOST_PAGES]
    found = {one.address: one for one in (_listed(part, address) for part in parts) if one}
    return Sitemap(pages=tuple(found.values())) if wanted == "url" else Sitemap(sitemaps=tuple(found.values()))


def _listed(part: _Element, address: str | None) -> Listed | None:
    stated: dict[str, str | None] = {}
    for element in part.iterdescendants():  # the news vocabulary stands a level deeper
        stated.setdefault(local(element), words(element))
    link = absolute(stated.get("loc"), address)
    if link is None:
        return None
    return Listed(link, stated.get("lastmod"), stated.get("publication_date"), stated.get("title"))
