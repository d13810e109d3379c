"""What a server answered, as one WARC record (ISO 28500): the original that a desk keeps.

The record rather than the bare body, because the address, the moment, the status and the headers (the
charset among them) belong to what a citation rests on, and because any tool for web archives reads it.
The body is kept unpacked and its packing headers are renamed ``X-Crawl-…``, as Common Crawl does, so that
cited words can be found in the bytes. The same answer gives the same record, its id included.
"""

from __future__ import annotations

import io
from uuid import NAMESPACE_URL, uuid5

from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from sayso.store.packing import sha256
from sayso.watch.fetching import Answer

_UNDONE = {"content-encoding", "transfer-encoding", "content-length"}


def record_of(answer: Answer) -> bytes:
    """The answer as a WARC 1.1 ``response`` record."""
    return _written(answer, packed=False)


def packed_record_of(answer: Answer) -> bytes:
    """The same record as a member of a ``.warc.gz``; such members one after another are an archive."""
    return _written(answer, packed=True)


def _written(answer: Answer, *, packed: bool) -> bytes:
    out = io.BytesIO()
    writer = WARCWriter(out, gzip=packed, warc_version="1.1")
    name = uuid5(NAMESPACE_URL, f"{answer.address} {answer.at} {sha256(answer.body)}")
    record = writer.create_warc_record(
        answer.address,
        "response",
        payload=io.BytesIO(answer.body),
        http_headers=StatusAndHeaders(
            f"{answer.status} {answer.reason}".strip(), _kept_headers(answer), protocol="HTTP/1.1"
        ),
        warc_headers_dict={"WARC-Date": answer.at, "WARC-Record-ID": f"<urn:uuid:{name}>"},
    )
    writer.write_record(record)
    return out.getvalue()


def _kept_headers(answer: Answer) -> list[tuple[str, str]]:
    kept = [
        (f"X-Crawl-{name}" if name.lower() in _UNDONE else name, " ".join(value.split()))
        for name, value in answer.headers
    ]
    return [*kept, ("Content-Length", str(len(answer.body)))]
