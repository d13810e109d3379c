"""What a person judges at a desk is kept, shown, respected, and can be taken back."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path
from typing import Any

import pytest
from running import Run


@pytest.fixture
def desk(small_desk: Path) -> Path:
    return small_desk


def claims(run: Run, desk: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in run("claims", desk, "--json").out.splitlines()]


def holding(run: Run, desk: Path, words: str) -> dict[str, Any]:
    return next(claim for claim in claims(run, desk) if words in claim["text"])


@pytest.fixture
def blast(run: Run, desk: Path) -> str:
    return str(holding(run, desk, "two explosions ten minutes apart")["id"])


@pytest.fixture
def fire(run: Run, desk: Path) -> str:
    return str(holding(run, desk, "12 workers were injured")["id"])


def judge(run: Run, *arguments: str | Path) -> str:
    """The id of a judgement that was kept."""
    ran = run("judge", *arguments, "--by", "Ada")
    assert ran.code == 0, ran.err
    return ran.out.split()[0]


def test_two_claims_judged_the_same_are_one_until_it_is_retracted(run: Run, desk: Path, blast: str, fire: str) -> None:
    before = claims(run, desk)
    name = judge(run, "same", desk, blast, fire)
    together = claims(run, desk)
    assert len(together) == len(before) - 1
    assert run("judge", "retract", desk, name, "--by", "Ben").code == 0
    assert claims(run, desk) == before


def test_a_telling_judged_different_leaves_its_claim(run: Run, desk: Path) -> None:
    claim = holding(run, desk, "Russian forces captured Stepnohirsk")
    first, other = claim["members"][0]["statement"], claim["members"][-1]["statement"]
    judge(run, "different", desk, first, other)
    after = holding(run, desk, "Russian forces captured Stepnohirsk")
    assert other not in [member["statement"] for member in after["members"]]


def test_a_judgement_survives_another_reading(run: Run, desk: Path, blast: str, fire: str) -> None:
    judge(run, "same", desk, blast, fire)
    before = claims(run, desk)
    with (desk / "desk.toml").open("a", encoding="utf-8") as settings:
        settings.write('[[agents]]\nname = "Nobody Here"\n')
    again = run("claims", desk, "--json")
    assert "articles again" in again.err
    assert [json.loads(line) for line in again.out.splitlines()] == before


def test_the_list_says_who_judged_what_when_and_what_became_of_it(run: Run, desk: Path, blast: str, fire: str) -> None:
    assert run("judge", "list", desk).err == "Nobody has judged anything on this desk.\n"
    run("judge", "same", desk, blast, fire, "--by", "Ada", "--note", "one fire")
    members = holding(run, desk, "Russian forces captured Stepnohirsk")["members"]
    run("judge", "different", desk, members[0]["statement"], members[-1]["statement"], "--by", "Ben")
    listed = run("judge", "list", desk).out
    assert "Ada" in listed
    assert "“one fire”" in listed
    rows = [json.loads(line) for line in run("judge", "list", desk, "--json").out.splitlines()]
    assert [(row["kind"], row["person"], row["state"]) for row in rows] == [
        ("same", "Ada", "holds"),
        ("different", "Ben", "holds"),
    ]
    assert all(row["made_at"].endswith("Z") for row in rows)


def test_of_two_judgements_against_one_another_the_later_holds_and_the_earlier_says_so(run: Run, desk: Path) -> None:
    claim = holding(run, desk, "Russian forces captured Stepnohirsk")
    first, other = claim["members"][0]["statement"], claim["members"][-1]["statement"]
    run("judge", "different", desk, first, other, "--by", "Ada")
    run("judge", "same", desk, first, other, "--by", "Ben")
    rows = [json.loads(line) for line in run("judge", "list", desk, "--json").out.splitlines()]
    assert [row["state"] for row in rows] == ["set aside", "holds"]
    assert rows[0]["by"] == rows[1]["id"]
    assert claims(run, desk)[0]["members"]
    assert holding(run, desk, "Russian forces captured Stepnohirsk")["members"] == claim["members"]


def test_what_one_person_judged_before_is_kept_once(run: Run, desk: Path, fire: str) -> None:
    judge(run, "information", desk, fire, "2")
    again = run("judge", "information", desk, fire, "2", "--by", "Ada")
    assert again.out.startswith("Kept before")
    assert len(run("judge", "list", desk, "--json").out.splitlines()) == 1


def test_an_agent_judged_another_name_is_shown_under_the_name_it_was_given(run: Run, desk: Path) -> None:
    judge(run, "agent", desk, "steppe group of forces", "Government of Russia")
    assert holding(run, desk, "Russian forces captured Stepnohirsk")["origins"] == ["Government of Russia"]
    judge(run, "agent", desk, "Steppe Group of Forces", "The Steppe Group")
    assert holding(run, desk, "Russian forces captured Stepnohirsk")["origins"] == ["The Steppe Group"]


def test_who_speaks_for_one_body_counts_at_least_once(run: Run, desk: Path, blast: str) -> None:
    counted = holding(run, desk, "two explosions ten minutes apart")
    assert counted["independent_origins"] == {"at_least": 3, "at_most": 3}
    judge(run, "affiliation", desk, "Stefaniia Mokrynska", "Halych Energy")
    counted = holding(run, desk, "two explosions ten minutes apart")
    assert counted["independent_origins"] == {"at_least": 2, "at_most": 3}


def test_grades_are_shown_and_count_for_nothing(run: Run, desk: Path, fire: str) -> None:
    before = claims(run, desk)
    judge(run, "source", desk, "lantern wire", "b")
    judge(run, "information", desk, fire, "2")
    assert claims(run, desk) == before
    for shown in (run("claims", desk).out, run("trace", desk, fire).out, run("show", fire, "--desk", desk).out):
        assert "B (usually reliable), by Ada" in shown
        assert "2 (probably true), by Ada" in shown


def test_show_walks_to_a_judgement_and_names_those_about_a_statement(
    run: Run, desk: Path, blast: str, fire: str
) -> None:
    judge(run, "same", desk, blast, fire)
    (row,) = [json.loads(line) for line in run("judge", "list", desk, "--json").out.splitlines()]
    shown = run("show", row["id"], "--desk", desk).out
    assert "say the same" in shown
    assert "unchanged" in shown
    assert row["id"] in run("show", row["subject"]["statement"], "--desk", desk).out


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["same", "{desk}", "c-nothing", "{fire}"], "nothing on this desk has an id"),
        (["same", "{desk}", "{fire}", "{fire}"], "are one telling"),
        (["same", "{desk}", "{document}", "{fire}"], "is a document"),
        (["source", "{desk}", "Lantern Wire", "G"], "no grade of the Admiralty code"),
        (["source", "{desk}", "Lantern Wire", "2"], "give one of A completely reliable"),
        (["information", "{desk}", "{fire}", "7"], "give one of 1 confirmed"),
        (["source", "{desk}", "Lantern Fire", "B"], "did you mean Lantern Wire?"),
        (["agent", "{desk}", "Xyzzy", "Government of Russia"], "nobody on this desk is called 'Xyzzy'"),
        (["agent", "{desk}", "fire engineers at the scene", "Pavlo Hrin"], "unnamed"),
        (["retract", "{desk}", "{fire}"], "is no judgement"),
        (["same", "/nowhere", "a", "b"], "is no desk"),
    ],
)
def test_a_mistake_is_answered_in_words(run: Run, desk: Path, fire: str, arguments: list[str], says: str) -> None:
    document = holding(run, desk, "12 workers")["members"][0]["document"]
    given = {"{desk}": str(desk), "{fire}": fire, "{document}": document}
    ended = run("judge", *(given.get(argument, argument) for argument in arguments))
    assert ended.code == 1
    assert says in ended.err
    assert len(ended.err.splitlines()) == 2
    assert not run("judge", "list", desk, "--json").out


def test_a_retracted_judgement_cannot_be_retracted_again(run: Run, desk: Path, fire: str) -> None:
    judge(run, "information", desk, fire, "2")
    (row,) = [json.loads(line) for line in run("judge", "list", desk, "--json").out.splitlines()]
    assert run("judge", "retract", desk, row["id"]).code == 0
    assert "retracted already" in run("judge", "retract", desk, row["id"]).err


def test_the_same_articles_and_judgements_give_the_same_claims_however_they_came(
    run: Run, tmp_path: Path, desk: Path, blast: str, fire: str
) -> None:
    articles = sorted({member["path"] for claim in claims(run, desk) for member in claim["members"]})
    articles = sorted({path.partition(".jsonl:")[0] + (".jsonl" if ".jsonl:" in path else "") for path in articles})
    judge(run, "same", desk, blast, fire)
    judge(run, "agent", desk, "Steppe Group of Forces", "Government of Russia")
    piecemeal = tmp_path / "piecemeal"
    run("init", piecemeal)
    (piecemeal / "desk.toml").write_bytes((desk / "desk.toml").read_bytes())
    half = len(articles) // 2
    run("add", piecemeal, *reversed(articles[half:]))
    run("claims", piecemeal)
    for row in _judgement_rows(desk):
        _keep_row(piecemeal, row)
    run("claims", piecemeal)
    run("add", piecemeal, *articles[:half])

    def told(where: Path) -> list[tuple[Any, ...]]:
        return [
            (c["id"], c["origins"], c["ways"], [(m["document"], m["statement"]) for m in c["members"]])
            for c in claims(run, where)
        ]

    assert told(piecemeal) == told(desk)


def _judgement_rows(desk: Path) -> list[tuple[Any, ...]]:
    with sqlite3.connect(next(desk.rglob("*.sqlite"))) as connection:
        return connection.execute("SELECT id, made_at, packed FROM judgements ORDER BY number DESC").fetchall()


def _keep_row(desk: Path, row: tuple[Any, ...]) -> None:
    with sqlite3.connect(next(desk.rglob("*.sqlite"))) as connection:
        connection.execute("INSERT INTO judgements(id, made_at, packed) VALUES (?, ?, ?)", row)
