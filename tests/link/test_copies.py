"""Copies, partial copies and revisions; and pages that only quote or cite the same."""

from __future__ import annotations

from link_builder import Row, desk

from sayso.link import link
from sayso.model import Copy, Reading

STORY = [
    "A storm sank the ferry between {Orlivka|place} and the island of {Sorna|place} late on Monday",
    "Divers found the wreck at a depth of forty metres on Tuesday morning",
    "The company had taken the vessel out of service twice since the spring",
    "Families of the crew gathered at the harbour and waited for the lists",
    "An inquiry into the repairs was opened by the prosecutor of the province",
]
OWN = [
    "Fishermen from our town lent their boats to the search parties",
    "The school at the end of the pier stayed closed for the week",
    "Our reporter counted eleven ambulances along the quay before dawn",
    "Nobody could say when the mail would reach the island again",
]


def page(outlet: str, published: str, texts: list[str], **options: str) -> list[Row]:
    return [Row(outlet, published, "", text, **options) for text in texts]  # type: ignore[arg-type]


def copies(*pages: list[Row]) -> list[tuple[str, str, str]]:
    readings: list[Reading] = desk(*(row for rows in pages for row in rows))
    outlets = {reading.document.id: reading.document.outlet or "" for reading in readings}

    def shown(copy: Copy) -> tuple[str, str, str]:
        return outlets[copy.document], copy.kind, outlets[copy.original]

    return [shown(copy) for copy in link(readings).copies]


def test_a_copy_of_the_earlier_page() -> None:
    assert copies(page("Post", "2024-11-02", STORY), page("River Wire", "2024-11-01", STORY)) == [
        ("Post", "copy", "River Wire")
    ]


def test_light_edits_and_a_shortened_page_are_copies() -> None:
    edited = [STORY[0].replace("late on", "in the evening of"), STORY[1].replace("found", "located"), *STORY[2:4]]
    assert copies(page("Post", "2024-11-02", edited), page("River Wire", "2024-11-01", STORY)) == [
        ("Post", "copy", "River Wire")
    ]


def test_the_credited_outlet_is_the_original_whenever_it_was_published() -> None:
    credited = ["ORLIVKA, Nov 1 (River) – " + STORY[0], *STORY[1:]]
    assert copies(page("Post", "2024-11-01", credited), page("River Wire", "2024-11-02", STORY)) == [
        ("Post", "copy", "River Wire")
    ]


def test_a_rewrite_that_keeps_half_the_sentences_is_a_partial_copy() -> None:
    assert copies(page("Post", "2024-11-02", STORY[:3] + OWN[:3]), page("River Wire", "2024-11-01", STORY)) == [
        ("Post", "partial", "River Wire")
    ]


def test_one_sentence_in_common_is_no_copy() -> None:
    assert copies(page("Post", "2024-11-02", STORY[:1] + OWN), page("River Wire", "2024-11-01", STORY)) == []


def test_two_pages_that_quote_one_speech_are_no_copies() -> None:
    speech = [Row(outlet, "2024-11-01", "Olena Rudy (person)", text, quote=True) for outlet in "AB" for text in STORY]
    own = [Row("A", "2024-11-01", "", OWN[0]), Row("B", "2024-11-01", "", OWN[1])]
    assert copies(speech, own) == []


def test_a_page_that_cites_the_other_throughout_is_no_copy() -> None:
    cited = [Row("Post", "2024-11-02", "River Wire", text) for text in STORY]
    assert copies(cited, page("River Wire", "2024-11-01", STORY)) == []


def test_another_version_at_the_same_address_is_a_revision() -> None:
    first = page("Post", "2024-11-01", STORY, url="https://post.example/ferry")
    later = page("Post", "2024-11-02", STORY[:4], url="https://www.post.example/ferry/#comments")
    assert copies(first, later) == [("Post", "revision", "Post")]


def test_a_copied_monday_is_the_originals_monday() -> None:
    def rows(outlet: str, published: str, monday: str) -> list[Row]:
        return [
            *page(outlet, published, STORY),
            Row(outlet, published, "", f"The mayor resigned on {{Monday|{monday}}}"),
        ]

    linked = link(desk(*rows("River Wire", "2024-11-01", "2024-10-28"), *rows("Post", "2024-11-05", "2024-11-04")))
    assert all(len(claim.members) == 2 for claim in linked.claims)
