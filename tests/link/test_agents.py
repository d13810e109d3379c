"""One agent under one name across documents."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from link_builder import Row, desk

from sayso.link import link

SUNK = "the ferry to {Sorna|place} sank in the storm on {Monday|2024-10-28}"

CASES = Path(__file__).parent.parent / "cases"


def cases(file: str) -> list[Any]:
    found = json.loads((CASES / file).read_text(encoding="utf-8"))
    return [pytest.param(case, id=case["label"], marks=_marks(case)) for case in found]


def _marks(case: dict[str, Any]) -> Any:
    known = case.get("known_failure")
    return pytest.mark.xfail(reason=known, strict=True) if known else ()


@pytest.mark.parametrize("case", cases("people.json"))
def test_a_person_is_one_in_every_spelling_and_namesakes_are_two(case: dict[str, Any]) -> None:
    assert len(origins(*(f"{name} (person)" for name in case["names"]))) == {"one": 1, "two": 2}[case["expected"]]


@pytest.mark.parametrize("case", cases("bodies.json"))
def test_a_body_is_one_in_every_form_of_its_name_and_its_like_is_another(case: dict[str, Any]) -> None:
    assert len(origins(*case["names"])) == {"one": 1, "two": 2}[case["expected"]]


def test_a_middle_name_two_people_have_stands_for_neither() -> None:
    assert len(origins("Recep Tayyip Arslan (person)", "Emre Tayyip Arslan (person)", "Tayyip Arslan (person)")) == 3


def origins(*names: str) -> tuple[str, ...]:
    rows = [Row(f"Outlet {number}", "2024-10-29", name, SUNK) for number, name in enumerate(names)]
    (claim,) = link(desk(*rows)).claims
    return claim.origins


@pytest.mark.parametrize(
    "names",
    [
        ("Volodymyr Zelensky (person)", "Volodymyr Zelenskyy (person)", "Zelenskiy (person)"),
        ("Aleksandar Vučić (person)", "Serbian President Aleksandar Vucic (person)"),
        ("Sergei Lavrov (person)", "Serhii Lavrov (person)", "S. Lavrov (person)"),
        ("Institute for the Study of War", "ISW"),
        ("Russian Ministry of Defence", "Ministry of Defense of Russia", "Russia's Defence Ministry"),
        ("Steppe Group of Forces", "Russia's Steppe Group of Forces"),
        ("River", "The River agency", "River news agency", "River Wire"),
        ("River (person)", "River news agency"),
        ("Delta Herald", "The Delta Herald newspaper"),
        ("Government of Moldova", "Moldovan government", "Moldova"),
    ],
)
def test_one_agent(names: tuple[str, ...]) -> None:
    assert len(origins(*names)) == 1


@pytest.mark.parametrize(
    "names",
    [
        ("Volodymyr Zelensky (person)", "Olena Zelenska (person)"),
        ("Olena Hrin (person)", "Pavlo Hrin (person)"),
        ("Russian Ministry of Defence", "Ukrainian Ministry of Defence"),
        ("Government of Russia", "Government of Ukraine"),
        ("Pavlo River (person)", "River news agency"),
        ("Steppe News Agency", "Steppe newspaper"),
        ("Moldova", "Moldovan news agency"),
        ("Sorna", "Sorna news agency"),
        ("Defence Intelligence", "Defence Intelligence Agency"),
        ("Ukrainian Air Force", "General Staff of the Armed Forces of Ukraine"),
    ],
)
def test_two_agents(names: tuple[str, ...]) -> None:
    assert len(origins(*names)) == 2


def test_a_surname_that_two_people_have_stays_alone() -> None:
    assert origins("Olena Hrin (person)", "Pavlo Hrin (person)", "Hrin (person)") == (
        "Hrin",
        "Olena Hrin",
        "Pavlo Hrin",
    )
