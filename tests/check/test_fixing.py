"""What `--fix` mends, and that it mends nothing else: an article with changed quotations becomes itself again."""

from __future__ import annotations

import re

import pytest

from sayso.check import CheckSettings, Known, check, fixed
from sayso.model import Reading

ALTERED = '"There are few Russian troops in the centre of Stepnohirsk," Verbynskyi told Lantern.\n'


def test_a_quotation_gets_the_words_of_its_source_back(known: Known, settings: CheckSettings) -> None:
    mended = fixed(ALTERED, check(ALTERED, known, settings))
    assert mended == ALTERED.replace("few", "no")
    assert check(mended, known, settings) == ()


def test_quotation_marks_come_off_a_paraphrase(known: Known, settings: CheckSettings) -> None:
    text = "Dzvinchuk said that “a short circuit in a cooling pump caused the first explosion”.\n"
    mended = fixed(text, check(text, known, settings))
    assert mended == text.replace("“", "").replace("”", "")
    assert check(mended, known, settings) == ()


@pytest.mark.parametrize(
    "text",
    [
        "At least 21 workers were injured in a fire at the Burshtyn plant, the Carpathian Emergency Service said.",
        "Ukrainian forces repelled a mechanised attack near Toretsk on 3 March, the IFS said.",
        "Polozkov said that a short circuit in a cooling pump caused the first explosion.",
        "The second blast came from oil vapour, fire engineers at the scene suggested.",
        "The company said that the dam of the reservoir had been damaged.",
        '"I do not comment on denials," Polozkov said.',
        '"Freedom of the river is not for sale to anybody," Zalizniuk said.',
        '"There are few […] troops in the centre of Stepnohirsk," Verbynskyi told Lantern.',
    ],
)
def test_nothing_else_is_mended(text: str, known: Known, settings: CheckSettings) -> None:
    found = check(text, known, settings)
    assert found
    assert fixed(text, found) == text


def test_every_changed_quotation_that_is_mended_becomes_itself_again(
    readings: list[Reading], known: Known, settings: CheckSettings
) -> None:
    mended = 0
    for reading in readings:
        for span in reading.sentences:
            line = reading.document.text[span.start : span.end]
            quoted = re.search(r"[\"“]([^\"”“]{40,})[\"”]", line)
            words = re.findall(r"\b[a-z]{5,}\b", quoted.group(1)) if quoted else []
            if len(words) > 2:
                changed = line.replace(words[1], "harbour", 1)
                new = fixed(changed, check(changed, known, settings))
                assert new in (changed, line)
                mended += new == line
    assert mended >= 15


def test_mending_twice_changes_nothing_more(known: Known, settings: CheckSettings) -> None:
    once = fixed(ALTERED, check(ALTERED, known, settings))
    assert fixed(once, check(once, known, settings)) == once
