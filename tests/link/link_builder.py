"""Readings made by hand, for tests of linking: rows of (outlet, published, chain, text).

    desk(
        Row("Reuters", "2024-11-01T10:00", "three sources", "{Orlivka|place} was shelled"),
        Row("The Herald", "2024-11-01T12:00", "Reuters < three sources", "..."),
        Row("The Herald", "2024-11-01T12:00", "", "A sentence in the outlet's own voice"),
    )

Rows of one outlet and moment make one document (or those with the same ``page``). A chain holds the agents
after the publisher; a lower-case name is an unnamed source, "Pavlo Hrin (person)" a person, anything else an
organisation. Marks in a text: ``{Orlivka|place}``, ``{on Friday|2024-11-01}``, ``{400 shells|=400 shells}``
(``~``, ``>=``, ``<=`` for bounds; a unit in brackets: ``=400 [km2] forest``), ``{he|@Pavlo Hrin}``
and ``{the ministry|#Ministry of Ports}`` (mentions).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from sayso.model import (
    Agent,
    Assertion,
    Document,
    Event,
    Figure,
    Link,
    Place,
    Reading,
    Span,
    Statement,
    StatementType,
    Time,
)

_MARK = re.compile(r"\{([^|}]+)\|([^}]+)\}")
_FIGURE = re.compile(r"(~|>=|<=|=)\s*([\d.]+)\s*(?:\[(\S+)\])?\s*(.*)")
_BOUNDS = {"~": "about", ">=": "min", "<=": "max", "=": None}


@dataclass(frozen=True)
class Row:
    """One telling. ``nested``: the last agent is told of by the last but one ("ISW noted that X said ...")."""

    outlet: str
    published: str | None
    chain: str
    text: str
    cue: str = "said"
    quote: bool = False
    nested: bool = False
    type: StatementType = "communication"
    title: str = ""  # stands before the source's name in the text
    url: str | None = None
    page: str = ""
    events: tuple[tuple[str, str | None, str], ...] = ()  # (type, actor, place)
    takeaway: bool = False


@dataclass
class _Page:
    text: str = ""
    statements: list[Statement] = field(default_factory=list)
    assertions: list[Assertion] = field(default_factory=list)
    sentences: list[Span] = field(default_factory=list)
    mentions: dict[tuple[str, str], list[Span]] = field(default_factory=dict)
    times: list[Time] = field(default_factory=list)
    places: list[Place] = field(default_factory=list)
    figures: list[Figure] = field(default_factory=list)
    events: list[Event] = field(default_factory=list)


def desk(*rows: Row) -> list[Reading]:
    """The readings of the rows, in the order of their first rows."""
    pages: dict[tuple[str, str | None, str], list[Row]] = {}
    for row in rows:
        pages.setdefault((row.outlet, row.published, row.page), []).append(row)
    return [reading(page_rows, name="/".join(filter(None, key))) for key, page_rows in pages.items()]


def reading(rows: Sequence[Row], name: str) -> Reading:
    """One document of the rows, which share outlet and moment."""
    page = _Page()
    for number, row in enumerate(rows):
        _write(page, row, f"s{number}")
    agents = [Agent(f"a{i}", n, k, tuple(spans)) for i, ((n, k), spans) in enumerate(page.mentions.items())]
    return Reading(
        document=Document(
            id=name,
            text=page.text,
            outlet=rows[0].outlet or None,
            url=rows[0].url,
            published=rows[0].published,
        ),
        run="by hand",
        sentences=tuple(page.sentences),
        statements=tuple(page.statements),
        assertions=tuple(page.assertions),
        agents=tuple(agents),
        times=tuple(page.times),
        places=tuple(page.places),
        figures=tuple(page.figures),
        events=tuple(page.events),
    )


def links(chain: str) -> tuple[Link, ...]:
    """The links that a chain's text names."""
    return tuple(_link(name.strip()) for name in chain.split("<") if name.strip())


def _link(name: str) -> Link:
    if name.endswith("(person)"):
        return Link(name.removesuffix("(person)").strip(), "person")
    return Link(name, "unnamed" if name[0].islower() else "organisation")


def _write(page: _Page, row: Row, ident: str) -> None:
    start = len(page.text)
    chain = links(row.chain)
    before, after = ("“", "”") if row.quote else ("", "")
    if not chain:
        content = _content(page, row, "", ident)
        page.assertions.append(Assertion(ident, content.start, content.end))
    else:
        publisher = Link(row.outlet or "unknown publisher", "organisation")
        outer = ""
        if row.nested:
            outer = f"{chain[-2].name} noted that "
        lead = f"{outer}{row.title} {chain[-1].name}".strip() + f" {row.cue} "
        source_start = start + lead.index(chain[-1].name)
        source = Span(source_start, source_start + len(chain[-1].name))
        page.mentions.setdefault((chain[-1].name, chain[-1].kind), []).append(source)
        cue = Span(source.end + 1, source.end + 1 + len(row.cue))
        that = "" if row.quote else "that "
        content = _content(page, row, lead + before, ident, that=that)
        parent = f"{ident}-outer" if row.nested else None
        if row.nested:
            wrapped = Span(start + len(outer), content.end)
            page.statements.append(
                Statement(parent, "indirect", "attitude", None, None, (wrapped,), None, (publisher, *chain[:-1]))
            )
        page.statements.append(
            Statement(
                ident,
                "direct" if row.quote else "indirect",
                row.type,
                source,
                cue,
                (content,),
                parent,
                (publisher, *chain),
                takeaway=row.takeaway,
            )
        )
    page.text += after + ("" if page.text.endswith(".") else ".")
    page.sentences.append(Span(start, len(page.text)))
    page.text += "\n"
    page.events += [
        Event(kind, actor, place, None, ident, content.start, content.end) for kind, actor, place in row.events
    ]


def _content(page: _Page, row: Row, lead: str, ident: str, that: str = "") -> Span:
    """Writes the lead and the text without its marks, and files the marks. Returns the span of the content."""
    page.text += lead
    start = len(page.text)
    page.text += that
    last = 0
    for mark in _MARK.finditer(row.text):
        page.text += row.text[last : mark.start()]
        _file(page, Span(len(page.text), len(page.text) + len(mark[1])), mark[1], mark[2])
        page.text += mark[1]
        last = mark.end()
    page.text += row.text[last:]
    return Span(start, len(page.text))


def _file(page: _Page, span: Span, surface: str, mark: str) -> None:
    figure = _FIGURE.match(mark)
    if mark == "place":
        page.places.append(Place(span.start, span.end, surface, "settlement", "literal"))
    elif mark.startswith("@"):
        page.mentions.setdefault((mark[1:], "person"), []).append(span)
    elif mark.startswith("#"):
        page.mentions.setdefault((mark[1:], "organisation"), []).append(span)
    elif figure:
        page.figures.append(
            Figure(span.start, span.end, float(figure[2]), figure[3], figure[4] or None, _BOUNDS[figure[1]])
        )
    else:
        page.times.append(Time(span.start, span.end, "DATE", mark, None, mark, mark))


def telling_texts(members: Iterable) -> list[str]:
    """The outlets of a claim's members, sorted: who tells it."""
    return sorted(member.outlet for member in members)
