"""Who may ask a served desk for what: names, sites, forms, logins, roles, limits."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

pytest.importorskip("fastapi", reason="the web extra is not installed: pip install 'sayso[web]'")

from served import Answer, Served, Tokens, form, serving

from sayso.errors import SettingsError
from sayso.web import ServeSettings
from sayso.web.app import application
from sayso.web.guard.limits import Failures
from sayso.web.guard.login import local
from sayso.web.guard.sessions import Sessions

EDITORS_CALLS = [
    ("/api/v1/judgements", {"kind": "source grade", "subject": "Lantern Wire", "value": "B"}),
    ("/api/v1/judgements/j-0/retract", {}),
    ("/api/v1/assessments", {}),
]


@pytest.mark.parametrize("path", ["/", "/api/v1/state", "/nothing", "/static/x/app.css"])
def test_every_answer_says_what_a_page_may_do(served: Served, path: str) -> None:
    headers = served.get(path).headers
    policy = headers["content-security-policy"]
    assert "default-src 'none'" in policy and "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy and "http" not in policy and "*" not in policy
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "same-origin"
    assert headers["cross-origin-opener-policy"] == "same-origin"
    assert "server" not in headers


@pytest.mark.parametrize(
    "host", ["evil.example", "evil.example:80", "127.0.0.1.evil.example", "", "10.0.0.1", "[", "localhost.evil"]
)
def test_another_sites_name_for_this_machine_is_refused(served: Served, host: str) -> None:
    for path in ("/", "/api/v1/documents", "/static/x/app.css"):
        answer = served.get(path, host=host)
        assert answer.status == 421
        assert b"Lantern" not in answer.body


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1:1", "[::1]:8000", "LOCALHOST"])
def test_names_of_this_machine_are_its_own(served: Served, host: str) -> None:
    assert served.get("/api/v1/state", host=host).status == 200


@pytest.mark.parametrize("headers", [
    {"origin": "http://evil.example"},
    {"origin": "null"},
    {"origin": "http://127.0.0.1:1"},
    {"origin": "file://"},
    {"sec_fetch_site": "cross-site"},
    {"sec_fetch_site": "same-site"},
])  # fmt: skip
def test_what_another_site_posts_is_refused(served: Served, headers: dict[str, str]) -> None:
    for path, value in EDITORS_CALLS:
        answer = served.post(path, value, **headers)
        assert (answer.status, answer.json["detail"]) == (403, "another site sent this")
    kind, body = form({}, {"a.txt": b"Some words."})
    assert served.ask("POST", "/api/v1/documents", body, content_type=kind, **headers).status == 403
    assert "add" not in {job["kind"] for job in served.get("/api/v1/jobs").json}


def test_no_other_site_may_read(served: Served) -> None:
    answer = served.get("/api/v1/state", origin="http://evil.example")
    assert not any(name.startswith("access-control") for name in answer.headers)
    assert served.ask("OPTIONS", "/api/v1/state", origin="http://evil.example").status == 405


def test_a_browser_needs_the_value_of_its_own_form(served: Served) -> None:
    page = served.get("/")
    cookie, csrf = _cookie(page), _csrf(served.get("/add", cookie=_cookie(page)))
    mine = {"origin": served.url, "sec_fetch_site": "same-origin", "cookie": cookie}
    path, value = EDITORS_CALLS[1]
    for wrong in ({}, {"x_csrf_token": "0" * 64}, {"x_csrf_token": _csrf(served.get("/add"))}):
        answer = served.post(path, value, **mine, **wrong)
        assert answer.status == 403 and "form is too old" in answer.json["detail"]
    assert served.post(path, value, **mine, x_csrf_token=csrf).json["detail"].startswith("nothing on this desk")


def test_the_cookie_is_kept_from_scripts_and_other_sites(served: Served) -> None:
    given = served.get("/").headers["set-cookie"]
    assert "HttpOnly" in given and "SameSite=Strict" in given and "Path=/" in given
    assert "set-cookie" not in served.get("/api/v1/state").headers


def test_others_are_not_served_without_tokens(small_desk: Path) -> None:
    for settings in (ServeSettings(host="0.0.0.0"), ServeSettings(host="::"), ServeSettings(names=("desk.example",))):
        with pytest.raises(SettingsError, match="nobody is asked for a token"):
            application(small_desk, settings)


def test_nobody_comes_in_without_a_token(guarded: tuple[Served, Tokens]) -> None:
    server, _ = guarded
    page = server.get("/claims?order=latest")
    assert (page.status, page.headers["location"]) == (303, "/login?next=/claims%3Forder%3Dlatest")
    for path in ("/api/v1/state", "/api/v1/openapi.json", "/claims?format=json"):
        answer = server.get(path)
        assert answer.status == 401 and answer.headers["www-authenticate"].startswith("Bearer")
        assert answer.headers["content-type"] == "application/problem+json"
    assert server.get("/api/v1/health").json["ok"]
    assert server.get("/login").status == 200


def test_a_token_opens_the_desk(guarded: tuple[Served, Tokens]) -> None:
    server, tokens = guarded
    state = server.get("/api/v1/state", authorization=f"Bearer {tokens.reader}").json
    assert (state["viewer"], state["role"]) == ("Rita", "reader")


def test_other_words_open_nothing(desk_copy: Path, tokens: Tokens) -> None:
    with serving(desk_copy, token_file=tokens.file) as server:
        for wrong in ("", "x", tokens.reader[:-1], tokens.reader.replace("sayso_", ""), "sayso__", "é"):
            answer = server.get("/api/v1/state", authorization=f"Bearer {wrong}")
            assert answer.status in (401, 429)
        assert server.get("/api/v1/state", authorization=f"Bearer {tokens.reader}").status == 200


def test_a_reader_tries_each_editors_call(guarded: tuple[Served, Tokens]) -> None:
    server, tokens = guarded
    as_reader = {"authorization": f"Bearer {tokens.reader}"}
    for path, value in EDITORS_CALLS:
        assert server.post(path, value, **as_reader).status == 403, path
    assert server.upload({"a.txt": b"Some words."}, **as_reader).status == 403
    assert server.get("/api/v1/changes", **as_reader).status == 403
    for path in ("/judge", "/add"):
        kind, body = form({"kind": "same"}, {})
        assert server.ask("POST", path, body, content_type=kind, **as_reader).status == 403, path
    editor = {"authorization": f"Bearer {tokens.editor}"}
    assert server.get("/api/v1/changes", **editor).json["rows"] == []
    assert server.get("/api/v1/judgements", **editor).json == []


def test_logging_in_and_out(guarded: tuple[Served, Tokens]) -> None:
    server, tokens = guarded
    first = server.get("/login?next=/claims")
    before = _cookie(first)
    there = _log_in(server, tokens.editor, before, _csrf(first), "/claims")
    assert (there.status, there.headers["location"]) == (303, "/claims")
    session = _cookie(there)
    assert session != before, "a session of before the login is not the one of after it"
    assert server.get("/claims", cookie=session).status == 200
    assert server.get("/claims", cookie=before).status == 303
    csrf = _csrf(server.get("/add", cookie=session))
    kind, body = form({"csrf": csrf}, {})
    gone = server.ask("POST", "/logout", body, content_type=kind, cookie=session, origin=server.url)
    assert gone.status == 303
    assert server.get("/claims", cookie=session).status == 303


def test_a_login_from_elsewhere_is_refused(guarded: tuple[Served, Tokens]) -> None:
    server, tokens = guarded
    first = server.get("/login")
    assert _log_in(server, tokens.editor, _cookie(first), "0" * 64, "/").status == 403
    refused = _log_in(server, "sayso_x_y", _cookie(first), _csrf(first), "/")
    assert (refused.status, "set-cookie" in refused.headers) == (401, False)


@pytest.mark.parametrize("address", [
    "https://evil.example/", "//evil.example", "/\\evil.example", "\\\\evil.example", "/%0d/..//evil.example\r\nX: y",
    "javascript:alert(1)", "http:evil.example", " //evil.example", "/\t/evil.example", "//[", "evil.example", "",
])  # fmt: skip
def test_nobody_is_sent_to_another_site(guarded: tuple[Served, Tokens], address: str) -> None:
    assert local(address) == "/"
    server, tokens = guarded
    first = server.get("/login")
    assert _log_in(server, tokens.editor, _cookie(first), _csrf(first), address).headers["location"] == "/"


def test_local_addresses_stay(guarded: tuple[Served, Tokens]) -> None:
    assert local("/claims?order=latest&after=x#top") == "/claims?order=latest&after=x#top"
    assert local("/agent/Куп’янськ") == "/agent/Куп’янськ"


def test_who_guesses_has_to_wait(desk_copy: Path, tokens: Tokens) -> None:
    with serving(desk_copy, token_file=tokens.file) as server:
        tried = [server.get("/api/v1/state", authorization="Bearer sayso_a_b").status for _ in range(6)]
        assert tried == [401] * 5 + [429]
        first = server.get("/login")
        refused = _log_in(server, tokens.editor, _cookie(first), _csrf(first), "/")
        assert (refused.status, int(refused.headers["retry-after"]) > 0) == (429, True)


def test_a_revoked_token_ends_at_once(desk_copy: Path, tokens: Tokens) -> None:
    from sayso.web.guard import tokens as file

    with serving(desk_copy, token_file=tokens.file) as server:
        first = server.get("/login")
        session = _cookie(_log_in(server, tokens.editor, _cookie(first), _csrf(first), "/"))
        assert server.get("/claims", cookie=session).status == 200
        file.revoke(tokens.file, "Edgar")
        assert server.get("/claims", cookie=session).status == 303
        assert server.get("/api/v1/state", authorization=f"Bearer {tokens.editor}").status == 401
        assert server.get("/api/v1/state", authorization=f"Bearer {tokens.reader}").status == 200
        tokens.file.unlink()
        assert server.get("/api/v1/state", authorization=f"Bearer {tokens.reader}").status == 401


def test_failures_are_forgotten_in_a_minute_and_sessions_in_half_a_day() -> None:
    now = [0.0]
    failures, sessions = Failures(lambda: now[0]), Sessions(lambda: now[0])
    session = sessions.log_in("t")
    for _ in range(5):
        failures.note("here")
    assert (failures.wait("here"), failures.wait("there")) == (60, 0)
    now[0] = 61.0
    assert failures.wait("here") == 0
    now[0] = 12 * 3600.0
    assert sessions.token_of(session) == "t"
    now[0] += 12 * 3600.0 + 1
    assert sessions.token_of(session) is None


def _log_in(server: Served, token: str, cookie: str, csrf: str, there: str) -> Answer:
    kind, body = form({"token": token, "next": there, "csrf": csrf}, {})
    return server.ask("POST", "/login", body, content_type=kind, cookie=cookie, origin=server.url)


def _cookie(answer: Answer) -> str:
    return answer.headers["set-cookie"].partition(";")[0]


def _csrf(answer: Answer) -> str:
    found = re.search(r'name="csrf" value="([0-9a-f]{64})"', answer.text)
    assert found is not None
    return found.group(1)
