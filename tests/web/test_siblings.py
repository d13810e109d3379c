"""The processes that answer what only reads: the same answers, and no harm when one ends."""

from __future__ import annotations

import asyncio
import os
import re
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Coroutine, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote

import pytest

pytest.importorskip("uvicorn", reason="the web extra is not installed: pip install 'sayso[web]'")

from fastapi import APIRouter
from fastapi.routing import APIRoute
from served import Answer, Served, Tokens, serving

from sayso.desk import Desk
from sayso.store import assessments, browse, documents
from sayso.web import api, pages
from sayso.web import siblings as beside
from sayso.web.app import reading
from sayso.web.guard.people import Viewer
from sayso.web.shared import _HERE
from sayso.web.sibling import answered
from sayso.web.siblings import Siblings


@pytest.fixture
def two_processors(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(beside, "useful", lambda: 2)


def test_a_process_gives_each_page_and_value_as_the_server_itself_does(desk_copy: Path) -> None:
    here = reading(desk_copy)
    asked = [_request(path) for path in _paths(desk_copy)]
    assert len(asked) > 40
    own = [_run(answered(here, {**one, "app": here})) for one in asked]
    there = _run(_by_a_process(desk_copy, asked))
    for one, mine, its in zip(asked, own, there, strict=True):
        assert its == mine, one["path"]
        assert mine[0] in (200, 303), (one["path"], mine)


def test_what_needs_the_server_itself_is_never_handed_on(desk_copy: Path) -> None:
    """Every address with GET either answers without a queue of jobs, or is one of those that stay."""
    app = reading(desk_copy)
    for path in _paths(desk_copy, every=True):
        if not path.startswith(_HERE):
            status, _, body = _run(answered(app, {**_request(path), "app": app}))
            assert status < 500, (path, body)


def test_many_at_once_are_answered_by_processes_that_see_what_changes(desk_copy: Path, two_processors: None) -> None:
    with serving(desk_copy) as server:
        alive = _started(server)
        assert len(alive) == 2
        job = server.upload(
            {"new.txt": b"KYIV, May 4, 2025 (Lantern Wire) - The mayor of Stepnohirsk said ferries run."}
        )
        assert server.done(job.json)["state"] == "done"
        found = server.get("/api/v1/search?words=ferries").json["documents"]["rows"]
        assert found and not server.get("/search?words=ferries", accept="application/json").json["next"]
        assert server.app.state.siblings.alive == alive
    _until(lambda: not any(map(_runs, alive)), "the processes end with the server")


def test_a_process_that_ends_is_replaced_and_nobody_notices(desk_copy: Path, two_processors: None) -> None:
    with serving(desk_copy) as server:
        alive = _started(server)
        with _crowd(server) as answers:
            for pid in alive:
                os.kill(pid, signal.SIGKILL)
            _until(lambda: len(set(server.app.state.siblings.alive) - set(alive)) == 2, "they are started again")
            time.sleep(0.2)
        assert len(answers) > 10
        assert {answer.status for answer in answers} == {200}


def test_those_that_ended_before_they_were_asked_cost_no_request_anything(tmp_path: Path) -> None:
    async def asked() -> Any:
        children = Siblings(tmp_path, 4)
        for _ in range(4):
            child = await asyncio.create_subprocess_exec(*_ENDED, stdin=-1, stdout=-1)
            await child.wait()
            children._alive.add(child)
            children._give(child)
        children._not_before = time.monotonic() + 60
        given = await children.answer({})
        await children.close()
        return given, len(children.alive)

    assert _run(asked()) == (None, 0)  # the server answers itself


def test_one_that_ends_over_every_request_is_a_fault_and_the_server_goes_on(tmp_path: Path) -> None:
    async def poison() -> tuple[list[Any], int]:
        children = Siblings(tmp_path, 2)
        for _ in range(2):
            child = await asyncio.create_subprocess_exec(*_EATS, stdin=-1, stdout=-1)
            children._alive.add(child)
            children._give(child)
        children._not_before = time.monotonic() + 60
        given = await asyncio.gather(children.answer({}), return_exceptions=True)
        given.append(await children.answer({}))
        await children.close()
        return given, len(children.alive)

    (fault, after), alive = _run(poison())
    assert "try again" in fault.to_do
    assert after is None  # the server answers itself
    assert alive == 0


def test_where_none_can_start_the_server_answers_and_does_not_try_all_the_time(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    async def tried() -> list[Any]:
        children = Siblings(tmp_path / "no desk", 1)
        children.start()
        await asyncio.gather(*children._starting)
        children.start()
        found = [len(children._starting), await children.answer({})]
        await children.close()
        return found

    assert _run(tried()) == [0, None]
    assert "could not start" in caplog.text


def test_one_person_alone_starts_none(desk_copy: Path, two_processors: None) -> None:
    with serving(desk_copy) as server:
        for path in ("/", "/claims", "/sources", "/map", "/search?words=Burshtyn"):
            assert server.get(path).status == 200
        assert server.app.state.siblings.alive == ()
        assert not server.app.state.siblings._starting


def test_the_guard_stands_before_the_processes(desk_copy: Path, tokens: Tokens, two_processors: None) -> None:
    with serving(desk_copy, token_file=tokens.file) as server:
        reader, editor = (f"Bearer {token}" for token in (tokens.reader, tokens.editor))
        _started(server, authorization=reader)
        assert server.get("/api/v1/claims").status == 401
        assert server.get("/claims", accept="text/html").status == 303
        assert server.get("/api/v1/changes", authorization=reader).status == 403
        assert server.get("/api/v1/changes", authorization=editor).status == 200
        assert server.get("/claims", host="rebound.example", authorization=reader).status == 421
        page = server.get("/claims", authorization=reader, accept="text/html")
        assert "default-src 'none'" in page.headers["content-security-policy"]
        again = server.get("/claims", authorization=reader, accept="text/html", if_none_match=page.headers["etag"])
        assert (again.status, again.body) == (304, b"")
        head = server.ask("HEAD", "/claims", authorization=reader, accept="text/html")
        assert (head.status, head.body, head.headers["etag"]) == (200, b"", page.headers["etag"])
        assert server.get("/claim/none", authorization=reader, accept="application/json").json["to_do"]


def test_a_server_that_is_killed_leaves_no_process_behind(desk_copy: Path) -> None:
    if beside.useful() == 0:
        pytest.skip("one processor: there are no processes beside the server")
    command = [sys.executable, "-m", "sayso", "serve", str(desk_copy), "--port", "0"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as process:
        assert process.stderr
        where = re.search(r":(\d+)/ ", process.stderr.readline())
        assert where
        with _crowd(Served(int(where[1]), desk_copy, None)):
            _until(lambda: len(_below(process.pid)) == beside.useful(), "processes are started")
            below = _below(process.pid)
        process.kill()
    _until(lambda: not any(map(_runs, below)), "they end when the server does")


_HEARS = "receive(sys.stdin.buffer); send(sys.stdout.buffer, 'heard')"
_EATS = (sys.executable, "-c", f"import sys; from sayso.web.frames import receive, send; {_HEARS}")
_ENDED = (sys.executable, "-c", "")


def _run(work: Coroutine[Any, Any, Any]) -> Any:
    """What comes of some work, in a thread of its own: the browser of other tests keeps a loop in this one."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(asyncio.run, work).result()


def _request(path: str) -> dict[str, Any]:
    plain, _, query = path.partition("?")
    headers = [(b"host", b"127.0.0.1:8000"), (b"accept", b"text/html")]
    state = {"viewer": Viewer("Edgar", "editor", "form"), "session": "", "at_work": False}
    about = {
        "type": "http",
        "http_version": "1.1",
        "method": "GET",
        "scheme": "http",
        "root_path": "",
        "path": unquote(plain),
    }
    sent = {"raw_path": plain.encode(), "query_string": query.encode(), "headers": headers}
    return {**about, **sent, "client": ("127.0.0.1", 5), "server": ("127.0.0.1", 8000), "state": state}


async def _by_a_process(desk: Path, asked: list[dict[str, Any]]) -> list[Any]:
    children = Siblings(desk, 1)
    children.start()
    await asyncio.gather(*children._starting)
    found = [await children.answer(one) for one in asked]
    await children.close()
    return found


def _paths(desk: Path, every: bool = False) -> list[str]:
    """An address for each route that reads, with names that are on the desk."""
    with Desk.open(desk) as opened, opened.store.reading() as connection:
        claim = browse.claims(connection, limit=1).rows[0]
        document = next(documents.every(connection)).id
        day = assessments.days(connection)[-1]
        outlet = browse.outlets(connection).rows[0].name
        telling = browse.tellings(connection, browse.Sought(), None, 1).rows[0]
    named = {"claims": claim.id, "claim": claim.id, "document": document, "documents": document, "day": day}
    named |= {"assessments": day, "outlet": outlet, "outlets": outlet, "agent": claim.origins[0]}
    named |= {"agents": claim.origins[0], "find": claim.id, "statement": telling.statement, "other": document}
    made = []
    for path in (*_templates(pages.router), *(f"/api/v1{path}" for path in _templates(api.router))):
        if not every and path.startswith((*_HERE, "/api/v1/disputes/", "/dispute/", "/find")):
            continue
        filled = re.sub(r"([a-z]+)/\{(\w+)(?::path)?\}", lambda part: _filled(part, named, telling.document), path)
        made.append(filled + ("?words=explosions" if path.endswith("search") else ""))
    return made


def _filled(part: re.Match[str], named: dict[str, str], document: str) -> str:
    value = named.get(part[2]) or named.get(part[1], "none")
    return f"{part[1]}/{quote(document if part[1] == 'documents' else value, safe='')}"


def _templates(router: APIRouter) -> Iterator[str]:
    for route in router.routes:
        if isinstance(route, APIRoute):
            yield from [route.path] if "GET" in route.methods else []
        else:
            yield from _templates(route.original_router)


class _crowd:  # noqa: N801 - used as a function
    """People who ask for pages all at once, as long as the block lasts. Gives the list of their answers."""

    def __init__(self, server: Served, **headers: str) -> None:
        self.server, self.headers, self.over = server, headers, False
        self.answers: list[Answer] = []
        self.people = [threading.Thread(target=self._ask, daemon=True) for _ in range(6)]

    def __enter__(self) -> list[Answer]:
        for person in self.people:
            person.start()
        return self.answers

    def __exit__(self, *_: object) -> None:
        self.over = True
        for person in self.people:
            person.join(timeout=60)

    def _ask(self) -> None:
        while not self.over:
            self.answers.append(self.server.get("/search?words=Burshtyn", **self.headers))
            time.sleep(0.02)


def _started(server: Served, **headers: str) -> tuple[int, ...]:
    """The processes of a server that many ask at once."""
    siblings = server.app.state.siblings
    with _crowd(server, **headers):
        _until(lambda: siblings._starting or siblings.alive, "many at once start processes")
    _until(lambda: len(siblings.alive) == 2, "they get ready")
    return siblings.alive


def _until(holds: Callable[[], bool], what: str, within: float = 60.0) -> None:
    end = time.monotonic() + within
    while not holds():
        assert time.monotonic() < end, what
        time.sleep(0.05)


def _runs(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return (
        Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z" if Path("/proc/1").exists() else True
    )


def _below(pid: int) -> tuple[int, ...]:
    listed = subprocess.run(["ps", "-eo", "pid=,ppid=,args="], capture_output=True, text=True, check=True).stdout
    rows = [line.split(None, 2) for line in listed.splitlines()]
    return tuple(int(one) for one, parent, args in rows if int(parent) == pid and "sayso.web.sibling" in args)
