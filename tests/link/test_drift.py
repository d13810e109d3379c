"""How the words of a claim change on their way."""

from __future__ import annotations

import pytest
from link_builder import Row, desk
from msgspec.structs import replace

from sayso.link import link
from sayso.link.agents import agents
from sayso.link.drift import drift as told_drift
from sayso.link.tellings import Telling, tellings
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


@pytest.mark.parametrize(
    ("first", "later", "kind", "before", "after"),
    [
        (
            "the dam near Galați may hold until spring",
            "the dam near Galați will hold until spring",
            "strengthened",
            "may",
            "will",
        ),
        (
            "the dam near Galați will hold until spring",
            "the dam near Galați may hold until spring",
            "softened",
            "will",
            "may",
        ),
        (
            "the dam near Galați possibly failed at night",
            "the dam near Galați probably failed at night",
            "strengthened",
            "possibly",
            "probably",
        ),
        (
            "the crew allegedly sank the ferry off Galați",
            "the crew sank the ferry off Galați",
            "hedge lost",
            "allegedly",
            "",
        ),
    ],
)
def test_how_surely_it_is_put(first: str, later: str, kind: str, before: str, after: str) -> None:
    assert (kind, before, after) in [(found.kind, found.before, found.after) for found in drift(first, later)]


@pytest.mark.parametrize(
    ("cues", "kind"),
    [
        (("said", "confirmed"), "strengthened"),
        (("confirmed", "alleged"), "softened"),
        (("said", "told reporters"), None),
    ],
)
def test_said_becomes_confirmed(cues: tuple[str, str], kind: str | None) -> None:
    linked = link(
        desk(
            Row("River Wire", "2024-11-01", "Ilinca Dobre (person)", BASE, cue=cues[0]),
            Row("Harbour Post", "2024-11-02", "River Wire < Ilinca Dobre (person)", BASE, cue=cues[1]),
        )
    )
    found = [(one.kind, one.before, one.after) for one in linked.claims[0].drift]
    assert found == ([(kind, cues[0], cues[1])] if kind else [])


def test_another_day() -> None:
    """Two days part two tellings; where a third that names none holds them together, the day is told as changed."""
    told = [
        replace(one, content=replace(one.content, days=((day, day),)))
        for one, day in zip(_told(BASE, BASE.replace("river talks", "talks")), (20028, 20029), strict=True)
    ]
    changes = told_drift(told)
    assert [(found.kind, found.before, found.after) for found in changes if found.kind == "date"] == [
        ("date", "2024-11-01", "2024-11-02")
    ]


def _told(*texts: str) -> list[Telling]:
    rows = [Row(f"Post {n}", f"2024-11-0{n + 1}", "Ilinca Dobre (person)", text) for n, text in enumerate(texts)]
    readings = desk(*rows)
    return list(tellings(readings, agents(readings)))


def test_a_report_that_is_passed_on_as_somebody_elses() -> None:
    found = drift(BASE, BASE, by="Pavlo Hrin (person)")
    assert [(one.kind, one.before, one.after) for one in found] == [("speaker", "Ilinca Dobre", "Pavlo Hrin")]


SAID = "We shall not sign a text that the delegations of the river talks have never seen in Galați"


@pytest.mark.parametrize(
    ("quoted", "changes"),
    [
        (SAID, []),
        ("a text that the delegations of the river talks have never seen in Galați", []),
        (SAID.replace("never seen", "not yet seen"), [("misquoted", "never", "not yet")]),
        (SAID.replace("text", "treaty"), [("misquoted", "text", "treaty")]),
        (SAID.replace("that the", "that […] the"), []),
    ],
)
def test_a_quotation_is_held_to_the_speakers_own_page(quoted: str, changes: list[tuple[str, str, str]]) -> None:
    """A newspaper told it first in other words: that makes no quotation wrong."""
    linked = link(
        desk(
            Row("River Wire", "2024-11-01T08:00", "Ministry of Ports", SAID.replace("We", "It"), cue="said"),
            Row("Ministry of Ports", "2024-11-01T09:00", "", SAID),
            Row("Harbour Post", "2024-11-02", "Ministry of Ports", quoted, quote=True),
        )
    )
    told = [one for claim in linked.claims for one in claim.drift if one.kind in ("quoted", "misquoted", "speaker")]
    assert [(one.kind, one.before, one.after) for one in told] == changes


def test_around_a_place_is_no_hedge() -> None:
    """ "The truce around Marinka" hedges nothing, "around 18 times" does."""
    told = "the truce near the river was broken 18 times by the northern troops on Saturday"
    kinds = [
        {one.kind for one in drift(told, later)}
        for later in (told.replace("near the river", "around the river"), told.replace("18 times", "around 18 times"))
    ]
    assert ["hedge added" in found for found in kinds] == [False, True]
