"""A desk is a folder; what is wrong with it is said in words."""

from __future__ import annotations

from pathlib import Path

import pytest

from sayso.desk import Desk, Settings, is_desk, read_settings
from sayso.errors import DeskError, NotADesk, SettingsError


def test_a_new_desk_opens_with_its_folder_s_name(tmp_path: Path) -> None:
    with Desk.create(tmp_path / 'the "east" desk') as desk:
        assert desk.settings == Settings(name='the "east" desk')
    assert is_desk(tmp_path / 'the "east" desk')


def test_the_template_is_an_example_of_every_key(tmp_path: Path) -> None:
    Desk.create(tmp_path / "desk").close()
    file = tmp_path / "desk" / "desk.toml"
    lines = file.read_text(encoding="utf-8").splitlines()
    examples = [line.removeprefix("# ") for line in lines if line.startswith(("# [", "# ")) and _is_toml(line)]
    file.write_text("\n".join(line for line in [*lines, *examples] if not line.startswith("#")), encoding="utf-8")
    settings = read_settings(file)
    assert all(getattr(settings, key) for key in Settings.__struct_fields__)


def _is_toml(line: str) -> bool:
    return line.startswith("# [") or " = " in line


def test_a_folder_without_desk_toml_is_no_desk(tmp_path: Path) -> None:
    with pytest.raises(NotADesk, match="sayso init"):
        Desk.open(tmp_path)


def test_a_desk_is_not_made_over_another(tmp_path: Path) -> None:
    Desk.create(tmp_path).close()
    with pytest.raises(DeskError, match="already"):
        Desk.create(tmp_path)


@pytest.mark.parametrize(
    ("toml", "says"),
    [
        ("colour = 'red'", "unknown field `colour`\nthe keys here are name, region"),
        (
            "[[agents]]\nname = 'A'\nalias = []",
            "unknown field `alias` (in agents[0])\nthe keys here are name, kind",
        ),
        ("[[agents]]\nname = 'A'\nkind = 'robot'", "(in agents[0].kind)"),
        ("region = 'UA'", "Expected `array`, got `str` (in region)"),
        ("name = ", "is not valid TOML"),
    ],
)
def test_a_mistake_in_the_settings_is_named(tmp_path: Path, toml: str, says: str) -> None:
    Desk.create(tmp_path).close()
    (tmp_path / "desk.toml").write_text(toml, encoding="utf-8")
    with pytest.raises(SettingsError) as caught:
        Desk.open(tmp_path)
    assert says in str(caught.value)
