"""What the grammar finds before agents and chains are known."""

from __future__ import annotations

from msgspec import Struct

from sayso.model import Span, StatementType
from sayso.read.statements.grammar.circumstances import Circumstances


class Draft(Struct, frozen=True):
    """An attribution with what the grammar knows beyond spans.

    ``cited`` are sources named by "citing Y" or "as reported by Y": they come after ``source`` in the chain.
    ``told`` is who was told, when that is an outlet it stands before the source in the chain. ``through`` is who quotes
    the source, and stands before it whoever that is. ``quoting`` marks a label that makes what stands under it a
    quotation. ``frame`` names the pattern that found it.
    """

    source: Span | None
    cue: Span | None
    content: tuple[Span, ...]
    type: StatementType
    frame: str
    score: float = 0.5
    cited: tuple[Span, ...] = ()
    told: Span | None = None
    through: Span | None = None
    quoting: bool = False
    takeaway: bool = False
    label: int | None = None  # index of the label's block
    circumstances: Circumstances | None = None  # what speaks for and against it, where evidence is asked
    antecedent: Span | None = None  # what "it said" at a clause's end refers to: the clause's subject
