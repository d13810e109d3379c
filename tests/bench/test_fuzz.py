"""A short slice of `bench/fuzz.py`, always the same inputs."""

from __future__ import annotations

import time

import pytest
from fuzzing.parsers import PARSERS, Parser, made

COUNTS = {"page": 4, "reader": 4, "PDF": 20, "ZIP and DOCX": 60, "mail": 60}


@pytest.mark.parametrize("parser", PARSERS, ids=[parser.name for parser in PARSERS])
def test_damaged_inputs_cost_themselves_alone(parser: Parser) -> None:
    for number in range(COUNTS.get(parser.name, 200)):
        data = made(parser, number)
        before = time.process_time()
        parser.takes(data)
        assert time.process_time() - before < 2, f"{parser.name} {number}: {len(data)} bytes"


def test_an_input_is_made_from_its_number() -> None:
    parser = PARSERS[0]
    assert made(parser, 7) == made(parser, 7)
    assert made(parser, 7) != made(parser, 8)
