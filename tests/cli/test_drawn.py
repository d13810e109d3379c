"""Origins as a tree of text, and lines that fit the terminal."""

from __future__ import annotations

import click
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.cli.drawn import drawn
from sayso.cli.times import moment_words
from sayso.cli.wrapped import wrapped
from sayso.link.moments import span_in_words
from sayso.link.traced import graph
from sayso.model import Citation, Claim, Member, Range


def claim(*chains: str, origins: str, bottleneck: str | None = None, copies: str = "") -> Claim:
    """A claim of tellings, each by one chain "A < B"; ``copies``: "Outlet of Publisher"."""
    members = []
    for number, chain in enumerate(chains):
        names = tuple(chain.split(" < "))
        members.append(Member(f"d{number}", "s", Citation(f"d{number}", 0, 1, "x"), "x", names, names[0]))
    for copy in filter(None, copies.split(", ")):
        outlet, publisher = copy.split(" of ")
        original = next(member for member in members if member.chain[0] == publisher)
        members.append(Member(outlet, "s", original.citation, "x", original.chain, outlet, copy_of=original.document))
    ends = tuple(origins.split(", "))
    return Claim("c", "x", tuple(members), ends, Range(1, 1), bottleneck, (), None, None)


def tree(found: Claim) -> list[str]:
    return [click.unstyle(line) for line in drawn(found, graph(found))]


def test_those_who_have_it_from_the_same_stand_on_one_line() -> None:
    found = claim(
        "Post < Wire < officials",
        "Times < Wire < officials",
        "Echo < Times < Wire < officials",
        origins="officials",
        bottleneck="Wire",
        copies="Herald of Post",
    )
    assert tree(found) == [
        "reader",
        "├─ Post (copied by Herald) · Times",
        "│  └─ Wire  ◆ bottleneck: every way passes here",
        "│     └─ officials  ● origin",
        "└─ Echo",
        "   └─ Times  ↑ drawn above",
    ]


def test_origins_have_a_line_each() -> None:
    found = claim("Post < Hrin", "Post < Haidai", "Times < Haidai", origins="Haidai, Hrin")
    assert tree(found) == [
        "reader",
        "├─ Post",
        "│  ├─ Haidai  ● origin",
        "│  └─ Hrin  ● origin",
        "└─ Times",
        "   └─ Haidai  ● origin",
    ]


def test_a_loop_is_drawn_once() -> None:
    assert tree(claim("Post < Times", "Times < Post", origins="Post")) == [
        "reader",
        "├─ Post  ● origin",
        "│  └─ Times",
        "└─ Times  ↑ drawn above",
    ]


def test_own_words_count_only_where_nobody_gives_the_claim_to_anybody() -> None:
    assert tree(claim("Post", "Times < Hrin", origins="Hrin"))[1:] == ["└─ Times", "   └─ Hrin  ● origin"]
    assert tree(claim("Post", origins="Post"))[1:] == ["└─ Post  ● origin"]


WORDS = st.lists(st.text("abcé7", min_size=1, max_size=60), min_size=1, max_size=30)


@settings(deadline=None)
@given(WORDS, st.sampled_from(["", "    ", "  │  ├─ "]), st.integers(40, 120))
def test_a_wrapped_line_keeps_its_words_and_fits(words: list[str], lead: str, width: int) -> None:
    rows = wrapped(lead + " ".join(words), width).split("\n")
    assert " ".join(rows).replace("│", " ").replace("├─", " ").split() == words
    assert all(len(row) <= max(width, len(lead) + 2 + max(map(len, words))) for row in rows)
    assert all(row.startswith(lead.replace("├─", "│ ")) for row in rows[1:])


def test_colours_take_no_room() -> None:
    plain = "    " + " ".join(["word"] * 30)
    styled = "    " + " ".join([click.style("word", fg="red")] * 30)
    assert click.unstyle(wrapped(styled, 50)) == wrapped(plain, 50)


def test_times_are_as_precise_as_they_are() -> None:
    assert [moment_words(moment) for moment in ("2025-03-03T09:10:00+02:00", "2025-03", None)] == [
        "2025-03-03 09:10",
        "2025-03",
        "undated",
    ]
    assert [span_in_words(seconds) for seconds in (0, 90, 3_600, 12_000, 86_400, 200_000)] == [
        "the same day",
        "2 min",
        "1 h",
        "3 h 20 min",
        "1 day",
        "2 days 8 h",
    ]
