"""Web archives, pages and PDFs made for tests."""

from __future__ import annotations

import gzip
import io

from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

WORDS = "The minister said on Friday that the bridge at {place} would reopen in June, and that no toll would be asked."


def page(place: str, address: str | None = None) -> bytes:
    canonical = f'<link rel="canonical" href="{address}">' if address else ""
    paragraphs = "".join(f"<p>{WORDS.format(place=place)} Paragraph {n} of {place}.</p>" for n in range(3))
    return (
        f'<!doctype html><html lang="en"><head><title>Bridge at {place}</title>{canonical}'
        f'<meta property="article:published_time" content="2024-11-01T18:00:00Z"></head>'
        f"<body><article><h1>Bridge at {place}</h1>{paragraphs}</article></body></html>"
    ).encode()


class Archive:
    """A WARC that is written record by record."""

    def __init__(self, packed: bool = False) -> None:
        self._bytes = io.BytesIO()
        self._writer = WARCWriter(self._bytes, gzip=packed)
        self.starts: list[int] = []

    def info(self) -> Archive:
        return self._write(self._writer.create_warcinfo_record("a.warc", {"software": "test"}))

    def response(
        self,
        address: str,
        body: bytes,
        *headers: tuple[str, str],
        status: str = "200 OK",
        media: str | None = "text/html",
        kind: str = "response",
        **about: str,
    ) -> Archive:
        fields = [*([("Content-Type", media)] if media else []), *headers]
        http = StatusAndHeaders(status, fields, protocol="HTTP/1.1")
        extra = {"WARC-Date": "2024-11-02T06:00:00Z"} | {name.replace("_", "-"): value for name, value in about.items()}
        return self._write(
            self._writer.create_warc_record(
                address, kind, payload=io.BytesIO(body), http_headers=http, warc_headers_dict=extra
            )
        )

    def plain(self, kind: str, address: str, body: bytes, media: str) -> Archive:
        record = self._writer.create_warc_record(
            address, kind, payload=io.BytesIO(body), length=len(body), warc_content_type=media
        )
        return self._write(record)

    def _write(self, record: object) -> Archive:
        self.starts.append(self._bytes.tell())
        self._writer.write_record(record)
        return self

    def data(self) -> bytes:
        return self._bytes.getvalue()


def chunked(body: bytes, size: int = 700) -> bytes:
    parts = [body[at : at + size] for at in range(0, len(body), size)]
    return b"".join(b"%x\r\n%s\r\n" % (len(part), part) for part in parts) + b"0\r\n\r\n"


def unpacked(data: bytes) -> bytes:
    return gzip.decompress(data)
