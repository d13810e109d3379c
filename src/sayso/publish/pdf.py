"""A page as a tagged PDF (PDF/UA-1), by WeasyPrint, which reads the page's own print style."""

from __future__ import annotations

from sayso.errors import MissingExtra

_TO_DO = "install it with `pip install 'sayso[pdf]'`, or print the HTML page from a browser"


def pdf(page: str) -> bytes:
    """The page on A4. Nothing is fetched: the page is self-contained. The same page gives the same bytes.

    Raises MissingExtra where WeasyPrint, or the Pango library that it draws with, is not installed.
    """
    try:
        from weasyprint import HTML
    except ImportError as missing:
        raise MissingExtra("PDF needs WeasyPrint, which is not installed", _TO_DO) from missing
    except OSError as missing:  # it is here, but finds no Pango
        raise MissingExtra(
            "PDF needs the Pango library, which WeasyPrint does not find",
            "install Pango (on Debian: apt install libpango-1.0-0 libpangoft2-1.0-0), or print the page from a browser",
        ) from missing
    made = HTML(string=page, url_fetcher=_refused).write_pdf(pdf_variant="pdf/ua-1", pdf_identifier=b"sayso")
    return bytes(made or b"")


def _refused(url: str, *_: object, **__: object) -> dict[str, object]:
    raise ValueError(f"a published page asks for nothing from outside: {url}")
