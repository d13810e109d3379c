"""The state of linking as pages of bytes, from which a later process goes on.

In: a `State`. Out: the pages that differ from those it was opened from; and back. What there is one of for each telling
lies in flat arrays, page after page; tellings and documents lie packed, and are fetched when they are asked for.
Nothing here is ever asked about by anybody else: another version of Sayso links from scratch.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from typing import Any

import msgspec
import numpy as np
from msgspec import Struct, field
from numpy.typing import NDArray

from sayso.link.affiliation import Affiliations, Roles
from sayso.link.agents import Agents, ByDocument
from sayso.link.bags import Bags, Ragged
from sayso.link.census import Census
from sayso.link.copies import Copies, Shares, Sharing
from sayso.link.copying import Shared
from sayso.link.drawers import Drawers, Layer
from sayso.link.packed import Packed, Values
from sayso.link.paged import Paged, roomy, rows_of, whole
from sayso.link.papers import Paper
from sayso.link.shelf import Columns, Shelf
from sayso.link.state import State
from sayso.link.web import Web

FORM = 5  # of the pages; another one cannot be read
BLOCK = 1 << 18  # bytes of an array in one page: large enough to read fast, small enough to write few that are old
SPARSE = ("keys", "owners", "meaning")  # the last parts of names of arrays of which few rows are looked at: `Paged`

Key = tuple[str, int]
Read = Callable[[str, int], bytes]
Array = NDArray[Any] | Paged[Any]


class _Shape(Struct, frozen=True):
    """What must be known to put the pages together: lengths and kinds of the arrays, names of the layers."""

    arrays: dict[str, tuple[str, tuple[int, ...]]]
    layers: dict[str, tuple[int, ...]]
    next: int


class _Who(Struct, frozen=True):
    """`Agents`, without what its documents say."""

    anywhere: dict[tuple[bool, str], str]
    printed: dict[str, str]
    people: frozenset[str]
    judged: dict[str, str]
    spelt: dict[tuple[str, ...], frozenset[str]]


class _Loose(Struct, frozen=True):
    """What is kept in one piece."""

    ids: list[str]
    agents: _Who
    census: Census
    roles: Roles
    versions: dict[str, tuple[str, ...]]
    speakers: Affiliations
    copies: Copies
    shares: Shares
    outlets: dict[str, frozenset[str]]
    found: dict[tuple[int, int], Sharing]
    given: dict[str, tuple[int, ...]]
    judged: tuple[tuple[str, str], ...]


class Written(Struct, frozen=True):
    """Pages that are new or others than before, and the kinds of which no page is needed any more."""

    pages: Iterator[tuple[str, int, bytes]]
    dropped: tuple[str, ...]


class Archive(Struct):
    """What is known of the pages that a state was opened from; nothing for a state that was made from scratch."""

    arrays: dict[str, Array] = field(default_factory=dict)
    layers: dict[str, tuple[int, ...]] = field(default_factory=dict)
    next: int = 0
    loose: bytes = b""

    @classmethod
    def opened(cls, read: Read) -> tuple[Archive, State]:
        """The state that lies in the pages."""
        shape = msgspec.msgpack.decode(read("shape", 0), type=_Shape)
        loose = read("loose", 0)
        arrays = {name: _array(name, kind, lengths, read) for name, (kind, lengths) in shape.arrays.items()}
        archive = cls(arrays, shape.layers, shape.next, loose)
        return archive, _state(arrays, archive, read)

    def written(self, state: State) -> Written:
        """The pages by which the state differs from what it was opened from. Drawers' layers get their names."""
        layers = self._named(state)
        arrays = _arrays(state)
        names = {f"{drawers}/{name}" for drawers, found in layers.items() for name in found}
        before = {f"{drawers}/{name}" for drawers, found in self.layers.items() for name in found}
        gone = tuple(f"{one}/{part}" for one in sorted(before - names) for part in ("keys", "owners", "firsts"))
        shape = _Shape(
            {name: (array.dtype.str, tuple(array.shape)) for name, array in arrays.items()},
            layers,
            self.next,
        )
        return Written(self._pages(state, arrays, shape), gone)

    def _named(self, state: State) -> dict[str, tuple[int, ...]]:
        for drawers in _drawers(state).values():
            for layer in drawers.layers:
                if layer.name is None:
                    layer.name = self.next
                    self.next += 1
        return {name: tuple(one.name or 0 for one in drawers.layers) for name, drawers in _drawers(state).items()}

    def _pages(self, state: State, arrays: dict[str, Array], shape: _Shape) -> Iterator[tuple[str, int, bytes]]:
        yield "shape", 0, msgspec.msgpack.encode(shape)
        loose = _loose(state)
        if loose != self.loose:
            yield "loose", 0, loose
        sheets = {"papers": state.papers.packed, "tellings": state.shelf.packed, "documents": state.shared.packed}
        for kind, packed in sheets.items():
            for sheet, data in packed.changed():
                yield kind, sheet, data
        for name, array in arrays.items():
            yield from _changed(name, array, self.arrays.get(name))


def _drawers(state: State) -> dict[str, Drawers]:
    shared = state.shared.drawers
    return {"words": state.drawers, "ground": state.places, "sentences": shared, "register": state.register}


def _loose(state: State) -> bytes:
    shared = state.shared
    given = {giver: tuple(numbers) for giver, numbers in sorted(shared.given.items())}
    kept = _Loose(
        ids=state.ids,
        agents=_Who(**{name: getattr(state.agents, name) for name in _Who.__struct_fields__}),
        census=state.census,
        roles=state.roles,
        versions=state.versions,
        speakers=state.speakers,
        copies=state.copies,
        shares=shared.shares,
        outlets=dict(state.outlets),
        found=shared.found,
        given=given,
        judged=tuple(sorted(state.judged)),
    )
    return msgspec.msgpack.encode(kept)


def _arrays(state: State) -> dict[str, Array]:
    columns, bags, web = state.shelf.columns, state.shelf.bags, state.web
    found: dict[str, Array] = {f"columns/{name}": getattr(columns, name) for name in Columns.__struct_fields__}
    for name in Bags.__struct_fields__:
        ragged: Ragged = getattr(bags, name)
        found[f"{name}/starts"] = ragged.starts
        found |= {f"{name}/{place}": column for place, column in enumerate(ragged.columns)}
    for drawers, kept in _drawers(state).items():
        for layer in kept.layers:
            if layer.firsts is None:
                layer.firsts = whole(layer.keys)[:: rows_of(layer.keys.dtype, (0,))].copy()
            found |= {f"{drawers}/{layer.name}/{part}": getattr(layer, part) for part in ("keys", "owners", "firsts")}
    found |= {"web/pairs": web.pairs, "web/flags": web.flags, "web/likeness": web.likeness}
    found |= {name: getattr(state, name) for name in ("current", "filed", "speaks", "head", "several", "why")}
    order = state.order
    found |= {"moments": order.when, "ties": order.tie}
    return found | {"first": np.array(state.first, np.int64), "count": np.array(state.count, np.int64)}


def _state(arrays: Mapping[str, Any], archive: Archive, read: Read) -> State:
    columns = Columns(**{name: arrays[f"columns/{name}"] for name in Columns.__struct_fields__})
    bags = Bags(**{name: _ragged(name, arrays) for name in Bags.__struct_fields__})
    loose = msgspec.msgpack.decode(archive.loose, type=_Loose)
    kept = {kind: Drawers([_layer(f"{kind}/{n}", n, arrays) for n in names]) for kind, names in archive.layers.items()}
    size = len(loose.ids)
    number_of = dict(zip(loose.ids, range(size), strict=True))
    documents = Packed(size, lambda sheet: read("documents", sheet))
    papers = Values(Paper, Packed(size, lambda sheet: read("papers", sheet)))
    given = {giver: list(numbers) for giver, numbers in loose.given.items()}
    return State(
        papers=papers,
        ids=loose.ids,
        number_of=number_of,
        moments=arrays["moments"].tolist(),
        ties=arrays["ties"].tolist(),
        register=kept["register"],
        census=loose.census,
        roles=loose.roles,
        versions=loose.versions,
        first=arrays["first"].tolist(),
        count=arrays["count"].tolist(),
        shelf=Shelf(Packed(len(columns.paper), lambda sheet: read("tellings", sheet)), columns, bags),
        shared=Shared(documents, dict(number_of), kept["sentences"], loose.found, given, loose.shares),
        current=arrays["current"],
        drawers=kept["words"],
        places=kept["ground"],
        filed=arrays["filed"].copy(),
        speaks=arrays["speaks"].copy(),
        head=arrays["head"].copy(),
        several=arrays["several"].copy(),
        why=arrays["why"].copy(),
        web=Web(arrays["web/pairs"], arrays["web/flags"], arrays["web/likeness"]),
        agents=_agents(loose.agents, papers, number_of),
        speakers=loose.speakers,
        copies=loose.copies,
        outlets=loose.outlets,
        judged=frozenset(loose.judged),
    )


def _layer(name: str, number: int, arrays: Mapping[str, Any]) -> Layer:
    return Layer(arrays[f"{name}/keys"], arrays[f"{name}/owners"], number, arrays[f"{name}/firsts"])


def _agents(who: _Who, papers: Values[Paper], number_of: Mapping[str, int]) -> Agents:
    """Who was who when the pages were written."""

    def named(document: str) -> Iterable[tuple[bool, str]]:
        return papers[number_of[document]].named

    return Agents(ByDocument(named, who.people), **{name: getattr(who, name) for name in _Who.__struct_fields__})


def _ragged(name: str, arrays: Mapping[str, Any]) -> Ragged:
    columns = (key for key in arrays if key.startswith(f"{name}/") and key.removeprefix(f"{name}/").isdigit())
    return Ragged(arrays[f"{name}/starts"], tuple(arrays[key] for key in sorted(columns)))


def _array(name: str, kind: str, lengths: tuple[int, ...], read: Read) -> Array:
    if _is_sparse(name):
        return Paged(np.dtype(kind), lengths, partial(read, name))
    found = roomy(np.dtype(kind), lengths)
    rows = rows_of(found.dtype, lengths, BLOCK)
    for page in range(-(-len(found) // rows)):
        part = np.frombuffer(read(name, page), found.dtype)
        found[page * rows : (page + 1) * rows] = part.reshape(-1, *lengths[1:])
    return found


def _is_sparse(name: str) -> bool:
    return name.rpartition("/")[2] in SPARSE


def _changed(name: str, array: Array, before: Array | None) -> Iterator[tuple[str, int, bytes]]:
    """The pages of an array that differ from what was there before. One that is the same object has not changed."""
    if isinstance(array, Paged):
        yield from ((name, page, data) for page, data in array.changed())
    elif array is not before:
        rows = rows_of(array.dtype, array.shape, None if _is_sparse(name) else BLOCK)
        for page in range(_unchanged(array, before) // rows, -(-len(array) // rows)):
            part = array[page * rows : (page + 1) * rows]
            if before is None or not np.array_equal(part, whole(before)[page * rows : (page + 1) * rows]):
                yield name, page, part.tobytes()


def _unchanged(array: NDArray[Any], before: Array | None) -> int:
    """How many rows must be as they were: those of an array that has grown where it lay."""
    grown_there = before is not None and not isinstance(before, Paged) and np.shares_memory(array[:1], before[:1])
    return len(before) if grown_there and before is not None else 0
