"""Media in a text, what ties them to what is said, and in whose chains they stand."""

from __future__ import annotations

import pytest

from sayso.model import Document, Span
from sayso.read import ReadSettings, read
from sayso.read.agents.directory import Directory
from sayso.read.frames import chance, weights
from sayso.read.media import media
from sayso.read.ties import tie

DIRECTORY = Directory()


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Trash it, he said on MSNBC’s “Morning Joe,” and left.", ["MSNBC"]),
        ("She appeared on “Fox & Friends” to defend her.", ["Fox & Friends"]),
        ("They told Fox News 6 in Milwaukee.", ["Fox News 6"]),
        ("On CBS News' morning show.", ["CBS News"]),
        ("She recounted it on Marta Holt Investigative Radio.", ["Marta Holt Investigative Radio"]),
        ("He spoke on WOR710 and on Hugh Arden’s radio show.", ["WOR710", "Hugh Arden’s radio show"]),
        ("Speaking on radio show Tilly's Turntable, he laughed.", ["Tilly's Turntable"]),
        ("An interview with Morning Moor hosts Ann Holt and Ben Marsh.", ["Morning Moor"]),
        ("An interview with “Fox News Sunday.” He told Fox so.", ["Fox News", "Fox News"]),
        ("The Washington Post asked. He told the Post so.", ["The Washington Post", "The Washington Post"]),
        ("As Senate Majority Leader he rode with Gold Star families.", []),
        ("On Tuesday, the mayor met the press.", []),
    ],
)
def test_media_are_recognised(text: str, names: list[str]) -> None:
    assert [medium.name for medium in media(text, DIRECTORY)] == names


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("He told host Marta Holt of CNN so.", "told"),
        ("He told “Meet the Press” so.", "told"),
        ("He said it on Friday's broadcast of CNN's “Late Hour.”", "air"),
        ("She said in an email to CNN that it was late.", "told"),
        ("He went after him during a CNN panel.", "talk"),
        ("In an interview with Marta Holt on CNN, he laughed.", "talk"),
        ("In an op-ed for The Hill, she wrote it.", "print"),
        ("Sunday on CNN, he laughed.", "air"),
        ("The letter, obtained by CNN, says so.", "shown"),
        ("CNN reported it.", "source"),
        ("CNN host Marta Holt laughed.", "person"),
        ("The CNN building is tall.", "none"),
    ],
)
def test_words_tie_a_medium(text: str, kind: str) -> None:
    (medium,) = media(text, DIRECTORY)
    assert tie(text, medium, Span(0, len(text)), DIRECTORY) == kind


PANEL = """Rourke blasts the director.

Former campaign manager Dan Rourke went after the director Wednesday morning during a CNN panel with Maria Quill.

“I think the director’s job was to keep silent,” Rourke said.

“He cannot judge and prosecute,” Rourke added. “That is absurd.”

At a rally in Ohio on Thursday, Senator Paula Finch said the director had done his duty.
"""


def test_what_is_said_on_a_panel_has_its_broadcaster() -> None:
    reading = read(Document("d", PANEL, outlet="Politico", published="2016-07-06"), ReadSettings(tier="grammar"))
    chains = [[link.name for link in one.chain] for one in reading.statements if one.kind != "indirect"]
    assert ["Politico", "CNN", "Dan Rourke"] in chains
    assert all("CNN" in chain for chain in chains if chain[-1] == "Dan Rourke")


def test_a_medium_with_a_programme_is_called_without_its_s() -> None:
    text = (
        "Piet Voss told Channel 8's “Morning Tide” on Monday that the tunnel would sink him.\n\n"
        "“The council could have asked us first,” Voss said."
    )
    reading = read(Document("x", text, outlet="Harbour Post"), ReadSettings())
    assert {one.chain[1].name for one in reading.statements} == {"Channel 8"}


def test_who_reports_for_an_outlet_has_it_before_him() -> None:
    text = "As Ada Holt reports for NPR, the first bridges closed last week, when two mayors lost their seats."
    reading = read(Document("x", text, outlet="Harbour Post"), ReadSettings())
    assert [[link.name for link in one.chain] for one in reading.statements] == [["Harbour Post", "NPR", "Ada Holt"]]


def test_who_speaks_elsewhere_has_none() -> None:
    reading = read(Document("d", PANEL, outlet="Politico", published="2016-07-06"), ReadSettings(tier="grammar"))
    finch = [[link.name for link in one.chain] for one in reading.statements if one.chain[-1].name == "Paula Finch"]
    assert finch == [["Politico", "Paula Finch"]]


def test_a_sign_adds_its_weight() -> None:
    table = {"bias": -1.0, "near same": 2.0}
    assert chance(("near same",), table) > 0.7 > 0.3 > chance((), table)
    assert weights()["before same"] > 0 > weights()["rule none"]


def test_media_cost_no_more_than_the_text_is_long() -> None:
    sentence = "He told CNN and The Hill and Marta Holt on Fox News " * 300
    text = sentence + ".\n\n" + "“Go,” Holt told CNN. " * 300
    reading = read(Document("d", text), ReadSettings(tier="grammar"))
    assert len(reading.statements) > 100
