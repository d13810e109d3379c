"""A desk: a folder with ``desk.toml`` and ``store/``. The only module that knows a path of it."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import resources
from pathlib import Path
from typing import Annotated, Literal, Self

import msgspec
from msgspec import Meta, Struct

from sayso.errors import DeskError, NotADesk, SettingsError
from sayso.ingest.outlets import Outlet
from sayso.read.agents.directory import KnownAgent
from sayso.store import Store, sqlite_address

_SETTINGS = "desk.toml"
_STORE = "store"
_STORE_FILE = "sayso.sqlite"
_FOLLOWED = "followed.lock"


class Feed(Struct, frozen=True, forbid_unknown_fields=True):
    """What to follow of an outlet: a ``feed`` (RSS, Atom, JSON Feed), a ``sitemap``, or one ``page``.

    ``every`` is the pace in minutes; ``expected`` the fewest and the most articles of a usual day.
    """

    outlet: str
    url: str
    kind: Literal["feed", "sitemap", "page"] = "feed"
    every: Annotated[float, Meta(ge=1)] = 30.0
    expected: tuple[int, int] | None = None


class Following(Struct, frozen=True, forbid_unknown_fields=True):
    """How to follow. ``contact`` is an address that outlets may write to, sent with each request.

    ``pause`` is in seconds, between two requests to one host; ``allow`` are networks (``10.1.0.0/16``) that may
    be asked although they are not public.
    """

    contact: str = ""
    pause: Annotated[float, Meta(ge=0)] = 2.0
    allow: tuple[str, ...] = ()


class Map(Struct, frozen=True, forbid_unknown_fields=True):
    """Borders of the desk's own: a GeoJSON file, looked for beside desk.toml, and who is credited for it."""

    borders: str
    credit: str


class BriefSettings(Struct, frozen=True, forbid_unknown_fields=True):
    """How long a brief is and what stands in it; what is None or empty is as Sayso has it.

    ``takeaways`` is the most that are chosen, ``lines`` the most in the sections by issue together, ``section_lines``
    in one of them; ``sections`` names the parts of the brief in their order.
    """

    takeaways: int | None = None
    lines: int | None = None
    section_lines: int | None = None
    sections: tuple[Literal["takeaways", "topics", "ground", "disputes", "moved", "expected", "corrections"], ...] = ()


class Settings(Struct, frozen=True, forbid_unknown_fields=True):
    """What desk.toml says.

    ``region`` holds ISO 3166 alpha-2 codes; ``issues`` maps the name of an issue to words that show it;
    ``outlets`` are outlets that Sayso does not ship, with the keys of ``docs/how-to/add-your-outlets.md``.
    """

    name: str = "Desk"
    region: tuple[str, ...] = ()
    issues: dict[str, tuple[str, ...]] = {}
    agents: tuple[KnownAgent, ...] = ()
    outlets: tuple[Outlet, ...] = ()
    feeds: tuple[Feed, ...] = ()
    watch: Following = Following()
    map: Map | None = None
    brief: BriefSettings = BriefSettings()


class Desk:
    """An open desk: its ``settings`` and its ``store``. Use it in a ``with`` statement."""

    def __init__(self, settings: Settings, store: Store, followed: Path) -> None:
        self.settings = settings
        self.store = store
        self._followed = followed

    @classmethod
    def create(cls, folder: str | os.PathLike[str]) -> Self:
        """Make a desk in a folder, new or not. Raises DeskError when it is a desk already."""
        path = Path(folder)
        if is_desk(path):
            raise DeskError(f"{path} is a desk already", "use it, or give another folder")
        _write_settings(path)
        return cls.open(path)

    @classmethod
    def open(cls, folder: str | os.PathLike[str]) -> Self:
        """Open the desk in a folder. Raises NotADesk, SettingsError or DeskError."""
        path = Path(folder)
        if not is_desk(path):
            raise NotADesk(f"{path} is no desk: it has no {_SETTINGS}", f"make one with `sayso init {path}`")
        settings = read_settings(settings_file(path))
        file = store_file(path)
        try:
            file.parent.mkdir(exist_ok=True)
        except OSError as fault:
            raise DeskError(f"{file.parent} cannot be made: {fault.strerror}", "make the desk writable") from fault
        return cls(settings, Store.open(sqlite_address(file.absolute())), file.with_name(_FOLLOWED))

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Held by whoever follows the desk's feeds. Raises DeskError where somebody does already.

        The system lets go of it when the process ends, however it ends.
        """
        import fcntl

        with self._followed.open("w") as held:
            try:
                fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError as fault:
                raise DeskError("somebody is following this desk already", "let that run, or stop it") from fault
            yield

    def close(self) -> None:
        """Let go of the store."""
        self.store.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def is_desk(folder: str | os.PathLike[str]) -> bool:
    """Whether a folder is a desk: whether it holds a desk.toml."""
    return (Path(folder) / _SETTINGS).is_file()


def settings_file(folder: str | os.PathLike[str]) -> Path:
    """Where a desk's settings are, or will be."""
    return Path(folder) / _SETTINGS


def store_file(folder: str | os.PathLike[str]) -> Path:
    """Where a desk's store is, or will be."""
    return Path(folder) / _STORE / _STORE_FILE


def read_settings(file: Path) -> Settings:
    """The settings in a TOML file. Raises SettingsError, which names the key and what may stand there."""
    try:
        return _placed(msgspec.toml.decode(file.read_bytes(), type=Settings), file.parent)
    except msgspec.ValidationError as fault:
        message, _, place = str(fault).partition(" - at `")
        raise SettingsError(f"{file}: {message}{_shown(place)}", _keys(place)) from fault
    except (msgspec.DecodeError, UnicodeDecodeError) as fault:
        raise SettingsError(f"{file} is not valid TOML: {fault}", "mend the line that it names") from fault
    except OSError as fault:
        raise SettingsError(f"{file} cannot be read: {fault.strerror}", "make it readable") from fault


def _placed(settings: Settings, folder: Path) -> Settings:
    """With the file of borders as a path from here."""
    if settings.map is None:
        return settings
    found = msgspec.structs.replace(settings.map, borders=str(folder / settings.map.borders))
    return msgspec.structs.replace(settings, map=found)


def _write_settings(folder: Path) -> None:
    template = resources.files("sayso").joinpath(_SETTINGS).read_text(encoding="utf-8")
    name = json.dumps(folder.absolute().name, ensure_ascii=False)  # a JSON string is a TOML string
    unfinished = folder / f".{_SETTINGS}"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        unfinished.write_text(template.replace("{name}", name), encoding="utf-8")
        unfinished.replace(folder / _SETTINGS)  # a kill leaves the whole file or none
    except OSError as fault:
        raise DeskError(f"{folder} cannot be made: {fault.strerror}", "give a folder that you may write") from fault


def _shown(place: str) -> str:
    """``$.agents[...].kind`` as a person would say it."""
    keys = place.removeprefix("$").removesuffix("`").strip(".")
    return f" (in {keys})" if keys else ""


def _keys(place: str) -> str:
    """What may stand at the place that msgspec names."""
    tables: dict[str, type[Struct]] = {
        "agents": KnownAgent,
        "outlets": Outlet,
        "feeds": Feed,
        "watch": Following,
        "map": Map,
    }
    table = tables.get(re.split(r"[.\[`]", place.removeprefix("$."))[0], Settings)
    return f"the keys here are {', '.join(table.__struct_fields__)}; `sayso init` writes an example of each"
