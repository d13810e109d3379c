"""The links of a desk brought up to date: gone on with where only documents came, else made from scratch.

Either way the links, and the pages from which the next linking goes on, are replaced in one transaction: a kill leaves
the old ones or the new.
"""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from typing import TYPE_CHECKING

import msgspec
from msgspec import Struct
from sqlalchemy import Connection

from sayso import __version__
from sayso.model import Issue, Linked, Reading
from sayso.store import Store, judgements, linking, linkpages, readings
from sayso.store.connection import roomy

if TYPE_CHECKING:
    from sayso.link import LinkSettings
    from sayso.link.judgements import Verdicts

_OF_NAMES = ("agent", "affiliation")  # who is who may change anywhere for them, so the desk is linked from scratch
_BASIS = "basis"


class _Basis(Struct, frozen=True):
    """What the pages of a linking were made from, and the issues of its claims, by claim.

    ``newest`` is the number of the last document in it; ``digest`` that of its readings.
    """

    made_by: str
    digest: str
    newest: int
    issues: tuple[tuple[str, Issue], ...]


def link_again(
    store: Store, settings: LinkSettings, run: str, read_again: partial[None]
) -> Callable[[], Linked] | None:
    """See that the links kept are those of now. Out: what gives them, if they were made from scratch and lie in memory.

    ``run`` is the reader's; ``read_again`` reads what other settings or another version read.
    """
    made_by = __version__ + run + msgspec.json.encode(settings, order="deterministic").decode()
    with store.reading() as connection:
        if linking.fingerprint(connection) == _due(connection, made_by):
            return None
        current = _is_current(connection, run, made_by)
    if not current:
        read_again()
    with _uncollected():
        return None if _gone_on(store, settings, made_by) else _from_scratch(store, settings, made_by)


@contextmanager
def _uncollected() -> Iterator[None]:
    """Without the search for garbage in circles: what linking makes has none, and to go through the millions of values
    that stay, again and again, is a sixth of the time of 10,000 documents from scratch.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _due(connection: Connection, made_by: str) -> str:
    return readings.fingerprint(connection, made_by + judgements.digest(connection))


def _made_by(connection: Connection, made_by: str) -> str:
    """What must be the same for a linking to be gone on with."""
    from sayso.link.archive import FORM

    return f"{FORM} {made_by}" + judgements.digest(connection, _OF_NAMES)


def _is_current(connection: Connection, run: str, made_by: str) -> bool:
    """Whether this reader read every document: those of the last linking, which is of this reader, and what came."""
    basis = _basis(connection)
    if basis is None or basis.made_by != _made_by(connection, made_by):
        return False
    came = readings.since(connection, basis.newest)
    return all(by == run for _, by in came) and readings.with_more(basis.digest, came) == readings.digest(connection)


def _gone_on(store: Store, settings: LinkSettings, made_by: str) -> bool:
    """Link what came since the last linking, if that is all that has changed.

    In one transaction that nobody else writes in.
    """
    with store.writing() as connection:
        basis = _basis(connection)
        if basis is None or basis.made_by != _made_by(connection, made_by):
            return False
        came = readings.since(connection, basis.newest)
        if readings.with_more(basis.digest, came) != readings.digest(connection):
            return False  # something was read anew
        if len(came) > readings.count(connection) // 2:
            return False  # most of the desk: faster from scratch
        _go_on(connection, settings, basis, [document for document, _ in came], _due(connection, made_by))
    return True


def _go_on(
    connection: Connection, settings: LinkSettings, basis: _Basis, came: Sequence[str], fingerprint: str
) -> None:
    from sayso.link.archive import Archive
    from sayso.link.linking import advance
    from sayso.pipeline.judging import judging

    def fetch(documents: Sequence[str]) -> Iterable[Reading]:
        return (readings.get(connection, document) for document in documents)

    judged = judging(connection)
    archive, state = Archive.opened(linkpages.reader(connection))
    changes = advance(state, list(fetch(came)), fetch, partial(linking.standing, connection), settings, judged)
    kept = [(claim, issue) for claim, issue in basis.issues if claim not in changes.gone]
    issues = tuple(sorted((*kept, *changes.issues), key=lambda one: one[0]))
    linking.change(
        connection,
        gone=changes.gone,
        contested=changes.contested,
        claims=changes.claims,
        disputes=changes.disputes,
        uncopied=changes.uncopied,
        copies=changes.recopied,
        issues=_all_issues(judged, issues),
        fingerprint=fingerprint,
    )
    written = archive.written(state)
    linkpages.put(connection, written.pages, written.dropped)
    _keep_basis(connection, basis.made_by, issues)


def _from_scratch(store: Store, settings: LinkSettings, made_by: str) -> Callable[[], Linked]:
    from sayso.link.archive import Archive
    from sayso.link.linking import advance, no_claim, no_readings, whole
    from sayso.link.state import State
    from sayso.pipeline.judging import judging

    state = State()
    with store.reading() as connection:
        due, basis_by = _due(connection, made_by), _made_by(connection, made_by)
        digest, newest = readings.digest(connection), readings.newest(connection)
        judged = judging(connection)
        changes = advance(state, readings.Kept(connection), no_readings, no_claim, settings, judged)
    with store.writing() as connection, roomy(connection):
        linking.clear(connection)
        linking.add(
            connection,
            claims=changes.claims,
            disputes=changes.disputes,
            copies=changes.copies,
            issues=_all_issues(judged, changes.issues),
            fingerprint=due,
        )
        linkpages.clear(connection)
        linkpages.put(connection, Archive().written(state).pages)
        basis = _Basis(basis_by, digest, newest, changes.issues)
        linkpages.put(connection, [(_BASIS, 0, msgspec.msgpack.encode(basis))])
    return partial(whole, changes, judged)


def _basis(connection: Connection) -> _Basis | None:
    if not linkpages.has(connection, _BASIS):
        return None
    return msgspec.msgpack.decode(linkpages.read(connection, _BASIS, 0), type=_Basis)


def _keep_basis(connection: Connection, made_by: str, issues: tuple[tuple[str, Issue], ...]) -> None:
    basis = _Basis(made_by, readings.digest(connection), readings.newest(connection), issues)
    linkpages.put(connection, [(_BASIS, 0, msgspec.msgpack.encode(basis))])


def _all_issues(judged: Verdicts, issues: Sequence[tuple[str, Issue]]) -> tuple[Issue, ...]:
    return (*judged.issues, *(issue for _, issue in issues))
