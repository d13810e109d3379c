"""Pages that are bombs for a parser are refused in a moment; pages of the web are not."""

from __future__ import annotations

import time

import pytest

from sayso.ingest import ingest_bytes
from sayso.ingest.pages.nesting import is_bomb

BOMBS = {
    "deep": "<div>" * 200_000 + "x",
    "lists": "<ul><li>x" * 100_000,
    "carried on": "".join(f"<b a={number}>" for number in range(500)) + "<p>x" * 100_000,
    "spans": "<span>" * 300_000,
}


@pytest.mark.parametrize("name", BOMBS)
def test_a_page_nested_without_end_is_refused_at_once(name: str) -> None:
    began = time.process_time()
    (found,) = ingest_bytes(f"<html><body>{BOMBS[name]}".encode(), "text/html", "page.html")
    assert time.process_time() - began < 1
    assert (found.document, found.issues[0].message.split(".")[0]) == (None, "Its markup is nested without end")


@pytest.mark.parametrize(
    "page",
    [
        "<p>x<br><img src=y>" * 50_000,  # neither is ever closed, and neither nests
        "<li>x" * 50_000,
        "<div><b>x</b></div>" * 50_000,
        "<b>" * 40 + "<p>x" * 50_000,  # forgotten marks of an old page
        "<div>" * 600 + "</div>" * 600,
        "a < b and 7<8 and <3 " * 10_000,
    ],
)
def test_a_long_page_is_no_bomb(page: str) -> None:
    assert not is_bomb(page)
