"""Rule 7: nothing but `fetch` and `watch` opens a connection or looks up a name."""

from __future__ import annotations

import ast
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
SOURCE = ROOT / "src" / "sayso"
EXAMPLES = ROOT / "examples"
# What opens connections, by the name under which it is imported.
OUTWARD = {"socket", "ssl", "http.client", "urllib.request", "ftplib", "smtplib", "requests", "urllib3", "aiohttp"}
OUTWARD |= {"httpx", "httpx2", "httpcore", "httpcore2", "websockets"}
MAY = {"watch": OUTWARD, "web": {"socket"}}  # the one fetches, the other listens
SPY = """
import json, socket, sys

def refused(event, arguments):
    if event in ("socket.connect", "socket.getaddrinfo", "socket.gethostbyname", "socket.sendto"):
        if not (event == "socket.connect" and isinstance(arguments[1], (str, bytes))):  # not a socket of this machine
            print("OPENED", event, arguments[1:], file=sys.stderr)
            raise RuntimeError(f"{event} {arguments[1:]}")

sys.addaudithook(refused)
from sayso.cli import main
sys.argv = ["sayso", *json.loads(sys.argv[1])]
main()
"""


def test_only_the_room_that_fetches_imports_what_opens_connections() -> None:
    wrong = [
        f"{file.relative_to(SOURCE)}:{node.lineno} imports {name}"
        for file in SOURCE.rglob("*.py")
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        for name in imported(node)
        for outward in OUTWARD - MAY.get(file.relative_to(SOURCE).parts[0], set())
        if name == outward or name.startswith(f"{outward}.")
    ]
    assert wrong == []


def imported(node: ast.AST) -> list[str]:
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    if isinstance(node, ast.ImportFrom) and node.module and not node.level:
        return [node.module, *(f"{node.module}.{alias.name}" for alias in node.names)]
    return []


def spied(*arguments: str, home: Path) -> subprocess.CompletedProcess[str]:
    environment = os.environ | {"XDG_CACHE_HOME": os.environ.get("XDG_CACHE_HOME", str(Path.home() / ".cache"))}
    command = [sys.executable, "-c", SPY, json.dumps(arguments)]
    return subprocess.run(command, cwd=home, env=environment, capture_output=True, text=True, check=False)


def test_the_spy_sees_what_opens_a_connection(tmp_path: Path) -> None:
    done = spied("fetch", "http://herald.example/", "--out", "x.warc.gz", home=tmp_path)
    assert "OPENED socket.getaddrinfo" in done.stderr


def test_from_articles_to_a_published_brief_nothing_is_opened(tmp_path: Path) -> None:
    feed = tmp_path / "feed.xml"
    feed.write_text(
        "<!DOCTYPE rss SYSTEM 'http://herald.example/rss.dtd'><rss><channel><item><guid>1</guid><description>Short."
        "</description><link>http://herald.example/1</link></item></channel></rss>",
        encoding="utf-8",
    )
    articles = sorted(str(path) for path in (EXAMPLES / "articles").glob("*burshtyn*"))
    steps = [
        ("init", "desk"),
        ("add", "desk", *articles, str(feed)),
        ("watch", "desk", "--status"),
        ("brief", "desk", "--out", "out"),
        ("claims", "desk"),
        ("trace", "the bridge is closed", "--desk", "desk"),
        ("check", "out/brief.md", "--desk", "desk"),
        ("publish", "desk", "--out", "published"),
    ]
    for step in steps:
        if step[:1] == ("watch",):
            toml = tmp_path / "desk" / "desk.toml"
            feeds = '[[feeds]]\noutlet = "Herald"\nurl = "http://herald.example/feed"\n'
            toml.write_text(f"{toml.read_text(encoding='utf-8')}\n{feeds}", encoding="utf-8")
        done = spied(*step, home=tmp_path)
        assert "OPENED" not in done.stderr, done.stderr
        assert "Traceback" not in done.stderr, done.stderr


@pytest.mark.parametrize("command", ["fetch", "watch"])
def test_only_two_commands_lead_outside(command: str) -> None:
    """Each command's file is read; what leads to the room that fetches is one of the two."""
    leading = {
        file.stem
        for file in (SOURCE / "cli").glob("*.py")
        if any(
            name.startswith("sayso.watch")
            for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
            for name in imported(node)
        )
    }
    assert command in leading
    assert leading == {"fetch", "watch"}
