"""The worlds that linking is measured on: their readings are true, their truth is counted right."""

from __future__ import annotations

import json
from collections import Counter
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from worlds import Truth, WorldSettings, stories, truth
from worlds.articles import Article
from worlds.cast import Voice, cast
from worlds.kinds import kinds
from worlds.origins import Count, counted

import link as link_bench
from sayso.model import Claim, Linked, Member, Range, Reading

CASE: dict[str, Any] = json.loads((Path(__file__).parents[2] / "examples" / "case.json").read_text("utf-8"))
OUTLETS = {outlet.name for outlet in cast().outlets}
SPEAK_FOR = {  # as the example articles say
    "Arkady Polozkov": "Office for Grain Agreements",
    "Ostap Verbynskyi": "Eastern Defence Command",
    "Bohdan Zalizniuk": "Ministry of River Transport",
}


@pytest.fixture(scope="module")
def world() -> list[Article]:
    return [a for story in stories(WorldSettings(seed=7, documents=900)) for a in story.articles if not a.hidden]


@pytest.fixture(scope="module")
def known() -> Truth:
    return truth(stories(WorldSettings(seed=7, documents=900)))


def words(reading: Reading, span: Any) -> str:
    return reading.document.text[span.start : span.end]


def test_same_settings_same_world(world: list[Article]) -> None:
    again = [a for story in stories(WorldSettings(seed=7, documents=900)) for a in story.articles if not a.hidden]
    assert [a.reading for a in again] == [a.reading for a in world]
    other = next(iter(stories(WorldSettings(seed=8, documents=900))))
    assert other.articles[0].reading != world[0].reading


def test_every_span_is_true(world: list[Article]) -> None:
    for reading in (article.reading for article in world):
        for statement in reading.statements:
            assert statement.source is not None and words(reading, statement.source).strip()
            assert (
                statement.cue is not None and words(reading, statement.cue).strip("abcdefghijklmnopqrstuvwxyz ") in "A"
            )
            assert not words(reading, statement.content[0]).endswith((".", ","))
            assert statement.chain[0].name == reading.document.outlet
        for agent in reading.agents:
            if agent.name not in OUTLETS:  # an outlet's name is the desk's, whatever the article calls it
                assert any(words(reading, m).lower().endswith(agent.name.lower()) for m in agent.mentions)
        for figure in reading.figures:
            assert words(reading, figure)[0].isalnum()
        assert all(left.end <= right.start for left, right in pairwise(reading.blocks))


def test_named_agents_of_chains_are_mentioned(world: list[Article]) -> None:
    for reading in (article.reading for article in world):
        ids = {agent.id for agent in reading.agents}
        assert all(link.agent in ids for statement in reading.statements for link in statement.chain[1:])


def test_hard_worlds_are_hard(known: Truth) -> None:
    ways = Counter(one.how.removeprefix("background: ") for told in known.told.values() for one in told)
    retold = {how: count for how, count in ways.items() if "," in how}
    paraphrased = sum(count for how, count in retold.items() if how.endswith("paraphrased"))
    implicit = sum(n for how, n in retold.items() if how.startswith(("own voice", "skips the outlet", "cites media")))
    assert 0.45 < paraphrased / sum(retold.values()) < 0.55
    assert 0.19 < implicit / sum(retold.values()) < 0.31
    assert max(count.at_most for count in known.counts.values()) >= 5


def test_development_never_shows_what_is_held_back(known: Truth) -> None:
    assert not any(one.held_back for told in known.told.values() for one in told)
    shown, every = kinds("develop"), kinds("test")
    for name, kind in every.items():
        held = {template.parts for form in kind.templates.values() for template in form if template.held_back}
        assert held and not held & {t.parts for form in shown[name].templates.values() for t in form}


def test_no_two_claims_are_told_in_the_same_words_in_the_same_days(world: list[Article], known: Truth) -> None:
    texts = {article.reading.document.id: article.reading for article in world}
    told: dict[tuple[str, str], set[str]] = {}
    for claim, tellings in known.told.items():
        for one in tellings:
            reading = texts[one.document]
            for statement in reading.statements:
                if statement.id == one.statement and statement.cue is not None:
                    key = (words(reading, statement.content[0]), one.moment.strftime("%Y-%m-%d"))
                    told.setdefault(key, set()).add(claim[:-1])
    assert all(len(facts) == 1 for facts in told.values())


def voice(name: str) -> Voice:
    if name[0].islower() and name not in ("geolocated footage", "draft of the agreement"):
        return Voice(f"u:{name}", "unnamed", (name,), who="anybody")
    document = name in ("geolocated footage", "draft of the agreement")
    kind = "document" if document else "person" if name in SPEAK_FOR else "organisation"
    return Voice(name, kind, (name,), group="" if document else SPEAK_FOR.get(name, name))


def chains(claim: dict[str, Any]) -> list[list[Voice]]:
    """The chains of a claim of the examples with copies as their originals."""
    members = {member["path"]: member["chain"] for member in claim["members"]}
    copies = {copy["document"]: copy["original"] for copy in CASE["copies"] if copy["kind"] != "revision"}
    found = []
    for path, chain in members.items():
        found.append([voice(name) for name in members.get(copies.get(path, ""), chain)])
    return found


@pytest.mark.parametrize("claim", CASE["claims"], ids=lambda claim: claim["label"])
def test_counts_as_the_examples_are_counted_by_hand(claim: dict[str, Any]) -> None:
    count = counted(chains(claim))
    assert {"at_least": count.at_least, "at_most": count.at_most} == claim["independent_origins"]
    assert count.bottleneck == claim["bottleneck"]


def person(name: str, group: str = "") -> Voice:
    return Voice(f"p:{name}", "person", (name,), group=group or name, nation="XX", state=bool(group))


def outlet(name: str) -> Voice:
    return Voice(f"o:{name}", "outlet", (name,))


SOURCE = Voice("u:a source", "unnamed", ("a source",), who="anybody")
RESIDENTS = Voice("u:residents", "unnamed", ("residents",), who="resident", plural=True)
MEDIA = Voice("media", "unnamed", ("local media",), who="media")
A, B, C, D = (outlet(name) for name in "ABCD")
X, Y = person("X"), person("Y")


@pytest.mark.parametrize(
    ("told", "least", "most"),
    [
        pytest.param([(A, X), (A, Y)], 1, 1, id="two origins, one publisher"),
        pytest.param([(A, X), (B, Y), (C, A)], 2, 2, id="a citation adds nothing"),
        pytest.param([(A, X), (B, X)], 1, 1, id="one person twice"),
        pytest.param([(A, B, X), (C, B, Y)], 1, 1, id="both through one agency that the desk lacks"),
        pytest.param([(A, SOURCE), (B, X)], 1, 2, id="the source could be the person"),
        pytest.param([(A, SOURCE), (B, SOURCE)], 1, 2, id="two outlets' sources could be one"),
        pytest.param([(A, RESIDENTS), (B, X)], 2, 2, id="residents are no spokesman"),
        pytest.param([(A,), (B,)], 2, 2, id="own voices where nobody is named"),
        pytest.param([(A,), (B, X)], 1, 1, id="an own voice where somebody is named"),
        pytest.param([(A,), (B, A), (C, X)], 1, 2, id="a cited outlet that gives no source"),
        pytest.param([(A, X), (B, MEDIA)], 1, 2, id="the media could be the outlet"),
        pytest.param([(A, B), (B, A)], 1, 1, id="a loop"),
        pytest.param([(A, B), (B, A, X), (C, Y)], 2, 2, id="a loop with a way out"),
        pytest.param([(A, SOURCE), (B, X), (C, Y), (D, A)], 2, 3, id="the source is one of two, not both"),
    ],
)
def test_counting(told: list[tuple[Voice, ...]], least: int, most: int) -> None:
    count = counted(told)
    assert (count.at_least, count.at_most) == (least, most)


def test_who_cites_a_copy_cites_the_original() -> None:
    told = [(A, X), (A, X), (C, B)]  # B printed A's article
    assert counted(told).at_most == 2
    assert counted(told, [(B, A)]).at_most == 1


def test_bottleneck_is_the_nearest_to_the_origins() -> None:
    told = [(A, B, X, Y), (C, B, X, Y)]
    assert counted(told).bottleneck == "p:X"
    assert counted([*told, (B, X, Y)]).bottleneck == "p:X"
    assert counted([*told, (D, Y)]).bottleneck is None


def perfect(known: Truth) -> Linked:
    """What a linker without a fault would find."""
    return Linked(claims=tuple(_claim(key, known.counts[key], known) for key in known.told))


def _claim(key: str, count: Count, known: Truth) -> Claim:
    members = tuple(Member(t.document, t.statement, None, "", (), t.outlet) for t in known.told[key])  # type: ignore[arg-type]
    narrow = next(iter(link_bench.bottlenecks(known, key)))
    return Claim(key, "", members, (), Range(count.at_least, count.at_most), narrow, (), None, None)


def test_the_bench_gives_full_marks_to_the_truth_and_none_to_nothing(known: Truth) -> None:
    right = link_bench.found(perfect(known), None)
    assert link_bench.pairs(known, right) == {"precision": 1.0, "recall": 1.0, "f1": 1.0}
    bounds = link_bench.bounds(known, link_bench.matches(known, right))
    assert bounds["both"] == bounds["bottleneck"] == 1.0 > bounds["trivial: names"]
    nothing = link_bench.found(Linked(), None)
    assert link_bench.pairs(known, nothing)["recall"] == 0.0
    assert link_bench.bounds(known, link_bench.matches(known, nothing))["both"] == 0.0


def test_the_mean_gives_each_world_one_voice() -> None:
    empty: dict[str, Any] = {part: {} for part in ("pairs", "bounds", "copies", "disputes", "loops")}
    worlds = [empty | {"pairs": {"f1": 1.0}, "loops": {"found": None}}, empty | {"pairs": {"f1": 0.5}}]
    assert link_bench.mean(worlds)["pairs"] == {"f1": 0.75}
    assert link_bench.mean(worlds)["loops"] == {}
