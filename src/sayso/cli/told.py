"""What was found in a document, written out under its text: who says what, dates, places, figures, events."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sayso.cli.terminal import harmless
from sayso.model import Event, Link, Place, Reading, Statement
from sayso.read.in_words import figure_in_words, place_in_words, time_in_words

# What a cue that puts its content in the negative has in it.
MAYBE_DENIED = re.compile(r"\b(?:not|never|den[iy]|refut|disput|reject|dismiss)|n['’]t\b", re.I)
_SHOWN = 110  # characters of a content; the whole of it stands marked in the text


def about(path: str, reading: Reading) -> str:
    """Who published the document and when, its language, path and id."""
    document = reading.document
    known = (document.outlet, document.published or "undated", document.language, path, document.id)
    return harmless(" · ".join(part for part in known if part))


def sections(reading: Reading) -> Iterator[tuple[str, list[str]]]:
    """Titles with their lines; a section without lines is left out."""
    numbered = list(enumerate(reading.statements, 1))
    yield from _filled("Who says what", _statements(reading, [n for n in numbered if n[1].type != "control"]))
    yield from _filled(
        "Plans, orders, refusals (nothing said to be so)",
        _statements(reading, [n for n in numbered if n[1].type == "control"]),
    )
    own = [_words(reading.document.text, part.start, part.end) for part in reading.assertions]
    yield from _filled("In the document's own voice", own)
    yield from _filled("Dates", _times(reading))
    yield from _filled("Places", _places(reading))
    yield from _filled("Figures", _figures(reading))
    yield from _filled("Events", _events(reading))
    yield from _filled("Issues", [issue.message for issue in reading.issues])


def chain_words(chain: tuple[Link, ...]) -> str:
    """A chain as people write it here: publisher first, originator last."""
    return " < ".join(link.name for link in chain)


def words_of(text: str, statement: Statement) -> str:
    """What a statement says: its content, with an ellipsis between the parts."""
    return " … ".join(text[span.start : span.end] for span in statement.content)


def _filled(title: str, lines: list[str]) -> Iterator[tuple[str, list[str]]]:
    if lines:
        yield title, [harmless(line) for line in lines]


def _statements(reading: Reading, numbered: list[tuple[int, Statement]]) -> list[str]:
    numbers = {statement.id: number for number, statement in enumerate(reading.statements, 1)}
    lines: list[str] = []
    for number, statement in numbered:
        lines.append(f"[{number}] {chain_words(statement.chain)}")
        lines.append(f"    {_short(words_of(reading.document.text, statement))}")
        lines.append(f"    {'; '.join(_about(reading, statement, numbers))}")
    return lines


def _about(reading: Reading, statement: Statement, numbers: dict[str, int]) -> Iterator[str]:
    yield f"{statement.kind} {statement.type}"
    if statement.takeaway:
        yield "a takeaway"
    yield from _denied(reading.document.text, statement)
    if statement.parent in numbers:
        yield f"within [{numbers[statement.parent]}]"
    if statement.said:
        yield f"said {statement.said.value}"
    if statement.certainty:
        cue = statement.certainty.cue
        band = f", {statement.certainty.band}" if statement.certainty.band else ""
        yield f'certainty {statement.certainty.value}{band} ("{reading.document.text[cue.start : cue.end]}")'
    yield statement.id


def _denied(text: str, statement: Statement) -> Iterator[str]:
    """The cue that puts what stands there in the negative: nobody said it."""
    cue = statement.cue
    if cue is None or MAYBE_DENIED.search(text, cue.start, cue.end) is None:
        return
    from sayso.link.tellings import denies  # linking takes a quarter of a second to load

    if denies(text, statement):
        yield f'denied ("{_words(text, cue.start, cue.end)}")'


def _times(reading: Reading) -> list[str]:
    return [f"{_words(reading.document.text, time.start, time.end)}: {time_in_words(time)}" for time in reading.times]


def _places(reading: Reading) -> list[str]:
    literal: dict[str, Place] = {}
    otherwise: dict[str, None] = {}
    for place in reading.places:
        if place.use == "literal":
            literal.setdefault(place.name, place)
        else:
            otherwise[f"{_words(reading.document.text, place.start, place.end)} ({place.use})"] = None
    lines = [f"{place.name}: {place_in_words(place)}" for place in literal.values()]
    return [*lines, f"not as places: {', '.join(otherwise)}"] if otherwise else lines


def _figures(reading: Reading) -> list[str]:
    return [f"{_words(reading.document.text, one.start, one.end)}: {figure_in_words(one)}" for one in reading.figures]


def _events(reading: Reading) -> list[str]:
    numbers = {statement.id: f"[{number}]" for number, statement in enumerate(reading.statements, 1)}
    return [f"{_event(event)} ({numbers.get(event.statement, 'own voice')})" for event in reading.events]


def _event(event: Event) -> str:
    parts = (event.type, event.actor, event.place, event.when)
    return ", ".join(part for part in parts if part)


def _words(text: str, start: int, end: int) -> str:
    return _short(text[start:end])


def _short(words: str) -> str:
    line = " ".join(words.split())
    return line if len(line) <= _SHOWN else f"{line[:_SHOWN].rsplit(' ', 1)[0]} …"
