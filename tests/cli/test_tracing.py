"""A claim followed from some words of it; disputes; positions. On the desk of the example articles."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from running import Run

GRAIN = "Russian inspectors will stop boarding grain ships"
IN_OTHER_WORDS = [
    ("inspectors will no longer board grain ships", "stop boarding grain ships"),
    ("Burshtyn: two blasts before dawn", "two explosions ten minutes apart"),
    ("12 workers hurt in fire at power station", "12 workers were injured"),
    ("Stepnohirsk captured by Russia", "captured Stepnohirsk"),
    ("insurance matters more than inspections", "insurance, not inspection"),
    ("missile caused the Burshtyn explosion", "stray air-defence missile caused"),
    ("cooling pump short circuit", "short circuit in a cooling pump"),
    ("1.9 million tonnes of grain in February", "1.9 million tonnes"),
    ("Russians cannot keep attacking Orikhiv without reserves from Melitopol", "unlikely to sustain assaults"),
    ("trains to Burshtyn suspended", "Trains between Halych and Burshtyn"),
    ("prices for freight fell", "reight rates"),
    ("Huliaipole advance", "advanced near Huliaipole"),
    ("three ships had cargo they did not declare", "undeclared cargo on three vessels"),
]
NOT_THERE = [
    "ceasefire in Gaza",
    "the election in Moldova was rigged",
    "Lantern shares fell on the stock exchange",
    "Burshtyn mayor resigns",
    "grain harvest in Kazakhstan was poor",
    "missile strike on Kyiv kills three",
    "parliament votes on pensions",
    "Russian forces captured Pokrovsk",
    "heavy rain floods Izmail",
    "bank robbers arrested in Galați",
    "new bridge over the Dnipro opened",
    "xyzzy",
    "the of and",
    "",
]


def traced(run: Run, desk: Path, words: str) -> dict[str, Any]:
    ran = run("trace", desk, words, "--json")
    assert ran.code == 0, ran.err
    found: dict[str, Any] = json.loads(ran.out)
    return found


@pytest.mark.parametrize(("words", "says"), IN_OTHER_WORDS)
def test_a_claim_is_found_by_other_words(run: Run, example_desk: Path, words: str, says: str) -> None:
    found = traced(run, example_desk, words)
    assert says in found["claim"]["text"] or any(says in m["text"] for m in found["claim"]["members"])


@pytest.mark.parametrize("words", NOT_THERE)
def test_what_nobody_tells_is_answered_in_words(run: Run, example_desk: Path, words: str) -> None:
    ended = run("trace", example_desk, words)
    assert ended.code == 1
    assert ended.err.startswith("sayso: no claim on this desk is near")
    assert len(ended.err.splitlines()) == 2


def test_a_claim_is_found_by_its_id_and_by_that_of_a_telling(run: Run, example_desk: Path) -> None:
    found = traced(run, example_desk, GRAIN)
    for name in (found["claim"]["id"], found["claim"]["members"][3]["statement"]):
        assert traced(run, example_desk, name)["claim"] == found["claim"]
    assert run("trace", example_desk, "c-000000000000").code == 1


def test_tellings_come_in_order_of_time_with_copies_folded_and_each_compared_with_its_source(
    run: Run, example_desk: Path
) -> None:
    found = traced(run, example_desk, GRAIN)
    tellings = found["tellings"]
    dates = [telling["member"]["published"] for telling in tellings if telling["member"]["published"]]
    assert dates == sorted(dates)
    assert tellings[0]["against"] is None
    copied = next(telling for telling in tellings if telling["copies"])
    assert {copy["copy_of"] for copy in copied["copies"]} == {copied["member"]["document"]}
    shown = sum(1 + len(telling["copies"]) + len(telling["again"]) for telling in tellings)
    assert shown <= len(found["claim"]["members"])
    steppe = next(telling for telling in tellings if telling["member"]["outlet"] == "Steppe Dispatch")
    assert tellings[steppe["against"]]["member"]["outlet"] == "Dnipro Courier"  # whom it has it from
    said = " ".join(run["words"] for run in steppe["diff"] if run["kind"] != "gone")
    assert said.split() == steppe["member"]["text"].removeprefix("that ").rstrip(".").split()


def test_the_graph_leads_from_publishers_to_origins_past_the_bottleneck(run: Run, example_desk: Path) -> None:
    found = traced(run, example_desk, GRAIN)
    graph, claim = found["graph"], found["claim"]
    reached, todo = set(), list(graph["publishers"])
    while todo:
        name = todo.pop()
        if name not in reached and name != claim["bottleneck"]:
            reached.add(name)
            todo += graph["edges"].get(name, [])
    assert not reached & set(claim["origins"])  # every way passes the bottleneck
    assert set(graph["edges"][claim["bottleneck"]]) & set(claim["origins"])


def test_a_person_sees_the_tree_the_range_the_dispute_and_the_spread(run: Run, example_desk: Path) -> None:
    shown = run("trace", example_desk, GRAIN).out
    for part in (
        "Tellings, in order of time",
        "└─ Lantern Wire  ◆ bottleneck: every way passes here",
        "└─ two officials familiar with the talks  ● origin",
        "Dnipro Courier  ↑ drawn above",
        "at most 1: ways that share nobody",
        "half of its 9 outlets within",
    ):
        assert part in shown
    disputed = run("trace", example_desk, "Stepnohirsk captured by Russia").out
    assert "against: Ostap Verbynskyi" in disputed
    assert "\x1b" not in shown + disputed  # no colours where there is no terminal


def test_disputes_name_both_sides_with_their_chains(run: Run, example_desk: Path) -> None:
    rows = [json.loads(line) for line in run("disputes", example_desk, "--json").out.splitlines()]
    row = next(row for row in rows if "Ostap Verbynskyi" in row["sides"][1]["agents"])
    assert row["sides"][0]["agents"] == ["Steppe Group of Forces"]
    assert [chain[-1] for side in row["sides"] for chain in side["chains"]] == [
        agent for side in row["sides"] for agent in side["agents"]
    ]
    shown = run("disputes", example_desk).out
    assert row["id"] in shown
    assert " < ".join(row["sides"][1]["chains"][0]) in shown


ISSUES = """[issues]
Corridor = ["corridor", "inspections"]
Burshtyn = ["power plant", "explosion"]

"""


def test_positions_show_what_agents_said_on_the_desk_s_issues(run: Run, small_desk: Path) -> None:
    file = small_desk / "desk.toml"
    file.write_text(ISSUES + file.read_text(encoding="utf-8"), encoding="utf-8")
    rows = [json.loads(line) for line in run("positions", small_desk, "--json").out.splitlines()]
    assert {row["issue"] for row in rows} == {"Corridor", "Burshtyn"}
    assert "Halych Energy" in {row["agent"] for row in rows}
    assert not {"Lantern Wire", "Dnipro Courier"} & {row["agent"] for row in rows}  # they carry others' words
    energy = run("positions", small_desk, "--agent", "halych", "--issue", "burshtyn").out
    assert energy.startswith("Halych Energy on Burshtyn\n")
    assert "< Halych Energy" in energy
    for arguments, says in (
        (("--agent", "Nobody"), "those who did: "),
        (("--issue", "War"), "give one of Corridor, Burshtyn"),
    ):
        ended = run("positions", small_desk, *arguments)
        assert ended.code == 1
        assert says in ended.err


def test_a_desk_without_issues_says_where_to_put_them(run: Run, example_desk: Path) -> None:
    ended = run("positions", example_desk)
    assert ended.code == 1
    assert "[issues]" in ended.err


@pytest.mark.parametrize("command", ["trace", "disputes"])
def test_an_empty_desk_is_named_as_such(run: Run, tmp_path: Path, command: str) -> None:
    run("init", tmp_path / "empty")
    ended = run(command, tmp_path / "empty", *(["words"] if command == "trace" else []))
    assert ended.code == 1
    assert "there is no article on this desk" in ended.err
