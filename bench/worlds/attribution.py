"""Sentences that tell a claim: source, cue and content as the reading has them.

In: a telling, its content's piece, and how the article has named people so far. Out: a `Sentence` with its
statements.
"""

from __future__ import annotations

from collections.abc import Mapping
from random import Random
from typing import Any, NamedTuple

from worlds import frames
from worlds.cast import Voice
from worlds.forms import person
from worlds.frames import Frame, frame
from worlds.prose import Mark, Piece, capitalised, joined, marked, moved
from worlds.spread import Telling

BARE = frozenset("Electric Pipelines Freight Grid Transit Watch Rescue Aid Solidarity Hospital".split())
INTRODUCED = 0.4  # share of bodies first named in full whose letters follow in brackets
NESTED = 0.12  # share of what outlet and source are cited for that is told as a statement in a statement
Bounds = tuple[int, int]


class Said(NamedTuple):
    """A statement of a sentence (``source`` None: an assertion). ``parent``: index of the one that contains it."""

    source: Bounds | None
    cue: Bounds | None
    content: Bounds
    chain: tuple[Voice, ...]
    telling: Telling | None
    parent: int | None = None
    direct: bool = False
    to_publisher: bool = False  # "told the Courier", on the Courier's own page


class Sentence(NamedTuple):
    """A sentence with what it states."""

    piece: Piece
    said: tuple[Said, ...]


class Names:
    """How an article names people: in full at first, shorter later, in one spelling throughout."""

    def __init__(self, publisher: Voice, rng: Random) -> None:
        self._publisher, self._rng = publisher, rng
        self._seen: dict[str, int] = {}

    def mention(self, voice: Voice) -> Piece:
        """The voice as the next mention puts it, marked as an agent."""
        first = voice.key not in self._seen
        if first:
            spellings = len(voice.names)
            self._seen[voice.key] = (
                self._rng.randrange(1, spellings) if spellings > 1 and self._rng.random() < 0.2 else 0
            )
        number = self._seen[voice.key]
        if voice.kind == "person":
            return person(voice, self._form(first), number)
        if voice.kind == "outlet":
            name = voice.names[number] if first else self._rng.choice(voice.names)
            return marked(name, "agent", (voice, voice.names[0]))
        if voice.kind == "organisation":
            return self._body(voice, voice.names[number] if first else self._rng.choice(voice.names), first)
        name = voice.names[number]
        return marked(name, "agent", (voice, name.removeprefix("a ").removeprefix("an ").removeprefix("the ")))

    def publisher(self) -> Piece:
        """The publisher's name for "told X"."""
        name = self._publisher.names[0]
        return marked(name, "agent", (self._publisher, name))

    def _form(self, first: bool) -> str:
        if first:
            return "full" if self._rng.random() < 0.85 else "office surname"
        return self._rng.choices(("surname", "office", "full"), (60, 25, 15))[0]

    def _body(self, voice: Voice, name: str, first: bool) -> Piece:
        """The body by one of its names; with its letters in brackets where they are introduced."""
        bare = name.split()[-1] in BARE or name.startswith("the ")
        piece = marked(name if bare else f"the {name}", "agent", (voice, name.removeprefix("the ")))
        letters = voice.names[-1]
        if first and name != letters and letters.isupper() and self._rng.random() < INTRODUCED:
            return joined(piece, " (", marked(letters, "agent", (voice, letters)), ")")
        return piece


def sentence(telling: Telling, content: Piece, names: Names, rng: Random) -> Sentence:
    """The telling as a sentence of an article."""
    chain = telling.chain
    if len(chain) == 1:
        piece = capitalised(joined(content, "."))
        return Sentence(piece, (Said(None, None, (0, len(piece.text)), chain, telling),))
    form = ("noun" if telling.wording.template.form == "noun" else "clause") + (
        " denied" if telling.wording.denies else ""
    )
    hearsay = chain[-2].kind == "person"
    if len(chain) == 3 and form == "clause" and (hearsay or (_is_person_like(chain[2]) and rng.random() < NESTED)):
        return _nested(telling, content, names)
    chosen = frame(rng.choice(_frames(chain)[form]))
    fillers: dict[str, Any] = {"S": chain[-1], "O": chain[1], "O2": chain[2] if len(chain) > 3 else None}
    piece, said = _framed(chosen, fillers, content, telling, names)
    return Sentence(capitalised(piece), (said,))


def _is_person_like(voice: Voice) -> bool:
    return voice.kind in ("person", "organisation") or (voice.kind == "unnamed" and voice.who != "media")


def _frames(chain: tuple[Voice, ...]) -> Mapping[str, tuple[str, ...]]:
    last = chain[-1]
    if len(chain) > 3:
        if chain[2].kind == "person":
            return frames.THREE_HEARSAY
        return frames.THREE if _is_person_like(last) else frames.THREE_OTHERS
    if len(chain) == 3:
        if _is_person_like(last):
            return frames.TWO
        return frames.TWO_DOCUMENT if last.kind == "document" else frames.TWO_OUTLET
    if last.kind == "document":
        return frames.DOCUMENT
    return frames.ONE if _is_person_like(last) else frames.OUTLET


def _nested(telling: Telling, content: Piece, names: Names) -> Sentence:
    """ "The Courier reported that the minister had said that ...": two statements."""
    heard = telling.chain[1].kind == "person"
    reporting = frame("{=S} <recalled> [that {C}]." if heard else "{=S} <reported> [that {C}].")
    outlet = names.mention(telling.chain[1])
    inner, said = _framed(
        frame(frames.HEARSAY if heard else frames.INNER), {"S": telling.chain[2]}, content, telling, names
    )
    piece, outer = _framed(reporting, {"S": outlet}, inner, telling, names)
    by = piece.text.index(inner.text)
    first = outer._replace(chain=telling.chain[:2], telling=None)
    second = said._replace(
        source=_further(said.source, by),
        cue=_further(said.cue, by),
        content=(said.content[0] + by, said.content[1] + by),
        parent=0,
    )
    return Sentence(capitalised(piece), (first, second))


def _further(bounds: Bounds | None, by: int) -> Bounds | None:
    return bounds and (bounds[0] + by, bounds[1] + by)


def _framed(
    chosen: Frame, fillers: dict[str, Any], content: Piece, telling: Telling, names: Names
) -> tuple[Piece, Said]:
    """The frame filled, and where source, cue and content stand in it."""
    texts: list[str] = []
    marks: list[Mark] = []
    at = 0
    bounds: dict[str, int] = {}
    source: Bounds = (0, 0)
    for token in chosen.tokens:
        if token in "<>[]":
            bounds[token] = at
            continue
        piece = _filled(token, fillers, content, names) if token[0] == "{" else Piece(token)
        if token in ("{C}", "{N}") and texts and texts[-1].endswith("“"):
            piece = capitalised(piece)
        if token == "{=S}":
            source = (at, at + len(piece.text))
        texts.append(piece.text)
        marks += moved(piece.marks, at)
        at += len(piece.text)
    said = Said(
        source,
        (bounds["<"], bounds[">"]),
        (bounds["["], bounds["]"]),
        telling.chain,
        telling,
        direct="“" in chosen.words,
        to_publisher="{PUB}" in chosen.words,
    )
    return Piece("".join(texts), tuple(marks)), said


def _filled(token: str, fillers: dict[str, Any], content: Piece, names: Names) -> Piece:
    name = token.strip("{=}")
    if name in ("C", "N"):
        return content
    if name == "PUB":
        return names.publisher()
    filler = fillers[name]
    return filler if isinstance(filler, Piece) else names.mention(filler)
