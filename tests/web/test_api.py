"""The API against the desk that it serves: the same values as the commands, in pages, once only."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest

pytest.importorskip("fastapi", reason="the web extra is not installed: pip install 'sayso[web]'")

import msgspec
from served import Served

from sayso.desk import Desk
from sayso.model import Claim, Reading
from sayso.publish.json_lines import claim_json, reading_json
from sayso.store import assessments, documents, linking, readings

V1 = "/api/v1"


@pytest.fixture(scope="module")
def kept(small_desk: Path) -> Iterator[tuple[list[Reading], tuple[Claim, ...], dict[str, str]]]:
    with Desk.open(small_desk) as desk, desk.store.reading() as connection:
        yield list(readings.every(connection)), linking.get(connection).claims, documents.paths(connection)


def paged(served: Served, path: str, size: int) -> list[Any]:
    """Every row of a list, page by page."""
    rows, after = [], ""
    sign = "&" if "?" in path else "?"
    while True:
        page = served.get(f"{V1}{path}{sign}limit={size}{after}").json
        assert len(page["rows"]) <= size
        rows += page["rows"]
        if page["next"] is None:
            return rows
        after = f"&after={page['next']}"


def test_readings_are_those_that_read_prints(served: Served, kept: Any) -> None:
    found, _, paths = kept
    for reading in found:
        name = reading.document.id
        assert served.get(f"{V1}/documents/{name}/reading").body == reading_json(paths[name], reading)


def test_claims_are_those_that_claims_prints(served: Served, kept: Any) -> None:
    _, claims, paths = kept
    for claim in claims[:40]:
        assert served.get(f"{V1}/claims/{claim.id}").body == claim_json(claim, paths)


@pytest.mark.parametrize("path", [
    "/documents", "/documents?words=the", "/claims", "/claims?order=latest", "/statements", "/disputes", "/agents",
    "/outlets", "/events", "/changes",
])  # fmt: skip
def test_pages_follow_one_another_without_gap_or_repeat(served: Served, path: str) -> None:
    whole = paged(served, path, 200)
    assert paged(served, path, 3) == whole
    assert len({json.dumps(row, sort_keys=True) for row in whole}) == len(whole)
    assert whole or path in ("/changes", "/disputes")


def test_lists_hold_everything(served: Served, kept: Any) -> None:
    found, claims, _ = kept
    assert {row["id"] for row in paged(served, "/documents", 50)} == {one.document.id for one in found}
    assert {row["id"] for row in paged(served, "/claims", 50)} == {claim.id for claim in claims}
    tellings = {(m.document, m.statement) for claim in claims for m in claim.members}
    assert {(row["document"], row["statement"]) for row in paged(served, "/statements", 50)} == tellings
    events = sum(len(one.events) for one in found)
    assert len(paged(served, "/events", 50)) == events


def test_an_agent_and_an_outlet(served: Served, kept: Any) -> None:
    _, claims, _ = kept
    most = served.get(f"{V1}/agents?limit=1").json["rows"][0]
    tellings = [m for claim in claims for m in claim.members if m.chain[-1] == most["name"]]
    assert most["count"] == len(tellings)
    agent = served.get(f"{V1}/agents/{quote(most['name'], safe='')}").json
    assert agent["tellings"] == len(tellings)
    outlet = served.get(f"{V1}/outlets/Lantern%20Wire").json
    assert outlet["documents"] == len(paged(served, "/documents?outlet=Lantern%20Wire", 50)) > 0
    told_first = {claim.id for claim in claims if claim.members[0].outlet == "Lantern Wire"}
    assert {row["id"] for row in outlet["first"]["rows"]} <= told_first


def test_a_claim_followed(served: Served, kept: Any) -> None:
    _, claims, _ = kept
    claim = max(claims, key=lambda one: len(one.members))
    told = served.get(f"{V1}/claims/{claim.id}/trace").json
    assert told["claim"]["id"] == claim.id
    members = [m for one in told["tellings"] for m in (one["member"], *one["copies"], *one["again"])]
    assert {m["document"] for m in members} == {m.document for m in claim.members}
    assert told["tellings"][0]["against"] is None


def test_search_finds_documents_and_claims(served: Served, kept: Any) -> None:
    found, claims, _ = kept
    words = " ".join(claims[0].text.split()[:4])
    answer = served.get(f"{V1}/search?words={quote(words)}").json
    assert claims[0].id in {row["id"] for row in answer["claims"]}
    assert {row["id"] for row in answer["documents"]["rows"]} <= {one.document.id for one in found}


def test_the_assessment_of_a_day(served: Served, small_desk: Path) -> None:
    (day,) = served.get(f"{V1}/assessments").json
    with Desk.open(small_desk) as desk, desk.store.reading() as connection:
        kept = assessments.get(connection, day)
    for name in (day, "latest"):
        assert served.get(f"{V1}/assessments/{name}").body == msgspec.json.encode(kept)


def test_the_bytes_of_a_document_are_for_saving(served: Served, kept: Any) -> None:
    found, _, paths = kept
    name = found[0].document.id
    answer = served.get(f"{V1}/documents/{name}/original")
    assert answer.body == Path(paths[name]).read_bytes()
    assert answer.headers["content-type"] == "application/octet-stream"
    assert answer.headers["content-disposition"].startswith("attachment;")


def test_positions_on_the_issues_of_the_desk(served: Served) -> None:
    every = served.get(f"{V1}/positions").json
    assert every and all(one["sayings"] for one in every)
    name = every[0]["agent"]
    assert {one["agent"] for one in served.get(f"{V1}/positions?agent={quote(name)}").json} == {name}
    assert served.get(f"{V1}/positions?issue=No+such+issue").status == 400


def test_an_answer_is_sent_once(served: Served) -> None:
    for path in (f"{V1}/claims", f"{V1}/openapi.json", "/claims"):
        first = served.get(path)
        tag = first.headers["etag"]
        again = served.get(
            path, if_none_match=f'"other", W/{tag}', cookie=first.headers.get("set-cookie", "x=y").split(";")[0]
        )
        assert (again.status, again.body, again.headers["etag"]) == (304, b"", tag), path
        assert served.get(path, if_none_match='"other"').status == 200


@pytest.mark.parametrize(("path", "status"), [
    ("/claims/c-000000000000", 404), ("/documents/x", 404), ("/documents/x/reading", 404), ("/disputes/x", 404),
    ("/agents/Nobody%20at%20all", 404), ("/outlets/None", 404), ("/assessments/1999-01-01", 404), ("/jobs/x", 404),
    ("/nothing", 404), ("/claims?limit=0", 422), ("/claims?limit=x", 422), ("/claims?after=x", 400),
    ("/documents?first=2025-02-30", 422), ("/documents?first=yesterday", 422), ("/documents?kind=loud", 422),
    ("/documents?words=%00", 422), ("/claims?order=best", 422), ("/search", 422),
])  # fmt: skip
def test_every_failure_has_one_shape(served: Served, path: str, status: int) -> None:
    answer = served.get(f"{V1}{path}")
    assert (answer.status, answer.headers["content-type"]) == (status, "application/problem+json")
    assert set(answer.json) == {"type", "title", "status", "detail", "to_do"}
    assert answer.json["status"] == status and answer.json["detail"] and answer.json["to_do"]
    assert "Traceback" not in answer.text


@pytest.mark.parametrize(("body", "kind", "status"), [
    (b"{", "application/json", 422), (b"[]", "application/json", 422), (b'{"text": 1}', "application/json", 422),
    (b'{"text": "a", "more": 1}', "application/json", 422), (b"text=a", "application/x-www-form-urlencoded", 415),
    (b'{"text": ""}', "application/json", 400), (b"\xff", "application/json", 422),
    (b"[" * 100_000, "application/json", 422),
])  # fmt: skip
def test_a_body_that_does_not_fit_is_refused(served: Served, body: bytes, kind: str, status: int) -> None:
    assert served.ask("POST", f"{V1}/check", body, content_type=kind).status == status


def test_a_method_that_is_not_there(served: Served) -> None:
    refused = served.ask("DELETE", f"{V1}/documents")
    assert (refused.status, refused.headers["allow"]) == (405, "GET, POST")
    for path in (f"{V1}/claims", "/claims"):
        head, got = served.ask("HEAD", path), served.get(path)
        assert (head.status, head.body, head.headers["content-length"]) == (200, b"", got.headers["content-length"])


def test_the_reference_is_made_from_what_is_served(served: Served) -> None:
    described = served.get(f"{V1}/openapi.json").json
    page = served.get(f"{V1}/docs").text
    for path, methods in described["paths"].items():
        for method in methods:
            assert f"{method.upper()} {path}" in page
    for name in ("ReadingJson", "ClaimJson", "Assessment", "Problem"):
        assert name in described["components"]["schemas"]
    assert "<script" not in page.replace('<script src="/static', "")
    assert "`" not in page
    ids = set(re.findall(r'id="([^"]+)"', page))
    assert set(re.findall(r'href="#([^"]+)"', page)) <= ids


def test_a_text_is_checked_and_not_kept(served: Served, kept: Any) -> None:
    found, _, _ = kept
    before = served.get(f"{V1}/state").json
    reading = next(one for one in found if any(s.kind == "direct" for s in one.statements))
    said = next(s for s in reading.statements if s.kind == "direct")
    quoted = reading.document.text[said.content[0].start : said.content[0].end]
    wrong = f"“{quoted[:-1].rstrip('.,')} and pigs fly”, said {said.chain[-1].name}."
    findings = served.post(f"{V1}/check", {"text": wrong, "published": "2025-03-05"}).json
    assert any(one["severity"] == "error" for one in findings)
    assert all(wrong[one["start"] : one["end"]] for one in findings)
    assert served.get(f"{V1}/state").json == before
