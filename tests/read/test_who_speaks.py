"""Agents: who is one, who are two, and where each is mentioned.

What a case of ``statements.json`` cannot show: the list of mentions, and that agents stay apart.
"""

from __future__ import annotations

import time

from sayso.model import Agent, Document, Span
from sayso.read import ReadSettings, read
from sayso.read.agents.directory import Directory, KnownAgent, well_known
from sayso.read.agents.given import gender_of, is_given
from sayso.read.agents.people import people
from sayso.read.agents.phrase import parse

GRAMMAR = ReadSettings(tier="grammar")


def agents_of(text: str) -> dict[str, Agent]:
    document = Document(id="case", text=text, outlet="Morning Ledger", language="en")
    return {agent.name: agent for agent in read(document, GRAMMAR).agents}


def words(text: str, spans: tuple[Span, ...]) -> list[str]:
    return [text[span.start : span.end] for span in spans]


def test_every_mention_of_a_person_is_listed():
    text = (
        "Mayor Olha Brenner opened the road. Brenner said it was safe. Crowds cheered Olha Brenner. "
        "“We are proud,” she said. The mayor said that the bridge came next."
    )
    mentions = words(text, agents_of(text)["Olha Brenner"].mentions)
    assert mentions == ["Olha Brenner", "Brenner", "Olha Brenner", "she", "The mayor"]


def test_every_mention_of_a_company_is_listed():
    text = (
        "Norvik Shipping Inc. has bought a yard. The company said that it had paid little. Norvik said jobs were safe. "
        "Workers at Norvik Shipping Inc. were not asked."
    )
    agent = agents_of(text)["Norvik Shipping Inc."]
    assert {"The company", "Norvik"} <= set(words(text, agent.mentions))
    assert len(agent.mentions) == 4


def test_two_people_of_one_surname_stay_two():
    text = "Joan Smith said the roads were bad. Harry Smith said they were fine. Mr Smith said he knew."
    found = agents_of(text)
    assert words(text, found["Joan Smith"].mentions) == ["Joan Smith"]
    assert words(text, found["Harry Smith"].mentions) == ["Harry Smith", "Mr Smith"]


def test_an_acronym_is_its_body():
    text = "The Danube Road Agency (DRA) closed the bridge. The DRA said that it would open in May."
    assert list(agents_of(text)) == ["Danube Road Agency"]


def test_an_acronym_that_no_bracket_spells_out_is_the_body_of_those_initials():
    text = (
        "The American Harbour Network opened the bridge with Harlow Motors Acceptance Corp. HMAC said that it had "
        "paid. The AHN said so too."
    )
    assert set(agents_of(text)) == {"American Harbour Network", "Harlow Motors Acceptance Corp."}


def test_an_acronym_of_two_bodies_is_neither_of_them():
    text = (
        "The American Harbour Network met the Atlantic Health Network in Ohio. The AHN said that the bridge was open. "
        "Olha Brenner said she was glad."
    )
    assert "AHN" in agents_of(text)


def test_a_country_before_an_acronym_tells_whose_body_is_meant():
    text = (
        "The Chinese Center for Disease Control and Prevention closed the market. The Chinese CDC said that nobody was "
        "ill. The CDC said that it would open in May. Officials of the Danish CDC said that they had heard."
    )
    mentions = words(text, agents_of(text)["Chinese Center for Disease Control and Prevention"].mentions)
    assert {"Chinese Center for Disease Control and Prevention", "The Chinese CDC", "The CDC"} <= set(mentions)
    assert not any("Danish" in mention for mention in mentions)


def test_a_known_company_is_called_as_the_law_calls_it_where_the_text_does():
    text = "General Motors Corp. will close a plant. GM said that jobs were safe. General Motors said it was sorry."
    assert set(agents_of(text)) == {"General Motors Corp."}


def test_a_newspaper_is_not_the_company_that_owns_it():
    text = "The New York Times Co. sold a station. Two aides had left, The New York Times reported on Friday."
    assert "The New York Times" in agents_of(text)


def test_titles_and_owners_are_no_part_of_a_name():
    directory = Directory()
    text = "Director of Public Prosecution Eva-Marie Persson met The Atlantic's Dana Whitfield and Judge Ivan Salnyk."
    found = people(text, directory.is_organisation)
    assert [p.name for p in found] == ["Eva-Marie Persson", "Dana Whitfield", "Ivan Salnyk"]
    assert [p.offices for p in found][2] == ("judge",)


def test_a_headline_in_title_case_names_nobody():
    text = "Report Reveals Clinton Meetings With Foundation Donors\n\nThe report was read by Ivan Salnyk."
    assert [p.name for p in people(text, Directory().is_organisation)] == ["Ivan Salnyk"]


def test_a_description_goes_by_its_head():
    directory = Directory()
    heads = {
        "The British paper, packaging and publishing concern": "concern",
        "The El Paso, Texas, maker of Western boots": "maker",
        "The Denver-based airline, the second largest in the West": "airline",
        "a Harlow newspaper": "newspaper",
    }
    assert {words: parse(words, directory).head for words in heads} == heads
    assert [parse(words, directory).body for words in heads] == [None] * len(heads)


def test_a_country_behind_a_name_is_no_initial_of_it():
    text = "Harlow Coatings U.K. Ltd. was bought. Marina Vance U.S. Senator for Ohio asked why. J.D. Salnyk spoke."
    assert [p.name for p in people(text, Directory().is_organisation)] == ["Marina Vance", "J.D. Salnyk"]


def test_given_names_have_the_pronoun_that_goes_with_them():
    assert (gender_of("Olha"), gender_of("Ihor"), gender_of("Kim"), gender_of("Brenner")) == ("f", "m", "", "")
    assert is_given("Eva-Marie")
    assert not is_given("Prosecution")


def test_no_two_of_the_well_known_share_a_name():
    owners: dict[str, str] = {}
    for agent in well_known():
        for name in (agent.name, *agent.aliases):
            assert owners.setdefault(name.casefold(), agent.name) == agent.name, name


def test_a_long_text_costs_in_proportion():
    paragraph = (
        "Mayor Olha{0} Brenner{0} of Corvex{0} Group said that the road was open. The company said it would pay. "
        "The mayor said she was glad. Some said that they were not. The official said so too.\n\n"
    )

    def seconds(count: int) -> float:
        text = "".join(paragraph.format("abcdefghij"[i % 10] * (1 + i // 10 % 9)) for i in range(count))
        begun = time.process_time()
        read(Document(id="case", text=text, outlet="Morning Ledger", language="en"), GRAMMAR)
        return time.process_time() - begun

    seconds(20)
    assert seconds(1600) < 16 * 3 * seconds(100)  # a square would be 256 times


def test_a_known_body_is_called_as_the_text_calls_it():
    text = "The State Department said the road was open. Bloomberg News reported that it was shut."
    assert {"State Department", "Bloomberg News"} <= set(agents_of(text))


def test_a_known_bodys_acronym_stands_for_its_name():
    assert list(agents_of("The AFP said the road was open. NASA said it was shut.")) == [
        "Agence France-Presse",
        "National Aeronautics and Space Administration",
    ]


def test_a_known_person_has_the_initial_that_the_text_gives():
    once = "Donald J. Trump said the road was open. Mr. Trump said it was wide."
    assert list(agents_of(once)) == ["Donald J. Trump"]
    mostly_without = f"{once} Donald Trump said it was long. Donald Trump said it was new."
    assert list(agents_of(mostly_without)) == ["Donald Trump"]


def test_a_desks_own_name_goes_before_the_texts():
    own = ReadSettings(
        tier="grammar", agents=(KnownAgent("US State Department", "organisation", ("State Department",)),)
    )
    document = Document(id="case", text="The State Department said the road was open.", language="en")
    assert [agent.name for agent in read(document, own).agents] == ["US State Department"]


def test_a_surname_of_two_goes_with_who_is_addressed_so():
    text = (
        "Phyllis Holt led the campaign. Her son John Holt helped. Betty Brenner was against it. "
        "Mrs. Holt was at the debate. "
        "“It was a long road,” she said."
    )
    found = agents_of(text)
    assert words(text, found["Phyllis Holt"].mentions) == ["Phyllis Holt", "she"]


def test_a_name_of_four_words_with_its_number_begins_with_its_first():
    text = "The donor Luther Stan Pate IV paid for it. Pate said he was glad."
    assert [p.name for p in people(text, Directory().is_organisation)] == ["Luther Stan Pate IV"]


def test_a_known_bodys_name_in_capitals_is_found():
    assert "Fox News Digital" in agents_of("FOX NEWS DIGITAL reported that the road was open.")
