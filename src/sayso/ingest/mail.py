"""A mail (EML, RFC 5322 and MIME) or a mailbox of them (mbox, RFC 4155) to documents: newsletters first of all.

In: a stream. Out: the mail's own words, each forwarded message as a document of its sender's, and what is attached in
a form that is read. The subject is the headline, Date the moment. The outlet is the one at the sender's address, or
the name a newsletter goes by; a person's mail has that person as author. Of plain text and HTML the plain text is
taken, unless it holds much less. The original is the whole mail; the path of a mail is ``FILE`` or ``MBOX:NUMBER``,
of an attachment that with its name behind.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from email import message_from_bytes
from typing import IO

from sayso.ingest.documents import document_of
from sayso.ingest.ingested import MAX_PACKED, Given, Ingested, Inner, issue, no_text, refused
from sayso.ingest.mailheaders import stated_by
from sayso.ingest.mailparts import attachments, words_of
from sayso.ingest.mailtext import divided
from sayso.ingest.media import MAIL, MAIL_BEGINS

_LARGE = f"It is larger than {MAX_PACKED // 1_000_000} MB, more than any service carries."


def ingest_mail(stream: IO[bytes], path: str, given: Given, inner: Inner) -> Iterator[Ingested]:
    """The documents of one mail."""
    data = stream.read(MAX_PACKED + 1)
    if len(data) > MAX_PACKED:
        yield refused(path, MAIL, issue(_LARGE, "Save what is attached to it."))
    else:
        yield from _documents(data, path, given, inner)


def ingest_mails(stream: IO[bytes], path: str, given: Given, inner: Inner) -> Iterator[Ingested]:
    """The documents of a mailbox, mail by mail."""
    for number, data in enumerate(_mails(stream), 1):
        if len(data) > MAX_PACKED:
            yield refused(f"{path}:{number}", MAIL, issue(_LARGE, "Save what is attached to it."))
        else:
            yield from _documents(data, f"{path}:{number}", given, inner)


def _mails(stream: IO[bytes]) -> Iterator[bytes]:
    """The mails between lines that begin with "From "; no more than is allowed of each is held."""
    lines: list[bytes] = []
    size = 0
    while line := stream.readline(MAX_PACKED):
        if line.startswith(b"From ") and MAIL_BEGINS.fullmatch(line):
            if lines:
                yield b"".join(lines)
            lines, size = [], 0
        elif size <= MAX_PACKED:
            lines.append(line)
            size += len(line)
    if lines:
        yield b"".join(lines)


def _documents(data: bytes, path: str, given: Given, inner: Inner) -> Iterator[Ingested]:
    mail = message_from_bytes(data)
    stated, issues = stated_by(mail)
    text, more = words_of(mail)
    issues += more
    found = False
    for part in divided(text):
        if not any(map(str.isalnum, part.text)):
            continue
        found = True
        about = part.stated or stated
        document, problems = document_of(part.text, data, about, given)
        yield Ingested(f"{path}:forwarded" if part.stated else path, document, data, MAIL, issues + problems)
    behind = Given(stated.published or given.published, stated.outlet or given.outlet, given.language, given.url)
    for name, media, content in attachments(mail):
        found = True
        yield from inner(io.BytesIO(content), f"{path}:{name}", behind, media)
    if not found:
        yield refused(path, MAIL, *(issues or (no_text(),)), original=data)
