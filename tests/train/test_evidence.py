"""What annotators mark, learnt from invented articles and read back as the grammar reads it."""

from __future__ import annotations

import re

import pytest

from sayso.model import Span
from sayso.read.statements.grammar.circumstances import named
from sayso.read.statements.grammar.evidence import Weights, parsed, shipped
from sayso.train.corpus import Article, Gold
from sayso.train.evidence import Row, fitted, learnt, written

MARKED = "Anna Berg applauded the plan of the town."
UNMARKED = "Anna Berg painted the house of the mayor."


def article(text: str) -> Article:
    """Everything that follows "applauded" is annotated, nothing that follows "painted"."""
    gold = [
        Gold((Span(m.start(), m.start() + 9),), (Span(*m.span(1)),), (Span(*m.span(2)),))
        for m in re.finditer(r"Anna Berg (applauded) (the plan of the town)", text)
    ]
    return Article("invented", text, tuple(gold))


def test_what_was_right_weighs_more_than_what_was_wrong():
    rows = [Row(("w=a",), True)] * 9 + [Row(("w=b",), False)] * 9 + [Row(("w=c",), False)] * 2
    weights = fitted(rows)
    assert weights["bias"] + weights["w=a"] > 0 > weights["bias"] + weights["w=b"]
    assert "w=c" not in weights, "seen too seldom to weigh"


def test_weights_by_word_add_up_to_the_weights_by_name():
    table = {name: weight for name, weight in shipped().read.items() if name != "bias"}
    words = ("said", "has", "name", "that")
    parts = ("name", "that", 3, "committee", False, False)
    names = named((words, parts))
    assert len(set(names) & set(table)) > len(names) // 2, "hardly anything to add up"
    whole = Weights(shipped().read).whole(words, parts)
    assert whole == pytest.approx(shipped().read["bias"] + sum(table.get(name, 0.0) for name in names))
    assert whole == Weights(shipped().read).whole(words, parts, Weights(shipped().read).around(words))


def test_a_word_that_was_marked_is_a_cue_and_survives_the_table():
    corpus = [article(f"{MARKED}\n\n{UNMARKED}\n") for _ in range(6)]
    evidence = learnt(corpus)
    assert "applauded" in evidence.words
    assert "painted" not in evidence.words
    again = parsed("\n".join(written(evidence)))
    assert (again.words, again.particles) == (evidence.words, evidence.particles)
    assert again.proposed.get("bias", 0.0) == round(evidence.proposed["bias"], 2)
