"""What changes a served desk: uploads and judgements, by several at once, each logged by name."""

from __future__ import annotations

import gzip
import io
import shutil
import threading
import time
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("fastapi", reason="the web extra is not installed: pip install 'sayso[web]'")

from served import Answer, Served, Tokens, form, serving

from sayso.web.guard import tokens as token_file

V1 = "/api/v1"
ARTICLE = (
    "KYIV, March 6 (Lantern Wire) – The mayor of Burshtyn, Olena Haidai, said on Thursday that the bridge was open "
    "again. “We have power,” Haidai told reporters.\n"
)
SCRIPTS = """<!DOCTYPE html><html><head><title>Bridge &lt;script&gt;alert("title")&lt;/script&gt; open</title>
<script>document.location = "http://evil.example/"</script></head><body onload="alert(1)"><article>
<h1>Bridge <img src=x onerror=alert(2)> open</h1>
<p>Olena Haidai said on Thursday that the bridge &lt;script&gt;alert("text")&lt;/script&gt; was open
<a href="javascript:alert(3)">again</a>.</p>
<p>“We have power &lt;img src=x onerror=alert(4)&gt;,” Haidai told reporters. <svg onload=alert(5)></svg></p>
<iframe src="http://evil.example/"></iframe><p>The mayor said that work at the bridge would go on until May.</p>
</article></body></html>"""


@pytest.fixture(scope="module")
def changed(small_desk: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A desk of this module's own, served without a login."""
    folder = tmp_path_factory.mktemp("changed") / "desk"
    shutil.copytree(small_desk, folder)
    with serving(folder) as server:
        yield server


def test_an_upload_is_read_linked_and_logged(changed: Served) -> None:
    before = changed.get(f"{V1}/state").json["documents"]
    answer = changed.upload({"bridge.txt": ARTICLE.encode(), "nothing.bin": b"\0\1\2"})
    assert (answer.status, answer.headers["location"]) == (202, f"{V1}/jobs/{answer.json['id']}")
    job = changed.done(answer.json)
    assert job["state"] == "done", job
    assert [(event["what"], event["path"]) for event in job["events"][:2]] == [
        ("read", "bridge.txt"), ("unread", "nothing.bin")
    ]  # fmt: skip
    state = changed.get(f"{V1}/state").json
    assert (state["documents"], state["linked"]) == (before + 1, True)
    name = job["events"][0]["document"]
    assert changed.get(f"{V1}/documents/{name}/original").body == ARTICLE.encode()
    assert changed.get(f"{V1}/statements?agent=Olena+Haidai").json["rows"]
    (logged,) = changed.get(f"{V1}/changes?limit=1").json["rows"]
    assert (logged["action"], logged["about"]) == ("added", "bridge.txt, nothing.bin")


def test_the_same_upload_twice_changes_nothing(changed: Served) -> None:
    def once() -> dict[str, Any]:
        return changed.done(changed.upload({"again.txt": ARTICLE.replace("Burshtyn", "Halych").encode()}).json)

    first, second = once(), once()
    assert [event["what"] for job in (first, second) for event in job["events"]] == [
        "read",
        "linking",
        "known",
        "linking",
    ]


@pytest.mark.parametrize("name", ["../../etc/passwd", "..\\..\\x.txt", "/etc/x", "a\x1b[2Jb.txt"])
def test_a_name_leads_nowhere(changed: Served, name: str) -> None:
    job = changed.done(changed.upload({name: f"A text under {name!r}.".encode()}).json)
    path = job["events"][0]["path"]
    assert "/" not in path and "\\" not in path and path.isprintable()


def test_an_article_full_of_scripts_is_words(changed: Served) -> None:
    job = changed.done(changed.upload({"scripts.html": SCRIPTS.encode()}).json)
    name = job["events"][0]["document"]
    assert name is not None
    claim = next(
        row["claim"] for row in changed.get(f"{V1}/statements?limit=200").json["rows"] if row["document"] == name
    )
    for path in (f"/document/{name}", f"/claim/{claim}", "/search?words=bridge+power", "/claims?order=latest", "/"):
        page = changed.get(path)
        assert page.status == 200, path
        assert "script-src 'self'" in page.headers["content-security-policy"]
        ours = page.text.lower()
        for bad in (
            "<script>",
            "alert(1)",
            "<img src=x",
            "<iframe",
            "<svg onload",
            'href="javascript:',
            "onerror=alert(4)>",
        ):
            assert bad not in ours, (path, bad)
    shown = changed.get(f"/document/{name}").text
    assert "&lt;script&gt;" in shown or "&#34;text&#34;" in shown
    original = changed.get(f"{V1}/documents/{name}/original")
    assert original.headers["content-type"] == "application/octet-stream"


def test_two_people_add_at_once(changed: Served) -> None:
    before = changed.get(f"{V1}/state").json["documents"]
    texts = [
        {f"{who}-{number}.txt": f"{who} {number}. {ARTICLE}".encode()}
        for who in ("Anna", "Boris")
        for number in range(3)
    ]
    answers = at_once(lambda files: changed.upload(files), texts)
    assert {answer.status for answer in answers} == {202}
    jobs = [changed.done(answer.json) for answer in answers]
    assert [event["what"] for job in jobs for event in job["events"]] == ["read", "linking"] * 6
    assert changed.get(f"{V1}/state").json["documents"] == before + 6


def test_two_people_judge_at_once(small_desk: Path, tmp_path: Path) -> None:
    shutil.copytree(small_desk, tmp_path / "desk")
    known = Tokens(tmp_path / "tokens.json")
    second = token_file.new(known.file, "Eva", "editor")
    with serving(tmp_path / "desk", token_file=known.file) as server:
        who = {"Edgar": known.editor, "Eva": second}
        outlets = [row["name"] for row in server.get(f"{V1}/outlets", authorization=f"Bearer {second}").json["rows"]]
        asked = [
            (token, outlet, grade) for outlet in outlets[:4] for token, grade in zip(who.values(), "AB", strict=True)
        ]

        def judge(one: tuple[str, str, str]) -> Answer:
            value = {"kind": "source grade", "subject": one[1], "value": one[2]}
            return server.post(f"{V1}/judgements", value, authorization=f"Bearer {one[0]}")

        answers = at_once(judge, asked)
        assert {answer.status for answer in answers} <= {201, 400}, [answer.text for answer in answers]
        made = [answer.json["standing"]["judgement"] for answer in answers if answer.status == 201]
        assert made
        assert {one["value"]: one["person"] for one in made} == {"A": "Edgar", "B": "Eva"}
        logged = server.get(f"{V1}/changes", authorization=f"Bearer {second}").json["rows"]
        assert sorted(row["about"] for row in logged) == sorted(one["id"] for one in made)
        assert {row["person"] for row in logged} == {"Edgar", "Eva"}


def test_a_judgement_links_again_and_is_taken_back(changed: Served) -> None:
    rows = changed.get(f"{V1}/statements?limit=200").json["rows"]
    left, right = rows[0], next(row for row in rows if row["claim"] != rows[0]["claim"])
    asked = {"kind": "same", "subject": left["statement"], "object": right["statement"], "note": "they are"}
    made = changed.post(f"{V1}/judgements", asked)
    assert made.status == 201, made.text
    assert changed.post(f"{V1}/judgements", asked).json["known"]
    _settle(changed)
    assert _claim(changed, left) == _claim(changed, right)
    name = made.json["standing"]["judgement"]["id"]
    assert changed.post(f"{V1}/judgements/{name}/retract", {"note": "they are not"}).status == 201
    assert changed.post(f"{V1}/judgements/{name}/retract", {}).json["detail"] == f"{name} is retracted already"
    _settle(changed)
    assert _claim(changed, left) != _claim(changed, right)
    assert {one["judgement"]["kind"] for one in changed.get(f"{V1}/judgements").json} >= {"same", "retraction"}


def test_a_day_is_assessed(changed: Served) -> None:
    assert changed.post(f"{V1}/assessments", {"day": "2025-02-30"}).status == 422
    answer = changed.post(f"{V1}/assessments", {"day": "2025-03-04"})
    assert answer.status == 202
    assert changed.done(answer.json)["state"] == "done"
    assert changed.get(f"{V1}/assessments/2025-03-04").json["day"] == "2025-03-04"


def test_too_much_is_refused_before_it_is_held(small_desk: Path, tmp_path: Path) -> None:
    shutil.copytree(small_desk, tmp_path / "desk")
    small = {"most_bytes": 1_500_000, "most_files": 3, "most_unpacked": 1_000_000}
    with serving(tmp_path / "desk", **small) as server:
        large = server.upload({"large.txt": b"x" * 2_000_000})
        assert (large.status, "MB" in large.json["detail"]) == (413, True)
        assert _chunked(server, b"x" * 2_000_000) == 413
        many = server.upload({f"{number}.txt": b"words" for number in range(4)})
        assert many.status == 400 and "3" in many.json["to_do"]
        assert server.upload({}).status == 400
        bombs = {
            "bomb.gz": gzip.compress(b"\n" * 20_000_000),
            "parts.gz": gzip.compress(b"a" * 600_000) * 2,
            "bomb.zip": _zip({"a.txt": b"a" * 20_000_000}),
            "bomb.docx": _zip({"word/document.xml": b"a" * 20_000_000}),
            "many.zip": _zip({f"{number}.txt": b"" for number in range(6_000)}),
        }
        for name, data in bombs.items():
            assert len(data) < 1_000_000
            refused = server.upload({name: data})
            assert (refused.status, refused.headers["content-type"]) == (400, "application/problem+json"), name
        together = server.upload({name: gzip.compress(b"a" * 600_000) for name in ("a.gz", "b.gz")})
        assert together.status == 400
        assert [job["kind"] for job in server.get(f"{V1}/jobs").json if job["kind"] == "add"] == []
        damaged = server.upload({"damaged.gz": b"\x1f\x8b\x08\0" + b"x" * 50, "damaged.zip": b"PK\x03\x04" + b"x" * 50})
        assert [event["what"] for event in server.done(damaged.json)["events"]][:2] == ["unread", "unread"]


def test_what_another_program_adds_is_linked(desk_copy: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from sayso.desk import Desk
    from sayso.ingest import Given
    from sayso.pipeline import add

    monkeypatch.setattr("sayso.web.app._LOOK_AGAIN", 0.2)
    (tmp_path / "new.txt").write_text(ARTICLE, "utf-8")
    with serving(desk_copy) as server:
        with Desk.open(desk_copy) as desk:
            add(desk, [str(tmp_path / "new.txt")], Given())
        wait_for(lambda: server.get(f"{V1}/statements?agent=Olena+Haidai").json["rows"])
        wait_for(lambda: server.get(f"{V1}/state").json["linked"])


def test_a_worker_that_dies_costs_its_job_alone(desk_copy: Path) -> None:
    with serving(desk_copy) as server:
        job = server.upload({"bridge.txt": ARTICLE.encode()}).json
        child = wait_for(lambda: server.app.state.worker._child)
        child.kill()
        failed = server.done(job)
        assert (failed["state"], "try again" in failed["to_do"]) == ("failed", True)
        again = server.done(server.upload({"bridge.txt": ARTICLE.encode()}).json)
        assert again["state"] == "done", again
        assert server.get(f"{V1}/statements?agent=Olena+Haidai").json["rows"]


def test_a_page_and_its_json_are_one(changed: Served) -> None:
    rows = changed.get(f"{V1}/claims?limit=1").json["rows"]
    for path in ("/", "/claims", f"/claim/{rows[0]['id']}", "/search?words=bridge"):
        page = changed.get(path, accept="text/html,application/xhtml+xml,*/*;q=0.8")
        assert page.headers["content-type"].startswith("text/html"), path
        one, other = (
            changed.get(path, accept="application/json"),
            changed.get(f"{path}{'&' if '?' in path else '?'}format=json"),
        )
        assert one.headers["content-type"] == "application/json" and one.json == other.json, path
        assert "Accept" in page.headers["vary"]


def at_once(do: Any, each: list[Any]) -> list[Any]:
    """What each gives, all begun at the same moment."""
    results: dict[int, Any] = {}
    start = threading.Barrier(len(each))

    def run(place: int, value: Any) -> None:
        start.wait()
        results[place] = do(value)

    threads = [threading.Thread(target=run, args=one) for one in enumerate(each)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return [results[place] for place in range(len(each))]


def wait_for(look: Any, within: float = 120.0) -> Any:
    """What a look gives once it gives something."""
    until = time.monotonic() + within
    while time.monotonic() < until:
        if found := look():
            return found
        time.sleep(0.05)
    raise AssertionError("it never comes")


def _settle(server: Served) -> None:
    """Wait until all that is asked for is done."""
    for job in server.get(f"{V1}/jobs").json:
        server.done(job)


def _claim(server: Served, row: dict[str, Any]) -> str:
    return str(server.get(f"{V1}/documents/{row['document']}/statements/{row['statement']}/claim").json["claim"])


def _zip(files: dict[str, bytes]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return made.getvalue()


def _chunked(server: Served, data: bytes) -> int:
    """The status for a form that does not say how large it is."""
    import http.client

    kind, body = form({}, {"a.txt": data})
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=60)
    pieces = (body[at : at + 65_536] for at in range(0, len(body), 65_536))
    connection.request("POST", f"{V1}/documents", pieces, {"Content-Type": kind}, encode_chunked=True)
    status = connection.getresponse().status
    connection.close()
    return status
