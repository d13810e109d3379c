"""The example articles as a perfect reader would read them: statements and chains from the case file.

In: `examples/`. Out: readings whose blocks, sentences, agents, times, places and figures come from the reader and
whose statements and assertions are the tellings that the case file names. So a test of linking fails for linking.
"""

from __future__ import annotations

import json
import re
import tomllib
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec

from sayso.ingest import ingest
from sayso.ingest.outlets import Outlet
from sayso.model import Agent, Assertion, Document, Event, Link, Reading, Span, Statement
from sayso.read import ReadSettings, read

EXAMPLES = Path(__file__).parent.parent.parent / "examples"
CASE: dict[str, Any] = json.loads((EXAMPLES / "case.json").read_text(encoding="utf-8"))
DOCUMENTS_AS_SOURCES = {"geolocated footage", "draft of the agreement"}


def documents() -> dict[str, Reading]:
    """The reader's own reading of each example, by its path in the case file."""
    desk_file = tomllib.loads((EXAMPLES / "desk.toml").read_text(encoding="utf-8"))
    settings = ReadSettings(outlets=tuple(msgspec.convert(entry, Outlet) for entry in desk_file["outlets"]))
    found = {}
    for item in ingest(str(EXAMPLES / "articles")):
        if item.document is not None:
            path = str(Path(item.path).relative_to(EXAMPLES))
            found[path] = read(item.document, settings)
    return found


def perfect(reading: Reading, tellings: list[dict[str, Any]]) -> Reading:
    """The reading with the case file's tellings for its statements and assertions."""
    text, statements, assertions = reading.document.text, [], []
    seen: set[tuple[str, ...]] = set()
    outlet = tellings[0]["chain"][0] if tellings else reading.document.outlet
    for telling in tellings:
        for start in _occurrences(text, telling["text"]):
            end = start + len(telling["text"])
            if (str(start), *telling["chain"]) in seen:
                continue
            seen.add((str(start), *telling["chain"]))
            ident = f"t{len(seen)}"
            if len(telling["chain"]) == 1:
                assertions.append(Assertion(ident, start, end))
            else:
                statements.append(_statement(ident, Span(start, end), telling["chain"], reading))
    document = msgspec.structs.replace(reading.document, outlet=outlet)
    return msgspec.structs.replace(
        reading,
        document=document,
        statements=tuple(statements),
        assertions=tuple(assertions),
        events=tuple(_captures(text, statements)),
    )


def _captures(text: str, statements: list[Statement]) -> Iterator[Event]:
    """The event of "captured X" in a telling."""
    for statement in statements:
        content = statement.content[0]
        found = re.search(r"captured (\w+)", text[content.start : content.end])
        if found:
            start, end = content.start + found.start(), content.start + found.end()
            yield Event("capture", "Russian forces", found[1], None, statement.id, start, end)


def _occurrences(text: str, words: str) -> list[int]:
    found, start = [], text.find(words)
    while start >= 0:
        found.append(start)
        start = text.find(words, start + 1)
    return found


def _statement(ident: str, content: Span, chain: list[str], reading: Reading) -> Statement:
    quoted = reading.document.text[max(0, content.start - 1) : content.start] in ("“", '"', "«")
    links = tuple(_link(name, reading) for name in chain)
    return Statement(ident, "direct" if quoted else "indirect", "communication", None, None, (content,), None, links)


def _link(name: str, reading: Reading) -> Link:
    if name in DOCUMENTS_AS_SOURCES:
        return Link(name, "document")
    if name[0].islower() or name == "Telegram channel":
        return Link(name, "unnamed")
    kinds = {agent.name: agent.kind for agent in reading.agents}
    return Link(name, kinds.get(name, "organisation"))


def desk(found: dict[str, Reading]) -> tuple[list[Reading], dict[str, str]]:
    """Perfect readings of all examples, and the path of each document's id."""
    tellings: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for claim in CASE["claims"]:
        for member in (*claim["members"], *claim["also"]):
            tellings[member["path"]].append(member)
    readings = [perfect(reading, tellings[path]) for path, reading in found.items()]
    return readings, {reading.document.id: path for path, reading in found.items()}


__all__ = ["CASE", "Agent", "Document", "desk", "documents"]
