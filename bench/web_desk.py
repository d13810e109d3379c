"""A large desk to serve: the readings of a world, with the claims that the world knows to be the same.

What links them is no part of what serving costs, and would take longer than everything else here together; so claims
are made from the world's truth (`worlds.truth`), every statement and assertion that is none of its told facts a claim
of its own, as linking leaves them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from hashlib import sha256
from itertools import islice
from pathlib import Path

from msgspec.structs import replace
from scale import world
from sqlalchemy import Connection, delete, insert
from worlds import Truth, stories, truth
from worlds.stories import Story

from sayso.desk import Desk
from sayso.model import Assertion, Citation, Claim, Copy, Dispute, Member, Range, Reading, Statement
from sayso.pipeline import made_by
from sayso.store import browse, documents, readings, told
from sayso.store.documents import Arrival
from sayso.store.packing import pack
from sayso.store.schema import claims, copies, dispute_sides, disputes, linkings, members

STORIES = 40  # kept in one transaction
WAYS = 5
ISSUES = "\n[issues]\nNegotiations = ['talks', 'ceasefire']\nEnergy = ['power plant', 'gas']\n"


def fill(folder: Path, size: int, seed: int) -> None:
    """A desk of about so many documents, linked by what is true of them."""
    from sayso.read import ReadSettings
    from sayso.read.settings import run_id

    Desk.create(folder).close()
    with (folder / "desk.toml").open("a", encoding="utf-8") as settings:
        settings.write(ISSUES)
    with Desk.open(folder) as desk:
        rest, kept = iter(stories(world(size, seed))), 0
        while kept < size and (batch := list(islice(rest, STORIES))):
            with desk.store.writing() as connection:
                for story in batch:
                    kept += _keep(connection, story, run_id(ReadSettings()))
            print(f"\r{kept} documents", end="", flush=True)
    settle(folder)


def settle(folder: Path) -> None:
    """Take the claims as those that this version would link, so that a server does not begin by linking."""
    with Desk.open(folder) as desk, desk.store.writing() as connection:
        due = readings.fingerprint(connection, made_by(desk, connection))
        connection.execute(delete(linkings))
        connection.execute(insert(linkings).values(number=1, fingerprint=due, packed=pack(())))


def _keep(connection: Connection, story: Story, run: str) -> int:
    known, found = truth([story]), []
    for article in story.articles:
        document = article.reading.document
        arrival = Arrival(f"{document.id}.txt", "text/plain", document.text.encode(), document)
        if not article.hidden and documents.put(connection, arrival):
            found.append(replace(article.reading, run=run))
            readings.put(connection, found[-1])
    _link(connection, found, known)
    return len(found)


def _link(connection: Connection, found: Sequence[Reading], known: Truth) -> None:
    made = list(_claims(found, known))
    if made:
        connection.execute(insert(claims), [{"id": claim.id, "packed": pack(claim)} for claim in made])
        connection.execute(insert(members), [row for claim in made for row in _rows(claim)])
        told.put(connection, made)
        browse.put(connection, made)
    here = {reading.document.id for reading in found}
    for copy, original in known.copies.items():
        if not {copy, original} <= here:
            continue
        row = Copy(copy, original, "copy", 1.0, "the world knows")
        connection.execute(insert(copies).values(document=copy, original=original, packed=pack(row)))
    for dispute in _disputes(made, known):
        connection.execute(insert(disputes).values(id=dispute.id, packed=pack(dispute)))
        sides = [{"claim": side, "dispute": dispute.id} for side in (dispute.left, dispute.right)]
        connection.execute(insert(dispute_sides), sides)


def _claims(found: Sequence[Reading], known: Truth) -> Iterator[Claim]:
    tellings = {(m.document, m.statement): m for reading in found for m in _members(reading, known)}
    for number, same in enumerate(known.told.values()):
        group = [tellings.pop(key) for one in same if (key := (one.document, one.statement)) in tellings]
        if group:
            yield _claim(group, f"{group[0].document} {group[0].statement} {number}")
    for member in tellings.values():
        yield _claim([member], f"{member.document} {member.statement}")


def _members(reading: Reading, known: Truth) -> Iterator[Member]:
    document = reading.document
    for one in (*reading.statements, *reading.assertions):
        if isinstance(one, Statement) and (one.type == "control" or not one.content):
            continue
        start, end = (one.start, one.end) if isinstance(one, Assertion) else (one.content[0].start, one.content[0].end)
        words = document.text[start:end]
        outlet = document.outlet or "unknown publisher"
        chain = tuple(link.name for link in one.chain) if isinstance(one, Statement) else (outlet,)
        cited = Citation(document.id, start, end, words)
        kind = one.kind if isinstance(one, Statement) else None
        about = (chain, outlet, document.published, one.certainty, kind, known.copies.get(document.id))
        yield Member(document.id, one.id, cited, words, *about)


def _claim(group: Sequence[Member], key: str) -> Claim:
    ordered = tuple(sorted(group, key=lambda member: (member.published or "9", member.document)))
    origins = tuple(sorted({member.chain[-1] for member in ordered}))
    dates = [member.published for member in ordered if member.published]
    ways = tuple(dict.fromkeys(member.chain for member in ordered))[:WAYS]
    span = (dates[0], dates[-1]) if dates else (None, None)
    name = f"c-{sha256(key.encode()).hexdigest()[:12]}"
    return Claim(name, ordered[0].text, ordered, origins, Range(1, len(origins)), None, ways, *span)


def _disputes(made: Sequence[Claim], known: Truth) -> Iterator[Dispute]:
    of = {(m.document, m.statement): claim for claim in made for m in claim.members}
    for pair, kind in known.quarrels.items():
        sides = [of.get((known.told[key][0].document, known.told[key][0].statement)) for key in sorted(pair)]
        if None not in sides and sides[0] is not sides[1]:
            left, right = (side for side in sides if side is not None)
            name = sha256(f"{left.id} {right.id}".encode()).hexdigest()[:12]
            yield Dispute(f"d-{name}", kind, left.id, right.id, left.origins[:1], right.origins[:1], "the world knows")


def _rows(claim: Claim) -> Iterator[dict[str, str]]:
    for document, statement in {(member.document, member.statement) for member in claim.members}:
        yield {"claim": claim.id, "document": document, "statement": statement}
