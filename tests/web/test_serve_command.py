"""``sayso serve`` as a person starts and stops it."""

from __future__ import annotations

import importlib.util
import re
import signal
import socket
import subprocess
import sys
import urllib.request
from pathlib import Path

import pytest
from click.testing import CliRunner
from sqlalchemy import text

from sayso.cli import sayso
from sayso.desk import Desk
from sayso.errors import MissingExtra, NotADesk, SettingsError


def test_without_the_extra_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)
    fault = CliRunner().invoke(sayso, ["serve", str(tmp_path)]).exception
    assert isinstance(fault, MissingExtra)
    assert "pip install 'sayso[web]'" in fault.to_do


def test_it_starts_answers_and_stops(desk_copy: Path) -> None:
    pytest.importorskip("fastapi", reason="the web extra is not installed: pip install 'sayso[web]'")
    command = [sys.executable, "-m", "sayso", "serve", str(desk_copy), "--port", "0"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as server:
        assert server.stderr is not None
        said = server.stderr.readline()
        where = re.search(r"at (http://127\.0\.0\.1:\d+/) ", said)
        assert where is not None, said
        with urllib.request.urlopen(f"{where[1]}api/v1/health", timeout=60) as answer:
            assert answer.status == 200
        server.send_signal(signal.SIGINT)
        assert server.wait(timeout=60) in (0, 130)
        assert "Traceback" not in server.stderr.read()
    with Desk.open(desk_copy) as desk, desk.store.reading() as connection:
        assert connection.execute(text("PRAGMA integrity_check")).scalar() == "ok"


def test_what_cannot_be_served_is_said_in_two_lines(desk_copy: Path, tmp_path: Path) -> None:
    pytest.importorskip("fastapi", reason="the web extra is not installed: pip install 'sayso[web]'")
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        expected = {
            ("serve", str(desk_copy), "--port", port): SettingsError,
            (
                "serve",
                str(desk_copy),
                "--host",
                "no.such.host.invalid",
                "--token-file",
                str(tmp_path / "x"),
            ): SettingsError,
            ("serve", str(desk_copy), "--host", "0.0.0.0"): SettingsError,
            ("serve", str(tmp_path)): NotADesk,
        }
        for arguments, kind in expected.items():
            fault = CliRunner().invoke(sayso, arguments).exception
            assert isinstance(fault, kind), arguments
            assert fault.what and fault.to_do and "\n" not in fault.what + fault.to_do
