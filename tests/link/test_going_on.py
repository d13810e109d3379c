"""Linking what has come since equals linking everything from scratch, in whatever order and portions it came."""

from __future__ import annotations

import random
from collections.abc import Iterable, Sequence
from functools import partial

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st
from link_builder import Row, desk
from test_linking import MOMENTS, ROWS

from sayso.link import LinkSettings, link
from sayso.link.judgements import Verdicts
from sayso.link.linking import advance
from sayso.link.state import State
from sayso.model import Claim, Dispute, Issue, Linked, Reading

SETTINGS = LinkSettings()
LONG = "The mill on the river burned down in the night and nobody could say who had left the lamps of the yard alight"
MORE_TEXTS = [
    "Olena Hrin ({Olena Hrin|@Olena Hrin}) resigned as governor of the river province",
    "{Hrin|@Hrin} gave up the post of governor of the river province",
    LONG,
    f"{LONG} again",
]
MORE_ROWS = st.builds(
    Row,
    outlet=st.sampled_from(["Harbour Post", "River Wire", "Delta Herald"]),
    published=st.sampled_from([*MOMENTS, "2024-11-20"]),
    chain=st.sampled_from(
        ["", "Hrin (person)", "Olena Hrin (person)", "Pavlo Hrin (person)", "River Wire < Hrin (person)"]
    ),
    text=st.sampled_from(MORE_TEXTS),
    url=st.sampled_from([None, None, "https://post.example/a"]),
    page=st.sampled_from(["", "b", "c"]),
)
DESKS = st.lists(st.one_of(ROWS, MORE_ROWS), min_size=1, max_size=14).map(lambda rows: desk(*rows))


def _given(known: dict[str, Reading], names: Sequence[str]) -> list[Reading]:
    return [known[name] for name in names]


def step_by_step(portions: Iterable[Sequence[Reading]]) -> Linked:
    """What the changes of one linking after another add up to."""
    state, disputes, issues = State(), dict[str, Dispute](), dict[str, list[Issue]]()
    claims: dict[str, Claim] = {}
    known: dict[str, Reading] = {}
    for portion in portions:
        known |= {reading.document.id: reading for reading in portion}
        changes = advance(state, portion, partial(_given, known), claims.__getitem__, SETTINGS, Verdicts())
        made: set[str] = {claim.id for claim in changes.claims}
        gone = changes.gone | made
        claims = {name: claim for name, claim in claims.items() if name not in gone}
        claims |= {claim.id: claim for claim in changes.claims}
        contested = gone | changes.contested
        disputes = {name: one for name, one in disputes.items() if not {one.left, one.right} & contested}
        disputes |= {one.id: one for one in changes.disputes}
        issues = {name: found for name, found in issues.items() if name not in gone}
        for name, issue in changes.issues:
            issues.setdefault(name, []).append(issue)
        copies = changes.copies
    every: list[Claim] = sorted(claims.values(), key=lambda claim: claim.id)
    found: list[Dispute] = sorted(disputes.values(), key=lambda one: one.id)
    return Linked(tuple(every), copies, tuple(found), tuple(one for name in sorted(issues) for one in issues[name]))


def ordered(linked: Linked) -> Linked:
    claims = tuple(sorted(linked.claims, key=lambda claim: claim.id))
    disputes = tuple(sorted(linked.disputes, key=lambda one: one.id))
    return msgspec.structs.replace(linked, claims=claims, disputes=disputes)


@settings(max_examples=25, deadline=None)
@given(DESKS, st.randoms(use_true_random=False), st.integers(1, 4))
def test_portions_change_nothing(readings: list[Reading], chance: random.Random, size: int) -> None:
    chance.shuffle(readings)
    portions = [readings[start : start + size] for start in range(0, len(readings), size)]
    expected = ordered(link(readings))
    got = step_by_step(portions)
    assert msgspec.to_builtins(got.claims) == msgspec.to_builtins(expected.claims)
    assert got.copies == expected.copies
    assert got.disputes == expected.disputes
    assert sorted(map(str, got.issues)) == sorted(map(str, expected.issues))
