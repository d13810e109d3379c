"""The case file holds: linking finds its claims and disputes in perfect readings, its copies in the reader's own."""

from __future__ import annotations

from typing import Any

import pytest
from perfect_reader import CASE, desk, documents

from sayso.link import link
from sayso.model import Claim, Linked

UNRELATED_WORDS = "no agreement exists / inspections will end: no word tells that the one is about the other"


@pytest.fixture(scope="module")
def linked() -> tuple[Linked, dict[str, str]]:
    readings, paths = desk(documents())
    return link(readings), paths


@pytest.fixture(scope="module")
def copies() -> dict[tuple[str, str], str]:
    """What is found a copy of what, by paths, and its kind."""
    found = documents()
    paths = {reading.document.id: path for path, reading in found.items()}
    return {(paths[c.document], paths[c.original]): c.kind for c in link(list(found.values())).copies}


def claim_of(truth: dict[str, Any], linked: Linked, paths: dict[str, str]) -> Claim:
    """The claim that holds the first telling the case file names."""
    first = truth["members"][0]
    for claim in linked.claims:
        for member in claim.members:
            if paths[member.document] == first["path"] and member.text == first["text"]:
                return claim
    raise LookupError(truth["label"])


@pytest.mark.parametrize("truth", CASE["claims"], ids=lambda truth: truth["label"])
def test_claim(truth: dict[str, Any], linked: tuple[Linked, dict[str, str]]) -> None:
    claim = claim_of(truth, *linked)
    found = {linked[1][member.document] for member in claim.members}
    members = {member["path"] for member in truth["members"]}
    assert members <= found <= members | {member["path"] for member in truth["also"]}
    counted = claim.independent_origins
    assert (counted.at_least, counted.at_most) == tuple(truth["independent_origins"].values())
    assert set(claim.origins) == set(truth["origins"])
    assert claim.bottleneck == truth["bottleneck"]


@pytest.mark.parametrize("truth", CASE["copies"], ids=lambda truth: truth["document"])
def test_copy(truth: dict[str, Any], copies: dict[tuple[str, str], str]) -> None:
    if truth["either_way"]:
        assert any(truth["document"] in pair and kind == truth["kind"] for pair, kind in copies.items())
    else:
        assert copies.get((truth["document"], truth["original"])) == truth["kind"]


def test_nothing_else_is_a_copy(copies: dict[tuple[str, str], str]) -> None:
    assert len(copies) == len(CASE["copies"])


def disputes() -> list[Any]:
    unseen = pytest.mark.xfail(reason=UNRELATED_WORDS, strict=True)
    return [
        pytest.param(one, id=one["left"], marks=unseen if one["left"] == "inspections-end" else ())
        for one in CASE["disputes"]
    ]


@pytest.mark.parametrize("truth", disputes())
def test_dispute(truth: dict[str, Any], linked: tuple[Linked, dict[str, str]]) -> None:
    labels = {claim["label"]: claim for claim in CASE["claims"]}
    ends = {claim_of(labels[truth[side]], *linked).id for side in ("left", "right")}
    kinds = [dispute.kind for dispute in linked[0].disputes if {dispute.left, dispute.right} == ends]
    assert kinds == [truth["kind"]]
