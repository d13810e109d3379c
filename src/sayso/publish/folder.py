"""A published folder that proves itself: the cited sources enclosed, every file under its SHA-256.

    SHA256SUMS      the hash of every other file; `sha256sum -c SHA256SUMS` reads it too
    manifest.json   what is cited from where, and what each source is
    sources/ID.txt  the text of each cited document, code point for code point

`enclose` makes it, `examine` finds what was changed since. Whoever rewrites everything, hashes included, is not found
out: against that, sign SHA256SUMS with a key of your own.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Literal

import msgspec
from msgspec import Struct

from sayso.ingest.identity import document_id
from sayso.model import Citation, Document
from sayso.publish.settings import File

SUMS, MANIFEST, SOURCES = "SHA256SUMS", "manifest.json", "sources/"
_SUM = re.compile(r"([0-9a-f]{64})  ([^\n]+)\n")


class Stated(Struct, frozen=True, forbid_unknown_fields=True):
    """What an article states about itself. Its id is a hash over this and its text: neither can be changed alone."""

    url: str | None
    outlet: str | None
    title: str | None
    published: str | None
    authors: tuple[str, ...]


class Source(Struct, frozen=True, forbid_unknown_fields=True):
    """A cited document. ``outlet``, ``title`` and ``published`` are as the desk's reading found them.

    ``original`` is the SHA-256 of the bytes that it came from, which the desk keeps.
    """

    document: str
    file: str
    outlet: str | None
    title: str | None
    published: str | None
    stated: Stated
    original: str


class Manifest(Struct, frozen=True, forbid_unknown_fields=True):
    """``files`` gives each published file's SHA-256 by name, the sources' too."""

    format: Literal["sayso-publication/1"]
    title: str
    files: dict[str, str]
    sources: tuple[Source, ...]
    citations: tuple[Citation, ...]


class Flaw(Struct, frozen=True):
    """A file that is not as it was published, and what is wrong with it."""

    file: str
    what: str


def enclose(
    title: str,
    files: Sequence[File],
    citations: Iterable[Citation],
    documents: Mapping[str, Document],
    arrived: Mapping[str, Document],
) -> tuple[File, ...]:
    """The files with the cited sources, the manifest and the sums.

    ``documents`` holds every cited document as it was read, ``arrived`` the same as they came to the desk.
    """
    cited = tuple(dict.fromkeys(citations))
    used = list(dict.fromkeys(citation.document for citation in cited))
    texts = [File(_path(name), _bytes(documents[name].text)) for name in used]
    whole = (*files, *texts)
    manifest = Manifest(
        "sayso-publication/1",
        title,
        {file.name: _hash(file.data) for file in whole},
        tuple(_source(documents[name], arrived[name]) for name in used),
        cited,
    )
    made = File(MANIFEST, msgspec.json.format(msgspec.json.encode(manifest), indent=2) + b"\n")
    sums = "".join(f"{_hash(file.data)}  {file.name}\n" for file in (*whole, made))
    return (*whole, made, File(SUMS, sums.encode()))


def examine(files: Mapping[str, bytes]) -> tuple[Flaw, ...]:
    """What is wrong with a published folder, given its files by path; nothing where every byte is as published."""
    if SUMS not in files:
        return (Flaw(SUMS, "is missing: this is no published folder, or its hashes were taken away"),)
    listed, broken = _listed(files[SUMS])
    manifest = _manifest(files.get(MANIFEST))
    flaws = [*broken, *_hashes(files, listed, manifest)]
    if manifest is not None:
        flaws += [*_sources(files, manifest), *_citations(files, manifest)]
    elif MANIFEST in files:
        flaws.append(Flaw(MANIFEST, "cannot be read"))
    return tuple(dict.fromkeys(flaws))


def cited_in(files: Mapping[str, bytes]) -> int:
    """How many citations a published folder holds; 0 where its manifest cannot be read."""
    manifest = _manifest(files.get(MANIFEST))
    return len(manifest.citations) if manifest else 0


def _listed(sums: bytes) -> tuple[dict[str, str], list[Flaw]]:
    """The hashes by name, and a flaw for each line that is not as they are written."""
    listed: dict[str, str] = {}
    broken: list[Flaw] = []
    for number, line in enumerate(sums.decode(errors="replace").splitlines(keepends=True), 1):
        match = _SUM.fullmatch(line)
        if match is None or match.group(2) in listed:
            broken.append(Flaw(SUMS, f"line {number} is not as it was written"))
        else:
            listed[match.group(2)] = match.group(1)
    return listed, broken


def _hashes(files: Mapping[str, bytes], listed: Mapping[str, str], manifest: Manifest | None) -> Iterator[Flaw]:
    """Each file against its two records: where the one differs and the other does not, it was the record.

    The manifest has only one: where the two differ, both are named.
    """
    for name in sorted({*listed, *files} - {SUMS}):
        second = manifest.files.get(name) if manifest else None
        if name not in files:
            yield Flaw(name, f"is missing, though {SUMS} lists it")
        elif name not in listed and second is None and name != MANIFEST:
            yield Flaw(name, f"was added: {SUMS} does not list it")
        elif listed.get(name) != (actual := _hash(files[name])):
            if second == actual:
                yield Flaw(SUMS, f"was changed: it does not give the hash of {name}, which {MANIFEST} gives")
                continue
            yield Flaw(name, f"was changed: {SUMS} gives another hash for it")
            if name == MANIFEST:
                yield Flaw(SUMS, f"was changed, if {MANIFEST} was not")
        elif second is not None and second != actual:
            yield Flaw(MANIFEST, f"was changed: it does not give the hash of {name}")


def _sources(files: Mapping[str, bytes], manifest: Manifest) -> Iterator[Flaw]:
    """The ids of the sources are hashes too."""
    for source in manifest.sources:
        text = _text(files.get(source.file))
        if text is not None and document_id(_document(source, text)) != source.document:
            yield Flaw(source.file, f"is not document {source.document}: its text or what it states was changed")


def _citations(files: Mapping[str, bytes], manifest: Manifest) -> Iterator[Flaw]:
    texts = {source.document: _text(files.get(source.file)) for source in manifest.sources}
    for citation in manifest.citations:
        text = texts.get(citation.document)
        where = f"{citation.document}, characters {citation.start} to {citation.end}"
        if text is None:
            yield Flaw(MANIFEST, f"cites {where}, and that source is not here")
        elif text[citation.start : citation.end] != citation.words:
            yield Flaw(_path(citation.document), f"does not say the cited words: {where}")


def _manifest(data: bytes | None) -> Manifest | None:
    try:
        return msgspec.json.decode(data, type=Manifest) if data is not None else None
    except (msgspec.DecodeError, UnicodeDecodeError):  # a ValidationError is a DecodeError
        return None


def _source(read: Document, arrived: Document) -> Source:
    return Source(
        document=read.id,
        file=_path(read.id),
        outlet=read.outlet,
        title=read.title,
        published=read.published,
        stated=Stated(arrived.url, arrived.outlet, arrived.title, arrived.published, arrived.authors),
        original=arrived.original,
    )


def _document(source: Source, text: str) -> Document:
    said = source.stated
    return Document("", text, said.outlet, said.url, said.title, said.published, authors=said.authors)


def _path(document: str) -> str:
    return f"{SOURCES}{document}.txt"


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")  # a broken page's half character has its place too


def _text(data: bytes | None) -> str | None:
    try:
        return data.decode("utf-8", "surrogatepass") if data is not None else None
    except UnicodeDecodeError:
        return None


def _hash(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
