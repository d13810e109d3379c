"""A document's text with its statements marked, for a terminal or for a file.

Each content stands in ``[3: …]``, 3 being the statement's number in the list under the text. On a terminal
it is underlined too, in a colour for its depth, with the source bold and the cue in italics.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from rich.text import Text

from sayso.cli.terminal import harmless
from sayso.model import Span, Statement

_COLOURS = ("cyan", "green", "yellow", "magenta")


def marked(text: str, statements: Sequence[Statement]) -> Text:
    """``text`` with ``statements`` marked and numbered from 1."""
    shown = harmless(text)
    contents = [(span, number) for number, given in enumerate(statements, 1) for span in given.content]
    layers = (
        [span for span, _ in contents],
        [given.source for given in statements if given.source],
        [given.cue for given in statements if given.cue],
    )
    opens, closes = _opens(contents), Counter(span.end for span, _ in contents)
    steps = [_steps(layer) for layer in layers]
    depths = [0, 0, 0]
    out = Text()
    for start, end in _pieces(len(shown), [span for layer in layers for span in layer]):
        depths = [depth + step[start] for depth, step in zip(depths, steps, strict=True)]
        out.append("]" * closes[start], style="dim")
        for number in opens[start]:
            out.append(f"[{number}: ", style="dim")
        out.append(shown[start:end], style=_style(*depths))
    return out


def _pieces(length: int, spans: Sequence[Span]) -> Iterator[tuple[int, int]]:
    """The text cut at every end of a span; the last piece is empty, so that what ends there is closed."""
    cuts = sorted({0, length} | {span.start for span in spans} | {span.end for span in spans})
    yield from zip(cuts, [*cuts[1:], length], strict=True)


def _opens(contents: Sequence[tuple[Span, int]]) -> dict[int, list[int]]:
    """The numbers that open at each place, the outermost first."""
    places: defaultdict[int, list[int]] = defaultdict(list)
    for span, number in sorted(contents, key=lambda content: (content[0].start, -content[0].end, content[1])):
        places[span.start].append(number)
    return places


def _steps(spans: Sequence[Span]) -> Counter[int]:
    """By how much the number of spans around a place changes there."""
    steps = Counter(span.start for span in spans)
    steps.subtract(span.end for span in spans)
    return steps


def _style(contents: int, sources: int, cues: int) -> str:
    words = ["underline", _COLOURS[(contents - 1) % len(_COLOURS)]] if contents else []
    words += ["bold"] if sources else []
    words += ["italic"] if cues else []
    return " ".join(words)
