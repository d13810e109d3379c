"""Fetching pages and following feeds: the only room that opens a connection, and only to what it was given.

    addresses    which addresses may be asked at all
    connecting   names to addresses, checked, and connected to exactly those
    fetching     one page: redirects, time limits, size limits, unpacking
    archive      what came, as a WARC record: the original that the desk keeps
    politeness   robots.txt, and one request at a time to a host
    schedule     when to try next
    ground       what every round stands on
    articles     one article that a feed named
    sitemaps     which pages of a sitemap are news
    rounds       one round of a feed, a sitemap or a page
    following    all of them at once, for ever or once
    standing     how each stands
    single       a page that a person asks for

Effects live here and in `store`. Times are UTC and come from a `Clock`, so that tests need not sleep.
"""

from __future__ import annotations
