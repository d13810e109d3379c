from hypothesis import given
from hypothesis import strategies as st

from sayso.ingest import ingest_bytes

FILE = """---
title: "Bridge to reopen"
authors: [Ann Ode, Bo Bee]
date: 2024-11-01
outlet: Harbour Courier
tags:
  - bridges
---
# The bridge reopens #

The mayor said *so* on Monday,
in the town hall.

Found
-----

> Nobody was in danger,
> the report says.

Key takeaways:

- It reopens in June.
- Piers:
    1. three are replaced.
"""


def markdown(text):
    (found,) = ingest_bytes(text.encode(), "text/markdown", "a.md")
    return found


def test_the_text_stays_and_the_markup_is_spans_over_it():
    for text in (FILE, FILE.replace("\n", "\r\n")):
        document = markdown(text).document
        assert document.text == text
        assert [(block.role, text[block.start : block.end].split("\n")[0].strip()) for block in document.markup] == [
            ("headline", "The bridge reopens"),
            ("paragraph", "The mayor said *so* on Monday,"),
            ("heading", "Found"),
            ("quote", "Nobody was in danger,"),
            ("paragraph", "Key takeaways:"),
            ("takeaway", "It reopens in June."),
            ("takeaway", "Piers:"),
            ("takeaway", "three are replaced."),
        ]


def test_front_matter_is_metadata():
    document = markdown(FILE).document
    assert (document.title, document.authors) == ("Bridge to reopen", ("Ann Ode", "Bo Bee"))
    assert (document.published, document.outlet) == ("2024-11-01", "Harbour Courier")


def test_the_first_heading_is_the_title_where_none_is_stated():
    assert markdown("# The bridge reopens\n\nIn June.").document.title == "The bridge reopens"


def test_a_file_with_nothing_but_front_matter_has_no_text():
    assert markdown("---\ntitle: x\n---\n\n").document is None


@given(
    st.lists(
        st.sampled_from(
            [
                "# ",
                "> ",
                "- ",
                "1. ",
                "\n",
                "\r\n",
                "\n\n",
                "word ",
                "---\n",
                "    ",
                "```\n",
                "\t",
                "a: b\n",
                "é",
            ]
        ),
        max_size=50,
    ).map("".join)
)
def test_blocks_stand_in_order_within_the_text(text):
    found = markdown(text)
    end = 0
    for block in found.document.markup if found.document else ():
        assert end <= block.start < block.end <= len(text)
        assert text[block.start : block.end] == text[block.start : block.end].strip()
        end = block.end
