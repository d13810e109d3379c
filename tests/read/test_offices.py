"""Whom an office stood for on a day, and for whom people speak."""

from __future__ import annotations

import datetime
from collections import Counter
from itertools import pairwise

import pytest

from sayso.model import Document
from sayso.read import ReadSettings, read
from sayso.read.agents import nations
from sayso.read.agents.directory import Directory, KnownAgent, spoken_for, well_known
from sayso.read.agents.offices import Holders, Office

DIRECTORY = Directory()


@pytest.mark.parametrize(
    ("description", "day", "name"),
    [
        ("the Ukrainian president", "2025-03-05", "Volodymyr Zelenskyy"),
        ("Ukraine's president", "2022-02-24", "Volodymyr Zelenskyy"),
        ("the president of Ukraine", "2024", "Volodymyr Zelenskyy"),
        ("The Kremlin spokesman", "2024-11-01T18:00Z", "Dmitry Peskov"),
        ("the US president", "2024-11-05", "Joe Biden"),
        ("the U.S. president", "2025-01-20", "Donald Trump"),
        ("the American president", "2025-02", "Donald Trump"),
        ("the US secretary of state", "2024-06-01", "Antony Blinken"),
        ("Russia’s foreign minister", "2023-01-01", "Sergei Lavrov"),
        ("the Russian defense minister", "2024-05-11", "Sergei Shoigu"),
        ("the Russian defence minister", "2024-06", "Andrei Belousov"),
        ("the NATO secretary-general", "2024-09-30", "Jens Stoltenberg"),
        ("the NATO chief", "2024-10-02", "Mark Rutte"),
        ("the German chancellor", "2025-05-07", "Friedrich Merz"),
        ("the British prime minister", "2022-10-01", "Liz Truss"),
        ("the EU foreign policy chief", "2025-01-15", "Kaja Kallas"),
        ("the IAEA chief", "2023-07-01", "Rafael Grossi"),
        ("the Polish foreign minister", "2024-02-01", "Radosław Sikorski"),
        ("the Chinese leader", "2024-02-01", "Xi Jinping"),
        ("the UN secretary-general", "2024-02-01", "António Guterres"),
        ("the Ukrainian president", None, None),
        ("the Ukrainian president", "2026-11-26", None),  # later than the tables know
        ("the US president", "2025", None),  # there were two
        ("the US president", "2025-01", None),
        ("the former Ukrainian president", "2025-03-05", None),
        ("a Ukrainian president", "2025-03-05", None),
        ("the deputy Russian defence minister", "2024-06-01", None),
        ("the Iranian leader", "2024-01-01", "Ali Khamenei"),
        ("the German president", "2024-01-01", "Frank-Walter Steinmeier"),
        ("the Ukrainian president's office", "2025-03-05", None),
        ("the president", "2025-03-05", None),
        ("the leader of the Russian", "2025-03-05", None),
    ],
)
def test_who_held_an_office(description: str, day: str | None, name: str | None) -> None:
    assert DIRECTORY.holder(description, day) == name


def chains(text: str, published: str | None, *agents: KnownAgent) -> list[list[str]]:
    document = Document("d", text, outlet="Courier", published=published)
    reading = read(document, ReadSettings(tier="grammar", agents=agents))
    return [[link.name for link in statement.chain] for statement in reading.statements]


def test_a_description_is_who_it_was_on_the_day_of_the_article() -> None:
    text = "The Ukrainian president said on Friday that the talks would go on."
    assert chains(text, "2025-03-07") == [["Courier", "Volodymyr Zelenskyy"]]
    assert chains(text, None) == [["Courier", "Ukrainian president"]]


def test_a_name_and_an_office_are_one_agent() -> None:
    text = (
        "Zelensky said that the talks would go on. Moscow refused.\n\nThe Ukrainian president said that he was ready."
    )
    assert chains(text, "2025-03-07") == [["Courier", "Volodymyr Zelenskyy"], ["Courier", "Volodymyr Zelenskyy"]]


def test_the_text_comes_first() -> None:
    text = (
        "Ukrainian President Taras Melnyk said in the novel that the war was over. The Ukrainian president said that "
        "he was tired."
    )
    assert chains(text, "2025-03-07") == [["Courier", "Taras Melnyk"], ["Courier", "Taras Melnyk"]]


def test_a_desk_says_who_holds_an_office() -> None:
    mayor = KnownAgent("Ada Novak", offices=(Office("mayor", "Tarnow", "2026-01-01"),))
    text = "The mayor of Tarnow said on Friday that the bridge was safe."
    assert chains(text, "2026-11-20", mayor) == [["Courier", "Ada Novak"]]


def test_whom_people_speak_for() -> None:
    pairs = spoken_for(())
    assert ("Dmitry Peskov", "Kremlin") in pairs
    assert ("Dmitry Peskov", "Government of Russia") in pairs
    assert ("Joe Biden", "Government of United States") not in pairs  # he did, and no longer does
    own = spoken_for((KnownAgent("Ada Novak", speaks_for="Kremlin"),))
    assert ("Ada Novak", "Government of Russia") in own


def _names(agent: KnownAgent) -> set[str]:
    return {name.casefold() for name in (agent.name, *agent.aliases)}


def test_the_tables_are_sound() -> None:
    people = [agent for agent in well_known() if agent.kind == "person"]
    assert len(people) >= 300
    assert len([agent for agent in well_known() if agent.kind != "person"]) >= 190
    names = Counter(name for agent in well_known() for name in _names(agent))
    assert [name for name, count in names.items() if count > 1] == []
    for agent in people:
        for office in agent.offices:
            start = datetime.date.fromisoformat(office.start)
            assert office.end is None or start < datetime.date.fromisoformat(office.end), agent.name
        assert (
            agent.speaks_for is None
            or agent.speaks_for.startswith("Government of ")
            or DIRECTORY.find(agent.speaks_for)
        ), agent.name
        state = (agent.speaks_for or "").removeprefix("Government of ")
        assert state == (agent.speaks_for or "") or state in nations.by_name().values(), agent.name


def test_no_two_held_one_office_at_once() -> None:
    terms: dict[tuple[str, str], list[tuple[str, str, str]]] = {}
    for agent in well_known():
        for office in agent.offices:
            terms.setdefault((office.title, office.of), []).append((office.start, office.end or "9999", agent.name))
    for held in terms.values():
        held.sort()
        for (_, end, one), (start, _, other) in pairwise(held):
            assert end <= start, f"{one} and {other}"


def test_a_term_must_cover_the_whole_of_a_month_or_year() -> None:
    holders = Holders((KnownAgent("A", offices=(Office("president", "Ukraine", "2024-05-10", "2025-02-01"),)),))
    said = {
        day: holders.on("the Ukrainian president", day) for day in ("2024-05", "2024-06", "2025-01", "2025-02", "2024")
    }
    assert said == {"2024-05": None, "2024-06": "A", "2025-01": "A", "2025-02": None, "2024": None}
