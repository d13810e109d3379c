"""How the words of a claim change on their way."""

from __future__ import annotations

import pytest
from link_builder import Row, desk

from sayso.link import link
from sayso.model import Drift


def drift(
    first: str, later: str, *, quoted: tuple[bool, bool] = (False, False), by: str = "Ilinca Dobre (person)"
) -> list[Drift]:
    linked = link(
        desk(
            Row("River Wire", "2024-11-01", "Ilinca Dobre (person)", first, quote=quoted[0]),
            Row("Harbour Post", "2024-11-02", f"River Wire < {by}", later, quote=quoted[1]),
        )
    )
    assert len(linked.claims) == 1
    return list(linked.claims[0].drift)


BASE = "the mediators are perhaps close to a text that all delegations of the river talks can sign in Galați"


@pytest.mark.parametrize(
    ("later", "kind", "before", "after"),
    [
        (BASE.replace("perhaps ", ""), "hedge lost", "perhaps", ""),
        (BASE.replace(" in Galați", ""), "dropped", "in Galați", ""),
        (BASE.replace("a text", "a final text"), "added", "", "final"),
        (BASE.replace("delegations", "envoys"), "paraphrased", "delegations", "envoys"),
    ],
)
def test_change(later: str, kind: str, before: str, after: str) -> None:
    assert [(found.kind, found.before, found.after) for found in drift(BASE, later)] == [(kind, before, after)]


def test_quotation_marks_around_a_paraphrase() -> None:
    assert drift(BASE, BASE, quoted=(False, True))[0].kind == "quoted"


def test_a_quote_given_to_somebody_else() -> None:
    found = drift(BASE, BASE, quoted=(True, True), by="Pavlo Hrin (person)")
    assert [(one.kind, one.before, one.after) for one in found] == [("speaker", "Ilinca Dobre", "Pavlo Hrin")]


def test_the_same_words_do_not_drift() -> None:
    assert drift(BASE, BASE) == []
