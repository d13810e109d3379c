"""The file of tokens: only hashes in it, nobody else's, whole or not at all."""

from __future__ import annotations

import json
import os
import stat
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from sayso.cli import sayso
from sayso.errors import InputError, SettingsError
from sayso.web.guard import tokens
from sayso.web.guard.tokens import Doorkeeper


def test_a_token_is_shown_once_and_kept_as_a_hash(tmp_path: Path) -> None:
    file = tmp_path / "tokens.json"
    token = tokens.new(file, "Anna", "editor")
    secret = token.split("_", 2)[2]
    assert secret not in file.read_text("utf-8") and len(secret) >= 43
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    (kept,) = tokens.read(file).tokens
    assert (kept.name, kept.role) == ("Anna", "editor")
    found = Doorkeeper(file).known(token)
    assert found is not None and found.name == "Anna"


def test_two_tokens_of_one_secret_would_not_look_alike(tmp_path: Path) -> None:
    file = tmp_path / "tokens.json"
    tokens.new(file, "Anna", "editor")
    tokens.new(file, "Boris", "reader")
    first, second = tokens.read(file).tokens
    assert first.salt != second.salt


@pytest.mark.parametrize(
    "wrong", ["", "_", "__", "sayso", "sayso_", "sayso__", "other_{id}_{secret}", "sayso_{id}_", "sayso_{id}_x"]
)
def test_other_words_open_nothing(tmp_path: Path, wrong: str) -> None:
    file = tmp_path / "tokens.json"
    _, ident, secret = tokens.new(file, "Anna", "editor").split("_", 2)
    assert Doorkeeper(file).known(wrong.format(id=ident, secret=secret)) is None


def test_a_name_stands_for_one_token(tmp_path: Path) -> None:
    file = tmp_path / "tokens.json"
    tokens.new(file, "Anna", "editor")
    with pytest.raises(InputError, match="a token for Anna already"):
        tokens.new(file, "Anna", "reader")
    with pytest.raises(InputError, match="needs a name"):
        tokens.new(file, "  ", "reader")
    with pytest.raises(InputError, match="no token for Boris"):
        tokens.revoke(file, "Boris")
    tokens.revoke(file, "Anna")
    assert tokens.read(file).tokens == ()


@pytest.mark.parametrize(
    "content", [b"", b"{", b"[]", b'{"tokens": [{"id": "x"}]}', b'{"tokens": [], "more": 1}', b"\xff"]
)
def test_a_damaged_file_is_said_to_be(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "tokens.json"
    file.write_bytes(content)
    file.chmod(0o600)
    with pytest.raises(SettingsError, match="holds no tokens"):
        tokens.read(file)


def test_a_missing_file_says_how_to_make_one(tmp_path: Path) -> None:
    with pytest.raises(SettingsError) as told:
        tokens.read(tmp_path / "none.json")
    assert "sayso token new" in told.value.to_do


@pytest.mark.skipif(os.name != "posix", reason="file modes are POSIX's")
def test_a_file_that_others_may_write_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "tokens.json"
    tokens.new(file, "Anna", "editor")
    file.chmod(0o620)
    with pytest.raises(SettingsError, match="may be written by others"):
        Doorkeeper(file)


def test_the_commands(tmp_path: Path) -> None:
    file = str(tmp_path / "tokens.json")
    made = run("token", "new", file, "--name", "Anna", "--role", "reader")
    assert made.stdout.startswith("sayso_") and "cannot be shown again" in made.stderr
    assert "reader" in run("token", "list", file).stdout
    run("token", "revoke", file, "Anna")
    assert run("token", "list", file).stdout == ""
    assert json.loads(Path(file).read_text("utf-8")) == {"tokens": []}
    assert isinstance(run("token", "revoke", file, "Anna").exception, InputError)


def run(*arguments: str) -> Result:
    return CliRunner().invoke(sayso, arguments)
