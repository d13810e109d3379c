"""A claim's graph of origins as a tree of text: the reader at the top, who each has it from below.

    reader
    ├─ Danube Observer (copied by Baltic Ledger) · Meridian Post
    │  └─ Lantern Wire  ◆ bottleneck: every way passes here
    │     └─ two officials familiar with the talks  ● origin
    └─ Steppe Dispatch
       └─ Lantern Wire  ↑ drawn above

Those who have it from the same stand on one line. A graph is no tree: what is drawn once is named again with an arrow.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import click

from sayso.cli.terminal import harmless
from sayso.link.traced import Graph
from sayso.model import Claim

_MARK = {"bottleneck": "◆ bottleneck: every way passes here", "origin": "● origin", "again": "↑ drawn above"}
_MOST_ON_A_LINE = 12  # of those who have it from the same; the rest are counted


def drawn(claim: Claim, graph: Graph) -> list[str]:
    """The lines of the tree, with colours that `click.echo` takes off where there is no terminal."""
    return ["reader", *_Tree(claim, graph).below(graph.publishers, ())]


class _Tree:
    def __init__(self, claim: Claim, graph: Graph) -> None:
        self._claim = claim
        self._graph = graph
        self._drawn: set[str] = set()

    def below(self, names: Sequence[str], path: tuple[str, ...], lead: str = "") -> Iterator[str]:
        """The nodes of one level with all that is below them. ``path``: who stands above, against loops."""
        alike = self._alike([name for name in names if name not in path])
        for place, group in enumerate(alike):
            last = place == len(alike) - 1
            yield f"{lead}{'└─ ' if last else '├─ '}{self._line(group)}"
            onward = self._graph.edges.get(group[0], ())
            fresh = [name for name in group if name not in self._drawn]
            self._drawn.update(group)
            if fresh and onward:
                yield from self.below(onward, (*path, *group), lead + ("   " if last else "│  "))

    def _alike(self, names: Sequence[str]) -> list[list[str]]:
        """Names that have it from the same, together; those from whom most comes first."""
        groups: dict[tuple[object, ...], list[str]] = {}
        for name in names:
            marks = (name in self._claim.origins, name == self._claim.bottleneck, name in self._drawn)
            key = (self._graph.edges.get(name, ()), *(marks if any(marks) else (False,) * 3))
            groups.setdefault((*key, name if marks[0] or marks[1] else ""), []).append(name)
        return sorted(groups.values(), key=lambda group: (-len(group), group[0]))

    def _line(self, group: Sequence[str]) -> str:
        shown = " · ".join(self._name(name) for name in group[:_MOST_ON_A_LINE])
        more = f" · and {len(group) - _MOST_ON_A_LINE} more" if len(group) > _MOST_ON_A_LINE else ""
        return f"{shown}{more}{self._marked(group[0])}"

    def _name(self, name: str) -> str:
        copied = self._graph.copied_by.get(name, ())
        by = f" (copied by {', '.join(copied)})" if copied else ""
        shown = harmless(name)
        return f"{click.style(shown, bold=True) if name in self._claim.origins else shown}{harmless(by)}"

    def _marked(self, name: str) -> str:
        marks = []
        if name == self._claim.bottleneck:
            marks.append(click.style(_MARK["bottleneck"], fg="yellow"))
        if name in self._claim.origins:
            marks.append(click.style(_MARK["origin"], fg="green"))
        if name in self._drawn and self._graph.edges.get(name):
            marks.append(click.style(_MARK["again"], dim=True))
        return "".join(f"  {mark}" for mark in marks)
